"""The papers of a session: read one as text, save it as a file, print it."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import N_, _
from review_tui.model.ledger import ledger
from review_tui.model.session import Session
from review_tui.papers.jobs import Job
from review_tui.papers.kinds import KINDS, paper_from, papers_from
from review_tui.papers.left_over import Left, deleted, left_at
from review_tui.papers.names import LONGEST, why_no_file_name
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Paper
from review_tui.tui.dialogs.ask import Confirm, PickMember
from review_tui.tui.dialogs.choose_file import folder_picker
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.working import Watch, worked
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.screens.extract_names import names_asked
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import Shelf, need_path
from review_tui.tui.views.backups import backup_lines
from review_tui.tui.views.printing import job_words, printer_fields
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import Line, ListPane, plain
from review_tui.tui.widgets.told import ToldLine

_ENDINGS = (".pdf", ".docx", ".txt")
_ENDING_NAMES = (N_("PDF, để in"), N_("Word, để sửa thêm"), N_("văn bản thường"))


class PapersScreen(Page):
    """All kinds of paper that can be made. What is not known yet is dotted lines on them, never a refusal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "preview", N_("Xem"), tooltip=N_("Đọc như sẽ in.")),
        Binding("1", "save", N_("Lưu tệp"), tooltip=N_("Lưu PDF, Word hoặc văn bản thường.")),
        Binding("2", "print", N_("In"), tooltip=N_("Chọn máy in và số bản, rồi in.")),
        Binding("3", "forget", N_("Xóa tệp"), tooltip=N_("Xóa tệp đọc được vừa ghi; không đụng tệp nào khác.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock, shelf: Shelf | None, *, kind: str = "") -> None:
        """`kind` is where the cursor stands at first."""
        super().__init__(book)
        self.session_id, self.clock, self._shelf = session, clock, shelf
        self._first = kind
        self._left: Left | None = None
        self._whose = ""

    def body(self) -> ComposeResult:
        """The kinds."""
        yield ListPane[str](key=str, render=self._row)

    def compose(self) -> ComposeResult:
        """Below everything a row for the readable file that was left on the disk."""
        yield from super().compose()
        yield ToldLine(id="left")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was just written can be deleted."""
        return self._left is not None if action == "forget" else super().check_action(action, parameters)

    def place(self) -> str:
        """ "Giấy tờ kỳ 2026"."""
        return _("Giấy tờ kỳ {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Those that can be made."""
        pane = self.query_one(ListPane)
        pane.fill(self.kinds(), cursor=self._first or None)
        self._first = ""
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
        self._whose = f"{session.member(member).no} {session.member(member).name}" if member else ""
        try:
            sources: Sources | None = self.sources(session, member)
            if kind == "extract" and sources is not None:
                sources = await names_asked(self, sources)
            return None if sources is None else paper_from(kind, sources)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return None

    async def bound(self) -> tuple[Paper, ...]:
        """What goes into one file: the whole dossier in its order, else the paper under the cursor; empty: none."""
        if self.kind == "dossier":
            self._whose = ""
            return papers_from("dossier", self.sources(self.book.session(self.session_id), ""))
        paper = await self.made()
        return () if paper is None else (paper,)

    def sources(self, session: Session, member: str) -> Sources:
        """What the paper is made from."""
        sessions, today = self.book.sessions(), self.clock().date()
        return Sources(
            session=session,
            cell=self.book.cell,
            pack=self.book.pack(session.id),
            sessions=sessions,
            follow_up=self.book.follow_up,
            ledger=ledger(sessions, self.book.follow_up, today),
            today=today,
            member=member,
            backups=backup_lines(self.book, self._shelf),
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
        kind, papers = self.kind, await self.bound()
        if not papers:
            return
        values = await self.app.push_screen_wait(FormDialog(_(KINDS[kind].name), self._file_fields(kind), edit=True))
        if values is None:
            return
        target = need_path(values["folder"]) / (values["name"] + _ENDINGS[int(values["ending"])])
        if target.exists() and not await self.app.push_screen_wait(
            Confirm(_("Đã có tệp {path}.").format(path=clean_line(str(target))), yes=_("Ghi đè tệp cũ"))
        ):
            return
        page = self.book.pack(self.session_id).page

        def job(watch: Watch) -> tuple[Left, tuple[str, ...]]:
            from review_tui.papers.binding import rendered_together
            from review_tui.papers.write import write_whole

            content, warnings = rendered_together(papers, target.suffix, template=None, page=page)
            watch.tick()
            write_whole(target, content)
            return left_at(target, content), warnings

        try:
            left, warnings = await worked(self.app, _("Đang ghi văn bản"), job)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        self._say_left(left)
        words = _("Đã ghi {path}. Tệp này không có mật khẩu: hãy giữ như giữ giấy.")
        self.say(" ".join([words.format(path=clean_line(str(target))), *warnings]))

    def _say_left(self, left: Left | None) -> None:
        """Where the readable file lies, and the key that takes it away."""
        self._left = left
        words = ""
        if left is not None:
            words = _("Tệp ai cũng đọc được: {path} · bấm 3 để xóa").format(path=clean_line(str(left.path)))
        self.query_one("#left", ToldLine).tell(plain(" " + words if words else "", "warning"))
        self.refresh_bindings()

    def action_forget(self) -> None:
        """Delete the file that was just written, if it is still what was written."""
        if self._left is None:
            return
        try:
            deleted(self._left)
        except ReviewError as broken:
            self.refused(str(broken))
            return
        path, self._left = clean_line(str(self._left.path)), None
        self._say_left(None)
        self.say(_("Đã xóa {path}.").format(path=path))

    def _file_fields(self, kind: str) -> list[Field]:
        return [
            Field(name="ending", label=N_("Loại tệp"), text="0", choices=_ENDING_NAMES),
            Field(
                name="name",
                label=N_("Tên tệp"),
                text=file_name(kind, self.session_id, self._whose),
                why=why_no_file_name,
            ),
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

        kind, papers = self.kind, await self.bound()
        if not papers:
            return
        try:
            found = await worked(self.app, _("Đang hỏi các máy in"), lambda watch: printer.printers())
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        if not found:
            self.say(_("Máy này chưa cài máy in nào; hãy lưu PDF (phím 1) rồi in ở máy khác."))
            return
        asked = await self.app.push_screen_wait(FormDialog(_("In"), printer_fields(found), edit=True))
        if asked is None:
            return
        page, folder = self.book.pack(self.session_id).page, self._shelf.printed if self._shelf else Path.home()

        def job(watch: Watch) -> tuple[Job, Left | None]:
            from review_tui.papers.binding import rendered_together

            content, _warnings = rendered_together(papers, ".pdf", template=None, page=page)
            watch.tick()
            title = file_name(kind, self.session_id, self._whose)
            name = found[int(asked["printer"])].name
            sent = printer.send(content, title=title, printer=name, copies=int(asked["copies"]), folder=folder)
            return sent, left_at(sent.file, content) if sent.file is not None else None

        try:
            sent, left = await worked(self.app, _("Đang gửi tới máy in"), job)
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        if left is not None:
            self._say_left(left)
        self.say(job_words(sent))


def file_name(kind: str, session: str, whose: str = "") -> str:
    """ "trich-bien-ban-7-nguyen-thi-lan-2026": a name that every system takes, without the ending; `whose` if one's."""
    name = KINDS[kind].name.removesuffix(" của một đảng viên") if whose else KINDS[kind].name
    words = "".join(letter if letter.isalnum() else " " for letter in fold(f"{name} {whose}"))
    kept = "-".join(words.split()).encode()[: LONGEST - len(session.encode()) - 1].decode("utf-8", "ignore")
    return f"{kept.rstrip('-')}-{session}"


def _why_no_folder(text: str) -> str | None:
    return None if need_path(text).is_dir() else _("Không có thư mục này.")
