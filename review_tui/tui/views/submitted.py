"""What members handed in, for the recorder: one row each, and in full what taking it over will change."""

from collections.abc import Callable, Sequence

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem
from review_tui.model.preparing import review_of
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session
from review_tui.model.submission import (
    HandedAnswer,
    HandedObjection,
    HandedReport,
    HandedReview,
    Submission,
    fate_words,
)
from review_tui.model.taking_over import preview, state_words, why_not_take, why_not_take_report
from review_tui.model.words import ANSWER_NAMES, LEVEL_NAMES
from review_tui.tui.views.member_file import check_words
from review_tui.tui.widgets.listing import Line, plain, wrapped

Name = Callable[[str], str]
"""The full name of a member, by id."""


def kind_words(handed: Submission) -> str:
    """What it is, in a few words."""
    match handed:
        case HandedReview():
            return _("bản kiểm điểm kỳ {id}").format(id=handed.session)
        case HandedAnswer():
            return _("trả lời ý kiến: {kind}").format(kind=_(ANSWER_NAMES[handed.kind]))
        case HandedReport():
            return _("báo cáo cam kết {number}").format(number=handed.commitment)
    return _("góp ý dự thảo biên bản")


def draw_submitted(handed: Submission, width: int, name: Name) -> list[Line]:
    """Who, what, when, and what became of it. The texts themselves stand behind Enter: others look at this screen."""
    when = f"{numeric_date(handed.at.date())} {handed.at:%H:%M}"
    sign, role = ("○ ", "strong") if handed.fate.waits else ("✓ ", "quiet")
    head: Line = ((sign, role), (name(handed.member), role), (f"  {kind_words(handed)}", ""))
    return [head, *(plain("   " + line, "quiet") for line in wrapped(f"{when} · {fate_words(handed.fate)}", width - 3))]


def why_not_take_over(handed: Submission, session: Session | None, items: Sequence[LedgerItem]) -> str:
    """Why this cannot be taken over, empty where it can."""
    if not isinstance(handed, HandedReport):
        return _("Sổ không còn kỳ này.") if session is None else why_not_take(session, handed) or ""
    item = next((one for one in items if one.number == handed.commitment), None)
    if item is None:
        return _("Không có cam kết số {number}.").format(number=handed.commitment)
    return why_not_take_report(item, handed) or ""


def submitted_words(handed: Submission, session: Session | None, items: Sequence[LedgerItem], who: str) -> str:
    """In full: who and when, what it will change or why it cannot, what stands there now, the new text."""
    when = f"{numeric_date(handed.at.date())} {handed.at:%H:%M}"
    lines = [_("Đ/c {name} gửi lúc {when}: {kind}").format(name=who, when=when, kind=kind_words(handed))]
    lines += [fate_words(handed.fate), ""]
    if handed.fate.waits:
        why = why_not_take_over(handed, session, items)
        told = preview(session, handed) if session is not None and not why else ""
        lines += ["! " + why if why else _("Tiếp nhận thì: {what}").format(what=told), ""]
    match handed:
        case HandedReview():
            lines += _review_lines(handed.review, session, handed.member)
        case HandedAnswer():
            lines += _answer_lines(handed, session)
        case HandedReport():
            lines += _report_lines(handed, items)
        case HandedObjection():
            lines += _objection_lines(handed)
    return "\n".join(lines)


def _review_lines(review: SelfReview, session: Session | None, member: str) -> list[str]:
    before = review_of(session, member) if session is not None else None
    lines = []
    for key, text in review.sections:
        old = before.text(key) if before is not None else ""
        mark = _("  (như bản đang có)") if old == text else _("  (khác bản đang có)") if old else ""
        lines += [_("Mục {key}{mark}").format(key=key, mark=mark), text, ""]
    if review.level is not None:
        lines.append(_("Tự nhận: {level}").format(level=_(LEVEL_NAMES[review.level])))
    return lines


def _answer_lines(handed: HandedAnswer, session: Session | None) -> list[str]:
    point = next((one for one in session.points if one.id == handed.point), None) if session is not None else None
    lines = []
    if point is not None:
        lines += [_("Ý kiến {number}: {text}").format(number=point.number, text=point.text)]
        lines += [
            _("Trả lời đang có: {kind} · {text}").format(kind=_(ANSWER_NAMES[one.kind]), text=one.text)
            for one in point.answers
        ]
    return [*lines, _("Trả lời gửi đến: {kind} · {text}").format(kind=_(ANSWER_NAMES[handed.kind]), text=handed.text)]


def _report_lines(handed: HandedReport, items: Sequence[LedgerItem]) -> list[str]:
    item = next((one for one in items if one.number == handed.commitment), None)
    lines = [_("Cam kết {number}: {text}").format(number=item.number, text=item.commitment.text)] if item else []
    lines += [_("Đã ghi: {check}").format(check=check_words(check)) for check in item.checks] if item else []
    lines.append(_("Báo cáo gửi đến: {state} · {text}").format(state=state_words(handed), text=handed.text))
    if handed.proof is not None:
        proof = _("Minh chứng: {name}; mã của tệp {digest}; người gửi giữ tệp, cần thì xuất trình.")
        lines.append(proof.format(name=handed.proof.name, digest=handed.proof.digest[:16]))
    return lines


def _objection_lines(handed: HandedObjection) -> list[str]:
    lines = [_("Câu trong dự thảo: {text}").format(text=handed.line)] if handed.line else []
    if handed.wanted:
        return [*lines, _("Đề nghị sửa thành: {text}").format(text=handed.wanted)]
    return [*lines, _("Ý kiến khác: {text}").format(text=handed.text)]
