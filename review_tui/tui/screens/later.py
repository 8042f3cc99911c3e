"""Screens that are loaded when they are first asked for, so that Home stands sooner (speed.md 1c)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page

if TYPE_CHECKING:
    from review_tui.model.ballot import Ballot
    from review_tui.model.gate import Gap
    from review_tui.papers.structure import Paper
    from review_tui.regulation.planning import Plan
    from review_tui.tui.shelf import Shelf


def meeting_screen(book: OpenBook, session: str, clock: Clock) -> Screen[None]:
    """The meeting of one session."""
    from review_tui.tui.screens.meeting import MeetingScreen

    return MeetingScreen(book, session, clock)


def minutes_screen(book: OpenBook, session: str, clock: Clock, there: "Callable[[Gap], None]") -> Screen[None]:
    """The minutes of one session; `there` leads to something that they lack."""
    from review_tui.tui.screens.minutes import MinutesScreen

    return MinutesScreen(book, session, clock, there)


def levels_screen(book: OpenBook, session: str, clock: Clock, floor: str = "") -> Screen[None]:
    """The levels, the cap and the ballots of one session; the cursor on one subject."""
    from review_tui.tui.screens.levels import LevelsScreen

    return LevelsScreen(book, session, clock, floor)


def ballot_opening_screen(
    book: OpenBook,
    session: str,
    clock: Clock,
    plan: "Plan",
    *,
    opened: "Callable[[Ballot], None]",
    slips: Callable[[], None],
) -> Screen[None]:
    """What is asked before a ballot is opened."""
    from review_tui.tui.screens.ballot_opening import BallotOpening

    return BallotOpening(book, session, clock, plan, opened=opened, slips=slips)


def counting_desk_screen(book: OpenBook, session: str, ballot: str, clock: Clock) -> Screen[None]:
    """The counting desk of one ballot on paper or by hands."""
    from review_tui.tui.screens.counting_desk import CountingDesk

    return CountingDesk(book, session, ballot, clock)


def poll_screen(book: OpenBook, session: str, ballot: str, clock: Clock) -> Screen[None]:
    """The poll on the screen of one ballot that was opened this moment."""
    from review_tui.tui.screens.poll import PollScreen

    return PollScreen(book, session, ballot, clock)


def papers_screen(page: Page, session: str, clock: Clock) -> Screen[None]:
    """The papers of one session, with the printers and copies that Home knows."""
    from review_tui.tui.screens.papers import PapersScreen

    return PapersScreen(page.book, session, clock, _shelf(page))


def one_paper_screen(page: Page, session: str, clock: Clock, paper: "Paper") -> Screen[None]:
    """One finished paper, to be read, saved and printed."""
    from review_tui.tui.screens.one_paper import OnePaperScreen

    return OnePaperScreen(page.book, session, clock, _shelf(page), paper)


def _shelf(page: Page) -> "Shelf | None":
    from review_tui.tui.screens.more import More

    return next((screen.shelf for screen in page.app.screen_stack if isinstance(screen, More)), None)


def level_file_screen(book: OpenBook, session: str, floor: str, clock: Clock) -> Screen[None]:
    """Everything that bears on the level of one subject: who says what, the facts, which levels are open and why."""
    from review_tui.tui.screens.level_file import LevelFileScreen

    return LevelFileScreen(book, session, floor, clock)


async def cap_choice(page: Page, session: str) -> None:
    """Choose over the levels how the cap is applied, and write it with `page.step`."""
    from review_tui.tui.screens.level_cap import cap_asked

    await cap_asked(page, session)
