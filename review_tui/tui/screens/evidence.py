"""What comes from outside: opinions, ratings, calls, petitions, conclusions; entered, ticked when read, found again."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.translate import N_, _
from review_tui.model.evidence import EVIDENCE_NAMES, Evidence, EvidenceKind
from review_tui.model.preparing import (
    employer_rated,
    evidence_dropped,
    evidence_entered,
    evidence_read_in,
)
from review_tui.model.session import Level, Session
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose, Confirm
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import GUIDED, SHOW, SORT
from review_tui.tui.screens.page import Page
from review_tui.tui.views.evidence import (
    KINDS,
    LEVELS,
    EvidenceRow,
    draw_evidence_row,
    entry_fields,
    evidence_rows,
    read_entry,
    who_of,
    why_not_values,
)
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.typing import ViInput


class EvidenceScreen(Page):
    """Every entry of the session. Typing searches; Enter edits, F5 ticks what was read to the meeting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Sửa"), tooltip=N_("Sửa mục có con trỏ.")),
        Binding(GUIDED, "add", N_("Thêm"), tooltip=N_("Ghi một ý kiến, phản ánh, kết luận mới.")),
        Binding(SHOW, "read", N_("Đã đọc"), tooltip=N_("Đánh dấu đã đọc tại hội nghị, hoặc bỏ dấu.")),
        Binding(SORT, "unread", N_("Chưa đọc"), tooltip=N_("Chỉ hiện mục chưa đọc tại hội nghị, hoặc tất cả.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session, clock
        self._unread = False

    def body(self) -> ComposeResult:
        """The search, the list, the counts."""
        yield ViInput(longest=200)
        yield ListPane[EvidenceRow](
            key=lambda row: row.entry.id, render=draw_evidence_row, tall=True, empty=self._nothing
        )
        yield StatusLine()

    def place(self) -> str:
        """ "Ý kiến ngoài kỳ 2026"."""
        return _("Ý kiến ngoài kỳ {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Those that fit what is typed."""
        search = self.query_one(ViInput)
        search.placeholder = _("Tìm theo người, cơ quan, nội dung, gợi ý (không cần dấu)")
        pane = self.query_one(ListPane)
        pane.typing_goes_to = search
        session = self.book.session(self.session_id)
        rows = evidence_rows(session, search.value, unread=self._unread)
        pane.fill(rows)
        read, all = sum(one.read_in for one in session.evidence), len(session.evidence)
        words = _(" {count} mục · đã đọc tại hội nghị {read} · đang hiện {shown}")
        self.query_one(StatusLine).tell(plain(words.format(count=all, read=read, shown=len(rows))))

    def _nothing(self) -> str:
        if self._unread or self.query_one(ViInput).value:
            return _("Không có mục nào khớp.")
        return _("Chưa có ý kiến nào từ bên ngoài. Bấm F4 để ghi.")

    @property
    def _here(self) -> Evidence | None:
        row = self.query_one(ListPane).row_here
        return row.entry if isinstance(row, EvidenceRow) else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the search."""
        self.query_one(ListPane).action_browse(key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Edit the entry of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self._edit()

    @work
    async def _edit(self) -> None:
        if (entry := self._here) is not None:
            await edit_entry(self, self.session_id, entry)

    @work
    async def action_add(self) -> None:
        """A new entry."""
        await add_entry(self, self.session_id, "")

    def action_read(self) -> None:
        """Tick the entry of the cursor."""
        if (entry := self._here) is not None:
            tick(self, self.session_id, entry)

    def action_unread(self) -> None:
        """Only what was not read yet, or everything."""
        self._unread = not self._unread
        self.fill()


async def add_entry(page: Page, session_id: str, about: str, kind: EvidenceKind | None = None) -> None:
    """Ask what it is, then its fields; one act. `about` is a floor, "" when it is to be asked."""
    if kind is None:
        names = [_(EVIDENCE_NAMES[one]) for one in KINDS]
        chosen = await page.app.push_screen_wait(Choose(_("Ghi ý kiến, tài liệu từ đâu?"), names))
        if chosen is None:
            return
        kind = KINDS[chosen]
    await _asked(page, session_id, Evidence(id=new_id(), about=about, kind=kind), new=True)


async def edit_entry(page: Page, session_id: str, entry: Evidence) -> None:
    """Ask for the fields of an entry again; one act."""
    await _asked(page, session_id, entry, new=False)


async def _asked(page: Page, session_id: str, entry: Evidence, *, new: bool) -> None:
    session = page.book.session(session_id)
    kind = _(EVIDENCE_NAMES[entry.kind])
    values = await page.app.push_screen_wait(
        FormDialog(
            kind,
            entry_fields(session, entry),
            edit=not new,
            start="" if new else "text",
            refuse=why_not_values(session, entry),
        )
    )
    if values is None:
        return
    made = read_entry(session, entry, values)
    name = _("ghi ý kiến ngoài về {who}") if new else _("sửa ý kiến ngoài về {who}")
    level = LEVELS[int(values["level"])] if "level" in values else None
    page.step(
        name.format(who=who_of(session, made.about)),
        lambda one: _entered(one, made, values.get("informant", ""), level),
        session=session_id,
    )


def _entered(session: Session, entry: Evidence, informant: str, level: Level | None) -> Session:
    session = evidence_entered(session, entry, informant)
    return employer_rated(session, entry, level) if entry.kind is EvidenceKind.EMPLOYER else session


def tick(page: Page, session_id: str, entry: Evidence) -> None:
    """Note that an entry was read to the meeting, or that it was not."""
    if entry.exempt:
        page.say(_("Diện miễn không có gì để đọc."))
        return
    read = not entry.read_in
    name = _("đã đọc ý kiến ngoài về {who}") if read else _("bỏ dấu đã đọc ý kiến ngoài về {who}")
    who = who_of(page.book.session(session_id), entry.about)
    page.step(name.format(who=who), lambda one: evidence_read_in(one, entry.id, read=read), session=session_id)


async def drop_entry(page: Page, session_id: str, entry: Evidence) -> None:
    """Take an entry out after a question, with the name behind it and the employer's level."""
    who = who_of(page.book.session(session_id), entry.about)
    title = _("Bỏ mục này, cùng tên người phản ánh nếu có?")
    if await page.app.push_screen_wait(Confirm(title, text=f"{who} · {_(EVIDENCE_NAMES[entry.kind])}", yes=_("Bỏ"))):
        name = _("bỏ ý kiến ngoài về {who}").format(who=who)
        page.step(name, lambda one: _dropped(one, entry), session=session_id)


def _dropped(session: Session, entry: Evidence) -> Session:
    session = evidence_dropped(session, entry.id)
    return employer_rated(session, entry, None) if entry.kind is EvidenceKind.EMPLOYER else session
