"""The program on the screen: what holds everywhere, whatever is open."""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from memory_book import MemoryBook, a_book, a_cell, a_clock, a_session
from screens import SIZES, compare, photograph, settled
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

from review_tui.language import translate
from review_tui.language.crash import last_words
from review_tui.language.places import shipped
from review_tui.language.translate import _
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.ask import Ask, Choose, Confirm, PickMember
from review_tui.tui.dialogs.choose_file import ChooseFile
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.help import Help
from review_tui.tui.dialogs.lines import Lines
from review_tui.tui.dialogs.working import Watch, Working
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.ledger import LedgerScreen
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.papers import PapersScreen
from review_tui.tui.screens.roll import RollScreen
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.screens.topics import TopicsScreen
from review_tui.tui.widgets.bars import MOST_KEYS, shown_bindings
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words

SECRET = "canary-mat-khau-chim-hoang-yen"


class Desk(Page):
    """A stand-in for the meeting: an entry line and a way to write."""

    def __init__(self, book: OpenBook, session: str) -> None:
        super().__init__(book)
        self.session_id = session

    def body(self) -> ComposeResult:
        yield Words("bàn ghi")
        yield EntryLine()

    def fill(self) -> None:
        pass

    def leaving(self) -> None:
        self.book.keep_draft("desk", self.query_one(EntryLine).text)


def program(book: MemoryBook | None = None, **more: object) -> ReviewApp:
    """The program over a practice book in memory."""
    held = book or a_book()
    words = {"open_book": lambda **_secret: held, "meeting": Desk, "clock": a_clock, "locked": False, **more}
    return ReviewApp(**words)  # type: ignore[arg-type]


async def opened(app: ReviewApp, pilot: Pilot[None], session: str = "2026") -> Desk:
    """Go on to the desk of a session."""
    await settled(pilot)
    app.screen.push_meeting(session)  # type: ignore[attr-defined]
    await settled(pilot)
    assert isinstance(app.screen, Desk)
    return app.screen


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


def screens_and_dialogs() -> list[Callable[[MemoryBook], Screen[object]]]:
    """One of each, made when it is needed."""
    members = a_cell().members
    return [
        lambda book: HomeScreen(book, a_clock, meeting=lambda session: Desk(book, session)),
        lambda book: RollScreen(book, a_clock),
        lambda book: LedgerScreen(book, a_clock),
        lambda book: TextScreen(book, lambda: "Chữ", lambda: "một\nhai"),
        lambda book: LoginScreen(lambda **_secret: book, "sổ"),
        lambda book: Ask("Tên?"),
        lambda book: Choose("Chọn", ("một", "hai")),
        lambda book: Confirm("Chắc chưa?", yes="Khóa biên bản"),
        lambda book: PickMember("Ai?", members),
        lambda book: Help(()),
        lambda book: FormDialog("Sửa", [Field(name="a", label="Tên"), Field(name="b", label="Nơi", pick=_picked)]),
        lambda book: ChooseFile("Tệp nào?", Path(), endings=(".csv",)),
        lambda book: Working("Đang đọc", Watch()),
        lambda book: Lines("Thay đổi", ("Thêm: An [/b]",), yes="Ghi vào sổ"),
        lambda book: TopicsScreen(book, "2026", a_clock),
        lambda book: PapersScreen(book, "2026", a_clock, None),
    ]


async def _picked(app: object, text: str) -> str | None:
    return text


@pytest.mark.parametrize("make", screens_and_dialogs()[::2])
async def test_ctrl_q_leaves_from_everywhere_at_once(make: Callable[[MemoryBook], Screen[object]]) -> None:
    """There is nothing to save and nothing to confirm; half-typed text is kept."""
    book = a_book()
    app = program(book)
    async with app.run_test() as pilot:
        desk = await opened(app, pilot)
        desk.query_one(EntryLine).load_text("7 - nửa câu")
        app.push_screen(make(book))
        await settled(pilot)
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert not app.is_running
    assert book.drafts() == {"desk": "7 - nửa câu"}


async def test_every_screen_names_its_keys_and_the_help_key() -> None:
    """At most six keys in the row, with words that fit, one of them the help; none is a bare letter."""
    book = a_book()
    app = program(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for make in screens_and_dialogs():
            app.push_screen(make(book))
            await settled(pilot)
            bindings = shown_bindings(app.screen)
            assert 1 <= len(bindings) <= MOST_KEYS
            assert bindings[-1].action == "help"
            assert all(binding.tooltip for binding in bindings)
            row = next(row for row in reversed(photograph(app).split("\n")) if "F2" in row)
            assert "…" not in row
            keys = {key for node in (app.screen, app) for key in node._bindings.key_to_bindings}
            assert not {key for key in keys if len(key) == 1 and key.isalpha()}
            app.pop_screen()


async def test_a_burst_outside_an_input_does_nothing() -> None:
    """A typing aid left on turns letters into others and adds Backspaces: no screen acts on any of them."""
    book = a_book()
    app = program(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for make in (None, *screens_and_dialogs()[2:4], *screens_and_dialogs()[6:8]):
            if make is not None:
                app.push_screen(make(book))
                await settled(pilot)
            here, before = app.screen, photograph(app)
            for letter in "wươuưasáqxdđ\x7f\x7fVieê\x7fệt/-+?*":
                app.post_message(events.Key("backspace" if letter == "\x7f" else letter, letter))
            await settled(pilot)
            assert app.screen is here
            assert photograph(app) == before
    assert book.acts == []


async def test_help_opens_and_closes_by_its_key_and_changes_the_colours() -> None:
    """The same key on every screen; digits choose normal, high contrast, no colour."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, Help)
        assert "Danh sách đảng viên, tìm không cần dấu." in photograph(app)
        for digit, theme in ("2", "contrast"), ("3", "plain"), ("1", "normal"):
            await pilot.press(digit)
            await settled(pilot)
            assert app.theme == theme
        await pilot.press("f2")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_no_color_in_the_environment_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever set it gets the plain theme without asking."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert program().theme == "plain"


async def test_the_language_changes_at_once_and_loses_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens are told anew and not rebuilt: what stands in an input stays, cursor and all."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        desk = await opened(app, pilot)
        entry = desk.query_one(EntryLine)
        entry.load_text("7 - Vắng 4 buổi")
        entry.move_cursor((0, 3))
        app.push_screen(PickMember("Ai?", a_cell().members))
        await settled(pilot)
        await pilot.press("h", "a")
        monkeypatch.setattr(translate._translations, "gettext", lambda text: f"<{text}>", raising=False)
        await pilot.press("f9")
        await settled(pilot)
        assert translate.language() == "en"
        monkeypatch.setattr(translate._translations, "gettext", lambda text: f"<{text}>", raising=False)
        app.retell()
        await settled(pilot)
        assert "<Thôi>" in photograph(app)
        assert app.screen.query_one(ViInput).value == "ha"
        await pilot.press("f9", "escape")
        await settled(pilot)
        assert translate.language() == "vi"
        assert desk.query_one(EntryLine) is entry
        assert (entry.text, entry.cursor_location) == ("7 - Vắng 4 buổi", (0, 3))
        assert "<" not in photograph(app)


async def test_a_step_saves_and_a_refusal_is_told_to_the_letter() -> None:
    """The one write path: a broken rule or full disk is a sentence on the screen, and nothing has changed."""
    book = a_book()
    app = program(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        desk = await opened(app, pilot)
        assert desk.step("mở phần", lambda session: a_session(book.cell, "2026"), session="2026") is not None
        assert book.acts == ["mở phần"]
        before = book.session("2026")
        book.fail = "Đĩa đầy: [b]An [/b] [@click=app.quit]x[/] chưa được ghi."
        assert desk.step("việc", lambda session: a_session(book.cell), session="2026") is None
        await settled(pilot)
        assert "[b]An [/b] [@click=app.quit]x[/]" in photograph(app).replace("\n", " ")
        assert book.session("2026") is before
        book.fail = ""
        assert desk.step_back("2026") == "mở phần"


async def test_a_crash_shows_no_word_of_the_book(capsys: pytest.CaptureFixture[str]) -> None:
    """Textual would print the locals of every frame: passphrase, criticism, key (safety.md section 7)."""

    class Broken(Desk):
        def fill(self) -> None:
            passphrase = SECRET
            raise KeyError(f"không tìm thấy {passphrase}")

    app = program(meeting=Broken)

    async def evening() -> None:
        async with app.run_test() as pilot:
            await opened(app, pilot)

    with pytest.raises(KeyError):
        await evening()
    assert app.return_code == 1
    app._print_error_renderables()
    printed = "".join(capsys.readouterr())
    assert SECRET not in printed + last_words(app._exception)
    assert "KeyError" in last_words(app._exception)
    assert "page:" in last_words(app._exception)


async def test_nothing_can_make_a_picture_or_run_a_palette() -> None:
    """No SVG of a record in a folder, no list of commands beside the shown keys."""
    app = program()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        app.action_screenshot()
        assert not list(Path().glob("*.svg"))


async def test_a_book_held_by_another_says_so() -> None:
    """Read only: a mark in the head line and a sentence that names the holder."""
    app = program(a_book(writable=False))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = photograph(app)
        assert "CHỈ ĐỌC" in shown
        assert "vp-01" in shown


async def test_a_practice_book_goes_to_this_years_meeting_at_once() -> None:
    """No question asked; Esc leads back to Home."""
    app = program(latest=True)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(app.screen, Desk)
        app.screen.action_back()
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)


LANGUAGES = ("vi", "en") if shipped("locale", "en").is_dir() else ("vi",)


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_photographs_of_the_first_screens(size: tuple[int, int], spoken: str) -> None:
    """What home, help, roll, dialogs and login look like; read the diff when this fails."""
    translate.speak(spoken, shipped("locale"))
    app = program()
    async with app.run_test(size=size) as pilot:

        async def taken(name: str, *keys: str) -> None:
            await pilot.press(*keys)
            await settled(pilot)
            compare(app, f"{name}.{spoken}")

        await settled(pilot)
        await taken("home")
        await taken("help", "f2")
        await taken("roll", "f2", "1")
        await taken("roll-found", "h", "a")
        await taken("ledger", "escape", "2")
        app.push_screen(PickMember(_("Ai?"), a_cell().members))
        await settled(pilot)
        await taken("pick-member", "h", "a", "n", "h", "down")
        app.push_screen(Confirm(_("Hoàn tác"), text="ý kiến 7 của đ/c Đồng", yes=_("Hoàn tác")))
        await taken("confirm")
        app.push_screen(LoginScreen(lambda **_secret: a_book(), "chi-bo-3"))
        await taken("login")


async def test_the_roll_is_in_vietnamese_order_and_found_without_marks() -> None:
    """By given name: Ái, Ánh, Ân, Đồng, Hạnh (Phạm), Hạnh (Vương), Ước, Vượng; digits find the number."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        names = ["Ái", "Ánh", "Ân", "Đồng", "Phạm Thị Hạnh", "Vương Sỹ Hạnh", "Ước", "Vượng"]
        shown = photograph(app)
        places = [shown.index(name) for name in names]
        assert places == sorted(places)
        await pilot.press("d", "o", "n", "g")
        await settled(pilot)
        assert "Huỳnh Quang Đồng" in photograph(app)
        assert "1/8" in photograph(app)
        await pilot.press(*["backspace"] * 4, "7")
        await settled(pilot)
        assert "Phạm Thị Hạnh" in photograph(app)


async def test_arrows_move_in_the_list_while_letters_search() -> None:
    """Nobody has to leave the search: a few letters, an arrow, Enter."""
    app = program()
    picked: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.push_screen(PickMember("Ai?", a_cell().members), picked.append)
        await settled(pilot)
        await pilot.press("h", "a", "n", "h", "down", "enter")
        await settled(pilot)
        assert picked == ["m07"]
        await pilot.press("1", "down", "down")
        await settled(pilot)
        assert app.screen.query_one(ListPane).key_here == "m02"


def test_every_binding_of_the_program_keeps_to_the_keys() -> None:
    """Digits, Enter, Space, arrows, Esc, F2 to F9, Ctrl+Q and Ctrl+L: what typing aids and terminals leave alone."""
    allowed = {*"0123456789", "enter", "space", "escape", "up", "down", "left", "right", "home", "end"}
    allowed |= {
        "pageup",
        "pagedown",
        "tab",
        "shift+tab",
        "ctrl+q",
        "ctrl+l",
        "delete",
        *(f"f{n}" for n in range(2, 10)),
    }
    importlib.import_module("review_tui.tui.screens.meeting")  # so that its bindings are walked too

    for name, module in sorted(sys.modules.items()):
        if name.startswith("review_tui.tui"):
            for kind in list(vars(module).values()):
                ours = isinstance(kind, type) and kind.__module__.startswith("review_tui.tui")
                for binding in vars(kind).get("BINDINGS", ()) if ours else ():
                    assert isinstance(binding, Binding)
                    assert set(binding.key.split(",")) <= allowed, f"{kind.__name__} uses {binding.key}"


def test_the_switches_of_the_screen_library_are_put_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log, a screenshot or a pressed key asked for by the environment never reaches the library."""
    from review_tui.tui.start import quiet_environment

    monkeypatch.setenv("TEXTUAL_LOG", "/tmp/x")
    monkeypatch.setenv("TEXTUAL_SCREENSHOT", "1")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    quiet_environment()
    assert "TEXTUAL_LOG" not in os.environ
    assert "TEXTUAL_SCREENSHOT" not in os.environ
    assert os.environ["TEXTUAL_ANIMATIONS"] == "none"
