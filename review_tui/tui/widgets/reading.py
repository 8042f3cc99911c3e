"""A long text to read: line API, wrapped once for each width."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from review_tui.tui.widgets.listing import wrapped


class ReadingPane(ScrollView, can_focus=True):
    """Plain text, scrolled by arrows and pages. Lines that fit keep their blanks (tables of the text form)."""

    DEFAULT_CSS = """
    ReadingPane { height: 1fr; background: $background; color: $foreground; padding: 0 1; overflow-x: hidden; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self._lines: list[str] = []

    def read(self, text: str) -> None:
        """Show another text, from where the reader is if it is about as long."""
        self._text = text
        self._wrap()

    def _on_resize(self, event: events.Resize) -> None:
        self._wrap()

    def watch_show_vertical_scrollbar(self) -> None:
        """The scrollbar takes a column away, and no resize tells."""
        self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width:
            self._lines = [part for line in self._text.split("\n") for part in _parts(line.expandtabs(4), width)]
            self.virtual_size = Size(width, len(self._lines))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the text."""
        place = y + int(self.scroll_offset.y)
        text = self._lines[place] if place < len(self._lines) else ""
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)


def _parts(line: str, width: int) -> list[str]:
    if cell_len(line) <= width:
        return [line]
    indent = " " * min(len(line) - len(line.lstrip()), width // 2)
    return [indent + part for part in wrapped(line.strip(), width - len(indent))]
