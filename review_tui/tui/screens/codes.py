"""Members' printed codes: who has one since when; made, printed at once, replaced, revoked."""

from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.people import Member
from review_tui.papers.code_slip import code_slip
from review_tui.papers.sources import Sources
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.dialogs.working import worked
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.one_paper import OnePaperScreen
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import Shelf
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, fitted, plain
from review_tui.tui.widgets.words import Words


class CodesScreen(Page):
    """The members of today with their codes. A code itself is shown once, on its slip, and kept nowhere."""

    DEFAULT_CSS = """
    CodesScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "make",
            N_("Làm mã"),
            tooltip=N_("Làm mã mới cho người có con trỏ và in phiếu; mã cũ hết hiệu lực."),
        ),
        Binding("1", "make", N_("Làm mã"), show=False, tooltip=N_("Làm mã mới cho người có con trỏ và in phiếu.")),
        Binding("2", "revoke", N_("Thu hồi"), tooltip=N_("Mã của người có con trỏ không mở được gì nữa.")),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book)
        self._clock, self._shelf = clock, shelf
        self._codes: dict[str, datetime | None] = {}

    def body(self) -> ComposeResult:
        """What a code is, and the members."""
        yield Words(id="told")
        yield ListPane[Member](
            key=lambda member: member.id, render=self._row, empty=lambda: _("Chưa có đảng viên nào.")
        )
        yield StatusLine()

    def place(self) -> str:
        """Its name."""
        return _("Mã của đảng viên")

    def fill(self) -> None:
        """The members by their numbers."""
        self._codes = self.book.codes()
        told = _(
            "Mã mở đúng phần của một người, ở màn hình mật khẩu, phím F6. Mã chỉ hiện một lần trên phiếu; sổ không giữ."
        )
        self.query_one("#told", Words).say(told if self.book.writable else "! " + self.book.holder)
        members = self.book.cell.on_roll(self._clock().date())
        pane = self.query_one(ListPane)
        pane.fill(members)
        pane.redraw()
        pane.focus()
        with_code = sum(member.id in self._codes for member in members)
        words = _("{count}/{all} đảng viên có mã").format(count=with_code, all=len(members))
        self.query_one(StatusLine).tell(plain(" " + words))

    def _row(self, member: Member, width: int) -> list[Line]:
        name = min(34, max(width - 30, 12))
        since, role = _("chưa có mã"), "quiet"
        if member.id in self._codes:
            made = self._codes[member.id]
            since, role = _("có mã từ {day}").format(day=numeric_date(made.date())) if made else _("có mã"), "good"
        return [((f"{member.no:>4}  ", "strong"), (fitted(member.name, name), ""), ("  " + since, role))]

    @property
    def _here(self) -> Member | None:
        member = self.query_one(ListPane).row_here
        return member if isinstance(member, Member) else None

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_make()

    @work
    async def action_make(self) -> None:
        """A new code and its slip; one that is there already is replaced after a question."""
        member, app = self._here, self.app
        if member is None or not self._may_write():
            return
        if member.id in self._codes and not await self._sure(_("Thay mã"), member):
            return
        made = await self._made(app, member)
        ids = self.book.session_ids()
        if made is None:
            return
        session = self.book.session(ids[-1])
        sources = Sources(
            session=session,
            cell=self.book.cell,
            pack=self.book.pack(session.id),
            today=self._clock().date(),
            member=member.id,
            code=made,
            fingerprint=self.book.record_fingerprint(member.id),
        )
        self.retell()
        app.push_screen(OnePaperScreen(self.book, session.id, self._clock, self._shelf, code_slip(sources)))

    async def _made(self, app: App[None], member: Member) -> str | None:
        """The new code; deriving it takes half a second, so that trying many is slow for everybody."""
        if not self.book.session_ids():
            self.refused(_("Hãy mở kỳ kiểm điểm trước: phiếu in theo mẫu của kỳ."))
            return None
        try:
            return await worked(app, _("Đang làm mã"), lambda watch: self.book.new_code(member.id))
        except ReviewError as broken:
            self.refused(str(broken))
            return None

    async def _sure(self, title: str, member: Member) -> bool:
        text = _("Mã đang có của đ/c {name} hết hiệu lực ngay; phiếu cũ nên thu lại và hủy.").format(name=member.name)
        sure = await self.app.push_screen_wait(Confirm(title, text=text, yes=title))
        return sure is True

    @work
    async def action_revoke(self) -> None:
        """The code opens nothing any more."""
        member = self._here
        if member is None or not self._may_write():
            return
        if member.id not in self._codes:
            self.refused(_("Đ/c {name} chưa có mã nên không có gì để thu hồi.").format(name=member.name))
            return
        if not await self._sure(_("Thu hồi mã"), member):
            return
        try:
            self.book.revoke_code(member.id)
        except ReviewError as broken:
            self.refused(str(broken))
        else:
            self.retell()
            self.say(_("Đã thu hồi mã của đ/c {name}.").format(name=member.name))

    def _may_write(self) -> bool:
        """A key that does nothing says why."""
        if not self.book.writable:
            self.refused(self.book.holder or _("Sổ đang mở chỉ để xem."))
        return self.book.writable
