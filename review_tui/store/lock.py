"""One writer at a time: a lock that the system frees when its owner dies, and beside it a note of who holds it."""

import json
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from review_tui.language.dates import numeric_date
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.store.errors import NoBook
from review_tui.store.files import Files, read_file, write_file

_MOST = 2_000
_READS = 5
_PAUSE = 0.05


class BookLock:
    """The lock of one folder. Never waits: `taken` says whether it is ours, `why_not` names who has it.

    The note beside it is only words: a stale one never keeps anybody out. It holds no text of the user.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime], files: Files | None = None) -> None:
        self.note = folder / "lock-note"
        self.why_not = ""
        """why the lock is not ours, as a sentence; empty when it is"""
        self._files = files or Files()
        self._path = folder / "lock"
        self._lock = FileLock(self._path, timeout=0, thread_local=False, mode=0o600)
        self._take(clock)

    @property
    def taken(self) -> bool:
        """Whether this process may write."""
        return not self.why_not and self._lock.is_locked

    def release(self) -> None:
        """Give the lock back; safe to call twice."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._files.remove(self.note)
            self._lock.release(force=True)

    def _take(self, clock: Callable[[], datetime]) -> None:
        if not self.note.parent.is_dir():
            # The lock would make the folder.
            self.why_not = str(NoBook())
            return
        if self._path.is_symlink():
            # Whoever opens it for locking would write into another file.
            self.why_not = _("Tệp khóa “lock” của sổ là một liên kết nên sổ mở chỉ để xem; hãy xóa liên kết đó.")
            return
        try:
            self._lock.acquire()
        except Timeout:
            self.why_not = self._holder()
        except (OSError, NotImplementedError):
            self.why_not = _("Không ghi được vào thư mục của sổ nên sổ mở chỉ để xem.")
        else:
            self._sign(clock())

    def _sign(self, now: datetime) -> None:
        words = {"pid": os.getpid(), "computer": socket.gethostname(), "since": now.isoformat(timespec="seconds")}
        with suppress(OSError):
            write_file(self._files, self.note, json.dumps(words).encode(), durable=False)

    def _holder(self) -> str:
        """Who holds it. A new owner may not have signed yet: a note of a dead process is read again for a moment."""
        for _read in range(_READS):
            with suppress(OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
                return self._told()
            self._files.sleep(_PAUSE)
        return _("Sổ đang được mở ở một cửa sổ khác nên ở đây chỉ xem được.")

    def _told(self) -> str:
        words = json.loads(read_file(self._files, self.note, _MOST))
        pid, computer = int(words["pid"]), clean_line(str(words["computer"]))[:80]
        since = datetime.fromisoformat(str(words["since"]))
        if computer == clean_line(socket.gethostname())[:80] and _is_dead(pid):
            raise KeyError(pid)
        return _(
            "Sổ đang được mở trên máy {computer} (tiến trình {pid}) từ {clock} ngày {day} nên ở đây chỉ xem được."
        ).format(computer=computer, pid=pid, clock=f"{since:%H:%M}", day=numeric_date(since.date()))


def _is_dead(pid: int) -> bool:
    """Whether no such process runs on this computer; on Windows nobody is asked, since asking may end a process."""
    if sys.platform == "win32" or not 0 < pid < 2**31:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
