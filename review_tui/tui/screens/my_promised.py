"""My commitments over all years, with every check and proof; one key reports on the one under the cursor."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.my_acts import write_report
from review_tui.tui.screens.my_page import MyPage
from review_tui.tui.views.member_file import FileRow, draw_file_row
from review_tui.tui.views.my_year import commitment_rows
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.words import Words


class MyPromisedScreen(MyPage):
    """Open ones first."""

    DEFAULT_CSS = """
    MyPromisedScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", N_("Đọc"), tooltip=N_("Đọc hết dòng có con trỏ.")),
        Binding("2", "report", N_("Báo cáo"), tooltip=N_("Báo cáo cam kết có con trỏ; gửi thư ký.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book, clock)
        self._items: dict[str, LedgerItem] = {}

    def body(self) -> ComposeResult:
        """Who may write what, then the rows."""
        yield Words(id="told")
        yield ListPane[FileRow](
            key=lambda row: row.key, render=draw_file_row, tall=True, empty=lambda: _("Đồng chí chưa có cam kết nào.")
        )

    def place(self) -> str:
        """Its name."""
        return _("Cam kết của tôi")

    def fill(self) -> None:
        """Mine, over all years."""
        found = ledger(self.book.years(), self.book.follow_up, self.clock().date())
        own = sorted((one for one in found if one.commitment.owner == self.me), key=lambda one: not one.is_open)
        self._items = {item.number: item for item in own}
        pane = self.query_one(ListPane)
        pane.fill(tuple(row for item in own for row in commitment_rows(item, 0)))
        pane.redraw()
        pane.focus()
        told = _(
            "Đồng chí báo cáo lúc nào cũng được, đến khi người theo dõi xác nhận; "
            "thư ký tiếp nhận thành một lần kiểm tra."
        )
        self.query_one("#told", Words).say(told)

    def action_read(self) -> None:
        """The whole row."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        row = self.query_one(ListPane).row_here
        if isinstance(row, FileRow):
            self.app.push_screen(FullText(_("Đọc đủ"), row.text, editable=False))

    @work
    async def action_report(self) -> None:
        """Report on the commitment of the row."""
        row = self.query_one(ListPane).row_here
        item = self._items.get(row.at.removeprefix("commitment:")) if isinstance(row, FileRow) else None
        if why := self.book.why_not_hand_in:
            self.refused(why)
        elif item is None:
            self.refused(_("Chưa có cam kết nào để báo cáo."))
        elif not item.is_open:
            self.refused(_("Cam kết {number} đã kết thúc, không còn gì để báo cáo.").format(number=item.number))
        else:
            await write_report(self, item)
