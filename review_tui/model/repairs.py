"""Earlier shortcomings and how far they are repaired: section III of every form (366, điều 10; domain.md 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.model.followup import CheckState, FollowUp
from review_tui.model.ledger import LedgerItem, Standing, ledger_on
from review_tui.model.points import Point
from review_tui.model.session import Session


class Repair(StrEnum):
    """The three states that the forms know."""

    DONE = "done"
    """đã khắc phục"""
    UNDER_WAY = "under_way"
    """đang khắc phục, with its degree"""
    NOT_DONE = "not_done"
    """chưa khắc phục"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFault:
    """One shortcoming of an earlier session, or a commitment without one, with how it stands on a day."""

    session: str
    point: Point | None
    """None for a commitment that repairs no shortcoming (of a suggested topic)"""
    items: tuple[LedgerItem, ...]
    repair: Repair
    degree: int | None = None
    """percent, where one commitment alone repairs it and somebody measured"""

    @property
    def number(self) -> str:
        """The number for life that every paper bears: of the point, else of the commitment."""
        return self.point.number if self.point is not None else self.items[0].number

    @property
    def text(self) -> str:
        """What was wrong, else what was promised."""
        return self.point.text if self.point is not None else self.items[0].commitment.text

    @property
    def times(self) -> int:
        """ "lần 2" after it came back once."""
        return max((item.times for item in self.items), default=1)


def earlier_faults(
    sessions: tuple[Session, ...], follow_up: FollowUp, session: Session, floor: str, day: date
) -> tuple[EarlierFault, ...]:
    """What section III of this session has to speak of, as it was known on `day`; in the order of the numbers.

    All shortcomings of the floor's last review; older ones that are not repaired, or were repaired since that review.
    """
    return earlier_by_floor(sessions, follow_up, session, (floor,), day)[floor]


def earlier_by_floor(
    sessions: tuple[Session, ...], follow_up: FollowUp, session: Session, floors: Iterable[str], day: date
) -> dict[str, tuple[EarlierFault, ...]]:
    """The same for many floors, from one reading of the ledger."""
    earlier = _before(sessions, session)
    items = ledger_on((*earlier, session), follow_up, day)
    return {floor: _of_floor(earlier, items, floor) for floor in floors}


def _of_floor(earlier: tuple[Session, ...], items: tuple[LedgerItem, ...], floor: str) -> tuple[EarlierFault, ...]:
    last = next((made for made in reversed(earlier) if _reviewed(made, floor)), None)
    found = [_of_point(made, point, items) for made in earlier for point in made.points_of(floor) if point.is_fault]
    numbers = {one.number for one in found}
    known = {made.id for made in earlier}
    found += [
        _made(item.session, None, (item,))
        for item in items
        if item.commitment.floor == floor and item.session in known and not numbers.intersection(item.point_numbers)
    ]
    return tuple(sorted((one for one in found if _speaks(one, last)), key=lambda one: (one.session, one.number)))


def not_repaired(
    sessions: tuple[Session, ...], items: tuple[LedgerItem, ...], session: Session, floor: str
) -> tuple[EarlierFault, ...]:
    """What stands between a subject and "đã khắc phục 100 %", by a ledger at hand (366, điều 10, 11)."""
    return tuple(
        fault for fault in _of_floor(_before(sessions, session), items, floor) if fault.repair is not Repair.DONE
    )


def _before(sessions: tuple[Session, ...], session: Session) -> tuple[Session, ...]:
    ids = [made.id for made in sessions]
    return sessions[: ids.index(session.id)] if session.id in ids else sessions


def _reviewed(session: Session, floor: str) -> bool:
    return bool(session.points_of(floor) or session.commitments_of(floor) or session.floor(floor).conclusion)


def _of_point(session: Session, point: Point, items: tuple[LedgerItem, ...]) -> EarlierFault:
    return _made(session.id, point, tuple(item for item in items if point.number in item.point_numbers))


def _made(session: str, point: Point | None, items: tuple[LedgerItem, ...]) -> EarlierFault:
    """A claim is no repair before the verifier has spoken; where nobody promised anything nothing is repaired."""
    repair, degree = Repair.NOT_DONE, None
    if items and all(item.standing is Standing.CLOSED for item in items):
        repair = Repair.DONE
    elif any(_begun(item) for item in items):
        repair = Repair.UNDER_WAY
        degree = _degree(items[0]) if len(items) == 1 else None
    return EarlierFault(session=session, point=point, items=items, repair=repair, degree=degree)


def _begun(item: LedgerItem) -> bool:
    return item.standing in (Standing.CLOSED, Standing.CLAIMED) or bool(_degree(item))


def _degree(item: LedgerItem) -> int | None:
    """The last percent that anybody found since the fault last came back; put off or not done later, it stays begun."""
    since = item.returns[-1][0] if item.times_reopened and item.returns else date.min
    if item.standing is Standing.CLAIMED:
        return 100
    for check in reversed(item.checks):
        if check.state is CheckState.UNDER_WAY and check.on >= since:
            return check.degree
    return None


def _speaks(fault: EarlierFault, last: Session | None) -> bool:
    if last is None or fault.session == last.id or fault.repair is not Repair.DONE:
        return True
    return any(item.closing is not None and item.closing.on > last.day for item in fault.items)
