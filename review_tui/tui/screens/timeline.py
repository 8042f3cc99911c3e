"""One member over the years: points, answers, commitments, checks, levels, each on its day."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_, _
from review_tui.model.looking_back import Event, timeline
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.views.years import event_lines
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain


class TimelineScreen(Page):
    """Everything that happened, the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Biên bản"), tooltip=N_("Mở phần của người này trong biên bản kỳ đó.")),
    ]

    def __init__(self, book: OpenBook, member: str, clock: Clock) -> None:
        super().__init__(book)
        self._member, self._clock = member, clock

    def body(self) -> ComposeResult:
        """How much there is, and the days."""
        yield StatusLine()
        yield ListPane[tuple[int, Event]](
            key=lambda row: str(row[0]), render=_drawn, tall=True, empty=lambda: _("Chưa có gì.")
        )

    def place(self) -> str:
        """Number and name."""
        for member in self.book.cell.members:
            if member.id == self._member:
                return _("Dòng thời gian số {no} {name}").format(no=member.no, name=member.name)
        return _("Dòng thời gian")

    def fill(self) -> None:
        """Read all years."""
        events = timeline(self.book.sessions(), self.book.follow_up, self._member, self._clock().date())
        years = sorted({event.on.year for event in events})
        words = _("{count} việc, {first} đến {last}").format(
            count=len(events), first=years[0] if years else "…", last=years[-1] if years else "…"
        )
        self.query_one(StatusLine).tell(plain(" " + words, "strong"))
        pane = self.query_one(ListPane)
        pane.fill(tuple(reversed(tuple(enumerate(events)))))
        pane.focus()

    def action_go(self) -> None:
        """To the minutes."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        from review_tui.tui.screens.read_back import ReadBackScreen

        event.stop()
        row = self.query_one(ListPane).row_here
        if row is not None and row[1].session:
            self.app.push_screen(ReadBackScreen(self.book, row[1].session, at=f"{self._member}:"))


def _drawn(row: tuple[int, Event], width: int) -> list[Line]:
    return event_lines(row[1], width)
