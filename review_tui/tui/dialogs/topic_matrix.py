"""The matrix of suggested topics and those whom they concern, with its blanks."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.counts import topic_is_open
from review_tui.model.points import COLLECTIVE, Kind, Topic, TopicAnswer
from review_tui.model.session import FloorState, Session
from review_tui.model.words import TOPIC_VERDICT_NAMES
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.widgets.lines import Line, fitted, wrapped
from review_tui.tui.widgets.listing import ListPane


class TopicMatrix(Dialog[bool]):
    """One row a topic: its title, then every member with ✓ answered, ○ not yet, ↷ queued. Enter reads the topic."""

    DEFAULT_CSS = """
    TopicMatrix ListPane { max-height: 18; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", N_("Đọc gợi ý"), tooltip=N_("Hiện toàn văn gợi ý có con trỏ.")),
    ]

    def __init__(self, session: Session, floor: str = "") -> None:
        """`floor` shows the topics of one subject alone."""
        blanks = sum(topic_is_open(session, topic, floor) for topic in session.topics for floor in topic.floors())
        super().__init__(_("Gợi ý kiểm điểm: còn {count} chỗ chưa trả lời").format(count=blanks))
        self._session = session
        self._topics = session.topics_for(floor) if floor else session.topics

    def body(self) -> ComposeResult:
        """The topics."""
        yield ListPane[Topic](
            key=lambda topic: topic.id,
            render=self._draw,
            tall=True,
            empty=lambda: _("Kỳ này không có gợi ý kiểm điểm."),
        )

    def fill(self) -> None:
        """Fill once."""
        pane = self.query_one(ListPane)
        pane.fill(self._topics)
        pane.focus()

    def _draw(self, topic: Topic, width: int) -> list[Line]:
        head: Line = ((f"{topic.id} ", "strong"), (fitted(topic.title, max(width - len(topic.id) - 1, 10)), ""))
        cells = " · ".join(self._cell(topic, floor) for floor in topic.floors())
        return [head, *((("    " + line, ""),) for line in wrapped(cells, width - 4))]

    def _cell(self, topic: Topic, floor: str) -> str:
        session = self._session
        who = (
            session.floor_name(floor)
            if floor == COLLECTIVE
            else f"{session.member(floor).no} {session.floor_name(floor)}"
        )
        if not topic_is_open(session, topic, floor):
            given = session.topic_answer(topic.id, floor)
            return f"✓ {who}{_verdict(given)}{self._asked(topic, floor)}"
        sign = "↷" if session.floor(floor).state is FloorState.QUEUED else "○"
        return f"{sign} {who}{self._asked(topic, floor)}"

    def _asked(self, topic: Topic, floor: str) -> str:
        """How many further questions about the answer still wait."""
        waiting = sum(
            one.is_open and one.kind is Kind.QUESTION and topic.id in one.topics
            for one in self._session.points_of(floor)
        )
        return _(", hỏi thêm {count}").format(count=waiting) if waiting else ""

    def action_read(self) -> None:
        """The topic of the cursor in full."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        from review_tui.tui.views.topic_fields import topic_text  # not before the meeting stands (speed.md 1c)

        event.stop()
        topic = next(one for one in self._session.topics if one.id == event.key)
        title = _("Gợi ý {id}").format(id=topic.id)
        self.app.push_screen(FullText(title, topic_text(self._session, topic), editable=False))


def _verdict(given: TopicAnswer | None) -> str:
    """ " (báo cáo bổ sung 15/01/2027)"."""
    if given is None or given.verdict is None:
        return ""
    return f" ({' '.join(filter(None, (_(TOPIC_VERDICT_NAMES[given.verdict]), numeric_date(given.report_by))))})"
