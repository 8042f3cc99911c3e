"""Data to standard output, narration to standard error: UTF-8, and never a control character of somebody's text."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from types import TracebackType

from review_tui.language.crash import last_words
from review_tui.language.text import LONGEST_TEXT, clean
from review_tui.language.translate import N_, _

_PROBE = "Đồng chí tự phê bình – □"


def prepare_streams() -> None:
    """Make both streams able to print Vietnamese: UTF-8 into files and pipes, and where a terminal's code cannot."""
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            fits = stream.isatty() and _encodes(stream.encoding)
            stream.reconfigure(encoding=None if fits else "utf-8", errors="backslashreplace")


def _fill_closed_streams() -> None:
    """Give streams that the caller has closed (`>&-`, no console) a place in which nothing can be read or lost unseen.

    Standard output becomes one that refuses every write, like a full disk, so that nobody takes lost data for given.
    Their numbers are taken here, before a file of a book could be opened under one of them.
    """
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for as long as the process runs
    if sys.stdout is None:
        refusing = FileIO(os.open(os.devnull, os.O_RDONLY), "w")
        sys.stdout = TextIOWrapper(BufferedWriter(refusing), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as above


def _encodes(encoding: str) -> bool:
    try:
        _PROBE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def shown(words: object) -> str:
    """Words of a user, a path or a system message, safe to print: no control or invisible characters, not endless."""
    lines = str(words)[: LONGEST_TEXT // 2].splitlines()
    return "\n".join(clean(line.replace("\t", " ")) for line in lines)


def say(sentence: object) -> None:
    """Narrate one sentence on standard error. A closed standard error loses the words and nothing else."""
    with contextlib.suppress(OSError, ValueError):
        print(shown(sentence), file=sys.stderr, flush=True)


def give(lines: Iterable[str]) -> None:
    """Print lines of data on standard output."""
    for line in lines:
        print(line)


def give_after(lines: Iterable[str]) -> None:
    """Print what an act that is already done has to show. Where it cannot be printed the act stays done, and is said.

    So the exit code 1 keeps its meaning: nothing was changed.
    """
    try:
        give(lines)
        flush_data()
    except BrokenPipeError:
        abandon_output()
    except OSError as error:
        abandon_output()
        say(_("Việc đã làm xong, nhưng không in được kết quả: {why}").format(why=sentence_of(error)))


def flush_data() -> None:
    """Hand everything to the reader now, so that a full disk is met here and not at the end of the process."""
    sys.stdout.flush()


def abandon_output() -> None:
    """Stop printing: the reader went away or the disk is full. Python would complain again at its exit otherwise."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_REASONS = {
    errno.ENOENT: N_("Không có tệp hoặc thư mục {path}."),
    errno.EACCES: N_("Không có quyền mở {path}."),
    errno.EPERM: N_("Không có quyền thay đổi {path}."),
    errno.EROFS: N_("{path} nằm trên ổ chỉ đọc."),
    errno.ENOSPC: N_("Ổ đĩa đã đầy, không ghi được {path}."),
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: N_("Đã hết dung lượng được cấp, không ghi được {path}."),
    errno.EISDIR: N_("{path} là thư mục, không phải tệp."),
    errno.ENOTDIR: N_("Một phần của đường dẫn {path} không phải là thư mục."),
    errno.EEXIST: N_("{path} đã có sẵn."),
    errno.ENOTEMPTY: N_("Thư mục {path} không trống."),
    errno.ENAMETOOLONG: N_("Tên {path} quá dài."),
    errno.EBADF: N_("Không ghi được ra {path} vì đã đóng."),
    errno.EIO: N_("Ổ đĩa báo lỗi khi đọc hoặc ghi {path}."),
}


def sentence_of(error: OSError, path: Path | str | None = None) -> str:
    """One sentence for an error of the system; `path` where the error itself names none."""
    place = shown(path if path is not None else error.filename or _("đầu ra"))
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return _(known).format(path=place)
    return _("Hệ thống báo lỗi ở {path}: {words}.").format(path=place, words=shown(error.strerror or error))


def quiet_crashes() -> None:
    """From here on a fault that nobody expected ends the program with its last words instead of a traceback.

    `REVIEW_TUI_TRACEBACK=1` brings the traceback back for whoever works on the program.
    """
    if not os.environ.get("REVIEW_TUI_TRACEBACK"):
        sys.excepthook = _crashed


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    say(last_words(error.with_traceback(trace)))
