"""The program over a real book in a temporary folder, and the hands of a recorder at its keys."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from screens import photograph, settled
from store_books import CHEAP, PHRASE
from textual import events
from textual.pilot import Pilot

from review_tui.exchange.roll import members_of, read_roll
from review_tui.model.cell import Cell
from review_tui.model.people import Status
from review_tui.store import Book, new_id
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.shelf import Shelf

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 12, 5, 18, 30, tzinfo=UTC)
_KEYS = {" ": "space", "\n": "enter", "\t": "tab"}


def a_clock() -> datetime:
    """18:30 on the evening of the sample meeting."""
    return NOW


def no_practice() -> Path:
    """There is no practice book."""
    raise AssertionError("nobody asked for the practice book")


def a_shelf(folder: Path, *, new_book: Path | None = None, practice: Callable[[], Path] = no_practice) -> Shelf:
    """Everything below one folder, keys that cost nothing."""
    return Shelf(
        clock=a_clock,
        new_book=new_book or folder / "sổ",
        backups=folder / "bản sao",
        printed=folder / "đã in",
        practice=practice,
        cost=CHEAP,
    )


def sample_cell(**changes: object) -> Cell:
    """The sample roll of 24 as a cell."""
    members = members_of(read_roll(SAMPLES / "roll.xlsx"), new_id=new_id, temporary=Status.TEMPORARY_ELSEWHERE)
    words = {"name": "Chi bộ khu phố 4", "superior": "Đảng ủy phường Tân An Đông", "place": "Tân An Đông"}
    return Cell(**{**words, "members": members, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Somebody at the keys."""

    app: ReviewApp
    pilot: Pilot[None]

    async def type(self, text: str) -> None:
        """Type as fast as a typing aid does; a line end is Enter, after which the hand rests a moment."""
        for letter in text:
            self.app.post_message(events.Key(_KEYS.get(letter, letter), letter))
            if letter in "\n\t":
                await settled(self.pilot)
        await settled(self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await settled(self.pilot)

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until a condition holds; the screen is shown when it never does."""
        for _turn in range(int(os.environ.get("PATIENCE", "1500"))):
            if there():
                await settled(self.pilot)
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.picture)

    async def sees(self, words: str) -> None:
        """Wait until these words stand on the screen (also where a line is broken between them)."""
        await self.until(lambda: words in " ".join(self.picture.split()) or words in self.picture)

    @property
    def picture(self) -> str:
        """What stands on the screen."""
        return photograph(self.app)


@asynccontextmanager
async def program(size: tuple[int, int] = (80, 24), **words: object) -> AsyncIterator[Recorder]:
    """The program with these words of its constructor."""
    given = {"open_book": None, "meeting": None, "clock": a_clock, "locked": False, **words}
    app = ReviewApp(**given)  # type: ignore[arg-type]
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Recorder(app, pilot)
        if app.book is not None:
            app.book.close()


@asynccontextmanager
async def at_home(folder: Path, size: tuple[int, int] = (80, 24), *, practice: bool = True) -> AsyncIterator[Recorder]:
    """The program at Home of a new book with the sample roll."""
    cell = sample_cell(practice_day=NOW.date() if practice else None)
    if practice:
        book = Book.create_practice(folder / "sổ", cell=cell, clock=a_clock)
    else:
        book, _key = Book.create(folder / "sổ", passphrase=PHRASE, cell=cell, kdf=CHEAP, clock=a_clock)

    def meeting(opened: Book, session: str) -> MeetingScreen:
        return MeetingScreen(opened, session, a_clock)

    async with program(size, open_book=lambda **_secret: book, meeting=meeting, shelf=a_shelf(folder)) as recorder:
        yield recorder
