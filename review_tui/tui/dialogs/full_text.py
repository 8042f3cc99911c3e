"""One text in full over the list, to the letter."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped


class FullText(Dialog[bool]):
    """Show a text that the list cuts; Enter brings its line back for editing, Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("Sửa dòng"), tooltip=N_("Đưa dòng này về ô nhập để sửa.")),
    ]

    def __init__(self, title: str, paragraphs: tuple[str, ...]) -> None:
        super().__init__(title)
        self._paragraphs = paragraphs

    def body(self) -> ComposeResult:
        """The paragraphs, one a row; arrows and pages scroll."""
        yield ListPane[int](key=str, render=self._draw, tall=True)

    def _draw(self, place: int, width: int) -> list[Line]:
        return [plain(line) for line in wrapped(self._paragraphs[place], width)]

    def fill(self) -> None:
        """Fill once."""
        pane = self.query_one(ListPane)
        pane.fill(range(len(self._paragraphs)))
        pane.focus()

    def action_edit(self) -> None:
        """Answer: edit it."""
        self.dismiss(True)

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        """The list takes Enter before the dialog does."""
        event.stop()
        self.action_edit()
