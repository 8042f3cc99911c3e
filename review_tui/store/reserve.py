"""A file that keeps some room on the disk, given up when the disk is full so that saving goes on (safety.md, R6)."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from review_tui.store.errors import FULL
from review_tui.store.files import Files, read_file, write_file

SIZE = 128 * 1024
"""Bytes of a reserve for small books, and the step in which it grows."""
MOST = 4 * 1024 * 1024
_SPARE = 8
"""Times the reserve that must be free on the disk before it is made: the saves need that room more."""


def size_for(largest: int) -> int:
    """The reserve for a book whose largest file has so many bytes: two whole copies of it, 128 KiB to 4 MiB."""
    return min(max(-(-2 * largest // SIZE), 1) * SIZE, MOST)


class Reserve:
    """The reserve of one book, shared by all its files; nothing here ever raises."""

    def __init__(self, folder: Path, *, files: Files | None = None) -> None:
        self.path = folder / "reserve"
        self._files = files or Files()
        self._lock = threading.Lock()

    def ensure(self, largest: int = 0) -> bool:
        """Make the reserve if it is absent or too small for a file of `largest` bytes, and there is room.

        Says whether a reserve is there, be it the smaller one of before.
        """
        with self._lock:
            wanted, there = size_for(largest), self._size(size_for(largest))
            if there >= wanted:
                return True
            try:
                if self._files.free(self.path.parent) < _SPARE * (wanted - there):
                    return there > 0
                # Random bytes, so that no disk stores them as nothing.
                write_file(self._files, self.path, os.urandom(wanted))
            except OSError:
                self._remove()
                return False
            return True

    def release(self) -> bool:
        """Give the room back; says whether any was given."""
        with self._lock:
            return self._there() and self._remove()

    def _there(self) -> bool:
        with suppress(OSError):
            self._files.close(self._files.open_to_read(self.path))
            return True
        return False

    def _size(self, most: int) -> int:
        """Bytes of the reserve as it lies, up to `most`; 0 when it is not there."""
        with suppress(OSError):
            return min(len(read_file(self._files, self.path, most)), most)
        return 0

    def _remove(self) -> bool:
        with suppress(OSError):
            self._files.remove(self.path)
            return True
        return False


def spend(reserve: Reserve | None, call: Callable[[], None]) -> None:
    """Make a call; when the disk is full, give the reserve up and make it once more."""
    try:
        call()
    except OSError as error:
        if error.errno not in FULL or reserve is None or not reserve.release():
            raise
        call()
