"""A power cut while somebody types: the real program on a real pseudo-terminal, killed without warning (R13)."""

import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from evening import OPENING
from pty_terminal import Terminal
from real_room import DRAFT, a_real_book

from review_tui.store import Book

pytestmark = pytest.mark.system

A_SECOND = 1.0
SPEED = 15
"""letters a second; faster than people type"""
WORDS = "Vắng bốn buổi sinh hoạt quý hai, không báo trước; việc được giao ở tổ phải nhờ người khác làm thay. "


@dataclass
class Typed:
    """What was sent to the program, and when."""

    text: str = ""
    moments: list[float] = field(default_factory=list)

    def older_than(self, age: float, end: float) -> str:
        """The part that had been typed so long before `end`."""
        return self.text[: sum(moment <= end - age for moment in self.moments)]


def meeting(book: Path) -> Terminal:
    """The program, at the meeting of 2026."""
    terminal = Terminal([sys.executable, "-m", "review_tui", "open", str(book)], columns=100, rows=30)
    terminal.wait_for("Trang chính")
    terminal.forget()
    terminal.send("\r")
    terminal.wait_for("Bước 3/6")
    terminal.wait_for("Trợ giúp")
    return terminal


def power_cut(terminal: Terminal) -> float:
    """Kill launcher and screen at one blow; the moment of it."""
    os.killpg(terminal.process, signal.SIGKILL)
    moment = time.monotonic()
    terminal.wait_end()
    return moment


def type_for(terminal: Terminal, typed: Typed, seconds: float, *, at: int) -> None:
    """Type at full speed for so long. The only clock here is the typist's."""
    start = time.monotonic()
    for count in range(int(seconds * SPEED)):
        letter = WORDS[(at + count) % len(WORDS)]
        while time.monotonic() < start + count / SPEED:
            terminal.read()
        terminal.send(letter)
        typed.text += letter
        typed.moments.append(time.monotonic())


def restored(book: Path) -> str:
    """The half-typed line as the next start will find it."""
    with Book.open(book, write=False) as opened:
        return opened.drafts().get(DRAFT, "")


def kills(folder: Path, count: int, chance: random.Random) -> None:
    """Type, kill at a random instant, start again, find the line, type on."""
    book, line = folder / "sổ", "2 - "
    a_real_book(book, *OPENING, "/ 5").close()
    for _turn in range(count):
        with meeting(book) as terminal:
            before = restored(book)
            if before:
                terminal.wait_for("Dòng gõ dở đã đưa lại vào ô nhập")
            else:
                terminal.send(line)
            typed = Typed(text=before or line, moments=[0.0 if before else time.monotonic()] * len(before or line))
            type_for(terminal, typed, 0.3 + chance.random() * 2.2, at=len(typed.text))
            end = power_cut(terminal)
        found = restored(book)
        assert typed.text.startswith(found), "the line is no longer what was typed"
        lost = typed.older_than(A_SECOND, end)[len(found) :]
        assert lost == "", f"typed more than a second before the cut, and lost: {lost!r}"


def test_a_power_cut_costs_at_most_a_second_of_typing(tmp_path: Path) -> None:
    """Whatever had stood in the entry line for a second is there again after the next start (R13)."""
    kills(tmp_path, 4, random.Random(13))


@pytest.mark.soak
def test_forty_power_cuts_cost_at_most_a_second_of_typing_each(tmp_path: Path) -> None:
    """The same, forty times more."""
    kills(tmp_path, 40, random.Random(40))


def test_what_was_shown_as_entered_survives_a_power_cut_right_after_enter(tmp_path: Path) -> None:
    """The list shows a line when the disk has it, never before; and it is not typed a second time."""
    book = tmp_path / "sổ"
    a_real_book(book, *OPENING, "/ 5").close()
    for turn in range(1, 4):
        with meeting(book) as terminal:
            terminal.forget()
            terminal.send(f"2 - Lần {turn} vắng họp\r")
            terminal.wait_for(f"Lần {turn} vắng họp  ")
            terminal.wait_for("○ chưa trả lời")
            power_cut(terminal)
        with Book.open(book, write=False) as opened:
            texts = [point.text for point in opened.session("2026").points]
            assert texts == [f"Lần {one} vắng họp" for one in range(1, turn + 1)]
