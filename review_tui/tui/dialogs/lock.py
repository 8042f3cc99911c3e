"""The lock over an open book that nobody has touched for a while: the passphrase again, or the key on paper."""

from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.blank import Cover
from review_tui.tui.keys import GUIDED, SHOW
from review_tui.tui.widgets.bars import KeyBar
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words

LONGEST_PAUSE = 30.0
"""Seconds between two tries, however many were wrong."""


class Prove(Protocol):
    """Says whether a secret opens the book on the disk; raises one sentence when it does not."""

    def __call__(self, *, passphrase: str | None = None, paper_key: str | None = None) -> None:
        """Try it."""


class Lock(Cover):
    """Covers the book. `prove` is None for a practice book, whose key is public: Enter opens it again.

    Each wrong secret makes the next try wait longer: 1, 2, 4 ... 30 seconds. The derivation runs beside the screen.
    """

    DEFAULT_CSS = """
    Lock { align: center middle; }
    Lock #box { width: 64; max-width: 100%; height: auto; border: solid $foreground; padding: 0 1; }
    Lock #said { margin-top: 1; min-height: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Mở lại"), tooltip=N_("Mở lại bằng chữ vừa gõ; mọi thứ như lúc trước.")),
        Binding(GUIDED, "other_way", N_("Khóa giấy"), tooltip=N_("Quên mật khẩu thì mở lại bằng khóa giấy.")),
        Binding(SHOW, "letters", N_("Hiện chữ"), tooltip=N_("Hiện hoặc che chữ đang gõ.")),
    ]

    class Proved(Message):
        """The secret was right."""

    class Shut(Message):
        """It was not; `sentence` says why."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, prove: Prove | None, *, pause: Callable[[float], float] = float) -> None:
        """`pause` turns the seconds to wait into those that are waited (a test waits none)."""
        super().__init__()
        self._prove, self._pause = prove, pause
        self._on_paper = self._busy = self._waiting = False
        self._said, self._wrong = "", 0

    def compose(self) -> ComposeResult:
        """One input in a box."""
        with Vertical(id="box"):
            yield Words(id="asked")
            if self._prove is not None:
                yield ViInput(password=True, longest=200)
            yield Words(id="said")
        yield KeyBar()

    def on_mount(self) -> None:
        """The first filling."""
        self.retell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A practice book asks for nothing."""
        if action in ("other_way", "letters") and self._prove is None:
            return False
        return super().check_action(action, parameters)

    def retell(self) -> None:
        """Set all words, in the language of the screen."""
        self.query_one("#asked", Words).say(self._asked())
        self.query_one("#said", Words).say(self._words())
        self.query_one(KeyBar).follow()

    def _asked(self) -> str:
        if self._prove is None:
            return _("Sổ tập dượt đã khóa vì để lâu không dùng.")
        asked = _("Khóa giấy:") if self._on_paper else _("Mật khẩu của sổ:")
        return _("Sổ đã khóa vì để lâu không dùng. Chữ gõ dở vẫn còn.") + "\n" + asked

    def _words(self) -> str:
        if self._prove is None:
            return _("Enter: mở lại. Sổ thật thì phải gõ mật khẩu.")
        if self._busy:
            return _("Đang mở lại…")
        if not self._said:
            return _("Quên mật khẩu: F4, dùng khóa giấy.") if not self._on_paper else ""
        return self._said + (" " + _("Chờ một lát rồi gõ lại.") if self._waiting else "")

    def action_other_way(self) -> None:
        """The passphrase, or the key on paper."""
        self._on_paper, self._said = not self._on_paper, ""
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
        if self._prove is None:
            self.post_message(self.Lifted())
            return
        secret = self.query_one(ViInput).value
        if secret.strip() and not self._busy and not self._waiting:
            self._busy = True
            self.retell()
            self.run_worker(lambda: self._try(secret), thread=True, group="lock")

    def _try(self, secret: str) -> None:
        assert self._prove is not None
        try:
            if self._on_paper:
                self._prove(paper_key=secret)
            else:
                self._prove(passphrase=secret)
        except ReviewError as shut:
            self.post_message(self.Shut(str(shut)))
        else:
            self.post_message(self.Proved())

    def on_lock_shut(self, event: Shut) -> None:
        """Say why, and let them try again after a while."""
        self._busy, self._waiting = False, True
        self._said = "! " + event.sentence
        if not self._on_paper:
            self.query_one(ViInput).clear()
        self.set_timer(self._pause(min(2.0**self._wrong, LONGEST_PAUSE)), self._again)
        self._wrong += 1
        self.retell()

    def _again(self) -> None:
        self._waiting = False
        self.retell()

    def on_lock_proved(self, event: Proved) -> None:
        """Forget what was typed, and go."""
        self._busy = False
        self.query_one(ViInput).clear()
        self.post_message(self.Lifted(by_paper=self._on_paper))
