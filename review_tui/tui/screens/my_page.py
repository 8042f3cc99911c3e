"""What all pages of a member share: whose record it is on the head line, and what was sent already."""

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.people import Member
from review_tui.model.submission import HandedAnswer
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.widgets.bars import HeadLine, KeyBar


class Mine(Page):
    """A page over one member's part of the book, which this process alone can open."""

    @property
    def me(self) -> str:
        """The id of the member."""
        return self.book.member

    @property
    def myself(self) -> Member | None:
        """The member on the roll of today."""
        return next((one for one in self.book.cell.members if one.id == self.me), None)

    def retell(self) -> None:
        """Show everything again; a member writes into the own outbox, so the book being read-only is no news."""
        cell, own = self.book.cell, self.myself
        whose = _("đ/c {name}").format(name=own.name) if own is not None else cell.name
        self.query_one(HeadLine).name_book(whose, self.place(), practice=cell.practice, writable=True)
        self.fill()
        self.query_one(KeyBar).follow()

    def answers_sent(self) -> frozenset[str]:
        """The points to which an answer is on its way; an outbox that cannot be read says so and counts for nothing."""
        try:
            sent = self.book.submissions()
        except ReviewError as broken:
            self.refused(str(broken))
            return frozenset()
        return frozenset(one.point for one in sent if isinstance(one, HandedAnswer) and one.fate.waits)

    def kept(self, place: str, text: str) -> None:
        """Keep a small mark of one's own; a disk that refuses it takes nothing away from what is shown."""
        try:
            self.book.keep_draft(place, text)
        except ReviewError as refused:
            self.refused(str(refused))


class MyPage(Mine):
    """A page that needs the day."""

    def __init__(self, book: OpenBook, clock: Clock) -> None:
        super().__init__(book)
        self.clock = clock


class MyText(Mine, TextScreen):
    """A text about me."""
