"""The counting desk: figures that must hold, sentences that name both, two tellers compared, rows by number keys."""

from dataclasses import replace

import pytest
from ballot_room import RULE, ballot, member, of_size, opened, room
from hypothesis import given
from hypothesis import strategies as st

from review_tui.language.errors import ReviewError
from review_tui.model.ballot import Count, Way
from review_tui.model.balloting import counted
from review_tui.model.cell import Cell
from review_tui.model.counting import (
    count_of,
    differences,
    double_entry,
    errors,
    hands_counted,
    line_note,
    read_head,
    read_row,
    row_of,
)
from review_tui.model.session import Level, Session

ROWS = {"m4": (2, 15, 1, 0), "m5": (0, 10, 8, 0)}
HEAD = (19, 1, 18, 18, 0)


def desk(**changes: object) -> Session:
    """Nineteen voters, a slip with no. 4 and 5."""
    return opened(of_size(19), floors=("m4", "m5"), rule=replace(RULE, **changes))  # type: ignore[arg-type]


def found(
    head: tuple[int, int, int, int, int] = HEAD, rows: dict[str, tuple[int, ...]] | None = None
) -> tuple[str, ...]:
    """What does not add up."""
    session = desk()
    return errors(session, ballot(session), count_of(head, ROWS if rows is None else rows))


def test_a_count_that_holds_has_no_errors() -> None:
    """With one slip kept and none spoilt."""
    assert found() == ()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ((19, 0, 18, 18, 0), "Phát ra 19 phiếu, nhưng thu về 18 và không thu về 0 cộng lại là 18."),
        ((19, 1, 18, 16, 1), "Thu về 18 phiếu, nhưng hợp lệ 16 và không hợp lệ 1 cộng lại là 17."),
        ((20, 1, 19, 18, 1), "Phát ra 20 phiếu, nhiều hơn 19 đảng viên được biểu quyết."),
        ((19, -1, 20, 18, 2), "Số phiếu không thu về là -1, không được âm."),
    ],
)
def test_slips_that_do_not_add_up_block_with_both_figures(head: tuple[int, int, int, int, int], words: str) -> None:
    """Issued = returned + kept; returned = valid + invalid; nobody gets two slips."""
    assert words in found(head)
    session = desk()
    with pytest.raises(ReviewError):
        counted(session, "b", count_of(head, ROWS))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({**ROWS, "m5": (0, 10, 8, 1)}, "dòng có 19 phiếu, nhiều hơn 18 phiếu hợp lệ."),
        ({**ROWS, "m5": (0, 10, 7, 0, 18)}, "các mức cộng lại 17 phiếu, nhưng số phiếu hợp lệ của dòng là 18."),
        ({"m4": ROWS["m4"]}, "chưa ghi số phiếu."),
        ({**ROWS, "m6": (0, 1, 0, 0)}, "không có trong phiếu này."),
        ({**ROWS, "m5": (-1, 10, 8, 0)}, "số phiếu không được âm."),
    ],
)
def test_a_line_that_does_not_add_up_is_named(rows: dict[str, tuple[int, ...]], words: str) -> None:
    """Valid of a line = sum of its levels, never more than the valid slips; every line is there once."""
    assert [one for one in found(rows=rows) if one.endswith(words)]


def test_a_line_never_has_more_votes_than_there_are_valid_slips() -> None:
    """A spoilt slip came back, but does not count on any line."""
    (said,) = found((19, 1, 18, 17, 1), {**ROWS, "m4": (2, 14, 1, 0)})
    assert said.endswith("dòng có 18 phiếu, nhiều hơn 17 phiếu hợp lệ.")


def test_the_same_line_twice_is_named() -> None:
    """As two tellers might both type it."""
    session = desk()
    count = count_of(HEAD, ROWS)
    twice = replace(count, lines=(*count.lines, count.lines[0]))
    assert errors(session, ballot(session), twice) == (f"{session.member('m4').name}: ghi hai lần.",)


def test_a_spoilt_line_spoils_itself_or_the_whole_slip_as_the_pack_says() -> None:
    """Usually the line alone; where the whole slip counts, every line has all valid slips but one's own."""
    rows = {**ROWS, "m5": (0, 8, 8, 0)}
    assert found(rows=rows) == ()
    whole = desk(per_line=False)
    (said,) = errors(whole, ballot(whole), count_of(HEAD, rows))
    assert said.endswith("dòng có 16 phiếu, nhưng phiếu hợp lệ là 18; quy tắc tính cả phiếu.")
    one_blank = count_of(HEAD, {**ROWS, "m5": (0, 9, 8, 0)})
    assert errors(whole, ballot(whole), one_blank) == ()
    voting_for_oneself = desk(per_line=False, self_vote=True)
    assert errors(voting_for_oneself, ballot(voting_for_oneself), one_blank)


@given(st.integers(0, 19), st.integers(0, 19), st.lists(st.integers(0, 19), min_size=8, max_size=8))
def test_what_is_taken_in_adds_up(kept: int, invalid: int, votes: list[int]) -> None:
    """Added again by hand: a count without errors holds in every sum, and one that holds has no errors."""
    issued, returned = 19, 19 - kept
    valid = returned - invalid
    rows = {"m4": tuple(votes[:4]), "m5": tuple(votes[4:])}
    session = desk()
    taken = not errors(session, ballot(session), count_of((issued, kept, returned, valid, invalid), rows))
    assert taken == (valid >= 0 and sum(votes[:4]) <= valid and sum(votes[4:]) <= valid)


def test_two_tellers_are_compared_field_by_field() -> None:
    """In the order of the sheet, each with both figures; nothing where they agree."""
    session = desk()
    one = count_of(HEAD, ROWS)
    other = count_of((19, 1, 18, 17, 1), {"m4": (2, 14, 2, 0), "m5": (0, 10, 8, 0)})
    assert differences(session, one, one) == ()
    found = differences(session, one, other)
    assert [(made.floor, made.field, made.first, made.second) for made in found] == [
        ("", "valid", 18, 17),
        ("", "invalid", 0, 1),
        ("m4", "good", 15, 14),
        ("m4", "completed", 1, 2),
    ]
    assert found[0].sentence == "Số phiếu hợp lệ: người thứ nhất ghi 18, người thứ hai ghi 17."
    name = session.member("m4").name
    assert found[2].sentence == f"{name}, mức hoàn thành tốt nhiệm vụ: người thứ nhất ghi 15, người thứ hai ghi 14."


def test_a_line_that_only_one_teller_typed_differs_in_every_field() -> None:
    """Shown as not written by the other."""
    session = desk()
    found = differences(session, count_of(HEAD, ROWS), count_of(HEAD, {"m4": ROWS["m4"]}))
    assert {made.floor for made in found} == {"m5"}
    assert [made.second for made in found] == [None] * 5
    assert "người thứ hai ghi …" in found[0].sentence


def test_rows_are_typed_by_number_keys_alone() -> None:
    """Four levels, with or without the sum; signs between them do not matter."""
    assert read_row("2 15 2 0") == (2, 15, 2, 0)
    assert read_row("2+15,2/0 19") == (2, 15, 2, 0, 19)
    assert read_head("19 1 18 17 1") == (19, 1, 18, 17, 1)
    assert row_of("m4", read_row("2 15 2 0")).valid == 19
    for wrong in ("", "2 15 2", "2 15 2 x", "2 15 2 0 19 1", "2 15 2 ٣", "99999 0 0 0"):
        with pytest.raises(ReviewError, match=r"ví dụ 2 15 2 0"):
            read_row(wrong)
    with pytest.raises(ReviewError, match=r"ví dụ 19 0 19 18 1"):
        read_head("19 18 17")


def test_the_sum_of_a_row_is_said_at_once() -> None:
    """With how many slips leave this line blank or spoilt."""
    session = desk()
    count = count_of(HEAD, {"m4": (2, 15, 0, 0), "m5": (0, 18, 0, 0)})
    names = [session.member(key).name for key in ("m4", "m5")]
    assert [line_note(session, ballot(session), count, line) for line in count.lines] == [
        f"{names[0]}: cộng 17/18, 1 đồng chí không biểu quyết dòng của mình.",
        f"{names[1]}: cộng 18/18.",
    ]


def test_whoever_does_not_vote_on_himself_is_no_spoilt_slip() -> None:
    """15 3 0 0 of 19 on one's own line: nobody spoilt anything; a second blank on it, or one elsewhere, did."""
    session = desk()
    slips = (19, 0, 19, 19, 0)
    count = count_of(slips, {"m4": (15, 3, 0, 0), "m5": (15, 2, 0, 0)})
    notes = [line_note(session, ballot(session), count, line) for line in count.lines]
    assert notes[0].endswith("cộng 18/19, 1 đồng chí không biểu quyết dòng của mình.")
    assert notes[1].endswith("dòng của mình, 1 phiếu để trống hoặc hỏng ở dòng này.")
    with_own = desk(self_vote=True)
    assert line_note(with_own, ballot(with_own), count, count.lines[0]).endswith(
        "18/19, 1 phiếu để trống hoặc hỏng ở dòng này."
    )


def test_somebody_who_marked_his_own_line_is_said_and_blocks_nothing() -> None:
    """Nobody can find the slip again; by hands it is seen, and counted once more."""
    session = desk()
    count = count_of((19, 0, 19, 19, 0), {"m4": (2, 16, 1, 0), "m5": (0, 10, 8, 0)})
    assert "có người đã tự đánh dấu cho mình" in line_note(session, ballot(session), count, count.lines[0])
    assert errors(session, ballot(session), count) == ()
    raised = opened(of_size(19), floors=("m4", "m5"), way=Way.HANDS)
    count = hands_counted(ballot(raised), {"m4": (2, 16, 1, 0), "m5": (0, 20, 0, 0)})
    first, second = errors(raised, ballot(raised), count)
    assert first.endswith("đếm được 19 người giơ tay, nhiều hơn 18; quy tắc là không tự biểu quyết.")
    assert second.endswith("đếm được 20 người giơ tay, nhiều hơn 19 người được biểu quyết.")


def test_a_show_of_hands_has_no_slips() -> None:
    """Everybody on the frozen list is in the room; who raised no hand is simply not counted."""
    session = opened(room(*(member(no) for no in range(1, 8))), way=Way.HANDS, floors=("m4",))
    whole = replace(ballot(session), rule=replace(RULE, per_line=False))
    count = hands_counted(whole, {"m4": (0, 5, 1, 0)})
    assert (count.issued, count.returned, count.valid, count.line("m4")) == (7, 7, 7, row_of("m4", (0, 5, 1, 0)))
    assert errors(session, whole, count) == ()
    assert errors(session, whole, hands_counted(whole, {"m4": (0, 7, 1, 0)})) != ()


def test_double_entry_is_a_setting_of_the_book() -> None:
    """One who reads and one who types is the usual way."""
    cell = Cell(name="Chi bộ 4", superior="Đảng ủy")
    assert not double_entry(cell)
    assert double_entry(replace(cell, settings=(("double_entry", "on"),)))
    assert not double_entry(replace(cell, settings=(("double_entry", "off"),)))


def test_a_count_may_be_typed_again_until_it_is_published() -> None:
    """The later figures stand, in the order of the slip."""
    session = counted(desk(), "b", count_of(HEAD, ROWS))
    again: Count = count_of(HEAD, {"m5": (0, 18, 0, 0), "m4": ROWS["m4"]})
    session = counted(session, "b", again, closed_at="20:15")
    made = ballot(session)
    assert made.count is not None
    assert [line.floor for line in made.count.lines] == ["m4", "m5"]
    assert made.count.lines[1].got(Level.GOOD) == 18
    assert made.closed_at == "20:15"
