"""Screens that are loaded when they are first asked for, so that Home stands sooner (speed.md 1c)."""

from textual.screen import Screen

from review_tui.tui.door import Clock, OpenBook


def meeting_screen(book: OpenBook, session: str, clock: Clock) -> Screen[None]:
    """The meeting of one session."""
    from review_tui.tui.screens.meeting import MeetingScreen

    return MeetingScreen(book, session, clock)


def minutes_screen(book: OpenBook, session: str, clock: Clock) -> Screen[None]:
    """The minutes of one session."""
    from review_tui.tui.screens.minutes import MinutesScreen

    return MinutesScreen(book, session, clock)


def levels_screen(book: OpenBook, session: str, clock: Clock) -> Screen[None]:
    """The levels, the cap and the ballots of one session."""
    from review_tui.tui.screens.levels import LevelsScreen

    return LevelsScreen(book, session, clock)
