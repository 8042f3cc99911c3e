"""Due dates as a calendar file, read back by a reader that knows nothing of the writer."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from three_years import FOLLOW_UP, SESSIONS, TODAY

from review_tui.exchange.calendar import calendar_of
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.points import DueKind

MADE = datetime(2026, 12, 12, 20, 30, 5, tzinfo=timezone(timedelta(hours=7)))
ITEMS = ledger(SESSIONS, FOLLOW_UP, TODAY)


def parsed(text: str) -> list[dict[str, str]]:
    """The events of a calendar: unfolded, split at the first colon, unescaped, alarms inside their event."""
    content = text.encode("utf-8")
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # a letter cut in two would not decode
    whole = content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    assert (whole[0], whole[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    stack: list[str] = []
    for line in whole:
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif "VEVENT" in stack:
            prefix = "ALARM " if stack[-1] == "VALARM" else ""
            told = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
            events[-1][prefix + name.partition(";")[0]] = told
    assert stack == []
    return events


def test_open_commitments_with_a_date_are_in_it() -> None:
    """Neither closed nor regular ones; the moment of writing in UTC, a reminder a week before."""
    events = parsed(calendar_of(ITEMS, made=MADE, cell="Chi bộ khu phố 4"))
    assert [event["SUMMARY"] for event in events] == [
        "CK2024-001: hạn cam kết của đ/c Huỳnh Quang Đồng",
        "CK2026-001: hạn cam kết của đ/c Huỳnh Quang Đồng",
    ]
    last = events[-1]
    assert (last["DTSTART"], last["DTEND"]) == ("20270331", "20270401")
    assert last["DTSTAMP"] == "20261212T133005Z"
    assert last["ALARM TRIGGER"] == "-P7D"
    assert last["ALARM ACTION"] == "DISPLAY"


def test_what_was_promised_stays_in_the_book() -> None:
    """A calendar is copied to networks: it names number, owner and verifier only."""
    text = calendar_of(ITEMS, made=MADE, cell="Chi bộ khu phố 4")
    assert "Nộp lịch công tác" not in text.replace("\r\n ", "")
    assert "Bùi Thị Hiếu" in parsed(text)[-1]["DESCRIPTION"]


def test_a_newer_file_moves_the_event() -> None:
    """The same uid, a higher sequence after each postponement."""
    first, later = (
        parsed(calendar_of(ITEMS, made=MADE, cell="")),
        parsed(calendar_of(ITEMS, made=MADE + timedelta(days=30), cell="")),
    )
    assert [event["UID"] for event in first] == [event["UID"] for event in later]
    assert len({event["UID"] for event in first}) == 2
    assert [event["SEQUENCE"] for event in first] == ["2", "0"]


def at_once() -> LedgerItem:
    """The open one of 2026, as one to be done at once."""
    item = ITEMS[-1]
    made = replace(item.commitment, due_kind=DueKind.AT_ONCE, due=None)
    return replace(item, commitment=made, due=None)


def test_one_to_be_done_at_once_stands_on_the_day_after_the_meeting() -> None:
    """It has no other date."""
    (event,) = parsed(calendar_of([at_once()], made=MADE, cell=""))
    assert event["DTSTART"] == "20261206"


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=150)
def test_any_words_come_back_whole(name: str, cell: str) -> None:
    """Semicolons, commas, backslashes, line ends, letters of four octets; lines never exceed 75 octets."""
    item = replace(ITEMS[-1], owner_name=name[:80], verifier_name=cell[:80] or "x")
    (event,) = parsed(calendar_of([item], made=MADE, cell="Ô, ệ; \\ 🌾" * 9))
    assert event["DESCRIPTION"].endswith("Ô, ệ; \\ 🌾" * 9)
    assert event["SUMMARY"].startswith("CK2026-001: hạn cam kết của đ/c ")


def test_an_empty_calendar_is_a_calendar(tmp_path: Path) -> None:
    """No open commitment: a file that opens and shows nothing."""
    assert parsed(calendar_of([], made=datetime(2026, 1, 1, tzinfo=UTC), cell="")) == []
    assert date.fromisoformat("2027-03-31") == ITEMS[-1].due
