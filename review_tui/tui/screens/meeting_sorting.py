"""What was left for later: ghi nháp, suggested topics without an answer, answers that fit a topic; the guided form."""

from dataclasses import dataclass

from textual import work

from review_tui.language.translate import _
from review_tui.model.counts import open_topics
from review_tui.model.drafts import draft_dropped
from review_tui.model.entry import act_name, entered
from review_tui.model.offers import Offer, topic_offers
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Step
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.guided import Guide
from review_tui.tui.dialogs.topic_matrix import TopicMatrix
from review_tui.tui.screens.later import levels_screen
from review_tui.tui.screens.meeting_entry import MeetingEntry
from review_tui.tui.widgets.entry import EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of the list of F6."""

    words: str
    draft: str = ""
    offer: Offer | None = None
    topic: str = ""


class MeetingSorting(MeetingEntry):
    """Sorting and the guided way; both end in the entry line or in one act."""

    @work
    async def action_sort(self) -> None:
        """Sort a ghi nháp, take an answer over to a topic, begin the answer to a topic, or see the matrix."""
        rows = [*self._draft_rows(), *self._offer_rows(), *self._topic_rows()]
        words = [row.words for row in rows]
        matrix = _("Bảng gợi ý kiểm điểm: đã trả lời, còn thiếu")
        chosen = await self.app.push_screen_wait(Choose(_("Cần xếp"), [*words, matrix]))
        if chosen is None:
            return
        if chosen == len(rows):
            await self.app.push_screen_wait(TopicMatrix(self.session))
        elif (row := rows[chosen]).draft:
            await self._sort_draft(row.draft)
        elif row.offer is not None:
            self._take_offer(row.offer)
        else:
            floor = self.session.on_floor
            who = "cb" if floor == COLLECTIVE else str(self.session.member(floor).no)
            self.take_up(f"{who} = {row.topic} ")

    def _draft_rows(self) -> list[_Row]:
        return [_Row(words=f"{line.text}  — {line.why}", draft=line.id) for line in self.session.drafts]

    def _offer_rows(self) -> list[_Row]:
        session, rows = self.session, []
        for offer in topic_offers(session):
            place, here = offer.point.place, offer.point.floor == session.on_floor
            words = _("Lấy trả lời ý kiến {place} làm trả lời gợi ý {topic}").format(
                place=place if here else f"{place} ({offer.point.number})",
                topic=offer.topic.id,
            )
            if offer.floor != session.on_floor:
                words += _(" (phần {who})").format(who=session.floor_name(offer.floor))
            rows.append(_Row(words=f"{words}: {offer.answer.text}" if offer.answer.text else words, offer=offer))
        return rows

    def _topic_rows(self) -> list[_Row]:
        floor = self.session.on_floor
        return [
            _Row(words=_("Trả lời gợi ý {topic}: {title}").format(topic=topic.id, title=topic.title), topic=topic.id)
            for topic, _floor in open_topics(self.session, floor)
            if floor
        ]

    def _take_offer(self, offer: Offer) -> None:
        now = self.clock()
        self.step(
            act_name(offer.entry, self.session),
            lambda session: entered(session, offer.entry, at=now, new_id=new_id),
            session=self.session_id,
        )

    async def _sort_draft(self, draft: str) -> None:
        line = next(one for one in self.session.drafts if one.id == draft)
        options = [_("Đưa về ô nhập để sửa"), _("Bỏ dòng này")]
        chosen = await self.app.push_screen_wait(Choose(line.text, options))
        if chosen == 0:
            self.take_up(line.text, sorting=draft)
        elif chosen == 1:
            self.step(_("bỏ một dòng ghi nháp"), lambda session: draft_dropped(session, draft), session=self.session_id)

    def show_levels(self, floor: str = "") -> None:
        """The levels and the ballots, with the cursor on one subject."""
        self.app.push_screen(levels_screen(self.book, self.session_id, self.clock, floor))

    @work
    async def action_guided(self) -> None:
        """Build a line by short questions; it grows in the entry line, where it can be read and learnt.

        In the step of the levels: the levels, their reasons and the counting desk.
        """
        if self.session.step is Step.LEVELS and not self.session.on_floor:
            self.show_levels()
            return
        entry = self.query_one(EntryLine)
        if (self._editing or self.is_line(entry.text)) and not self.take_up(""):
            return
        sorting = self._sorting
        guide = Guide(self.app, self.session, typed=entry.text, show=entry.put_back)
        line = await guide.line()
        if line is None:
            entry.focus()
            return
        if guide.used_typed:
            entry.put_back("")
        self.take_up(line, sorting=sorting, typed=True)
