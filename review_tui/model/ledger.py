"""The ledger of commitments over all years: sessions in order, then what happened after the meetings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.followup import Check, CheckState, Closing, FollowUp, Reopened, VerifierChange, Watch
from review_tui.model.points import COLLECTIVE, Commitment, DueKind
from review_tui.model.session import Session
from review_tui.model.year import Promised, Year, in_short


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
    """who follows it now"""
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
    since: date | None = None
    """the day of the meeting at which it was made"""
    verifier: str = ""
    """member id of who follows it now"""
    verifiers: tuple[VerifierChange, ...] = ()
    """every change of the verifier, oldest first"""
    watched_until: date | None = None
    """said to be done, and watched until this day before it can be closed"""
    closings: tuple[Closing, ...] = ()
    """every closing, also those that a recurrence undid"""
    returns: tuple[tuple[date, str], ...] = ()
    """(day, number for life of the point) of each return of the fault"""
    topics: tuple[str, ...] = ()
    """ids of the suggested topics that it or its points touch"""
    entries: tuple[str, ...] = ()
    """list entries of its points and topics: "1.4", "d11", "n3" """

    @property
    def is_open(self) -> bool:
        """Whether it still has to be checked."""
        return self.standing not in (Standing.CLOSED, Standing.MOVED)

    @property
    def number(self) -> str:
        """ "CK2026-003", kept for life."""
        return self.commitment.number

    @property
    def times(self) -> int:
        """Which time the fault is being repaired: 2 after the first return ("lần 2")."""
        return self.times_reopened + 1

    @property
    def degree(self) -> int | None:
        """Percent done, as the last check found it, where it is under way."""
        last = self.checks[-1] if self.checks else None
        return last.degree if self.standing is Standing.UNDER_WAY and last is not None else None

    @property
    def postponements(self) -> tuple[Check, ...]:
        """Each postponement with its reason (`text`) and its new date."""
        return tuple(check for check in self.checks if check.state is CheckState.POSTPONED)


def ledger(sessions: Iterable[Session | Year], follow_up: FollowUp, today: date) -> tuple[LedgerItem, ...]:
    """All standing commitments, in the order made; `sessions` in their order, whole or in short. One pass."""
    years, followed = [in_short(one) for one in sessions], _Followed(follow_up)
    returns = _returns(years)
    return tuple(_item(year, promised, followed, returns, today) for year in years for promised in year.promised)


def ledger_on(sessions: Iterable[Session | Year], follow_up: FollowUp, day: date) -> tuple[LedgerItem, ...]:
    """The ledger as it stood on a day: papers of an earlier year must say what was known then."""
    until = FollowUp(
        checks=tuple(one for one in follow_up.checks if one.on <= day),
        closings=tuple(one for one in follow_up.closings if one.on <= day),
        reopened=tuple(one for one in follow_up.reopened if one.on <= day),
        watches=tuple(one for one in follow_up.watches if one.on <= day),
        verifiers=tuple(one for one in follow_up.verifiers if one.on <= day),
    )
    return ledger(tuple(session for session in sessions if session.day <= day), until, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """The ledger counted: what Home says of it, without a word of any commitment."""

    all: int = 0
    open: int = 0
    soon: int = 0
    """open, not late, and due by the day asked for"""
    late: tuple[tuple[str, str], ...] = ()
    """(number, owner) of each that is overdue"""


def outstanding(sessions: Iterable[Session | Year], follow_up: FollowUp, today: date, *, until: date) -> Outstanding:
    """The counts of `ledger`, which is made only of commitments of which anything was heard since: few of thousands."""
    years, followed = [in_short(one) for one in sessions], _Followed(follow_up)
    returns, heard = _returns(years), followed.numbers
    count = opened = soon = 0
    late: list[tuple[str, str]] = []
    for year in years:
        for promised in year.promised:
            made, count = promised.commitment, count + 1
            due, overdue = made.due, _overdue(made, made.due, Standing.OPEN, year.day, today)
            if made.number in heard or (returns and not returns.keys().isdisjoint(promised.point_numbers)):
                item = _item(year, promised, followed, returns, today)
                if not item.is_open:
                    continue
                due, overdue = item.due, item.overdue
            opened += 1
            if overdue:
                late.append((made.number, _owner_name(promised)))
            elif due is not None and due <= until:
                soon += 1
    return Outstanding(all=count, open=opened, soon=soon, late=tuple(late))


class _Followed:
    """What happened after the meetings, by the number of the commitment; checks by their day, then as entered."""

    def __init__(self, follow_up: FollowUp) -> None:
        self.checks: dict[str, list[Check]] = {}
        self.closings: dict[str, list[Closing]] = {}
        self.reopened: dict[str, list[Reopened]] = {}
        self.watches: dict[str, list[Watch]] = {}
        self.verifiers: dict[str, list[VerifierChange]] = {}
        for check in sorted(follow_up.checks, key=lambda one: one.on):
            self.checks.setdefault(check.commitment, []).append(check)
        for closing in follow_up.closings:
            self.closings.setdefault(closing.commitment, []).append(closing)
        for again in follow_up.reopened:
            self.reopened.setdefault(again.commitment, []).append(again)
        for watch in follow_up.watches:
            self.watches.setdefault(watch.commitment, []).append(watch)
        for change in follow_up.verifiers:
            self.verifiers.setdefault(change.commitment, []).append(change)

    @property
    def numbers(self) -> frozenset[str]:
        """The commitments of which anything was heard."""
        return frozenset().union(self.checks, self.closings, self.reopened, self.watches, self.verifiers)


_Returns = Mapping[str, list[tuple[date, str]]]


def _returns(years: list[Year]) -> _Returns:
    """When a point came back as the same fault, by its number."""
    found: dict[str, list[tuple[date, str]]] = {}
    for year in years:
        for earlier, number in year.returns:
            found.setdefault(earlier, []).append((year.day, number))
    return found


def _item(year: Year, promised: Promised, followed: _Followed, returns: _Returns, today: date) -> LedgerItem:
    made, number = promised.commitment, promised.commitment.number
    checks, closings = tuple(followed.checks.get(number, ())), followed.closings.get(number, [])
    again, changes = followed.reopened.get(number, []), followed.verifiers.get(number, [])
    returned = sorted({one for point in promised.point_numbers for one in returns.get(point, ())})
    closing, fresh = _in_force(checks, closings, again, returned)
    due = next((check.new_due for check in reversed(checks) if check.new_due), made.due)
    standing = _standing(fresh, closing)
    return LedgerItem(
        session=year.id,
        commitment=made,
        owner_name=_owner_name(promised),
        verifier_name=changes[-1].name if changes else promised.verifier_name,
        point_numbers=promised.point_numbers,
        standing=standing,
        due=due,
        overdue=_overdue(made, due, standing, year.day, today),
        postponed=sum(check.state is CheckState.POSTPONED for check in checks),
        checks=checks,
        closing=closing,
        times_reopened=len(again) + _times_returned(closings, again, returned),
        since=year.day,
        verifier=changes[-1].verifier if changes else made.verifier,
        verifiers=tuple(changes),
        watched_until=_watched(followed.watches.get(number, []), fresh, standing, today),
        closings=tuple(closings),
        returns=tuple(returned),
        topics=promised.topics,
        entries=promised.entries,
    )


def _owner_name(promised: Promised) -> str:
    return _("Tập thể chi bộ") if promised.commitment.owner == COLLECTIVE else promised.owner_name


def _in_force(
    checks: tuple[Check, ...], closings: list[Closing], again: list[Reopened], returned: list[tuple[date, str]]
) -> tuple[Closing | None, tuple[Check, ...]]:
    """The closing that still holds, and the checks since the fault last came back."""
    closing = closings[-1] if len(closings) > len(again) else None
    if closing is not None and returned and returned[-1][0] > closing.on:
        return None, tuple(check for check in checks if check.on >= returned[-1][0])
    if closings and closing is None and again:
        return None, tuple(check for check in checks if check.on >= again[-1].on)
    return closing, checks


def _times_returned(closings: list[Closing], again: list[Reopened], returned: list[tuple[date, str]]) -> int:
    """How many closings were followed by the same fault before the next closing; reopened by hand counts apart."""
    by_hand = {one.point for one in again}
    days = [day for day, number in returned if number not in by_hand]
    ends = [closing.on for closing in closings[1:]] + [date.max]
    return sum(any(made.on < day <= end for day in days) for made, end in zip(closings, ends, strict=False))


def _standing(checks: tuple[Check, ...], closing: Closing | None) -> Standing:
    if closing is not None:
        return Standing.MOVED if closing.moved else Standing.CLOSED
    return _STANDINGS[checks[-1].state] if checks else Standing.OPEN


def _overdue(made: Commitment, due: date | None, standing: Standing, made_on: date, today: date) -> bool:
    """At-once ones are overdue from the day after the meeting; regular ones never."""
    if standing in (Standing.CLOSED, Standing.MOVED, Standing.CLAIMED) or made.due_kind is DueKind.REGULAR:
        return False
    if made.due_kind is DueKind.AT_ONCE and due is None:
        return today > made_on
    return due is not None and due < today


def _watched(watches: list[Watch], checks: tuple[Check, ...], standing: Standing, today: date) -> date | None:
    """The end of the watch that still runs; a later check that finds it not done ends the watch."""
    if not watches or standing is not Standing.CLAIMED or not checks or watches[-1].on < checks[-1].on:
        return None
    return watches[-1].until if watches[-1].until > today else None


def item_numbered(items: tuple[LedgerItem, ...], number: str) -> LedgerItem:
    """The item with this number ("CK2026-003"); one sentence when there is none."""
    wanted = number.strip().upper()
    for item in items:
        if item.commitment.number == wanted:
            return item
    raise ReviewError(_("Không có cam kết số {number}.").format(number=number))
