"""A text asked for in a dialog while the line that it makes grows in the entry line behind it."""

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import App
from textual.widgets import Input

from review_tui.language.dates import numeric_date, read_short_date
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.widgets.typing import ViInput


class Dictate(Ask):
    """Ask for a text. Every change of it is passed on at once, so that a draft of it is kept like any typed line."""

    def __init__(self, title: str, *, text: str, example: str, changed: Callable[[str], None]) -> None:
        super().__init__(title, text=text, example=example, longest=20_000, refuse=_why_empty)
        self._changed = changed

    def keeps_typing(self) -> bool:
        """The entry line behind keeps it already."""
        return False

    def on_mount(self) -> None:
        """A text that was there already is gone on with."""
        super().on_mount()
        search = self.query_one(ViInput)
        search.cursor_position = len(search.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed(clean_line(event.value))


async def dictated(
    app: App[None], title: str, example: str, *, lead: str, typed: str, show: Callable[[str], None]
) -> str | None:
    """The line with its text behind `lead`. None when left; then `show` has the line so far, or what was typed before.

    `typed` is offered as the text.
    """

    def grown(text: str) -> None:
        show(f"{lead} {text}" if text else typed)

    text = await app.push_screen_wait(Dictate(title, text=clean_line(typed), example=example, changed=grown))
    return None if text is None else f"{lead} {text}"


def _why_empty(text: str) -> str | None:
    return None if text else _("Chưa có nội dung.")


async def asked_due(app: App[None], after: date, *, only_day: bool = False) -> str:
    """The mark of a due date (" >30/06/2027", " >ngay", " >tx"); empty when it is left open.

    A day without a year is the next one after `after`.
    """

    def why_no_date(text: str) -> str | None:
        read_short_date(text, after=after)
        return None

    if not only_day:
        options = [_("một ngày"), _("làm ngay"), _("thường xuyên")]
        chosen = await app.push_screen_wait(Choose(_("Bao giờ xong?"), options))
        if chosen is None:
            return ""
        if chosen:
            return (" >ngay", " >tx")[chosen - 1]
    day = await app.push_screen_wait(Ask(_("Hạn ngày nào?"), example="30/6/2027", refuse=why_no_date))
    return f" >{numeric_date(read_short_date(day, after=after))}" if day else ""
