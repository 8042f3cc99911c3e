"""Everything that bears on one level: which are open and why not, who says what, the facts, what was decided above."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.entered import why_not_write
from review_tui.model.ledger import ledger
from review_tui.model.levels import BODY_NAMES, facts_entered, rated, unrated, why_not_facts
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Facts, Rating
from review_tui.model.session import Session
from review_tui.regulation.scales import proposed_subject, scale_of
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.live_form import LiveForm
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.level_file_above import decided_above
from review_tui.tui.screens.page import Page
from review_tui.tui.views.level_file import (
    LevelFile,
    LevelFileRow,
    discipline_words,
    draw_level_file_row,
    facts_words,
    level_file_rows,
)
from review_tui.tui.views.level_forms import (
    discipline_fields,
    discipline_placed,
    facts_fields,
    gate_weighed,
    known_opinion,
    opinion_fields,
    read_discipline,
    read_facts,
    read_opinion,
)
from review_tui.tui.views.level_points import SCORERS, PointsForm
from review_tui.tui.widgets.listing import ListPane

_EXPLAINED = {
    "cap": N_("Cách tính tỷ lệ chọn ở màn hình Xếp loại (F5)."),
    "fault": N_("Kết quả khắc phục ghi ở Cam kết (trang chính, phím 2)."),
}
"""What Enter says on rows that are not changed here."""


class LevelFileScreen(Page):
    """The rows of one level's file. Enter changes what the row says; digits go straight to the forms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("Sửa"), tooltip=N_("Ghi hoặc sửa điều ở dòng có con trỏ.")),
        Binding("1", "points", N_("Chấm điểm"), tooltip=N_("Ghi điểm tự chấm, điểm của chi ủy hoặc của chi bộ.")),
        Binding("2", "facts", N_("Số liệu"), tooltip=N_("Ghi số nhiệm vụ, tỷ lệ, nhóm để tính tỷ lệ xuất sắc.")),
        Binding("3", "discipline", N_("Kỷ luật"), show=False, tooltip=N_("Thêm một quyết định kỷ luật.")),
        Binding("4", "above", N_("Cấp trên"), tooltip=N_("Ghi quyết định của cấp trên, hoặc xếp loại lại (mẫu 03).")),
    ]

    def __init__(self, book: OpenBook, session_id: str, floor: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.floor, self.clock = session_id, floor, clock

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    @property
    def file(self) -> LevelFile:
        """Everything about this level as the book has it now."""
        sessions = tuple(self.book.sessions())
        return LevelFile(
            session=self.session,
            pack=self.book.pack(self.session_id),
            floor=self.floor,
            earlier=sessions,
            items=ledger(sessions, self.book.follow_up, self.clock().date()),
            follow_up=self.book.follow_up,
        )

    def body(self) -> ComposeResult:
        """The rows."""
        yield ListPane[LevelFileRow](key=lambda row: row.key, render=draw_level_file_row, tall=True)

    def place(self) -> str:
        """ "Xếp loại 2026: Hồ Thị Diệu"."""
        return _("Xếp loại {id}: {who}").format(id=self.session_id, who=self.file.who)

    def fill(self) -> None:
        """Read everything anew."""
        pane = self.query_one(ListPane)
        pane.fill(level_file_rows(self.file))
        pane.redraw()
        pane.focus()

    def action_edit(self) -> None:
        """Change what the row of the cursor says."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    @work
    async def _chosen(self, event: ListPane.Selected) -> None:
        kind, _colon, which = event.key.partition(":")
        if kind == "body":
            await self._heard(Body(which))
        elif kind == "facts":
            await self._asked_facts()
        elif kind == "gate":
            await self._weighed(which)
        elif kind == "discipline":
            await self._disciplined(int(which) if which else None)
        elif kind in ("history", "decide"):
            await decided_above(self, self.file)
        elif kind in _EXPLAINED:
            self.say(_(_EXPLAINED[kind]))

    @work
    async def action_points(self) -> None:
        """Ask whose points, then the points."""
        if self._shut():
            return
        names = [_(BODY_NAMES[body]) for body in SCORERS]
        place = await self.app.push_screen_wait(Choose(_("Điểm của ai?"), names))
        if place is not None:
            await self._scored(SCORERS[place])

    @work
    async def action_facts(self) -> None:
        """The figures of the year."""
        await self._asked_facts()

    @work
    async def action_discipline(self) -> None:
        """One more disciplinary measure."""
        await self._disciplined(None)

    @work
    async def action_above(self) -> None:
        """The decision above; once there is one, form 03."""
        await decided_above(self, self.file)

    def _shut(self) -> bool:
        """Say at once, and not after the typing, that the minutes are closed."""
        why = why_not_write(self.session)
        if why:
            self.refused(why)
        return bool(why)

    # --- what a body says -------------------------------------------------------------------------------------------

    async def _heard(self, body: Body) -> None:
        if body is Body.SUPERIOR:
            await decided_above(self, self.file)
        elif body is Body.BALLOT:
            self.say(_("Kết quả biểu quyết lấy từ kiểm phiếu; bấm Esc rồi 1 để kiểm phiếu."))
        elif self._shut():
            return
        elif body in SCORERS:
            await self._scored(body)
        else:
            await self._opined(body)

    async def _scored(self, body: Body) -> None:
        file = self.file
        form = PointsForm(
            session=file.session, pack=file.pack, floor=self.floor, body=body, scale=scale_of(file.pack, file.subject)
        )
        dialog = LiveForm(form.title, form.fields(), form.live, start=form.start, refuse=form.refuse)
        values = await self.app.push_screen_wait(dialog)
        if values is not None:
            self._rate(body, form.read(values, new_id()))

    async def _opined(self, body: Body) -> None:
        file = self.file
        known = known_opinion(file.session, self.floor, body)
        title = _("{body}: {who}").format(body=_(BODY_NAMES[body]), who=self.file.who)
        values = await self.app.push_screen_wait(FormDialog(title, opinion_fields(file.pack, known), start="level"))
        if values is not None:
            self._rate(body, read_opinion(known, values, new_id()))

    def _rate(self, body: Body, rating: Rating | None) -> None:
        """Keep what one body says; an emptied form takes back what was entered."""
        name = _("ghi xếp loại của {who}: {body}").format(who=self.file.who, body=_(BODY_NAMES[body]))

        def change(session: Session) -> Session:
            return rated(session, rating) if rating is not None else unrated(session, self.floor, body)

        self.step(name, change, session=self.session_id)

    # --- facts ------------------------------------------------------------------------------------------------------

    def _keep(self, facts: Facts) -> None:
        name = _("ghi số liệu xếp loại của {who}").format(who=self.file.who)
        self.step(name, lambda session: facts_entered(session, facts), session=self.session_id)

    async def _asked_facts(self) -> None:
        if self._shut():
            return
        file = self.file
        proposed = "" if self.floor == COLLECTIVE else proposed_subject(file.session, self.floor)
        fields = facts_fields(file.pack, file.facts, file.subject, proposed)
        title = _("Số liệu năm {year}: {who}").format(year=file.session.year, who=self.file.who)

        def live(values: dict[str, str]) -> str:
            try:
                facts = read_facts(file.facts, values)
            except ReviewError as wrong:
                return str(wrong)
            return why_not_facts(file.session, facts) or facts_words(facts)

        def refuse(values: dict[str, str]) -> str | None:
            return why_not_facts(file.session, read_facts(file.facts, values))

        values = await self.app.push_screen_wait(LiveForm(title, fields, live, refuse=refuse))
        if values is not None:
            self._keep(read_facts(file.facts, values))

    async def _weighed(self, key: str) -> None:
        if self._shut():
            return
        file = self.file
        gate = next(one for one in file.triggers if one.key == key)
        computed = _("Tính theo số liệu") if gate.measure else _("Chưa có kết luận")
        options = (computed, _("Có kết luận của cấp có thẩm quyền"), _("Đã xem, không thuộc trường hợp này"))
        at = 1 if key in file.facts.found else 2 if key in file.facts.cleared else 0
        place = await self.app.push_screen_wait(Choose(gate.sentence, options, cursor=at))
        if place is not None:
            self._keep(gate_weighed(file.facts, key, (None, True, False)[place]))

    async def _disciplined(self, place: int | None) -> None:
        if self._shut():
            return
        made = self.file.facts.disciplines[place] if place is not None else None
        if made is not None:
            does = await self.app.push_screen_wait(Choose(discipline_words(made), (_("Sửa"), _("Bỏ"))))
            if does is None:
                return
            if does == 1:
                self._keep(discipline_placed(self.file.facts, place, None))
                return
        title = _("Kỷ luật: {who}").format(who=self.file.who)
        values = await self.app.push_screen_wait(FormDialog(title, discipline_fields(made)))
        if values is not None:
            self._keep(discipline_placed(self.file.facts, place, read_discipline(values)))
