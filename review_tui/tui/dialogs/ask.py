"""The small questions: a line of text, yes or no, one of several, a member."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, found
from review_tui.language.translate import N_, _
from review_tui.model.people import Member
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.dialogs.half_typed import HalfTyped
from review_tui.tui.widgets.listing import Line, ListPane, fitted, plain, wrapped
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words


class Ask(HalfTyped[str]):
    """Ask for one line. `refuse` says in a sentence why a text is not taken, or raises it; None takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Ghi"), tooltip=N_("Ghi dòng vừa gõ.")),
    ]

    def __init__(
        self,
        title: str,
        *,
        text: str = "",
        example: str = "",
        longest: int = 1_000,
        secret: bool = False,
        refuse: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__(title)
        self._text, self._example, self._longest, self._refuse = text, example, longest, refuse
        self._secret = secret

    def body(self) -> ComposeResult:
        """The input, and the row that says why not."""
        yield ViInput(self._text, placeholder=self._example, longest=self._longest, password=self._secret)
        yield Words(id="why", classes="wrong")

    def typed_values(self) -> dict[str, str]:
        """The line, unless it is a secret."""
        return {} if self._secret else {"text": self.query_one(ViInput).value}

    def put_values(self, values: dict[str, str]) -> None:
        """Put the line back."""
        line = self.query_one(ViInput)
        line.value = values["text"]
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answer, unless something is wrong with it."""
        text = clean_line(self.query_one(ViInput).value)
        try:
            why = self._refuse(text) if self._refuse else None
        except ReviewError as wrong:
            why = str(wrong)
        if why is None:
            self.answer(text)
        else:
            self.query_one("#why", Words).say("! " + why)


class Choose(Dialog[int]):
    """Choose one of several, by its digit or by arrows and Enter; answers its place, from 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Chọn"), tooltip=N_("Chọn dòng có con trỏ.")),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, title: str, options: Sequence[str], *, cursor: int = 0) -> None:
        super().__init__(title)
        self._options, self._cursor = tuple(options), cursor

    def body(self) -> ComposeResult:
        """The options, numbered."""
        yield ListPane[int](key=str, render=self._option, tall=True)

    def _option(self, place: int, width: int) -> list[Line]:
        sign = f"{place + 1} " if place < 9 else "  "
        first, *rest = wrapped(self._options[place], width - len(sign))
        return [((sign, "strong"), (first, "")), *(plain("  " + line) for line in rest)]

    def on_mount(self) -> None:
        """Fill once; the options do not change."""
        pane = self.query_one(ListPane)
        pane.fill(range(len(self._options)), cursor=str(self._cursor))
        pane.focus()

    def action_take(self) -> None:
        """Choose the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    def action_digit(self, digit: int) -> None:
        """Choose by digit."""
        if digit <= len(self._options):
            self.dismiss(digit - 1)

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.dismiss(int(event.key))


class Confirm(Dialog[bool]):
    """Yes or no. `yes` names the act; the cursor stands on the answer that loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Chọn"), tooltip=N_("Chọn dòng có con trỏ.")),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in (1, 2)),
    ]

    def __init__(self, title: str, *, text: str = "", yes: str, careful: bool = True) -> None:
        super().__init__(title)
        self._text, self._yes, self._careful = text, yes, careful

    def body(self) -> ComposeResult:
        """What it means, and the two answers."""
        if self._text:
            yield Words(self._text)
        yield ListPane[int](key=str, render=self._option)

    def _option(self, place: int, width: int) -> list[Line]:
        return [((f"{place + 1} ", "strong"), (self._yes if place == 0 else _("Không"), ""))]

    def on_mount(self) -> None:
        """Fill once."""
        pane = self.query_one(ListPane)
        pane.fill((0, 1), cursor="1" if self._careful else "0")
        pane.focus()

    def action_take(self) -> None:
        """Answer with the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    def action_digit(self, digit: int) -> None:
        """Answer by digit."""
        self.dismiss(digit == 1)

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.dismiss(event.key == "0")


class PickMember(Dialog[str]):
    """Choose a member by number or by a few letters of the name, marks left out; answers the member's id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Chọn"), tooltip=N_("Chọn người có con trỏ.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
    ]

    def __init__(
        self,
        title: str,
        members: Sequence[Member],
        *,
        note: Callable[[Member], str] | None = None,
        start: str = "",
    ) -> None:
        """`start` is the id of the member on whom the cursor begins."""
        super().__init__(title)
        self._members, self._note, self._start = tuple(members), note, start

    def body(self) -> ComposeResult:
        """The search and the list."""
        yield ViInput(longest=80)
        yield ListPane[Member](key=lambda member: member.id, render=self._row, empty=lambda: _("Không có ai khớp."))

    def _row(self, member: Member, width: int) -> list[Line]:
        note = self._note(member) if self._note else member.office
        name = fitted(member.name, min(32, width - 6))
        return [((f"{member.no:>4}  ", "strong"), (name, ""), (f"  {note}", "quiet"))]

    def fill(self) -> None:
        """Show who fits what is typed."""
        search = self.query_one(ViInput)
        search.placeholder = _("Số thứ tự, hoặc vài chữ của họ tên (không cần dấu)")
        begin = None if search.value else self._start or None
        self.query_one(ListPane).fill(fitting(self._members, search.value), cursor=begin)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    def action_browse(self, key: str) -> None:
        """Move in the list while the letters go to the search."""
        self.query_one(ListPane).action_browse(key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Take the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.dismiss(event.key)


def fitting(members: Sequence[Member], words: str) -> tuple[Member, ...]:
    """Members with this number, else those whose name holds every word, marks and case aside."""
    words = clean_line(words)
    if words.isdecimal():
        return tuple(member for member in members if str(member.no).startswith(words))
    return tuple(member for member in members if found(words, member.name))
