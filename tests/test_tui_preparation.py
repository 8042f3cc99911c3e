"""Before the meeting, at the keys: the desk, self-reviews, outside opinions, a Word file, what is read aloud."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from evening import Evening
from preparing_room import CALLER, TODAY, at_home, prepared_book
from screens import SIZES, compare

from review_tui.language.places import shipped
from review_tui.language.translate import speak
from review_tui.model.evidence import EvidenceKind
from review_tui.model.preparing import informant_of, review_of
from review_tui.model.ratings import Body
from review_tui.model.session import Level
from review_tui.tui.screens.evidence import EvidenceScreen
from review_tui.tui.screens.evidence_read import DocumentsScreen
from review_tui.tui.screens.self_review_section import SectionScreen
from review_tui.tui.widgets.typing import ViText
from review_tui.tui.widgets.writing import LongText

DOWN = "down"


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the screen; Vietnamese again afterwards."""
    speak(request.param, shipped("locale"))
    yield request.param
    speak("vi", shipped("locale"))


def told(room: Evening) -> str:
    """All words on the screen, also those that a box breaks."""
    return " ".join(room.picture.replace("│", " ").split())


async def sees(room: Evening, words: str) -> None:
    """Wait until these words stand on the screen: a thread reads the file meanwhile."""
    for _turn in range(1_000):
        if words in told(room):
            await room.calm()
            return
        await room.pilot.pause(0.01)
    raise AssertionError(room.picture)


def word_file(folder: Path) -> Path:
    """A hand made file: headings in bold, one that the form does not have, another name."""
    document = Document()
    lines = (
        ("BẢN KIỂM ĐIỂM CÁ NHÂN", True), ("Họ và tên: Bùi Thị Hiếu", False),
        ("I. Ưu điểm, kết quả đạt được", True), ("1. Về phẩm chất chính trị, đạo đức lối sống", True),
        ("Chấp hành tốt sự phân công", False), ("II. Hạn chế, khuyết điểm và nguyên nhân", True),
        ("Quý 2 nộp báo cáo chậm 5 ngày", False), ("C. THÀNH TÍCH KHÁC", True),
        ("Giấy khen của phường năm 2025", False), ("VI. Phương hướng, biện pháp khắc phục", True),
        ("Báo vắng trước một ngày, từ tháng 1/2027", False),
    )  # fmt: skip
    for text, bold in lines:
        document.add_paragraph().add_run(text).bold = bold
    path = folder / "tự kiểm điểm.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_prepared_looks_as_it_did(spoken: str, size: tuple[int, int], tmp_path: Path) -> None:
    """Every screen before the meeting, at both sizes, in both languages."""
    book = prepared_book()
    async with at_home(book, size) as room:
        await room.press("5")
        compare(room.app, f"preparation.{spoken}")
        await room.press("5", "enter", "escape", "backspace")
        await room.press("enter")
        compare(room.app, f"preparation-person.{spoken}")
        await room.press("1")
        compare(room.app, f"self-review.{spoken}")
        await room.press("2")
        await room.type(str(word_file(tmp_path)))
        await sees(room, "Bùi Thị Hiếu")
        compare(room.app, f"self-review-word.{spoken}")
        await room.press("escape", *[DOWN] * 5, "enter", "f4")
        compare(room.app, f"self-review-section.{spoken}")
        await room.press("escape", "escape", "escape")
        room.app.push_screen(EvidenceScreen(book, "2026", lambda: TODAY))
        await room.calm()
        compare(room.app, f"evidence.{spoken}")
        await room.press("f4", "6")
        compare(room.app, f"evidence-form.{spoken}")
        await room.press("escape", "escape")
        room.app.push_screen(DocumentsScreen(book, "2026"))
        await room.calm()
        compare(room.app, f"documents-read.{spoken}")


async def test_the_desk_is_searched_and_the_meeting_gets_its_day() -> None:
    """Names are found without marks, F6 leaves only who lacks something, F4 plans the day and its length."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("5", *"dieu")
        assert "Hồ Thị Diệu" in room.picture
        assert "Lý Thị Vượng" not in room.picture
        await room.press(*["backspace"] * 4, "f6")
        assert "Lý Thị Vượng" in room.picture
        await room.press("f4", *["backspace"] * 10, *"6/12/2026", DOWN, DOWN, DOWN, *"200", "enter")
        assert "họp 18:00 06/12/2026, Nhà văn hóa" in room.picture
        assert dict(book.cell.settings) == {"day_minutes": "200"}
        assert room.session.sittings[0].day == date(2026, 12, 6)


async def test_an_opinion_comes_in_with_its_caller_apart() -> None:
    """The name is refused inside the words, kept in its own field, shown nowhere; Space ticks, 3 takes it out."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("5", "4", "enter", "2", "8")
        await room.press(*"2/11/2026", DOWN, *"Đơn 14", DOWN)
        room.app.screen.query_one("#field-text", ViText).load_text(f"Bà {CALLER} nói bụi từ xưởng")
        await room.press("tab", *"g3", DOWN, *CALLER, DOWN, DOWN, DOWN, "enter")
        assert "! Tên người gửi đơn, người gọi chỉ ghi ở ô riêng" in room.picture
        room.app.screen.query_one("#field-text", ViText).load_text("Một công dân nói bụi từ xưởng")
        await room.press("enter")
        entry = next(one for one in room.session.evidence if one.kind is EvidenceKind.PETITION)
        assert (entry.about, entry.source, entry.topics) == ("m4", "Đơn 14", ("g3",))
        assert informant_of(room.session, entry.id) == CALLER
        assert CALLER not in room.picture
        assert "tên người phản ánh: chỉ thư ký xem được" in told(room)
        await room.press("end", "up", "space")
        assert next(one for one in room.session.evidence if one.id == entry.id).read_in
        await room.press("3", "1")
        assert not any(one.id == entry.id for one in room.session.evidence)
        assert informant_of(room.session, entry.id) == ""


async def test_an_awaited_rating_brings_its_level() -> None:
    """Enter on what is awaited asks for it; the employer's level counts among the voices."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("5", "5", "enter", "end", "up", "up", "enter")
        await room.press(DOWN, *"12-TB/UBND", DOWN, "right", "right", DOWN, "tab", DOWN, "enter")
        rating = next(one for one in room.session.ratings if one.body is Body.EMPLOYER)
        assert (rating.floor, rating.level, rating.source) == ("m5", Level.GOOD, "12-TB/UBND")


async def test_a_self_review_is_written_section_by_section() -> None:
    """Typed letters are a draft at once and an act when one leaves; what is missing is said and hinders nobody."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("5", "5", "enter", "1", *[DOWN] * 7, "enter", *"Dự đủ 11/12 kỳ")
        screen = room.app.screen
        assert isinstance(screen, SectionScreen)
        screen.query_one(LongText).keep()
        await room.calm()
        assert book.drafts() == {"review:2026:m5:A.VI": "Dự đủ 11/12 kỳ"}
        acts = len(book.acts)
        await room.press("escape")
        assert book.acts[acts:] == ["viết bản kiểm điểm của Huỳnh Quang Đồng, mục A.VI"]
        assert book.drafts() == {}
        await room.press("enter", DOWN, *"60", DOWN, "right", "right", "enter")
        review = review_of(room.session, "m5")
        assert review is not None
        assert (review.text("A.VI"), review.common, review.results, review.level) == (
            "Dự đủ 11/12 kỳ", 26, 60, Level.GOOD,
        )  # fmt: skip
        await room.press("1")
        assert "Vẫn nộp?" in room.picture
        await room.press("1")
        handed = review_of(room.session, "m5")
        assert handed is not None
        assert handed.came == TODAY.date()
        await room.press("f5")
        assert "đang ngồi trước màn hình?" in told(room)
        await room.press("1")
        assert "“Chưa mạnh dạn góp ý cho đồng chí khác”: việc gì, khi nào, ở đâu?" in told(room)


async def test_half_typed_words_come_back_after_a_power_cut() -> None:
    """The list marks the section, and it opens with what was typed last; a failing disk keeps the words in sight."""
    book = prepared_book()
    book.keep_draft("review:2026:m5:A.II", "Tháng 3 vắng")
    async with at_home(book) as room:
        await room.press("5", "5", "enter", "1")
        assert "gõ dở ✓ 3 từ" in room.picture
        await room.press(*[DOWN] * 3, "enter")
        assert room.app.screen.query_one(LongText).text == "Tháng 3 vắng"
        book.fail = "Đĩa đầy, chưa lưu được."
        await room.press("escape")
        assert isinstance(room.app.screen, SectionScreen)
        assert "Đĩa đầy" in room.picture
        book.fail = ""
        await room.press("escape")
        review = review_of(room.session, "m5")
        assert review is not None
        assert review.text("A.II") == "Tháng 3 vắng"


async def test_a_word_file_is_looked_at_before_it_is_taken(tmp_path: Path) -> None:
    """Nothing written is replaced unasked, and what was not understood goes where the recorder sends it."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("5", "5", "enter", "1", "2")
        await room.type(str(word_file(tmp_path)))
        await sees(room, "! Tệp ghi tên Bùi Thị Hiếu.")
        await room.press("end", "2", "4", "1")
        review = review_of(room.session, "m5")
        assert review is not None
        assert "Giấy khen của phường năm 2025" in review.text("A.II")
        assert review.text("A.II").startswith("Tháng 3 và tháng 7 vắng 2 kỳ sinh hoạt.")
        assert review.text("A.VI") == "Báo vắng trước một ngày, từ tháng 1/2027"


async def test_documents_read_are_noted_from_the_run_sheet() -> None:
    """The row under the opening leads to them; the minutes name them."""
    book = prepared_book()
    async with at_home(book) as room:
        await room.press("enter", "f5", "home", DOWN, "enter", "1")
        await room.type("Kế hoạch 12-KH/ĐU ngày 10/11/2026")
        assert room.session.documents_read == ("Kế hoạch 12-KH/ĐU ngày 10/11/2026",)
        await room.press(*[DOWN] * 2, "space")
        assert {one.id for one in room.session.evidence if one.read_in} == {"v1", "v3"}
