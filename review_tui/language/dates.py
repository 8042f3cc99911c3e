"""Dates as a party cell writes and reads them."""

import re
from datetime import date, datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _

_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})")


def read_date(text: str) -> date:
    """Read d/m/yyyy (also with dots or hyphens) or the ISO form; raises `ReviewError` on anything else."""
    text = text.strip()
    if match := _DATE.fullmatch(text):
        return make_date(int(match[3]), int(match[2]), int(match[1]), shown=text)
    if match := _ISO.fullmatch(text):
        return make_date(int(match[1]), int(match[2]), int(match[3]), shown=text)
    raise ReviewError(_("“{text}” không phải là ngày (ngày/tháng/năm).").format(text=text))


def read_short_date(text: str, *, after: date) -> date:
    """Read d/m as the next such day after `after`."""
    match = _SHORT.fullmatch(text.strip())
    if match is None:
        return read_date(text)
    day, month = int(match[1]), int(match[2])
    for year in range(after.year, after.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > after:
            return found
    raise ReviewError(_("Không có ngày {text}.").format(text=text))


def make_date(year: int, month: int, day: int, *, shown: str) -> date:
    """A date, or a sentence that says that there is no such day."""
    try:
        made = date(year, month, day)
    except ValueError:
        raise ReviewError(_("Không có ngày {text}.").format(text=shown)) from None
    if not 1900 <= year <= 2200:
        raise ReviewError(_("Năm của ngày {text} không hợp lý.").format(text=shown))
    return made


def read_clock(text: str) -> str:
    """Read a time of day ("18:25", "18h25") and return it as "18:25"."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ReviewError(_("“{text}” không phải là giờ (ví dụ 18:25).").format(text=text))
    return f"{int(match[1]):02d}:{match[2]}"


def numeric_date(day: date | None) -> str:
    """05/12/2026, or nothing where no date is known."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def long_date(day: date) -> str:
    """ "ngày 05 tháng 12 năm 2026": a zero stands before days below 10 and months 1 and 2 only (HD 05-HD/VPTW)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def clock_words(clock: str) -> str:
    """ "18 giờ 25" for "18:25", "18 giờ" for "18:00"."""
    hour, minute = clock.split(":")
    return f"{int(hour)} giờ" if minute == "00" else f"{int(hour)} giờ {minute}"


def clock_of(moment: datetime) -> str:
    """The time of day of a moment, as "18:25"."""
    return f"{moment.hour:02d}:{moment.minute:02d}"
