"""Home: what needs doing next. Counts only, because others look at the screen; names come after one key."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.counts import open_points, open_topics
from review_tui.model.ledger import ledger
from review_tui.model.session import FloorState, Session, State
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.door import Checker, Clock, OpenBook
from review_tui.tui.screens.ledger import LedgerScreen, counted
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.roll import RollScreen
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.bars import STATE_NAMES
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain
from review_tui.tui.widgets.words import Words

_SIGNS = {State.PREPARED: "○", State.RECORDING: "●", State.APPROVED: "✓", State.SIGNED: "✓"}


class HomeScreen(Page):
    """The sessions with their state, the counts of commitments, and the ways on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Mở cuộc họp"), tooltip=N_("Mở kỳ kiểm điểm có con trỏ.")),
        Binding("1", "roll", N_("Đảng viên"), tooltip=N_("Danh sách đảng viên, tìm không cần dấu.")),
        Binding("2", "ledger", N_("Cam kết"), tooltip=N_("Sổ cam kết: ai hứa gì, ai theo dõi, hạn nào.")),
        Binding("3", "check", N_("Kiểm tra sổ"), tooltip=N_("Đọc lại toàn bộ sổ trên đĩa; không sửa gì.")),
        Binding("escape", "back", N_("Quay lại"), show=False),
    ]

    def __init__(
        self,
        book: OpenBook,
        clock: Clock,
        *,
        meeting: Callable[[str], Screen[None]],
        check: Checker | None = None,
        go_to: str = "",
    ) -> None:
        """`meeting` makes the screen of a session; `go_to` names the one opened at once."""
        super().__init__(book)
        self._clock, self._meeting, self._check, self._go_to = clock, meeting, check, go_to

    def body(self) -> ComposeResult:
        """Counts above, sessions below."""
        yield StatusLine(id="commitments")
        yield StatusLine(id="waiting")
        yield Words(id="notices")
        yield ListPane[str](
            key=str,
            render=self._row,
            tall=True,
            empty=lambda: _("Chưa có kỳ kiểm điểm nào. Mở kỳ mới bằng lệnh: review-tui session SỔ --new NĂM"),
        )

    def place(self) -> str:
        """Home is the book itself."""
        return _("Trang chính")

    def on_mount(self) -> None:
        """Fill, and go on to where the recorder left off."""
        super().on_mount()
        if self._go_to in self.book.session_ids():
            self.push_meeting(self._go_to)

    def fill(self) -> None:
        """Show the counts and the sessions, the newest first."""
        notices = (self.book.holder,) if not self.book.writable else ()
        told = "\n".join(" ! " + said for said in (*notices, *self.book.notices) if said)
        words = self.query_one("#notices", Words)
        words.display = bool(told)
        words.say(told)
        pane = self.query_one(ListPane)
        pane.fill(tuple(reversed(self.book.session_ids())))
        pane.redraw()
        pane.focus()
        self.query_one("#waiting", StatusLine).tell(self._waiting())
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        """All years are read for this, so it comes after the first paint."""
        items = ledger(self.book.sessions(), self.book.follow_up, self._clock().date())
        self.query_one("#commitments", StatusLine).tell(counted(items))

    def _waiting(self) -> Line:
        ids = self.book.session_ids()
        if not ids:
            return ()
        session = self.book.session(ids[-1])
        left = not_yet(session)
        if not left:
            return plain(" " + _("Kỳ {id}: mọi người đã kiểm điểm.").format(id=session.id), "good")
        return plain(" " + _("Kỳ {id}: còn {count} đ/c chưa kiểm điểm.").format(id=session.id, count=left))

    def _row(self, session_id: str, width: int) -> list[Line]:
        return session_row(self.book.session(session_id))

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.push_meeting(event.key)

    def push_meeting(self, session_id: str) -> None:
        """Open the meeting screen of a session."""
        self.app.push_screen(self._meeting(session_id))

    def action_open(self) -> None:
        """Open the session of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    def action_back(self) -> None:
        """There is nothing behind Home; leaving is another key."""

    def action_roll(self) -> None:
        """The roll."""
        self.app.push_screen(RollScreen(self.book, self._clock))

    def action_ledger(self) -> None:
        """The ledger."""
        self.app.push_screen(LedgerScreen(self.book, self._clock))

    def action_check(self) -> None:
        """Read the book back from disk, beside the screen; a locked one asks for its passphrase again."""
        if self._check is None:
            return
        if self.book.cell.practice:
            self._start_check(None)
        else:
            self.app.push_screen(Ask(_("Mật khẩu của sổ, để đọc lại từ đĩa:"), secret=True), self._start_check_with)

    def _start_check_with(self, passphrase: str | None) -> None:
        if passphrase:
            self._start_check(passphrase)

    def _start_check(self, passphrase: str | None) -> None:
        self.say(_("Đang đọc lại toàn bộ sổ…"))
        self.run_worker(lambda: self._checked(passphrase), thread=True, exclusive=True, group="check")

    def _checked(self, passphrase: str | None) -> None:
        assert self._check is not None
        try:
            found = self._check(passphrase)
        except ReviewError as shut:
            found = (str(shut),)
        self.app.call_from_thread(self._show_check, found)

    def _show_check(self, found: tuple[str, ...]) -> None:
        def words() -> str:
            return "\n".join("! " + sentence for sentence in found) or "✓ " + _("Sổ nguyên vẹn: mọi bản đều đọc được.")

        self.app.clear_notifications()
        self.app.push_screen(TextScreen(self.book, lambda: _("Kiểm tra sổ"), words))


def not_yet(session: Session) -> int:
    """How many subjects of a session have not been on the floor."""
    return sum(session.floor(key).state is not FloorState.OPENED for key in session.reviewed)


def session_row(session: Session) -> list[Line]:
    """A session: its name and state, and below it what is still open."""
    head: Line = (
        (f"{_SIGNS[session.state]} ", "strong"),
        (_("Kỳ kiểm điểm {id}").format(id=session.id), "strong"),
        ("  " + _(STATE_NAMES[session.state]), "good" if session.state is State.SIGNED else ""),
    )
    counts = [_("{count} đ/c kiểm điểm").format(count=len(session.reviewed))]
    if session.state is not State.SIGNED:
        counts.append(_("chưa kiểm điểm {count}").format(count=not_yet(session)))
        counts.append(_("chưa trả lời {count}").format(count=len(open_points(session)) + len(open_topics(session))))
    counts.append(_("{count} ý kiến").format(count=sum(not point.withdrawn for point in session.points)))
    return [head, plain("   " + " · ".join(counts), "quiet")]
