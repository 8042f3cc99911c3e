"""Bars of one row: what stands above a screen, in it and below it. Each is drawn only when its words change."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from review_tui.language.translate import _
from review_tui.tui.keys import BACK, FIND, HELP, LANGUAGE
from review_tui.tui.widgets.lines import ROLES, Line

MOST_KEYS = 6
"""Keys that one row names (issue: at 80x24 one row of at most six)."""

ALWAYS = (BACK, HELP)
"""Keys that are never left out: they lead to all others."""

_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """How a key is written on the screen: "F4", "Enter", "Ctrl+Q"."""
    *held, last = key.split("+")
    return "+".join([*(name.capitalize() for name in held), _KEY_NAMES.get(last, last.upper())])


class OneRow(Widget):
    """A row with words on the left and on the right, in roles like a list's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"row--{role}" for role in (*ROLES, "key")}
    DEFAULT_CSS = """
    OneRow { height: 1; width: 1fr; background: $background; color: $foreground; }
    OneRow .row--strong { text-style: bold; }
    OneRow .row--quiet { color: $text-muted; }
    OneRow .row--good { color: $text-success; }
    OneRow .row--warning { color: $text-warning; text-style: bold; }
    OneRow .row--error { color: $text-error; text-style: bold; }
    OneRow .row--key { text-style: bold reverse; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left: Line = ()
        self.right: Line = ()

    def tell(self, left: Line, right: Line = ()) -> None:
        """Show these words; the right ones win when both do not fit. Nothing is drawn when they are the same."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one row."""
        width = self.size.width
        right_cells = sum(cell_len(text) for text, _role in self.right)
        room = width - right_cells - (1 if self.right else 0)
        left = Strip(self._segments(self.left))
        if left.cell_length > room:
            left = Strip.join([left.crop(0, max(room - 1, 0)), Strip([self._segment("…", "")])])
        left = left.extend_cell_length(width - right_cells, self.rich_style)
        return Strip.join([left, Strip(self._segments(self.right))]).adjust_cell_length(width, self.rich_style)

    def _segments(self, line: Line) -> list[Segment]:
        return [self._segment(text, role) for text, role in line]

    def _segment(self, text: str, role: str) -> Segment:
        style = self.rich_style
        if role:
            style += self.get_component_rich_style(f"row--{role}", partial=True)
        return Segment(text.replace("\n", " "), style)


class StatusLine(OneRow):
    """A row that tells a state: counters, topics, the preview of a line."""


class HeadLine(OneRow):
    """The top row: whose book, which screen, and the marks TẬP DƯỢT and CHỈ ĐỌC."""

    DEFAULT_CSS = """
    HeadLine { dock: top; background: $panel; color: $foreground; text-style: bold; }
    """

    def name_book(self, book: str, place: str, *, practice: bool, writable: bool) -> None:
        """Show the book's name, where one is in it, and its marks (in words, never by colour alone)."""
        marks: list[tuple[str, str]] = []
        if practice:
            marks.append((" " + _("TẬP DƯỢT") + " ", "warning"))
        if not writable:
            marks.append((" " + _("CHỈ ĐỌC") + " ", "warning"))
        left = ((" " + book, "strong"), (" · " + place, "")) if place else ((" " + book, "strong"),)
        self.tell(left, tuple(marks))


class KeyBar(OneRow):
    """The bottom row: the keys of this screen that are worth showing, from its own bindings."""

    DEFAULT_CSS = """
    KeyBar { background: $panel; color: $foreground; dock: bottom; }
    """

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self.follow()

    def _follow(self, screen: "Screen[object]") -> None:
        self.follow()

    def follow(self) -> None:
        """Read the shown bindings again (also after a change of language)."""
        bindings = shown_bindings(self.screen)
        others = [one for one in bindings if one.key not in ALWAYS]
        while others and 0 < self.size.width < _width(keys_line(bindings)):
            bindings.remove(others.pop())
        self.tell(keys_line(bindings))

    def on_resize(self) -> None:
        """Another width has room for other keys."""
        self.follow()


def shown_bindings(screen: "Screen[object]") -> list[Binding]:
    """The bindings that a screen shows, one for each act: its own, then the way back, then the help; six at most.

    A widget's hidden binding of the same key (Enter of an input) does not hide the screen's word for it.
    """
    shown: dict[str, Binding] = {}
    for node in (screen, screen.app):
        for bindings in node._bindings.key_to_bindings.values():
            for binding in bindings:
                if binding.show and node.check_action(binding.action, ()) is not False:
                    shown.setdefault(binding.action, binding)
    last = {FIND: 1, BACK: 2, HELP: 3, LANGUAGE: 3}
    ordered = sorted(shown.values(), key=lambda binding: last.get(binding.key, 0))
    own = [binding for binding in ordered if binding.key not in ALWAYS]
    always = [binding for binding in ordered if binding.key in ALWAYS]
    return [*own[: MOST_KEYS - len(always)], *always]


def _width(line: Line) -> int:
    return sum(cell_len(text) for text, _role in line)


def keys_line(bindings: list[Binding]) -> Line:
    """A row of keys with their words, in the language of the screen."""
    line: list[tuple[str, str]] = []
    for binding in bindings:
        line += [(f" {binding.key_display or key_name(binding.key)} ", "key"), (f" {_(binding.description)} ", "")]
    return tuple(line)
