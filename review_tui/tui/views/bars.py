"""The rows above the list of the meeting: step and person with the clock, counters, topics of the floor."""

from datetime import datetime

from review_tui.language.text import given_name
from review_tui.language.translate import N_, _
from review_tui.model.counts import has_quorum, header_counts, topic_is_open
from review_tui.model.floors import running_seconds
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Role, Session, State, Step
from review_tui.model.words import TOPIC_VERDICT_NAMES
from review_tui.regulation.time_budget import TimePlan
from review_tui.tui.widgets.listing import Line

STEP_NAMES = {
    Step.OPENING: N_("Khai mạc, điểm danh"),
    Step.COLLECTIVE: N_("Kiểm điểm tập thể"),
    Step.MEMBERS: N_("Kiểm điểm đảng viên"),
    Step.LEVELS: N_("Xếp loại"),
    Step.READ_BACK: N_("Đọc lại biên bản"),
    Step.MINUTES: N_("Biên bản"),
}
STATE_NAMES = {
    State.PREPARED: N_("chưa họp"),
    State.RECORDING: N_("đang ghi"),
    State.APPROVED: N_("đã thông qua"),
    State.SIGNED: N_("đã ký"),
}


def step_line(session: Session) -> Line:
    """ "Bước 3/6 · Kiểm điểm đảng viên · Đ/c Huỳnh Quang Đồng (số 7)"."""
    steps = list(Step)
    words = _("Bước {n}/{all} · {step}").format(
        n=steps.index(session.step) + 1, all=len(steps), step=_(STEP_NAMES[session.step])
    )
    if session.on_floor and session.on_floor != COLLECTIVE:
        member = session.member(session.on_floor)
        who = _("Đ/c {name} (số {no})").format(name=member.name, no=member.no)
        short = _(" Bước {n}/{all} · ").format(n=steps.index(session.step) + 1, all=len(steps))
        return ((short, ""), (who, "strong"))
    return ((f" {words}", "strong"), (_sitting_words(session), "warning"))


def _sitting_words(session: Session) -> str:
    """ " · buổi 2", or that the last sitting has ended."""
    sitting = session.sitting
    if sitting is None or session.on_floor:
        return ""
    if sitting.closed:
        return _(" · buổi {n} đã nghỉ lúc {time}").format(n=sitting.number, time=sitting.closed)
    return _(" · buổi {n}").format(n=sitting.number) if sitting.number > 1 else ""


def looking_line(session: Session, key: str) -> Line:
    """ "Đang xem: Huỳnh Quang Đồng · Esc trở lại": looking is not entering. `key` is a floor or "step:..."."""
    step = key.removeprefix("step:")
    who = _(STEP_NAMES[Step(step)]) if step != key else session.floor_name(key)
    return ((_(" Đang xem: {who}").format(who=who), "warning"), (_(" · Esc trở lại"), "quiet"))


def clock_line(session: Session, now: datetime, plan: TimePlan) -> Line:
    """Chair and the time on this floor: "chủ trì Vượng · 12:40/13 phút"; it counts on past the plan.

    Behind the plan it says by how much; between two floors also what is left for each.
    """
    if not session.on_floor:
        return ((late_words(plan), "warning"),) if plan.late and session.step is Step.MEMBERS else ()
    seconds = session.floor(session.on_floor).seconds + running_seconds(session, at=now)
    chair = session.holder(Role.CHAIR)
    who = _("chủ trì {name} · ").format(name=given_name(session.name_of(chair[0]))) if chair else ""
    member = session.on_floor != COLLECTIVE
    over = member and plan.minutes and seconds > plan.minutes * 60
    words = f"{seconds // 60}:{seconds % 60:02d}"
    words += _("/{planned} phút").format(planned=plan.minutes) if member and plan.minutes else ""
    if over:
        words += _(" quá giờ")
    elif member and plan.sentence:
        words += _(" · chậm {late}").format(late=plan.late)
    return ((who, "quiet"), (words + " ", "warning" if over or (member and plan.sentence) else "strong"))


def late_words(plan: TimePlan) -> str:
    """ "chậm 60 phút · mỗi đ/c 14 phút"; "" while the meeting keeps its plan."""
    if not plan.sentence:
        return ""
    if plan.fits < plan.left:
        return _("không kịp {count} đ/c, nên để buổi sau ").format(count=plan.left - plan.fits)
    return _("chậm {late} phút · mỗi đ/c {minutes} phút ").format(late=plan.late, minutes=plan.minutes)


def counters_line(session: Session) -> Line:
    """The counters that are always in sight."""
    counts = header_counts(session)
    quorum = "" if has_quorum(session) or not counts.present else _(" (chưa đủ)")
    parts: list[tuple[str, str]] = [
        (_(" có mặt {here}/{due}").format(here=counts.present, due=counts.due), ""),
        (_(" · biểu quyết {voting}").format(voting=counts.voting) + quorum, "warning" if quorum else ""),
        (_(" · chưa trả lời {count}").format(count=counts.unanswered), "warning" if counts.unanswered else "good"),
        (_(" · chưa phát biểu {count}").format(count=counts.not_spoken), ""),
    ]
    if counts.drafts:
        parts.append((_(" · ghi nháp {count}").format(count=counts.drafts), "warning"))
    return tuple(parts)


def topics_line(session: Session, floor: str) -> Line:
    """The suggested topics of a floor: "g3 ○  g5 ✓ rõ"."""
    parts: list[tuple[str, str]] = []
    for topic in session.topics_for(floor) if floor else ():
        given = session.topic_answer(topic.id, floor)
        if topic_is_open(session, topic, floor):
            parts.append((f" {topic.id} ○", "warning"))
        else:
            verdict = f" {_(TOPIC_VERDICT_NAMES[given.verdict])}" if given and given.verdict else ""
            parts.append((f" {topic.id} ✓{verdict}", "good"))
    if not parts:
        return ((_(" Không có gợi ý kiểm điểm ở phần này"), "quiet"),) if floor else ()
    return ((_(" Gợi ý:"), "quiet"), *parts)
