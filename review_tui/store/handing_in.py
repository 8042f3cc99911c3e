"""What members hand in: into their own outbox, which they write while the recorder may have the book open elsewhere."""

from dataclasses import replace
from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean
from review_tui.language.translate import _
from review_tui.model.ledger import item_numbered, ledger
from review_tui.model.session import Session
from review_tui.model.submission import Fate, FateKind, HandedReport, Opening, Submission, why_not_hand_in
from review_tui.model.taking_over import why_not_take_report
from review_tui.store.door import Door
from review_tui.store.errors import Held, NotSaved, StoreError
from review_tui.store.outbox import Returned


class HandingIn(Door):
    """The member's hand into the outbox, and the recorder's view of all of them."""

    @property
    def why_not_hand_in(self) -> str:
        """Why nothing can be handed in here, as a sentence; empty where it can."""
        lock = self._desk.lock
        if not self.member:
            return _("Chỉ đảng viên nộp từ phần của mình; thư ký ghi thẳng vào sổ.")
        if self._closed or lock is None:
            return _("Sổ đang mở chỉ để xem nên không lưu được.")
        return lock.why_not

    def hand_in(self, submission: Submission) -> None:
        """Put something into the own outbox; it is on the disk when this returns. Raises the sentence why not."""
        with self._lock:
            if reason := self.why_not_hand_in:
                raise Held(reason)
            if submission.member != self.member:
                raise StoreError(_("Mỗi đảng viên chỉ nộp phần của chính mình."))
            if reason := self._why_not(submission) or "":
                raise ReviewError(reason)
            self._desk.outbox.hand_in(submission)

    def _why_not(self, submission: Submission) -> str | None:
        if not isinstance(submission, HandedReport):
            return why_not_hand_in(self._desk.session(submission.session).session, submission)
        years = [self._desk.reading.year(one) for one in self._desk.session_ids()]
        items = ledger(years, self._desk.follow_up.value, submission.at.date())
        return why_not_take_report(item_numbered(items, submission.commitment), submission)

    def submissions(self) -> tuple[Submission, ...]:
        """What was handed in, oldest first, with what became of it: a member's own, for the recorder everybody's.

        For the recorder each outbox is read anew; one that is damaged becomes a sentence in `notices`.
        """
        with self._lock:
            handed = self._desk.outbox.handed() if self.member else self._desk.all_handed()
            taken = self._taken({one.session for one in handed if not isinstance(one, HandedReport)})
            returned = self._desk.replies.returned() if handed else {}
            return tuple(replace(one, fate=_fate(one, taken, returned)) for one in handed)

    def submission(self, id: str) -> Submission:
        """The one with this id, with its fate; one sentence when there is none."""
        found = next((one for one in self.submissions() if one.id == id), None)
        if found is None:
            raise StoreError(_("Không còn thấy mục đã nộp này."))
        return found

    def _taken(self, sessions: set[str]) -> dict[str, date]:
        """When each was taken over: that follows from the sessions and the follow-up, and from nothing beside them."""
        known = sessions.intersection(self._desk.session_ids())
        opened: list[Session] = [self._desk.reading.session(session) for session in sorted(known)]
        found = {one.id: one.at.date() for session in opened for one in session.taken}
        return found | {check.id: check.on for check in self._desk.follow_up.value.checks}

    def returned(self, id: str, words: str) -> None:
        """Give something back with words that its member reads; what was taken over is not given back."""
        with self._lock:
            self._need_writing()
            words = clean(words).strip()
            if not words:
                raise ReviewError(_("Trả lại phải ghi lý do."))
            found = self.submission(id)
            if found.fate.kind is FateKind.TAKEN_OVER:
                raise ReviewError(_("Mục này đã tiếp nhận; muốn trả lại thì hoàn tác việc tiếp nhận trước."))
            on = self._clock().date()
            self._desk.replies.give_back(Returned(id=id, member=found.member, on=on, words=words))

    def openings(self) -> tuple[Opening, ...]:
        """When this member's part was opened, oldest first, this opening included; empty for the recorder."""
        with self._lock:
            return self._desk.outbox.openings() if self.member else ()

    def enter_opening(self, *, by_code: bool) -> None:
        """Enter this opening of a member's part; where that cannot be written, a notice says so."""
        if self.member and not self.why_not_hand_in:
            try:
                self._desk.outbox.enter_opening(Opening(at=self._clock(), by_code=by_code))
            except (StoreError, NotSaved) as error:
                self._desk.notice(_("Lần mở này chưa ghi được vào danh sách ai đã mở: {why}").format(why=error))


def _fate(handed: Submission, taken: dict[str, date], returned: dict[str, Returned]) -> Fate:
    if handed.id in taken:
        return Fate(kind=FateKind.TAKEN_OVER, on=taken[handed.id])
    back = returned.get(handed.id)
    if back is not None and back.member == handed.member:
        return Fate(kind=FateKind.RETURNED, on=back.on, words=back.words)
    return Fate()
