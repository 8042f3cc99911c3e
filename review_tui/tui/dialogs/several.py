"""Choose several of a list, in the order in which they are chosen: a counting team, the lines of a slip."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.translate import N_
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.listing import Line, ListPane
from review_tui.tui.widgets.words import Words

Why = Callable[[tuple[str, ...]], str | None]
"""Says in a sentence why this choice is not taken; None takes it."""


class Several(Dialog[tuple[str, ...]]):
    """Space adds or takes away the row of the cursor, Enter is done. Answers the keys in the order chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", N_("Chọn, bỏ chọn"), tooltip=N_("Thêm dòng có con trỏ vào lựa chọn, hoặc bỏ ra.")),
        Binding("enter", "take", N_("Xong"), tooltip=N_("Lấy những dòng đã chọn.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
    ]

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], *, chosen: Sequence[str] = (), refuse: Why | None = None
    ) -> None:
        """`options` are (key, words)."""
        super().__init__(title)
        self._words, self._refuse = dict(options), refuse
        self._chosen = tuple(key for key in chosen if key in self._words)

    def body(self) -> ComposeResult:
        """The list, and the row that says why not."""
        yield ListPane[str](key=str, render=self._row)
        yield Words(id="why", classes="wrong")

    def _row(self, key: str, width: int) -> list[Line]:
        place = self._chosen.index(key) + 1 if key in self._chosen else 0
        sign = f"{place:>2} ✓ " if place else "     "
        return [((sign, "strong"), (self._words[key], "strong" if place else ""))]

    def fill(self) -> None:
        """Show the list; the cursor stands on the first that is chosen."""
        pane = self.query_one(ListPane)
        pane.fill(tuple(self._words), cursor=pane.key_here or next(iter(self._chosen), None))
        pane.redraw()
        pane.focus()

    def action_browse(self, key: str) -> None:
        """Move."""
        self.query_one(ListPane).action_browse(key)

    def action_switch(self) -> None:
        """Add the row of the cursor, or take it away."""
        key = self.query_one(ListPane).key_here
        if key is None:
            return
        kept = tuple(one for one in self._chosen if one != key)
        self._chosen = kept if key in self._chosen else (*kept, key)
        self._say("")
        self.fill()

    def action_take(self) -> None:
        """Answer, unless something is wrong with the choice."""
        why = self._refuse(self._chosen) if self._refuse else None
        if why:
            self._say("! " + why)
        else:
            self.dismiss(self._chosen)

    def _say(self, words: str) -> None:
        self.query_one("#why", Words).say(words)

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_take()
