"""Values of printing: a printer of this machine, a paper handed over, and the sentence why it was not."""

from dataclasses import dataclass
from pathlib import Path

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer of this machine. `waits` is the sentence why a job would wait there, or empty."""

    name: str
    is_default: bool = False
    waits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A paper handed over. `number` is empty where the system tells none; `waits` says why nothing may come out yet."""

    printer: str
    number: str = ""
    waits: str = ""
    file: Path | None = None
    """the file that stays on disk, where the system prints from a file (Windows)"""


class PrintingError(ReviewError):
    """Nothing was handed over to a printer; the sentence says why."""


def unknown_printer(printer: str, known: tuple[str, ...]) -> str:
    """The sentence for a printer name that this machine does not have."""
    name = clean_line(printer)
    if not known:
        return _("Không có máy in {name}; máy này chưa cài máy in nào.").format(name=name)
    return _("Không có máy in {name}; máy này có: {known}.").format(name=name, known=", ".join(sorted(known)))
