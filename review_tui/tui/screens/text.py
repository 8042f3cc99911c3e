"""A long text to read over the page below: the text form of a paper, the result of a check."""

from collections.abc import Callable

from textual.app import ComposeResult

from review_tui.tui.door import OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.widgets.reading import ReadingPane


class TextScreen(Page):
    """Shows a text. `text` is called whenever the screen is filled, so that it follows the book and the language."""

    def __init__(self, book: OpenBook, title: Callable[[], str], text: Callable[[], str]) -> None:
        super().__init__(book)
        self._title, self._text = title, text

    def body(self) -> ComposeResult:
        """The text."""
        yield ReadingPane()

    def place(self) -> str:
        """Its title."""
        return self._title()

    def fill(self) -> None:
        """Read it anew."""
        pane = self.query_one(ReadingPane)
        pane.read(self._text())
        pane.focus()
