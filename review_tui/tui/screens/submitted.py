"""What members handed in: seen in full with what it will change, then taken over or given back with a word."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.session import Session
from review_tui.model.submission import HandedReport, Submission
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.dialogs.half_typed import drop_answered
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.views.my_roles import recorder_may
from review_tui.tui.views.submitted import draw_submitted, submitted_words, why_not_take_over
from review_tui.tui.widgets.listing import Line, ListPane
from review_tui.tui.widgets.reading import ReadingPane
from review_tui.tui.widgets.words import Words


class _Handing(Page):
    """Reads what was handed in; both screens need it."""

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book)
        self._clock = clock

    def _session_of(self, handed: Submission) -> Session | None:
        ids = self.book.session_ids()
        if isinstance(handed, HandedReport):
            return self.book.session(ids[-1]) if ids else None
        return self.book.session(handed.session) if handed.session in ids else None

    def _items(self) -> tuple[LedgerItem, ...]:
        return ledger(self.book.years(), self.book.follow_up, self._clock().date())

    def _member_name(self, member: str) -> str:
        return next((one.name for one in self.book.cell.members if one.id == member), "")


class SubmittedScreen(_Handing):
    """Those that wait first. Texts stand behind Enter, because others look at this screen."""

    DEFAULT_CSS = """
    SubmittedScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", N_("Xem"), tooltip=N_("Đọc đủ, và xem tiếp nhận thì biên bản thêm gì.")),
        Binding("1", "read", show=False),
        Binding("2", "read", show=False),
    ]

    def body(self) -> ComposeResult:
        """Who may write what, then the list."""
        yield Words(id="told")
        yield ListPane[Submission](
            key=lambda one: one.id, render=self._row, tall=True, empty=lambda: _("Chưa đảng viên nào gửi gì.")
        )

    def place(self) -> str:
        """Its name."""
        return _("Điều đảng viên gửi")

    def fill(self) -> None:
        """Read every outbox anew."""
        try:
            found = self.book.submissions()
        except ReviewError as broken:
            found = ()
            self.refused(str(broken))
        pane = self.query_one(ListPane)
        rows = sorted(found, key=lambda one: (not one.fate.waits, one.at))
        here = next((one for one in rows if one.id == pane.key_here and one.fate.waits), None)
        pane.fill(rows, cursor=here.id if here is not None else rows[0].id if rows else None)
        pane.redraw()
        pane.focus()
        ids = self.book.session_ids()
        told = recorder_may(self.book.session(ids[-1])) if ids else ""
        self.query_one("#told", Words).say("! " + self.book.holder if not self.book.writable else told)

    def _row(self, handed: Submission, width: int) -> list[Line]:
        return draw_submitted(handed, width, self._member_name)

    def action_read(self) -> None:
        """The one under the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.app.push_screen(OneSubmittedScreen(self.book, self._clock, event.key))


class OneSubmittedScreen(_Handing):
    """One of them in full, with what taking it over adds. Nothing that stands in the book is overwritten unseen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1", "take_over", N_("Tiếp nhận"), tooltip=N_("Ghi vào sổ như dòng “Tiếp nhận thì” nói; hoàn tác được.")
        ),
        Binding("2", "give_back", N_("Trả lại"), tooltip=N_("Trả lại kèm lời; người gửi đọc được lời ấy.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, id: str) -> None:
        super().__init__(book, clock)
        self._handed_id = id

    def body(self) -> ComposeResult:
        """The text."""
        yield ReadingPane()

    def place(self) -> str:
        """Its name."""
        return _("Điều đảng viên gửi")

    def fill(self) -> None:
        """Read it anew."""
        pane = self.query_one(ReadingPane)
        try:
            handed = self.book.submission(self._handed_id)
            words = submitted_words(handed, self._session_of(handed), self._items(), self._member_name(handed.member))
        except ReviewError as broken:
            words = "! " + str(broken)
        pane.read(words)
        pane.focus()

    def _why_not(self, handed: Submission) -> str:
        """Why the keys do nothing."""
        if not self.book.writable:
            return self.book.holder or _("Sổ đang mở chỉ để xem.")
        return "" if handed.fate.waits else _("Điều này đã xử lý rồi.")

    def action_take_over(self) -> None:
        """Into the session or the follow-up, as one act."""
        try:
            handed = self.book.submission(self._handed_id)
            why = self._why_not(handed) or why_not_take_over(handed, self._session_of(handed), self._items())
            if why:
                self.refused(why)
                return
            self.book.taken_over(self._handed_id, self._clock())
        except ReviewError as broken:
            self.refused(str(broken))
        else:
            self.retell()
            self.say(_("Đã tiếp nhận; người gửi thấy ngày tiếp nhận."))

    @work
    async def action_give_back(self) -> None:
        """With a word, which the member reads."""
        try:
            if why := self._why_not(self.book.submission(self._handed_id)):
                self.refused(why)
                return
            words = await self.app.push_screen_wait(
                Ask(_("Trả lại vì sao? Người gửi đọc được lời này."), refuse=_why_no_word)
            )
            if words is None:
                return
            self.book.returned(self._handed_id, words)
        except ReviewError as broken:
            drop_answered(self.app, self.book, done=False)
            self.refused(str(broken))
        else:
            drop_answered(self.app, self.book, done=True)
            self.retell()
            self.say(_("Đã trả lại kèm lời."))


def _why_no_word(text: str) -> str | None:
    return None if text else _("Trả lại phải ghi lý do.")
