"""The poll on the screen as rows: who still votes, and the slip of the one who holds the machine."""

from collections.abc import Mapping
from dataclasses import dataclass

from review_tui.language.translate import N_, _
from review_tui.model.poll import Poll
from review_tui.model.session import Level, Session
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.views.levels import numbered_name
from review_tui.tui.widgets.listing import Line, fitted

CRASH = N_(
    "Chưa đóng phiếu thì máy không ghi gì cả, để không ai lần ra được ai bỏ phiếu thế nào. "
    "Nếu mất điện hoặc chương trình dừng giữa chừng thì lần biểu quyết này hủy, tất cả bỏ phiếu lại."
)
"""msgid; said before the first vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterRow:
    """One voter of the frozen list."""

    key: str
    no: int
    name: str
    voted: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SlipRow:
    """One line of the slip in the hands of a voter; it has no words of its own to show, so that no log can hold it."""

    key: str
    name: str
    chosen: Level | None
    own: bool


def voter_rows(session: Session, poll: Poll) -> tuple[VoterRow, ...]:
    """Everybody on the frozen list, in the order of the roll."""
    members = [session.member(one) for one in poll.electorate]
    return tuple(VoterRow(key=one.id, no=one.no, name=one.name, voted=one.id in poll.voted) for one in members)


def draw_voter_row(row: VoterRow, width: int) -> tuple[Line, ...]:
    """Number, name, whether the vote was cast."""
    state = (_("đã biểu quyết"), "quiet") if row.voted else (_("chưa"), "strong")
    return (((f"{row.no:>4}  ", "strong"), (fitted(row.name, min(40, width - 24)), ""), ("  " + state[0], state[1])),)


def slip_rows(session: Session, poll: Poll, voter: str, choices: Mapping[str, Level]) -> tuple[SlipRow, ...]:
    """The lines of the slip as this voter has filled them."""
    return tuple(
        SlipRow(
            key=floor,
            name=numbered_name(session, floor),
            chosen=choices.get(floor),
            own=floor == voter and not poll.self_vote,
        )
        for floor in poll.lines
    )


def draw_slip_row(row: SlipRow, width: int) -> tuple[Line, ...]:
    """The name and the level chosen, or that it is one's own line."""
    name = (fitted(row.name, min(34, width - 30)), "strong")
    if row.own:
        return ((name, (" " + _("— không biểu quyết cho chính mình"), "quiet")),)
    if row.chosen is None:
        return ((name, (" …", "quiet")),)
    return ((name, (f" {list(Level).index(row.chosen) + 1} {_(LEVEL_NAMES[row.chosen])}", "")),)


def legend() -> str:
    """ "1 hoàn thành xuất sắc nhiệm vụ · 2 ..."."""
    return " · ".join(f"{number} {_(LEVEL_NAMES[level])}" for number, level in enumerate(Level, 1))
