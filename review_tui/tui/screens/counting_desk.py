"""The counting desk: one reads, one types, by number keys alone; what does not add up is said beside its row."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot
from review_tui.model.balloting import ballot_named, counted
from review_tui.model.session import Session
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import PAPERS
from review_tui.tui.screens.page import Page
from review_tui.tui.views.desk import HEAD, DeskRow, desk_rows, draft_of, draw_desk_row, from_draft, typed_count
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.told import ToldLine
from review_tui.tui.widgets.typing import ViInput


def draft_place(session: str, ballot: str) -> str:
    """Where the book keeps what is typed at the desk, until the ballot is published."""
    return f"count:{session}:{ballot}"


class CountingDesk(Page):
    """One paper ballot. Every row is kept as soon as it is typed, also a wrong one; only a right count closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Ghi dòng"), tooltip=N_("Ghi các số vừa gõ và sang dòng sau.")),
        Binding(PAPERS, "close", N_("Kiểm xong"), tooltip=N_("Đóng phiếu khi mọi số đã khớp.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
    ]

    def __init__(self, book: OpenBook, session_id: str, ballot: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self._ballot_id, self.clock = session_id, ballot, clock
        self._draft = draft_place(session_id, ballot)
        self._typed = from_draft(book.drafts().get(self._draft, ""))

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    @property
    def ballot(self) -> Ballot:
        """The ballot that is counted."""
        return ballot_named(self.session, self._ballot_id)

    def body(self) -> ComposeResult:
        """What is to be typed, the rows, the input."""
        yield ToldLine(id="asked")
        yield ListPane[DeskRow](key=lambda row: row.key, render=draw_desk_row, tall=True)
        yield ViInput(longest=40)

    def place(self) -> str:
        """ "Kiểm phiếu số 1"."""
        return _("Kiểm phiếu số {number}").format(number=self.ballot.number)

    def fill(self) -> None:
        """Show the rows; the input keeps what is in it."""
        self.query_one(ListPane).fill(desk_rows(self.session, self.ballot, self._typed))
        self.query_one(ViInput).focus()

    @on(ListPane.Highlighted)
    def _ask(self) -> None:
        head = _(" Phát ra, không thu về, thu về, hợp lệ, không hợp lệ (năm số).")
        row = _(" Bốn số từ mức cao xuống, có thể thêm tổng của dòng.")
        asked = head if self.query_one(ListPane).key_here == HEAD else row
        self.query_one("#asked", ToldLine).tell(plain(asked, "strong"))

    def action_browse(self, key: str) -> None:
        """To another row; its figures come back when nothing new is typed."""
        self.query_one(ListPane).action_browse(key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Keep the figures of this row, say what does not add up, go on where it does."""
        pane, entry = self.query_one(ListPane), self.query_one(ViInput)
        key, text = pane.key_here, clean_line(entry.value)
        if key is None or not text:
            pane.action_browse("down")
            return
        if not self._kept(key, text):
            return
        entry.value = ""
        self.retell()
        if not next(row.wrong for row in pane.rows if row.key == key):
            pane.action_browse("down")

    def _kept(self, key: str, text: str) -> bool:
        """Whether the figures of a row are in the drafts of the book; says why not."""
        typed = {**self._typed, key: text}
        try:
            self.book.keep_draft(self._draft, draft_of(typed))
        except ReviewError as broken:
            self.refused(str(broken))
            return False
        self._typed = typed
        return True

    def leaving(self) -> None:
        """Keep what is half typed as the figures of its row."""
        key, text = self.query_one(ListPane).key_here, clean_line(self.query_one(ViInput).value)
        if key is not None and text:
            self._kept(key, text)

    def action_back(self) -> None:
        """To the levels; nothing typed is lost."""
        self.leaving()
        self.dismiss()

    def action_close(self) -> None:
        """Close the ballot; a sentence with both figures where something does not add up."""
        try:
            count = typed_count(self.ballot, self._typed)
        except ReviewError as unreadable:
            self.refused(str(unreadable))
            return
        at = f"{self.clock():%H:%M}"
        name = _("kiểm xong phiếu số {number}").format(number=self.ballot.number)
        done = self.step(
            name, lambda session: counted(session, self._ballot_id, count, closed_at=at), session=self.session_id
        )
        if done is not None:
            self.dismiss()
