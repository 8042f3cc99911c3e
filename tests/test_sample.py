"""The practice book: rebuilt from its source by the program's own commands, it is the one that ships."""

import importlib.util
import json
import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from review_tui.cli.program import main
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.model.ledger import Standing, ledger
from review_tui.model.people import Post, Status
from review_tui.model.points import AnswerKind, Source
from review_tui.model.session import Here, Session, State
from review_tui.store import Book, check

SOURCE = shipped("sample", "source")


def builder() -> ModuleType:
    """The script behind `make sample`."""
    spec = importlib.util.spec_from_file_location("sample_build", shipped("sample", "build.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice book made now."""
    book = tmp_path_factory.mktemp("sample") / "book"
    builder().build(book)
    return book


def contents(path: Path) -> object:
    """Everything that a book holds, apart from ids (numbered as they appear), times of day and fingerprints."""
    with Book.open(path, write=False) as book:
        sessions = book.sessions()
        held = {
            "cell": book.cell,
            "sessions": sessions,
            "packs": [book.pack(session.id) for session in sessions],
            "follow_up": book.follow_up,
            "acts": [[entry.name for entry in book.log(session.id)] for session in sessions],
        }
    text = json.dumps(msgspec.to_builtins(held), ensure_ascii=False)
    for count, found in enumerate(dict.fromkeys(re.findall(r'"id": "([a-z2-7]{16})"', text))):
        text = text.replace(found, f"id {count}")
    for session in sessions:
        if session.approval is not None:
            text = text.replace(session.approval.fingerprint, "fingerprint")
    return json.loads(re.sub(r'"(at|floor_since)": "[^"]*"', r'"\1": "then"', text))


def test_the_shipped_practice_book_is_the_one_that_its_source_gives(built: Path) -> None:
    """Where this fails, something of the source or of the program has changed: run `make sample`."""
    book = shipped("sample", "book")
    assert book.is_dir(), "there is no practice book: run `make sample`"
    assert contents(book) == contents(built)


def session_of(path: Path, wanted: str) -> Session:
    """One session of a book."""
    with Book.open(path, write=False) as book:
        return book.session(wanted)


def test_it_is_whole_and_a_practice_book(built: Path) -> None:
    """Its day is that of the meeting, and nobody needs a passphrase."""
    assert check(built) == ()
    with Book.open(built, write=False) as book:
        assert (book.cell.practice, book.cell.practice_day) == (True, date(2026, 12, 5))


def test_the_cell_has_every_kind_of_member(built: Path) -> None:
    """17 people: head, deputy, two of the committee, and those who are counted otherwise."""
    with Book.open(built, write=False) as book:
        members = book.cell.members
    assert [member.no for member in members] == list(range(1, 18))
    assert [member.post for member in members[:5]] == [
        Post.HEAD,
        Post.DEPUTY,
        Post.COMMITTEE,
        Post.COMMITTEE,
        Post.MEMBER,
    ]
    status = {member.no: member.status_on(date(2026, 12, 5)) for member in members}
    assert {no: found for no, found in status.items() if found is not Status.OFFICIAL} == {
        12: Status.EXEMPT,
        16: Status.TEMPORARY_HERE,
        17: Status.PROBATIONARY,
    }
    assert (members[16].months_since_joined(date(2026, 12, 5)) or 0) >= 6


def test_two_years_are_signed_and_the_third_begins_at_the_roll_call(built: Path) -> None:
    """Each under the regulation of its time."""
    with Book.open(built, write=False) as book:
        sessions = book.sessions()
    assert [(made.id, made.regulation, made.state) for made in sessions] == [
        ("2024", "124-2023", State.SIGNED),
        ("2025", "366-2025", State.SIGNED),
        ("2026", "366-2025", State.PREPARED),
    ]
    assert not sessions[2].points
    assert not sessions[2].sittings
    assert [topic.id for topic in sessions[2].topics] == ["g1", "g2", "g3", "g4", "g5"]
    assert any(
        presence.here is Here.ABSENT and presence.reason
        for sitting in sessions[0].sittings
        for presence in sitting.attendance
    )


def test_the_signed_years_show_everything_that_can_be_said(built: Path) -> None:
    """All five answers, every kind of point, opinions from outside, a name withheld, a fault that came back."""
    sessions = [session_of(built, wanted) for wanted in ("2024", "2025")]
    points = [point for session in sessions for point in session.points]
    assert {answer.kind for point in points for answer in point.answers} == set(AnswerKind)
    assert {Source.SELF, Source.MEMBER, Source.GUEST, Source.FRONT, Source.RESIDENCE} <= {p.source for p in points}
    assert [point.recurs for point in points if point.recurs] == ["2024-029"]
    assert sum(point.withheld for point in points) == 1
    assert not [point for point in points if point.is_open]
    assert all(session.floor(key).conclusion for session in sessions for key in session.floor_keys())


def test_commitments_come_back_in_the_third_year(built: Path) -> None:
    """Postponed twice, overdue, claimed, and one that was closed and opened again."""
    with Book.open(built, write=False) as book:
        items = {item.commitment.number: item for item in ledger(book.sessions(), book.follow_up, date(2026, 12, 5))}
    still_open = {number: item.standing for number, item in items.items() if item.is_open}
    assert still_open == {
        "CK2024-007": Standing.CLAIMED,
        "CK2025-001": Standing.UNDER_WAY,
        "CK2025-002": Standing.CLAIMED,
        "CK2025-008": Standing.UNDER_WAY,
        "CK2025-009": Standing.UNDER_WAY,
    }
    assert items["CK2024-007"].times_reopened == 1
    assert items["CK2025-001"].postponed == 2
    assert [number for number, item in items.items() if item.overdue] == ["CK2025-008"]


def test_the_practice_notes_make_a_finished_meeting(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They go in without a word of warning; only the absent comrade is missing, and the minutes can be locked."""
    book = shutil.copytree(built, tmp_path / "sổ tập dượt")
    words = [str(book), "--session", "2026"]
    assert main(["notes", *words, str(SOURCE / "notes-2026-practice.txt")]) == 0
    assert capsys.readouterr().err == "Đã nhập 51 ý kiến, 25 trả lời, 10 cam kết, 15 kết luận.\n"
    assert main(["minutes", *words]) == 0
    assert capsys.readouterr().out == "Chưa kiểm điểm (1): Bùi Thị Thu Nhàn.\n"
    assert [point.recurs for point in session_of(book, "2026").points if point.recurs] == ["2025-029"]
    assert main(["minutes", *words, "--approve", "13/13"]) == 0
    assert main(["minutes", *words, "--sign", "7/12/2026"]) == 0
    assert session_of(book, "2026").state is State.SIGNED
    assert check(book) == ()


def test_rebuilding_replaces_a_practice_book_and_nothing_else(built: Path, tmp_path: Path) -> None:
    """A folder that holds something else is left alone; a book that cannot be finished replaces nothing."""
    build = builder()
    own = tmp_path / "thư mục của tôi"
    own.mkdir()
    (own / "thư.txt").write_text("giữ", encoding="utf-8")
    with pytest.raises(ReviewError, match="không phải là sổ tập dượt"):
        build.rebuild(own)
    assert [path.name for path in own.iterdir()] == ["thư.txt"]

    book = shutil.copytree(built, tmp_path / "book")
    build.SOURCE = tmp_path / "nothing here"
    with pytest.raises((ReviewError, OSError)):
        build.rebuild(book)
    assert check(book) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "thư mục của tôi"]


def test_the_readme_of_the_sample_tells_what_is_in_it() -> None:
    """The book's readers find the cell, its three threads and the two files to practise with."""
    text = shipped("sample", "README.md").read_text(encoding="utf-8")
    for words in ("Bến Mây", "#2025-029", "notes-2026-practice.txt", "self-reviews-2026.txt", "make sample"):
        assert words in text


def test_every_text_of_the_source_is_plain_composed_vietnamese() -> None:
    """The minutes' words are kept to the letter, so the letters of the source must be right: NFC, no odd blanks."""
    for path in sorted(SOURCE.iterdir()):
        text = path.read_text(encoding="utf-8-sig")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert not re.search(r"[\u00a0\u200b\t\r]|[ ]+$|\S[ ]{2,}\S", text, re.MULTILINE), path.name
