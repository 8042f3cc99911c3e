"""The login: a passphrase, the recovery key from paper, or a member's code. A wrong one costs a sentence and time."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.door import CodeOpener, OpenBook, Opener
from review_tui.tui.keys import GUIDED, SHOW, SORT
from review_tui.tui.shelf import NextLogin
from review_tui.tui.widgets.bars import HeadLine, KeyBar
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words


class LoginScreen(Screen[OpenBook | NextLogin]):
    """Asks for the secret and answers with the open book. The derivation runs beside the screen."""

    DEFAULT_CSS = """
    LoginScreen { align: center middle; }
    LoginScreen #box { width: 64; max-width: 100%; height: auto; border: solid $foreground; padding: 0 1; }
    LoginScreen #said { margin-top: 1; min-height: 2; }
    LoginScreen #member { margin-top: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Mở sổ"), tooltip=N_("Mở sổ bằng chữ vừa gõ.")),
        Binding(
            GUIDED,
            "other_way",
            N_("Khóa giấy"),
            tooltip=N_("Mở bằng khóa giấy in khi lập sổ, hoặc trở lại mật khẩu."),
        ),
        Binding(SHOW, "letters", N_("Hiện chữ"), tooltip=N_("Hiện hoặc che chữ đang gõ.")),
        Binding(
            SORT,
            "by_code",
            N_("Mở bằng mã"),
            tooltip=N_("Đảng viên xem hồ sơ của mình bằng mã in trên phiếu."),
        ),
    ]

    class Opened(Message):
        """The book is open."""

        def __init__(self, book: OpenBook) -> None:
            super().__init__()
            self.book = book

    class Shut(Message):
        """The book stayed shut; `sentence` says why."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, open_book: Opener, book_name: str, by_code: CodeOpener | None = None) -> None:
        super().__init__()
        self._open_book, self._book_name, self._by_code = open_book, book_name, by_code
        self._on_paper = False
        self._busy = False
        self._said = ""

    def compose(self) -> ComposeResult:
        """One input in a box."""
        yield HeadLine()
        with Vertical(id="box"):
            yield Words(id="asked")
            yield ViInput(password=True, longest=200)
            yield Words(id="said")
            yield Words(id="member")
        yield KeyBar()

    def on_mount(self) -> None:
        """The first filling."""
        self.retell()
        self.query_one(ViInput).focus()

    def retell(self) -> None:
        """Set all words, in the language of the screen."""
        self.query_one(HeadLine).name_book("review-tui", self._book_name, practice=False, writable=True)
        asked = _("Khóa giấy (in ra khi lập sổ):") if self._on_paper else _("Mật khẩu của sổ:")
        self.query_one("#asked", Words).say(asked)
        self.query_one("#said", Words).say(_("Đang mở sổ…") if self._busy else self._said or self._hint())
        member = self.query_one("#member", Words)
        member.display = self._by_code is not None
        member.say(_("Đảng viên có phiếu mã: bấm F6 để xem hồ sơ của mình."))
        self.query_one(KeyBar).follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Codes are offered where somebody can open by them."""
        return self._by_code is not None if action == "by_code" else super().check_action(action, parameters)

    @work
    async def action_by_code(self) -> None:
        """Number and code of a member; the own record is then opened in a process of its own."""
        from review_tui.tui.screens.my_login import CodeLogin

        assert self._by_code is not None
        login = await self.app.push_screen_wait(CodeLogin(self._by_code))
        if login is not None:
            self.query_one(ViInput).clear()
            self.dismiss(login)

    def _hint(self) -> str:
        if self._on_paper:
            return _("Chữ hoa, chữ thường và dấu gạch không tính.")
        return _(
            "Dấu, chữ hoa và khoảng trắng không tính. Mật khẩu tự đặt: để bộ gõ như lúc đặt; năm từ của chương trình: "
            "bật hay tắt bộ gõ đều được. Quên mật khẩu: F4, dùng khóa giấy."
        )

    def action_other_way(self) -> None:
        """The passphrase, or the key on paper."""
        self._on_paper = not self._on_paper
        self._said = ""
        secret = self.query_one(ViInput)
        secret.clear()
        secret.password = not self._on_paper
        self.retell()

    def action_letters(self) -> None:
        """Show or hide what is typed."""
        secret = self.query_one(ViInput)
        secret.password = not secret.password

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Try the secret, once at a time."""
        secret = self.query_one(ViInput).value
        if secret.strip() and not self._busy:
            self._busy = True
            self.retell()
            self.run_worker(lambda: self._try(secret), thread=True, group="login")

    def _try(self, secret: str) -> None:
        try:
            book = self._open_book(paper_key=secret) if self._on_paper else self._open_book(passphrase=secret)
        except ReviewError as shut:
            self.post_message(self.Shut(str(shut)))
        else:
            self.post_message(self.Opened(book))

    def on_login_screen_shut(self, event: Shut) -> None:
        """Say why, and let them try again."""
        self._busy = False
        self._said = "! " + event.sentence
        secret = self.query_one(ViInput)
        if secret.password:
            secret.clear()
        self.retell()

    def on_login_screen_opened(self, event: Opened) -> None:
        """Forget what was typed, and hand the book over."""
        self.query_one(ViInput).clear()
        self.dismiss(event.book)
