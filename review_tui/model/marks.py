"""The marks at the end of a line: ~ member, > date, # topic, list entry, number for life, or kín."""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from review_tui.language.dates import read_date, read_short_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.cell import named
from review_tui.model.points import DueKind
from review_tui.model.session import Session
from review_tui.model.who import read_member

_LAST_WORD = re.compile(r"(?:^|\s)(\S+)\s*$")
_FULL_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_SHORT_DATE = re.compile(r"\d{1,2}/\d{1,2}")
_TOPIC = re.compile(r"g\d{1,3}")
_ENTRY = re.compile(r"\d\.\d{1,2}|[dne]\d{1,2}")
_FOR_LIFE = re.compile(r"\d{4}-\d{3,}")
_LONG = (
    (re.compile(r"(?:^|\s)(hạn|han)\s+(\S+)\s*$", re.IGNORECASE), ">"),
    (re.compile(r"(?:^|\s)(theo dõi|theo doi)\s+(\d+)\s*$", re.IGNORECASE), "~"),
)

_BINDS = frozenset({"qua", "gia", "het", "den", "so", "trong", "dung", "truoc", "tre", "thoi", "ky", "phieu", "bang"})
"""Words that make "hạn" or "theo dõi" part of the sentence: quá hạn, gia hạn, sổ theo dõi."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one line."""

    verifier: str = ""
    due_kind: DueKind = DueKind.UNSET
    due: date | None = None
    topics: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    recurs: str = ""
    withheld: bool = False
    words: tuple[str, ...] = ()
    """the marks as typed, in the order of the line"""


def is_mark(word: str, session: Session) -> bool:
    """Whether a word has the shape of a mark."""
    if len(word) < 2:
        return False
    sign, body = word[0], fold(word[1:])
    if sign == "~":
        return body.isdigit() or bool(named(session.roll, word[1:]))
    if sign == ">":
        return body in ("ngay", "tx") or bool(_FULL_DATE.fullmatch(body) or _SHORT_DATE.fullmatch(body))
    if sign == "#":
        return body == "kin" or _is_tag(body, session)
    return False


def _is_tag(body: str, session: Session) -> bool:
    shapes = (_TOPIC, _ENTRY, _FOR_LIFE)
    return any(shape.fullmatch(body) for shape in shapes) or any(fold(topic.id) == body for topic in session.topics)


def split_marks(text: str, session: Session, *, long_forms: bool = False) -> tuple[str, tuple[str, ...]]:
    """Cut the marks off the end of a text: (text, marks in the order of the line).

    Long forms ("hạn 30/6", "theo dõi 2") count only in acts that have a date or a verifier. A backslash before the
    last word that has the shape of a mark makes it text.
    """
    marks: list[str] = []
    rest = text.rstrip()
    while match := _LAST_WORD.search(rest):
        word = match[1]
        if is_mark(word, session):
            marks.append(word)
            rest = rest[: match.start(1)].rstrip()
            continue
        long = _long_mark(rest, session) if long_forms else None
        if long is None:
            if _is_escaped(word, session):
                rest = rest[: match.start(1)] + word[1:]
            break
        marks.append(long[1])
        rest = long[0]
    return rest.strip(), tuple(reversed(marks))


def _long_mark(text: str, session: Session) -> tuple[str, str] | None:
    for shape, sign in _LONG:
        match = shape.search(text)
        if match and is_mark(sign + match[2], session):
            before = text[: match.start(1)].rstrip()
            if fold(before.split()[-1]) in _BINDS if before else False:
                return None
            return before, sign + match[2]
    return None


def _is_escaped(word: str, session: Session) -> bool:
    return word.startswith("\\") and is_mark(word.lstrip("\\"), session)


def escaped(text: str, session: Session) -> str:
    """The text so that reading it as the end of a line gives it back whole."""
    match = _LAST_WORD.search(text)
    if match and is_mark(match[1].lstrip("\\"), session):
        return text[: match.start(1)] + "\\" + text[match.start(1) :]
    return text


def read_marks(words: tuple[str, ...], session: Session, *, known: Container[str] | None = None) -> Marks:
    """Read marks; right in shape but wrong (31/2, unknown g9) raises one sentence.

    `known` holds the numbers for life of earlier years; None means that they cannot be looked up here.
    """
    found: dict[str, str] = {}
    due: tuple[DueKind, date | None] | None = None
    topics: list[str] = []
    entries: list[str] = []
    for word in words:
        body = fold(word[1:])
        if word[0] == "~":
            _once(found, "verifier", read_member(word[1:], session).id, word)
        elif word[0] == ">":
            _once(found, "due", word, word)
            due = _due(body, session)
        elif body == "kin":
            found["withheld"] = word
        elif _FOR_LIFE.fullmatch(body):
            _once(found, "recurs", _known_number(body, session, known), word)
        elif topic := _topic(body, session):
            topics.append(topic)
        else:
            entries.append(_entry(body, word, session))
    due_kind, day = due or (DueKind.UNSET, None)
    return Marks(
        verifier=found.get("verifier", ""),
        due_kind=due_kind,
        due=day,
        topics=tuple(dict.fromkeys(topics)),
        entries=tuple(dict.fromkeys(entries)),
        recurs=found.get("recurs", ""),
        withheld="withheld" in found,
        words=words,
    )


def _once(found: dict[str, str], key: str, value: str, word: str) -> None:
    if key in found:
        raise EntryError(_("Dấu “{word}” ghi hai lần trong một dòng.").format(word=word), word=word)
    found[key] = value


def _due(body: str, session: Session) -> tuple[DueKind, date | None]:
    if body == "ngay":
        return DueKind.AT_ONCE, None
    if body == "tx":
        return DueKind.REGULAR, None
    if body.count("/") == 2:
        return DueKind.BY_DATE, read_date(body)
    return DueKind.BY_DATE, read_short_date(body, after=session.day)


def _topic(body: str, session: Session) -> str:
    for topic in session.topics:
        if fold(topic.id) == body:
            return topic.id
    if _TOPIC.fullmatch(body):
        raise EntryError(_("Kỳ này không có gợi ý {topic}.").format(topic=body), word=body)
    return ""


def _entry(body: str, word: str, session: Session) -> str:
    if session.rules.entries and body not in session.rules.entries:
        raise EntryError(_("Không có mục “{word}” trong các danh mục của quy định.").format(word=word), word=word)
    return body


def _known_number(number: str, session: Session, known: Container[str] | None) -> str:
    if any(point.number == number for point in session.points):
        return number
    this_year = number.startswith(f"{session.year}-")
    if (known is not None and number not in known) or (known is None and this_year):
        raise ReviewError(_("Không có ý kiến số {number}.").format(number=number))
    return number
