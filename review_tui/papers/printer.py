"""The door of printing: `lp` and `lpstat` on Linux and macOS, the shell's print verb on Windows.

Always PDF: a plain text sent to `lp` loses the Vietnamese letters.
"""

import sys
from pathlib import Path

from review_tui.papers import cups, windows
from review_tui.papers.jobs import Job, Printer


def printers() -> tuple[Printer, ...]:
    """All printers of this machine by name; `PrintingError` where it has no printing system."""
    return windows.printers() if sys.platform == "win32" else cups.printers()


def send(pdf: bytes, *, title: str, printer: str = "", copies: int = 1, folder: Path) -> Job:
    """Print a PDF. On Linux and macOS no file is made; Windows prints from `folder/title.pdf`, which stays there.

    An empty `printer` is the default one. Raises `PrintingError` with one sentence when nothing was handed over.
    """
    if sys.platform == "win32":
        return windows.sent(pdf, title=title, printer=printer, copies=copies, folder=folder)
    return cups.sent(pdf, title=title, printer=printer, copies=copies)
