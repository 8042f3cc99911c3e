"""Papers that keep commitments alive: the remedy plan, the monthly check, the commitment of the year."""

from collections.abc import Iterable, Iterator

from review_tui.language.dates import numeric_date
from review_tui.model.followup import CheckState
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.ledger_search import to_check
from review_tui.model.points import COLLECTIVE, Point, Source
from review_tui.papers import words
from review_tui.papers.material import sentence
from review_tui.papers.signers import BLANK_LINES, for_the_cell, identity, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Column, Heading, Paper, Paragraph, Signature, Table

PLAN_COLUMNS = (
    Column(key="so", label="Số", width=25),
    Column(key="han_che", label="Hạn chế, khuyết điểm", width=38),
    Column(key="bien_phap", label="Biện pháp khắc phục", width=36),
    Column(key="thuc_hien", label="Người thực hiện, theo dõi", width=22),
    Column(key="thoi_han", label="Thời hạn", width=22, centred=True),
    Column(key="ket_qua", label="Kết quả", width=22),
)
CHECK_COLUMNS = (
    Column(key="so", label="Số", width=25),
    Column(key="noi_dung", label="Nội dung cam kết", width=44),
    Column(key="nguoi", label="Người cam kết, người theo dõi", width=26),
    Column(key="thoi_han", label="Thời hạn", width=22, centred=True),
    Column(key="truoc", label="Lần trước", width=24),
    Column(key="ky_nay", label="Kỳ này", width=24),
)

STANDINGS = {
    Standing.OPEN: "chưa kiểm tra",
    Standing.UNDER_WAY: "đang làm",
    Standing.CLAIMED: "báo xong, chờ xác nhận",
    Standing.NOT_DONE: "chưa làm",
    Standing.POSTPONED: "xin gia hạn",
    Standing.CLOSED: "đã khắc phục",
    Standing.MOVED: "chuyển sinh hoạt",
}

_FOUND_BY = {
    Source.SELF: "tự nhận",
    Source.MEMBER: "góp ý tại hội nghị",
    Source.GUEST: "ý kiến cấp trên",
    Source.RESIDENCE: "nơi cư trú",
    Source.FRONT: "Mặt trận",
    Source.MASS_ORG: "đoàn thể",
    Source.HOTLINE: "đường dây nóng",
    Source.DIALOGUE: "đối thoại",
    Source.INSPECTION: "kiểm tra, giám sát",
}

_THEMES = (
    "Tư tưởng chính trị",
    "Phẩm chất đạo đức, lối sống; phòng, chống suy thoái, “tự diễn biến”, “tự chuyển hóa”",
    "Tác phong, lề lối làm việc",
    "Ý thức tổ chức kỷ luật",
    "Thực hiện nhiệm vụ, chỉ tiêu được giao trong năm",
    "Trách nhiệm nêu gương",
)


def due_words(item: LedgerItem) -> str:
    """The date in force, else "làm ngay", "thường xuyên", "chưa có"."""
    return numeric_date(item.due) if item.due else words.DUES.get(item.commitment.due_kind, "chưa có")


def standing_words(item: LedgerItem) -> str:
    """How it stands, with degree, lateness, postponements and "lần 2"."""
    said = STANDINGS[item.standing]
    if item.degree is not None:
        said += f" {item.degree} %"
    if item.closing is not None and item.closing.by:
        said += f", {item.closing.by} xác nhận ngày {numeric_date(item.closing.on)}"
    if item.watched_until is not None:
        said += f", theo dõi thêm đến {numeric_date(item.watched_until)}"
    said += ", quá hạn" if item.overdue else ""
    said += f", đã gia hạn {item.postponed} lần" if item.postponed else ""
    return said + (f", lần {item.times}" if item.times > 1 else "")


def remedy_plan(sources: Sources) -> Paper:
    """The plan that the head directs after the review (366, điều 8): every shortcoming, its remedy, owner and date."""
    session, year = sources.session, sources.session.year
    own = [item for item in sources.ledger if item.session == session.id]
    basis = (
        f"Căn cứ kết quả hội nghị kiểm điểm năm {year}, {sources.material.cell_name()} lập kế hoạch khắc phục như sau:"
    )
    return paper(
        sources,
        kind="remedy-plan",
        title="KẾ HOẠCH",
        subject=f"Khắc phục hạn chế, khuyết điểm sau kiểm điểm năm {year}",
        blocks=(
            Paragraph(text=basis),
            Heading(level=1, text="I- MỤC ĐÍCH, YÊU CẦU"),
            Paragraph(
                text="Mỗi hạn chế, khuyết điểm đã kết luận đều có biện pháp, người thực hiện, người theo dõi và "
                "thời hạn; chỉ kết thúc khi người theo dõi xác nhận."
            ),
            Heading(level=1, text="II- NỘI DUNG KHẮC PHỤC"),
            *_plan(sources, own),
            *_carried(sources),
            Heading(level=1, text="III- TỔ CHỨC THỰC HIỆN"),
            *_organised(),
        ),
        right=for_the_cell(sources),
        recipients=recipients_of(sources, "Các đồng chí có tên trong kế hoạch"),
        symbol="plan",
    )


def _organised() -> tuple[Block, ...]:
    return (
        Paragraph(
            text="Người thực hiện báo cáo kết quả, kèm minh chứng, tại kỳ sinh hoạt chi bộ hằng tháng.", marker="-"
        ),
        Paragraph(text="Người theo dõi kiểm tra, xác nhận hoặc đề nghị gia hạn có lý do.", marker="-"),
        Paragraph(text="Bí thư chi bộ chỉ đạo, đôn đốc, báo cáo cấp ủy cấp trên theo quy định.", marker="-"),
    )


def _plan(sources: Sources, own: list[LedgerItem]) -> Iterator[Block]:
    material, session = sources.material, sources.session
    number = 0
    for floor in session.floor_keys():
        faults = [point for point in session.points_of(floor) if point.is_fault]
        rows = [*_fault_rows(faults, own), *_loose_rows(floor, faults, own)]
        if rows:
            number += 1
            subject = "Tập thể chi bộ" if floor == COLLECTIVE else f"Đồng chí {material.name(floor)}"
            yield Heading(level=2, text=f"{number}. {subject}")
            yield Table(key="plan", columns=PLAN_COLUMNS, rows=tuple(rows))
    if not number:
        yield Paragraph(text="Chưa có khuyết điểm nào được kết luận.")


def _fault_rows(faults: list[Point], own: list[LedgerItem]) -> Iterator[tuple[str, ...]]:
    """A row for each commitment of a fault; a fault without one says so."""
    for point in faults:
        what = f"{point.text} ({_FOUND_BY.get(point.source, 'góp ý')})"
        repairing = [item for item in own if point.number in item.point_numbers]
        for item in repairing:
            yield (point.number, what, *_remedy(item))
        if not repairing:
            yield (point.number, what, "chưa có", "chưa có", "chưa có", "")


def _loose_rows(floor: str, faults: list[Point], own: list[LedgerItem]) -> Iterator[tuple[str, ...]]:
    """Commitments that repair no fault: for a suggested topic or a suggestion."""
    numbers = {point.number for point in faults}
    for item in own:
        if item.commitment.floor == floor and not numbers.intersection(item.point_numbers):
            about = ", ".join(item.point_numbers)
            yield (item.number, f"Theo ý kiến số {about}" if about else "Theo vấn đề được gợi ý", *_remedy(item))


def _remedy(item: LedgerItem) -> tuple[str, str, str, str]:
    who = f"{item.owner_name}; theo dõi: {item.verifier_name or 'chưa có'}"
    return f"{item.number}: {item.commitment.text}", who, due_words(item), standing_words(item)


def _carried(sources: Sources) -> Iterator[Block]:
    """Commitments of earlier years that are not done: the plan of this year goes on with them."""
    session = sources.session
    earlier = [item for item in sources.ledger if item.is_open and item.session < session.id]
    if not earlier:
        return
    yield Heading(level=2, text="Cam kết của các năm trước còn phải thực hiện")
    rows = tuple(
        (", ".join(item.point_numbers) or item.number, f"Cam kết năm {item.session[:4]}", *_remedy(item))
        for item in earlier
    )
    yield Table(key="plan", columns=PLAN_COLUMNS, rows=rows)


def month_check(sources: Sources) -> Paper:
    """What the monthly meeting goes through; of one owner where a member is named."""
    day = sources.day
    items = [i for i in to_check(sources.ledger, day) if sources.member in ("", i.commitment.owner)]
    whose = f"\ncủa đồng chí {sources.material.name(sources.member)}" if sources.member else ""
    return paper(
        sources,
        kind="month-check",
        title="PHIẾU KIỂM TRA CAM KẾT",
        subject=f"Kỳ sinh hoạt tháng {day.month:02d} năm {day.year}{whose}",
        blocks=(_check_table(items), *_how_to_fill())
        if items
        else (Paragraph(text="Không còn cam kết phải kiểm tra."),),
        left=Signature(label="NGƯỜI GHI", name=""),
        right=Signature(label="CHỦ TRÌ", name=""),
        day=day,
    )


def month_strips(sources: Sources) -> Paper:
    """One strip for each owner, to be cut and handed out: nobody sees what another has promised."""
    day = sources.day
    blocks: list[Block] = []
    items = to_check(sources.ledger, day)
    for owner in dict.fromkeys(item.commitment.owner for item in items):
        mine = [item for item in items if item.commitment.owner == owner]
        blocks += [Heading(level=1, text=f"Đồng chí {mine[0].owner_name}"), _check_table(mine)]
        blocks.append(Paragraph(text="- " * 44 + "-"))
    return paper(
        sources,
        kind="month-check",
        title="PHIẾU KIỂM TRA CAM KẾT",
        subject=f"Kỳ sinh hoạt tháng {day.month:02d} năm {day.year}, từng người",
        blocks=tuple(blocks) or (Paragraph(text="Không còn cam kết phải kiểm tra."),),
        day=day,
    )


def _check_table(items: Iterable[LedgerItem]) -> Table:
    rows = tuple(
        (
            item.number,
            item.commitment.text,
            f"{item.owner_name}; theo dõi: {item.verifier_name or 'chưa có'}",
            due_words(item),
            _before(item),
            "",
        )
        for item in items
    )
    return Table(key="month", columns=CHECK_COLUMNS, rows=rows)


def _before(item: LedgerItem) -> str:
    last = item.checks[-1] if item.checks else None
    if last is None or item.standing is Standing.OPEN:
        return standing_words(item)
    reason = f" ({last.text})" if last.state is CheckState.POSTPONED and last.text else ""
    return f"{numeric_date(last.on)}: {standing_words(item)}{reason}"


def _how_to_fill() -> tuple[Block, ...]:
    return (
        Paragraph(
            text="Cột “Kỳ này” ghi: 1 xong; 2 đang làm, bao nhiêu phần trăm; 3 chưa làm; 4 hoãn đến ngày, lý do."
        ),
    )


def commitment(sources: Sources) -> Paper:
    """Bản cam kết of the coming year; its seventh theme holds what the member promised at the review."""
    member = sources.session.member(sources.need_member())
    mine = [
        i for i in sources.ledger if i.commitment.owner == member.id and i.is_open and i.session <= sources.session.id
    ]
    blocks: list[Block] = [
        identity(sources.material, member, posts=bool(member.office)),
        Heading(level=1, text="I- NỘI DUNG CAM KẾT"),
    ]
    for number, theme in enumerate(_THEMES, 1):
        blocks += [Heading(level=2, text=f"{number}. {theme}"), Paragraph(text=BLANK_LINES)]
    blocks.append(Heading(level=2, text="7. Khắc phục hạn chế, khuyết điểm được chỉ ra khi kiểm điểm"))
    blocks += [_promise(item) for item in mine] or [Paragraph(text=DOTS)]
    blocks += [
        Heading(level=1, text="II- BIỆN PHÁP THỰC HIỆN"),
        Paragraph(text=BLANK_LINES),
        Paragraph(text=BLANK_LINES),
    ]
    return paper(
        sources,
        kind="commitment",
        title="BẢN CAM KẾT",
        subject=f"Tu dưỡng, rèn luyện, phấn đấu năm {sources.session.year + 1}",
        blocks=tuple(blocks),
        left=Signature(label=_confirming(sources), name=""),
        right=Signature(label="NGƯỜI CAM KẾT", name=member.name),
    )


def _confirming(sources: Sources) -> str:
    return "XÁC NHẬN CỦA CHI ỦY" if sources.cell.has_committee else "XÁC NHẬN CỦA CHI BỘ"


def _promise(item: LedgerItem) -> Paragraph:
    about = f"{item.number}; khắc phục ý kiến số {', '.join(item.point_numbers)}" if item.point_numbers else item.number
    again = f"; lần {item.times}" if item.times > 1 else ""
    who = f"; người theo dõi: đồng chí {item.verifier_name}" if item.verifier_name else ""
    return Paragraph(
        text=f"{sentence(item.commitment.text)} ({about}{again}; thời hạn: {due_words(item)}{who})", marker="-"
    )
