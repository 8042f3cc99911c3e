"""The command `redact` on the sample evening and on the shipped practice book."""

import shutil
import zipfile
from pathlib import Path

import pytest
from commands import PASSPHRASE, Shell, evening

from review_tui.language.places import shipped
from review_tui.language.text import fold
from review_tui.model.redaction_book import secrets_of
from review_tui.store import Book
from review_tui.tui import redacted_copy


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def names_of(path: str) -> set[str]:
    """Every full name of a book, as far as people are on its rolls."""
    with Book.open(path, write=False) as book:
        return {member.name for session in book.sessions() for member in session.roll}


@pytest.mark.soak
def test_the_sample_evening_as_a_copy_under_a_passphrase_of_its_own(shell: Shell) -> None:
    """The copy opens with the new passphrase, is whole, keeps numbers and answers, and names nobody; the book stays."""
    evening(shell)
    before, names = shell.state(), names_of(shell.book)
    secret, to = shell.file("khóa mới", PASSPHRASE), shell.folder / "bản sao"
    done = shell.ok("redact", shell.book, "--to", to, "--new-passphrase-file", secret)
    assert len(done.out.strip().split("-")) == 8
    assert shell.state() == before
    shell.ok("check", to, "--passphrase-file", secret)
    told = shell.ok("points", to, "--session", "2026", "--passphrase-file", secret)
    assert not any(fold(name) in fold(told.out) for name in names)
    numbers = [row["number"] for row in shell.ok("points", shell.book, "--session", "2026", "--json").json]
    copied = shell.ok("points", to, "--session", "2026", "--json", "--passphrase-file", secret).json
    assert [row["number"] for row in copied] == numbers


@pytest.mark.parametrize("ending", [pytest.param(".txt", marks=pytest.mark.soak), ".docx"])
def test_a_sample_paper_for_the_superior(shell: Shell, ending: str) -> None:
    """Minutes as text and as Word: no name, in no part of the file."""
    evening(shell)
    names, to = names_of(shell.book), shell.folder / f"mẫu{ending}"
    shell.ok("redact", shell.book, "--paper", "minutes", "--session", "2026", "--to", to)
    if ending == ".txt":
        text = to.read_text(encoding="utf-8")
    else:
        with zipfile.ZipFile(to) as file:
            text = " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    plain = " ".join(fold(text).split())
    assert "a05" in plain
    assert not [name for name in names if fold(name) in plain]


def test_the_practice_book_of_three_years_is_redacted_as_it_ships(shell: Shell) -> None:
    """Nothing in the sample needs a hand: the copy opens without a passphrase and is whole."""
    shutil.copytree(shipped("sample", "book"), shell.book)
    to = shell.folder / "che tên"
    shell.ok("redact", shell.book, "--to", to, "--open")
    shell.ok("check", to)
    with Book.open(shell.book, write=False) as book:
        secrets = secrets_of(book.cell, book.sessions(), book.follow_up)
    with Book.open(to, write=False) as copy:
        assert copy.session_ids() == ("2024", "2025", "2026")
        assert not {member.name for member in copy.cell.members} & {name for name, _code in secrets.codes}


def test_what_cannot_be_redacted_is_refused_with_its_places(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second look finds anybody, nothing is made and every place is named, without the name."""
    evening(shell)
    monkeypatch.setattr(
        redacted_copy, "redacted", lambda cell, sessions, follow_up, secrets: (cell, sessions, follow_up)
    )
    to = shell.folder / "bản sao"
    done = shell("redact", shell.book, "--to", to, "--open")
    assert done.code == 1
    assert "kỳ 2026, đảng viên số 13: còn " in done.err
    assert not to.exists()
    with Book.open(shell.book, write=False) as book:
        assert not any(member.name in done.err for member in book.cell.members)
    paper = shell("redact", shell.book, "--paper", "minutes", "--session", "2026", "--to", shell.folder / "mẫu.txt")
    assert (paper.code, (shell.folder / "mẫu.txt").exists()) == (1, False)


def test_words_that_do_not_belong_together_are_refused(shell: Shell) -> None:
    """A PDF cannot be looked through again; a session without a paper means nothing."""
    evening(shell)
    assert "docx" in shell("redact", shell.book, "--paper", "minutes", "--session", "2026", "--to", "a.pdf").sentence
    assert "--paper" in shell("redact", shell.book, "--session", "2026", "--to", "a").sentence
    assert "--session" in shell("redact", shell.book, "--paper", "minutes", "--to", "a.txt").sentence
    assert (
        "--member" in shell("redact", shell.book, "--paper", "extract", "--session", "2026", "--to", "a.txt").sentence
    )
