"""The run sheet: all steps and floors with their state, time planned and used."""

from collections import Counter
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.counts import open_points, open_topics, presence_of
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import FloorState, Here, Session, Step
from review_tui.regulation.pack import TimeRule
from review_tui.tui.views.bars import STEP_NAMES
from review_tui.tui.widgets.listing import Line, fitted

FLOOR = "floor:"
STEP = "step:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One step or floor; `key` is "step:..." or "floor:..."."""

    key: str
    title: str
    sign: str
    state: str
    role: str = ""
    now: bool = False


def sheet_rows(session: Session, planned_minutes: int) -> tuple[SheetRow, ...]:
    """Opening, the collective, every member in the order of review, levels, read-back, minutes."""
    unanswered = Counter(point.floor for point in open_points(session))
    unanswered.update(floor for _topic, floor in open_topics(session))
    rows = [_step(session, Step.OPENING)]
    rows += [_floor(session, key, planned_minutes, unanswered[key]) for key in session.floor_keys()]
    extra = [
        floor.key
        for floor in session.floors
        if floor.key not in session.floor_keys() and floor.state is FloorState.OPENED
    ]
    rows += [_floor(session, key, planned_minutes, unanswered[key]) for key in extra]
    rows += [_step(session, step) for step in (Step.LEVELS, Step.READ_BACK, Step.MINUTES)]
    return tuple(rows)


def _step(session: Session, step: Step) -> SheetRow:
    now = session.step is step and not session.on_floor
    return SheetRow(key=STEP + step, title=_(STEP_NAMES[step]), sign="►" if now else " ", state="", now=now)


def _floor(session: Session, key: str, planned: int, unanswered: int) -> SheetRow:
    floor = session.floor(key)
    now = session.on_floor == key
    title = _("Tập thể chi bộ") if key == COLLECTIVE else f"{session.member(key).no:>3} {session.member(key).name}"
    state, role, sign = _floor_state(session, key, planned, unanswered)
    if floor.state is FloorState.OPENED and not now and floor.seconds:
        state = _("{minutes} phút · ").format(minutes=-(-floor.seconds // 60)) + state
    return SheetRow(key=FLOOR + key, title=title, sign="►" if now else sign, state=state, role=role, now=now)


def _floor_state(session: Session, key: str, planned: int, unanswered: int) -> tuple[str, str, str]:
    floor = session.floor(key)
    if floor.state is FloorState.QUEUED:
        return _("kiểm điểm bổ sung"), "warning", "↷"
    if floor.state is FloorState.WAITING:
        presence = presence_of(session, key)
        if presence is not None and presence.here is Here.ABSENT:
            return _("vắng; Space: kiểm điểm bổ sung"), "warning", "○"
        return _("dự kiến {planned} phút").format(planned=planned) if planned else "", "quiet", "○"
    if unanswered:
        return _("chưa trả lời {count}").format(count=unanswered), "warning", "!"
    return (_("đã kết luận"), "good", "✓") if floor.conclusion else (_("chưa kết luận"), "warning", "!")


def draw_sheet_row(row: SheetRow, width: int) -> tuple[Line, ...]:
    """Sign, title, state in one line."""
    room = min(40, max(width // 2, 20))
    return (
        (((f"{row.sign} ", ""), (fitted(row.title, room), "strong" if row.now else ""), ("  " + row.state, row.role))),
    )


def planned_minutes(session: Session, rule: TimeRule) -> int:
    """Minutes for each member of the order of review who is not queued, out of the pack's day (HD 43-HD/BTCTW)."""
    count = sum(session.floor(key).state is not FloorState.QUEUED for key in session.reviewed)
    left = rule.day - rule.opening - rule.collective - rule.voting - rule.minutes
    return max(left // count, 1) if count else 0
