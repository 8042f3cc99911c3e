"""Screens of commitments over books in memory: one of three years, one with twenty promises of one evening."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from evening import Evening
from meeting_room import a_session
from memory_book import MemoryBook
from screens import settled
from textual.screen import Screen
from three_years import CELL, FOLLOW_UP, OLD_PACK, PACK, SESSIONS

from review_tui.model.cell import Cell
from review_tui.tui.app import ReviewApp

LATER = datetime(2027, 2, 6, 19, 0, tzinfo=UTC)
"""The ordinary meeting of a month after the review."""

OPENING = ("@bd 18:00 5/12/2026", "@ *", "@ct 1", "@tk 3")


def three_years() -> MemoryBook:
    """The fault of 2024 that came back in 2026."""
    packs = {one.id: PACK if one.year > 2024 else OLD_PACK for one in SESSIONS}
    book = MemoryBook(CELL, SESSIONS, packs)
    book.follow_up = FOLLOW_UP
    return book


def twenty() -> MemoryBook:
    """Twenty promises of five members, all followed by the deputy or the head; every fifth is regular."""
    lines = list(OPENING)
    for no in (1, 3, 4, 5, 6):
        verifier = 2 if no != 6 else 1
        lines.append(f"/ {no}")
        for place in range(1, 5):
            lines += [f"2 - Việc {place} chưa tốt", f"{no} = {place} tiếp thu Nhận"]
            lines.append(f"{no} ! {place} Sửa việc {place} ~{verifier} >{'tx' if place == 4 else '30/6/2027'}")
    session = a_session(*lines)
    cell = Cell(name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ", members=session.roll, practice=True)
    return MemoryBook(cell, (session,), {"2026": PACK})


@asynccontextmanager
async def room(
    book: MemoryBook, make: Callable[[MemoryBook], Screen[None]], size: tuple[int, int] = (80, 24), at: datetime = LATER
) -> AsyncIterator[Evening]:
    """A screen over a book, on a day."""
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, _session: make(book),
        clock=lambda: at,
        locked=False,
        latest=True,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Evening(app, pilot, book)
