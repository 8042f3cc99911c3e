"""Biên bản hội nghị kiểm điểm: the minutes as one structure, a pure function of what the book holds."""

from collections.abc import Sequence
from dataclasses import replace

from review_tui.model.cell import Cell
from review_tui.model.ledger import LedgerItem
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import FloorState, Role, Session, State
from review_tui.papers import words
from review_tui.papers.attended import opening
from review_tui.papers.carried import carried_over
from review_tui.papers.concluded import conclusions, read_back
from review_tui.papers.letterhead import letterhead, marks, symbol_of
from review_tui.papers.material import Material, capital, material_of
from review_tui.papers.rated import ratings
from review_tui.papers.reviewed import floor_blocks
from review_tui.papers.structure import DOTS, Block, Heading, Paper, Paragraph, Signature, from_json, made_printable
from review_tui.regulation.pack import Pack


def minutes_of(
    session: Session, *, cell: Cell, pack: Pack, ledger: Sequence[LedgerItem] = (), fingerprint: str = ""
) -> Paper:
    """The minutes to print: approved ones from the structure kept with the approval, so that they never change.

    Marks of the top margin and the fingerprint are put on anew: a draft says so, a practice book always.
    """
    kept = session.approval.structure if session.approval and session.state in (State.APPROVED, State.SIGNED) else ""
    if not kept:
        return minutes(session, cell=cell, pack=pack, ledger=ledger, fingerprint=fingerprint)
    paper = from_json(kept)
    return replace(paper, marks=_marks(session, cell), fingerprint=_fingerprint(session, fingerprint))


def minutes(
    session: Session, *, cell: Cell, pack: Pack, ledger: Sequence[LedgerItem] = (), fingerprint: str = ""
) -> Paper:
    """The minutes as they stand now. What is not known is dotted or "chưa có"; nothing is refused.

    Contents: domain.md 4.1. `ledger` brings the open commitments of earlier years onto their floors.
    """
    material = material_of(session, cell, pack)
    day = material.last_day()
    return made_printable(
        Paper(
            kind="minutes",
            marks=_marks(session, cell),
            letterhead=letterhead(
                material,
                symbol=symbol_of(pack.page, "minutes"),
                number=session.approval.number if session.approval else "",
                day=day,
                dated=pack.page.minutes_date_line,
            ),
            title="BIÊN BẢN",
            subject=_subject(session),
            blocks=_body(material, ledger),
            left=_signature(material, "NGƯỜI GHI BIÊN BẢN", Role.RECORDER),
            right=_signature(material, "CHỦ TRÌ HỘI NGHỊ", Role.CHAIR),
            recipients=_recipients(material),
            fingerprint=_fingerprint(session, fingerprint),
            dated=(day or session.created).isoformat(),
        )
    )


def _marks(session: Session, cell: Cell) -> tuple[str, ...]:
    return marks(draft=session.state not in (State.APPROVED, State.SIGNED), practice=cell.practice)


def _fingerprint(session: Session, fingerprint: str) -> str:
    if session.approval is None or session.state not in (State.APPROVED, State.SIGNED):
        return ""
    return fingerprint or session.approval.fingerprint


def _subject(session: Session) -> str:
    more = " bổ sung" if session.supplementary else ""
    return f"Hội nghị kiểm điểm{more} tự phê bình và phê bình,\nđánh giá, xếp loại chất lượng năm {session.year}"


def _body(material: Material, ledger: Sequence[LedgerItem]) -> tuple[Block, ...]:
    return (
        Paragraph(text=_lead(material)),
        *opening(material),
        Heading(level=1, text="I- KIỂM ĐIỂM TẬP THỂ CHI BỘ"),
        *_collective(material, ledger),
        Heading(level=1, text="II- KIỂM ĐIỂM TỪNG ĐẢNG VIÊN"),
        *_comrades(material, ledger),
        Heading(level=1, text="III- ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG"),
        *ratings(material),
        Heading(level=1, text="IV- KẾT LUẬN, NHỮNG VIỆC PHẢI THỰC HIỆN"),
        *conclusions(material),
        Heading(level=1, text="V- THÔNG QUA BIÊN BẢN"),
        *read_back(material),
    )


def _lead(material: Material) -> str:
    return (
        f"{material.cell_name()} tổ chức hội nghị kiểm điểm tự phê bình và phê bình, đánh giá, xếp loại chất lượng "
        f"năm {material.session.year}; diễn biến và kết quả hội nghị như sau:"
    )


def _collective(material: Material, ledger: Sequence[LedgerItem]) -> tuple[Block, ...]:
    return floor_blocks(material, COLLECTIVE, earlier=carried_over(ledger, material.session, COLLECTIVE), level=2)


def _comrades(material: Material, ledger: Sequence[LedgerItem]) -> tuple[Block, ...]:
    """Each comrade in the order in which the meeting came to them; opened floors without a word come last."""
    session = material.session
    said = [key for key in material.reviewed_floors if key != COLLECTIVE]
    silent = [key for key in session.reviewed if session.floor(key).state is FloorState.OPENED and key not in set(said)]
    blocks: list[Block] = []
    for number, key in enumerate((*said, *silent), 1):
        blocks.append(Heading(level=2, text=f"{number}. {_heading(material, key)}"))
        blocks += floor_blocks(material, key, earlier=carried_over(ledger, session, key), level=3)
    return tuple(blocks) or (Paragraph(text="Chưa có nội dung."),)


def _heading(material: Material, key: str) -> str:
    member = material.member(key)
    office = f", {material.office(member)}" if member else ""
    return f"{capital(material.comrade(key))}{office}{_sitting(material, key)}"


def _sitting(material: Material, key: str) -> str:
    """In which sitting, where there were several."""
    numbers = {point.sitting for point in material.session.points_of(key)}
    if len(material.session.sittings) < 2 or not numbers:
        return ""
    return f" (buổi thứ {words.ordinal(min(numbers))})"


def _signature(material: Material, label: str, role: Role) -> Signature:
    holders = material.main_holder(role)
    return Signature(label=label, name=material.name(holders[0]) if holders else "")


def _recipients(material: Material) -> tuple[str, ...]:
    """As asked before approval; a blank until then. The last one is the cell's own file."""
    approval = material.session.approval
    named = [line.strip().rstrip(",;.") for line in approval.recipients] if approval else []
    others = [line for line in named if line and not line.casefold().startswith("lưu")]
    kept = [line for line in named if line.casefold().startswith("lưu")]
    return (*(f"{line}," for line in others or [DOTS]), f"{kept[0] if kept else 'Lưu Chi bộ'}.")
