"""The list of the monthly check with what is known of the one under the cursor, and half-typed texts kept by number."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.ledger_search import to_check
from review_tui.model.month_check import (
    HalfCheck,
    kept_in_order,
    next_to_check,
    repairs_of_the_same,
    still_to_check,
)
from review_tui.model.verifying import too_many
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.month_check import PLACE, asked_words, check_row, detail_words, half_from, half_text
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.digits import BesideDigits
from review_tui.tui.widgets.entry import SAVE_AFTER
from review_tui.tui.widgets.listing import Line, ListPane, plain
from review_tui.tui.widgets.told import ToldLine
from review_tui.tui.widgets.words import Words


class MonthCheckList(Page):
    """What this month's meeting goes through. The list keeps its order while it is worked on."""

    DEFAULT_CSS = """
    MonthCheckList ListPane { height: 1fr; min-height: 5; }
    MonthCheckList #detail { height: auto; max-height: 45%; padding: 0 2; background: $panel; }
    """

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None = None) -> None:
        super().__init__(book)
        self.clock, self.shelf, self.today = clock, shelf, clock().date()
        self.meets = self.today
        self.all_items: tuple[LedgerItem, ...] = ()
        self.numbers: tuple[str, ...] | None = None
        self.halves = {
            place.removeprefix(PLACE): half_from(text)
            for place, text in book.drafts().items()
            if place.startswith(PLACE)
        }
        self.here = ""
        self._saving: Timer | None = None

    def body(self) -> ComposeResult:
        """The list, what is known of the one under the cursor, the input."""
        yield StatusLine(id="count")
        yield ListPane[LedgerItem](
            key=lambda item: item.number, render=self._row, empty=lambda: _("Không còn cam kết phải kiểm tra.")
        )
        yield Words(id="detail")
        yield ToldLine(id="asked")
        yield BesideDigits(self.digit)

    def place(self) -> str:
        """ "Kiểm tra cam kết tháng 12/2026"."""
        return _("Kiểm tra cam kết tháng {month}/{year}").format(month=f"{self.meets.month:02}", year=self.meets.year)

    def fill(self) -> None:
        """The list in the order of its opening; new ones do not come in while the meeting goes on."""
        self.all_items = ledger(self.book.years(), self.book.follow_up, self.today)
        if self.numbers is None:
            self.numbers = tuple(item.number for item in to_check(self.all_items, self.meets))
            self._begin()
        items = kept_in_order(self.all_items, self.numbers)
        pane = self.pane
        pane.typing_goes_to = self.query_one(BesideDigits)
        pane.fill(items)
        pane.redraw()
        left = sum(still_to_check(item, self.meets) for item in items)
        self.query_one("#count", StatusLine).tell(
            plain(
                " "
                + _("Kỳ {day}: {count} cam kết, còn {left} chưa hỏi").format(
                    day=numeric_date(self.meets), count=len(items), left=left
                ),
                "strong",
            ),
            plain(_("F8 phiếu in · → xem đủ "), "quiet"),
        )
        self.show_here()

    def _begin(self) -> None:
        """The cursor begins at the first one that nobody has looked at this month."""
        items = kept_in_order(self.all_items, self.numbers or ())
        self.pane.fill(items)
        if items:
            self.pane.go_to(items[next_to_check(items, len(items) - 1, self.meets)].number)
        self.pane.focus()

    def _row(self, item: LedgerItem, width: int) -> list[Line]:
        return [check_row(item, self.halves.get(item.number, HalfCheck()), self.meets, width)]

    @property
    def pane(self) -> "ListPane[LedgerItem]":
        return self.query_one(ListPane)

    @property
    def item(self) -> LedgerItem | None:
        return self.pane.row_here

    @property
    def half(self) -> HalfCheck:
        """What is half typed about the one under the cursor."""
        return self.halves.get(self.here, HalfCheck())

    def show_here(self) -> None:
        """Show the one under the cursor, and what is half typed about it."""
        item, entry = self.item, self.query_one(BesideDigits)
        number = item.number if item else ""
        if number != self.here:
            self.here = number
            entry.value = self.half.text
            entry.cursor_position = len(entry.value)
        hint = too_many(self.all_items, item.commitment.owner) if item else None
        others = repairs_of_the_same(self.all_items, item) if item else ()
        words = detail_words(item, self.half, others, hint, self.meets) if item else ""
        self.query_one("#detail", Words).say(words)
        self.query_one("#asked", ToldLine).tell(plain(" " + asked_words(item, self.half), "strong"))
        free = _("Nhận xét, rồi Enter và một phím số; hoặc bấm ngay phím số")
        entry.placeholder = "" if self.half.finding else free

    @on(ListPane.Highlighted)
    def _moved(self, event: ListPane.Highlighted) -> None:
        event.stop()
        if event.key == self.pane.key_here and event.key != self.here:
            self.leaving()
            self.show_here()

    # --- typing -----------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self.query_one(BesideDigits).value and self.here:
            self.keep(replace(self.half, text=clean_line(event.value)))
            if self._saving is None:
                self._saving = self.set_timer(SAVE_AFTER, self.leaving)

    def keep(self, half: HalfCheck) -> None:
        if half != self.half:
            self.halves[self.here] = half
            self.pane.redraw()

    def leaving(self) -> None:
        """Keep what is half typed on the disk."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self.book.writable:
            try:
                self._save()
            except ReviewError as broken:
                self.refused(str(broken))

    def _save(self) -> None:
        kept = self.book.drafts()
        for number, half in self.halves.items():
            if half and kept.get(PLACE + number) != half_text(half):
                self.book.keep_draft(PLACE + number, half_text(half))
            elif not half and PLACE + number in kept:
                self.book.drop_draft(PLACE + number)

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the input."""
        self.pane.action_browse(key)

    def action_back(self) -> None:
        """From the input to the list, from the list to the screen before; nothing typed is lost."""
        if self.query_one(BesideDigits).has_focus:
            self.keep(replace(self.half, finding=""))
            self.pane.focus()
            self.show_here()
            return
        self.leaving()
        self.dismiss()

    def digit(self, digit: str) -> bool:
        """A digit typed on the list; whether it is a finding."""
        raise NotImplementedError
