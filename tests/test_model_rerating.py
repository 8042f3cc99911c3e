"""Decisions above and re-ratings: the proposal stays, the old level stays, each has its ground and day."""

from dataclasses import replace
from datetime import date

import pytest
from ballot_room import of_size

from review_tui.language.errors import ReviewError
from review_tui.model.followup import Decision, FollowUp
from review_tui.model.levels import rated, voices
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Rating
from review_tui.model.rerating import decided, history, rerated, standing_level
from review_tui.model.session import Level, Session, State

ABOVE = "Ban Thường vụ Đảng ủy phường Tân An Đông"


def approved() -> Session:
    """Approved minutes in which the cell proposes "tốt" for no. 4."""
    session = rated(of_size(5), Rating(id="p", floor="m4", body=Body.PROPOSAL, level=Level.GOOD))
    return replace(session, state=State.APPROVED)


def decision(**changes: object) -> Decision:
    """The superior decides "hoàn thành" for no. 4."""
    made = Decision(
        id="d", session="2026", floor="m4", level=Level.COMPLETED, on=date(2026, 12, 20), by=ABOVE, number="41-QĐ/ĐU"
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def with_decision() -> FollowUp:
    """What happened after the meeting: the decision."""
    return decided(FollowUp(), approved(), decision(reason="Chậm hạn 3 việc"))


def test_a_decision_stands_beside_the_proposal() -> None:
    """With body, number, day, and the reason where it differs."""
    session, follow_up = approved(), with_decision()
    stands = standing_level(follow_up, "2026", "m4")
    assert stands is not None
    assert (stands.level, stands.source, stands.words) == (Level.COMPLETED, f"41-QĐ/ĐU, {ABOVE}", "Chậm hạn 3 việc")
    said = {voice.body: voice.level for voice in voices(session, "m4", follow_up)}
    assert said[Body.PROPOSAL] is Level.GOOD
    assert said[Body.SUPERIOR] is Level.COMPLETED
    assert standing_level(follow_up, "2026", "m5") is None
    assert standing_level(follow_up, "2025", "m4") is None


@pytest.mark.parametrize(
    ("session", "made", "words"),
    [
        (replace(approved(), state=State.RECORDING), decision(), "chưa được thông qua"),
        (approved(), decision(by=" "), "cấp nào quyết định"),
        (approved(), decision(on=date(2026, 12, 4)), "04/12/2026 trước ngày họp 05/12/2026"),
        (replace(approved(), floors=()), decision(), "chưa kiểm điểm ở kỳ 2026"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(session: Session, made: Decision, words: str) -> None:
    """Before the minutes are approved, without a body, before the meeting, about somebody not reviewed."""
    with pytest.raises(ReviewError, match=words):
        decided(FollowUp(), session, made)


def test_a_second_decision_is_a_re_rating() -> None:
    """It is not typed over the first."""
    with pytest.raises(ReviewError, match=r"đã có quyết định ngày 20/12/2026; .*mẫu 03"):
        decided(with_decision(), approved(), decision(id="e", level=Level.GOOD))


def changed(follow_up: FollowUp, after: Level | None, **changes: object) -> FollowUp:
    """A re-rating of no. 4 in March."""
    given: dict[str, object] = {"id": "x", "ground": "Kê khai sai kết quả", "on": date(2027, 3, 2), "by": ABOVE}
    return rerated(follow_up, approved(), "m4", after, **{**given, **changes})  # type: ignore[arg-type]


def test_a_level_is_changed_or_cancelled_and_every_earlier_one_stays() -> None:
    """Each names what it replaces; the last one stands."""
    first = changed(with_decision(), None, number="7-QĐ/ĐU")
    second = changed(first, Level.NOT_COMPLETED, id="y", on=date(2027, 4, 1), by="")
    assert [(one.id, one.level) for one in history(second, "2026", "m4")] == [
        ("d", Level.COMPLETED),
        ("x", None),
        ("y", Level.NOT_COMPLETED),
    ]
    assert [(made.replaces, made.before, made.after) for made in second.reratings] == [
        ("d", Level.COMPLETED, None),
        ("x", None, Level.NOT_COMPLETED),
    ]
    stands = standing_level(second, "2026", "m4")
    assert stands is not None
    assert (stands.level, stands.changed, stands.by) == (Level.NOT_COMPLETED, True, ABOVE)
    assert second.decisions == with_decision().decisions
    assert first.reratings == second.reratings[:1]


@pytest.mark.parametrize(
    ("after", "changes", "words"),
    [
        (Level.GOOD, {"ground": " "}, "phải nêu lý do"),
        (Level.COMPLETED, {}, "mức mới trùng với mức đang có hiệu lực"),
        (Level.GOOD, {"on": date(2026, 12, 19)}, "19/12/2026 trước ngày của kết quả bị điều chỉnh"),
    ],
)
def test_a_change_needs_a_ground_another_level_and_a_later_day(
    after: Level, changes: dict[str, object], words: str
) -> None:
    """One sentence says what is lacking."""
    with pytest.raises(ReviewError, match=words):
        changed(with_decision(), after, **changes)


def test_nothing_decided_is_nothing_to_change() -> None:
    """Also for the collective; a cancelled level cannot be cancelled again."""
    with pytest.raises(ReviewError, match="chưa có mức xếp loại được quyết định ở kỳ 2026"):
        changed(FollowUp(), Level.GOOD)
    with pytest.raises(ReviewError, match=r"^Tập thể chi bộ chưa có mức"):
        rerated(with_decision(), approved(), COLLECTIVE, None, id="z", ground="Sai", on=date(2027, 3, 2), by=ABOVE)
    with pytest.raises(ReviewError, match="mức mới trùng"):
        changed(changed(with_decision(), None), None, id="y")
