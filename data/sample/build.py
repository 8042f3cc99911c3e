"""Rebuild the practice book from data/sample/source with the program's own commands: `make sample`.

Three years pass in one run: the day of the practice book is moved on, and each file goes in through the command that a
recorder would type. Only ids, times and the fingerprints that hang on them differ from one run to the next.
"""

import contextlib
import csv
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from review_tui.cli.program import DONE, main
from review_tui.language.dates import read_date
from review_tui.language.errors import ReviewError
from review_tui.store import Book

SAMPLE = Path(__file__).resolve().parent
SOURCE = SAMPLE / "source"
BOOK = SAMPLE / "book"

NAME = "Chi bộ Tổ dân phố 4 Bến Mây"
SUPERIOR = "Đảng ủy phường Hòa An Tây"
PLACE = "Hòa An Tây"
RECIPIENTS = ("Đảng ủy phường Hòa An Tây (để báo cáo)", "Lưu Chi bộ.")

LETTER = date(2026, 11, 20)
"""The day on which the session of 2026 is prepared."""

MEETING = date(2026, 12, 5)
"""The day of the practice meeting: what the finished book takes for today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One finished year: when it was prepared, held and signed, and how the minutes were approved."""

    year: int
    regulation: str
    prepared: date
    held: date
    signed: date
    votes: str
    number: str


YEARS = (
    Year(
        year=2024,
        regulation="124-2023",
        prepared=date(2024, 11, 20),
        held=date(2024, 12, 14),
        signed=date(2024, 12, 16),
        votes="13/13",
        number="17",
    ),
    Year(
        year=2025,
        regulation="366-2025",
        prepared=date(2025, 11, 20),
        held=date(2025, 12, 6),
        signed=date(2025, 12, 8),
        votes="13/13",
        number="08",
    ),
)


def build(book: Path) -> None:
    """Make the practice book in a folder that is not there yet; raises `ReviewError` with what a command refused."""
    checks = _checks()
    for place, year in enumerate(YEARS):
        if place == 0:
            _found(book, year)
        else:
            _follow_up(book, checks, until=year.prepared)
            _prepare(book, year.year, year.regulation, year.prepared)
        _hold(book, year)
    _follow_up(book, checks, until=LETTER)
    _prepare(book, LETTER.year, YEARS[-1].regulation, LETTER)
    _move_to(book, MEETING)


def _found(book: Path, year: Year) -> None:
    roll = str(SOURCE / f"roll-{year.year}.csv")
    _run("new", str(book), "--name", NAME, "--superior", SUPERIOR, "--place", PLACE, "--roll", roll,
         "--practice", year.prepared.isoformat())  # fmt: skip
    _open_session(book, year.year, year.regulation)


def _prepare(book: Path, year: int, regulation: str, day: date) -> None:
    """Take over the newer roll, then make the session and read the letter of the superior into it."""
    _move_to(book, day)
    _run("members", str(book), "--roll", str(SOURCE / f"roll-{year}.csv"), "--apply")
    _open_session(book, year, regulation)


def _open_session(book: Path, year: int, regulation: str) -> None:
    _run("session", str(book), "--new", str(year), "--regulation", regulation)
    _run("topics", str(book), "--session", str(year), str(SOURCE / f"topics-{year}.toml"))


def _hold(book: Path, year: Year) -> None:
    session = ("--session", str(year.year))
    _move_to(book, year.held)
    _run("notes", str(book), *session, str(SOURCE / f"notes-{year.year}.txt"))
    _run("minutes", str(book), *session, "--approve", year.votes, "--number", year.number, "--recipients", *RECIPIENTS)
    _move_to(book, year.signed)
    _run("minutes", str(book), *session, "--sign", year.signed.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """One row of follow-up.csv: what was found on a day about one commitment."""

    on: date
    number: str
    found: str
    text: str


def _checks() -> list[CheckRow]:
    with (SOURCE / "follow-up.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if row]
    return [CheckRow(on=read_date(on), number=number, found=found, text=text) for on, number, found, text in rows[1:]]


def _follow_up(book: Path, checks: list[CheckRow], *, until: date) -> None:
    """Enter the checks of the months before this day, and take them off the list."""
    due = [check for check in checks if check.on < until]
    del checks[: len(due)]
    for day, found in groupby(due, key=lambda check: check.on):
        _move_to(book, day)
        for check in found:
            _run("commitments", str(book), "--check", check.number, check.found, "--text", check.text)


def _move_to(book: Path, day: date) -> None:
    """Let the practice book take this day for today."""
    with Book.open(book) as opened:
        opened.act_cell("sang ngày khác của sổ tập dượt", lambda cell: replace(cell, practice_day=day))


def _run(*words: str) -> None:
    """Run one command in this process; what it says is shown only when it refuses."""
    with _hushed() as said:
        code = main([*words, "--lang", "vi"])
    if code != DONE:
        raise ReviewError(f"review-tui {' '.join(words)}\n{said.getvalue()}")


@contextlib.contextmanager
def _hushed() -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        yield said


def rebuild(book: Path = BOOK) -> None:
    """Replace a practice book by a fresh one, whole or not at all; any other folder is left alone."""
    if book.exists() and not _is_practice(book):
        raise ReviewError(f"{book} không phải là sổ tập dượt, không thay.")
    with tempfile.TemporaryDirectory(dir=book.parent) as room:
        fresh = Path(room) / "book"
        build(fresh)
        if book.exists():
            shutil.move(book, Path(room) / "old")
        shutil.move(fresh, book)


def _is_practice(book: Path) -> bool:
    try:
        with Book.open(book, write=False) as opened:
            return opened.cell.practice
    except (ReviewError, OSError):
        return False


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]) if len(sys.argv) > 1 else BOOK)
