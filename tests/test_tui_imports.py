"""What is loaded before the first paint: the start must not wait for what is used later, or never."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
sys.path.insert(0, "tests")
from review_tui.tui.start import quiet_environment
quiet_environment()
import asyncio
import review_tui.tui.screens.meeting
from review_tui.tui.app import ReviewApp
from memory_book import a_book, a_clock
from textual.screen import Screen

async def evening():
    app = ReviewApp(open_book=lambda **k: a_book(), meeting=lambda b, s: Screen(), clock=a_clock, locked=False)
    async with app.run_test() as pilot:
        await pilot.pause()
        print(" ".join(sorted(sys.modules)))

asyncio.run(evening())
"""

LATER = (
    "textual.widgets._markdown", "rich.markdown", "markdown_it", "importlib.metadata", "tree_sitter", "click",
    "textual.widgets._data_table", "textual.widgets._rich_log", "typst", "docxtpl", "docx", "jinja2", "lxml",
    "openpyxl", "http.client", "urllib.request", "pydantic", "sqlite3", "review_tui.cli",
)  # fmt: skip
MOST = 640
"""Modules loaded at the first paint: Textual's own 373, the model, the store and the screens."""


def test_the_first_paint_waits_for_nothing_that_comes_later() -> None:
    """No Markdown, no package metadata, no writer of papers, no reader of workbooks, no network."""
    root = Path(__file__).parent.parent
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert not [name for name in LATER if name in loaded]
    assert len(loaded) <= MOST
