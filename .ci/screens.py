"""Take the pictures of the README from the practice book: real screens, written by `make screens` to data/screens."""

import asyncio
import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from review_tui.language.places import shipped
from review_tui.model.notes import notes_entered
from review_tui.model.session import Session
from review_tui.store import Book, new_id
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.shelf import Shelf

EVENING = datetime(2026, 12, 5, 19, 42).astimezone()
PICTURES = shipped("screens")
LINES = 46
"""lines of the practice notes that have been typed when the picture is taken"""


def prepared(folder: Path) -> Book:
    """A copy of the practice book in the middle of its evening."""
    path = folder / "book"
    shutil.copytree(shipped("sample", "book"), path)
    book = Book.open(path, clock=lambda: EVENING)
    notes = shipped("sample", "source", "notes-2026-practice.txt").read_text(encoding="utf-8").splitlines()

    def so_far(session: Session) -> Session:
        return notes_entered(session, "\n".join(notes[:LINES]), file="x", at=EVENING, new_id=new_id)[0]

    book.act("ghi chép", so_far, session="2026")
    return book


async def _turns(pilot: "Pilot[None]") -> None:
    for _turn in range(8):
        await pilot.pause(0.05)


async def taken() -> None:
    """Meeting, run sheet, minutes and Home, each as an SVG."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder)) as book:
        shelf = Shelf(
            clock=lambda: EVENING, new_book=Path(folder), backups=Path(folder), printed=Path(folder), practice=Path
        )
        app = ReviewApp(
            open_book=lambda **_secret: book,
            meeting=lambda opened, session: MeetingScreen(opened, session, lambda: EVENING),
            clock=lambda: EVENING,
            shelf=shelf,
            name="",
            locked=False,
            latest=True,
        )
        async with app.run_test(size=(96, 28)) as pilot:
            await _turns(pilot)
            await asyncio.sleep(9)  # the greeting of the meeting goes away by itself
            await pilot.press(*"7 - ")
            await pilot.pause()
            app.screen.query_one("EntryLine").put_back("3 ? Việc nạo vét rãnh thoát nước ai theo dõi?")  # type: ignore[attr-defined]
            await _save(app, pilot, "meeting")
            app.screen.query_one("EntryLine").put_back("")  # type: ignore[attr-defined]
            await pilot.press("f5")
            await _save(app, pilot, "run-sheet")
            await pilot.press("escape", "f8")
            await _save(app, pilot, "minutes")
            await pilot.press("escape", "escape", "escape")
            await _save(app, pilot, "home")


async def _save(app: ReviewApp, pilot: "Pilot[None]", name: str) -> None:
    await _turns(pilot)
    picture = app.export_screenshot(title="review-tui")
    # No font from the network: whoever looks takes the monospaced one of the machine.
    (PICTURES / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.S), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(taken())
