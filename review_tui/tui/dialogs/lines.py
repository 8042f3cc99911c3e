"""Many lines to read before a yes or no."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped


class Lines(Dialog[bool]):
    """Shows lines that scroll; digit 1 says yes, which is named in the last row, Esc says no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "yes", N_("Đồng ý"), tooltip=N_("Làm việc ghi ở dòng cuối.")),
    ]

    def __init__(self, title: str, lines: Sequence[str], *, yes: str) -> None:
        super().__init__(title)
        self._lines, self._yes = tuple(lines), yes

    def body(self) -> ComposeResult:
        """The lines, and what the yes would do."""
        yield ListPane[int](key=str, render=self._draw, tall=True)

    def _draw(self, place: int, width: int) -> list[Line]:
        if place == len(self._lines):
            return [(("", ""),), (("1 ", "strong"), (self._yes, "strong"))]
        first, *rest = wrapped(self._lines[place], width, width - 2)
        return [plain(first), *(plain("  " + line) for line in rest)]

    def fill(self) -> None:
        """Fill once."""
        pane = self.query_one(ListPane)
        pane.fill(range(len(self._lines) + 1))
        pane.focus()

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)
