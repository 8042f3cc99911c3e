"""Years in figures, dates ahead, what is new, who speaks; and the hints that only the author sees."""

from dataclasses import replace
from datetime import date

import pytest
from meeting_room import a_session
from three_years import FOLLOW_UP, SESSIONS, TODAY

from review_tui.model.hints import Hint, hints
from review_tui.model.ledger import ledger
from review_tui.model.looking_back import YearFigures, by_year, due_months, silent, spoken, timeline, unaddressed
from review_tui.model.points import COLLECTIVE
from review_tui.model.self_review import SelfReview

ITEMS = ledger(SESSIONS, FOLLOW_UP, TODAY)


class TestYears:
    """The cell in figures."""

    def test_each_year_has_its_numbers(self) -> None:
        """Raised, answered, promised, repaired, late, returning."""
        assert by_year(SESSIONS, FOLLOW_UP, TODAY) == (
            YearFigures(year=2024, raised=1, asked=1, answered=1, made=1, repaired=0, late=1, returning=0),
            YearFigures(year=2025, raised=1, asked=1, answered=1, made=1, repaired=0, late=0, returning=0),
            YearFigures(year=2026, raised=2, asked=3, answered=3, made=1, repaired=0, late=0, returning=1),
        )

    def test_closed_after_the_first_date_is_late(self) -> None:
        """Before the fault came back, the promise of 2024 was repaired, nine months after its date."""
        figures = by_year(SESSIONS[:2], FOLLOW_UP, date(2026, 6, 1))[0]
        assert (figures.repaired, figures.late) == (1, 1)

    def test_sessions_of_a_year_count_together(self) -> None:
        """A supplementary one is no year of its own."""
        second = replace(SESSIONS[2], id="2026-2", commitments=())
        assert [one.year for one in by_year((*SESSIONS, second), FOLLOW_UP, TODAY)] == [2024, 2025, 2026]


class TestDates:
    """The heat strip."""

    def test_months_before_and_ahead(self) -> None:
        """What is due earlier still stands in the first month; closed and regular ones nowhere."""
        strip = due_months(ITEMS, TODAY, before=1, after=4)
        assert [one.first for one in strip] == [
            date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
            date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1),
        ]  # fmt: skip
        assert [(one.due, one.overdue) for one in strip] == [(1, 1), (0, 0), (0, 0), (0, 0), (1, 0), (0, 0)]


class TestTurns:
    """Who has not spoken, and to whom nobody spoke."""

    def test_over_years(self) -> None:
        """Turns towards others; speaking about oneself is none."""
        told = {one.member.no: (one.given, one.received) for one in spoken(SESSIONS)}
        assert told == {1: (1, 0), 2: (2, 0), 3: (1, 0), 4: (1, 1), 5: (0, 3), 6: (0, 0)}
        assert [one.no for one in silent(SESSIONS)] == [5, 6]
        assert [one.no for one in unaddressed(SESSIONS)] == [1, 2, 3, 6]

    def test_they_stand_by_the_number_of_the_roll(self) -> None:
        """Never by the count: nobody is ranked."""
        assert [one.member.no for one in spoken(SESSIONS)] == [1, 2, 3, 4, 5, 6]

    def test_a_withheld_name_has_spoken_all_the_same(self) -> None:
        """Else the list of the silent would be wrong."""
        session = a_session("@bd 18:00 5/12/2026", "@ *", "/ 5", "6 - Vắng họp #kín")
        assert 6 not in [one.no for one in silent((session,))]


class TestTimeline:
    """One member through the years, and what is new."""

    def test_everything_in_its_order(self) -> None:
        """From the first point to the return; each with the number for life."""
        events = timeline(SESSIONS, FOLLOW_UP, "m5", TODAY)
        assert [(one.on.isoformat(), one.kind, one.number) for one in events if one.number.endswith("2024-001")] == [
            ("2024-12-07", "point", "2024-001"),
            ("2024-12-07", "answer", "2024-001"),
            ("2024-12-07", "commitment", "CK2024-001"),
            ("2025-02-08", "check", "CK2024-001"),
            ("2025-06-07", "check", "CK2024-001"),
            ("2025-09-06", "check", "CK2024-001"),
            ("2026-02-07", "check", "CK2024-001"),
            ("2026-03-07", "closing", "CK2024-001"),
            ("2026-03-31", "due", "CK2024-001"),
            ("2026-12-05", "return", "2024-001"),
        ]

    def test_since_i_last_looked(self) -> None:
        """Only what is later than that day."""
        fresh = timeline(SESSIONS, FOLLOW_UP, "m5", TODAY, since=date(2026, 3, 31))
        assert {one.on for one in fresh} == {date(2026, 11, 7), date(2026, 12, 5)}
        assert timeline(SESSIONS, FOLLOW_UP, "m5", TODAY, since=TODAY) == ()

    def test_nothing_of_another(self) -> None:
        """The cell has its own, and so has no. 4."""
        assert {one.number for one in timeline(SESSIONS, FOLLOW_UP, "m4", TODAY)} == {"2026-003"}
        assert {one.kind for one in timeline(SESSIONS, FOLLOW_UP, COLLECTIVE, TODAY)} == {"point", "answer", "topic"}


def written(faults: str = "", remedies: str = "") -> SelfReview:
    return SelfReview(member="m5", form="2B", sections=(("A.II", faults), ("A.VI", remedies)))


class TestHints:
    """For the author alone."""

    @pytest.mark.parametrize(
        ("line", "vague"),
        [
            ("Đôi lúc còn nể nang trong góp ý", True),
            ("Chưa mạnh dạn đấu tranh phê bình", True),
            ("Tháng 5 vắng họp không báo trước", False),
            ("Chậm trả lời 4 hồ sơ", False),
            ("Kỳ họp quý ba không chuẩn bị tài liệu", False),
            ("Không có", False),
            ("Khuyết điểm", False),
        ],
    )
    def test_a_shortcoming_without_deed_or_time(self, line: str, vague: bool) -> None:
        """It asks, and asks only there."""
        found = hints(written(faults=line), None, faults="A.II", remedies="A.VI")
        assert found == ((Hint(section="A.II", sentence=f"“{line}”: việc gì, khi nào, ở đâu?"),) if vague else ())

    @pytest.mark.parametrize(
        ("line", "vague"),
        [
            ("Tiếp tục phát huy ưu điểm đã đạt", True),
            ("Cố gắng học tập nâng cao trình độ", True),
            ("Nộp lịch công tác trước ngày 05", False),
            ("Đọc lại bảng việc hằng tháng", False),
            ("Sửa ngay nền nếp báo vắng", False),
        ],
    )
    def test_a_remedy_without_date(self, line: str, vague: bool) -> None:
        """A rhythm is a date, too."""
        found = hints(written(remedies=line), None, faults="A.II", remedies="A.VI")
        assert [one.section for one in found] == (["A.VI"] if vague else [])

    def test_the_same_text_as_last_year(self) -> None:
        """Copied with other marks and commas it is still the same; rewritten it is not."""
        old = "Tháng 5 tôi vắng họp vì đi học xa, " + " ".join(f"việc thứ {no} của tổ đã xong" for no in range(8))
        before = written(faults=old)
        (same,) = hints(written(faults=old.upper().replace(",", ";")), before)
        assert same == Hint(
            section="A.II", sentence="Mục này giống 100 % bản năm trước của chính mình; năm nay có gì khác?"
        )
        other = " ".join(f"ngày {no} tháng {no} tôi gặp hộ số {no} nghe họ nói" for no in range(1, 9))
        assert hints(written(faults=other), before) == ()
        assert hints(written(faults="Không có"), written(faults="Không có")) == ()

    def test_a_long_line_is_shown_by_its_beginning(self) -> None:
        """Sixty letters are enough to find it."""
        (found,) = hints(written(faults="còn nể nang " * 20), None, faults="A.II")
        assert len(found.sentence) < 100
        assert "…”" in found.sentence
