"""How a commitment stands, in a few words with a sign."""

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, Standing

STANDING_NAMES = {
    Standing.OPEN: N_("chưa kiểm tra"),
    Standing.UNDER_WAY: N_("đang thực hiện"),
    Standing.CLAIMED: N_("báo đã xong, chờ xác nhận"),
    Standing.NOT_DONE: N_("chưa thực hiện"),
    Standing.POSTPONED: N_("xin lùi hạn"),
    Standing.CLOSED: N_("đã khắc phục"),
    Standing.MOVED: N_("chuyển sinh hoạt"),
}


def standing_words(item: LedgerItem) -> tuple[str, str]:
    """(words, colour role): "! quá hạn 31/12/2025 · chưa thực hiện"."""
    words = _(STANDING_NAMES[item.standing])
    if item.overdue:
        late = _("quá hạn {day}").format(day=numeric_date(item.due)) if item.due else _("quá hạn")
        return f"! {late} · {words}", "error"
    return ("✓ " if not item.is_open else "○ ") + words, "good" if not item.is_open else "warning"
