"""The entry line of the meeting: one line of the grammar, wrapping over one to four rows."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from review_tui.tui.widgets.typing import ViText, one_line

SAVE_AFTER = 0.8
"""Seconds from the first unsaved letter to its draft: with the write itself, a power cut costs at most one second."""

MOST_ROWS = 4


class EntryLine(ViText):
    """Where the recorder types. It takes its own text away at Enter, so that letters typed ahead are a new line."""

    DEFAULT_CSS = """
    EntryLine { height: 1; scrollbar-size: 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", show=False),
        Binding("escape", "leave", show=False),
    ]

    class Submitted(Message):
        """Enter was pressed on a text, which the line no longer holds."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Edited(Message):
        """The text changed (for the preview)."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Drafted(Message):
        """The text is due to be kept on disk; empty when nothing is left to keep."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Browse(Message):
        """A key pressed on the empty line that is meant for the list: up, down, right, pageup, pagedown, enter."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Leave(Message):
        """Esc: back to the list. The text stays."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id)
        self._saving: Timer | None = None
        self.begins: Callable[[str], str] = str
        """What a first letter stands for; set by the screen. The letter itself where it stands for nothing else."""

    def enter_text(self, text: str) -> None:
        """A first letter may stand for more. Done before the next letter comes, so that none is overtaken."""
        super().enter_text(self.begins(text) if not self.text else text)

    def put_back(self, text: str) -> None:
        """Bring a line back for editing, its cursor at the end."""
        self.load_text(one_line(text))

    def action_submit(self) -> None:
        """Hand the text over and be empty for the next line."""
        text = self.text
        if not text.strip():
            self.post_message(self.Browse("enter"))
            return
        self.load_text("")
        self.post_message(self.Submitted(text))

    def action_leave(self) -> None:
        """Give the keys back to the list."""
        self.post_message(self.Leave())

    def action_cursor_up(self, select: bool = False) -> None:
        """Move in the text, or in the list when there is none."""
        if not self._browsed("up"):
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move in the text, or in the list when there is none."""
        if not self._browsed("down"):
            super().action_cursor_down(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Move in the text; on the empty line open what the list has under its cursor."""
        if not self._browsed("right"):
            super().action_cursor_right(select)

    def action_cursor_page_up(self) -> None:
        """Page in the list; one line of text has no pages."""
        self._browsed("pageup")

    def action_cursor_page_down(self) -> None:
        """Page in the list; one line of text has no pages."""
        self._browsed("pagedown")

    def _browsed(self, key: str) -> bool:
        if self.text:
            return False
        self.post_message(self.Browse(key))
        return True

    def _one_paste(self, text: str) -> str:
        return one_line(text)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Grow or shrink, tell the screen, and start the clock of the draft (not restarted by further letters)."""
        event.stop()
        self._fit_rows()
        self.post_message(self.Edited(self.text))
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.keep)

    def on_resize(self, event: events.Resize) -> None:
        """Another width wraps into another number of rows."""
        self._fit_rows()

    def keep(self) -> None:
        """Post the draft now: after `SAVE_AFTER` seconds, and whenever the screen is about to go."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
            self.post_message(self.Drafted(self.text))

    def _fit_rows(self) -> None:
        rows = min(max(self.wrapped_document.height, 1), MOST_ROWS)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
