"""Minutes for each comrade: from who is there and the pack's day, planned again when the meeting is late."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from meeting_room import a_session, said

from review_tui.model.session import Session
from review_tui.regulation.load import pack
from review_tui.regulation.time_budget import TimePlan, time_plan

RULE = replace(pack("366-2025").time, day=240, opening=20, collective=40, voting=20, minutes=16)
"""An evening of four hours: 144 minutes for six comrades, 24 each."""


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-05T{clock}:00").replace(tzinfo=UTC)


def evening(*lines: str) -> Session:
    return a_session("@bd 18:00 5/12/2026", "@ *", *lines)


def just_begun(clock: str) -> Session:
    """The cell is done with; no. 1 has just come onto the floor."""
    return replace(said(evening(), "/ cb", "/ 1"), floor_since=at(clock))


def test_the_day_of_the_pack_is_shared_by_those_who_are_there() -> None:
    """HD 43: 480 minutes, less opening, cell, voting and minutes: 55 each for six."""
    plan = time_plan(a_session(), pack("366-2025").time)
    assert (plan.left, plan.planned, plan.minutes, plan.late) == (6, 55, 55, 0)


def test_a_cell_may_set_its_own_length() -> None:
    """Provinces may adapt the day; half of it leaves half of everything: 27 minutes each instead of 55."""
    assert time_plan(a_session(), pack("366-2025").time, available=240).planned == 27


def test_who_is_absent_or_queued_takes_no_time() -> None:
    """Four instead of six."""
    session = a_session("@bd 18:00 5/12/2026", "@ *", "@ -2 Ốm", "@ -3 Ốm")
    assert (time_plan(session, RULE).left, time_plan(session, RULE).planned) == (4, 36)


def test_on_time_nothing_is_said() -> None:
    """After opening and cell, one hour into the evening."""
    plan = time_plan(just_begun("19:00"), RULE, at("19:00"))
    assert (plan.minutes, plan.late, plan.sentence) == (24, 0, "")


def test_late_the_minutes_shrink_and_the_answers_stay() -> None:
    """An hour behind: fourteen minutes each instead of twenty-four, six of them for answers as before."""
    plan = time_plan(just_begun("20:00"), RULE, at("20:00"))
    assert (plan.minutes, plan.answers, plan.late, plan.fits) == (14, 6, 60, 6)
    assert plan.sentence == "Chậm 60 phút: mỗi đồng chí còn 14 phút, giữ 6 phút trả lời."


def test_when_even_the_answers_do_not_fit_some_go_to_another_sitting() -> None:
    """Said, never enforced."""
    plan = time_plan(just_begun("21:06"), RULE, at("21:06"))
    assert (plan.fits, plan.minutes) == (3, 6)
    assert plan.sentence == "Không đủ giờ cho 3 đồng chí; nên chuyển sang buổi sau."


def test_a_comrade_who_takes_long_costs_the_others() -> None:
    """Forty minutes instead of twenty-four: sixteen late, on the floor and after it."""
    session = just_begun("19:00")
    assert time_plan(session, RULE, at("19:20")).late == 0
    plan = time_plan(session, RULE, at("19:40"))
    assert (plan.left, plan.late) == (6, 16)
    after = replace(said(session, "/ 2"), floor_since=at("19:40"))
    plan = time_plan(after, RULE, at("19:40"))
    assert (plan.left, plan.late) == (5, 16)


def test_two_evenings_count_together() -> None:
    """The first one is closed; the second runs from its own start."""
    first = said(evening(), "/ cb", "/ 1", "@kt 20:00", "@bd 18:00 6/12/2026", "@ *", "/ 2")
    second = datetime(2026, 12, 6, 18, 30, tzinfo=UTC)
    plan = time_plan(replace(first, floor_since=second), RULE, second)
    assert (plan.left, plan.late) == (5, 66)


@pytest.mark.parametrize("clock", ["18:00", "23:59", "17:00"])
def test_odd_clocks_break_nothing(clock: str) -> None:
    """Before the start, at the start, past midnight's edge."""
    plan = time_plan(said(evening(), "/ 1"), RULE, at(clock))
    assert plan.minutes >= 0
    assert 0 <= plan.fits <= plan.left


def test_nobody_to_review_needs_no_time() -> None:
    """An empty order of review."""
    assert time_plan(replace(a_session(), reviewed=()), RULE, at("19:00")) == TimePlan(
        left=0, planned=0, minutes=0, answers=0, late=0, fits=0
    )
