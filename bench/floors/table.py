"""Textual floor: one DataTable of 1,000 rows (COUNT sets another number) by 6 columns of Vietnamese text."""

import os

from textual.app import App
from textual.widgets import DataTable

ROWS = [
    (f"{n:04}", f"Nguyễn Văn Đồng chí {n}", "Chi bộ 1", f"{1960 + n % 40}", "Đảng viên chính thức", f"Ghi chú số {n}")
    for n in range(int(os.environ.get("COUNT", 1000)))
]


class Floor(App):
    def compose(self):
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Mã", "Họ tên", "Tổ", "Năm sinh", "Trạng thái", "Ghi chú")
        table.add_rows(ROWS)


if __name__ == "__main__":
    Floor().run()
