"""The only hands of the store that touch the disk; a test passes other hands in and refuses any one call."""

import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_SHARING = frozenset({5, 32, 33})
"""Windows: access denied, sharing violation, lock violation; caused for moments by virus scanners and sync programs."""
_NO_SUCH_CALL = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
_TRIES = 10
_LONGEST = 2.0
_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BLOCK = 1 << 20


class Files:
    """Calls of the system, one method each; every method may raise `OSError` and nothing else.

    No descriptor outlives the function that opened it. `windows` turns on the retry of sharing errors.
    """

    def __init__(self, *, windows: bool = sys.platform == "win32", sleep: Callable[[float], None] = time.sleep) -> None:
        self.windows = windows
        self.sleep = sleep

    def open_to_read(self, path: Path) -> int:
        """A descriptor for reading a plain file; a pipe in its place is an error and keeps nobody waiting."""
        descriptor = self._patiently(lambda: os.open(path, os.O_RDONLY | _AT_ONCE | _PLAIN))
        return _plain_file(descriptor)

    def open_to_write(self, path: Path) -> int:
        """A descriptor for writing from the start of a plain file, made if absent, not cut; no link is followed."""
        flags = os.O_WRONLY | os.O_CREAT | _AT_ONCE | _NO_LINK | _PLAIN
        descriptor = self._patiently(lambda: os.open(path, flags, 0o600))
        return _plain_file(descriptor)

    def read(self, descriptor: int, most: int) -> bytes:
        """Up to `most` bytes; none at the end of the file."""
        return self._patiently(lambda: os.read(descriptor, most))

    def write(self, descriptor: int, content: memoryview) -> int:
        """Write some of the content; returns how many bytes were taken."""
        return self._patiently(lambda: os.write(descriptor, content))

    def truncate(self, descriptor: int, length: int) -> None:
        """Cut the file to a length."""
        self._patiently(lambda: os.ftruncate(descriptor, length))

    def fsync(self, descriptor: int) -> None:
        """Ask the system to put a file on the disk. Never retried: after a failure its pages count as clean."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Give a descriptor back."""
        os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        self._patiently(lambda: os.remove(path))

    def fsync_folder(self, folder: Path) -> None:
        """Put the names of a folder on the disk. Windows and some network shares have no such call: nothing is done."""
        if self.windows:
            return
        descriptor = os.open(folder, os.O_RDONLY | _PLAIN)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SUCH_CALL:
                raise
        finally:
            os.close(descriptor)

    def free(self, folder: Path) -> int:
        """Free bytes on the disk of a folder."""
        return shutil.disk_usage(folder).free

    def _patiently(self, call: Callable[[], T]) -> T:
        """Repeat a call that Windows refused because another program had the file open: 10 tries, 2 s at most."""
        waited, pause = 0.0, 0.02
        for _attempt in range(_TRIES - 1):
            try:
                return call()
            except OSError as error:
                if not self.windows or getattr(error, "winerror", None) not in _SHARING:
                    raise
            pause = min(pause, _LONGEST - waited)
            self.sleep(pause)
            waited, pause = waited + pause, pause * 2
        return call()


def _plain_file(descriptor: int) -> int:
    """The descriptor, if it leads to a plain file; else it is closed and `OSError` raised, as for a bad sector."""
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return descriptor
        raise OSError(errno.EIO, "not a plain file")
    except OSError:
        os.close(descriptor)
        raise


def read_file(files: Files, path: Path, most: int) -> bytes:
    """The content of a file, at most `most` + 1 bytes of it, so that the caller can see that it is too long."""
    descriptor = files.open_to_read(path)
    try:
        pieces: list[bytes] = []
        left = most + 1
        while left > 0 and (piece := files.read(descriptor, min(left, _BLOCK))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
    finally:
        with suppress(OSError):
            files.close(descriptor)


def write_file(files: Files, path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a whole file over what was there: all bytes, cut to length, fsync. The old content is gone on failure."""
    descriptor = files.open_to_write(path)
    try:
        put(files, descriptor, content)
        files.truncate(descriptor, len(content))
        if durable:
            files.fsync(descriptor)
    finally:
        with suppress(OSError):
            files.close(descriptor)


def put(files: Files, descriptor: int, content: bytes) -> None:
    """Write all bytes, in as many pieces as the system takes them."""
    rest = memoryview(content)
    while rest:
        taken = files.write(descriptor, rest)
        if taken <= 0:
            raise OSError(errno.EIO, "nothing written")
        rest = rest[taken:]
