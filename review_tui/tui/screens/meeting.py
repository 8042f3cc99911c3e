"""The meeting: one current step, one list, one entry line. Here the recorder types while people talk."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.entered import why_not_write
from review_tui.model.entry import line_of
from review_tui.model.gate import Gap
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import State, Step
from review_tui.regulation.time_budget import TimePlan, own_minutes, time_plan
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.dialogs.topic_matrix import TopicMatrix
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import BACK, GUIDED, PAPERS, SHOW, SORT, UNDO
from review_tui.tui.screens.meeting_sorting import MeetingSorting
from review_tui.tui.views.bars import clock_line, counters_line, looking_line, step_line, topics_line
from review_tui.tui.views.beginnings import SIGNS, beginning, example
from review_tui.tui.views.floor import FloorRow, draw_floor_row, floor_rows
from review_tui.tui.views.items import new_line_for
from review_tui.tui.views.levels import LevelRow, draw_level_row, level_rows
from review_tui.tui.views.roll_call import CallRow, call_rows, draw_call_row
from review_tui.tui.views.run_sheet import STEP
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import Line, ListPane
from review_tui.tui.widgets.told import ToldLine

EXAMPLES = {
    Step.OPENING: N_("@ *  có mặt hết · @ -16 Nằm viện · @ct 1 · @tk 3 · / cb  kiểm điểm tập thể"),
    Step.COLLECTIVE: N_("2 - Quý 2 họp thiếu 1 kỳ #g1 · {answer}tiếp thu … · ct . kết luận · /  phần sau"),
    Step.MEMBERS: N_("7 - Vắng 4 buổi #g3 · {answer}tiếp thu … · {repair}việc ~2 >30/6 · /  người sau"),
    Step.LEVELS: N_("7 xl tốt 84  mức tự nhận · Enter hoặc F4: xếp loại, biểu quyết, kiểm phiếu"),
    Step.READ_BACK: N_("F8: đọc lại, sửa câu, ghi ý kiến khác, thông qua"),
    Step.MINUTES: N_("F8: thông qua, ghi ngày ký, in biên bản"),
}


class MeetingScreen(MeetingSorting):
    """One session's meeting. Nothing is refused while people talk: what is not understood is kept as ghi nháp."""

    DEFAULT_CSS = """
    MeetingScreen #preview { background: $surface; }
    MeetingScreen ListPane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(GUIDED, "guided", N_("Mẫu ghi"), tooltip=N_("Ghi theo từng câu hỏi ngắn, không cần nhớ ký hiệu.")),
        Binding(SHOW, "sheet", N_("Trình tự"), tooltip=N_("Xem các bước, vào một bước hoặc phần của một đồng chí.")),
        Binding(SORT, "sort", N_("Xếp"), tooltip=N_("Xếp các dòng ghi nháp; trả lời gợi ý kiểm điểm; xem bảng gợi ý.")),
        Binding(UNDO, "undo", N_("Hoàn tác"), tooltip=N_("Bỏ việc vừa ghi, hay một việc trước đó, chọn theo tên.")),
        Binding(PAPERS, "minutes", N_("Biên bản"), tooltip=N_("Còn thiếu gì, đọc lại, thông qua, ký, in.")),
        Binding("right", "whole", N_("Xem cả dòng"), show=False, tooltip=N_("Xem toàn văn dòng có con trỏ.")),
        Binding(BACK, "back", N_("Quay lại"), show=False, tooltip=N_("Trở về trang chính; không mất gì.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book, session, clock)
        self._looking = self._filled = ""
        self._just_entered = False
        self._gap: Gap | None = None
        self._earlier: tuple[LedgerItem, ...] | None = None

    def body(self) -> ComposeResult:
        """Step and clock, counters, topics, the list, the preview, the entry line."""
        yield StatusLine(id="step")
        yield StatusLine(id="counters")
        yield StatusLine(id="topics")
        yield ListPane[FloorRow](
            key=lambda row: row.key, render=draw_floor_row, tall=True, empty=self._empty_floor, id="said"
        )
        yield ListPane[CallRow](key=lambda row: row.key, render=draw_call_row, id="call")
        yield ListPane[LevelRow](key=lambda row: row.key, render=draw_level_row, tall=True, id="levels")
        yield ToldLine(id="preview")
        yield EntryLine(id="entry")

    def on_mount(self) -> None:
        """Everything typed goes to the entry line; what was half typed before a crash is there again."""
        super().on_mount()
        entry = self.query_one(EntryLine)
        for pane in self.query(ListPane):
            pane.typing_goes_to = entry
        entry.begins = self._begins
        self._say_where(self.restore())
        entry.focus()
        self.set_interval(1, self._tick)

    def _begins(self, text: str) -> str:
        return (beginning(self.session, text) if text in tuple(SIGNS) else "") or text

    def help_lines(self) -> tuple[Line, ...]:
        """The two signs that type the beginning of a line."""
        return (
            ((" = ", "strong"), (_("ở đầu dòng: trả lời của người đang kiểm điểm cho ý kiến đang chờ"), "")),
            ((" ! ", "strong"), (_("ở đầu dòng: cam kết của người đang kiểm điểm"), "")),
            ((" ↑ ↓ ", "strong"), (_("rồi Enter, khi ô nhập trống: sửa dòng đã ghi"), "")),
        )

    def place(self) -> str:
        """ "Kiểm điểm 2026"."""
        return _("Kiểm điểm {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the step, the counters and the list of the floor that is up."""
        session = self.session
        self._tick()
        self.query_one("#counters", StatusLine).tell(counters_line(session))
        self.query_one("#topics", StatusLine).tell(topics_line(session, self.shown_floor))
        for pane in self.query(ListPane):
            pane.display = pane.id == self._pane_id
        if self._pane_id == "call":
            self.query_one("#call", ListPane).fill(call_rows(session))
        elif self._pane_id == "levels":
            self.query_one("#levels", ListPane).fill(level_rows(session))
        else:
            self._fill_floor()
        self.query_one(EntryLine).placeholder = self._example()
        self._show_preview(self.query_one(EntryLine).text)

    def _fill_floor(self) -> None:
        """The cursor goes to what is new; on another floor to the last row, where the meeting stands."""
        said, floor = self.query_one("#said", ListPane), self.shown_floor
        rows = floor_rows(self.session, floor, self._earlier_of(floor))
        known = {row.key for row in said.rows} if self._filled == floor else set()
        new = [row.key for row in rows if row.key not in known]
        self._filled = floor
        said.fill(rows, cursor=new[-1] if new else None)

    def _example(self) -> str:
        """What stands in the empty entry line: an example of the step, or why nothing can be entered."""
        session, sitting = self.session, self.session.sitting
        if why := why_not_write(session):
            return why
        if not session.on_floor and session.step in (Step.COLLECTIVE, Step.MEMBERS) and sitting:
            if sitting.closed:
                return _("@bd 18:00 6/12/2026  họp tiếp buổi khác · F8  biên bản")
            if not sitting.attendance:
                return _(EXAMPLES[Step.OPENING])
        return _(EXAMPLES[session.step]).format(answer=example(session, "="), repair=example(session, "!"))

    def _empty_floor(self) -> str:
        return _("Chưa ghi gì ở phần này. Gõ số người nói, dấu, rồi nội dung; F4 nếu chưa quen.")

    def _earlier_of(self, floor: str) -> tuple[LedgerItem, ...]:
        """Open commitments of earlier sessions on this floor, read once."""
        if self._earlier is None:
            before = [s for s in self.book.years() if s.id != self.session_id and s.id < self.session_id]
            items = ledger(tuple(before), self.book.follow_up, self.clock().date())
            self._earlier = tuple(item for item in items if item.is_open)
        made = ((item.commitment, item) for item in self._earlier)
        return tuple(item for one, item in made if (one.floor if floor == COLLECTIVE else one.owner) == floor)

    @property
    def shown_floor(self) -> str:
        """The floor in sight: the one looked at, else the one that is up; empty for a step without one."""
        return "" if self._looking.startswith(STEP) else self._looking or self.session.on_floor

    def look_at(self, key: str) -> None:
        """Show a floor or step without entering it; the entry line still writes to the floor that is up."""
        self._looking = "" if key == self.session.on_floor else key
        self.retell()

    @property
    def _pane_id(self) -> str:
        """Which list is in sight: what was said on a floor, the levels, else the roll call."""
        session = self.session
        if self.shown_floor:
            return "said"
        return "levels" if (self._looking or STEP + session.step) == STEP + Step.LEVELS else "call"

    @property
    def pane(self) -> ListPane[object]:
        """The list in sight."""
        return self.query_one(f"#{self._pane_id}", ListPane)

    @property
    def plan(self) -> TimePlan:
        """Minutes for each member still to come, as the clock stands now."""
        rule = self.book.pack(self.session_id).time
        return time_plan(self.session, rule, self.clock(), available=own_minutes(self.book.cell))

    def _tick(self) -> None:
        session = self.session
        self.query_one("#step", StatusLine).tell(
            looking_line(session, self._looking) if self._looking else step_line(session),
            clock_line(session, self.clock(), self.plan),
        )

    def _say_where(self, half_typed: str) -> None:
        """The resume line: where the meeting stands, and what was last done."""
        if not self.book.writable:
            self.say(self.book.holder)
            return
        acts = [line for line in self.book.log(self.session_id) if not line.undone and line.undoes is None]
        if self.session.state is not State.RECORDING or not acts:
            return
        last = acts[-1]
        words = _("Tiếp tục: việc ghi sau cùng lúc {time} là {act}.").format(time=f"{last.at:%H:%M}", act=last.name)
        if half_typed:
            words += " " + _("Dòng gõ dở đã đưa lại vào ô nhập.")
        self.say(words)

    def lead_to(self, gap: Gap) -> None:
        """To be shown when the minutes above are gone."""
        self._gap = gap

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back from another screen; from the minutes perhaps for something that they lack."""
        super().on_screen_resume(event)
        gap, self._gap = self._gap, None
        if gap is None:
            return
        if gap.drafts:
            self.action_sort()
            return
        self.look_at(gap.floor)
        self.pane.go_to(gap.item)
        if gap.line and not self._looking:
            self.take_up(gap.line)
        self.say(gap.sentence + (_(" F5 để vào phần này.") if self._looking else ""))

    # --- moving -------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """To the screen before; what is half typed is kept."""
        self.leaving()
        self.dismiss()

    def retell(self) -> None:
        """Show everything again."""
        self._just_entered = False
        self._told = ()
        super().retell()

    def _after_entering(self) -> None:
        """A second Enter by mistake must not bring the line back to be typed on."""
        super()._after_entering()
        self._just_entered = True

    @on(EntryLine.Browse)
    def _browse(self, event: EntryLine.Browse) -> None:
        if event.key == "enter" and (self._just_entered or self._editing):
            again = _("Muốn sửa dòng đã ghi: ↑ ↓ đến dòng đó rồi Enter.")
            self.say(self._editing_words() if self._editing else again)
            return
        self._just_entered = False
        if event.key == "right":
            self.action_whole()
        else:
            self.pane.action_browse(event.key)

    @work
    async def action_whole(self) -> None:
        """The text of the row under the cursor in full, over the list; Enter there edits it."""
        row = self.pane.row_here
        if not isinstance(row, FloorRow):
            if self.session.topics_for(self.shown_floor):
                self.app.push_screen(TopicMatrix(self.session, self.shown_floor))
            return
        if await self.app.push_screen_wait(FullText(f"{row.lead} {row.who}", row.text)):
            self.pane.action_browse("enter")

    @on(EntryLine.Leave)
    def _leave_line(self) -> None:
        if self._editing:
            self.stop_editing()
        elif self._looking:
            self.look_at("")
        else:
            self.pane.focus()

    @on(ListPane.Selected, "#said")
    def _line_back(self, event: ListPane.Selected) -> None:
        """Enter on a row brings its line back into the entry line."""
        if self.closed():
            return
        if line := new_line_for(self.session, event.key, self.shown_floor):
            self.take_up(line)
            return
        try:
            self.take_up(line_of(self.session, event.key), editing=event.key)
        except KeyError:
            earlier = any(item.commitment.number == event.key for item in self._earlier or ())
            self.say(
                _("Cam kết kỳ trước xem và ghi kết quả ở sổ cam kết.")
                if earlier
                else _("Dòng này sửa ở phần của đồng chí đó; hãy vào phần ấy trước.")
            )

    @on(ListPane.Selected, "#levels")
    def _level(self, event: ListPane.Selected) -> None:
        self.show_levels(event.key)

    @on(ListPane.Selected, "#call")
    def _call(self, event: ListPane.Selected) -> None:
        self.mark_presence(event.key)
