"""Every copy of the open book that is known of."""

from review_tui.store.known_copies import copy_lines
from review_tui.tui.door import OpenBook
from review_tui.tui.shelf import Shelf


def backup_lines(book: OpenBook, shelf: Shelf | None) -> tuple[str, ...]:
    """One line each, for the record of a handover."""
    return copy_lines(book.path, book.cell, [shelf.backups] if shelf else [])
