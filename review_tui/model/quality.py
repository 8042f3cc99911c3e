"""What is out of the ordinary in a session, and why its minutes cannot be closed or opened yet."""

from review_tui.language.translate import _
from review_tui.model.counts import (
    has_quorum,
    is_due,
    presence_of,
    quorum_sentence,
)
from review_tui.model.points import COLLECTIVE, DueKind, Point, Source
from review_tui.model.session import FloorState, Here, Session, Sitting, State


def remarks(session: Session) -> tuple[str, ...]:
    """Things out of the ordinary, as sentences; taken all the same, never refused."""
    return (
        *_order_left(session),
        *_present_but_not_due(session),
        *_spoke_without_being_present(session),
        *_no_quorum(session),
        *_loose_commitments(session),
        *_spoke_for_another(session),
        *_reviewed_out_of_turn(session),
    )


def _order_left(session: Session) -> list[str]:
    """Floors opened out of the order of review; told from the order of the first thing said on each."""
    rank = {key: place for place, key in enumerate(session.floor_keys())}
    first: dict[str, int] = {}
    for order, floor in said_in_order(session):
        first.setdefault(floor, order)
    opened = [key for key in sorted(first, key=lambda key: first[key]) if key in rank]
    late = []
    highest = -1
    for key in opened:
        if rank[key] < highest:
            late.append(session.floor_name(key))
        highest = max(highest, rank[key])
    if not late:
        return []
    return [
        _("Thứ tự kiểm điểm thực tế khác thứ tự quy định; sau người đứng sau: {names}.").format(names=", ".join(late))
    ]


def said_in_order(session: Session) -> list[tuple[int, str]]:
    """(order, floor) of everything that was said, in the order said."""
    said = [(point.order, point.floor) for point in session.points if not point.withdrawn]
    said += [(answer.order, given.floor) for given in session.topic_answers for answer in given.answers]
    said += [(made.order, made.floor) for made in session.commitments if not made.withdrawn]
    said += [(paragraph.order, floor.key) for floor in session.floors for paragraph in floor.conclusion]
    return sorted(said)


def _reviewed_out_of_turn(session: Session) -> list[str]:
    why = dict(session.not_reviewed)
    return [
        _("{who} không thuộc diện kiểm điểm ({why}) nhưng vẫn được kiểm điểm.").format(
            who=session.floor_name(floor.key), why=why.get(floor.key, _("không có trong thứ tự kiểm điểm"))
        )
        for floor in session.floors
        if floor.state is FloorState.OPENED and floor.key != COLLECTIVE and floor.key not in session.reviewed
    ]


def _present_but_not_due(session: Session) -> list[str]:
    return [
        _("{who} không thuộc diện phải dự họp nhưng được ghi có mặt.").format(who=member.name)
        for member in session.roll
        if not is_due(session, member)
        and any(
            presence is not None and presence.here is Here.PRESENT
            for presence in (presence_of(session, member.id, sitting) for sitting in session.sittings)
        )
    ]


def _sitting_of(session: Session, point: Point) -> Sitting | None:
    return next((sitting for sitting in session.sittings if sitting.number == point.sitting), None)


def _spoke_without_being_present(session: Session) -> list[str]:
    found: dict[str, None] = {}
    for point in session.points:
        if point.withdrawn or point.source not in (Source.MEMBER, Source.SELF):
            continue
        critic = point.critic
        if critic in ("", COLLECTIVE):
            continue
        sitting = _sitting_of(session, point)
        presence = presence_of(session, critic, sitting) if sitting and sitting.attendance else None
        if sitting and sitting.attendance and (presence is None or presence.here is not Here.PRESENT):
            found[_("{who} phát biểu nhưng không được ghi có mặt.").format(who=session.name_of(critic))] = None
    return list(found)


def _spoke_for_another(session: Session) -> list[str]:
    """Answers and promises on a member's floor by somebody else: perhaps a slip of the hand."""
    answers = [(point.floor, answer.by) for point in session.points if not point.withdrawn for answer in point.answers]
    answers += [(given.floor, answer.by) for given in session.topic_answers for answer in given.answers]
    promises = [(made.floor, made.owner) for made in session.commitments if not made.withdrawn]
    found = [
        _("Ở phần {floor}, người trả lời ghi là {who}.").format(
            floor=session.floor_name(floor), who=session.name_of(by)
        )
        for floor, by in answers
        if floor not in (COLLECTIVE, by)
    ]
    found += [
        _("Ở phần {floor}, người cam kết ghi là {who}.").format(
            floor=session.floor_name(floor), who=session.name_of(by)
        )
        for floor, by in promises
        if floor not in (COLLECTIVE, by)
    ]
    return list(dict.fromkeys(found))


def _no_quorum(session: Session) -> list[str]:
    if not session.sitting or not session.sitting.attendance or has_quorum(session):
        return []
    return [quorum_sentence(session)]


def _loose_commitments(session: Session) -> list[str]:
    found = []
    for made in session.commitments:
        if made.withdrawn:
            continue
        owner = session.name_of(made.owner)
        if not made.verifier:
            found.append(
                _("Cam kết {number} của {owner} chưa có người theo dõi.").format(number=made.number, owner=owner)
            )
        if made.due_kind is DueKind.UNSET:
            found.append(_("Cam kết {number} của {owner} chưa có thời hạn.").format(number=made.number, owner=owner))
    return found


def why_not_approve(session: Session, votes_for: int, voters: int) -> str | None:
    """Why the minutes cannot be approved with these votes; None where nothing blocks.

    The base is the voting members present; approval needs more than half of them.
    """
    if session.state is State.SIGNED:
        return _("Biên bản kỳ {id} đã ký và khóa.").format(id=session.id)
    if session.state is State.APPROVED:
        return _("Biên bản kỳ {id} đã được thông qua rồi.").format(id=session.id)
    if session.state is State.PREPARED or not session.sittings:
        return _("Kỳ {id} chưa họp, chưa có biên bản để thông qua.").format(id=session.id)
    if session.drafts:
        return _("Còn {count} dòng ghi nháp chưa xếp; xếp hết mới thông qua được.").format(count=len(session.drafts))
    if voters < 1 or not 0 <= votes_for <= voters:
        return _("Số phiếu thông qua {n}/{m} không hợp lý.").format(n=votes_for, m=voters)
    if 2 * votes_for <= voters:
        return _("Chỉ {n}/{m} đồng chí nhất trí, chưa quá nửa; biên bản chưa được thông qua.").format(
            n=votes_for, m=voters
        )
    return None


def why_not_sign(session: Session) -> str | None:
    """Why signatures cannot be entered yet."""
    if session.state is State.SIGNED:
        return _("Biên bản kỳ {id} đã ký và khóa.").format(id=session.id)
    if session.state is not State.APPROVED:
        return _("Biên bản kỳ {id} chưa được thông qua nên chưa ký được.").format(id=session.id)
    return None


def why_not_reopen(session: Session, reason: str) -> str | None:
    """Why the minutes cannot be reopened; a reason is needed, and signed minutes stay closed."""
    if session.state is State.SIGNED:
        return _("Biên bản kỳ {id} đã ký và khóa; muốn đính chính phải lập phụ lục có ngày, có lý do.").format(
            id=session.id
        )
    if session.state is not State.APPROVED:
        return _("Biên bản kỳ {id} đang ghi, không cần mở lại.").format(id=session.id)
    if not reason.strip():
        return _("Mở lại biên bản phải nêu lý do; lý do được in vào biên bản.")
    return None
