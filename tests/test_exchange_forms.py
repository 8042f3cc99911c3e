"""Self-reviews out of Word files as people fill them in: typed or automatic numbers, bold runs, tables, NFD."""

import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from review_tui.exchange.forms import FormReading, NotUnderstood, read_form
from review_tui.language.errors import ReviewError
from review_tui.model.session import Level
from review_tui.regulation.load import pack
from review_tui.regulation.pack import Form

NEW, OLD = pack("366-2025"), pack("124-2023")


def form(code: str) -> Form:
    """A form of the pack of its year."""
    return next(one for one in (*NEW.forms, *OLD.forms) if one.code == code)


B2 = form("2B")
OFFICIAL = (
    ("", "ĐẢNG BỘ PHƯỜNG TÂN AN ĐÔNG"),
    ("", "BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN"),
    ("", "Họ và tên: Huỳnh Quang Đồng"),
    ("", "Ngày sinh: 02/3/1980"),
    ("b", "A. NỘI DUNG TỰ KIỂM ĐIỂM"),
    ("b", "I. Ưu điểm, kết quả đạt được"),
    ("", "1. Về phẩm chất chính trị; phẩm chất đạo đức, lối sống; ý thức tổ chức kỷ luật; tác phong, lề lối làm việc"),
    ("", "Chấp hành tốt, không vi phạm."),
    ("", "2. Việc thực hiện chức trách, nhiệm vụ, quyền hạn được giao"),
    ("", "Hoàn thành 12/12 việc."),
    ("", "1. Sổ phản ánh trả lời 40 trên 41 việc."),
    ("", "3. Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm"),
    ("", "Đã thực hiện 5 trên 6 nội dung."),
    ("b", "II. Hạn chế, khuyết điểm và nguyên nhân"),
    ("", "1. Hạn chế, khuyết điểm"),
    ("", "Vắng bốn kỳ sinh hoạt."),
    ("", "2. Nguyên nhân của hạn chế, khuyết điểm"),
    ("", "Đi học xa."),
    ("b", "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận"),
    ("", "Việc chậm hồ sơ: đang khắc phục, đạt 60 %."),
    ("b", "IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)"),
    ("", "Trách nhiệm của cá nhân trong vụ hồ sơ hộ 31: tôi chậm 7 ngày."),
    ("b", "V. Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)"),
    ("", "Không."),
    ("b", "VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm"),
    ("", "Nộp lịch trước ngày 05."),
    ("b", "B. TỰ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG"),
    ("b", "I. Tự đánh giá về các tiêu chí"),
    ("", "Nhóm tiêu chí chung: 26/30 điểm"),
    ("", "Nhóm tiêu chí về kết quả thực hiện nhiệm vụ: 60/70 điểm"),
    ("b", "II. Tự nhận mức xếp loại chất lượng"),
    ("", "☐ Hoàn thành xuất sắc nhiệm vụ"),
    ("", "☒ Hoàn thành tốt nhiệm vụ"),
    ("", "☐ Hoàn thành nhiệm vụ"),
    ("", "☐ Không hoàn thành nhiệm vụ"),
    ("b", "C. NHẬN XÉT CỦA LÃNH ĐẠO CƠ QUAN"),
    ("", "Đồng ý với bản tự kiểm điểm."),
)
SECTIONS = {
    "A.I.1": "Chấp hành tốt, không vi phạm.",
    "A.I.2": "Hoàn thành 12/12 việc.\n1. Sổ phản ánh trả lời 40 trên 41 việc.",
    "A.I.3": "Đã thực hiện 5 trên 6 nội dung.",
    "A.II": "1. Hạn chế, khuyết điểm\nVắng bốn kỳ sinh hoạt.\n2. Nguyên nhân của hạn chế, khuyết điểm\nĐi học xa.",
    "A.III": "Việc chậm hồ sơ: đang khắc phục, đạt 60 %.",
    "A.IV": "Trách nhiệm của cá nhân trong vụ hồ sơ hộ 31: tôi chậm 7 ngày.",
    "A.V": "Không.",
    "A.VI": "Nộp lịch trước ngày 05.",
}


def added(document: Word, text: str, *, bold: bool = False) -> Paragraph:
    """One paragraph, its letters cut into runs as Word does when somebody has corrected it."""
    paragraph = document.add_paragraph()
    for start in range(0, len(text), 7):
        paragraph.add_run(text[start : start + 7]).bold = bold
    return paragraph


def filled(path: Path, lines: tuple[tuple[str, str], ...] = OFFICIAL) -> Path:
    """A form as a Word file; "b" marks a bold line."""
    document = Document()
    for mark, text in lines:
        added(document, text, bold=mark == "b")
    document.save(str(path))
    return path


def sections(reading: FormReading) -> dict[str, str]:
    return dict(reading.sections)


def numbered(paragraph: Paragraph, list_id: int, level: int = 0) -> None:
    """Give a paragraph a number that Word sets by itself."""
    properties = paragraph._p.get_or_add_pPr()
    marked = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", level), ("w:numId", list_id)):
        made = OxmlElement(tag)
        made.set(qn("w:val"), str(value))
        marked.append(made)
    properties.append(marked)


def with_list(document: Word, *levels: tuple[str, str]) -> int:
    """A list of the document with these levels ("upperRoman", "%1."); its id."""
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for place, (style, text) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(place))
        for tag, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", text)):
            made = OxmlElement(tag)
            made.set(qn("w:val"), value)
            level.append(made)
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    root.append(number)
    return 77


class TestTheUsualForm:
    """As the ministry's file looks when somebody has filled it in."""

    def test_every_section_comes_into_its_place(self, tmp_path: Path) -> None:
        """Numbered sentences inside a section stay words of it."""
        reading = read_form(filled(tmp_path / "a.docx"), B2)
        found = sections(reading)
        assert {key: found.get(key) for key in SECTIONS} == SECTIONS
        assert (reading.name, reading.form) == ("Huỳnh Quang Đồng", "2B")

    def test_points_and_the_ticked_level_are_read(self, tmp_path: Path) -> None:
        """Out of the words of part B."""
        reading = read_form(filled(tmp_path / "a.docx"), B2)
        assert (reading.common, reading.results, reading.level) == (26, 60, Level.GOOD)
        review = reading.review("m5")
        assert (review.member, review.total, review.text("A.V")) == ("m5", 86, "Không.")

    def test_what_the_form_does_not_have_is_listed_with_its_heading(self, tmp_path: Path) -> None:
        """The remark of the employer belongs to nobody's self-review."""
        reading = read_form(filled(tmp_path / "a.docx"), B2)
        assert reading.not_understood == (
            NotUnderstood(heading="NHẬN XÉT CỦA LÃNH ĐẠO CƠ QUAN", text="Đồng ý với bản tự kiểm điểm."),
        )

    def test_decomposed_letters_make_no_difference(self, tmp_path: Path) -> None:
        """As a Mac writes them; what comes out is composed."""
        lines = tuple((mark, unicodedata.normalize("NFD", text)) for mark, text in OFFICIAL)
        assert sections(read_form(filled(tmp_path / "a.docx", lines), B2)) == sections(
            read_form(filled(tmp_path / "b.docx"), B2)
        )

    def test_no_word_is_lost(self, tmp_path: Path) -> None:
        """Every line below the first heading stands in a section, or with a heading that was not understood."""
        reading = read_form(filled(tmp_path / "a.docx"), B2)
        everything = "\n".join([*sections(reading).values(), *(one.text for one in reading.not_understood)])
        said = [text for mark, text in OFFICIAL[5:] if mark != "b"]
        lost = [text for text in said if text not in everything]
        assert lost == [OFFICIAL[6][1], OFFICIAL[8][1], OFFICIAL[11][1]], "only the titles of the form itself"


class TestOddFiles:
    """The ways in which offices make such files."""

    def test_automatic_numbers_count_as_typed_ones(self, tmp_path: Path) -> None:
        """Roman figures and numbers that Word sets; the words themselves bear none."""
        document = Document()
        made = with_list(document, ("upperRoman", "%1."), ("decimal", "%2."))
        for text, level in (
            ("Ưu điểm, kết quả đạt được", 0),
            ("Việc thực hiện chức trách, nhiệm vụ được giao", 1),
            ("Hạn chế, khuyết điểm và nguyên nhân", 0),
            ("Hạn chế: vắng họp", 1),
            ("Nguyên nhân: đi học", 1),
            ("Kết quả khắc phục hạn chế, khuyết điểm", 0),
        ):
            numbered(document.add_paragraph(text), made, level)
            document.add_paragraph(f"Lời sau {text.split()[0]}")
        document.save(str(tmp_path / "a.docx"))
        assert sections(read_form(tmp_path / "a.docx", B2)) == {
            "A.I.1": "Lời sau Ưu",
            "A.I.2": "Lời sau Việc",
            "A.II": "Lời sau Hạn\n1. Hạn chế: vắng họp\nLời sau Hạn\n2. Nguyên nhân: đi học\nLời sau Nguyên",
            "A.III": "Lời sau Kết",
        }

    def test_words_may_follow_the_heading_on_its_line(self, tmp_path: Path) -> None:
        """After a colon."""
        path = filled(tmp_path / "a.docx", (("", "II- Hạn chế, khuyết điểm: Vắng 4 kỳ: tháng 2, 5"), ("", "và 9")))
        assert sections(read_form(path, B2)) == {"A.II": "Vắng 4 kỳ: tháng 2, 5\nvà 9"}

    def test_parts_may_be_counted_with_plain_numbers(self, tmp_path: Path) -> None:
        """1 to 6 in place of I to VI."""
        lines = ("1. Ưu điểm", "Tốt", "2. Hạn chế, khuyết điểm", "Vắng", "4. Giải trình gợi ý", "Đủ",
                 "5. Trách nhiệm đối với hạn chế của tập thể", "Không", "6. Phương hướng", "Sửa")  # fmt: skip
        path = filled(tmp_path / "a.docx", tuple(("", line) for line in lines))
        assert sections(read_form(path, B2)) == {
            "A.I.1": "Tốt", "A.II": "Vắng", "A.IV": "Đủ", "A.V": "Không", "A.VI": "Sửa",
        }  # fmt: skip

    def test_numbered_sentences_that_sound_like_a_part_stay_where_they_are(self, tmp_path: Path) -> None:
        """Cause and responsibility inside an answer; a heading with a Roman figure ends it."""
        lines = ("I. Ưu điểm", "Tốt", "IV. Giải trình những vấn đề được gợi ý", "1. Hạn chế: chậm hồ sơ",
                 "2. Trách nhiệm của cá nhân đối với khuyết điểm: tôi chậm",
                 "V. Trách nhiệm đối với hạn chế của tập thể", "Không")  # fmt: skip
        path = filled(tmp_path / "a.docx", tuple(("", line) for line in lines))
        assert sections(read_form(path, B2)) == {
            "A.I.1": "Tốt",
            "A.IV": "1. Hạn chế: chậm hồ sơ\n2. Trách nhiệm của cá nhân đối với khuyết điểm: tôi chậm",
            "A.V": "Không",
        }

    def test_a_form_that_is_one_big_table(self, tmp_path: Path) -> None:
        """Headings in cells, words beside or below them."""
        document = Document()
        table = document.add_table(rows=3, cols=1)
        table.cell(0, 0).text = "I. ƯU ĐIỂM\nHoàn thành việc"
        table.cell(1, 0).text = "II. HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN\nVắng họp"
        table.cell(2, 0).text = "VI. PHƯƠNG HƯỚNG, BIỆN PHÁP\nBáo trước"
        document.save(str(tmp_path / "a.docx"))
        assert sections(read_form(tmp_path / "a.docx", B2)) == {
            "A.I.1": "Hoàn thành việc", "A.II": "Vắng họp", "A.VI": "Báo trước",
        }  # fmt: skip

    def test_the_level_may_be_ticked_in_a_table(self, tmp_path: Path) -> None:
        """The row with the cross."""
        document = Document()
        added(document, "I. Ưu điểm", bold=True)
        added(document, "B. TỰ ĐÁNH GIÁ, XẾP LOẠI", bold=True)
        added(document, "II. Tự nhận mức xếp loại", bold=True)
        table = document.add_table(rows=4, cols=2)
        names = (
            "Hoàn thành xuất sắc nhiệm vụ",
            "Hoàn thành tốt nhiệm vụ",
            "Hoàn thành nhiệm vụ",
            "Không hoàn thành nhiệm vụ",
        )
        for row, name in enumerate(names):
            table.cell(row, 0).text = name
            table.cell(row, 1).text = "x" if row == 2 else "-"
        document.save(str(tmp_path / "a.docx"))
        assert read_form(tmp_path / "a.docx", B2).level is Level.COMPLETED

    @pytest.mark.parametrize(
        ("text", "level"),
        [
            ("Hoàn thành tốt nhiệm vụ", Level.GOOD),
            ("Tôi tự nhận: không hoàn thành nhiệm vụ.", Level.NOT_COMPLETED),
            ("Hoàn thành tốt nhiệm vụ hoặc\nhoàn thành nhiệm vụ", None),
            ("Chưa rõ", None),
        ],
    )
    def test_a_level_is_read_only_where_it_is_clear(self, tmp_path: Path, text: str, level: Level | None) -> None:
        """Named alone it counts; two of them are left to the reader."""
        lines = (("b", "I. Ưu điểm"), ("b", "B. TỰ ĐÁNH GIÁ, XẾP LOẠI"), ("b", "II. Tự nhận mức xếp loại"))
        path = filled(tmp_path / "a.docx", (*lines, *(("", line) for line in text.split("\n"))))
        assert read_form(path, B2).level is level

    def test_the_forms_of_2023_have_no_part_b(self, tmp_path: Path) -> None:
        """02A: seven parts, the level in the last."""
        lines = (
            ("b", "I. Ưu điểm, kết quả công tác"),
            ("", "Tốt"),
            ("b", "II. Hạn chế, khuyết điểm và nguyên nhân"),
            ("", "Vắng"),
            ("b", "VII. Tự nhận mức xếp loại chất lượng"),
            ("", "Hoàn thành tốt nhiệm vụ"),
        )
        reading = read_form(filled(tmp_path / "a.docx", lines), form("02A"))
        assert sections(reading) == {"I": "Tốt", "II": "Vắng", "VII": "Hoàn thành tốt nhiệm vụ"}
        assert reading.level is Level.GOOD

    def test_the_report_of_the_cell_is_read_by_form_01(self, tmp_path: Path) -> None:
        """The same headings."""
        lines = (("b", "A. NỘI DUNG KIỂM ĐIỂM"), ("b", "II. Hạn chế, khuyết điểm và nguyên nhân"), ("", "Chậm"))
        assert sections(read_form(filled(tmp_path / "a.docx", lines), form("01"))) == {"A.II": "Chậm"}

    @pytest.mark.system
    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
    def test_a_file_saved_by_libreoffice_reads_the_same(self, tmp_path: Path) -> None:
        """It sets runs, styles and numbers in its own way."""
        filled(tmp_path / "a.docx")
        for ending in ("odt", "docx"):
            source = tmp_path / ("a.docx" if ending == "odt" else "a.odt")
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending,
                 "--outdir", str(tmp_path / ("out" if ending == "docx" else ".")), str(source)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        assert read_form(tmp_path / "out" / "a.docx", B2) == read_form(tmp_path / "a.docx", B2)


class TestRefusals:
    """One sentence each, and nothing is taken over."""

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("a.docx", b"", "không phải tệp Word"),
            ("a.docx", b"PK\x03\x04 broken", "không phải tệp Word"),
            ("a.doc", b"\xd0\xcf\x11\xe0 old", "loại .doc cũ"),
        ],
    )
    def test_other_files(self, tmp_path: Path, name: str, content: bytes, why: str) -> None:
        """Empty, broken, or of the old kind."""
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ReviewError, match=why):
            read_form(tmp_path / name, B2)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        """Named in the sentence."""
        with pytest.raises(ReviewError, match=r"Không tìm thấy tệp a\.docx"):
            read_form(tmp_path / "a.docx", B2)

    def test_a_letter_without_any_heading_of_the_form(self, tmp_path: Path) -> None:
        """Something else was chosen by mistake."""
        with pytest.raises(ReviewError, match="không có đề mục nào của mẫu 2B"):
            read_form(filled(tmp_path / "a.docx", (("", "Kính gửi chi bộ"), ("b", "THÔNG BÁO"))), B2)

    def test_a_workbook_under_a_false_name(self, tmp_path: Path) -> None:
        """A zip that is no Word file."""
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as packed:
            packed.writestr("xl/workbook.xml", "<a/>")
        with pytest.raises(ReviewError, match="không phải tệp Word"):
            read_form(tmp_path / "a.docx", B2)

    def test_a_file_that_unpacks_without_end(self, tmp_path: Path) -> None:
        """Twenty-one million bytes of one part are more than any self-review."""
        filled(tmp_path / "small.docx")
        with (
            zipfile.ZipFile(tmp_path / "small.docx") as small,
            zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed,
        ):
            for part in small.infolist():
                content = small.read(part)
                packed.writestr(part.filename, content + b" " * (21 << 20) if "document" in part.filename else content)
        with pytest.raises(ReviewError, match="giải nén ra quá lớn"):
            read_form(tmp_path / "a.docx", B2)

    def test_words_stay_words(self, tmp_path: Path) -> None:
        """Markup, formulas and odd characters come in as text, cleaned at the door."""
        lines = (("b", "II. Hạn chế, khuyết điểm và nguyên nhân"), ("", "An [/b] =1+1 \u202e{{ x }} <w:p/>"))
        text = sections(read_form(filled(tmp_path / "a.docx", lines), B2))["A.II"]
        assert text == "An [/b] =1+1 \ufffd{{ x }} <w:p/>"


def test_the_title_of_the_form_opens_no_part_and_the_birthday_is_no_name(tmp_path: Path) -> None:
    """The official title says "tự đánh giá, xếp loại" like part B; office forms put the birthday beside the name."""
    document = Document()
    added(document, "BẢN KIỂM ĐIỂM,\nTỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN", bold=True)
    added(document, "Họ và tên: Mai Xuân Sơn   Ngày sinh: 3/4/1975")
    added(document, "II. Hạn chế, khuyết điểm và nguyên nhân", bold=True)
    added(document, "Vắng 3 kỳ: tháng 2, 5, 8")
    document.save(str(tmp_path / "a.docx"))
    reading = read_form(tmp_path / "a.docx", form("2B"))
    assert reading.name == "Mai Xuân Sơn"
    assert sections(reading) == {"A.II": "Vắng 3 kỳ: tháng 2, 5, 8"}
