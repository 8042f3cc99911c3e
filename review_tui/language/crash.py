"""The last words after a fault of the program itself: a code for the maker, and nothing of what the book holds."""

import hashlib
import os
import traceback
from pathlib import Path

from review_tui.language.translate import _


def last_words(error: BaseException | None) -> str:
    """One sentence with a code, the kind of fault and the line; never a message, a value or a local variable."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    ours = [frame for frame in frames if f"{os.sep}review_tui{os.sep}" in frame.filename] or frames
    where = f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else "?"
    kind = type(error).__name__
    code = hashlib.sha256(f"{kind} {where}".encode()).hexdigest()[:6].upper()
    return _(
        "Chương trình gặp lỗi và đã dừng. Mọi việc đã ghi đều còn trong sổ. Mã lỗi {code} ({kind}, {where})."
    ).format(code=code, kind=kind, where=where)
