"""What needs doing next, as rows of Home: counts only, because others look at the screen; names when asked for."""

from collections.abc import Sequence
from datetime import date, timedelta

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.ledger import Outstanding
from review_tui.model.session import State
from review_tui.model.year import Year
from review_tui.regulation.pack import Pack

SOON = timedelta(days=30)


def todo_lines(
    sessions: Sequence[Year], pack: Pack | None, promised: Outstanding, day: date, *, names: bool
) -> tuple[str, ...]:
    """The rows, not wrapped. `pack` is that of the last session; `names` adds who is meant."""
    last = sessions[-1] if sessions else None
    lines: list[str] = []
    if last is None or (last.state is State.SIGNED and last.year < day.year):
        lines.append("! " + _("Chưa mở kỳ kiểm điểm năm {year}: bấm 4 rồi 1.").format(year=day.year))
    if last is not None:
        lines += _session_lines(last, pack, names=names)
    return (*lines, *commitment_lines(promised, names=names))


def _session_lines(session: Year, pack: Pack | None, *, names: bool) -> list[str]:
    lines = [] if session.state is State.SIGNED else [_state_words(session)]
    left = session.left
    if not left:
        return [*lines, "✓ " + _("Năm {year}: mọi người đã kiểm điểm.").format(year=session.year)]
    due = pack.deadline("finished", session.year) if pack else None
    words = _("○ Năm {year}: còn {count} đ/c chưa kiểm điểm").format(year=session.year, count=len(left))
    words += _(", hạn {day}").format(day=numeric_date(due)) if due else ""
    if session.state is State.SIGNED:
        words += _("; mở kỳ bổ sung: bấm 4 rồi 1")
    if names:
        words += ": " + ", ".join(left)
    return [*lines, words + "."]


def _state_words(session: Year) -> str:
    """ "● Kỳ 2026 đang ghi · chưa trả lời 8 · ghi nháp 2 · trước khi đọc lại còn thiếu 14"."""
    if session.state is State.APPROVED:
        return _("● Kỳ {id} đã thông qua: in, ký bằng bút, rồi ghi ngày ký để khóa.").format(id=session.id)
    if session.state is State.PREPARED:
        parts = [_("○ Sắp họp kỳ {id}: {count} đ/c kiểm điểm").format(id=session.id, count=session.reviewed)]
        parts.append(_prepared_words(session))
        return " · ".join(parts)
    parts = [_("● Kỳ {id} đang ghi").format(id=session.id), _("chưa trả lời {count}").format(count=session.unanswered)]
    if session.drafts:
        parts.append(_("ghi nháp {count}").format(count=session.drafts))
    parts.append(_("trước khi đọc lại còn thiếu {count}").format(count=session.missing))
    return " · ".join(parts)


def _prepared_words(session: Year) -> str:
    if not session.topics:
        return _("chưa có gợi ý của cấp trên (bấm 4 rồi 2, nếu có)")
    words = _("gợi ý {count}").format(count=session.topics)
    by = session.answer_by
    return words + (_(", trả lời trước {day}").format(day=numeric_date(by)) if by else "")


def commitment_lines(promised: Outstanding, *, names: bool) -> list[str]:
    """ "○ Cam kết còn mở: 4 · đến hạn trong 30 ngày: 1 · ! quá hạn: 1"."""
    if not promised.open:
        return ["✓ " + _("Không còn cam kết nào mở.")] if promised.all else []
    words = _("○ Cam kết còn mở: {count}").format(count=promised.open)
    if promised.soon:
        words += " · " + _("đến hạn trong 30 ngày: {count}").format(count=promised.soon)
    lines = [words]
    if promised.late:
        late = _("! Quá hạn: {count}").format(count=len(promised.late))
        if names:
            late += ": " + ", ".join(f"{number} {owner}" for number, owner in promised.late)
        lines.append(late)
    return lines
