"""A fault that comes back opens its old commitment again, whoever enters it and wherever the ledger is read."""

from dataclasses import replace
from datetime import date

from meeting_room import a_session

from review_tui.model.followup import Check, CheckState, Closing, FollowUp
from review_tui.model.ledger import LedgerItem, Standing, ledger
from review_tui.model.session import Session
from review_tui.papers.carried import carried_over

CLOSED = Closing(id="c1", commitment="CK2026-001", on=date(2027, 3, 1), by="Bùi Thị Hiếu", words="Đã làm")
DONE = Check(id="k1", commitment="CK2026-001", on=date(2027, 2, 1), state=CheckState.DONE)


def first_year() -> Session:
    """A meeting that ends in a commitment for the first point of no. 5."""
    return a_session("@bd 18:00 5/12/2026", "@ *", "@ct 1", "@tk 3", "/ 5", "2 - a", "5 ! 1 b ~2 >30/6/2027")


def next_year(*lines: str) -> Session:
    """The meeting of the year after."""
    opening = ("@bd 18:00 4/12/2027", "@ *", "@ct 1", "@tk 3", "/ 5")
    return a_session(*opening, *lines, id="2027", year=2027)


def the_item(*sessions: Session, follow_up: FollowUp | None = None) -> LedgerItem:
    """How the first commitment stands at the end of 2027."""
    told = follow_up or FollowUp(checks=(DONE,), closings=(CLOSED,))
    return ledger(sessions, told, date(2027, 12, 31))[0]


def test_the_same_fault_opens_a_closed_commitment_again() -> None:
    """What was found before the fault came back counts no more."""
    item = the_item(first_year(), next_year("2 - lại a #2026-001"))
    assert (item.is_open, item.standing, item.times_reopened) == (True, Standing.OPEN, 1)
    assert item.checks == (DONE,)


def test_without_a_recurrence_it_stays_closed() -> None:
    """Another fault of the same person is another matter."""
    item = the_item(first_year(), next_year("2 - c"))
    assert (item.standing, item.times_reopened) == (Standing.CLOSED, 0)


def test_the_chair_says_that_it_is_no_fault() -> None:
    """A criticism does not open anything by being said."""
    item = the_item(first_year(), next_year("2 - lại a #2026-001", "ct = 1 không phải"))
    assert item.standing is Standing.CLOSED


def test_it_is_closed_a_second_time() -> None:
    """The verifier's word after the fault came back closes it for good."""
    again = replace(CLOSED, id="c2", on=date(2027, 12, 20))
    item = the_item(
        first_year(), next_year("2 - lại a #2026-001"), follow_up=FollowUp(checks=(DONE,), closings=(CLOSED, again))
    )
    assert (item.standing, item.times_reopened) == (Standing.CLOSED, 1)


def test_a_fault_that_comes_back_while_it_is_open_changes_nothing() -> None:
    """There is nothing to open; the check still says how far it is."""
    item = the_item(first_year(), next_year("2 - lại a #2026-001"), follow_up=FollowUp(checks=(DONE,)))
    assert (item.standing, item.times_reopened) == (Standing.CLAIMED, 0)


def test_the_minutes_say_that_it_was_opened_again() -> None:
    """Not that nobody had looked at it."""
    later = next_year("2 - lại a #2026-001")
    item = the_item(first_year(), later)
    lines = carried_over((item,), later, item.commitment.floor)
    assert "mở lại lần 1 vì khuyết điểm lặp lại" in str(lines)
    assert "chưa kiểm tra" not in str(lines)
