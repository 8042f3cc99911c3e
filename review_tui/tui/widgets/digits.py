"""An input beside a list in which digits are keys: letters go into the input, digits act on the row of the cursor."""

from collections.abc import Callable

from textual import events

from review_tui.tui.widgets.typing import ViInput


class BesideDigits(ViInput):
    """Takes letters typed on the list. A digit typed there is an act, unless a text is being typed already.

    The act runs where the key arrives, in the queue of the list: keys typed ahead meet the list as it then is.
    """

    def __init__(self, act: Callable[[str], bool], *, longest: int = 5_000, id: str | None = None) -> None:
        """`act` gets a digit typed on the list and answers whether it was one of its own."""
        super().__init__(longest=longest, id=id)
        self._act = act

    async def take_key(self, event: events.Key) -> bool:
        """Take a key typed while the list beside had the focus."""
        if self.screen.focused is not self and event.character and event.character in "0123456789":
            return self._act(event.character)
        return await super().take_key(event)
