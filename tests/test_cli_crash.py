"""A fault of the program itself: last words on standard error, never a traceback or a word of the book."""

import os
import subprocess
import sys

PROGRAM = """
import review_tui.cli.program as program
from review_tui.cli import speech
speech.quiet_crashes()
def broken(secret):
    raise RuntimeError(secret)
broken("canary-chim-hoang-yen")
"""


def ended(**more: str) -> "subprocess.CompletedProcess[str]":
    """A program that breaks while it holds a secret."""
    environment = {**os.environ, **more, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", env=environment, check=False
    )


def test_an_unexpected_fault_says_one_sentence_and_no_secret() -> None:
    """A code for the maker; exit 1."""
    done = ended()
    assert done.returncode == 1
    assert "Mã lỗi" in done.stderr
    assert "canary" not in done.stderr
    assert "Traceback" not in done.stderr


def test_whoever_works_on_the_program_can_have_the_traceback() -> None:
    """By an environment variable."""
    assert "Traceback" in ended(REVIEW_TUI_TRACEBACK="1").stderr
