"""Textual floor: as screens.py, but the second screen is installed once and kept, so that F2 only shows it again."""

from typing import ClassVar

from screens import Floor, Second


class Kept(Floor):
    SCREENS: ClassVar = {"second": Second}

    def action_second(self) -> None:
        self.push_screen("second")


if __name__ == "__main__":
    Kept().run()
