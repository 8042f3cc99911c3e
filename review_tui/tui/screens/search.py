"""Search, one key from everywhere: all years, with or without marks, straight to the place."""

from collections.abc import Callable
from time import perf_counter
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.model.search import Found, FoundKind, SearchIndex
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import OpenBook
from review_tui.tui.keys import FIND
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.typing import ViInput

KIND_WORDS = {
    FoundKind.POINT: N_("ý kiến"),
    FoundKind.ANSWER: N_("trả lời"),
    FoundKind.COMMITMENT: N_("cam kết"),
    FoundKind.CONCLUSION: N_("kết luận"),
    FoundKind.TOPIC: N_("gợi ý"),
    FoundKind.NAME: N_("đảng viên"),
}
MOST_LINES = 2

SLICE, PAUSE = 0.012, 0.002
"""Seconds of reading at a stretch, and the gap in which a key is taken."""


class SearchScreen(Page):
    """Words above, places below. `open_member` shows what is known of one member."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Đến nơi"), tooltip=N_("Mở chỗ có con trỏ.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
        Binding(FIND, "back", show=False),
    ]

    def __init__(self, book: OpenBook, *, open_member: Callable[[str], None] | None = None) -> None:
        super().__init__(book)
        self._open_member = open_member
        self._index, self._unread = SearchIndex(), list[str]()

    def body(self) -> ComposeResult:
        """The query, the count, the places."""
        yield ViInput(longest=200)
        yield StatusLine(id="count")
        yield ListPane[Found](key=_key, render=self._draw, tall=True)

    def place(self) -> str:
        """Search."""
        return _("Tìm")

    def fill(self) -> None:
        """All texts are read once when the screen opens, the newest year first, and again after an act."""
        self._index, self._unread = SearchIndex(), list(self.book.session_ids())
        search = self.query_one(ViInput)
        search.placeholder = _("Gõ vài chữ, không cần dấu: tên, việc, số ý kiến 2025-014, số cam kết")
        search.focus()
        self._read_on()

    def _read_on(self) -> None:
        """Years for as long as nobody notices, then between two keys the next ones."""
        end = perf_counter() + SLICE
        while self._unread and perf_counter() < end:
            self._index.add(self.book.texts(self._unread.pop()))
        if self._unread:
            self.set_timer(PAUSE, self._read_on)
        else:
            self._find()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    def _find(self) -> None:
        query = self.query_one(ViInput).value
        found = self._index.find(query)
        words = _(" {count} chỗ").format(count=len(found)) if query.strip() else ""
        self.query_one("#count", StatusLine).tell(plain(words, "quiet"))
        pane = self.query_one(ListPane)
        pane.fill(found)

    def _draw(self, one: Found, width: int) -> list[Line]:
        lead = f"{one.session} {_(KIND_WORDS[one.kind])} {one.number} "
        said = ": ".join(part for part in (one.who, one.text) if part)
        first, *rest = wrapped(lead + said, width, width - 7)
        shown = len(lead)
        lines: list[Line] = [((first[:shown], "quiet"), (first[shown:], ""))]
        more = " …" if len(rest) >= MOST_LINES else ""
        return lines + [plain(f"     {line}{more}") for line in rest[: MOST_LINES - 1]]

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the query."""
        self.query_one(ListPane).action_browse(key)

    def action_go(self) -> None:
        """Open the place under the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        one = self.query_one(ListPane).row_here
        if one is None:
            return
        if one.kind is FoundKind.NAME and self._open_member is not None:
            self._open_member(one.item)
        elif one.kind is FoundKind.TOPIC:
            self._show_topic(one)
        else:
            self.app.push_screen(ReadBackScreen(self.book, one.session, at=f"{one.floor}:{one.item}"))

    def _show_topic(self, one: Found) -> None:
        """A suggested topic stands in no minutes by itself: its text, and whom it concerns."""
        session = self.book.session(one.session)
        topic = next(topic for topic in session.topics if topic.id == one.item)
        whom = ", ".join(session.floor_name(floor) for floor in topic.floors())
        text = "\n\n".join((topic.title, topic.text, _("Nêu cho: {names}").format(names=whom)))
        title = _("Gợi ý {topic}, kỳ {session}").format(topic=topic.id, session=session.id)
        self.app.push_screen(FullText(title, text, editable=False))


def _key(one: Found) -> str:
    return fold(f"{one.session}:{one.kind}:{one.floor}:{one.item}")
