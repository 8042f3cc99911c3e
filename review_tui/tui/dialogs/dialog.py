"""What all dialogs share: a framed box over the screen, a title, its keys in words, Esc to leave."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.language.translate import N_
from review_tui.tui.keys import BACK
from review_tui.tui.widgets.bars import KeyBar
from review_tui.tui.widgets.words import Words

R = TypeVar("R")


class Dialog(ModalScreen[R | None]):
    """A question. `body` composes once, `fill` sets its words (again after a change of language).

    It is dismissed with a value of the model, or with None by Esc.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: solid $foreground; background: $surface; padding: 0 1;
    }
    Dialog #title { text-style: bold; margin-bottom: 1; }
    Dialog ListPane { height: auto; max-height: 14; background: $surface; }
    Dialog ListPane .list--row, Dialog ListPane .list--cursor { background: $surface; }
    Dialog ListPane:focus .list--cursor { background: $block-cursor-background; }
    Dialog KeyBar { dock: none; margin-top: 1; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BACK, "back", N_("Thôi"), tooltip=N_("Đóng mà không thay đổi gì.")),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._mounted = title, False

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="box"):
            yield Words(self._title, id="title")
            yield from self.body()
            yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the title and the keys."""
        raise NotImplementedError

    def fill(self) -> None:
        """Set the words that change with the language or with what was typed."""

    def retell(self) -> None:
        """Show everything again."""
        self.fill()
        self.query_one(KeyBar).follow()

    def on_mount(self) -> None:
        """The first filling. Textual calls the handler of every class, also where one calls the one above it."""
        if not self._mounted:
            self._mounted = True
            self.retell()

    def action_back(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
