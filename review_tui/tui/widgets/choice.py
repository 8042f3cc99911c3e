"""One of several, in one row."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.language.translate import N_, _
from review_tui.tui.widgets.bars import OneRow


class ChoiceLine(OneRow, can_focus=True):
    """One of several, changed by arrows, Space or a digit."""

    DEFAULT_CSS = """
    ChoiceLine { background: $surface; padding: 0 1; border-left: outer $secondary; }
    ChoiceLine:focus { border-left: outer $accent; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", N_("Lựa chọn trước"), show=False),
        Binding("right,space", "turn(1)", N_("Lựa chọn sau"), show=False),
        Binding("enter", "submit", N_("Ô sau"), show=False),
        *(Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)),
    ]

    class Changed(Message):
        """Another one was chosen."""

    class Submitted(Message):
        """Enter: on to the next field."""

    def __init__(self, choices: Sequence[str], chosen: int = 0, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices, self.chosen = tuple(choices), chosen

    def on_mount(self) -> None:
        """The first words."""
        self.retell()

    def retell(self) -> None:
        """Show the choice, in the language of the screen."""
        place = f"{self.chosen + 1}/{len(self._choices)}"
        self.tell((("◄ ", "quiet"), (_(self._choices[self.chosen]), ""), (" ►", "quiet")), ((place, "quiet"),))

    def action_turn(self, by: int) -> None:
        """The next or the former one."""
        self.action_take((self.chosen + by) % len(self._choices) + 1)

    def action_take(self, digit: int) -> None:
        """The one with this digit."""
        if digit <= len(self._choices):
            self.chosen = digit - 1
            self.retell()
            self.post_message(self.Changed())

    def action_submit(self) -> None:
        """On to the next field."""
        self.post_message(self.Submitted())
