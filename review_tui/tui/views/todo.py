"""What needs doing next, as rows of Home: counts only, because others look at the screen; names when asked for."""

from collections.abc import Sequence
from datetime import date, timedelta

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.counts import open_points, open_topics
from review_tui.model.ledger import LedgerItem
from review_tui.model.opening import still_to_review
from review_tui.model.quality import missing_before_read_back
from review_tui.model.session import Session, State
from review_tui.regulation.pack import Pack

SOON = timedelta(days=30)


def todo_lines(
    sessions: Sequence[Session], pack: Pack | None, items: Sequence[LedgerItem], day: date, *, names: bool
) -> tuple[str, ...]:
    """The rows, not wrapped. `pack` is that of the last session; `names` adds who is meant."""
    last = sessions[-1] if sessions else None
    lines: list[str] = []
    if last is None or (last.state is State.SIGNED and last.year < day.year):
        lines.append("! " + _("Chưa mở kỳ kiểm điểm năm {year}: bấm 4 rồi 1.").format(year=day.year))
    if last is not None:
        lines += _session_lines(last, pack, names=names)
    return (*lines, *commitment_lines(items, day, names=names))


def _session_lines(session: Session, pack: Pack | None, *, names: bool) -> list[str]:
    lines = [] if session.state is State.SIGNED else [_state_words(session)]
    left = still_to_review(session)
    if not left:
        return [*lines, "✓ " + _("Năm {year}: mọi người đã kiểm điểm.").format(year=session.year)]
    due = pack.deadline("finished", session.year) if pack else None
    words = _("○ Năm {year}: còn {count} đ/c chưa kiểm điểm").format(year=session.year, count=len(left))
    words += _(", hạn {day}").format(day=numeric_date(due)) if due else ""
    if session.state is State.SIGNED:
        words += _("; mở kỳ bổ sung: bấm 4 rồi 1")
    if names:
        words += ": " + ", ".join(session.name_of(key) for key in left)
    return [*lines, words + "."]


def _state_words(session: Session) -> str:
    """ "● Kỳ 2026 đang ghi · chưa trả lời 8 · ghi nháp 2 · trước khi đọc lại còn thiếu 14"."""
    if session.state is State.APPROVED:
        return _("● Kỳ {id} đã thông qua: in, ký bằng bút, rồi ghi ngày ký để khóa.").format(id=session.id)
    unanswered = len(open_points(session)) + len(open_topics(session))
    if session.state is State.PREPARED:
        parts = [_("○ Sắp họp kỳ {id}: {count} đ/c kiểm điểm").format(id=session.id, count=len(session.reviewed))]
        parts.append(_prepared_words(session))
        return " · ".join(parts)
    parts = [_("● Kỳ {id} đang ghi").format(id=session.id), _("chưa trả lời {count}").format(count=unanswered)]
    if session.drafts:
        parts.append(_("ghi nháp {count}").format(count=len(session.drafts)))
    missing = len(missing_before_read_back(session))
    parts.append(_("trước khi đọc lại còn thiếu {count}").format(count=missing))
    return " · ".join(parts)


def _prepared_words(session: Session) -> str:
    if not session.topics:
        return _("chưa có gợi ý của cấp trên (bấm 4 rồi 2, nếu có)")
    words = _("gợi ý {count}").format(count=len(session.topics))
    days = [packet.answer_by for packet in session.packets if packet.answer_by]
    return words + (_(", trả lời trước {day}").format(day=numeric_date(min(days))) if days else "")


def commitment_lines(items: Sequence[LedgerItem], day: date, *, names: bool) -> list[str]:
    """ "○ Cam kết còn mở: 4 · đến hạn trong 30 ngày: 1 · ! quá hạn: 1"."""
    opened = [item for item in items if item.is_open]
    overdue = [item for item in opened if item.overdue]
    soon = [item for item in opened if not item.overdue and item.due is not None and item.due <= day + SOON]
    if not opened:
        return ["✓ " + _("Không còn cam kết nào mở.")] if items else []
    words = _("○ Cam kết còn mở: {count}").format(count=len(opened))
    if soon:
        words += " · " + _("đến hạn trong 30 ngày: {count}").format(count=len(soon))
    lines = [words]
    if overdue:
        late = _("! Quá hạn: {count}").format(count=len(overdue))
        if names:
            late += ": " + ", ".join(f"{item.commitment.number} {item.owner_name}" for item in overdue)
        lines.append(late)
    return lines
