"""What covers a whole program: the blank key, the lock after idle minutes, and a clipboard that keeps nothing.

Whatever happens beneath a cover stays beneath it: work that ends there may open and close its screens unseen.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import Screen

from review_tui.language.translate import N_
from review_tui.tui.dialogs.blank import Blank, Cover
from review_tui.tui.dialogs.lock import Lock
from review_tui.tui.keys import BLANK
from review_tui.tui.quiet_end import QuietEnd

LOOK_EVERY = 5.0
"""Seconds between two looks at how long nobody has touched a key."""

_TOUCHES = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
_CLEARED = "\x1b]52;c;\a"
"""An empty text for the clipboard of the terminal."""


class Covering(QuietEnd):
    """A program whose screen can be covered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            BLANK,
            "blank",
            N_("Che màn hình"),
            show=False,
            tooltip=N_("Che màn hình ngay, không mất gì; bấm lần nữa hoặc Enter để trở lại."),
            priority=True,
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.cover: Cover | None = None
        self._touched: datetime | None = None
        self._copied = False

    def watch_idle(self) -> None:
        """Begin to look for idle time, and keep covers above all else."""
        self.screen_change_signal.subscribe(self, self._raise_cover, immediate=True)
        self.set_interval(LOOK_EVERY, self.look_idle)

    # --- what the program says of itself ----------------------------------------------------------------------------

    def moment(self) -> datetime:
        """This moment, by the clock of the program."""
        raise NotImplementedError

    def idle_limit(self) -> timedelta:
        """How long nobody may touch a key."""
        raise NotImplementedError

    def make_lock(self) -> Cover | None:
        """The cover that comes after idle time; None where the program leaves instead."""
        raise NotImplementedError

    def paper_used(self) -> None:
        """The book was opened with its paper key: new secrets are due."""
        raise NotImplementedError

    def keep_half_typed(self) -> None:
        """Keep on the disk what is half typed."""
        raise NotImplementedError

    # --- covers -----------------------------------------------------------------------------------------------------

    def action_blank(self) -> None:
        """Cover at once; again: back. A lock stays."""
        if self.cover is None:
            self.put_cover(Blank())
        elif isinstance(self.cover, Blank):
            self.lift_cover()

    def look_idle(self) -> None:
        """Lock when nobody has touched a key for too long. A clock that was set back begins anew."""
        now = self.moment()
        if self._touched is None or now < self._touched:
            self._touched = now
        if isinstance(self.cover, Lock) or now - self._touched < self.idle_limit():
            return
        lock = self.make_lock()
        if isinstance(self.cover, Blank) and not isinstance(lock, Lock):
            return
        self.lift_cover()
        if lock is not None:
            self.put_cover(lock)

    def put_cover(self, cover: Cover) -> None:
        """Lay a cover over everything; what is half typed and what was copied is seen to first."""
        self.keep_half_typed()
        self.forget_copied()
        self.push_screen(cover)
        self.cover = cover

    def lift_cover(self) -> None:
        """Take the cover away."""
        cover, self.cover = self.cover, None
        if cover is not None and cover.is_active:
            self.pop_screen()

    def on_cover_lifted(self, event: Cover.Lifted) -> None:
        """Enter on the blank screen, or the right secret."""
        event.stop()
        self._touched = self.moment()
        self.lift_cover()
        if event.by_paper:
            self.paper_used()

    def _raise_cover(self, _screen: Screen[object]) -> None:
        """Something opened a screen while the cover lies: it goes beneath."""
        stack, cover = self._screen_stack, self.cover
        if cover is not None and cover in stack and stack[-1] is not cover:
            stack.remove(cover)
            stack[-1].post_message(events.ScreenSuspend())
            stack.append(cover)
            cover.post_message(events.ScreenResume())

    def pop_screen(self) -> AwaitComplete:
        """Close the top screen; while a cover lies, the one beneath it, which has come to its end unseen."""
        stack, cover = self._screen_stack, self.cover
        if cover is None or cover not in stack:
            return super().pop_screen()
        stack.remove(cover)
        try:
            return super().pop_screen()
        finally:
            stack.append(cover)

    async def on_event(self, event: events.Event) -> None:
        """Keys, clicks and pastes are what counts as touching."""
        if isinstance(event, _TOUCHES):
            self._touched = self.moment()
        await super().on_event(event)

    # --- clipboard --------------------------------------------------------------------------------------------------

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what was selected in an input, and remember that it has to go."""
        super().copy_to_clipboard(text)
        self._copied = bool(text)

    def forget_copied(self) -> None:
        """Clear what was copied here, in the program and in the terminal."""
        if self._copied:
            self._copied, self._clipboard = False, ""
            if self._driver is not None:
                self._driver.write(_CLEARED)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what was copied goes first."""
        self.forget_copied()
        super().exit(result, return_code, message)
