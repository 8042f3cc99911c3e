"""The time that each comrade's review may take: out of the pack's day, planned again when the meeting runs late."""

from dataclasses import dataclass, replace
from datetime import datetime

from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.counts import presence_of
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import FloorState, Here, Session, Sitting
from review_tui.regulation.pack import TimeRule

DAY_MINUTES = "day_minutes"
"""The setting of a book that names the length of its meeting, in minutes (HD 43 lets provinces adapt the day)."""

_ANSWERS = 4
"""A quarter of each review belongs to the one who answers; it comes last and would be squeezed first."""
_FEWEST_ANSWERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePlan:
    """Minutes for the members who are still to be reviewed. It is shown, never enforced."""

    left: int
    """members still to be reviewed, the one on the floor included"""
    planned: int
    """minutes each, as planned at the opening"""
    minutes: int
    """minutes each, as the clock stands now"""
    answers: int
    """of these, kept for answers even when the rest is cut"""
    late: int
    """minutes by which the meeting is behind its plan; 0 while it is not"""
    fits: int
    """how many of them can be reviewed with at least their answers; the others are for another sitting"""

    @property
    def sentence(self) -> str:
        """What the screen says about it; "" while the meeting keeps its plan."""
        if self.fits < self.left:
            return _("Không đủ giờ cho {count} đồng chí; nên chuyển sang buổi sau.").format(count=self.left - self.fits)
        if self.late and self.minutes < self.planned:
            return _("Chậm {late} phút: mỗi đồng chí còn {minutes} phút, giữ {answers} phút trả lời.").format(
                late=self.late, minutes=self.minutes, answers=self.answers
            )
        return ""


def own_minutes(cell: Cell) -> int | None:
    """The length of the meeting that the cell set for itself, in minutes; None where the pack's day holds."""
    words = dict(cell.settings).get(DAY_MINUTES, "")
    return int(words) if words.isascii() and words.isdecimal() and int(words) > 0 else None


def with_own_minutes(cell: Cell, minutes: int | None) -> Cell:
    """The cell with its own length of meeting, or without."""
    kept = {name: value for name, value in cell.settings if name != DAY_MINUTES}
    if minutes is not None:
        kept[DAY_MINUTES] = str(minutes)
    return replace(cell, settings=tuple(sorted(kept.items())))


def time_plan(
    session: Session, rule: TimeRule, now: datetime | None = None, *, available: int | None = None
) -> TimePlan:
    """The plan as it stands now. `available`: minutes of the whole meeting where the cell set its own: opening, cell,
    voting and minutes then take their share of it. `now` is left out before the opening.
    """
    rule = _of_length(rule, available) if available is not None else rule
    day = rule.day
    everyone = _to_review(session)
    planned = _share(day - rule.opening - rule.collective - rule.voting - rule.minutes, len(everyone))
    answers = max(planned // _ANSWERS, min(_FEWEST_ANSWERS, planned))
    left = [key for key in everyone if session.floor(key).state is FloorState.WAITING or key == session.on_floor]
    used = _minutes_used(session, now) if now is not None else 0
    if not used:
        return TimePlan(left=len(left), planned=planned, minutes=planned, answers=answers, late=0, fits=len(left))
    rest = day - used - rule.voting - rule.minutes - _before_members(session, rule)
    rest += min(_on_the_floor(session, now), planned)
    return TimePlan(
        left=len(left),
        planned=planned,
        minutes=max(min(_share(rest, len(left)), planned), min(answers, max(rest, 0))),
        answers=answers,
        late=max(planned * len(left) - rest, 0),
        fits=min(len(left), max(rest, 0) // answers) if answers else len(left),
    )


def _of_length(rule: TimeRule, minutes: int) -> TimeRule:
    return replace(
        rule,
        day=minutes,
        opening=rule.opening * minutes // rule.day,
        collective=rule.collective * minutes // rule.day,
        voting=rule.voting * minutes // rule.day,
        minutes=rule.minutes * minutes // rule.day,
    )


def _share(minutes: int, count: int) -> int:
    return max(minutes // count, 1) if count and minutes > 0 else 0


def _to_review(session: Session) -> list[str]:
    """Those in the order of review who are neither queued nor marked absent."""
    return [
        key
        for key in session.reviewed
        if session.floor(key).state is not FloorState.QUEUED and not _is_absent(session, key)
    ]


def _is_absent(session: Session, key: str) -> bool:
    presence = presence_of(session, key)
    opened = session.floor(key).state is FloorState.OPENED
    return presence is not None and presence.here is Here.ABSENT and not opened


def _before_members(session: Session, rule: TimeRule) -> int:
    """What is still due before the members: the review of the collective, while it has not begun."""
    return rule.collective if session.floor(COLLECTIVE).state is FloorState.WAITING and not session.on_floor else 0


def _minutes_used(session: Session, now: datetime | None) -> int:
    """Minutes of all sittings so far; the running one counts up to now."""
    total = 0
    for sitting in session.sittings:
        end = sitting.closed or (f"{now.hour:02d}:{now.minute:02d}" if now is not None and _today(sitting, now) else "")
        if sitting.opened and end:
            total += max(_of_day(end) - _of_day(sitting.opened), 0)
    return total


def _today(sitting: Sitting, now: datetime) -> bool:
    return sitting.day is None or sitting.day == now.date()


def _of_day(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _on_the_floor(session: Session, now: datetime | None) -> int:
    """Minutes that the comrade on the floor has had already."""
    if now is None or session.on_floor in ("", COLLECTIVE):
        return 0
    running = (now - session.floor_since).total_seconds() if session.floor_since is not None else 0
    return int(session.floor(session.on_floor).seconds + max(running, 0)) // 60
