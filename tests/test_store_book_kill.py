"""kill -9 in the middle of the meeting: what was told as saved is there, and the meeting goes on (R1)."""

import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from store_books import PHRASE, new_book, opened, say

from review_tui.store import check

HERE = Path(__file__).parent


def killed_after(path: Path, start: int, seconds: float) -> list[int]:
    """Say lines in another process and kill it; the numbers that it told as saved."""
    words = [sys.executable, str(HERE / "store_killed.py"), str(path), str(start)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=HERE) as child:
        assert child.stdout is not None
        told = [int(child.stdout.readline())]
        timer = threading.Timer(seconds, child.send_signal, (signal.SIGKILL,))
        timer.start()
        told += [int(line) for line in child.stdout if line.endswith("\n")]
        timer.join()
    return told


def proven(path: Path, kills: int, chance: random.Random) -> None:
    start = 1
    for _kill in range(kills):
        told = killed_after(path, start, chance.uniform(0.0, 0.25))
        last = max(abs(number) for number in told)
        with opened(path) as book:
            made = book.session("2026")
            texts = {point.text: point for point in made.points}
            for number in told:
                point = texts[f"Ý kiến {abs(number)}"]
                assert point.withdrawn or number > 0
            assert [int(point.number[-3:]) for point in made.points] == list(range(1, len(made.points) + 1))
            assert [entry.number for entry in book.log("2026")] == list(range(1, len(book.log("2026")) + 1))
            assert say(book, "2 + Vẫn ghi được").points[-1].text == "Vẫn ghi được"
            start = last + 10
        assert check(path, passphrase=PHRASE) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_meeting_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    """Numbers, log and sums hold after every kill, and saving goes on."""
    new_book(tmp_path / "b")[0].close()
    proven(tmp_path / "b", 4, random.Random(1))


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", range(10))
def test_many_killed_meetings_lose_nothing_that_was_saved(tmp_path: Path, seed: int) -> None:
    """Three hundred kills over ten books."""
    new_book(tmp_path / "b")[0].close()
    proven(tmp_path / "b", 30, random.Random(seed))
