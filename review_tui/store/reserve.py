"""A file that keeps some room on the disk, given up when the disk is full so that saving goes on (safety.md, R6)."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from review_tui.store.errors import FULL
from review_tui.store.files import Files, write_file

SIZE = 128 * 1024
_ROOM = 8 * SIZE
"""Free bytes below which the reserve is not made again: the saves need them more."""


class Reserve:
    """The reserve of one book, shared by all its files; nothing here ever raises."""

    def __init__(self, folder: Path, *, files: Files | None = None) -> None:
        self.path = folder / "reserve"
        self._files = files or Files()
        self._lock = threading.Lock()

    def ensure(self) -> bool:
        """Make the reserve if it is absent and there is room; says whether it is there."""
        with self._lock:
            if self._there():
                return True
            try:
                if self._files.free(self.path.parent) < _ROOM:
                    return False
                # Random bytes, so that no disk stores them as nothing.
                write_file(self._files, self.path, os.urandom(SIZE))
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
