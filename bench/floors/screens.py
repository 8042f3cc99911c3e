"""Textual floor of an ordinary layout: header, footer, a side list, a table of 60 rows, an input; F2 opens a second
screen and Escape closes it."""

from typing import ClassVar

from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Header, Input, Label, OptionList, TextArea


class Second(Screen):
    BINDINGS: ClassVar = [("escape", "app.pop_screen", "Back")]

    def compose(self):
        yield Header()
        with Vertical():
            for n in range(8):
                yield Label(f"Trường {n}: giá trị của đồng chí")
            yield TextArea("Chi tiết hồ sơ\n" * 20)
        yield Footer()


class Floor(App):
    BINDINGS: ClassVar = [("f2", "second", "Detail"), ("f3", "focus_input", "Find")]

    def compose(self):
        yield Header()
        with Horizontal():
            yield OptionList(*[f"Mục {n}" for n in range(15)])
            with Vertical():
                yield Input(placeholder="Tìm")
                yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(OptionList).styles.width = 30
        table = self.query_one(DataTable)
        table.add_columns("Mã", "Họ tên", "Tổ", "Năm sinh", "Trạng thái")
        table.add_rows([(f"{n:03}", f"Đồng chí {n}", "Tổ 1", "1980", "Chính thức") for n in range(60)])
        table.focus()

    def action_second(self) -> None:
        self.push_screen(Second())

    def action_focus_input(self) -> None:
        self.query_one(Input).focus()


if __name__ == "__main__":
    Floor().run()
