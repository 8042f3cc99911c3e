"""A power cut while a self-review is written: the real program on a real pseudo-terminal, killed without warning."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from pty_terminal import Terminal
from real_room import a_real_book
from test_tui_kill import A_SECOND, Typed, power_cut, type_for

from review_tui.store import Book

pytestmark = [pytest.mark.system, pytest.mark.soak]


def test_a_killed_self_review_has_lost_at_most_a_second(tmp_path: Path) -> None:
    """What was typed a second before is in the book, and the editor would open with it."""
    book = tmp_path / "sổ"
    a_real_book(book).close()
    terminal = Terminal([sys.executable, "-m", "review_tui", "open", str(book)], columns=100, rows=30)
    terminal.wait_for("Trang chính")
    for keys, there in (("5", "Chuẩn bị kỳ 2026"), ("\r", "Ý kiến, tài liệu"), ("1", "chưa nộp"), ("\r", "Xong mục")):
        terminal.forget()
        terminal.send(keys)
        terminal.wait_for(there)
    typed = Typed()
    type_for(terminal, typed, 3.0, at=0)
    end = power_cut(terminal)
    with Book.open(book) as again:
        kept = next((text for place, text in again.drafts().items() if place.startswith("review:2026:cb:")), "")
    assert typed.text.startswith(kept)
    assert kept.startswith(typed.older_than(A_SECOND, end))
    assert kept
