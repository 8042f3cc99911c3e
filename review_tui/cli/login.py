"""One login on the screen: the book is opened before it where that needs no question, else on it or made there.

A member's login gets who and which key through the pipe and opens that member's part alone; whatever it is left by, the
next login is the one that asks for the recorder's passphrase again.
"""

import json
import os
from pathlib import Path

from review_tui.cli.books import keep_copy
from review_tui.cli.clock import Clock
from review_tui.cli.folders import backup_folder, default_book, printed_folder, seen_folder
from review_tui.cli.launcher import NEXT_LOGIN, copied_practice_book
from review_tui.cli.tending import Tending
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.cell import Cell, named
from review_tui.store import Book
from review_tui.store.errors import WrongPassphrase
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.later import meeting_screen
from review_tui.tui.shelf import BY_CODE, NextLogin, Shelf

FIRST = "first"
"""The word of the launcher for a login without any book yet: the wizard."""
MEMBER = "member"
"""The word of the launcher for one member who looks at the own record."""


class Login:
    """A book, its clock and its screen; every book that was opened is closed at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._clock = Clock()
        self._book: Book | None = None
        self._tending: Tending | None = None

    def run(self, word: str, secret: str, tell: int) -> int:
        """Show the screen until it is left, and say through the pipe `tell` which book comes next. The exit code.

        A practice book and one whose passphrase was handed over open at once; a wrong one raises its sentence.
        """
        if word == MEMBER:
            self._open_part(secret)
        elif word != FIRST:
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
            by_code=self._by_code,
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
            now = self._clock.now
            book = Book.open(self._path, passphrase=passphrase, paper_key=paper_key, in_haste=True, clock=now)
            self._clock.follow(book.cell)
            book.remember(seen_folder())
            self._book, self._tending = book, Tending(book, self._clock)
        return self._book

    def _open_part(self, secret: str) -> None:
        """Open one member's part by what the recorder's process or the code login handed over."""
        try:
            how, member, key = secret.split(" ")
        except ValueError:
            raise ReviewError(_("Không mở được phần của đảng viên; hãy mở lại sổ.")) from None
        self._book = Book.open(self._path, member=member, key=key, by_code=how == BY_CODE, clock=self._clock.now)
        self._clock.follow(self._book.cell)

    def _by_code(self, who: str, code: str) -> NextLogin:
        """The login of the member with this number or name and this printed code.

        Nothing is read here but whose code it is; the record itself is opened in a process of its own.
        """
        try:
            with Book.open(self._path, key=code, write=False, clock=self._clock.now) as part:
                if _means(who, part.member, part.cell):
                    key = part.member_key(part.member)
                    return NextLogin.of_member(self._path, part.member, key, by_code=True)
        except WrongPassphrase:
            pass
        raise WrongPassphrase(_("Số hoặc tên và mã không khớp nhau. Hãy gõ lại như trên phiếu, hoặc hỏi thư ký."))

    def close(self) -> None:
        """Back up what is due, and give the book up to others."""
        if self._tending is not None:
            self._tending.stop()
        if self._book is not None:
            keep_copy(self._book, self._clock)
            self._book.remember(seen_folder())
            self._book.close()


def _means(who: str, member: str, cell: Cell) -> bool:
    """Whether a typed number or name is that of this member."""
    found = named(cell.members, who)
    if clean_line(who).isdecimal():
        found = tuple(one for one in cell.members if str(one.no) == clean_line(who))
    return any(one.id == member for one in found)


def _told(login: NextLogin, pipe: int) -> int:
    """Name the next login to the launcher; the passphrase, where one is known, goes through the same pipe."""
    words = {"word": login.word, "book": str(login.book), "secret": login.secret}
    with os.fdopen(pipe, "wb") as told:
        told.write(json.dumps(words).encode("utf-8"))
    return NEXT_LOGIN
