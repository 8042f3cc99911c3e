"""A hostile roll and evening on every screen: real keys and clicks, no crash, no action, no control byte.

The screens are found in the program itself, and built from the names of their parameters: a new one is tried at once,
and one that cannot be built fails here until this test is taught how.
"""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import LINES, LONG, RAW, SOLID, bad_signs, hostile_cell, hostile_session
from meeting_room import NOW
from office import a_shelf
from screens import photograph, settled
from textual.screen import Screen

import review_tui.tui as tui_room
from review_tui.model.redaction_book import texts_in
from review_tui.regulation.load import pack
from review_tui.regulation.time_budget import time_plan
from review_tui.store import Book
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.working import Watch
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.run_sheet import sheet_rows
from review_tui.tui.widgets.form import Field

BASES = {
    "Cover", "Dialog", "HalfTyped", "Founding", "MeetingActs", "MeetingCall", "MeetingEntry", "MeetingLine",
    "MeetingSorting", "Mine", "More", "MyPage", "Page", "_Handing", "MonthCheckList",
}  # fmt: skip
"""Built upon, never shown by themselves."""

OF_OTHERS = {
    "BallotOpening", "CountingDesk", "ImportPreview", "LevelFileScreen", "OnePaperScreen", "OneSubmittedScreen",
    "PersonScreen", "PollScreen", "SectionScreen", "SelfReviewScreen", "CodeLogin", "Several", "LiveForm", "Working",
}  # fmt: skip
"""Need a ballot, a desk or a paper that only their own steps make; their own tests feed them texts."""


def classes() -> list[type[Screen[object]]]:
    """Every screen and dialog of the program."""
    found: list[type[Screen[object]]] = []
    for module in sorted(one.name for one in pkgutil.walk_packages(tui_room.__path__, "review_tui.tui.")):
        here = importlib.import_module(module)
        found += [
            made
            for _name, made in inspect.getmembers(here, inspect.isclass)
            if made.__module__ == module and issubclass(made, Screen)
        ]
    return [made for made in found if made.__name__ not in BASES | OF_OTHERS]


def values(book: Book, mine: Book, folder: Path) -> dict[str, object]:
    """What a parameter of a screen gets, by its name."""
    session = book.session("2026")
    return {
        "book": book, "mine": mine, "session": "2026", "session_id": "2026", "clock": lambda: NOW,
        "shelf": a_shelf(folder), "title": LINES[2], "text": LONG, "example": LINES[1], "options": (*LINES, SOLID),
        "members": session.roll, "lines": (*LINES, LONG), "yes": LINES[0], "member": "m5", "floor": "m5",
        "start": folder, "key": LINES[4], "code": LINES[4], "watch": Watch(), "meeting": lambda _id: None,
        "book_name": LINES[2], "open_book": lambda **_secret: book, "prove": None, "changed": lambda text: None,
        "fields": [Field(name="a", label="Họ tên", text=LINES[2]), Field(name="b", label="b", text=LONG, several=True)],
        "cursor": "",
    }  # fmt: skip


def build(kind: type[Screen[object]], known: dict[str, object]) -> Screen[object]:
    """One of them, full of hostile words."""
    own = dict(known)
    name = kind.__name__
    if kind.__module__.rsplit(".", 1)[-1].startswith("my_"):
        own["book"] = known["mine"]
    if name == "TextScreen" or name == "MyText":
        own |= {"title": lambda: LINES[2], "text": lambda: "\n".join((*LINES, LONG, SOLID))}
    if name == "RunSheet":
        book = known["book"]
        assert isinstance(book, Book)
        own |= {
            "rows": lambda: sheet_rows(book.session("2026"), time_plan(book.session("2026"), pack("366-2025").time)),
            "cursor": "floor:m5",
        }
    if name == "TopicMatrix":
        book = known["book"]
        assert isinstance(book, Book)
        own["session"] = book.session("2026")
    if name == "Choose":
        own["cursor"] = 0
    if name == "Help":
        own["rows"] = ()
    if name == "RoomCode":
        own["book"] = Path(LINES[2])
    wanted = inspect.signature(kind.__init__).parameters
    taken = {
        one.name: own[one.name]
        for one in wanted.values()
        if one.name != "self" and (one.default is inspect.Parameter.empty) and one.name in own
    }
    missing = [
        one.name
        for one in wanted.values()
        if one.name != "self"
        and one.default is inspect.Parameter.empty
        and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
        and one.name not in own
    ]
    assert not missing, f"teach this test how to build {name}: it needs {missing}"
    return kind(**taken)


def hostile_book(path: Path) -> Book:
    """On the disk, through the store."""
    session = hostile_session()
    book = Book.create_practice(path, cell=hostile_cell(session), clock=lambda: NOW)
    book.add_session(session, pack("366-2025"), name=LINES[2])
    return book


KEYS = ("down", "right", "space", "end", "f2", "escape")


async def walk(app: ReviewApp, pilot: object, made: list[Callable[[], Screen[object]]], *, clicks: bool) -> list[str]:
    """Show each screen, press keys, click; the names of those with bad signs in their picture."""
    wrong: list[str] = []
    for make in made:
        depth = len(app.screen_stack)
        app.push_screen(make())
        await pilot.pause()  # type: ignore[attr-defined]
        name = type(app.screen).__name__
        wrong += [f"{name}: {sign}" for sign in bad_signs(photograph(app))[:1]]
        for key in KEYS if clicks else ():
            await pilot.press(key)  # type: ignore[attr-defined]
        if clicks:
            for row in range(1, 22, 4):
                await pilot.click(offset=(8, row))  # type: ignore[attr-defined]
        wrong += [f"{name}: {sign}" for sign in bad_signs(photograph(app))[:1]]
        assert app.return_value is None
        assert app._exception is None
        assert not app._exit, f"{name} ended the program"
        while len(app.screen_stack) > depth:
            app.pop_screen()
    return wrong


async def _walked(tmp_path: Path, *, clicks: bool) -> list[str]:
    book = hostile_book(tmp_path / "sổ")
    book.mirror()
    mine = Book.open(tmp_path / "sổ", member="m5", key=book.member_key("m5"), clock=lambda: NOW)
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda held, session: TextScreen(held, lambda: LINES[2], lambda: LINES[0]),
        clock=lambda: NOW,
        shelf=a_shelf(tmp_path),
        locked=False,
    )
    known = values(book, mine, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        makers = [(lambda kind=kind: build(kind, known)) for kind in classes()]  # type: ignore[misc]
        wrong = await walk(app, pilot, makers, clicks=clicks)
    mine.close()
    book.close()
    return wrong


async def test_every_screen_shows_hostile_words_and_does_nothing(tmp_path: Path) -> None:
    """Each screen and dialog of the program once; nothing crashes, ends or is drawn raw."""
    assert await _walked(tmp_path, clicks=False) == []


@pytest.mark.soak
async def test_every_screen_under_keys_and_clicks(tmp_path: Path) -> None:
    """The same with more keys, and clicks all over: no link in a text is alive."""
    assert await _walked(tmp_path, clicks=True) == []


def test_raw_texts_that_a_changed_program_wrote_come_back_clean_enough(tmp_path: Path) -> None:
    """What was let in through the doors comes back from the disk as it was let in."""
    book = hostile_book(tmp_path / "sổ")
    book.close()
    with Book.open(tmp_path / "sổ", write=False) as again:
        assert [sign for _place, text in texts_in(again.session("2026")) for sign in bad_signs(text)] == []


@pytest.mark.system
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_is_sent_no_byte_of_a_users_text(tmp_path: Path) -> None:
    """The real program over the hostile book: no clipboard, title or bidi byte, and the words stand to the letter."""
    from pty_terminal import Terminal

    hostile_book(tmp_path / "so").close()
    environment = {"REVIEW_TUI_LANG": "vi", "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "review_tui", "open", str(tmp_path / "so")]
    with Terminal(command, environment={**os.environ, **environment}) as terminal:
        terminal.wait_for("[bold red]")
        for key in ("\r", "\x1b[B", "\x1b[B", "\x1b[C", "\x1b", "\x1bOR"):
            seen = len(terminal.drawn)
            terminal.send(key)
            terminal.wait(lambda seen=seen: len(terminal.drawn) > seen)  # type: ignore[misc]
        terminal.send("\x0c")
        terminal.wait_for("che. Enter")
        terminal.send("\x11")
        assert terminal.wait_end() == 0
        drawn = terminal.drawn.decode("utf-8", "replace")
    assert "]52;" not in drawn.replace("\ufffd]52;", "")
    assert "\x1b]0;" not in drawn
    assert "\x1b]2;" not in drawn
    assert not [
        sign
        for sign in bad_signs(drawn)
        if sign not in ("'\\x1b'", "'\\r'", "'\\x07'", "'\\x0f'", "'\\x0e'", "'\\x08'")
    ]
    assert RAW[4] not in drawn


@pytest.mark.system
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("key", ["\x1b[24~", "\x1b[23~"])
def test_a_real_crash_leaves_a_code_and_nothing_of_the_book(key: str) -> None:
    """Broken in an action or a thread, with a passphrase and a criticism in the variables: last words, no more."""
    from pty_terminal import Terminal

    child = Path(__file__).parent / "children" / "crash_app.py"
    environment = {"TEXTUAL_LOG": "should-not-exist.log", "TEXTUAL_DEBUG": "1"}
    with Terminal([sys.executable, str(child)], environment={**os.environ, **environment}) as terminal:
        terminal.wait_for("Trang chính")
        terminal.forget()
        terminal.send(key)
        assert terminal.wait_end() != 0
        words, drawn = terminal.words, terminal.drawn
    assert "Mã lỗi" in words
    assert "canary" not in words
    assert "Huỳnh" not in words
    assert "Traceback" not in words
    assert b"\x1b[?1049l" in drawn  # the terminal is given back as it was
    assert not Path("should-not-exist.log").exists()
