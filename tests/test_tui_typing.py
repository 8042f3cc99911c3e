"""The inputs: bursts without a pause, marks, pastes, limits; and the entry line's own habits."""

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from screens import settled
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message

from review_tui.tui.widgets import entry as entry_module
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.typing import ViInput, ViText, ViTyping

Input = ViInput | ViText
KEYS = {"\x7f": "backspace", "\n": "enter", "\t": "tab"}


class Inputs(App[None]):
    """One input, and what it posted."""

    widget: Input

    def __init__(self, make: Callable[[], Input]) -> None:
        super().__init__()
        self.make = make
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ListPane[int](key=str, render=lambda row, width: [plain(str(row))])
        self.widget = self.make()
        yield self.widget

    def on_mount(self) -> None:
        self.query_one(ListPane).fill(range(5))
        self.widget.focus()

    def on_entry_line_submitted(self, event: EntryLine.Submitted) -> None:
        self.posted.append(event)

    def on_entry_line_browse(self, event: EntryLine.Browse) -> None:
        self.posted.append(event)

    def on_entry_line_leave(self, event: EntryLine.Leave) -> None:
        self.posted.append(event)

    def on_entry_line_drafted(self, event: EntryLine.Drafted) -> None:
        self.posted.append(event)

    def on_vi_typing_refused(self, event: ViTyping.Refused) -> None:
        self.posted.append(event)

    def texts(self, kind: type[EntryLine.Submitted] | type[EntryLine.Drafted]) -> list[str]:
        return [event.text for event in self.posted if isinstance(event, kind)]


def burst(app: App[None], letters: str) -> None:
    """Post the keys in a row, as the driver does when they come in one read."""
    for letter in letters:
        key = KEYS.get(letter)
        app.post_message(events.Key(key or letter, None if key and letter != "\x7f" else letter))


def value(widget: Input) -> str:
    """The text of either kind."""
    return widget.value if isinstance(widget, ViInput) else widget.text


@pytest.mark.parametrize("make", [ViInput, lambda: ViInput(password=True), ViText, EntryLine])
async def test_a_burst_is_taken_in_its_order(make: Callable[[], Input]) -> None:
    """Backspaces run between the letters and not after them (stock Textual gives "vieê")."""
    app = Inputs(make)
    async with app.run_test() as pilot:
        burst(app, "vie\x7fê\x7fệt")
        await settled(pilot)
        assert value(app.widget) == "việt"


@pytest.mark.parametrize("make", [ViInput, lambda: ViInput(password=True), ViText, EntryLine])
async def test_marks_typed_after_a_letter_join_it(make: Callable[[], Input]) -> None:
    """Windows' own Vietnamese layout sends separate marks: one letter is one character for Backspace and arrows."""
    app = Inputs(make)
    async with app.run_test() as pilot:
        burst(app, unicodedata.normalize("NFD", "Ước được"))
        await settled(pilot)
        assert value(app.widget) == "Ước được"
        burst(app, "\x7f\x7f")
        await settled(pilot)
        assert value(app.widget) == "Ước đư"


@pytest.mark.parametrize("make", [ViInput, lambda: ViInput(password=True), ViText, EntryLine])
async def test_a_paste_is_composed_and_made_safe(make: Callable[[], Input]) -> None:
    """Escape sequences, overrides of direction and separate marks never get in."""
    app = Inputs(make)
    async with app.run_test() as pilot:
        app.post_message(events.Paste(unicodedata.normalize("NFD", "Dũng") + "\x1b]52;c;\u202eabc"))
        await settled(pilot)
        assert value(app.widget) == "Dũng\ufffd]52;c;\ufffdabc"


async def test_a_paste_of_lines_into_one_line_keeps_every_word() -> None:
    """Line ends become blanks; nothing after the first line is lost."""
    for make in (ViInput, EntryLine):
        app = Inputs(make)
        async with app.run_test() as pilot:
            app.post_message(events.Paste("một\nhai\r\nba\n"))
            await settled(pilot)
            assert value(app.widget) == "một hai ba"


async def test_a_mark_at_the_start_of_a_paste_joins_the_letter_before() -> None:
    """A tool that pastes syllables may cut between a letter and its mark."""
    app = Inputs(lambda: ViText("Viê"))
    async with app.run_test() as pilot:
        app.post_message(events.Paste("\u0323t"))
        await settled(pilot)
        assert value(app.widget) == "Việt"


async def test_what_does_not_fit_is_refused_with_a_sentence_and_changes_nothing() -> None:
    """Text is never cut silently."""
    app = Inputs(lambda: ViInput("abc", longest=5))
    async with app.run_test() as pilot:
        app.post_message(events.Paste("defgh"))
        app.post_message(events.Paste("x" * 20_001))
        await settled(pilot)
        assert value(app.widget) == "abc"
        assert [type(event) for event in app.posted] == [ViTyping.Refused, ViTyping.Refused]
        assert "20000" in app.posted[1].sentence  # type: ignore[attr-defined]


async def test_a_secret_never_goes_to_the_clipboard() -> None:
    """Copy and cut do nothing in a field that hides its letters."""
    app = Inputs(lambda: ViInput("bí mật", password=True))
    async with app.run_test() as pilot:
        app.widget.action_select_all()
        await pilot.press("ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        assert value(app.widget) == "bí mật"


async def test_values_set_by_the_program_are_composed_too() -> None:
    """A text loaded from an old file behaves like one typed."""
    nfd = unicodedata.normalize("NFD", "Dũng")
    for kind in (ViInput, ViText):
        app = Inputs(partial(kind, nfd))
        async with app.run_test():
            assert value(app.widget) == "Dũng"


async def test_the_terminals_cursor_stands_behind_the_last_letter() -> None:
    """The window of an input method opens there; stock Input is one column off."""
    app = Inputs(lambda: ViInput("đồng"))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert app.widget.cursor_screen_offset.x == app.widget.content_region.x + 4


async def test_enter_takes_the_line_away_at_once() -> None:
    """Two lines typed ahead in one burst are two entries."""
    app = Inputs(EntryLine)
    async with app.run_test() as pilot:
        burst(app, "7 - một\n8 - hai\n9 -")
        await settled(pilot)
        assert app.texts(EntryLine.Submitted) == ["7 - một", "8 - hai"]
        assert value(app.widget) == "9 -"


async def test_arrows_on_an_empty_line_are_for_the_list() -> None:
    """With a text they move in the text; Enter on nothing opens what the list stands on."""
    app = Inputs(EntryLine)
    async with app.run_test() as pilot:
        await pilot.press("down", "up", "pagedown", "enter", "a", "up", "down", "escape")
        browsed = [event.key for event in app.posted if isinstance(event, EntryLine.Browse)]
        assert browsed == ["down", "up", "pagedown", "enter"]
        assert any(isinstance(event, EntryLine.Leave) for event in app.posted)
        assert value(app.widget) == "a"


async def test_the_line_grows_to_four_rows_and_shows_its_start() -> None:
    """Short entries take one row; longer ones up to four; then it scrolls to the cursor."""
    app = Inputs(EntryLine)
    async with app.run_test(size=(40, 20)) as pilot:
        heights = []
        for words in (1, 5, 5, 5, 5, 5):
            burst(app, "chữ nghĩa " * words)
            await settled(pilot)
            heights.append(app.widget.size.height)
            if app.widget.wrapped_document.height <= 4:
                assert int(app.widget.scroll_offset.y) == 0
        assert heights == [1, 2, 4, 4, 4, 4]
        hidden = app.widget.wrapped_document.height - 4
        assert int(app.widget.scroll_offset.y) == hidden > 0
        burst(app, "\x7f" * 400)
        await settled(pilot)
        assert app.widget.size.height == 1
        app.post_message(events.Paste("chữ nghĩa " * 9))
        await settled(pilot)
        assert (app.widget.size.height, int(app.widget.scroll_offset.y)) == (3, 0)
        await pilot.resize_terminal(24, 20)
        await settled(pilot)
        await pilot.resize_terminal(80, 20)
        await settled(pilot)
        assert (app.widget.size.height, int(app.widget.scroll_offset.y)) == (2, 0)
        app.post_message(events.Paste("chữ nghĩa " * 60))
        await settled(pilot)
        assert app.widget.size.height == 4
        assert int(app.widget.scroll_offset.y) == app.widget.wrapped_document.height - 4 > 0


async def test_a_draft_comes_soon_after_the_first_letter_however_long_one_types(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The clock of a draft starts with the first unsaved letter and is not put off by the next ones (R13)."""
    monkeypatch.setattr(entry_module, "SAVE_AFTER", 0.05)
    app = Inputs(EntryLine)
    async with app.run_test() as pilot:
        typed = 0
        while not app.texts(EntryLine.Drafted):
            burst(app, "a")
            typed += 1
            await pilot.pause(0.01)
            assert typed < 400
        first = app.texts(EntryLine.Drafted)[0]
        assert first == "a" * len(first)
        await pilot.press("b")
        app.widget.keep()
        await settled(pilot)
        assert app.texts(EntryLine.Drafted)[-1].endswith("b")


async def test_a_burst_on_the_list_goes_to_the_entry_line_in_its_order() -> None:
    """Typing returns from the list; a lone Backspace or blank there changes nothing."""
    app = Inputs(EntryLine)
    async with app.run_test() as pilot:
        app.widget.load_text("x")
        pane = app.query_one(ListPane)
        pane.typing_goes_to = app.widget
        pane.focus()
        await pilot.press("backspace", "space")
        assert value(app.widget) == "x"
        app.widget.load_text("")
        burst(app, "7 - vie\x7fê\x7fệt\n8")
        await settled(pilot)
        assert app.texts(EntryLine.Submitted) == ["7 - việt"]
        assert value(app.widget) == "8"
        assert app.focused is app.widget


async def test_letters_on_a_plain_list_do_nothing() -> None:
    """Where no entry line is given, a burst is dropped."""
    app = Inputs(ViInput)
    async with app.run_test() as pilot:
        app.query_one(ListPane).focus()
        burst(app, "vie\x7fê\x7fệt 123")
        await settled(pilot)
        assert value(app.widget) == ""
        assert app.query_one(ListPane).cursor == 0
