"""One writer at a time, and who it is."""

import json
import os
import socket
from datetime import datetime, timedelta, timezone
from pathlib import Path

import filelock
import pytest

from review_tui.store.errors import Held
from review_tui.store.files import Files
from review_tui.store.lock import BookLock

SEVEN = datetime(2026, 12, 5, 19, 30, tzinfo=timezone(timedelta(hours=7)))
GENERIC = "Sổ đang được mở ở một cửa sổ khác nên ở đây chỉ xem được."


def locked(folder: Path) -> BookLock:
    """An attempt to take the lock; nobody waits."""
    return BookLock(folder, clock=lambda: SEVEN, files=Files(sleep=lambda _seconds: None))


def test_the_second_is_told_at_once_who_holds_the_book(tmp_path: Path) -> None:
    """Computer, process and since when; then it may look, and later take the lock itself."""
    first, second = locked(tmp_path), locked(tmp_path)
    assert (first.taken, first.why_not) == (True, "")
    assert not second.taken
    for word in (socket.gethostname(), str(os.getpid()), "19:30", "05/12/2026"):
        assert word in second.why_not
    assert str(Held(second.why_not)) == second.why_not
    first.release()
    first.release()
    third = locked(tmp_path)
    assert third.taken
    third.release()


def test_a_second_that_gives_up_does_not_free_the_lock(tmp_path: Path) -> None:
    """Closing a book that was only looked at leaves the owner's lock and note alone."""
    first, second = locked(tmp_path), locked(tmp_path)
    second.release()
    assert not locked(tmp_path).taken
    assert str(os.getpid()) in locked(tmp_path).why_not
    first.release()


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"pid": "x", "computer": "y", "since": "z"}',
        b'{"pid": 1, "computer": "y", "since": "now"}',
        b'{"a":' * 100_000,
        b'{"pid": 1e999, "computer": "y", "since": "2026-12-05T19:30:00"}',
    ],
)
def test_a_damaged_note_keeps_nobody_out_and_names_nobody(note: bytes, tmp_path: Path) -> None:
    """The note is only words: the lock is what counts."""
    first = locked(tmp_path)
    (tmp_path / "lock-note").write_bytes(note)
    assert locked(tmp_path).why_not == GENERIC
    first.release()
    (tmp_path / "lock-note").write_bytes(note)
    again = locked(tmp_path)
    assert again.taken
    assert str(os.getpid()) in locked(tmp_path).why_not
    again.release()


def test_a_note_of_a_dead_process_is_not_believed(tmp_path: Path) -> None:
    """A new owner that has not signed yet is not called by the name of the one before."""
    first = locked(tmp_path)
    child = os.spawnlp(os.P_NOWAIT, "true", "true") if hasattr(os, "P_NOWAIT") and os.name == "posix" else 0
    if not child:
        pytest.skip("no process can be asked after on this system")
    os.waitpid(child, 0)
    words = {"pid": child, "computer": socket.gethostname(), "since": SEVEN.isoformat()}
    (tmp_path / "lock-note").write_text(json.dumps(words), encoding="utf-8")
    assert locked(tmp_path).why_not == GENERIC
    words["computer"] = "máy-khác"
    (tmp_path / "lock-note").write_text(json.dumps(words), encoding="utf-8")
    assert "máy-khác" in locked(tmp_path).why_not
    first.release()


def test_a_hostile_computer_name_is_cleaned(tmp_path: Path) -> None:
    """No control character of a note reaches the terminal."""
    first = locked(tmp_path)
    words = {"pid": 1, "computer": "a\x1b]52;c\x07\n\u202eb", "since": SEVEN.isoformat()}
    (tmp_path / "lock-note").write_text(json.dumps(words), encoding="utf-8")
    told = locked(tmp_path).why_not
    assert told.isprintable() or "\ufffd" in told
    assert not set("\x1b\x07\n\u202e") & set(told)
    first.release()


@pytest.mark.parametrize("error", [PermissionError(13, "read-only"), OSError(30, "read-only"), NotImplementedError()])
def test_a_folder_that_cannot_be_written_opens_to_look_at(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only medium, or a network share without locks: no exception, no lock, a reason."""

    def refused(*_arguments: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(filelock.FileLock, "acquire", refused)
    lock = locked(tmp_path)
    assert not lock.taken
    assert lock.why_not == "Không ghi được vào thư mục của sổ nên sổ mở chỉ để xem."
    lock.release()


def test_a_missing_folder_is_no_traceback(tmp_path: Path) -> None:
    """The caller says that there is no book; the lock only says that it has none."""
    assert not locked(tmp_path / "not there").taken


def test_the_note_holds_nothing_but_process_computer_and_time(tmp_path: Path) -> None:
    """No name, no text and no path of the user."""
    lock = locked(tmp_path)
    assert set(json.loads((tmp_path / "lock-note").read_bytes())) == {"pid", "computer", "since"}
    lock.release()
    assert not (tmp_path / "lock-note").exists()


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Neither opened nor made, whatever it leads to; the book opens for looking and the sentence says what to do."""
    (tmp_path / "sổ").mkdir()
    for name, content in (("of somebody", b"a letter"), ("nowhere", None)):
        target = tmp_path / name
        if content is not None:
            target.write_bytes(content)
        (tmp_path / "sổ" / "lock").unlink(missing_ok=True)
        (tmp_path / "sổ" / "lock").symlink_to(target)
        lock = locked(tmp_path / "sổ")
        assert not lock.taken
        assert "liên kết" in lock.why_not
        assert (target.read_bytes() if target.exists() else None) == content
