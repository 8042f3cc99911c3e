"""A child process on this terminal, with one pipe into it for a secret and one out of it for a message."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType

MOST_MESSAGE = 4096
"""Bytes that a child may say; what every system's pipe holds without a reader."""

_AFTER_A_CRASH = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[0m"
"""Main screen, cursor shown, mouse and paste reports off: what a killed screen could not undo itself."""


class Child:
    """A running child. Its streams are ours; `--secret N` and `--next N` are added to its command line."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str], secret: str = "") -> None:
        self.message = b""
        """what the child wrote into its pipe, once it has ended"""
        secret_read, secret_write = os.pipe()
        self._told, tell = os.pipe()
        os.write(secret_write, secret.encode() + b"\n")
        os.close(secret_write)
        try:
            self._process = _started(command, environment, secret_read, tell)
        except OSError:
            os.close(self._told)
            raise
        finally:
            os.close(secret_read)
            os.close(tell)

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait()
        os.close(self._told)

    def wait(self) -> int:
        """Wait for the end and return the exit code (128 + n for signal n). Ctrl+C is the child's to answer."""
        with _terminating(self._process):
            while True:
                try:
                    code = self._process.wait()
                    break
                except KeyboardInterrupt:
                    continue
        self.message = _all_there(self._told)
        return code if code >= 0 else 128 - code


def _started(command: Sequence[str], environment: Mapping[str, str], secret: int, tell: int) -> subprocess.Popen[bytes]:
    stdin = None if sys.stdin is None or sys.stdin.isatty() else _terminal()
    try:
        if sys.platform == "win32":
            return _started_on_windows(command, environment, secret, tell, stdin)
        words = [*command, "--secret", str(secret), "--next", str(tell)]
        return subprocess.Popen(words, env=dict(environment), pass_fds=(secret, tell), stdin=stdin)
    finally:
        if stdin is not None:
            os.close(stdin)


if sys.platform == "win32":
    import msvcrt

    def _started_on_windows(
        command: Sequence[str], environment: Mapping[str, str], secret: int, tell: int, stdin: int | None
    ) -> subprocess.Popen[bytes]:
        """Windows inherits handles, not descriptors: exactly these two are named."""
        handles = [msvcrt.get_osfhandle(secret), msvcrt.get_osfhandle(tell)]
        for handle in handles:
            os.set_handle_inheritable(handle, True)
        words = [*command, "--secret", str(handles[0]), "--next", str(handles[1])]
        listed = subprocess.STARTUPINFO(lpAttributeList={"handle_list": handles})
        return subprocess.Popen(words, env=dict(environment), startupinfo=listed, close_fds=True, stdin=stdin)


def _terminal() -> int | None:
    """The terminal itself, where standard input was used up for a passphrase; None where there is none."""
    try:
        return os.open("CONIN$" if sys.platform == "win32" else "/dev/tty", os.O_RDWR)
    except OSError:
        return None


@contextlib.contextmanager
def _terminating(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """While it runs, a request to end this process is passed on, so that no child stays behind on the terminal."""

    def passed_on(number: int, frame: object) -> None:
        process.terminate()

    before = {number: signal.signal(number, passed_on) for number in (signal.SIGTERM,)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _all_there(pipe: int) -> bytes:
    """What stands in the pipe, without waiting: a process of the ended child may hold the other end."""
    if sys.platform != "win32":
        os.set_blocking(pipe, False)
    try:
        return os.read(pipe, MOST_MESSAGE)
    except BlockingIOError:
        return b""


@contextlib.contextmanager
def terminal_kept() -> Iterator[None]:
    """Give the terminal back as it was, also after a child that was killed in the middle of its screen."""
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield
        return
    import termios

    kept = termios.tcgetattr(sys.stdin.fileno())
    try:
        yield
    finally:
        if termios.tcgetattr(sys.stdin.fileno()) != kept:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, kept)
            with contextlib.suppress(OSError):
                os.write(sys.stderr.fileno(), _AFTER_A_CRASH.encode())
