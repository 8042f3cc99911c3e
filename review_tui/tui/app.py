"""The program on the screen: one open book, its screens, and what holds on all of them."""

import gc
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar, Protocol, runtime_checkable

from textual.binding import Binding, BindingType
from textual.screen import Screen

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import N_, _, language, speak
from review_tui.store.room_file import forget_room
from review_tui.tui.dialogs.blank import Cover
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.dialogs.half_typed import HalfTyped
from review_tui.tui.dialogs.help import Help, help_rows
from review_tui.tui.door import Clock, CodeOpener, OpenBook, Opener
from review_tui.tui.keys import HELP, LANGUAGE, LEAVE
from review_tui.tui.locking import limit_of, lock_of
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.more import LOOK
from review_tui.tui.screens.page import Page, silent_page, tell
from review_tui.tui.shelf import NextLogin, Shelf
from review_tui.tui.telling_room import TellingRoom
from review_tui.tui.themes import THEMES
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.typing import ViTyping


@runtime_checkable
class Retold(Protocol):
    """A screen that can set its words anew."""

    def retell(self) -> None:
        """Show everything again, in another language."""


class ReviewApp(TellingRoom):
    """One login to one book. `latest` opens the newest session at once (a practice book: this year's)."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(HELP, "help", N_("Trợ giúp"), tooltip=N_("Các phím của màn hình này, và màu chữ."), priority=True),
        Binding(
            LANGUAGE,
            "language",
            N_("In English"),
            show=False,
            tooltip=N_("Đổi Việt, Anh; chữ đang gõ vẫn còn."),
            priority=True,
        ),
        Binding(
            LEAVE,
            "quit",
            N_("Thoát"),
            show=False,
            tooltip=N_("Rời chương trình ngay. Mọi việc đã được lưu."),
            priority=True,
        ),
    ]

    def __init__(
        self,
        *,
        open_book: Opener,
        meeting: Callable[[OpenBook, str], Screen[None]],
        clock: Clock,
        shelf: Shelf | None = None,
        name: str = "",
        locked: bool = True,
        latest: bool = False,
        first: bool = False,
        by_code: CodeOpener | None = None,
        theme: str = "normal",
    ) -> None:
        """`first`: there is no book yet, the wizard comes before everything. `theme` is for books that name none.

        `by_code` lets a member in by a printed code, in the process after this one.
        """
        super().__init__()
        self.animation_level = "none"
        self.book: OpenBook | None = None
        self._open_book, self._clock, self._locked, self._latest = open_book, clock, locked, latest
        self._meeting, self._shelf, self._book_name, self._first = meeting, shelf, name, first
        self._by_code = by_code
        self._on_paper = False
        self.next_login: NextLogin | None = None
        """the book to be opened after this one, set when the screen is left for it"""
        for known in THEMES:
            self.register_theme(known)
        self.theme = "plain" if os.environ.get("NO_COLOR") else theme

    def on_mount(self) -> None:
        """The wizard, the login, or at once the book that needs neither."""
        self.call_after_refresh(_settle_memory)
        self.watch_idle()
        if self._first and self._shelf is not None:
            from review_tui.tui.screens.wizard import WizardScreen

            self.push_screen(WizardScreen(self._shelf), self._founded)
        elif self._locked:
            self.push_screen(LoginScreen(self._by_secret, self._book_name, self._by_code), self._founded)
        else:
            self._opened(self._open_book())

    def _founded(self, made: OpenBook | NextLogin | None) -> None:
        if isinstance(made, NextLogin):
            self.leave_for(made)
        else:
            self._opened(made)

    def leave_for(self, login: NextLogin) -> None:
        """Leave, and name the book that comes next; the launcher opens it in a process of its own."""
        self.next_login = login
        self.exit()

    def on_page_retell(self, event: Page.Retell) -> None:
        """A screen changed the language."""
        self.retell()

    def on_page_leave(self, event: Page.Leave) -> None:
        """A screen wants another book."""
        self.keep_half_typed()
        self.leave_for(event.login)

    def _opened(self, book: OpenBook | None) -> None:
        if book is None:
            self.exit()
            return
        self.book = book
        self._show_as_kept(book)
        if book.writable and not book.member:
            forget_room(book.path)
        if book.member:
            from review_tui.tui.screens.my_home import MyHomeScreen

            self.push_screen(MyHomeScreen(book, self._clock, self._shelf))
            return
        ids = book.session_ids()
        home = HomeScreen(
            book,
            self._clock,
            meeting=lambda session: self._meeting(book, session),
            shelf=self._shelf,
            go_to=ids[-1] if ids and self._latest else "",
        )
        self.push_screen(home)
        if self._on_paper:
            self.paper_used()

    def _by_secret(self, *, passphrase: str | None = None, paper_key: str | None = None) -> OpenBook:
        """Open the book, and remember that it took the paper key."""
        book = self._open_book(passphrase=passphrase, paper_key=paper_key)
        self._on_paper = paper_key is not None
        return book

    # --- covers -----------------------------------------------------------------------------------------------------

    def opened_book(self) -> OpenBook | None:
        """The book that is open."""
        return self.book

    def moment(self) -> datetime:
        """This moment, by the clock of the book."""
        return self._clock()

    def idle_limit(self) -> timedelta:
        """As the book says."""
        return limit_of(self.book, self._clock().date())

    def make_lock(self) -> Cover | None:
        """The lock of the book. A member's login ends instead: what it holds goes with its process."""
        if self.book is not None and self.book.member:
            self.keep_half_typed()
            self.leave_for(NextLogin(word="open", book=self.book.path))
            return None
        return lock_of(self.book, self._shelf)

    def paper_used(self) -> None:
        """A new passphrase and a new paper key are due; the screen that makes them says so."""
        book, shelf = self.book, self._shelf
        if book is not None and shelf is not None and book.writable and not book.cell.practice:
            from review_tui.tui.screens.security import SecurityScreen

            self.push_screen(SecurityScreen(book, self._clock, shelf, recovering=True))

    def keep_half_typed(self) -> None:
        """What is half typed on any screen; nothing while a secret vote is under way."""
        if silent_page(self.screen_stack) is not None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, Page | HalfTyped):
                try:
                    screen.leaving()
                except ReviewError:
                    continue  # the disk fails: there is nobody left to be told, and leaving must work

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A cover hides the help of what it covers as well."""
        return False if action == "help" and self.cover is not None else super().check_action(action, parameters)

    def retell(self) -> None:
        """Show every open screen again."""
        for screen in self.screen_stack:
            for pane in screen.query(ListPane):
                pane.redraw()
            if isinstance(screen, Retold):
                screen.retell()

    def _show_as_kept(self, book: OpenBook) -> None:
        """Take the look that the book remembers, and English where either the book or the command line asks for it."""
        cell = book.cell
        if cell.language == "en" and language() != "en":
            speak(cell.language, shipped("locale"))
        kept = dict(cell.settings).get(LOOK, "")
        if kept in self.available_themes and not os.environ.get("NO_COLOR"):
            self.theme = kept

    def _keep_look(self) -> None:
        """Let the book remember language and look."""
        home = next((screen for screen in self.screen_stack if isinstance(screen, HomeScreen)), None)
        if home is not None and home.book.writable and silent_page(self.screen_stack) is None:
            home.keep_look(language(), self.theme)

    def action_language(self) -> None:
        """Vietnamese or English; nothing is rebuilt, so nothing typed is lost."""
        speak("vi" if language() == "en" else "en", shipped("locale"))
        self._keep_look()
        self.retell()

    def action_find(self) -> None:
        """Search all years, from every screen over the book."""
        if self.book is not None and not self.book.member and not isinstance(self.screen, Dialog):
            from review_tui.tui.screens.search import SearchScreen

            self.push_screen(SearchScreen(self.book, open_member=self._open_member))

    def _open_member(self, member: str) -> None:
        from review_tui.tui.screens.member_file import MemberFileScreen

        assert self.book is not None
        self.push_screen(MemberFileScreen(self.book, member, self._clock))

    def action_help(self) -> None:
        """The help of this screen; again: away with it."""
        if isinstance(self.screen, Help):
            self.screen.dismiss(None)
        else:
            more = self.screen.help_lines() if isinstance(self.screen, Page) else ()
            self.push_screen(Help(help_rows(self.screen, more)))

    def on_help_look(self, event: Help.Look) -> None:
        """Another theme."""
        self.theme = event.theme
        self._keep_look()

    def on_vi_typing_refused(self, event: ViTyping.Refused) -> None:
        """A letter or paste that does not fit."""
        tell(self.screen, event.sentence, wrong=True)

    async def action_quit(self) -> None:
        """Leave at once; what is half typed is kept first. A member gives the machine back to the login.

        Votes of a poll would be lost: there the first time only asks.
        """
        silent = silent_page(self.screen_stack)
        if silent is not None and silent is self.screen:
            silent.action_back()
            return
        self.keep_half_typed()
        if self.book is not None and self.book.member:
            self.leave_for(NextLogin(word="open", book=self.book.path))
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C is how people leave other programs."""
        tell(self.screen, _("Muốn rời chương trình, bấm Ctrl+Q."))


def _settle_memory() -> None:
    """After the first paint: what was loaded stays and is not walked again by the collector (speed.md 1b).

    Only where the start has put the collector off.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
