"""A row of words that takes more rows when they do not fit: the preview, a question, what was just done."""

import re

from rich.cells import cell_len, chop_cells
from textual import events
from textual.strip import Strip

from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.lines import Line, Span

MOST_ROWS = 4
"""Rows of one sentence; the list above keeps the rest of the screen."""

_PIECE = re.compile(r"\S+|\s+")


def broken(line: Line, width: int) -> list[Line]:
    """The line broken at blanks into rows of at most so many cells; later rows begin with one blank."""
    rows: list[list[Span]] = [[]]
    used = 0
    for text, role in line:
        for piece in _PIECE.findall(text.replace("\n", " ")):
            if used + cell_len(piece) > width and not piece.isspace() and used > 1:
                rows.append([(" ", "")])
                used = 1
            first, *more = chop_cells(piece, max(width - used, 1)) if not piece.isspace() else [piece]
            rows[-1].append((first, role))
            used += cell_len(first)
            for part in more:
                rows.append([(part, role)])
                used = cell_len(part)
    return [tuple(row) for row in rows]


class ToldLine(StatusLine):
    """A sentence in sight over one row, or over up to four when it is long; nothing of it is cut before that."""

    DEFAULT_CSS = """
    ToldLine { height: 1; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None, steady: bool = False) -> None:
        """`steady` keeps rows once taken: words that follow a cursor must not lay the screen out at every row."""
        super().__init__(id=id, classes=classes)
        self._steady, self._taken_at = steady, 0

    def tell(self, left: Line, right: Line = ()) -> None:
        """Show these words (there is no right side here)."""
        if left != self.left:
            self.left = left
            self._fit_rows()
            self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Another width breaks the words elsewhere."""
        self._fit_rows()

    def _fit_rows(self) -> None:
        width = self.size.width
        rows = min(max(len(broken(self.left, width)), 1), MOST_ROWS) if width else 1
        if self._steady and self._taken_at == width and self.styles.height is not None:
            rows = max(rows, int(self.styles.height.value))
        self._taken_at = width
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def render_line(self, y: int) -> Strip:
        """One row of the words."""
        width = self.size.width
        rows = broken(self.left, width)
        row = rows[y] if y < len(rows) else ()
        strip = Strip(self._segments(row))
        if y == MOST_ROWS - 1 and len(rows) > MOST_ROWS:
            strip = Strip.join([strip.crop(0, width - 2), Strip([self._segment(" …", "")])])
        return strip.adjust_cell_length(width, self.rich_style)
