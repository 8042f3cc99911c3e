"""The entry line of the meeting: preview, drafts, questions answered by a number, editing."""

from textual import on

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import Entry, EntryError, Nothing, answered_question
from review_tui.model.drafts import draft_dropped, draft_kept
from review_tui.model.entry import act_name, edited, entered, preview, read_line
from review_tui.model.floors import next_floor
from review_tui.model.session import Session
from review_tui.model.who import plain_number
from review_tui.store.ids import new_id
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.meeting_acts import MeetingActs
from review_tui.tui.screens.page import tell
from review_tui.tui.views.questions import question_line, question_options
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import Line, plain


class MeetingEntry(MeetingActs):
    """What happens to typed lines. Nothing is refused while people talk."""

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session, clock
        self._editing = ""
        self._sorting = ""
        self._question: tuple[str, str, EntryError] | None = None

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
