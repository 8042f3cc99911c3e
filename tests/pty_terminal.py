"""A real pseudo-terminal with a program in it: bytes in, what was drawn out. For bursts, cursors and kills."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence

_SEQUENCES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78M]")


class Terminal:
    """A program on a pseudo-terminal of its own. Use it as a context: the program is killed at the end."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
    ) -> None:
        self.drawn = b""
        """every byte that the program wrote"""
        self.code: int | None = None
        self.process, self._end = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], list(command), {**os.environ, "TERM": "xterm-256color", **(environment or {})})
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_broken: object) -> None:
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._end)

    def send(self, keys: str | bytes) -> None:
        """Write the keys in one piece, as a typing aid does."""
        os.write(self._end, keys.encode() if isinstance(keys, str) else keys)

    def send_slowly(self, keys: Sequence[str]) -> None:
        """Write key after key, each only when the program has answered the one before by drawing something."""
        for key in keys:
            seen = len(self.drawn)
            self.send(key)
            self.wait(lambda seen=seen: len(self.drawn) > seen)  # type: ignore[misc]

    def wait(self, there: Callable[[], bool], *, at_most: float = 30) -> None:
        """Read what is drawn until a condition holds; an AssertionError with the last of it when it never does."""
        end = time.monotonic() + at_most
        while not there():
            assert time.monotonic() < end, f"never came; the end of what was drawn:\n{self.words[-2000:]}"
            self.read()

    def wait_for(self, words: str, *, at_most: float = 30) -> None:
        """Read until these words have been drawn in one piece."""
        self.wait(lambda: words in self.words, at_most=at_most)

    def wait_end(self, *, at_most: float = 30) -> int:
        """Read until the program has ended; its exit code (minus the signal that killed it)."""
        end = time.monotonic() + at_most
        while self.code is None:
            assert time.monotonic() < end, f"never ended; the end of what was drawn:\n{self.words[-2000:]}"
            self.read()
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def kill(self) -> None:
        """What a power cut does."""
        os.kill(self.process, signal.SIGKILL)

    def forget(self) -> None:
        """Wait from here on for what is drawn from here on."""
        self.drawn = b""

    @property
    def words(self) -> str:
        """What was drawn, without colours and movements of the cursor."""
        return _SEQUENCES.sub(b"", self.drawn).decode("utf-8", "replace")

    def read(self) -> None:
        """Take in what was drawn, waiting a moment for it."""
        if select.select([self._end], [], [], 0.05)[0]:
            with contextlib.suppress(OSError):  # the program has ended
                self.drawn += os.read(self._end, 65_536)
