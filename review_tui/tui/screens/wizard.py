"""The first run: practise, make a book, open one, get one back. Esc goes one step back and loses nothing typed."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.dialogs.working import worked
from review_tui.tui.keys import BACK, GUIDED, SHOW
from review_tui.tui.screens.books import asked_restore, got_back, other_book
from review_tui.tui.screens.founding import At, Founding
from review_tui.tui.screens.page import tell
from review_tui.tui.shelf import NextLogin
from review_tui.tui.widgets.form import Form
from review_tui.tui.widgets.listing import Line, ListPane

_WAYS = (
    (N_("Họp tập dượt"), N_("chi bộ giả định, không hỏi gì, làm sai cũng không sao")),
    (N_("Lập sổ mới"), N_("từ danh sách đảng viên .xlsx hoặc .csv")),
    (N_("Mở sổ đã có"), N_("sổ nằm ở nơi khác: ổ USB, thư mục khác")),
    (N_("Khôi phục sổ từ bản sao"), N_("khi sổ hỏng, mất, hoặc chuyển sang máy này")),
)


class WizardScreen(Founding):
    """Where everybody begins who has no book yet. Answers with the new book, or with the login to another one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Tiếp"), tooltip=N_("Sang ô sau; ở ô cuối: sang bước sau.")),
        Binding(GUIDED, "pick", N_("Chọn"), tooltip=N_("Chọn tệp hoặc thư mục thay cho gõ.")),
        Binding(GUIDED, "offer", N_("Năm từ gợi ý"), tooltip=N_("Đưa ra năm từ ngẫu nhiên để làm mật khẩu.")),
        Binding(SHOW, "letters", N_("Hiện chữ"), tooltip=N_("Hiện hoặc che chữ của mật khẩu.")),
        *(Binding(str(digit), f"digit({digit})", show=False) for digit in range(1, 5)),
        Binding(BACK, "back", N_("Quay lại"), tooltip=N_("Trở lại bước trước; những gì đã gõ vẫn còn.")),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each step has its own keys."""
        where = {
            "pick": (At.CELL, At.ROLL),
            "offer": (At.SECRET,),
            "letters": (At.SECRET,),
            "digit": (At.START, At.PREVIEW),
            "back": tuple(At)[1:],
        }
        return self.at in where[action] if action in where else super().check_action(action, parameters)

    def draw_way(self, place: int, width: int) -> list[Line]:
        """One of the four ways."""
        name, more = _WAYS[place]
        return [((f"{place + 1} ", "strong"), (_(name), "strong")), (("  " + _(more), "quiet"),), (("", ""),)]

    @property
    def ways(self) -> range:
        """The places of the ways."""
        return range(len(_WAYS))

    def action_take(self) -> None:
        """Go on."""
        if isinstance(self.focused, ListPane):
            self.focused.action_browse("enter")
        elif (form := self.form) is not None:
            form.submit()

    def action_digit(self, digit: int) -> None:
        """A way at the start; an answer in the preview."""
        if self.at is At.START and digit <= len(_WAYS):
            self._go(digit - 1)
        elif self.at is At.PREVIEW:
            self.answer(digit)

    @on(ListPane.Selected, "#start")
    def _way(self, event: ListPane.Selected) -> None:
        event.stop()
        self._go(int(event.key))

    def _go(self, way: int) -> None:
        if way == 1:
            self.show(At.CELL)
        elif way == 0:
            self.practise()
        elif way == 2:
            self.open_other()
        else:
            self.get_back()

    @work(exclusive=True)
    async def practise(self) -> None:
        """A fresh copy of the practice book, opened at this year's meeting."""
        try:
            book = await worked(self.app, _("Đang chép sổ tập dượt"), lambda watch: self.shelf.practice())
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
        else:
            self.dismiss(NextLogin(word="demo", book=book))

    @work(exclusive=True)
    async def open_other(self) -> None:
        """Choose a book that is there already."""
        chosen = await other_book(self.app, Path.home())
        if chosen is not None:
            self.dismiss(chosen)

    @work(exclusive=True)
    async def get_back(self) -> None:
        """Get a book back from a copy, and open it."""
        try:
            asked = await asked_restore(self.app, self.shelf, self.shelf.new_book)
            if asked is not None:
                login, _kept = await got_back(self.app, self.shelf, *asked)
                self.dismiss(login)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)

    @work
    async def action_pick(self) -> None:
        """Fill the field from a list of files."""
        if (form := self.form) is not None:
            await form.pick(self.app)

    def action_letters(self) -> None:
        """Show or hide the letters of the passphrase."""
        self.query_one("#secret", Form).show_letters()

    @work(exclusive=True)
    async def action_back(self) -> None:
        """One step back. A paper key that is in sight is dropped with its book, which has to be wanted."""
        if self.at is At.PAPER:
            text = _(
                "Khóa giấy đang hiện sẽ bỏ đi; làm lại bước này sẽ có khóa khác. Nếu đã chép ra giấy thì bỏ tờ đó."
            )
            yes = _("Quay lại, bỏ khóa này")
            if not await self.app.push_screen_wait(Confirm(_("Bỏ khóa giấy đang hiện?"), text=text, yes=yes)):
                return
        if self.at > At.START:
            self.show(At(self.at - 1))
