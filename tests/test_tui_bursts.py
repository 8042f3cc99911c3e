"""What a typing aid sends, through a real pseudo-terminal, at every place of the program where letters go or do not."""

import json
import sys
from pathlib import Path
from typing import TypedDict

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from children.rooms_app import INPUTS, OUTSIDE
from pty_terminal import Terminal
from test_tui_terminal import BURSTS

CHILD = Path(__file__).parent / "children" / "rooms_app.py"
F11, F12 = b"\x1b[23~", b"\x1b[24~"


class Told(TypedDict):
    """One line that the child wrote."""

    place: str
    text: str
    acts: list[str]
    state: str
    screens: int


class Rooms(Terminal):
    """The program in its rooms, and what it told."""

    def __init__(self, out: Path) -> None:
        # No Esc alone is ever sent here; on a busy machine the rest of an arrow may come later than the usual 0.1 s.
        super().__init__([sys.executable, str(CHILD), str(out)], environment={"ESCDELAY": "3000"})
        self.out = out

    @property
    def told(self) -> list[Told]:
        """All lines so far."""
        text = self.out.read_text(encoding="utf-8") if self.out.exists() else ""
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def ask(self, *writes: str | bytes) -> Told:
        """Send keys, and wait for what the child tells about them."""
        before = len(self.told)
        for written in writes:
            self.send(written)
        self.wait(lambda: len(self.told) > before)
        return self.told[before]


@pytest.mark.system
def test_every_burst_is_right_in_every_input_and_harmless_outside(tmp_path: Path) -> None:
    """Entry line, list, dialogs, guided form, form, search, roll, login; then the screens that have no input."""
    rights = [right for _writes, right in BURSTS]
    with Rooms(tmp_path / "told") as rooms:
        rooms.ask()
        for place in INPUTS:
            told = [rooms.ask(*writes, F12) for writes, _right in BURSTS]
            assert [one["place"] for one in told] == [place] * len(BURSTS)
            assert [one["text"] for one in told] == rights, place
            start = rooms.ask(F11)
        for place in OUTSIDE:
            told = [rooms.ask(*writes, F12) for writes, _right in BURSTS]
            there = [(one["place"], one["text"], one["screens"]) for one in told]
            assert there == [(place, "", start["screens"])] * len(BURSTS), place
            assert told[-1]["acts"] == [], place
            start = rooms.ask(F11) if place != OUTSIDE[-1] else start
