"""Typing Vietnamese: one mixin for every place where letters go in, and the two inputs built on it.

Typing aids (Unikey, EVKey, OpenKey, ibus) send Backspace and the recomposed letters in one burst. Stock Textual runs
the letters at once and the Backspaces later (Textual #6605), which turns "việt" into "vieê". Here every key of a
widget's own runs in the order in which it came. Drop that half of the mixin when Textual #6631 ships.
"""

import unicodedata
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, TextArea

from review_tui.language.errors import ReviewError
from review_tui.language.text import LONGEST_TEXT, clean, nfc
from review_tui.language.translate import _

if TYPE_CHECKING:
    from textual.widget import Widget

    _Base = Widget
else:
    _Base = object


class ViTyping(_Base):
    """Letters, bursts, marks and pastes, taken in order, cleaned at the door and composed (NFC)."""

    class Refused(Message):
        """A paste or letter was not taken; `sentence` says why."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    longest: int = LONGEST_TEXT
    """Characters that fit."""

    async def _on_key(self, event: events.Key) -> None:
        # Every class of the MRO that has a handler is called in turn: preventing the default keeps the stock ones out.
        if await self._ran_own(event.key):
            event.stop()
            event.prevent_default()
        elif event.character and event.is_printable:
            event.stop()
            event.prevent_default()
            self.enter_text(event.character)

    async def _ran_own(self, key: str) -> bool:
        own = self._bindings.key_to_bindings.get(key)
        if not own or own[0].action.startswith(("scroll_", "page_")):
            return False  # an input is a scroll view too, but arrows that it does not need are for the list beside it
        await self.run_action(own[0].action)
        return True

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.enter_text(self._one_paste(event.text))

    async def take_key(self, event: events.Key) -> bool:
        """Take a key typed while a list beside had the focus; True when it belongs to a text being typed.

        The focus moves here with the first letter. The rest of its burst still arrives at the list, and Backspaces
        and Enter belong to the text as well.
        """
        typing = self.screen.focused is self
        if typing and await self._ran_own(event.key):
            return True
        if not (event.character and event.is_printable) or (event.character.isspace() and not typing):
            return False
        self.screen.set_focus(self)
        self.enter_text(event.character)
        return True

    def take_paste(self, text: str) -> None:
        """Take a text pasted on a list beside."""
        self.screen.set_focus(self)
        self.enter_text(self._one_paste(text))

    def enter_text(self, text: str) -> None:
        """Put a text in at the cursor, in place of what is selected; marks join the letter before them."""
        tail = _last_letter(self._before())
        try:
            joined = clean(tail + text)
        except ReviewError as too_long:
            self.post_message(self.Refused(str(too_long)))
            return
        back = 0
        if joined.startswith(tail):
            joined = joined[len(tail) :]
        else:
            back = len(tail)
        if self._length() + len(joined) - back > self.longest:
            self.post_message(self.Refused(_("Ô này chỉ nhận {most} ký tự.").format(most=self.longest)))
        elif joined or back:
            self._put(joined, back)

    def _one_paste(self, text: str) -> str:
        return text

    def _before(self) -> str:
        """The text of the line before the cursor or selection."""
        raise NotImplementedError

    def _length(self) -> int:
        """How long the text is without what is selected."""
        raise NotImplementedError

    def _put(self, text: str, back: int) -> None:
        """Replace the selection, and `back` characters before it, with the text."""
        raise NotImplementedError


def _last_letter(text: str) -> str:
    """The last letter with the marks that stand on it."""
    for back in range(1, len(text) + 1):
        if not unicodedata.combining(text[-back]):
            return text[-back:]
    return text


class ViInput(ViTyping, Input):  # type: ignore[misc]  # Input's own paste handler is not awaited; ours is
    """One line of text, for names, dates, searches and passphrases."""

    DEFAULT_CSS = """
    ViInput {
        height: 1; padding: 0 1; background: $surface; color: $foreground; border: none; border-left: outer $secondary;
    }
    ViInput:focus { border: none; border-left: outer $accent; background: $panel; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        longest: int = 1_000,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, password=password, id=id, classes=classes, select_on_focus=False
        )
        self.longest = longest
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Whatever is put in by the program is composed as well."""
        return nfc(value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A secret never goes to the clipboard."""
        if self.password and action in ("copy", "cut"):
            return False
        return super().check_action(action, parameters)

    def restricted(self) -> None:
        """Say so instead of ringing the bell."""
        self.post_message(self.Refused(_("Ô này không nhận ký tự đó.")))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor goes; stock Textual is one column too far right at the end of the text."""
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - int(self.scroll_offset.x), y)

    def _one_paste(self, text: str) -> str:
        return " ".join(text.split()) if self.password else one_line(text)

    def _before(self) -> str:
        return self.value[: min(self.selection)]

    def _length(self) -> int:
        return len(self.value) - abs(self.selection.end - self.selection.start)

    def _put(self, text: str, back: int) -> None:
        start, end = sorted(self.selection)
        self.replace(text, start - back, end)


def one_line(text: str) -> str:
    """A paste for a field of one line: inner line ends become blanks, the last one goes."""
    return " ".join(text.splitlines())


class ViText(ViTyping, TextArea):
    """A few lines of text. Keep it small: a TextArea costs by document length times visible rows (speed.md 1a)."""

    DEFAULT_CSS = """
    ViText {
        height: 4; padding: 0 1; background: $surface; color: $foreground; border: none; border-left: outer $secondary;
    }
    ViText:focus { border: none; border-left: outer $accent; background: $panel; }
    """

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        longest: int = LONGEST_TEXT,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(clean(text), placeholder=placeholder, id=id, classes=classes, highlight_cursor_line=False)
        self.longest = longest
        self.cursor_blink = False
        self.match_cursor_bracket = False
        for taken in ("f6", "f7"):  # stock TextArea selects with them; here they are keys of the screen
            self._bindings.key_to_bindings.pop(taken, None)

    def on_mount(self) -> None:
        """A text given at the start is gone on with, not typed before."""
        self.move_cursor(self.document.end)

    def load_text(self, text: str) -> None:
        """Put a text in from the program: cleaned and composed; the cursor stands at its end."""
        super().load_text(clean(text))
        self.move_cursor(self.document.end)

    def _before(self) -> str:
        start = min(self.selection)
        return self.document.get_line(start[0])[: start[1]]

    def _length(self) -> int:
        return len(self.text) - len(self.selected_text)

    def _put(self, text: str, back: int) -> None:
        start, end = sorted(self.selection)
        self._replace_via_keyboard(text, (start[0], start[1] - back), end)
