"""The minutes read back section by section: everything that can be corrected or disagreed with."""

from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.minutes import pieces, text_of
from review_tui.model.points import Commitment, Point, Source
from review_tui.model.session import Session
from review_tui.tui.views.floor import VERDICT, FloorRow, draw_floor_row, floor_rows
from review_tui.tui.widgets.listing import Line, plain, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A heading, or one text of the minutes; `item` is its id, empty for headings."""

    key: str
    item: str
    floor: str
    title: str
    row: FloorRow | None = None
    dissents: str = ""
    corrected: int = 0

    @property
    def about(self) -> str:
        """What another opinion entered here is about: of a verdict its point; empty for the whole review."""
        key = self.row.key if self.row else ""
        return self.item or (key.removeprefix(VERDICT) if key.startswith(VERDICT) else "")


def read_rows(session: Session) -> tuple[ReadRow, ...]:
    """All floors in the order of review, each with a heading and its texts in full."""
    rows: list[ReadRow] = []
    keys = [*session.floor_keys(), *(floor.key for floor in session.floors if floor.key not in session.floor_keys())]
    for key in keys:
        said = floor_rows(session, key)
        if said:
            title, other = session.floor_name(key), _dissents(session, key, "")
            rows.append(ReadRow(key=f"head:{key}", item="", floor=key, title=title, dissents=other))
            rows += [_row(session, key, row) for row in said]
    return tuple(rows)


def _row(session: Session, floor: str, row: FloorRow) -> ReadRow:
    try:
        text_of(session, row.key)
        item = row.key
    except KeyError:
        item = ""
    return ReadRow(
        key=f"{floor}:{row.key}",
        item=item,
        floor=floor,
        title="",
        row=row,
        dissents=_dissents(session, floor, row.key),
        corrected=_corrections(session, row.key),
    )


def _dissents(session: Session, floor: str, about: str) -> str:
    """ "1 ý kiến khác: đ/c Huỳnh Quang Đồng: Chỉ vắng 3 kỳ"; empty where everybody agreed."""
    made = [one for one in session.dissents if one.about == about and (about or one.floor == floor)]
    if not made:
        return ""
    told = (_("đ/c {who}: {text}").format(who=session.name_of(one.by), text=one.text) for one in made)
    return _("{count} ý kiến khác: {told}").format(count=len(made), told="; ".join(told))


def speaker_of(session: Session, item: str) -> str:
    """Id of the member (or guest) whose words these are, who mostly corrects them; empty where nobody is named."""
    for piece in pieces(session):
        if piece.id == item:
            if isinstance(piece, Point):
                return piece.floor if piece.source is Source.SELF else piece.critic
            return piece.owner if isinstance(piece, Commitment) else piece.by
    return ""


def _corrections(session: Session, item: str) -> int:
    return next((len(piece.corrections) for piece in pieces(session) if piece.id == item), 0)


def draw_read_row(row: ReadRow, width: int) -> tuple[Line, ...]:
    """A heading, or the whole text with its corrections and dissents."""
    if row.row is None:
        return (plain(row.title, "strong"), *_drawn_dissents(row, width))
    lines = list(draw_floor_row(row.row, width, whole=True))
    if row.corrected:
        lines.append(plain("    " + _("đã sửa {count} lần theo đề nghị").format(count=row.corrected), "quiet"))
    return (*lines, *_drawn_dissents(row, width))


def _drawn_dissents(row: ReadRow, width: int) -> list[Line]:
    return [plain("    " + line, "warning") for line in wrapped(row.dissents, width - 4)] if row.dissents else []
