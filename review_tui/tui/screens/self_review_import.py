"""A self-review out of a Word file: every section to be looked at before it is taken, and what was not understood."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.exchange.forms import FormReading, read_form
from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.model.self_review import SelfReview, written
from review_tui.regulation.pack import Form
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.choose_file import ChooseFile
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.dialogs.working import worked
from review_tui.tui.screens.page import Page
from review_tui.tui.views.review_desk import ReviewFacts
from review_tui.tui.views.self_review import keys_of, rating_words
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One piece of the file: a section, the figures, or a heading that the form does not have."""

    key: str
    heading: str
    text: str
    target: str
    """the section into which it goes; "" for a heading that was not understood, until a section is chosen"""
    taken: bool
    replaces: int = 0
    """words that stand in that section already and say something else"""


RATING = "rating"
_LOST = "lost:"


def import_rows(reading: FormReading, form: Form, review: SelfReview) -> tuple[ImportRow, ...]:
    """The pieces in the order of the form. What would take the place of other words waits for a yes."""
    titles = {section.key: section.title for section in form.sections}
    rows = []
    for key, text in reading.sections:
        there = review.text(key)
        replaces = len(there.split()) if there.strip() != text.strip() else 0
        rows.append(
            ImportRow(
                key=key, heading=f"{key} {titles[key]}", text=text, target=key, taken=not replaces, replaces=replaces
            )
        )
    if (figures := _figures(reading, form)) != "":
        rows.append(ImportRow(key=RATING, heading=_("Điểm, mức tự nhận"), text=figures, target=RATING, taken=True))
    rows += [
        ImportRow(key=f"{_LOST}{place}", heading=one.heading, text=one.text, target="", taken=False)
        for place, one in enumerate(reading.not_understood)
    ]
    return tuple(rows)


def _figures(reading: FormReading, form: Form) -> str:
    made = reading.review("")
    keys = ("B.I", form.sections[-1].key)
    return ", ".join(filter(None, dict.fromkeys(rating_words(form, made, key) for key in keys)))


def taken_over(review: SelfReview, reading: FormReading, form: Form, rows: tuple[ImportRow, ...]) -> SelfReview:
    """The review with the pieces that are ticked; one sent to a section by hand is added to its words."""
    keys = keys_of(form)
    for row in rows:
        if not row.taken or not row.target:
            continue
        if row.target == RATING:
            review = replace(
                review,
                common=reading.common if reading.common is not None else review.common,
                results=reading.results if reading.results is not None else review.results,
                level=reading.level or review.level,
            )
        elif row.key.startswith(_LOST):
            review = written(review, row.target, f"{review.text(row.target)}\n{row.text}".strip(), keys)
        else:
            review = written(review, row.target, row.text, keys)
    return review


def draw_import_row(row: ImportRow, width: int) -> tuple[Line, ...]:
    """Tick, heading and length; the first words below."""
    tick = "[x]" if row.taken else "[ ]"
    count = len(row.text.split())
    if row.key.startswith(_LOST):
        state = _("vào mục {key}").format(key=row.target) if row.target else _("! chưa hiểu đề mục")
    elif row.replaces:
        state = _("! thay {count} từ đã viết").format(count=row.replaces)
    else:
        state = _("{count} từ").format(count=count)
    role = "warning" if state.startswith("!") else "quiet"
    room = max(width - len(state) - 6, 20)
    first, *rest = wrapped(row.heading, room, width - 4)
    pad = " " * (room - len(first) + 2)
    lines: list[Line] = [((f"{tick} ", "strong"), (first + pad, "strong"), (state, role))]
    lines += [plain("    " + line, "strong") for line in rest]
    words = wrapped(row.text, width - 6)
    cut = " …" if len(words) > 1 else ""
    return (*lines, plain(f"      {words[0]}{cut}", "quiet")) if row.text else tuple(lines)


class ImportPreview(Dialog[tuple[ImportRow, ...]]):
    """The pieces of the file; Space ticks, Enter reads one whole, 1 takes what is ticked."""

    DEFAULT_CSS = """
    ImportPreview ListPane { max-height: 16; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "take", N_("Nhận"), tooltip=N_("Đưa các mục có dấu x vào bản kiểm điểm.")),
        Binding("space", "tick", N_("Chọn"), tooltip=N_("Lấy hoặc không lấy mục có con trỏ.")),
        Binding("enter", "read", N_("Xem"), tooltip=N_("Đọc toàn văn mục có con trỏ.")),
        Binding("2", "send", N_("Xếp mục"), tooltip=N_("Cho đoạn chưa hiểu vào một mục của mẫu.")),
    ]

    def __init__(self, title: str, told: str, rows: tuple[ImportRow, ...], form: Form) -> None:
        super().__init__(title)
        self._told, self._rows, self._form = told, rows, form

    def body(self) -> ComposeResult:
        """What is odd about the file, and the pieces."""
        if self._told:
            yield Words(self._told, classes="wrong")
        yield ListPane[ImportRow](key=lambda row: row.key, render=draw_import_row, tall=True)

    def fill(self) -> None:
        """Show the pieces."""
        pane = self.query_one(ListPane)
        pane.fill(self._rows)
        pane.focus()

    @property
    def _here(self) -> ImportRow | None:
        row = self.query_one(ListPane).row_here
        return row if isinstance(row, ImportRow) else None

    def _put(self, row: ImportRow) -> None:
        self._rows = tuple(row if one.key == row.key else one for one in self._rows)
        self.fill()

    def action_tick(self) -> None:
        """Take it, or leave it; a heading that was not understood needs a section first."""
        row = self._here
        if row is None:
            return
        if not row.target:
            self.action_send()
        else:
            self._put(replace(row, taken=not row.taken))

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_read()

    @work
    async def action_read(self) -> None:
        """The whole text."""
        if (row := self._here) is not None:
            await self.app.push_screen_wait(FullText(row.heading, row.text, editable=False))

    @work
    async def action_send(self) -> None:
        """Choose the section for a heading that was not understood."""
        row = self._here
        if row is None or not row.key.startswith(_LOST):
            return
        sections = self._form.sections
        chosen = await self.app.push_screen_wait(
            Choose(_("Đoạn này vào mục nào?"), [f"{section.key} {section.title}" for section in sections])
        )
        if chosen is not None:
            self._put(replace(row, target=sections[chosen].key, taken=True))

    def action_take(self) -> None:
        """Answer with the pieces as they are ticked."""
        self.dismiss(self._rows)


async def chosen_file(page: Page, facts: ReviewFacts, review: SelfReview) -> SelfReview | None:
    """Choose a file, look at its pieces, take some over; None when left."""
    title = _("Chọn tệp Word (.docx) theo mẫu {code}").format(code=facts.form.code)
    path = await page.app.push_screen_wait(ChooseFile(title, Path.home(), endings=(".docx",)))
    if path is None:
        return None
    try:
        reading = await worked(page.app, _("Đang đọc tệp Word"), lambda watch: read_form(path, facts.form))
    except ReviewError as broken:
        page.refused(str(broken))
        return None
    rows = import_rows(reading, facts.form, review)
    taken = await page.app.push_screen_wait(ImportPreview(_("Tệp này có"), _odd(reading, facts), rows, facts.form))
    return None if taken is None else taken_over(review, reading, facts.form, taken)


def _odd(reading: FormReading, facts: ReviewFacts) -> str:
    """What to look at before taking it: another name, headings that were not understood."""
    said = []
    if reading.name and fold(reading.name) != fold(facts.author) and facts.floor != "cb":
        said.append(_("! Tệp ghi tên {name}.").format(name=reading.name))
    if reading.not_understood:
        said.append(
            _("! {count} đề mục chưa hiểu, nằm cuối danh sách: bấm 2 để xếp.").format(count=len(reading.not_understood))
        )
    return " ".join(said)
