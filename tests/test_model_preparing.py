"""Steps before the meeting as values: the planned day, levels of employers, forms, headings, plans, callers' names."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from meeting_room import a_session, said
from preparing_room import CALLER, prepared_book, prepared_session
from three_years import FOLLOW_UP, PACK, SESSIONS

from review_tui.exchange.forms import FormReading
from review_tui.language.errors import ReviewError
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.ledger import ledger
from review_tui.model.levels import voices
from review_tui.model.preparing import (
    document_dropped,
    document_read,
    employer_rated,
    evidence_entered,
    evidence_read_in,
    meeting_day,
    meeting_planned,
    review_kept,
    review_of,
)
from review_tui.model.ratings import Body
from review_tui.model.repairs import earlier_by_floor, earlier_faults
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, State
from review_tui.papers.kinds import KINDS, paper_from
from review_tui.papers.sources import Sources
from review_tui.papers.text import text_of
from review_tui.regulation.load import pack
from review_tui.regulation.preparation import explained, moved_to_form, preparation
from review_tui.regulation.time_budget import TimePlan, own_minutes, time_plan, with_own_minutes
from review_tui.tui.screens.self_review_import import import_rows, taken_over
from review_tui.tui.views.bars import clock_line, late_words
from review_tui.tui.views.preparation import desk_rows, shown_rows
from review_tui.tui.views.run_sheet import sheet_rows

RATED = Evidence(id="e9", about="m5", kind=EvidenceKind.EMPLOYER, source="12-TB/UBND", text="Tốt")


def test_the_meeting_is_planned_before_it_begins_and_not_after() -> None:
    """The mark of three working days needs the day; once somebody was called, the meeting itself says it."""
    session = prepared_session()
    assert (meeting_day(session), session.state) == (date(2026, 12, 5), State.PREPARED)
    assert preparation(session, PACK, "m5").due is None
    assert preparation(session, PACK, "m5", meeting=meeting_day(session)).due == date(2026, 12, 2)
    assert meeting_planned(session, day=None, opened="", place="").sittings == ()
    with pytest.raises(ReviewError, match="Hội nghị đã bắt đầu"):
        meeting_planned(said(session, "@ *"), day=date(2026, 12, 6), opened="", place="")


def test_the_level_of_an_employer_comes_and_goes_with_its_paper() -> None:
    """It is one voice, and without a level the words of the paper remain."""
    session = employer_rated(evidence_entered(prepared_session(), RATED), RATED, Level.GOOD)
    voice = next(one for one in voices(session, "m5") if one.body is Body.EMPLOYER)
    assert (voice.level, voice.source) == (Level.GOOD, "12-TB/UBND")
    voice = next(one for one in voices(employer_rated(session, RATED, None), "m5") if one.body is Body.EMPLOYER)
    assert (voice.level, voice.words) == (None, "Tốt")


def test_a_document_read_stands_once_and_not_after_the_signing() -> None:
    """It may be taken out again while the minutes are open."""
    session = document_read(document_read(a_session("@ *"), " Kế  hoạch 12 "), "Kế hoạch 12")
    assert session.documents_read == ("Kế hoạch 12",)
    assert document_dropped(session, "Kế hoạch 12").documents_read == ()
    signed = replace(session, state=State.SIGNED)
    for step in (lambda: document_read(signed, "x"), lambda: evidence_read_in(signed, "v1")):
        with pytest.raises(ReviewError, match="đã ký"):
            step()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Về vấn đề “Hồ sơ”:", ""),
        ("Về hồ sơ:\nVề việc vắng:", ""),
        ("Về hồ sơ:\nĐã bổ sung", "Về hồ sơ: Đã bổ sung"),
        ("Về hồ sơ:\nĐã bổ sung\nVề việc vắng:", "Về hồ sơ: Đã bổ sung"),
        ("", ""),
    ],
)
def test_a_heading_with_nothing_below_it_says_nothing(text: str, left: str) -> None:
    """Else the headings that the editor offers would count as answers."""
    assert explained(text) == left


def test_a_review_moves_to_another_form_without_losing_a_word() -> None:
    """Sections of the same title keep their words; others go to the first of their part."""
    forms = {form.code: form for form in PACK.forms}
    written = SelfReview(member="m1", form="2A", sections=(("A.I.3", "Đơn vị"), ("A.I.5", "Cam kết"), ("A.II", "Chậm")))
    moved = moved_to_form(written, forms["2A"], forms["2B"])
    assert moved.form == "2B"
    assert dict(moved.sections) == {"A.I.1": "Đơn vị", "A.I.3": "Cam kết", "A.II": "Chậm"}


def test_section_three_of_all_is_that_of_each() -> None:
    """One reading of the ledger gives what single readings give."""
    day, floors = date(2026, 12, 5), SESSIONS[-1].floor_keys()
    together = earlier_by_floor(SESSIONS, FOLLOW_UP, SESSIONS[-1], floors, day)
    assert together == {key: earlier_faults(SESSIONS, FOLLOW_UP, SESSIONS[-1], key, day) for key in floors}
    assert together["m5"]


def test_the_desk_finds_without_marks_by_number_and_by_what_is_missing() -> None:
    """Somebody whose papers are all there is not among those who lack something."""
    book = prepared_book()
    rows = desk_rows(book, book.session("2026"), lambda: datetime(2026, 12, 1, tzinfo=UTC))
    assert [row.floor for row in shown_rows(rows, "nhan", only_missing=False)] == ["m3", "m4"]
    assert [row.floor for row in shown_rows(rows, "5", only_missing=False)] == ["m5"]
    keys = [section.key for section in rows[6].made.sections if section.needed and not section.key.startswith("B.")]
    whole = SelfReview(
        member="m6", form="2B", sections=tuple((key, "Đã viết") for key in keys), common=20, results=60,
        level=Level.GOOD, came=date(2026, 12, 1),
    )  # fmt: skip
    session = review_kept(book.session("2026"), whole)
    for kind in rows[6].made.awaited:
        session = evidence_entered(session, Evidence(id=kind, about="m6", kind=kind, text="Tốt"))
    book._sessions["2026"] = session
    rows = desk_rows(book, session, lambda: datetime(2026, 12, 1, tzinfo=UTC))
    assert "m6" not in [row.floor for row in shown_rows(rows, "", only_missing=True)]
    assert len(shown_rows(rows, "", only_missing=True)) == 6


def test_words_already_written_are_not_replaced_unasked() -> None:
    """A section that says something else waits for its tick; one that says the same does not ask."""
    form = next(form for form in PACK.forms if form.code == "2B")
    review = SelfReview(member="m5", form="2B", sections=(("A.II", "Cũ"), ("A.VI", "Như nhau")))
    reading = FormReading(
        form="2B", name="", sections=(("A.I.1", "Mới"), ("A.II", "Khác"), ("A.VI", "Như nhau")), common=25
    )
    rows = import_rows(reading, form, review)
    assert [(row.target, row.taken, row.replaces) for row in rows] == [
        ("A.I.1", True, 0), ("A.II", False, 1), ("A.VI", True, 0), ("rating", True, 0),
    ]  # fmt: skip
    made = taken_over(review, reading, form, rows)
    assert (dict(made.sections), made.common) == ({"A.I.1": "Mới", "A.II": "Cũ", "A.VI": "Như nhau"}, 25)
    ticked = tuple(replace(row, taken=True) for row in rows)
    assert taken_over(review, reading, form, ticked).text("A.II") == "Khác"


def test_a_cell_sets_the_length_of_its_meeting() -> None:
    """Nonsense in the book is no length, and taking it out gives the pack's day back."""
    cell = with_own_minutes(prepared_book().cell, 180)
    assert own_minutes(cell) == 180
    assert own_minutes(with_own_minutes(cell, None)) is None
    assert own_minutes(replace(cell, settings=(("day_minutes", "vô hạn"),))) is None


def test_the_run_sheet_shows_minutes_and_for_whom_they_will_not_do() -> None:
    """Answers keep their share; the last ones are proposed for another sitting and nothing is enforced."""
    session = a_session("@bd 18:00 5/12/2026", "@ *", "/ cb")
    states = {row.key: row.state for row in sheet_rows(session, time_plan(session, pack("366-2025").time))}
    assert states["floor:m1"] == "55 phút (13 phút trả lời)"
    tight = TimePlan(left=6, planned=10, minutes=4, answers=3, late=30, fits=4)
    states = {row.key: row.state for row in sheet_rows(session, tight)}
    assert states["floor:m4"] == "4 phút (3 phút trả lời)"
    assert states["floor:m5"] == "không kịp, nên để buổi sau"
    assert late_words(tight) == "không kịp 2 đ/c, nên để buổi sau "
    assert late_words(replace(tight, fits=6)) == "chậm 30 phút · mỗi đ/c 4 phút "
    assert late_words(replace(tight, fits=6, late=0)) == ""


def test_the_clock_of_the_collective_has_no_share_of_the_members() -> None:
    """It only counts; a member's clock says the plan and how late it is."""
    plan = TimePlan(left=2, planned=10, minutes=6, answers=2, late=8, fits=2)
    at = datetime(2026, 12, 5, 18, 2, tzinfo=UTC)
    cell = replace(a_session("@ *", "/ cb"), floor_since=datetime(2026, 12, 5, 18, 0, tzinfo=UTC))
    assert [text for text, _role in clock_line(cell, at, plan)][-1] == "2:00 "
    assert [text for text, _role in clock_line(replace(cell, on_floor="m5"), at, plan)][-1] == "2:00/6 phút · chậm 8 "


def test_further_questions_about_a_topic_go_up_with_its_answer() -> None:
    """Answered ones below the answer, open ones on the list of what is still to be reported."""
    session = a_session(
        "@ *", "/ 5", "5 = g2 giải trình Đã bổ sung", "1 ? Bổ sung ngày nào? #g2", "2 ? Còn thiếu gì #g2"
    )
    session = said(session, "5 = 1 giải trình Ngày 4/11")
    sources = Sources(session=session, cell=prepared_book().cell, pack=PACK)
    text = " ".join(text_of(paper_from("topic-answers", sources), width=200).split())
    assert "Hội nghị hỏi thêm: Bổ sung ngày nào? + Đồng chí Huỳnh Quang Đồng giải trình: Ngày 4/11" in text
    assert "câu hỏi thêm về vấn đề “Hồ sơ”: Còn thiếu gì." in text.partition("CÒN PHẢI BÁO CÁO")[2]


def test_no_paper_names_who_called() -> None:
    """Not even one made for the recorder: the name lies in the book alone."""
    book = prepared_book()
    session, today = book.session("2026"), date(2026, 12, 3)
    assert session.informants[0].name == CALLER
    sources = Sources(
        session=session, cell=book.cell, pack=PACK, sessions=book.sessions(), follow_up=FOLLOW_UP,
        ledger=ledger(book.sessions(), FOLLOW_UP, today), today=today, member="m5",
    )  # fmt: skip
    made = []
    for kind in KINDS:
        try:
            made.append(text_of(paper_from(kind, sources), width=100))
        except ReviewError:
            continue
    assert len(made) > 15
    assert not any(CALLER in text for text in made)


def test_a_review_kept_twice_is_one() -> None:
    """The later one of the same author takes its place."""
    session = review_kept(prepared_session(), SelfReview(member="m5", form="2B", sections=(("A.II", "Mới"),)))
    review = review_of(session, "m5")
    assert review is not None
    assert review.sections == (("A.II", "Mới"),)
