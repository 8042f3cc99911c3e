"""Home: what needs doing next. Counts only, because others look at the screen; names come after one key."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ledger import outstanding
from review_tui.model.session import State
from review_tui.model.year import Year
from review_tui.tui.dialogs.half_typed import left_over
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import FIND, SHOW
from review_tui.tui.screens.more import More
from review_tui.tui.screens.page import tell
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.bars import STATE_NAMES
from review_tui.tui.views.todo import SOON, todo_lines
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.words import Words

LOOK_AGAIN = 3.0
"""Seconds between two looks at what the opening left to be read back."""

_SIGNS = {State.PREPARED: "○", State.RECORDING: "●", State.APPROVED: "✓", State.SIGNED: "✓"}


class HomeScreen(More):
    """What is to do, the sessions with their state, and the ways on."""

    DEFAULT_CSS = """
    HomeScreen #todo, HomeScreen #notices { padding: 0 1; }
    HomeScreen #sessions { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Vào họp"), tooltip=N_("Mở kỳ kiểm điểm có con trỏ.")),
        Binding("1", "roll", N_("Đảng viên"), tooltip=N_("Danh sách đảng viên, tìm không cần dấu.")),
        Binding("2", "ledger", N_("Cam kết"), tooltip=N_("Sổ cam kết: ai hứa gì, ai theo dõi, hạn nào.")),
        Binding("3", "check", N_("Kiểm tra sổ"), show=False, tooltip=N_("Đọc lại toàn bộ sổ trên đĩa; không sửa gì.")),
        Binding("4", "more", N_("Việc khác"), tooltip=N_("Mở kỳ mới, gợi ý, giấy tờ, sao lưu và các việc khác.")),
        Binding(
            "5",
            "start('preparation')",
            N_("Chuẩn bị"),
            show=False,
            tooltip=N_("Bản kiểm điểm, ý kiến từ bên ngoài của kỳ có con trỏ."),
        ),
        Binding(
            "6",
            "submitted",
            N_("Điều đảng viên gửi"),
            show=False,
            tooltip=N_("Xem, tiếp nhận hoặc trả lại điều đảng viên gửi."),
        ),
        Binding(FIND, "app.find", N_("Tìm"), tooltip=N_("Tìm trong mọi năm, có dấu hay không dấu.")),
        Binding(SHOW, "names", N_("Hiện tên"), show=False, tooltip=N_("Hiện hoặc giấu tên người trong việc cần làm.")),
        Binding("escape", "back", N_("Quay lại"), show=False),
    ]

    def __init__(
        self,
        book: OpenBook,
        clock: Clock,
        *,
        meeting: Callable[[str], Screen[None]],
        shelf: Shelf | None = None,
        go_to: str = "",
    ) -> None:
        """`meeting` makes the screen of a session; `go_to` names the one opened at once."""
        super().__init__(book, clock, shelf)
        self._meeting, self._go_to = meeting, go_to
        self._names, self._told = False, "-"

    def body(self) -> ComposeResult:
        """What is to do above, sessions below."""
        yield Words(id="notices")
        yield Words(id="todo")
        yield StatusLine(id="sessions")
        yield ListPane[str](
            key=str,
            render=self._row,
            tall=True,
            empty=lambda: _("  Chưa có kỳ kiểm điểm nào. Bấm 4 rồi 1 để mở kỳ đầu tiên."),
        )

    def place(self) -> str:
        """Home is the book itself."""
        return _("Trang chính")

    def on_mount(self) -> None:
        """Fill, and go on to where the recorder left off."""
        super().on_mount()
        self.set_interval(LOOK_AGAIN, self._tell_news)
        if self._go_to in self.book.session_ids():
            self.push_meeting(self._go_to)

    def _tell_news(self) -> None:
        """Years are read back after the start: what was found wrong and put right then is told, too."""
        notices = (self.book.holder,) if not self.book.writable else ()
        told = "\n".join("! " + said for said in (*notices, *self.book.notices, *self._half_typed()) if said)
        if told != self._told:
            self._told = told
            words = self.query_one("#notices", Words)
            words.display = bool(told)
            words.say(told)

    def _half_typed(self) -> tuple[str, ...]:
        titles = left_over(self.book) if self.book.writable else ()
        words = _("Còn chữ gõ dở ở ô “{title}”: mở lại ô ấy là thấy.")
        return tuple(words.format(title=title) for title in titles)

    def fill(self) -> None:
        """Show what is to do and the sessions, the newest first."""
        self._tell_news()
        pane = self.query_one(ListPane)
        pane.fill(tuple(reversed(self.book.session_ids())))
        pane.redraw()
        pane.focus()
        self.query_one("#sessions", StatusLine).tell(plain(" " + _("Các kỳ kiểm điểm"), "strong"))
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        """All years are read for this, in short, so it comes after the first paint."""
        sessions, day = self.book.years(), self.clock().date()
        pack = self.book.pack(sessions[-1].id) if sessions else None
        items = outstanding(sessions, self.book.follow_up, day, until=day + SOON)
        width = max(self.size.width - 2, 20)
        lines = (*todo_lines(sessions, pack, items, day, names=self._names), *self._submitted_lines())
        broken = [wrapped(line, width, width - 2) for line in lines]
        self.query_one("#todo", Words).say("\n".join("\n  ".join(parts) for parts in broken))

    def _submitted_lines(self) -> tuple[str, ...]:
        """ "! 2 điều đảng viên gửi, chờ tiếp nhận: bấm 6." """
        try:
            waiting = sum(one.fate.waits for one in self.book.submissions())
        except ReviewError as broken:
            return (f"! {broken}",)
        return ("! " + _("{count} điều đảng viên gửi, chờ tiếp nhận: bấm 6.").format(count=waiting),) if waiting else ()

    def on_resize(self) -> None:
        """Another width breaks the words elsewhere."""
        self.call_after_refresh(self._count)

    def _row(self, session_id: str, width: int) -> list[Line]:
        return session_row(self.book.year(session_id))

    @property
    def session_here(self) -> str:
        """The session under the cursor; empty when there is none."""
        return self.query_one(ListPane).key_here or ""

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.push_meeting(event.key)

    def action_start(self, act: str) -> None:
        """One of the other acts, by its own key."""
        self.start(act)

    def push_meeting(self, session_id: str) -> None:
        """Open the meeting screen of a session."""
        self.app.push_screen(self._meeting(session_id))

    def action_open(self) -> None:
        """Open the session of the cursor."""
        if not self.session_here:
            tell(self, _("Chưa có kỳ kiểm điểm nào để vào họp: bấm 4 rồi 1 để mở kỳ đầu tiên."))
            return
        self.query_one(ListPane).action_browse("enter")

    def action_back(self) -> None:
        """There is nothing behind Home; leaving is another key."""

    def action_roll(self) -> None:
        """The roll."""
        from review_tui.tui.screens.roll import RollScreen

        self.app.push_screen(RollScreen(self.book, self.clock))

    def action_ledger(self) -> None:
        """The ledger."""
        from review_tui.tui.screens.ledger import LedgerScreen

        self.app.push_screen(LedgerScreen(self.book, self.clock, self.shelf))

    def action_names(self) -> None:
        """Show or hide who is meant."""
        self._names = not self._names
        self._count()


def session_row(session: Year) -> list[Line]:
    """A session: its name and state, and below it what is still open."""
    head: Line = (
        (f"{_SIGNS[session.state]} ", "strong"),
        (_("Kỳ kiểm điểm {id}").format(id=session.id), "strong"),
        ("  " + _(STATE_NAMES[session.state]), "good" if session.state is State.SIGNED else ""),
    )
    counts = [_("{count} đ/c kiểm điểm").format(count=session.reviewed)]
    if session.state is not State.SIGNED:
        counts.append(_("chưa kiểm điểm {count}").format(count=len(session.left)))
        counts.append(_("chưa trả lời {count}").format(count=session.unanswered))
    counts.append(_("{count} ý kiến").format(count=session.said))
    if session.state is State.PREPARED:
        counts.append(_("5: chuẩn bị"))
    return [head, plain("   " + " · ".join(counts), "quiet")]
