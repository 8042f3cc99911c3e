"""The one list: line API, so that a page costs the same with ten rows and with ten thousand (speed.md 1b)."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from review_tui.language.translate import N_
from review_tui.tui.widgets.lines import ROLES, Line, Span, fitted, plain, wrapped
from review_tui.tui.widgets.typing import ViTyping

__all__ = ["Line", "ListPane", "Span", "fitted", "plain", "wrapped"]

T = TypeVar("T")

CURSOR = "►"
"""Stands before the row of the cursor, so that it is seen without colour (in Consolas and DejaVu alike)."""

GUTTER = 2


class ListPane(ScrollView, Generic[T], can_focus=True):
    """A list of values with a cursor. Values have a key by which the place is kept when the list is filled again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list--row", "list--cursor", *(f"list--{role}" for role in ROLES)}
    DEFAULT_CSS = """
    ListPane { height: 1fr; background: $background; scrollbar-size: 1 1; overflow-x: hidden; }
    ListPane .list--row { color: $foreground; background: $background; }
    ListPane .list--cursor { color: $foreground; background: $background; text-style: bold; }
    ListPane:focus .list--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    ListPane .list--strong { text-style: bold; }
    ListPane .list--quiet { color: $text-muted; }
    ListPane .list--good { color: $text-success; }
    ListPane .list--warning { color: $text-warning; text-style: bold; }
    ListPane .list--error { color: $text-error; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
        Binding("home", "browse('home')", N_("Về đầu"), show=False),
        Binding("end", "browse('end')", N_("Về cuối"), show=False),
        Binding("enter", "browse('enter')", N_("Chọn"), show=False),
    ]

    class Highlighted(Message):
        """The cursor came to another row (key None: the list is empty)."""

        def __init__(self, pane: Widget, key: str | None) -> None:
            super().__init__()
            self.pane = pane
            self.key = key

        @property
        def control(self) -> Widget:
            """The list, for `@on(ListPane.Highlighted, "#id")`."""
            return self.pane

    class Selected(Message):
        """Enter or a click on the row with this key."""

        def __init__(self, pane: Widget, key: str) -> None:
            super().__init__()
            self.pane = pane
            self.key = key

        @property
        def control(self) -> Widget:
            """The list, for `@on(ListPane.Selected, "#id")`."""
            return self.pane

    def __init__(
        self,
        *,
        key: Callable[[T], str],
        render: Callable[[T, int], Sequence[Line]],
        tall: bool = False,
        empty: Callable[[], str] = str,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`render(row, width)` is pure and gives the lines of a row; without `tall` only its first line is shown.

        `empty` gives the words that stand in an empty list. Tall lists draw all rows once: keep them below 1,000.
        """
        super().__init__(id=id, classes=classes)
        self.moved: Callable[[], None] = lambda: None  # for what changes with the cursor in the same picture
        self.typing_goes_to: ViTyping | None = None
        """An entry that takes letters typed on the list; set by the screen."""
        self.rows: tuple[T, ...] = ()
        self.cursor = 0
        self._key, self._draw, self._tall, self._empty = key, render, tall, empty
        self._keys: dict[str, int] = {}
        self._lines: dict[str, tuple[T, int, tuple[Line, ...]]] = {}
        self._strips: dict[tuple[str, int, int, bool], Strip] = {}
        self._tops: list[int] = [0]
        self._broken_at = 0
        """The width at which the rows were broken into lines; a scrollbar may come before they are broken anew."""
        self._styles: dict[tuple[str, bool], Style] = {}

    def fill(self, rows: Sequence[T], *, cursor: str | None = None) -> None:
        """Show these rows. The cursor goes to the row with key `cursor`, else stays on its row, else on its place."""
        here = cursor if cursor is not None else self.key_here
        self.rows = tuple(rows)
        self._keys = {self._key(row): place for place, row in enumerate(self.rows)}
        self._forget(set(self._keys))
        self.cursor = self._keys.get(here or "", min(self.cursor, max(len(self.rows) - 1, 0)))
        self._measure()
        self._into_view()
        if self.key_here != here:
            self.post_message(self.Highlighted(self, self.key_here))

    @property
    def key_here(self) -> str | None:
        """The key of the row under the cursor."""
        return self._key(self.rows[self.cursor]) if self.rows else None

    @property
    def row_here(self) -> T | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; False when there is none."""
        if key not in self._keys:
            return False
        self._move(self._keys[key])
        return True

    def redraw(self) -> None:
        """Draw everything anew: the language or the theme changed."""
        self._lines.clear()
        self._strips.clear()
        self._styles.clear()
        self._measure()

    def action_browse(self, key: str) -> None:
        """Move by one key: up, down, pageup, pagedown, home, end; enter selects."""
        page = max(self.size.height // max(self._height(self.cursor), 1), 1) if self.rows else 1
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(self.rows), "end": len(self.rows)}
        if key == "enter":
            if self.rows:
                self.post_message(self.Selected(self, self._key(self.rows[self.cursor])))
        elif not self._scrolled_inside(key):
            self._move(self.cursor + steps[key])

    def _scrolled_inside(self, key: str) -> bool:
        """A row taller than the list is read to its end before the cursor leaves it."""
        if key in ("home", "end") or not self.rows or self._height(self.cursor) <= max(self.size.height, 1):
            return False
        room, top = self.size.height, self._tops[self.cursor]
        last, here = self._tops[self.cursor + 1] - room, int(self.scroll_offset.y)
        place = max(top, min(here + {"up": -1, "down": 1, "pageup": 1 - room, "pagedown": room - 1}.get(key, 0), last))
        self.scroll_to(y=place, animate=False, force=True)
        return place != here

    async def _on_key(self, event: events.Key) -> None:
        if self.typing_goes_to is not None and await self.typing_goes_to.take_key(event):
            event.stop()
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        if self.typing_goes_to is not None:
            event.stop()
            self.typing_goes_to.take_paste(event.text)

    async def _on_click(self, event: events.Click) -> None:
        place = self._place_at(event.y + int(self.scroll_offset.y))
        if place is not None:
            again = place == self.cursor
            self._move(place)
            if again:
                self.action_browse("enter")

    def _move(self, place: int) -> None:
        old, self.cursor = self.cursor, max(0, min(place, len(self.rows) - 1))
        if old == self.cursor or not self.rows:
            return
        before = self.scroll_offset
        self._into_view()
        if self.scroll_offset == before:
            for moved in (old, self.cursor):
                top = self._tops[moved] - int(before.y)
                self.refresh(Region(0, top, self.size.width, self._height(moved)))
        self.moved()
        self.post_message(self.Highlighted(self, self.key_here))

    def _into_view(self) -> None:
        if not self.rows or not self.size.height:
            return
        top, height = self._tops[self.cursor], self._height(self.cursor)
        shown = int(self.scroll_offset.y)
        if top < shown or height >= self.size.height:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > shown + self.size.height:
            self.scroll_to(y=top + height - self.size.height, animate=False, force=True)

    def _height(self, place: int) -> int:
        return self._tops[place + 1] - self._tops[place] if self._tall else 1

    def _place_at(self, y: int) -> int | None:
        return bisect_right(self._tops, y) - 1 if 0 <= y < self._tops[-1] else None

    def _measure(self) -> None:
        self._broken_at = self._width
        if self._tall and self._broken_at:
            tops = [0]
            for row in self.rows:
                tops.append(tops[-1] + len(self._lines_of(row)))
            self._tops = tops
        else:
            self._tops = list(range(len(self.rows) + 1))
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def _on_resize(self, event: events.Resize) -> None:
        self._strips.clear()
        self._measure()
        self._into_view()

    def watch_show_vertical_scrollbar(self) -> None:
        """The scrollbar takes a column away, and no resize tells."""
        self._strips.clear()
        self._measure()

    @property
    def _width(self) -> int:
        """Columns for the rows, beside the scrollbar."""
        return self.size.width - self.scrollbar_size_vertical

    def notify_style_update(self) -> None:
        """Another theme: styles are read again."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _forget(self, standing: set[str]) -> None:
        """Drop drawn rows that are gone or changed; what stays the same is not drawn again."""
        for key in list(self._lines):
            if key not in standing or self._lines[key][0] != self.rows[self._keys[key]]:
                del self._lines[key]
        self._strips = {known: strip for known, strip in self._strips.items() if known[0] in self._lines}

    def _lines_of(self, row: T) -> tuple[Line, ...]:
        key, width = self._key(row), max(self._broken_at - GUTTER, 1)
        known = self._lines.get(key)
        if known is not None and known[1] == width:
            return known[2]
        lines = tuple(self._draw(row, width)) or ((),)
        if not self._tall:
            lines = lines[:1]
        self._lines[key] = (row, width, lines)
        return lines

    def render_line(self, y: int) -> Strip:
        """One row of cells; Textual asks for the visible ones only."""
        width = self._width
        place = self._place_at(y + int(self.scroll_offset.y))
        if place is None:
            words = self._empty() if y == 0 and not self.rows else ""
            return self._strip(plain(words, "quiet"), False, " ", width)
        row = self.rows[place]
        part = y + int(self.scroll_offset.y) - self._tops[place]
        on = place == self.cursor
        known = (self._key(row), part, width, on)
        if known not in self._strips:
            line = self._lines_of(row)[part]
            self._strips[known] = self._strip(line, on, CURSOR if on and part == 0 else " ", width)
        return self._strips[known]

    def _strip(self, line: Line, on: bool, sign: str, width: int) -> Strip:
        ground = self._style("", on)
        segments = [Segment(sign + " ", ground)]
        segments += [Segment(text.replace("\n", " "), self._style(role, on)) for text, role in line]
        return Strip(segments).adjust_cell_length(width, ground)

    def _style(self, role: str, on: bool) -> Style:
        if (role, on) not in self._styles:
            ground = self.get_component_rich_style("list--cursor" if on else "list--row")
            if role:
                part = self.get_component_rich_style(f"list--{role}", partial=True)
                ground += Style(bold=part.bold) if on else part
            self._styles[role, on] = ground
        return self._styles[role, on]

    def watch_has_focus(self, focus: bool) -> None:
        """The cursor's row looks different with the focus; only styles change."""
        super().watch_has_focus(focus)
        self._styles.clear()
        self._strips.clear()
