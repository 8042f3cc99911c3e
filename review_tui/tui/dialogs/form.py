"""Several fields in a dialog."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_
from review_tui.tui.dialogs.half_typed import HalfTyped
from review_tui.tui.keys import GUIDED
from review_tui.tui.widgets.form import Field, Form
from review_tui.tui.widgets.words import Words

Refuse = Callable[[dict[str, str]], str | None]


class FormDialog(HalfTyped[dict[str, str]]):
    """Asks for several things at once and answers them by name. `refuse` looks at all of them together."""

    DEFAULT_CSS = """
    FormDialog Form { max-height: 15; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Ghi"), tooltip=N_("Sang ô sau; ở ô cuối, hoặc khi sửa điều đã có: ghi.")),
        Binding(GUIDED, "pick", N_("Chọn"), tooltip=N_("Chọn trong danh sách thay cho gõ.")),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        text: str = "",
        edit: bool = False,
        start: str = "",
        refuse: Refuse | None = None,
    ) -> None:
        """`start` names the field to begin in; else it is the first that is empty."""
        super().__init__(title)
        self._form, self._text, self._refuse = Form(fields, edit=edit), text, refuse
        self._start = start

    def body(self) -> ComposeResult:
        """A word about it, the fields, and the row that says why not."""
        if self._text:
            yield Words(self._text)
        yield self._form
        yield Words(id="why", classes="wrong")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list is offered only where a field has one."""
        return self._form.can_pick if action == "pick" else super().check_action(action, parameters)

    def fill(self) -> None:
        """Set the labels."""
        self._form.retell()

    def on_mount(self) -> None:
        """Begin typing."""
        super().on_mount()
        self._form.start(self._start)

    def typed_values(self) -> dict[str, str]:
        """What stands in the fields, without secrets."""
        return self._form.open_values

    def put_values(self, values: dict[str, str]) -> None:
        """Put the fields back."""
        for name, text in values.items():
            self._form.row(name).put(text)

    @work
    async def action_pick(self) -> None:
        """Fill the field from its list."""
        await self._form.pick(self.app)

    def action_take(self) -> None:
        """Answer, when all is right."""
        self._form.submit()

    @on(Form.Done)
    def _done(self, event: Form.Done) -> None:
        event.stop()
        values = self._form.values
        try:
            why = self._refuse(values) if self._refuse else None
        except ReviewError as wrong:
            why = str(wrong)
        if why is None:
            self.answer(values)
        else:
            self.tell_why(why)

    def tell_why(self, why: str) -> None:
        """Say why the form is not taken."""
        self.query_one("#why", Words).say("! " + why)
