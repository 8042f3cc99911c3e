"""New secrets for an open book: a passphrase typed twice, and a paper key that counts once it was typed back."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.store import ADVICE, offered_passphrase
from review_tui.store.phrases import folded, paper_bytes
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.keys import GUIDED, SHOW
from review_tui.tui.views.founding import secret_fields
from review_tui.tui.widgets.form import Form
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words


class NewPassphrase(Dialog[str]):
    """Asks for a passphrase, twice; answers it. Nothing of it is kept as a draft."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Ghi"), tooltip=N_("Sang ô sau; ở ô cuối: đặt mật khẩu này.")),
        Binding(GUIDED, "offer", N_("Năm từ gợi ý"), tooltip=N_("Đưa ra năm từ ngẫu nhiên để làm mật khẩu.")),
        Binding(SHOW, "letters", N_("Hiện chữ"), tooltip=N_("Hiện hoặc che chữ của mật khẩu.")),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text, self._offered = text, ""

    def body(self) -> ComposeResult:
        """What it will do, the advice, two fields."""
        yield Words(self._text)
        yield Words(id="advice")
        yield Form(secret_fields())

    def fill(self) -> None:
        """In the language of the screen."""
        offered = "\n" + _("Năm từ: {words}").format(words=self._offered) if self._offered else ""
        self.query_one("#advice", Words).say(_(ADVICE) + offered)
        self.query_one(Form).retell()

    def on_mount(self) -> None:
        """Begin typing."""
        super().on_mount()
        self.query_one(Form).start()

    def action_take(self) -> None:
        """Next field, or all is typed."""
        self.query_one(Form).submit()

    def action_offer(self) -> None:
        """Five other words."""
        self._offered = offered_passphrase()
        self.fill()

    def action_letters(self) -> None:
        """Show or hide them."""
        self.query_one(Form).show_letters()

    @on(Form.Done)
    def _done(self, event: Form.Done) -> None:
        event.stop()
        form = self.query_one(Form)
        values = form.values
        if folded(values["again"]) != folded(values["first"]):
            form.refuse("again", _("Hai lần gõ mật khẩu không giống nhau."))
            return
        form.clear_secrets()
        self.dismiss(values["first"])


class KeyBack(Dialog[bool]):
    """Shows a paper key, hides it while it is typed back, answers True when it was typed back right."""

    DEFAULT_CSS = """
    KeyBack #key { text-style: bold; margin: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Ghi"), tooltip=N_("Khóa đã chép ra giấy và gõ lại đúng thì mới có hiệu lực.")),
    ]

    def __init__(self, key: str) -> None:
        super().__init__(_("Khóa giấy mới"))
        self._key = key

    def body(self) -> ComposeResult:
        """What to do with it, the key, the input."""
        yield Words(id="told")
        yield Words(id="key")
        yield ViInput(longest=80)
        yield Words(id="why", classes="wrong")

    def fill(self) -> None:
        """In the language of the screen."""
        self.query_one("#told", Words).say(
            _(
                "Chép khóa này ra giấy, cho vào phong bì niêm phong, bí thư giữ, không để cùng sổ. Rồi gõ lại ở dưới: "
                "gõ đúng thì khóa này có hiệu lực và khóa cũ hết hiệu lực. Thôi giữa chừng thì khóa cũ vẫn dùng."
            )
        )
        hidden = bool(self.query_one(ViInput).value)
        self.query_one("#key", Words).say(_("(đang che; xóa hết ô dưới đây để xem lại)") if hidden else self._key)

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Whether it is the same key."""
        try:
            same = paper_bytes(self.query_one(ViInput).value) == paper_bytes(self._key)
            why = "" if same else _("Khóa gõ lại chưa giống khóa trên màn hình.")
        except ReviewError as wrong:
            why = str(wrong)
        if why:
            self.query_one("#why", Words).say("! " + why)
        else:
            self.dismiss(True)
