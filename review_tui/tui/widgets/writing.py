"""A long text being written: as large as the screen allows, kept on disk within a second of its first letter."""

from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from review_tui.tui.widgets.entry import SAVE_AFTER
from review_tui.tui.widgets.typing import ViText


class LongText(ViText):
    """Where a section is written. Tab leaves it, Enter breaks the line."""

    DEFAULT_CSS = """
    LongText { height: 1fr; }
    """

    class Edited(Message):
        """The text changed (for the count of words)."""

    class Drafted(Message):
        """The text is due to be kept on disk."""

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(text, id=id)
        self._saving: Timer | None = None

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen, and start the clock of the draft (further letters do not start it again)."""
        event.stop()
        self.post_message(self.Edited())
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER, self.keep)

    def keep(self) -> None:
        """Ask for the draft now: after `SAVE_AFTER` seconds, and whenever the screen is about to go."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
            self.post_message(self.Drafted())

    def on_unmount(self) -> None:
        """Nothing is to be kept any more: the screen has done it."""
        if self._saving is not None:
            self._saving.stop()
