"""Finding the header of a roll: which column holds what, whatever stands above it."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from review_tui.exchange.cells import text_of
from review_tui.exchange.sheets import Row, Value
from review_tui.language.errors import ReviewError
from review_tui.language.text import fold


class Column(Enum):
    """What a column of a roll holds."""

    NUMBER = auto()
    FAMILY = auto()
    GIVEN = auto()
    NAME = auto()
    MALE = auto()
    """ticked, or holding the birth date, for men"""
    FEMALE = auto()
    BORN = auto()
    SEX = auto()
    OFFICIAL = auto()
    JOINED = auto()
    CARD = auto()
    JOB = auto()
    OFFICE = auto()
    POST = auto()
    """ "Chức vụ" alone: of the party where no other column says so"""
    NOTE = auto()


_WORDS = (
    (Column.NUMBER, r"(so )?(t t|tt|thu tu)|s ?tt|no"),
    (Column.FAMILY, r"((ho va ten|ho ten) )?(ho|ho va (ten )?(chu )?(dem|lot)|ho (ten )?(chu )?(dem|lot))"),
    (Column.GIVEN, r"((ho va ten|ho ten) )ten"),
    (
        Column.NAME,
        r"(ho va ten|ho ten|ho (va )?chu dem va ten|ten)( (khai sinh|dang vien|dong chi|dang dung|day du).*)?",
    ),
    (Column.MALE, r"((ngay )?(thang )?(nam )?sinh.* |(gioi tinh|phai|gioi|nam nu) )?nam"),
    (Column.FEMALE, r"((ngay )?(thang )?(nam )?sinh.* |(gioi tinh|phai|gioi|nam nu) )?nu"),
    (Column.BORN, r"(ngay )?(thang )?(nam )?sinh( .*)?"),
    (Column.SEX, r"(gioi tinh|gioi|phai|nam nu)( .*)?"),
    (Column.OFFICIAL, r".*\bchinh thuc( .*)?"),
    (Column.JOINED, r"(ngay )?(thang )?(nam )?(du bi|(duoc )?(vao|ket nap)( vao)?( dang.*| dcsvn.*)?)"),
    (Column.CARD, r"(ma )?so the.*|the dang.*"),
    (Column.JOB, r"chuc vu .*nghe nghiep.*|nghe nghiep.*|cong viec.*|(don vi|noi|co quan) (cong tac|lam viec).*"),
    (Column.JOB, r"(chuc vu|chuc danh) ((hien nay )?(chinh quyen|cong tac|chuyen mon|co quan|don vi)).*"),
    (Column.OFFICE, r"(chuc vu|chuc danh) (trong )?(dang|chi bo|cap uy|chi uy).*"),
    (Column.POST, r"chuc vu|chuc danh"),
    (Column.NOTE, r"ghi chu.*|tinh trang.*|trang thai.*"),
)
_PATTERNS = tuple((column, re.compile(pattern)) for column, pattern in _WORDS)
_DEEPEST = 60
"""Rows among which a header is looked for."""
_FEWEST = 2
_LONGEST = 200
"""Letters of a header cell; longer texts are no header, and matching them would only cost time."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are; `end` is the place among the rows of the first row below the header."""

    columns: dict[Column, int]
    end: int


def find_header(rows: tuple[Row, ...]) -> Header | None:
    """The header of a roll, of one or two rows; None where no row names a column of names and one more."""
    for place, row in enumerate(rows[:_DEEPEST]):
        words = [header_words(cell) for cell in row.cells]
        single = _columns(words)
        if not _enough(single):
            continue
        below = rows[place + 1] if place + 1 < len(rows) else None
        if below is not None and _is_second(below, single):
            double = _columns(_joined(words, [header_words(cell) for cell in below.cells]))
            return Header(_with_given(double, words, rows[place + 2 :]), place + 2)
        return Header(_with_given(single, words, rows[place + 1 :]), place + 1)
    return None


def header_words(cell: Value) -> str:
    """The words of a header cell: folded, without punctuation ("Nam/Nữ" -> "nam nu")."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return ""
    try:
        text = text_of(cell)
    except ReviewError:
        return ""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


def _columns(words: list[str]) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for place, word in enumerate(words):
        for column, pattern in _PATTERNS:
            if word and pattern.fullmatch(word):
                found.setdefault(column, place)
                break
    return _settled(found)


def _settled(found: dict[Column, int]) -> dict[Column, int]:
    """Words that mean one thing beside another column, and something else alone."""
    if Column.MALE in found and Column.FEMALE not in found:  # "Sinh năm" and "Nam" fold alike
        found.setdefault(Column.BORN, found.pop(Column.MALE))
    if Column.FAMILY in found and Column.NAME in found:
        found.setdefault(Column.GIVEN, found.pop(Column.NAME))
    if Column.FAMILY in found:
        found[Column.NAME] = found.pop(Column.FAMILY)
    if Column.POST in found:
        place = found.pop(Column.POST)
        found.setdefault(Column.JOB if Column.OFFICE in found else Column.OFFICE, place)
    return found


def _enough(found: dict[Column, int]) -> bool:
    return Column.NAME in found and len(found) >= _FEWEST


def _is_second(row: Row, above: dict[Column, int]) -> bool:
    """Whether a row goes on with the header: words of a header only, none below TT."""
    words = [header_words(cell) for cell in row.cells if cell not in (None, "")]
    known = all(any(pattern.fullmatch(word) for _column, pattern in _PATTERNS) or _is_shape(word) for word in words)
    name = header_words(row.cell(above[Column.NAME]))
    below_name = not name or name in ("ho", "ten") or name.startswith("ho ")
    return bool(words) and known and below_name and row.cell(above.get(Column.NUMBER)) in (None, "")


def _is_shape(word: str) -> bool:
    return re.fullmatch(r"(dd|d|ngay)? ?(mm|m|thang)? ?(yyyy|yy|nam)?|dang|chinh quyen|doan the", word) is not None


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Both rows as one; a merged cell above stands over all columns below that have words and none of their own."""
    width = max(len(upper), len(lower))
    upper, lower = upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower))
    made, last = [], ""
    for above, below in zip(upper, lower, strict=True):
        last = above or last
        made.append(f"{last} {below}".strip() if below else above)
    return made


def _with_given(found: dict[Column, int], words: list[str], rows: tuple[Row, ...]) -> dict[Column, int]:
    """A name merged over two columns in the header: the nameless second one holds the given names."""
    after = found[Column.NAME] + 1
    if Column.GIVEN in found or after in found.values() or (after < len(words) and words[after]):
        return found
    held = [row.cell(after) for row in rows[:20] if row.cell(found[Column.NAME]) not in (None, "")]
    filled = [value for value in held if isinstance(value, str) and value.strip() and not any(map(str.isdigit, value))]
    return {**found, Column.GIVEN: after} if held and len(filled) * 2 > len(held) else found
