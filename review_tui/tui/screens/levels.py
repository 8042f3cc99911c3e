"""The levels: who proposes what, which levels are open and why not, the cap live, and the ballots."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, BallotState, Way
from review_tui.model.balloting import (
    ballot_named,
    floors_to_vote,
    opened_ballot,
    prepared_ballot,
    published,
    revote_prepared,
    warnings,
)
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.session import Session
from review_tui.regulation.ballots import vote_rule, without_employer
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import SHOW
from review_tui.tui.screens.counting_desk import CountingDesk, draft_place
from review_tui.tui.screens.later import cap_choice, level_file_screen
from review_tui.tui.screens.page import Page
from review_tui.tui.views.rating import RatingRow, cap_lines, draw_rating_row, rating_rows
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.told import ToldLine

_UNDER_WAY = (BallotState.PREPARED, BallotState.OPEN, BallotState.CLOSED)


class LevelsScreen(Page):
    """Everybody's level in sight; the ballot on digits. It explains; what is decided is decided in the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "count", N_("Kiểm phiếu"), tooltip=N_("Mở phiếu giấy, hoặc nhập tiếp phiếu đang kiểm.")),
        Binding("2", "publish", N_("Công bố"), tooltip=N_("Công bố kết quả phiếu đã kiểm xong; từ đó không sửa.")),
        Binding(SHOW, "cap", N_("Tỷ lệ"), tooltip=N_("Chọn cách tính tỷ lệ xuất sắc tối đa.")),
        Binding("3", "revote", N_("Bỏ lại"), tooltip=N_("Bỏ phiếu lại cho những dòng chưa có kết quả.")),
    ]

    def __init__(self, book: OpenBook, session_id: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session_id, clock

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """The cap, and everybody."""
        yield ToldLine(id="cap")
        yield ListPane[RatingRow](key=lambda row: row.key, render=draw_rating_row, tall=True)

    def place(self) -> str:
        """ "Xếp loại 2026"."""
        return _("Xếp loại {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the cap and everybody as the book has them."""
        session, pack = self.session, self.book.pack(self.session_id)
        self.query_one("#cap", ToldLine).tell(plain(" " + cap_lines(session, pack), "strong"))
        pane = self.query_one(ListPane)
        pane.fill(rating_rows(session, pack, *self._before()))
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

    def action_count(self) -> None:
        """To the counting desk; opens a paper ballot first where none is under way."""
        ballot = self._under_way()
        if ballot is not None and ballot.way is not Way.PAPER:
            self.refused(_("Phiếu số {number} không phải phiếu giấy.").format(number=ballot.number))
        elif ballot is not None and ballot.state is not BallotState.PREPARED:
            self._desk(ballot.id)
        else:
            self._open(ballot.id if ballot else "")

    def _desk(self, id: str) -> None:
        self.app.push_screen(CountingDesk(self.book, self.session_id, id, self.clock))

    @work
    async def _open(self, prepared: str) -> None:
        """Say what has to be said before, then freeze the electorate."""
        id = prepared or new_id()

        def change(session: Session) -> Session:
            return opened_ballot(session if prepared else self._prepared(session, id), id)

        try:
            made = change(self.session)
        except ReviewError as refused:
            self.refused(str(refused))
            return
        ballot = ballot_named(made, id)
        said = _("{voters} người được biểu quyết; danh sách chốt khi mở. Tổ kiểm phiếu: {tellers}.").format(
            voters=len(ballot.electorate), tellers=", ".join(made.name_of(one) for one in ballot.tellers) or "…"
        )
        text = "\n".join((said, *warnings(made, ballot)))
        title = _("Mở phiếu số {number}?").format(number=ballot.number)
        if not await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Mở phiếu"), careful=False)):
            return
        if self.step(_("mở phiếu số {number}").format(number=ballot.number), change, session=self.session_id):
            self._desk(id)

    def _prepared(self, session: Session, id: str) -> Session:
        pack, floors = self.book.pack(self.session_id), floors_to_vote(session)
        waiting = without_employer(session, pack, floors)
        return prepared_ballot(session, id=id, rule=vote_rule(pack), floors=floors, provisional=waiting)

    @work
    async def action_publish(self) -> None:
        """Publish what was counted, after one more question: only a revote comes after."""
        ballot = self._under_way()
        if ballot is None or ballot.state is not BallotState.CLOSED:
            self.refused(_("Chưa có phiếu nào kiểm xong để công bố."))
            return
        title = _("Công bố phiếu số {number}?").format(number=ballot.number)
        text = "\n".join(warnings(self.session, ballot))
        if await self.app.push_screen_wait(Confirm(title, text=text, yes=_("Công bố"))):
            name = _("công bố phiếu số {number}").format(number=ballot.number)
            if self.step(name, lambda session: published(session, ballot.id), session=self.session_id):
                self.book.drop_draft(draft_place(self.session_id, ballot.id))

    def action_revote(self) -> None:
        """Prepare another ballot for the lines without a result; the first stays."""
        if not self.session.ballots or self._under_way() is not None:
            self.refused(_("Công bố phiếu đang kiểm trước, rồi mới bỏ phiếu lại."))
            return
        last, id = self.session.ballots[-1], new_id()
        name = _("bỏ phiếu lại sau phiếu số {number}").format(number=last.number)
        if self.step(name, lambda session: revote_prepared(session, last.id, new_id=id), session=self.session_id):
            self._open(id)
