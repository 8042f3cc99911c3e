"""Screens that are loaded when they are first asked for, so that Home stands sooner (speed.md 1c)."""

from textual.screen import Screen

from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page


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


def level_file_screen(book: OpenBook, session: str, floor: str, clock: Clock) -> Screen[None]:
    """Everything that bears on the level of one subject: who says what, the facts, which levels are open and why."""
    from review_tui.model.ledger import ledger
    from review_tui.tui.screens.text import TextScreen
    from review_tui.tui.views.rating import explainer

    def text() -> str:
        sessions = tuple(book.sessions())
        items = ledger(sessions, book.follow_up, clock().date())
        made = book.session(session)
        return explainer(made, book.pack(session), floor, sessions, items, 76)

    return TextScreen(book, lambda: book.session(session).floor_name(floor), text)


async def cap_choice(page: Page, session: str) -> None:
    """Choose over the levels how the cap is applied, and write it with `page.step`."""
    from review_tui.tui.screens.text import TextScreen
    from review_tui.tui.views.rating import cap_lines

    book = page.book
    text = TextScreen(book, lambda: session, lambda: cap_lines(book.session(session), book.pack(session)))
    await page.app.push_screen_wait(text)
