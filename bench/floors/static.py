"""Textual floor: one Static; j adds one to a counter."""

from typing import ClassVar

from textual.app import App
from textual.widgets import Static


class Floor(App):
    BINDINGS: ClassVar = [("j", "count", "Count")]
    count = 0

    def compose(self):
        yield Static("Ready 0")

    def action_count(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"Ready {self.count}")


if __name__ == "__main__":
    Floor().run()
