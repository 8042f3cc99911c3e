"""The recorder's view of one member: the chain from point to repair across the years."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.member_file import member_file
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.views.member_file import FileRow, draw_file_row, file_rows
from review_tui.tui.widgets.listing import ListPane


class MemberFileScreen(Page):
    """Everything about one member, the newest year first. Enter goes to the place in the minutes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Đến nơi"), tooltip=N_("Mở chỗ đó trong biên bản.")),
    ]

    def __init__(self, book: OpenBook, member: str, clock: Clock) -> None:
        super().__init__(book)
        self._member, self._clock = member, clock

    def body(self) -> ComposeResult:
        """The rows."""
        yield ListPane[FileRow](
            key=lambda row: row.key, render=draw_file_row, tall=True, empty=lambda: _("Chưa có gì trong hồ sơ.")
        )

    def place(self) -> str:
        """Number and name."""
        for member in self.book.cell.members:
            if member.id == self._member:
                return _("Hồ sơ số {no} {name}").format(no=member.no, name=member.name)
        return _("Hồ sơ")

    def fill(self) -> None:
        """Read all years."""
        years = member_file(self.book.sessions(), self.book.follow_up, self._member, self._clock().date())
        pane = self.query_one(ListPane)
        pane.fill(file_rows(years))
        pane.focus()

    def action_go(self) -> None:
        """Go to the place of the row."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        row = self.query_one(ListPane).row_here
        if row is not None and row.session:
            self.app.push_screen(ReadBackScreen(self.book, row.session, at=row.at))
