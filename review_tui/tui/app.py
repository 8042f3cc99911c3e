"""The program on the screen: one open book, its screens, and what holds on all of them."""

import gc
import hashlib
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import N_, _, language, speak
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.dialogs.help import Help, help_rows
from review_tui.tui.door import Checker, Clock, OpenBook, Opener
from review_tui.tui.keys import HELP, LANGUAGE, LEAVE
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.login import LoginScreen
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.themes import THEMES
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.typing import ViTyping


class ReviewApp(App[None]):
    """One login to one book. `latest` opens the newest session at once (a practice book: this year's)."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    """Selected text would go to the clipboard by a terminal sequence; inputs keep their own selection."""

    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(HELP, "help", N_("Trợ giúp"), tooltip=N_("Các phím của màn hình này, và màu chữ."), priority=True),
        Binding(
            LANGUAGE,
            "language",
            N_("English"),
            show=False,
            tooltip=N_("Đổi tiếng Việt và tiếng Anh; chữ đang gõ vẫn còn."),
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
        check: Checker | None = None,
        name: str = "",
        locked: bool = True,
        latest: bool = False,
        theme: str = "normal",
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.book: OpenBook | None = None
        self._open_book, self._clock, self._locked, self._latest = open_book, clock, locked, latest
        self._meeting, self._check, self._book_name = meeting, check, name
        for known in THEMES:
            self.register_theme(known)
        self.theme = "plain" if os.environ.get("NO_COLOR") else theme

    def on_mount(self) -> None:
        """The login, or at once the book that needs none."""
        self.call_after_refresh(_settle_memory)
        if self._locked:
            self.push_screen(LoginScreen(self._open_book, self._book_name), self._opened)
        else:
            self._opened(self._open_book())

    def _opened(self, book: OpenBook | None) -> None:
        if book is None:
            self.exit()
            return
        self.book = book
        ids = book.session_ids()
        home = HomeScreen(
            book,
            self._clock,
            meeting=lambda session: self._meeting(book, session),
            check=self._check,
            go_to=ids[-1] if ids and self._latest else "",
        )
        self.push_screen(home)

    def retell(self) -> None:
        """Show every open screen again."""
        for screen in self.screen_stack:
            for pane in screen.query(ListPane):
                pane.redraw()
            if isinstance(screen, Page | Dialog | LoginScreen):
                screen.retell()

    def action_language(self) -> None:
        """Vietnamese or English; nothing is rebuilt, so nothing typed is lost."""
        speak("vi" if language() == "en" else "en", shipped("locale"))
        self.retell()

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

    def on_vi_typing_refused(self, event: ViTyping.Refused) -> None:
        """A letter or paste that does not fit."""
        tell(self.screen, event.sentence, wrong=True)

    async def action_quit(self) -> None:
        """Leave at once; what is half typed is kept first."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                try:
                    screen.leaving()
                except ReviewError:
                    continue  # the disk fails: there is nobody left to be told, and leaving must work
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C is how people leave other programs."""
        tell(self.screen, _("Muốn rời chương trình, bấm Ctrl+Q."))

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Never: a picture of a member's record would lie in a folder, unlocked."""

    def _fatal_error(self) -> None:
        """Say that it broke, with a code, type and line for the maker; never a value, a message or a local."""
        self._exit_renderables.append(Text(last_words(self._exception)))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        del self._exit_renderables[1:]
        super()._print_error_renderables()


def last_words(error: BaseException | None) -> str:
    """What stays on the terminal after a crash: no text of the book (Textual would print the locals)."""
    error = getattr(error, "error", error)  # of a worker
    frames = traceback.extract_tb(error.__traceback__) if error else []
    ours = [frame for frame in frames if f"{os.sep}review_tui{os.sep}" in frame.filename] or frames
    where = f"{Path(ours[-1].filename).stem}:{ours[-1].lineno}" if ours else "?"
    kind = type(error).__name__
    code = hashlib.sha256(f"{kind} {where}".encode()).hexdigest()[:6].upper()
    return _(
        "Chương trình gặp lỗi và đã dừng. Mọi việc đã ghi đều còn trong sổ. Mã lỗi {code} ({kind}, {where})."
    ).format(code=code, kind=kind, where=where)


def _settle_memory() -> None:
    """After the first paint: what was loaded stays and is not walked again by the collector (speed.md 1b).

    Only where the start has put the collector off.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
