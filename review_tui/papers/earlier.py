"""Section III of every form: each earlier shortcoming by its number, how far it is repaired, what was promised."""

from collections.abc import Iterable

from review_tui.language.dates import numeric_date
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.points import COLLECTIVE
from review_tui.model.repairs import EarlierFault, Repair, earlier_faults
from review_tui.papers.material import sentence
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Paragraph

REPAIRS = {Repair.DONE: "đã khắc phục", Repair.UNDER_WAY: "đang khắc phục", Repair.NOT_DONE: "chưa khắc phục"}


def earlier_of(sources: Sources, floor: str = "") -> tuple[EarlierFault, ...]:
    """What section III of a floor (the member's by default) speaks of, as known when the meeting was held."""
    session = sources.session
    held = session.sittings[-1].day if session.sittings else None
    return earlier_faults(
        sources.sessions, sources.follow_up, session, floor or sources.member or COLLECTIVE, held or sources.day
    )


def earlier_lines(faults: Iterable[EarlierFault]) -> tuple[str, ...]:
    """One line for each, as it goes into section III; also what a screen proposes to its author."""
    return tuple(_line(fault) for fault in faults)


def earlier_blocks(faults: Iterable[EarlierFault]) -> tuple[Block, ...]:
    """The same as paragraphs."""
    return tuple(Paragraph(text=line, marker="-") for line in earlier_lines(faults))


def _line(fault: EarlierFault) -> str:
    again = f", lần {fault.times}" if fault.times > 1 else ""
    state = REPAIRS[fault.repair]
    if fault.repair is Repair.UNDER_WAY and fault.degree is not None and fault.degree < 100:
        state += f", đạt {fault.degree} %"
    name = "Ý kiến số" if fault.point is not None else "Cam kết"
    promised = "; ".join(_promise(item, named=fault.point is not None) for item in fault.items) or "chưa có cam kết"
    return f"{name} {fault.number}{again}: {sentence(fault.text)} Kết quả: {state} ({promised})."


def _promise(item: LedgerItem, *, named: bool) -> str:
    said = [f"cam kết {item.number}"] if named else []
    if item.closing is not None and item.closing.by:
        said.append(f"đồng chí {item.closing.by} xác nhận ngày {numeric_date(item.closing.on)}")
    elif item.standing is Standing.CLAIMED:
        said.append("báo đã xong, chờ người theo dõi xác nhận")
    elif item.due is not None:
        said.append(f"thời hạn {numeric_date(item.due)}{', quá hạn' if item.overdue else ''}")
    if item.postponed:
        said.append(f"đã gia hạn {item.postponed} lần")
    if item.is_open and item.verifier_name:
        said.append(f"người theo dõi: đồng chí {item.verifier_name}")
    return ", ".join(said)
