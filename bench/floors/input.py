"""Textual floor: one Input."""

from textual.app import App
from textual.widgets import Input


class Floor(App):
    def compose(self):
        yield Input(placeholder="Gõ ở đây")


if __name__ == "__main__":
    Floor().run()
