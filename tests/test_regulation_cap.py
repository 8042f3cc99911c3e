"""The cap of the highest level: the table of the regulation's readings, rounding, and what must be written down."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_room import a_session

from review_tui.language.errors import ReviewError
from review_tui.model.ratings import CapChoice, Facts
from review_tui.model.session import Level
from review_tui.regulation.cap import (
    OF_GOOD,
    OF_GOOD_OR_BETTER,
    CapRule,
    both_readings,
    cap_chosen,
    cap_rule,
    cap_sentence,
    cap_view,
    cap_views,
    decimal,
    exact_bound,
    most_excellent,
    no_room_for,
    reading_sentence,
)
from review_tui.regulation.load import pack

PACK = pack("366-2025")
DECISION = CapChoice(raised=True, number="15-QĐ/ĐU", dated=date(2026, 11, 3))

TABLE = {
    "literal 20": (0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 10),
    "literal 25": (1, 1, 1, 2, 2, 3, 3, 4, 4, 6, 7, 12),
    "20 of better": (1, 1, 1, 2, 2, 3, 3, 4, 4, 6, 7, 12),
}
GOOD_OR_BETTER = (5, 6, 8, 11, 12, 17, 18, 23, 24, 30, 36, 60)
"""The columns of the table in domain.md 2.4."""

rules = st.builds(
    CapRule,
    percent=st.integers(1, 100),
    reading=st.sampled_from([OF_GOOD, OF_GOOD_OR_BETTER]),
    rounding=st.sampled_from(["floor", "nearest", "ceiling"]),
)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("literal 20", cap_rule(PACK)),
        ("literal 25", cap_rule(PACK, DECISION)),
        ("20 of better", cap_rule(PACK, CapChoice(reading=OF_GOOD_OR_BETTER))),
    ],
)
def test_the_table_of_the_regulation_is_reproduced(row: str, rule: CapRule) -> None:
    """For every group size of it, under both shares and both readings."""
    assert tuple(most_excellent(rule, size) for size in GOOD_OR_BETTER) == TABLE[row]


def test_the_higher_share_of_good_is_the_lower_share_of_good_or_better() -> None:
    """25 % of the good and 20 % of the good or better are one inequality: G/5."""
    literal, other = cap_rule(PACK, DECISION), cap_rule(PACK, CapChoice(reading=OF_GOOD_OR_BETTER))
    assert all(most_excellent(literal, size) == most_excellent(other, size) for size in range(400))


@given(rules, st.integers(0, 300))
def test_one_more_candidate_never_takes_a_place_away(rule: CapRule, size: int) -> None:
    """Monotone, and at most one more for one more."""
    assert 0 <= most_excellent(rule, size + 1) - most_excellent(rule, size) <= 1


@given(rules, st.integers(0, 300))
def test_rounded_down_it_is_never_above_the_share_and_one_more_would_be(rule: CapRule, size: int) -> None:
    """Checked on the final figures, as the superior checks them: excellent against those who remain good."""
    rule = replace(rule, rounding="floor")
    most = most_excellent(rule, size)

    def within(excellent: int) -> bool:
        of = size if rule.reading == OF_GOOD_OR_BETTER else size - excellent
        return 100 * excellent <= rule.percent * of

    assert within(most)
    assert most == size or not within(most + 1)
    assert most <= exact_bound(rule, size) < most + 1


@given(rules, st.integers(0, 300))
def test_the_policies_of_rounding_stand_in_order(rule: CapRule, size: int) -> None:
    """Down, nearest, up: none gives fewer than the one before."""
    down, nearest, up = (
        most_excellent(replace(rule, rounding=policy), size) for policy in ("floor", "nearest", "ceiling")
    )
    assert down <= nearest <= up <= down + 1


def test_the_higher_share_needs_number_and_day_of_its_decision() -> None:
    """Without both it is refused; with them the decision stands in the printed sentence."""
    for lacking in (replace(DECISION, number=" "), replace(DECISION, dated=None)):
        with pytest.raises(ReviewError, match=r"25 %.*số và ngày"):
            cap_rule(PACK, lacking)
    assert reading_sentence(cap_rule(PACK, DECISION)) == (
        "Tỷ lệ áp dụng: xuất sắc không quá 25 % số được xếp loại hoàn thành tốt (không gồm người xuất sắc), "
        "phần lẻ làm tròn xuống; theo Quyết định số 15-QĐ/ĐU ngày 03/11/2026."
    )
    with pytest.raises(ReviewError, match="không có tỷ lệ cao hơn 20 %"):
        cap_rule(pack("124-2023"), DECISION)


@pytest.mark.parametrize("choice", [CapChoice(reading="all"), CapChoice(rounding="up")])
def test_an_unknown_reading_or_rounding_is_refused(choice: CapChoice) -> None:
    """The sentence names those that exist."""
    with pytest.raises(ReviewError, match=r"một trong: (of_good, of_good_or_better|floor, nearest, ceiling)"):
        cap_rule(PACK, choice)


def test_each_group_of_comparable_people_has_its_own_cap() -> None:
    """With its own counts and its own choice; a what-if changes nothing of the session."""
    session = a_session()
    facts = tuple(Facts(floor=f"m{no}", group="lãnh đạo") for no in (1, 2))
    session = cap_chosen(replace(session, facts=facts), PACK, replace(DECISION, group="lãnh đạo"))
    levels = {f"m{no}": Level.GOOD for no in range(1, 7)} | {"m3": Level.EXCELLENT, "m1": Level.EXCELLENT}
    own, others = cap_views(session, PACK, levels | {"m4": None})[::-1]
    assert (own.group, own.good_or_better, own.excellent, own.most, own.over) == ("lãnh đạo", 2, 1, 0, 1)
    assert (others.group, others.good_or_better, others.excellent, others.most) == ("", 3, 1, 0)
    assert others.rule.percent == 20
    assert cap_sentence(own) == (
        "Nhóm lãnh đạo: được tối đa 0 xuất sắc trong 2 đồng chí từ tốt trở lên (tính ra 0,40); hiện có 1, vượt 1."
    )


def test_a_choice_for_all_holds_for_a_group_without_its_own_and_the_later_one_takes_its_place() -> None:
    """A group that chose for itself keeps its choice."""
    session = a_session()
    session = replace(session, facts=tuple(Facts(floor=f"m{no}", group="lãnh đạo") for no in (1, 2)))
    session = cap_chosen(session, PACK, replace(DECISION, number="1"))
    session = cap_chosen(session, PACK, DECISION)
    assert session.caps == (DECISION,)
    levels = {f"m{no}": Level.GOOD for no in range(1, 7)}
    assert [view.rule.percent for view in cap_views(session, PACK, levels)] == [25, 25]
    session = cap_chosen(session, PACK, CapChoice(group="lãnh đạo", rounding="ceiling"))
    own = {view.group: (view.rule.percent, view.rule.rounding) for view in cap_views(session, PACK, levels)}
    assert own == {"": (25, "floor"), "lãnh đạo": (20, "ceiling")}


def test_the_sentence_says_how_many_of_how_many() -> None:
    """ "Được tối đa 2 trong 11", and how many by either reading."""
    rule = cap_rule(PACK, CapChoice(reading=OF_GOOD_OR_BETTER))
    view = cap_view("", rule, (Level.EXCELLENT,) * 2 + (Level.GOOD,) * 9 + (Level.COMPLETED,) * 4)
    assert cap_sentence(view) == ("Được tối đa 2 xuất sắc trong 11 đồng chí từ tốt trở lên (tính ra 2,20); hiện có 2.")
    assert [most for _name, most in both_readings(rule, 11)] == [1, 2]


def test_before_anybody_is_good_the_sentence_says_what_the_cap_will_be_a_share_of() -> None:
    """Never "0 trong 0": with all who wait it is reckoned what it comes to at best; nobody left to hope is said."""
    rule = cap_rule(PACK)
    waiting = cap_view("", rule, (None,) * 22)
    assert (waiting.waiting, waiting.good_or_better, waiting.candidates) == (22, 0, 22)
    assert cap_sentence(waiting) == (
        "Số xuất sắc tối đa tính theo số đồng chí được đề nghị từ tốt trở lên, hiện chưa có; "
        "nếu cả 22 đồng chí từ tốt trở lên thì được 3."
    )
    assert cap_sentence(cap_view("lãnh đạo", rule, (Level.COMPLETED,))) == (
        "Nhóm lãnh đạo: không đồng chí nào từ tốt trở lên nên không có xuất sắc."
    )


def test_figures_are_cut_and_not_rounded() -> None:
    """1,999 stays below 2: a printed bound never promises a place."""
    assert [decimal(Fraction(n, 6)) for n in (11, 12)] == ["1,83", "2"]
    assert decimal(Fraction(1999, 1000)) == "1,99"


def test_no_room_is_said_only_where_nobody_more_can_fit() -> None:
    """Levels still open count as good: before the ballot nobody is told that the places are gone."""
    session, rest = a_session(), {f"m{no}": None for no in range(1, 7)}
    assert no_room_for(session, PACK, rest, "m1") == ""
    assert no_room_for(session, PACK, rest | {"m2": Level.EXCELLENT}, "m2") == ""
    full = no_room_for(session, PACK, rest | {"m2": Level.EXCELLENT}, "m1")
    assert full.startswith("Được tối đa 0 xuất sắc trong 1 đồng chí từ tốt trở lên")
    assert "20 %" in full
    low = {"m1": Level.EXCELLENT} | {f"m{no}": Level.COMPLETED for no in range(2, 7)}
    assert "hiện có 1, vượt 1" in no_room_for(session, PACK, low, "m1")
    assert no_room_for(session, PACK, low, "collective") == ""


@given(st.lists(st.sampled_from([None, *Level]), min_size=6, max_size=6), st.integers(1, 6))
def test_room_is_told_as_the_final_count_will_tell_it(given_: list[Level | None], who: int) -> None:
    """There is room exactly when some outcome of what is open keeps the group within its cap."""
    session, floor = a_session(), f"m{who}"
    levels = {f"m{no}": level for no, level in enumerate(given_, 1)}
    choices = [(Level.EXCELLENT,) if one == floor else (level,) if level else Level for one, level in levels.items()]
    fits = any(not cap_view("", cap_rule(PACK), outcome).over for outcome in product(*choices))
    assert bool(no_room_for(session, PACK, levels, floor)) is not fits
