"""Choosing a printer and a number of copies, and what became of the job, in words."""

from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.papers.jobs import Job, Printer
from review_tui.tui.widgets.form import Field


def printer_fields(found: tuple[Printer, ...]) -> list[Field]:
    """Printer and copies; the usual printer stands first in sight."""
    usual = next((place for place, one in enumerate(found) if one.is_default), 0)
    names = tuple(one.name + (f" ({one.waits})" if one.waits else "") for one in found)
    return [
        Field(name="printer", label=N_("Máy in"), text=str(usual), choices=names),
        Field(name="copies", label=N_("Số bản"), text="1", why=_why_no_copies),
    ]


def _why_no_copies(text: str) -> str | None:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 100:
        return None
    return _("Ghi số bản từ 1 đến 100.")


def job_words(job: Job) -> str:
    """ "Đã gửi tới máy in VP-01 (lệnh in VP-01-12)." and why it waits."""
    number = _(" (lệnh in {number})").format(number=job.number) if job.number else ""
    words = _("Đã gửi tới máy in {printer}{number}.").format(printer=job.printer or _("mặc định"), number=number)
    if job.file is not None:
        words += " " + _("Bản PDF nằm ở {path}; tệp này không có mật khẩu.").format(path=clean_line(str(job.file)))
    return f"{words} {job.waits}".strip()
