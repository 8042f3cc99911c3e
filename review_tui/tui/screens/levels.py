"""The levels: who proposes what, which levels are open and why not, the cap live, and the ballots."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, BallotState, Way
from review_tui.model.balloting import published, voided, warnings, why_not_teller
from review_tui.model.counts import voting_present
from review_tui.model.entered import why_not_write
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.levels import proposed_levels
from review_tui.model.session import Session
from review_tui.model.telling import takes_tellers, tellers_named
from review_tui.regulation.cap import cap_sentence, cap_views
from review_tui.regulation.planning import Plan, plan_of, revote_plan, to_vote_again, usual_plan
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.dialogs.several import Several
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import PAPERS, SHOW
from review_tui.tui.screens.later import (
    ballot_opening_screen,
    cap_choice,
    counting_desk_screen,
    level_file_screen,
    papers_screen,
    poll_screen,
)
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.ballots import ballot_text, standing_line
from review_tui.tui.views.desk import draft_places
from review_tui.tui.views.rating import RatingRow, cap_lines, draw_rating_row, rating_rows
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.told import ToldLine

_UNDER_WAY = (BallotState.PREPARED, BallotState.OPEN, BallotState.CLOSED)


def _no_teller(session: Session, ballot: Ballot, chosen: tuple[str, ...]) -> str | None:
    return next((why for one in chosen if (why := why_not_teller(session, ballot, one))), None)


class LevelsScreen(Page):
    """Everybody's level in sight; the ballot on digits. It explains; what is decided is decided in the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "vote", N_("Biểu quyết"), tooltip=N_("Mở phiếu mới, hoặc kiểm tiếp phiếu đang mở.")),
        Binding("2", "publish", N_("Công bố"), tooltip=N_("Công bố kết quả phiếu đã kiểm xong; từ đó không sửa.")),
        Binding("3", "revote", N_("Bỏ lại"), tooltip=N_("Bỏ phiếu lại cho những dòng chưa có kết quả.")),
        Binding("4", "ballots", N_("Phiếu"), tooltip=N_("Mọi phiếu của kỳ, quy tắc và kết quả từng dòng.")),
        Binding("5", "tellers", N_("Tổ kiểm"), tooltip=N_("Ghi hoặc đổi tổ kiểm phiếu của phiếu chưa công bố.")),
        Binding(SHOW, "cap", N_("Tỷ lệ"), tooltip=N_("Chọn cách tính tỷ lệ xuất sắc tối đa.")),
        Binding(
            PAPERS,
            "papers",
            N_("Giấy tờ"),
            show=False,
            tooltip=N_("Phiếu biểu quyết, phiếu ghi kiểm phiếu, biên bản kiểm phiếu, bảng tổng hợp."),
        ),
    ]

    def __init__(self, book: OpenBook, session_id: str, clock: Clock, floor: str = "") -> None:
        """`floor` is where the cursor stands at first."""
        super().__init__(book)
        self.session_id, self.clock, self._at = session_id, clock, floor

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """The cap, where the voting stands, everybody."""
        yield ToldLine(id="cap")
        yield ToldLine(id="ballot")
        yield ListPane[RatingRow](key=lambda row: row.key, render=draw_rating_row, tall=True)

    def place(self) -> str:
        """ "Xếp loại 2026"."""
        return _("Xếp loại {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the cap and everybody as the book has them."""
        session, pack = self.session, self.book.pack(self.session_id)
        self.query_one("#cap", ToldLine).tell(plain(" " + cap_lines(session, pack), "strong"))
        self.query_one("#ballot", ToldLine).tell(plain(" " + standing_line(session)))
        pane = self.query_one(ListPane)
        pane.fill(rating_rows(session, pack, *self._before()), cursor=pane.key_here or self._at or None)
        pane.focus()

    def _before(self) -> tuple[tuple[Session, ...], tuple[LedgerItem, ...]]:
        sessions = tuple(self.book.sessions())
        return sessions, ledger(sessions, self.book.follow_up, self.clock().date())

    @on(ListPane.Selected)
    def _one(self, event: ListPane.Selected) -> None:
        """Enter on a row: everything that bears on this level."""
        self.app.push_screen(level_file_screen(self.book, self.session_id, event.key, self.clock))

    @work
    async def action_cap(self) -> None:
        """How the cap is applied."""
        await cap_choice(self, self.session_id)

    # --- ballots ----------------------------------------------------------------------------------------------------

    def _under_way(self) -> Ballot | None:
        return next((one for one in reversed(self.session.ballots) if one.state in _UNDER_WAY), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is among the keys."""
        if action == "publish":
            ballot = self._under_way()
            return ballot is not None and ballot.state is BallotState.CLOSED
        if action == "tellers":
            ballot = self._under_way()
            return ballot is not None and takes_tellers(ballot)
        if action == "revote":
            return self._under_way() is None and to_vote_again(self.session) is not None
        return super().check_action(action, parameters)

    def action_vote(self) -> None:
        """The ballot that is under way, else a new one."""
        ballot = self._under_way()
        if why := why_not_write(self.session):
            self.refused(why)
        elif ballot is None:
            self._opening(usual_plan(self.session, self.book.pack(self.session_id), self.book.cell))
        elif ballot.state is BallotState.PREPARED:
            self._opening(plan_of(self.session, ballot))
        elif ballot.way is not Way.SCREEN:
            self._go_on(ballot)
        elif ballot.state is BallotState.CLOSED:
            self.refused(_("Phiếu số {number} đã đóng; bấm 2 để công bố.").format(number=ballot.number))
        else:
            self._void(ballot)

    def _opening(self, plan: Plan) -> None:
        screen = ballot_opening_screen(
            self.book, self.session_id, self.clock, plan, opened=self._go_on, slips=self.action_papers
        )
        self.app.push_screen(screen)

    def _go_on(self, ballot: Ballot) -> None:
        """To the desk, or to the poll of a ballot that was opened this moment."""
        make = poll_screen if ballot.way is Way.SCREEN else counting_desk_screen
        self.app.push_screen(make(self.book, self.session_id, ballot.id, self.clock))

    def _void(self, ballot: Ballot) -> None:
        """A poll that is open without its screen was broken off: nothing of it was kept."""
        name = _("hủy phiếu số {number}").format(number=ballot.number)
        if self.step(name, lambda session: voided(session, ballot.id), session=self.session_id) is not None:
            self.say(
                _("Phiếu số {number} bị gián đoạn nên hủy, không giữ lại gì; bấm 3 để biểu quyết lại.").format(
                    number=ballot.number
                )
            )

    @work
    async def action_publish(self) -> None:
        """Publish what was counted, after one more question: only a revote comes after."""
        ballot = self._under_way()
        if ballot is None or ballot.state is not BallotState.CLOSED:
            return
        title = _("Công bố phiếu số {number}?").format(number=ballot.number)
        text = "\n".join((*warnings(self.session, ballot), *self._over_cap(ballot)))
        if await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Công bố"))):
            name = _("công bố phiếu số {number}").format(number=ballot.number)
            if self.step(name, lambda session: published(session, ballot.id), session=self.session_id):
                for place in draft_places(self.session_id, ballot.id):
                    self.book.drop_draft(place)

    def _over_cap(self, ballot: Ballot) -> tuple[str, ...]:
        """What the proposals of this ballot would make too many of the highest level, while it can still be counted."""
        then = published(self.session, ballot.id)
        views = cap_views(then, self.book.pack(self.session_id), proposed_levels(then))
        return tuple(cap_sentence(view) for view in views if view.over)

    @work
    async def action_tellers(self) -> None:
        """Name or change the tellers until the result is read out."""
        ballot = self._under_way()
        if ballot is None or not takes_tellers(ballot):
            return
        session = self.session
        options = [(one.id, f"{one.no:>3} {one.name}") for one in voting_present(session)]
        title = _("Tổ kiểm phiếu: người chọn đầu là tổ trưởng")
        refuse = partial(_no_teller, session, ballot)
        chosen = await self.app.push_screen_wait(Several(title, options, chosen=ballot.tellers, refuse=refuse))
        if chosen is not None:
            name = _("tổ kiểm phiếu của phiếu số {number}").format(number=ballot.number)
            self.step(name, lambda now: tellers_named(now, ballot.id, chosen), session=self.session_id)

    def action_revote(self) -> None:
        """Another ballot for the lines without a result; the first stays."""
        last = to_vote_again(self.session)
        if last is None:
            return
        try:
            self._opening(revote_plan(self.session, self.book.pack(self.session_id), self.book.cell, last))
        except ReviewError as refused:
            self.refused(str(refused))

    def action_ballots(self) -> None:
        """Every ballot with its rule and the verdict on each line."""

        def text() -> str:
            return ballot_text(self.session, self.app.size.width - 4)

        self.app.push_screen(TextScreen(self.book, lambda: _("Các phiếu kỳ {id}").format(id=self.session_id), text))

    def action_papers(self) -> None:
        """Slips, tally sheet, record of the count, summary."""
        self.app.push_screen(papers_screen(self, self.session_id, self.clock))
