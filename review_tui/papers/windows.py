"""Printers of Windows: their names from the registry, printing through the verb of the installed PDF reader."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from review_tui.language.translate import _
from review_tui.papers.jobs import Job, Printer, PrintingError, unknown_printer
from review_tui.papers.names import file_name

_DEVICES = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"
_DEFAULT = r"Software\Microsoft\Windows NT\CurrentVersion\Windows"


def printers() -> tuple[Printer, ...]:
    """The printers that Windows lists for this user; the device entry reads "NAME,winspool,PORT"."""
    names = sorted(_values(_DEVICES))
    default = _values(_DEFAULT).get("Device", "").partition(",")[0]
    return tuple(Printer(name=name, is_default=name == default) for name in names)


def _values(path: str) -> dict[str, str]:
    if sys.platform != "win32":
        return {}
    import winreg

    found: dict[str, str] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name, value, _kind = winreg.EnumValue(key, index)
                found[name] = str(value)
    except OSError:
        return found
    return found


def _printed_from_file(pdf: bytes, *, title: str, printer: str, copies: int, folder: Path) -> Path:
    """Write the PDF into the folder and ask its reader to print it; the file stays, for the reader comes later.

    The verb tells no state: Windows has no other way without a further package.
    """
    start: Callable[..., None] | None = getattr(os, "startfile", None)
    if start is None:
        raise PrintingError(_("Máy này không có cách in của Windows."))
    file = folder / file_name(title)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf)
    except OSError as error:
        raise PrintingError(_("Không ghi được {path}: {words}.").format(path=file, words=error.strerror)) from None
    try:
        for _copy in range(copies):
            if printer:
                start(str(file), "printto", f'"{printer}"')
            else:
                start(str(file), "print")
    except OSError:
        raise PrintingError(
            _("Máy này chưa có trình đọc PDF in được; đã ghi {path}, hãy mở tệp ấy và in.").format(path=file)
        ) from None
    return file


def sent(pdf: bytes, *, title: str, printer: str, copies: int, folder: Path) -> Job:
    """Print through the PDF reader; the job has no number."""
    known = printers()
    if printer and printer not in {made.name for made in known}:
        raise PrintingError(unknown_printer(printer, tuple(made.name for made in known)))
    default = next((made.name for made in known if made.is_default), "")
    file = _printed_from_file(pdf, title=title, printer=printer, copies=copies, folder=folder)
    return Job(printer=printer or default, file=file, waits=_("Trình đọc PDF của máy sẽ in; hãy xem cửa sổ của nó."))
