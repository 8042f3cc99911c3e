"""Words on a screen: the one place that makes a Static, so that no text of a user is ever read as markup."""

from textual.content import Content
from textual.widgets import Static


class Words(Static):
    """A wrapped text, shown to the letter (Textual's markup would crash on a name such as "An [/b]")."""

    DEFAULT_CSS = """
    Words { height: auto; width: 1fr; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(text), id=id, classes=classes, markup=False)

    def say(self, text: str) -> None:
        """Show another text."""
        self.update(Content(text))
