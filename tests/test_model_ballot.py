"""Ballots: who votes, what is on the slip, what a count comes to; and that nobody can learn who voted what."""

import random
import re
from dataclasses import replace

import pytest
from ballot_room import RULE, ballot, member, of_size, opened, probationary, room, temporary, typed
from hypothesis import given
from hypothesis import strategies as st

from review_tui.language.errors import ReviewError
from review_tui.model.attendance import marked
from review_tui.model.ballot import BallotState, Base, Tie, VoteRule, Way
from review_tui.model.balloting import (
    ballot_named,
    counted,
    electorate,
    floors_to_vote,
    opened_ballot,
    poll_closed,
    prepared_ballot,
    published,
    revote_prepared,
    voided,
    warnings,
    why_not_teller,
)
from review_tui.model.counting import count_of, errors
from review_tui.model.gate import missing_before_read_back
from review_tui.model.majority import needed_of, outcome, outcome_sentence
from review_tui.model.points import COLLECTIVE
from review_tui.model.poll import begun, poll_count, still_to_vote, taken_part, voted, why_not_begin_vote
from review_tui.model.ratings import Body, Facts, Rating
from review_tui.model.session import Here, Level, Presence, Session
from review_tui.model.telling import tellers_named
from review_tui.regulation.ballots import usual_way, vote_rule, without_employer
from review_tui.regulation.load import pack
from review_tui.store.documents import by_key
from review_tui.store.session_documents import session_documents

PACK = pack("366-2025")
REVOTE = replace(RULE, tie=Tie.REVOTE)


def sentence(rule: VoteRule, size: int, head: str, row: str) -> str:
    """What is said of one line of a slip, after the name."""
    session = typed(opened(of_size(size), rule=rule, floors=("m5",)), head, {"m5": row})
    return outcome_sentence(session, ballot(session), "m5").partition(": ")[2]


def test_official_members_in_the_room_vote_and_nobody_else() -> None:
    """Probationary ones never; those in temporary Party life only where it was asked and granted; absent ones not."""
    session = room(*(member(no) for no in range(1, 7)), probationary(7), temporary(8))
    session = marked(session, (Presence(member="m4", here=Here.ABSENT, reason="ốm"),))
    assert electorate(session, RULE) == ("m1", "m2", "m3", "m5", "m6")
    granted = vote_rule(PACK, temporary_votes=True)
    assert electorate(session, granted) == ("m1", "m2", "m3", "m5", "m6", "m8")
    assert ballot(opened(session, rule=granted)).rule.temporary_votes
    assert "m7" in ballot(opened(session)).floors


def test_the_electorate_is_frozen_when_the_ballot_is_opened() -> None:
    """Who comes later does not vote on it; who leaves stays counted among those who were handed a slip."""
    session = marked(of_size(6), (Presence(member="m6", here=Here.ABSENT),))
    session = opened(session)
    session = marked(session, (Presence(member="m6", here=Here.PRESENT, arrived="20:05"),))
    assert ballot(session).electorate == ("m1", "m2", "m3", "m4", "m5")
    with pytest.raises(ReviewError, match="đã mở rồi"):
        opened_ballot(session, "b")


def test_only_those_reviewed_are_on_the_ballot() -> None:
    """The usual slip has them and nobody else; the cell has a slip of its own."""
    session = room(*(member(no) for no in range(1, 6)), waiting=("m4",))
    assert floors_to_vote(session) == ("m1", "m2", "m3", "m5")
    assert ballot(prepared_ballot(session, id="b", rule=RULE)).floors == ("m1", "m2", "m3", "m5")
    assert ballot(opened(session, floors=(COLLECTIVE,))).lines == (COLLECTIVE,)


def test_on_slips_printed_earlier_the_row_of_somebody_not_reviewed_is_closed() -> None:
    """It stands on the slip and takes no votes."""
    session = room(*(member(no) for no in range(1, 6)), waiting=("m4",))
    session = opened(session, floors=("m5", "m4", "m1"))
    made = ballot(session)
    assert (made.floors, made.lines, made.not_reviewed) == (("m1", "m4", "m5"), ("m1", "m5"), ("m4",))
    assert outcome_sentence(session, made, "m4").endswith(": chưa kiểm điểm, không biểu quyết.")
    rows = {"m1": (0, 5, 0, 0), "m5": (0, 5, 0, 0)}
    with pytest.raises(ReviewError, match="chưa kiểm điểm, dòng này đã đóng"):
        counted(session, "b", count_of((5, 0, 5, 5, 0), {**rows, "m4": (0, 5, 0, 0)}))
    assert ballot(counted(session, "b", count_of((5, 0, 5, 5, 0), rows))).state is BallotState.CLOSED


@pytest.mark.parametrize(
    ("floors", "words"),
    [((), "chưa có ai"), (("m9",), "không thuộc diện kiểm điểm"), (("m1", "m1"), "hai lần")],
)
def test_a_slip_that_cannot_be_is_refused(floors: tuple[str, ...], words: str) -> None:
    """Nobody, somebody who is not reviewed at all, somebody twice."""
    session = room(*(member(no) for no in range(1, 4)), temporary(9))
    with pytest.raises(ReviewError, match=words):
        prepared_ballot(session, id="b", rule=RULE, floors=floors)


def test_paper_with_tellers_is_the_usual_way_and_the_screen_is_never_one_by_itself() -> None:
    """The pack may say hands."""
    assert usual_way(PACK) is Way.PAPER
    assert ballot(prepared_ballot(of_size(3), id="b", rule=RULE)).way is Way.PAPER
    assert usual_way(replace(PACK, ballot=replace(PACK.ballot, method="hands"))) is Way.HANDS


def test_a_pack_with_unknown_words_is_refused_with_them() -> None:
    """As a session of a later version might keep it."""
    odd = replace(PACK, ballot=replace(PACK.ballot, majority="most"))
    with pytest.raises(ReviewError, match="không hiểu được: most, add_from_top"):
        vote_rule(odd)


@pytest.mark.parametrize(
    ("majority", "base", "needed"),
    [
        ("over_half_of_valid", Base.VALID, {18: 10, 19: 10, 1: 1, 0: 1}),
        ("over_half_of_voters", Base.ELECTORATE, {20: 11}),
        ("two_thirds_of_valid", Base.VALID, {18: 12, 19: 13, 1: 1, 0: 1}),
    ],
)
def test_how_many_votes_are_needed(majority: str, base: Base, needed: dict[int, int]) -> None:
    """More than half; two thirds are enough when they are just reached."""
    rule = vote_rule(replace(PACK, ballot=replace(PACK.ballot, majority=majority)))
    made = ballot(prepared_ballot(of_size(3), id="b", rule=rule))
    assert rule.base is base
    assert {of: needed_of(made, of) for of in needed} == needed


def test_the_verdict_names_base_needed_got_and_result() -> None:
    """A clear majority."""
    assert sentence(RULE, 19, "19 0 19 19 0", "2 15 2 0") == (
        "tính trên 19 phiếu hợp lệ, cần ít nhất 10; mức hoàn thành tốt nhiệm vụ được 15; "
        "kết quả: hoàn thành tốt nhiệm vụ."
    )


def test_without_a_majority_votes_are_added_from_the_top() -> None:
    """A vote for a higher level counts for the lower; a tie is named."""
    assert sentence(RULE, 18, "18 0 18 18 0", "8 8 2 0") == (
        "tính trên 18 phiếu hợp lệ, cần ít nhất 10; các mức hoàn thành xuất sắc nhiệm vụ và hoàn thành tốt nhiệm vụ "
        "bằng nhau; không mức nào đủ 10, cộng từ mức cao xuống đến mức hoàn thành tốt nhiệm vụ được 16; "
        "kết quả: hoàn thành tốt nhiệm vụ."
    )


def test_without_a_majority_the_pack_may_want_a_revote() -> None:
    """Then there is no result, and the sentence says what follows; exactly half is not more than half."""
    said = sentence(REVOTE, 18, "18 0 18 18 0", "0 9 7 2")
    assert said.endswith("không mức nào đủ 10 (cao nhất được 9); phải bỏ phiếu lại.")
    session = typed(opened(of_size(4), rule=REVOTE, floors=("m4",)), "4 0 4 4 0", {"m4": "2 2 0 0"})
    session = opened_ballot(revote_prepared(session, "b", new_id="b2"), "b2")
    again = typed(session, "4 0 4 4 0", {"m4": "2 2 0 0"}, id="b2")
    assert outcome_sentence(again, ballot(again, "b2"), "m4").endswith(
        "bỏ phiếu lại vẫn không mức nào đủ 3; chi bộ thảo luận, quyết định."
    )


def test_no_valid_vote_gives_no_result() -> None:
    """Even where votes are added."""
    assert sentence(RULE, 5, "5 0 5 5 0", "0 0 0 0").endswith(
        "không mức nào đủ 1 (cao nhất được 0); phải bỏ phiếu lại."
    )


def test_a_base_set_before_holds_whatever_came_back() -> None:
    """Of those who may vote: slips kept or spoilt count against a level."""
    rule = replace(RULE, base=Base.ELECTORATE)
    said = sentence(rule, 10, "10 3 7 6 1", "0 5 1 0")
    assert said.startswith("tính trên 10 đảng viên được biểu quyết, cần ít nhất 6; không mức nào đủ 6, cộng")
    assert sentence(RULE, 10, "10 3 7 6 1", "0 5 1 0").startswith("tính trên 6 phiếu hợp lệ, cần ít nhất 4; mức")


def test_each_base_is_a_figure_of_its_own() -> None:
    """12 may vote, 10 slips went out, 8 came back, 6 were valid: four bases, four thresholds."""
    session = opened(of_size(12), floors=("m5",))
    found = {}
    for base in Base:
        made = replace(ballot(session), rule=replace(RULE, base=base))
        count = count_of((10, 2, 8, 6, 2), {"m5": (0, 5, 1, 0)})
        told = outcome(replace(made, count=count), "m5")
        assert told is not None
        found[base] = (told.base, told.needed)
    assert found == {
        Base.VALID: (6, 4), Base.RETURNED: (8, 5), Base.ISSUED: (10, 6), Base.ELECTORATE: (12, 7),
    }  # fmt: skip


def test_two_levels_with_just_half_are_a_tie_and_no_result_by_themselves() -> None:
    """Where half itself is enough, both have it: neither wins for standing higher on the slip."""
    rule = replace(REVOTE, over=False)
    assert "bằng nhau; không mức nào đủ" in sentence(rule, 10, "10 0 10 10 0", "5 5 0 0")


@given(st.tuples(*[st.integers(0, 30)] * 4), st.sampled_from([RULE, REVOTE]))
def test_a_result_always_has_the_majority(votes: tuple[int, ...], rule: VoteRule) -> None:
    """By itself or with those above it; and the highest such level is taken."""
    size = max(sum(votes), 5)
    session = room(*(member(no) for no in range(1, 6)))
    session = opened(session, rule=rule, floors=("m5",))
    made = replace(ballot(session), electorate=tuple(f"m{no}" for no in range(size)))
    count = count_of((size, 0, size, size, 0), {"m5": votes})
    made = replace(made, count=count)
    found = outcome(made, "m5")
    assert found is not None
    levels = list(Level)
    half = sum(votes) / 2
    alone = [level for level, given in zip(levels, votes, strict=True) if given > half]
    added = [level for place, level in enumerate(levels) if sum(votes[: place + 1]) > half]
    expected = alone or (added[:1] if rule is RULE else [])
    assert found.result == (expected[0] if expected else None)
    assert found.added == (not alone and bool(expected))


def test_publishing_hands_the_count_to_the_minutes_and_closes_the_ballot_for_good() -> None:
    """One tally for each line, in the order of review; a published ballot takes no other count."""
    session = opened(of_size(5))
    rows = {"m2": "1 4 0 0", "m1": "5 0 0 0", "m3": "0 2 2 0", "m4": "0 0 5 0", "m5": "0 5 0 0"}
    session = typed(session, "5 0 5 5 0", rows)
    assert [(one.floor, one.valid, one.result) for one in session.tallies] == [
        ("m1", 5, Level.EXCELLENT),
        ("m2", 5, Level.GOOD),
        ("m3", 4, Level.COMPLETED),
        ("m4", 5, Level.COMPLETED),
        ("m5", 5, Level.GOOD),
    ]
    with pytest.raises(ReviewError, match="đã công bố; muốn khác phải bỏ phiếu lại"):
        counted(session, "b", count_of((5, 0, 5, 5, 0), {}))
    with pytest.raises(ReviewError, match="chưa kiểm xong"):
        published(session, "b")


def test_a_revote_keeps_the_first_ballot_as_it_was() -> None:
    """Same rule, only the lines without a result unless others are named; the minutes take the last result."""
    session = typed(
        opened(of_size(5), rule=REVOTE, floors=("m4", "m5")), "5 0 5 4 1", {"m4": "0 4 0 0", "m5": "0 2 2 0"}
    )
    first = ballot(session)
    with pytest.raises(ReviewError, match="chưa công bố"):
        revote_prepared(opened(of_size(5)), "b", new_id="x")
    session = revote_prepared(session, "b", new_id="b2")
    second = ballot(session, "b2")
    assert (second.floors, second.rule, second.revote_of, second.number) == (("m5",), first.rule, "b", 2)
    session = typed(opened_ballot(session, "b2"), "5 0 5 5 0", {"m5": "0 3 2 0"}, id="b2")
    assert ballot(session) == first
    assert {tally.floor: tally.result for tally in session.tallies} == {"m4": Level.GOOD, "m5": Level.GOOD}
    with pytest.raises(ReviewError, match="dòng nào cũng đã có kết quả"):
        revote_prepared(session, "b2", new_id="b3")
    assert ballot(revote_prepared(session, "b2", new_id="b3", floors=("m4",)), "b3").floors == ("m4",)


def test_few_voters_and_equal_votes_are_warned_of() -> None:
    """Below five, and where everybody voted alike: both tell how each one voted."""
    few = opened(of_size(4))
    assert "Chỉ có 4 người biểu quyết, dưới 5" in warnings(few, ballot(few))[0]
    enough = typed(opened(of_size(5), floors=("m4", "m5")), "5 0 5 5 0", {"m4": "0 5 0 0", "m5": "0 4 1 0"})
    (alike,) = warnings(enough, ballot(enough))
    nobody = typed(opened(of_size(5), floors=("m4",)), "5 0 5 5 0", {"m4": "0 0 0 0"})
    assert warnings(nobody, ballot(nobody)) == ()
    name = enough.member("m4").name
    assert alike == f"Mọi phiếu hợp lệ như nhau nên lộ phiếu của từng người: {name}."


def test_a_missing_rating_of_the_employer_makes_a_line_provisional() -> None:
    """For those who work in the system; not for the retired, the cell, or where it has come."""
    working = room(*(member(no, job="Công chức") for no in (1, 2)), member(3), member(4, job="Công chức"), member(5))
    came = Rating(id="r", floor="m2", body=Body.EMPLOYER, level=Level.GOOD)
    session = replace(working, ratings=(came,), facts=(Facts(floor="m4", subject="outside"),))
    missing = without_employer(session, PACK, (COLLECTIVE, *floors_to_vote(session)))
    assert missing == ("m1",)
    session = opened_ballot(prepared_ballot(session, id="b", rule=RULE, provisional=missing), "b")
    assert "nên kết quả là tạm thời" in " ".join(warnings(session, ballot(session)))


def test_tellers_who_are_on_the_ballot_are_refused_only_where_somebody_else_is_free() -> None:
    """Where the pack says so. With everybody on the slip it goes on, and is said."""
    strict = replace(RULE, tellers_on_ballot=False)
    session = prepared_ballot(of_size(5), id="b", rule=strict, floors=("m2", "m5"))
    assert "còn người khác kiểm được" in (why_not_teller(session, ballot(session), "m2") or "")
    assert why_not_teller(session, ballot(session), "m3") is None
    everybody = opened(of_size(5), rule=strict)
    assert why_not_teller(everybody, ballot(everybody), "m2") is None
    assert "Người kiểm phiếu có tên trong phiếu: " in " ".join(warnings(everybody, ballot(everybody)))
    usual = opened(of_size(5))
    assert why_not_teller(usual, ballot(usual), "m2") is None


def test_no_quorum_and_no_tellers_are_said_and_block_nothing() -> None:
    """The ballot opens all the same."""
    session = room(*(member(no) for no in range(1, 7)))
    session = marked(session, tuple(Presence(member=f"m{no}", here=Here.ABSENT) for no in (4, 5, 6)))
    session = opened_ballot(prepared_ballot(session, id="b", rule=RULE, tellers=()), "b")
    said = " ".join(warnings(replace(session, roles=()), replace(ballot(session), tellers=())))
    assert "Chưa có tổ kiểm phiếu" in said
    assert "Chưa đủ số đảng viên" in said


def test_a_ballot_not_brought_to_its_end_is_missed_before_the_read_back() -> None:
    """Prepared, open, counted: each is named; a published or void one is not."""
    session = prepared_ballot(of_size(5), id="b", rule=RULE, floors=("m5",))
    said = []
    for step in (
        lambda s: s,
        lambda s: opened_ballot(s, "b"),
        lambda s: counted(s, "b", count_of((5, 0, 5, 5, 0), {"m5": (0, 5, 0, 0)})),
        lambda s: published(s, "b"),
    ):
        session = step(session)
        said.append([one for one in missing_before_read_back(session) if one.startswith("Phiếu số 1")])
    assert said == [
        ["Phiếu số 1 đã chuẩn bị mà chưa mở."],
        ["Phiếu số 1 đang mở, chưa kiểm phiếu."],
        ["Phiếu số 1 đã kiểm xong mà chưa công bố."],
        [],
    ]


# --- The poll on the screen ---


def screen(size: int = 7, *, rule: VoteRule = RULE) -> Session:
    """A room with an open poll on no. 5, 6 and 7."""
    return opened(of_size(size), way=Way.SCREEN, rule=rule, floors=("m5", "m6", "m7"))


def choices(*levels: Level | None) -> dict[str, Level]:
    """Choices on the three lines; None leaves one blank."""
    return {floor: level for floor, level in zip(("m5", "m6", "m7"), levels, strict=True) if level is not None}


def test_a_poll_counts_and_refuses_a_second_vote() -> None:
    """Everybody once; blank lines count for nothing on their line, a blank slip is not valid."""
    session = screen()
    poll = begun(ballot(session))
    poll = voted(poll, session, "m3", choices(Level.GOOD, None, Level.GOOD))
    poll = voted(poll, session, "m1", choices(Level.EXCELLENT, Level.GOOD, Level.GOOD))
    poll = voted(poll, session, "m2", {})
    assert (taken_part(poll, session), still_to_vote(poll)) == (("m1", "m2", "m3"), ("m4", "m5", "m6", "m7"))
    with pytest.raises(ReviewError, match="đã biểu quyết rồi; mỗi người một lần"):
        voted(poll, session, "m3", {})
    count = poll_count(poll)
    assert (count.issued, count.kept, count.returned, count.valid, count.invalid) == (7, 4, 3, 2, 1)
    assert [line.valid for line in count.lines] == [2, 1, 2]
    assert count.lines[0].got(Level.EXCELLENT) == 1


def test_a_poll_refuses_strangers_other_lines_and_ones_own_line() -> None:
    """Where the pack has nobody vote on himself; where it has, the own line counts."""
    session = screen()
    poll = begun(ballot(session))
    assert "không có trong danh sách biểu quyết" in (
        why_not_begin_vote(replace(poll, electorate=poll.electorate[1:]), session, "m1") or ""
    )
    with pytest.raises(ReviewError, match="không có trong phiếu này"):
        voted(poll, session, "m2", {"m1": Level.GOOD})
    with pytest.raises(ReviewError, match="không biểu quyết cho chính mình"):
        voted(poll, session, "m5", choices(Level.GOOD, None, None))
    own = screen(rule=vote_rule(PACK, self_vote=True))
    assert voted(begun(ballot(own)), own, "m5", choices(Level.GOOD, None, None)).voted == {"m5"}


def test_a_poll_begins_only_on_a_ballot_opened_for_the_screen() -> None:
    """Not on paper, not before the opening, not after the closing."""
    for session in (opened(of_size(5)), prepared_ballot(of_size(5), id="b", rule=RULE, way=Way.SCREEN)):
        with pytest.raises(ReviewError, match="không mở để biểu quyết trên máy"):
            begun(ballot(session))


def test_a_running_poll_shows_nothing_when_it_is_written_down() -> None:
    """Its counters and voters stand in no log, report or traceback that prints the value."""
    session = screen()
    poll = voted(begun(ballot(session)), session, "m3", choices(Level.GOOD, Level.GOOD, Level.GOOD))
    assert re.fullmatch(r"<review_tui\.model\.poll\.Poll object at 0x[0-9a-f]+>", repr(poll))


def test_nothing_of_a_running_poll_is_in_the_session() -> None:
    """What could be saved while it runs is the same before the first vote and after the last."""
    session = screen()
    before = written(session)
    poll = begun(ballot(session))
    for no in range(1, 8):
        poll = voted(poll, session, f"m{no}", {})
        assert written(session) == before


def written(session: Session) -> list[tuple[str, str, str, int, bytes]]:
    """Everything that a book would seal of a session, in the order of the disk."""
    documents = by_key(session_documents(session))
    return sorted((one.table, one.id, one.compartment, one.n, one.plain) for one in documents.values())


def test_the_written_session_is_the_same_whatever_the_order_and_whoever_voted_what() -> None:
    """R19: 200 permutations of voters and of votes among voters give byte for byte the same documents."""
    session = screen(rule=vote_rule(PACK, self_vote=True))
    levels = list(Level)
    votes = [choices(levels[no % 4], levels[no // 2 % 4], None if no == 3 else levels[no % 2]) for no in range(6)] + [
        {}
    ]
    rng = random.Random(19)
    found = set()
    for _turn in range(200):
        voters = [f"m{no}" for no in range(1, 8)]
        rng.shuffle(voters)
        cast = list(votes)
        rng.shuffle(cast)
        poll = begun(ballot(session))
        for voter, choice in zip(voters, cast, strict=True):
            poll = voted(poll, session, voter, choice)
        closed = published(poll_closed(session, poll, closed_at="20:40"), "b")
        found.add(tuple(written(closed)))
    assert len(found) == 1
    (documents,) = found
    plain = b"".join(text for *_rest, text in documents)
    assert b'"voted":["m1","m2","m3","m4","m5","m6","m7"]' in plain


def test_the_roll_of_a_poll_tells_neither_time_nor_number() -> None:
    """By given name, then the whole name, as Vietnamese lists have it."""
    names = ("Đỗ Thanh Ẩn", "Nguyễn Văn An", "Võ Đình Dũng", "Đặng Hữu Đức", "Bùi Thị Ân", "Bùi Văn An")
    session = room(*(member(no, name=name) for no, name in enumerate(names, 1)))
    session = opened(session, way=Way.SCREEN)
    poll = begun(ballot(session))
    for voter in ("m4", "m1", "m6", "m3", "m2", "m5"):
        poll = voted(poll, session, voter, {})
    given = [session.name_of(one).split()[-1] for one in taken_part(poll, session)]
    assert given == ["An", "An", "Ân", "Ẩn", "Dũng", "Đức"]
    assert taken_part(poll, session)[:2] == ("m6", "m2")


def test_who_did_not_vote_shows_only_as_a_slip_that_did_not_come_back() -> None:
    """The roll of those who voted stands in the order of names."""
    session = screen()
    poll = begun(ballot(session))
    for voter in ("m6", "m2", "m4"):
        poll = voted(poll, session, voter, {"m7": Level.GOOD})
    closed = ballot(poll_closed(session, poll))
    assert closed.voted == ("m2", "m4", "m6")
    assert closed.count is not None
    assert (closed.count.issued, closed.count.kept) == (7, 4)


@given(st.lists(st.dictionaries(st.sampled_from(["m5", "m6", "m7"]), st.sampled_from(list(Level))), max_size=7))
def test_the_sums_of_a_poll_always_hold(cast: list[dict[str, Level]]) -> None:
    """Whatever was chosen, the count closes the ballot without a complaint."""
    session = screen(rule=vote_rule(PACK, self_vote=True))
    poll = begun(ballot(session))
    for no, choice in enumerate(cast, 1):
        poll = voted(poll, session, f"m{no}", choice)
    count = poll_count(poll)
    assert errors(session, ballot(session), count) == ()
    assert sum(line.valid for line in count.lines) == sum(len(choice) for choice in cast)
    assert ballot(poll_closed(session, poll)).state is BallotState.CLOSED


def test_a_poll_that_was_broken_off_is_void_and_voted_again() -> None:
    """Nothing of it was kept; the void ballot stays in the record."""
    session = voided(screen(), "b")
    assert ballot(session).state is BallotState.VOID
    assert ballot(session).count is None
    with pytest.raises(ReviewError, match="hiện không mở"):
        voided(session, "b")
    session = revote_prepared(session, "b", new_id="b2", way=Way.PAPER)
    assert (ballot(session, "b2").floors, ballot(session, "b2").way) == (("m5", "m6", "m7"), Way.PAPER)


def test_a_poll_is_not_taken_in_by_another_ballot() -> None:
    """Nor by its own after it was closed, voided or opened anew."""
    session = screen()
    poll = begun(ballot(session))
    for changed in (voided(session, "b"), poll_closed(session, poll)):
        with pytest.raises(ReviewError, match="không còn mở"):
            poll_closed(changed, poll)
    with pytest.raises(KeyError):
        ballot_named(session, "x")


def test_tellers_are_named_until_the_result_is_read_out() -> None:
    """A ballot opened without them is listed before the minutes are read back, and not any more once they are named."""
    session = opened(of_size(19), floors=("m4", "m5"))
    id = session.ballots[-1].id
    rule = replace(session.ballots[-1].rule, tellers_on_ballot=False)
    session = replace(session, ballots=(replace(session.ballots[-1], rule=rule),))
    bare = tellers_named(session, id, ())
    sentence = "Phiếu số 1 chưa ghi tổ kiểm phiếu."
    assert sentence in missing_before_read_back(bare)
    named = tellers_named(bare, id, ("m7", "m8"))
    assert named.ballots[-1].tellers == ("m7", "m8")
    assert sentence not in missing_before_read_back(named)
    with pytest.raises(ReviewError, match="có tên trong phiếu"):
        tellers_named(bare, id, ("m4",))
    out = replace(named.ballots[-1], state=BallotState.PUBLISHED)
    with pytest.raises(ReviewError, match="chưa công bố"):
        tellers_named(replace(named, ballots=(out,)), id, ("m9",))
