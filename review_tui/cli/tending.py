"""What can wait until the screen stands: signed years read back, the daily copy of the book."""

import threading
from contextlib import suppress

from review_tui.cli.clock import Clock
from review_tui.cli.folders import backup_folder
from review_tui.language.errors import ReviewError
from review_tui.store import Book
from review_tui.store.watched import WatchedFiles

AFTER = 2.0
"""Seconds after the opening; by then the first screen stands."""


class _StoppedError(OSError):
    """The login ends: the work is taken back and done at the end, or at the next opening."""


class Tending:
    """One thread beside the screen. It says nothing itself: what it finds stands in the notices of the book."""

    def __init__(self, book: Book, clock: Clock) -> None:
        self._book, self._clock = book, clock
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._work, name="tending", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it between two files, and wait for that."""
        self._ending.set()
        self._thread.join()

    def _work(self) -> None:
        """A copy that fails here is tried again, and its failure told, at the end of the login."""
        self._ending.wait(AFTER)
        with suppress(ReviewError, OSError):
            while not self._ending.is_set() and self._book.tend():
                pass
            if not (self._ending.is_set() or self._book.cell.practice) and self._book.writable:
                self._book.backup_if_due(backup_folder(), self._clock.now(), files=WatchedFiles(self._go_on))

    def _go_on(self) -> None:
        if self._ending.is_set():
            raise _StoppedError
