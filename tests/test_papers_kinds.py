"""All kinds of paper: which can be printed, and what the others say."""

import shutil
from dataclasses import replace
from pathlib import Path

import factories
import papers_measured as measured
import pytest

from review_tui.language.errors import ReviewError
from review_tui.papers.kinds import KINDS, paper_of, why_not_paper
from review_tui.papers.structure import Table
from review_tui.papers.text import text_of
from review_tui.papers.write import rendered, write
from review_tui.regulation.load import pack

PACK = pack("366-2025")
OF_A_MEMBER = {"self-review", "commitment", "extract", "quarter", "notice", "receipt", "code-slip"}


def test_all_kinds_of_the_commands_are_known() -> None:
    """Twenty-three kinds, and those about one person need a member."""
    assert len(KINDS) == 23
    assert {kind for kind, known in KINDS.items() if known.needs_member} == OF_A_MEMBER


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_printed_or_says_that_it_comes_later(kind: str) -> None:
    """Asking for any kind gives a paper or one sentence with its Vietnamese name."""
    session = factories.meeting(3)
    if KINDS[kind].ready:
        assert why_not_paper(kind) is None
        assert paper_of(kind, session, cell=factories.cell(3), pack=PACK, member="m2").kind == kind
    else:
        with pytest.raises(ReviewError, match="chưa có trong bản này") as caught:
            paper_of(kind, session, cell=factories.cell(3), pack=PACK)
        assert str(caught.value).startswith(KINDS[kind].name)


def test_an_unknown_kind_names_those_that_exist() -> None:
    """A misspelt kind is answered with what can be printed."""
    with pytest.raises(ReviewError, match=r"“minute”.*minutes, attendance"):
        paper_of("minute", factories.meeting(3), cell=factories.cell(3), pack=PACK)


def test_the_sign_in_sheet_bears_the_numbers_of_the_roll() -> None:
    """Everybody on the roll and every guest has a numbered line, with presence as far as it is known."""
    session = factories.meeting(17)
    made = paper_of("attendance", session, cell=factories.cell(17), pack=PACK)
    sheet = next(block for block in made.blocks if isinstance(block, Table))
    assert [row[0] for row in sheet.rows] == [*map(str, range(1, 18)), "k1"]
    by_number = {row[0]: row for row in sheet.rows}
    assert by_number["3"][3] == "vắng: Nằm viện, có giấy"
    assert by_number["6"][3] == "vắng"
    assert by_number["8"][3] == "có mặt lúc 18:25"
    assert by_number["17"][2].endswith("bị đình chỉ sinh hoạt")
    assert by_number["k1"][2] == "Phó Bí thư Đảng ủy phường"
    assert made.letterhead.number == ""
    assert "Số ……" not in text_of(made)


def test_the_sign_in_sheet_before_the_meeting_is_a_crib() -> None:
    """Prepared but not opened: numbers and names, nothing marked, and no DỰ THẢO once the meeting runs."""
    before = paper_of("attendance", factories.empty_session(17), cell=factories.cell(17), pack=PACK)
    sheet = next(block for block in before.blocks if isinstance(block, Table))
    assert {row[3] for row in sheet.rows} == {""}
    opened = paper_of("attendance", factories.meeting(17), cell=factories.cell(17), pack=PACK)
    assert opened.marks == ()


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt"])
def test_the_sign_in_sheet_is_written_by_all_writers(ending: str) -> None:
    """Also for a cell without members."""
    for size in (0, 17):
        session = factories.meeting(size) if size else factories.empty_session(0)
        made = paper_of("attendance", session, cell=factories.cell(size), pack=PACK)
        content, warnings = rendered(made, ending, template=None, page=PACK.page)
        assert content
        assert warnings == ()


@pytest.mark.system
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_rows_of_the_sign_in_sheet_leave_room_for_a_signature(tmp_path: Path) -> None:
    """Each row is at least a centimetre high."""
    made = paper_of("attendance", factories.meeting(17), cell=factories.cell(17), pack=PACK)
    write(made, tmp_path / "a.pdf", page=PACK.page)
    tops = {box.text: box.top for box in measured.boxes(tmp_path / "a.pdf") if box.page == 1 and box.left < 42}
    steps = [tops[str(no + 1)] - tops[str(no)] for no in range(1, 12)]
    assert min(steps) >= 9.9


def test_plain_text_puts_no_two_texts_side_by_side() -> None:
    """A row of a table is a record: label, colon, text; figures that belong together share a line."""
    session = factories.meeting(3)
    made = paper_of("minutes", session, cell=factories.cell(3), pack=PACK)
    lines = text_of(made).split("\n")
    start = lines.index("  Số: CK2026-001")
    assert lines[start + 1].startswith("    Nội dung cam kết: Báo vắng trước")
    assert "    Người thực hiện: " + factories.name_of(1) in lines
    assert any("HTXS: 2; HTT: 9; HT: 1; KHT: 0" in line for line in lines)


def test_a_text_with_line_ends_keeps_them() -> None:
    """A statement of several lines stays one of several lines, also when a line is longer than the page."""
    session = factories.meeting(3)
    points = tuple(replace(one, text="Dòng một\n" + "chữ " * 40 + "\n\nDòng cuối") for one in session.points)
    made = paper_of("minutes", replace(session, points=points), cell=factories.cell(3), pack=PACK)
    text = text_of(made)
    assert "Dòng một\n" in text
    assert "\n\n    Dòng cuối\n" in text
    assert max(map(len, text.split("\n"))) <= 80
