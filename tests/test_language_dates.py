"""Days and times as a party cell writes and reads them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.language.dates import (
    clock_of,
    clock_words,
    long_date,
    numeric_date,
    read_clock,
    read_date,
    read_short_date,
)
from review_tui.language.errors import ReviewError

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 5), "ngày 05 tháng 12 năm 2026"),
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
    ],
)
def test_a_long_date_has_a_zero_before_days_below_ten_and_the_first_two_months(day: date, words: str) -> None:
    """The date line of papers, as the instruction on their form has it."""
    assert long_date(day) == words


@given(DAYS)
def test_every_way_of_writing_a_day_is_read_back_as_that_day(day: date) -> None:
    """With slashes, dots or hyphens, with or without zeros, and in the form of computers."""
    for written in (
        numeric_date(day),
        f"{day.day}/{day.month}/{day.year}",
        f" {day.day}.{day.month}.{day.year} ",
        f"{day.day:02}-{day.month:02}-{day.year}",
        day.isoformat(),
    ):
        assert read_date(written) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/2/2026", "Không có ngày 31/2/2026."),
        ("0/1/2026", "Không có ngày 0/1/2026."),
        ("2026-13-01", "Không có ngày 2026-13-01."),
        ("1/1/1026", "Năm của ngày 1/1/1026 không hợp lý."),
        ("mai", "“mai” không phải là ngày (ngày/tháng/năm)."),
        ("1/1/26", "“1/1/26” không phải là ngày (ngày/tháng/năm)."),
        ("", "“” không phải là ngày (ngày/tháng/năm)."),
        ("1/1/2026 x", "“1/1/2026 x” không phải là ngày (ngày/tháng/năm)."),
    ],
)
def test_an_impossible_day_is_refused_with_a_sentence_that_repeats_it(text: str, sentence: str) -> None:
    """The reader sees what was typed and what is wrong with it."""
    with pytest.raises(ReviewError) as refusal:
        read_date(text)
    assert str(refusal.value) == sentence


@given(DAYS.filter(lambda day: day.year < 2190), st.integers(1, 366))
def test_a_day_without_its_year_is_the_next_such_day(after: date, later: int) -> None:
    """Never the day itself and never one before; at most a year ahead, the 29th of February aside."""
    wanted = after + timedelta(days=later)
    found = read_short_date(f"{wanted.day}/{wanted.month}", after=after)
    assert (found.day, found.month) == (wanted.day, wanted.month)
    assert after < found <= wanted


@pytest.mark.parametrize(
    ("text", "after", "day"),
    [
        ("5/12", date(2026, 12, 5), date(2027, 12, 5)),
        ("6/12", date(2026, 12, 5), date(2026, 12, 6)),
        ("29/2", date(2096, 3, 1), date(2104, 2, 29)),
        ("30/6/2027", date(2026, 12, 5), date(2027, 6, 30)),
    ],
)
def test_short_days_at_the_edges(text: str, after: date, day: date) -> None:
    """The same day means next year; a leap day waits for its year; a year that is written is kept."""
    assert read_short_date(text, after=after) == day


def test_a_short_day_that_never_comes_is_refused() -> None:
    """There is no 31st of February in any year."""
    with pytest.raises(ReviewError, match=r"Không có ngày 31/2\."):
        read_short_date("31/2", after=date(2026, 12, 5))


@given(st.times())
def test_a_time_of_day_is_read_in_every_usual_form(time: datetime) -> None:
    """18:25, 18h25 and 18g25 are the same."""
    shown = f"{time.hour:02}:{time.minute:02}"
    assert {read_clock(f" {time.hour}{sign}{time.minute:02} ") for sign in ":hg"} == {shown}
    assert clock_of(datetime(2026, 12, 5, time.hour, time.minute, tzinfo=UTC)) == shown


@pytest.mark.parametrize("text", ["24:00", "7:60", "7:5", "sáu giờ", "", "18:25:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    """With what was typed and an example."""
    with pytest.raises(ReviewError, match=r"không phải là giờ \(ví dụ 18:25\)"):
        read_clock(text)


def test_times_in_words() -> None:
    """Minutes are said only where there are some."""
    assert clock_words("18:00") == "18 giờ"
    assert clock_words("08:05") == "8 giờ 05"


def test_no_day_is_written_as_nothing() -> None:
    """An unknown date of birth leaves its cell empty."""
    assert numeric_date(None) == ""
