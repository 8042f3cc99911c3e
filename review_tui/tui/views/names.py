"""Other members' names inside a paper about one member: shown one by one with the words in which they stand."""

from collections.abc import Sequence

from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.papers.extract import ANOTHER, NameInside

AROUND = 60
"""Letters shown before and after a name."""

_MOST = 3
"""Places that are shown of one name."""


def name_question(found: Sequence[NameInside], place: int, of: int) -> str:
    """ "Tên 1/2: đ/c Vương Sỹ Hạnh đứng trong 2 chỗ ..." for all places of one name."""
    head = _("Tên {place}/{of}: đ/c {name} đứng trong {count} chỗ của bản trích:").format(
        place=place, of=of, name=found[0].name, count=len(found)
    )
    return "\n".join([head, *(f"“{_around(one)}”" for one in found[:_MOST]), *(["…"] if len(found) > _MOST else [])])


def name_options() -> list[str]:
    """Keep it, or not."""
    return [_("Giữ nguyên tên"), _("Thay bằng “{words}”").format(words=ANOTHER)]


def _around(one: NameInside) -> str:
    text, at = one.text, one.text.find(one.as_written)
    first, last = max(at - AROUND, 0), at + len(one.as_written) + AROUND
    return clean_line(("…" if first else "") + text[first:last] + ("…" if last < len(text) else ""))
