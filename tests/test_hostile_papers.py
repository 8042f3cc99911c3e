"""A hostile roll and evening through every kind of paper and export: nothing breaks, acts or reaches a terminal."""

import json
import zipfile
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from hostile import LINES, RAW, bad_signs, hostile_cell, hostile_session, taken
from meeting_room import NOW

from review_tui.exchange.calendar import calendar_of
from review_tui.exchange.listing import members_json, points_json
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import ledger
from review_tui.papers.kinds import KINDS, paper_from
from review_tui.papers.sources import Sources
from review_tui.papers.text import text_of
from review_tui.papers.write import rendered
from review_tui.regulation.load import pack

READY = sorted(kind for kind, known in KINDS.items() if known.ready)


@lru_cache(maxsize=1)
def sources() -> Sources:
    """What every paper is made from."""
    session = hostile_session()
    rules = pack("366-2025")
    items = ledger((session,), FollowUp(), session.day)
    return Sources(
        session=session, cell=hostile_cell(session), pack=rules, sessions=(session,), ledger=items, today=session.day,
        member="m5",
    )  # fmt: skip


@pytest.mark.parametrize("kind", READY)
def test_every_paper_as_text_and_word(kind: str) -> None:
    """Texts stand to the letter, no control character, no field, link, macro or formula of a user's text in Word."""
    paper = paper_from(kind, sources())
    assert bad_signs(text_of(paper)) == []
    content, _warnings = rendered(paper, ".docx", template=None, page=sources().pack.page)
    with zipfile.ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                part = ElementTree.fromstring(file.read(name))
                assert bad_signs("".join(part.itertext())) == []
                assert "etc/passwd" not in str([one.attrib for one in part.iter()])
        assert not [name for name in file.namelist() if "vba" in name.lower()]


@pytest.mark.parametrize(
    "kind", ["minutes", *(pytest.param(k, marks=pytest.mark.soak) for k in READY if k != "minutes")]
)
def test_every_paper_as_pdf(kind: str) -> None:
    """Typst reads nothing of it as its own language: the PDF is made and has pages."""
    content, _warnings = rendered(paper_from(kind, sources()), ".pdf", template=None, page=sources().pack.page)
    assert content.startswith(b"%PDF")
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content


def test_the_workbook_holds_no_formula() -> None:
    """Every cell of the summary is text or a number."""
    content, _warnings = rendered(paper_from("summary", sources()), ".xlsx", template=None, page=sources().pack.page)
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_lists_and_calendar_carry_no_control_character() -> None:
    """The lists for other programs, and the due dates for a calendar, one event for each commitment."""
    session = sources().session
    told = json.dumps([*members_json(session.roll, session.day), *points_json(session, None)], ensure_ascii=False)
    assert bad_signs(told) == []
    events = calendar_of(sources().ledger, made=NOW, cell=sources().cell.name)
    assert bad_signs(events.replace("\r\n", "\n")) == []
    assert events.count("BEGIN:VEVENT") == sum(1 for item in sources().ledger if item.is_open and item.due)


def test_what_the_doors_let_in_is_clean_and_stays_so() -> None:
    """Every raw text, and again."""
    for text in RAW:
        assert bad_signs(taken(text)) == []
        assert taken(taken(text)) == taken(text)
    assert any("[@click=app.quit]" in line for line in LINES)
