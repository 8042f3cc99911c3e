"""The roll: members in the Vietnamese order of their given names, found without marks."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.dates import numeric_date
from review_tui.language.text import name_key
from review_tui.language.translate import N_, _
from review_tui.model.people import Member
from review_tui.tui.dialogs.ask import fitting
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import GUIDED, SHOW
from review_tui.tui.screens.page import Page
from review_tui.tui.views.status import STATUS_NAMES
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, fitted
from review_tui.tui.widgets.typing import ViInput


class RollScreen(Page):
    """Who belongs to the cell. Typing searches at once; arrows move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Hồ sơ"), tooltip=N_("Mở hồ sơ của người có con trỏ, qua các năm.")),
        Binding(GUIDED, "edit", N_("Sửa"), tooltip=N_("Sửa họ tên, ngày tháng, số thẻ, chức vụ, tình trạng.")),
        Binding(SHOW, "timeline", N_("Qua các năm"), tooltip=N_("Dòng thời gian của người có con trỏ.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
    ]

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book)
        self._clock, self._day = clock, clock().date()

    def body(self) -> ComposeResult:
        """The search, the list, and how many there are."""
        yield ViInput(longest=80)
        yield ListPane[Member](key=lambda member: member.id, render=self._row, empty=lambda: _("Không có ai khớp."))
        yield StatusLine()

    def place(self) -> str:
        """Its name."""
        return _("Danh sách đảng viên")

    def fill(self) -> None:
        """Those who fit what is typed, by given name."""
        search = self.query_one(ViInput)
        search.placeholder = _("Tìm: số thứ tự, hoặc vài chữ của họ tên (không cần dấu)")
        everybody = self.book.cell.on_roll(self._day)
        shown = sorted(fitting(everybody, search.value), key=lambda member: name_key(member.name))
        pane = self.query_one(ListPane)
        pane.typing_goes_to = search
        pane.fill(shown)
        self.query_one(StatusLine).tell(
            ((" " + _("{shown}/{all} đảng viên").format(shown=len(shown), all=len(everybody)), ""),)
        )

    def _row(self, member: Member, width: int) -> list[Line]:
        name = min(30, max(width - 36, 12))
        status = _(STATUS_NAMES[member.status_on(self._day)])
        return [
            (
                (f"{member.no:>4}  ", "strong"),
                (fitted(member.name, name), ""),
                (f"  {numeric_date(member.born):10}  ", "quiet"),
                (fitted(" · ".join(filter(None, (member.office, status))), max(width - name - 20, 0)), ""),
            )
        ]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the search."""
        self.query_one(ListPane).action_browse(key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Open the file of the member under the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        from review_tui.tui.screens.member_file import MemberFileScreen

        event.stop()
        self.app.push_screen(MemberFileScreen(self.book, event.key, self._clock))

    def action_timeline(self) -> None:
        """What happened, day by day, over the years."""
        from review_tui.tui.screens.timeline import TimelineScreen

        key = self.query_one(ListPane).key_here
        if key:
            self.app.push_screen(TimelineScreen(self.book, key, self._clock))

    @work
    async def action_edit(self) -> None:
        """Edit the member under the cursor."""
        from review_tui.tui.screens.member_edit import edit_member

        member = self.query_one(ListPane).row_here
        if isinstance(member, Member):
            await edit_member(self, member, self._day)
