"""Danh sách ký tên: the numbered sign-in sheet, also the recorder's crib of roll numbers."""

from review_tui.model.cell import Cell
from review_tui.model.counts import is_due
from review_tui.model.people import Member, Status
from review_tui.model.session import Here, Presence, Role, Session, State
from review_tui.papers import words
from review_tui.papers.letterhead import letterhead, marks
from review_tui.papers.material import Material, material_of
from review_tui.papers.structure import SIGNED, Block, Column, Paper, Paragraph, Signature, Table, made_printable
from review_tui.regulation.pack import Pack

SIGNIN_COLUMNS = (
    Column(key="so", label="Số", width=12, centred=True),
    Column(key="ten", label="Họ và tên", width=58),
    Column(key="chuc_vu", label="Chức vụ, diện sinh hoạt", width=40),
    Column(key="ghi_chu", label="Có mặt, vắng mặt", width=30),
    Column(key="ky", label="Ký tên", width=25),
)


def attendance(session: Session, *, cell: Cell, pack: Pack) -> Paper:
    """One numbered line for each member of the roll and each guest; presence where it is known already."""
    material = material_of(session, cell, pack)
    day = material.last_day()
    recorder = material.main_holder(Role.RECORDER)
    return made_printable(
        Paper(
            kind="attendance",
            marks=marks(draft=session.state is State.PREPARED, practice=cell.practice),
            letterhead=letterhead(material, day=day),
            title="DANH SÁCH",
            subject=f"Đảng viên, đại biểu dự hội nghị kiểm điểm năm {session.year}",
            blocks=(_count(material), _sheet(material)),
            right=Signature(label="NGƯỜI GHI BIÊN BẢN", name=material.name(recorder[0]) if recorder else ""),
            dated=(day or session.created).isoformat(),
        )
    )


def _count(material: Material) -> Block:
    session = material.session
    on_roll = [member for member in session.roll if material.status(member) is not Status.LEFT]
    due = sum(1 for member in on_roll if is_due(session, member))
    return Paragraph(text=f"Tổng số đảng viên {len(on_roll)} đồng chí; phải dự hội nghị {due} đồng chí.")


def _sheet(material: Material) -> Table:
    sitting = material.session.sitting
    marked = {presence.member: presence for presence in (sitting.attendance if sitting else ())}
    rows = [
        (str(member.no), material.name(member.id), _standing(material, member), _presence(marked.get(member.id)), "")
        for member in material.session.roll
        if material.status(member) is not Status.LEFT
    ]
    rows += [(guest.id, guest.name, guest.title or "Đại biểu", "", "") for guest in material.session.guests]
    return Table(key=SIGNED, columns=SIGNIN_COLUMNS, rows=tuple(rows))


def _standing(material: Material, member: Member) -> str:
    status = material.status(member)
    office = material.office(member)
    return office if status in (Status.OFFICIAL, Status.PROBATIONARY) else f"{office}, {words.STATUSES[status]}"


def _presence(presence: Presence | None) -> str:
    if presence is None:
        return ""
    if presence.here is Here.ABSENT:
        return f"vắng: {presence.reason}" if presence.reason else "vắng"
    return f"có mặt lúc {presence.arrived}" if presence.arrived else "có mặt"
