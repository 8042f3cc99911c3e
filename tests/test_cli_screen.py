"""The launcher with a real screen behind it, on a pseudo-terminal: open, demo, the ways in and out."""

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from commands import PASSPHRASE, SAMPLES, Shell, new_book
from pty_terminal import Terminal

from review_tui.language.places import shipped

pytestmark = pytest.mark.system

CTRL_C, CTRL_Q, ENTER = "\x03", "\x11", "\r"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def screen(*words: str) -> Terminal:
    return Terminal([sys.executable, "-m", "review_tui", *words], columns=120, rows=30)


def locked_book(shell: Shell) -> Path:
    secret = shell.file("secret", PASSPHRASE + "\n")
    shell.ok(
        "new", shell.book, "--name", "Chi bộ khu phố 4", "--superior", "Đảng ủy", "--roll", SAMPLES / "roll.csv",
        "--passphrase-file", secret,
    )  # fmt: skip
    return secret


def test_a_practice_book_opens_at_once_and_ctrl_q_leaves(shell: Shell) -> None:
    """No passphrase is asked; Ctrl+C says how to leave instead of breaking off."""
    new_book(shell)
    shell.ok("session", shell.book, "--new", "2026")
    with screen("open", shell.book) as terminal:
        terminal.wait_for("Chi bộ khu phố 4")
        terminal.wait_for("TẬP DƯỢT")
        terminal.send(CTRL_C)
        terminal.wait_for("Ctrl+Q")
        terminal.send(CTRL_Q)
        assert terminal.wait_end() == 0


def test_a_passphrase_is_typed_on_the_screen_or_comes_from_a_file(shell: Shell) -> None:
    """On the screen a wrong one costs a sentence; from a file it ends the program with exit 1."""
    secret = locked_book(shell)
    with screen("open", shell.book) as terminal:
        terminal.wait_for("Mở sổ")
        terminal.send("sai" + ENTER)
        terminal.wait_for("Mật khẩu không đúng")
    with screen("open", shell.book, "--passphrase-file", str(secret)) as terminal:
        terminal.wait_for("Trang chính")
        listed = _command_lines()
        terminal.send(CTRL_Q)
        assert terminal.wait_end() == 0
    assert any("review_tui.cli.screen" in line for line in listed)
    assert not any(PASSPHRASE in line for line in listed)
    wrong = shell.file("wrong", "sai\n")
    with screen("open", shell.book, "--passphrase-file", str(wrong)) as terminal:
        assert terminal.wait_end() == 1
        assert "Mật khẩu không đúng" in terminal.words


def _command_lines() -> list[str]:
    """Command line and environment of every process of this machine."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ"):
            try:
                found.append((folder / name).read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
            except OSError:
                continue
    if not found:
        pytest.skip("this system has no /proc")
    return found


def test_a_passphrase_on_standard_input_leaves_the_keyboard_to_the_screen(shell: Shell) -> None:
    """`open --passphrase-file - < FILE` reads one line; the keys still come from the terminal."""
    secret = locked_book(shell)
    words = f"'{sys.executable}' -m review_tui open '{shell.book}' --passphrase-file - < '{secret}'"
    with Terminal(["sh", "-c", words], columns=120, rows=30) as terminal:
        terminal.wait_for("Trang chính")
        terminal.send(CTRL_Q)
        assert terminal.wait_end() == 0


def test_the_screen_of_a_killed_child_gives_the_terminal_back(shell: Shell) -> None:
    """Echo and the main screen return, and the code tells the signal."""
    new_book(shell)
    with screen("open", shell.book) as terminal:
        terminal.wait_for("Chi bộ khu phố 4")
        [child] = _children(terminal.process)
        os.kill(child, 9)
        assert terminal.wait_end() == 128 + 9
        assert b"\x1b[?1049l" in terminal.drawn
        assert b"\x1b[?25h" in terminal.drawn


def _children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("this system does not tell a process's children")
    return [int(word) for word in path.read_text(encoding="ascii").split()]


def test_without_a_book_the_first_start_offers_the_ways_on(own_home: Path) -> None:
    """Practice, a new book, another book, a backup: chosen by a digit."""
    with screen() as terminal:
        terminal.wait_for("Khôi phục sổ từ bản sao")
        terminal.send(CTRL_Q)
        assert terminal.wait_end() == 0


@pytest.mark.skipif(not shipped("sample", "book").is_dir(), reason="the practice book is not built yet: make sample")
def test_the_demo_opens_this_years_meeting_without_a_question(tmp_path: Path) -> None:
    """A copy, marked TẬP DƯỢT; the shipped book itself stays as it is."""
    book = tmp_path / "thử"
    before = {path: path.read_bytes() for path in shipped("sample", "book").rglob("*") if path.is_file()}
    with screen("demo", "--book", str(book)) as terminal:
        terminal.wait_for("TẬP DƯỢT")
        terminal.wait_for("2026")
        terminal.send(CTRL_Q)
        assert terminal.wait_end() == 0
    assert (book / "sessions").is_dir()
    assert before == {path: path.read_bytes() for path in shipped("sample", "book").rglob("*") if path.is_file()}
