"""The format of finished files, measured on the files (domain.md 4.2): PDF, Word and plain text."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import factories
import papers_measured as measured
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader

from review_tui.model.session import Session
from review_tui.papers.minutes import minutes
from review_tui.papers.structure import Paper
from review_tui.papers.text import text_of
from review_tui.papers.write import rendered, write
from review_tui.regulation.load import pack
from review_tui.regulation.page import PageFormat

PACK = pack("366-2025")
PAGE = PACK.page
OPINIONS = {3: 6, 17: 4, 120: 1}
HOSTILE = (
    "#panic(1) *a* $x$ @ref // c",
    "{{ x }} {% for i in x %} {_{ a }_} {_% b %_} {# c #}",
    "[/b] [bold]a[/bold] [@click=app.quit]b",
    '=cmd|" /C calc"!A0 +1 -1 @SUM(A1)',
    "A & B < C > D \" ' \\n \\",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    '#read("/etc/passwd") #import "@preview/x:1.0.0"',
    "`raw` ~ --- ... -- 'x' \"y\"",
)
EMOJI = "Hoan hô 😀 漢字"
LONG_NAME = "Nguyễn Phước Bửu Hương Giang Công Tằng Tôn Nữ Diệu Huyền Ngọc Ánh"[:60]
ONE_WORD = "Ng" + "uyễn" * 15
assert len(LONG_NAME) == 60


def long_names(session: Session) -> Session:
    """Every second member has a name of 60 letters, every third one a name of one word of 62 letters."""
    names = {0: LONG_NAME, 1: ONE_WORD}
    roll = tuple(replace(one, name=names.get(one.no % 3, one.name) + f" {one.no}") for one in session.roll)
    known = {one.id: one.name for one in roll}
    points = tuple(replace(one, critic_name=known.get(one.critic, "")) for one in session.points)
    return replace(session, roll=roll, points=points)


def decomposed(session: Session) -> Session:
    """All names, offices and texts as Windows' own keyboard types them."""

    def nfd(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    return replace(
        session,
        roll=tuple(replace(one, name=nfd(one.name), office=nfd(one.office)) for one in session.roll),
        points=tuple(replace(one, text=nfd(one.text), critic_name=nfd(one.critic_name)) for one in session.points),
        commitments=tuple(replace(one, text=nfd(one.text)) for one in session.commitments),
    )


def hostile(session: Session) -> Session:
    """Texts that other programs would obey."""
    points = tuple(
        replace(one, text=f"{HOSTILE[number % len(HOSTILE)]} [{number}]") for number, one in enumerate(session.points)
    )
    commitments = tuple(
        replace(one, text=HOSTILE[number % len(HOSTILE)]) for number, one in enumerate(session.commitments)
    )
    return replace(session, points=points, commitments=commitments)


SCENES = {
    "3": factories.meeting(3, opinions=6),
    "17": factories.approved(factories.meeting(17)),
    "120": factories.meeting(120, opinions=1),
    "long names": long_names(factories.meeting(17, opinions=2)),
    "decomposed": decomposed(factories.meeting(17, opinions=2)),
    "hostile": hostile(factories.meeting(17, opinions=2)),
    "nothing": factories.empty_session(17),
}


def paper(session: Session) -> Paper:
    """The minutes of a practice book."""
    cell = factories.cell(
        len(session.roll), practice=True, superior="Đảng ủy phường Tân An Đông và các đơn vị trực thuộc"
    )
    return minutes(session, cell=cell, pack=PACK)


@pytest.fixture(scope="module", params=list(SCENES))
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Paper, Path]:
    """A meeting, its minutes, and the folder with the three finished files."""
    session = SCENES[request.param]
    made = paper(session)
    folder = tmp_path_factory.mktemp("giấy tờ")
    for ending in ("pdf", "docx", "txt"):
        assert write(made, folder / f"biên bản.{ending}", page=PAGE) == ()
    return session, made, folder


def spoken(session: Session) -> list[str]:
    """Every text and every critic's name that the paper must hold."""
    held = [point.text for point in session.points] + [point.critic_name for point in session.points]
    held += [answer.text for point in session.points for answer in point.answers]
    held += [made.text for made in session.commitments] + [made.number for made in session.commitments]
    held += [paragraph.text for floor in session.floors for paragraph in floor.conclusion]
    return [measured.squeezed(text) for text in held if text]


def without_numbers(pages: list[str]) -> str:
    """The text of all pages without their numbers and marks, so that sentences run on over page ends."""
    kept = []
    for page in pages:
        lines = page.split("\n")
        while lines and re.fullmatch(r"\s*(\d+|DỰ THẢO.*|TẬP DƯỢT|\d+\s*(DỰ THẢO.*|TẬP DƯỢT))\s*", lines[0]):
            lines = lines[1:]
        kept.append("\n".join(lines))
    return measured.squeezed("\n".join(kept))


class TestPdf:
    """The finished PDF."""

    def test_every_text_and_name_is_in_it(self, scene: tuple[Session, Paper, Path]) -> None:
        """Names and texts are found letter by letter, composed, over line and page ends."""
        session, _made, folder = scene
        text = without_numbers(measured.pdf_pages((folder / "biên bản.pdf").read_bytes()))
        lost = [said for said in spoken(session) if said not in text]
        assert not lost

    def test_pages_are_a4_and_fonts_are_embedded(self, scene: tuple[Session, Paper, Path]) -> None:
        """Only Liberation Serif, embedded, so that every machine prints the same page."""
        content = (scene[2] / "biên bản.pdf").read_bytes()
        for page in PdfReader(io.BytesIO(content)).pages:
            assert float(page.mediabox.width) / measured.MM == pytest.approx(210, abs=0.1)
            assert float(page.mediabox.height) / measured.MM == pytest.approx(297, abs=0.1)
        fonts = measured.pdf_fonts(content)
        assert fonts
        assert all(embedded for embedded in fonts.values())
        assert all(name.startswith("LiberationSerif") for name in fonts)

    def test_letters_have_the_sizes_of_the_pack(self, scene: tuple[Session, Paper, Path]) -> None:
        """No size stands on paper that the page format does not name."""
        allowed = {PAGE.body, PAGE.head_left, PAGE.head_right, PAGE.place_date, PAGE.number}
        allowed |= {PAGE.title, PAGE.subject, PAGE.recipients}
        assert measured.pdf_sizes((scene[2] / "biên bản.pdf").read_bytes()) <= allowed

    def test_nobody_signs_an_empty_sheet(self, scene: tuple[Session, Paper, Path]) -> None:
        """The last words, both signatures and the recipients stand on one page."""
        last = measured.pdf_pages((scene[2] / "biên bản.pdf").read_bytes())[-1]
        for words in ("Hội nghị kết thúc", "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "Nơi nhận:", "Lưu Chi bộ."):
            assert words in last

    @pytest.mark.system
    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
    def test_nothing_leaves_the_margins(self, scene: tuple[Session, Paper, Path]) -> None:
        """Top 20, bottom 20, left 30, right 15 mm; in the top margin stand only page numbers and marks."""
        boxes = measured.boxes(scene[2] / "biên bản.pdf")
        body = [box for box in boxes if box.top >= PAGE.top - 0.2]
        above = [box for box in boxes if box.top < PAGE.top - 0.2]
        assert min(box.left for box in boxes) == pytest.approx(PAGE.left, abs=0.2)
        assert max(box.right for box in boxes) <= PAGE.width - PAGE.right + 0.2
        assert max(box.right for box in body) == pytest.approx(PAGE.width - PAGE.right, abs=0.3)
        assert max(box.bottom for box in boxes) <= PAGE.height - PAGE.bottom + 0.2
        assert {box.text for box in above} <= {"DỰ", "THẢO", "TẬP", "DƯỢT", "-", *map(str, range(2, 400))}

    @pytest.mark.system
    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
    def test_page_numbers_stand_in_the_middle_from_page_two(self, scene: tuple[Session, Paper, Path]) -> None:
        """Page 1 bears none; the others theirs, centred over the text, about 10 mm from the edge."""
        boxes = measured.boxes(scene[2] / "biên bản.pdf")
        pages = max(box.page for box in boxes)
        numbers = {box.page: box for box in boxes if box.top < PAGE.top - 0.2 and box.text.isdecimal()}
        assert sorted(numbers) == list(range(2, pages + 1))
        middle = PAGE.left + (PAGE.width - PAGE.left - PAGE.right) / 2
        for page, box in numbers.items():
            assert box.text == str(page)
            assert (box.left + box.right) / 2 == pytest.approx(middle, abs=0.3)
            assert (box.top + box.bottom) / 2 == pytest.approx(PAGE.number_edge, abs=1)

    @pytest.mark.system
    @pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
    def test_lines_stand_at_the_exact_pitch(self, scene: tuple[Session, Paper, Path]) -> None:
        """Neighbouring lines of one paragraph are 18 pt apart."""
        first = [box for box in measured.boxes(scene[2] / "biên bản.pdf") if box.page == 1]
        start = next(box for box in first if box.text == "tổ")
        below = min(box.top for box in first if box.top > start.top + 1)
        assert (below - start.top) * measured.MM == pytest.approx(PAGE.leading, abs=0.2)

    def test_it_is_archival_and_readable_aloud(self, scene: tuple[Session, Paper, Path]) -> None:
        """PDF/A-2b and PDF/UA-1 are declared; title and language are set."""
        reader = PdfReader(scene[2] / "biên bản.pdf")
        description = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
        assert "<pdfaid:part>2</pdfaid:part>" in description
        assert "<pdfuaid:part>1</pdfuaid:part>" in description
        assert str(reader.trailer["/Root"]["/Lang"]).startswith("vi")  # type: ignore[index]
        assert "BIÊN BẢN" in str(reader.metadata.title if reader.metadata else "")


class TestWord:
    """The finished Word file."""

    def test_every_text_and_name_is_in_it(self, scene: tuple[Session, Paper, Path]) -> None:
        """Nothing is eaten by the template: not "&", not "<", not braces."""
        session, _made, folder = scene
        document = docx.Document(str(folder / "biên bản.docx"))
        text = measured.squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))
        assert not [said for said in spoken(session) if said not in text]
        if session is not SCENES["hostile"]:
            assert "{{" not in text
            assert "{%" not in text

    def test_page_and_margins_are_those_of_the_pack(self, scene: tuple[Session, Paper, Path]) -> None:
        """A4, 20, 20, 30, 15 mm; the first page has a head of its own without a number."""
        section = docx.Document(str(scene[2] / "biên bản.docx")).sections[0]
        sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
        wanted = (PAGE.width, PAGE.height, PAGE.top, PAGE.bottom)
        for found, figure in zip((*sides, section.left_margin, section.right_margin), (*wanted, 30, 15), strict=True):
            assert found is not None
            assert found.mm == pytest.approx(figure, abs=0.1)
        assert section.different_first_page_header_footer
        assert "PAGE" not in section.first_page_header._element.xml
        assert "PAGE" in section.header._element.xml
        for header in (section.first_page_header, section.header):
            assert "TẬP DƯỢT" in header.paragraphs[0].text

    def test_every_run_is_times_new_roman_in_an_allowed_size(self, scene: tuple[Session, Paper, Path]) -> None:
        """Fonts are named for all scripts where Word looks for them, in Vietnamese; no run strays."""
        document = docx.Document(str(scene[2] / "biên bản.docx"))
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
            properties = document.styles[name].element.rPr
            fonts = properties.find(qn("w:rFonts"))
            assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {PAGE.font}
            assert not [key for key in fonts.attrib if "heme" in key]
            assert properties.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"
        assert not list(document.element.body.iter(qn("w:rFonts")))
        used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
        sizes = {document.styles[name].font.size for name in used if name}
        assert {size.pt for size in sizes if size is not None} <= {12, 14, 15}

    def test_tables_are_as_wide_as_the_text(self, scene: tuple[Session, Paper, Path]) -> None:
        """No table leaves the 165 mm between the margins."""
        document = docx.Document(str(scene[2] / "biên bản.docx"))
        for table in document.tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
            assert sum(widths) * 635 <= Mm(165.2)

    def test_headings_stay_with_what_follows(self, scene: tuple[Session, Paper, Path]) -> None:
        """A comrade's name never stands alone at the foot of a page."""
        styles = docx.Document(str(scene[2] / "biên bản.docx")).styles
        assert all(styles[f"Heading {level}"].paragraph_format.keep_with_next for level in (1, 2, 3))


class TestText:
    """The finished plain text."""

    def test_every_text_and_name_is_in_it(self, scene: tuple[Session, Paper, Path]) -> None:
        """The text holds what the PDF holds."""
        session, _made, folder = scene
        text = measured.squeezed((folder / "biên bản.txt").read_text(encoding="utf-8"))
        assert not [said for said in spoken(session) if said not in text]

    def test_no_line_is_wider_than_eighty_columns(self, scene: tuple[Session, Paper, Path]) -> None:
        """It fits every terminal and every old printer."""
        lines = (scene[2] / "biên bản.txt").read_text(encoding="utf-8").split("\n")
        assert max(map(len, lines)) <= 80
        assert lines[0].strip() in ("DỰ THẢO - TẬP DƯỢT", "TẬP DƯỢT")


def test_the_head_stands_in_its_order(scene: tuple[Session, Paper, Path]) -> None:
    """Superior, cell, star, number at the left; the Party and the date at the right; then BIÊN BẢN."""
    first = measured.pdf_pages((scene[2] / "biên bản.pdf").read_bytes())[0]
    for text in (first, (scene[2] / "biên bản.txt").read_text(encoding="utf-8")):
        flat = " ".join(text.split())
        places = [flat.index(part) for part in ("ĐẢNG ỦY PHƯỜNG", "CHI BỘ KHU PHỐ 4", " * ", "Số ")]
        assert places == sorted(places)
        assert flat.index("ĐẢNG CỘNG SẢN VIỆT NAM") < flat.index("Tân An Đông, ngày") < flat.index("BIÊN BẢN")


def test_number_date_signatures_and_ends_follow_the_rule(scene: tuple[Session, Paper, Path]) -> None:
    """ "Số 05-BB/CB", the long date, two signature labels, no "./.", nothing decomposed, in all three files."""
    session, made, folder = scene
    document = docx.Document(str(folder / "biên bản.docx"))
    cells = "\n".join(cell.text for table in document.tables for cell in table._cells[:2])
    texts = (
        "\n".join(measured.pdf_pages((folder / "biên bản.pdf").read_bytes())),
        cells + "\n" + "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t"))),
        (folder / "biên bản.txt").read_text(encoding="utf-8"),
    )
    for text in texts:
        assert unicodedata.is_normalized("NFC", text)
        assert "./." not in text
        assert re.search(r"^\s*Số (\d{2,}|……)-BB/CB\s*$", text, re.MULTILINE)
        if session.sittings:
            assert re.search(r"Tân An Đông, ngày 05 tháng 12 năm 2026", text)
        ending = text[text.index("V- THÔNG QUA") :]
        assert ending.index("NGƯỜI GHI BIÊN BẢN") < ending.index("CHỦ TRÌ HỘI NGHỊ")
        assert ("ABCDEFGHIJKLMNOPQRSTUVWXYZ" in text) is bool(made.fingerprint)


def test_the_end_moves_to_the_next_page_as_one() -> None:
    """Wherever the text happens to end, the last words go with the signatures and the recipients."""
    made = paper(factories.empty_session(3))
    line = made.blocks[-1]
    for more in range(0, 30, 2):
        longer = replace(made, blocks=(*made.blocks, *[line] * more))
        pages = measured.pdf_pages(rendered(longer, ".pdf", template=None, page=PAGE)[0])
        assert [number for number, page in enumerate(pages) if "NGƯỜI GHI BIÊN BẢN" in page] == [len(pages) - 1]
        for words in ("Hội nghị kết thúc", "Nơi nhận:", "Lưu Chi bộ."):
            assert words in pages[-1]


@pytest.mark.system
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_shows_the_word_file_within_the_margins(tmp_path: Path) -> None:
    """LibreOffice opens it: A4, numbers from page 2, nothing beyond the margins, the signatures on one page."""
    source = tmp_path / "biên bản.docx"
    write(paper(SCENES["long names"]), source, page=PAGE)
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    boxes = measured.boxes(tmp_path / "biên bản.pdf")
    body = [box for box in boxes if box.top >= PAGE.top - 1]
    assert min(box.left for box in boxes) >= PAGE.left - 0.3
    assert max(box.right for box in boxes) <= PAGE.width - PAGE.right + 0.3
    assert max(box.bottom for box in body) <= PAGE.height - PAGE.bottom + 1
    numbers = {box.page: box.text for box in boxes if box.top < PAGE.top - 1 and box.text.isdecimal()}
    assert numbers == {page: str(page) for page in range(2, max(box.page for box in boxes) + 1)}
    labels = {box.page for box in boxes if box.text in ("NGƯỜI", "CHỦ") and box.page > 1}
    assert len(labels) == 1


def test_another_page_format_changes_all_writers(tmp_path: Path) -> None:
    """Margins and sizes come from the pack: another rule gives another page, in PDF and Word."""
    other: PageFormat = replace(PAGE, top=25, bottom=25, left=35, right=15, body=13, head_left=13, leading=20)
    made = paper(SCENES["3"])
    pdf, _warnings = rendered(made, ".pdf", template=None, page=other)
    assert measured.pdf_sizes(pdf) >= {13.0}
    write(made, tmp_path / "a.docx", page=other)
    document = docx.Document(str(tmp_path / "a.docx"))
    margin = document.sections[0].left_margin
    assert margin is not None
    assert margin.mm == pytest.approx(35, abs=0.1)
    assert document.styles["Normal"].font.size.pt == 13
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(widths) * 635 <= Mm(160.3)


def test_letters_that_the_font_lacks_are_boxed_and_reported() -> None:
    """An emoji or a Hán letter is printed as □ with its code, said once, and refuses nothing."""
    session = factories.meeting(3)
    strange = replace(session, points=tuple(replace(one, text=EMOJI) for one in session.points))
    pdf, warnings = rendered(paper(strange), ".pdf", template=None, page=PAGE)
    text = "".join(measured.pdf_pages(pdf))
    assert "□(U+1F600)" in text
    assert "□(U+6F22)" in text
    assert [re.search(r"U\+\w+", warning).group() for warning in warnings] == ["U+5B57", "U+6F22", "U+1F600"]  # type: ignore[union-attr]
    word, none = rendered(paper(strange), ".docx", template=None, page=PAGE)
    assert none == ()
    assert EMOJI in docx.Document(io.BytesIO(word)).element.body.xml
    assert EMOJI in text_of(paper(strange))


def test_scripts_that_run_to_the_left_are_boxed_and_break_nothing() -> None:
    """Hebrew and controls of direction made typst die; they are printed as their codes."""
    session = factories.meeting(3)
    text = "\ufb29" * 60 + " \u05d0\u05d1 \u202b\u037e!"
    strange = replace(session, points=tuple(replace(one, text=text) for one in session.points))
    pdf, warnings = rendered(paper(strange), ".pdf", template=None, page=PAGE)
    assert "□(U+FB29)" in "".join(measured.pdf_pages(pdf))
    assert len(warnings) == 3


def test_the_same_paper_gives_the_same_pdf() -> None:
    """Two prints of one paper are equal byte by byte."""
    made = paper(SCENES["3"])
    assert rendered(made, ".pdf", template=None, page=PAGE) == rendered(made, ".pdf", template=None, page=PAGE)


def test_the_shipped_templates_are_what_their_builder_makes(tmp_path: Path) -> None:
    """`make templates` changes nothing unless the builder changed."""
    from review_tui.language.places import shipped
    from review_tui.papers.make_template import TEMPLATES, main

    main(tmp_path)
    for kind in TEMPLATES:
        fresh, kept = (zipfile.ZipFile(folder / f"{kind}.docx") for folder in (tmp_path, shipped("papers")))
        assert fresh.namelist() == kept.namelist()
        for name in fresh.namelist():
            if not name.startswith("docProps/"):
                assert fresh.read(name) == kept.read(name), name


def test_all_vietnamese_letters_can_be_drawn() -> None:
    """The shipped font has all 134 letters with marks, quotes, dots and dashes."""
    from review_tui.papers.glyphs import boxed

    vowels = "aăâeêioôơuưy"
    tones = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    letters = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones) + "đ"
    every = letters + letters.upper() + "…“”–—•□%/()§"
    assert boxed(every) == (every, {})
