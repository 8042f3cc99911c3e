"""The summary as a workbook: figures as figures, and no text of the meeting that a spreadsheet takes for a formula."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, cast

from openpyxl.styles.alignment import Alignment
from openpyxl.styles.borders import Border, Side
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.papers.structure import Paper, Paragraph, Table

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_MILLIMETRES = 2.1
"""of one unit of column width"""

# openpyxl has no types; what is used of it is named here once.
_Maker = Callable[..., object]
_ALIGNMENT, _BORDER, _FONT, _SIDE = (cast("_Maker", made) for made in (Alignment, Border, Font, Side))
_LETTER = cast("Callable[[int], str]", get_column_letter)


class _Cell(Protocol):
    """One cell."""

    alignment: object
    border: object
    font: object
    coordinate: str


class _Width(Protocol):
    """The width of a column."""

    width: float


class _Setup(Protocol):
    """How a sheet is printed."""

    orientation: str


class _Sheet(Protocol):
    """One sheet."""

    title: str
    max_row: int
    freeze_panes: str
    print_title_rows: str
    page_setup: _Setup
    column_dimensions: Mapping[str, _Width]

    def append(self, row: Sequence[int | str], /) -> None:
        """Add a row below."""

    def cell(self, row: int, column: int, /) -> _Cell:
        """One cell, counted from 1."""


def workbook_bytes(paper: Paper) -> bytes:
    """The finished .xlsx of a paper that is a table. Raises one sentence for any other paper."""
    table = next((block for block in paper.blocks if isinstance(block, Table)), None)
    if paper.kind != "summary":
        raise ReviewError(_("Chỉ bảng tổng hợp ghi được ra tệp .xlsx."))
    book = Workbook()  # type: ignore[no-untyped-call]
    sheet = cast("_Sheet", book.active)
    sheet.title = "Tổng hợp"
    for line in (*paper.marks, paper.letterhead.issuer, paper.title, *paper.subject.split("\n")):
        sheet.append([safe_text(line)])
        sheet.cell(sheet.max_row, 1).font = _FONT(bold=True)
    if table is not None:
        _fill(sheet, table)
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            sheet.append([safe_text(block.text)])
    book.properties.title = f"{paper.title} {paper.subject}".replace("\n", " ")
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime.fromisoformat(paper.dated)
    made = io.BytesIO()
    book.save(made)  # type: ignore[no-untyped-call]
    return made.getvalue()


def _fill(sheet: _Sheet, table: Table) -> None:
    sheet.append([safe_text(column.label) for column in table.columns])
    first = sheet.max_row
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
    thin = _SIDE(style="thin")
    for line in range(first, sheet.max_row + 1):
        for number, column in enumerate(table.columns, 1):
            cell = sheet.cell(line, number)
            cell.border = _BORDER(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = _ALIGNMENT(
                horizontal="center" if column.centred else "left", vertical="top", wrap_text=True
            )
            cell.font = _FONT(bold=line == first)
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[_LETTER(number)].width = column.width / _MILLIMETRES
    sheet.freeze_panes = sheet.cell(first + 1, 3).coordinate
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"{first}:{first}"


def _value(text: str) -> int | str:
    """A figure as a figure, so that the office can add it up again; everything else as text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else safe_text(text)


def safe_text(text: str) -> str:
    """A text that begins like a formula gets an apostrophe before it, also behind blanks and controls."""
    first = next((letter for letter in text if letter.isprintable() and not letter.isspace()), "")
    return f"'{text}" if first in _FORMULA else text
