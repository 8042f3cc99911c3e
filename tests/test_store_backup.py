"""Verified copies elsewhere, and getting a book back (R25)."""

import errno
import itertools
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_books import NOON, PHRASE, clock, every_file, held_meeting, new_book, opened, pack, say, session
from store_doubles import FaultyFiles, at_call

from review_tui.language.errors import ReviewError
from review_tui.store import Book, backup, check, restore
from review_tui.store.backup import NOTE, RECENT, backups_in
from review_tui.store.errors import Corrupt, NoBook, NotSaved, WrongPassphrase
from review_tui.store.files import Files


def test_a_copy_is_a_whole_book_in_a_dated_folder(tmp_path: Path) -> None:
    """It opens by itself, check finds nothing, and the book was not touched."""
    book, _paper = new_book(tmp_path / "Sổ chi bộ")
    made = held_meeting(book)
    book.keep_draft("entry", "7 - Vắng")
    book.close()
    before = every_file(tmp_path / "Sổ chi bộ")
    folder = backup(tmp_path / "Sổ chi bộ", tmp_path / "USB", passphrase=PHRASE, clock=clock)
    assert folder == (tmp_path / "USB").resolve() / "Sổ chi bộ-2026-12-05-120000"
    assert every_file(tmp_path / "Sổ chi bộ") == before
    assert check(folder, passphrase=PHRASE) == ()
    with opened(folder, write=False) as copy:
        assert copy.session("2026") == made
        assert copy.drafts() == {"entry": "7 - Vắng"}
    second = backup(tmp_path / "Sổ chi bộ", tmp_path / "USB", clock=clock)
    assert second.name == "Sổ chi bộ-2026-12-05-120000-2"
    assert [found.name for found in (tmp_path / "USB").iterdir() if found.name.startswith(".")] == []


def test_a_book_is_copied_while_it_is_open_and_in_use(tmp_path: Path) -> None:
    """The copy takes no lock."""
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    folder = backup(tmp_path / "b", tmp_path / "USB", passphrase=PHRASE)
    assert book.writable
    say(book, "2 - Sau khi sao lưu")
    book.close()
    with opened(folder, write=False) as copy:
        assert copy.session("2026") == made


def test_a_copy_inside_the_book_is_refused(tmp_path: Path) -> None:
    """By any way of writing its path; a book that is not there, and a wrong passphrase, too."""
    new_book(tmp_path / "b")[0].close()
    before = every_file(tmp_path / "b")
    for inside in (tmp_path / "b", tmp_path / "b" / "bản sao", tmp_path / "x" / ".." / "b" / "sessions"):
        with pytest.raises(ReviewError, match="ngoài thư mục của sổ"):
            backup(tmp_path / "b", inside)
    with pytest.raises(NoBook):
        backup(tmp_path / "không có", tmp_path / "USB")
    with pytest.raises(WrongPassphrase):
        backup(tmp_path / "b", tmp_path / "USB", passphrase="mot cau khac")
    assert every_file(tmp_path / "b") == before
    assert not (tmp_path / "USB").exists()


def test_a_damaged_copy_of_a_file_is_not_carried_over_and_a_lost_file_stops_the_copy(tmp_path: Path) -> None:
    """What is copied is the frame that verifies; nothing half made stays."""
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    book.close()
    (tmp_path / "b" / "sessions" / "2026.a").write_bytes(b"x")
    folder = backup(tmp_path / "b", tmp_path / "USB", passphrase=PHRASE)
    assert check(folder, passphrase=PHRASE) == ()
    with opened(folder, write=False) as copy:
        assert copy.session("2026") == made
    for copy_name in "abm":
        (tmp_path / "b" / "sessions" / f"2026.{copy_name}").write_bytes(b"x" * 4000)
    with pytest.raises(Corrupt):
        backup(tmp_path / "b", tmp_path / "other")
    assert not list((tmp_path / "other").glob("*"))


def test_a_copy_that_a_full_disk_cut_does_not_stay(tmp_path: Path) -> None:
    """Whichever call is refused; the book opens as before."""
    book, _paper = new_book(tmp_path / "b", 1)
    book.close()
    target = tmp_path / "USB"
    for call in itertools.count(0, 5):
        files = FaultyFiles(Files(), refuse=at_call(call, errno.ENOSPC, forever=True))
        try:
            backup(tmp_path / "b", target, files=files)
        except (NotSaved, Corrupt, NoBook):
            assert not target.exists() or not list(target.iterdir())
        else:
            break
    assert call > 20
    assert len(backups_in(target)) == 1


def test_a_book_lost_with_its_folder_comes_back_from_copy_and_paper_key(tmp_path: Path) -> None:
    """Equal to what was copied."""
    book, paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    folder = backup(tmp_path / "b", tmp_path / "USB")
    book.close()
    shutil.rmtree(tmp_path / "b")
    assert restore(folder, tmp_path / "b", paper_key=paper) is None
    with Book.open(tmp_path / "b", paper_key=paper) as again:
        assert again.session("2026") == made
        assert again.writable
    assert check(tmp_path / "b", passphrase=PHRASE) == ()
    assert {found.name for found in tmp_path.iterdir()} == {"USB", "b"}


def test_restoring_over_a_book_keeps_it_aside(tmp_path: Path) -> None:
    """Under a dated name, whole; the restored one is what the copy held."""
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    folder = backup(tmp_path / "b", tmp_path / "USB")
    later = say(book, "2 - Ý kiến sau bản sao")
    book.close()
    kept = restore(folder, tmp_path / "b", passphrase=PHRASE, clock=clock)
    assert kept == tmp_path / "b-truoc-2026-12-05-120000"
    with opened(tmp_path / "b") as again, opened(kept) as older:
        assert again.session("2026") == made
        assert older.session("2026") == later


def test_a_restore_that_cannot_be_whole_moves_nothing(tmp_path: Path) -> None:
    """Not a copy, a damaged one, a wrong passphrase, a book that is open: one sentence, the book as it was."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    folder = backup(tmp_path / "b", tmp_path / "USB")
    with pytest.raises(ReviewError, match="đang được mở"):
        restore(folder, tmp_path / "b")
    book.close()
    before = every_file(tmp_path / "b")
    with pytest.raises(NoBook, match="bản sao"):
        restore(tmp_path / "USB", tmp_path / "b")
    with pytest.raises(WrongPassphrase):
        restore(folder, tmp_path / "b", passphrase="mot cau khac")
    for copy in "abm":
        (folder / "sessions" / f"2026.{copy}").write_bytes(b"x" * 4000)
    with pytest.raises(Corrupt):
        restore(folder, tmp_path / "b")
    assert every_file(tmp_path / "b") == before
    assert {found.name for found in tmp_path.iterdir()} == {"b", "USB"}


def test_copies_by_themselves_are_due_when_something_changed_and_five_minutes_passed(tmp_path: Path) -> None:
    """At once for the first, and when a session was added or signed; drafts alone are no change."""
    book, _paper = new_book(tmp_path / "b")
    target = tmp_path / "USB"
    assert book.backup_if_due(target, NOON) is not None
    assert book.backup_if_due(target, NOON + timedelta(hours=1)) is None
    book.keep_draft("entry", "x")
    assert book.backup_if_due(target, NOON + timedelta(hours=2)) is None
    say(book, "@ *")
    made = book.backup_if_due(target, NOON + timedelta(hours=3))
    assert made is not None
    assert check(made, passphrase=PHRASE) == ()
    say(book, "/ cb")
    assert book.backup_if_due(target, NOON + timedelta(hours=3, minutes=4)) is None
    assert book.backup_if_due(target, NOON + timedelta(hours=3, minutes=6)) is not None
    book.add_session(session(session_id="2027"), pack(), name="mở kỳ")
    assert book.backup_if_due(target, NOON + timedelta(hours=3, minutes=7)) is not None
    say(book, "/ 4")
    assert book.backup_if_due(target, NOON - timedelta(days=400)) is not None
    book.close()


def test_ten_recent_copies_and_one_for_each_month_and_session_are_kept(tmp_path: Path) -> None:
    """Copies of another book and other files in the folder are left alone."""
    target = tmp_path / "USB"
    other, _paper = new_book(tmp_path / "other")
    foreign = other.backup_if_due(target, NOON)
    other.close()
    (target / "ảnh.jpg").write_bytes(b"x")
    book, _paper = new_book(tmp_path / "b")
    moments: list[datetime] = []
    for day in range(0, 120, 4):
        moments.append(NOON + timedelta(days=day))
        say(book, f"@k Khách {day}, Đảng ủy")
        assert book.backup_if_due(target, moments[-1]) is not None
        if day == 20:
            book.add_session(session(session_id="2026-2"), pack(), name="mở kỳ bổ sung")
    book.close()
    kept = [one for one in backups_in(target) if one.folder.name.startswith("b-")]
    months = {moment.strftime("%Y-%m") for moment in moments}
    assert [one.made for one in kept][-RECENT:] == moments[-RECENT:]
    assert {one.made.strftime("%Y-%m") for one in kept} == months
    assert {one.session for one in kept} == {"2026", "2026-2"}
    assert len(kept) <= RECENT + len(months) + 2
    assert foreign is not None
    assert foreign.is_dir()
    assert (target / "ảnh.jpg").exists()


def test_a_folder_without_a_whole_note_is_no_copy(tmp_path: Path) -> None:
    """It is neither counted nor thrown away."""
    target = tmp_path / "USB"
    for name, content in (("a", "{}"), ("b", "["), ("c", '{"book": 1, "made": "x"}')):
        (target / name).mkdir(parents=True)
        (target / name / NOTE).write_text(content, encoding="utf-8")
    assert backups_in(target) == []
    book, _paper = new_book(tmp_path / "x")
    assert book.backup_if_due(target, NOON) is not None
    book.act_cell("x", lambda cell: replace(cell, place="x"))
    assert len(list(target.iterdir())) == 4
    book.close()
