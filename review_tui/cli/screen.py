"""The child of the launcher: one login to one book, on the screen. Only this module knows both screen and store."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from review_tui.cli.clock import Clock
from review_tui.cli.secret import LONGEST_PASSPHRASE
from review_tui.cli.speech import prepare_streams, say
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import _, speak

DONE = 0
REFUSED = 1


def main(words: Sequence[str] | None = None) -> int:
    """Show the book that the launcher named; the exit code is the launcher's."""
    gc.disable()  # the screen turns it on again after its first paint (speed.md section 1)
    prepare_streams()
    arguments = _command_line().parse_args(words)
    speak(arguments.lang, shipped("locale"))
    try:
        return _shown(arguments.word, Path(arguments.book), _secret(arguments.secret))
    except ReviewError as error:
        say(error)
    except KeyboardInterrupt:
        return 130
    return REFUSED


def _command_line() -> argparse.ArgumentParser:
    """Only the launcher speaks this language; it is no command for people."""
    parser = argparse.ArgumentParser(prog="review-tui", add_help=False)
    parser.add_argument("word", choices=("open", "demo", "first"))
    parser.add_argument("book")
    parser.add_argument("--lang", default="vi")
    parser.add_argument("--secret", type=int, required=True)
    parser.add_argument("--next", type=int, required=True)
    return parser


def _secret(number: int) -> str:
    """The one line in the launcher's pipe; empty where the screen has to ask."""
    if sys.platform == "win32":
        import msvcrt

        number = msvcrt.open_osfhandle(number, os.O_RDONLY)
    with os.fdopen(number, "rb") as pipe:
        return pipe.readline(LONGEST_PASSPHRASE + 1).decode("utf-8").removesuffix("\n")


def _shown(word: str, path: Path, secret: str) -> int:
    if word == "first":
        raise ReviewError(
            _(
                "Chưa có sổ nào. Lập sổ từ danh sách: review-tui new SỔ --name TÊN --superior TÊN --roll TỆP; "
                "thử trước: review-tui demo."
            )
        )
    from review_tui.cli.books import keep_copy
    from review_tui.store import Book, check
    from review_tui.store.errors import WrongPassphrase
    from review_tui.tui.start import quiet_environment

    quiet_environment()
    from review_tui.tui.app import ReviewApp
    from review_tui.tui.screens.meeting import MeetingScreen

    clock = Clock()
    shown_books: list[Book] = []

    def opened(*, passphrase: str | None = None, paper_key: str | None = None) -> Book:
        book = Book.open(path, passphrase=passphrase, paper_key=paper_key, clock=clock.now)
        clock.follow(book.cell)
        keep_copy(book, clock)
        shown_books.append(book)
        return book

    book = None
    try:
        book = opened(passphrase=secret or None)
    except WrongPassphrase:
        if secret:
            raise
    app = ReviewApp(
        open_book=opened if book is None else lambda **_secrets: book,
        meeting=lambda shown, session: MeetingScreen(shown, session, clock.now),
        clock=clock.now,
        check=lambda passphrase: check(path, passphrase=passphrase),
        name=path.name,
        locked=book is None,
        latest=word == "demo",
    )
    try:
        app.run()
    finally:
        for shown in shown_books:
            keep_copy(shown, clock)
            shown.close()
    return app.return_code or DONE


if __name__ == "__main__":
    sys.exit(main())
