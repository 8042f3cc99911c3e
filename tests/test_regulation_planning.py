"""Before a ballot is opened: what is asked once, what is proposed, who may count, what is voted again."""

from dataclasses import replace

import pytest
from ballot_room import RULE, ballot, member, of_size, opened, room, temporary, typed

from review_tui.language.errors import ReviewError
from review_tui.model.attendance import marked
from review_tui.model.ballot import BallotState, Tie, Way
from review_tui.model.balloting import ballot_named, voided
from review_tui.model.cell import Cell
from review_tui.model.counting import DOUBLE_ENTRY, SCREEN_VOTE
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Here, Presence, Role, Session
from review_tui.regulation.load import pack
from review_tui.regulation.planning import (
    asked_self,
    asked_temporary,
    opened_as_planned,
    plan_of,
    planned,
    revote_plan,
    to_vote_again,
    usual_plan,
)

PACK = pack("366-2025")
CELL = Cell(name="Chi bộ 4", superior="Đảng ủy phường")
REVOTE = replace(RULE, tie=Tie.REVOTE)


def after(session: Session, **changes: object) -> Session:
    """The usual ballot opened, with these answers."""
    plan = replace(usual_plan(session, PACK, CELL), **changes)  # type: ignore[arg-type]
    return opened_as_planned(session, PACK, CELL, plan, "b")


def test_paper_on_everybody_reviewed_by_the_team_of_the_evening_is_proposed() -> None:
    """What nobody could answer yet is a question: voting for oneself, and temporary members where one is here."""
    plan = usual_plan(of_size(6), PACK, CELL)
    assert (plan.way, plan.floors, plan.tellers) == (Way.PAPER, ("m1", "m2", "m3", "m4", "m5", "m6"), ("m2", "m3"))
    assert (plan.temporary_votes, plan.self_vote, plan.double) == (False, None, False)
    assert usual_plan(room(member(1), temporary(2)), PACK, CELL).temporary_votes is None
    two = replace(CELL, settings=((DOUBLE_ENTRY, "on"),))
    assert usual_plan(of_size(3), PACK, two).double


def test_what_was_answered_at_the_first_ballot_holds_for_the_session() -> None:
    """A ballot on the collective asks nothing about oneself."""
    session = room(*(member(no) for no in range(1, 6)), temporary(6))
    assert (asked_temporary(session), asked_self(session)) == (None, None)
    whole = after(session, floors=(COLLECTIVE,), temporary_votes=True)
    assert (asked_temporary(whole), asked_self(whole)) == (True, None)
    assert ballot(whole).electorate == ("m1", "m2", "m3", "m4", "m5", "m6")
    members = after(session, temporary_votes=True, self_vote=True)
    assert (asked_temporary(members), asked_self(members)) == (True, True)
    assert usual_plan(members, PACK, CELL).self_vote is True


def test_whoever_comes_later_in_temporary_life_is_asked_about_anew() -> None:
    """At the next ballot, at a revote, at one whose slips are printed already; then that answer stands."""
    session = room(*(member(no) for no in range(1, 6)), temporary(6), temporary(7))
    away = marked(session, (Presence(member="m6", here=Here.ABSENT, reason="ốm"),
                            Presence(member="m7", here=Here.ABSENT, reason="ốm")))  # fmt: skip
    first = after(away, self_vote=False)
    assert (ballot(first).guests, ballot(first).rule.temporary_votes) == ((), False)
    one_came = marked(first, (Presence(member="m6", here=Here.PRESENT),))
    assert asked_temporary(one_came) is None
    assert usual_plan(one_came, PACK, CELL).temporary_votes is None
    broken = voided(one_came, "b")
    assert revote_plan(broken, PACK, CELL, ballot(broken)).temporary_votes is None
    plan = replace(usual_plan(broken, PACK, CELL), temporary_votes=True, self_vote=False)
    second = opened_as_planned(broken, PACK, CELL, plan, "c")
    assert (ballot(second, "c").guests, asked_temporary(second)) == (("m6",), True)
    assert "m6" in ballot(second, "c").electorate
    other = marked(second, (Presence(member="m7", here=Here.PRESENT),))
    assert asked_temporary(other) is None
    ready = planned(second, PACK, replace(plan, temporary_votes=False), "d")
    assert plan_of(ready, ballot(ready, "d")).temporary_votes is False
    late = marked(ready, (Presence(member="m7", here=Here.PRESENT),))
    assert plan_of(late, ballot(late, "d")).temporary_votes is None


def test_after_the_members_the_cell_itself_is_proposed() -> None:
    """Then those who came later, and in the end everybody again."""
    session = typed(opened(of_size(3)), "3 0 3 3 0", dict.fromkeys(("m1", "m2", "m3"), "0 2 0 0"))
    assert usual_plan(session, PACK, CELL).floors == (COLLECTIVE,)
    session = typed(opened(session, id="c", floors=(COLLECTIVE,)), "3 0 3 3 0", {COLLECTIVE: "0 3 0 0"}, id="c")
    assert usual_plan(session, PACK, CELL).floors == ("m1", "m2", "m3")


def test_the_screen_needs_leave_of_the_book() -> None:
    """The sentence says why, and where it is switched on."""
    session = of_size(6)
    with pytest.raises(ReviewError, match="phiếu giấy có tổ kiểm phiếu thì ai cũng đếm lại được"):
        after(session, way=Way.SCREEN, self_vote=False)
    plan = replace(usual_plan(session, PACK, CELL), way=Way.SCREEN, self_vote=False)
    may = replace(CELL, settings=((SCREEN_VOTE, "on"),))
    assert ballot(opened_as_planned(session, PACK, may, plan, "b")).way is Way.SCREEN


def test_tellers_on_the_slip_are_refused_where_the_pack_says_so_and_others_are_free() -> None:
    """The team chosen here counts for the minutes, too."""
    strict = replace(PACK, ballot=replace(PACK.ballot, tellers_on_ballot=False))
    session = room(*(member(no) for no in range(1, 6)), waiting=("m5",))
    plan = replace(usual_plan(session, strict, CELL), self_vote=False)
    with pytest.raises(ReviewError, match="có tên trong phiếu nên không kiểm phiếu này"):
        opened_as_planned(session, strict, CELL, plan, "b")
    free = opened_as_planned(session, strict, CELL, replace(plan, tellers=("m5",)), "b")
    assert free.holder(Role.TELLERS) == ballot(free).tellers == ("m5",)


def test_on_the_line_of_the_chair_the_deputy_stands_in() -> None:
    """Nobody where the chair is not on the slip, or where nobody is free."""
    assert ballot(after(of_size(5))).stand_in == "m2"
    assert ballot(after(of_size(5), floors=("m4",))).stand_in == ""
    assert ballot(after(of_size(1))).stand_in == ""


def test_a_prepared_ballot_is_opened_under_its_own_number() -> None:
    """Its slips were printed with it."""
    session = of_size(4)
    plan = replace(usual_plan(session, PACK, CELL), self_vote=False)
    session = planned(session, PACK, plan, "b")
    assert ballot(session).state is BallotState.PREPARED
    session = opened_as_planned(session, PACK, CELL, replace(plan, floors=("m1",)), "b")
    assert [(one.number, one.state, one.floors) for one in session.ballots] == [(1, BallotState.OPEN, ("m1",))]


def test_what_is_voted_again_is_the_newest_without_a_result_or_broken_off() -> None:
    """Not what was voted again already; a ballot whose lines all have a result is not offered."""
    session = typed(opened(of_size(6), rule=REVOTE), "6 0 6 6 0", {
        **dict.fromkeys(("m1", "m2", "m3", "m4"), "0 5 0 0"), "m5": "0 3 3 0", "m6": "2 2 1 0",
    })  # fmt: skip
    first = to_vote_again(session)
    assert first is not None
    plan = revote_plan(session, PACK, CELL, first)
    assert (plan.floors, plan.revote_of, plan.way) == (("m5", "m6"), "b", Way.PAPER)
    again = opened_as_planned(session, PACK, CELL, plan, "c")
    assert ballot_named(again, "b") == first
    assert to_vote_again(again) is None
    broken = to_vote_again(voided(again, "c"))
    assert broken is not None
    assert revote_plan(voided(again, "c"), PACK, CELL, broken).floors == ("m5", "m6")
    done = typed(again, "6 0 6 6 0", {"m5": "0 5 0 0", "m6": "0 5 0 0"}, id="c")
    assert to_vote_again(done) is None
    with pytest.raises(ReviewError, match="dòng nào cũng đã có kết quả"):
        revote_plan(done, PACK, CELL, ballot_named(done, "c"))
