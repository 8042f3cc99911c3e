"""The run sheet over the meeting: look at every step and floor, enter one, queue an absent member."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.keys import SHOW
from review_tui.tui.views.run_sheet import SheetRow, draw_sheet_row
from review_tui.tui.widgets.listing import ListPane

LOOK = "look:"
"""Prefix of the answer when a floor is looked at without entering it."""

QUEUE = "queue:"
"""Prefix of the answer when a member is put into the absent queue, or taken out of it."""


class RunSheet(Dialog[str]):
    """All steps; looking is not entering. Answers "step:...", "floor:...", "look:..." or "queue:<member id>"."""

    DEFAULT_CSS = """
    RunSheet ListPane { max-height: 18; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Vào"), tooltip=N_("Vào bước hoặc phần có con trỏ.")),
        Binding("space", "queue", N_("Bổ sung"), tooltip=N_("Chuyển người vắng sang kiểm điểm bổ sung, hoặc bỏ ra.")),
        Binding("right", "look", N_("Xem"), tooltip=N_("Xem phần có con trỏ mà không vào; không đổi gì.")),
        Binding(SHOW, "back", show=False),
    ]

    def __init__(self, title: str, rows: Callable[[], tuple[SheetRow, ...]], *, cursor: str) -> None:
        super().__init__(title)
        self._rows, self._at = rows, cursor
        self._typing = False

    def body(self) -> ComposeResult:
        """The steps and floors."""
        yield ListPane[SheetRow](key=lambda row: row.key, render=draw_sheet_row, empty=lambda: _("Chưa có gì."))

    def fill(self) -> None:
        """Show the rows; the cursor stands on what comes next."""
        pane = self.query_one(ListPane)
        pane.fill(self._rows(), cursor=pane.key_here or self._at)
        pane.focus()

    def on_key(self, event: events.Key) -> None:
        """A blank behind letters belongs to a sentence that somebody types blindly: it queues nobody."""
        if event.key != "space":
            self._typing = event.is_printable

    def action_take(self) -> None:
        """Enter the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    def action_queue(self) -> None:
        """Queue the member of the cursor."""
        if self._typing:
            return
        key = self.query_one(ListPane).key_here or ""
        if key.startswith("floor:") and key != "floor:cb":
            self.dismiss(QUEUE + key.removeprefix("floor:"))

    def action_look(self) -> None:
        """Look at the floor of the cursor, at the roll call or at the levels."""
        key = self.query_one(ListPane).key_here or ""
        if key.startswith("floor:") or key in ("step:opening", "step:levels"):
            self.dismiss(LOOK + key.removeprefix("floor:"))

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.dismiss(event.key)
