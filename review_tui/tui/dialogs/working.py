"""Work that may take longer than a second: beside the screen, with its progress, and stopped by Esc without harm."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.keys import BACK
from review_tui.tui.widgets.words import Words

T = TypeVar("T")

SHOWN_AFTER = 1.0
"""Seconds of work before anything is shown of it."""
_SIGNS = "|/-\\"


class StoppedWork(ReviewError):  # noqa: N818 - named by what happened
    """The work was stopped by who had started it."""

    def __init__(self) -> None:
        super().__init__(_("Đã dừng; không có gì thay đổi."))


class Watch:
    """Between the screen and its work: how far it is, and whether it shall stop."""

    def __init__(self) -> None:
        self.done = 0
        self.stop = False

    def tick(self) -> None:
        """One step is done; raises `StoppedWork` when it shall stop. Called by the work, in its thread."""
        if self.stop:
            raise StoppedWork
        self.done += 1


class Working(Dialog[None]):
    """Shows that something is being done, and how far it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BACK, "stop", N_("Dừng"), tooltip=N_("Dừng việc đang làm; không có gì thay đổi.")),
    ]

    def __init__(self, title: str, watch: Watch) -> None:
        super().__init__(title)
        self._watch, self._turns, self._over = watch, 0, False

    def body(self) -> ComposeResult:
        """How far it is."""
        yield Words(id="far")

    def on_mount(self) -> None:
        """Look again every now and then."""
        super().on_mount()
        self.set_interval(0.25, self.fill)

    def on_unmount(self) -> None:
        """The program is being left: let the work end."""
        self._watch.stop = True

    def fill(self) -> None:
        """Tell how far it is."""
        self._turns += 1
        words = _("Đang dừng…") if self._watch.stop else _("Đang làm…")
        if self._watch.done:
            words = _("{words} đã xong {count} tệp").format(words=words, count=self._watch.done)
        self.query_one("#far", Words).say(f"{_SIGNS[self._turns % len(_SIGNS)]} {words}")

    def action_stop(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self._watch.stop = True
        self.fill()

    def finish(self) -> None:
        """The work is over: go, as soon as nothing stands above."""
        self._over = True
        if self.is_current:
            self.dismiss(None)

    def on_screen_resume(self) -> None:
        """What stood above is gone."""
        if self._over:
            self.dismiss(None)


async def worked(app: App[None], title: str, job: Callable[[Watch], T]) -> T:
    """What `job` gives, done in a thread; raises what it raises (`StoppedWork` after Esc).

    `job` calls `watch.tick()` between its steps, and last before it changes anything for good.
    """
    watch = Watch()
    running = asyncio.get_running_loop().run_in_executor(None, job, watch)
    await asyncio.wait({running}, timeout=SHOWN_AFTER)
    if running.done():
        return running.result()
    dialog = Working(title, watch)
    await app.push_screen(dialog)
    try:
        return await running
    finally:
        if dialog.is_attached:
            dialog.finish()
