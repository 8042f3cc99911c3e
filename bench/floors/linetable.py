"""Textual floor: a virtual table of 100,000 rows as one ScrollView that makes strips only for the rows it shows."""

from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

PLAIN, CURSOR = Style.parse("#e0e0e0 on #1e1e1e"), Style.parse("bold #ffffff on #0178d4")


def row(n: int) -> str:
    return (
        f" {n:06}  {'Nguyễn Văn Đồng chí ' + str(n):32}{'Chi bộ 1':12}{1960 + n % 40:<8}{'Đảng viên chính thức':24}"
        f"{'Ghi chú số ' + str(n):24}"
    )


class LineTable(ScrollView, can_focus=True):
    BINDINGS: ClassVar = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    def on_mount(self) -> None:
        self.virtual_size = Size(110, 100_000)
        self.styles.scrollbar_size_vertical = 0
        self.styles.scrollbar_size_horizontal = 0
        self.focus()

    @lru_cache(512)  # noqa: B019 - the one table lives as long as the program
    def strip(self, n: int, width: int, on: bool) -> Strip:
        return Strip([Segment(row(n), CURSOR if on else PLAIN)]).adjust_cell_length(width, CURSOR if on else PLAIN)

    def render_line(self, y: int) -> Strip:
        n = y + int(self.scroll_offset.y)
        return self.strip(n, self.size.width, n == self.cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        top, height = int(self.scroll_offset.y), self.size.height
        if new < top:
            self.scroll_to(y=new, animate=False, immediate=True)
        elif new >= top + height:
            self.scroll_to(y=new - height + 1, animate=False, immediate=True)
        else:
            self.refresh(Region(0, old - top, self.size.width, 1), Region(0, new - top, self.size.width, 1))

    def action_move(self, step: int) -> None:
        self.cursor = max(0, min(99_999, self.cursor + step))

    def action_page(self, step: int) -> None:
        self.action_move(step * self.size.height)


class Floor(App):
    def compose(self):
        yield LineTable()


if __name__ == "__main__":
    Floor().run()
