"""A member comes in by the code on the printed slip; a wrong one costs the same sentence each time, and more time."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.door import CodeOpener
from review_tui.tui.keys import SHOW
from review_tui.tui.shelf import NextLogin
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words

GROUP = 4
_LONGEST = 60


def grouped(text: str) -> str:
    """Letters and digits in capitals, in groups of four as on the slip: "12hm0" becomes "12HM-0"."""
    symbols = [letter for letter in text.upper() if letter.isalnum()]
    return "-".join("".join(symbols[start : start + GROUP]) for start in range(0, len(symbols), GROUP))


class CodeInput(ViInput):
    """A code, in groups of four while it is typed, with hyphens or without."""

    def validate_value(self, value: str) -> str:
        """Whatever comes in is grouped."""
        return grouped(super().validate_value(value))

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in; the cursor stays behind it, hyphens counted."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        before, after = grouped(self.value[:start] + text), self.value[end:]
        self.value = before + after
        self.cursor_position = len(before)


class CodeLogin(Dialog[NextLogin]):
    """Number or name, and the code. Answers the login after this one; the trying runs beside the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Mở hồ sơ"), tooltip=N_("Sang ô sau; ở ô mã: mở hồ sơ của mình.")),
        Binding("up", "step(0)", N_("Ô trước"), show=False),
        Binding("down", "step(1)", N_("Ô sau"), show=False),
        Binding(SHOW, "letters", N_("Che mã"), tooltip=N_("Che hoặc hiện mã đang gõ.")),
    ]
    DEFAULT_CSS = """
    CodeLogin ViInput { margin-bottom: 1; }
    """

    class Found(Message):
        """The code opens somebody's part."""

        def __init__(self, login: NextLogin) -> None:
            super().__init__()
            self.login = login

    class Shut(Message):
        """It does not; `sentence` says so."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, by_code: CodeOpener) -> None:
        super().__init__(_("Đảng viên xem hồ sơ của mình"))
        self._by_code = by_code
        self._busy, self._said = False, ""

    def body(self) -> ComposeResult:
        """Two inputs and a sentence."""
        yield Words(id="who-asked")
        yield ViInput(longest=80, id="who")
        yield Words(id="code-asked")
        yield CodeInput(longest=_LONGEST, id="code")
        yield Words(id="said")

    def fill(self) -> None:
        """Set all words, in the language of the screen."""
        self.query_one("#who-asked", Words).say(_("Số thứ tự hoặc họ tên, như trên phiếu:"))
        self.query_one("#code-asked", Words).say(_("Mã trên phiếu (không phân biệt chữ hoa, chữ thường):"))
        hint = _("Không có phiếu hoặc mất phiếu: nhờ thư ký in phiếu mới, hoặc mở cho xem tại chỗ.")
        self.query_one("#said", Words).say(_("Đang mở…") if self._busy else self._said or hint)

    def on_mount(self) -> None:
        """Begin with who it is."""
        super().on_mount()
        self.query_one("#who", ViInput).focus()

    def action_step(self, place: int) -> None:
        """To the other field."""
        self.query_one("#code" if place else "#who", ViInput).focus()

    def action_letters(self) -> None:
        """Hide or show the code."""
        code = self.query_one("#code", ViInput)
        code.password = not code.password

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Try the code, once at a time; from the first field on to the code."""
        who, code = (self.query_one(name, ViInput) for name in ("#who", "#code"))
        if not who.value.strip() or not code.value:
            (code if who.value.strip() else who).focus()
        elif not self._busy:
            self._busy = True
            self.fill()
            self.run_worker(self._tried(who.value, code.value), thread=True, group="code")

    def _tried(self, who: str, code: str) -> Callable[[], None]:
        def tried() -> None:
            try:
                login = self._by_code(who, code)
            except ReviewError as shut:
                self.post_message(self.Shut(str(shut)))
            else:
                self.post_message(self.Found(login))

        return tried

    def on_code_login_shut(self, event: Shut) -> None:
        """Say so; what was typed stays, to be put right."""
        self._busy, self._said = False, "! " + event.sentence
        self.fill()

    def on_code_login_found(self, event: Found) -> None:
        """Forget the code and go on."""
        self.query_one("#code", ViInput).clear()
        self.dismiss(event.login)
