"""Papers of the levels: slips, tally sheet, record of the count, summary, notice, form 03; every figure re-added."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import evening_room as room
import factories
import openpyxl
import papers_measured as measured
import pytest
from ballot_room import member, of_size, opened
from ballot_room import room as small_room

from review_tui.language import translate
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import _, in_vietnamese
from review_tui.model.ballot import Ballot
from review_tui.model.balloting import counted, opened_ballot, prepared_ballot, published, voided
from review_tui.model.counting import count_of
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, CapChoice, Rating
from review_tui.model.session import Level, Session
from review_tui.papers.kinds import paper_from
from review_tui.papers.slips import BOX
from review_tui.papers.sources import Sources
from review_tui.papers.structure import BALLOT, Paper, Paragraph, Record, Table, from_json, to_json
from review_tui.papers.text import text_of
from review_tui.papers.write import rendered, write
from review_tui.regulation.load import pack

PACK = pack("366-2025")
KINDS = ("ballot", "tally-sheet", "count", "summary", "notice", "rerating")


@pytest.fixture(scope="module")
def evening() -> Sources:
    """The whole evening with what came after."""
    return room.sources()


def made(kind: str, sources: Sources, member: str = "") -> Paper:
    """One paper."""
    return paper_from(kind, replace(sources, member=member))


def tables(paper: Paper) -> list[Table]:
    """All tables of a paper."""
    return [block for block in paper.blocks if isinstance(block, Table)]


def said(paper: Paper) -> str:
    """All that a paper says, in one line."""
    return " ".join(text_of(paper).replace("\u00a0", " ").split())


def with_session(sources: Sources, session: Session) -> Sources:
    """The same sources about another state of the session."""
    return replace(sources, session=session, sessions=(session,), cell=room.cell(session))


# --- Slips and tally sheet ---


def test_there_is_a_slip_for_every_voter_with_a_box_for_every_level(evening: Sources) -> None:
    """21 may vote; 23 lines, the one of somebody not reviewed closed; nothing tells one slip from another."""
    slip = made("ballot", with_session(evening, room.before_count()))
    (table,) = tables(slip)
    assert slip.copies == 21
    assert [row[1] for row in table.rows][16:18] == ["Nguyễn Văn An (sinh năm 1958)", "Nguyễn Văn An (sinh năm 1961)"]
    closed = [row for row in table.rows if BOX not in row[2:]]
    assert [row[1] for row in closed] == ["Cao Thị Bảy (chưa kiểm điểm)"]
    assert all(row[2:] == (BOX,) * 4 for row in table.rows if row not in closed)
    assert [column.label for column in table.columns[2:]] == [PACK.band(level).name for level in Level]
    assert (slip.letterhead.number, slip.left, slip.right, slip.fingerprint) == ("", None, None, "")


def test_every_sheet_of_slips_is_like_every_other(evening: Sources) -> None:
    """No page number, no mark, no difference: a slip tells nobody whose it was."""
    slip = made("ballot", with_session(evening, room.before_count()))
    content, warnings = rendered(slip, ".pdf", template=None, page=PACK.page)
    pages = measured.pdf_pages(content)
    assert warnings == ()
    assert len(pages) == 21
    assert len(set(pages)) == 1
    word, _none = rendered(slip, ".docx", template=None, page=PACK.page)
    document = docx.Document(io.BytesIO(word))
    assert len(document.tables) == 2 * 21
    assert "PAGE" not in "".join(
        part._element.xml for part in (document.sections[0].header, document.sections[0].footer)
    )
    assert text_of(slip).count("PHIẾU BIỂU QUYẾT") == 21


def test_short_slips_share_a_sheet_with_a_line_to_cut_along() -> None:
    """The slip of the cell has one line: several stand on a page, each whole."""
    session = opened(of_size(9), floors=(COLLECTIVE,))
    sources = Sources(session=session, cell=room.cell(session), pack=PACK)
    slip = made("ballot", sources)
    assert "xếp loại chất lượng chi bộ năm 2026" in slip.subject
    pages = measured.pdf_pages(rendered(slip, ".pdf", template=None, page=PACK.page)[0])
    counts = [page.count("PHIẾU BIỂU QUYẾT") for page in pages]
    assert sum(counts) == slip.copies == 9
    assert counts[0] > 1
    assert [page.count("Tập thể chi bộ") for page in pages] == counts
    assert text_of(slip).count("- - - - -") > 0


@pytest.mark.system
def test_the_line_to_cut_along_stands_between_slips_and_not_at_the_edge(tmp_path: Path) -> None:
    """Needs pdftotext: the second slip on a page begins well below the first."""
    session = opened(of_size(3), floors=("m1", "m2"))
    slip = made("ballot", Sources(session=session, cell=room.cell(session), pack=PACK))
    write(slip, tmp_path / "a.pdf", page=PACK.page)
    titles = [box for box in measured.boxes(tmp_path / "a.pdf") if box.text == "PHIẾU"]
    lasts = [box for box in measured.boxes(tmp_path / "a.pdf") if box.text == session.member("m2").name.split()[-1]]
    first = [box for box in titles if box.page == 1]
    assert len(first) > 1
    assert first[1].top - lasts[0].bottom > 15


def test_slips_before_the_meeting_have_everybody_and_need_nobody_present() -> None:
    """Printed with the invitation: the order of review, one slip for each voting member of the roll."""
    session = factories.empty_session(17)
    slip = made("ballot", Sources(session=session, cell=factories.cell(17), pack=PACK))
    assert [row[1] for row in tables(slip)[0].rows] == [session.member(key).name for key in session.reviewed]
    assert slip.copies == 13


def test_the_slip_says_how_to_fill_it_by_the_rule_that_was_set(evening: Sources) -> None:
    """A spoilt line or a spoilt slip; the own line; and that it is a second slip."""
    text = said(made("ballot", with_session(evening, room.before_count())))
    assert "Dòng không đánh dấu, đánh dấu từ hai ô" in text
    assert "Không đánh dấu ở dòng có tên mình" in text
    session = room.before_count()
    rule = replace(session.ballots[0].rule, per_line=False, self_vote=True)
    again = prepared_ballot(session, id="x", rule=rule, floors=("m8",), revote_of="b1")
    text = said(made("ballot", with_session(evening, again)))
    assert "Phiếu có dòng không đánh dấu" in text
    assert "tên mình" not in text
    assert "Phiếu số 2, bỏ phiếu lại phiếu số 1." in text


def test_the_tally_sheet_has_room_for_strokes_and_the_sums_to_check(evening: Sources) -> None:
    """One high empty row for each line, numbered and named as on the slip; a closed one takes no strokes."""
    opened = with_session(evening, room.before_count())
    sheet = made("tally-sheet", opened)
    (table,), (slip,) = tables(sheet), tables(made(BALLOT, opened))
    assert [row[:2] for row in table.rows] == [row[:2] for row in slip.rows]
    assert {row[2:]: row[1] for row in table.rows}[("—",) * 5] == "Cao Thị Bảy (chưa kiểm điểm)"
    assert sum(row[2:] == ("",) * 5 for row in table.rows) == 22
    (record,) = [block for block in sheet.blocks if isinstance(block, Record)]
    assert record.rows[0] == ("Số người được biểu quyết", "21")
    assert "phát ra = thu về + không thu về" in said(sheet)
    assert sheet.right is not None
    assert sheet.right.name == "Đặng Hữu Thủy"


# --- The record of the count ---


def figures(cell: str) -> int:
    """ "13 (72,2 %)" -> 13."""
    return int(cell.split()[0])


def votes_of(rows: dict[str, str]) -> dict[str, list[int]]:
    """What was typed, by floor."""
    return {floor: [int(word) for word in row.split()] for floor, row in rows.items()}


def test_every_figure_of_the_count_adds_up(evening: Sources) -> None:
    """Re-added here from what the tellers typed: slips, lines, levels, shares."""
    record = made("count", evening)
    slips = [
        [int(figure) for figure in re.findall(r"\d+", block.text)]
        for block in record.blocks
        if isinstance(block, Paragraph) and block.text.startswith("Số phiếu phát ra")
    ]
    assert slips == [[21, 21, 0, 18, 3], [21, 20, 1, 20, 0], [21, 21, 0, 21, 0], [21, 21, 0, 20, 1]]
    for (issued, returned, kept, valid, invalid), table in zip(slips, tables(record), strict=True):
        assert (issued, returned) == (returned + kept, valid + invalid)
        for row in table.rows:
            if row[2] == "—":
                continue
            counts = [figures(cell) for cell in row[3:7]]
            assert int(row[2]) == sum(counts) <= valid
            for cell, count in zip(row[3:7], counts, strict=True):
                if count:
                    share = float(cell.split("(")[1].split("\u00a0")[0].replace(",", "."))
                    assert abs(share - 100 * count / int(row[2])) <= 0.05 + 1e-9
    first = {row[1]: [figures(cell) for cell in row[3:7]] for row in tables(record)[0].rows if row[2] != "—"}
    typed = {evening.material.name(floor): votes for floor, votes in votes_of(room.FIRST).items()}
    assert first == typed


def test_the_results_of_the_count_are_those_of_an_independent_majority(evening: Sources) -> None:
    """More than half of the valid slips of the line; nothing where there is none."""
    record = made("count", evening)
    short = [PACK.band(level).short for level in Level]
    for table in tables(record):
        for row in table.rows:
            if row[2] == "—":
                assert row[7] == "—"
                continue
            over = [name for name, cell in zip(short, row[3:7], strict=True) if 2 * figures(cell) > int(row[2])]
            assert [row[7]] == (over or ["chưa có"])
    assert [row[7] for row in tables(record)[0].rows].count("chưa có") == 3


def test_every_line_has_its_verdict_with_base_needed_got_and_result(evening: Sources) -> None:
    """In short where a level had enough; ties, revotes and closed lines in full."""
    text = said(made("count", evening))
    assert "Lê Thị Vượng: Hoàn thành tốt nhiệm vụ, được 13/18 phiếu hợp lệ, cần ít nhất 10." in text
    assert (
        "Alăng Thị Ước: tính trên 18 phiếu hợp lệ, cần ít nhất 10; các mức hoàn thành xuất sắc nhiệm vụ và "
        "hoàn thành tốt nhiệm vụ bằng nhau; không mức nào đủ 10 (cao nhất được 9); phải bỏ phiếu lại." in text
    )
    assert "Lý Ngọc Kỳ: tính trên 17 phiếu hợp lệ, cần ít nhất 9; không mức nào đủ 9" in text
    assert "Cao Thị Bảy: chưa kiểm điểm, không biểu quyết." in text
    assert "bỏ phiếu lại vẫn không mức nào đủ 11; chi bộ thảo luận, quyết định." in text
    assert "Mai Thị Sáu: Hoàn thành tốt nhiệm vụ, được 12/21 phiếu hợp lệ, cần ít nhất 11." in text
    assert "Tập thể chi bộ: Hoàn thành tốt nhiệm vụ, được 15/20 phiếu hợp lệ, cần ít nhất 11." in text
    assert text.count("là tạm thời") == 1


def test_the_record_names_who_voted_how_who_counted_and_who_signs(evening: Sources) -> None:
    """Two revotes by number, the poll on the screen, tellers left, chair right, the hour."""
    record = made("count", evening)
    text = said(record)
    assert "II- PHIẾU SỐ 2: BỎ PHIẾU LẠI PHIẾU SỐ 1" in text
    assert "III- PHIẾU SỐ 3: BỎ PHIẾU LẠI PHIẾU SỐ 2" in text
    assert "biểu quyết kín trên máy, mỗi người một lượt; được biểu quyết 21 đảng viên chính thức" in text
    assert "người sinh hoạt đảng tạm thời không biểu quyết" in text
    assert "kết quả là mức đạt quá nửa số phiếu hợp lệ; không mức nào quá nửa thì bỏ phiếu lại" in text
    assert "Tổ kiểm phiếu: đồng chí Đặng Hữu Thủy (tổ trưởng), đồng chí Trần Thị Bích Phượng (thành viên)" in text
    assert text.count("không biểu quyết cho chính mình") == 3
    own = room.before_count()
    own = replace(own, ballots=(replace(own.ballots[0], rule=replace(own.ballots[0].rule, self_vote=True)),))
    assert "; được biểu quyết cho chính mình;" in said(made("count", with_session(evening, voided(own, "b1"))))
    assert "đồng thời có tên trong phiếu" not in text
    assert "xong lúc 20 giờ 50; kết quả đã công bố" in text
    assert (record.left and record.left.name, record.right and record.right.name) == ("Đặng Hữu Thủy", "Lê Thị Vượng")
    assert record.title == "BIÊN BẢN KIỂM PHIẾU"
    assert "Ở dòng của đồng chí Lê Thị Vượng (chủ trì), đồng chí Bùi Quang Hiếu chủ trì thay." in text
    alone = room.before_count()
    alone = replace(alone, ballots=(replace(alone.ballots[0], stand_in=""),))
    assert "không còn người thay để chủ trì" in said(made("count", with_session(evening, voided(alone, "b1"))))


def test_tellers_who_were_on_the_ballot_against_the_rule_are_named() -> None:
    """Nobody else was free: it went on, and the record says so."""
    session = of_size(5)
    strict = replace(opened(session).ballots[0].rule, tellers_on_ballot=False)
    session = opened(session, rule=strict)
    count = made("count", Sources(session=session, cell=room.cell(session), pack=PACK))
    assert "Người kiểm phiếu đồng thời có tên trong phiếu: đồng chí" in said(count)


def test_a_ballot_that_was_broken_off_stands_in_the_record(evening: Sources) -> None:
    """With its number and no figure."""
    session = voided(room.before_count(), "b1")
    text = said(made("count", with_session(evening, session)))
    assert "I- PHIẾU SỐ 1: XẾP LOẠI ĐẢNG VIÊN" in text
    assert "bị gián đoạn nên hủy, không giữ lại kết quả" in text
    assert "Chưa có kết quả kiểm phiếu." in text


def test_a_count_typed_for_the_minutes_alone_makes_a_record_too() -> None:
    """Sessions of earlier versions have tallies and no ballots."""
    session = factories.meeting(17)
    count = made("count", Sources(session=session, cell=factories.cell(17), pack=PACK))
    (table,) = tables(count)
    assert len(table.rows) == len(session.tallies)
    assert table.rows[0][2:] == ("12", "2 (16,7\u00a0%)", "9 (75\u00a0%)", "1 (8,3\u00a0%)", "0", "HTT")
    assert "Số phiếu phát ra 13; thu về 13; không thu về 0." in said(count)


def test_a_count_typed_without_a_ballot_stands_beside_the_ballots(evening: Sources) -> None:
    """A session in which both were used loses neither."""
    session = evening.session
    typed_alone = replace(session.tallies[0], floor="m21")
    count = made("count", with_session(evening, replace(session, tallies=(*session.tallies, typed_alone))))
    assert len(tables(count)) == len(tables(made("count", evening))) + 1
    assert [row[1] for row in tables(count)[-1].rows] == [evening.material.name("m21")]


# --- The summary ---


def test_the_summary_has_everybody_reviewed_and_its_totals_add_up(evening: Sources) -> None:
    """Re-added from its own rows: votes, proposals by level, shares, the bound of the cap."""
    paper = made("summary", evening)
    (table,) = tables(paper)
    rows = {row[1]: row for row in table.rows}
    assert len(table.rows) == 23
    assert "Cao Thị Bảy" not in rows
    assert rows["Tập thể chi bộ"][7:11] == ("5", "15", "0", "0")
    people = [row for row in table.rows if row[1] != "Tập thể chi bộ"]
    proposed = [row[11] for row in people]
    counts = {name: proposed.count(name) for name in ("HTXS", "HTT", "HT", "KHT")}
    assert sum(counts.values()) == len(people) == 22
    text = said(paper)
    for name, count in counts.items():
        assert re.search(rf"{name} {count} \({re.escape(measured_percent(count, 22))}\)", text)
    good_or_better = counts["HTXS"] + counts["HTT"]
    most = max(e for e in range(good_or_better + 1) if 100 * e <= 20 * (good_or_better - e))
    assert f"Được tối đa {most} xuất sắc trong {good_or_better} đồng chí" in text
    assert f"hiện có {counts['HTXS']}" in text
    for row in people:
        typed = votes_of({**room.FIRST, "m8": "12 8 0 0", "m13": "0 12 8 0", "m19": "0 12 9 0"})
        floor = next(one.id for one in evening.session.roll if evening.material.name(one.id) == row[1])
        assert [int(cell) for cell in row[7:11]] == typed[floor]


def measured_percent(part: int, whole: int) -> str:
    """The share as an office writes it, by other means than the program's."""
    shown = f"{int(1000 * part / whole + 0.5) / 10:.1f}".replace(".", ",").removesuffix(",0")
    return f"{shown} %"


def test_the_summary_keeps_proposal_and_decision_apart(evening: Sources) -> None:
    """Self, employer, residence, points of the base, reason; changed and cancelled levels are said."""
    rows = {row[1]: row for row in tables(made("summary", evening))[0].rows}
    assert rows["Hồ Thị Diệu"][3:5] == ("HTT", "74/88")
    assert rows["Hồ Thị Diệu"][11:13] == ("HTT", "HTT (20/12/2026)")
    levels_only = Rating(id="c9", floor="m9", body=Body.CELL, level=Level.GOOD)
    session = replace(evening.session, ratings=(*evening.session.ratings, levels_only))
    assert {row[4] for row in tables(made("summary", with_session(evening, session)))[0].rows} == {"", "74/88"}
    assert rows["Lê Thị Vượng"][5] == "HTT (30/11/2026)"
    assert rows["Phạm Văn Lộc"][5:7] == ("chưa có", "chưa có")
    assert rows["Huỳnh Quang Đồng"][5:7] == ("", "Chấp hành tốt (20/11/2026)")
    assert rows["Trần Xuân Nhẫn"][11] == "HTT"
    assert rows["Trần Xuân Nhẫn"][13].startswith("Vượt tỷ lệ tối đa")
    assert rows["Nguyễn Thị Mỹ Hạnh"][11:13] == ("HTT", "HT (15/03/2027)")
    assert rows["Phan Văn Thọ"][11:13] == ("HTXS", "đã hủy (10/02/2027)")
    assert rows["Phan Văn Thọ"][13] == "Kê khai kết quả không đúng"


def test_the_reading_of_the_cap_is_printed_and_an_overrun_named(evening: Sources) -> None:
    """Before the cell chose, six had a majority for the highest level; the other reading and a decision are said."""
    text = said(made("summary", evening))
    assert "xuất sắc không quá 20 % số được xếp loại hoàn thành tốt (không gồm người xuất sắc)" in text
    before = replace(evening.session, ratings=tuple(r for r in evening.session.ratings if r.body != "proposal"))
    assert "hiện có 6, vượt 3." in said(made("summary", with_session(evening, before)))
    choice = CapChoice(raised=True, number="15-QĐ/ĐU", dated=room.date(2026, 11, 3), reading="of_good_or_better")
    raised = said(made("summary", with_session(evening, replace(evening.session, caps=(choice,)))))
    assert "không quá 25 % số được xếp loại từ hoàn thành tốt trở lên" in raised
    assert "theo Quyết định số 15-QĐ/ĐU ngày 03/11/2026." in raised


def test_the_summary_names_who_is_not_rated_and_what_is_provisional(evening: Sources) -> None:
    """With how many."""
    text = said(made("summary", evening))
    assert "Chưa xếp loại 1 đồng chí do không hoặc chưa kiểm điểm: Cao Thị Bảy." in text
    assert "Kết quả tạm thời, chưa có kết quả xếp loại của cơ quan, đơn vị: Phạm Văn Lộc." in text


def test_the_summary_stands_on_the_long_side_of_the_sheet(evening: Sources, tmp_path: Path) -> None:
    """In PDF and in Word."""
    from pypdf import PdfReader

    paper = made("summary", evening)
    content, warnings = rendered(paper, ".pdf", template=None, page=PACK.page)
    assert warnings == ()
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert box.width > box.height
    write(paper, tmp_path / "a.docx", page=PACK.page)
    section = docx.Document(str(tmp_path / "a.docx")).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert section.orientation == 1


def cells(content: bytes) -> list[Sequence[object]]:
    """All rows of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_the_workbook_holds_figures_as_figures_and_no_formula(evening: Sources, tmp_path: Path) -> None:
    """An office can add them up; a text that begins like a formula is a text."""
    roll = tuple(
        replace(one, name=bad) if one.id == key else one
        for one in evening.session.roll
        for key, bad in [("m2", "=1+1")]
    )
    roll = tuple(replace(one, office="-2") if one.id == "m3" else one for one in roll)
    roll = tuple(replace(one, name=" @SUM(A1)") if one.id == "m4" else one for one in roll)
    roll = tuple(replace(one, name="+84 Lan") if one.id == "m5" else one for one in roll)
    sources = with_session(evening, replace(evening.session, roll=roll))
    paper = made("summary", sources)
    write(paper, tmp_path / "a.xlsx", page=PACK.page)
    content = (tmp_path / "a.xlsx").read_bytes()
    rows = cells(content)
    start = next(place for place, row in enumerate(rows) if row[0] == "TT")
    people = rows[start + 1 : start + 24]
    assert [row[1] for row in people][2:6] == ["'=1+1", "Trần Xuân Nhẫn", "' @SUM(A1)", "'+84 Lan"]
    assert people[3][2] == "'-2"
    assert sum(value for row in people for value in row[7:11] if isinstance(value, int)) == sum(
        int(cell) for row in tables(paper)[0].rows for cell in row[7:11]
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
    assert any(isinstance(row[0], str) and row[0].startswith("Được tối đa") for row in rows)


@pytest.mark.parametrize("regulation", ["366-2025", "124-2023", "132-2018"])
def test_the_figures_of_the_workbook_are_those_of_the_tellers(regulation: str, tmp_path: Path) -> None:
    """Votes, levels by an independent majority, totals, shares: all from the cells of the finished file."""
    sources = room.sources(regulation)
    write(made("summary", sources), tmp_path / "a.xlsx", page=sources.pack.page)
    rows = cells((tmp_path / "a.xlsx").read_bytes())
    start = next(place for place, row in enumerate(rows) if row[0] == "TT")
    people = [row for row in rows[start + 1 :] if isinstance(row[0], int)]
    assert [row[0] for row in people] == list(range(1, 24))
    last = votes_of({**room.FIRST, "m8": "12 8 0 0", "m13": "0 12 8 0", "m19": "0 12 9 0"})
    typed = {sources.material.name(floor): votes for floor, votes in last.items()} | {"Tập thể chi bộ": [5, 15, 0, 0]}
    assert {row[1]: list(row[7:11]) for row in people} == typed
    shorts = rows[start][7:11]
    reduced = {sources.material.name(floor) for floor in ("m3", "m7", "m11")}
    for row in people:
        (over,) = (name for name, votes in zip(shorts, row[7:11], strict=True) if 2 * int(str(votes)) > sum(row[7:11]))
        assert row[11] == (shorts[1] if row[1] in reduced else over)
    given = [row[11] for row in people if row[1] != "Tập thể chi bộ"]
    below = " ".join(str(row[0]) for row in rows if isinstance(row[0], str)).replace("\u00a0", " ")
    for name in shorts:
        assert f"{name} {given.count(name)} ({measured_percent(given.count(name), len(given))})" in below
    better = given.count(shorts[0]) + given.count(shorts[1])
    assert f"trong {better} đồng chí" in below
    assert f"hiện có {given.count(shorts[0])}" in below


def test_before_anybody_is_rated_the_papers_say_so_in_words(evening: Sources) -> None:
    """No "0 đồng chí" of somebody who does not exist yet, no "0 trong 0"."""
    early = with_session(evening, room.ready())
    text = said(made("summary", early))
    assert "Chi bộ chưa đề nghị xếp loại ai." in text
    assert "nếu cả 22 đồng chí từ tốt trở lên thì được 3." in text
    unopened = replace(room.ready(), sittings=(), floors=())
    assert "có mặt khi kiểm phiếu …" in said(made("count", with_session(evening, unopened)))


def test_only_the_summary_is_a_workbook(evening: Sources, tmp_path: Path) -> None:
    """Any other paper is refused with one sentence, and nothing is written; a Word template does not fit either."""
    with pytest.raises(ReviewError, match="Chỉ bảng tổng hợp"):
        write(made("count", evening), tmp_path / "a.xlsx", page=PACK.page)
    with pytest.raises(ReviewError, match=r"chỉ dùng khi ghi tệp \.docx"):
        write(made("summary", evening), tmp_path / "a.xlsx", template=tmp_path / "m.docx", page=PACK.page)
    assert list(tmp_path.iterdir()) == []


# --- Notice and form 03 ---


def test_the_notice_tells_one_person_what_concerns_that_person(evening: Sources) -> None:
    """Levels, own shortcomings and promises; nobody else's, and no votes."""
    notice = made("notice", evening, "m5")
    text = said(notice)
    assert "đối với đồng chí Hồ Thị Diệu" in text
    assert "Mức tự nhận: chưa có. - Mức chi bộ đề nghị: Hoàn thành tốt nhiệm vụ." in text
    assert (
        "Mức do cấp có thẩm quyền quyết định: Hoàn thành tốt nhiệm vụ (văn bản số 41-QĐ/ĐU ngày 20/12/2026 của "
        "Ban Thường vụ Đảng ủy phường Hòa An Tây)." in text
    )
    assert "Ý kiến số 2026-001: Vắng 4 kỳ sinh hoạt, chỉ báo trước 1 lần." in text
    assert "CK2026-001: Báo vắng trước một ngày, dự đủ 11/12 kỳ (thời hạn: 30/06/2027" in text
    assert "2026-002" not in text
    assert not re.search(r"\d+ phiếu", text)
    assert notice.recipients[0] == "Đồng chí Hồ Thị Diệu,"
    others = {one.name for one in evening.session.roll if one.id not in ("m5", "m2", "m1")}
    assert not [name for name in others if name in text]


def test_the_notice_prints_what_stood_before_a_change(evening: Sources) -> None:
    """The old level stays, then the change with its ground; a cancelled one is said."""
    changed = said(made("notice", evening, "m7"))
    assert "quyết định: Hoàn thành tốt nhiệm vụ (văn bản số 41-QĐ/ĐU" in changed
    assert "Sau đó điều chỉnh thành: Hoàn thành nhiệm vụ (văn bản số 09-QĐ/ĐU ngày 15/03/2027" in changed
    assert changed.index("văn bản số 41") < changed.index("văn bản số 09")
    cancelled = said(made("notice", evening, "m16"))
    assert "lý do: Đơn vị không còn chỉ tiêu xuất sắc" in cancelled
    assert "Sau đó hủy bỏ kết quả (quyết định ngày 10/02/2027 của Ban Thường vụ" in cancelled
    assert "Mức chi bộ đề nghị: Hoàn thành xuất sắc nhiệm vụ." in cancelled


def test_the_notice_of_somebody_undecided_or_not_reviewed_says_so(evening: Sources) -> None:
    """Nothing is guessed."""
    assert "Mức do cấp có thẩm quyền quyết định: chưa có." in said(made("notice", evening, "m9"))
    assert "Năm 2026 đồng chí chưa kiểm điểm nên chưa xếp loại." in said(made("notice", evening, "m21"))
    with pytest.raises(ReviewError, match="chọn đảng viên"):
        made("notice", evening)


def test_form_03_names_the_old_level_where_it_stands_and_the_ground(evening: Sources) -> None:
    """Issued by the body that decides, with its number and day."""
    form = made("rerating", evening, "m7")
    text = said(form)
    assert form.letterhead.issuer == "BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG HÒA AN TÂY"
    assert form.letterhead.number == "Số 09-QĐ/ĐU"
    assert form.right is not None
    assert form.right.label == "T/M BAN THƯỜNG VỤ"
    assert form.letterhead.place_date.endswith("ngày 15 tháng 3 năm 2027")
    assert "Về việc điều chỉnh kết quả đánh giá, xếp loại chất lượng năm 2026" in text
    assert "Xét: Kết luận kiểm tra ngày 01/3/2027 về chậm hạn 3 việc;" in text
    assert (
        "Điều 1. Hủy bỏ kết quả xếp loại “Hoàn thành tốt nhiệm vụ” năm 2026 của đồng chí Nguyễn Thị Mỹ Hạnh tại "
        "văn bản số 41-QĐ/ĐU ngày 20/12/2026" in text
    )
    assert "Điều 2. Xếp loại lại: Hoàn thành nhiệm vụ." in text
    cancelled = said(made("rerating", evening, "m16"))
    assert "Về việc hủy bỏ kết quả" in cancelled
    assert "Điều 2. Việc xếp loại lại thực hiện theo quy định" in cancelled
    assert made("rerating", evening).subject == form.subject
    other = replace(evening.follow_up.reratings[-1], id="x", session="2025", floor="m9")
    later = replace(evening.follow_up, reratings=(*evening.follow_up.reratings, other))
    assert made("rerating", replace(evening, follow_up=later)).subject == form.subject


def test_form_03_without_a_change_is_a_blank_to_fill(evening: Sources) -> None:
    """For one person, or for nobody yet."""
    blank = said(made("rerating", evening, "m9"))
    assert "đồng chí Đặng Hữu Thủy" in blank
    assert "Điều 1. Hủy bỏ kết quả xếp loại “……" in blank
    empty = replace(evening, follow_up=type(evening.follow_up)())
    assert "Số ……-QĐ/ĐU" in said(made("rerating", empty))
    assert made("rerating", empty).letterhead.place_date.endswith("năm ……")


# --- All of them ---


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [0, 3, 17])
def test_every_paper_can_be_printed_at_any_time_by_every_writer(kind: str, size: int) -> None:
    """Before the meeting and after it, for the smallest cell: blanks, never a refusal."""
    if kind == "notice" and not size:
        pytest.skip("nobody to tell")
    for session in (factories.empty_session(size), *([factories.meeting(size)] if size else [])):
        sources = Sources(
            session=session, cell=factories.cell(size), pack=PACK, member="m2" if kind == "notice" else ""
        )
        paper = paper_from(kind, sources)
        assert from_json(to_json(paper)) == paper
        for ending in (".txt", ".docx", ".pdf") if size == 3 else (".txt",):
            content, warnings = rendered(paper, ending, template=None, page=PACK.page)
            assert content
            assert warnings == ()


@pytest.mark.parametrize("regulation", ["124-2023", "132-2018"])
def test_sessions_under_older_regulations_keep_levels_and_wording(regulation: str) -> None:
    """Names of the levels, documents and cap of their own pack; nothing of the newer one."""
    old = room.sources(regulation)
    number = {"124-2023": "Quy định số 124-QĐ/TW", "132-2018": "Quy định số 132-QĐ/TW"}[regulation]
    for kind, member_ in (("count", ""), ("summary", ""), ("notice", "m5"), ("rerating", "m7"), ("ballot", "")):
        text = said(made(kind, old, member_))
        assert "366" not in text
        assert "HD 43" not in text
        if kind in ("notice", "rerating"):
            assert f"Căn cứ {number} ngày" in text
    assert "điểm" not in [column.label for column in tables(made("count", old))[0].columns]
    text = said(made("summary", old))
    assert "không quá 20 % số được xếp loại hoàn thành tốt" in text


def test_papers_are_vietnamese_whatever_the_screen_speaks(evening: Sources) -> None:
    """The sentences of the rules, too; the screen keeps its language meanwhile."""
    vietnamese = [text_of(made(kind, evening, "m5")) for kind in KINDS]
    translate.speak("en", shipped("locale"))
    assert [text_of(made(kind, evening, "m5")) for kind in KINDS] == vietnamese
    english = _("tiếp thu")
    with in_vietnamese():
        assert _("tiếp thu") == "tiếp thu"
    assert _("tiếp thu") == english


def test_whoever_does_not_vote_on_himself_is_counted_apart_from_spoilt_slips() -> None:
    """Valid, not voting on the own line and not valid add up to the slips handed in; the base stays the valid ones."""
    session = opened(of_size(19), floors=("m4", "m5"))
    id = session.ballots[-1].id
    count = count_of((19, 0, 19, 19, 0), {"m4": (15, 3, 0, 0), "m5": (15, 2, 0, 0)})
    session = published(counted(session, id, count), id)
    sources = Sources(session=session, cell=room.cell(session), pack=PACK)
    minutes = made("minutes", sources)
    table = next(one for one in tables(minutes) if one.key == "tallies")
    assert [row[2:5] for row in table.rows] == [("19/19", "18", "0"), ("19/19", "17", "1")]
    assert [int(row[3]) + int(row[4]) + 1 for row in table.rows] == [19, 19]
    assert "1 đồng chí không biểu quyết dòng của mình, không tính là phiếu không hợp lệ, ở các dòng: 1, 2." in said(
        minutes
    )
    record = said(made("count", sources))
    assert "được 15/18 phiếu hợp lệ, cần ít nhất 10. 1 đồng chí không biểu quyết dòng của mình." in record
    assert "15/17 phiếu hợp lệ, cần ít nhất 9. 1 đồng chí không biểu quyết dòng của mình." in record


def test_the_minutes_tell_of_revotes_and_broken_polls(evening: Sources) -> None:
    """The record of the count has the figures; the minutes say that it happened."""
    text = said(made("minutes", evening))
    assert "Phiếu số 2 bỏ phiếu lại phiếu số 1 đối với: Alăng Thị Ước, Lý Ngọc Kỳ, Mai Thị Sáu." in text
    assert "Phiếu số 3 bỏ phiếu lại phiếu số 2 đối với: Mai Thị Sáu." in text
    assert "Kết quả tạm thời, chưa có kết quả xếp loại của cơ quan, đơn vị: Phạm Văn Lộc." in text
    broken = voided(room.before_count(), "b1")
    assert "Phiếu số 1 bị gián đoạn nên hủy" in said(made("minutes", with_session(evening, broken)))


def test_hostile_names_stay_text_on_every_paper() -> None:
    """Nothing of them is markup, a template's instruction or a second line of a table."""
    bad = "{{ so }} #set [b] $x$ <w:p> \\n|"
    session = small_room(member(1, name=bad), member(2), member(3), member(4))
    session = opened_ballot(prepared_ballot(session, id="b", rule=room.vote_rule(PACK)), "b")
    sources = Sources(session=session, cell=room.cell(session), pack=PACK, member="m1")
    for kind in KINDS:
        paper = paper_from(kind, sources)
        pdf, _warnings = rendered(paper, ".pdf", template=None, page=PACK.page)
        assert measured.squeezed(bad) in measured.squeezed("".join(measured.pdf_pages(pdf)))
        word, _none = rendered(paper, ".docx", template=None, page=PACK.page)
        document = docx.Document(io.BytesIO(word))
        texts = [line.text for line in document.paragraphs]
        texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert any(bad in text for text in texts), kind


def test_the_ballot_of_a_session_is_the_last_one_that_waits(evening: Sources) -> None:
    """A published one is never printed as a slip again."""
    published: tuple[Ballot, ...] = evening.session.ballots
    slip = made("ballot", evening)
    assert published
    assert slip.kind == BALLOT
    assert len(tables(slip)[0].rows) == 22


def test_the_post_under_the_cells_name_is_not_bold_in_word() -> None:
    """ "T/M CHI BỘ" is bold, "BÍ THƯ" below it is not (HD 05-HD/VPTW)."""
    made = paper_from("summary", room.sources())
    word, _none = rendered(made, ".docx", template=shipped("papers") / "summary.docx", page=room.rules().page)
    cells = docx.Document(io.BytesIO(word)).tables[-1].rows[0].cells
    first, below = next(cell.paragraphs[0].runs for cell in cells if "BÍ THƯ" in cell.text)
    assert (first.text, below.text.strip()) == ("T/M CHI BỘ", "BÍ THƯ")
    assert below.bold is False
    assert first.bold is not False


def test_the_record_of_the_count_says_which_reading_of_the_cap_was_used() -> None:
    """The higher share with its decision, as it was chosen in the session."""
    sources = room.sources()
    choice = CapChoice(raised=True, number="15-QĐ/ĐU", dated=date(2026, 11, 3))
    text = said(made("count", replace(sources, session=replace(sources.session, caps=(choice,)))))
    assert "không quá 25 %" in text
    assert "theo Quyết định số 15-QĐ/ĐU ngày 03/11/2026" in text
    assert "không quá 20 %" in said(made("count", sources))
