"""The room view: a second terminal for the projector. It reads one small file and knows nothing of the book."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.strip import Strip

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import N_, _, language, speak
from review_tui.model.room import RoomState, from_json
from review_tui.tui.keys import LANGUAGE, LEAVE
from review_tui.tui.quiet_end import QuietEnd
from review_tui.tui.themes import THEMES
from review_tui.tui.views.room import room_rows
from review_tui.tui.widgets.bars import HeadLine, KeyBar, StatusLine
from review_tui.tui.widgets.lines import Line

READ_EVERY = 0.5
"""Seconds between two looks at the file."""


class RoomPane(StatusLine):
    """All rows of the view; drawn anew when a word or second changes."""

    DEFAULT_CSS = """
    RoomPane { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.state: RoomState | None = None
        self.quiet = 0
        self.why = ""

    def show(self, state: RoomState | None, quiet: int, why: str) -> None:
        """What was told last and how many seconds ago; `why` stands there while nothing was told."""
        if (state, quiet, why) != (self.state, self.quiet, self.why):
            self.state, self.quiet, self.why = state, quiet, why
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        rows: list[Line] = [() for _row in range(height // 2)]
        rows = (
            [*rows, ((" " + self.why, ""),)] if self.state is None else room_rows(self.state, self.quiet, width, height)
        )
        strip = Strip(self._segments(rows[y] if y < len(rows) else ()))
        return strip.crop(0, width).adjust_cell_length(width, self.rich_style)


class RoomApp(QuietEnd):
    """The program of the second terminal. `read` gives the last news, None where there are none just now."""

    CSS_PATH = "../app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(LANGUAGE, "language", N_("In English"), tooltip=N_("Đổi Việt, Anh.")),
        Binding(LEAVE, "quit", N_("Thoát"), tooltip=N_("Đóng màn hình phòng họp; buổi họp không bị gì.")),
    ]

    def __init__(self, read: Callable[[], str | None], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.animation_level = "none"
        self._read, self._clock = read, clock
        self._state: RoomState | None = None
        self._told = ""
        self._heard: datetime | None = None
        for known in THEMES:
            self.register_theme(known)
        self.theme = "contrast"

    def compose(self) -> ComposeResult:
        """The head line, the rows, the two keys."""
        yield HeadLine()
        yield RoomPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look now and from now on."""
        self.look()
        self.set_interval(READ_EVERY, self.look)

    def look(self) -> None:
        """Take in what was told; nothing new leaves the last news standing, and says for how long.

        Told by this clock alone: that of a practice book stands on another day.
        """
        now, why = self._clock(), _("Chờ tin từ máy của thư ký…")
        try:
            told = self._read()
            if told is not None and told != self._told:
                self._state, self._told, self._heard = from_json(told), told, now
        except ReviewError as wrong:
            self._state, self._told, why = None, "", str(wrong)
        state, quiet = self._state, max(int((now - self._heard).total_seconds()), 0) if self._heard else 0
        self.query_one(RoomPane).show(state, quiet, why)
        name = state.cell if state else "review-tui"
        practice = bool(state and state.practice)
        self.query_one(HeadLine).name_book(name, _("Phòng họp"), practice=practice, writable=True)

    def action_language(self) -> None:
        """Vietnamese or English."""
        speak("vi" if language() == "en" else "en", shipped("locale"))
        self.query_one(RoomPane).refresh()
        self.query_one(KeyBar).follow()
        self.look()
