"""The list, the bars and the words: what a screen shows of values, to the letter and in place."""

from dataclasses import dataclass

import pytest
from screens import photograph, rows_of, settled
from textual.app import App, ComposeResult

from review_tui.tui.widgets.bars import HeadLine, KeyBar, StatusLine, key_name
from review_tui.tui.widgets.listing import Line, ListPane, fitted, plain, wrapped
from review_tui.tui.widgets.reading import ReadingPane
from review_tui.tui.widgets.told import ToldLine
from review_tui.tui.widgets.words import Words

HOSTILE = "An [/b] [@click=app.quit]x[/] [red]"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a test."""

    key: str
    text: str


class Lists(App[None]):
    """A list of rows; counts how often a row is drawn."""

    def __init__(self, rows: list[Row], *, tall: bool = False) -> None:
        super().__init__()
        self.first, self.tall = rows, tall
        self.drawn: list[str] = []
        self.seen: list[str] = []

    def draw(self, row: Row, width: int) -> list[Line]:
        self.drawn.append(row.key)
        return [plain(part) for part in wrapped(row.text, width)]

    def compose(self) -> ComposeResult:
        yield ListPane[Row](key=lambda row: row.key, render=self.draw, tall=self.tall, empty=lambda: "Chưa có gì.")

    def on_mount(self) -> None:
        self.pane.fill(self.first)
        self.pane.focus()

    @property
    def pane(self) -> ListPane[Row]:
        return self.query_one(ListPane)

    def on_list_pane_highlighted(self, event: ListPane.Highlighted) -> None:
        self.seen.append(f"at {event.key}")

    def on_list_pane_selected(self, event: ListPane.Selected) -> None:
        self.seen.append(f"took {event.key}")


def numbered(count: int) -> list[Row]:
    """r0, r1, ..."""
    return [Row(f"r{n}", f"hàng {n}") for n in range(count)]


async def test_keys_move_the_cursor_and_enter_selects() -> None:
    """Arrows, pages, home and end stay inside the list; the cursor is a sign and not a colour alone."""
    app = Lists(numbered(100))
    async with app.run_test(size=(40, 10)) as pilot:
        assert rows_of(app.pane)[0] == "► hàng 0"
        await pilot.press("up", "down", "down", "enter")
        assert rows_of(app.pane)[2] == "► hàng 2"
        await pilot.press("end")
        assert app.pane.key_here == "r99"
        assert rows_of(app.pane)[-1] == "► hàng 99"
        await pilot.press("down", "pageup", "pageup")
        assert rows_of(app.pane)[0] == "► hàng 79"
        await pilot.press("home")
        assert rows_of(app.pane)[0] == "► hàng 0"
        assert "took r2" in app.seen
        assert app.seen[-1] == "at r0"


async def test_only_what_is_seen_is_drawn_and_only_once() -> None:
    """Ten thousand rows cost what ten cost; a row that stays the same is not drawn again after a refill."""
    app = Lists(numbered(10_000))
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(pilot)
        assert len(set(app.drawn)) <= 11
        app.drawn.clear()
        changed = numbered(10_000)
        changed[3] = Row("r3", "đổi rồi")
        app.pane.fill(changed)
        await settled(pilot)
        assert app.drawn == ["r3"]
        assert "  đổi rồi" in rows_of(app.pane)


async def test_the_cursor_stays_on_its_row_when_rows_come_and_go() -> None:
    """Somebody else's entry above does not move what one is about to change."""
    app = Lists(numbered(20))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "down", "down")
        app.pane.fill([Row("new", "mới"), *numbered(20)])
        assert app.pane.key_here == "r3"
        app.pane.fill([row for row in numbered(20) if row.key != "r3"])
        assert app.pane.cursor == 4
        app.pane.fill(numbered(2))
        assert app.pane.key_here == "r1"
        app.pane.fill([])
        await settled(pilot)
        assert app.pane.key_here is None
        assert rows_of(app.pane)[0] == "  Chưa có gì."
        await pilot.press("down", "enter", "pagedown")


async def test_tall_rows_wrap_and_the_whole_row_of_the_cursor_is_in_sight() -> None:
    """Long criticisms are read in the list; resizing wraps them anew."""
    rows = [Row(f"r{n}", "một hai ba bốn năm sáu bảy tám chín mười " * 3) for n in range(10)]
    app = Lists(rows, tall=True)
    async with app.run_test(size=(44, 9)) as pilot:
        await pilot.press("down", "down")
        shown = rows_of(app.pane)
        start = next(place for place, row in enumerate(shown) if row.startswith("►"))
        assert start + 3 <= len(shown)
        await pilot.resize_terminal(30, 9)
        await settled(pilot)
        assert any(row.startswith("►") for row in rows_of(app.pane))
        assert all(len(row) <= 30 for row in rows_of(app.pane))
        assert app.pane.key_here == "r2"


async def test_a_click_moves_and_a_second_one_selects() -> None:
    """The mouse is optional, and does what the keys do."""
    app = Lists(numbered(5))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(ListPane, offset=(3, 2))
        await pilot.click(ListPane, offset=(3, 2))
        assert app.seen[-2:] == ["at r2", "took r2"]


class Bars(App[None]):
    """All the other widgets with a hostile name."""

    def compose(self) -> ComposeResult:
        yield HeadLine()
        yield Words(HOSTILE)
        yield ListPane[str](key=str, render=lambda row, width: [plain(row, "strong")])
        yield StatusLine()
        yield ReadingPane(f"{HOSTILE}\n  bảng   giữ   khoảng trắng\n" + "từ " * 100)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(HeadLine).name_book(HOSTILE, "x", practice=True, writable=False)
        self.query_one(ListPane).fill([HOSTILE])
        self.query_one(StatusLine).tell(plain(HOSTILE))


async def test_a_hostile_name_is_shown_to_the_letter_everywhere() -> None:
    """Markup in a name neither crashes nor acts (safety.md section 7)."""
    app = Bars()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = photograph(app)
        assert shown.count(HOSTILE) == 5
        assert "bảng   giữ   khoảng trắng" in shown
        assert "TẬP DƯỢT  CHỈ ĐỌC" in shown
        app.query_one(Words).say(HOSTILE * 2)
        app.notify(HOSTILE, markup=False)
        await settled(pilot)


async def test_a_bar_cuts_its_left_side_and_keeps_its_marks() -> None:
    """On a narrow screen the name gives way to TẬP DƯỢT."""
    app = Bars()
    async with app.run_test(size=(40, 24)) as pilot:
        app.query_one(HeadLine).name_book("Chi bộ " * 20, "Họp", practice=True, writable=True)
        await settled(pilot)
        first = photograph(app).split("\n")[0]
        assert first.endswith("TẬP DƯỢT")
        assert "…" in first


@pytest.mark.parametrize(
    ("text", "cells", "right"),
    [("Đồng", 6, "Đồng  "), ("Huỳnh Quang Đồng", 8, "Huỳnh Q…"), ("x", 0, ""), ("漢字", 3, "漢…")],
)
def test_a_name_is_fitted_to_its_column(text: str, cells: int, right: str) -> None:
    """Columns stay straight, and a cut is seen."""
    assert fitted(text, cells) == right


def test_wrapping_keeps_every_word_and_no_line_is_too_wide() -> None:
    """The first line may be shorter, where a sign stands before it."""
    text = "Vắng 4 buổi sinh hoạt quý 2, không báo trước"
    lines = wrapped(text, 10, 20)
    assert " ".join(lines) == text
    assert len(lines[0]) <= 10
    assert all(len(line) <= 20 for line in lines)
    assert wrapped("", 5) == [""]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrapped("một\nhai", 20) == ["một", "hai"]


def test_keys_are_named_as_people_know_them() -> None:
    """F4, Enter, Ctrl+Q, arrows as arrows."""
    assert [key_name(key) for key in ("f4", "enter", "ctrl+q", "up", "1")] == ["F4", "Enter", "Ctrl+Q", "↑", "1"]


async def test_what_stands_beside_the_list_changes_in_the_same_picture_as_the_cursor() -> None:
    """A key on the list tells what goes with the cursor at once, once for each row, and not where nothing moves."""
    app, heard = Lists(numbered(3)), list[str | None]()
    async with app.run_test(size=(40, 10)) as pilot:
        await settled(pilot)
        app.pane.moved = lambda: heard.append(app.pane.key_here)
        for key in ("up", "down", "down", "down"):
            app.pane.action_browse(key)
        assert heard == ["r1", "r2"]


class Hints(App[None]):
    """A row of words that follows a cursor, below something that takes the rest."""

    def compose(self) -> ComposeResult:
        yield ToldLine(steady=True)


async def test_words_that_follow_a_cursor_keep_their_rows_until_the_width_changes() -> None:
    """Longer words take more rows, shorter ones give none back; a wider screen fits the rows anew."""
    app = Hints()
    async with app.run_test(size=(40, 10)) as pilot:
        line = app.query_one(ToldLine)
        heights = []
        for words in ("ngắn", "giữ không quá ba việc " * 3, "ngắn"):
            line.tell(plain(words))
            await settled(pilot)
            heights.append(line.size.height)
        await pilot.resize_terminal(100, 10)
        await settled(pilot)
        assert [*heights, line.size.height] == [1, 2, 2, 1]
