"""The first page of a member: what is new, what waits, and the years; thirty of them stand as soon as one does."""

from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.looking_back import Event, timeline
from review_tui.model.session import Session
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.my_page import MyPage, MyText
from review_tui.tui.shelf import NextLogin, Shelf
from review_tui.tui.views.my_home import (
    ACTS,
    MyRow,
    YearDigest,
    digest_of,
    draw_home_row,
    event_key,
    fresh_words,
    home_rows,
    opened_words,
    promised_words,
)
from review_tui.tui.views.my_seen import SEEN, Seen, read_seen
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.words import Words


class MyHomeScreen(MyPage):
    """Where a member begins. Esc and Ctrl+Q give the machine back: the next one needs the passphrase."""

    DEFAULT_CSS = """
    MyHomeScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Xem"), tooltip=N_("Mở dòng có con trỏ.")),
        *(Binding(str(digit), f"act('{act}')", words, show=False) for digit, (act, words) in enumerate(ACTS, 1)),
        Binding("escape", "back", N_("Xong, trả máy"), tooltip=N_("Rời hồ sơ; mở lại sổ phải có mật khẩu hoặc mã.")),
    ]

    class YearRead(Message):
        """One more year was read."""

        def __init__(self, digest: YearDigest) -> None:
            super().__init__()
            self.digest = digest

    class AllRead(Message):
        """Every year was read."""

        def __init__(self, items: tuple[LedgerItem, ...], events: tuple[Event, ...]) -> None:
            super().__init__()
            self.items, self.events = items, events

    class Unread(Message):
        """A year could not be read."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book, clock)
        self._shelf = shelf
        self._digests: dict[str, YearDigest] = {}
        self._items: tuple[LedgerItem, ...] | None = None
        self._events: tuple[Event, ...] = ()
        self._seen = Seen()
        self._wrong = ""

    def body(self) -> ComposeResult:
        """What is to be said first, then the list."""
        yield Words(id="told")
        yield ListPane[MyRow](key=lambda row: row.key, render=draw_home_row, tall=True)

    def place(self) -> str:
        """The record itself."""
        return _("Hồ sơ của tôi")

    def on_mount(self) -> None:
        """Show at once what needs no reading; the newest year comes next, the others behind the screen."""
        super().on_mount()
        self._seen = read_seen(self.book.drafts().get(SEEN, ""))
        self._read()

    def on_screen_resume(self, event: object) -> None:
        """Back from another page: what was sent may have changed."""
        if self._away:
            self._away = False
            self.retell()

    def _read(self) -> None:
        self.run_worker(self._read_years, thread=True, group="years", exclusive=True)

    def _read_years(self) -> None:
        """Newest first: what people look for stands first."""
        found: list[Session] = []
        try:
            follow_up = self.book.follow_up
            for session_id in reversed(self.book.session_ids()):
                session = self.book.session(session_id)
                found.append(session)
                self.post_message(self.YearRead(digest_of(session, follow_up, self.me)))
            sessions, day = tuple(reversed(found)), self.clock().date()
            items = ledger(sessions, follow_up, day)
            self.post_message(self.AllRead(items, timeline(sessions, follow_up, self.me, day)))
        except ReviewError as broken:
            self.post_message(self.Unread(str(broken)))

    def on_my_home_screen_year_read(self, event: YearRead) -> None:
        """Its row says more now."""
        self._digests[event.digest.session] = event.digest
        self.fill()

    def on_my_home_screen_all_read(self, event: AllRead) -> None:
        """Now the figures over all years are known."""
        self._items, self._events = event.items, event.events
        self.fill()

    def on_my_home_screen_unread(self, event: Unread) -> None:
        """Say so; what was read stays."""
        self._wrong = event.sentence
        self.fill()

    @property
    def _fresh(self) -> tuple[Event, ...]:
        return tuple(event for event in reversed(self._events) if event_key(event) not in self._seen.keys)

    def fill(self) -> None:
        """Show what is known so far."""
        more = {} if self._items is None else {"promised": promised_words(self._items, self.me)}
        if self._items is not None:
            more["fresh"] = self._seen.words(len(self._fresh))
        pane = self.query_one(ListPane)
        first = not pane.rows
        ids = self.book.session_ids()
        rows = home_rows(ids, self._digests, more, self.answers_sent())
        pane.fill(rows, cursor=ids[-1] if first and ids else None)
        pane.redraw()
        pane.focus()
        self.query_one("#told", Words).say(self._told(sum(row.waiting for row in rows)))

    def _told(self, waiting: int) -> str:
        if self._wrong:
            return "! " + self._wrong
        told = _("Chỉ có hồ sơ của riêng đồng chí ở đây; đồng chí viết gì cũng gửi thư ký, không sửa được biên bản.")
        if waiting:
            told += "\n! " + _("{count} ý kiến, gợi ý chờ đồng chí trả lời: mở kỳ kiểm điểm ở dưới.").format(
                count=waiting
            )
        return told

    def action_open(self) -> None:
        """The row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        if event.key.startswith("act:"):
            self.action_act(event.key.removeprefix("act:"))
        else:
            from review_tui.tui.screens.my_year import MyYearScreen

            self.app.push_screen(MyYearScreen(self.book, event.key, self.clock, self._shelf))

    def action_act(self, act: str) -> None:
        """One of the acts, by its digit."""
        getattr(self, f"_open_{act}")()

    def _open_fresh(self) -> None:
        words = fresh_words(self._fresh, self._seen.since)
        self.app.push_screen(MyText(self.book, lambda: _("Điều mới"), lambda: words))
        self._mark_seen(self.clock())

    def _open_desk(self) -> None:
        from review_tui.tui.screens.my_desk import MyDeskScreen

        self.app.push_screen(MyDeskScreen(self.book, self.clock, self._shelf))

    def _open_promised(self) -> None:
        from review_tui.tui.screens.my_promised import MyPromisedScreen

        self.app.push_screen(MyPromisedScreen(self.book, self.clock))

    def _open_opened(self) -> None:
        self.app.push_screen(MyText(self.book, lambda: _("Ai đã mở hồ sơ"), lambda: opened_words(self.book.openings())))

    def _open_verify(self) -> None:
        from review_tui.tui.screens.my_verify import MyVerifyScreen

        self.app.push_screen(MyVerifyScreen(self.book, self.clock))

    @work
    async def _open_papers(self) -> None:
        """Of which session; the only one needs no question."""
        from review_tui.tui.screens.my_papers import MyPapersScreen

        ids = tuple(reversed(self.book.session_ids()))
        if not ids:
            self.refused(_("Chưa có kỳ kiểm điểm nào."))
            return
        chosen: int | None = 0
        if len(ids) > 1:
            names = [_("Kỳ kiểm điểm {id}").format(id=one) for one in ids]
            chosen = await self.app.push_screen_wait(Choose(_("Giấy của kỳ nào?"), names))
        if chosen is not None:
            self.app.push_screen(MyPapersScreen(self.book, ids[chosen], self.clock, self._shelf))

    def _mark_seen(self, now: datetime) -> None:
        """From now on these are known; they stay on the page until it is left."""
        known = Seen.at(now, (event_key(event) for event in self._events))
        self.kept(SEEN, known.text())

    def action_back(self) -> None:
        """Give the machine back."""
        self.post_message(self.Leave(NextLogin(word="open", book=self.book.path)))
