"""Write a paper into a file whose ending chooses PDF, Word, workbook or plain text; whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.papers.structure import Paper
from review_tui.regulation.page import PageFormat


def write(paper: Paper, target: Path, *, template: Path | None = None, page: PageFormat) -> tuple[str, ...]:
    """Write the paper to `target` (.pdf, .docx, .txt; .xlsx for the summary) and return warnings, one sentence each.

    An existing file is replaced whole or not at all. `template` is a Word file of the office, for .docx only.
    Raises `ReviewError` on an unknown ending, a bad template and everything that the disk refuses.
    """
    content, warnings = rendered(paper, target.suffix, template=template, page=page)
    write_whole(target, content)
    return warnings


def rendered(paper: Paper, ending: str, *, template: Path | None, page: PageFormat) -> tuple[bytes, tuple[str, ...]]:
    """The finished file of this ending as bytes, with its warnings."""
    ending = ending.lower()
    if template is not None and ending in (".pdf", ".txt", ".xlsx"):
        raise ReviewError(_("Mẫu Word chỉ dùng khi ghi tệp .docx."))
    if ending == ".pdf":
        from review_tui.papers.pdf import pdf_bytes

        return pdf_bytes(paper, page)
    if ending == ".docx":
        from review_tui.papers.docx import docx_bytes

        return docx_bytes(paper, page, template=template), ()
    if ending == ".xlsx":
        from review_tui.papers.workbook import workbook_bytes

        return workbook_bytes(paper), ()
    if ending == ".txt":
        from review_tui.papers.text import text_of

        return text_of(paper).encode("utf-8"), ()
    raise ReviewError(_("Tên tệp phải kết thúc bằng .pdf, .docx hoặc .txt; bảng tổng hợp còn ghi được ra .xlsx."))


def write_whole(target: Path, content: bytes) -> None:
    """Replace `target` in one step; on any refusal raises `ReviewError` and leaves the old file as it was."""
    try:
        target = target.resolve()
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _replaced(target, content)
    except OSError as error:
        raise ReviewError(_("Không ghi được tệp {file}: {why}.").format(file=target, why=_why(error))) from None


def _replaced(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _why(error: OSError) -> str:
    known = {
        errno.ENOENT: _("không có thư mục này"),
        errno.ENOTDIR: _("không có thư mục này"),
        errno.EACCES: _("không có quyền ghi"),
        errno.EPERM: _("không có quyền ghi"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.ENOSPC: _("ổ đĩa đã đầy"),
        errno.EISDIR: _("đây là một thư mục"),
        errno.ENAMETOOLONG: _("tên tệp quá dài"),
    }
    return known.get(error.errno or 0) or error.strerror or type(error).__name__
