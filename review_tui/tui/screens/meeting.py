"""The meeting: one current step, one list, one entry line. Here the recorder types while people talk."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.acts import Entry, EntryError, Nothing, answered_question
from review_tui.model.drafts import draft_dropped, draft_kept
from review_tui.model.entry import act_name, edited, entered, line_of, preview, read_line
from review_tui.model.floors import next_floor
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session, State, Step
from review_tui.model.who import plain_number
from review_tui.store.ids import new_id
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import BACK, GUIDED, PAPERS, SHOW, SORT, UNDO
from review_tui.tui.screens.meeting_acts import MeetingActs
from review_tui.tui.screens.page import tell
from review_tui.tui.views.bars import clock_line, counters_line, step_line, topics_line
from review_tui.tui.views.floor import FloorRow, draw_floor_row, floor_rows
from review_tui.tui.views.questions import question_line, question_options
from review_tui.tui.views.roll_call import CallRow, call_rows, draw_call_row
from review_tui.tui.views.run_sheet import planned_minutes
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import Line, ListPane, plain

EXAMPLES = {
    Step.OPENING: N_("@ *   có mặt hết · @ -16 Nằm viện, có giấy · @ct 1 · @tk 3 · / cb  vào kiểm điểm tập thể"),
    Step.COLLECTIVE: N_("2 - Quý 2 họp thiếu 1 kỳ #g1 · 1 = 1 tiếp thu ... · ct . kết luận · /  sang phần sau"),
    Step.MEMBERS: N_("7 - Vắng 4 buổi #g3 · 5 = 1 tiếp thu ... · 5 ! 1 việc ~2 >30/6 · /  sang người sau"),
    Step.LEVELS: N_("7 xl tốt 84   mức đồng chí số 7 tự nhận"),
    Step.READ_BACK: N_("F8: đọc lại, sửa câu, ghi ý kiến khác, thông qua"),
    Step.MINUTES: N_("F8: thông qua, ghi ngày ký, in biên bản"),
}


class MeetingScreen(MeetingActs):
    """One session's meeting. Nothing is refused while people talk: what is not understood is kept as ghi nháp."""

    DEFAULT_CSS = """
    MeetingScreen #preview { background: $surface; }
    MeetingScreen ListPane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(GUIDED, "guided", N_("Mẫu ghi"), tooltip=N_("Ghi theo từng câu hỏi ngắn, không cần nhớ ký hiệu.")),
        Binding(SHOW, "sheet", N_("Trình tự"), tooltip=N_("Xem các bước, vào một bước hoặc phần của một đồng chí.")),
        Binding(SORT, "sort", N_("Nháp"), tooltip=N_("Xếp các dòng ghi nháp; xem gợi ý kiểm điểm chưa trả lời.")),
        Binding(UNDO, "undo", N_("Hoàn tác"), tooltip=N_("Bỏ việc vừa ghi, có hỏi lại tên việc.")),
        Binding(PAPERS, "minutes", N_("Biên bản"), tooltip=N_("Còn thiếu gì, đọc lại, thông qua, ký, in.")),
        Binding(BACK, "back", N_("Quay lại"), show=False, tooltip=N_("Trở về trang chính; không mất gì.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session, clock
        self._editing = ""
        self._sorting = ""
        self._question: tuple[str, str, EntryError] | None = None
        self._earlier: tuple[LedgerItem, ...] | None = None

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """Step and clock, counters, topics, the list, the preview, the entry line."""
        yield StatusLine(id="step")
        yield StatusLine(id="counters")
        yield StatusLine(id="topics")
        yield ListPane[FloorRow](
            key=lambda row: row.key, render=draw_floor_row, tall=True, empty=self._empty_floor, id="said"
        )
        yield ListPane[CallRow](key=lambda row: row.key, render=draw_call_row, id="call")
        yield StatusLine(id="preview")
        yield EntryLine(id="entry")

    def on_mount(self) -> None:
        """Everything typed goes to the entry line; what was half typed before a crash is there again."""
        super().on_mount()
        entry = self.query_one(EntryLine)
        for pane in self.query(ListPane):
            pane.typing_goes_to = entry
        half_typed = self.book.drafts().get(self._draft_place, "")
        if half_typed:
            entry.put_back(half_typed)
        self._say_where(half_typed)
        entry.focus()
        self.set_interval(1, self._tick)

    def place(self) -> str:
        """ "Kiểm điểm 2026"."""
        return _("Kiểm điểm {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the step, the counters and the list of the floor that is up."""
        session = self.session
        self._tick()
        self.query_one("#counters", StatusLine).tell(counters_line(session))
        self.query_one("#topics", StatusLine).tell(topics_line(session))
        said, call = self.query_one("#said", ListPane), self.query_one("#call", ListPane)
        calling = not session.on_floor
        said.display, call.display = not calling, calling
        if calling:
            call.fill(call_rows(session))
        else:
            rows = floor_rows(session, session.on_floor, self._earlier_of(session.on_floor))
            newest = rows[-1].key if rows and len(rows) > len(said.rows) and said.cursor >= len(said.rows) - 1 else None
            said.fill(rows, cursor=newest)
        self.query_one(EntryLine).placeholder = _(EXAMPLES[session.step])
        self._show_preview(self.query_one(EntryLine).text)

    def _empty_floor(self) -> str:
        return _("Chưa ghi gì ở phần này. Gõ số người nói, dấu, rồi nội dung; F4 nếu chưa quen.")

    def _earlier_of(self, floor: str) -> tuple[LedgerItem, ...]:
        """Open commitments of earlier sessions on this floor, read once."""
        if self._earlier is None:
            before = [s for s in self.book.sessions() if s.id != self.session_id and s.id < self.session_id]
            items = ledger(tuple(before), self.book.follow_up, self.clock().date())
            self._earlier = tuple(item for item in items if item.is_open)
        if floor == COLLECTIVE:
            return tuple(item for item in self._earlier if item.commitment.floor == COLLECTIVE)
        return tuple(item for item in self._earlier if item.commitment.owner == floor)

    @property
    def pane(self) -> ListPane[FloorRow] | ListPane[CallRow]:
        """The list in sight."""
        return self.query_one("#said" if self.session.on_floor else "#call", ListPane)

    @property
    def planned(self) -> int:
        """Minutes planned for one member's review."""
        return planned_minutes(self.session, self.book.pack(self.session_id).time)

    def _tick(self) -> None:
        session = self.session
        self.query_one("#step", StatusLine).tell(step_line(session), clock_line(session, self.clock(), self.planned))

    def _say_where(self, half_typed: str) -> None:
        """The resume line: where the meeting stands, and what was last done."""
        acts = [line for line in self.book.log(self.session_id) if not line.undone]
        if self.session.state is not State.RECORDING or not acts:
            return
        words = _("Tiếp tục: việc ghi sau cùng lúc {time} là {act}.").format(
            time=f"{acts[-1].at:%H:%M}", act=acts[-1].name
        )
        if half_typed:
            words += " " + _("Dòng gõ dở đã đưa lại vào ô nhập.")
        self.say(words)

    # --- typing -------------------------------------------------------------------------------------------------

    @property
    def _draft_place(self) -> str:
        return f"entry:{self.session_id}"

    @on(EntryLine.Drafted)
    def _keep(self, event: EntryLine.Drafted) -> None:
        self._keep_half_typed(event.text)

    def _keep_half_typed(self, text: str) -> None:
        if not self.book.writable:
            return
        try:
            if text.strip():
                self.book.keep_draft(self._draft_place, text)
            else:
                self.book.drop_draft(self._draft_place)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)

    def leaving(self) -> None:
        """The program ends: keep the half-typed line."""
        self._keep_half_typed(self.query_one(EntryLine).text)

    @on(EntryLine.Edited)
    def _edited(self, event: EntryLine.Edited) -> None:
        self._show_preview(event.text)

    def _show_preview(self, text: str) -> None:
        bar = self.query_one("#preview", StatusLine)
        lead: Line = ((_(" Sửa: "), "strong"),) if self._editing else ((" ", ""),)
        if self._question is not None and not text.strip():
            bar.tell(question_line(self._question[2], self._question[1]))
            return
        if not text.strip():
            bar.tell(plain(_(" Đang sửa một dòng; Esc hai lần để thôi."), "warning") if self._editing else ())
            return
        if text.strip() == "/":
            bar.tell(((" ", ""), (self._next_words(), "strong")))
            return
        try:
            bar.tell((*lead, (preview(self._read(text), self.session), "good")))
        except ReviewError as unread:
            bar.tell((*lead, (str(unread), "quiet")))

    def _next_words(self) -> str:
        key = next_floor(self.session)
        if key is None:
            return _("Mọi người có mặt đã được kiểm điểm; F5 để vào bước sau.")
        return _("Enter: sang phần {who}").format(who=self.session.floor_name(key))

    def _read(self, text: str) -> Entry:
        floor = self._floor_of(self._editing) if self._editing else None
        return read_line(text, self.session, floor=floor, known=self._known_numbers())

    def _floor_of(self, item: str) -> str | None:
        session = self.session
        for point in session.points:
            if point.id == item or any(answer.id == item for answer in point.answers):
                return point.floor
        for made in session.commitments:
            if made.id == item:
                return made.floor
        return None

    @on(EntryLine.Submitted)
    def _submitted(self, event: EntryLine.Submitted) -> None:
        chosen = self._chosen(event.text)
        if chosen is not None:
            self._settle(chosen)
            return
        self._question = None
        if event.text.strip() == "/":
            self._go_on()
        elif self._editing:
            self._submit_edit(event.text)
        else:
            self._submit(event.text)

    def _submit(self, text: str) -> None:
        try:
            entry = self._read(text)
        except ReviewError as unread:
            self._keep_line(text, unread)
            return
        sorting, self._sorting = self._sorting, ""
        if isinstance(entry, Nothing):
            self.retell()
            return
        self._enter(text, entry, sorting)

    def _enter(self, text: str, entry: Entry, sorting: str = "") -> None:
        now = self.clock()

        def change(session: Session) -> Session:
            session = entered(session, entry, at=now, new_id=new_id)
            return draft_dropped(session, sorting) if sorting else session

        before = self.session.on_floor
        if self.step(act_name(entry, self.session), change, session=self.session_id) is None:
            self.query_one(EntryLine).put_back(text)
        elif self.session.on_floor != before:
            self.propose_chair()

    def _keep_line(self, text: str, unread: ReviewError) -> None:
        """Nothing is refused: the line is a ghi nháp at once; what one digit can settle is asked."""
        sorting, self._sorting = self._sorting, ""
        floor = self.session.on_floor

        def change(session: Session) -> Session:
            session = draft_kept(session, floor=floor, text=text.strip(), why=str(unread), new_id=new_id)
            return draft_dropped(session, sorting) if sorting else session

        if self.step(_("ghi nháp"), change, session=self.session_id) is None:
            self.query_one(EntryLine).put_back(text)
            return
        error = unread if isinstance(unread, EntryError) else EntryError(str(unread))
        self._ask_about(self.session.drafts[-1].id, text.strip(), error)

    def _settle(self, chosen: int) -> None:
        """The question about the last line is answered by a number; anything else leaves it as ghi nháp."""
        assert self._question is not None
        draft, text, unread = self._question
        self._question = None
        choice = question_options(unread, text)[1][chosen][1]
        whole = answered_question(text, unread, choice)
        try:
            entry = self._read(whole)
        except EntryError as again:
            self._ask_about(draft, whole, again)
        except ReviewError as wrong:
            tell(self, str(wrong), wrong=True)
        else:
            self._enter(whole, entry, draft)

    def _ask_about(self, draft: str, text: str, unread: EntryError) -> None:
        if unread.missing or unread.candidates:
            self._question = (draft, text, unread)
            self._show_preview("")
        else:
            tell(self, _("Đã giữ thành ghi nháp. {why}").format(why=unread))

    def _chosen(self, text: str) -> int | None:
        """The place of the answer when a lone number answers the open question."""
        if self._question is None or not plain_number(text.strip()):
            return None
        place = int(text.strip()) - 1
        return place if 0 <= place < len(question_options(self._question[2], self._question[1])[1]) else None

    def _submit_edit(self, text: str) -> None:
        item = self._editing
        try:
            entry = self._read(text)
            name = _("sửa {act}").format(act=act_name(entry, self.session))
        except ReviewError as wrong:
            tell(self, str(wrong), wrong=True)
            self.query_one(EntryLine).put_back(text)
            return
        if self.step(name, lambda session: edited(session, item, entry), session=self.session_id) is None:
            self.query_one(EntryLine).put_back(text)
        else:
            self._editing = ""
            self._show_preview("")

    def _go_on(self) -> None:
        key = next_floor(self.session)
        if key is None:
            self.say(self._next_words())
        else:
            self.enter_floor(key)

    # --- moving -------------------------------------------------------------------------------------------------

    @on(EntryLine.Browse)
    def _browse(self, event: EntryLine.Browse) -> None:
        self.pane.action_browse(event.key)

    @on(EntryLine.Leave)
    def _leave_line(self) -> None:
        if self._editing and not self.query_one(EntryLine).text:
            self._editing = ""
            self._show_preview("")
        elif self._editing:
            self.query_one(EntryLine).put_back("")
        else:
            self.pane.focus()

    @on(ListPane.Selected, "#said")
    def _line_back(self, event: ListPane.Selected) -> None:
        """Enter on a row brings its line back into the entry line."""
        key = event.key.removeprefix("verdict:")
        try:
            line = line_of(self.session, key)
        except KeyError:
            self.say(_("Dòng này xem ở sổ cam kết, không sửa được tại đây."))
            return
        self._editing = key
        entry = self.query_one(EntryLine)
        entry.put_back(line)
        entry.focus()

    @on(ListPane.Selected, "#call")
    def _call(self, event: ListPane.Selected) -> None:
        self.mark_presence(event.key)
