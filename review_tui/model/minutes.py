"""Reading back, approving, reopening and signing the minutes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.entered import why_not_write
from review_tui.model.floors import left_floor
from review_tui.model.points import Answer, Commitment, Correction, Point
from review_tui.model.quality import why_not_approve, why_not_reopen, why_not_sign
from review_tui.model.session import Approval, Dissent, Floor, Paragraph, Reopening, Session, Signing, State, Step


def text_of(session: Session, item_id: str) -> str:
    """The text of a point, answer, paragraph or commitment; KeyError where there is none with this id."""
    for piece in pieces(session):
        if piece.id == item_id:
            return piece.text
    raise KeyError(item_id)


def corrected(session: Session, item_id: str, text: str, *, asked_by: str) -> Session:
    """Sửa câu: the speaker corrects his words; the text is replaced and the correction is kept."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    if not text.strip():
        raise ReviewError(_("Câu sửa không được để trống."))
    before = text_of(session, item_id)
    if text == before:
        return session
    correction = Correction(before=before, asked_by=asked_by)

    def fixed_answers(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(
            replace(one, text=text, corrections=(*one.corrections, correction)) if one.id == item_id else one
            for one in answers
        )

    def fixed_point(point: Point) -> Point:
        if point.id == item_id:
            return replace(point, text=text, corrections=(*point.corrections, correction))
        return replace(point, answers=fixed_answers(point.answers))

    def fixed_floor(floor: Floor) -> Floor:
        paragraphs = tuple(
            replace(one, text=text, corrections=(*one.corrections, correction)) if one.id == item_id else one
            for one in floor.conclusion
        )
        return replace(floor, conclusion=paragraphs)

    return replace(
        session,
        points=tuple(fixed_point(point) for point in session.points),
        topic_answers=tuple(replace(one, answers=fixed_answers(one.answers)) for one in session.topic_answers),
        commitments=tuple(
            replace(one, text=text, corrections=(*one.corrections, correction)) if one.id == item_id else one
            for one in session.commitments
        ),
        floors=tuple(fixed_floor(floor) for floor in session.floors),
    )


def dissented(session: Session, *, about: str, floor: str, by: str, text: str, new_id: Callable[[], str]) -> Session:
    """Ghi ý kiến khác: not agreed; both stand, with the name."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    if not text.strip():
        raise ReviewError(_("Ý kiến khác chưa có nội dung."))
    made = Dissent(id=new_id(), about=about, floor=floor, by=by, text=text)
    return replace(session, dissents=(*session.dissents, made))


Piece = Point | Answer | Commitment | Paragraph
"""What can be corrected at read-back."""


def pieces(session: Session) -> list[Piece]:
    """Every text of the minutes that can be corrected."""
    return [
        *session.points,
        *(answer for point in session.points for answer in point.answers),
        *(answer for given in session.topic_answers for answer in given.answers),
        *session.commitments,
        *(paragraph for floor in session.floors for paragraph in floor.conclusion),
    ]


def corrections_by(session: Session) -> dict[str, int]:
    """How many corrections each person asked for, by member or guest id."""
    found: dict[str, int] = {}
    for piece in pieces(session):
        for correction in piece.corrections:
            found[correction.asked_by] = found.get(correction.asked_by, 0) + 1
    return found


def withdrawn(session: Session, item_id: str) -> Session:
    """Withdraw a point or a commitment; its number is not given again."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    return replace(
        session,
        points=tuple(replace(one, withdrawn=True) if one.id == item_id else one for one in session.points),
        commitments=tuple(replace(one, withdrawn=True) if one.id == item_id else one for one in session.commitments),
    )


def approved(session: Session, approval: Approval) -> Session:
    """The meeting approved the minutes: the text is closed."""
    if reason := why_not_approve(session, approval.votes_for, approval.voters):
        raise ReviewError(reason)
    session = left_floor(session, at=approval.at)
    return replace(session, state=State.APPROVED, approval=approval, step=Step.MINUTES)


def reopened(session: Session, reason: str, *, at: datetime) -> Session:
    """Open approved minutes again, for a reason that they print; they need a new approval."""
    if why := why_not_reopen(session, reason):
        raise ReviewError(why)
    return replace(
        session,
        state=State.RECORDING,
        approval=None,
        reopenings=(*session.reopenings, Reopening(reason=reason.strip(), at=at)),
    )


def signed(session: Session, signing: Signing) -> Session:
    """Khóa biên bản: date and names of the pen signatures are entered, the session is locked for ever."""
    if reason := why_not_sign(session):
        raise ReviewError(reason)
    return replace(session, state=State.SIGNED, signing=signing)
