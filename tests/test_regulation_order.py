"""Who is reviewed, in which order, and the sentence for whoever is not."""

from dataclasses import replace
from datetime import date

from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.regulation import load
from review_tui.regulation.order import not_reviewed, review_order, rules_of

DAY = date(2026, 12, 5)


def member(no: int, name: str, *, post: Post = Post.MEMBER, status: Status | None = None, **more: object) -> Member:
    """A member of the roll; all joined long ago unless said otherwise."""
    periods = (StatusPeriod(status=status),) if status else ()
    made = Member(id=f"m{no}", no=no, name=name, post=post, periods=periods, joined=date(2000, 1, 1))
    return replace(made, **more)  # type: ignore[arg-type]


ROLL = (
    member(1, "Đảng viên Một", joined=date(2026, 2, 3), note="Đảng viên dự bị"),
    member(2, "Đảng viên Hai", joined=date(2026, 7, 19), note="Đảng viên dự bị"),
    member(3, "Đảng viên Ba", status=Status.SUSPENDED),
    member(4, "Đảng viên Bốn", status=Status.EXEMPT),
    member(5, "Đảng viên Năm", status=Status.SICK),
    member(6, "Chi ủy viên", post=Post.COMMITTEE),
    member(7, "Phó bí thư", post=Post.DEPUTY),
    member(8, "Bí thư", post=Post.HEAD),
    member(9, "Người tạm đến", status=Status.TEMPORARY_HERE),
    member(10, "Người tạm đi", status=Status.TEMPORARY_ELSEWHERE),
    member(11, "Người đã đi", status=Status.LEFT),
    member(12, "Đảng viên Mười hai"),
)


def test_the_head_first_and_the_probationary_last() -> None:
    """Head, deputy, committee, members by number, then probationary members."""
    pack = load.pack("366-2025")
    assert [one.no for one in review_order(pack, ROLL, DAY)] == [8, 7, 6, 5, 10, 12, 1]


def test_whoever_is_not_reviewed_is_told_why() -> None:
    """Exempt, suspended, admitted less than six months ago, and guests of another cell: each with the article."""
    sentences = {one.no: why for one, why in not_reviewed(load.pack("366-2025"), ROLL, DAY)}
    assert sorted(sentences) == [2, 3, 4, 9]
    assert sentences[2] == (
        "Đ/c Đảng viên Hai không kiểm điểm: kết nạp chưa đủ 6 tháng (Quy định 366-QĐ/TW, điều 5 khoản 2)."
    )
    assert "đình chỉ" in sentences[3]
    assert "miễn" in sentences[4]
    assert "tạm thời" in sentences[9]


def test_everybody_on_the_roll_is_either_reviewed_or_told_why() -> None:
    """Nobody who has not left falls between the two lists, whatever the regulation."""
    for id in load.available():
        pack = load.pack(id)
        both = [one.no for one in review_order(pack, ROLL, DAY)] + [
            one.no for one, _why in not_reviewed(pack, ROLL, DAY)
        ]
        assert sorted(both) == [n for n in range(1, 13) if n != 11]


def test_six_months_are_counted_to_the_day() -> None:
    """Admitted on 5 June, a member is reviewed on 5 December and not on the day before."""
    pack = load.pack("366-2025")
    new = member(20, "Mới", joined=date(2026, 6, 5))
    assert review_order(pack, (new,), DAY) == (new,)
    assert review_order(pack, (new,), date(2026, 12, 4)) == ()


def test_new_members_were_reviewed_before_2025() -> None:
    """The six months came with Quy định 366 only."""
    assert 2 in {one.no for one in review_order(load.pack("124-2023"), ROLL, DAY)}


def test_the_order_does_not_hang_on_the_order_of_the_roll() -> None:
    """The same people in another order give the same order of review."""
    pack = load.pack("366-2025")
    assert review_order(pack, ROLL[::-1], DAY) == review_order(pack, ROLL, DAY)
    assert not_reviewed(pack, ROLL[::-1], DAY) == not_reviewed(pack, ROLL, DAY)


def test_a_session_keeps_the_entries_in_force() -> None:
    """Signs, forbidden things, task groups and ethics can be touched by a line, each once."""
    rules = rules_of(load.pack("366-2025"), DAY)
    assert len(rules.entries) == len(set(rules.entries)) == 27 + 19 + 12 + 5
    assert {"1.4", "d11", "n3", "e2"} <= set(rules.entries)
    assert (rules.quorum_numerator, rules.quorum_denominator, rules.mark_percent) == (2, 3, 85)
    assert rules.not_due == (Status.EXEMPT, Status.SUSPENDED)
    assert not rules.temporary_votes
    assert set(rules_of(load.pack("366-2025")).entries) == set(rules.entries)
