"""Asking what the ledger shall show: a form, with lists of this book's topics and of the regulation's entries."""

from collections.abc import Sequence
from datetime import date

from textual.app import App

from review_tui.language.translate import _, language
from review_tui.model.ledger_search import Wanted
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.screens.page import Page
from review_tui.tui.views.wanted import filter_fields, read_filter
from review_tui.tui.widgets.form import Picker


async def asked_filter(page: Page, wanted: Wanted, day: date) -> Wanted | None:
    """What was asked for; None when left by Esc. Emptied fields ask for nothing."""
    members = page.book.cell.members
    fields = filter_fields(wanted, members, topic=_picker(_topics(page)), entry=_picker(_entries(page, day)))
    values = await page.app.push_screen_wait(FormDialog(_("Lọc sổ cam kết"), fields, edit=True))
    return None if values is None else read_filter(values, members)


Choices = Sequence[tuple[str, str]]
"""(what stands in the field, the words of the row)"""


def _picker(choices: Choices) -> Picker:
    async def pick(app: App[None], text: str) -> str | None:
        rows = [("", _("(bất kỳ)")), *choices]
        here = next((place for place, (key, _words) in enumerate(rows) if key == text), 0)
        chosen = await app.push_screen_wait(Choose(_("Chọn"), [words for _key, words in rows], cursor=here))
        return None if chosen is None else rows[chosen][0]

    return pick


def _topics(page: Page) -> Choices:
    """The topics of all years, the newest first."""
    return [
        (topic.id, f"{session.id} {topic.id}: {topic.title}")
        for session in reversed(page.book.sessions())
        for topic in session.topics
    ]


def _entries(page: Page, day: date) -> Choices:
    """Task groups first, then signs and forbidden things, as the newest session's pack has them."""
    ids = page.book.session_ids()
    if not ids:
        return []
    pack = page.book.pack(ids[-1])
    keys = sorted(dict.fromkeys(one.key for one in pack.lists), key=lambda key: key != "task_groups")
    spoken = language()
    return [
        (entry.key, f"{entry.key} {entry.label_en if spoken == 'en' else entry.label}")
        for key in keys
        for entry in pack.entries(key, day).entries
    ]
