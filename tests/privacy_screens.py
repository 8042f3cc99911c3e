"""A hostile book on every screen of the real program in a pseudo-terminal, and on every paper (R20, R21, R22)."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from privacy_proofs import Figure
from pty_terminal import Terminal
from store_books import NOON, cell, clock, held_meeting, pack, session

from review_tui.model.session import Session
from review_tui.papers.kinds import KINDS, paper_of
from review_tui.papers.text import text_of
from review_tui.store import Book

CHILD = Path(__file__).parent / "children" / "hostile_app.py"
PAYLOAD = (
    "[@click=app.pwned]BẤM[/] [/] [bold]x[/b] \x1b]52;c;Y2FuYXJ5\x07 \x1b[31337m \x9b31337m \x00 \u202e =1+1 ../../x"
)
BYTES = (b"\x1b]52", b"\x1b[31337m", b"\xc2\x9b", b"\x00", "\u202e".encode())
"""What must never reach a terminal from a text of the book; ESC and CSI by a number that nobody else writes."""


def hostile_book(path: Path) -> Session:
    """A practice book in which every text is a trap, put in past the doors that would have cleaned it."""
    people = tuple(
        replace(one, name=f"{PAYLOAD} {one.no}", note=PAYLOAD, office=PAYLOAD, job=PAYLOAD) for one in cell().members
    )
    made = replace(cell(), name=PAYLOAD, superior=PAYLOAD, members=people, practice_day=NOON.date())
    book = Book.create_practice(path, cell=made, clock=clock)
    book.add_session(replace(session(), roll=people), pack(), name=PAYLOAD)
    held_meeting(book)
    book.act(PAYLOAD, _trapped, session="2026")
    book.keep_draft("entry:2026", PAYLOAD)
    book.close()
    with Book.open(path, write=False) as again:
        return again.session("2026")


def _trapped(was: Session) -> Session:
    points = tuple(
        replace(
            one,
            text=PAYLOAD,
            critic_name=one.critic_name and PAYLOAD,
            answers=tuple(replace(answer, text=PAYLOAD) for answer in one.answers),
        )
        for one in was.points
    )
    long = replace(points[0], text="x" * 20_000)
    made = tuple(replace(one, text=PAYLOAD) for one in was.commitments)
    return replace(was, points=(long, *points[1:]), commitments=made, documents_read=(PAYLOAD,))


def walked(
    folder: Path, *, screens: int, seconds: float, break_at: int = -1, columns: int = 80
) -> tuple[bytes, dict[str, object], int]:
    """Everything that was drawn, what the walk told, the exit code."""
    told = folder / "told.json"
    told.unlink(missing_ok=True)
    words = [sys.executable, str(CHILD), str(folder / "sổ"), str(told), str(screens), str(seconds), str(break_at)]
    paths = {"PYTHONPATH": str(CHILD.parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    with Terminal(words, columns=columns, rows=24 if columns == 80 else 40, environment=paths) as terminal:
        code = terminal.wait_end(at_most=seconds + 60)
        terminal.read()
        return terminal.drawn, json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}, code


def hostile_screens(folder: Path, *, screens: int = 60, seconds: float = 150, breaks: int = 12) -> Iterator[Figure]:
    """R20 and R21 on one walk, R21 on the papers, R22 on so many screens."""
    made = hostile_book(folder / "sổ")
    drawn, told, code = walked(folder, screens=screens, seconds=seconds)
    seen = told.get("screens", [])
    assert isinstance(seen, list)
    crashed = code != 0 or not told
    yield Figure(
        rule="R20",
        what="hostile texts on screens, keys and clicks",
        measured=f"{len(seen)} screens, {told.get('clicks')} clicks, {told.get('ran')} actions, {int(crashed)} crash",
        target="0, 0, 15 screens or more",
        ok=not crashed and told.get("ran") == 0 and bool(told.get("literal")) and len(seen) >= min(screens, 15),
    )
    leaks = sum(drawn.count(odd) for odd in BYTES)
    printed = [text_of(paper_of(kind, made, cell=cell(), pack=pack(), member="m4")) for kind in sorted(KINDS)]
    leaks_printed = sum(text.encode().count(odd) for text in printed for odd in (*BYTES, b"\x1b"))
    yield Figure(
        rule="R21",
        what="control bytes of texts in a pty, on papers",
        measured=f"{leaks} in {len(drawn) // 1000} kB drawn, {leaks_printed} in {len(printed)} papers",
        target="0 and 0",
        ok=not leaks and not leaks_printed and len(drawn) > 2_000,
    )
    shown = 0
    for number in range(min(breaks, len(seen))):
        drawn, _told, code = walked(folder, screens=screens, seconds=seconds, break_at=number)
        shown += drawn.count(b"CANARY-LOCAL") + drawn.count(b"Traceback") + (code == 0)
    yield Figure(
        rule="R22",
        what="faults forced on screens, canary in locals",
        measured=f"{shown} shown on {min(breaks, len(seen))} of {len(seen)} screens",
        target="0 shown, exit code not 0",
        ok=shown == 0 and bool(seen),
    )
