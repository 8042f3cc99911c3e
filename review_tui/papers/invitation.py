"""Letters before the meeting: the invitation, and the request to the cell of somebody's temporary Party life."""

from review_tui.language.dates import clock_words, long_date, numeric_date
from review_tui.model.people import Member, Status
from review_tui.model.preparing import working_days_before
from review_tui.papers.signers import BLANK_LINES, for_the_cell, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Column, Heading, Paper, Paragraph, Record, Signature, Table

_AGENDA = (
    "Kiểm điểm tập thể chi bộ",
    "Kiểm điểm từng đảng viên theo thứ tự người đứng đầu, cấp phó, chi ủy viên, đảng viên",
    "Đánh giá, xếp loại chất lượng; bỏ phiếu",
    "Thông qua biên bản hội nghị",
)

_OPINION = (
    "Tư tưởng, đạo đức, lối sống",
    "Nền nếp sinh hoạt, đóng đảng phí",
    "Thực hiện nhiệm vụ được giao",
    "Hạn chế, khuyết điểm",
    "Đề nghị về xếp loại",
)

MEMBER_COLUMNS = (
    Column(key="tt", label="Số", width=12, centred=True),
    Column(key="ten", label="Họ và tên", width=60),
    Column(key="sinh", label="Ngày sinh", width=28, centred=True),
    Column(key="ghi_chu", label="Nơi sinh hoạt tạm thời", width=65),
)


def invitation(sources: Sources) -> Paper:
    """Time, place, agenda, what to send three working days before; to one member, else with a blank for the name."""
    session, material = sources.session, sources.material
    sitting = material.first_sitting()
    to = f"đồng chí {material.name(sources.member)}" if sources.member else DOTS * 2
    when = f"{clock_words(sitting.opened) if sitting.opened else '…… giờ ……'}, "
    when += long_date(sitting.day) if sitting.day else f"ngày …… tháng …… năm {session.year}"
    return paper(
        sources,
        kind="invitation",
        title="GIẤY MỜI",
        subject=f"Dự hội nghị kiểm điểm tự phê bình và phê bình,\nđánh giá, xếp loại chất lượng năm {session.year}",
        blocks=(
            Paragraph(text=f"Kính mời: {to}"),
            Paragraph(
                text=f"{material.cell_name()} trân trọng kính mời đồng chí dự hội nghị kiểm điểm năm {session.year}."
            ),
            Record(rows=(("Thời gian", f"{when}."), ("Địa điểm", sitting.place or DOTS))),
            Paragraph(text="Nội dung:"),
            *(Paragraph(text=f"{line}.", marker="-") for line in _AGENDA),
            Paragraph(text=_to_send(sources)),
            Paragraph(text="Đồng chí nào không dự được, đề nghị báo trước và nêu lý do."),
        ),
        right=for_the_cell(sources),
        recipients=("Như trên,", "Lưu Chi bộ."),
        symbol="letter",
    )


def _to_send(sources: Sources) -> str:
    days = sources.pack.time.working_days_before
    sitting = sources.material.first_sitting()
    until = f" (chậm nhất ngày {numeric_date(working_days_before(sitting.day, days))})" if sitting.day else ""
    return (
        f"Đề nghị đồng chí chuẩn bị bản kiểm điểm theo mẫu, giải trình đủ những vấn đề được gợi ý (nếu có), "
        f"gửi chi ủy trước hội nghị ít nhất {days} ngày làm việc{until}."
    )


def temporary_opinion(sources: Sources) -> Paper:
    """Asks the cell where somebody is in temporary Party life for its opinion (HD 43-HD/BTCTW, 7.6), on one sheet."""
    session, material = sources.session, sources.material
    asked = _temporary(sources)
    blocks: list[Block] = [
        Paragraph(text=f"Kính gửi: {DOTS * 2}"),
        Paragraph(
            text=f"{material.cell_name()} chuẩn bị kiểm điểm năm {session.year} đối với đảng viên đang sinh hoạt "
            "đảng tạm thời tại chi bộ đồng chí. Đề nghị chi bộ nhận xét bằng văn bản theo các nội dung dưới đây "
            "và gửi lại trước hội nghị."
        ),
        _people(asked),
        Heading(level=1, text="NHẬN XÉT CỦA CHI BỘ NƠI SINH HOẠT TẠM THỜI"),
    ]
    for number, title in enumerate(_OPINION, 1):
        blocks += [Heading(level=2, text=f"{number}. {title}"), Paragraph(text=BLANK_LINES)]
    return paper(
        sources,
        kind="temporary-opinion",
        title="PHIẾU LẤY Ý KIẾN",
        subject=f"Đối với đảng viên sinh hoạt đảng tạm thời, năm {session.year}",
        blocks=tuple(blocks),
        left=for_the_cell(sources),
        right=Signature(label="T/M CHI BỘ NƠI\nSINH HOẠT TẠM THỜI", name=""),
        recipients=recipients_of(sources),
    )


def _temporary(sources: Sources) -> list[Member]:
    if sources.member:
        return [sources.session.member(sources.member)]
    return [m for m in sources.session.roll if m.status_on(sources.session.day) is Status.TEMPORARY_ELSEWHERE]


def _people(asked: list[Member]) -> Block:
    rows = tuple((str(member.no), member.name, numeric_date(member.born), DOTS) for member in asked)
    return Table(key="temporary", columns=MEMBER_COLUMNS, rows=rows or (("", DOTS, "", DOTS),))
