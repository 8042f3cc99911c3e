"""Every act on the secrets of a book, through the keys, on a real book; half way nothing has changed."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from meeting_room import NOW, a_session
from office import a_shelf
from screens import SIZES, compare, photograph, settled
from store_books import CHEAP, PHRASE
from textual.pilot import Pilot

from review_tui.language import translate
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.model.cell import Cell
from review_tui.model.idle import IDLE, minutes_kept
from review_tui.regulation.load import pack
from review_tui.store import Book
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.dialogs.new_secret import KeyBack, NewPassphrase
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.screens.security import SecurityScreen
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.widgets.typing import ViInput

NEW = "con trâu đi trước cái cày theo sau"


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


class Desk:
    """Somebody at the screen of a real book."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None], path: Path, paper: str) -> None:
        self.app, self.pilot, self.path, self.paper = app, pilot, path, paper

    async def press(self, *keys: str) -> None:
        """Keys, and what comes of them."""
        await self.pilot.press(*keys)
        await self.calm()

    async def calm(self) -> None:
        """Until no work beside the screen goes on."""
        for _turn in range(3):
            await settled(self.pilot)

    async def until(self, kind: type) -> None:
        """Until a screen of this kind is on top."""
        for _turn in range(200):
            if isinstance(self.app.screen, kind):
                await settled(self.pilot)
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{type(self.app.screen).__name__} instead of {kind.__name__}")

    async def answer(self, text: str) -> None:
        """A line into the dialog on top."""
        self.app.screen.query_one(ViInput).value = text
        await self.press("enter")

    async def twice(self, phrase: str) -> None:
        """A passphrase and the same again."""
        for typed in self.app.screen.query(ViInput):
            typed.value = phrase
        self.app.screen.query(ViInput).last().focus()
        await self.press("enter")

    def opens(self, **secret: str) -> bool:
        """Whether a secret opens the book as it lies on the disk."""
        try:
            Book.open(self.path, write=False, **secret).close()  # type: ignore[arg-type]
        except ReviewError:
            return False
        return True


@asynccontextmanager
async def a_desk(folder: Path, size: tuple[int, int] = (80, 24), *, locked: bool = False) -> AsyncIterator[Desk]:
    """The program over a book under a passphrase."""
    cell = Cell(name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ", members=a_session().roll)
    path = folder / "sổ"
    book, paper = Book.create(path, passphrase=PHRASE, cell=cell, kdf=CHEAP, clock=lambda: NOW)
    book.add_session(a_session(), pack("366-2025"), name="mở kỳ")
    if locked:
        book.close()

    def opened(**secret: str | None) -> Book:
        return Book.open(path, clock=lambda: NOW, **secret) if locked else book  # type: ignore[arg-type]

    app = ReviewApp(
        open_book=opened,
        meeting=lambda held, session: MeetingScreen(held, session, lambda: NOW),
        clock=lambda: NOW,
        shelf=a_shelf(folder),
        locked=locked,
    )
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        desk = Desk(app, pilot, path, paper)
        if not locked:
            app.screen.start("security")  # type: ignore[attr-defined]
            await desk.calm()
        yield desk
    if isinstance(app.book, Book):
        app.book.close()


@pytest.mark.parametrize("size", SIZES)
async def test_every_act_says_in_one_sentence_what_it_does(size: tuple[int, int], tmp_path: Path) -> None:
    """In both languages."""
    async with a_desk(tmp_path, size) as desk:
        compare(desk.app, "security")
        translate.speak("en", shipped("locale"))
        desk.app.retell()
        await desk.calm()
        compare(desk.app, "security-en")


@pytest.mark.soak
async def test_a_changed_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    """A wrong passphrase of today changes nothing; the paper key stays; the log names it."""
    async with a_desk(tmp_path) as desk:
        await desk.press("1")
        await desk.answer("không phải")
        await desk.until(SecurityScreen)
        assert desk.opens(passphrase=PHRASE)
        await desk.press("1")
        await desk.answer(PHRASE)
        await desk.until(NewPassphrase)
        compare(desk.app, "new-passphrase")
        await desk.press("escape")
        assert desk.opens(passphrase=PHRASE)
        await desk.press("1")
        await desk.answer(PHRASE)
        await desk.until(NewPassphrase)
        await desk.twice(NEW)
        await desk.until(Choose)
        assert (desk.opens(passphrase=NEW), desk.opens(passphrase=PHRASE)) == (True, False)
        assert desk.opens(paper_key=desk.paper)
        await desk.press("enter")
        await desk.press("7")
        await desk.until(TextScreen)
        assert "đổi mật khẩu" in photograph(desk.app)


async def test_a_new_paper_key_counts_when_it_was_typed_back(tmp_path: Path) -> None:
    """Until then, and after Esc, the old one opens; what is typed wrong is told; typing hides the key."""
    async with a_desk(tmp_path) as desk:
        await desk.press("2")
        await desk.answer(PHRASE)
        await desk.until(KeyBack)
        assert isinstance(desk.app.screen, KeyBack)
        dropped = desk.app.screen._key
        await desk.press("escape")
        assert (desk.opens(paper_key=desk.paper), desk.opens(paper_key=dropped)) == (True, False)
        await desk.press("2")
        await desk.answer(PHRASE)
        await desk.until(KeyBack)
        assert isinstance(desk.app.screen, KeyBack)
        key = desk.app.screen._key
        desk.app.screen._key = "HHHH-" * 7 + "HHHH"
        desk.app.screen.fill()
        await settled(desk.pilot)
        compare(desk.app, "new-paper-key")
        desk.app.screen._key = key
        await desk.answer(desk.paper)
        assert isinstance(desk.app.screen, KeyBack)
        assert key not in photograph(desk.app)
        assert desk.opens(paper_key=desk.paper)
        await desk.answer(key.lower())
        await desk.until(Choose)
        assert (desk.opens(paper_key=key), desk.opens(paper_key=desk.paper)) == (True, False)
        assert desk.opens(passphrase=PHRASE)


@pytest.mark.soak
async def test_a_new_recorder_gets_both_secrets_in_one_act(tmp_path: Path) -> None:
    """Left before the key is typed back, the former recorder's secrets still open; afterwards neither does."""
    async with a_desk(tmp_path) as desk:
        for stop in (True, False):
            await desk.press("3")
            await desk.answer(PHRASE)
            await desk.until(NewPassphrase)
            await desk.twice(NEW)
            await desk.until(KeyBack)
            assert isinstance(desk.app.screen, KeyBack)
            key = desk.app.screen._key
            assert desk.opens(passphrase=PHRASE)
            await (desk.press("escape") if stop else desk.answer(key))
            await desk.until(SecurityScreen if stop else Choose)
            assert desk.opens(passphrase=NEW) is not stop
        assert (desk.opens(passphrase=PHRASE), desk.opens(paper_key=desk.paper)) == (False, False)
        assert desk.opens(paper_key=key)


async def test_opening_with_the_paper_key_asks_for_new_secrets_at_once(tmp_path: Path) -> None:
    """Forgotten passphrase: said, logged, a new paper key; left half way the old ones stay."""
    async with a_desk(tmp_path, locked=True) as desk:
        assert isinstance(desk.app.screen, LoginScreen)
        assert "Quên mật khẩu: F4" in " ".join(photograph(desk.app).split())
        await desk.press("f4")
        await desk.answer(desk.paper)
        await desk.until(NewPassphrase)
        compare(desk.app, "recovery")
        await desk.press("escape")
        assert (desk.opens(passphrase=PHRASE), desk.opens(paper_key=desk.paper)) == (True, True)
        assert isinstance(desk.app.screen, SecurityScreen)
        desk.app.screen._recover()
        await desk.until(NewPassphrase)
        await desk.twice(NEW)
        await desk.until(KeyBack)
        assert isinstance(desk.app.screen, KeyBack)
        key = desk.app.screen._key
        await desk.answer(key)
        await desk.until(Choose)
        assert (desk.opens(passphrase=NEW), desk.opens(passphrase=PHRASE)) == (True, False)
        assert (desk.opens(paper_key=key), desk.opens(paper_key=desk.paper)) == (True, False)
        assert desk.app.book is not None
        assert "mở bằng khóa giấy" in desk.app.book.book_log()[-1].name
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, HomeScreen)


async def test_the_minutes_of_the_lock_are_kept_in_the_book(tmp_path: Path) -> None:
    """Nonsense is told and not taken."""
    async with a_desk(tmp_path) as desk:
        await desk.press("5")
        await desk.answer("0")
        assert isinstance(desk.app.screen, Ask)
        await desk.answer("12")
        await desk.until(SecurityScreen)
        assert desk.app.book is not None
        assert minutes_kept(desk.app.book.cell, IDLE) == 12
        assert "12 phút" in photograph(desk.app)
        assert desk.app.idle_limit().total_seconds() == 12 * 60


def test_an_offered_paper_key_is_shown_by_nothing_but_its_screen(tmp_path: Path) -> None:
    """Its value is not in the words of a fault."""
    cell = Cell(name="a", superior="b")
    book, _paper = Book.create(tmp_path / "sổ", passphrase=PHRASE, cell=cell, kdf=CHEAP, clock=lambda: NOW)
    with book:
        offered = book.offered_paper()
        assert offered.key not in repr(offered)
        assert isinstance(book.book_log()[0].at, datetime)
