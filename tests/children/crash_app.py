"""A program over a book that breaks on F12 in an action, on F11 in a thread, while secrets stand in its variables."""

import sys
from pathlib import Path

from review_tui.tui.start import quiet_environment

sys.path.insert(0, str(Path(__file__).parent.parent))
quiet_environment()

from memory_book import a_book, a_clock  # noqa: E402
from textual.binding import Binding  # noqa: E402

from review_tui.cli.speech import quiet_crashes  # noqa: E402
from review_tui.tui import app as program  # noqa: E402
from review_tui.tui.app import ReviewApp  # noqa: E402
from review_tui.tui.screens.meeting import MeetingScreen  # noqa: E402

SECRET = "canary-mat-khau-chim-hoang-yen"


class CrashApp(ReviewApp):
    """Breaks when asked to."""

    CSS_PATH = Path(program.__file__).parent / "app.tcss"

    BINDINGS = [Binding("f12", "break", priority=True), Binding("f11", "break_beside", priority=True)]  # noqa: RUF012

    def action_break(self) -> None:
        """In an action."""
        self._broken(SECRET)

    def action_break_beside(self) -> None:
        """In a thread beside the screen."""
        self.run_worker(lambda: self._broken(SECRET), thread=True)

    def _broken(self, passphrase: str) -> None:
        criticism = {"lời": passphrase, "tên": "Huỳnh Quang Đồng"}
        raise RuntimeError(f"không mở được bằng {criticism}")


if __name__ == "__main__":
    quiet_crashes()
    broken = CrashApp(
        open_book=lambda **_secret: a_book(),
        meeting=lambda book, session: MeetingScreen(book, session, a_clock),
        clock=a_clock,
        locked=False,
    )
    broken.run()
    sys.exit(broken.return_code)
