"""One login on the screen: the book is opened before it where that needs no question, else on it."""

from pathlib import Path

from review_tui.cli.books import keep_copy
from review_tui.cli.clock import Clock
from review_tui.store import Book, check
from review_tui.store.errors import WrongPassphrase
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.meeting import MeetingScreen


class Login:
    """A book, its clock and its screen; every book that was opened is closed at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._clock = Clock()
        self._book: Book | None = None

    def run(self, secret: str, *, latest: bool) -> int:
        """Show the screen until it is left; `latest` goes straight to the newest session. The exit code.

        A practice book and one whose passphrase was handed over open at once; a wrong one raises its sentence.
        """
        try:
            self.open(passphrase=secret or None)
        except WrongPassphrase:
            if secret:
                raise
        app = ReviewApp(
            open_book=self.open,
            meeting=lambda book, session: MeetingScreen(book, session, self._clock.now),
            clock=self._clock.now,
            check=lambda passphrase: check(self._path, passphrase=passphrase),
            name=self._path.name,
            locked=self._book is None,
            latest=latest,
        )
        app.run()
        return app.return_code or 0

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
