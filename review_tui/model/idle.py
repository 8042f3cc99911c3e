"""How long the screen may stand untouched before it locks: a few minutes, longer while a sitting runs."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.session import Session, State

IDLE = "idle_minutes"
"""The setting of a book: minutes outside sittings."""
IDLE_SITTING = "idle_minutes_sitting"
"""The setting of a book: minutes while a sitting runs."""

USUAL = {IDLE: 5, IDLE_SITTING: 60}
"""Minutes where the book says nothing (safety.md section 7)."""
LONGEST = 240


def minutes_kept(cell: Cell, setting: str) -> int:
    """The minutes of one of the two settings; the usual ones where the book names none or nonsense."""
    words = dict(cell.settings).get(setting, "")
    return int(words) if words.isdecimal() and 1 <= int(words) <= LONGEST else USUAL[setting]


def with_minutes(cell: Cell, setting: str, minutes: int) -> Cell:
    """The cell with other minutes; one sentence when there are none or too many."""
    if not 1 <= minutes <= LONGEST:
        raise ReviewError(_("Số phút từ 1 đến {most}.").format(most=LONGEST))
    settings = {**dict(cell.settings), setting: str(minutes)}
    return replace(cell, settings=tuple(sorted(settings.items())))


def sitting_runs(sessions: Iterable[Session], today: date) -> bool:
    """Whether the meeting of one of these sessions is under way: begun today or yesterday, and not ended."""
    for session in sessions:
        sitting = session.sitting
        if session.state is State.RECORDING and sitting is not None and not sitting.closed:
            day = sitting.day or session.day
            if timedelta() <= today - day <= timedelta(days=1):
                return True
    return False


def idle_limit(cell: Cell, sessions: Iterable[Session], today: date) -> timedelta:
    """How long nobody may touch a key before the screen locks."""
    setting = IDLE_SITTING if sitting_runs(sessions, today) else IDLE
    return timedelta(minutes=minutes_kept(cell, setting))
