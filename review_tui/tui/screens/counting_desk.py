"""The counting desk: one reads, one types, by digits and Enter alone; what does not add up is said beside its row.

With double entry two tellers type one after the other, the second without seeing the first; then they are compared.
Nothing but the count stands on this screen, and no other is reached from it but the levels.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Count
from review_tui.model.balloting import ballot_named, counted, why_not_close
from review_tui.model.counting import differences
from review_tui.model.session import Session
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import FIND, PAPERS
from review_tui.tui.screens.page import Page
from review_tui.tui.views.desk import (
    TURN_NAMES,
    DeskRow,
    Turn,
    Typed,
    asked,
    compared_rows,
    desk_rows,
    draft_of,
    draft_places,
    draw_desk_row,
    fields_of,
    finished,
    from_draft,
    turn_of,
    typed_again,
    typed_count,
)
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.told import ToldLine
from review_tui.tui.widgets.typing import ViInput


class FigureInput(ViInput):
    """Enter is done at once and in its turn: figures typed behind it in one burst belong to what comes next."""

    def __init__(self, take: Callable[[], None]) -> None:
        super().__init__(longest=40)
        self._take = take

    async def action_submit(self) -> None:
        """The figure before Enter."""
        self._take()


class CountingDesk(Page):
    """One ballot on paper or by hands. Every row is kept once typed, also a wrong one; only a right count closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Tiếp"), tooltip=N_("Sang số sau; sau số cuối thì ghi dòng và sang dòng dưới.")),
        Binding("up", "browse('up')", N_("Trên"), tooltip=N_("Về dòng trên.")),
        Binding("down", "browse('down')", N_("Dưới"), tooltip=N_("Sang dòng dưới.")),
        Binding(PAPERS, "close", N_("Kiểm xong"), tooltip=N_("Đóng phiếu khi mọi số đã khớp.")),
        Binding(FIND, "stay", N_("Tìm"), show=False),
    ]

    def __init__(self, book: OpenBook, session_id: str, ballot: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self._ballot_id, self.clock = session_id, ballot, clock
        self._places = draft_places(session_id, ballot)
        kept = book.drafts()
        self._first, self._second = (from_draft(kept.get(place, "")) for place in self._places)
        if not self._first:
            self._first = self._second = typed_again(self.ballot)

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    @property
    def ballot(self) -> Ballot:
        """The ballot that is counted."""
        return ballot_named(self.session, self._ballot_id)

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        return turn_of(self.ballot, self._first, self._second)

    @property
    def _typed(self) -> Typed:
        return self._second if self.turn is Turn.SECOND else self._first

    def body(self) -> ComposeResult:
        """What is to be typed, the rows, the input."""
        yield ToldLine(id="asked")
        yield ListPane[DeskRow](key=lambda row: row.key, render=draw_desk_row, tall=True)
        yield FigureInput(self.action_take)

    def place(self) -> str:
        """ "Kiểm phiếu số 1", with whose turn it is."""
        told = _("Kiểm phiếu số {number}").format(number=self.ballot.number)
        name = TURN_NAMES.get(self.turn)
        return f"{told}: {_(name)}" if name else told

    def fill(self) -> None:
        """Show the rows of this turn; the input keeps what is in it."""
        pane = self.query_one(ListPane)
        if self.turn is Turn.COMPARE:
            pane.fill(compared_rows(self.session, self.ballot, self._first, self._second))
        else:
            pane.fill(desk_rows(self.session, self.ballot, self._typed))
        self.query_one(ViInput).focus()
        self._ask()

    @on(ListPane.Highlighted)
    @on(Input.Changed)
    def _ask(self) -> None:
        row = self.query_one(ListPane).row_here
        told = asked(row.name, row.key, self.query_one(ViInput).value) if isinstance(row, DeskRow) else ""
        self.query_one("#asked", ToldLine).tell(plain(told, "strong"))

    def action_stay(self) -> None:
        """No search from here: whoever counts sees the count."""
        self.refused(_("Ở bàn kiểm phiếu chỉ nhập số; Esc để trở ra."))

    def action_browse(self, key: str) -> None:
        """To another row."""
        self.query_one(ListPane).action_browse(key)

    def action_take(self) -> None:
        """The next figure; after the last one keep the row, say what does not add up, go on where it does."""
        pane, entry = self.query_one(ListPane), self.query_one(ViInput)
        key, text = pane.key_here, clean_line(entry.value)
        if key is None or not text:
            pane.action_browse("down")
        elif all(word.isdigit() for word in text.split()) and len(text.split()) < len(fields_of(key)):
            entry.value = text + " "
            entry.cursor_position = len(entry.value)
        elif key in self.ballot.not_reviewed:
            self.refused(_("Dòng này chưa kiểm điểm nên đã đóng; không ghi phiếu."))
        elif self._kept(key, text):
            entry.value = ""
            self.retell()
            if not next(row.wrong for row in pane.rows if row.key == key):
                self._to_next()

    def _to_next(self) -> None:
        """Down, past the lines that are closed."""
        pane, closed = self.query_one(ListPane), self.ballot.not_reviewed
        rows = pane.rows[pane.cursor + 1 :]
        following = next((row.key for row in rows if row.key not in closed), None)
        if following is not None:
            pane.go_to(following)

    def _kept(self, key: str, text: str) -> bool:
        """Whether the figures of a row are in the drafts of the book; what both agreed upon goes to both."""
        turn = self.turn
        first = self._first if turn is Turn.SECOND else {**self._first, key: text}
        second = {**self._second, key: text} if turn in (Turn.SECOND, Turn.COMPARE) else self._second
        return self._keep(first, second)

    def _keep(self, first: Typed, second: Typed) -> bool:
        try:
            for place, typed, before in zip(self._places, (first, second), (self._first, self._second), strict=True):
                if typed != before:
                    self.book.keep_draft(place, draft_of(typed))
        except ReviewError as broken:
            self.refused(str(broken))
            return False
        self._first, self._second = first, second
        return True

    def leaving(self) -> None:
        """Keep what is half typed as the figures of its row."""
        key, text = self.query_one(ListPane).key_here, clean_line(self.query_one(ViInput).value)
        if key is not None and text and key not in self.ballot.not_reviewed:
            self._kept(key, text)

    def action_back(self) -> None:
        """To the levels; nothing typed is lost."""
        self.leaving()
        self.dismiss()

    def action_close(self) -> None:
        """Close the ballot, or hand the desk on; a sentence with both figures where something does not add up."""
        if clean_line(self.query_one(ViInput).value):
            self.refused(_("Dòng đang gõ chưa ghi; gõ hết các số rồi Enter."))
            return
        try:
            count = typed_count(self.ballot, self._typed)
        except ReviewError as unreadable:
            self.refused(str(unreadable))
            return
        if why := why_not_close(self.session, self.ballot, count):
            self.refused(why)
        elif self.turn in (Turn.FIRST, Turn.SECOND):
            self._hand_on()
        elif self.turn is Turn.COMPARE and (found := self._differences(count)):
            self.refused(found)
        else:
            self._close(count)

    def _hand_on(self) -> None:
        """From the first teller to the second, or to the comparison."""
        if self.turn is Turn.FIRST:
            done = self._keep(finished(self._first), self._second)
            said = _("Đã giữ số của người thứ nhất. Mời người thứ hai nhập từ đầu, không nhìn số trước.")
        else:
            done = self._keep(self._first, finished(self._second))
            said = _("Đã so hai người. Dòng nào khác nhau: xem lại phiếu ghi rồi gõ số đúng; F8 khi đã khớp.")
        if done:
            self.query_one(ListPane).action_browse("home")
            self.retell()
            self.say(said)

    def _differences(self, count: Count) -> str:
        found = differences(self.session, count, typed_count(self.ballot, self._second))
        return found[0].sentence if found else ""

    def _close(self, count: Count) -> None:
        at = f"{self.clock():%H:%M}"
        name = _("kiểm xong phiếu số {number}").format(number=self.ballot.number)
        done = self.step(
            name, lambda session: counted(session, self._ballot_id, count, closed_at=at), session=self.session_id
        )
        if done is not None:
            self.dismiss()
