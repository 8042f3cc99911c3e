"""Several labelled fields on one screen. What is wrong stands under its field; nothing typed is ever thrown away."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import N_, _
from review_tui.tui.widgets.choice import ChoiceLine
from review_tui.tui.widgets.typing import ViInput, ViText
from review_tui.tui.widgets.words import Words

Picker = Callable[[App[None], str], Awaitable[str | None]]
"""Chooses from a list instead of typing: gets what stands in the field, answers what shall stand there, or None."""

Why = Callable[[str], str | None]
"""Says in a sentence why a text is not taken, or raises it; None takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: a line, a few lines, a secret, or one of several choices (its value is then "0", "1", ...)."""

    name: str
    label: str
    """msgid"""
    text: str = ""
    example: str = ""
    """msgid; stands in the empty field"""
    longest: int = 200
    secret: bool = False
    several: bool = False
    """a few lines; Tab leaves it, Enter breaks the line"""
    choices: tuple[str, ...] = ()
    """msgids"""
    why: Why | None = None
    pick: Picker | None = None


class FieldRow(Vertical):
    """A label, what is typed, and the sentence that says what is wrong with it."""

    DEFAULT_CSS = """
    FieldRow { height: auto; }
    FieldRow > Horizontal { height: auto; }
    FieldRow .label { width: 25; }
    FieldRow .why { padding-left: 25; display: none; }
    FieldRow ViInput, FieldRow ChoiceLine { width: 1fr; }
    FieldRow ViText { width: 1fr; height: 3; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.typed: Widget = _typed(field)

    def compose(self) -> ComposeResult:
        """Label and input side by side, the sentence below."""
        with Horizontal():
            yield Words(classes="label")
            yield self.typed
        yield Words(classes="why wrong")

    def retell(self) -> None:
        """Set the words that change with the language."""
        self.query_one(".label", Words).say(_(self.field.label))
        if isinstance(self.typed, ViInput | ViText):
            self.typed.placeholder = _(self.field.example)
        elif isinstance(self.typed, ChoiceLine):
            self.typed.retell()

    @property
    def value(self) -> str:
        """What was typed or chosen, cleaned; a secret to the letter."""
        if isinstance(self.typed, ChoiceLine):
            return str(self.typed.chosen)
        if isinstance(self.typed, ViText):
            return clean(self.typed.text).strip()
        assert isinstance(self.typed, ViInput)
        return self.typed.value if self.field.secret else clean_line(self.typed.value)

    def put(self, text: str) -> None:
        """Put a text in from the program."""
        if isinstance(self.typed, ViInput):
            self.typed.value = text
            self.typed.cursor_position = len(text)
        elif isinstance(self.typed, ViText):
            self.typed.load_text(text)
        elif isinstance(self.typed, ChoiceLine):
            self.typed.action_take(int(text) + 1)

    def say(self, why: str) -> None:
        """Say what is wrong; nothing takes the row away."""
        words = self.query_one(".why", Words)
        words.display = bool(why)
        words.say("! " + why if why else "")

    def checked(self) -> bool:
        """Whether the text is taken; says why not."""
        try:
            why = self.field.why(self.value) if self.field.why else None
        except ReviewError as wrong:
            why = str(wrong)
        self.say(why or "")
        return why is None


def _typed(field: Field) -> Widget:
    if field.choices:
        return ChoiceLine(field.choices, int(field.text or 0), id=f"field-{field.name}")
    if field.several:
        return ViText(field.text, longest=field.longest, id=f"field-{field.name}")
    return ViInput(field.text, longest=field.longest, password=field.secret, id=f"field-{field.name}")


class Form(Vertical):
    """The fields. Arrows and Enter go from one to the next; Enter on the last one, or on any when something that is
    there already is edited, says that all is typed."""

    DEFAULT_CSS = """
    Form { height: auto; max-height: 100%; overflow-y: auto; }
    Form .cut Words, Form .cut ViInput, Form .cut ChoiceLine { text-opacity: 0%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Ô trước"), show=False),
        Binding("down", "step(1)", N_("Ô sau"), show=False),
    ]

    class Done(Message):
        """Enter on the last field, and every field is right."""

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

        @property
        def control(self) -> "Form":
            """The form, for `@on(Form.Done, "#id")`."""
            return self.form

    def __init__(self, fields: Sequence[Field], *, edit: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._edit = edit
        self._rows = [FieldRow(field) for field in fields]

    def compose(self) -> ComposeResult:
        """One row for each field."""
        yield from self._rows

    def on_mount(self) -> None:
        """What is seen changes with scrolling and with what grows or shrinks."""
        for change in ("scroll_y", "virtual_size", "size"):
            self.watch(self, change, self._look_again)

    def _look_again(self) -> None:
        self.call_after_refresh(self._blank_cut)

    def _blank_cut(self) -> None:
        """A field that is only half in sight is left blank: half a label reads like another field."""
        top = self.scroll_offset.y
        bottom = top + self.scrollable_content_region.height
        for row in self._rows:
            place = row.virtual_region
            row.set_class(place.y < bottom < place.bottom or place.y < top < place.bottom, "cut")

    def retell(self) -> None:
        """Set the words of all fields."""
        for row in self._rows:
            row.retell()

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return next(row for row in self._rows if row.field.name == name)

    @property
    def values(self) -> dict[str, str]:
        """All that was typed, by the names of the fields."""
        return {row.field.name: row.value for row in self._rows}

    @property
    def open_values(self) -> dict[str, str]:
        """All that was typed, without secrets."""
        return {row.field.name: row.value for row in self._rows if not row.field.secret}

    @property
    def here(self) -> FieldRow | None:
        """The row with the focus."""
        return next((row for row in self._rows if row.typed.has_focus), None)

    def start(self, name: str = "") -> None:
        """Begin typing in the named field, else in the first that is empty, else in the first."""
        if name:
            self.row(name).typed.focus()
            return
        rows = self._rows[:1] if self._edit else [row for row in self._rows if not row.value]
        row = (rows or self._rows)[0]
        row.typed.focus()

    def checked(self) -> bool:
        """Whether every field is right; says of each what is wrong and goes to the first of them."""
        wrong = [row for row in self._rows if not row.checked()]
        if wrong:
            wrong[0].typed.focus()
        return not wrong

    def refuse(self, name: str, why: str) -> None:
        """Say what is wrong with a field that is only known when all are typed."""
        self.row(name).say(why)
        self.row(name).typed.focus()

    def submit(self) -> None:
        """All is typed: say so when it is right."""
        if self.checked():
            self.post_message(self.Done(self))

    def clear_secrets(self) -> None:
        """Forget typed secrets."""
        for row in self._rows:
            if row.field.secret:
                row.put("")

    def show_letters(self) -> None:
        """Show or hide the letters of secrets."""
        for row in self._rows:
            if row.field.secret and isinstance(row.typed, ViInput):
                row.typed.password = not row.typed.password

    @property
    def can_pick(self) -> bool:
        """Whether any field can be filled from a list."""
        return any(row.field.pick for row in self._rows)

    async def pick(self, app: App[None]) -> None:
        """Fill the field with the focus from its list, or the first one that has a list."""
        rows = [row for row in (self.here, *self._rows) if row is not None and row.field.pick is not None]
        if rows and rows[0].field.pick is not None:
            chosen = await rows[0].field.pick(app, rows[0].value)
            if chosen is not None:
                rows[0].put(chosen)
                rows[0].say("")
            rows[0].typed.focus()

    def action_step(self, by: int) -> None:
        """To the next or the former field."""
        here = self.here
        if here is not None:
            place = self._rows.index(here) + by
            if 0 <= place < len(self._rows):
                self._rows[place].typed.focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._next()

    @on(ChoiceLine.Submitted)
    def _chosen(self, event: ChoiceLine.Submitted) -> None:
        event.stop()
        self._next()

    def _next(self) -> None:
        here = self.here
        if self._edit or here is None or here is self._rows[-1]:
            self.submit()
        elif here.checked():
            self.action_step(1)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field that was told wrong is looked at again when it is left."""
        for row in self._rows:
            if row.typed is event.widget and row.query_one(".why", Words).display:
                row.checked()
