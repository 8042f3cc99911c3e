"""Looking back over the years: the cell in figures, due dates ahead, what is new, who spoke to whom how often."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.last_look import Act, last_look, look_of, looked, news_since
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.ledger_search import Wanted
from review_tui.model.looking_back import Spoken, YearFigures, by_year, due_months, spoken
from review_tui.tui.dialogs.ask import PickMember
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.screens.timeline import TimelineScreen
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.years import bars, greatest, head_row, news_words, strip, table_row
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, fitted, plain

_SESSIONS_WITH_NEWS = 3
"""Logs that are read for news: of the newest sessions; older minutes are signed."""


class LookingBackScreen(Page):
    """Every year as bars or as a row of a table, and below the months in which open commitments are due."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "table", N_("Bảng"), tooltip=N_("Đổi giữa biểu đồ và bảng số.")),
        Binding("2", "news", N_("Mới"), tooltip=N_("Điều gì mới từ lần xem trước.")),
        Binding("3", "turns", N_("Góp ý"), tooltip=N_("Ai chưa góp ý, ai chưa được góp ý: chỉ đếm, không lưu.")),
        Binding("4", "timeline", N_("Một người"), tooltip=N_("Dòng thời gian của một đảng viên qua các năm.")),
        Binding("enter", "open", N_("Cam kết"), show=False, tooltip=N_("Cam kết lập trong năm có con trỏ.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None = None) -> None:
        super().__init__(book)
        self._clock, self._shelf, self._day = clock, shelf, clock().date()
        self._as_table, self._most = False, 0

    def body(self) -> ComposeResult:
        """The years above, the months below."""
        yield StatusLine(id="heads")
        yield ListPane[YearFigures](
            key=lambda year: str(year.year), render=self._row, tall=True, empty=lambda: _("Chưa có năm nào.")
        )
        yield StatusLine(id="strip")
        yield StatusLine(id="months")
        yield StatusLine(id="due")

    def place(self) -> str:
        """Its name."""
        return _("Nhìn lại các năm")

    def fill(self) -> None:
        """Count all years; figures of the cell, of nobody else."""
        sessions, follow_up = self.book.sessions(), self.book.follow_up
        years = by_year(sessions, follow_up, self._day)
        self._most = greatest(years)
        head = head_row() if self._as_table else _("Biểu đồ các năm; Enter: cam kết của năm")
        self.query_one("#heads", StatusLine).tell(plain("  " + head, "strong"))
        pane = self.query_one(ListPane)
        pane.fill(tuple(reversed(years)))
        pane.redraw()
        pane.focus()
        self._show_months(ledger(sessions, follow_up, self._day))

    def _show_months(self, items: tuple[LedgerItem, ...]) -> None:
        months = due_months(items, self._day)
        heads, counts = strip(months, max(self.size.width - 2, 64))
        self.query_one("#strip", StatusLine).tell(
            plain(" " + _("Cam kết còn mở theo tháng đến hạn (! đã quá hạn):"), "strong")
        )
        self.query_one("#months", StatusLine).tell(((" ", ""), *heads))
        self.query_one("#due", StatusLine).tell(((" ", ""), *counts))

    def _row(self, year: YearFigures, width: int) -> list[Line]:
        return table_row(year, width) if self._as_table else bars(year, self._most, width)

    def action_table(self) -> None:
        """Figures instead of bars, or bars again."""
        self._as_table = not self._as_table
        self.retell()

    def action_news(self) -> None:
        """What is new since this was last asked; from now on it is known."""
        now, before = self._clock(), last_look(self.book.cell)
        acts = [
            Act(session=key, at=line.at, name=line.name)
            for key in self.book.session_ids()[-_SESSIONS_WITH_NEWS:]
            for line in self.book.log(key)
            if not line.undone and line.undoes is None
        ]
        items = ledger(self.book.years(), self.book.follow_up, self._day)
        news = news_since(before, self.book.follow_up, items, acts, self._day) if before else ()
        words = news_words(before, news)
        if self.book.writable:
            look = look_of(self.book.follow_up, now)
            self.step_cell(_("xem những điều mới"), lambda cell: looked(cell, look))
        self.app.push_screen(TextScreen(self.book, lambda: _("Từ lần xem trước"), lambda: words))

    def action_turns(self) -> None:
        """Counts of turns over all years, on demand."""
        self.app.push_screen(TurnsScreen(self.book))

    @work
    async def action_timeline(self) -> None:
        """One member over the years."""
        picked = await self.app.push_screen_wait(PickMember(_("Dòng thời gian của ai?"), self.book.cell.members))
        if picked is not None:
            self.app.push_screen(TimelineScreen(self.book, picked, self._clock))

    def action_open(self) -> None:
        """The commitments of a year."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        from review_tui.tui.screens.ledger import LedgerScreen

        event.stop()
        wanted = Wanted(session=event.key)
        self.app.push_screen(LedgerScreen(self.book, self._clock, self._shelf, wanted))


class TurnsScreen(Page):
    """How often each spoke to others, and others to him, in the order of the roll. Counts only; nothing is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "silent", N_("Chỉ số không"), tooltip=N_("Chỉ ai chưa góp ý hoặc chưa được góp ý; hoặc tất cả.")),
    ]

    def __init__(self, book: OpenBook) -> None:
        super().__init__(book)
        self._silent = False

    def body(self) -> ComposeResult:
        """The heads, the list."""
        yield StatusLine(id="heads")
        yield ListPane[Spoken](
            key=lambda one: one.member.id, render=_turns, empty=lambda: _("Ai cũng đã góp ý và được góp ý.")
        )

    def place(self) -> str:
        """Its name."""
        return _("Lượt góp ý qua các năm")

    def fill(self) -> None:
        """Count anew each time."""
        found = spoken(self.book.sessions())
        shown = [one for one in found if not self._silent or not (one.given and one.received)]
        heads = fitted(_("Số  Họ và tên"), 38) + fitted(_("Góp ý"), 10) + _("Được góp ý")
        self.query_one("#heads", StatusLine).tell(plain("  " + heads, "strong"))
        pane = self.query_one(ListPane)
        pane.fill(shown)
        pane.focus()

    def action_silent(self) -> None:
        """Only those with a nought, or all."""
        self._silent = not self._silent
        self.fill()


def _turns(one: Spoken, width: int) -> list[Line]:
    name = f"{one.member.no:>3}  {one.member.name}"
    return [((fitted(name, 38), ""), (fitted(str(one.given), 10), ""), (str(one.received), ""))]
