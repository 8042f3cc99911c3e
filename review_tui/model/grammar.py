"""The entry grammar: one parser for the entry line of the meeting and for files of notes (design.md section 3)."""

import re
from collections.abc import Container
from dataclasses import dataclass

from review_tui.language.text import clean, fold
from review_tui.language.translate import _
from review_tui.model.acts import Entry, EntryError, FloorEntered, Nothing
from review_tui.model.calls import read_call
from review_tui.model.points import COLLECTIVE
from review_tui.model.sayings import read_saying
from review_tui.model.session import Session
from review_tui.model.who import COLLECTIVE_WORDS, SHORT_WORDS, read_member, read_who

SIGNS = "-+?*.=!"
_DASHES = str.maketrans("–—−", "---")
_LEADING = re.compile(
    rf"\s*(\d{{1,4}}|k\d{{1,3}}|{'|'.join(SHORT_WORDS)})(?:\s*([=!])|\s*([-–—−+?*])(?!\d)|\s+([-–—−+?*.]))\s*",
    re.IGNORECASE,
)
"""A number, then the sign. Glued to it no full stop ("1. Khai mạc" is a heading), no digit after ("5-7 đồng chí")."""
_ALONE = re.compile(r"\S+")
_CONCLUSION = re.compile(r"\s*(?:kết luận|ket luan)(?:\s*[.:]\s*|\s+)", re.IGNORECASE)
_LEVEL_WORDS = (("xl",), ("xep", "loai"), ("tu", "xep", "loai"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A line cut in three: who, sign, rest. `at` is where the rest begins."""

    who: str
    sign: str
    rest: str
    at: int


def read_line(line: str, session: Session, *, floor: str | None = None, known: Container[str] | None = None) -> Entry:
    """What a line means in this session; raises `EntryError` with one sentence.

    `floor` is the floor it speaks of (the one that is up by default); `known` the numbers for life of earlier years.
    """
    line = " ".join(clean(line).split("\n")).replace("\t", " ")
    bare = line.strip()
    if not bare or bare == "#" or bare.startswith("# "):
        return Nothing()
    if bare.startswith("@"):
        return read_call(bare, session)
    if bare.startswith("/"):
        return FloorEntered(key=read_floor(bare[1:], session))
    floor = session.on_floor if floor is None else floor
    split = split_line(line, session)
    who = read_who(split.who, session, offset=line.find(split.who))
    return read_saying(who, split.sign, split.rest, session, floor=floor, known=known, at=split.at)


def read_floor(words: str, session: Session) -> str:
    """The floor that words name: "cb", a number of the roll, a name."""
    if not words.strip():
        raise EntryError(_("Sau dấu “/” ghi số hoặc tên của đồng chí, hoặc cb là tập thể chi bộ."), word="/")
    if fold(words.strip()) in COLLECTIVE_WORDS:
        return COLLECTIVE
    return read_member(words, session).id


def split_line(line: str, session: Session) -> Split:
    """Cut a line into who, sign and rest; raises with `missing="sign"` when only the sign is missing."""
    if match := _LEADING.match(line):
        sign = (match[2] or match[3] or match[4]).translate(_DASHES)
        return Split(who=match[1], sign=sign, rest=line[match.end() :], at=match.end())
    if match := _CONCLUSION.match(line):
        return Split(who="ct", sign=".", rest=line[match.end() :], at=match.end())
    words = list(_ALONE.finditer(line))
    for place, word in enumerate(words):
        sign = word[0].translate(_DASHES)
        if len(sign) == 1 and sign in SIGNS:
            return _cut(line, words, place, place + 1, sign)
        for level in _LEVEL_WORDS:
            if place and tuple(fold(w[0]) for w in words[place : place + len(level)]) == level:
                return _cut(line, words, place, place + len(level), "xl")
    raise _no_sign(line, words, session)


def _cut(line: str, words: list[re.Match[str]], start: int, end: int, sign: str) -> Split:
    who = line[: words[start].start()].strip()
    if not who:
        raise EntryError(_("Trước dấu “{sign}” chưa ghi ai nói.").format(sign=sign), word=sign)
    at = words[end].start() if end < len(words) else len(line)
    return Split(who=who, sign=sign, rest=line[at:], at=at)


def _no_sign(line: str, words: list[re.Match[str]], session: Session) -> EntryError:
    """The error for a line without a sign; it asks for the sign where the longest run of words names somebody."""
    for count in range(min(len(words), 8), 0, -1):
        who = line[: words[count - 1].end()].strip()
        try:
            read_who(who, session)
        except EntryError as error:
            if not error.candidates:
                continue
        except ValueError:
            continue
        at = words[count - 1].end()
        return EntryError(
            _(
                "Thiếu dấu sau “{who}”: - khuyết điểm, + ưu điểm, ? hỏi, * đề nghị, . phát biểu, = trả lời, ! cam kết."
            ).format(who=who),
            word=who,
            missing="sign",
            span=(at, at),
        )
    word = words[0][0]
    return EntryError(_("Không hiểu “{word}”: dòng bắt đầu bằng số hoặc tên người nói.").format(word=word), word=word)
