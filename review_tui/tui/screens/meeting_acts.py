"""What the keys of the meeting do besides the entry line: run sheet, floors, who chairs meanwhile, undo, minutes."""

from collections.abc import Callable

from textual import work

from review_tui.language.translate import _
from review_tui.model.attendance import role_taken
from review_tui.model.counts import presence_of
from review_tui.model.entered import why_not_write
from review_tui.model.floors import (
    entered_floor,
    next_floor,
    proposed_holder,
    queued,
    step_taken,
    unqueued,
    usual_holder,
)
from review_tui.model.gate import Gap
from review_tui.model.session import FloorState, Here, Role, Session, Step
from review_tui.regulation.time_budget import TimePlan
from review_tui.tui.dialogs.ask import Choose, Confirm
from review_tui.tui.dialogs.run_sheet import LOOK, QUEUE, RunSheet
from review_tui.tui.door import Clock
from review_tui.tui.screens.later import minutes_screen
from review_tui.tui.screens.page import Page
from review_tui.tui.views.run_sheet import DOCUMENTS, FLOOR, STEP, sheet_rows

MOST_UNDO = 30
"""Acts offered for undo, the newest first."""


class MeetingActs(Page):
    """The acts of the meeting screen that are one key each."""

    session_id: str
    clock: Clock
    _looking: str

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    @property
    def plan(self) -> TimePlan:
        """Minutes for each member still to come, as the clock stands now."""
        raise NotImplementedError

    def look_at(self, key: str) -> None:
        """Show a floor, or a step ("step:opening"), without entering it; empty goes back to what is up."""
        raise NotImplementedError

    def lead_to(self, gap: Gap) -> None:
        """Show, once the meeting is in sight again, where something missing can be put right."""
        raise NotImplementedError

    def closed(self) -> bool:
        """Whether nothing more can be entered; says why."""
        why = why_not_write(self.session)
        if why:
            self.refused(why)
        return bool(why)

    # --- moving -----------------------------------------------------------------------------------------------------

    @work
    async def action_sheet(self, at: str = "") -> None:
        """The run sheet; entering is an act, looking is not."""
        following = next_floor(self.session) or self.session.on_floor
        cursor = at or self._sheet_key(self._looking or following or STEP + self.session.step)
        title = ". ".join(part for part in (_("Trình tự hội nghị"), self.plan.sentence) if part)
        rows = RunSheet(title, lambda: sheet_rows(self.session, self.plan), cursor=cursor)
        chosen = await self.app.push_screen_wait(rows)
        if chosen is None:
            return
        if chosen.startswith(LOOK):
            self.look_at(chosen.removeprefix(LOOK))
        elif chosen.startswith(QUEUE):
            self._queue(chosen.removeprefix(QUEUE))
        elif chosen.startswith(FLOOR):
            self.enter_floor(chosen.removeprefix(FLOOR))
        elif chosen == DOCUMENTS:
            self.action_documents()
        else:
            self._take_step(Step(chosen.removeprefix(STEP)))

    def _sheet_key(self, place: str) -> str:
        """The row of a floor or step in the run sheet: what is only looked at is one Enter away."""
        return place if place.startswith(STEP) else FLOOR + place

    def _take_step(self, step: Step) -> None:
        """Enter a step. The roll call is looked at while somebody is on the floor: his clock goes on."""
        if step is Step.OPENING and self.session.on_floor:
            self.look_at(STEP + step)
            return
        minutes = step in (Step.READ_BACK, Step.MINUTES)
        if not (minutes and why_not_write(self.session)):
            if self.closed():
                return
            self._looking, now = "", self.clock()
            name = _("vào bước khác của trình tự")
            if self.step(name, lambda session: step_taken(session, step, at=now), session=self.session_id) is None:
                return
        if minutes:
            self.action_minutes()

    def enter_floor(self, key: str) -> None:
        """Put a subject on the floor and propose who chairs and records."""
        if self.closed():
            return
        if key == self.session.on_floor:
            self.look_at("")
            return
        self._looking, now, who = "", self.clock(), self.session.floor_name(key)
        name = _("vào phần {who}").format(who=who)
        if self.step(name, lambda session: entered_floor(session, key, at=now), session=self.session_id) is not None:
            self.propose_chair()

    def propose_chair(self) -> None:
        """On the chair's own floor somebody stands in; afterwards the chair takes the place again.

        No question is asked while people talk: it is an act of its own, said aloud, undone by F7 or changed by @ct.
        Where nobody is free it goes on, and the minutes say so (design.md section 3). Who writes is only suggested:
        the same person may go on typing, and the minutes name nobody who did not write.
        """
        key, said = self.session.on_floor, []
        proposed = proposed_holder(self.session, Role.CHAIR, key) if key else ""
        if not proposed and key and usual_holder(self.session, Role.CHAIR) == key:
            said.append(_("Không còn ai thay để chủ trì; cứ ghi tiếp, biên bản sẽ nêu."))
        elif proposed and proposed not in self.session.holder(Role.CHAIR):
            who = self.session.name_of(proposed)
            if self.step(
                _("đ/c {who} chủ trì").format(who=who), _taking(Role.CHAIR, proposed), session=self.session_id
            ):
                said.append(_("Phần này đ/c {who} chủ trì.").format(who=who))
        if (
            key
            and usual_holder(self.session, Role.RECORDER) == key
            and (other := proposed_holder(self.session, Role.RECORDER, key))
        ):
            member = self.session.member(other)
            said.append(_("Nếu đ/c {who} ghi thay thì gõ @tk {no}.").format(who=member.name, no=member.no))
        if said:
            self.say(" ".join(said))

    @work
    async def _queue(self, key: str) -> None:
        """Put somebody off to the supplementary review, or back; whoever is here is not put off by a slip."""
        if self.closed():
            return
        who, state = self.session.floor_name(key), self.session.floor(key).state
        if state is FloorState.QUEUED:
            name = _("đưa {who} trở lại trình tự").format(who=who)
            self.step(name, lambda session: unqueued(session, key), session=self.session_id)
        elif state is FloorState.WAITING and not await self._put_off(key, who):
            pass
        elif state is FloorState.WAITING:
            name = _("chuyển {who} sang kiểm điểm bổ sung").format(who=who)
            self.step(name, lambda session: queued(session, key), session=self.session_id)
        else:
            self.say(_("{who} đã được kiểm điểm ở kỳ này.").format(who=who))
        self.action_sheet(FLOOR + key)

    async def _put_off(self, key: str, who: str) -> bool:
        presence = presence_of(self.session, key)
        if presence is None or presence.here is not Here.PRESENT or presence.left:
            return True
        title = _("Đ/c {who} đang có mặt. Chuyển sang kiểm điểm bổ sung?").format(who=who)
        question = Confirm(title, yes=_("Chuyển sang kiểm điểm bổ sung"))
        sure = await self.app.push_screen_wait(question)
        return bool(sure)

    # --- undo, minutes ----------------------------------------------------------------------------------------------

    @work
    async def action_undo(self) -> None:
        """Undo an act by name; the cursor stands on the last one."""
        log = self.book.log(self.session_id)
        acts = [line for line in reversed(log) if not line.undone and line.undoes is None and not line.fixed]
        if not acts:
            self.say(_("Chưa có việc gì để hoàn tác."))
            return
        rows = [f"{line.at:%H:%M}  {line.name}" for line in acts[:MOST_UNDO]]
        chosen = await self.app.push_screen_wait(Choose(_("Hoàn tác việc nào?"), rows))
        if chosen is not None:
            name = self.step_back(self.session_id, acts[chosen].number)
            if name:
                self.say(_("Đã hoàn tác: {act}.").format(act=name))

    def action_documents(self) -> None:
        """What is read to the meeting: other documents, opinions from outside."""
        from review_tui.tui.screens.evidence_read import DocumentsScreen

        self.app.push_screen(DocumentsScreen(self.book, self.session_id))

    def action_minutes(self) -> None:
        """What is missing, read-back, approval, signing, papers."""
        self.app.push_screen(minutes_screen(self.book, self.session_id, self.clock, self.lead_to))


def _taking(role: Role, member: str) -> Callable[[Session], Session]:
    def change(session: Session) -> Session:
        return role_taken(session, role, (member,))

    return change
