"""What is kept beside the book of its signed years: it spares time, and never says anything but what the years say."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from store_books import NOON, PHRASE, approve, every_file, held_meeting, new_book, opened, pack, say, session, sign

from review_tui.model.ledger import ledger
from review_tui.model.search import SearchIndex, texts_of
from review_tui.model.year import year_of
from review_tui.store import Book, check
from review_tui.store.errors import Corrupt
from review_tui.store.files import Files
from review_tui.store.session_file import SessionFile

YEARS = ("2024", "2025", "2026")


@pytest.fixture(scope="module")
def three_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with two signed years and a meeting under way, closed after its digests were made."""
    path = tmp_path_factory.mktemp("digests") / "b"
    book, _paper = new_book(path, with_session=False)
    with book:
        for year in YEARS:
            book.add_session(session(session_id=year), pack(), name=f"mở kỳ {year}")
            held_meeting(book, session=year)
            if year != "2026":
                approve(book, session=year)
                sign(book, session=year)
    with opened(path) as book:
        book.years()
    return path


@pytest.fixture
def path(three_years: Path, tmp_path: Path) -> Path:
    """A copy of that book, to be damaged."""
    return Path(shutil.copytree(three_years, tmp_path / "b", ignore=shutil.ignore_patterns("lock*")))


@contextmanager
def files_opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files of sessions that are opened within."""
    found: list[str] = []
    real = SessionFile.open.__func__  # type: ignore[attr-defined]

    def noted(kind: type[SessionFile], ground: object, sealer: object) -> SessionFile:
        found.append(sealer.place)  # type: ignore[attr-defined]
        made: SessionFile = real(kind, ground, sealer)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(SessionFile, "open", classmethod(noted))
        yield found


def told(book: Book) -> list[object]:
    """Everything that a book says of its sessions, made from the sessions themselves."""
    return [(year_of(one), texts_of(one), book.pack(one.id)) for one in book.sessions()]


def digested(book: Book) -> list[object]:
    """The same, as the book hands it out."""
    return [(book.year(key), book.texts(key), book.pack(key)) for key in book.session_ids()]


def bare(path: Path) -> list[object]:
    """What the book says without anything beside it."""
    other = path.with_name("bare")
    shutil.copytree(path, other, ignore=shutil.ignore_patterns("digests", "lock*"))
    with opened(other, write=False) as book:
        found = digested(book)
    shutil.rmtree(other)
    return found


def test_years_are_read_without_opening_a_session_and_say_what_the_sessions_say(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home, the ledger and the search of a book open no session file at all, and hold what its sessions hold."""
    with files_opened(monkeypatch) as found, opened(path) as book:
        items = ledger(book.years(), book.follow_up, date(2026, 12, 6))
        signed = [book.session(key) for key in YEARS[:2]]
        texts = SearchIndex([book.texts(key) for key in YEARS[:2]])
        assert found == []
    with opened(path, write=False) as book:
        assert [year_of(one) for one in signed] == [book.year(key) for key in YEARS[:2]]
        assert items == ledger(book.sessions(), book.follow_up, date(2026, 12, 6))
        assert digested(book) == told(book) == bare(path)
    assert [one.session for one in texts.find("vang bon ky")] == ["2024", "2025"]


def test_an_act_a_kill_or_an_older_file_leaves_no_digest_that_lies(path: Path) -> None:
    """A digest is of one frame alone: after another commit, and after an older file was put back, it is made anew."""
    kept = {name: content for name, content in every_file(path).items() if name.startswith("sessions/2026")}
    book = opened(path)
    say(book, "3 - Chưa đóng góp ý kiến")
    with opened(path, write=False) as other:
        assert other.year("2026").said == book.year("2026").said == 5
    book._desk.lock.release()  # type: ignore[union-attr] # killed: no closing, nothing kept
    with opened(path) as book:
        assert book.year("2026").said == 5
    for name, content in kept.items():
        (path / name).write_bytes(content)
    with opened(path) as book:
        assert book.year("2026").said == 4
        assert digested(book) == told(book)


def test_an_older_file_of_signed_minutes_is_still_told(path: Path, tmp_path: Path) -> None:
    """Digests do not hide that a signed year was replaced by what it was before its signing."""
    book, _paper = new_book(tmp_path / "c")
    held_meeting(book)
    approve(book)
    book.mirror()
    before = {name: content for name, content in every_file(tmp_path / "c").items() if name.startswith("sessions")}
    sign(book)
    book.close()
    for name, content in before.items():
        (tmp_path / "c" / name).write_bytes(content)
    with opened(tmp_path / "c") as book:
        assert book.year("2026").state.value == "approved"
        assert any("bản cũ" in notice for notice in book.notices)


@pytest.mark.parametrize("damage", [lambda c: c[:-1], lambda c: b"", lambda c: c[:40] + b"#" + c[41:], None])
def test_a_damaged_or_missing_digest_is_made_again_without_a_word(path: Path, damage: object) -> None:
    """Nothing is lost, nothing is said, `check` finds nothing wrong, and the next opening reads it again."""
    expected, before = bare(path), every_file(path)
    for found in (path / "digests").iterdir():
        if callable(damage):
            found.write_bytes(damage(found.read_bytes()))
        else:
            found.unlink()
    assert check(path, passphrase=PHRASE) == ()
    with opened(path) as book:
        assert digested(book) == expected
        assert book.notices == ()
    with opened(path) as book:
        assert digested(book) == expected
    assert every_file(path) == before


def test_a_digest_of_another_year_or_part_does_not_open(path: Path) -> None:
    """Each is sealed for its session and its part; moved to another place it is none."""
    expected, folder = bare(path), path / "digests"
    shutil.copy(folder / "2024.year", folder / "2025.year")
    shutil.copy(folder / "2024.whole", folder / "2025.whole")
    shutil.copy(folder / "2024.year", folder / "2024.texts")
    with opened(path) as book:
        assert digested(book) == expected
        assert book.session("2025").id == "2025"


def test_a_member_and_whoever_only_reads_make_none(path: Path) -> None:
    """A member's login has no key for them and leaves none; neither does a login that writes nothing."""
    with opened(path) as book:
        key = book.member_key("m4")
    shutil.rmtree(path / "digests")
    with opened(path, write=False) as book:
        book.years()
    with Book.open(path, member="m4", key=key, clock=lambda: NOON) as book:
        assert [year.id for year in book.years()] == list(YEARS)
        assert all(one.commitment.owner == "m4" for year in book.years() for one in year.promised)
    assert not (path / "digests").exists()


def test_a_digest_tells_nothing_without_the_recorders_key(path: Path) -> None:
    """No word of a meeting stands readable in the folder, and a member's key opens none of it."""
    with opened(path) as book:
        key = book.member_key("m4")
    held = b"".join(found.read_bytes() for found in (path / "digests").iterdir())
    assert "Vắng".encode() not in held
    assert b"vang bon ky" not in held
    for found in (path / "digests").iterdir():
        assert (found.stat().st_size - 28) % 1024 == 0
    with Book.open(path, member="m4", key=key, write=False, clock=lambda: NOON) as book:
        assert book._desk.reading._digests.piece("2024", "year") is None


def test_an_opening_in_haste_heals_what_it_sees_and_reads_the_rest_back_later(path: Path) -> None:
    """A missing or short copy is healed at once; a flipped byte of a signed year when `tend` comes to it."""
    missing, flipped = path / "sessions" / "2024.m", path / "sessions" / "2025.a"
    missing.unlink()
    content = flipped.read_bytes()
    flipped.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    with Book.open(path, passphrase=PHRASE, in_haste=True, clock=lambda: NOON) as book:
        assert missing.exists()
        assert ["2024.m" in notice for notice in book.notices] == [True]
        while book.tend():
            pass
        assert any("2025.a" in notice for notice in book.notices)
        assert flipped.read_bytes() == content
    assert check(path, passphrase=PHRASE) == ()


def test_signed_minutes_do_not_stay_open(path: Path) -> None:
    """Reading many years keeps few of their files in memory; the session that is written to stays."""
    shutil.rmtree(path / "digests")
    with opened(path) as book:
        book.session("2026")
        for key in YEARS:
            book.log(key)
        assert set(book._desk._sessions) == {"2025", "2026"}


def test_a_disk_that_takes_no_digest_changes_nothing(path: Path) -> None:
    """Where the folder cannot be written, everything is read as before, and no error comes out."""
    expected = bare(path)
    shutil.rmtree(path / "digests")
    (path / "digests").write_bytes(b"a file where the folder should be")
    with opened(path, files=Files()) as book:
        assert digested(book) == expected


def test_a_session_whose_copies_are_all_damaged_is_told_when_it_is_read_back(path: Path) -> None:
    """A digest may still show the year; reading it back says that the file itself is gone."""
    for copy in "abm":
        found = path / "sessions" / f"2024.{copy}"
        found.write_bytes(found.read_bytes()[:-5] + b"#####")
    with Book.open(path, passphrase=PHRASE, in_haste=True, clock=lambda: NOON) as book:
        while book.tend():
            pass
        assert any("sessions/2024" in notice for notice in book.notices)
        with pytest.raises(Corrupt):
            book.log("2024")
