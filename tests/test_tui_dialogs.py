"""The questions and the login: what they take, what they refuse, what they forget."""

from pathlib import Path
from types import SimpleNamespace

from memory_book import MemoryBook, a_book, a_clock
from screens import photograph, settled
from textual.app import App

from review_tui.language.errors import ReviewError
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.ask import Ask, Choose, Confirm
from review_tui.tui.dialogs.working import Watch
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.security import SecurityScreen
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.widgets.typing import ViInput

HOSTILE = "An [/b] [@click=app.quit]x[/]"


async def test_ask_cleans_the_line_and_says_why_not() -> None:
    """The sentence stands under the input, the text stays to be put right."""

    def refuse(text: str) -> str | None:
        if "Đ" not in text:
            raise ReviewError(f"“{text}” không phải là tên.")
        return None

    app, answers = App[None](), list[str | None]()
    async with app.run_test() as pilot:
        app.push_screen(Ask(HOSTILE, text="  Hùng ", refuse=refuse), answers.append)
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "! “Hùng” không phải là tên." in photograph(app)
        assert HOSTILE in photograph(app)
        await pilot.press("space", "Đ", "enter")
        await settled(pilot)
        assert answers == ["Hùng Đ"]
        app.push_screen(Ask("Tên?"), answers.append)
        await settled(pilot)
        await pilot.press("x", "escape")
        await settled(pilot)
        assert answers[-1] is None


async def test_choose_by_digit_or_by_arrows() -> None:
    """A digit acts at once; one that names nothing does nothing."""
    app, answers = App[None](), list[int | None]()
    async with app.run_test() as pilot:
        for keys, right in (("2",), 1), (("9", "down", "down", "enter"), 2), (("escape",), None):
            app.push_screen(Choose("Kiểu trả lời?", ("tiếp thu", HOSTILE, "giải trình")), answers.append)
            await settled(pilot)
            await pilot.press(*keys)
            await settled(pilot)
            assert answers[-1] == right
    assert len(answers) == 3


async def test_enter_on_a_careful_question_changes_nothing() -> None:
    """Locking the minutes needs a digit or an arrow: Enter pressed twice by habit says no."""
    app, answers = App[None](), list[bool | None]()
    async with app.run_test() as pilot:
        for keys, careful, right in (("enter",), True, False), (("enter",), False, True), (("1",), True, True):
            app.push_screen(Confirm("Khóa biên bản?", yes="Khóa biên bản", careful=careful), answers.append)
            await settled(pilot)
            await pilot.press(*keys)
            await settled(pilot)
            assert answers[-1] is right


class Vault:
    """Opens a book in memory by passphrase or paper key, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, str | None]] = []
        self.book: MemoryBook = a_book(practice=False)

    def __call__(self, *, passphrase: str | None = None, paper_key: str | None = None) -> MemoryBook:
        self.asked.append((passphrase, paper_key))
        if "hoa sua" not in (passphrase, paper_key):
            raise ReviewError("Mật khẩu không đúng.")
        return self.book


def locked(vault: Vault, found: tuple[str, ...] = ()) -> ReviewApp:
    """The program before its login; the check finds these sentences."""

    def check(path: Path, passphrase: str | None, watch: Watch) -> tuple[str, ...]:
        if passphrase != "hoa sua":
            raise ReviewError("Mật khẩu không đúng.")
        return found

    return ReviewApp(
        open_book=vault,
        meeting=lambda book, session: TextScreen(book, str, str),
        clock=a_clock,
        shelf=SimpleNamespace(check=check),  # type: ignore[arg-type]
        name="chi-bo-3",
    )


async def type_in(app: ReviewApp, pilot: object, text: str) -> None:
    """Type a secret and press Enter, then wait for the answer."""
    await pilot.press(*["space" if letter == " " else letter for letter in text], "enter")  # type: ignore[attr-defined]
    await app.workers.wait_for_complete()
    await settled(pilot)  # type: ignore[arg-type]


async def test_a_wrong_passphrase_costs_one_sentence() -> None:
    """The login stays, the field is empty again, and the right one opens Home."""
    vault = Vault()
    app = locked(vault)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        assert vault.asked == []
        await type_in(app, pilot, "sai")
        assert "! Mật khẩu không đúng." in photograph(app)
        assert app.screen.query_one(ViInput).value == ""
        await type_in(app, pilot, "hoa sua")
        assert isinstance(app.screen, HomeScreen)
        assert vault.asked == [("sai", None), ("hoa sua", None)]


async def test_the_letters_are_hidden_until_asked_for() -> None:
    """One key shows them; the paper key is shown from the start, because it is copied letter by letter."""
    vault = Vault()
    app = locked(vault)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("h", "o", "a")
        await settled(pilot)
        assert "hoa" not in photograph(app).casefold().replace("chữ hoa", "")
        await pilot.press("f5")
        await settled(pilot)
        assert "▌ hoa" in photograph(app)
        await pilot.press("f4")
        await settled(pilot)
        assert "Khóa giấy (in ra khi lập sổ)" in photograph(app)
        assert app.screen.query_one(ViInput).value == ""
        await pilot.press(*"hoa", "space", *"sua", "enter")
        while not any(isinstance(screen, SecurityScreen) for screen in app.screen_stack):
            await pilot.pause()  # the key is tried beside the screen
        await settled(pilot)
        assert vault.asked == [(None, "hoa sua")]


async def test_the_secret_is_gone_from_the_screen_after_the_login() -> None:
    """No widget keeps it once the book is open."""
    app = locked(Vault())
    async with app.run_test() as pilot:
        await settled(pilot)
        login = app.screen
        assert isinstance(login, LoginScreen)
        field = login.query_one(ViInput)
        await type_in(app, pilot, "hoa sua")
        assert field.value == ""
        assert "hoa sua" not in repr(vars(login))


async def test_the_check_of_a_locked_book_asks_again_and_shows_what_it_found() -> None:
    """Every damaged copy is a line; a wrong passphrase is a sentence and not a crash."""
    app = locked(Vault(), found=("Bản b của sổ hỏng.", HOSTILE))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await type_in(app, pilot, "hoa sua")
        for secret, shown in ("sai", "Mật khẩu không đúng."), ("hoa sua", "! " + HOSTILE):
            await pilot.press("3")
            await settled(pilot)
            assert isinstance(app.screen, Ask)
            await type_in(app, pilot, secret)
            await settled(pilot)
            assert isinstance(app.screen, TextScreen) is (secret == "hoa sua")
            assert shown in photograph(app)
