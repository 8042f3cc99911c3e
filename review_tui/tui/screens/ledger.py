"""The ledger of commitments, open ones first, and the checks of them: one digit each."""

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.ledger_search import LedgerIndex, Wanted, lapsed
from review_tui.model.month_check import repairs_of_the_same, why_not_find
from review_tui.model.points import DueKind
from review_tui.model.verifying import by_owner, too_many
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.commitment import commitment_words
from review_tui.tui.views.month_check import due_words
from review_tui.tui.views.standing import standing_words
from review_tui.tui.views.wanted import filter_words, overdue_turned
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.told import ToldLine


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
        Binding(
            "7", "filter", N_("Lọc"), show=False, tooltip=N_("Lọc theo người, hạn, tình trạng, gợi ý, nhóm, mục, chữ.")
        ),
        Binding(
            "8",
            "month",
            N_("Kiểm tra tháng"),
            show=False,
            tooltip=N_("Kiểm tra lần lượt cả tháng, mỗi cam kết một phím."),
        ),
        Binding(
            "9",
            "otherwise",
            N_("Theo dõi"),
            show=False,
            tooltip=N_("Đổi người theo dõi, theo dõi thêm, mở lại khi lỗi lặp lại."),
        ),
        Binding("enter", "read", N_("Xem đủ"), show=False, tooltip=N_("Đọc đủ: ý kiến, các lần kiểm tra, kết thúc.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None = None, wanted: Wanted | None = None) -> None:
        """`wanted` is what the list shows at first; else everything."""
        super().__init__(book)
        self._clock, self._shelf, self._day = clock, shelf, clock().date()
        self._wanted = wanted or Wanted()
        self._all: tuple[LedgerItem, ...] = ()
        self._of_owner: dict[str, tuple[LedgerItem, ...]] = {}

    def body(self) -> ComposeResult:
        """The counts, what is asked for, the list, a word about the one under the cursor."""
        yield StatusLine(id="count")
        yield ToldLine(id="wanted")
        yield ListPane[LedgerItem](
            key=lambda item: item.commitment.id,
            render=lambda item, width: drawn(item, width, self._day),
            tall=True,
            empty=self._nothing,
        )
        yield ToldLine(id="hint", steady=True)

    def _nothing(self) -> str:
        return _("Không có cam kết nào khớp.") if self._all else _("Chưa có cam kết nào.")

    def place(self) -> str:
        """Its name."""
        return _("Sổ cam kết")

    def fill(self) -> None:
        """Those asked for: overdue, then open, then closed."""
        self._all = ledger(self.book.years(), self.book.follow_up, self._day)
        self._of_owner = by_owner(self._all)
        shown = LedgerIndex(self._all).find(self._wanted)
        words = filter_words(self._wanted, self.book.cell.members)
        self.query_one("#count", StatusLine).tell(counted(self._all), plain(_("Enter đọc đủ "), "quiet"))
        told = self.query_one("#wanted", ToldLine)
        told.display = bool(words)
        told.tell(
            plain(" " + _("Đang lọc: {words} ({shown}/{all})").format(
                words=words, shown=len(shown), all=len(self._all)
            ), "warning")
        )  # fmt: skip
        pane = self.query_one(ListPane)
        pane.fill(sorted(shown, key=lambda item: (not item.is_open, not item.overdue)))
        pane.moved = self._hint
        pane.focus()
        self._hint()

    @on(ListPane.Highlighted)
    def _hint(self) -> None:
        """The keys that the bar has no room for; above them, when somebody has promised more than is kept."""
        item = self.query_one(ListPane).row_here
        owner = item.commitment.owner if isinstance(item, LedgerItem) else ""
        hint = too_many(self._of_owner.get(owner, ()), owner)
        keys = _("5 kết thúc · 6 chỉ quá hạn · 7 lọc, tìm · 8 kiểm tra tháng · 9 theo dõi, mở lại")
        self.query_one("#hint", ToldLine).tell(plain(" " + (hint or keys), "warning" if hint else "quiet"))

    def action_overdue(self) -> None:
        """Only those that are late, or all."""
        self._wanted = overdue_turned(self._wanted)
        self.fill()

    @work
    async def action_filter(self) -> None:
        """Ask what shall be shown."""
        from review_tui.tui.screens.wanting import asked_filter

        wanted = await asked_filter(self, self._wanted, self._day)
        if wanted is not None:
            self._wanted = wanted
            self.fill()

    def action_month(self) -> None:
        """All that this month's meeting goes through."""
        from review_tui.tui.screens.month_check import MonthCheckScreen

        self.app.push_screen(MonthCheckScreen(self.book, self._clock, self._shelf))

    @work
    async def action_otherwise(self) -> None:
        """Another verifier, a watch, the fault come back."""
        from review_tui.tui.screens.following import follow_otherwise

        item = self.query_one(ListPane).row_here
        if isinstance(item, LedgerItem):
            await follow_otherwise(self, item, self._day)

    @work
    async def action_found(self, state: str) -> None:
        """Record what a check found about the commitment under the cursor."""
        from review_tui.tui.screens.checking import record_check

        item = self.query_one(ListPane).row_here
        if not isinstance(item, LedgerItem):
            return
        if why := why_not_find(item, state, self._day):
            self.refused(why)
            return
        await record_check(self, item, state, self._day)

    def action_read(self) -> None:
        """Read all of it."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        item = self.query_one(ListPane).row_here
        if isinstance(item, LedgerItem):
            others = repairs_of_the_same(self._all, item)
            text = commitment_words(item, self.book.session(item.session), others, self._day)
            self.app.push_screen(TextScreen(self.book, lambda: item.number, lambda: text))


def counted(items: tuple[LedgerItem, ...]) -> Line:
    """ "Cam kết còn mở 4 · quá hạn 1"."""
    opened = sum(item.is_open for item in items)
    overdue = sum(item.is_open and item.overdue for item in items)
    line: Line = ((" " + _("Cam kết còn mở: {count}").format(count=opened), ""),)
    return (*line, (" · " + _("! quá hạn: {count}").format(count=overdue), "warning")) if overdue else line


def drawn(item: LedgerItem, width: int, today: date) -> list[Line]:
    """One commitment: number, who, how it stands (in words); below it what, until when, who follows it."""
    standing, role = standing_words(item)
    again = "  " + _("lần {times}").format(times=item.times) if item.times > 1 else ""
    head: Line = (
        (f"{item.number}  ", ""), (item.owner_name, "strong"), (again, "warning"), (f"  {standing}", role)
    )  # fmt: skip
    followed = _("theo dõi: {name}").format(name=item.verifier_name) if item.verifier_name else ""
    put_off = _("đã hoãn {count} lần").format(count=item.postponed) if item.postponed else ""
    words = " · ".join(filter(None, (item.commitment.text, due_words(item), followed, put_off)))
    told = [(words, ""), *((line, "warning") for line in _warnings(item, today))]
    return [head, *(plain("   " + line, role) for text, role in told for line in wrapped(text, width - 3))]


def _warnings(item: LedgerItem, today: date) -> list[str]:
    """How an earlier repair ended when the fault is back; a regular one that nobody looks at."""
    lines = []
    if item.times > 1 and item.closings and item.is_open:
        last = item.closings[-1]
        lines.append("! " + _("lần trước kết thúc {day}: {words}").format(day=numeric_date(last.on), words=last.words))
    if item.commitment.due_kind is DueKind.REGULAR and lapsed(item, today):
        lines.append("! " + _("việc thường xuyên, hơn một tháng chưa kiểm tra"))
    return lines
