"""Commitments of earlier years, as they come back onto the floor of whoever made them, with their state."""

from collections.abc import Sequence

from review_tui.language.dates import numeric_date
from review_tui.model.followup import CheckState
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.session import Session
from review_tui.papers.structure import Block, Paragraph

_STANDINGS = {
    Standing.OPEN: "chưa kiểm tra",
    Standing.UNDER_WAY: "đang khắc phục",
    Standing.CLAIMED: "báo cáo đã khắc phục, chờ người theo dõi xác nhận",
    Standing.NOT_DONE: "chưa khắc phục",
    Standing.POSTPONED: "xin gia hạn",
    Standing.CLOSED: "đã khắc phục",
    Standing.MOVED: "chuyển sinh hoạt, chuyển nơi mới theo dõi",
}


def carried_over(ledger: Sequence[LedgerItem], session: Session, floor: str) -> tuple[Block, ...]:
    """One line for each commitment of an earlier session that is open, or was closed in the year under review."""
    return tuple(
        Paragraph(text=f"Cam kết {item.commitment.number} ({_state(item)}): {item.commitment.text}", marker="-")
        for item in ledger
        if item.commitment.floor == floor and item.session < session.id and _concerns(item, session)
    )


def _concerns(item: LedgerItem, session: Session) -> bool:
    return item.is_open or (item.closing is not None and item.closing.on.year == session.year)


def _state(item: LedgerItem) -> str:
    said = [_STANDINGS[item.standing] + _degree(item)]
    if item.times_reopened and item.is_open:
        again = f"mở lại lần {item.times_reopened} vì khuyết điểm lặp lại"
        said = [again] if item.standing is Standing.OPEN else [*said, again]
    if item.due is not None:
        said.append(f"thời hạn {numeric_date(item.due)}{', quá hạn' if item.overdue else ''}")
    if item.postponed:
        said.append(f"đã gia hạn {item.postponed} lần")
    if item.closing is not None and item.closing.by:
        said.append(f"đồng chí {item.closing.by} xác nhận ngày {numeric_date(item.closing.on)}")
    elif item.verifier_name:
        said.append(f"người theo dõi: đồng chí {item.verifier_name}")
    return "; ".join(said)


def _degree(item: LedgerItem) -> str:
    last = item.checks[-1] if item.checks else None
    if item.standing is Standing.UNDER_WAY and last and last.state is CheckState.UNDER_WAY and last.degree is not None:
        return f" được {last.degree} %"
    return ""
