"""Lines entered in the meeting: acts, ghi nháp, questions answered by a number, edits."""

from textual import on, work

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import Entry, EntryError, Nothing, PointAnswered, answered_question
from review_tui.model.drafts import draft_dropped
from review_tui.model.edits import glued, lost_by
from review_tui.model.entry import act_name, edited, entered
from review_tui.model.floors import next_floor
from review_tui.model.offers import topic_offers
from review_tui.model.session import Session
from review_tui.model.who import plain_number
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.screens.meeting_line import MeetingLine
from review_tui.tui.views.items import edit_name
from review_tui.tui.views.questions import question_options
from review_tui.tui.widgets.entry import EntryLine


class MeetingEntry(MeetingLine):
    """What happens to typed lines. Nothing is refused while people talk."""

    @on(EntryLine.Submitted)
    def _submitted(self, event: EntryLine.Submitted) -> None:
        self._told = ()
        choice = self._choice(event.text)
        if choice is not None:
            self._settle(choice)
        else:
            self._question = None
            if event.text.strip() == "/":
                self._go_on()
            elif self._editing:
                self._submit_edit(event.text)
            else:
                self._submit(event.text)
        self._after_entering()

    def _after_entering(self) -> None:
        """The line is an act now: its draft goes, after the screen has shown it."""
        self.call_after_refresh(self._keep_half_typed)

    def _give_back(self, text: str) -> None:
        """Nothing typed is lost when it cannot be taken; what was said about it stays in sight."""
        self.query_one(EntryLine).put_back(text)
        self._told_over = self.query_one(EntryLine).text

    def _submit(self, text: str) -> None:
        try:
            entry = self._read(text)
        except ReviewError as unread:
            if why := self._only_looking():
                self._give_back(text)
                self.refused(why)
                return
            self._keep_line(text, unread)
            return
        sorting, self._sorting, self._brought = self._sorting, "", ""
        if isinstance(entry, Nothing):
            self.retell()
        elif not self._enter(text, entry, sorting):
            self._sorting = sorting

    def _enter(self, text: str, entry: Entry, sorting: str = "") -> bool:
        now = self.clock()

        def change(session: Session) -> Session:
            session = entered(session, entry, at=now, new_id=new_id)
            return draft_dropped(session, sorting) if sorting else session

        before = self.session.on_floor
        if self.step(act_name(entry, self.session), change, session=self.session_id) is None:
            self._give_back(text)
            return False
        if self.session.on_floor != before:
            self.look_at("")
            self.propose_chair()
        elif isinstance(entry, PointAnswered):
            self._tell_offers(entry.point)
        return True

    def _tell_offers(self, point: str) -> None:
        topics = {offer.topic.id for offer in topic_offers(self.session) if offer.point.id == point}
        if topics:
            self.say(_("F6: lấy trả lời này làm trả lời gợi ý {topics}.").format(topics=", ".join(sorted(topics))))

    def _keep_line(self, text: str, unread: ReviewError) -> None:
        """Nothing is refused: the line is a ghi nháp at once; what one digit can settle is asked."""
        sorting, self._sorting, self._brought = self._sorting, "", ""
        if self._kept_as_draft(text, str(unread), sorting) is None:
            self._sorting = sorting
            self._give_back(text)
            return
        error = unread if isinstance(unread, EntryError) else EntryError(str(unread))
        self._ask_about(self.session.drafts[-1].id, text.strip(), error)

    def _settle(self, choice: str) -> None:
        """The question about the last line is answered by a number; anything else leaves it as ghi nháp."""
        assert self._question is not None
        draft, text, unread = self._question
        self._question = None
        whole = answered_question(text, unread, choice)
        try:
            entry = self._read(whole)
        except EntryError as again:
            self._ask_about(draft, whole, again)
        except ReviewError as wrong:
            self.refused(str(wrong))
        else:
            self._sorting = "" if self._enter(whole, entry, draft) else draft

    def _ask_about(self, draft: str, text: str, unread: EntryError) -> None:
        if unread.missing or unread.candidates:
            self._question = (draft, text, unread)
            self._show_preview("")
        else:
            self.say(_("Đã giữ thành ghi nháp, F6 để xếp. {why}").format(why=unread))

    def _choice(self, text: str) -> str | None:
        """What goes into the line when a lone number answers the open question."""
        if self._question is None or not plain_number(text.strip()):
            return None
        _title, options = question_options(self._question[2], self._question[1])
        return next((choice for number, _words, choice in options if int(number) == int(text)), None)

    def _submit_edit(self, text: str) -> None:
        item = self._editing
        try:
            entry = self._read(text)
            name = edit_name(self.session, item, entry)
        except ReviewError as wrong:
            self._give_back(text)
            self.refused(str(wrong))
            return
        before = self._brought
        second = glued(before, text, self._read)
        lost = () if second else lost_by(self._read(before), entry, self.session) if self.is_line(before) else ()
        if second or lost:
            self._ask_edit(text, before, second, lost)
        else:
            self._save_edit(text, item, entry, name)

    @work
    async def _ask_edit(self, text: str, before: str, second: str, lost: tuple[str, ...]) -> None:
        """A second line behind the edited one, or a verifier and a date that went with a word: which is meant?"""
        self._give_back(text)
        if second:
            title = _("Dòng đang sửa có thêm một dòng mới ở cuối:")
            options = [_("Hai dòng: giữ nguyên dòng cũ, ghi dòng mới “{line}”").format(line=second)]
        else:
            title = _("Dòng sửa không còn {things}.").format(things=", ".join(lost))
            options = [_("Để lại như cũ: gõ tiếp vào dòng này")]
        options.append(_("Đúng như đã gõ: ghi dòng sửa"))
        chosen = await self.app.push_screen_wait(Choose(title, options))
        if chosen == 1:
            self.query_one(EntryLine).put_back("")
            item, entry = self._editing, self._read(text)
            self._save_edit(text, item, entry, edit_name(self.session, item, entry))
        elif chosen == 0 and second:
            self._editing = self._brought = ""
            self.query_one(EntryLine).put_back("")
            self._submit(second)
        self._after_entering()

    def _save_edit(self, text: str, item: str, entry: Entry, name: str) -> None:
        if self.step(name, lambda session: edited(session, item, entry), session=self.session_id) is None:
            self._give_back(text)
        else:
            self._editing = self._brought = ""
            self._show_preview("")

    def _go_on(self) -> None:
        key = next_floor(self.session)
        if key is None:
            self.say(self._next_words())
        else:
            self.enter_floor(key)
