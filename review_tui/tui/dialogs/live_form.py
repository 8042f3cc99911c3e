"""A form with a sentence that follows what is typed: sums of points, the cap as it would be."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from review_tui.tui.dialogs.form import FormDialog, Refuse
from review_tui.tui.widgets.choice import ChoiceLine
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.words import Words

_FEWEST_ROWS, _OTHER_ROWS = 6, 14

Live = Callable[[dict[str, str]], str]
"""What is said of the fields as they stand."""


class LiveForm(FormDialog):
    """Labels have room for whole criteria; the sentence stands under the fields."""

    DEFAULT_CSS = """
    LiveForm FieldRow .label { width: 44; padding-right: 1; }
    LiveForm FieldRow .why { padding-left: 2; }
    LiveForm #live { text-style: bold; border-top: solid $panel; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        live: Live,
        *,
        edit: bool = False,
        start: str = "",
        refuse: Refuse | None = None,
    ) -> None:
        super().__init__(title, fields, edit=edit, start=start, refuse=refuse)
        self._live = live

    def body(self) -> ComposeResult:
        """The fields, then the sentence."""
        yield from super().body()
        yield Words(id="live")

    def on_resize(self, event: events.Resize) -> None:
        """The fields take what title, sentence and keys leave of the screen."""
        self._form.styles.max_height = max(_FEWEST_ROWS, event.size.height - _OTHER_ROWS)

    def fill(self) -> None:
        """Set the words, and say the sentence."""
        super().fill()
        self.query_one("#live", Words).say(self._live(self.typed_values()))

    def tell_why(self, why: str) -> None:
        """What the sentence says already is not said twice: it is marked instead."""
        if why == self._live(self.typed_values()):
            self.query_one("#live", Words).say("! " + why)
        else:
            super().tell_why(why)

    @on(Input.Changed)
    @on(ChoiceLine.Changed)
    def _follow(self) -> None:
        self.query_one("#live", Words).say(self._live(self.typed_values()))
        self._something_typed()
