"""What lies outside the book tells of it: an older copy in its place, backups in which a name still stands."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from store_books import NOON, approve, held_meeting, new_book, opened, sign

from review_tui.model.followup import Check, CheckState
from review_tui.model.points import WithheldName
from review_tui.model.session import Session
from review_tui.store import Book
from review_tui.store.proving import what_backups_name


def checked(book: Book, id: str) -> None:
    """One more entry of the follow-up."""
    number = book.session("2026").commitments[0].number
    made = Check(id=id, commitment=number, on=NOON.date(), state=CheckState.DONE)
    book.act_follow_up("kiểm tra", lambda was: replace(was, checks=(*was.checks, made)))


def test_a_book_that_went_backwards_is_told_until_it_counts_again(tmp_path: Path) -> None:
    """An older copy of the whole folder has nothing wrong in itself; only hashes lie outside."""
    path, seen = tmp_path / "sổ", tmp_path / "seen"
    book, _paper = new_book(path)
    held_meeting(book)
    assert book.remember(seen) == ""
    book.close()
    older = {}
    for name, change in (("before", lambda b: None), ("signed", lambda b: (approve(b), sign(b)))):
        with opened(path) as book:
            change(book)
        older[name] = shutil.copytree(path, tmp_path / name)
    with opened(path) as book:
        checked(book, "c1")
        assert book.remember(seen) == ""
        words = [point.text for point in book.session("2026").points] + [one.name for one in book.cell.members]
    (kept,) = seen.iterdir()
    assert not any(word in kept.read_text() for word in words)
    for name, what in (("before", "kỳ 2026"), ("signed", "sau hội nghị")):
        with opened(older[name]) as book:
            for _again in range(2):
                assert what in book.remember(seen)
            assert any("cũ hơn" in notice for notice in book.notices)
            assert book.writable
    with opened(path) as book:
        assert book.remember(seen) == ""
        checked(book, "c2")
        assert book.remember(seen) == ""
    with opened(older["signed"]) as book:
        assert book.remember(seen, accept=True) == ""
        assert book.remember(seen) == ""
        checked(book, "c9")
    with opened(path) as book:
        assert "cũ hơn" not in book.remember(tmp_path / "another")
    for file in (older["before"] / "follow-up.a", older["before"] / "follow-up.b", older["before"] / "follow-up.m"):
        file.write_bytes(b"")
    with opened(older["before"]) as book:
        assert book.remember(seen) == ""
    for broken in (b"", b"[]", b'{"heads": 1}', b"[" * 100_000, json.dumps({"heads": {}, "follow_up": 3}).encode()):
        kept.write_bytes(broken)
        with opened(path) as book:
            assert book.remember(seen) == ""


def test_backups_that_still_name_a_critic_are_listed(tmp_path: Path) -> None:
    """Only those made before the name was withheld, and none of another book."""
    book, _paper = new_book(tmp_path / "sổ")
    made = held_meeting(book)
    point = next(one for one in made.points if one.floor == "m4" and not one.withheld)
    first = book.backup_if_due(tmp_path / "sao", NOON)
    assert book.backups_naming("2026", tmp_path / "sao") == ()

    def withheld(before: Session) -> Session:
        hidden = replace(point, withheld=True, critic="", critic_name="")
        name = WithheldName(point=point.id, critic=point.critic, critic_name=point.critic_name)
        points = tuple(hidden if one.id == point.id else one for one in before.points)
        return replace(before, points=points, withheld=(*before.withheld, name))

    book.act("giữ kín", withheld, session="2026")
    book.backup_if_due(tmp_path / "sao", NOON + timedelta(hours=1))
    other, _key = new_book(tmp_path / "khác")
    other.backup_if_due(tmp_path / "sao", NOON)
    other.close()
    found = book.backups_naming("2026", tmp_path / "sao")
    assert found == (first,)
    assert first is not None
    assert first.name in what_backups_name(found)
    assert what_backups_name(()) == ""
    book.close()
