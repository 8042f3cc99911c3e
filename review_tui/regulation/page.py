"""The format of papers, as a regulation pack gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFormat:
    """The format of papers; lengths in millimetres, sizes in points (domain.md 4.2)."""

    rule: str
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    font: str
    body: float
    leading: float
    indent: float
    spacing: float
    """space between paragraphs, points"""
    head_right: float
    head_left: float
    place_date: float
    number: float
    title: float
    subject: float
    recipients: float
    minutes_date_line: bool
    spelling: str
    """ "uy": ủy as in "Đảng ủy", or "uy_old": uỷ"""
    numbered_from: int = 2
    """first page that carries its number"""
    number_edge: float = 10
    """distance of the page number from the upper edge"""
    symbols: tuple[tuple[str, str], ...] = ()
    """sorted (kind of document, symbol) pairs: ("minutes", "BB"), ("cell", "CB")"""
