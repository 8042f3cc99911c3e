"""What is new since the recorder last looked: entries of the follow-up, acts on sessions, dates that have passed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem

SETTING = "looked"
"""The setting of a book that holds the last look."""

PARTS = ("checks", "closings", "reopened", "watches", "verifiers", "decisions", "reratings")
"""Parts of the follow-up, which only ever grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: when, and how many entries of each part of the follow-up there were."""

    at: datetime
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new. `kind` is a part of the follow-up, "due" for a date that passed, "act" for a session's."""

    kind: str
    number: str
    """number of the commitment, or id of the session"""
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a session's log."""

    session: str
    at: datetime
    name: str


def look_of(follow_up: FollowUp, at: datetime) -> Look:
    """What a look at this moment sees."""
    return Look(at=at, counts={part: len(getattr(follow_up, part)) for part in PARTS})


def last_look(cell: Cell) -> Look | None:
    """The look that the book remembers; None before the first, or when it cannot be read."""
    at, *pairs = dict(cell.settings).get(SETTING, "").split("|")
    try:
        return Look(at=datetime.fromisoformat(at), counts={name: int(count) for name, count in map(_pair, pairs)})
    except ValueError:
        return None


def _pair(text: str) -> tuple[str, str]:
    name, _equals, count = text.partition("=")
    return name, count


def looked(cell: Cell, look: Look) -> Cell:
    """The cell that remembers this look."""
    text = "|".join((look.at.isoformat(), *(f"{name}={count}" for name, count in look.counts.items())))
    return replace(cell, settings=tuple(sorted({**dict(cell.settings), SETTING: text}.items())))


def news_since(
    look: Look, follow_up: FollowUp, items: Iterable[LedgerItem], acts: Iterable[Act], today: date
) -> tuple[News, ...]:
    """Everything that came after a look: acts on sessions, entries of the follow-up, dates that passed unfinished."""
    acted = (News(kind="act", number=act.session, on=act.at.date(), text=act.name) for act in acts if act.at > look.at)
    return (*acted, *_entered(look, follow_up), *_passed(look.at.date(), items, today))


def _entered(look: Look, follow_up: FollowUp) -> Iterator[News]:
    for part in PARTS:
        for entry in getattr(follow_up, part)[look.counts.get(part, 0) :]:
            number = getattr(entry, "commitment", "") or getattr(entry, "session", "")
            yield News(kind=part, number=number, on=entry.on, text=_words(entry))


def _words(entry: object) -> str:
    """The words of an entry: its text, the verifier's words, the point that came back, the name, the reason."""
    for name in ("text", "words", "point", "name", "reason", "ground"):
        if text := getattr(entry, name, ""):
            return str(text)
    return ""


def _passed(since: date, items: Iterable[LedgerItem], today: date) -> Iterator[News]:
    for item in items:
        if item.overdue and item.due is not None and since <= item.due < today:
            yield News(kind="due", number=item.number, on=item.due, text=item.owner_name)
