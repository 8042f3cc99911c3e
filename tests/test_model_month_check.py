"""The monthly check as rules: what is typed for a finding, what may be found, who comes next, what is new since."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from three_years import CELL, FAULT, FOLLOW_UP, PROMISE, SESSIONS, TODAY

from review_tui.language.errors import ReviewError
from review_tui.model.checks import Found
from review_tui.model.followup import Check, CheckState, Decision, FollowUp
from review_tui.model.last_look import Act, last_look, look_of, looked, news_since
from review_tui.model.ledger import ledger
from review_tui.model.looking_back import timeline
from review_tui.model.month_check import (
    HalfCheck,
    kept_in_order,
    next_to_check,
    read_finding,
    repairs_of_the_same,
    still_to_check,
    why_not_find,
)
from review_tui.model.session import Level

ITEMS = ledger(SESSIONS, FOLLOW_UP, TODAY)
BY_NUMBER = {item.number: item for item in ITEMS}


class TestTyped:
    """One line holds the figure or the day, and the words."""

    @pytest.mark.parametrize(
        ("finding", "text", "found"),
        [
            ("under_way", "60 Dự đủ quý 1", (Found(state=CheckState.UNDER_WAY, degree=60), "Dự đủ quý 1")),
            ("under_way", " 60% - Dự đủ", (Found(state=CheckState.UNDER_WAY, degree=60), "Dự đủ")),
            ("under_way", "100 %", (Found(state=CheckState.UNDER_WAY, degree=100), "")),
            (
                "postponed",
                "30/6/2027, Đi học xa",
                (Found(state=CheckState.POSTPONED, new_due=date(2027, 6, 30)), "Đi học xa"),
            ),
            ("done", "", (Found(state=CheckState.DONE), "")),
            ("not_done", "Ốm", (Found(state=CheckState.NOT_DONE), "Ốm")),
            ("closed", "Đã dự đủ", (Found(state=None), "Đã dự đủ")),
            ("watched", "1/3/2027", (Found(state=None, watch=date(2027, 3, 1)), "")),
        ],
    )
    def test_is_read(self, finding: str, text: str, found: tuple[Found, str]) -> None:
        """As the meeting says it."""
        assert read_finding(finding, text) == found

    @pytest.mark.parametrize(
        ("finding", "text", "why"),
        [
            ("under_way", "sáu mươi", "Ghi số phần trăm trước"),
            ("under_way", "101", "Ghi số phần trăm trước"),
            ("under_way", "60phần", "Ghi số phần trăm trước"),
            ("postponed", "Đi học xa", "Ghi ngày lùi đến trước"),
            ("postponed", "31/2/2027 Ốm", "31/2/2027"),
            ("watched", "", "Theo dõi thêm đến ngày nào"),
        ],
    )
    def test_or_refused_with_an_example(self, finding: str, text: str, why: str) -> None:
        """The words stay where they were typed."""
        with pytest.raises(ReviewError, match=why):
            read_finding(finding, text)


class TestBefore:
    """What is asked before anybody types in vain."""

    def test_a_regular_one_is_not_put_off(self) -> None:
        """It has no date; the other findings are open."""
        regular = BY_NUMBER["CK2025-001"]
        assert "việc thường xuyên" in str(why_not_find(regular, "postponed", TODAY))
        assert why_not_find(regular, "under_way", TODAY) is None

    def test_closing_needs_a_verifier_and_watching_a_claim(self) -> None:
        """One sentence each."""
        item = BY_NUMBER[PROMISE]
        assert why_not_find(item, "closed", TODAY) is None
        assert "chưa có người theo dõi" in str(why_not_find(replace(item, verifier_name=""), "closed", TODAY))
        assert "chưa báo xong" in str(why_not_find(item, "watched", TODAY))


class TestOrder:
    """The list stays in its order; the cursor goes to whoever is left."""

    def test_the_next_one_is_the_next_unchecked_round_to_the_first(self) -> None:
        """And the same place when nobody is left."""
        checked = Check(id="x", commitment=PROMISE, on=TODAY, state=CheckState.DONE)
        done = ledger(SESSIONS, replace(FOLLOW_UP, checks=(*FOLLOW_UP.checks, checked)), TODAY)
        assert [still_to_check(item, TODAY) for item in done] == [False, True, True]
        assert next_to_check(done, 0, TODAY) == 1
        assert next_to_check(done, 2, TODAY) == 1
        assert next_to_check(done[:1], 0, TODAY) == 0

    def test_the_order_is_that_of_the_numbers_given(self) -> None:
        """One that is gone from the ledger is left out."""
        assert [one.number for one in kept_in_order(ITEMS, ("CK2026-001", "CK1999-001", PROMISE))] == [
            "CK2026-001",
            PROMISE,
        ]

    def test_remedies_of_the_same_fault_stay_in_sight(self) -> None:
        """The promise of 2024 beside that of 2026, both ways."""
        assert [one.number for one in repairs_of_the_same(ITEMS, BY_NUMBER["CK2026-001"])] == [PROMISE]
        assert [one.number for one in repairs_of_the_same(ITEMS, BY_NUMBER[PROMISE])] == ["CK2026-001"]
        assert repairs_of_the_same(ITEMS, BY_NUMBER["CK2025-001"]) == ()

    def test_half_a_check_is_something(self) -> None:
        """Nothing typed is nothing."""
        assert not HalfCheck()
        assert HalfCheck(text="Dự đủ")


class TestLastLook:
    """What is new since the recorder looked."""

    AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def test_entries_after_the_look_are_new_whatever_their_day(self) -> None:
        """By their place in the follow-up: one entered late with an early day is new too."""
        then = FollowUp(checks=FOLLOW_UP.checks[:4])
        look = look_of(then, self.AT)
        news = news_since(look, FOLLOW_UP, ITEMS, (), TODAY)
        assert [(one.kind, one.number, one.text) for one in news] == [
            ("checks", "CK2025-001", "Quý 3 còn một hồ sơ chậm"),
            ("closings", PROMISE, "Đã dự đủ, có báo trước"),
            ("due", PROMISE, "Huỳnh Quang Đồng"),
        ]
        assert news_since(look_of(FOLLOW_UP, TODAY_NOON), FOLLOW_UP, ITEMS, (), TODAY) == ()

    def test_acts_on_a_session_after_the_look(self) -> None:
        """The one before it is known."""
        acts = (
            Act(session="2026", at=self.AT, name="cũ"),
            Act(session="2026", at=self.AT.replace(hour=9), name="ý kiến 7"),
        )
        news = news_since(look_of(FOLLOW_UP, self.AT), FOLLOW_UP, (), acts, TODAY)
        assert [(one.kind, one.number, one.text) for one in news] == [("act", "2026", "ý kiến 7")]

    def test_the_book_remembers_it_beside_its_other_settings(self) -> None:
        """What cannot be read is no look."""
        cell = replace(CELL, settings=(("theme", "plain"),))
        look = look_of(FOLLOW_UP, self.AT)
        kept = looked(cell, look)
        assert last_look(kept) == look
        assert dict(kept.settings)["theme"] == "plain"
        assert last_look(cell) is None
        assert last_look(replace(cell, settings=(("looked", "hôm qua|checks=x"),))) is None


TODAY_NOON = datetime(2026, 12, 12, 12, 0, tzinfo=UTC)


def test_the_timeline_tells_levels_from_the_own_word_to_the_decision() -> None:
    """Proposed with points, then decided; nothing of another."""
    session = SESSIONS[2]
    floors = tuple(
        replace(one, self_level=Level.GOOD, self_points=84) if one.key == "m5" else one for one in session.floors
    )
    made = replace(session, floors=floors)
    decided = Decision(
        id="d", session="2026", floor="m5", level=Level.COMPLETED, on=date(2026, 12, 20), by="Đảng ủy", number="Số 5"
    )
    events = timeline((made,), FollowUp(decisions=(decided,)), "m5", date(2027, 1, 5))
    assert [(one.kind, one.level, one.text) for one in events if one.level] == [
        ("proposed", Level.GOOD, "84"),
        ("decided", Level.COMPLETED, "Đảng ủy"),
    ]
    assert [one.number for one in events if one.kind == "return"] == [FAULT]
    assert not [one for one in timeline((made,), FollowUp(decisions=(decided,)), "m4", TODAY) if one.level]
