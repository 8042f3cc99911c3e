"""Rows of cells as plain values: what pure functions draw and the widgets put on the screen, to the letter."""

from rich.cells import cell_len, chop_cells, set_cell_size

Span = tuple[str, str]
"""A text and its role: "", "strong", "quiet", "good", "warning", "error". A role never stands alone for a meaning."""

Line = tuple[Span, ...]
"""One row of cells. Texts are shown to the letter: nothing here reads markup."""

ROLES = ("strong", "quiet", "good", "warning", "error")


def plain(text: str, role: str = "") -> Line:
    """A line of one span."""
    return ((text, role),)


def fitted(text: str, cells: int) -> str:
    """The text cut or filled with blanks to so many cells; a cut shows "…"."""
    length = cell_len(text)
    if length <= cells:
        return text + " " * (cells - length)
    if cells < 1:
        return ""
    return set_cell_size(text, cells - 1) + "…"


def wrapped(text: str, first: int, rest: int | None = None) -> list[str]:
    """The text broken at blanks into lines of at most `first` cells, later ones of `rest`; at least one line."""
    later = first if rest is None else rest
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for word in paragraph.split():
            room, length = max(later if lines else first, 1), cell_len(word)
            if line and used + 1 + length > room:
                lines.append(line)
                line, used, room = "", 0, max(later, 1)
            if length > room:
                *full, word = chop_cells(word, room)
                lines += full
                length = cell_len(word)
            line, used = (f"{line} {word}", used + 1 + length) if line else (word, length)
        lines.append(line)
    return lines
