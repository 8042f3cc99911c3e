"""The status of a member out of the words of the note: suspended, exempt, sick, temporary, left."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from review_tui.language.text import fold
from review_tui.model.people import Status, StatusPeriod

_WORDS = (
    (Status.SUSPENDED, r"dinh chi"),
    (Status.EXEMPT, r"\bmien( | va |, )*(cong tac|sinh hoat|shd)|duoc mien|\bmien sh\b"),
    (
        Status.LEFT,
        r"tu tran|qua doi|da mat\b|khai tru|xoa ten|ra khoi dang|(da )?chuyen sinh hoat( dang)? (di|ve|ra|sang)\b",
    ),
    (Status.SICK, r"nghi om|nghi benh|om dai|dieu tri dai|thai san|nghi sinh\b|nghi de\b|nghi che do sinh con"),
)
_PATTERNS = tuple((status, re.compile(pattern)) for status, pattern in _WORDS)
_TEMPORARY = re.compile(r"sinh hoat( dang)? tam|tam( thoi)? sinh hoat|\bsht+\b|\bshd tam")
_HERE = re.compile(r"chuyen den|noi khac (chuyen |ve |sang )?den|chi bo khac (chuyen |ve |sang )?den|tu chi bo .* den")
_ELSEWHERE = re.compile(r"(o|tai|di|sang|den) (noi|chi bo|dang bo) khac|chuyen di\b")
_DAY = r"(?:ngay )?(?:(\d{1,2})[/.-])?(?:thang )?(\d{1,2})(?:[/.-]| nam )(\d{4})"
_SINCE = re.compile(rf"\b(?:tu|ke tu) {_DAY}")
_UNTIL = re.compile(rf"\b(?:den|toi) (?:het )?{_DAY}")
_SAME_YEAR = re.compile(r"\btu (?:thang )?(\d{1,2}) den (?:het )?(?:thang )?(\d{1,2})(?:[/.-]| nam )(\d{4})")


_LONGEST = 500
"""Letters of a note that are looked at; more would only cost time."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a note proposes. `temporary` is a stretch of temporary Party life whose direction must be asked."""

    periods: tuple[StatusPeriod, ...] = ()
    temporary: StatusPeriod | None = None
    odd_time: bool = False
    """whether the note has a time that is no time ("từ 13/2026")"""


def remarks_of(note: str) -> Remarks:
    """The statuses that a note proposes, with their time where it gives one ("Nghỉ ốm từ 3/2026 đến 8/2026")."""
    words = " ".join(fold(note[:_LONGEST]).split())
    since, until, odd = _time(words)
    periods = tuple(
        StatusPeriod(status=status, since=since, until=until, note=note)
        for status, pattern in _PATTERNS
        if pattern.search(words)
    )
    if not _TEMPORARY.search(words):
        return Remarks(periods, odd_time=odd and bool(periods))
    stretch = StatusPeriod(status=Status.TEMPORARY_ELSEWHERE, since=since, until=until, note=note)
    if _HERE.search(words):
        return Remarks((*periods, _turned(stretch, Status.TEMPORARY_HERE)), odd_time=odd)
    if _ELSEWHERE.search(words):
        return Remarks((*periods, stretch), odd_time=odd)
    return Remarks(periods, temporary=stretch, odd_time=odd)


def _turned(stretch: StatusPeriod, status: Status) -> StatusPeriod:
    return StatusPeriod(status=status, since=stretch.since, until=stretch.until, note=stretch.note)


def _time(words: str) -> tuple[date | None, date | None, bool]:
    """(first day, last day, whether something looked like a time and was none)."""
    if match := _SAME_YEAR.search(words):
        start: tuple[str | None, str, str] | None = (None, match[1], match[3])
        end: tuple[str | None, str, str] | None = (None, match[2], match[3])
    else:
        start, end = _parts(_SINCE.search(words)), _parts(_UNTIL.search(words))
    since = _first(*start) if start else None
    until = _last(*end) if end else None
    odd = (start is not None and since is None) or (end is not None and until is None)
    if since is not None and until is not None and until < since:
        return since, None, True
    return since, until, odd


def _parts(match: re.Match[str] | None) -> tuple[str | None, str, str] | None:
    return (match[1], match[2], match[3]) if match else None


def _first(day: str | None, month: str, year: str) -> date | None:
    return _made(int(day or 1), int(month), int(year))


def _last(day: str | None, month: str, year: str) -> date | None:
    if day is None and 1 <= int(month) <= 12 and int(year) >= 1:
        return _made(calendar.monthrange(int(year), int(month))[1], int(month), int(year))
    return _made(int(day or 1), int(month), int(year))


def _made(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
