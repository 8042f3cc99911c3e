"""Making a new book, step by step: cell, roll, its preview, passphrase, the key on paper typed back."""

import shutil
from enum import IntEnum
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from review_tui.exchange.reading import RollReading
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.cell import Cell
from review_tui.model.people import Member, Status
from review_tui.store import ADVICE, new_id, offered_passphrase
from review_tui.store.phrases import folded, paper_bytes
from review_tui.tui.dialogs.working import StoppedWork, Watch, worked
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.page import tell
from review_tui.tui.shelf import NextLogin, Shelf, need_path
from review_tui.tui.views.founding import cell_fields, roll_field, secret_fields
from review_tui.tui.views.roll_preview import PreviewRow, counted, draw_preview_row, preview_rows
from review_tui.tui.widgets.bars import HeadLine, KeyBar
from review_tui.tui.widgets.form import Field, Form
from review_tui.tui.widgets.listing import Line, ListPane
from review_tui.tui.widgets.words import Words


class At(IntEnum):
    """The steps."""

    START = 0
    CELL = 1
    ROLL = 2
    PREVIEW = 3
    SECRET = 4
    PAPER = 5


_STEPS = {
    At.START: ("start", N_("Bắt đầu")),
    At.CELL: ("cell", N_("Sổ mới, bước 1/5: chi bộ nào?")),
    At.ROLL: ("roll", N_("Sổ mới, bước 2/5: danh sách đảng viên")),
    At.PREVIEW: ("preview", N_("Sổ mới, bước 3/5: xem lại danh sách")),
    At.SECRET: ("secret", N_("Sổ mới, bước 4/5: mật khẩu")),
    At.PAPER: ("paper", N_("Sổ mới, bước 5/5: khóa giấy")),
}


class Founding(Screen[OpenBook | NextLogin]):
    """One screen with all steps on it, one in sight, so that going back loses no letter."""

    DEFAULT_CSS = """
    Founding #title { text-style: bold; padding: 0 1; margin-top: 1; }
    Founding #told { padding: 0 1; margin-bottom: 1; }
    Founding Form { padding: 0 1; }
    Founding #shown-key { padding: 0 1; text-style: bold; margin-bottom: 1; }
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.at = At.START
        self.made: tuple[OpenBook, str, Path] | None = None
        self._reading = RollReading(file="")
        self._lines: tuple[str, ...] = ()
        self._answers: dict[int, Status] = {}
        self._offered = ""
        self._keys_shown = 0

    @property
    def ways(self) -> range:
        """The places of the ways at the start."""
        raise NotImplementedError

    def draw_way(self, place: int, width: int) -> list[Line]:
        """One of the ways at the start."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """All steps; one of them is shown."""
        yield HeadLine()
        yield Words(id="title")
        yield Words(id="told")
        yield ListPane[int](key=str, render=self.draw_way, tall=True, id="start")
        yield Form(cell_fields(self.shelf.new_book), id="cell")
        yield Form([roll_field()], id="roll")
        yield ListPane[PreviewRow](key=lambda row: row.key, render=draw_preview_row, tall=True, id="preview")
        yield Form(secret_fields(), id="secret")
        yield Words(id="shown-key")
        yield Form([Field(name="key", label=N_("Gõ lại khóa giấy"), why=self._why_other_key)], id="paper")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#start", ListPane).fill(self.ways)
        self.show(At.START)

    def on_unmount(self) -> None:
        """Left before the key was typed back: a book whose key nobody wrote down is taken back."""
        self._take_back()

    @property
    def form(self) -> Form | None:
        """The form in sight."""
        name = _STEPS[self.at][0]
        return self.query_one(f"#{name}", Form) if self.at not in (At.START, At.PREVIEW) else None

    def show(self, at: At) -> None:
        """Show another step."""
        if self.at is At.PAPER and at is not At.PAPER:
            self._take_back()
        self.at = at
        for step, (name, _title) in _STEPS.items():
            self.query_one(f"#{name}").display = step is at
        self.query_one("#shown-key").display = at is At.PAPER
        form = self.form
        if form is None:
            self.query_one(f"#{_STEPS[at][0]}", ListPane).focus()
        else:
            form.start()
        self.refresh_bindings()
        self.retell()

    def retell(self) -> None:
        """Set all words, in the language of the screen."""
        self.query_one(HeadLine).name_book("review-tui", "", practice=False, writable=True)
        self.query_one("#title", Words).say(_(_STEPS[self.at][1]))
        self.query_one("#told", Words).say(self._told())
        self.query_one("#shown-key", Words).say(self._key_words())
        for form in self.query(Form):
            form.retell()
        self.query_one(KeyBar).follow()

    def _told(self) -> str:
        if self.at is At.PREVIEW:
            return counted(self._reading, self._answers)
        if self.at is At.SECRET:
            offered = "\n" + _("Năm từ: {words}").format(words=self._offered) if self._offered else ""
            return _(ADVICE) + offered
        again = _("Khóa này KHÁC khóa hiện lần trước: bỏ tờ đã chép.") + " " if self._keys_shown > 1 else ""
        return {
            At.START: _("Chưa có sổ kiểm điểm ở máy này. Chọn một việc bằng số hoặc mũi tên:"),
            At.CELL: _("Những tên này in trên văn bản; sửa lại được bất cứ lúc nào."),
            At.ROLL: _("Tệp .xlsx hoặc .csv, có cột Họ và tên cùng ngày sinh, số thẻ hay TT. Chưa có gì được ghi."),
            At.PAPER: again
            + _(
                "Chép khóa này ra giấy, cất riêng, không để cùng sổ. Quên mật khẩu thì chỉ còn khóa này mở được sổ; "
                "mất cả hai là mất sổ. Khóa chỉ hiện một lần và được che khi đang gõ lại."
            ),
        }[self.at]

    # --- roll -------------------------------------------------------------------------------------------------------

    @on(Form.Done, "#cell")
    def _cell_done(self) -> None:
        self.show(At.ROLL)

    @on(Form.Done, "#roll")
    @work(exclusive=True)
    async def _roll_done(self) -> None:
        """Read the file beside the screen; what is wrong with the whole file stands under its field."""
        from review_tui.exchange.roll import read_roll, row_lines

        path = need_path(self.query_one("#roll", Form).values["roll"])
        try:
            reading = await worked(self.app, _("Đang đọc danh sách"), lambda watch: read_roll(path))
        except ReviewError as broken:
            self.query_one("#roll", Form).refuse("roll", str(broken))
            return
        self._reading, self._lines = reading, row_lines(reading)
        asked = {one.no for one in reading.questions}
        self._answers = {no: answer for no, answer in self._answers.items() if no in asked}
        self._fill_preview()
        self.query_one("#preview", ListPane).action_browse("home")
        self.show(At.PREVIEW)

    def _fill_preview(self) -> None:
        self.query_one("#preview", ListPane).fill(preview_rows(self._reading, self._lines, self._answers))

    def answer(self, digit: int) -> None:
        """Answer the question under the cursor, and go on to the next one that is open."""
        pane = self.query_one("#preview", ListPane)
        row = pane.row_here
        if not isinstance(row, PreviewRow) or row.question is None or digit > len(row.question.choices):
            return
        self._answers[row.question.no] = row.question.choices[digit - 1]
        self._fill_preview()
        self._to_open_question()
        self.retell()

    def _to_open_question(self) -> bool:
        for one in self._reading.questions:
            if one.no not in self._answers:
                self.query_one("#preview", ListPane).go_to(f"asked{one.no}")
                return True
        return False

    @on(ListPane.Selected, "#preview")
    def _preview_done(self, event: ListPane.Selected) -> None:
        event.stop()
        if self._reading.refused:
            words = _("Còn {count} dòng không nhận được: sửa trong tệp, lưu lại, rồi bấm Esc và Enter để đọc lại.")
            tell(self, words.format(count=len(self._reading.refused)), wrong=True)
        elif self._to_open_question():
            tell(self, _("Bấm 1 hoặc 2 để trả lời dòng có dấu hỏi."), wrong=True)
        else:
            self.show(At.SECRET)

    # --- secrets ----------------------------------------------------------------------------------------------------

    def action_offer(self) -> None:
        """Five random words; again: five others."""
        self._offered = offered_passphrase()
        self.retell()

    @on(Form.Done, "#secret")
    @work(exclusive=True)
    async def _secret_done(self) -> None:
        form = self.query_one("#secret", Form)
        values = form.values
        if folded(values["again"]) != folded(values["first"]):
            form.refuse("again", _("Hai lần gõ mật khẩu không giống nhau."))
            return
        cell = self._cell()
        path = need_path(self.query_one("#cell", Form).values["folder"])

        def job(watch: Watch) -> tuple[OpenBook, str]:
            book, key = self.shelf.create(path, passphrase=values["first"], cell=cell)
            if watch.stop:
                _gone(book, path)
                raise StoppedWork
            return book, key

        try:
            book, key = await worked(self.app, _("Đang lập sổ và khóa"), job)
        except ReviewError as broken:
            form.refuse("first", str(broken))
            return
        self.made = (book, key, path)
        self._keys_shown += 1
        self.query_one("#paper", Form).row("key").put("")
        self.show(At.PAPER)

    def _cell(self) -> Cell:
        values = self.query_one("#cell", Form).values
        return Cell(name=values["name"], superior=values["superior"], place=values["place"], members=self._members())

    def _members(self) -> tuple[Member, ...]:
        from review_tui.exchange.roll import answered, members_of

        reading = answered(self._reading, self._answers)
        return members_of(reading, new_id=new_id, temporary=Status.TEMPORARY_ELSEWHERE)

    def _key_words(self) -> str:
        if self.made is None:
            return ""
        hidden = bool(self.query_one("#paper", Form).values["key"])
        return _("(đang che; xóa hết ô dưới đây để xem lại)") if hidden else self.made[1]

    @on(Input.Changed, "#field-key")
    def _typing_key(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#shown-key", Words).say(self._key_words())

    def _why_other_key(self, text: str) -> str | None:
        same = self.made is not None and paper_bytes(text) == paper_bytes(self.made[1])
        return None if same else _("Khóa gõ lại chưa giống khóa trên màn hình.")

    @on(Form.Done, "#paper")
    def _paper_done(self) -> None:
        if self.made is not None:
            (book, _key, _path), self.made = self.made, None
            self.query_one("#secret", Form).clear_secrets()
            self.dismiss(book)

    def _take_back(self) -> None:
        if self.made is not None:
            (book, _key, path), self.made = self.made, None
            _gone(book, path)


def _gone(book: OpenBook, path: Path) -> None:
    """A book made a moment ago, in which nothing has been written yet."""
    book.close()
    shutil.rmtree(path, ignore_errors=True)
