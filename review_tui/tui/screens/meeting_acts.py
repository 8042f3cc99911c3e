"""What the keys of the meeting do besides the entry line: run sheet, roll call, drafts, undo, guided lines."""

from collections.abc import Callable, Sequence

from textual import work

from review_tui.language.dates import read_clock
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.attendance import marked, role_taken
from review_tui.model.counts import open_topics
from review_tui.model.drafts import draft_dropped
from review_tui.model.floors import (
    acting_chair,
    entered_floor,
    next_floor,
    proposed_holder,
    queued,
    step_taken,
    unqueued,
)
from review_tui.model.rating import read_tally, tallied
from review_tui.model.session import FloorState, Here, Presence, Role, Session, Step
from review_tui.tui.dialogs.ask import Ask, Choose, Confirm
from review_tui.tui.dialogs.guided import guided_line
from review_tui.tui.dialogs.run_sheet import LOOK, QUEUE, RunSheet
from review_tui.tui.dialogs.topic_matrix import TopicMatrix
from review_tui.tui.door import Clock
from review_tui.tui.screens.minutes import MinutesScreen
from review_tui.tui.screens.page import Page
from review_tui.tui.views.run_sheet import FLOOR, STEP, sheet_rows
from review_tui.tui.widgets.entry import EntryLine


class MeetingActs(Page):
    """The acts of the meeting screen that ask short questions."""

    session_id: str
    clock: Clock
    _sorting: str
    _numbers: frozenset[str] | None = None

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    @property
    def planned(self) -> int:
        """Minutes planned for one member's review."""
        raise NotImplementedError

    def choose(self, title: str, options: Sequence[str]) -> Choose:
        """A question answered by one digit."""
        return Choose(title, options)

    def _known_numbers(self) -> frozenset[str]:
        """Numbers for life of all other sessions, read once: they do not change while this one is open."""
        if self._numbers is None:
            others = (one for one in self.book.sessions() if one.id != self.session_id)
            self._numbers = frozenset(point.number for one in others for point in one.points)
        return self._numbers

    # --- moving ---------------------------------------------------------------------------------------------------

    @work
    async def action_sheet(self) -> None:
        """The run sheet; entering is an act, looking is not."""
        following = next_floor(self.session)
        cursor = FLOOR + (self.session.on_floor or following or "") if following or self.session.on_floor else STEP
        sheet = RunSheet(
            _("Trình tự hội nghị"),
            lambda: sheet_rows(self.session, self.planned),
            cursor=FLOOR + following if following else cursor,
        )
        chosen = await self.app.push_screen_wait(sheet)
        if chosen is None:
            return
        if chosen.startswith(LOOK):
            self.look_at(chosen.removeprefix(LOOK))
        elif chosen.startswith(QUEUE):
            self._queue(chosen.removeprefix(QUEUE))
        elif chosen.startswith(FLOOR):
            self.enter_floor(chosen.removeprefix(FLOOR))
        else:
            self._take_step(Step(chosen.removeprefix(STEP)))

    def look_at(self, key: str) -> None:
        """Show a floor without entering it; empty goes back to what is up."""
        raise NotImplementedError

    def _take_step(self, step: Step) -> None:
        now = self.clock()
        name = _("vào bước khác của trình tự")
        if self.step(name, lambda session: step_taken(session, step, at=now), session=self.session_id) is None:
            return
        if step in (Step.READ_BACK, Step.MINUTES):
            self.action_minutes()

    def enter_floor(self, key: str) -> None:
        """Put a subject on the floor and propose who chairs and records."""
        if key == self.session.on_floor:
            return
        now, who = self.clock(), self.session.floor_name(key)
        name = _("vào phần {who}").format(who=who)
        if self.step(name, lambda session: entered_floor(session, key, at=now), session=self.session_id) is not None:
            self.propose_chair()

    def propose_chair(self) -> None:
        """On the chair's or recorder's own floor somebody stands in; afterwards they take their place again.

        No question is asked while people talk: it is an act of its own, said aloud, undone by F7 or changed by @ct.
        """
        key = self.session.on_floor
        for role, words in ((Role.CHAIR, _("chủ trì")), (Role.RECORDER, _("ghi biên bản"))):
            proposed = proposed_holder(self.session, role, key) if key else ""
            if not proposed or proposed in self.session.holder(role):
                continue
            name = _("đ/c {who} {role}").format(who=self.session.name_of(proposed), role=words)
            if self.step(name, _taking(role, proposed), session=self.session_id) is not None:
                self.say(_("Phần này đ/c {who} {role}.").format(who=self.session.name_of(proposed), role=words))

    def _queue(self, key: str) -> None:
        who = self.session.floor_name(key)
        if self.session.floor(key).state is FloorState.QUEUED:
            self.step(
                _("đưa {who} trở lại trình tự").format(who=who), lambda s: unqueued(s, key), session=self.session_id
            )
        elif self.session.floor(key).state is FloorState.WAITING:
            name = _("chuyển {who} sang kiểm điểm bổ sung").format(who=who)
            self.step(name, lambda s: queued(s, key), session=self.session_id)
        else:
            self.say(_("{who} đã được kiểm điểm ở kỳ này.").format(who=who))
        self.action_sheet()

    # --- roll call --------------------------------------------------------------------------------------------------

    @work
    async def mark_presence(self, member: str) -> None:
        """Mark one member by a digit; late, early and absent ask for one more word."""
        if member.startswith("k"):
            return
        who = self.session.name_of(member)
        options = [
            _("có mặt"),
            _("vắng"),
            _("đến muộn"),
            _("về sớm"),
            _("chủ trì hội nghị"),
            _("thư ký hội nghị"),
            _("vào tổ kiểm phiếu"),
        ]
        chosen = await self.app.push_screen_wait(Choose(who, options))
        if chosen is None:
            return
        if chosen >= 4:
            self._give_role(member, chosen)
            return
        presence = await self._presence(member, chosen)
        if presence is not None:
            name = _("điểm danh: {who}").format(who=who)
            self.step(name, lambda session: marked(session, (presence,)), session=self.session_id)

    async def _presence(self, member: str, chosen: int) -> Presence | None:
        if chosen == 0:
            return Presence(member=member, here=Here.PRESENT)
        if chosen == 1:
            reason = await self.app.push_screen_wait(Ask(_("Lý do vắng"), example=_("Nằm viện, có giấy")))
            return None if reason is None else Presence(member=member, here=Here.ABSENT, reason=reason)
        now = f"{self.clock():%H:%M}"
        title = _("Đến lúc mấy giờ?") if chosen == 2 else _("Về lúc mấy giờ?")
        time = await self.app.push_screen_wait(Ask(title, text=now, refuse=_why_no_clock))
        if time is None:
            return None
        if chosen == 2:
            return Presence(member=member, here=Here.PRESENT, arrived=read_clock(time))
        reason = await self.app.push_screen_wait(Ask(_("Lý do về sớm"), example=_("Việc gia đình"))) or ""
        return Presence(member=member, here=Here.PRESENT, left=read_clock(time), left_reason=clean_line(reason))

    def _give_role(self, member: str, chosen: int) -> None:
        role = (Role.CHAIR, Role.RECORDER, Role.TELLERS)[chosen - 4]
        held = self.session.holder(Role.TELLERS) if role is Role.TELLERS else ()
        members = tuple(one for one in held if one != member) if member in held else (*held, member)
        name = _("phân công {who}").format(who=self.session.name_of(member))
        self.step(name, lambda session: role_taken(session, role, members), session=self.session_id)

    @work
    async def enter_tally(self, key: str) -> None:
        """Type the count of one ballot; it is taken only when it adds up."""
        session = self.session
        if session.floor(key).state is not FloorState.OPENED:
            self.say(_("{who} chưa được kiểm điểm nên chưa xếp loại.").format(who=session.floor_name(key)))
            return
        title = _("{who}: phát ra, thu về, hợp lệ, xuất sắc, tốt, hoàn thành, không hoàn thành").format(
            who=session.floor_name(key)
        )
        text = await self.app.push_screen_wait(
            Ask(title, example="19 19 19 2 15 2 0", refuse=lambda text: _why_no_tally(session, key, text))
        )
        if text is not None:
            tally = read_tally(session, key, text)
            name = _("kết quả kiểm phiếu: {who}").format(who=session.floor_name(key))
            self.step(name, lambda one: tallied(one, tally), session=self.session_id)

    # --- drafts, undo, guided, minutes ------------------------------------------------------------------------------

    @work
    async def action_sort(self) -> None:
        """Bring a ghi nháp back into the entry line, or begin the answer to a topic of this floor."""
        session = self.session
        drafts = [(line.text + "  — " + line.why, "draft:" + line.id) for line in session.drafts]
        topics = [
            (_("Trả lời gợi ý {topic}: {title}").format(topic=topic.id, title=topic.title), "topic:" + topic.id)
            for topic, floor in open_topics(session)
            if floor == session.on_floor
        ]
        rows = drafts + topics + [(_("Bảng gợi ý kiểm điểm: đã trả lời, còn thiếu"), "matrix:")]
        chosen = await self.app.push_screen_wait(Choose(_("Chưa xếp"), [words for words, _key in rows]))
        if chosen is None:
            return
        kind, _colon, key = rows[chosen][1].partition(":")
        if kind == "matrix":
            await self.app.push_screen_wait(TopicMatrix(session))
        elif kind == "topic":
            who = "cb" if session.on_floor == "cb" else str(session.member(session.on_floor).no)
            self._type(f"{who} = {key} ")
        else:
            await self._sort_draft(key)

    async def _sort_draft(self, draft: str) -> None:
        line = next(one for one in self.session.drafts if one.id == draft)
        options = [_("Đưa về ô nhập để sửa"), _("Bỏ dòng này")]
        chosen = await self.app.push_screen_wait(Choose(line.text, options))
        if chosen == 0:
            self._sorting = draft
            self._type(line.text)
        elif chosen == 1:
            self.step(_("bỏ một dòng ghi nháp"), lambda session: draft_dropped(session, draft), session=self.session_id)

    def _type(self, text: str) -> None:
        entry = self.query_one(EntryLine)
        entry.put_back(text)
        entry.focus()

    @work
    async def action_undo(self) -> None:
        """Undo the last act, by name."""
        acts = [line for line in self.book.log(self.session_id) if not line.undone]
        if not acts:
            self.say(_("Chưa có việc gì để hoàn tác."))
            return
        title = _("Hoàn tác: {act}?").format(act=acts[-1].name)
        if await self.app.push_screen_wait(Confirm(title, yes=_("Hoàn tác"), careful=False)):
            name = self.step_back(self.session_id)
            if name:
                self.say(_("Đã hoàn tác: {act}.").format(act=name))

    @work
    async def action_guided(self) -> None:
        """Build a line by short questions and put it into the entry line, where it can be read and learnt."""
        line = await guided_line(self.app, self.session)
        if line:
            self._type(line)

    def action_minutes(self) -> None:
        """What is missing, read-back, approval, signing, papers."""
        self.app.push_screen(MinutesScreen(self.book, self.session_id, self.clock))

    @property
    def chair(self) -> str:
        """Who chairs now."""
        return acting_chair(self.session)


def _taking(role: Role, member: str) -> Callable[[Session], Session]:
    def change(session: Session) -> Session:
        return role_taken(session, role, (member,))

    return change


def _why_no_tally(session: Session, key: str, text: str) -> str | None:
    read_tally(session, key, text)
    return None


def _why_no_clock(text: str) -> str | None:
    read_clock(text)
    return None
