"""Covering the screen: one key blanks it, idle time locks it, and nothing half typed or half done is lost."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from meeting_room import NOW
from memory_book import MemoryBook, a_book
from office import a_shelf
from real_room import DRAFT, a_real_book
from screens import SIZES, compare, photograph, settled
from store_books import CHEAP, PHRASE
from textual import events
from textual.pilot import Pilot

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.language.translate import speak
from review_tui.model.cell import Cell
from review_tui.model.idle import IDLE, IDLE_SITTING, idle_limit, minutes_kept, sitting_runs, with_minutes
from review_tui.model.session import Session
from review_tui.store import Book
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.dialogs.blank import Blank
from review_tui.tui.dialogs.lock import Lock
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.screens.page import tell
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.typing import ViInput

LINES = ("@bd 18:00 5/12/2026", "@ *", "@ct 1", "/ 5", "2 - Canary vắng bốn buổi")


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


class Hands:
    """A program over a book, with a clock that only the test moves."""

    def __init__(self, book: MemoryBook | Book, folder: Path) -> None:
        self.now = NOW
        self.app = ReviewApp(
            open_book=lambda **_secret: book,
            meeting=lambda held, session: MeetingScreen(held, session, lambda: self.now),
            clock=lambda: self.now,
            shelf=a_shelf(folder),
            locked=False,
            latest=True,
        )

    def idle(self, minutes: float) -> None:
        """So long nobody touches a key; then the timer looks."""
        self.app.look_idle()
        self.now += timedelta(minutes=minutes)
        self.app.look_idle()

    def burst(self, keys: str) -> None:
        """Keys in one piece, as a typing aid sends them; "^" is the blank key."""
        for key in keys:
            name = {"^": "ctrl+l", "\x7f": "backspace", "\n": "enter"}.get(key, key)
            self.app.post_message(events.Key(name, key if key.isprintable() and key != "^" else None))

    @property
    def typed(self) -> str:
        """What stands in the entry line."""
        return next(s for s in self.app.screen_stack if isinstance(s, MeetingScreen)).query_one(EntryLine).text


async def _drawn(pilot: Pilot[None]) -> None:
    await settled(pilot)
    await settled(pilot)


async def test_one_key_blanks_and_brings_back_what_was_there(tmp_path: Path) -> None:
    """In the middle of a syllable, over a dialog, with a toast: nothing of it is in sight, and all of it returns."""
    hands = Hands(a_real_book(tmp_path / "sổ", *LINES), tmp_path)
    async with hands.app.run_test(size=(80, 24)) as pilot:
        await _drawn(pilot)
        before = photograph(hands.app)
        assert "Canary" in before
        hands.burst("7 - vie\x7fê^")
        await _drawn(pilot)
        assert isinstance(hands.app.screen, Blank)
        compare(hands.app, "blank")
        hands.burst("abc")  # fingers that did not look up yet: not taken for a line
        tell(hands.app.screen, "Canary trong thông báo")
        await _drawn(pilot)
        assert "anary" not in photograph(hands.app)
        hands.burst("^\x7fệt")
        await _drawn(pilot)
        assert hands.typed == "7 - việt"
        hands.app.push_screen(Ask("Canary?", text="dở dang"))
        await _drawn(pilot)
        hands.burst("^")
        await _drawn(pilot)
        assert "Canary" not in photograph(hands.app)
        hands.burst("\n")
        await _drawn(pilot)
        assert hands.app.screen.query_one(ViInput).value == "dở dang"


async def test_work_that_ends_while_the_screen_is_covered_stays_beneath(tmp_path: Path) -> None:
    """A screen that opens and a dialog that closes by itself do so under the cover."""
    hands = Hands(a_book(), tmp_path)
    go_on = asyncio.Event()

    async def job() -> None:
        answer = await hands.app.push_screen_wait(Ask("Trước?"))
        await go_on.wait()
        hands.app.push_screen(TextScreen(a_book(), lambda: "Canary", lambda: f"Canary {answer}"))

    async with hands.app.run_test(size=(80, 24)) as pilot:
        await _drawn(pilot)
        hands.app.run_worker(job())
        await _drawn(pilot)
        asking = hands.app.screen
        hands.burst("^")
        await _drawn(pilot)
        asking.dismiss("xong")
        go_on.set()
        await _drawn(pilot)
        assert isinstance(hands.app.screen, Blank)
        assert "Canary" not in photograph(hands.app)
        hands.burst("^")
        await _drawn(pilot)
        assert "Canary xong" in photograph(hands.app)
        assert asking not in hands.app.screen_stack


async def test_idle_time_locks_and_the_draft_is_on_the_disk_first(tmp_path: Path) -> None:
    """5 minutes, 60 while the sitting runs; a practice book opens again with Enter; what was typed is still there."""
    book = a_real_book(tmp_path / "sổ", *LINES)
    hands = Hands(book, tmp_path)
    async with hands.app.run_test(size=(80, 24)) as pilot:
        await _drawn(pilot)
        hands.burst("7 - dở dang")
        await _drawn(pilot)
        hands.idle(59)
        assert not isinstance(hands.app.screen, Lock)
        hands.idle(61)
        await _drawn(pilot)
        assert book.drafts() == {DRAFT: "7 - dở dang"}
        compare(hands.app, "lock-practice")
        hands.burst("^")
        await _drawn(pilot)
        assert isinstance(hands.app.screen, Lock)  # the blank key does not lift a lock
        hands.burst("\n")
        await _drawn(pilot)
        assert hands.typed == "7 - dở dang"
        book.act("kết thúc buổi", lambda session: _ended(session), session="2026")
        hands.burst("^")
        await _drawn(pilot)
        hands.idle(6)
        await _drawn(pilot)
        assert isinstance(hands.app.screen, Lock)  # a blank screen becomes a locked one


def _ended(session: Session) -> Session:
    from meeting_room import said

    return said(session, "@kt 21:00")


@pytest.mark.parametrize("size", SIZES)
async def test_a_real_book_asks_for_its_passphrase_again(size: tuple[int, int], tmp_path: Path) -> None:
    """A wrong one is a sentence and a pause; the right one brings everything back; the paper key does as well."""
    cell = Cell(name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ")
    book, paper = Book.create(tmp_path / "sổ", passphrase=PHRASE, cell=cell, kdf=CHEAP, clock=lambda: NOW)
    hands = Hands(book, tmp_path)
    async with hands.app.run_test(size=size) as pilot:
        await _drawn(pilot)
        hands.idle(6)
        await _drawn(pilot)
        lock = hands.app.screen
        assert isinstance(lock, Lock)
        speak("en", shipped("locale"))
        hands.app.retell()
        await settled(pilot)
        compare(hands.app, "lock-en")
        translate.speak("vi", Path())
        hands.app.retell()
        await settled(pilot)
        compare(hands.app, "lock")
        await _tried(hands, pilot, "chim hoàng yến")
        assert "! " in photograph(hands.app)
        assert isinstance(hands.app.screen, Lock)
        lock._again()
        await _tried(hands, pilot, PHRASE)
        assert "Chi bộ Xóm Dừa" in photograph(hands.app)
        hands.idle(6)
        await _drawn(pilot)
        await pilot.press("f4")
        await _tried(hands, pilot, paper)
        assert not isinstance(hands.app.screen, Lock)
    book.close()


async def _tried(hands: Hands, pilot: Pilot[None], secret: str) -> None:
    lock = hands.app.screen
    assert isinstance(lock, Lock)
    lock.query_one(ViInput).value = secret
    await pilot.press("enter")
    for _turn in range(300):
        if not lock._busy:
            break
        await pilot.pause(0.01)
    await _drawn(pilot)


async def test_each_wrong_secret_waits_longer(tmp_path: Path) -> None:
    """1, 2, 4 ... 30 seconds, and nothing is tried in between."""
    waited: list[float] = []
    tried: list[str | None] = []

    def prove(*, passphrase: str | None = None, paper_key: str | None = None) -> None:
        tried.append(passphrase)
        Book.open(tmp_path / "không có", write=False)

    hands = Hands(a_book(), tmp_path)
    async with hands.app.run_test(size=(80, 24)) as pilot:
        await _drawn(pilot)
        lock = Lock(prove, pause=lambda seconds: waited.append(seconds) or 1000.0)  # type: ignore[func-returns-value]
        hands.app.put_cover(lock)
        await _drawn(pilot)
        for _time in range(7):
            await _tried(hands, pilot, "sai")
            lock._again()
        assert waited == [1, 2, 4, 8, 16, 30, 30]
        await _tried(hands, pilot, "sai")
        await _tried(hands, pilot, "trong lúc chờ")
        assert len(tried) == 8


async def test_what_was_copied_is_gone_when_covered_or_left(tmp_path: Path) -> None:
    """The program's clipboard and, by an empty copy, the terminal's; nothing is sent when nothing was set."""
    hands = Hands(a_book(), tmp_path)
    async with hands.app.run_test(size=(80, 24)) as pilot:
        await _drawn(pilot)
        sent: list[str] = []
        driver = hands.app._driver
        assert driver is not None
        driver.write = sent.append  # type: ignore[method-assign]
        hands.burst("^^")
        await _drawn(pilot)
        assert not [data for data in sent if "]52;" in data]
        hands.app.copy_to_clipboard("canary")
        hands.burst("^")
        await _drawn(pilot)
        assert hands.app.clipboard == ""
        assert "\x1b]52;c;\a" in sent
        sent.clear()
        hands.app.copy_to_clipboard("canary")
        hands.app.exit()
        assert (hands.app.clipboard, sent) == ("", ["\x1b]52;c;Y2FuYXJ5\a", "\x1b]52;c;\a"])


def test_the_minutes_are_kept_in_the_book_and_only_sensible_ones() -> None:
    """5 and 60 unless the book says otherwise."""
    cell = Cell(name="a", superior="b")
    assert (minutes_kept(cell, IDLE), minutes_kept(cell, IDLE_SITTING)) == (5, 60)
    assert minutes_kept(with_minutes(cell, IDLE, 12), IDLE) == 12
    assert minutes_kept(Cell(name="a", superior="b", settings=((IDLE, "chín"),)), IDLE) == 5
    for wrong in (0, 241, -1):
        with pytest.raises(ValueError, match="240"):
            with_minutes(cell, IDLE, wrong)


def test_a_sitting_that_nobody_closed_does_not_run_for_ever() -> None:
    """It counts as running on its day and the night after; a closed one not at all."""
    from meeting_room import a_session

    session = a_session("@bd 18:00 5/12/2026", "@ *")
    day = NOW.date()
    assert sitting_runs((session,), day)
    assert sitting_runs((session,), day + timedelta(days=1))
    assert not sitting_runs((session,), day + timedelta(days=2))
    assert not sitting_runs((_ended(session),), day)
    assert idle_limit(Cell(name="a", superior="b"), (session,), day) == timedelta(hours=1)


def test_a_clock_that_goes_back_locks_nothing_and_forgets_nothing() -> None:
    """Idle time begins anew."""
    app = Hands(a_book(), Path()).app
    moments = iter([NOW, NOW - timedelta(days=1), NOW - timedelta(days=1) + timedelta(minutes=1)])
    app._clock = lambda: next(moments, datetime.min.replace(tzinfo=NOW.tzinfo))
    app.moment = lambda: next(moments)  # type: ignore[method-assign]
    app.idle_limit = lambda: timedelta(minutes=5)  # type: ignore[method-assign]
    for _look in range(3):
        app.look_idle()
    assert app.cover is None
