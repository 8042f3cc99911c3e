"""Form 05: one person's own rating of a quarter, which feeds the rating of the year (KL 198-KL/TW)."""

from review_tui.papers.following import due_words, standing_words
from review_tui.papers.signers import BLANK_LINES, identity, paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Signature
from review_tui.papers.words import roman

_SECTIONS = ("Nhiệm vụ được giao, sản phẩm, tiến độ, chất lượng", "Tự chấm điểm", "Tự nhận mức xếp loại")


def quarter(sources: Sources) -> Paper:
    """The form of the quarter in which today lies, with the open commitments of the member."""
    member = sources.session.member(sources.need_member())
    day = sources.day
    form = sources.pack.form("quarter")
    titles = [section.title for section in form.sections] if form else list(_SECTIONS)
    blocks: list[Block] = [identity(sources.material, member, posts=True)]
    for number, title in enumerate(titles, 1):
        blocks += [Heading(level=1, text=f"{number}. {title}"), *_content(sources, number, len(titles))]
    mine = [item for item in sources.ledger if item.commitment.owner == member.id and item.is_open]
    blocks.append(Heading(level=1, text=f"{len(titles) + 1}. Kết quả thực hiện cam kết khắc phục"))
    blocks += [
        Paragraph(
            text=f"{item.number} (thời hạn: {due_words(item)}; {standing_words(item)}): {item.commitment.text}",
            marker="-",
        )
        for item in mine
    ] or [Paragraph(text="Không có cam kết đang thực hiện.")]
    return paper(
        sources,
        kind="quarter",
        title="PHIẾU TỰ ĐÁNH GIÁ, XẾP LOẠI",
        subject=f"Quý {roman((day.month + 2) // 3)} năm {day.year} (Mẫu 05)",
        blocks=tuple(blocks),
        right=Signature(label="NGƯỜI TỰ ĐÁNH GIÁ", name=member.name),
    )


def _content(sources: Sources, number: int, last: int) -> tuple[Block, ...]:
    if number == last:
        return tuple(Paragraph(text=f"[  ] {band.name}") for band in sources.pack.bands)
    if number == 1:
        return (Paragraph(text=BLANK_LINES),) * 4
    return (Paragraph(text="Tiêu chí chung: ………/30 điểm; kết quả nhiệm vụ: ………/70 điểm; tổng cộng: ………/100 điểm."),)
