"""Handing the book over to another recorder: the record with open items first, then new secrets."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.ledger import ledger
from review_tui.papers.handing import handover
from review_tui.papers.sources import Sources
from review_tui.papers.text import text_of
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.backups import backup_lines
from review_tui.tui.widgets.listing import plain
from review_tui.tui.widgets.reading import ReadingPane
from review_tui.tui.widgets.told import ToldLine


class HandoverScreen(Page):
    """What goes from hand to hand, as the record will say it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "papers", N_("Biên bản"), tooltip=N_("Xem, lưu, in biên bản bàn giao.")),
        Binding("2", "ledger", N_("Việc còn mở"), tooltip=N_("Cam kết chưa xong, trong sổ cam kết.")),
        Binding("3", "secrets", N_("Mật khẩu mới"), tooltip=N_("Người nhận đặt mật khẩu mới và in khóa giấy mới.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book)
        self._clock, self._shelf = clock, shelf

    def body(self) -> ComposeResult:
        """The steps, and the record."""
        yield ToldLine()
        yield ReadingPane()

    def place(self) -> str:
        """Its name."""
        return _("Bàn giao sổ")

    def fill(self) -> None:
        """Read the book anew."""
        steps = _("Cùng xem việc còn mở, in biên bản (1), người nhận đặt mật khẩu mới (3), rồi thu các bản sao.")
        self.query_one(ToldLine).tell(plain(" " + steps, "strong"))
        pane = self.query_one(ReadingPane)
        pane.read(self._words())
        pane.focus()

    def _words(self) -> str:
        ids, today = self.book.session_ids(), self._clock().date()
        if not ids:
            return _("Chưa có kỳ kiểm điểm nào; sổ mới chỉ có danh sách đảng viên.")
        sessions = self.book.sessions()
        sources = Sources(
            session=sessions[-1],
            cell=self.book.cell,
            pack=self.book.pack(ids[-1]),
            sessions=sessions,
            follow_up=self.book.follow_up,
            ledger=ledger(sessions, self.book.follow_up, today),
            today=today,
            backups=backup_lines(self.book, self._shelf),
        )
        return text_of(handover(sources), width=max(self.app.size.width - 4, 40))

    def action_papers(self) -> None:
        """The record on paper."""
        from review_tui.tui.screens.papers import PapersScreen

        ids = self.book.session_ids()
        if ids:
            self.app.push_screen(PapersScreen(self.book, ids[-1], self._clock, self._shelf, kind="handover"))

    def action_ledger(self) -> None:
        """What is open."""
        from review_tui.model.ledger_search import Wanted
        from review_tui.tui.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self.book, self._clock, self._shelf, Wanted(only_open=True)))

    def action_secrets(self) -> None:
        """A passphrase of the new recorder, and a new paper key."""
        from review_tui.tui.screens.security import SecurityScreen

        if self._shelf is not None:
            self.app.push_screen(SecurityScreen(self.book, self._clock, self._shelf))
