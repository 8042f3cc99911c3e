"""A member's desk as rows: what waits for him, and what he sent with how far it has come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.entry import due_words
from review_tui.model.ledger import LedgerItem
from review_tui.model.preparing import review_of
from review_tui.model.session import FloorState, Session, State, Step
from review_tui.model.submission import (
    Fate,
    FateKind,
    HandedAnswer,
    HandedObjection,
    HandedReport,
    HandedReview,
    Submission,
)
from review_tui.model.taking_over import state_words
from review_tui.model.words import ANSWER_NAMES
from review_tui.tui.views.member_file import FileRow
from review_tui.tui.views.standing import standing_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """What is half written: the words of a review, the titles of other things."""

    review: int = 0
    titles: tuple[str, ...] = ()


def desk_rows(
    session: Session | None, items: Sequence[LedgerItem], sent: Sequence[Submission], half: Half, me: str
) -> tuple[FileRow, ...]:
    """What waits, then what was sent, the newest first. `session`: the newest one; the others are closed to answers."""
    rows = [_head("waits", _("Chờ tôi làm"))]
    if session is not None and session.state in (State.PREPARED, State.RECORDING):
        rows += _open_rows(session, sent, half, me)
    rows += [_promise_row(item) for item in items if item.commitment.owner == me and item.is_open]
    rows += [
        FileRow(key=f"half:{n}", text=_("nháp: {title}").format(title=title), depth=1)
        for n, title in enumerate(half.titles)
    ]
    if len(rows) == 1:
        rows.append(FileRow(key="none", text=_("Không có việc nào."), role="quiet", depth=1))
    if sent:
        rows.append(_head("sent", _("Tôi đã gửi thư ký: {count}").format(count=len(sent))))
    rows += [row for one in reversed(sent) for row in sent_rows(one)]
    return tuple(rows)


def _head(key: str, words: str) -> FileRow:
    return FileRow(key=f"head:{key}", text=words, role="strong")


def _open_rows(session: Session, sent: Sequence[Submission], half: Half, me: str) -> Iterator[FileRow]:
    if me in session.reviewed and session.floor(me).state is not FloorState.OPENED:
        words = _("Bản kiểm điểm kỳ {id}: {state}").format(id=session.id, state=_review_state(session, sent, half, me))
        yield FileRow(key="review", text=words, depth=1, session=session.id, at="review")
    waiting = {one.point for one in sent if isinstance(one, HandedAnswer) and one.fate.waits}
    for point in session.points_of(me):
        if point.is_open:
            more = _(" (đã gửi trả lời)") if point.id in waiting else ""
            words = _("Trả lời ý kiến {number}{more}: {text}").format(number=point.number, more=more, text=point.text)
            yield FileRow(
                key=point.id, text=words, role="" if more else "warning", depth=1, session=session.id, at=point.id
            )
    if session.state is State.RECORDING and session.step is Step.READ_BACK:
        words = _("Góp ý dự thảo biên bản phần của tôi: mở kỳ {id}, chọn câu, bấm 3").format(id=session.id)
        yield FileRow(key="object", text=words, depth=1, session=session.id, at="year")


def _review_state(session: Session, sent: Sequence[Submission], half: Half, me: str) -> str:
    """ "đã nộp, chờ tiếp nhận", "nháp 120 chữ", "chưa viết"."""
    handed = [one for one in sent if isinstance(one, HandedReview) and one.session == session.id]
    if handed and handed[-1].fate.kind is not FateKind.TAKEN_OVER:
        return my_fate_words(handed[-1].fate)
    if half.review:
        return _("nháp {count} chữ").format(count=half.review)
    return _("đã nộp") if handed or review_of(session, me) is not None else _("chưa viết")


def _promise_row(item: LedgerItem) -> FileRow:
    words, role = standing_words(item)
    due = due_words(item.commitment.due_kind, item.due)
    text = _("Báo cáo {number} ({due}) {state}: {text}").format(
        number=item.number, due=due, state=words, text=item.commitment.text
    )
    return FileRow(key=f"c{item.commitment.id}", text=text, role=role, depth=1, at=f"commitment:{item.number}")


def sent_rows(one: Submission) -> Iterable[FileRow]:
    """What was sent and when, and what became of it."""
    role = {FateKind.HANDED_IN: "", FateKind.TAKEN_OVER: "good", FateKind.RETURNED: "warning"}[one.fate.kind]
    yield FileRow(key=one.id, text=sent_words(one), depth=1)
    yield FileRow(key=f"f{one.id}", text=my_fate_words(one.fate), role=role, depth=2)


def sent_words(one: Submission) -> str:
    """ "05/12/2026 18:30 trả lời: tiếp thu · Tôi xin nhận"."""
    when = f"{numeric_date(one.at.date())} {one.at:%H:%M}"
    match one:
        case HandedReview():
            said = _("bản kiểm điểm kỳ {id}, {count} chữ").format(id=one.session, count=one.review.words)
        case HandedAnswer():
            said = _("trả lời: {kind} · {text}").format(kind=_(ANSWER_NAMES[one.kind]), text=one.text)
        case HandedReport():
            said = _("báo cáo {number}: {state} · {text}").format(
                number=one.commitment, state=state_words(one), text=one.text
            )
            said += _(" (minh chứng: {name})").format(name=one.proof.name) if one.proof else ""
        case HandedObjection():
            said = _objection_words(one)
    return f"{when} {said}"


def _objection_words(one: HandedObjection) -> str:
    if one.wanted:
        return _("đề nghị sửa câu “{line}” thành “{text}”").format(line=one.line, text=one.wanted)
    if one.line:
        return _("ý kiến khác về “{line}”: {text}").format(line=one.line, text=one.text)
    return _("ý kiến khác về cả biên bản: {text}").format(text=one.text)


def my_fate_words(fate: Fate) -> str:
    """ "đã gửi, thư ký chưa tiếp nhận", "thư ký đã tiếp nhận ngày 05/12/2026", "thư ký trả lại ngày ...: ..."."""
    if fate.kind is FateKind.HANDED_IN:
        return _("○ đã gửi, thư ký chưa tiếp nhận")
    if fate.kind is FateKind.TAKEN_OVER:
        return "✓ " + _("thư ký đã tiếp nhận ngày {day}").format(day=numeric_date(fate.on))
    return "! " + _("thư ký trả lại ngày {day}: {words}").format(day=numeric_date(fate.on), words=fate.words)
