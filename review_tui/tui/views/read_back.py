"""The minutes read back section by section: everything that can be corrected or disagreed with."""

from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.minutes import pieces, text_of
from review_tui.model.session import Session
from review_tui.tui.views.floor import FloorRow, draw_floor_row, floor_rows
from review_tui.tui.widgets.listing import Line, plain, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A heading, or one text of the minutes; `item` is its id, empty for headings."""

    key: str
    item: str
    floor: str
    title: str
    row: FloorRow | None = None
    dissents: tuple[str, ...] = ()
    corrected: int = 0


def read_rows(session: Session) -> tuple[ReadRow, ...]:
    """All floors in the order of review, each with a heading and its texts in full."""
    rows: list[ReadRow] = []
    keys = [*session.floor_keys(), *(floor.key for floor in session.floors if floor.key not in session.floor_keys())]
    for key in keys:
        said = floor_rows(session, key)
        if said:
            rows.append(ReadRow(key=f"head:{key}", item="", floor=key, title=session.floor_name(key)))
            rows += [_row(session, key, row) for row in said]
    return tuple(rows)


def _row(session: Session, floor: str, row: FloorRow) -> ReadRow:
    try:
        text_of(session, row.key)
        item = row.key
    except KeyError:
        item = ""
    dissents = tuple(
        _("ý kiến khác của {who}: {text}").format(who=session.name_of(one.by), text=one.text)
        for one in session.dissents
        if one.about == row.key
    )
    return ReadRow(
        key=f"{floor}:{row.key}",
        item=item,
        floor=floor,
        title="",
        row=row,
        dissents=dissents,
        corrected=_corrections(session, row.key),
    )


def _corrections(session: Session, item: str) -> int:
    return next((len(piece.corrections) for piece in pieces(session) if piece.id == item), 0)


def draw_read_row(row: ReadRow, width: int) -> tuple[Line, ...]:
    """A heading, or the whole text with its corrections and dissents."""
    if row.row is None:
        return (plain(row.title, "strong"),)
    lines = list(draw_floor_row(row.row, width, whole=True))
    if row.corrected:
        lines.append(plain("    " + _("đã sửa {count} lần theo đề nghị").format(count=row.corrected), "quiet"))
    for dissent in row.dissents:
        lines += [plain("    " + line, "warning") for line in wrapped(dissent, width - 4)]
    return tuple(lines)
