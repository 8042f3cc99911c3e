"""The ledger after the meeting: kinds of commitment, verifiers, watches, returns, filters, looking a word up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from meeting_room import a_session, member
from three_years import FOLLOW_UP, SESSIONS, TODAY

from review_tui.language.errors import ReviewError
from review_tui.model.checks import read_found, recorded
from review_tui.model.followup import CheckState, FollowUp
from review_tui.model.ledger import LedgerItem, Standing, item_numbered, ledger, ledger_on, outstanding
from review_tui.model.ledger_search import (
    LedgerIndex,
    Wanted,
    checked_in_month,
    earlier_remedies,
    found,
    lapsed,
    to_check,
)
from review_tui.model.people import Status, StatusPeriod
from review_tui.model.points import DueKind
from review_tui.model.session import Session
from review_tui.model.verifying import moved_away, moved_closed, too_many, without_verifier

ROLL = tuple(member(no) for no in range(1, 7))
OPENING = ("@bd 18:00 5/12/2026", "@ *", "@ct 1", "@tk 3")
LATER = date(2027, 7, 15)


def held(*lines: str) -> Session:
    """A meeting on 5/12/2026 with these lines."""
    return a_session(*OPENING, *lines)


THREE = (
    "/ 5",
    "2 - Vắng bốn kỳ sinh hoạt #1.4 #n3",
    "5 ! 1 Báo vắng trước ~2 >30/6/2027",
    "5 ! 1 Nộp lại sổ ~2 >ngay",
    "5 ! g2 Rà soát hồ sơ hằng tuần ~3 >tx",
)


class Book:
    """Enters what the recorder types, day by day."""

    def __init__(self, *sessions: Session) -> None:
        self.sessions = sessions
        self.follow_up = FollowUp()

    def check(self, number: str, words: str, on: date, text: str = "") -> None:
        item = item_numbered(ledger(self.sessions, self.follow_up, on), number)
        known = frozenset(point.number for session in self.sessions for point in session.points)
        made = f"e{len(self.follow_up.checks) + len(self.follow_up.closings) + len(self.follow_up.verifiers)}"
        self.follow_up = recorded(
            self.follow_up, item, read_found(words), id=made, on=on, text=text, today=on, members=ROLL, known=known
        )

    def items(self, day: date = LATER) -> tuple[LedgerItem, ...]:
        return ledger(self.sessions, self.follow_up, day)

    def item(self, number: str = "CK2026-001", day: date = LATER) -> LedgerItem:
        return item_numbered(self.items(day), number)


def book() -> Book:
    """One fault with three commitments: by date, at once, regular."""
    return Book(held(*THREE))


def test_three_kinds_of_due_behave_in_three_ways() -> None:
    """At once: overdue from the next day; by date: from the day after; regular: never, but it lapses unseen."""
    dated, at_once, regular = ledger(book().sessions, FollowUp(), date(2026, 12, 6))
    assert [item.commitment.due_kind for item in (dated, at_once, regular)] == [
        DueKind.BY_DATE,
        DueKind.AT_ONCE,
        DueKind.REGULAR,
    ]
    assert (dated.overdue, at_once.overdue, regular.overdue) == (False, True, False)
    assert [item.overdue for item in book().items(date(2027, 7, 1))] == [True, True, False]
    assert not lapsed(regular, date(2027, 1, 5))
    assert lapsed(regular, date(2027, 1, 6))


def test_a_regular_one_has_no_date_to_put_off() -> None:
    """An at-once one can be put off, with a reason, and then has a date."""
    told = book()
    with pytest.raises(ReviewError, match="CK2026-003 là việc thường xuyên, không có hạn"):
        told.check("CK2026-003", "hoãn 30/6/2027", date(2027, 1, 2), "Bận")
    told.check("CK2026-002", "hoãn 30/1/2027", date(2027, 1, 2), "Sổ ở nhà con")
    item = told.item("CK2026-002", date(2027, 1, 3))
    assert (item.due, item.overdue, item.postponed) == (date(2027, 1, 30), False, 1)


def test_each_postponement_keeps_its_reason() -> None:
    """How often, why, and until when; the last date is in force."""
    told = book()
    told.check("CK2026-001", "hoãn 31/8/2027", date(2027, 6, 5), "Ốm")
    told.check("CK2026-001", "hoãn 30/9/2027", date(2027, 8, 7), "Mưa ngập")
    item = told.item()
    assert [(one.text, one.new_due) for one in item.postponements] == [
        ("Ốm", date(2027, 8, 31)),
        ("Mưa ngập", date(2027, 9, 30)),
    ]
    assert (item.postponed, item.due, item.standing) == (2, date(2027, 9, 30), Standing.POSTPONED)


def test_only_the_verifier_closes() -> None:
    """Done is a claim; the closing bears name, day and words of whoever follows it then."""
    told = book()
    told.check("CK2026-001", "xong", date(2027, 3, 6))
    assert told.item().is_open
    with pytest.raises(ReviewError, match="cần lời xác nhận của Bùi Thị Hiếu"):
        told.check("CK2026-001", "kết thúc", date(2027, 4, 3))
    told.check("CK2026-001", "kết thúc", date(2027, 4, 3), "Đã dự đủ bốn kỳ")
    closing = told.item().closing
    assert closing is not None
    assert (closing.by, closing.on, closing.words) == ("Bùi Thị Hiếu", date(2027, 4, 3), "Đã dự đủ bốn kỳ")


def test_a_verifier_who_leaves_is_replaced_with_date() -> None:
    """The new one closes in the own name; the change stays on record."""
    told = book()
    gone = tuple(
        replace(one, periods=(StatusPeriod(status=Status.LEFT, since=date(2027, 2, 1)),)) if one.no == 2 else one
        for one in ROLL
    )
    assert [item.number for item in without_verifier(told.items(), gone, LATER)] == ["CK2026-001", "CK2026-002"]
    told.check("CK2026-001", "người theo dõi 3", date(2027, 2, 6), "đ/c Hiếu chuyển sinh hoạt")
    told.check("CK2026-001", "kết thúc", date(2027, 4, 3), "Đã dự đủ")
    item = told.item()
    assert item.closing is not None
    assert (item.closing.by, item.verifier, item.verifier_name) == ("Lê Ngọc Nhẫn", "m3", "Lê Ngọc Nhẫn")
    assert [(one.on, one.reason) for one in item.verifiers] == [(date(2027, 2, 6), "đ/c Hiếu chuyển sinh hoạt")]
    assert [one.number for one in without_verifier(told.items(), gone, LATER)] == ["CK2026-002"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("người theo dõi 5", "không tự theo dõi mình"),
        ("người theo dõi 2", "đang theo dõi cam kết"),
        ("người theo dõi 99", "Không có đảng viên số 99"),
        ("người theo dõi ai đó", "viết: người theo dõi 4"),
        ("theo dõi đến 30/6/2027", "chưa báo xong"),
        ("mở lại 2026-002", "đang mở, không cần mở lại"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(words: str, why: str) -> None:
    """One sentence each, and nothing is entered."""
    told = book()
    with pytest.raises(ReviewError, match=why):
        told.check("CK2026-001", words, date(2027, 2, 6))
    assert told.follow_up == FollowUp()


def test_a_watch_comes_before_the_closing() -> None:
    """Said to be done, watched for a quarter, then closed; a relapse in between ends the watch."""
    told = book()
    told.check("CK2026-001", "xong", date(2027, 3, 6))
    told.check("CK2026-001", "theo dõi đến 30/6/2027", date(2027, 3, 6))
    assert told.item(day=date(2027, 4, 1)).watched_until == date(2027, 6, 30)
    with pytest.raises(ReviewError, match="theo dõi thêm đến ngày 30/06/2027"):
        told.check("CK2026-001", "kết thúc", date(2027, 4, 3), "Tốt")
    relapsed = Book(*told.sessions)
    relapsed.follow_up = told.follow_up
    relapsed.check("CK2026-001", "chưa làm", date(2027, 5, 8))
    assert relapsed.item(day=date(2027, 5, 9)).watched_until is None
    assert relapsed.item(day=date(2027, 5, 9)).standing is Standing.NOT_DONE
    told.check("CK2026-001", "kết thúc", date(2027, 7, 3), "Tốt")
    assert told.item().standing is Standing.CLOSED


def test_one_can_be_opened_again_by_hand() -> None:
    """With the number of the new point; the meeting's own mark does not count it twice."""
    spring = a_session("@bd 18:00 20/3/2027", "@ *", "/ 5", "3 - Lại vắng", id="2027", year=2027)
    told = Book(held(*THREE), spring)
    told.check("CK2026-001", "kết thúc", date(2027, 3, 6), "Tốt")
    with pytest.raises(ReviewError, match="Không có ý kiến số 2027-999"):
        told.check("CK2026-001", "mở lại 2027-999", date(2027, 4, 3))
    told.check("CK2026-001", "mở lại 2027-001", date(2027, 4, 3))
    marked = replace(spring, points=tuple(replace(point, recurs="2026-001") for point in spring.points))
    for sessions in (told.sessions, (told.sessions[0], marked)):
        item = ledger(sessions, told.follow_up, LATER)[0]
        assert (item.standing, item.times_reopened, item.times) == (Standing.OPEN, 1, 2)


def test_who_moves_away_leaves_no_repair_behind() -> None:
    """Open ones close as "chuyển sinh hoạt"; closed ones stay as they were; nothing is deleted."""
    told = book()
    told.check("CK2026-002", "kết thúc", date(2027, 1, 9), "Đã nộp")
    gone = tuple(
        replace(one, periods=(StatusPeriod(status=Status.LEFT, since=date(2027, 2, 1)),)) if one.no == 5 else one
        for one in ROLL
    )
    assert len(moved_away(told.items(), gone, LATER)) == 2
    ids = iter("abc")
    after = moved_closed(told.follow_up, told.items(), gone, on=LATER, new_id=lambda: next(ids))
    assert [item.standing for item in ledger(told.sessions, after, LATER)] == [
        Standing.MOVED,
        Standing.CLOSED,
        Standing.MOVED,
    ]
    assert moved_closed(after, ledger(told.sessions, after, LATER), gone, on=LATER, new_id=lambda: "x") is after


def test_more_than_three_open_ones_give_a_hint() -> None:
    """Three are enough; the fourth is said, not refused."""
    items = book().items()
    assert too_many(items, "m5") is None
    assert too_many(items, "m5", more=1) == (
        "Đ/c Huỳnh Quang Đồng có 4 cam kết chưa xong; nên gộp, giữ không quá 3 việc làm được."
    )


def test_every_filter_narrows() -> None:
    """By owner, verifier, state, date, kind, topic, task group, list entry, year; together, too."""
    items = book().items()

    def numbers(**wanted: object) -> list[str]:
        return [item.number[-1] for item in found(items, Wanted(**wanted))]  # type: ignore[arg-type]

    assert numbers() == ["1", "2", "3"]
    assert numbers(owner="m5") == ["1", "2", "3"]
    assert numbers(owner="m4") == []
    assert numbers(verifier="m3") == ["3"]
    assert numbers(overdue=True) == ["1", "2"]
    assert numbers(standings=frozenset({Standing.CLOSED})) == []
    assert numbers(due_until=date(2027, 6, 30)) == ["1"]
    assert numbers(due_from=date(2027, 7, 1)) == []
    assert numbers(due_kind=DueKind.REGULAR) == ["3"]
    assert numbers(topic="g2") == ["3"]
    assert numbers(task_group=3) == ["1", "2"]
    assert numbers(entry="1.4") == ["1", "2"]
    assert numbers(entry="1.4", verifier="m3") == []
    assert numbers(session="2025") == []
    assert numbers(only_open=True, overdue=True) == ["1", "2"]


def test_words_are_found_with_marks_and_without() -> None:
    """Also in what a check said; every word must fit."""
    told = book()
    told.check("CK2026-003", "đang làm 40%", date(2027, 1, 9), "Đối chiếu xong tập thứ ba")
    index = LedgerIndex(told.items())
    for words in ("rà soát", "ra soat", "RÀ SOÁT hồ", "doi chieu", "ck2026-003", "đồng nhẫn hồ sơ"):
        assert [item.number for item in index.find(Wanted(words=words))] == ["CK2026-003"], words
    assert index.find(Wanted(words="rà soát cống")) == ()


def test_the_month_begins_with_what_is_overdue() -> None:
    """Then at once, by date, regular; what is watched waits."""
    told = book()
    assert [item.number[-1] for item in to_check(told.items(), LATER)] == ["2", "1", "3"]
    told.check("CK2026-001", "xong", date(2027, 3, 6))
    told.check("CK2026-001", "theo dõi đến 30/9/2027", date(2027, 3, 6))
    assert [item.number[-1] for item in to_check(told.items(), LATER)] == ["2", "3"]
    assert checked_in_month(told.item(), date(2027, 3, 31))
    assert not checked_in_month(told.item(), date(2027, 4, 1))


def test_a_paper_of_last_year_says_what_was_known_then() -> None:
    """What was checked and closed later is not in it."""
    told = book()
    told.check("CK2026-001", "đang làm 50%", date(2027, 2, 6))
    told.check("CK2026-001", "hoãn 30/9/2027", date(2027, 3, 6), "Ốm")
    told.check("CK2026-001", "người theo dõi 3", date(2027, 3, 6))
    told.check("CK2026-001", "kết thúc", date(2027, 4, 3), "Tốt")
    then = ledger_on(told.sessions, told.follow_up, date(2027, 3, 1))[0]
    assert (then.standing, then.degree, then.is_open) == (Standing.UNDER_WAY, 50, True)
    assert (then.postponed, then.due, then.verifier) == (0, date(2027, 6, 30), "m2")
    assert ledger_on(told.sessions, told.follow_up, date(2026, 12, 4)) == ()


def test_earlier_remedies_are_in_sight() -> None:
    """When the same fault is named again: what was promised for it before."""
    assert [item.number[-1] for item in earlier_remedies(book().items(), "2026-001")] == ["1", "2"]


def test_a_check_entered_late_does_not_hide_a_newer_one() -> None:
    """The day of the check counts, not the hour of typing."""
    told = book()
    told.check("CK2026-001", "đang làm 80%", date(2027, 5, 8))
    told.check("CK2026-001", "đang làm 20%", date(2027, 1, 9))
    assert told.item().degree == 80
    assert told.item().checks[-1].state is CheckState.UNDER_WAY


def test_a_thousand_commitments_are_read_in_one_pass() -> None:
    """Thirty years: each entry is looked at once, not once for every commitment."""
    looked = 0

    class Counted(tuple):  # type: ignore[type-arg]
        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal looked
            looked += len(self)
            return super().__iter__()

    told = book()
    for month in range(12):
        told.check("CK2026-003", "đang làm 40%", date(2027, 1, 1) + timedelta(days=month))
    followed = replace(told.follow_up, checks=Counted(told.follow_up.checks))
    assert len(ledger(told.sessions, followed, LATER)) == 3
    assert looked <= 2 * 12


def test_home_counts_what_the_ledger_lists() -> None:
    """Open, soon and late commitments are those of the ledger, whatever was heard of them since, on any day."""
    days = [date(2024, 12, 1), date(2025, 3, 1), TODAY, date(2027, 7, 1), date(2030, 1, 1)]
    for day in days:
        items, until = ledger(SESSIONS, FOLLOW_UP, day), day + timedelta(days=200)
        opened = [item for item in items if item.is_open]
        told = outstanding(SESSIONS, FOLLOW_UP, day, until=until)
        assert (told.all, told.open) == (len(items), len(opened))
        assert told.late == tuple((item.number, item.owner_name) for item in opened if item.overdue)
        assert told.soon == sum(not item.overdue and item.due is not None and item.due <= until for item in opened)
        nothing = FollowUp()
        assert outstanding(SESSIONS, nothing, day, until=until).open == len(ledger(SESSIONS, nothing, day))
