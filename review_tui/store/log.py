"""The sealed log of a session, and undo: an act by name, as a new act that withdraws; the log keeps both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.points import Commitment, Point
from review_tui.store.documents import Document, Documents, decode, encode
from review_tui.store.keys import RECORDER
from review_tui.store.session_documents import COPIES

_KEPT_NUMBERS = "numbers"
"""Never taken back: a number once given is not given again."""
_NO_BASIS = frozenset({"clock"})
"""Taken back, but nothing rests on it: the time used on a floor is no content."""
_WITHDRAWN: dict[str, type] = {"points": Point, "commitments": Commitment}
_WITH_POINT = frozenset({"withheld", "asked"})
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One act as a screen shows it."""

    number: int
    at: datetime
    name: str
    undone: bool = False
    undoes: int | None = None
    """the number of the act that this one withdraws"""
    fixed: bool = False
    """approval, reopening or signing came after it: it is not undone any more"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """A document before an act; `plain` is None when there was none."""

    table: str
    id: str
    compartment: str = ""
    n: int = 0
    plain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act as the log keeps it."""

    number: int
    at: datetime
    name: str
    undoes: int | None = None
    """the number of the act that this one withdraws"""
    touched: tuple[tuple[str, str], ...] = ()
    """(table, id) of every document that it changed"""
    made: tuple[str, ...] = ()
    """ids that came into being"""
    mentions: tuple[str, ...] = ()
    """ids of other things that what it wrote refers to"""
    before: tuple[Was, ...] = ()
    """values before; dropped when the minutes are signed"""
    opens: bool = False
    """it changed the state of the minutes, which all later acts rest on"""
    closes: bool = False
    """approval, reopening, signing, or the making of the session: nothing up to here is undone any more"""


def act_between(
    before: Documents, after: Documents, *, number: int, at: datetime, name: str, undoes: int | None = None
) -> Act:
    """The entry of the log for a change from some documents to others."""
    old, new = _content(before), _content(after)
    changed = [where for where in {**old, **new} if _plain(old.get(where)) != _plain(new.get(where))]
    touched = tuple(where for where in changed if where[0] not in _NO_BASIS)
    was = [one for where in changed if (one := old.get(where)) is not None]
    now = [one for where in changed if (one := new.get(where)) is not None]
    made = set(_ids(now)) - set(_ids(was))
    mentions = set(_mentions(now)) - set(_mentions(was)) - made
    return Act(
        number=number,
        at=at,
        name=name,
        undoes=undoes,
        touched=touched,
        made=tuple(sorted(made)),
        mentions=tuple(sorted(mentions | _elder(old, now))),
        before=tuple(_was(where, old.get(where)) for where in changed),
        opens=any(table == "state" for table, _id in changed),
        closes=not before or any(table in ("approval", "reopenings", "signing") for table, _id in changed),
    )


Where = tuple[str, str]


def _content(documents: Documents) -> dict[Where, Document]:
    """What an act can change and an undo bring back: no copies, no numbers."""
    left_out = {*COPIES, _KEPT_NUMBERS, "pack"}
    return {(one.table, one.id): one for one in documents.values() if one.table not in left_out}


def _plain(document: Document | None) -> bytes | None:
    return None if document is None else document.plain


def _was(where: Where, document: Document | None) -> Was:
    if document is None:
        return Was(table=where[0], id=where[1])
    return Was(
        table=document.table,
        id=document.id,
        compartment=document.compartment,
        n=document.n,
        plain=document.plain.decode("utf-8"),
    )


def _ids(documents: Iterable[Document]) -> Iterator[str]:
    for one in documents:
        if one.table in ("floors", "sittings"):
            yield f"{one.table}/{one.id}"
        yield from (text for key, text in _strings(decode(one.plain, Any)) if key == "id")


def _mentions(documents: Iterable[Document]) -> Iterator[str]:
    """Everything that may be an id: short and without blanks. Words that are none do no harm."""
    for one in documents:
        for key, text in _strings(decode(one.plain, Any)):
            if key in ("floor", "on_floor", "key"):
                yield f"floors/{text}"
            elif key == "sitting":
                yield f"sittings/{text}"
            elif text and len(text) <= _LONGEST_ID and not any(letter.isspace() for letter in text):
                yield text


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, key)
    elif isinstance(value, str) or (key == "sitting" and isinstance(value, int)):
        yield key, str(value)


def _elder(old: dict[Where, Document], now: list[Document]) -> set[str]:
    """Guests and sittings are numbered in their order: each rests on the one before it."""
    found: set[str] = set()
    for one in now:
        if one.table in ("guests", "sittings") and (one.table, one.id) not in old:
            found |= {other.id for (table, _id), other in old.items() if table == one.table and other.n == one.n - 1}
    return found | {f"sittings/{one}" for one in found}


def entry_document(act: Act) -> Document:
    """An entry as it lies in the file, under the recorder's key."""
    return Document("log", str(act.number), RECORDER, act.number, encode(act))


def acts_of(documents: Iterable[Document]) -> tuple[Act, ...]:
    """The entries in some documents, oldest first."""
    return tuple(decode(one.plain, Act) for one in documents)


def without_values(acts: Iterable[Act]) -> Iterator[Document]:
    """The entries as they stay once the minutes are signed."""
    return (entry_document(replace(act, before=())) for act in acts)


def entries_of(acts: tuple[Act, ...], *, closed: int = 0) -> tuple[LogEntry, ...]:
    """The log as a screen shows it; up to number `closed`, or to the last act that closes, all is fixed."""
    standing, closed = _standing(acts), _closed(acts, closed)
    return tuple(
        LogEntry(
            number=act.number,
            at=act.at,
            name=act.name,
            undone=act.number not in standing,
            undoes=act.undoes,
            fixed=act.number <= closed,
        )
        for act in acts
    )


def _closed(acts: tuple[Act, ...], closed: int) -> int:
    return max(closed, *(act.number for act in acts if act.closes), 0)


def _standing(acts: tuple[Act, ...]) -> frozenset[int]:
    """The acts that no standing act withdraws, found from the last one backwards."""
    undone: set[int] = set()
    for act in reversed(acts):
        if act.undoes is not None and act.number not in undone:
            undone.add(act.undoes)
    return frozenset(act.number for act in acts) - undone


def act_to_undo(acts: tuple[Act, ...], number: int | None, *, closed: int = 0) -> Act:
    """The act with this number, or the last one that can be undone; one sentence when there is none.

    Up to number `closed`, or to the last act that closes, nothing is undone.
    """
    standing, closed = _standing(acts), _closed(acts, closed)
    if number is None:
        free = [act for act in acts if act.number in standing and act.undoes is None and act.number > closed]
        if not free:
            raise ReviewError(_("Không còn việc nào để hoàn tác."))
        number = free[-1].number
    found = next((act for act in acts if act.number == number), None)
    if found is None:
        raise ReviewError(_("Nhật ký không có việc số {number}.").format(number=number))
    if number not in standing:
        raise ReviewError(_("“{name}” đã hoàn tác rồi.").format(name=found.name))
    if number <= closed:
        raise ReviewError(_("Không hoàn tác được “{name}”: việc này đã chốt.").format(name=found.name))
    _refuse_if_rested_on(found, acts, standing)
    return found


def _refuse_if_rested_on(found: Act, acts: tuple[Act, ...], standing: frozenset[int]) -> None:
    for later in reversed(acts):
        withdraws_later = later.undoes is not None and later.undoes > found.number
        if later.number > found.number and later.number in standing and not withdraws_later and _rests(later, found):
            raise ReviewError(
                _("Chưa hoàn tác được “{name}” vì sau đó đã có “{later}”; hãy hoàn tác việc sau trước.").format(
                    name=found.name, later=later.name
                )
            )


def _rests(later: Act, earlier: Act) -> bool:
    if earlier.opens:
        return True
    return bool(set(later.touched) & set(earlier.touched)) or bool(set(later.mentions) & set(earlier.made))


def taken_back(current: Documents, act: Act) -> Documents:
    """The documents without what an act did; points and commitments that it made stay, withdrawn."""
    left = dict(current)
    new_points = {was.id for was in act.before if was.table == "points" and was.plain is None}
    for was in act.before:
        for key in [key for key in left if key[:2] == (was.table, was.id)]:
            if was.plain is None and was.table in _WITH_POINT and was.id in new_points:
                continue
            document = left.pop(key)
            if was.plain is None and was.table in _WITHDRAWN:
                left[key] = _withdrawn(document)
        if was.plain is not None:
            restored = Document(was.table, was.id, was.compartment, was.n, was.plain.encode("utf-8"))
            left[restored.key] = restored
    return left


def _withdrawn(document: Document) -> Document:
    made = decode(document.plain, _WITHDRAWN[document.table])
    return replace(document, plain=encode(replace(made, withdrawn=True)))
