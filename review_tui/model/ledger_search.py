"""Finding commitments among those of many years: by owner, due date, state, topic, task group, list entry, words."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from review_tui.language.text import fold
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.points import DueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for; a field left empty asks for nothing. All that is asked for must hold together."""

    owner: str = ""
    """member id"""
    verifier: str = ""
    """member id of who follows it now"""
    standings: frozenset[Standing] = frozenset()
    only_open: bool = False
    overdue: bool = False
    due_from: date | None = None
    due_until: date | None = None
    """both ends included; commitments without a date never fit"""
    due_kind: DueKind | None = None
    session: str = ""
    topic: str = ""
    """id of a suggested topic"""
    task_group: int | None = None
    entry: str = ""
    """a list entry: "1.4", "d11", "n3" """
    words: str = ""
    """every word stands in number, names, text, checks or closing; marks and case aside"""


class LedgerIndex:
    """The items with their words folded once, so that each further letter of a query costs little."""

    def __init__(self, items: Iterable[LedgerItem]) -> None:
        self.items = tuple(items)
        self._lines: tuple[str, ...] = ()

    def find(self, wanted: Wanted) -> tuple[LedgerItem, ...]:
        """The items that fit, in their order."""
        words = fold(wanted.words).split()
        if not words:
            return tuple(item for item in self.items if fits(item, wanted))
        self._lines = self._lines or tuple(_line(item) for item in self.items)
        return tuple(
            item
            for item, line in zip(self.items, self._lines, strict=True)
            if all(word in line for word in words) and fits(item, wanted)
        )


def _line(item: LedgerItem) -> str:
    told = [item.number, *item.point_numbers, item.owner_name, item.verifier_name, item.commitment.text]
    for check in item.checks:
        told += [check.text, check.proof.name if check.proof else ""]
    told += [closing.words for closing in item.closings]
    return fold("\n".join(told))


def fits(item: LedgerItem, wanted: Wanted) -> bool:
    """Whether an item has everything that is asked for, words aside."""
    return _people_fit(item, wanted) and _state_fits(item, wanted) and _due_fits(item, wanted) and _about(item, wanted)


def _people_fit(item: LedgerItem, wanted: Wanted) -> bool:
    return wanted.owner in ("", item.commitment.owner) and wanted.verifier in ("", item.verifier)


def _state_fits(item: LedgerItem, wanted: Wanted) -> bool:
    return (
        (not wanted.standings or item.standing in wanted.standings)
        and (item.is_open or not wanted.only_open)
        and (item.overdue or not wanted.overdue)
        and wanted.session in ("", item.session)
    )


def _due_fits(item: LedgerItem, wanted: Wanted) -> bool:
    if wanted.due_kind is not None and item.commitment.due_kind is not wanted.due_kind:
        return False
    if wanted.due_from is None and wanted.due_until is None:
        return True
    return item.due is not None and (wanted.due_from or date.min) <= item.due <= (wanted.due_until or date.max)


def _about(item: LedgerItem, wanted: Wanted) -> bool:
    return (
        (not wanted.topic or wanted.topic in item.topics)
        and (wanted.task_group is None or f"n{wanted.task_group}" in item.entries)
        and (not wanted.entry or wanted.entry in item.entries)
    )


def found(items: Iterable[LedgerItem], wanted: Wanted) -> tuple[LedgerItem, ...]:
    """The items that fit, looked for once; a screen with a query keeps a `LedgerIndex`."""
    return LedgerIndex(items).find(wanted)


_FIRST = {DueKind.AT_ONCE: 0, DueKind.BY_DATE: 1, DueKind.UNSET: 2, DueKind.REGULAR: 3}


def to_check(items: Iterable[LedgerItem], today: date) -> tuple[LedgerItem, ...]:
    """What the monthly check goes through: all open ones, what is overdue first, then at once, by date, regular.

    One that is watched waits until the watch ends; one said to be done stays, for the verifier has to speak.
    """
    due = [item for item in items if item.is_open and (item.watched_until is None or item.watched_until <= today)]
    return tuple(sorted(due, key=_urgency))


def _urgency(item: LedgerItem) -> tuple[bool, int, date, str]:
    return not item.overdue, _FIRST[item.commitment.due_kind], item.due or date.max, item.number


def checked_in_month(item: LedgerItem, day: date) -> bool:
    """Whether somebody looked at it in the month of this day."""
    return any((check.on.year, check.on.month) == (day.year, day.month) for check in item.checks)


def lapsed(item: LedgerItem, today: date) -> bool:
    """Whether an open one went without any check for more than a month; a regular one lives by being looked at."""
    if not item.is_open or item.watched_until is not None:
        return False
    last = max((check.on for check in item.checks), default=item.since)
    return last is not None and last < _month_before(today)


def _month_before(day: date) -> date:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, calendar.monthrange(last.year, last.month)[1]))


def earlier_remedies(items: Iterable[LedgerItem], point: str) -> tuple[LedgerItem, ...]:
    """Commitments that were to repair this point (its number for life): in sight when the same fault comes back."""
    return tuple(item for item in items if point in item.point_numbers)
