"""A newer roll against the book: who joined, who left, who changed; nobody is deleted, no number is reused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from review_tui.exchange.reading import RollReading, RollRow
from review_tui.exchange.remarks import remarks_of
from review_tui.exchange.roll import RollChange, applied, change_lines, compared, members_of
from review_tui.language.errors import InputErrors
from review_tui.model.people import Member, Post, Status, StatusPeriod

DAY = date(2026, 12, 1)
AN = RollRow(line=2, no=1, name="Trần Văn An", born=date(1970, 2, 1), joined=date(1995, 2, 3), card="00000001",
             official=date(1996, 2, 3), office="Bí thư", post=Post.HEAD)  # fmt: skip
BINH = RollRow(line=3, no=2, name="Lê Thị Bình", born=date(1980, 6, 5), joined=date(2005, 5, 19), card="00000002",
               official=date(2006, 5, 19))  # fmt: skip
CUC = RollRow(line=4, no=3, name="Đỗ Thị Cúc", born=date(1990, 1, 1), joined=date(2015, 1, 1), card="00000003",
              official=date(2016, 1, 1))  # fmt: skip


def rolled(*rows: RollRow) -> RollReading:
    """A reading of these rows."""
    return RollReading(file="mới.xlsx", rows=rows)


def book(*rows: RollRow) -> tuple[Member, ...]:
    """The members of a book that took in these rows."""
    return members_of(rolled(*rows), new_id=ids("m"), temporary=Status.TEMPORARY_ELSEWHERE)


def ids(start: str) -> Callable[[], str]:
    """m1, m2 ... one by one."""
    numbers = count(1)
    return lambda: f"{start}{next(numbers)}"


def after(old: tuple[Member, ...], *rows: RollRow) -> tuple[Member, ...]:
    """The members after a newer roll."""
    change = compared(old, rolled(*rows))
    return applied(old, change, new_id=ids("n"), temporary=Status.TEMPORARY_ELSEWHERE, day=DAY)


def test_the_same_roll_changes_nothing() -> None:
    """Reading the roll again, in another order and under other numbers, moves nothing."""
    old = book(AN, BINH, CUC)
    rows = replace(CUC, line=2, no=1), replace(AN, line=3, no=2), replace(BINH, line=4, no=3)
    change = compared(old, rolled(*rows))
    assert change == RollChange()
    assert change_lines(change) == ("Danh sách không có gì thay đổi.",)
    assert after(old, *rows) == old


def test_who_is_missing_stays_and_is_marked() -> None:
    """Somebody no longer on the roll keeps number and data, and has left from that day on."""
    old = book(AN, BINH)
    made = after(old, AN)
    assert compared(old, rolled(AN)).left == (old[1],)
    assert (made[1].id, made[1].no, made[1].name) == ("m2", 2, "Lê Thị Bình")
    assert made[1].status_on(DAY) is Status.LEFT
    assert made[1].status_on(date(2026, 11, 30)) is Status.OFFICIAL
    assert compared(made, rolled(AN)).is_empty


def test_new_ones_get_the_next_free_number() -> None:
    """A number that was ever given is not given again, whatever TT says."""
    old = after(book(AN, BINH, CUC), AN, BINH)
    made = after(old, AN, BINH, RollRow(line=4, no=3, name="Hồ Văn Dũng", born=date(2000, 1, 1), card="00000009"))
    assert [(one.no, one.name) for one in made][2:] == [(3, "Đỗ Thị Cúc"), (4, "Hồ Văn Dũng")]


def test_a_change_keeps_id_and_number_and_shows_both() -> None:
    """A new name under the old card is the same person; before and after stand in the preview."""
    old = book(AN, BINH)
    rows = AN, replace(BINH, name="Lê Thị Bích Bình", office="Chi ủy viên", post=Post.COMMITTEE)
    made = after(old, *rows)
    assert (made[1].id, made[1].no, made[1].name, made[1].post) == ("m2", 2, "Lê Thị Bích Bình", Post.COMMITTEE)
    (line,) = change_lines(compared(old, rolled(*rows)))
    assert line == (
        "Thay đổi: 2. Lê Thị Bình: họ và tên: Lê Thị Bình → Lê Thị Bích Bình; chức vụ trong Đảng: trống → Chi ủy viên"
    )


def test_people_are_found_without_a_card() -> None:
    """A new card, or a name written otherwise, is found by birth date."""
    old = book(AN, BINH)
    assert compared(old, rolled(AN, replace(BINH, card="79123456"))).changed[0].member.id == "m2"
    assert compared(old, rolled(AN, replace(BINH, card="", name="Lê Bình"))).changed[0].member.id == "m2"


def test_the_card_is_surer_than_the_birth_date() -> None:
    """Two people with swapped names are told apart by their cards, and nobody is matched twice."""
    old = book(AN, BINH)
    swapped = replace(AN, name=BINH.name, born=BINH.born), replace(BINH, name=AN.name, born=AN.born)
    change = compared(old, rolled(*swapped))
    assert [(made.member.id, made.row.card) for made in change.changed] == [("m1", "00000001"), ("m2", "00000002")]
    assert (change.joined, change.left) == ((), ())


def test_twins_in_doubt_are_not_guessed() -> None:
    """Two members of one birth date and day of admission are not matched by these alone."""
    twins = replace(BINH, card="", name="Lê A", line=3), replace(BINH, card="", name="Lê B", line=4, no=3)
    change = compared(book(*twins), rolled(replace(BINH, card="", name="Lê C")))
    assert (len(change.joined), len(change.left), change.changed) == (1, 2, ())


def test_who_comes_back_is_the_same_person() -> None:
    """Somebody on the roll again keeps the old number and is no longer among those who left."""
    gone = after(book(AN, BINH), AN)
    change = compared(gone, rolled(AN, BINH))
    assert change.changed[0].back
    assert "trở lại" in change_lines(change)[0]
    back = applied(gone, change, new_id=ids("n"), temporary=Status.TEMPORARY_ELSEWHERE, day=date(2027, 3, 1))
    assert (back[1].no, back[1].status_on(date(2027, 3, 1))) == (2, Status.OFFICIAL)
    assert back[1].status_on(date(2027, 1, 1)) is Status.LEFT


def test_a_status_goes_with_the_note_that_proposed_it() -> None:
    """A note that is gone takes its status along; what was entered by hand stays."""
    note = "Nghỉ ốm từ 3/2026 đến 8/2026"
    sick = replace(BINH, note=note, periods=remarks_of(note).periods)
    by_hand = StatusPeriod(status=Status.EXEMPT, since=date(2027, 1, 1))
    old = tuple(replace(one, periods=(*one.periods, by_hand)) for one in book(sick))
    assert old[0].sick_months(2026) == 6
    assert after(old, sick) == old
    assert after(old, BINH)[0].periods == (by_hand,)


def test_temporary_life_turns_with_a_new_note() -> None:
    """A new note about temporary Party life replaces the old direction."""
    remarks = remarks_of("Sinh hoạt tạm thời")
    away = replace(BINH, note="Sinh hoạt tạm thời", temporary=remarks.temporary)
    old = book(away)
    assert old[0].status_on(DAY) is Status.TEMPORARY_ELSEWHERE
    assert after(old, away) == old
    assert after(old, BINH)[0].status_on(DAY) is Status.OFFICIAL


def test_the_official_date_ends_the_probation() -> None:
    """A roll that brings the official date makes the member an official one."""
    period = StatusPeriod(status=Status.PROBATIONARY, since=date(2026, 5, 19), until=date(2027, 5, 18))
    new = replace(BINH, joined=date(2026, 5, 19), official=None, periods=(period,))
    old = book(new)
    assert old[0].is_probationary_on(DAY)
    assert not after(old, replace(new, official=date(2026, 11, 1), periods=()))[0].is_probationary_on(DAY)


def test_a_newer_roll_with_wrong_rows_changes_nothing() -> None:
    """Every refused row is named and nothing is compared."""
    with pytest.raises(InputErrors) as error:
        compared(book(AN), replace(rolled(AN), refused=("mới.xlsx:3: thiếu họ và tên.",)))
    assert error.value.sentences == ("mới.xlsx:3: thiếu họ và tên.",)
