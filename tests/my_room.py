"""A member at the own record: a real book with two signed years and a running one, opened by that member's key."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from office import Recorder, a_shelf, program
from store_books import CHEAP, NOON, approve, clock, held_meeting, new_book, opened, pack, say, session, sign

from review_tui.model.session import Step
from review_tui.store import Book
from review_tui.tui.screens.meeting import MeetingScreen

ME = "m4"
QUESTION = "Vì sao quý 3 không báo cáo chuyên đề?"


def book_of_years(folder: Path, *years: str) -> Book:
    """Signed years, then 2026 with two points on no. 4 that wait for an answer. Open for the recorder."""
    book, _paper = new_book(folder / "sổ", with_session=False)
    for year in years:
        book.add_session(session(session_id=year), pack(), name=f"mở kỳ {year}")
        held_meeting(book, session=year)
        lines = (f"@bd 18:00 5/12/{year}", "/ 4", "ct = 1 khuyết điểm", "ct . Cần báo trước.", "4 xl tốt 84")
        say(book, *lines, session=year)
        approve(book, session=year)
        sign(book, session=year)
    book.add_session(session(), pack(), name="mở kỳ 2026")
    held_meeting(book)
    say(book, "@bd 18:00 5/12/2026", "/ 4", f"5 ? {QUESTION}", "3 - Chậm nộp báo cáo tháng 9")
    return book


def read_back(book: Book) -> None:
    """The draft is being read back now."""
    book.act("đọc lại", lambda before: replace(before, step=Step.READ_BACK), session="2026")


def my_part(folder: Path, member: str = ME) -> Book:
    """The part of one member, as the recorder's process hands it over."""
    with opened(folder / "sổ", write=False) as book:
        key = book.member_key(member)
    return Book.open(folder / "sổ", member=member, key=key, clock=clock)


@asynccontextmanager
async def at_my_record(
    folder: Path, size: tuple[int, int] = (80, 24), *, now: Callable[[], datetime] = clock
) -> AsyncIterator[Recorder]:
    """The program over the part of no. 4."""
    part = my_part(folder)
    given = {"open_book": lambda **_secret: part, "clock": now, "shelf": a_shelf(folder)}
    async with program(size, **given) as member:
        await member.sees("điều, chưa xem lần nào")
        yield member


@asynccontextmanager
async def at_the_recorders(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Recorder]:
    """The program over the whole book."""
    book = opened(folder / "sổ")

    def meeting(whole: Book, one: str) -> MeetingScreen:
        return MeetingScreen(whole, one, clock)

    given = {"open_book": lambda **_secret: book, "meeting": meeting, "clock": clock, "shelf": a_shelf(folder)}
    async with program(size, **given) as recorder:
        await recorder.sees("Các kỳ kiểm điểm")
        yield recorder


__all__ = [
    "CHEAP",
    "ME",
    "NOON",
    "QUESTION",
    "at_my_record",
    "at_the_recorders",
    "book_of_years",
    "my_part",
    "read_back",
]
