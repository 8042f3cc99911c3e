"""The program over a hostile book, walking itself: every key of every screen that it finds, and clicks on the texts."""

import asyncio
import inspect
import json
import sys
from pathlib import Path

from store_books import clock
from textual.pilot import Pilot

from review_tui.cli.speech import prepare_streams, quiet_crashes
from review_tui.language.places import shipped
from review_tui.language.translate import speak
from review_tui.store import Book
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.later import meeting_screen
from review_tui.tui.shelf import Shelf

KEYS = ("enter", *"0123456789", "space", "f2", "f3", "f4", "f5", "f6", "f7", "f8")
NAME = "CANARY-LOCAL-5f1c"


class HostileApp(ReviewApp):
    """Counts whether a text of the book ever ran an action."""

    CSS_PATH = Path(inspect.getfile(ReviewApp)).parent / "app.tcss"
    ran = 0

    def action_pwned(self) -> None:
        """What the click link in every text asks for."""
        self.ran += 1


class Walk:
    """One walk through the program."""

    def __init__(self, app: HostileApp, told: Path, *, screens: int, seconds: float, break_at: int) -> None:
        self.app, self.told, self.pilot = app, told, Pilot(app)
        self.seen: list[str] = []
        self.lost: list[str] = []
        self.clicks = self.literal = 0
        self.screens, self.break_at = screens, break_at
        self.seconds, self.end = seconds, 0.0

    async def run(self) -> None:
        """Walk, tell, leave."""
        await self.pilot.pause()
        self.end = asyncio.get_running_loop().time() + self.seconds
        try:
            await self.visit(5)
        finally:
            told = {
                "screens": self.seen,
                "ran": self.app.ran,
                "clicks": self.clicks,
                "literal": self.literal,
                "lost": self.lost,
            }
            self.told.write_text(json.dumps(told), encoding="utf-8")
            if self.break_at < 0:
                self.app.exit()

    @property
    def over(self) -> bool:
        return len(self.seen) >= self.screens or asyncio.get_running_loop().time() > self.end

    async def press(self, key: str) -> None:
        await asyncio.wait_for(self.pilot.press(key), 10)
        for _turn in range(4):
            await asyncio.sleep(0.03)
            await self.pilot.pause()

    async def visit(self, depth: int) -> None:
        """Look at a screen that was not seen yet, click on its texts, press all its keys."""
        name = type(self.app.screen).__name__
        if name in self.seen or self.over:
            return
        self.seen.append(name)
        await self.click()
        if len(self.seen) - 1 == self.break_at:
            self.app.call_later(_broken)
            while self.app.is_running:  # until it breaks
                await asyncio.sleep(0.05)
        keys = [key for key in KEYS if key in self.app.screen.active_bindings]
        for key in keys if depth else ():
            before = list(self.app.screen_stack)
            await self.press(key)
            if self.app.screen is not before[-1]:
                await self.visit(depth - 1)
            for _back in range(8):
                if len(self.app.screen_stack) > len(before):
                    await self.press("escape")
            if self.over or self.app.screen is not before[-1]:
                self.lost.append(f"{name} {key} -> {type(self.app.screen).__name__}")
                return

    async def click(self) -> None:
        """Click on up to three places where a click link stands as text."""
        rows = ["".join(part.text for part in strip) for strip in self.app.screen._compositor.render_strips()]
        places = [(row.index("BẤM"), y) for y, row in enumerate(rows) if "BẤM" in row]
        self.literal += sum("@click" in row for row in rows)
        stack = len(self.app.screen_stack)
        for place in places[:3]:
            self.clicks += 1
            await self.pilot.click(offset=place)
            while len(self.app.screen_stack) > stack:
                await self.press("escape")


def _broken() -> None:
    passphrase = NAME
    raise RuntimeError(f"{passphrase} in the message")


def main(path: str, told: str, screens: str, seconds: str, break_at: str) -> None:
    """Open the book and walk."""
    prepare_streams()
    quiet_crashes()
    speak("vi", shipped("locale"))
    book = Book.open(path)
    folder = Path(told).parent
    shelf = Shelf(
        clock=clock,
        new_book=folder / "new",
        backups=folder / "backups",
        printed=folder / "printed",
        practice=lambda: folder / "practice",
    )
    app = HostileApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, session: meeting_screen(opened, session, clock),
        clock=clock,
        shelf=shelf,
        locked=False,
    )
    walk = Walk(app, Path(told), screens=int(screens), seconds=float(seconds), break_at=int(break_at))
    app.call_later(lambda: setattr(app, "walking", asyncio.create_task(walk.run())))
    app.run()
    sys.exit(app.return_code or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
