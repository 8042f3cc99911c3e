"""The levels: what everybody proposes for himself, and the count of the ballot."""

from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.points import COLLECTIVE
from review_tui.model.rating import tally_words
from review_tui.model.session import FloorState, Session
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.widgets.listing import Line, fitted, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One subject to be rated."""

    key: str
    name: str
    proposed: str
    counted: str
    closed: bool


def level_rows(session: Session) -> tuple[LevelRow, ...]:
    """The collective and everybody in the order of review; who was not reviewed is not rated."""
    return tuple(_row(session, key) for key in session.floor_keys())


def numbered_name(session: Session, key: str) -> str:
    """ "  5 Hồ Thị Diệu": two members may bear one name, and never one number."""
    if key == COLLECTIVE:
        return session.floor_name(key)
    return f"{session.member(key).no:>3} {session.floor_name(key)}"


def _row(session: Session, key: str) -> LevelRow:
    floor = session.floor(key)
    proposed = ""
    if floor.self_level is not None:
        points = f" {floor.self_points}" if floor.self_points is not None else ""
        proposed = _(LEVEL_NAMES[floor.self_level]) + points
    tally = next((one for one in session.tallies if one.floor == key), None)
    return LevelRow(
        key=key,
        name=numbered_name(session, key),
        proposed=proposed,
        counted=tally_words(tally) if tally else "",
        closed=floor.state is not FloorState.OPENED,
    )


def draw_level_row(row: LevelRow, width: int) -> tuple[Line, ...]:
    """Name and own proposal; the count below it."""
    proposed = _("chưa kiểm điểm nên chưa xếp loại") if row.closed else row.proposed or _("chưa tự nhận mức")
    first: Line = ((fitted(row.name, 34), "strong"), (f" {proposed}", "" if row.proposed else "quiet"))
    return (first, plain("      " + row.counted, "good")) if row.counted else (first,)
