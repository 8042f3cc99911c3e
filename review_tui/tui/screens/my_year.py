"""One year of a member's own record, read when it is opened."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.entered import why_not_write
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.levels import voices
from review_tui.model.member_file import member_file
from review_tui.model.minutes import pieces
from review_tui.model.submission import why_not_object
from review_tui.regulation.gates import explained
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.my_acts import write_answer, write_objection, write_report
from review_tui.tui.screens.my_page import MyPage
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.member_file import FileRow, draw_file_row
from review_tui.tui.views.my_roles import member_may
from review_tui.tui.views.my_year import STATE_WORDS, year_rows
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.words import Words


class MyYearScreen(MyPage):
    """All that one session has about me. Enter reads a row to its end."""

    DEFAULT_CSS = """
    MyYearScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", N_("Đọc"), tooltip=N_("Đọc hết dòng có con trỏ.")),
        Binding("1", "answer", N_("Trả lời"), tooltip=N_("Trả lời ý kiến có con trỏ; gửi thư ký.")),
        Binding("2", "report", N_("Báo cáo"), tooltip=N_("Báo cáo cam kết có con trỏ; gửi thư ký.")),
        Binding("3", "object", N_("Góp ý câu"), tooltip=N_("Khi đọc lại: góp ý câu có con trỏ của dự thảo.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book, clock)
        self._session, self._shelf = session, shelf
        self._items: dict[str, LedgerItem] = {}

    def body(self) -> ComposeResult:
        """Who may write what, then everything."""
        yield Words(id="told")
        yield ListPane[FileRow](
            key=lambda row: row.key,
            render=draw_file_row,
            tall=True,
            empty=lambda: _("Kỳ này chưa ghi gì về đồng chí."),
        )

    def place(self) -> str:
        """ "Kỳ 2026, biên bản đã ký"."""
        state = self.book.session(self._session).state
        return _("Kỳ kiểm điểm {id}").format(id=self._session) + " · " + _(STATE_WORDS[state])

    def fill(self) -> None:
        """Read this year; of the others only what was promised, which the follow-up knows."""
        session, day = self.book.session(self._session), self.clock().date()
        follow_up = self.book.follow_up
        (year,) = member_file((session,), follow_up, self.me, day) or (None,)
        rows: tuple[FileRow, ...] = ()
        if year is not None:
            answers = explained(session, self.book.pack(session.id), self.me)
            gates = tuple(dict.fromkeys(sentence for one in answers for sentence in (*one.why_not, *one.because)))
            self._items = {item.number: item for item in ledger((session,), follow_up, day)}
            rows = year_rows(year, self.me, voices(session, self.me, follow_up), gates, self.answers_sent())
        pane = self.query_one(ListPane)
        first = not pane.rows
        pane.fill(rows, cursor=next((row.key for row in rows if row.at), None) if first else None)
        pane.focus()
        self.query_one("#told", Words).say(member_may(session))

    def action_read(self) -> None:
        """The whole row."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        row = self.query_one(ListPane).row_here
        if isinstance(row, FileRow):
            self.app.push_screen(FullText(_("Đọc đủ"), row.text, editable=False))

    @property
    def _here(self) -> FileRow | None:
        row = self.query_one(ListPane).row_here
        return row if isinstance(row, FileRow) else None

    @work
    async def action_answer(self) -> None:
        """Answer the point of the row; a row without one says which rows have."""
        row, session = self._here, self.book.session(self._session)
        point = next((one for one in session.points_of(self.me) if row is not None and one.id == row.at), None)
        if point is None:
            self.refused(
                _("Đặt con trỏ ở một ý kiến về đồng chí rồi bấm 1; gợi ý của cấp trên thì trả lời trong bản kiểm điểm.")
            )
        elif why := self.book.why_not_hand_in or why_not_write(session):
            self.refused(why)
        else:
            await write_answer(self, session, point)

    @work
    async def action_report(self) -> None:
        """Report on the commitment of the row."""
        row = self._here
        item = self._items.get(row.at.removeprefix("commitment:")) if row is not None else None
        if item is None or item.commitment.owner != self.me:
            self.refused(_("Đặt con trỏ ở một cam kết của đồng chí rồi bấm 2."))
        elif why := self.book.why_not_hand_in:
            self.refused(why)
        else:
            await write_report(self, item)

    @work
    async def action_object(self) -> None:
        """Object to the line of the row, while the draft is read back."""
        row, session = self._here, self.book.session(self._session)
        about = row.key if row is not None and any(one.id == row.key for one in pieces(session)) else ""
        about = about or (row.at if row is not None and any(one.id == row.at for one in pieces(session)) else "")
        if why := why_not_object(session) or self.book.why_not_hand_in:
            self.refused(why)
        elif not about:
            self.refused(_("Đặt con trỏ ở một câu của biên bản rồi bấm 3."))
        else:
            await write_objection(self, session, about)
