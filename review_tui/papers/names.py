"""Names of files that every system takes (safety.md section 7)."""

from review_tui.language.text import clean_line, fold
from review_tui.language.translate import _

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})
"""Names that Windows keeps for devices, with any ending."""
LONGEST = 80
"""Bytes of a name without its ending."""


def file_name(title: str) -> str:
    """The title as the name of a PDF: letters, digits and hyphens, at most 80 bytes."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in fold(clean_line(title)))
    name = "-".join(part for part in kept.split("-") if part).encode()[:LONGEST].decode("utf-8", "ignore") or "van-ban"
    return f"_{name}.pdf" if name.partition(".")[0] in RESERVED else f"{name}.pdf"


def why_no_file_name(text: str) -> str | None:
    """Why a name that somebody typed cannot be the name of a file on every system; None where it can."""
    if not text or any(letter in text for letter in '/\\:*?"<>|') or not text.isprintable():
        return _('Tên tệp không để trống và không có các dấu / \\ : * ? " < > |')
    if text.strip(". ") != text:
        return _("Tên tệp không bắt đầu hoặc kết thúc bằng dấu chấm hay dấu cách.")
    if text.partition(".")[0].rstrip().casefold() in RESERVED:
        return _("“{name}” là tên mà Windows giữ cho thiết bị; hãy đặt tên khác.").format(name=text[:20])
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        return _("Tên tệp quá dài; hãy đặt ngắn hơn.")
    return None
