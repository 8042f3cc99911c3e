"""Decisions above and re-ratings (form 03): what stands now, what stood before; nothing is ever taken away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.followup import Decision, FollowUp, Rerating
from review_tui.model.session import FloorState, Level, Session, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The level that stands now by decision. `level` None: cancelled, and nothing decided anew."""

    id: str
    level: Level | None
    on: date
    by: str
    number: str
    source: str
    """number of the document, and who decided"""
    words: str
    """why it differs from the proposal, or the ground of the change"""
    changed: bool = False


def decisions_about(follow_up: FollowUp, session: str, floor: str) -> tuple[Decision, ...]:
    """What was decided above about one subject of one session, in the order entered."""
    return tuple(one for one in follow_up.decisions if (one.session, one.floor) == (session, floor))


def reratings_about(follow_up: FollowUp, session: str, floor: str) -> tuple[Rerating, ...]:
    """How that was changed later, in the order entered."""
    return tuple(one for one in follow_up.reratings if (one.session, one.floor) == (session, floor))


def standing_level(follow_up: FollowUp, session: str, floor: str) -> Standing | None:
    """What stands now: the last re-rating, else the decision; None while nothing was decided."""
    return next(iter(reversed(tuple(history(follow_up, session, floor)))), None)


def history(follow_up: FollowUp, session: str, floor: str) -> Iterator[Standing]:
    """The decision and every change of it, oldest first."""
    for made in decisions_about(follow_up, session, floor):
        yield Standing(
            id=made.id,
            level=made.level,
            on=made.on,
            by=made.by,
            number=made.number,
            source=_source(made.number, made.by),
            words=made.reason,
        )
    for changed in reratings_about(follow_up, session, floor):
        yield Standing(
            id=changed.id,
            level=changed.after,
            on=changed.on,
            by=changed.by,
            number=changed.number,
            source=_source(changed.number, changed.by),
            words=changed.ground,
            changed=True,
        )


def _source(number: str, by: str) -> str:
    return f"{number}, {by}" if number and by else number or by


def why_not_decide(session: Session, follow_up: FollowUp, decision: Decision) -> str | None:
    """Why a decision above cannot be entered; None where it can."""
    who = session.floor_name(decision.floor)
    if session.state is not State.SIGNED and session.state is not State.APPROVED:
        return _("Biên bản kỳ {id} chưa được thông qua nên chưa ghi quyết định của cấp trên.").format(id=session.id)
    if session.floor(decision.floor).state is not FloorState.OPENED:
        return _("{who} chưa kiểm điểm ở kỳ {id} nên không xếp loại ở kỳ này.").format(who=who, id=session.id)
    if not decision.by.strip():
        return _("Phải ghi cấp nào quyết định.")
    if decision.on < session.day:
        return _("Ngày quyết định {day} trước ngày họp {met}.").format(
            day=numeric_date(decision.on), met=numeric_date(session.day)
        )
    if made := decisions_about(follow_up, session.id, decision.floor):
        return _("{who} đã có quyết định ngày {day}; muốn đổi thì lập quyết định xếp loại lại (mẫu 03).").format(
            who=who, day=numeric_date(made[-1].on)
        )
    return None


def decided(follow_up: FollowUp, session: Session, decision: Decision) -> FollowUp:
    """Enter the decision above beside the cell's proposal, which stays as it was. Raises one sentence."""
    if reason := why_not_decide(session, follow_up, decision):
        raise ReviewError(reason)
    return replace(follow_up, decisions=(*follow_up.decisions, decision))


def why_not_rerate(
    session: Session, follow_up: FollowUp, floor: str, after: Level | None, ground: str, on: date
) -> str | None:
    """Why a level cannot be cancelled or changed; it needs a ground and a level that stands (QĐ 366, điều 15)."""
    who = session.floor_name(floor)
    stands = standing_level(follow_up, session.id, floor)
    if stands is None:
        return _("{who} chưa có mức xếp loại được quyết định ở kỳ {id}, chưa có gì để điều chỉnh.").format(
            who=who, id=session.id
        )
    if not ground.strip():
        return _("Điều chỉnh, hủy bỏ kết quả phải nêu lý do; lý do được in vào quyết định.")
    if after is stands.level:
        return _("{who}: mức mới trùng với mức đang có hiệu lực.").format(who=who)
    if on < stands.on:
        return _("Ngày điều chỉnh {day} trước ngày của kết quả bị điều chỉnh ({before}).").format(
            day=numeric_date(on), before=numeric_date(stands.on)
        )
    return None


def rerated(
    follow_up: FollowUp,
    session: Session,
    floor: str,
    after: Level | None,
    *,
    id: str,
    ground: str,
    on: date,
    by: str,
    number: str = "",
) -> FollowUp:
    """Cancel (`after` None) or change the level that stands; the old one stays and is named. Raises one sentence."""
    if reason := why_not_rerate(session, follow_up, floor, after, ground, on):
        raise ReviewError(reason)
    stands = standing_level(follow_up, session.id, floor)
    assert stands is not None
    made = Rerating(
        id=id,
        session=session.id,
        floor=floor,
        replaces=stands.id,
        before=stands.level,
        after=after,
        ground=ground.strip(),
        on=on,
        by=by.strip() or stands.by,
        number=number.strip(),
    )
    return replace(follow_up, reratings=(*follow_up.reratings, made))
