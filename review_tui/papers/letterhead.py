"""The head of a paper: bodies, number, place and date (domain.md 4.2)."""

from datetime import date

from review_tui.language.dates import long_date
from review_tui.papers.material import Material
from review_tui.papers.structure import DRAFT, PRACTICE, Letterhead
from review_tui.regulation.page import PageFormat

_BLANK = "……"


def letterhead(
    material: Material, *, day: date | None, symbol: str = "", number: str = "", dated: bool = True
) -> Letterhead:
    """The head of a paper of the cell; an unknown number, place or day is dotted and never guessed.

    Papers without a symbol ("BB/CB") bear no number.
    """
    place = material.session.approval.place if material.session.approval else ""
    year = day.year if day else material.session.year
    when = long_date(day) if day else f"ngày {_BLANK} tháng {_BLANK} năm {year}"
    return Letterhead(
        superior=material.cell.superior.upper(),
        issuer=material.cell_name().upper(),
        number=document_number(number, symbol) if symbol else "",
        place_date=f"{place or material.cell.place or _BLANK * 3}, {when}" if dated else "",
    )


def document_number(number: str, symbol: str) -> str:
    """ "Số 05-BB/CB": no colon, a zero before one digit; dotted where no number was given."""
    number = number.strip()
    if number.casefold().startswith("số"):
        number = number[2:].lstrip(" :")
    if not number:
        return f"Số {_BLANK}-{symbol}"
    return f"Số {number.zfill(2)}-{symbol}" if number.isdecimal() else f"Số {number}"


def symbol_of(page: PageFormat, kind: str) -> str:
    """ "BB/CB" for the minutes of a cell, as the pack has it."""
    symbols = dict(page.symbols)
    return f"{symbols.get(kind, 'BB')}/{symbols.get('cell', 'CB')}"


def marks(*, draft: bool, practice: bool) -> tuple[str, ...]:
    """What stands in the top margin of every page."""
    return ((DRAFT,) if draft else ()) + ((PRACTICE,) if practice else ())
