"""The ledger of commitments over all years: sessions in order, then what happened after the meetings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.followup import Check, CheckState, Closing, FollowUp
from review_tui.model.points import Commitment, DueKind, VerdictKind
from review_tui.model.session import Session


class Standing(StrEnum):
    """How a commitment stands."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    CLAIMED = "done"
    """found done by a check; waits for the verifier's word"""
    NOT_DONE = "not_done"
    POSTPONED = "postponed"
    CLOSED = "closed"
    """repaired, on the verifier's word"""
    MOVED = "moved"
    """the owner moved away: not repaired"""


_STANDINGS = {
    CheckState.DONE: Standing.CLAIMED,
    CheckState.UNDER_WAY: Standing.UNDER_WAY,
    CheckState.NOT_DONE: Standing.NOT_DONE,
    CheckState.POSTPONED: Standing.POSTPONED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerItem:
    """One commitment with everything that is known of it on a day."""

    session: str
    commitment: Commitment
    owner_name: str
    verifier_name: str
    point_numbers: tuple[str, ...]
    """numbers for life of the points that it repairs"""
    standing: Standing
    due: date | None
    """the due date in force, after postponements"""
    overdue: bool
    postponed: int
    """how often it was postponed"""
    checks: tuple[Check, ...] = ()
    closing: Closing | None = None
    times_reopened: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it still has to be checked."""
        return self.standing not in (Standing.CLOSED, Standing.MOVED)


def ledger(sessions: tuple[Session, ...], follow_up: FollowUp, today: date) -> tuple[LedgerItem, ...]:
    """All standing commitments, in the order made; `sessions` in their order."""
    returns = _returns(sessions)
    return tuple(
        _item(session, made, follow_up, returns, today)
        for session in sessions
        for made in session.commitments
        if not made.withdrawn
    )


def _returns(sessions: tuple[Session, ...]) -> dict[str, list[date]]:
    """The days on which a point came back as the same fault, by its number; a verdict that it is no fault ends that."""
    found: dict[str, list[date]] = {}
    for session in sessions:
        for point in session.points:
            dismissed = point.verdict is not None and point.verdict.kind is VerdictKind.NONE
            if point.recurs and not point.withdrawn and not dismissed:
                found.setdefault(point.recurs, []).append(session.day)
    return found


def _item(
    session: Session, made: Commitment, follow_up: FollowUp, returns: dict[str, list[date]], today: date
) -> LedgerItem:
    checks = tuple(check for check in follow_up.checks if check.commitment == made.number)
    closings = [closing for closing in follow_up.closings if closing.commitment == made.number]
    again = [opened for opened in follow_up.reopened if opened.commitment == made.number]
    numbers = {point.id: point.number for point in session.points}
    returned = sorted(day for point in made.points for day in returns.get(numbers[point], ()))
    closing = closings[-1] if len(closings) > len(again) else None
    fresh = checks
    if closing is not None and returned and returned[-1] > closing.on:
        closing, fresh = None, tuple(check for check in checks if check.on >= returned[-1])
    due = next((check.new_due for check in reversed(checks) if check.new_due), made.due)
    standing = _standing(fresh, closing)
    return LedgerItem(
        session=session.id,
        commitment=made,
        owner_name=session.name_of(made.owner),
        verifier_name=session.name_of(made.verifier),
        point_numbers=tuple(numbers[point] for point in made.points),
        standing=standing,
        due=due,
        overdue=_overdue(made, due, standing, session, today),
        postponed=sum(check.state is CheckState.POSTPONED for check in checks),
        checks=checks,
        closing=closing,
        times_reopened=len(again) + _times_returned(closings, returned),
    )


def _times_returned(closings: list[Closing], returned: list[date]) -> int:
    """How many closings were followed by the same fault before the next closing."""
    ends = [closing.on for closing in closings[1:]] + [date.max]
    return sum(any(made.on < day <= end for day in returned) for made, end in zip(closings, ends, strict=False))


def _standing(checks: tuple[Check, ...], closing: Closing | None) -> Standing:
    if closing is not None:
        return Standing.MOVED if closing.moved else Standing.CLOSED
    return _STANDINGS[checks[-1].state] if checks else Standing.OPEN


def _overdue(made: Commitment, due: date | None, standing: Standing, session: Session, today: date) -> bool:
    """At-once ones are overdue from the day after the meeting; regular ones never."""
    if standing in (Standing.CLOSED, Standing.MOVED, Standing.CLAIMED):
        return False
    if made.due_kind is DueKind.AT_ONCE and due is None:
        return today > session.day
    return due is not None and due < today


def item_numbered(items: tuple[LedgerItem, ...], number: str) -> LedgerItem:
    """The item with this number ("CK2026-003"); one sentence when there is none."""
    wanted = number.strip().upper()
    for item in items:
        if item.commitment.number == wanted:
            return item
    raise ReviewError(_("Không có cam kết số {number}.").format(number=number))
