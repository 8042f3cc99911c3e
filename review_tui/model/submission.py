"""What a member hands in from the own desk, and what became of it; the recorder takes it over or gives it back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.entered import why_not_write
from review_tui.model.followup import CheckState, Proof
from review_tui.model.minutes import pieces
from review_tui.model.points import Answer, AnswerKind, Commitment, Point, Source
from review_tui.model.self_review import SelfReview
from review_tui.model.session import FloorState, Session, State, Step
from review_tui.model.sitting import Paragraph


class FateKind(StrEnum):
    """How far something handed in has come."""

    HANDED_IN = "handed_in"
    """đã nộp, chưa tiếp nhận"""
    TAKEN_OVER = "taken_over"
    """đã tiếp nhận: it stands in the session or in the follow-up"""
    RETURNED = "returned"
    """trả lại, with words"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of something handed in; `on` and `words` as the recorder entered them."""

    kind: FateKind = FateKind.HANDED_IN
    on: date | None = None
    words: str = ""

    @property
    def waits(self) -> bool:
        """Whether the recorder has not dealt with it yet."""
        return self.kind is FateKind.HANDED_IN


WAITING = Fate()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedReview:
    """A self-review as its author hands it in."""

    id: str
    member: str
    at: datetime
    session: str
    review: SelfReview
    fate: Fate = WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedAnswer:
    """A typed answer to a point about oneself; it becomes a further answer and replaces none."""

    id: str
    member: str
    at: datetime
    session: str
    point: str
    """id of the point"""
    kind: AnswerKind
    text: str
    fate: Fate = WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedReport:
    """A report on an own commitment; it becomes a check, and `done` stays a claim until the verifier closes it."""

    id: str
    member: str
    at: datetime
    commitment: str
    """number of the commitment ("CK2026-003")"""
    state: CheckState
    degree: int | None = None
    """percent done, for `under_way`"""
    text: str = ""
    new_due: date | None = None
    """for `postponed`"""
    proof: Proof | None = None
    """name and SHA-256 of a file that the member keeps and shows"""
    fate: Fate = WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedObjection:
    """An objection to a line of the draft minutes while they are read back.

    With `wanted` the speaker asks that his own sentence is put so (sửa câu); without it another opinion is entered
    beside the line (ghi ý kiến khác).
    """

    id: str
    member: str
    at: datetime
    session: str
    about: str
    """id of the point, answer, paragraph or commitment; empty for the minutes as a whole"""
    line: str
    """the text of that line as the member read it"""
    text: str = ""
    """the other opinion"""
    wanted: str = ""
    """the own sentence as it should read"""
    fate: Fate = WAITING


Submission = HandedReview | HandedAnswer | HandedReport | HandedObjection
"""Anything that a member hands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening of a member's record: when, and whether with the printed code or attended by the recorder."""

    at: datetime
    by_code: bool


def why_not_hand_in(session: Session, submission: Submission) -> str | None:
    """Why this cannot be handed in for this session; None where nothing speaks against it."""
    match submission:
        case HandedReview():
            return why_not_write(session) or why_not_review(session, submission)
        case HandedAnswer():
            return why_not_write(session) or why_not_answer(session, submission)
        case HandedObjection():
            return why_not_object(session) or why_not_objection(session, submission)
    return None


def why_not_review(session: Session, handed: HandedReview) -> str | None:
    """A self-review is its author's own, and one that was presented to the meeting is not replaced."""
    if handed.review.member != handed.member:
        return _("Mỗi đảng viên chỉ nộp bản kiểm điểm của chính mình.")
    if not handed.review.words:
        return _("Bản kiểm điểm chưa có nội dung.")
    presented = session.floor(handed.member).state is FloorState.OPENED
    if presented and any(review.member == handed.member for review in session.self_reviews):
        return _("Bản kiểm điểm đã trình bày trước hội nghị nên không thay được nữa.")
    return None


def why_not_answer(session: Session, handed: HandedAnswer) -> str | None:
    """Answers go to standing points about oneself."""
    point = next((one for one in session.points if one.id == handed.point), None)
    if point is None or point.floor != handed.member:
        return _("Chỉ trả lời được ý kiến về chính mình.")
    if point.withdrawn:
        return _("Ý kiến {number} đã rút, không cần trả lời.").format(number=point.number)
    if not handed.text.strip() and handed.kind is not AnswerKind.ACCEPT:
        return _("Câu trả lời chưa có nội dung.")
    return None


def why_not_object(session: Session) -> str | None:
    """Why no line of these minutes can be objected to now: they are not being read back."""
    if reason := why_not_write(session):
        return reason
    if session.state is not State.RECORDING or session.step is not Step.READ_BACK:
        return _("Chưa đến lúc đọc lại biên bản; khi thư ký đọc lại mới góp ý từng câu được.")
    return None


def why_not_objection(session: Session, handed: HandedObjection) -> str | None:
    """One corrects one's own words; to the words of others one adds another opinion."""
    if not handed.wanted.strip() and not handed.text.strip():
        return _("Chưa ghi ý kiến về câu này.")
    piece = next((one for one in pieces(session) if one.id == handed.about), None)
    if handed.about and piece is None:
        return _("Câu này không còn trong dự thảo biên bản.")
    if handed.wanted.strip():
        if piece is None or said_by(piece) != handed.member:
            return _("Chỉ người nói được sửa câu của mình; không đồng ý với câu của người khác thì ghi ý kiến khác.")
        if piece.text != handed.line:
            return _("Câu này đã được sửa sau khi đồng chí đọc; hãy đọc lại rồi góp ý.")
    return None


def said_by(piece: Point | Answer | Commitment | Paragraph) -> str:
    """Whose words a piece of the minutes is: member or guest id, empty for a source without a name."""
    match piece:
        case Point():
            return piece.critic or (piece.floor if piece.source is Source.SELF else "")
        case Commitment():
            return piece.owner
    return piece.by


def fate_words(fate: Fate) -> str:
    """ "đã nộp, chờ tiếp nhận", "đã tiếp nhận ngày 05/12/2026", "trả lại ngày 05/12/2026: ..."."""
    if fate.kind is FateKind.HANDED_IN:
        return _("đã nộp, chờ tiếp nhận")
    if fate.kind is FateKind.TAKEN_OVER:
        return _("đã tiếp nhận ngày {day}").format(day=numeric_date(fate.on))
    return _("trả lại ngày {day}: {words}").format(day=numeric_date(fate.on), words=fate.words)
