"""What is due before the meeting: the right form, its sections, the topics, the evidence, the last working day."""

from dataclasses import replace
from datetime import date

import pytest
from three_years import FOLLOW_UP, OLD_PACK, PACK, SESSIONS

from review_tui.language.errors import ReviewError
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.people import Status, StatusPeriod
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import (
    evidence_dropped,
    evidence_entered,
    evidence_on,
    evidence_read_in,
    review_dropped,
    review_kept,
    review_of,
    unread_evidence,
    working_days_before,
)
from review_tui.model.repairs import Repair, earlier_faults
from review_tui.model.self_review import SelfReview, written
from review_tui.model.session import Level, Session, State
from review_tui.regulation.load import pack
from review_tui.regulation.preparation import answers_topic, form_due, preparation, preparations

NOW = SESSIONS[-1]
MEETING = date(2026, 12, 5)
WHOLE = SelfReview(
    member="m5",
    form="2B",
    sections=tuple((key, "Đã viết đủ") for key in ("A.I.1", "A.I.2", "A.I.3", "A.II", "A.III", "A.IV", "A.VI")),
    common=26,
    results=60,
    level=Level.GOOD,
    came=date(2026, 12, 1),
)


def with_review(review: SelfReview, session: Session = NOW) -> Session:
    return review_kept(session, review)


def answering(text: str) -> SelfReview:
    return replace(WHOLE, sections=tuple((key, text if key == "A.IV" else told) for key, told in WHOLE.sections))


class TestForm:
    """Which form is due."""

    @pytest.mark.parametrize(
        ("pack_id", "floor", "code"),
        [
            ("366-2025", COLLECTIVE, "01"),
            ("366-2025", "m1", "2A"),
            ("366-2025", "m5", "2B"),
            ("124-2023", "m1", "02B"),
            ("124-2023", "m5", "02A"),
            ("132-2018", "m1", "02"),
            ("132-2018", "m5", "02"),
        ],
    )
    def test_it_follows_pack_and_person(self, pack_id: str, floor: str, code: str) -> None:
        """2A leads and 2B does not; in 2023 the letters were the other way round; in 2018 there was one form."""
        form = form_due(NOW, pack(pack_id), floor)
        assert form is not None
        assert form.code == code

    def test_one_already_begun_keeps_its_form(self) -> None:
        """Somebody who chose 2C goes on with 2C."""
        form = form_due(with_review(SelfReview(member="m5", form="2C")), PACK, "m5")
        assert form is not None
        assert form.code == "2C"


class TestCompleteness:
    """What is still missing, as sentences."""

    def test_nothing_came(self) -> None:
        """The form is named, and what others should have sent."""
        made = preparation(NOW, PACK, "m5", meeting=MEETING, today=date(2026, 12, 1))
        assert made.missing == (
            "Chưa có bản kiểm điểm (mẫu 2B).",
            "Kết quả xếp loại của cơ quan, đơn vị: chưa có.",
            "Nhận xét của cấp ủy nơi cư trú: chưa có.",
        )
        assert not made.complete
        assert not made.late

    def test_each_empty_section_is_named(self) -> None:
        """Where the form says "nếu có" nothing need stand; points and level count where they are figures."""
        bare = replace(WHOLE, sections=(("A.I.1", "Một"),), common=None, level=None)
        made = preparation(with_review(bare), PACK, "m5", has_earlier=True)
        assert [one.key for one in made.sections if one.missing] == [
            "A.I.2", "A.I.3", "A.II", "A.III", "A.IV", "A.VI", "B.I", "B.II",
        ]  # fmt: skip
        assert "Mẫu 2B, mục A.II chưa viết: Hạn chế, khuyết điểm và nguyên nhân." in made.missing

    def test_section_three_is_needed_only_where_there_is_something(self) -> None:
        """A new member has no earlier shortcoming."""
        without = replace(WHOLE, sections=tuple(one for one in WHOLE.sections if one[0] != "A.III"))
        for earlier in (True, False):
            made = preparation(with_review(without), PACK, "m5", has_earlier=earlier)
            assert any(one.key == "A.III" and one.missing for one in made.sections) is earlier

    def test_all_is_there(self) -> None:
        """Sections, points, level, topics."""
        made = preparation(with_review(answering("g2: đủ. Về việc vắng: do đi học")), PACK, "m5", has_earlier=True)
        assert made.complete
        assert made.unanswered == ()

    def test_the_cell_and_everybody_have_a_line(self) -> None:
        """In the order of review."""
        made = preparations(NOW, PACK, with_earlier=("m5",))
        assert [one.floor for one in made] == list(NOW.floor_keys())
        assert {one.floor for one in made if any(s.key == "A.III" and s.needed for s in one.sections)} == {"m5"}


class TestTopics:
    """Whether section IV speaks of a suggested topic."""

    @pytest.mark.parametrize(
        ("text", "answered"),
        [
            ("g2: hồ sơ đã bổ sung", True),
            ("G2 đã xong", True),
            ("Về hồ sơ hộ 31, tôi đã bổ sung", True),
            ("Ho so da bo sung", True),
            ("Tôi giải trình như sau", False),
            ("g20 đã xong", False),
            ("", False),
        ],
    )
    def test_by_its_id_or_by_its_title(self, text: str, answered: bool) -> None:
        """Half of the words of the title are enough, marks aside."""
        topic = next(one for one in NOW.topics if one.id == "g2")
        review = answering(text) if text else replace(WHOLE, sections=())
        assert answers_topic(review, form_due(NOW, PACK, "m5"), topic) is answered


class TestEvidence:
    """What comes from outside."""

    def test_who_called_lies_apart(self) -> None:
        """The entry itself never holds the name; taken out, the name goes too."""
        entry = Evidence(id="v1", about="m5", kind=EvidenceKind.HOTLINE, text="Xe để giữa hẻm", topics=("g2",))
        session = evidence_entered(NOW, entry, " Mạc Thị  Lành ")
        assert session.evidence == (entry,)
        assert [one.name for one in session.informants] == ["Mạc Thị Lành"]
        assert evidence_dropped(session, "v1").informants == ()
        again = evidence_entered(session, replace(entry, text="Sửa"), "")
        assert (len(again.evidence), again.informants) == (1, ())

    @pytest.mark.parametrize("text", ["Bà Mạc Thị Lành gọi", "ba mac thi lanh goi", "(Mạc Thị Lành)"])
    def test_the_name_does_not_slip_into_the_words(self, text: str) -> None:
        """With marks or without: papers and the member would read it there."""
        entry = Evidence(id="v1", about="m5", kind=EvidenceKind.HOTLINE, text=text)
        with pytest.raises(ReviewError, match="viết “một công dân”"):
            evidence_entered(NOW, entry, "Mạc Thị Lành")

    def test_it_is_read_to_the_meeting(self) -> None:
        """Ticked once; sorted by date."""
        late = Evidence(id="v1", about="m5", kind=EvidenceKind.FRONT, dated=date(2026, 11, 2))
        early = Evidence(id="v2", about="m5", kind=EvidenceKind.DIALOGUE, dated=date(2026, 3, 2))
        session = evidence_entered(evidence_entered(NOW, late), early)
        assert [one.id for one in evidence_on(session, "m5")] == ["v2", "v1"]
        assert [one.id for one in unread_evidence(evidence_read_in(session, "v2"), "m5")] == ["v1"]

    def test_an_exemption_stands_for_the_residence_opinion(self) -> None:
        """1.1 or 1.2, and for nothing else."""
        entry = Evidence(id="v1", about="m5", kind=EvidenceKind.RESIDENCE, exempt="1.1")
        made = preparation(evidence_entered(NOW, entry), PACK, "m5")
        assert made.awaited == (EvidenceKind.EMPLOYER,)
        assert made.unread == ()
        for wrong in (replace(entry, exempt="1.3"), replace(entry, kind=EvidenceKind.EMPLOYER)):
            with pytest.raises(ReviewError, match=r"1\.1 hoặc 1\.2"):
                evidence_entered(NOW, wrong)

    def test_the_other_cell_is_awaited_where_somebody_is_away(self) -> None:
        """Temporary Party life elsewhere: its opinion first."""
        away = StatusPeriod(status=Status.TEMPORARY_ELSEWHERE, since=date(2026, 1, 1))
        roll = tuple(replace(one, periods=(away,)) if one.no == 4 else one for one in NOW.roll)
        assert EvidenceKind.TEMPORARY in preparation(replace(NOW, roll=roll), PACK, "m4").awaited
        assert EvidenceKind.TEMPORARY not in preparation(NOW, PACK, "m4").awaited


class TestDays:
    """Three working days before: a mark, never a block."""

    @pytest.mark.parametrize(
        ("day", "before"),
        [
            (date(2026, 12, 5), date(2026, 12, 2)),
            (date(2026, 12, 7), date(2026, 12, 2)),
            (date(2026, 12, 10), date(2026, 12, 7)),
        ],
    )
    def test_saturday_and_sunday_do_not_count(self, day: date, before: date) -> None:
        """A meeting on Saturday, Monday, Thursday."""
        assert working_days_before(day, 3) == before

    @pytest.mark.parametrize(("came", "late"), [(date(2026, 12, 2), False), (date(2026, 12, 3), True)])
    def test_late_is_a_mark(self, came: date, late: bool) -> None:
        """The review is taken all the same."""
        made = preparation(with_review(replace(WHOLE, came=came)), PACK, "m5", meeting=MEETING)
        assert made.late is late
        assert (
            made.missing[-1] == "Hạn gửi trước hội nghị là ngày 02/12/2026, đã qua; gửi muộn vẫn dùng được."
        ) is late

    def test_what_has_not_come_is_late_when_the_day_has_passed(self) -> None:
        """Not before."""
        for today, late in ((date(2026, 12, 2), False), (date(2026, 12, 3), True)):
            assert preparation(NOW, PACK, "m5", meeting=MEETING, today=today).late is late


class TestWriting:
    """Self-reviews in the session."""

    def test_a_section_is_rewritten_in_the_order_of_the_form(self) -> None:
        """An empty text takes it out; words are counted."""
        review = written(SelfReview(member="m5", form="2B"), "A.VI", "Nộp lịch", ("A.II", "A.VI"))
        review = written(review, "A.II", " Vắng  họp \x00", ("A.II", "A.VI"))
        assert [key for key, _text in review.sections] == ["A.II", "A.VI"]
        assert review.words == 5
        assert written(review, "A.II", "", ("A.II", "A.VI")).sections == (("A.VI", "Nộp lịch"),)

    def test_one_for_each_author(self) -> None:
        """The later one takes the place of the earlier; it can be taken out."""
        session = with_review(replace(WHOLE, common=20), with_review(WHOLE))
        assert len(session.self_reviews) == 1
        kept = review_of(session, "m5")
        assert kept is not None
        assert kept.total == 80
        assert review_dropped(session, "m5").self_reviews == ()

    @pytest.mark.parametrize("wrong", [{"common": 31}, {"results": 71}, {"results": -1}, {"member": "x"}])
    def test_what_cannot_be_is_refused(self, wrong: dict[str, object]) -> None:
        """More points than there are, or an author who is not on the roll."""
        with pytest.raises(ReviewError):
            with_review(replace(WHOLE, **wrong))  # type: ignore[arg-type]

    def test_closed_minutes_take_nothing_more(self) -> None:
        """Neither review nor evidence."""
        closed = replace(NOW, state=State.SIGNED)
        with pytest.raises(ReviewError, match="đã ký và khóa"):
            with_review(WHOLE, closed)
        with pytest.raises(ReviewError, match="đã ký và khóa"):
            evidence_entered(closed, Evidence(id="v", about="m5", kind=EvidenceKind.FRONT))


class TestEarlierFaults:
    """Section III out of the ledger, and the condition "100 % repaired"."""

    def faults(self, year: int, day: date) -> list[tuple[str, Repair, int | None, int]]:
        session = next(one for one in SESSIONS if one.year == year)
        found = earlier_faults(SESSIONS, FOLLOW_UP, session, "m5", day)
        return [(one.number, one.repair, one.degree, one.times) for one in found]

    def test_under_way_stays_so_when_it_is_put_off(self) -> None:
        """Forty percent, then postponed twice: under way with its degree."""
        assert self.faults(2025, date(2025, 12, 1)) == [("2024-001", Repair.UNDER_WAY, 40, 1)]
        assert self.faults(2025, date(2025, 1, 1)) == [("2024-001", Repair.NOT_DONE, None, 1)]

    def test_repaired_since_the_last_review_is_named_once_more(self) -> None:
        """And never again afterwards, unless it comes back."""
        assert self.faults(2026, date(2026, 12, 1))[0] == ("2024-001", Repair.DONE, None, 1)
        later = replace(NOW, id="2027", year=2027, points=(), commitments=(), sittings=())
        dismissed = replace(NOW, points=tuple(replace(one, recurs="") for one in NOW.points))
        found = earlier_faults((*SESSIONS[:2], dismissed, later), FOLLOW_UP, later, "m5", date(2027, 12, 1))
        assert "2024-001" not in [one.number for one in found]

    def test_what_came_back_is_not_repaired(self) -> None:
        """The closing of spring does not stand after the meeting of winter; what was done before counts no more."""
        assert self.faults(2026, date(2026, 12, 12))[0] == ("2024-001", Repair.NOT_DONE, None, 2)

    def test_a_claim_is_no_repair(self) -> None:
        """Only the verifier's word makes 100 percent."""
        before = earlier_faults(SESSIONS[:1], FOLLOW_UP, replace(NOW, sittings=()), "m5", date(2026, 2, 20))
        assert [(one.repair, one.degree) for one in before] == [(Repair.UNDER_WAY, 100)]
        after = earlier_faults(SESSIONS[:1], FOLLOW_UP, replace(NOW, sittings=()), "m5", date(2026, 3, 20))
        assert [one.repair for one in after] == [Repair.DONE]

    def test_others_and_other_years_are_left_out(self) -> None:
        """The first year has nothing to look back on."""
        assert earlier_faults(SESSIONS, FOLLOW_UP, SESSIONS[0], "m5", date(2024, 12, 1)) == ()
        assert earlier_faults(SESSIONS, FOLLOW_UP, NOW, "m2", date(2026, 12, 1)) == ()

    def test_the_rules_of_2023_know_the_same_three_states(self) -> None:
        """Section III is III in every form."""
        assert preparation(SESSIONS[0], OLD_PACK, "m5", has_earlier=True).sections[2].key == "III"
