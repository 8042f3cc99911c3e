"""Taking over what a member handed in: what it adds to the session or to the follow-up, said before and then done."""

from dataclasses import replace
from datetime import date, datetime

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import PointAnswered
from review_tui.model.checks import checked, why_not_check
from review_tui.model.entered import entered, point_of, why_not_write
from review_tui.model.followup import Check, CheckState, FollowUp
from review_tui.model.ledger import LedgerItem, item_numbered, ledger
from review_tui.model.minutes import corrected, dissented, pieces
from review_tui.model.points import Answer, Commitment, Point
from review_tui.model.preparing import review_kept, review_of
from review_tui.model.preview import comrade
from review_tui.model.session import Session
from review_tui.model.sitting import TakenOver
from review_tui.model.submission import (
    HandedAnswer,
    HandedObjection,
    HandedReport,
    HandedReview,
    Submission,
    why_not_answer,
    why_not_objection,
    why_not_review,
)
from review_tui.model.words import ANSWER_NAMES

ForSession = HandedReview | HandedAnswer | HandedObjection
"""What goes into a session; reports go into the follow-up."""


def why_not_take(session: Session, handed: ForSession) -> str | None:
    """Why this cannot be taken over into its session; None where nothing speaks against it."""
    if reason := why_not_write(session):
        return reason
    if any(one.id == handed.id for one in session.taken):
        return _("Đã tiếp nhận rồi.")
    match handed:
        case HandedReview():
            return why_not_review(session, handed)
        case HandedAnswer():
            return why_not_answer(session, handed)
    return why_not_objection(session, handed)


def taken(session: Session, handed: ForSession, at: datetime) -> Session:
    """The session after this was taken over; raises the sentence why not. What stood there before stays."""
    if reason := why_not_take(session, handed):
        raise ReviewError(reason)
    after = _added(session, handed)
    mark = TakenOver(id=handed.id, member=handed.member, at=at)
    return replace(after, taken=(*after.taken, mark))


def _added(session: Session, handed: ForSession) -> Session:
    def new_id() -> str:
        return handed.id

    match handed:
        case HandedReview():
            return review_kept(session, replace(handed.review, came=handed.at.date()))
        case HandedAnswer():
            said = PointAnswered(point=handed.point, by=handed.member, kind=handed.kind, text=handed.text)
            return entered(session, said, at=handed.at, new_id=new_id)
    if handed.wanted.strip():
        return corrected(session, handed.about, handed.wanted, asked_by=handed.member)
    floor = _floor_of(session, handed.about)
    return dissented(session, about=handed.about, floor=floor, by=handed.member, text=handed.text, new_id=new_id)


def _floor_of(session: Session, about: str) -> str:
    """The floor of a piece of the minutes; empty for the minutes as a whole."""
    for point in session.points:
        if about == point.id or any(answer.id == about for answer in point.answers):
            return point.floor
    for given in session.topic_answers:
        if any(answer.id == about for answer in given.answers):
            return given.floor
    for made in session.commitments:
        if made.id == about:
            return made.floor
    return next((floor.key for floor in session.floors if any(p.id == about for p in floor.conclusion)), "")


def why_not_take_report(item: LedgerItem, handed: HandedReport) -> str | None:
    """Why a report cannot be taken over; None where nothing speaks against it."""
    if item.commitment.owner != handed.member:
        return _("Chỉ báo cáo được cam kết của chính mình.")
    if any(check.id == handed.id for check in item.checks):
        return _("Đã tiếp nhận rồi.")
    return why_not_check(item, _check(handed))


def report_taken(follow_up: FollowUp, sessions: tuple[Session, ...], handed: HandedReport, today: date) -> FollowUp:
    """The follow-up with this report as one more check; raises the sentence why not."""
    item = item_numbered(ledger(sessions, follow_up, today), handed.commitment)
    if reason := why_not_take_report(item, handed):
        raise ReviewError(reason)
    return checked(follow_up, item, _check(handed))


def _check(handed: HandedReport) -> Check:
    return Check(
        id=handed.id,
        commitment=handed.commitment,
        on=handed.at.date(),
        state=handed.state,
        degree=handed.degree,
        text=handed.text,
        new_due=handed.new_due,
        proof=handed.proof,
    )


def taking_name(session: Session, handed: Submission) -> str:
    """The name of the act: "tiếp nhận trả lời của Đ/c Đồng"."""
    who = comrade(session, handed.member)
    match handed:
        case HandedReview():
            return _("tiếp nhận bản kiểm điểm của {who}").format(who=who)
        case HandedAnswer():
            return _("tiếp nhận trả lời của {who}").format(who=who)
        case HandedReport():
            return _("tiếp nhận báo cáo cam kết {number} của {who}").format(number=handed.commitment, who=who)
    return _("tiếp nhận góp ý biên bản của {who}").format(who=who)


def preview(session: Session, handed: Submission) -> str:
    """What taking it over will do, as one sentence for the recorder; the texts themselves stand below it."""
    who = comrade(session, handed.member)
    match handed:
        case HandedReview():
            return _review_preview(session, handed, who)
        case HandedAnswer():
            return _answer_preview(session, handed, who)
        case HandedReport():
            return _report_preview(handed, who)
    return _objection_preview(session, handed, who)


def _review_preview(session: Session, handed: HandedReview, who: str) -> str:
    before = review_of(session, handed.member)
    if before is None:
        return _("Ghi vào kỳ {id} bản kiểm điểm của {who}, {count} chữ.").format(
            id=session.id, who=who, count=handed.review.words
        )
    return _(
        "Ghi vào kỳ {id} bản kiểm điểm của {who}, {count} chữ, thay bản {before} chữ đang có; hoàn tác được."
    ).format(id=session.id, who=who, count=handed.review.words, before=before.words)


def _answer_preview(session: Session, handed: HandedAnswer, who: str) -> str:
    point = point_of(session, handed.point)
    answer = _(ANSWER_NAMES[handed.kind]).upper()
    if not point.answers:
        return _("{who} {answer} ý kiến {number}; ghi làm trả lời.").format(who=who, answer=answer, number=point.number)
    return _("{who} {answer} ý kiến {number}; ghi thêm làm trả lời thứ {count}, các trả lời trước giữ nguyên.").format(
        who=who, answer=answer, number=point.number, count=len(point.answers) + 1
    )


def state_words(handed: HandedReport) -> str:
    """ "đang làm 60%", "xin hoãn đến 30/06/2027"."""
    match handed.state:
        case CheckState.DONE:
            return _("đã xong, chờ người theo dõi xác nhận")
        case CheckState.UNDER_WAY:
            return _("đang làm {degree}%").format(degree=handed.degree or 0)
        case CheckState.POSTPONED:
            return _("xin hoãn đến {day}").format(day=numeric_date(handed.new_due))
    return _("chưa làm")


def _report_preview(handed: HandedReport, who: str) -> str:
    told = _("{who} báo cáo cam kết {number}: {state}; ghi làm một lần kiểm tra ngày {day}.")
    if handed.proof is not None:
        told = _("{who} báo cáo cam kết {number}: {state}, có minh chứng; ghi làm một lần kiểm tra ngày {day}.")
    state = state_words(handed)
    return told.format(who=who, number=handed.commitment, state=state, day=numeric_date(handed.at.date()))


def _objection_preview(session: Session, handed: HandedObjection, who: str) -> str:
    if handed.wanted.strip():
        return _("{who} sửa câu của mình; biên bản in câu mới, nhật ký giữ câu cũ.").format(who=who)
    if not handed.about:
        return _("{who} có ý kiến khác về cả biên bản; ghi kèm tên vào cuối biên bản.").format(who=who)
    piece = next((one for one in pieces(session) if one.id == handed.about), None)
    what = _kind_of(piece)
    return _("{who} có ý kiến khác về {what}; hai bên cùng được ghi, kèm tên.").format(who=who, what=what)


def _kind_of(piece: object) -> str:
    if isinstance(piece, Point):
        return _("ý kiến {number}").format(number=piece.number)
    if isinstance(piece, Commitment):
        return _("cam kết {number}").format(number=piece.number)
    return _("một câu trả lời") if isinstance(piece, Answer) else _("kết luận của chủ trì")
