"""The poll on the screen: counters in memory and a roll of who voted, apart; no vote, no order, no time.

Nothing of it can be written: it is no part of a session until it is closed, in one step. Who reads the final values
learns the totals and who took part, whatever the order in which people came (safety.md section 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from review_tui.language.errors import ReviewError
from review_tui.language.text import name_key
from review_tui.language.translate import _
from review_tui.model.ballot import Ballot, BallotState, Count, LineCount, Way
from review_tui.model.session import Level, Session


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Poll:
    """A poll that is running. It has no words of its own to show: nothing of it may reach a log."""

    ballot: str
    lines: tuple[str, ...]
    electorate: tuple[str, ...]
    self_vote: bool
    counters: tuple[int, ...]
    """for each line, for each level from the highest"""
    blank: int = 0
    """slips without any choice"""
    voted: frozenset[str] = frozenset()


def begun(ballot: Ballot) -> Poll:
    """The empty poll of a ballot that was opened for the screen."""
    if ballot.way is not Way.SCREEN or ballot.state is not BallotState.OPEN:
        raise ReviewError(_("Phiếu số {number} không mở để biểu quyết trên máy.").format(number=ballot.number))
    return Poll(
        ballot=ballot.id,
        lines=ballot.lines,
        electorate=ballot.electorate,
        self_vote=ballot.rule.self_vote,
        counters=(0,) * (len(ballot.lines) * len(Level)),
    )


def why_not_begin_vote(poll: Poll, session: Session, voter: str) -> str | None:
    """Why somebody cannot vote now: not on the frozen list, or voted already; None where he can."""
    if voter not in poll.electorate:
        return _("{who} không có trong danh sách biểu quyết đã chốt khi mở phiếu.").format(who=session.name_of(voter))
    if voter in poll.voted:
        return _("{who} đã biểu quyết rồi; mỗi người một lần.").format(who=session.name_of(voter))
    return None


def why_not_vote(poll: Poll, session: Session, voter: str, choices: Mapping[str, Level]) -> str | None:
    """Why a vote cannot be counted; None where it can. A line without a choice is left blank."""
    if reason := why_not_begin_vote(poll, session, voter):
        return reason
    for floor in choices:
        if floor not in poll.lines:
            return _("{who} không có trong phiếu này.").format(who=session.floor_name(floor))
        if floor == voter and not poll.self_vote:
            return _("{who} không biểu quyết cho chính mình.").format(who=session.name_of(voter))
    return None


def voted(poll: Poll, session: Session, voter: str, choices: Mapping[str, Level]) -> Poll:
    """The poll with one vote more in its counters; the choices themselves are kept nowhere. Raises one sentence."""
    if reason := why_not_vote(poll, session, voter, choices):
        raise ReviewError(reason)
    cells = [(floor, level) for floor in poll.lines for level in Level]
    counters = tuple(
        number + (choices.get(floor) is level) for number, (floor, level) in zip(poll.counters, cells, strict=True)
    )
    return replace(poll, counters=counters, blank=poll.blank + (not choices), voted=poll.voted | {voter})


def still_to_vote(poll: Poll) -> tuple[str, ...]:
    """Who has not voted yet, in the order of the roll."""
    return tuple(voter for voter in poll.electorate if voter not in poll.voted)


def taken_part(poll: Poll, session: Session) -> tuple[str, ...]:
    """Who has voted, in the Vietnamese order of names and neither of time nor of the roll (safety.md section 5)."""
    here = (voter for voter in poll.electorate if voter in poll.voted)
    return tuple(sorted(here, key=lambda voter: name_key(session.name_of(voter))))


def poll_count(poll: Poll) -> Count:
    """The totals: a slip without any choice is not valid; a line left blank counts for nothing on that line."""
    size = len(Level)
    lines = []
    for place, floor in enumerate(poll.lines):
        votes = poll.counters[place * size : (place + 1) * size]
        lines.append(LineCount(floor=floor, valid=sum(votes), votes=tuple(zip(Level, votes, strict=True))))
    issued, returned = len(poll.electorate), len(poll.voted)
    return Count(
        issued=issued,
        kept=issued - returned,
        returned=returned,
        valid=returned - poll.blank,
        invalid=poll.blank,
        lines=tuple(lines),
    )
