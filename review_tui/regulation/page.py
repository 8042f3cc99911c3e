"""The format of papers, as a regulation pack gives it."""

from dataclasses import dataclass, replace


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

    def for_slips(self) -> "PageFormat":
        """The same sheet for slips, which no rule of format binds: small type, so that a whole cell stands on one."""
        small = replace(self, top=self.top * 0.7, bottom=self.bottom * 0.6, leading=15, title=13, number_edge=7)
        return replace(small, body=12, subject=12, head_left=11, head_right=12, place_date=11, recipients=11, spacing=3)

    def turned(self) -> "PageFormat":
        """The same format on the long side of the sheet."""
        return replace(self, width=self.height, height=self.width)
