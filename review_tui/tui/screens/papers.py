"""The papers of a session: read one as text, save it as a file, print it."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import N_, _
from review_tui.model.ledger import ledger
from review_tui.model.session import Session
from review_tui.papers.jobs import Job, Printer
from review_tui.papers.kinds import KINDS, paper_from
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Paper
from review_tui.tui.dialogs.ask import PickMember
from review_tui.tui.dialogs.choose_file import folder_picker
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.working import Watch, worked
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import Shelf, need_path
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import Line, ListPane

_ENDINGS = (".pdf", ".docx", ".txt")
_ENDING_NAMES = (N_("PDF, để in"), N_("Word, để sửa thêm"), N_("văn bản thường"))


class PapersScreen(Page):
    """All kinds of paper that can be made. What is not known yet is dotted lines on them, never a refusal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "preview", N_("Xem"), tooltip=N_("Đọc như sẽ in.")),
        Binding("1", "save", N_("Lưu tệp"), tooltip=N_("Lưu PDF, Word hoặc văn bản thường.")),
        Binding("2", "print", N_("In"), tooltip=N_("Chọn máy in và số bản, rồi in.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock, shelf: Shelf | None) -> None:
        super().__init__(book)
        self.session_id, self.clock, self._shelf = session, clock, shelf

    def body(self) -> ComposeResult:
        """The kinds."""
        yield ListPane[str](key=str, render=self._row)

    def place(self) -> str:
        """ "Giấy tờ kỳ 2026"."""
        return _("Giấy tờ kỳ {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Those that can be made."""
        pane = self.query_one(ListPane)
        pane.fill(self.kinds())
        pane.redraw()
        pane.focus()

    def kinds(self) -> tuple[str, ...]:
        """Those that are offered here."""
        return tuple(kind for kind, known in KINDS.items() if known.ready)

    async def whose(self, session: Session) -> str | None:
        """Whom a paper of one member is about; None where nobody was chosen."""
        return await self.app.push_screen_wait(PickMember(_("Của ai?"), session.roll))

    def _row(self, kind: str, width: int) -> list[Line]:
        more = _("  (của từng đảng viên)") if KINDS[kind].needs_member else ""
        return [((_(KINDS[kind].name), ""), (more, "quiet"))]

    @property
    def kind(self) -> str:
        """The kind under the cursor."""
        return self.query_one(ListPane).key_here or ""

    async def made(self) -> Paper | None:
        """The paper under the cursor; asks whose it is where it is one member's."""
        kind, member = self.kind, ""
        session = self.book.session(self.session_id)
        if KINDS[kind].needs_member:
            picked = await self.whose(session)
            if picked is None:
                return None
            member = picked
        try:
            return paper_from(kind, self.sources(session, member))
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return None

    def sources(self, session: Session, member: str) -> Sources:
        """What the paper is made from."""
        sessions, today = self.book.sessions(), self.clock().date()
        copies = self._shelf.copies() if self._shelf else ()
        return Sources(
            session=session,
            cell=self.book.cell,
            pack=self.book.pack(session.id),
            sessions=sessions,
            follow_up=self.book.follow_up,
            ledger=ledger(sessions, self.book.follow_up, today),
            today=today,
            member=member,
            backups=tuple(f"{numeric_date(one.made.date())} {one.folder.name}" for one in copies),
        )

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_preview()

    @work
    async def action_preview(self) -> None:
        """The paper as text."""
        from review_tui.papers.text import text_of

        title, paper = _(KINDS[self.kind].name), await self.made()
        if paper is not None:
            self.app.push_screen(
                TextScreen(self.book, lambda: title, lambda: text_of(paper, width=self.app.size.width - 4))
            )

    @work
    async def action_save(self) -> None:
        """Ask for the form and folder, then write in the background; a file is replaced whole or not at all."""
        kind, paper = self.kind, await self.made()
        if paper is None:
            return
        values = await self.app.push_screen_wait(FormDialog(_(KINDS[kind].name), self._file_fields(kind), edit=True))
        if values is None:
            return
        target = need_path(values["folder"]) / (values["name"] + _ENDINGS[int(values["ending"])])
        page = self.book.pack(self.session_id).page

        def job(watch: Watch) -> tuple[str, ...]:
            from review_tui.papers.write import rendered, write_whole

            content, warnings = rendered(paper, target.suffix, template=None, page=page)
            watch.tick()
            write_whole(target, content)
            return warnings

        try:
            warnings = await worked(self.app, _("Đang ghi văn bản"), job)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        words = _("Đã ghi {path}. Tệp này không có mật khẩu: hãy giữ như giữ giấy.")
        self.say(" ".join([words.format(path=clean_line(str(target))), *warnings]))

    def _file_fields(self, kind: str) -> list[Field]:
        return [
            Field(name="ending", label=N_("Loại tệp"), text="0", choices=_ENDING_NAMES),
            Field(name="name", label=N_("Tên tệp"), text=file_name(kind, self.session_id), why=_why_no_file_name),
            Field(
                name="folder",
                label=N_("Thư mục"),
                text=str(Path.home()),
                longest=4_000,
                why=_why_no_folder,
                pick=folder_picker(N_("Lưu vào thư mục nào?")),
            ),
        ]

    @work
    async def action_print(self) -> None:
        """Choose a printer and the number of copies, then print; says the job's number, or why it waits."""
        from review_tui.papers import printer

        kind, paper = self.kind, await self.made()
        if paper is None:
            return
        try:
            found = await worked(self.app, _("Đang hỏi các máy in"), lambda watch: printer.printers())
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        if not found:
            self.say(_("Máy này chưa cài máy in nào; hãy lưu PDF (phím 1) rồi in ở máy khác."))
            return
        asked = await self.app.push_screen_wait(FormDialog(_("In"), _printer_fields(found), edit=True))
        if asked is None:
            return
        page, folder = self.book.pack(self.session_id).page, self._shelf.printed if self._shelf else Path.home()

        def job(watch: Watch) -> Job:
            from review_tui.papers.write import rendered

            content, _warnings = rendered(paper, ".pdf", template=None, page=page)
            watch.tick()
            title = file_name(kind, self.session_id)
            name = found[int(asked["printer"])].name
            return printer.send(content, title=title, printer=name, copies=int(asked["copies"]), folder=folder)

        try:
            self.say(job_words(await worked(self.app, _("Đang gửi tới máy in"), job)))
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)


def file_name(kind: str, session: str) -> str:
    """ "bien-ban-hoi-nghi-kiem-diem-2026": a name that every system takes, without the ending."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(KINDS[kind].name))
    return "-".join([*words.split(), session])


def _printer_fields(found: tuple[Printer, ...]) -> list[Field]:
    usual = next((place for place, one in enumerate(found) if one.is_default), 0)
    names = tuple(one.name + (f" ({one.waits})" if one.waits else "") for one in found)
    return [
        Field(name="printer", label=N_("Máy in"), text=str(usual), choices=names),
        Field(name="copies", label=N_("Số bản"), text="1", why=_why_no_copies),
    ]


def _why_no_copies(text: str) -> str | None:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 100:
        return None
    return _("Ghi số bản từ 1 đến 100.")


def _why_no_file_name(text: str) -> str | None:
    if text and not any(letter in text for letter in '/\\:*?"<>|'):
        return None
    return _('Tên tệp không để trống và không có các dấu / \\ : * ? " < > |')


def _why_no_folder(text: str) -> str | None:
    return None if need_path(text).is_dir() else _("Không có thư mục này.")


def job_words(job: Job) -> str:
    """ "Đã gửi tới máy in VP-01 (lệnh in VP-01-12)." and why it waits."""
    number = _(" (lệnh in {number})").format(number=job.number) if job.number else ""
    words = _("Đã gửi tới máy in {printer}{number}.").format(printer=job.printer or _("mặc định"), number=number)
    if job.file is not None:
        words += " " + _("Bản PDF nằm ở {path}; tệp này không có mật khẩu.").format(path=clean_line(str(job.file)))
    return f"{words} {job.waits}".strip()
