"""Hands that count what they open, so that a long reading shows how far it is and can be stopped between two files."""

from collections.abc import Callable
from pathlib import Path

from review_tui.store.files import Files


class WatchedFiles(Files):
    """Calls `tick` before each file is opened; what `tick` raises ends the work, which then takes back its halves."""

    def __init__(self, tick: Callable[[], None]) -> None:
        super().__init__()
        self._tick = tick

    def open_to_read(self, path: Path) -> int:
        """A descriptor for reading."""
        self._tick()
        return super().open_to_read(path)

    def open_to_write(self, path: Path) -> int:
        """A descriptor for writing."""
        self._tick()
        return super().open_to_write(path)
