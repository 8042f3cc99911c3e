"""The ledger of commitments, open ones first, and the checks of them: one digit each."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.commitment import commitment_words
from review_tui.tui.views.standing import standing_words
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped


class LedgerScreen(Page):
    """What was promised, by whom, who follows it, until when. A digit records what a check found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "found('done')", N_("Xong"), tooltip=N_("Kiểm tra: người cam kết báo đã xong.")),
        Binding("2", "found('under_way')", N_("Đang làm"), tooltip=N_("Kiểm tra: đang làm, được bao nhiêu phần trăm.")),
        Binding("3", "found('not_done')", N_("Chưa"), tooltip=N_("Kiểm tra: chưa thực hiện.")),
        Binding("4", "found('postponed')", N_("Hoãn"), tooltip=N_("Kiểm tra: lùi hạn, phải nêu lý do.")),
        Binding(
            "5", "found('closed')", N_("Kết thúc"), show=False, tooltip=N_("Người theo dõi xác nhận: đóng cam kết.")
        ),
        Binding(
            "6", "overdue", N_("Chỉ quá hạn"), show=False, tooltip=N_("Chỉ hiện cam kết quá hạn, hoặc hiện tất cả.")
        ),
        Binding("enter", "read", N_("Xem đủ"), show=False, tooltip=N_("Đọc đủ: ý kiến, các lần kiểm tra, kết thúc.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book)
        self._day = clock().date()
        self._only_overdue = False

    def body(self) -> ComposeResult:
        """The counts and the list."""
        yield StatusLine()
        yield ListPane[LedgerItem](
            key=lambda item: item.commitment.id, render=drawn, tall=True, empty=lambda: _("Chưa có cam kết nào.")
        )

    def place(self) -> str:
        """Its name."""
        return _("Sổ cam kết")

    def fill(self) -> None:
        """All of them: overdue, then open, then closed."""
        items = ledger(self.book.sessions(), self.book.follow_up, self._day)
        more = _("5 kết thúc · 6 chỉ quá hạn · Enter đọc đủ ")
        self.query_one(StatusLine).tell(counted(items), plain(more, "quiet"))
        pane = self.query_one(ListPane)
        shown = [item for item in items if item.overdue or not self._only_overdue]
        pane.fill(sorted(shown, key=lambda item: (not item.is_open, not item.overdue)))
        pane.focus()

    def action_overdue(self) -> None:
        """Only those that are late, or all."""
        self._only_overdue = not self._only_overdue
        self.fill()

    @work
    async def action_found(self, state: str) -> None:
        """Record what a check found about the commitment under the cursor."""
        from review_tui.tui.screens.checking import record_check

        item = self.query_one(ListPane).row_here
        if isinstance(item, LedgerItem):
            await record_check(self, item, state, self._day)

    def action_read(self) -> None:
        """Read all of it."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        item = self.query_one(ListPane).row_here
        if isinstance(item, LedgerItem):
            title, text = item.commitment.number, commitment_words(item, self.book.session(item.session))
            self.app.push_screen(TextScreen(self.book, lambda: title, lambda: text))


def counted(items: tuple[LedgerItem, ...]) -> Line:
    """ "Cam kết còn mở 4 · quá hạn 1"."""
    opened = sum(item.is_open for item in items)
    overdue = sum(item.is_open and item.overdue for item in items)
    line: Line = ((" " + _("Cam kết còn mở: {count}").format(count=opened), ""),)
    return (*line, (" · " + _("! quá hạn: {count}").format(count=overdue), "warning")) if overdue else line


def drawn(item: LedgerItem, width: int) -> list[Line]:
    """One commitment: number, who, how it stands (in words); below it what, until when, who follows it."""
    standing, role = standing_words(item)
    head: Line = ((f"{item.commitment.number}  ", ""), (item.owner_name, "strong"), (f"  {standing}", role))
    due = _("hạn {day}").format(day=numeric_date(item.due)) if item.due else ""
    followed = _("theo dõi: {name}").format(name=item.verifier_name) if item.verifier_name else ""
    words = " · ".join(filter(None, (item.commitment.text, due, followed)))
    return [head, *(plain("   " + line) for line in wrapped(words, width - 3))]
