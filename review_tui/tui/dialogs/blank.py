"""The blank screen: one key covers everything at once, the same key or Enter brings it back. Nothing is lost."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from review_tui.language.translate import N_, _
from review_tui.tui.widgets.words import Words


class Cover(Screen[None]):
    """What lies over all other screens. No toast is shown on it: what it says may be a name."""

    DEFAULT_CSS = """
    Cover { background: $background; }
    Cover ToastRack { display: none; }
    """

    class Lifted(Message):
        """The cover may go."""

        def __init__(self, *, by_paper: bool = False) -> None:
            """`by_paper`: the paper key was used, and has to be replaced."""
            super().__init__()
            self.by_paper = by_paper

    def retell(self) -> None:
        """Show its words again, in another language."""


class Blank(Cover):
    """Nothing but how to go on."""

    DEFAULT_CSS = """
    Blank #how { dock: bottom; padding: 0 1; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "lift", N_("Trở lại"), tooltip=N_("Bỏ che: mọi thứ như lúc trước.")),
    ]

    def compose(self) -> ComposeResult:
        """One quiet row."""
        yield Words(id="how")

    def on_mount(self) -> None:
        """Say how to go on."""
        self.retell()

    def retell(self) -> None:
        """In the language of the screen."""
        self.query_one("#how", Words).say(_("Màn hình đang che. Enter: trở lại; không mất gì."))

    def action_lift(self) -> None:
        """Back to what was there."""
        self.post_message(self.Lifted())
