"""The ledger of commitments, open ones first."""

from textual.app import ComposeResult

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.views.standing import standing_words
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped


class LedgerScreen(Page):
    """What was promised, by whom, who follows it, until when."""

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book)
        self._day = clock().date()

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
        self.query_one(StatusLine).tell(counted(items))
        pane = self.query_one(ListPane)
        pane.fill(sorted(items, key=lambda item: (not item.is_open, not item.overdue)))
        pane.focus()


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
