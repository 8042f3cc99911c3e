"""How an open book locks its screen: after how long, and what opens it again."""

from datetime import date, timedelta
from functools import partial

from review_tui.model.idle import IDLE, USUAL, idle_limit
from review_tui.tui.dialogs.blank import Blank, Cover
from review_tui.tui.dialogs.lock import Lock
from review_tui.tui.door import OpenBook
from review_tui.tui.shelf import Shelf


def limit_of(book: OpenBook | None, today: date) -> timedelta:
    """As the book says, longer while a sitting runs; without an open book the usual time."""
    if book is None:
        return timedelta(minutes=USUAL[IDLE])
    return idle_limit(book.cell, map(book.session, book.session_ids()[-2:]), today)


def lock_of(book: OpenBook | None, shelf: Shelf | None) -> Cover:
    """The passphrase again; Enter for a practice book; without an open book there is nothing to lock."""
    if book is None:
        return Blank()
    if book.cell.practice or shelf is None:
        return Lock(None)
    return Lock(partial(shelf.prove, book.path))
