"""A ballot before it is opened: what is asked, what the pack and the first ballot of the evening say already."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.attendance import role_taken
from review_tui.model.ballot import Ballot, BallotState, VoteRule, Way
from review_tui.model.balloting import (
    ballot_named,
    floors_to_vote,
    opened_ballot,
    prepared_ballot,
    why_not_revote,
    why_not_teller,
)
from review_tui.model.cell import Cell
from review_tui.model.counting import double_entry, why_not_screen
from review_tui.model.counts import guests_of_vote
from review_tui.model.levels import was_reviewed
from review_tui.model.majority import without_result
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Role, Session
from review_tui.regulation.ballots import usual_way, vote_rule, without_employer
from review_tui.regulation.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is chosen for one ballot; None where a question is still to be asked."""

    way: Way
    floors: tuple[str, ...]
    tellers: tuple[str, ...]
    temporary_votes: bool | None
    self_vote: bool | None
    double: bool = False
    revote_of: str = ""
    prepared: str = ""
    """id of the ballot that was prepared already, so that its slips could be printed"""


def usual_plan(session: Session, pack: Pack, cell: Cell) -> Plan:
    """What is usual: paper, those who have no result yet, the counting team of the evening."""
    floors = _next_floors(session)
    asked = asked_temporary(session)
    return Plan(
        way=usual_way(pack),
        floors=floors,
        tellers=session.holder(Role.TELLERS),
        temporary_votes=pack.ballot.temporary_votes if asked is None and not guests_of_vote(session) else asked,
        self_vote=asked_self(session),
        double=double_entry(cell),
    )


def revote_plan(session: Session, pack: Pack, cell: Cell, ballot: Ballot) -> Plan:
    """The same once more for the lines without a result; all lines of one that was broken off. Raises one sentence."""
    if reason := why_not_revote(session, ballot):
        raise ReviewError(reason)
    again = ballot.lines if ballot.state is BallotState.VOID else without_result(ballot)
    if not again:
        raise ReviewError(
            _("Phiếu số {number}: dòng nào cũng đã có kết quả; chọn dòng cần bỏ phiếu lại.").format(
                number=ballot.number
            )
        )
    plan = usual_plan(session, pack, cell)
    return replace(
        plan,
        way=ballot.way,
        floors=again,
        tellers=ballot.tellers,
        temporary_votes=None if plan.temporary_votes is None else ballot.rule.temporary_votes,
        self_vote=ballot.rule.self_vote,
        double=ballot.double,
        revote_of=ballot.id,
    )


def plan_of(session: Session, ballot: Ballot) -> Plan:
    """What was chosen for a ballot that is prepared; who came since is still to be asked about."""
    new = any(one.id not in ballot.guests for one in guests_of_vote(session)) and asked_temporary(session) is None
    return Plan(
        way=ballot.way,
        floors=ballot.floors,
        tellers=ballot.tellers,
        temporary_votes=None if new else ballot.rule.temporary_votes,
        self_vote=ballot.rule.self_vote,
        double=ballot.double,
        revote_of=ballot.revote_of,
        prepared=ballot.id,
    )


def to_vote_again(session: Session) -> Ballot | None:
    """The newest ballot that was broken off, or left a line without a result, and was not voted again since."""
    again = {one.revote_of for one in session.ballots}
    for ballot in reversed(session.ballots):
        if ballot.id in again:
            continue
        if ballot.state is BallotState.VOID:
            return ballot
        if ballot.state is BallotState.PUBLISHED and without_result(ballot):
            return ballot
    return None


def _next_floors(session: Session) -> tuple[str, ...]:
    """Members reviewed without a published count; then the cell itself; then all members again."""
    counted = {tally.floor for tally in session.tallies}
    members = tuple(floor for floor in floors_to_vote(session) if floor not in counted)
    if members:
        return members
    cell_waits = COLLECTIVE in session.floor_keys() and was_reviewed(session, COLLECTIVE) and COLLECTIVE not in counted
    return (COLLECTIVE,) if cell_waits else floors_to_vote(session)


def _held(session: Session) -> Iterator[Ballot]:
    return (one for one in session.ballots if one.state is not BallotState.PREPARED)


def asked_temporary(session: Session) -> bool | None:
    """Whether temporary members vote, as the last ballot at which it was asked had it.

    None before it was asked, and again when one is in the room who was not there then.
    """
    held = [one for one in _held(session) if one.guests]
    known = {guest for one in held for guest in one.guests}
    if not held or any(one.id not in known for one in guests_of_vote(session)):
        return None
    return held[-1].rule.temporary_votes


def asked_self(session: Session) -> bool | None:
    """Whether one votes on oneself, as the first ballot on members had it; None before it."""
    return next((one.rule.self_vote for one in _held(session) if one.floors != (COLLECTIVE,)), None)


def why_not_tellers(session: Session, ballot: Ballot) -> str | None:
    """Why this counting team cannot count, where the pack wants people who are not on the slip."""
    if ballot.way is Way.SCREEN:
        return None
    return next((why for one in ballot.tellers if (why := why_not_teller(session, ballot, one))), None)


def rule_for(plan: Plan, pack: Pack) -> VoteRule:
    """The rule of the pack with what was answered."""
    return vote_rule(pack, temporary_votes=plan.temporary_votes, self_vote=plan.self_vote)


def planned(session: Session, pack: Pack, plan: Plan, id: str) -> Session:
    """Prepare the ballot, in place of one that was prepared before under this id. Raises one sentence."""
    session = replace(session, ballots=tuple(one for one in session.ballots if one.id != id))
    return prepared_ballot(
        session,
        id=id,
        rule=rule_for(plan, pack),
        floors=plan.floors,
        way=plan.way,
        tellers=plan.tellers,
        provisional=without_employer(session, pack, plan.floors),
        revote_of=plan.revote_of,
        double=plan.double and plan.way is Way.PAPER,
        guests=() if plan.temporary_votes is None else tuple(one.id for one in guests_of_vote(session)),
    )


def opened_as_planned(session: Session, pack: Pack, cell: Cell, plan: Plan, id: str) -> Session:
    """Prepare and open in one step. The counting team named here counts for the minutes, too. Raises one sentence."""
    if plan.way is Way.SCREEN and (reason := why_not_screen(cell)):
        raise ReviewError(reason)
    made = opened_ballot(planned(session, pack, plan, id), id)
    ballot = ballot_named(made, id)
    if reason := why_not_tellers(made, ballot):
        raise ReviewError(reason)
    if ballot.tellers and ballot.tellers != session.holder(Role.TELLERS):
        made = role_taken(made, Role.TELLERS, ballot.tellers)
    return made
