"""Reading the minutes back: the speaker corrects his words, or another opinion is entered beside them."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.counts import present
from review_tui.model.entered import why_not_write
from review_tui.model.minutes import corrected, corrections_by, dissented, text_of
from review_tui.model.people import Member
from review_tui.model.session import Session
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Ask, Choose, PickMember
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.views.read_back import ReadRow, draw_read_row, read_rows, speaker_of
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import ListPane, plain


class ReadBackScreen(Page):
    """Every text of the minutes in full, in their order; Enter acts on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "act", N_("Sửa, ý kiến khác"), tooltip=N_("Sửa câu, hoặc ghi ý kiến khác về đoạn có con trỏ.")
        ),
    ]

    def __init__(self, book: OpenBook, session: str, *, at: str = "") -> None:
        """`at` is the row on which the cursor begins ("floor:item")."""
        super().__init__(book)
        self.session_id, self._at = session, at

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """What was changed so far, and the texts."""
        yield StatusLine(id="changes")
        yield ListPane[ReadRow](
            key=lambda row: row.key, render=draw_read_row, tall=True, empty=lambda: _("Biên bản chưa có nội dung.")
        )

    def place(self) -> str:
        """ "Đọc lại biên bản 2026"."""
        return _("Đọc lại biên bản {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Show the texts as they stand."""
        session = self.session
        made = sum(corrections_by(session).values())
        words = _(" Đã sửa {made} chỗ, {other} ý kiến khác").format(made=made, other=len(session.dissents))
        self.query_one(StatusLine).tell(plain(words))
        pane = self.query_one(ListPane)
        pane.fill(read_rows(session), cursor=self._at or None)
        self._at = ""
        pane.focus()

    def action_act(self) -> None:
        """Act on the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    @work
    async def _selected(self, event: ListPane.Selected) -> None:
        row = self.query_one(ListPane).row_here
        if why := why_not_write(self.session):
            tell(self, why, wrong=True)
            return
        if row is None:
            return
        options = [_("Ghi ý kiến khác: không nhất trí, cả hai cùng ghi vào biên bản")]
        if row.item:
            options.insert(0, _("Sửa câu: người nói đề nghị sửa lời của mình"))
        chosen = await self.app.push_screen_wait(Choose(_("Đọc lại"), options))
        if chosen is None:
            return
        if row.item and chosen == 0:
            await self._correct(row)
        else:
            await self._dissent(row)

    async def _correct(self, row: ReadRow) -> None:
        who = await self.app.push_screen_wait(
            PickMember(_("Ai đề nghị sửa?"), self._people(), start=speaker_of(self.session, row.item))
        )
        if who is None:
            return
        before = text_of(self.session, row.item)
        text = await self.app.push_screen_wait(Ask(_("Câu sửa lại"), text=before, longest=20_000))
        if text is None:
            return
        name = _("sửa câu theo đề nghị của đ/c {who}").format(who=self.session.name_of(who))
        self.step(name, lambda session: corrected(session, row.item, text, asked_by=who), session=self.session_id)

    async def _dissent(self, row: ReadRow) -> None:
        who = await self.app.push_screen_wait(PickMember(_("Ý kiến khác của ai?"), self._people()))
        if who is None:
            return
        text = await self.app.push_screen_wait(Ask(_("Ý kiến khác"), longest=20_000))
        if text is None:
            return
        floor, about = row.floor, row.about
        name = _("ghi ý kiến khác của đ/c {who}").format(who=self.session.name_of(who))
        self.step(
            name,
            lambda session: dissented(session, about=about, floor=floor, by=who, text=text, new_id=new_id),
            session=self.session_id,
        )

    def _people(self) -> tuple[Member, ...]:
        return present(self.session) or self.session.roll
