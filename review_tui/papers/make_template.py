"""Builds the Word templates that ship with the program: `python -m review_tui.papers.make_template FOLDER`.

An office may edit a copy in Word and pass it with `--template`. Its fields bear Vietnamese names without marks.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Line

from review_tui.papers.concluded import COMMITMENT_COLUMNS
from review_tui.papers.counted import COUNT_COLUMNS
from review_tui.papers.dossier import LIST_COLUMNS
from review_tui.papers.following import CHECK_COLUMNS, PLAN_COLUMNS
from review_tui.papers.handing import OPEN_COLUMNS, QUEUE_COLUMNS
from review_tui.papers.invitation import MEMBER_COLUMNS
from review_tui.papers.pageformat import (
    CENTRED,
    FILE,
    FINGERPRINT,
    ISSUER,
    MARKED,
    NUMBER,
    PARTY,
    PLACE_DATE,
    RECIPIENT,
    SIGNATURE,
    STEP,
    SUBJECT,
    SUPERIOR,
    TABLE,
    TITLE,
    lay_out,
    set_fonts,
)
from review_tui.papers.rated import LEVEL_COLUMNS, TALLY_COLUMNS
from review_tui.papers.signin import SIGNIN_COLUMNS
from review_tui.papers.slips import SHEET_COLUMNS, SLIP_COLUMNS
from review_tui.papers.structure import BALLOT, SIGNED, SIGNED_HEIGHT, Column
from review_tui.papers.summary import SUMMARY_COLUMNS
from review_tui.regulation.load import pack
from review_tui.regulation.page import PageFormat

TEMPLATES: dict[str, dict[str, tuple[Column, ...]]] = {
    "minutes": {"levels": LEVEL_COLUMNS, "tallies": TALLY_COLUMNS, "commitments": COMMITMENT_COLUMNS},
    "attendance": {"signin": SIGNIN_COLUMNS},
    BALLOT: {"slip": SLIP_COLUMNS},
    "tally-sheet": {SIGNED: SHEET_COLUMNS},
    "count": {"count": COUNT_COLUMNS},
    "summary": {"summary": SUMMARY_COLUMNS},
    "remedy-plan": {"plan": PLAN_COLUMNS},
    "month-check": {"month": CHECK_COLUMNS},
    "handover": {"open": OPEN_COLUMNS},
    "supplement": {"queue": QUEUE_COLUMNS},
    "temporary-opinion": {"temporary": MEMBER_COLUMNS},
    "dossier": {"file": LIST_COLUMNS},
}
"""The tables that each kind of paper may hold; any other table is printed as records."""


def main(folder: Path) -> None:
    """Write all templates into `folder`."""
    page = pack("366-2025").page
    for kind, tables in TEMPLATES.items():
        template(tables, page, slips=kind == BALLOT).save(str(folder / f"{kind}.docx"))


def template(tables: dict[str, tuple[Column, ...]], page: PageFormat, *, slips: bool = False) -> Word:
    """One template for papers that may hold these tables; slips are repeated, all alike, without page numbers."""
    document = Document()
    _properties(document)
    _compatible(document)
    _styles(document, page)
    _headers(document, numbered=not slips)
    lay_out(document, page)
    width = page.width - page.left - page.right
    if slips:
        _line(document, "{%p for ban in range(so_ban) %}")
    _letterhead(document, width)
    _line(document, "{{ ten_loai }}", TITLE)
    _line(document, "{{ trich_yeu }}", SUBJECT)
    _line(document, "-----", CENTRED).paragraph_format.space_after = Pt(2 * page.spacing)
    _body(document, tables, width)
    _signatures(document, width)
    _end(document)
    if slips:
        _between_slips(document)
    return document


def _properties(document: Word) -> None:
    properties = document.core_properties
    properties.author = ""
    properties.comments = ""
    properties.title = ""
    properties.language = "vi-VN"


def _compatible(document: Word) -> None:
    """Word of 2013 and later: the border of a table, and not the text in it, stands on the margin."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _styles(document: Word, page: PageFormat) -> None:
    for name in MARKED:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    set_fonts(document, page.font)


def _headers(document: Word, *, numbered: bool) -> None:
    """The page number in the middle of the top margin from page 2 on, the marks at its right on every page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for header in (section.first_page_header, section.header):
        line = header.paragraphs[0]
        line.style = document.styles["Header"]
        line.style.paragraph_format.tab_stops.clear_all()
        line.add_run("\t")
        if numbered and header is section.header:
            _field(line, "PAGE")
        line.add_run("\t")
        line.add_run("{{ dau_trang }}").bold = True


def _field(line: Line, code: str) -> None:
    run = line.add_run()
    for kind in ("begin", "", "separate", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {code} "
        run._r.append(part)


def _line(place: Word | Cell, text: str, style: str = "Normal") -> Line:
    """A new last paragraph."""
    return place.add_paragraph(text, style=style)


def _cell_lines(cell: Cell, lines: Sequence[tuple[str, str]]) -> None:
    for number, (text, style) in enumerate(lines):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        line.style = style
        line.add_run(text)


def _plain_table(document: Word, widths: Sequence[float], rows: int = 1) -> WordTable:
    table: WordTable = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _narrow_margins(table: WordTable) -> None:
    """One millimetre between the text of a cell and its sides."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def _letterhead(document: Word, width: float) -> None:
    left = width * 0.45
    table = _plain_table(document, (left, width - left))
    _cell_lines(
        table.cell(0, 0),
        [
            ("{{ cap_tren }}", SUPERIOR),
            ("{{ don_vi }}", ISSUER),
            ("{%p if so %}", CENTRED),
            ("*", CENTRED),
            ("{{ so }}", NUMBER),
            ("{%p endif %}", CENTRED),
        ],
    )
    _cell_lines(table.cell(0, 1), [("{{ ten_dang }}", PARTY), ("{{ dia_danh_ngay }}", PLACE_DATE)])
    _line(document, "", CENTRED)


def _body(document: Word, tables: dict[str, tuple[Column, ...]], width: float) -> None:
    _line(document, "{%p for muc in noi_dung %}")
    _line(document, '{%p if muc.loai == "de_muc" and muc.cap == 1 %}')
    _line(document, "{{ muc.chu }}", "Heading 1")
    _line(document, '{%p elif muc.loai == "de_muc" and muc.cap == 2 %}')
    _line(document, "{{ muc.chu }}", "Heading 2")
    _line(document, '{%p elif muc.loai == "de_muc" %}')
    _line(document, "{{ muc.chu }}", "Heading 3")
    _line(document, '{%p elif muc.loai == "doan" and muc.dau == "+" %}')
    _line(document, "+ {{ muc.chu }}", STEP)
    _line(document, '{%p elif muc.loai == "doan" and muc.dau == "-" %}')
    _line(document, "- {{ muc.chu }}")
    _line(document, '{%p elif muc.loai == "doan" and loop.last %}')
    _line(document, "{{ muc.chu }}").paragraph_format.keep_with_next = True
    _line(document, '{%p elif muc.loai == "doan" %}')
    _line(document, "{{ muc.chu }}")
    for key, columns in tables.items():
        _line(document, f'{{%p elif muc.loai == "bang" and muc.khoa == "{key}" %}}')
        _table(document, columns, width, tall=key == SIGNED)
        _line(document, "", TABLE)
    _line(document, "{%p else %}")
    _line(document, "{%p for dong in muc.ban_ghi %}")
    _line(document, "{{ dong.nhan }}: {{ dong.chu }}")
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")
    _line(document, "{%p endfor %}")


def _table(document: Word, columns: tuple[Column, ...], width: float, *, tall: bool) -> None:
    share = width / sum(column.width for column in columns)
    table = _plain_table(document, [column.width * share for column in columns], rows=4)
    table.style = document.styles["Table Grid"]
    for column, cell in zip(columns, table.rows[0].cells, strict=True):
        _cell_lines(cell, [("{{ muc.cot." + column.key + " }}", TABLE)])
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _cell_lines(table.cell(1, 0), [("{%tr for dong in muc.dong %}", TABLE)])
    for column, cell in zip(columns, table.rows[2].cells, strict=True):
        _cell_lines(cell, [("{{ dong." + column.key + " }}", TABLE)])
        if column.centred:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _cell_lines(table.cell(3, 0), [("{%tr endfor %}", TABLE)])
    _row_mark(table, 0, "w:tblHeader")
    _row_mark(table, 0, "w:cantSplit")
    _row_mark(table, 2, "w:cantSplit")
    if tall:
        table.rows[2].height = Mm(SIGNED_HEIGHT)


def _row_mark(table: WordTable, row: int, mark: str) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement(mark))


def _signatures(document: Word, width: float) -> None:
    _line(document, "{%p if ky_trai.chuc or ky_phai.chuc %}")
    _line(document, "", SIGNATURE)
    table = _plain_table(document, (width / 2, width / 2))
    for cell, side in zip(table.rows[0].cells, ("ky_trai", "ky_phai"), strict=True):
        head, name = "{{ " + side + ".chuc_dau }}", "{{ " + side + ".ten }}"
        _cell_lines(cell, [(head, SIGNATURE), *[("", SIGNATURE)] * 4, (name, SIGNATURE)])
        cell.paragraphs[0].add_run("{{ " + side + ".chuc_sau }}").bold = False
    _row_mark(table, 0, "w:cantSplit")
    _line(document, "{%p endif %}")


def _end(document: Word) -> None:
    _line(document, "{%p if noi_nhan %}")
    _line(document, "", RECIPIENT)
    _line(document, "", FILE).add_run("Nơi nhận:").underline = True
    _line(document, "{%p for noi in noi_nhan %}")
    _line(document, "- {{ noi }}", RECIPIENT)
    _line(document, "{%p endfor %}")
    _line(document, "{%p endif %}")
    _line(document, "{%p if ma_doi_chieu %}")
    _line(document, "Mã đối chiếu: {{ ma_doi_chieu }}", FINGERPRINT)
    _line(document, "{%p endif %}")


def _between_slips(document: Word) -> None:
    """A new sheet after as many as it holds, else a line to cut along."""
    _line(document, "{%p if not loop.last and loop.index is divisibleby(mot_to) %}")
    _line(document, "", CENTRED).add_run().add_break(WD_BREAK.PAGE)
    _line(document, "{%p elif not loop.last %}")
    cut = _line(document, "- " * 60, CENTRED).paragraph_format
    cut.space_before, cut.space_after = Mm(6), Mm(4)
    _line(document, "{%p endif %}")
    _line(document, "{%p endfor %}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
