"""A self-review: its sections with what is written, and the acts on the whole of it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.points import COLLECTIVE
from review_tui.model.self_review import SelfReview
from review_tui.regulation.pack import Pack, Section
from review_tui.regulation.preparation import forms_for_members, is_rating, moved_to_form
from review_tui.tui.dialogs.ask import Choose, Confirm
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import OpenBook
from review_tui.tui.keys import PAPERS, SHOW
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.review_desk import ReviewDesk, ReviewFacts
from review_tui.tui.views.self_review import (
    SectionRow,
    draw_section_row,
    hint_text,
    hints_for,
    rating_fields,
    section_rows,
    state_line,
    with_half_typed,
    with_rating,
)
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain


class SelfReviewScreen(Page):
    """The sections of one self-review, over whatever desk it lies on. Enter writes the section of the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Viết"), tooltip=N_("Viết mục có con trỏ; chữ gõ được giữ ngay.")),
        Binding("1", "hand_in", N_("Nộp"), tooltip=N_("Nộp bản kiểm điểm; sửa rồi nộp lại được.")),
        Binding("2", "word", N_("Từ Word"), tooltip=N_("Nhập từ tệp .docx, xem trước từng mục.")),
        Binding("3", "rate", N_("Điểm, mức"), show=False, tooltip=N_("Tự chấm điểm, tự nhận mức xếp loại.")),
        Binding("4", "form", N_("Đổi mẫu"), show=False, tooltip=N_("Viết theo mẫu khác (2A, 2B, 2C).")),
        Binding(SHOW, "hints", N_("Gợi ý riêng"), tooltip=N_("Chỗ nên xem lại; chỉ người viết xem, không lưu.")),
        Binding(PAPERS, "paper", N_("Bản in"), show=False, tooltip=N_("Đọc bản kiểm điểm như sẽ in.")),
    ]

    def __init__(
        self,
        book: OpenBook,
        desk: ReviewDesk,
        *,
        at: str = "",
        pack: Pack | None = None,
        paper: Callable[[int], str] | None = None,
    ) -> None:
        """`at` is the section in which to begin. `paper` gives the printed text for a width, `pack` other forms to
        choose from: where they are left out those keys are not offered."""
        super().__init__(book)
        self.desk, self._at, self._pack, self._paper = desk, at, pack, paper
        self._facts: ReviewFacts | None = None

    @property
    def facts(self) -> ReviewFacts:
        """Form, topics, earlier shortcomings, as read when the screen was filled."""
        if self._facts is None:
            self._facts = self.desk.facts()
        return self._facts

    def body(self) -> ComposeResult:
        """How far it is, and the sections."""
        yield StatusLine()
        yield ListPane[SectionRow](key=lambda row: row.section.key, render=draw_section_row, tall=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this desk can do."""
        if action == "paper":
            return self._paper is not None
        if action == "form":
            return self._pack is not None and self.facts.floor != COLLECTIVE
        return super().check_action(action, parameters)

    def place(self) -> str:
        """ "Bản kiểm điểm: Huỳnh Quang Đồng"."""
        return _("Bản kiểm điểm: {who}").format(who=self.facts.author)

    def help_lines(self) -> tuple[Line, ...]:
        """That nothing typed is lost."""
        return (plain(_("Chữ đang gõ được giữ mỗi giây; rời mục là đã ghi vào sổ.")),)

    def fill(self) -> None:
        """Read the desk anew."""
        self._facts = None
        facts, typed = self.facts, self.desk.half_typed()
        review = with_half_typed(self.desk.review(), facts.form, typed)
        rows = section_rows(facts, review, typed)
        self.query_one(StatusLine).tell(state_line(facts, review, rows))
        pane = self.query_one(ListPane)
        pane.fill(rows, cursor=self._at or None)
        pane.redraw()
        pane.focus()
        self._at = ""

    @property
    def _review(self) -> SelfReview:
        """As it stands, with what was typed last."""
        return with_half_typed(self.desk.review(), self.facts.form, self.desk.half_typed())

    def _cannot_write(self) -> bool:
        if why := self.desk.why_not():
            self.refused(why)
        return bool(why)

    # --- one section ------------------------------------------------------------------------------------------------

    def action_go(self) -> None:
        """Write the section of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        row = self.query_one(ListPane).row_here
        if not isinstance(row, SectionRow):
            return
        if is_rating(self.facts.form, row.section.key):
            self.action_rate()
        else:
            self._write(row.section)

    def _write(self, section: Section) -> None:
        from review_tui.tui.screens.self_review_section import SectionScreen

        self.app.push_screen(SectionScreen(self.book, self.desk, self.facts, section), self._written_section)

    def _written_section(self, left: None) -> None:
        """The next section is at hand when one comes back."""
        self.query_one(ListPane).action_browse("down")

    # --- the whole --------------------------------------------------------------------------------------------------

    def _save(self, review: SelfReview) -> bool:
        return self._written(lambda: self._saved(review)) is not None

    def _saved(self, review: SelfReview) -> bool:
        self.desk.save(review, "")
        for section in self.desk.half_typed():
            self.desk.drop(section)
        return True

    @work
    async def action_rate(self) -> None:
        """Points and level."""
        if self._cannot_write():
            return
        fields = rating_fields(self.facts.form, self._review)
        values = await self.app.push_screen_wait(FormDialog(_("Tự chấm điểm, tự nhận mức"), fields, edit=True))
        if values is not None:
            self._save(with_rating(self._review, values))

    @work
    async def action_hand_in(self) -> None:
        """Hand it in. What is missing is said once and hinders nobody."""
        if self._cannot_write():
            return
        review = self._review
        missing = [row for row in section_rows(self.facts, review, {}) if row.missing]
        if missing:
            text = "\n".join(f"{row.section.key} {row.section.title}" for row in missing)
            title = _("Còn {count} mục chưa viết. Vẫn nộp?").format(count=len(missing))
            if not await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Nộp"))):
                return
        if self._written(lambda: self._handed(review)) is not None:
            self.say(_("Đã nộp bản kiểm điểm."))

    def _handed(self, review: SelfReview) -> bool:
        self.desk.hand_in(review)
        for section in self.desk.half_typed():
            self.desk.drop(section)
        return True

    @work
    async def action_form(self) -> None:
        """Write by another form; what is written moves to the sections of the same title or part."""
        if self._pack is None or self._cannot_write():
            return
        forms = forms_for_members(self._pack)
        here = next((place for place, form in enumerate(forms) if form.code == self.facts.form.code), 0)
        words = [f"{form.code} {form.title}" for form in forms]
        chosen = await self.app.push_screen_wait(Choose(_("Viết theo mẫu nào?"), words, cursor=here))
        if chosen is not None and chosen != here:
            self._save(moved_to_form(self._review, self.facts.form, forms[chosen]))

    @work
    async def action_hints(self) -> None:
        """The private hints. Where the author may not be the one at the screen, that is asked first."""
        facts = self.facts
        if not facts.own:
            title = _("Gợi ý riêng chỉ dành cho người viết. Đ/c {who} đang ngồi trước màn hình?").format(
                who=facts.author
            )
            if not await self.app.push_screen_wait(Confirm(title, yes=_("Đúng, mở gợi ý riêng"))):
                return
        text = hint_text(hints_for(facts, self._review))
        await self.app.push_screen_wait(FullText(_("Gợi ý riêng cho người viết"), text, editable=False))

    def action_paper(self) -> None:
        """The text as it will be printed."""
        paper = self._paper
        if paper is None:
            return
        try:
            text = paper(self.app.size.width - 4)
        except ReviewError as broken:
            self.refused(str(broken))
            return
        self.app.push_screen(TextScreen(self.book, self.place, lambda: text))

    @work
    async def action_word(self) -> None:
        """Take sections out of a Word file after a preview."""
        from review_tui.tui.screens.self_review_import import chosen_file

        if self._cannot_write():
            return
        review = await chosen_file(self, self.facts, self._review)
        if review is not None and self._save(review):
            self.say(_("Đã nhận các mục đã chọn."))
