"""One text in full over the list, to the letter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.reading import ReadingPane


class FullText(Dialog[bool]):
    """Show a text that the list cuts; arrows and pages scroll. Enter brings its line back for editing, Esc closes."""

    DEFAULT_CSS = """
    FullText ReadingPane { height: auto; max-height: 14; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("Sửa dòng"), tooltip=N_("Đưa dòng này về ô nhập để sửa.")),
    ]

    def __init__(self, title: str, text: str, *, editable: bool = True) -> None:
        super().__init__(title)
        self._text, self._editable = text, editable

    def body(self) -> ComposeResult:
        """The text."""
        yield ReadingPane(self._text)

    def on_mount(self) -> None:
        """The keys scroll the text."""
        self.query_one(ReadingPane).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A text that comes from no line cannot be edited here."""
        return self._editable if action == "edit" else super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Answer: edit it."""
        self.dismiss(True)
