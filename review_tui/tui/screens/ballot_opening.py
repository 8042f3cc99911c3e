"""Opening a ballot: kind, lines, who votes, who counts, by what rule; F8 freezes the electorate."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Way
from review_tui.model.balloting import ballot_named, floors_to_vote, why_not_teller
from review_tui.model.counting import why_not_screen
from review_tui.model.counts import guests_of_vote, voting_present
from review_tui.model.levels import was_reviewed
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session
from review_tui.regulation.planning import Plan, asked_self, asked_temporary, opened_as_planned, planned
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.several import Several
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import PAPERS
from review_tui.tui.screens.page import Page
from review_tui.tui.views.ballots import WAY_NAMES
from review_tui.tui.views.opening import (
    DOUBLE,
    LINES,
    SELF,
    SLIPS,
    TELLERS,
    TEMPORARY,
    WAY,
    OpeningRow,
    draw_opening_row,
    opening_rows,
    trial,
)
from review_tui.tui.widgets.listing import ListPane

_ROWS = (WAY, LINES, TEMPORARY, SELF, TELLERS, DOUBLE, SLIPS)


class BallotOpening(Page):
    """One ballot before it is opened. `opened` is called with its id once it is, `slips` where it only waits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", N_("Đổi"), tooltip=N_("Đổi dòng có con trỏ; hoặc gõ số của dòng.")),
        Binding(PAPERS, "open", N_("Mở phiếu"), tooltip=N_("Chốt danh sách người biểu quyết và bắt đầu.")),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, len(_ROWS) + 1)),
    ]

    def __init__(
        self,
        book: OpenBook,
        session_id: str,
        clock: Clock,
        plan: Plan,
        *,
        opened: Callable[[Ballot], None],
        slips: Callable[[], None],
    ) -> None:
        super().__init__(book)
        self.session_id, self.clock, self._plan = session_id, clock, plan
        self._ballot_id = plan.prepared or new_id()
        self._opened, self._slips = opened, slips

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """The rows."""
        yield ListPane[OpeningRow](key=lambda row: row.key, render=draw_opening_row, tall=True)

    def place(self) -> str:
        """ "Mở phiếu số 2"."""
        others = [one.number for one in self.session.ballots if one.id != self._ballot_id]
        return _("Mở phiếu số {number}").format(number=1 + max(others, default=0))

    def fill(self) -> None:
        """Show what is chosen and what follows from it."""
        pane = self.query_one(ListPane)
        pack, cell = self.book.pack(self.session_id), self.book.cell
        pane.fill(opening_rows(self.session, pack, cell, self._plan, self._ballot_id))
        pane.focus()

    def _take(self, **changes: object) -> None:
        self._plan = replace(self._plan, **changes)  # type: ignore[arg-type]
        self.retell()

    # --- the questions ----------------------------------------------------------------------------------------------

    def action_digit(self, digit: int) -> None:
        """Change the row with this digit."""
        self.query_one(ListPane).go_to(_ROWS[digit - 1])
        self.action_change()

    def action_change(self) -> None:
        """Change the row of the cursor."""
        self._change(self.query_one(ListPane).key_here or "")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        self._change(event.key)

    @work
    async def _change(self, key: str) -> None:
        asked = {
            WAY: self._ask_way,
            LINES: self._ask_lines,
            TEMPORARY: self._ask_temporary,
            SELF: self._ask_self,
            TELLERS: self._ask_tellers,
            DOUBLE: self._ask_double,
        }
        if key in asked:
            await asked[key]()
        elif key == SLIPS:
            self._prepare()

    async def _ask_way(self) -> None:
        chosen = await self.app.push_screen_wait(
            Choose(_("Cách biểu quyết"), [_(words) for words in WAY_NAMES.values()],
                   cursor=list(WAY_NAMES).index(self._plan.way))
        )  # fmt: skip
        if chosen is None:
            return
        way = list(WAY_NAMES)[chosen]
        if way is Way.SCREEN and (why := why_not_screen(self.book.cell)):
            self.refused(why)
            return
        self._take(way=way)

    async def _ask_lines(self) -> None:
        session = self.session
        reviewed, printed = floors_to_vote(session), session.reviewed
        waiting = len(printed) - len(reviewed)
        options: list[tuple[str, tuple[str, ...]]] = [
            (_("{count} đảng viên đã kiểm điểm").format(count=len(reviewed)), reviewed)
        ]
        if waiting:
            slip = _("{count} đảng viên theo phiếu in sẵn; {waiting} dòng chưa kiểm điểm thì đóng")
            options.append((slip.format(count=len(printed), waiting=waiting), printed))
        if COLLECTIVE in session.floor_keys():
            options.append((session.floor_name(COLLECTIVE), (COLLECTIVE,)))
        words = [name for name, _floors in options]
        chosen = await self.app.push_screen_wait(Choose(_("Biểu quyết cho"), [*words, _("chọn từng dòng")]))
        if chosen is None:
            return
        floors = options[chosen][1] if chosen < len(options) else await self._picked_lines()
        if floors:
            self._take(floors=floors)

    async def _picked_lines(self) -> tuple[str, ...]:
        session = self.session
        options = [(key, session.floor_name(key)) for key in session.floor_keys() if was_reviewed(session, key)]
        chosen = await self.app.push_screen_wait(Several(_("Chọn các dòng của phiếu"), options))
        return tuple(key for key in session.floor_keys() if key in (chosen or ()))

    async def _ask_temporary(self) -> None:
        names = ", ".join(one.name for one in guests_of_vote(self.session))
        if not names:
            self.say(_("Không có đồng chí nào sinh hoạt đảng tạm thời trong phòng."))
            return
        if self._settled(asked_temporary(self.session)):
            return
        usual = self.book.pack(self.session_id).ballot.temporary_votes
        title = _("Đ/c {names} sinh hoạt đảng tạm thời ở đây: có biểu quyết không?").format(names=names)
        answer = await self._yes_no(title, usual)
        if answer is not None:
            self._take(temporary_votes=answer)

    async def _ask_self(self) -> None:
        if self._plan.floors == (COLLECTIVE,):
            self.say(_("Phiếu về tập thể không có dòng của từng người."))
            return
        if self._settled(asked_self(self.session)):
            return
        usual = self.book.pack(self.session_id).ballot.self_vote
        answer = await self._yes_no(_("Mỗi người có biểu quyết ở dòng của chính mình không?"), usual)
        if answer is not None:
            self._take(self_vote=answer)

    async def _yes_no(self, title: str, usual: bool) -> bool | None:
        mark = _(" (theo bộ quy định)")
        options = [_("không biểu quyết"), _("có biểu quyết")]
        options[usual] += mark
        chosen = await self.app.push_screen_wait(Choose(title, options, cursor=int(usual)))
        return None if chosen is None else bool(chosen)

    def _settled(self, answer: bool | None) -> bool:
        """Asked once in a session; a later ballot keeps the answer, so that all of them count alike."""
        if settled := answer is not None:
            self.say(_("Điều này đã chọn ở phiếu trước của kỳ này, các phiếu sau giữ nguyên."))
        return settled

    async def _ask_tellers(self) -> None:
        session = self.session
        ballot, _why = trial(session, self.book.pack(self.session_id), self.book.cell, self._plan, self._ballot_id)
        on_slip = _(" (có tên trong phiếu)")
        options = [
            (one.id, f"{one.no:>3} {one.name}" + (on_slip if one.id in self._plan.floors else ""))
            for one in voting_present(session)
        ]

        def refuse(chosen: tuple[str, ...]) -> str | None:
            if ballot is None:
                return None
            return next((why for one in chosen if (why := why_not_teller(session, ballot, one))), None)

        title = _("Tổ kiểm phiếu: người chọn đầu là tổ trưởng")
        chosen = await self.app.push_screen_wait(Several(title, options, chosen=self._plan.tellers, refuse=refuse))
        if chosen is not None:
            self._take(tellers=chosen)

    async def _tellers_settled(self) -> bool:
        """Slips want tellers: named now, or left for later by a choice of its own. False: back to the rows."""
        if self._plan.way is not Way.PAPER or self._plan.tellers:
            return True
        options = [_("chọn tổ kiểm phiếu"), _("mở phiếu, cử tổ kiểm phiếu sau")]
        chosen = await self.app.push_screen_wait(Choose(_("Chưa có tổ kiểm phiếu"), options))
        if chosen == 0:
            await self._ask_tellers()
        return chosen == 1 or bool(self._plan.tellers)

    async def _ask_double(self) -> None:
        if self._plan.way is not Way.PAPER:
            self.say(_("Hai người nhập riêng chỉ dùng cho phiếu giấy."))
            return
        self._take(double=not self._plan.double)

    # --- the acts ---------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Keep the ballot as prepared, so that its slips can be printed."""
        plan, id, pack = self._plan, self._ballot_id, self.book.pack(self.session_id)
        name = _("chuẩn bị phiếu biểu quyết")
        if self.step(name, lambda session: planned(session, pack, plan, id), session=self.session_id) is not None:
            self.dismiss()
            self._slips()

    @work
    async def action_open(self) -> None:
        """Ask what was not asked yet, then freeze the electorate."""
        if self._plan.temporary_votes is None:
            await self._ask_temporary()
        if self._plan.self_vote is None and self._plan.floors != (COLLECTIVE,):
            await self._ask_self()
        if not await self._tellers_settled():
            return
        plan, id = self._plan, self._ballot_id
        if plan.temporary_votes is None or (plan.self_vote is None and plan.floors != (COLLECTIVE,)):
            return
        pack, cell = self.book.pack(self.session_id), self.book.cell
        made = self.step(
            self.place().lower(),
            lambda session: opened_as_planned(session, pack, cell, plan, id),
            session=self.session_id,
        )
        if made is not None:
            self.dismiss()
            self._opened(ballot_named(made, id))
