"""Wrong codes get slower. The count lies in the book's folder, so that it survives a restart; it keeps nobody out.

It slows who tries codes on this machine. Whoever copies the files away is stopped by the 56 bits of a code alone, and
the recorder, who opens with a passphrase, is never slowed (safety.md section 4).
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from review_tui.store.files import Files, read_file, write_file
from review_tui.store.layout import OUTBOX

FREE = 3
"""Wrong codes that cost nothing: people mistype."""
LONGEST = 30.0
"""Seconds that one try waits at most."""
_FORGOTTEN = timedelta(minutes=15)
_MOST = 400


def pause_after(wrong: int) -> float:
    """Seconds to wait before the next try after so many wrong ones: 0, 0, 0, 2, 4, 8, 16, 30, 30 ..."""
    return 0.0 if wrong < FREE else min(2.0 ** (min(wrong, 20) - FREE + 1), LONGEST)


class Tries:
    """The wrong codes of one book in the last quarter of an hour."""

    def __init__(self, folder: Path, *, files: Files, clock: Callable[[], datetime]) -> None:
        self._path = folder / OUTBOX / "tries"
        self._files = files
        self._clock = clock

    def begin(self) -> None:
        """Wait as long as the wrong ones before ask for; a try counts as wrong before it is made, also if cut off."""
        wrong, last = self._told()
        if pause := pause_after(wrong):
            self._files.sleep(pause)
        told = {"wrong": wrong + 1, "last": max(last, self._clock()).isoformat()}
        with suppress(OSError):
            write_file(self._files, self._path, json.dumps(told).encode(), durable=False)

    def right(self) -> None:
        """The code was right: the next try waits for nothing."""
        with suppress(OSError):
            self._files.remove(self._path)

    def _told(self) -> tuple[int, datetime]:
        """Wrong tries up to now, and the last. A clock put back forgets none, an unreadable file tells of none."""
        now = self._clock()
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            told = json.loads(read_file(self._files, self._path, _MOST))
            last, wrong = datetime.fromisoformat(told["last"]), int(told["wrong"])
            return (0, now) if now - last > _FORGOTTEN else (max(wrong, 0), last)
        return 0, now
