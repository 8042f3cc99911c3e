"""The help over any screen: its keys with what they do, and how the program looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.bars import key_name
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped

KEY_CELLS = 12

_MOVING = N_("Lên, xuống trong danh sách")
_MOVING_FAR = N_("PgUp, PgDn từng trang; Home, End về đầu, về cuối.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRow:
    """One key, or one ready-made line, of the help."""

    place: int
    key: str = ""
    name: str = ""
    """msgid"""
    tooltip: str = ""
    """msgid"""
    line: Line = ()


def help_rows(screen: "Screen[object]", more: Sequence[Line]) -> tuple[HelpRow, ...]:
    """The keys of a screen that have a word, its own before the program's, then what the screen adds."""
    seen: dict[str, Binding] = {}
    for node in (screen, screen.app):
        for bindings in node._bindings.key_to_bindings.values():
            for binding in bindings:
                if binding.description and binding.tooltip:
                    seen.setdefault(binding.action, binding)
    rows = [
        HelpRow(
            place=place,
            key=binding.key_display or key_name(binding.key),
            name=binding.description,
            tooltip=binding.tooltip,
        )
        for place, binding in enumerate(seen.values())
    ]
    if screen.query(ListPane):
        rows.append(HelpRow(place=len(rows), key="↑ ↓", name=_MOVING, tooltip=_MOVING_FAR))
    rows += [HelpRow(place=len(rows) + place, line=line) for place, line in enumerate(more)]
    return tuple(rows)


def drawn(row: HelpRow, width: int) -> list[Line]:
    """A row of the help; the explanation is wrapped under itself."""
    if not row.key:
        return [row.line]
    words = f"{_(row.name)}: {_(row.tooltip)}" if row.tooltip else _(row.name)
    first, *rest = wrapped(words, width - KEY_CELLS)
    return [((row.key.ljust(KEY_CELLS), "strong"), (first, "")), *(plain(" " * KEY_CELLS + line) for line in rest)]


class Help(Dialog[None]):
    """All keys of the screen below; digits choose how the program looks."""

    DEFAULT_CSS = """
    Help ListPane { max-height: 18; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "look('normal')", N_("Thường"), tooltip=N_("Màu thường.")),
        Binding("2", "look('contrast')", N_("Tương phản"), tooltip=N_("Đen, trắng, vàng: cho mắt yếu.")),
        Binding("3", "look('plain')", N_("Không màu"), tooltip=N_("Chỉ sáng và tối.")),
    ]

    class Look(Message):
        """Another theme was chosen."""

        def __init__(self, theme: str) -> None:
            super().__init__()
            self.theme = theme

    def __init__(self, rows: tuple[HelpRow, ...]) -> None:
        super().__init__(_("Phím và màu chữ"))
        self._rows = rows

    def body(self) -> ComposeResult:
        """The keys, in a list that scrolls."""
        yield ListPane[HelpRow](key=lambda row: str(row.place), render=drawn, tall=True)

    def fill(self) -> None:
        """Show the rows, in the language of the screen."""
        pane = self.query_one(ListPane)
        pane.fill(self._rows)
        pane.focus()

    def action_look(self, theme: str) -> None:
        """Ask for another theme."""
        self.post_message(self.Look(theme))
