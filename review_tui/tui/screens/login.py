"""The login: a passphrase, or the recovery key from paper. A wrong one costs a sentence and nothing else."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.door import OpenBook, Opener
from review_tui.tui.keys import GUIDED, SHOW
from review_tui.tui.widgets.bars import HeadLine, KeyBar
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words


class LoginScreen(Screen[OpenBook]):
    """Asks for the secret and answers with the open book. The derivation runs beside the screen."""

    DEFAULT_CSS = """
    LoginScreen { align: center middle; }
    LoginScreen #box { width: 64; max-width: 100%; height: auto; border: solid $foreground; padding: 0 1; }
    LoginScreen #said { margin-top: 1; min-height: 2; }
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

    def __init__(self, open_book: Opener, book_name: str) -> None:
        super().__init__()
        self._open_book, self._book_name = open_book, book_name
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
        self.query_one(KeyBar).follow()

    def _hint(self) -> str:
        return _("Chữ hoa, chữ thường, dấu và khoảng trắng không tính: bộ gõ bật hay tắt đều được.")

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
