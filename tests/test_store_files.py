"""What lies where a file of the book should: links, pipes, other people's folders."""

import os
import sys
from pathlib import Path

import pytest
from store_books import PHRASE, approve, held_meeting, new_book, opened, sign

from review_tui.language.errors import ReviewError
from review_tui.store import Book, backup, restore
from review_tui.store.errors import StoreError
from review_tui.store.files import Files, read_file, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes, and links need a right")


@posix
def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    """What a lock-note or a slot that is a link points to stays as it was."""
    (tmp_path / "own").write_bytes(b"own")
    (tmp_path / "slot").symlink_to(tmp_path / "own")
    with pytest.raises(OSError):
        write_file(Files(), tmp_path / "slot", b"other")
    assert (tmp_path / "own").read_bytes() == b"own"
    book, _paper = new_book(tmp_path / "b")
    book.close()
    (tmp_path / "b" / "lock-note").symlink_to(tmp_path / "own")
    with opened(tmp_path / "b"):
        assert (tmp_path / "own").read_bytes() == b"own"


@posix
def test_a_pipe_in_place_of_a_copy_keeps_nobody_waiting(tmp_path: Path) -> None:
    """It counts as a copy that cannot be read; the book opens from the others."""
    os.mkfifo(tmp_path / "pipe")
    for call in (lambda: read_file(Files(), tmp_path / "pipe", 9), lambda: write_file(Files(), tmp_path / "pipe", b"")):
        with pytest.raises(OSError):
            call()
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    book.close()
    (tmp_path / "b" / "sessions" / "2026.a").unlink()
    os.mkfifo(tmp_path / "b" / "sessions" / "2026.a")
    with opened(tmp_path / "b", write=False) as again:
        assert again.session("2026") == made


def test_a_session_put_back_to_before_its_signing_is_only_looked_at(tmp_path: Path) -> None:
    """The book remembers that it was signed: acts and undo are refused in one sentence, which is a notice, too."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    held_meeting(book)
    approve(book)
    book.mirror()
    older = {copy: copy.read_bytes() for copy in (path / "sessions").glob("2026.*")}
    sign(book)
    book.close()
    for copy, content in older.items():
        copy.write_bytes(content)
    with opened(path) as again:
        for act in (lambda: sign(again), lambda: approve(again), lambda: again.undo("2026")):
            with pytest.raises(ReviewError, match="bản cũ, có trước khi ký"):
                act()
        assert again.session("2026").signing is None
        assert any("bản cũ, có trước khi ký" in notice for notice in again.notices)


def test_a_copy_is_not_restored_over_what_is_no_book(tmp_path: Path) -> None:
    """A folder or file of somebody stays where it is; an empty folder is taken."""
    book, _paper = new_book(tmp_path / "b")
    book.close()
    made = backup(tmp_path / "b", tmp_path / "copies", passphrase=PHRASE)
    own = tmp_path / "giấy tờ"
    own.mkdir()
    (own / "thư.txt").write_bytes(b"own")
    for place in (own, own / "thư.txt"):
        with pytest.raises(StoreError, match="không phải là sổ"):
            restore(made, place, passphrase=PHRASE)
    assert (own / "thư.txt").read_bytes() == b"own"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["b", "copies", "giấy tờ"]
    (tmp_path / "trống").mkdir()
    assert restore(made, tmp_path / "trống", passphrase=PHRASE) is None
    with Book.open(tmp_path / "trống", passphrase=PHRASE, write=False) as again:
        assert again.session_ids() == ("2026",)
