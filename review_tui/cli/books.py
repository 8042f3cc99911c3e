"""Opening a book for a command: its secret, its clock, who else holds it, and what was healed."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from review_tui.cli.clock import Clock
from review_tui.cli.folders import backup_folder
from review_tui.cli.secret import ask_passphrase, read_passphrase
from review_tui.cli.speech import say, sentence_of
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.session import Session
from review_tui.store import Book
from review_tui.store.errors import Held, WrongPassphrase

T = TypeVar("T")


@contextmanager
def reading(arguments: argparse.Namespace) -> Iterator[tuple[Book, Clock]]:
    """The book, open for reading: works while another process holds it, and writes nothing."""
    with _opened(arguments, write=False) as opened:
        yield opened


@contextmanager
def writing(arguments: argparse.Namespace) -> Iterator[tuple[Book, Clock]]:
    """The book, open for writing; one sentence that names who holds it where somebody does."""
    with _opened(arguments, write=True) as (book, clock):
        yield book, clock
        keep_copy(book, clock)


@contextmanager
def _opened(arguments: argparse.Namespace, *, write: bool) -> Iterator[tuple[Book, Clock]]:
    clock = Clock()
    path = Path(arguments.book)
    with opened_by(arguments, lambda phrase: Book.open(path, passphrase=phrase, write=write, clock=clock.now)) as book:
        if write and not book.writable:
            raise Held(book.holder)
        for notice in book.notices:
            say(notice)
        clock.follow(book.cell)
        yield book, clock


def keep_copy(book: Book, clock: Clock) -> None:
    """Back the book up outside its folder when that is due; a failure is said and fails nothing."""
    if book.cell.practice or not book.writable:
        return
    try:
        book.backup_if_due(backup_folder(), clock.now())
    except (ReviewError, OSError) as error:
        say(_("Chưa sao lưu được sổ: {why}").format(why=sentence_of(error) if isinstance(error, OSError) else error))


def opened_by(arguments: argparse.Namespace, opening: Callable[[str | None], T]) -> T:
    """What `opening` gives with the right passphrase: of the named file, none at all (a practice book), or typed."""
    if arguments.passphrase_file is not None:
        return opening(read_passphrase(arguments.passphrase_file))
    try:
        return opening(None)
    except WrongPassphrase:
        return opening(ask_passphrase(_("Mật khẩu của sổ:")))


def session_named(book: Book, wanted: str) -> Session:
    """The session with this id; one sentence that names those there are."""
    ids = book.session_ids()
    if wanted in ids:
        return book.session(wanted)
    if not ids:
        raise ReviewError(_("Sổ chưa có kỳ kiểm điểm nào; mở bằng: session --new NĂM."))
    raise ReviewError(_("Không có kỳ kiểm điểm {id}; sổ có: {ids}.").format(id=wanted, ids=", ".join(ids)))
