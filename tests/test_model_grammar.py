"""What the recorder may type, and what it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_room import NOW, a_session, fresh_id, point_at, said

from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.text import fold
from review_tui.model import acts
from review_tui.model.entry import answers_nothing, edited, entered, line_of, preview, read_line
from review_tui.model.notes import notes_entered
from review_tui.model.points import (
    COLLECTIVE,
    AnswerKind,
    DueKind,
    Kind,
    Source,
    TopicVerdict,
    VerdictKind,
)
from review_tui.model.session import Here, Level, Role, Session


def refusal(line: str, session: Session) -> ReviewError:
    """The sentence with which a line is refused."""
    with pytest.raises(ReviewError) as caught:
        read_line(line, session)
    return caught.value


def on_floor(key: str = "5", *lines: str) -> Session:
    """A session with a chair and this floor up."""
    return a_session("@ *", "@ct 1", "@tk 3", f"/ {key}", *lines)


class TestRollCall:
    """Lines that begin with @."""

    def test_a_star_marks_all_who_are_due(self) -> None:
        """`@ *` is the whole roll call."""
        session = a_session("@ *")
        assert [p.here for p in session.sittings[0].attendance] == [Here.PRESENT] * 6

    def test_numbers_and_ranges_mark_who_is_present(self) -> None:
        """Ranges take the numbers that exist; nobody else is touched."""
        session = a_session("@ 1-3 5")
        assert [p.member for p in session.sittings[0].attendance] == ["m1", "m2", "m3", "m5"]

    def test_a_minus_marks_absence_with_its_reason(self) -> None:
        """The reason is kept to the letter."""
        session = a_session("@ -4 Nằm viện, có giấy", "@ *")
        absent = next(p for p in session.sittings[0].attendance if p.member == "m4")
        assert (absent.here, absent.reason) == (Here.ABSENT, "Nằm viện, có giấy")

    def test_late_arrival_and_early_departure_keep_both_times(self) -> None:
        """Coming at 18:25 and leaving at 20:40 are both printed."""
        session = a_session("@ *", "@ 4 18:25", "@ -4 20:40 Việc gia đình")
        seen = next(p for p in session.sittings[0].attendance if p.member == "m4")
        assert (seen.arrived, seen.left, seen.left_reason) == ("18:25", "20:40", "Việc gia đình")

    def test_start_end_and_place_of_a_sitting(self) -> None:
        """A start after an end opens the second sitting."""
        session = a_session("@bd 18:00 5/12/2026", "@tai Nhà văn hóa", "@kt 21:40", "@bd 19:00 8/12/2026")
        first, second = session.sittings
        assert (first.opened, first.day, first.place, first.closed) == (
            "18:00",
            date(2026, 12, 5),
            "Nhà văn hóa",
            "21:40",
        )
        assert (second.number, second.opened, second.day) == (2, "19:00", date(2026, 12, 8))

    def test_what_a_closed_sitting_lacks_is_filled_in_and_opens_no_other(self) -> None:
        """Place, hour and day come after the end as well; the roll call stays."""
        session = a_session("@ *", "@kt 21:30", "@tai Nhà văn hóa", "@bd 18:00", "@bd 5/12/2026", "@tai Trụ sở")
        (only,) = session.sittings
        assert (only.opened, only.day, only.place, only.closed) == ("18:00", date(2026, 12, 5), "Trụ sở", "21:30")
        assert len(only.attendance) == 6

    @pytest.mark.parametrize("line", ["@bd 19:00 5/12/2026", "@bd 19:00", "@bd 6/12/2026", "@bd 18:00 6/12/2026"])
    def test_after_the_end_a_start_that_fills_nothing_opens_the_next_sitting_and_says_so(self, line: str) -> None:
        """Another day, or a start where day and hour are known."""
        session = a_session("@bd 18:00 5/12/2026", "@ *", "@kt 21:30")
        assert preview(read_line(line, session), session).startswith("MỞ BUỔI 2 ngày ")
        assert [sitting.number for sitting in said(session, line).sittings] == [1, 2]

    def test_another_day_opens_a_sitting_also_where_the_hour_was_never_entered(self) -> None:
        """The hour then belongs to that day."""
        first, second = a_session("@bd 5/12/2026", "@ *", "@kt 21:30", "@bd 18:00 6/12/2026").sittings
        assert (first.opened, second.opened, second.day) == ("", "18:00", date(2026, 12, 6))

    def test_the_preview_tells_filling_in_from_opening(self) -> None:
        """Before Enter it is plain which sitting is meant."""
        session = a_session("@ *", "@kt 21:30")
        words = preview(read_line("@bd 18:00 5/12/2026", session), session)
        assert words == "Ghi thêm cho buổi 1: bắt đầu 18:00 05/12/2026"

    def test_roles_and_guests(self) -> None:
        """Chair, recorder, tellers and guests are named in one line each."""
        session = a_session("@ct 1", "@tk 3", "@kp 2 4 5", "@k Phạm Văn A, Phó bí thư Đảng ủy phường")
        assert session.holder(Role.CHAIR) == ("m1",)
        assert session.holder(Role.TELLERS) == ("m2", "m4", "m5")
        assert (session.guests[0].id, session.guests[0].title) == ("k1", "Phó bí thư Đảng ủy phường")

    @pytest.mark.parametrize(
        "line", ["@ 9", "@ 3-1", "@ 1-9", "@xyz", "@ct", "@ct 1 2", "@bd", "@bd 31/2/2026", "@kt 25:00", "@ 1 nghỉ"]
    )
    def test_what_is_not_a_roll_call_is_refused(self, line: str) -> None:
        """One sentence, not a guess."""
        assert str(refusal(line, a_session())).endswith((".", "?"))


class TestPreviewOfAnswers:
    """A number is easily mistaken: whose words are answered is said back."""

    def test_the_answer_names_the_words_that_it_answers(self) -> None:
        """Kind, who said it and the beginning of the text, with the full name where a name is shared."""
        session = on_floor("5", "5 . Trình bày", "3 - Vắng 4 buổi")
        words = preview(read_line("5 = 2 tiếp thu", session), session)
        assert words == "Đ/c Đồng TIẾP THU ý kiến 2 (khuyết điểm, đ/c Lê Ngọc Nhẫn nêu: Vắng 4 buổi)"

    def test_a_long_text_is_cut_at_a_word(self) -> None:
        """The preview stays short."""
        session = on_floor("5", "2 - " + "vắng họp " * 30)
        assert preview(read_line("5 = 1 tiếp thu", session), session).endswith(" họp…)")

    @pytest.mark.parametrize(("line", "warned"), [("2 + Tốt", True), ("5 . Báo cáo", True), ("2 ? Vì sao", False)])
    def test_an_answer_to_what_needs_none_warns(self, line: str, *, warned: bool) -> None:
        """In words, and never refused."""
        session = on_floor("5", line)
        entry = read_line("5 = 1 tiếp thu", session)
        assert answers_nothing(entry, session) is warned
        assert ("KHÔNG CẦN TRẢ LỜI" in preview(entry, session)) is warned


class TestPoints:
    """Who, sign, text, marks."""

    @pytest.mark.parametrize(
        ("sign", "kind"),
        [
            ("-", Kind.SHORTCOMING),
            ("–", Kind.SHORTCOMING),
            ("—", Kind.SHORTCOMING),
            ("+", Kind.STRENGTH),
            ("?", Kind.QUESTION),
            ("*", Kind.SUGGESTION),
            (".", Kind.STATEMENT),
        ],
    )
    def test_the_sign_names_the_kind(self, sign: str, kind: Kind) -> None:
        """Dashes of all lengths are one sign."""
        point = on_floor("5", f"2 {sign} Nội dung").points[0]
        assert (point.kind, point.critic, point.critic_name, point.text) == (kind, "m2", "Bùi Thị Hiếu", "Nội dung")

    def test_blanks_round_the_sign_are_optional_after_a_number(self) -> None:
        """ "2-Vắng" is typed in a hurry."""
        assert on_floor("5", "2-Vắng 4 buổi").points[0].text == "Vắng 4 buổi"

    def test_a_name_without_marks_is_enough(self) -> None:
        """Given name, whole name, with or without marks and address."""
        for who in ("hieu", "Bùi Thị Hiếu", "bui thi", "đ/c Hiếu", "đồng chí hiếu"):
            assert on_floor("5", f"{who} - x").points[0].critic == "m2"

    def test_a_name_that_fits_two_names_the_candidates(self) -> None:
        """The recorder is asked, never guessed for."""
        error = refusal("nhẫn - x", on_floor())
        assert isinstance(error, acts.EntryError)
        assert [m.no for m in error.candidates] == [3, 4]
        assert "3 Lê Ngọc Nhẫn" in str(error)

    def test_a_missing_sign_is_asked_for_where_it_belongs(self) -> None:
        """The answer goes between the name and the text."""
        error = refusal("hieu vắng 4 buổi", on_floor())
        assert isinstance(error, acts.EntryError)
        assert error.missing == "sign"
        assert acts.answered_question("hieu vắng 4 buổi", error, "-") == "hieu - vắng 4 buổi"

    def test_the_person_under_review_names_a_fault_himself(self) -> None:
        """Such a point is accepted already; no answer is due."""
        point = on_floor("5", "5 - Tôi vắng 2 buổi").points[0]
        assert point.source is Source.SELF
        assert point.is_fault
        assert not point.is_open

    def test_outside_opinions_have_a_source_and_no_critic(self) -> None:
        """Residence, Front, mass organisation, hotline, inspection; long forms too."""
        words = {
            "nct": Source.RESIDENCE,
            "mt": Source.FRONT,
            "dt": Source.MASS_ORG,
            "nong": Source.HOTLINE,
            "ktr": Source.INSPECTION,
            "Mặt trận": Source.FRONT,
        }
        for word, source in words.items():
            point = on_floor("5", f"{word} - x").points[0]
            assert (point.source, point.critic) == (source, "")

    def test_a_withheld_name_stands_in_no_point(self) -> None:
        """Only the recorder's own list keeps it."""
        session = on_floor("5", "2 * Nên hòa nhã hơn #kín")
        assert (session.points[0].critic, session.points[0].critic_name) == ("", "")
        assert session.withheld[0].critic_name == "Bùi Thị Hiếu"

    def test_points_keep_place_and_number_across_floors(self) -> None:
        """Places count on each floor, numbers for life through the year."""
        session = on_floor("5", "1 - a", "2 + b", "/ 4", "1 - c", "/ 5", "3 ? d")
        assert [(p.place, p.number) for p in session.points] == [
            (1, "2026-001"),
            (2, "2026-002"),
            (1, "2026-003"),
            (3, "2026-004"),
        ]

    def test_a_line_before_any_floor_is_refused(self) -> None:
        """There is no subject yet."""
        assert "đang kiểm điểm ai" in str(refusal("2 - x", a_session("@ *")))


class TestMarks:
    """What stands at the end of a line."""

    def test_marks_come_in_any_order_and_end_at_the_first_other_word(self) -> None:
        """ "tỷ lệ >95" and "#panic" are words, not marks."""
        point = on_floor("5", "2 - Tỷ lệ >95 #panic rồi #1.4 #g2 #d11").points[0]
        assert (point.text, point.topics, point.entries) == ("Tỷ lệ >95 #panic rồi", ("g2",), ("1.4", "d11"))

    @pytest.mark.parametrize("mark", ["#g9", "#9.9", "#d88", "#2026-099"])
    def test_a_mark_that_names_nothing_is_refused(self, mark: str) -> None:
        """The right shape with a wrong content is a slip of the hand."""
        assert refusal(f"2 - x {mark}", on_floor())

    def test_a_backslash_makes_a_mark_text(self) -> None:
        """So the words can be minuted after all."""
        point = on_floor("5", r"2 - Ghi là \#g2").points[0]
        assert (point.text, point.topics) == ("Ghi là #g2", ())

    def test_dates_are_read_after_the_sitting(self) -> None:
        """ "30/6" is the next such day, "31/2" is none."""
        session = on_floor("5", "2 - a", "5 ! 1 Sửa >30/6")
        assert session.commitments[0].due == date(2027, 6, 30)
        assert "31/2/2027" in str(refusal("5 ! 1 Sửa >31/2/2027", session))

    def test_long_forms_of_marks(self) -> None:
        """Typing aids may expand short words."""
        made = on_floor("5", "2 - a", "5 ! 1 Sửa theo dõi 2 hạn 30/6/2027").commitments[0]
        assert (made.text, made.verifier, made.due) == ("Sửa", "m2", date(2027, 6, 30))

    def test_an_earlier_number_for_life_must_exist(self) -> None:
        """Where the earlier years are known they are looked up."""
        session = on_floor()
        entry = read_line("2 - x #2025-014", session, known={"2025-014"})
        assert isinstance(entry, acts.PointRaised)
        assert entry.recurs == "2025-014"
        with pytest.raises(ReviewError):
            read_line("2 - x #2025-015", session, known={"2025-014"})


class TestAnswers:
    """Answers, verdicts, conclusions."""

    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("tiếp thu", AnswerKind.ACCEPT),
            ("TIEP THU", AnswerKind.ACCEPT),
            ("tiếp thu một phần", AnswerKind.PARTLY),
            ("một phần", AnswerKind.PARTLY),
            ("giải trình", AnswerKind.EXPLAIN),
            ("bảo lưu ý kiến", AnswerKind.RESERVE),
            ("bao luu", AnswerKind.RESERVE),
            ("đề nghị xác minh", AnswerKind.VERIFY),
            ("xác minh", AnswerKind.VERIFY),
        ],
    )
    def test_the_answer_word_comes_first(self, words: str, kind: AnswerKind) -> None:
        """With or without marks, the longest match wins, the rest is the text."""
        answer = on_floor("5", "2 - a", f"5 = 1 {words} Tôi nhận lỗi").points[0].answers[0]
        assert (answer.kind, answer.text, answer.by) == (kind, "Tôi nhận lỗi", "m5")

    def test_a_missing_answer_word_is_asked_for(self) -> None:
        """It belongs before the text."""
        session = on_floor("5", "2 - a")
        error = refusal("5 = 1 Tôi nhận", session)
        assert isinstance(error, acts.EntryError)
        assert error.missing == "answer"
        assert acts.answered_question("5 = 1 Tôi nhận", error, "tiếp thu") == "5 = 1 tiếp thu Tôi nhận"

    def test_a_point_of_another_floor_is_answered_by_its_place_there(self) -> None:
        """`cb.1` and the number for life mean the same point."""
        session = on_floor("cb", "2 - a", "/ 5")
        for target in ("cb.1", "2026-001"):
            assert point_at(said(session, f"1 = {target} tiếp thu b"), 1).answers

    def test_topics_are_answered_by_their_own_answer(self) -> None:
        """A topic is not a point; its answer hangs on topic and subject."""
        session = on_floor("5", "5 = g3 giải trình Làm ca đêm", "ct = g3 bổ sung >15/1")
        given = session.topic_answer("g3", "m5")
        assert given is not None
        assert given.answers[0].text == "Làm ca đêm"
        assert (given.verdict, given.report_by) == (TopicVerdict.REPORT, date(2027, 1, 15))
        assert session.topic_answer("g3", "m4") is None

    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            ("khuyết điểm", VerdictKind.SHORTCOMING),
            ("nhắc nhở", VerdictKind.REMIND),
            ("không phải", VerdictKind.NONE),
            ("xác minh ~4 >15/1", VerdictKind.PENDING),
        ],
    )
    def test_the_chairs_verdict_is_separate_from_the_answer(self, words: str, kind: VerdictKind) -> None:
        """It decides whether the point counts as khuyết điểm, whatever was answered."""
        point = on_floor("5", "2 - a", "5 = 1 giải trình b", f"ct = 1 {words}").points[0]
        assert point.verdict is not None
        assert point.verdict.kind is kind
        assert point.is_fault is (kind is VerdictKind.SHORTCOMING)

    def test_without_a_verdict_the_answer_decides(self) -> None:
        """Accepted and partly accepted count, explained and reserved do not."""
        for word, counts in (("tiếp thu", True), ("một phần", True), ("giải trình", False), ("bảo lưu", False)):
            assert on_floor("5", "2 - a", f"5 = 1 {word} b").points[0].is_fault is counts

    def test_the_conclusion_grows_by_paragraphs(self) -> None:
        """A second `ct .` adds one."""
        floor = on_floor("5", "ct . Một", "kết luận: Hai").floor("m5")
        assert [p.text for p in floor.conclusion] == ["Một", "Hai"]

    def test_without_a_chair_nobody_concludes(self) -> None:
        """The sentence says what to write first."""
        assert "@ct" in str(refusal("ct . x", a_session("/ 5")))

    @pytest.mark.parametrize(
        ("words", "level"),
        [
            ("tốt", Level.GOOD),
            ("xuất sắc", Level.EXCELLENT),
            ("HTNV", Level.COMPLETED),
            ("không hoàn thành", Level.NOT_COMPLETED),
        ],
    )
    def test_the_self_proposed_level(self, words: str, level: Level) -> None:
        """Level and points, with or without a floor up."""
        floor = a_session(f"5 xl {words} 84").floor("m5")
        assert (floor.self_level, floor.self_points) == (level, 84)

    @pytest.mark.parametrize(
        "line",
        [
            "5 xl tốt 101",
            "5 xl giỏi",
            "5 = 9 tiếp thu x",
            "5 = g2x tiếp thu x",
            "5 ! x",
            "5 ! 1 x ~5",
            "k1 - x",
            "ct = 1 hay",
            "9 - x",
            "5 -",
            "- x",
            "abc",
        ],
    )
    def test_what_cannot_be_understood_is_refused_in_one_sentence(self, line: str) -> None:
        """Never a traceback, never a guess."""
        error = refusal(line, on_floor("5", "2 - a"))
        assert "\n" not in str(error)
        assert str(error)[-1] in ".?"


class TestCommitments:
    """`!` lines."""

    def test_a_commitment_names_what_it_repairs_who_follows_and_when(self) -> None:
        """Points and topics may be joined by commas."""
        made = on_floor("5", "2 - a", "3 - b", "5 ! 1,2,g2 Dự đủ ~2 >31/12/2027").commitments[0]
        assert (len(made.points), made.topics, made.owner, made.verifier) == (2, ("g2",), "m5", "m2")
        assert (made.number, made.due_kind, made.due) == ("CK2026-001", DueKind.BY_DATE, date(2027, 12, 31))

    def test_at_once_and_regular(self) -> None:
        """`>ngay` and `>tx`."""
        session = on_floor("5", "2 - a", "5 ! 1 x ~2 >ngay", "5 ! 1 y ~2 >tx")
        assert [made.due_kind for made in session.commitments] == [DueKind.AT_ONCE, DueKind.REGULAR]

    def test_nobody_verifies_his_own_commitment(self) -> None:
        """Verifier and owner are two people."""
        assert "khác" in str(refusal("5 ! 1 x ~5", on_floor("5", "2 - a")))


class TestEditing:
    """Bringing a line back."""

    LINES = (
        "2 - Vắng 4 buổi #g2 #1.4",
        "2 * Nên sửa #kín",
        "nct . Không có ý kiến gì",
        "5 = 1 tiếp thu Tôi nhận",
        "5 = g2 giải trình Chờ đo đạc",
        "5 ! 1,g2 Dự đủ ~2 >31/12/2027",
        "5 ! 1 Nhắc nhau ~2 >tx",
        "ct . Ghi nhận",
    )

    def test_every_line_comes_back_as_a_line_that_means_the_same(self) -> None:
        """Entering what was brought back changes nothing."""
        session = on_floor("5", *self.LINES)
        ids = [p.id for p in session.points]
        ids += [a.id for p in session.points for a in p.answers]
        ids += [a.id for g in session.topic_answers for a in g.answers]
        ids += [c.id for c in session.commitments] + [p.id for p in session.floor("m5").conclusion]
        assert len(ids) == len(self.LINES)
        for item in ids:
            assert edited(session, item, read_line(line_of(session, item), session)) == session

    def test_a_wrong_critic_is_corrected_and_the_number_stays(self) -> None:
        """Also place, order and the answers."""
        session = on_floor("5", "2 - a", "5 = 1 tiếp thu b")
        changed = edited(session, session.points[0].id, read_line("3 + a sửa", session))
        before, after = session.points[0], changed.points[0]
        assert (after.critic, after.kind, after.text) == ("m3", Kind.STRENGTH, "a sửa")
        assert (after.number, after.place, after.order, after.answers) == (
            before.number,
            before.place,
            before.order,
            before.answers,
        )

    def test_another_kind_of_line_does_not_replace_it(self) -> None:
        """A point does not become a conclusion."""
        session = on_floor("5", "2 - a")
        with pytest.raises(ReviewError):
            edited(session, session.points[0].id, read_line("ct . x", session))


class TestNotes:
    """A file of notes."""

    def test_all_wrong_lines_are_named_and_nothing_goes_in(self) -> None:
        """FILE:LINE and one sentence each; a wrong point does not make later ones wrong."""
        text = "@ *\n@ct 1\n/ 5\n2 - a #g9\n3 - b\n5 = 2 tiếp thu c\nxyz\n5 = 9 tiếp thu d\n"
        with pytest.raises(InputErrors) as caught:
            notes_entered(a_session(), text, file="ghi.txt", at=NOW, new_id=fresh_id)
        assert [sentence.split(": ")[0] for sentence in caught.value.sentences] == [
            "ghi.txt:4",
            "ghi.txt:7",
            "ghi.txt:8",
        ]

    def test_things_out_of_the_ordinary_are_said_and_taken(self) -> None:
        """Order left, nobody verifies, no date, speaker not present."""
        text = "@ 1-4 6\n@ct 1\n/ 5\n2 - a\n5 ! 1 sửa\n/ cb\n1 - b\n"
        session, said_aloud = notes_entered(a_session(), text, file="x", at=NOW, new_id=fresh_id)
        assert len(session.points) == 2
        assert any("thứ tự" in sentence for sentence in said_aloud)
        assert any("người theo dõi" in sentence for sentence in said_aloud)

    def test_comments_and_blank_lines_are_skipped(self) -> None:
        """`# ` begins a comment."""
        session, _said = notes_entered(a_session(), "# ghi chú\n\n@ *\n", file="x", at=NOW, new_id=fresh_id)
        assert session.sittings

    def test_an_empty_file_is_refused(self) -> None:
        """So that a wrong file is noticed."""
        with pytest.raises(ReviewError):
            notes_entered(a_session(), "# chỉ có chú thích\n", file="x", at=NOW, new_id=fresh_id)


WORDS = st.text(alphabet="aăâbcdđeêôơưạáàảãấ #~>/\\0123456789.,-=!?*@:", min_size=0, max_size=40)


class TestProperties:
    """What holds for any text."""

    @given(WORDS)
    def test_any_line_is_understood_or_refused_in_one_sentence(self, line: str) -> None:
        """Nothing else ever comes out of the parser."""
        session = on_floor("5", "2 - a")
        sentence = "."
        try:
            entry = read_line(line, session)
            assert isinstance(preview(entry, session), str)
            entered(session, entry, at=NOW, new_id=fresh_id)
        except ReviewError as refused:
            sentence = str(refused)
        assert sentence
        assert "\n" not in sentence

    @given(WORDS.filter(lambda text: bool(text.strip())))
    def test_the_words_of_a_point_are_kept_to_the_letter(self, text: str) -> None:
        """A point brought back and entered again keeps every letter."""
        session = on_floor("5")
        try:
            session = said(session, f"2 - {text}")
        except ReviewError:
            return
        point = session.points[-1]
        again = edited(session, point.id, read_line(line_of(session, point.id), session))
        assert again.points[-1] == point

    @given(
        st.sampled_from(["tiếp thu", "một phần", "giải trình", "bảo lưu", "xác minh", "đề nghị xác minh"]),
        st.booleans(),
        st.booleans(),
    )
    def test_marks_and_case_do_not_change_an_answer(self, words: str, plain: bool, upper: bool) -> None:
        """People type as they can."""
        typed = fold(words) if plain else words
        typed = typed.upper() if upper else typed
        session = on_floor("5", "2 - a")
        expected = read_line(f"5 = 1 {words} x", session)
        assert read_line(f"5 = 1 {typed} x", session) == expected

    def test_the_collective_is_a_floor_like_any_other(self) -> None:
        """`cb`, `chi bộ`, `tập thể`."""
        for words in ("cb", "chi bộ", "TẬP THỂ"):
            assert read_line(f"/ {words}", a_session()) == acts.FloorEntered(key=COLLECTIVE)


class TestSlips:
    """Slips of the hand that must not go in unseen."""

    @pytest.mark.parametrize("line", ["@ -4,5 ốm", "@ -4, -5 ốm", "@ -4-5 ốm"])
    def test_a_list_after_the_minus_is_absent(self, line: str) -> None:
        """With commas, blanks or a range."""
        attendance = a_session("@ *", line).sittings[0].attendance
        assert [p.member for p in attendance if p.here is Here.ABSENT] == ["m4", "m5"]
        assert {p.reason for p in attendance if p.here is Here.ABSENT} == {"ốm"}

    def test_a_list_with_commas_is_present(self) -> None:
        """ "@ 4,5" lists two people."""
        assert [p.member for p in a_session("@ 4,5").sittings[0].attendance] == ["m4", "m5"]

    @pytest.mark.parametrize("line", ["@ 7a", "@ 4a,5", "@ -3 – 5", "@ " + "9" * 5_000, "@ct " + "9" * 5_000])
    def test_a_roll_call_that_names_nobody_is_refused(self, line: str) -> None:
        """Never taken as nothing, never a crash."""
        assert refusal(line, a_session())

    @pytest.mark.parametrize("line", ["1. Khai mạc", "2.000.000 đồng chi sai", "5-6 đồng chí phê bình", "4.Tiếp tục"])
    def test_numbered_headings_and_figures_are_nobodys_words(self, line: str) -> None:
        """A full stop glued to a number, or a digit glued to a dash, makes no point."""
        assert refusal(line, on_floor())

    def test_an_answer_may_still_be_typed_without_blanks(self) -> None:
        """ "5=1 tiếp thu" and "5!1 sửa"."""
        session = on_floor("5", "2-Vắng", "5=1 tiếp thu nhận", "5!1 Sửa ~2 >ngay")
        assert session.points[0].answers
        assert session.commitments

    @pytest.mark.parametrize(
        "text", ["Không để quá hạn 30/6/2027", "Xin gia hạn 30/6/2027", "Ghi vào sổ theo dõi 2", "Làm khi hết hạn ngay"]
    )
    def test_words_of_a_sentence_are_no_long_marks(self, text: str) -> None:
        """ "quá hạn 30/6" is part of what was said."""
        made = on_floor("5", "2 - a", f"5 ! 1 {text}").commitments[0]
        assert (made.text, made.due, made.verifier) == (text, None, "")

    @pytest.mark.parametrize("text", ["a #kín.", "a # kín", "a#kín", "a #kín (giữ kín)", "a #giữ kín", "a #kín #x"])
    def test_a_withheld_name_is_never_shown_by_a_slip(self, text: str) -> None:
        """A "#kín" that is not read as a mark is refused, so that the line becomes a draft."""
        assert "kín" in str(refusal(f"2 - {text}", on_floor()))

    def test_an_answer_takes_no_withheld_mark(self) -> None:
        """It would be dropped without a word."""
        assert refusal("5 = 1 tiếp thu x #kín", on_floor("5", "2 - a"))

    def test_a_guest_with_a_members_name_is_asked_about(self) -> None:
        """Not silently the member."""
        session = a_session("@k Trần Hiếu, khách", "@ct 1", "/ 5")
        assert "k1 Trần Hiếu" in str(refusal("hiếu - x", session))

    def test_answering_and_promising_for_another_is_said(self) -> None:
        """Taken, and listed by the quality gate."""
        _session, told = notes_entered(
            a_session(), "@ *\n/ 5\n2 - a\n3 = 1 tiếp thu b\n3 ! 1 c ~2 >ngay\n", file="x", at=NOW, new_id=fresh_id
        )
        assert any("người trả lời ghi là Lê Ngọc Nhẫn" in sentence for sentence in told)
        assert any("người cam kết ghi là Lê Ngọc Nhẫn" in sentence for sentence in told)


def test_late_arrival_may_be_typed_in_words() -> None:
    """ "@ 4 đến 18:25" and "@ -4 về 20:40" are how people say it."""
    seen = a_session("@ *", "@ 4 đến 18:25", "@ -4 về 20:40 Việc nhà").sittings[0].attendance[3]
    assert (seen.arrived, seen.left, seen.left_reason) == ("18:25", "20:40", "Việc nhà")
