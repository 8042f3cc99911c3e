"""Ratings side by side, the facts of the year, and what of earlier years is not repaired."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_room import DAY, a_session, member, point_at, said

from review_tui.language.errors import ReviewError
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.followup import Check, CheckState, Closing, Decision, FollowUp
from review_tui.model.ledger import ledger
from review_tui.model.levels import (
    Unrepaired,
    facts_entered,
    facts_of,
    points_for,
    proposed_level,
    proposed_levels,
    rated,
    share_words,
    unrepaired,
    voices,
    why_not_facts,
)
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Facts, Rating, Share
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, Session, State, Tally


def rating(body: Body, **changes: object) -> Rating:
    """What a body says of no. 5."""
    return replace(Rating(id=f"r-{body}", floor="m5", body=body), **changes)  # type: ignore[arg-type]


def on_floor(*lines: str) -> Session:
    """No. 5 was on the floor and proposed "tốt 84" for himself."""
    return a_session("@ *", "/ 5", "5 xl tốt 84", *lines)


def test_all_bodies_stand_side_by_side_with_date_and_source() -> None:
    """In the order in which they speak; nobody's word covers another's."""
    session = on_floor()
    for one in (
        rating(Body.PROPOSAL, level=Level.COMPLETED, words="Chậm hai việc lớn"),
        rating(Body.EMPLOYER, level=Level.GOOD, on=date(2026, 11, 30), source="Thông báo số 12-TB/UBND"),
        rating(Body.RESIDENCE, words="Chấp hành tốt", on=date(2026, 11, 20), source="Chi bộ khu phố 2"),
        rating(Body.COMMITTEE, level=Level.GOOD, points=80),
        rating(Body.CELL, level=Level.GOOD, points=82),
    ):
        session = rated(session, one)
    votes = tuple(zip(Level, (1, 3, 1, 0), strict=True))
    counted = Tally(floor="m5", issued=5, returned=5, valid=5, votes=votes, result=Level.GOOD)
    session = replace(session, tallies=(counted,))
    follow_up = FollowUp(
        decisions=(Decision(id="d", session="2026", floor="m5", level=Level.GOOD, on=date(2026, 12, 20), by="Đảng ủy"),)
    )
    found = voices(session, "m5", follow_up)
    assert [voice.body for voice in found] == list(Body)
    by_body = {voice.body: voice for voice in found}
    assert (by_body[Body.SELF].level, by_body[Body.SELF].points) == (Level.GOOD, 84)
    assert by_body[Body.EMPLOYER].source == "Thông báo số 12-TB/UBND"
    assert by_body[Body.RESIDENCE].on == date(2026, 11, 20)
    assert by_body[Body.BALLOT].level is Level.GOOD
    assert by_body[Body.PROPOSAL].words == "Chậm hai việc lớn"
    assert (by_body[Body.SUPERIOR].level, by_body[Body.SUPERIOR].on) == (Level.GOOD, date(2026, 12, 20))
    assert proposed_level(session, "m5") is Level.COMPLETED


def test_the_decision_above_leaves_the_proposal_as_it_was() -> None:
    """The session is not touched by it."""
    session = rated(on_floor(), rating(Body.PROPOSAL, level=Level.EXCELLENT))
    decided = FollowUp(
        decisions=(Decision(id="d", session="2026", floor="m5", level=Level.GOOD, on=DAY, by="Đảng ủy"),)
    )
    with_it, without = voices(session, "m5", decided), voices(session, "m5")
    assert with_it[:-1] == without
    assert without[-1].level is Level.EXCELLENT


def test_a_later_word_of_the_same_body_takes_the_place_of_its_earlier_one() -> None:
    """And of no other body's or person's."""
    session = rated(on_floor(), rating(Body.CELL, points=70))
    session = rated(session, Rating(id="x", floor="m4", body=Body.CELL, points=60))
    session = rated(session, rating(Body.CELL, points=82, id="later"))
    assert [(one.floor, one.points) for one in session.ratings] == [("m4", 60), ("m5", 82)]


def test_the_points_of_the_cell_go_before_those_of_the_committee_and_ones_own() -> None:
    """Which points count for a band."""
    session = on_floor()
    for body, points in ((None, 84), (Body.COMMITTEE, 80), (Body.CELL, 82)):
        if body is not None:
            session = rated(session, rating(body, points=points))
        counted = points_for(session, "m5")
        assert counted is not None
        assert counted.points == points
    assert points_for(session, "m4") is None


def test_self_review_and_outside_evidence_speak_too() -> None:
    """What was handed in before the meeting need not be typed again; what is said at the meeting goes before."""
    review = SelfReview(member="m4", form="2B", common=27, results=60, level=Level.EXCELLENT, came=date(2026, 11, 25))
    evidence = (
        Evidence(id="a", about="m4", kind=EvidenceKind.EMPLOYER, text="HTTNV", source="UBND", dated=date(2026, 11, 30)),
        Evidence(id="b", about="m4", kind=EvidenceKind.RESIDENCE, exempt="1.1"),
        Evidence(id="c", about="m4", kind=EvidenceKind.HOTLINE, text="Gọi 2 lần"),
    )
    session = replace(a_session(), self_reviews=(review,), evidence=evidence)
    own, employer, residence = voices(session, "m4")
    assert (own.level, own.points, own.on) == (Level.EXCELLENT, 87, date(2026, 11, 25))
    assert (employer.words, employer.source) == ("HTTNV", "UBND")
    assert residence.words == "thuộc diện không phải lấy ý kiến (1.1)"
    session = said(session, "@ *", "/ 4", "4 xl tốt 84")
    assert voices(session, "m4")[0].points == 84


@pytest.mark.parametrize("body", [Body.BALLOT, Body.SUPERIOR])
def test_count_and_decision_have_their_own_doors(body: Body) -> None:
    """Neither can be typed in as a rating."""
    with pytest.raises(ReviewError, match="không nhập ở đây"):
        rated(on_floor(), rating(body, level=Level.GOOD))


def test_who_was_not_reviewed_gets_no_proposal() -> None:
    """Not reviewed means not rated; opinions of others may come in all the same."""
    session = on_floor()
    with pytest.raises(ReviewError, match="Trần Xuân Nhẫn chưa kiểm điểm nên chưa xếp loại"):
        rated(session, Rating(id="p", floor="m4", body=Body.PROPOSAL, level=Level.GOOD))
    assert rated(session, Rating(id="p", floor="m4", body=Body.EMPLOYER, level=Level.GOOD)).ratings
    assert proposed_levels(session) == {"m5": None}


def test_approved_minutes_take_no_rating_or_fact() -> None:
    """What the meeting approved stays."""
    closed = replace(on_floor(), state=State.APPROVED)
    with pytest.raises(ReviewError, match="đã thông qua"):
        rated(closed, rating(Body.CELL, points=80))
    with pytest.raises(ReviewError, match="đã thông qua"):
        facts_entered(closed, Facts(floor="m5"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(floor="m5", tasks=10, done=11), "11 nhiệm vụ đã hoàn thành, trong khi tổng số là 10"),
        (Facts(floor="m5", late=1), "1 nhiệm vụ chậm hạn, trong khi tổng số là …"),
        (Facts(floor="m5", tasks=10, above=-1), "-1 nhiệm vụ vượt yêu cầu"),
        (Facts(floor="m5", tasks=10, done=8, failed=3), "8 nhiệm vụ hoàn thành và 3 không hoàn thành, quá tổng số 10"),
        (Facts(floor="m5", shares=(Share(measure="low_confidence", part=9, whole=8),)), "9 trên 8"),
        (Facts(floor="m5", found=("forbidden",), cleared=("forbidden",)), "vừa ghi có, vừa ghi không"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_both(facts: Facts, words: str) -> None:
    """The sentence begins with the person."""
    session = on_floor()
    assert words in (why_not_facts(session, facts) or "")
    with pytest.raises(ReviewError, match=r"^Huỳnh Quang Đồng: "):
        facts_entered(session, facts)


def test_later_facts_replace_the_earlier_of_the_same_subject() -> None:
    """Nothing known is empty facts and not an error."""
    session = facts_entered(a_session(), Facts(floor="m5", tasks=10))
    session = facts_entered(session, Facts(floor=COLLECTIVE, tasks=5))
    session = facts_entered(session, Facts(floor="m5", tasks=12))
    assert facts_of(session, "m5").tasks == 12
    assert len(session.facts) == 2
    assert facts_of(session, "m1") == Facts(floor="m1")


def before() -> Session:
    """The session of 2025: no. 5 has three faults (two with commitments), a reminder and one for a topic; no. 4 one."""
    session = replace(
        a_session(),
        id="2025",
        year=2025,
        roll=tuple(member(no) for no in range(1, 7)),
    )
    return said(
        session,
        "@bd 18:00 6/12/2025",
        "@ *",
        "@ct 1",
        "/ 5",
        "1 - Vắng bốn kỳ",
        "5 = 1 tiếp thu Tôi nhận",
        "2 - Chậm báo cáo quý",
        "5 = 2 tiếp thu Tôi nhận",
        "3 - Còn nể nang",
        "ct = 3 khuyết điểm",
        "4 - Đến muộn một lần",
        "ct = 4 nhắc nhở",
        "5 ! 1 Dự đủ ~2 >30/6/2026",
        "5 ! 1,2 Nộp đúng hạn ~2 >30/6/2026",
        "5 ! g2 Hoàn thiện hồ sơ ~2 >30/6/2026",
        "/ 4",
        "1 - Ít phát biểu",
        "4 = 1 tiếp thu Tôi nhận",
    )


def left(follow_up: FollowUp, *more: Session) -> tuple[Unrepaired, ...]:
    """What no. 5 has not repaired by the meeting of 2026."""
    earlier = (before(), *more)
    now = a_session()
    return unrepaired(earlier, ledger((*earlier, now), follow_up, DAY), now, "m5")


def closing(number: str) -> Closing:
    """The verifier closed this commitment."""
    return Closing(id=number, commitment=number, on=date(2026, 7, 1), by="Bùi Thị Hiếu", words="Đã làm xong")


def test_every_fault_without_a_closed_commitment_is_listed_with_its_state() -> None:
    """A claim is not enough, a fault without a promise counts, a reminder does not, other people's do not."""
    check = Check(id="k", commitment="CK2025-002", on=date(2026, 5, 1), state=CheckState.UNDER_WAY, degree=60, text="")
    done = Check(id="l", commitment="CK2025-001", on=date(2026, 5, 1), state=CheckState.DONE)
    found = left(FollowUp(checks=(check, done)))
    assert [(one.number, one.state) for one in found] == [
        ("2025-001", "đang khắc phục 60 %"),
        ("2025-002", "đang khắc phục 60 %"),
        ("2025-003", "chưa có cam kết khắc phục"),
        ("CK2025-003", "chưa kiểm tra"),
    ]
    claimed = left(FollowUp(checks=(done,), closings=(closing("CK2025-002"),)))
    assert claimed[0].state == "báo xong, chờ người theo dõi xác nhận"


def test_a_fault_is_repaired_when_all_its_commitments_are_closed() -> None:
    """One closed of two is not all."""
    one = left(FollowUp(closings=(closing("CK2025-002"),)))
    assert [found.number for found in one] == ["2025-001", "2025-003", "CK2025-003"]
    all_three = tuple(closing(f"CK2025-00{n}") for n in (1, 2, 3))
    assert [found.number for found in left(FollowUp(closings=all_three))] == ["2025-003"]


def test_sessions_from_this_one_on_do_not_count() -> None:
    """This year's faults close nothing this year."""
    now = said(a_session(), "@ *", "/ 5", "1 - Mới", "5 = 1 tiếp thu Nhận")
    assert point_at(now, 1, "m5").is_fault
    assert unrepaired((now,), ledger((now,), FollowUp(), DAY), now, "m5") == ()


@given(st.integers(0, 400), st.integers(1, 400))
def test_shares_are_shown_with_one_decimal_at_most(part: int, whole: int) -> None:
    """A whole per cent has none; the figure is within half a tenth."""
    shown = share_words(part, whole)
    percent = float(shown.split("(")[1].split(" ")[0].replace(",", "."))
    assert abs(percent - 100 * part / whole) <= 0.05 + 1e-9
    assert (",0 " in shown) is False
    assert shown.startswith(f"{part}/{whole} (")
