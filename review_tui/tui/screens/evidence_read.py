"""What is read to the meeting besides the regulation and the letters: other documents, opinions from outside."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.preparing import document_dropped, document_read
from review_tui.model.session import Session
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.evidence import add_entry, tick
from review_tui.tui.screens.page import Page
from review_tui.tui.views.evidence import EvidenceRow, draw_evidence_row, entry_head, evidence_rows
from review_tui.tui.widgets.listing import Line, ListPane, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A document that was read, or an opinion to be read."""

    title: str = ""
    evidence: EvidenceRow | None = None

    @property
    def key(self) -> str:
        """Its place in the list."""
        return self.evidence.entry.id if self.evidence else f"title:{self.title}"


def read_rows(session: Session) -> tuple[ReadRow, ...]:
    """Documents as they were noted; then the opinions in the order of review, exempt ones left out."""
    order = {key: place for place, key in enumerate(session.floor_keys())}
    entries = [row for row in evidence_rows(session) if not row.entry.exempt]
    entries.sort(key=lambda row: order.get(row.entry.about, len(order)))
    return (
        *(ReadRow(title=title) for title in session.documents_read),
        *(ReadRow(evidence=row) for row in entries),
    )


def draw_read_row(row: ReadRow, width: int) -> tuple[Line, ...]:
    """A title with its tick, or an opinion with its text."""
    if row.evidence is not None:
        return draw_evidence_row(row.evidence, width)
    state = _("✓ đã đọc")
    first, *rest = wrapped(row.title, width - len(state) - 2, width - 4)
    pad = " " * (width - len(state) - len(first))
    return (((first + pad, "strong"), (state, "good")), *(((f"    {line}", "strong"),) for line in rest))


class DocumentsScreen(Page):
    """Tick what is read; documents noted here are named in the minutes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Xem"), tooltip=N_("Hiện toàn văn dòng có con trỏ để đọc.")),
        Binding("space", "read", N_("Đã đọc"), tooltip=N_("Đánh dấu ý kiến đã đọc tại hội nghị, hoặc bỏ dấu.")),
        Binding("1", "add", N_("Tài liệu"), tooltip=N_("Ghi một tài liệu khác đã đọc; biên bản sẽ nêu tên.")),
        Binding("2", "opinion", N_("Ngoài"), tooltip=N_("Ghi một ý kiến, phản ánh, kết luận từ bên ngoài.")),
        Binding("3", "drop", N_("Bỏ"), show=False, tooltip=N_("Bỏ tài liệu có con trỏ khỏi danh sách đã đọc.")),
    ]

    def __init__(self, book: OpenBook, session: str) -> None:
        super().__init__(book)
        self.session_id = session

    def body(self) -> ComposeResult:
        """The list."""
        yield ListPane[ReadRow](
            key=lambda row: row.key,
            render=draw_read_row,
            tall=True,
            empty=lambda: _("Chưa có gì. Bấm 1 để ghi tài liệu đã đọc, 2 để ghi ý kiến từ bên ngoài."),
        )

    def place(self) -> str:
        """Its name."""
        return _("Tài liệu, ý kiến đọc tại hội nghị")

    def fill(self) -> None:
        """Read anew."""
        pane = self.query_one(ListPane)
        pane.fill(read_rows(self.book.session(self.session_id)))
        pane.redraw()
        pane.focus()

    @property
    def _here(self) -> ReadRow | None:
        row = self.query_one(ListPane).row_here
        return row if isinstance(row, ReadRow) else None

    def action_go(self) -> None:
        """The whole text of the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        row = self._here
        if row is None:
            return
        entry = row.evidence.entry if row.evidence else None
        title, text = (entry_head(entry), entry.text) if entry else (_("Tài liệu đã đọc"), row.title)
        self.app.push_screen(FullText(title, text, editable=False))

    def action_read(self) -> None:
        """Tick the opinion of the cursor."""
        row = self._here
        if row is not None and row.evidence is not None:
            tick(self, self.session_id, row.evidence.entry)
        else:
            self.say(_("Tài liệu ghi ở đây là đã đọc; bấm 3 để bỏ."))

    @work
    async def action_add(self) -> None:
        """Note a document."""
        title = await self.app.push_screen_wait(
            Ask(
                _("Tên, số, ngày của tài liệu đã đọc"),
                example=_("ví dụ Kế hoạch 12-KH/ĐU ngày 10/11/2026"),
                longest=500,
            )
        )
        if title:
            name = _("ghi tài liệu đã đọc")
            self.step(name, lambda session: document_read(session, title), session=self.session_id)

    @work
    async def action_opinion(self) -> None:
        """A new entry from outside."""
        await add_entry(self, self.session_id, "")

    def action_drop(self) -> None:
        """Take the document of the cursor out."""
        row = self._here
        if row is None or row.evidence is not None:
            self.say(_("Chỉ bỏ được tài liệu; ý kiến từ bên ngoài bỏ ở phần chuẩn bị."))
            return
        name = _("bỏ tài liệu đã đọc")
        self.step(name, lambda session: document_dropped(session, row.title), session=self.session_id)
