"""The readable file that a saved or printed paper leaves on the disk: where it lies, and taking it away again."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A file that was just written without any passphrase."""

    path: Path
    digest: str
    """SHA-256 of what was written, so that nothing else is ever deleted under its name"""


def left_at(path: Path, content: bytes) -> Left:
    """What was left at a place by writing this content."""
    return Left(path=path.resolve(), digest=hashlib.sha256(content).hexdigest())


def deleted(left: Left) -> None:
    """Delete the file that was written, and nothing else; one sentence when it is gone or was changed since."""
    name = clean_line(str(left.path))
    try:
        if hashlib.sha256(left.path.read_bytes()).hexdigest() != left.digest:
            raise ReviewError(_("Tệp {path} đã được sửa sau khi ghi nên không xóa.").format(path=name))
        left.path.unlink()
    except FileNotFoundError:
        raise ReviewError(_("Tệp {path} không còn ở đó.").format(path=name)) from None
    except OSError as error:
        raise ReviewError(_("Không xóa được tệp {path}: {why}.").format(path=name, why=error.strerror or "?")) from None
