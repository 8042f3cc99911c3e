"""The lines of a Word file in the order in which they are read, with the numbers that Word itself would set."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from review_tui.exchange.digest import LARGEST_FILE
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import _
from review_tui.regulation.decoding import read_bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_UNPACKED = 100 * 1024 * 1024
_LARGEST_XML = 20 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_LINES = 20_000
_LONGEST_LINE = 20_000

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what the XML readers raise
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,  # a part under a password
    NotImplementedError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One paragraph, or one row of a table as cells joined by " | "."""

    number: str
    """the number that Word sets by itself ("II.", "1."); empty where there is none or it is typed"""
    text: str
    bold: bool = False
    """whether every letter of it is bold, or it is a heading"""
    row: bool = False
    """whether it is a row of a table"""


def read_word(path: Path) -> tuple[WordLine, ...]:
    """All lines of a .docx file; text boxes, headers and notes are left out.

    Raises one sentence naming the file when it is missing, too large, another kind of file, or broken.
    """
    file = clean_line(path.name)
    data = read_bytes(path, LARGEST_FILE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReviewError(
            _("Tệp {file} là loại .doc cũ hoặc đặt mật khẩu; hãy lưu lại thành .docx không mật khẩu.").format(file=file)
        )
    try:
        _weighed(data, file)
        return tuple(_lines(data, file))
    except ReviewError:
        raise
    except _BROKEN:
        raise ReviewError(_("Tệp {file} không phải tệp Word (.docx) hoặc đã hỏng.").format(file=file)) from None


def _weighed(data: bytes, file: str) -> None:
    """A file of a few kilobytes may unpack to gigabytes: that is looked at before anything is unpacked."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = packed.infolist()
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    total = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or total > _MOST_UNPACKED or largest > _LARGEST_XML:
        raise ReviewError(_("Tệp {file} giải nén ra quá lớn, không đọc.").format(file=file))


def _lines(data: bytes, file: str) -> Iterator[WordLine]:
    from docx import Document

    document = Document(BytesIO(data))
    numbering = Numbering(document)
    for count, line in enumerate(_walk(document.element.body, numbering)):
        if count > _MOST_LINES:
            raise ReviewError(_("Tệp {file} có quá {most} dòng.").format(file=file, most=_MOST_LINES))
        if line.text or line.number:
            yield line


def _walk(parent: Any, numbering: "Numbering") -> Iterator[WordLine]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child, numbering)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, numbering)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            yield from _walk(content, numbering) if content is not None else ()
        elif child.tag in (f"{_W}ins", f"{_W}smartTag"):
            yield from _walk(child, numbering)


def _paragraph(paragraph: Any, numbering: "Numbering") -> WordLine:
    pieces: list[tuple[str, bool]] = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}txbxContent", f"{_W}del"), None) is None:
            pieces.append((_run_text(run), _is_bold(run)))
    text = clean("".join(piece for piece, _bold in pieces)[:_LONGEST_LINE])
    lettered = [bold for piece, bold in pieces if any(letter.isalpha() for letter in piece)]
    heading = numbering.style_of(paragraph).casefold().startswith(("heading", "title"))
    return WordLine(
        number=numbering.label(paragraph),
        text="\n".join(" ".join(line.split()) for line in text.split("\n")).strip(),
        bold=heading or (bool(lettered) and all(lettered)),
    )


def _run_text(run: Any) -> str:
    found = []
    for piece in run:
        if piece.tag == f"{_W}t":
            found.append(piece.text or "")
        elif piece.tag == f"{_W}tab":
            found.append(" ")
        elif piece.tag in (f"{_W}br", f"{_W}cr"):
            found.append("\n")
        elif piece.tag == f"{_W}noBreakHyphen":
            found.append("-")
        elif piece.tag == f"{_W}sym":
            found.append("☒" if piece.get(f"{_W}char", "").upper() in _TICKED else "☐")
    return "".join(found)


_TICKED = frozenset({"F0FE", "F0FD", "F078", "F0FC", "F052", "F053", "00FE", "00FD"})
"""Ticked boxes of the fonts Wingdings and Wingdings 2."""


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _table(table: Any, numbering: "Numbering") -> Iterator[WordLine]:
    """Each row as one line of its cells; a cell of several paragraphs, or a table of one column, line by line."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells = [list(_walk(cell, numbering)) for cell in row.findall(f"{_W}tc")]
        cells = [[line for line in cell if line.text or line.number] for cell in cells]
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or any(len(cell) > 1 for cell in filled):
            yield from (line for cell in filled for line in cell)
        else:
            yield WordLine(
                number=filled[0][0].number,
                text=" | ".join(" ".join(cell[0].text.split()) for cell in filled),
                bold=all(cell[0].bold for cell in filled),
                row=True,
            )


_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Counts the numbered paragraphs of a document as Word does when it shows them."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, Any]] = {}
        self._lists: dict[str, str] = {}
        self._read_styles(document)
        self._read_lists(document)

    def _read_styles(self, document: Any) -> None:
        for style in document.styles.element.iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            self._styles[style.get(f"{_W}styleId", "")] = (
                name.get(f"{_W}val", "") if name is not None else "",
                style.find(f"{_W}pPr/{_W}numPr"),
            )

    def _read_lists(self, document: Any) -> None:
        related = [one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")]
        if not related:
            return
        root = related[0].element
        for abstract in root.iter(f"{_W}abstractNum"):
            self._levels[abstract.get(f"{_W}abstractNumId")] = {
                int(level.get(f"{_W}ilvl")): _level(level) for level in abstract.iter(f"{_W}lvl")
            }
        for made in root.iter(f"{_W}num"):
            self._lists[made.get(f"{_W}numId")] = made.find(f"{_W}abstractNumId").get(f"{_W}val")

    def style_of(self, paragraph: Any) -> str:
        """The name of the paragraph's style, "" for none."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(style.get(f"{_W}val", ""), ("", None))[0] if style is not None else ""

    def label(self, paragraph: Any) -> str:
        """The number that Word sets before this paragraph, counting it."""
        found = self._place(paragraph)
        levels = self._levels.get(self._lists.get(found[0], ""), {}) if found else {}
        if not found or found[1] not in levels:
            return ""
        abstract, level = self._lists[found[0]], found[1]
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        text = levels[level][1]
        for place, (form, _text, start) in levels.items():
            text = text.replace(f"%{place + 1}", _figure(counts.get(place, start), form))
        return text.strip() if levels[level][0] != "bullet" else "-"

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        marked = paragraph.find(f"{_W}pPr/{_W}numPr")
        if marked is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            marked = self._styles.get(style.get(f"{_W}val", ""), ("", None))[1] if style is not None else None
        number = marked.find(f"{_W}numId") if marked is not None else None
        if number is None:
            return None
        level = marked.find(f"{_W}ilvl")
        return number.get(f"{_W}val", ""), int(level.get(f"{_W}val", "0")) if level is not None else 0


def _level(level: Any) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = level.find(f"{_W}{name}")
        return str(found.get(f"{_W}val", default)) if found is not None else default

    return value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1"))


def _figure(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        roman = ""
        for size, letters in _ROMAN:
            while count >= size:
                roman, count = roman + letters, count - size
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr((64 if form == "upperLetter" else 96) + count)
    return str(count)
