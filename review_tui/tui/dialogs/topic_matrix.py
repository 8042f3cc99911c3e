"""The matrix of suggested topics and those whom they concern, with its blanks."""

from textual.app import ComposeResult

from review_tui.language.translate import _
from review_tui.model.counts import topic_is_open
from review_tui.model.points import COLLECTIVE, Topic
from review_tui.model.session import FloorState, Session
from review_tui.model.words import TOPIC_VERDICT_NAMES
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.lines import Line, fitted, wrapped
from review_tui.tui.widgets.listing import ListPane


class TopicMatrix(Dialog[bool]):
    """One row a topic: its title, then every member with ✓ answered, ○ not yet, ↷ queued."""

    DEFAULT_CSS = """
    TopicMatrix ListPane { max-height: 18; }
    """

    def __init__(self, session: Session) -> None:
        blanks = sum(topic_is_open(session, topic, floor) for topic in session.topics for floor in topic.floors())
        super().__init__(_("Gợi ý kiểm điểm: còn {count} chỗ chưa trả lời").format(count=blanks))
        self._session = session

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
        pane.fill(self._session.topics)
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
            verdict = f" ({_(TOPIC_VERDICT_NAMES[given.verdict])})" if given and given.verdict else ""
            return f"✓ {who}{verdict}"
        return f"↷ {who}" if session.floor(floor).state is FloorState.QUEUED else f"○ {who}"
