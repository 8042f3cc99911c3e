"""A real practice book on the disk whose session of 2026 stands after some lines, for tests that need the store."""

from pathlib import Path

from meeting_room import NOW, a_session

from review_tui.model.cell import Cell
from review_tui.model.session import Session
from review_tui.regulation.load import pack
from review_tui.store import Book

DRAFT = "entry:2026"


def a_real_book(path: Path, *lines: str, session: Session | None = None) -> Book:
    """The book, open for writing; its clock stands still."""
    made = session or a_session(*lines)
    cell = Cell(
        name="Chi bộ Xóm Dừa",
        superior="Đảng ủy phường Bến Gỗ",
        place="Bến Gỗ",
        members=made.roll,
        practice_day=made.day,
    )
    book = Book.create_practice(path, cell=cell, clock=lambda: NOW)
    book.add_session(made, pack("366-2025"), name="mở kỳ 2026")
    return book
