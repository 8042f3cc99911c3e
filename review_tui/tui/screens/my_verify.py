"""Compare my record with the mark on my slip: read it with the eyes, or type it and let the program compare."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.dialogs.working import worked
from review_tui.tui.screens.my_login import grouped
from review_tui.tui.screens.my_page import MyPage
from review_tui.tui.views.my_home import marks_words
from review_tui.tui.widgets.reading import ReadingPane

_LETTERS = 26


class MyVerifyScreen(MyPage):
    """The marks over the signed parts of my record, computed now from what stands there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "compare", N_("Gõ dấu"), tooltip=N_("Gõ dấu in trên phiếu; chương trình đối chiếu.")),
    ]

    def body(self) -> ComposeResult:
        """The text."""
        yield ReadingPane()

    def place(self) -> str:
        """Its name."""
        return _("Đối chiếu hồ sơ với phiếu")

    def on_mount(self) -> None:
        """Compute beside the screen: every signed year is read for it."""
        super().on_mount()
        self._compute()

    @work
    async def _compute(self) -> None:
        try:
            self._marks = await worked(self.app, _("Đang tính dấu"), lambda watch: self.book.record_marks())
        except ReviewError as broken:
            self._wrong = str(broken)
        self.fill()

    _marks: tuple[tuple[str, str], ...] | None = None
    _wrong = ""
    _said = ""

    def fill(self) -> None:
        """Show what was computed, and what the comparison gave."""
        pane = self.query_one(ReadingPane)
        if self._wrong:
            words = "! " + self._wrong
        elif self._marks is None:
            words = _("Đang tính dấu…")
        else:
            words = marks_words(tuple((session, grouped(mark)) for session, mark in self._marks), self._said)
        pane.read(words)
        pane.focus()

    @work
    async def action_compare(self) -> None:
        """Type the mark of the slip."""
        if not self._marks:
            self.refused(_("Chưa có biên bản nào được ký nên chưa có dấu để đối chiếu."))
            return
        title = _("Dấu của hồ sơ, in trên phiếu (tắt bộ gõ tiếng Việt; dấu gạch không cần gõ):")
        typed = await self.app.push_screen_wait(Ask(title, longest=80, refuse=_why_no_mark))
        if typed is not None:
            self._said = compared(self._marks, typed)
            self.fill()


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text).upper() if letter.isalnum())


def _why_no_mark(text: str) -> str | None:
    """A slip of the fingers is no forgery: the length is looked at first."""
    count = len(_plain(text))
    if count == _LETTERS:
        return None
    return _("Dấu có {right} chữ và số, vừa gõ {count}; hãy tắt bộ gõ tiếng Việt rồi gõ lại.").format(
        right=_LETTERS, count=count
    )


def compared(marks: tuple[tuple[str, str], ...], typed: str) -> str:
    """What the comparison means, as a sentence that accuses nobody."""
    for session, mark in marks:
        if _plain(typed) == mark:
            return "✓ " + _("Khớp: mọi phần đã ký của đồng chí đến kỳ {id} đúng như lúc in phiếu.").format(id=session)
    return "! " + _(
        "Không khớp. Có thể gõ nhầm, phiếu của sổ khác, hoặc phần đã ký không còn như lúc in phiếu: "
        "hãy gõ lại; vẫn không khớp thì đưa phiếu cho thư ký và bí thư cùng xem, đối chiếu với biên bản giấy."
    )
