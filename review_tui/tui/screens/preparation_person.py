"""The preparation of one subject: the self-review, suggested topics, earlier shortcomings, what came from outside."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.evidence import Evidence
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import review_of, review_sent
from review_tui.model.session import Session
from review_tui.papers.sources import Sources
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.evidence import add_entry, drop_entry, edit_entry, tick
from review_tui.tui.screens.page import Page
from review_tui.tui.views.preparation import desk_row
from review_tui.tui.views.preparation_person import HELP, Opens, PersonRow, draw_person_row, kind_of, person_rows
from review_tui.tui.views.review_desk import BookReview
from review_tui.tui.views.topic_fields import topic_text
from review_tui.tui.widgets.listing import Line, ListPane, plain


class PersonScreen(Page):
    """Everything that one subject has to bring. Enter opens the row, digits are the acts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Mở"), tooltip=N_("Viết bản, xem gợi ý, ghi hoặc sửa ý kiến ở dòng có con trỏ.")),
        Binding("1", "write", N_("Viết"), tooltip=N_("Viết bản kiểm điểm theo từng mục, hoặc nhập từ Word.")),
        Binding("2", "add", N_("Bên ngoài"), tooltip=N_("Ghi một ý kiến, phản ánh, kết luận từ bên ngoài.")),
        Binding("space", "read", N_("Đã đọc"), tooltip=N_("Đánh dấu ý kiến đã đọc tại hội nghị, hoặc bỏ dấu.")),
        Binding("3", "drop", N_("Bỏ"), show=False, tooltip=N_("Bỏ ý kiến có con trỏ, cùng tên người phản ánh.")),
        Binding("4", "sent", N_("Đã gửi"), show=False, tooltip=N_("Bản kiểm điểm đã gửi các đồng chí dự họp.")),
    ]

    def __init__(self, book: OpenBook, session: str, floor: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.floor, self.clock = session, floor, clock

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """The rows."""
        yield ListPane[PersonRow](key=lambda row: row.key, render=draw_person_row, tall=True)

    def place(self) -> str:
        """ "Chuẩn bị: Huỳnh Quang Đồng"."""
        return _("Chuẩn bị: {who}").format(who=self.session.floor_name(self.floor))

    def help_lines(self) -> tuple[Line, ...]:
        """What becomes of names, and what the day means."""
        return tuple(plain(_(line)) for line in HELP)

    def fill(self) -> None:
        """Read anew."""
        session = self.session
        informed = frozenset(one.evidence for one in session.informants)
        pane = self.query_one(ListPane)
        pane.fill(person_rows(session, desk_row(self.book, session, self.floor, self.clock), informed))
        pane.redraw()
        pane.focus()

    @property
    def _here(self) -> PersonRow | None:
        row = self.query_one(ListPane).row_here
        return row if isinstance(row, PersonRow) else None

    def _entry(self, row: PersonRow | None) -> Evidence | None:
        if row is None or row.opens is not Opens.EVIDENCE:
            return None
        return next((one for one in self.session.evidence if one.id == row.item), None)

    def action_go(self) -> None:
        """Open the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self._open()

    @work
    async def _open(self) -> None:
        row = self._here
        if row is None:
            return
        if row.opens in (Opens.REVIEW, Opens.SECTION):
            self._write(row.item)
        elif row.opens is Opens.TOPIC:
            topic = next(one for one in self.session.topics if one.id == row.item)
            title = _("Gợi ý {id}").format(id=topic.id)
            await self.app.push_screen_wait(FullText(title, topic_text(self.session, topic), editable=False))
        elif row.opens is Opens.EARLIER:
            await self.app.push_screen_wait(FullText(_("Mục III"), row.text, editable=False))
        elif row.opens is Opens.AWAITED:
            await add_entry(self, self.session_id, self.floor, kind_of(row.item))
        elif (entry := self._entry(row)) is not None:
            await edit_entry(self, self.session_id, entry)

    def action_write(self) -> None:
        """Write the self-review."""
        self._write("")

    def _write(self, section: str) -> None:
        from review_tui.tui.screens.self_review import SelfReviewScreen

        desk = BookReview(self.book, self.session_id, self.floor, self.clock)
        pack = self.book.pack(self.session_id)
        self.app.push_screen(SelfReviewScreen(self.book, desk, at=section, pack=pack, paper=self._paper))

    def _paper(self, width: int) -> str:
        """The self-review as it will be printed, as text."""
        from review_tui.papers.kinds import paper_from
        from review_tui.papers.text import text_of

        cell = self.floor == COLLECTIVE
        sources = Sources(
            session=self.session,
            cell=self.book.cell,
            pack=self.book.pack(self.session_id),
            sessions=self.book.sessions(),
            follow_up=self.book.follow_up,
            today=self.clock().date(),
            member="" if cell else self.floor,
        )
        return text_of(paper_from("collective-review" if cell else "self-review", sources), width=width)

    @work
    async def action_add(self) -> None:
        """A new entry about this subject."""
        await add_entry(self, self.session_id, self.floor)

    def action_read(self) -> None:
        """Tick the entry of the cursor."""
        if (entry := self._entry(self._here)) is not None:
            tick(self, self.session_id, entry)
        else:
            self.say(_("Đưa con trỏ tới một ý kiến từ bên ngoài."))

    @work
    async def action_drop(self) -> None:
        """Take the entry of the cursor out."""
        if (entry := self._entry(self._here)) is not None:
            await drop_entry(self, self.session_id, entry)
        else:
            self.say(_("Đưa con trỏ tới một ý kiến từ bên ngoài."))

    def action_sent(self) -> None:
        """The self-review went out today."""
        if review_of(self.session, self.floor) is None:
            self.say(_("Chưa có bản kiểm điểm để gửi."))
            return
        day = self.clock().date()
        name = _("gửi bản kiểm điểm của {who}").format(who=self.session.floor_name(self.floor))
        if self.step(name, lambda one: review_sent(one, self.floor, day), session=self.session_id) is not None:
            self.say(_("Đã ghi: gửi các đồng chí dự họp ngày {day}.").format(day=numeric_date(day)))
