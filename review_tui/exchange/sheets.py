"""Rows of cells out of .xlsx and .csv files as offices send them; nothing is understood yet."""

import csv
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from review_tui.exchange.digest import LARGEST_FILE
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.regulation.decoding import read_bytes

Value = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell may hold."""

MOST_ROWS = 10_000
MOST_COLUMNS = 200
_LARGEST_TEXT = 5 * 1024 * 1024
"""Bytes of a .csv file: a row of millions of empty cells would fill the memory."""
_MOST_PARTS = 200
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_RATIO = 100
_RATIO_FROM = 1024 * 1024
"""Bytes below which the ratio says nothing: a small sheet of equal cells packs well and harms nobody."""

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # what the XML readers raise
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,  # a part under a password
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number in the file, from 1."""

    line: int
    cells: tuple[Value, ...]

    def cell(self, column: int | None) -> Value:
        """The value in a column, None where the row is shorter or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or one way to cut a text file into columns."""

    name: str
    rows: tuple[Row, ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """All sheets of a workbook, or a .csv file cut by each of its possible separators.

    Raises one sentence naming the file when it is missing, too large, has another ending or is not what it says.
    """
    ending = path.suffix.casefold()
    if ending not in (".xlsx", ".csv"):
        raise ReviewError(
            _("Tệp {file} không phải .xlsx hay .csv; hãy lưu lại danh sách thành một trong hai loại đó.").format(
                file=clean_line(path.name)
            )
        )
    data = read_bytes(path, LARGEST_FILE if ending == ".xlsx" else _LARGEST_TEXT)
    file = clean_line(path.name)
    if not data.strip():
        raise ReviewError(_("Tệp {file} trống.").format(file=file))
    sheets = tuple(_workbook(data, file) if ending == ".xlsx" else _text(data, file))
    if not any(sheet.rows for sheet in sheets):
        raise ReviewError(_("Tệp {file} trống.").format(file=file))
    return sheets


def _workbook(data: bytes, file: str) -> Iterator[Sheet]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReviewError(
            _("Tệp {file} là loại .xls cũ hoặc đặt mật khẩu; hãy lưu lại thành .xlsx không mật khẩu.").format(file=file)
        )
    try:
        _weighed(data, file)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _opened(data)
            sheets = [Sheet(sheet.title, _rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except ReviewError:
        raise
    except _BROKEN:
        raise ReviewError(_("Tệp {file} không phải bảng tính .xlsx hoặc đã hỏng.").format(file=file)) from None
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise ReviewError(_("Tệp {file} có quá {most} dòng.").format(file=file, most=MOST_ROWS))
        yield sheet


def _opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)  # type: ignore[no-untyped-call]


def _rows(sheet: Any) -> tuple[Row, ...]:
    # Own limits: the size that a sheet claims may be a lie of 16,384 columns, or too small.
    rows = sheet.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS, values_only=True)
    found = (Row(line, tuple(cells)) for line, cells in enumerate(rows, start=1))
    return tuple(row for row in found if any(cell not in (None, "") for cell in row.cells))


def _weighed(data: bytes, file: str) -> None:
    """Unpack every part once and count: what a zip says about its own sizes is not believed."""
    total = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        for part in parts:
            total += _weight(archive, part, _MOST_UNPACKED - total)
            ratio_broken = total > _RATIO_FROM and total > _MOST_RATIO * len(data)
            if len(parts) > _MOST_PARTS or total >= _MOST_UNPACKED or ratio_broken:
                raise ReviewError(
                    _("Tệp {file} giải nén ra quá lớn; hãy chép riêng danh sách sang một tệp mới.").format(file=file)
                )


def _weight(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    weight, before = 0, b""
    with archive.open(part) as packed:
        while weight < most and (piece := packed.read(1 << 16)):
            weight += len(piece)
            if b"<!ENTITY" in before + piece:
                raise zipfile.BadZipFile  # no office writes entities; they only blow up
            before = piece[-8:]
    return weight


_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TCVN3 = re.compile("[A-Za-z][µ¸¶·¹¨©¬®¾¼½ª]|[µ¸¶¹¨©¬®¾¼½ª][a-z]")
_VNI = re.compile("[aeouyAEOUYôöÔÖ][øûïåäëüØÛÏÅÄËÜ]|ñ[aeiouyöô]")
_ENOUGH = 2
"""Odd pairs of letters before a text counts as written in an old font: one may stand in a foreign name."""


def _text(data: bytes, file: str) -> Iterator[Sheet]:
    text = _decoded(data, file)
    for separator in ";,\t":
        yield Sheet(separator, tuple(_cut(text, separator, file)))


def _decoded(data: bytes, file: str) -> str:
    for coding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258"):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise ReviewError(_("Tệp {file} không phải văn bản .csv; hãy lưu lại bằng “CSV UTF-8”.").format(file=file))


def _cut(text: str, separator: str, file: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            if reader.line_num > MOST_ROWS:
                raise ReviewError(_("Tệp {file} có quá {most} dòng.").format(file=file, most=MOST_ROWS))
            if any(cell.strip() for cell in cells):
                yield Row(reader.line_num, tuple(cells[:MOST_COLUMNS]))
    except csv.Error:
        raise ReviewError(
            _("{file}:{line}: dòng quá dài hoặc thiếu dấu nháy kép.").format(file=file, line=reader.line_num)
        ) from None


def why_old_font(rows: tuple[Row, ...], file: str) -> str | None:
    """Why a text is refused that was written in a TCVN3 (.VnTime) or VNI font, or None."""
    text = " ".join(cell for row in rows for cell in row.cells if isinstance(cell, str))
    for pattern, font in ((_TCVN3, "TCVN3 (.VnTime)"), (_VNI, "VNI")):
        if len(pattern.findall(text)) >= _ENOUGH:
            return _(
                "Tệp {file} gõ bằng bảng mã cũ {font}; hãy chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi lưu lại."
            ).format(file=file, font=font)
    return None
