"""The minutes: what is still missing, read-back, approval, signing, preview, file, printer."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.counts import voting_present
from review_tui.model.floors import main_holder
from review_tui.model.gate import Gap, gaps
from review_tui.model.ledger import ledger
from review_tui.model.levels import proposed_levels
from review_tui.model.minutes import reopened, signed
from review_tui.model.quality import why_not_approve, why_not_reopen, why_not_sign
from review_tui.model.session import Approval, Role, Session, Signing, State
from review_tui.papers.closing import approved_for_ever
from review_tui.papers.minutes import minutes_of
from review_tui.papers.structure import Paper
from review_tui.regulation.cap import cap_sentence, cap_views
from review_tui.tui.dialogs.ask import Ask, Confirm
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import PAPERS
from review_tui.tui.screens.later import one_paper_screen
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.views.bars import STATE_NAMES
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.told import ToldLine


class MinutesScreen(Page):
    """The quality gate in sight, the acts on the minutes on digits. It warns; it blocks only what a rule blocks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "preview", N_("Xem, in"), tooltip=N_("Đọc biên bản như sẽ in; lưu tệp, in.")),
        Binding("2", "read_back", N_("Đọc lại"), tooltip=N_("Đọc lại từng đoạn: sửa câu, ghi ý kiến khác.")),
        Binding("3", "approve", N_("Thông qua"), tooltip=N_("Ghi kết quả biểu quyết thông qua; đóng nội dung.")),
        Binding("4", "sign", N_("Ký, khóa"), tooltip=N_("Ghi ngày ký và người ký; khóa vĩnh viễn.")),
        Binding("5", "reopen", N_("Mở lại"), show=False, tooltip=N_("Mở lại biên bản đã thông qua, phải nêu lý do.")),
        Binding("enter", "there", N_("Đến nơi thiếu"), show=False, tooltip=N_("Đến chỗ ghi điều còn thiếu ấy.")),
        Binding(PAPERS, "back", show=False),
    ]

    def __init__(
        self, book: OpenBook, session: str, clock: Clock, there: Callable[[Gap], None] = lambda _gap: None
    ) -> None:
        """`there` is told which missing thing the recorder wants to put right, when this screen closes for it."""
        super().__init__(book)
        self.session_id, self.clock, self._there = session, clock, there
        self._blind = False

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """State of the minutes, and what is still missing."""
        yield ToldLine(id="state")
        yield StatusLine(id="missing")
        yield ListPane[Gap](key=lambda gap: gap.sentence, render=_draw_gap, tall=True, empty=self._nothing_missing)

    def place(self) -> str:
        """ "Biên bản 2026"."""
        return _("Biên bản {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the state and the sentences of the quality gate."""
        session = self.session
        self.query_one("#state", ToldLine).tell(state_line(session))
        missing = self._gaps()
        words = _(" Trước khi đọc lại còn thiếu ({count}):").format(count=len(missing)) if missing else ""
        self.query_one("#missing", StatusLine).tell(
            plain(words, "strong"), plain(_("Enter: đến nơi thiếu ") if missing else "", "quiet")
        )
        pane = self.query_one(ListPane)
        pane.fill(missing)
        pane.focus()

    def _nothing_missing(self) -> str:
        closed = self.session.state in (State.APPROVED, State.SIGNED)
        return _("Biên bản đã thông qua, nội dung đã đóng.") if closed else _("Không còn thiếu gì.")

    def _gaps(self) -> tuple[Gap, ...]:
        session = self.session
        if session.state in (State.APPROVED, State.SIGNED):
            return ()
        views = cap_views(session, self.book.pack(self.session_id), proposed_levels(session))
        return gaps(session, tuple(cap_sentence(view) for view in views if view.over))

    @on(ListPane.Selected)
    def _chosen(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_there()

    def on_key(self, event: events.Key) -> None:
        """Letters mean a line typed blindly, whose Enter must not lead away from here."""
        if event.is_printable:
            self._blind = True

    def action_there(self) -> None:
        """To the place where the thing under the cursor can be put right."""
        blind, self._blind = self._blind, False
        gap = self.query_one(ListPane).row_here
        if blind:
            self.say(_("Đây là biên bản, chưa ghi gì; Esc để về cuộc họp rồi gõ."))
        elif isinstance(gap, Gap) and (gap.floor or gap.line or gap.drafts):
            self._there(gap)
            self.dismiss()
        elif gap is not None:
            self.say(_("Điều này chỉ để biết, không có chỗ nào phải ghi thêm."))

    # --- reading ----------------------------------------------------------------------------------------------------

    def _paper(self) -> Paper:
        book = self.book
        items = ledger(book.years(), book.follow_up, self.clock().date())
        return minutes_of(self.session, cell=book.cell, pack=book.pack(self.session_id), ledger=items)

    def action_preview(self) -> None:
        """The minutes as they would be printed now: to be read, saved, printed."""
        self.app.push_screen(one_paper_screen(self, self.session_id, self.clock, self._paper()))

    def action_read_back(self) -> None:
        """Read back, while the minutes are open."""
        if self.session.state in (State.APPROVED, State.SIGNED):
            self.say(_("Biên bản đã thông qua; muốn sửa thì mở lại (phím 5) và nêu lý do."))
            return
        self.app.push_screen(ReadBackScreen(self.book, self.session_id))

    # --- closing ----------------------------------------------------------------------------------------------------

    @work
    async def action_approve(self) -> None:
        """Ask for the votes and for what the paper cannot know, then close the text."""
        session = self.session
        voters = len(voting_present(session))
        if why := why_not_approve(session, voters, voters):
            tell(self, why, wrong=True)
            return
        asked = _("Có quyền biểu quyết: {voters} đồng chí. Để trống số biên bản thì ghi bằng bút sau.").format(
            voters=voters
        )
        if missing := len(self._gaps()):
            asked = _("Còn thiếu {count} điều (Esc để xem lại).").format(count=missing) + " " + asked
        given = await self.app.push_screen_wait(
            FormDialog(
                _("Thông qua biên bản kỳ {id}").format(id=session.id),
                self._approval_fields(voters),
                text=asked,
                start="votes",
                refuse=lambda values: why_not_approve(self.session, int(values["votes"]), voters),
            )
        )
        if given is None:
            return
        votes, number, place, copies = given["votes"], given["number"], given["place"], given["copies"]
        text = _("Nhất trí {votes}/{voters} · số {number} · {place} · gửi: {copies}. Nội dung đóng lại từ đây.").format(
            votes=votes, voters=voters, number=number or "…", place=place, copies=copies
        )
        title = _("Thông qua biên bản kỳ {id}?").format(id=session.id)
        if await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Thông qua"))):
            self._approve(int(votes), voters, number, place, copies)

    def _approval_fields(self, voters: int) -> list[Field]:
        """What the paper cannot know by itself (design.md section 7)."""

        def why_no_votes(text: str) -> str | None:
            if text.isdecimal() and int(text) <= voters:
                return None
            return _("Ghi một số từ 0 đến {most}.").format(most=voters)

        cell = self.book.cell
        return [
            Field(name="votes", label=N_("Số nhất trí"), text=str(voters), longest=4, why=why_no_votes),
            Field(name="number", label=N_("Số biên bản"), example=N_("trong nhiệm kỳ, ví dụ 05")),
            Field(name="place", label=N_("Địa danh"), text=cell.place),
            Field(
                name="copies",
                label=N_("Nơi nhận"),
                text=cell.superior,
                longest=1_000,
                example=N_("cách nhau bằng dấu chấm phẩy"),
            ),
        ]

    def _approve(self, votes: int, voters: int, number: str, place: str, copies: str) -> None:
        book, now = self.book, self.clock()
        recipients = tuple(clean_line(one) for one in copies.split(";") if one.strip())
        approval = Approval(votes_for=votes, voters=voters, at=now, number=number, place=place, recipients=recipients)
        items = ledger(book.years(), book.follow_up, now.date())
        cell, pack = book.cell, book.pack(self.session_id)
        done = self.step(
            _("thông qua biên bản"),
            lambda session: approved_for_ever(
                session, approval, cell=cell, pack=pack, ledger=items, fingerprint=book.fingerprint
            ),
            session=self.session_id,
        )
        if done is not None:
            self.say(_("Biên bản đã thông qua. In, ký bằng bút, rồi ghi ngày ký (phím 4)."))

    @work
    async def action_sign(self) -> None:
        """Enter the date and names of the pen signatures; lock."""
        session = self.session
        if why := why_not_sign(session):
            tell(self, why, wrong=True)
            return
        day = await self._ask(_("Ngày ký"), text=numeric_date(self.clock().date()), refuse=_why_no_date)
        if day is None:
            return
        names = [
            session.name_of(who[0]) if (who := main_holder(session, role)) else ""
            for role in (Role.RECORDER, Role.CHAIR)
        ]
        title = _("Khóa biên bản kỳ {id}?").format(id=session.id)
        text = _("Người ghi biên bản: {recorder}. Chủ trì: {chair}. Khóa rồi không mở lại được.").format(
            recorder=names[0], chair=names[1]
        )
        if await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Khóa biên bản"))):
            signing = Signing(on=read_date(day), recorder=names[0], chair=names[1])
            self.step(_("ký và khóa biên bản"), lambda one: signed(one, signing), session=self.session_id)

    @work
    async def action_reopen(self) -> None:
        """Reopen approved minutes, with a reason that they print."""
        if why := why_not_reopen(self.session, "?"):
            tell(self, why, wrong=True)
            return
        now = self.clock()
        reason = await self._ask(
            _("Lý do mở lại biên bản (được in vào biên bản)"), refuse=lambda text: why_not_reopen(self.session, text)
        )
        if reason is None:
            return
        title = _("Mở lại biên bản kỳ {id}?").format(id=self.session_id)
        text = _("Lý do in vào biên bản: {reason}. Sau đó phải thông qua lại.").format(reason=reason)
        if await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Mở lại"))):
            self.step(_("mở lại biên bản"), lambda one: reopened(one, reason, at=now), session=self.session_id)

    async def _ask(
        self, title: str, *, text: str = "", refuse: Callable[[str], str | None] | None = None
    ) -> str | None:
        return await self.app.push_screen_wait(Ask(title, text=text, refuse=refuse))


def state_line(session: Session) -> Line:
    """ "Biên bản: đã thông qua 19/19 · Mã đối chiếu ..."."""
    words = _(" Biên bản: {state}").format(state=_(STATE_NAMES[session.state]))
    more = ""
    if session.approval is not None:
        more = _(" · nhất trí {n}/{m} · mã đối chiếu {mark}").format(
            n=session.approval.votes_for, m=session.approval.voters, mark=session.approval.fingerprint
        )
    if session.signing is not None:
        more = _(" · ký ngày {day}").format(day=numeric_date(session.signing.on)) + more
    return ((words, "strong"), (more, ""))


def _draw_gap(gap: Gap, width: int) -> tuple[Line, ...]:
    first, *rest = wrapped(gap.sentence, width - 2)
    return (plain("! " + first), *(plain("  " + line) for line in rest))


def _why_no_date(text: str) -> str | None:
    day: date = read_date(text)
    return None if day.year >= 2000 else _("Năm ký không hợp lý.")
