"""Books of earlier versions: a file of every schema is kept here and must read the same for ever."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from store_books import clock, every_file, new_book, opened, say

from review_tui.language.errors import ReviewError
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.store import Book, LogEntry, check
from review_tui.store.documents import Document
from review_tui.store.migrations import MIGRATIONS

GOLDEN = Path(__file__).parent / "golden"


def unpacked(name: str, path: Path) -> Path:
    """A kept book with all its copies; of each file only the mirror is kept in the repository."""
    shutil.copytree(GOLDEN / name, path)
    for found in list(path.rglob("*.m")):
        for copy in ("a", "b"):
            shutil.copyfile(found, found.with_suffix(f".{copy}"))
    return path


def test_a_book_of_schema_1_reads_as_it_was_written(tmp_path: Path) -> None:
    """Cell, signed session with its fingerprint, pack, log, follow-up; check finds nothing."""
    path = unpacked("book-v1", tmp_path / "b")
    told = json.loads((GOLDEN / "book-v1.json").read_text(encoding="utf-8"))
    assert check(path) == ()
    with Book.open(path, write=False) as book:
        assert book.cell == msgspec.convert(told["cell"], Cell)
        assert book.session("2026") == msgspec.convert(told["session"], Session)
        assert book.pack("2026") == msgspec.convert(told["pack"], Pack)
        assert book.follow_up == msgspec.convert(told["follow_up"], FollowUp)
        kept = tuple(replace(entry, undoes=None, fixed=False) for entry in book.log("2026"))
        assert kept == tuple(msgspec.convert(entry, LogEntry) for entry in told["log"])
        assert book.fingerprint(book.session("2026")) == told["session"]["approval"]["fingerprint"]


def test_a_migration_is_applied_at_reading_and_written_with_the_next_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed sessions keep their bytes and are migrated at every reading; the older frame of the others is kept."""
    path = unpacked("book-v1", tmp_path / "b")
    before = every_file(path)

    def renamed(documents: list[Document]) -> list[Document]:
        """The cell got another superior in schema 2."""
        return [
            replace(one, plain=one.plain.replace("Đảng ủy phường".encode(), "Đảng ủy xã".encode()))
            if one.table == "cell"
            else one
            for one in documents
        ]

    monkeypatch.setattr("review_tui.store.migrations.MIGRATIONS", [*MIGRATIONS, renamed])
    with Book.open(path, write=False) as book:
        assert book.cell.superior == "Đảng ủy xã"
    assert every_file(path) == before
    with Book.open(path, clock=clock) as book:
        book.act_cell("địa danh", lambda cell: replace(cell, place="Tân An Đông"))
    with Book.open(path, clock=clock) as book:
        assert (book.cell.superior, book.cell.place) == ("Đảng ủy xã", "Tân An Đông")
        assert book.session("2026").approval is not None
    after = every_file(path)
    assert after["before-schema-2/book.m"] == before["book.m"]
    changed = {name for name in after if after[name] != before.get(name)} - {"before-schema-2/book.m"}
    assert changed
    assert all(name.startswith("book.") for name in changed)
    assert check(path) == ()
    monkeypatch.setattr("review_tui.store.migrations.MIGRATIONS", [])
    with pytest.raises(ReviewError, match="mới hơn"):
        Book.open(path)


def test_nothing_is_undone_to_values_of_an_earlier_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts of an unsigned session before the migration stay; later ones are taken back as ever."""
    book, _paper = new_book(tmp_path / "b")
    say(book, "@ *", "/ cb", "2 - Quý 2 chỉ họp hai kỳ")
    book.close()
    monkeypatch.setattr("review_tui.store.migrations.MIGRATIONS", [*MIGRATIONS, lambda documents: documents])
    with opened(tmp_path / "b") as book:
        say(book, "3 - Sau khi chuyển")
        assert book.undo("2026") == "3 - Sau khi chuyển"
        with pytest.raises(ReviewError, match="Không còn việc nào"):
            book.undo("2026")
        assert [point.withdrawn for point in book.session("2026").points] == [False, True]
    with opened(tmp_path / "b") as book:
        assert len(book.log("2026")) == 6


def test_an_empty_chain_of_migrations_changes_nothing(tmp_path: Path) -> None:
    """A book of the present schema is opened and written without anything being kept aside."""
    path = unpacked("book-v1", tmp_path / "b")
    with Book.open(path, clock=clock) as book:
        book.act_cell("địa danh", lambda cell: replace(cell, place="x"))
    assert not list(path.glob("before-schema-*"))
