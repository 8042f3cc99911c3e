"""One login on the screen: the book is opened before it where that needs no question, else on it or made there."""

import json
import os
from pathlib import Path

from review_tui.cli.books import keep_copy
from review_tui.cli.clock import Clock
from review_tui.cli.folders import backup_folder, default_book, printed_folder
from review_tui.cli.launcher import NEXT_LOGIN, copied_practice_book
from review_tui.store import Book
from review_tui.store.errors import WrongPassphrase
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.later import meeting_screen
from review_tui.tui.shelf import NextLogin, Shelf

FIRST = "first"
"""The word of the launcher for a login without any book yet: the wizard."""


class Login:
    """A book, its clock and its screen; every book that was opened is closed at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._clock = Clock()
        self._book: Book | None = None

    def run(self, word: str, secret: str, tell: int) -> int:
        """Show the screen until it is left, and say through the pipe `tell` which book comes next. The exit code.

        A practice book and one whose passphrase was handed over open at once; a wrong one raises its sentence.
        """
        if word != FIRST:
            try:
                self.open(passphrase=secret or None)
            except WrongPassphrase:
                if secret:
                    raise
        app = ReviewApp(
            open_book=self.open,
            meeting=lambda book, session: meeting_screen(book, session, self._clock.now),
            clock=self._clock.now,
            shelf=self._shelf(),
            name=self._path.name,
            locked=self._book is None,
            latest=word == "demo",
            first=word == FIRST,
        )
        app.run()
        if self._book is None and isinstance(app.book, Book):
            self._book = app.book
        if app.next_login is not None:
            return _told(app.next_login, tell)
        return app.return_code or 0

    def _shelf(self) -> Shelf:
        return Shelf(
            clock=self._clock.now,
            new_book=default_book(),
            backups=backup_folder(),
            printed=printed_folder(),
            practice=lambda: copied_practice_book(None),
        )

    def open(self, *, passphrase: str | None = None, paper_key: str | None = None) -> Book:
        """The open book; opened by these secrets where that has not happened yet."""
        if self._book is None:
            book = Book.open(self._path, passphrase=passphrase, paper_key=paper_key, clock=self._clock.now)
            self._clock.follow(book.cell)
            keep_copy(book, self._clock)
            self._book = book
        return self._book

    def close(self) -> None:
        """Back up what is due, and give the book up to others."""
        if self._book is not None:
            keep_copy(self._book, self._clock)
            self._book.close()


def _told(login: NextLogin, pipe: int) -> int:
    """Name the next login to the launcher; the passphrase, where one is known, goes through the same pipe."""
    words = {"word": login.word, "book": str(login.book), "secret": login.secret}
    with os.fdopen(pipe, "wb") as told:
        told.write(json.dumps(words).encode("utf-8"))
    return NEXT_LOGIN
