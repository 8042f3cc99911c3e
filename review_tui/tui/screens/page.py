"""What all screens over a book share: head line, key bar, filling, and the one way to write."""

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.tui.dialogs.half_typed import drop_answered
from review_tui.tui.door import OpenBook
from review_tui.tui.keys import BACK, FIND
from review_tui.tui.shelf import NextLogin
from review_tui.tui.widgets.bars import HeadLine, KeyBar
from review_tui.tui.widgets.listing import Line

Written = TypeVar("Written")


def tell(widget: Widget, sentence: str, *, wrong: bool = False) -> None:
    """Say a sentence in a toast, to the letter. The only call of `notify` in the house.

    The one before goes: toasts that pile up would hide the list.
    """
    widget.app.clear_notifications()
    widget.notify(sentence, markup=False, severity="error" if wrong else "information", timeout=8 if wrong else 4)


class Page(Screen[None]):
    """A screen over the book. `body` composes once; `fill` shows what the book holds, whenever that may have changed.

    Words that change with the language are set in `fill` or drawn late, so that a switch never rebuilds an input.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(FIND, "app.find", N_("Tìm"), show=False, tooltip=N_("Tìm trong mọi năm, có dấu hay không dấu.")),
        Binding(BACK, "back", N_("Quay lại"), tooltip=N_("Trở về màn hình trước.")),
    ]

    silent: ClassVar[bool] = False
    """nothing may be written while this screen stands: no draft, no setting (a secret vote)"""

    class Leave(Message):
        """Another book, in a process of its own."""

        def __init__(self, login: NextLogin) -> None:
            super().__init__()
            self.login = login

    class Retell(Message):
        """The language was changed: every screen says its words again."""

    def __init__(self, book: OpenBook) -> None:
        super().__init__()
        self.book = book
        self._away = self._mounted = False

    def compose(self) -> ComposeResult:
        """The head line, the body, the keys."""
        yield HeadLine()
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets of this screen."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show what the book holds."""
        raise NotImplementedError

    def place(self) -> str:
        """Where one is, for the head line."""
        return ""

    def help_lines(self) -> tuple[Line, ...]:
        """What the help says about this screen besides its keys."""
        return ()

    def leaving(self) -> None:
        """The program is about to end: keep what is half typed. Nothing else needs saving."""

    def retell(self) -> None:
        """Show everything again: after an act, after coming back, in another language."""
        cell = self.book.cell
        writable = self.book.writable or bool(self.book.member)  # a member writes elsewhere: into the own outbox
        self.query_one(HeadLine).name_book(cell.name, self.place(), practice=cell.practice, writable=writable)
        self.fill()
        self.query_one(KeyBar).follow()

    def on_mount(self) -> None:
        """The first filling. Textual calls the handler of every class, also where one calls the one above it."""
        if not self._mounted:
            self._mounted = True
            self.retell()

    def _on_screen_suspend(self) -> None:
        super()._on_screen_suspend()
        self._away = True

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back from another screen, which may have changed the book."""
        if self._away:
            self._away = False
            self.retell()

    def action_back(self) -> None:
        """To the screen before."""
        self.dismiss()

    def say(self, sentence: str) -> None:
        """Say a sentence."""
        tell(self, sentence)

    def refused(self, sentence: str) -> None:
        """Say why something was not done."""
        tell(self, sentence, wrong=True)

    def step(self, name: str, change: Callable[[Session], Session], *, session: str) -> Session | None:
        """Change a session, save, show. A broken rule or a failing disk becomes a sentence, and None is returned."""
        return self._written(lambda: self.book.act(name, change, session=session))

    def step_cell(self, name: str, change: Callable[[Cell], Cell]) -> Cell | None:
        """Change the cell, like `step`."""
        return self._written(lambda: self.book.act_cell(name, change))

    def step_follow_up(self, name: str, change: Callable[[FollowUp], FollowUp]) -> FollowUp | None:
        """Add to the follow-up, like `step`."""
        return self._written(lambda: self.book.act_follow_up(name, change))

    def step_new(self, session: Session, pack: Pack, name: str) -> bool:
        """Add a session, like `step`; whether it was."""

        def write() -> bool:
            self.book.add_session(session, pack, name=name)
            return True

        return self._written(write) is not None

    def step_back(self, session: str, number: int | None = None) -> str | None:
        """Undo the last act, or this one, like `step`; the name of what was undone."""
        return self._written(lambda: self.book.undo(session, number))

    def _written(self, write: Callable[[], Written]) -> Written | None:
        try:
            result = write()
        except ReviewError as broken:
            drop_answered(self.app, self.book, done=False)
            self.refused(str(broken))
            return None
        drop_answered(self.app, self.book, done=True)
        self.retell()
        return result


def silent_page(stack: Sequence[Screen[object]]) -> Page | None:
    """The page of this stack that lets nothing be written; None where there is none."""
    return next((screen for screen in stack if isinstance(screen, Page) and screen.silent), None)
