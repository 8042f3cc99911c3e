"""Due dates of commitments as a calendar file (RFC 5545), with a reminder a week before."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from review_tui.language.text import clean
from review_tui.model.ledger import LedgerItem
from review_tui.model.points import DueKind

_OCTETS = 75
_PRODUCT = "-//review-tui//cam ket//VI"


def calendar_of(items: Iterable[LedgerItem], *, made: datetime, cell: str) -> str:
    """Open commitments with a date, one all-day event each; lines end in CRLF and are folded at 75 octets.

    `made` is the moment of writing (with its offset). The uid of a commitment stays the same in every file, so that a
    calendar that reads a newer file moves the event instead of doubling it.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for item in items:
        day = _day(item)
        if item.is_open and day is not None:
            lines += _event(item, day, made, cell)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _day(item: LedgerItem) -> date | None:
    """At-once ones stand on the day after the meeting; regular ones have no day."""
    if item.due is not None or item.commitment.due_kind is not DueKind.AT_ONCE or item.since is None:
        return item.due
    return item.since + timedelta(days=1)


def _event(item: LedgerItem, day: date, made: datetime, cell: str) -> Iterator[str]:
    """Number and names only, not what was promised: calendars lie open on many screens and are copied to networks."""
    summary = f"{item.number}: hạn cam kết của đ/c {item.owner_name}"
    told = [f"Người theo dõi: {item.verifier_name or 'chưa có'}", "Nội dung xem trong sổ kiểm điểm.", cell]
    yield from ("BEGIN:VEVENT", f"UID:{item.commitment.id}-{item.number}@review-tui")
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(told))}"
    yield from (f"SEQUENCE:{item.postponed}", "TRANSP:TRANSPARENT", "CLASS:PRIVATE")
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D", f"DESCRIPTION:{_escaped(summary)}", "END:VALARM")
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Text of RFC 5545, 3.3.11: backslash, semicolon, comma and line end are escaped."""
    text = clean(text).replace("\t", " ")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; a letter is never cut in two, each further line begins with one blank."""
    part, room = "", _OCTETS
    for letter in line:
        size = len(letter.encode("utf-8"))
        if size > room:
            yield part
            part, room = " ", _OCTETS - 1
        part, room = part + letter, room - size
    yield part
