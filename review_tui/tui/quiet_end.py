"""A program that ends quietly: no picture of a screen in a folder, no value of a variable in its last words."""

from rich.text import Text
from textual.app import App

from review_tui.language.crash import last_words


class QuietEnd(App[None]):
    """What every program on the screen does when it breaks."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    """Selected text would go to the clipboard by a terminal sequence; inputs keep their own selection."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Never: a picture of a member's record would lie in a folder, unlocked."""

    def _fatal_error(self) -> None:
        """Say that it broke, with a code, type and line for the maker; never a value, a message or a local."""
        self._exit_renderables.append(Text(last_words(self._exception)))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        del self._exit_renderables[1:]
        super()._print_error_renderables()
