"""Photographs of the screen as plain text, and golden ones to compare with.

`REVIEW_TUI_RENEW=1 pytest tests/test_tui_*.py` takes the golden photographs anew; read the diff before you commit it.
"""

import os
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

from review_tui.tui.widgets.listing import ListPane

PHOTOGRAPHS = Path(__file__).parent / "photographs"
SIZES = ((80, 24), (120, 40))


def photograph(app: "App[object]") -> str:
    """What stands on the screen now, row by row, without colours and trailing blanks."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in rows) + "\n"


async def settled(pilot: "Pilot[object]") -> None:
    """Wait until every message is handled and the screen is drawn."""
    for turn in range(60):
        await pilot.pause()
        if turn >= 2 and not waits(pilot):
            return


def waits(pilot: "Pilot[object]") -> bool:
    """Whether something is left to be called, drawn, laid out or moved."""
    screen = pilot.app.screen
    left = screen._callbacks or screen._dirty_widgets or screen._layout_required or pilot.app.animator._animations
    return bool(left)


def compare(app: "App[object]", name: str) -> None:
    """Compare the screen with its golden photograph "name.80x24.txt"; take it when asked to."""
    taken = photograph(app)
    golden = PHOTOGRAPHS / f"{name}.{app.size.width}x{app.size.height}.txt"
    if os.environ.get("REVIEW_TUI_RENEW"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(taken, encoding="utf-8")
    assert golden.is_file(), f"no photograph {golden.name}: run once with REVIEW_TUI_RENEW=1"
    assert taken == golden.read_text(encoding="utf-8")


def rows_of(pane: "ListPane[object]") -> list[str]:
    """The visible rows of a list, as text."""
    return ["".join(part.text for part in pane.render_line(y)).rstrip() for y in range(pane.size.height)]
