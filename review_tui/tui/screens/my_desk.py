"""A member's desk: what waits for him, what he sent, and how far each thing has come."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.session import Session
from review_tui.model.submission import Submission
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.dialogs.half_typed import left_over
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.my_acts import write_answer, write_report
from review_tui.tui.screens.my_page import MyPage
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.member_file import FileRow, draw_file_row
from review_tui.tui.views.my_desk import Half, desk_rows
from review_tui.tui.views.my_review import MyReview
from review_tui.tui.views.my_roles import member_may
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.words import Words


class MyDeskScreen(MyPage):
    """Enter does what the row says: write, answer, report, or read again what was sent."""

    DEFAULT_CSS = """
    MyDeskScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Làm việc này"), tooltip=N_("Viết, trả lời, báo cáo; điều đã gửi: đọc lại.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book, clock)
        self._shelf = shelf
        self._items: tuple[LedgerItem, ...] = ()
        self._sent: tuple[Submission, ...] = ()

    def body(self) -> ComposeResult:
        """Who may write what, then the rows."""
        yield Words(id="told")
        yield ListPane[FileRow](key=lambda row: row.key, render=draw_file_row, tall=True)

    def place(self) -> str:
        """Its name."""
        return _("Việc của tôi")

    @property
    def _session(self) -> Session | None:
        ids = self.book.session_ids()
        return self.book.session(ids[-1]) if ids else None

    def fill(self) -> None:
        """Read what was sent, and what became of it, anew."""
        session, told = self._session, self.book.why_not_hand_in
        try:
            self._sent = self.book.submissions()
        except ReviewError as broken:
            told = str(broken)
        self._items = ledger(self.book.years(), self.book.follow_up, self.clock().date())
        review = MyReview(self.book, session.id, self.clock).half_written if session is not None else 0
        half = Half(review=review, titles=left_over(self.book))
        pane = self.query_one(ListPane)
        rows, first = desk_rows(session, self._items, self._sent, half, self.me), not pane.rows
        pane.fill(rows, cursor=next((row.key for row in rows if row.at), None) if first else None)
        pane.redraw()
        pane.focus()
        words = "! " + told if told else member_may(session) if session is not None else _("Chưa có kỳ kiểm điểm nào.")
        self.query_one("#told", Words).say(words)

    def action_open(self) -> None:
        """The row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        row = self.query_one(ListPane).row_here
        if isinstance(row, FileRow):
            self._do(row)

    @work
    async def _do(self, row: FileRow) -> None:
        """What the row says; where nothing can be handed in, why not."""
        session, at = self._session, row.at
        if not at or session is None:
            self.app.push_screen(FullText(_("Đọc đủ"), row.text, editable=False))
        elif at == "year":
            from review_tui.tui.screens.my_year import MyYearScreen

            self.app.push_screen(MyYearScreen(self.book, session.id, self.clock, self._shelf))
        elif why := self.book.why_not_hand_in:
            self.refused(why)
        elif at == "review":
            from review_tui.tui.screens.self_review import SelfReviewScreen

            self.app.push_screen(SelfReviewScreen(self.book, MyReview(self.book, session.id, self.clock)))
        elif at.startswith("commitment:"):
            item = next((one for one in self._items if one.number == at.removeprefix("commitment:")), None)
            if item is not None:
                await write_report(self, item)
        else:
            point = next((one for one in session.points if one.id == at), None)
            if point is not None:
                await write_answer(self, session, point)
