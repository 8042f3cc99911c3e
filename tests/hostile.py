"""A roll and an evening made to harm: markup, terminal commands, bidi, formulas, paths, endless lines, marks."""

from dataclasses import replace
from datetime import date

from meeting_room import a_session, member, said

from review_tui.language.text import clean, clean_line
from review_tui.model.cell import Cell
from review_tui.model.points import Packet, Topic, TopicKind
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Guest, Session

CANARY = "chimhoangyen"
RAW = (
    "[/]",
    "[bold red]" + CANARY,
    "[@click=app.quit]thoát[/]",
    "[link=file:///etc/passwd]x[/link]",
    "\x1b]52;c;Y2FuYXJ5\x07",
    "\x1b[2J\x1b[H\x1b]0;" + CANARY + "\x07",
    "\x9b31m\x90q\x9c",
    "a\u202eb\u2066c\u200ed",
    "nul\x00bel\x07bs\x08del\x7f",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "../../x",
    "CON",
    "C:\\nul.txt",
    "ê" + "\u0301" * 40,
    "\ud800 lẻ \udfff",
    "{name} %s %(x)s {0}",
    "</w:t><w:br/>&amp; ]]> <script>",
    '#let x = read("/etc/passwd") $1/0$ \\u{1b} @ref <label> // /* *_`',
    "{{ 7*7 }} {% for x in y %} {# c #}",
    "a\r\nb\u2028c\u0085d\te",
    "-" * 30 + "*" * 30,
)
"""As somebody may type, paste or import them."""


def taken(text: str) -> str:
    """What the doors let in of a text."""
    return clean(text)


LINES = tuple(clean_line(text) for text in RAW)
LONG = ("chữ dài không dứt " * 1_200)[:20_000]
SOLID = "x" * 19_000


def hostile_session() -> Session:
    """Every text of RAW as a point, an answer, a conclusion, a topic, a guest, a name; long ones among them."""
    roll = tuple(
        replace(
            member(no), name=LINES[no - 1][:120] or "?", office=LINES[no + 5][:200], job=LINES[no + 9][:200],
            note=LINES[no + 12][:300], card=f"=1+{no}", born=date(1980, 1, no),
        )
        for no in range(1, 7)
    )  # fmt: skip
    made = a_session(roll=roll, guests=(Guest(id="k1", name=LINES[2], title=LINES[5]),))
    topics = tuple(replace(one, title=LINES[at], text=LINES[at + 4]) for at, one in enumerate(made.topics, 3))
    extra = Topic(id="g9", packet="p", kind=TopicKind.COLLECTIVE, title=SOLID[:500], text=LONG)
    packet = Packet(id="p", issuer=LINES[1], number=LINES[9], dated=date(2026, 11, 16), year=2026)
    made = replace(made, topics=(*topics, extra), packets=(packet,))
    made = said(made, "@bd 18:00 5/12/2026", "@ *", f"@tai {LINES[4]}", "@ct 1", "@tk 3", "/ 5")
    for place, text in enumerate((*LINES, LONG[:19_900], SOLID), 1):
        made = said(made, f"2 - \\{text}" if text[:1] in "#~>" else f"2 - {text} .")
        if place % 3 == 0:
            made = said(made, f"5 = {place} tiếp thu {LINES[place % len(LINES)]} .")
        if place % 5 == 0:
            made = said(made, f"5 ! {place} {LINES[-place % len(LINES)]} . ~2 >30/6/2027")
    made = said(made, f"ct . {LINES[1]} {LINES[2]}", f"k1 . {LINES[5]} .")
    reviews = (SelfReview(member="m5", form="2B", sections=(("strengths", LINES[2]), ("faults", LONG)), came=made.day),)
    return replace(made, self_reviews=reviews)


def hostile_cell(session: Session, *, practice: bool = True) -> Cell:
    """The cell; its own names as well."""
    return Cell(
        name="Chi bộ " + LINES[1],
        superior=LINES[2],
        place=LINES[10],
        members=session.roll,
        practice=practice,
        practice_day=session.day if practice else None,
    )


def bad_signs(text: str) -> list[str]:
    """Control, bidi and lone surrogate characters of a text that a terminal, a printer or Word would obey."""
    bidi = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return [
        repr(sign)
        for sign in text
        if (ord(sign) < 32 and sign not in "\n\t\f")
        or 0x7F <= ord(sign) < 0xA0
        or sign in bidi
        or 0xD800 <= ord(sign) < 0xE000
    ]
