"""What stands in the entry line of the meeting: its meaning, its draft on the disk, lines taken up for editing."""

from dataclasses import replace

from textual import on

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import Entry, EntryError, SittingOpened
from review_tui.model.attendance import lacks_day
from review_tui.model.drafts import draft_dropped, draft_kept
from review_tui.model.entry import answers_nothing, preview, read_line
from review_tui.model.floors import next_floor
from review_tui.model.session import Session
from review_tui.store.ids import new_id
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.meeting_call import MeetingCall
from review_tui.tui.screens.page import tell
from review_tui.tui.views.items import floor_of
from review_tui.tui.views.questions import question_line
from review_tui.tui.views.run_sheet import STEP
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import Line, plain
from review_tui.tui.widgets.told import ToldLine


class MeetingLine(MeetingCall):
    """The line, and the row above it.

    What the screen has to say stands in that row, above the hands, until the next letter: a toast would lie over the
    list.
    """

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session, clock
        self._editing = self._sorting = self._brought = ""
        self._question: tuple[str, str, EntryError] | None = None
        self._told: Line = ()
        self._told_over = ""
        self._numbers: frozenset[str] | None = None

    # --- what the row of the preview says ---------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Say it above the entry line; it stands until the next letter."""
        self._tell((" ", ""), (sentence, "strong"))

    def refused(self, sentence: str) -> None:
        """Say why not, in the same place."""
        self._tell((" ! ", "error"), (sentence, "error"))

    def _tell(self, *words: tuple[str, str]) -> None:
        self._told, self._told_over = words, self.query_one(EntryLine).text
        self._show_preview(self._told_over)

    def _show_preview(self, text: str) -> None:
        self.query_one("#preview", ToldLine).tell(self._told or self._preview_line(text))

    def _preview_line(self, text: str) -> Line:
        lead: Line = ((_(" Sửa: "), "strong"),) if self._editing else ((" ", ""),)
        if self._question is not None and not text.strip():
            return question_line(self._question[2], self._question[1])
        if not text.strip():
            return plain(" " + self._editing_words(), "warning") if self._editing else ()
        if text.strip() == "/":
            return ((" ", ""), (self._next_words(), "strong"))
        try:
            entry = self._read(text)
        except ReviewError as unread:
            return (*lead, (self._only_looking() or str(unread), "quiet"))
        wrong = answers_nothing(entry, self.session)
        return (*lead, (preview(entry, self.session), "warning" if wrong else "good"))

    def _editing_words(self) -> str:
        point = next((one for one in self.session.points if one.id == self._editing), None)
        if point is None:
            return _("Đang sửa một dòng; gõ lại cả dòng, hoặc Esc để thôi.")
        return _("Đang sửa ý kiến {place}; gõ lại cả dòng, hoặc Esc để thôi.").format(place=point.place)

    def _only_looking(self) -> str:
        """Why a line that needs a floor is not understood: a floor is in sight, and none is up; else empty."""
        if not self._looking or self._looking.startswith(STEP) or self.session.on_floor or self._editing:
            return ""
        who = self.session.floor_name(self._looking)
        return _("Đang xem phần {who}, chưa vào phần này: F5 rồi Enter.").format(who=who)

    def _next_words(self) -> str:
        key = next_floor(self.session)
        if key is None:
            return _("Mọi người có mặt đã được kiểm điểm; F5 để vào bước sau.")
        return _("Enter: sang phần {who}").format(who=self.session.floor_name(key))

    @on(EntryLine.Edited)
    def _edited(self, event: EntryLine.Edited) -> None:
        if event.text == self.query_one(EntryLine).text:  # else a later one is on its way
            if event.text != self._told_over:
                self._told = ()
            self._show_preview(event.text)

    # --- drafts -----------------------------------------------------------------------------------------------------

    @property
    def _draft_place(self) -> str:
        """Where the half-typed line is kept; one that edits an item says which, so that it edits it after a crash."""
        return f"entry:{self.session_id}" + (f":{self._editing}" if self._editing else "")

    @on(EntryLine.Drafted)
    def _keep(self, event: EntryLine.Drafted) -> None:
        self._keep_half_typed()

    def _keep_half_typed(self) -> None:
        if not self.book.writable:
            return
        text, here = self.query_one(EntryLine).text, self._draft_place
        try:
            if text.strip():
                self.book.keep_draft(here, text)
            for place in self._drafted():
                if place != here or not text.strip():
                    self.book.drop_draft(place)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)

    def _drafted(self) -> dict[str, str]:
        first = f"entry:{self.session_id}"
        return {
            place: text for place, text in self.book.drafts().items() if place == first or place.startswith(first + ":")
        }

    def restore(self) -> str:
        """Bring back what was half typed when the program ended; the text, empty when there was none."""
        for place, text in self._drafted().items():
            item = place.removeprefix(f"entry:{self.session_id}").removeprefix(":")
            self._editing = item if floor_of(self.session, item) else ""
            self.query_one(EntryLine).put_back(text)
            return text
        return ""

    def leaving(self) -> None:
        """The program or the screen ends: keep the half-typed line."""
        self._keep_half_typed()

    # --- taking up a line -------------------------------------------------------------------------------------------

    @property
    def untouched(self) -> bool:
        """Whether the entry line holds nothing that somebody typed there."""
        return self.query_one(EntryLine).text.strip() in ("", self._brought.strip())

    def take_up(self, text: str, *, editing: str = "", sorting: str = "", typed: bool = False) -> bool:
        """Put a line into the entry line, to be gone on with. What was half typed there becomes a ghi nháp.

        `typed`: somebody typed its words just now. False when the former line could not be kept, which then stays.
        """
        entry = self.query_one(EntryLine)
        if not self.untouched and self._put_aside(entry.text) is None:
            return False
        self._editing, self._sorting, self._question, self._brought = editing, sorting, None, "" if typed else text
        self._told = ()
        entry.put_back(text)
        entry.focus()
        return True

    def _put_aside(self, text: str) -> Session | None:
        why = _("Dòng gõ dở, cất lại khi làm việc khác.")
        return self._kept_as_draft(text, why)

    def _kept_as_draft(self, text: str, why: str, sorting: str = "") -> Session | None:
        floor = self.session.on_floor

        def change(session: Session) -> Session:
            session = draft_kept(session, floor=floor, text=text.strip(), why=why, new_id=new_id)
            return draft_dropped(session, sorting) if sorting else session

        name = _("ghi nháp {count}").format(count=len(self.session.drafts) + 1)
        return self.step(name, change, session=self.session_id)

    def stop_editing(self) -> None:
        """Leave the item as it was. A text that was changed asks for one more Esc."""
        entry = self.query_one(EntryLine)
        if not self.untouched and not self._told:
            self.say(_("Dòng sửa chưa ghi; Esc lần nữa để bỏ."))
            return
        self._editing = self._brought = ""
        self._told = ()
        entry.put_back("")
        self._show_preview("")

    def is_line(self, text: str) -> bool:
        """Whether a text is a whole line already."""
        try:
            return bool(text.strip()) and self._read(text) is not None
        except ReviewError:
            return False

    # --- reading ----------------------------------------------------------------------------------------------------

    def _known_numbers(self) -> frozenset[str]:
        """Numbers for life of all other sessions, read once: they do not change while this one is open."""
        if self._numbers is None:
            others = (one for one in self.book.years() if one.id != self.session_id)
            self._numbers = frozenset(number for one in others for number in one.numbers)
        return self._numbers

    def _read(self, text: str) -> Entry:
        floor = floor_of(self.session, self._editing) or None
        entry = read_line(text, self.session, floor=floor, known=self._known_numbers())
        if isinstance(entry, SittingOpened) and not entry.day and lacks_day(self.session, opened=entry.opened):
            return replace(entry, day=self.clock().date())
        return entry
