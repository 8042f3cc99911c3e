"""Processes that are killed, that share a book, and that meet a full disk: nothing acknowledged is lost."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import pytest
from children import commits

from review_tui.store.errors import Corrupt
from review_tui.store.lock import BookLock
from review_tui.store.slots import SlotStore
from review_tui.store.tables import EMPTY, Tables, decoded, encoded

CHILDREN = Path(__file__).parent / "children"


def started(script: str, *words: object) -> subprocess.Popen[str]:
    """A child process of this test."""
    command = [sys.executable, str(CHILDREN / script), *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


class Victim:
    """The process that commits, started again and again to be killed."""

    def __init__(self, folder: Path, seed: int, members: int) -> None:
        self._words = (folder, seed, members)
        self._process: subprocess.Popen[str] | None = None

    def killed(self, chance: random.Random) -> list[int]:
        """Let it work, kill it at some instant, and return the acts that it acknowledged."""
        if self._process is None:
            self._process = started("commits.py", *self._words)
        process = self._process
        into, out = _pipes(process)
        into.write("go\n")
        into.flush()
        pid = int(out.readline().removeprefix("pid "))
        acknowledged = [int(out.readline())] if chance.random() < 0.8 else []
        time.sleep(chance.random() * 0.03)
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        for line in out:
            if line == "dead\n":
                return acknowledged
            acknowledged.append(int(line))
        # Without a fork it was the process itself that died.
        process.wait()
        self._process = None
        return acknowledged

    def ended(self) -> None:
        """Close its pipes; it ends by itself."""
        if self._process is not None:
            _close(self._process)


def _pipes(process: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _close(process: subprocess.Popen[str]) -> None:
    into, out = _pipes(process)
    into.close()
    process.wait()
    out.close()


def killed_often(folder: Path, kills: int, members: int, seed: int) -> int:
    """Kill so many times; after each open, compare all content with the model, save again, read that back.

    Returns how many kills left a torn copy.
    """
    print(f"seed {seed}, {kills} kills, {members} members")
    chance, torn = random.Random(seed), 0
    model, done = commits.first_tree(members), 0
    SlotStore.create(folder / "session", encoded(model))
    victim = Victim(folder, seed, members)
    try:
        for _kill in range(kills):
            acknowledged = victim.killed(chance)
            last = max(acknowledged, default=done)
            assert acknowledged == list(range(done + 1, last + 1))
            store = SlotStore.open(folder / "session")
            torn += bool(store.faults)
            found = decoded(store.content)["state"]["count"]["act"]
            assert found in {last, last + 1}
            model, done = commits.after(model, seed, range(done + 1, found + 1), members), found
            assert decoded(store.content) == model
            done = saved_again(folder, seed, members, model, done)
    finally:
        victim.ended()
    print(f"{torn} kills left a torn copy; {done} acts")
    return torn


def saved_again(folder: Path, seed: int, members: int, model: commits.Tree, done: int) -> int:
    """Heal, save one more act, read it back; returns its number."""
    store = SlotStore.open(folder / "session")
    store.heal()
    commits.act(Tables(store), seed, done + 1, members)
    again = SlotStore.open(folder / "session")
    assert decoded(again.content) == commits.after(model, seed, [done + 1], members)
    assert again.verify() == ()
    return done + 1


@pytest.mark.parametrize(("members", "kills"), [(3, 20), (20, 20), (60, 20)])
def test_a_kill_at_any_instant_loses_nothing_acknowledged(members: int, kills: int, tmp_path: Path) -> None:
    """R1, short form: reopen, compare, save again, read back."""
    killed_often(tmp_path, kills, members, seed=random.SystemRandom().randrange(10**6))


@pytest.mark.soak
@pytest.mark.parametrize("members", [20, 60, 300])
def test_hundreds_of_kills_lose_nothing(members: int, tmp_path: Path) -> None:
    """R1: 150 kills of each of three sizes."""
    torn = killed_often(tmp_path, 150, members, seed=random.SystemRandom().randrange(10**6))
    assert torn > 0, "no kill met a write: the test says nothing"


def both_counted(folder: Path, times: int) -> int:
    """Let two processes write in turn; returns how many commits are there."""
    SlotStore.create(folder / "session", EMPTY)
    pair = [started("shared.py", folder, name, times) for name in ("x", "y")]
    for process in pair:
        assert process.communicate()[0].count("saved") == times
    return len(Tables(SlotStore.open(folder / "session")).table("said"))


def test_two_processes_under_the_lock_lose_nothing(tmp_path: Path) -> None:
    """R9, short form."""
    assert both_counted(tmp_path, 60) == 120


@pytest.mark.soak
def test_two_processes_under_the_lock_lose_nothing_at_length(tmp_path: Path) -> None:
    """R9: 2 x 200, five times over."""
    for turn in range(5):
        folder = tmp_path / str(turn)
        folder.mkdir()
        assert both_counted(folder, 200) == 400


def test_the_lock_is_free_once_its_owner_is_killed(tmp_path: Path) -> None:
    """R9: while it lives a second instance is told who it is; after kill -9 the next opening takes the lock."""
    SlotStore.create(tmp_path / "session", EMPTY)
    owner = started("shared.py", tmp_path, "owner", 1, "hold")
    _into, out = _pipes(owner)
    while out.readline() != "held\n":
        pass
    second = BookLock(tmp_path, clock=lambda: datetime.now(UTC))
    assert not second.taken
    assert str(owner.pid) in second.why_not
    owner.kill()
    owner.wait()
    third = BookLock(tmp_path, clock=lambda: datetime.now(UTC))
    assert third.taken
    third.release()
    _close(owner)


def test_a_reader_beside_a_writer_always_finds_a_whole_book(tmp_path: Path) -> None:
    """Reading commands work while another process holds the book; a half written copy is never called damage."""
    SlotStore.create(tmp_path / "session", encoded(commits.first_tree(20)))
    writer = started("commits.py", tmp_path, 1, 20)
    into, out = _pipes(writer)
    into.write("go\n")
    into.flush()
    pid = int(out.readline().removeprefix("pid "))
    drain = threading.Thread(target=lambda: [line for line in out if line != "dead\n"])
    drain.start()
    seen = -1
    try:
        for _reading in range(60):
            tree = decoded(SlotStore.open(tmp_path / "session", write=False).content)
            assert tree["state"]["count"]["act"] >= seen
            seen = tree["state"]["count"]["act"]
    except Corrupt:
        pytest.fail("a reader took a write for damage")
    finally:
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        into.close()
        drain.join()
        _close(writer)
    assert seen > 0


def test_four_threads_lose_nothing(tmp_path: Path) -> None:
    """R10: 4 x 100 writes through one TinyDB on one file."""
    tables = Tables(SlotStore.create(tmp_path / "session", EMPTY))

    def write(name: str) -> None:
        for number in range(100):
            tables.table("said").insert({"by": name, "number": number})

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = decoded(SlotStore.open(tmp_path / "session").content)["said"].values()
    assert sorted((line["by"], line["number"]) for line in written) == [(n, i) for n in "abcd" for i in range(100)]


def on_small_disk(script: str, folder: Path) -> dict[str, Any]:
    """Run a child with a disk of its own of 3 MB mounted on the folder; it prints JSON."""
    if not (shutil.which("unshare") and hasattr(os, "geteuid") and os.geteuid() == 0):
        pytest.skip("mounting a small disk needs root and unshare")
    mount = 'mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" "$3" "$1"'
    command = ["unshare", "-m", "sh", "-c", mount, "sh", str(folder), sys.executable, str(CHILDREN / script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout and "Traceback" not in done.stderr:
        pytest.skip(f"no small disk can be mounted: {done.stderr.strip()}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.system
def test_a_small_disk_filled_to_the_last_byte(tmp_path: Path) -> None:
    """R6 on a real file system: 20 and more saves after the last free byte, nothing lost, and it recovers."""
    told = on_small_disk("fill.py", tmp_path)
    assert told["saved"] >= 20
    assert "đã đầy" in told["refusal"]
    assert (told["reserve"], told["kept"], told["after"], told["reserve again"]) == (True, True, "room again", True)


@pytest.mark.system
def test_a_read_only_disk_opens_to_look_at(tmp_path: Path) -> None:
    """No lock, no exception, a reason; a save is refused with a sentence and nothing changes."""
    told = on_small_disk("read_only.py", tmp_path)
    assert told["taken"] is False
    assert told["why not"] == "Không ghi được vào thư mục của sổ nên sổ mở chỉ để xem."
    assert told["content"] == "kept"
    assert "không có quyền ghi" in told["refusal"]
    assert told["faults"] == []
