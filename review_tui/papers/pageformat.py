"""The figures of the pack's page format, put into the styles and sections of a Word document."""

from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from review_tui.regulation.page import PageFormat

SUPERIOR = "Cấp trên"
ISSUER = "Đơn vị"
NUMBER = "Số văn bản"
PARTY = "Tên Đảng"
PLACE_DATE = "Địa danh ngày"
TITLE = "Tên loại"
SUBJECT = "Trích yếu"
CENTRED = "Giữa dòng"
STEP = "Ý nhỏ"
TABLE = "Trong bảng"
SIGNATURE = "Chữ ký"
FILE = "Nơi nhận"
RECIPIENT = "Nơi nhận chi tiết"
FINGERPRINT = "Mã đối chiếu"

MARKED = (
    SUPERIOR, ISSUER, NUMBER, PARTY, PLACE_DATE, TITLE, SUBJECT, CENTRED,
    STEP, TABLE, SIGNATURE, FILE, RECIPIENT, FINGERPRINT,
)  # fmt: skip
"""Own paragraph styles, by the names that an office sees in Word."""

_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_BUILT_AT = 165.0
"""Text width in millimetres for which the tables of a shipped template are built."""


def lay_out(document: Word, page: PageFormat) -> None:
    """Give every section and style the figures of the page format."""
    for section in document.sections:
        section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.header_distance = Mm(page.number_edge) - Pt(page.leading / 2)
        section.footer_distance = Mm(page.bottom / 2)
        for header in (section.first_page_header, section.header):
            _tab_stops(header.paragraphs[0], page.width - page.left - page.right)
    _body_style(document, page)
    _heading_styles(document, page)
    _centred_styles(document, page)
    _small_styles(document, page)
    _scale_tables(document, (page.width - page.left - page.right) / _BUILT_AT)


def _tab_stops(line: Paragraph, width: float) -> None:
    """The page number in the middle over the text, the marks at its right end."""
    stops = line.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def _style(document: Word, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _body_style(document: Word, page: PageFormat) -> None:
    normal = _style(document, "Normal")
    normal.font.size = Pt(page.body)
    form = normal.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = Mm(page.indent)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(page.leading)
    form.space_before, form.space_after = Pt(0), Pt(page.spacing)
    form.widow_control = True
    header = _style(document, "Header").paragraph_format
    header.first_line_indent, header.alignment, header.space_after = Mm(0), WD_ALIGN_PARAGRAPH.LEFT, Pt(0)


def _heading_styles(document: Word, page: PageFormat) -> None:
    for level, name in enumerate(_HEADINGS, 1):
        style = _style(document, name)
        style.font.size, style.font.color.rgb = Pt(page.body), RGBColor(0, 0, 0)
        style.font.bold, style.font.italic = level < 3, level == 3
        form = style.paragraph_format
        form.alignment, form.keep_with_next = WD_ALIGN_PARAGRAPH.LEFT, True
        form.space_before, form.space_after = Pt(page.spacing if level == 1 else 0), Pt(page.spacing)


def _centred_styles(document: Word, page: PageFormat) -> None:
    sizes = {
        SUPERIOR: (page.head_left, False, False),
        ISSUER: (page.head_left, True, False),
        NUMBER: (page.number, False, False),
        PARTY: (page.head_right, True, False),
        PLACE_DATE: (page.place_date, False, True),
        TITLE: (page.title, True, False),
        SUBJECT: (page.subject, True, False),
        CENTRED: (page.body, False, False),
        SIGNATURE: (page.body, True, False),
    }
    for name, (size, bold, italic) in sizes.items():
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        form = style.paragraph_format
        form.alignment, form.first_line_indent, form.space_after = WD_ALIGN_PARAGRAPH.CENTER, Mm(0), Pt(0)
        form.keep_with_next = name == SIGNATURE
    _rule_below(_style(document, PARTY))


def _rule_below(style: ParagraphStyle) -> None:
    """The rule under the Party's name, about as long as the name."""
    form = style.paragraph_format
    form.left_indent = form.right_indent = Mm(8)
    form.space_after = Pt(3)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _small_styles(document: Word, page: PageFormat) -> None:
    for name, size in (
        (TABLE, page.recipients),
        (FILE, page.body),
        (RECIPIENT, page.recipients),
        (FINGERPRINT, page.recipients),
    ):
        style = _style(document, name)
        style.font.size = Pt(size)
        form = style.paragraph_format
        form.alignment, form.first_line_indent, form.space_after = WD_ALIGN_PARAGRAPH.LEFT, Mm(0), Pt(0)
        form.line_spacing = 1.0
        if name == TABLE:
            form.space_before = form.space_after = Pt(2)


def _scale_tables(document: Word, ratio: float) -> None:
    """Tables are built for one text width; another page format stretches or narrows them."""
    if abs(ratio - 1) < 0.001:
        return
    for name in ("w:gridCol", "w:tcW"):
        for element in document.element.body.iter(qn(name)):
            width = element.get(qn("w:w"))
            if width and width.isdecimal():
                element.set(qn("w:w"), str(round(int(width) * ratio)))


def set_fonts(document: Word, font: str) -> None:
    """One font for every script in Normal, headings and defaults (they name theme fonts otherwise); Vietnamese."""
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _font_of(defaults, font)
    for name in ("Normal", "Header", *_HEADINGS):
        _font_of(_style(document, name).element.get_or_add_rPr(), font)


def _font_of(properties: BaseOxmlElement, font: str) -> None:
    for old in properties.findall(qn("w:rFonts")) + properties.findall(qn("w:lang")):
        properties.remove(old)
    fonts, language = OxmlElement("w:rFonts"), OxmlElement("w:lang")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), "vi-VN")
    properties.insert(0, fonts)
    properties.append(language)
