"""The poll on the screen: the machine goes from hand to hand. Nothing is written before it is closed in one step."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot
from review_tui.model.balloting import ballot_named, poll_closed, voided
from review_tui.model.poll import begun, still_to_vote, voted, why_not_begin_vote
from review_tui.model.session import Level
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import FIND, PAPERS
from review_tui.tui.screens.page import Page
from review_tui.tui.views.levels import numbered_name
from review_tui.tui.views.poll import (
    CRASH,
    SlipRow,
    VoterRow,
    draw_slip_row,
    draw_voter_row,
    legend,
    slip_rows,
    voter_rows,
)
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.told import ToldLine

_LEVELS = list(Level)


class PollScreen(Page):
    """The list of voters; then, one voter at a time, the hand-over and the slip. Choices live here and nowhere else.

    While it stands the program writes nothing: no act, draft, setting or copy (`silent`).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(digit), f"choose({digit})", N_("Chọn mức"), show=False,
                    tooltip=N_("Mức thứ mấy từ cao xuống, cho dòng có con trỏ."))
            for digit in range(1, len(_LEVELS) + 1)
        ),
        Binding("0", "choose(0)", N_("Để trống"), tooltip=N_("Bỏ mức đã chọn ở dòng có con trỏ.")),
        Binding("enter", "go_on", N_("Tiếp"), tooltip=N_("Chọn người, nhận máy, hoặc bỏ phiếu.")),
        Binding(PAPERS, "close", N_("Đóng phiếu"), tooltip=N_("Kết thúc biểu quyết và ghi tổng số, trong một lần.")),
        Binding(FIND, "stay", N_("Tìm"), show=False),
    ]  # fmt: skip

    silent = True

    def __init__(self, book: OpenBook, session_id: str, ballot: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session_id, clock
        self._session = book.session(session_id)
        self._poll = begun(ballot_named(self._session, ballot))
        self._voter, self._holds = "", False
        self._asking = False
        """the slip is about to be cast: a key typed ahead of the question changes nothing on it"""
        self._choices: dict[str, Level] = {}

    @property
    def ballot(self) -> Ballot:
        """The ballot that is voted on."""
        return ballot_named(self._session, self._poll.ballot)

    def body(self) -> ComposeResult:
        """What to do now, the voters, the slip."""
        yield ToldLine(id="asked")
        yield ListPane[VoterRow](key=lambda row: row.key, render=draw_voter_row, id="voters")
        yield ListPane[SlipRow](key=lambda row: row.key, render=draw_slip_row, id="slip")

    def place(self) -> str:
        """ "Biểu quyết trên máy, phiếu số 4"."""
        return _("Biểu quyết trên máy, phiếu số {number}").format(number=self.ballot.number)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each of the three stages has its own keys."""
        if action.startswith("choose"):
            return self._holds
        if action == "close":
            return not self._voter
        return super().check_action(action, parameters)

    def fill(self) -> None:
        """Show the stage: the voters, the hand-over, or the slip. Of one voter nothing is left for the next."""
        voters, slip = self.query_one("#voters", ListPane), self.query_one("#slip", ListPane)
        voters.display, slip.display = not self._voter, self._holds
        waiting = still_to_vote(self._poll)
        voters.fill(voter_rows(self._session, self._poll), cursor=self._voter or next(iter(waiting), None))
        rows = slip_rows(self._session, self._poll, self._voter, self._choices) if self._holds else ()
        slip.fill(rows)
        self.query_one("#asked", ToldLine).tell(plain(" " + self._asked(), "strong"))
        self.set_focus(slip if self._holds else voters if not self._voter else None)
        self.refresh_bindings()

    def _asked(self) -> str:
        name = numbered_name(self._session, self._voter).strip() if self._voter else ""
        if self._holds:
            return _("Phiếu của đ/c số {name}. {legend}; 0 để trống. Xong bấm Enter.").format(
                name=name, legend=legend()
            )
        if self._voter:
            return _("Đưa máy cho đ/c số {name}. Chỉ đồng chí ấy nhìn màn hình; sẵn sàng thì bấm Enter.").format(
                name=name
            )
        count = len(self._poll.voted)
        if not count:
            return _(CRASH) + " " + _("Chọn người, Enter, rồi đưa máy.")
        if count == len(self._poll.electorate):
            return _("Cả {all} người đã biểu quyết. F8 để đóng phiếu.").format(all=count)
        return _("Đã biểu quyết {count}/{all}. Chọn người tiếp theo, Enter, rồi đưa máy.").format(
            count=count, all=len(self._poll.electorate)
        )

    # --- one voter --------------------------------------------------------------------------------------------------

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """From the list to the hand-over, from there to the slip, from the slip into the box."""
        if self._asking:
            return
        if self._holds:
            self._asking = True
            self._cast()
        elif self._voter:
            self._holds = True
            self.retell()
            self.query_one("#slip", ListPane).action_browse("home")
            self._skip_own()
        elif voter := self.query_one("#voters", ListPane).key_here:
            if why := why_not_begin_vote(self._poll, self._session, voter):
                self.refused(why)
                return
            self.app.clear_notifications()
            self._voter = voter
            self.retell()

    def action_choose(self, digit: int) -> None:
        """The level of the line under the cursor, and on to the next line; 0 leaves it blank."""
        slip = self.query_one("#slip", ListPane)
        row = slip.row_here
        if self._asking or not isinstance(row, SlipRow) or row.own:
            return
        if digit:
            self._choices[row.key] = _LEVELS[digit - 1]
        else:
            self._choices.pop(row.key, None)
        self.fill()
        slip.action_browse("down")
        self._skip_own()

    def _skip_own(self) -> None:
        slip = self.query_one("#slip", ListPane)
        if isinstance(slip.row_here, SlipRow) and slip.row_here.own:
            slip.action_browse("down")

    @work
    async def _cast(self) -> None:
        """One question, then into the box: the choices go, the next one comes."""
        rows = slip_rows(self._session, self._poll, self._voter, self._choices)
        blank = sum(1 for row in rows if row.chosen is None and not row.own)
        text = _("Đã chọn đủ mọi dòng.")
        if blank:
            text = _("Còn {blank} dòng để trống; dòng trống không tính cho mức nào.").format(blank=blank)
        question = Confirm(_("Bỏ phiếu? Bỏ rồi không sửa được."), text=text, yes=_("Bỏ phiếu"), careful=bool(blank))
        sure = await self.app.push_screen_wait(question)
        self._asking = False
        if not sure:
            return
        try:
            self._poll = voted(self._poll, self._session, self._voter, self._choices)
        except ReviewError as refused:
            self.refused(str(refused))
            return
        self._handed_back()
        self.say(_("Phiếu đã vào hòm. Trả máy cho thư ký."))

    def _handed_back(self) -> None:
        self._choices.clear()
        self._voter, self._holds = "", False
        self.retell()

    # --- the end ----------------------------------------------------------------------------------------------------

    def action_stay(self) -> None:
        """No search from here."""
        self.refused(_("Đang biểu quyết trên máy; đóng phiếu rồi mới tìm được."))

    def action_back(self) -> None:
        """Out of a slip that was not cast; out of the poll only after a question, and then it is void."""
        if self._voter:
            name = self._session.name_of(self._voter)
            self._handed_back()
            self.say(_("Đ/c {name} chưa bỏ phiếu; những gì đã chọn đã xóa.").format(name=name))
        else:
            self._break_off()

    @work
    async def _break_off(self) -> None:
        text = _("{count} lá phiếu đã bỏ sẽ mất, tất cả biểu quyết lại.").format(count=len(self._poll.voted))
        if not await self.app.push_screen_wait(Confirm(_("Hủy lần biểu quyết này?"), text=text, yes=_("Hủy"))):
            return
        ballot, number = self._poll.ballot, self.ballot.number
        name = _("hủy phiếu số {number}").format(number=number)
        if self.step(name, lambda session: voided(session, ballot), session=self.session_id) is not None:
            self.dismiss()

    @work
    async def action_close(self) -> None:
        """Totals and who took part, in one step; who did not vote is asked about first."""
        waiting = still_to_vote(self._poll)
        names = ", ".join(self._session.name_of(one) for one in waiting)
        text = _("Chưa biểu quyết: {names}; tính là phiếu không thu về.").format(names=names) if waiting else ""
        title = _("Đóng phiếu số {number}?").format(number=self.ballot.number)
        if not await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Đóng phiếu"), careful=bool(waiting))):
            return
        poll, at = self._poll, f"{self.clock():%H:%M}"
        name = _("đóng phiếu số {number} biểu quyết trên máy").format(number=self.ballot.number)
        done = self.step(name, lambda session: poll_closed(session, poll, closed_at=at), session=self.session_id)
        if done is not None:
            self.dismiss()
