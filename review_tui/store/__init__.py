"""The book on disk: the only room that knows TinyDB, files, keys and locks."""

from review_tui.store.backup import backup, restore
from review_tui.store.book import Book
from review_tui.store.check import asks_secret, check
from review_tui.store.ids import new_id
from review_tui.store.keys import KeyCost
from review_tui.store.log import LogEntry
from review_tui.store.phrases import ADVICE, offered_passphrase

__all__ = [
    "ADVICE",
    "Book",
    "KeyCost",
    "LogEntry",
    "asks_secret",
    "backup",
    "check",
    "new_id",
    "offered_passphrase",
    "restore",
]
