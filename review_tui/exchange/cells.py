"""What one cell of a roll says: a text, a date, a card number, a sex."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.utils.datetime import from_excel

from review_tui.exchange.sheets import Value
from review_tui.language.dates import make_date, numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import N_, _

_CARD_DIGITS = 8
_FIRST_SERIAL, _LAST_SERIAL = 3_000, 80_000
"""Excel's day numbers from 1908 to 2119; smaller whole numbers are years."""
_CENTURY = 30
"""Two-digit years from here on lie in the 20th century."""

_SEP = r"\s*[/.\-–]\s*"
_FULL = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})(?:[ T]+[\d:.]+)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+[\d:.]+)?")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH = re.compile(rf"(?:thang )?(?:0?[1-9]|1[0-2])(?:{_SEP}| nam )(?:19|20)\d{{2}}")
_YEAR = re.compile(r"(?:nam )?(?:19|20)\d{2}")
_NOTHING = re.compile(r"[\s\-–—._…]*")
_EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date as read. `rough` is a month or year without a day; `said` tells what was made of an odd shape."""

    day: date | None = None
    rough: str = ""
    said: str = ""


def text_of(value: Value) -> str:
    """The text of a cell on one line, NFC, without doubled blanks; numbers without a decimal tail."""
    if value is None or isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        return numeric_date(value)
    text = clean_line(str(value))
    if text in _EXCEL_ERRORS:
        raise ReviewError(_("ô có lỗi công thức {text}").format(text=text))
    return text


def day_of(value: Value) -> Day:
    """The date of a cell, whatever shape it came in; raises `ReviewError` for one that cannot be."""
    if isinstance(value, datetime | date):
        return Day(make_date(value.year, value.month, value.day, shown=numeric_date(value)))
    if isinstance(value, int | float) and not isinstance(value, bool) and _FIRST_SERIAL <= value < _LAST_SERIAL:
        return _of_serial(value)
    return _of_text(text_of(value).strip("'’`"))


def _of_serial(value: float) -> Day:
    made = from_excel(int(value))  # type: ignore[no-untyped-call]
    if not isinstance(made, datetime):
        raise ReviewError(_("“{text}” không phải là ngày").format(text=value))
    said = _("số {number} của Excel đọc là ngày {day}").format(number=int(value), day=numeric_date(made))
    return Day(made.date(), said=said)


def _of_text(text: str) -> Day:
    if _NOTHING.fullmatch(text):
        return Day()
    plain = " ".join(fold(text).replace(",", " ").split())
    if match := _ISO.fullmatch(plain):
        return Day(_made(match[3], match[2], match[1], text))
    if match := _FULL.fullmatch(plain) or _WORDS.fullmatch(plain):
        return _short_year(match, text) if len(match[3]) == 2 else Day(_made(match[1], match[2], match[3], text))
    if _MONTH.fullmatch(plain) or _YEAR.fullmatch(plain):
        return Day(rough=text)
    if match := _DIGITS.fullmatch(plain.zfill(8) if len(plain) == 7 else plain):
        day = _made(match[1], match[2], match[3], text)
        return Day(day, said=_("“{text}” đọc là ngày {day}").format(text=text, day=numeric_date(day)))
    raise ReviewError(_("“{text}” không phải là ngày").format(text=text[:40]))


def _short_year(match: re.Match[str], text: str) -> Day:
    year = int(match[3]) + (1900 if int(match[3]) >= _CENTURY else 2000)
    day = _made(match[1], match[2], str(year), text)
    return Day(day, said=_("“{text}” đọc là ngày {day}").format(text=text, day=numeric_date(day)))


def _made(day: str, month: str, year: str, text: str) -> date:
    try:
        return make_date(int(year), int(month), int(day), shown=text)
    except ReviewError as error:
        raise ReviewError(str(error).removesuffix(".")) from None


def card_of(value: Value) -> tuple[str, bool]:
    """(card number, whether zeros that Excel had eaten were put back in front)."""
    text = text_of(value).strip("'’`")
    if _NOTHING.fullmatch(text):
        return "", False
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits.isdecimal() or not digits.isascii():
        return text, False
    return digits.zfill(_CARD_DIGITS), len(digits) < _CARD_DIGITS


def sex_of(text: str) -> str | None:
    """ "Nam", "Nữ" or nothing; None for a word that is neither."""
    word = fold(text).strip(" .")
    if not word:
        return ""
    male, female = N_("Nam"), N_("Nữ")
    return {"nam": male, "trai": male, "m": male, "nu": female, "gai": female, "f": female}.get(word)


def is_mark(text: str) -> bool:
    """Whether a cell only ticks its column (x, X, 1, ✓)."""
    return fold(text).strip() in {"x", "1", "v", "✓", "✔", "+", "*"}
