"""The run sheet: all steps and floors with their state, time planned and used."""

from collections import Counter
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.counts import open_points, open_topics, presence_of
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import FloorState, Here, Session, Step
from review_tui.regulation.pack import TimeRule
from review_tui.regulation.time_budget import TimePlan, time_plan
from review_tui.tui.views.bars import STEP_NAMES
from review_tui.tui.widgets.listing import Line, fitted

FLOOR = "floor:"
STEP = "step:"
DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One step or floor; `key` is "step:...", "floor:..." or DOCUMENTS."""

    key: str
    title: str
    sign: str
    state: str
    role: str = ""
    now: bool = False


def sheet_rows(session: Session, plan: TimePlan) -> tuple[SheetRow, ...]:
    """Opening, what was read, the collective, every member in the order of review, levels, read-back, minutes."""
    unanswered = Counter(point.floor for point in open_points(session))
    unanswered.update(floor for _topic, floor in open_topics(session))
    rows = [_step(session, Step.OPENING), _documents(session)]
    planned = _planned(session, plan)
    rows += [_floor(session, key, planned.get(key, ""), unanswered[key]) for key in session.floor_keys()]
    extra = [
        floor.key
        for floor in session.floors
        if floor.key not in session.floor_keys() and floor.state is FloorState.OPENED
    ]
    rows += [_floor(session, key, "", unanswered[key]) for key in extra]
    rows += [_step(session, step) for step in (Step.LEVELS, Step.READ_BACK, Step.MINUTES)]
    return tuple(rows)


def _planned(session: Session, plan: TimePlan) -> dict[str, str]:
    """What is planned for each member still to come; those for whom the time will not do are proposed for later."""
    words = _("{minutes} phút ({answers} phút trả lời)").format(minutes=plan.minutes, answers=plan.answers)
    waiting = [
        key for key in session.reviewed if session.floor(key).state is FloorState.WAITING and not _gone(session, key)
    ]
    room = plan.fits - (session.on_floor in session.reviewed)
    return {key: words if place < room else _("không kịp, nên để buổi sau") for place, key in enumerate(waiting)}


def _gone(session: Session, key: str) -> bool:
    presence = presence_of(session, key)
    return presence is not None and presence.here is Here.ABSENT


def _documents(session: Session) -> SheetRow:
    """What is read to the meeting besides the regulation and the letters."""
    unread = sum(not (one.read_in or one.exempt) for one in session.evidence)
    words = _("{count} đã đọc").format(count=len(session.documents_read) + sum(one.read_in for one in session.evidence))
    if unread:
        words += _(", {count} ý kiến chưa đọc").format(count=unread)
    title = _("Tài liệu, ý kiến đọc tại hội nghị")
    return SheetRow(key=DOCUMENTS, title=title, sign=" ", state=words, role="warning" if unread else "quiet")


def _step(session: Session, step: Step) -> SheetRow:
    now = session.step is step and not session.on_floor
    return SheetRow(key=STEP + step, title=_(STEP_NAMES[step]), sign="►" if now else " ", state="", now=now)


def _floor(session: Session, key: str, planned: str, unanswered: int) -> SheetRow:
    floor = session.floor(key)
    now = session.on_floor == key
    title = _("Tập thể chi bộ") if key == COLLECTIVE else f"{session.member(key).no:>3} {session.member(key).name}"
    state, role, sign = _floor_state(session, key, planned, unanswered)
    if floor.state is FloorState.OPENED and not now and floor.seconds:
        state = _("{minutes} phút · ").format(minutes=-(-floor.seconds // 60)) + state
    return SheetRow(key=FLOOR + key, title=title, sign="►" if now else sign, state=state, role=role, now=now)


def _floor_state(session: Session, key: str, planned: str, unanswered: int) -> tuple[str, str, str]:
    floor = session.floor(key)
    if floor.state is FloorState.QUEUED:
        return _("kiểm điểm bổ sung"), "warning", "↷"
    if floor.state is FloorState.WAITING:
        if key != COLLECTIVE and _gone(session, key):
            return _("vắng; Space: kiểm điểm bổ sung"), "warning", "○"
        return planned, "quiet", "○"
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
    """Minutes for each member, as planned at the opening."""
    return time_plan(session, rule).planned
