"""The meeting screen in a pilot, with the hands of a recorder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from meeting_room import NOW, a_session
from memory_book import MemoryBook
from screens import photograph, settled, waits
from textual import events
from textual.pilot import Pilot

from review_tui.model.cell import Cell
from review_tui.model.session import Session
from review_tui.regulation.load import pack
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.widgets.bars import StatusLine

OPENING = ("@bd 18:00 5/12/2026", "@tai Nhà văn hóa", "@ *", "@ct 1", "@tk 3")

TURNS = 8
"""Queues emptied one after the other: key, binding, dialog, its answer, the act, the list, the drawing."""

_LETTERS = {"enter": "\r", "space": " ", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}


def a_book(*lines: str, session: Session | None = None) -> MemoryBook:
    """A practice book whose session of 2026 stands after these lines."""
    made = session or a_session(*lines)
    cell = Cell(
        name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ", place="Bến Gỗ", members=made.roll, practice=True
    )
    return MemoryBook(cell, (made,), {"2026": pack("366-2025")})


class Evening:
    """The meeting screen in a pilot, with the hands of a recorder."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None], book: MemoryBook) -> None:
        self.app, self.pilot, self.book = app, pilot, book

    @property
    def session(self) -> Session:
        """The session as it is saved."""
        return self.book.session("2026")

    @property
    def screen(self) -> MeetingScreen:
        """The meeting screen, wherever it lies in the stack."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MeetingScreen))

    async def type(self, *lines: str) -> None:
        """Type lines, each with Enter, as fast as a typing aid does: no pause between the keys."""
        for line in lines:
            for letter in line:
                self.app.post_message(events.Key(letter, letter))
            self.app.post_message(events.Key("enter", "\r"))
            await self.calm()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            letter = key if len(key) == 1 else _LETTERS.get(key)
            self.app.post_message(events.Key(key, letter))
            await self.calm()

    async def calm(self) -> None:
        """Wait until every message is handled, also those that come of handling them: no clock, only queues."""
        for _turn in range(TURNS):
            await self.pilot.pause(0)

    def bar(self, name: str) -> str:
        """The words of a row."""
        row = self.screen.query_one(f"#{name}", StatusLine)
        return "".join(text for text, _role in (*row.left, *row.right))

    @property
    def picture(self) -> str:
        """What stands on the screen."""
        return photograph(self.app)


class Brisk(Evening):
    """The same hands where nothing comes late: it waits until all is drawn, and not for eight turns of everything."""

    async def calm(self) -> None:
        """Wait until nothing is left to be called, laid out or drawn; the turns of `Evening` at most."""
        for turn in range(TURNS):
            await self.pilot.pause(0)
            if turn >= 3 and not waits(self.pilot):
                return


@asynccontextmanager
async def evening(book: MemoryBook | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Evening]:
    """The program at the meeting of 2026."""
    held = book or a_book()
    app = ReviewApp(
        open_book=lambda **_secret: held,
        meeting=lambda opened, session: MeetingScreen(opened, session, lambda: NOW),
        clock=lambda: NOW,
        locked=False,
        latest=True,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Evening(app, pilot, held)
