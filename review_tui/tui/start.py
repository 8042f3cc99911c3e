"""The start of the screen: the environment is made quiet before the screen library is loaded, then one app runs."""

import gc
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_tui.tui.door import Checker, OpenBook, Opener


def quiet_environment() -> None:
    """No log, no screenshot, no pressed keys, no console, whatever the environment asks for; and no animation.

    The screen library reads these when it is imported. `NO_COLOR` is left alone.
    """
    for name in list(os.environ):
        if name == "TEXTUAL" or name.startswith("TEXTUAL_"):
            del os.environ[name]
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ["TEXTUAL_SMOOTH_SCROLL"] = "0"


class BookClock:
    """This moment; in a practice book at the real time of day of the sample's day."""

    def __init__(self) -> None:
        self.book: OpenBook | None = None

    def __call__(self) -> datetime:
        """Now, with its offset."""
        now = datetime.now().astimezone()
        cell = self.book.cell if self.book else None
        day = cell.practice_day if cell and cell.practice else None
        return now if day is None else now.replace(year=day.year, month=day.month, day=day.day)


def run(
    open_book: "Callable[[Callable[[], datetime]], Opener]",
    *,
    name: str,
    locked: bool,
    check: "Checker | None" = None,
    latest: bool = False,
) -> int:
    """Run the screen over one book until it is left; the exit code.

    `open_book(clock)` gives what opens it; `locked` asks for a passphrase first; `latest` goes on to the newest
    session at once (practice). The book is given up at the end, whatever happened.
    """
    gc.disable()  # until the first paint (speed.md 1b); the app enables it again
    quiet_environment()
    from review_tui.tui.app import ReviewApp
    from review_tui.tui.screens.meeting import MeetingScreen

    clock = BookClock()

    def opened(*, passphrase: str | None = None, paper_key: str | None = None) -> "OpenBook":
        clock.book = open_book(clock)(passphrase=passphrase, paper_key=paper_key)
        return clock.book

    app = ReviewApp(
        open_book=opened,
        meeting=lambda book, session: MeetingScreen(book, session, clock),
        clock=clock,
        check=check,
        name=name,
        locked=locked,
        latest=latest,
    )
    try:
        app.run()
    finally:
        if clock.book is not None:
            clock.book.close()
    return app.return_code or 0


def book_name(path: Path) -> str:
    """How the login names a book: its folder."""
    return path.resolve().name
