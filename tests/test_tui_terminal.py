"""Vietnamese typing through a real pseudo-terminal: what a typing aid sends is what stands in the input."""

import json
import sys
import unicodedata
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from pty_terminal import Terminal

CHILD = Path(__file__).parent / "children" / "typing_app.py"
F12 = "\x1b[24~"


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


BURSTS: list[tuple[list[str | bytes], str]] = [
    (["vie\x7fê\x7fệt"], "việt"),
    (["vie\x08ê\x08ệt"], "việt"),
    (["v", "i", "e", "\x7fê", "\x7fệ", "t"], "việt"),
    (["v", "i", "e", "\x08ê", "\x08ệ", "t"], "việt"),
    (["duong\x7f\x7f\x7f\x7f\x7fđường"], "đường"),
    (["duong\x08\x08\x08\x08\x08đường"], "đường"),
    ([b"vi\xe1\xbb", b"\x87t"], "việt"),
    ([b"\xc4", b"\x91\xc3", b"\xb4i"], "đôi"),
    ([_nfd("Dũng Ước")], "Dũng Ước"),
    (list(_nfd("hạnh được")), "hạnh được"),
    (["\x1b[200~" + _nfd("vương sỹ hạnh") + "\x1b[201~"], "vương sỹ hạnh"),
    (["vuong\x7f\x7f\x7f\x7fương sy\x7fỹ hanh\x7f\x7f\x7fạnh"], "vương sỹ hạnh"),
    (["hạnh\x7f\x7ft"], "hạt"),
    (["toi\x7f\x7fôi viet\x7f\x7f\x7fiết\x1b[D\x1b[D\x7f\x7fvi\x1b[F nữa"], "tôi viết nữa"),
]
"""What a typing aid writes (each item one write), and what must stand there (libraries.md 3.1, field.md D14)."""


@pytest.mark.system
@pytest.mark.parametrize("kind", ["input", "secret", "text", "entry", "list", "field", "lines"])
def test_every_burst_becomes_the_right_text_in_every_kind_of_input(kind: str, tmp_path: Path) -> None:
    """Backspace and letters in one read, either Backspace byte, split bytes, decomposed letters, pastes."""
    told = tmp_path / "told"
    with Terminal([sys.executable, str(CHILD), kind, str(told)]) as terminal:
        _wait_lines(terminal, told, 1)
        for count, (writes, _right) in enumerate(BURSTS, start=2):
            for written in writes:
                terminal.send(written)
            terminal.send(F12)
            _wait_lines(terminal, told, count)
    assert _lines(told)[1:] == [right for _writes, right in BURSTS]


@pytest.mark.system
def test_slow_typing_is_right_too(tmp_path: Path) -> None:
    """One key per read, the way a person types without an aid."""
    told = tmp_path / "told"
    with Terminal([sys.executable, str(CHILD), "entry", str(told)]) as terminal:
        _wait_lines(terminal, told, 1)
        terminal.send_slowly(["v", "i", "e", "\x7f", "ê", "\x7f", "ệ", "t"])
        terminal.send(F12)
        _wait_lines(terminal, told, 2)
    assert _lines(told)[1] == "việt"


@pytest.mark.system
def test_a_burst_outside_an_input_does_nothing(tmp_path: Path) -> None:
    """A typing aid that is on while a list has the focus changes nothing, and the program goes on."""
    told = tmp_path / "told"
    with Terminal([sys.executable, str(CHILD), "outside", str(told)]) as terminal:
        _wait_lines(terminal, told, 1)
        for count, (writes, _right) in enumerate(BURSTS, start=2):
            terminal.send(b"".join(item.encode() if isinstance(item, str) else item for item in writes))
            terminal.send(F12)
            _wait_lines(terminal, told, count)
    assert set(_lines(told)) == {""}


def _lines(told: Path) -> list[str]:
    return [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()] if told.exists() else []


def _wait_lines(terminal: Terminal, told: Path, count: int) -> None:
    terminal.wait(lambda: len(_lines(told)) >= count)
