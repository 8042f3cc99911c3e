"""Writing one section: its question above, what the book knows about it, and the text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean
from review_tui.language.translate import N_, _
from review_tui.model.self_review import SelfReview, written
from review_tui.regulation.pack import Section
from review_tui.tui.door import OpenBook
from review_tui.tui.keys import BACK, GUIDED
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.views.review_desk import ReviewDesk, ReviewFacts
from review_tui.tui.views.self_review import keys_of, material, section_help, stubs
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import plain
from review_tui.tui.widgets.reading import ReadingPane
from review_tui.tui.widgets.words import Words
from review_tui.tui.widgets.writing import LongText


class SectionScreen(Page):
    """One section. What is typed is kept within a second, and saved when one leaves."""

    DEFAULT_CSS = """
    SectionScreen #help { padding: 0 1; color: $text-muted; }
    SectionScreen ReadingPane { height: auto; max-height: 7; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(GUIDED, "stubs", N_("Chèn đề mục"), tooltip=N_("Chèn đầu dòng cho việc, gợi ý chưa viết tới.")),
        Binding(BACK, "back", N_("Xong mục"), tooltip=N_("Ghi mục này và trở lại danh sách mục.")),
    ]

    def __init__(self, book: OpenBook, desk: ReviewDesk, facts: ReviewFacts, section: Section) -> None:
        super().__init__(book)
        self.desk, self.facts, self.section = desk, facts, section
        self._saved = desk.review()

    def body(self) -> ComposeResult:
        """Title and words, the question, the material, the text."""
        yield StatusLine()
        yield Words(id="help")
        yield ReadingPane()
        typed = self.desk.half_typed().get(self.section.key)
        yield LongText(self._saved.text(self.section.key) if typed is None else typed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Headings are offered where the book knows some."""
        if action == "stubs":
            return bool(material(self.facts, self.section, self._saved))
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Begin writing."""
        super().on_mount()
        text = self.query_one(LongText)
        text.read_only = bool(self.desk.why_not())
        text.focus()

    def place(self) -> str:
        """ "Huỳnh Quang Đồng, mục A.II"."""
        return _("{who}, mục {key}").format(who=self.facts.author, key=self.section.key)

    def fill(self) -> None:
        """Set the words round the text."""
        self.query_one("#help", Words).say(section_help(self.facts, self.section))
        self._tell()

    @property
    def _review(self) -> SelfReview:
        """The review with the text as it stands in the field."""
        return written(self._saved, self.section.key, self.query_one(LongText).text, keys_of(self.facts.form))

    def _tell(self) -> None:
        count = len(self.query_one(LongText).text.split())
        words = _("{count} từ · cả bản {all} ").format(count=count, all=self._review.words)
        self.query_one(StatusLine).tell(plain(f" {self.section.title}", "strong"), plain(words, "quiet"))
        beside = material(self.facts, self.section, self._review)
        pane = self.query_one(ReadingPane)
        pane.display = bool(beside)
        pane.read(beside)

    @on(LongText.Edited)
    def _edited(self) -> None:
        self._tell()

    # --- keeping ----------------------------------------------------------------------------------------------------

    @property
    def _changed(self) -> bool:
        return clean(self.query_one(LongText).text).strip() != self._saved.text(self.section.key)

    @on(LongText.Drafted)
    def _keep(self) -> None:
        self.leaving()

    def leaving(self) -> None:
        """Keep what is typed: every second, and when the program ends."""
        try:
            if self._changed:
                self.desk.keep(self.section.key, self.query_one(LongText).text)
            else:
                self.desk.drop(self.section.key)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)

    def action_back(self) -> None:
        """Save the section; where the disk fails the text stays on the screen."""
        if self.desk.why_not() or self._written(self._saved_section) is not None:
            self.dismiss()

    def _saved_section(self) -> bool:
        if self._changed:
            self.desk.save(self._review, self.section.key)
        self.desk.drop(self.section.key)
        return True

    def action_stubs(self) -> None:
        """Headings for what the text does not speak of yet, at its end."""
        text = self.query_one(LongText)
        heads = stubs(self.facts, self.section, self._review)
        if not heads:
            self.say(_("Mục này đã nói tới mọi việc."))
            return
        before = text.text.rstrip()
        text.load_text(f"{before}\n{heads}" if before else heads)
        text.focus()
