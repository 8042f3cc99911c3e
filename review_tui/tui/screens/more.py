"""Việc khác: everything that is done seldom, from one list on Home, so that nobody needs a command line."""

from dataclasses import replace
from pathlib import Path

from textual import work

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _, language, speak
from review_tui.model.cell import Cell
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.dialogs.room_code import RoomAsked
from review_tui.tui.dialogs.working import worked
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import NextLogin, Shelf

LOOK = "theme"
"""The setting of a book that names how it looks."""

_ACTS = (
    (N_("Mở kỳ kiểm điểm mới"), "new_session"),
    (N_("Gợi ý kiểm điểm của cấp trên: nhập tệp, gõ từ văn bản"), "topics"),
    (N_("Giấy tờ: xem, lưu tệp, in"), "papers"),
    (N_("Nhập ghi chép từ tệp"), "notes"),
    (N_("So với danh sách đảng viên mới"), "compare"),
    (N_("Sao lưu sổ"), "backup"),
    (N_("Khôi phục sổ từ bản sao"), "restore"),
    (N_("Mở sổ khác"), "other_book"),
    (N_("Chuẩn bị hội nghị: bản kiểm điểm, ý kiến từ bên ngoài"), "preparation"),
    (N_("Kiểm tra sổ"), "check"),
    (N_("Thêm đảng viên mới kết nạp hoặc chuyển đến"), "new_member"),
    (N_("Sửa tên chi bộ, đảng ủy cấp trên, địa danh"), "facts"),
    (N_("Ngôn ngữ và màu chữ"), "look"),
    (N_("Màn hình phòng họp cho máy chiếu: bật, tắt"), "room"),
    (N_("An toàn của sổ: mật khẩu, khóa giấy, tự khóa"), "security"),
    (N_("Bản che tên để tập huấn, làm mẫu"), "redact"),
    (N_("Mở cho đồng chí xem hồ sơ của mình"), "attended"),
    (N_("Mã của đảng viên: làm, in phiếu, thay, thu hồi"), "codes"),
    (N_("Điều đảng viên gửi: xem, tiếp nhận, trả lại"), "submitted"),
    (N_("Cách biểu quyết: trên máy, hai người nhập riêng"), "ballots"),
    (N_("Kiểm tra cam kết hằng tháng"), "month_check"),
    (N_("Nhìn lại các năm: biểu đồ, hạn, điều mới, lượt góp ý"), "looking_back"),
    (N_("Bàn giao sổ cho thư ký mới"), "hand_over"),
)
_LANGUAGES = (("vi", N_("Tiếng Việt")), ("en", N_("English")))
_THEMES = (
    ("normal", N_("Màu thường")),
    ("contrast", N_("Tương phản cao: đen, trắng, vàng")),
    ("plain", N_("Không màu")),
)


class More(Page):
    """The acts on the book; those on a session live in a module that is loaded when they are used."""

    def __init__(self, book: OpenBook, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book)
        self.clock, self.shelf = clock, shelf

    @property
    def session_here(self) -> str:
        """The session that an act is about; empty when there is none."""
        raise NotImplementedError

    @work
    async def action_more(self) -> None:
        """Choose an act."""
        chosen = await self.app.push_screen_wait(Choose(_("Việc khác"), [_(words) for words, _act in _ACTS]))
        if chosen is not None:
            self.start(_ACTS[chosen][1])

    def start(self, act: str) -> None:
        """Do one of the acts, by its name."""
        if hasattr(self, f"action_{act}"):
            getattr(self, f"action_{act}")()
        else:
            self._on_session(act)

    @work
    async def _on_session(self, act: str) -> None:
        from review_tui.tui.screens.session_acts import ACTS

        await ACTS[act](self)

    # --- the book as a whole ----------------------------------------------------------------------------------------

    @work
    async def action_check(self) -> None:
        """Read the book back from disk, beside the screen; a locked one asks for its passphrase again."""
        shelf = self.shelf
        if shelf is None:
            return
        secret = None
        if not self.book.cell.practice:
            secret = await self.app.push_screen_wait(Ask(_("Mật khẩu của sổ, để đọc lại từ đĩa:"), secret=True))
            if not secret:
                return
        path = self.book.path
        try:
            found = await worked(self.app, _("Đang đọc lại toàn bộ sổ"), lambda watch: shelf.check(path, secret, watch))
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return

        def words() -> str:
            return "\n".join("! " + sentence for sentence in found) or "✓ " + _("Sổ nguyên vẹn: mọi bản đều đọc được.")

        self.app.push_screen(TextScreen(self.book, lambda: _("Kiểm tra sổ"), words))

    @work
    async def action_backup(self) -> None:
        """Copy the book into a dated folder of the folder chosen, read it back, compare."""
        from review_tui.model.backup_places import copied_to
        from review_tui.tui.dialogs.choose_file import ChooseFile

        shelf = self.shelf
        if shelf is None:
            return
        chosen = await self.app.push_screen_wait(ChooseFile(_("Để bản sao vào thư mục nào?"), Path.home(), here=True))
        if chosen is None:
            return
        if self.book.writable and copied_to(self.book.cell, str(chosen)) != self.book.cell:
            self.step_cell(_("ghi nơi để bản sao"), lambda cell: copied_to(cell, str(chosen)))
        try:
            made = await worked(self.app, _("Đang sao lưu sổ"), lambda watch: shelf.backup(self.book, chosen, watch))
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        if made is None:
            self.say(_("Ở đó đã có bản sao giống hệt sổ bây giờ."))
        else:
            self.say(_("Đã chép vào {path} và đọc lại để kiểm tra.").format(path=clean_line(str(made))))

    @work
    async def action_restore(self) -> None:
        """Get this or another book back from a copy; this one is closed first, and opened again whatever happens."""
        from review_tui.tui.screens.books import asked_restore, got_back

        shelf = self.shelf
        if shelf is None:
            return
        try:
            asked = await asked_restore(self.app, shelf, self.book.path)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        if asked is None:
            return
        self.leaving()
        here = NextLogin(word="open", book=self.book.path)
        if asked[1] == self.book.path:
            self.book.close()
        try:
            login, kept = await got_back(self.app, shelf, *asked)
        except ReviewError as broken:
            await self.app.push_screen_wait(Choose(str(broken), [_("Mở lại sổ")]))
            self.post_message(self.Leave(here))
            return
        words = _("Đã khôi phục sổ vào {path}.").format(path=clean_line(str(login.book)))
        if kept is not None:
            words += " " + _("Sổ cũ được giữ ở {path}.").format(path=clean_line(str(kept)))
        await self.app.push_screen_wait(Choose(words, [_("Mở sổ vừa khôi phục")]))
        self.post_message(self.Leave(login))

    @work
    async def action_other_book(self) -> None:
        """Open another book, in a process of its own."""
        from review_tui.tui.screens.books import other_book

        chosen = await other_book(self.app, self.book.path.absolute().parent)
        if chosen is not None:
            self.post_message(self.Leave(chosen))

    @work
    async def action_attended(self) -> None:
        """Let a member look at the own record: this process ends, one that has that member's key alone begins."""
        from review_tui.tui.screens.attended import attended_login

        login = await attended_login(self, self.clock().date())
        if login is not None:
            self.post_message(self.Leave(login))

    def action_codes(self) -> None:
        """Who has a code, and what can be done about it."""
        from review_tui.tui.screens.codes import CodesScreen

        self.app.push_screen(CodesScreen(self.book, self.clock, self.shelf))

    def action_submitted(self) -> None:
        """What members handed in."""
        from review_tui.tui.screens.submitted import SubmittedScreen

        self.app.push_screen(SubmittedScreen(self.book, self.clock))

    def action_month_check(self) -> None:
        """What this month's meeting goes through."""
        from review_tui.tui.screens.month_check import MonthCheckScreen

        self.app.push_screen(MonthCheckScreen(self.book, self.clock, self.shelf))

    def action_looking_back(self) -> None:
        """The years in figures, dates ahead, what is new."""
        from review_tui.tui.screens.looking_back import LookingBackScreen

        self.app.push_screen(LookingBackScreen(self.book, self.clock, self.shelf))

    def action_hand_over(self) -> None:
        """The record of a handover, and what goes with it."""
        from review_tui.tui.screens.handover import HandoverScreen

        self.app.push_screen(HandoverScreen(self.book, self.clock, self.shelf))

    def action_room(self) -> None:
        """The room view, by the program: it outlives this screen."""
        self.post_message(RoomAsked())

    def action_security(self) -> None:
        """Passphrase, paper key, idle lock, who opened the book."""
        from review_tui.tui.screens.security import SecurityScreen

        if self.shelf is not None:
            self.app.push_screen(SecurityScreen(self.book, self.clock, self.shelf))

    @work
    async def action_redact(self) -> None:
        """A copy without people, as a book of its own."""
        from review_tui.tui.screens.redacting import redact

        if self.shelf is not None:
            await redact(self, self.shelf)

    @work
    async def action_facts(self) -> None:
        """Change the names that stand on papers."""
        from review_tui.tui.dialogs.form import FormDialog
        from review_tui.tui.views.founding import fact_fields

        cell = self.book.cell
        values = await self.app.push_screen_wait(
            FormDialog(_("Chi bộ"), fact_fields(cell.name, cell.superior, cell.place), edit=True)
        )
        if values is not None:
            name, superior, place = values["name"], values["superior"], values["place"]
            self.step_cell(
                _("sửa tên chi bộ"), lambda before: replace(before, name=name, superior=superior, place=place)
            )

    @work
    async def action_look(self) -> None:
        """Language and colours, kept in the book."""
        rows = [*_LANGUAGES, *_THEMES]
        chosen = await self.app.push_screen_wait(Choose(_("Ngôn ngữ và màu chữ"), [_(words) for _key, words in rows]))
        if chosen is None:
            return
        key = rows[chosen][0]
        if chosen < len(_LANGUAGES):
            speak(key, shipped("locale"))
            self.keep_look(key, self.app.theme)
        else:
            self.app.theme = key
            self.keep_look(language(), key)
        self.post_message(self.Retell())

    def keep_look(self, spoken: str, theme: str) -> None:
        """Let the book remember its language and look."""

        def change(cell: Cell) -> Cell:
            settings = {**dict(cell.settings), LOOK: theme}
            return replace(cell, language=spoken, settings=tuple(sorted(settings.items())))

        self.step_cell(_("đổi ngôn ngữ, màu chữ"), change)
