"""The safety of the book: what opens it, when it locks itself, who changed its secrets. Each act in one sentence."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.idle import IDLE, IDLE_SITTING, minutes_kept, with_minutes
from review_tui.store.secret_keeping import HANDOVER_ACT, PAPER_ACT, RECOVERY_ACT, what_backups_mean
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.dialogs.new_secret import KeyBack, NewPassphrase
from review_tui.tui.dialogs.working import worked
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import Shelf
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped
from review_tui.tui.widgets.words import Words

_ACTS = (
    ("passphrase", N_("Đổi mật khẩu"), N_("Mật khẩu cũ hết hiệu lực ngay; khóa giấy giữ nguyên.")),
    ("paper", N_("Làm khóa giấy mới"), N_("Khóa giấy cũ hết hiệu lực khi khóa mới đã chép ra giấy và gõ lại đúng.")),
    (
        "handover",
        N_("Bàn giao cho thư ký mới"),
        N_("Người nhận tự đặt mật khẩu và giữ khóa giấy mới; của người cũ hết hiệu lực."),
    ),
    ("codes", N_("Đảng viên mất mã"), N_("Làm mã mới và in phiếu, hoặc thu hồi mã đã mất.")),
    ("idle", N_("Tự khóa khi để lâu"), N_("Không ai gõ gì trong {minutes} phút thì màn hình tự khóa.")),
    ("sitting", N_("Tự khóa khi đang họp"), N_("Trong buổi họp thì sau {minutes} phút.")),
    ("log", N_("Nhật ký của sổ"), N_("Ai mở bằng khóa giấy, đổi mật khẩu, làm mã, sửa danh sách, khi nào.")),
)
_MINUTES = {"idle": IDLE, "sitting": IDLE_SITTING}


class SecurityScreen(Page):
    """One list; Enter or a digit does what the row says. Left half way, nothing has changed."""

    DEFAULT_CSS = """
    SecurityScreen #told { padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Làm"), tooltip=N_("Làm việc ở dòng có con trỏ; thôi giữa chừng thì chưa đổi gì.")),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, len(_ACTS) + 1)),
    ]

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf, *, recovering: bool = False) -> None:
        """`recovering`: the book was just opened with its paper key, which has to be replaced."""
        super().__init__(book)
        self._clock, self._shelf, self._recovering = clock, shelf, recovering

    def body(self) -> ComposeResult:
        """A word, and the list."""
        yield Words(id="told")
        yield ListPane[int](key=str, render=self._row, tall=True)

    def place(self) -> str:
        """Its name."""
        return _("An toàn của sổ")

    def on_mount(self) -> None:
        """After an opening with the paper key the new secrets come first."""
        super().on_mount()
        if self._recovering:
            self._recover()

    def fill(self) -> None:
        """The acts with what stands now."""
        practice = _("Sổ tập dượt dùng khóa chung ai cũng có, không đặt mật khẩu được.")
        real = _("Mất cả mật khẩu lẫn khóa giấy là mất sổ: không ai, kể cả người làm chương trình, mở được.")
        self.query_one("#told", Words).say(practice if self.book.cell.practice else real)
        pane = self.query_one(ListPane)
        pane.fill(range(len(_ACTS)))
        pane.redraw()
        pane.focus()

    def _row(self, place: int, width: int) -> list[Line]:
        key, name, does = _ACTS[place]
        minutes = minutes_kept(self.book.cell, _MINUTES[key]) if key in _MINUTES else 0
        told = wrapped(_(does).format(minutes=minutes), width - 4, width - 4)
        head: Line = ((f"{place + 1} ", "strong"), (_(name), "strong"))
        return [head, *(plain("  " + line, "quiet") for line in told)]

    def action_take(self) -> None:
        """Do what the row of the cursor says."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_digit(int(event.key) + 1)

    def action_digit(self, digit: int) -> None:
        """Do what a row says."""
        key = _ACTS[digit - 1][0]
        if key == "codes":
            from review_tui.tui.screens.codes import CodesScreen

            self.app.push_screen(CodesScreen(self.book, self._clock, self._shelf))
        elif key == "log":
            self.app.push_screen(TextScreen(self.book, lambda: _("Nhật ký của sổ"), self._log_words))
        elif key in _MINUTES:
            self._ask_minutes(key)
        else:
            acts = {"passphrase": self._passphrase, "paper": self._paper, "handover": self._handover}
            self._guarded(acts[key])

    # --- idle -------------------------------------------------------------------------------------------------------

    @work
    async def _ask_minutes(self, key: str) -> None:
        setting = _MINUTES[key]
        kept = str(minutes_kept(self.book.cell, setting))
        typed = await self.app.push_screen_wait(
            Ask(_("Tự khóa sau mấy phút không ai gõ gì?"), text=kept, longest=3, refuse=self._why_no_minutes)
        )
        if typed is not None:
            name = _("tự khóa sau {minutes} phút").format(minutes=typed)
            self.step_cell(name, lambda cell: with_minutes(cell, setting, int(typed)))

    def _why_no_minutes(self, text: str) -> str | None:
        with_minutes(self.book.cell, IDLE, int(text) if text.isdecimal() else 0)
        return None

    # --- secrets ----------------------------------------------------------------------------------------------------

    @work(exclusive=True)
    async def _guarded(self, act: Callable[[], Awaitable[str | None]]) -> None:
        """Whoever found the screen open does not know the passphrase."""
        if self.book.cell.practice or not self.book.writable:
            words = _("Sổ tập dượt dùng khóa chung ai cũng có, không đặt mật khẩu được.")
            self.refused(words if self.book.cell.practice else self.book.holder)
            return
        secret = await self.app.push_screen_wait(Ask(_("Mật khẩu hiện nay:"), secret=True))
        if not secret:
            return
        try:
            prove = partial(self._shelf.prove, self.book.path, passphrase=secret)
            await worked(self.app, _("Đang kiểm tra mật khẩu"), lambda _watch: prove())
            done = await act()
        except ReviewError as broken:
            self.refused(str(broken))
            return
        if done is not None:
            await self._tell_done(done)

    async def _tell_done(self, done: str) -> None:
        older = self.book.older_backups(self._shelf.backups, self._clock())
        words = " ".join(part for part in (done, what_backups_mean(len(older))) if part)
        await self.app.push_screen_wait(Choose(words, [_("Đã rõ")]))
        self.retell()

    async def _passphrase(self) -> str | None:
        phrase = await self._new_passphrase(_("Đổi mật khẩu"), _("Mật khẩu cũ hết hiệu lực ngay."))
        if phrase is None:
            return None
        cost = self._shelf.cost
        await worked(self.app, _("Đang đặt mật khẩu"), lambda _watch: self.book.change_passphrase(phrase, kdf=cost))
        return _("Đã đổi mật khẩu.")

    async def _paper(self) -> str | None:
        done = await self._renewed(None, PAPER_ACT)
        return _("Khóa giấy mới đã có hiệu lực; hủy tờ giấy cũ.") if done else None

    async def _handover(self) -> str | None:
        text = _("Mời người nhận ngồi vào máy, tự đặt mật khẩu của mình.")
        phrase = await self._new_passphrase(_("Bàn giao cho thư ký mới"), text)
        if phrase is None or not await self._renewed(phrase, HANDOVER_ACT):
            return None
        return _("Đã bàn giao: chỉ mật khẩu và khóa giấy mới mở được sổ. In biên bản bàn giao ở Giấy tờ.")

    @work(exclusive=True)
    async def _recover(self) -> None:
        text = _(
            "Sổ vừa được mở bằng khóa giấy; việc này sẽ ghi vào nhật ký. Hãy đặt mật khẩu mới và làm khóa giấy mới."
        )
        try:
            phrase = await self._new_passphrase(_("Quên mật khẩu"), text)
            done = phrase is not None and await self._renewed(phrase, RECOVERY_ACT)
        except ReviewError as broken:
            self.refused(str(broken))
            return
        if done:
            await self._tell_done(_("Đã đặt mật khẩu mới và khóa giấy mới; hủy tờ giấy cũ."))
        else:
            self.refused(_("Chưa đổi gì: mật khẩu cũ và khóa giấy vừa dùng vẫn mở được sổ. Nên làm ngay khi có thể."))

    async def _new_passphrase(self, title: str, text: str) -> str | None:
        return await self.app.push_screen_wait(NewPassphrase(title, text))

    async def _renewed(self, phrase: str | None, name: str) -> bool:
        """A paper key shown, typed back, and only then taken, in one commit with the passphrase."""
        offered = self.book.offered_paper()
        if not await self.app.push_screen_wait(KeyBack(offered.key)):
            return False
        cost = self._shelf.cost
        await worked(
            self.app,
            _("Đang đặt khóa mới"),
            lambda _watch: self.book.take_paper(offered, passphrase=phrase, kdf=cost, name=name),
        )
        return True

    # --- log --------------------------------------------------------------------------------------------------------

    def _log_words(self) -> str:
        lines = [f"{numeric_date(line.at.date())} {line.at:%H:%M}  {line.name}" for line in self.book.book_log()]
        return "\n".join(reversed(lines)) or _("Chưa có gì.")
