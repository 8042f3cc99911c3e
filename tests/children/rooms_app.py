"""The whole program over a book in memory, walked through every place where letters go: `rooms_app.py OUT`.

F11 goes to the next place; F12 writes a JSON line (place, what the input with the focus holds, acts and state of the
book, whether the program still stands there) and empties the input.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from evening import OPENING, a_book
from meeting_room import NOW
from textual.app import App
from textual.binding import Binding, BindingType

from review_tui.regulation.load import pack
from review_tui.regulation.time_budget import time_plan
from review_tui.tui import app as program
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.ask import Ask, Choose, Confirm, PickMember
from review_tui.tui.dialogs.dictate import Dictate
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.run_sheet import RunSheet
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.screens.minutes import MinutesScreen
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.screens.roll import RollScreen
from review_tui.tui.screens.search import SearchScreen
from review_tui.tui.views.run_sheet import sheet_rows
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.typing import ViInput, ViText

INPUTS = ("entry", "list", "ask", "guided", "pick", "form", "search", "roll", "login")
OUTSIDE = ("minutes", "read-back", "run sheet", "choose", "confirm")


class RoomsApp(ReviewApp):
    """The program, with the two keys of the test."""

    CSS_PATH = Path(program.__file__).with_name("app.tcss")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "told", show=False, priority=True),
        Binding("f11", "next", show=False, priority=True),
    ]

    def __init__(self, out: Path) -> None:
        lines = (*OPENING, "/ 5", "2 - Vắng họp", "5 = 1 tiếp thu Nhận")
        self.held, self.out, self.at = a_book(*lines), out, 0
        super().__init__(
            open_book=lambda **_secret: self.held,
            meeting=lambda book, session: MeetingScreen(book, session, lambda: NOW),
            clock=lambda: NOW,
            locked=False,
            latest=True,
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self.tell)

    @property
    def places(self) -> tuple[str, ...]:
        return (*INPUTS, *OUTSIDE)

    def action_next(self) -> None:
        """Leave what lies over the meeting and go to the next place."""
        while not isinstance(self.screen, MeetingScreen):
            self.pop_screen()
        self.at += 1
        place, session = self.places[self.at], self.held.session("2026")
        makers: dict[str, Callable[[], object]] = {
            "ask": lambda: Ask("Lý do?", longest=20_000),
            "guided": lambda: Dictate("Nội dung?", text="", example="", changed=lambda text: None),
            "pick": lambda: PickMember("Ai?", session.roll),
            "form": lambda: FormDialog("Mẫu", [Field(name="a", label="Nội dung", several=True, longest=20_000)]),
            "search": lambda: SearchScreen(self.held),
            "roll": lambda: RollScreen(self.held, lambda: NOW),
            "login": lambda: LoginScreen(lambda **_secret: self.held, "sổ"),
            "minutes": lambda: MinutesScreen(self.held, "2026", lambda: NOW),
            "read-back": lambda: ReadBackScreen(self.held, "2026"),
            "run sheet": lambda: RunSheet(
                "Trình tự", lambda: sheet_rows(session, time_plan(session, pack("366-2025").time)), cursor="floor:m6"
            ),
            "choose": lambda: Choose("Gì?", ["một", "hai"]),
            "confirm": lambda: Confirm("Khóa?", yes="Khóa"),
        }
        if place == "list":
            self.screen.query_one("#said", ListPane).focus()
        else:
            self.push_screen(makers[place]())  # type: ignore[call-overload]
        self.call_after_refresh(self.tell)

    def action_told(self) -> None:
        """Behind all letters that are on their way to the input, or first to the list beside it."""
        here = self.focused or self.screen
        here.call_later(lambda: (self.focused or self.screen).call_later(self.tell))

    def tell(self) -> None:
        """Write the line."""
        typed = self.focused if isinstance(self.focused, ViInput | ViText) else None
        text = typed.value if isinstance(typed, ViInput) else typed.text if isinstance(typed, ViText) else ""
        session = self.held.session("2026")
        line = {
            "place": self.places[self.at],
            "text": text,
            "acts": self.held.acts,
            "state": session.state,
            "screens": len(self.screen_stack),
        }
        with self.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        if typed is not None:
            typed.clear()
        if self.places[self.at] == "list":
            self.screen.query_one("#said", ListPane).focus()


if __name__ == "__main__":
    app: App[None] = RoomsApp(Path(sys.argv[1]))
    app.run()
