"""One finished paper: read it as it will be printed, save it, print it."""

from textual.app import ComposeResult

from review_tui.language.translate import _
from review_tui.papers.kinds import KINDS
from review_tui.papers.structure import Paper
from review_tui.papers.text import text_of
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.papers import PapersScreen
from review_tui.tui.shelf import Shelf
from review_tui.tui.widgets.reading import ReadingPane


class OnePaperScreen(PapersScreen):
    """A paper that was just made; it is kept nowhere, so that leaving this screen forgets it."""

    def __init__(self, book: OpenBook, session: str, clock: Clock, shelf: Shelf | None, paper: Paper) -> None:
        super().__init__(book, session, clock, shelf)
        self._paper = paper

    def body(self) -> ComposeResult:
        """The text."""
        yield ReadingPane()

    def place(self) -> str:
        """What it is."""
        return _(KINDS[self.kind].name)

    def fill(self) -> None:
        """Show it as text."""
        pane = self.query_one(ReadingPane)
        pane.read(text_of(self._paper, width=max(self.app.size.width - 4, 40)))
        pane.focus()

    @property
    def kind(self) -> str:
        """Its kind."""
        return self._paper.kind

    async def made(self) -> Paper | None:
        """The paper itself."""
        return self._paper

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It is being read already."""
        return False if action == "preview" else super().check_action(action, parameters)
