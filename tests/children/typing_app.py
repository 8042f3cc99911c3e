"""A tiny app with one input of ours: writes what the input holds as a JSON line whenever F12 arrives.

`typing_app.py KIND OUT`; KIND is one of the inputs below, or "list" for a list that passes letters to its entry line.
"""

import json
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding

from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.form import Field, Form
from review_tui.tui.widgets.listing import Line, ListPane, plain
from review_tui.tui.widgets.typing import ViInput, ViText

KINDS = {
    "input": lambda: ViInput(),
    "secret": lambda: ViInput(password=True),
    "text": lambda: ViText(),
    "entry": lambda: EntryLine(),
    "list": lambda: EntryLine(),
    "outside": lambda: ViInput(),
    "field": lambda: Form([Field(name="a", label="Họ và tên"), Field(name="b", label="Ghi chú")]),
    "lines": lambda: Form([Field(name="a", label="Nội dung", several=True)]),
}


class TypingApp(App[None]):
    """One input, and a list that never acts on a letter."""

    BINDINGS: ClassVar = [Binding("f12", "told", show=False)]

    def __init__(self, kind: str, out: Path) -> None:
        super().__init__()
        self.kind, self.out = kind, out

    def compose(self) -> ComposeResult:
        yield ListPane[int](key=str, render=self.row)
        yield KINDS[self.kind]()

    def row(self, row: int, width: int) -> list[Line]:
        return [plain(str(row))]

    def on_mount(self) -> None:
        pane, self.typed = self.query_one(ListPane), self.query(ViInput if self.kind in INPUTS else ViText).first()
        pane.fill(range(3))
        if self.kind == "list":
            pane.typing_goes_to = self.typed
        (pane if self.kind in ("list", "outside") else self.typed).focus()
        self.call_after_refresh(self.action_told)

    def action_told(self) -> None:
        text = self.typed.value if isinstance(self.typed, ViInput) else self.typed.text
        with self.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(text) + "\n")
        self.typed.clear()
        if self.kind == "list":
            self.query_one(ListPane).focus()


INPUTS = ("input", "secret", "outside", "field")

if __name__ == "__main__":
    TypingApp(sys.argv[1], Path(sys.argv[2])).run()
