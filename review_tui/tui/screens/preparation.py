"""The preparation desk: who still has to bring what, and what has come from outside."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.dates import numeric_date, read_clock, read_date
from review_tui.language.translate import N_, _
from review_tui.model.preparing import meeting_planned
from review_tui.model.session import Session, State
from review_tui.regulation.pack import Pack
from review_tui.regulation.time_budget import own_minutes, with_own_minutes
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import GUIDED, PAPERS, SHOW, SORT
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import Shelf
from review_tui.tui.views.preparation import (
    DeskRow,
    counts_line,
    desk_rows,
    draw_desk_row,
    meeting_line,
    shown_rows,
)
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.listing import ListPane, plain
from review_tui.tui.widgets.typing import ViInput


class PreparationScreen(Page):
    """One row for the cell and for everybody. Typing searches at once; arrows move in the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", N_("Mở"), tooltip=N_("Mở phần chuẩn bị của dòng có con trỏ.")),
        Binding(GUIDED, "plan", N_("Ngày họp"), tooltip=N_("Ghi ngày, giờ, nơi họp: cho giấy mời và hạn gửi bản.")),
        Binding(SHOW, "evidence", N_("Bên ngoài"), tooltip=N_("Mọi ý kiến, phản ánh, kết luận từ bên ngoài.")),
        Binding(SORT, "missing", N_("Thiếu"), tooltip=N_("Chỉ hiện ai còn thiếu, hoặc hiện tất cả.")),
        Binding(PAPERS, "papers", N_("Giấy tờ"), show=False, tooltip=N_("Giấy mời, mẫu kiểm điểm, phiếu lấy ý kiến.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock, shelf: Shelf | None = None) -> None:
        super().__init__(book)
        self.session_id, self.clock, self._shelf = session, clock, shelf
        self._only_missing = False
        self._rows: tuple[DeskRow, ...] = ()

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """When the meeting is, the search, the list, the counts."""
        yield StatusLine(id="meeting")
        yield ViInput(longest=80)
        yield ListPane[DeskRow](key=lambda row: row.floor, render=draw_desk_row, empty=self._empty)
        yield StatusLine(id="counts")

    def place(self) -> str:
        """ "Chuẩn bị kỳ 2026"."""
        return _("Chuẩn bị kỳ {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Read everything anew."""
        session = self.session
        self._rows = desk_rows(self.book, session, self.clock)
        words, role = meeting_line(session, self.book.pack(session.id), self.clock().date())
        self.query_one("#meeting", StatusLine).tell(plain(words, role))
        search = self.query_one(ViInput)
        search.placeholder = _("Tìm: số thứ tự, hoặc vài chữ của họ tên (không cần dấu)")
        pane = self.query_one(ListPane)
        pane.typing_goes_to = search
        self._show()
        pane.redraw()

    def _show(self) -> None:
        shown = shown_rows(self._rows, self.query_one(ViInput).value, only_missing=self._only_missing)
        self.query_one(ListPane).fill(shown)
        self.query_one("#counts", StatusLine).tell(plain(counts_line(self._rows, len(shown))))

    def _empty(self) -> str:
        if self._only_missing and not self.query_one(ViInput).value:
            return _("Không còn ai thiếu gì. Bấm F6 để hiện tất cả.")
        return _("Không có ai khớp.")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the search."""
        self.query_one(ListPane).action_browse(key)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go()

    def action_go(self) -> None:
        """Open the row of the cursor."""
        self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        from review_tui.tui.screens.preparation_person import PersonScreen

        event.stop()
        self.app.push_screen(PersonScreen(self.book, self.session_id, event.key, self.clock))

    def action_missing(self) -> None:
        """Only who lacks something, or everybody."""
        self._only_missing = not self._only_missing
        self._show()

    def action_evidence(self) -> None:
        """Everything that came from outside."""
        from review_tui.tui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self.book, self.session_id, self.clock))

    def action_papers(self) -> None:
        """The papers of the session."""
        from review_tui.tui.screens.papers import PapersScreen

        self.app.push_screen(PapersScreen(self.book, self.session_id, self.clock, self._shelf))

    @work
    async def action_plan(self) -> None:
        """Ask when and where the meeting will be."""
        session = self.session
        if session.state is not State.PREPARED:
            self.refused(_("Hội nghị đã bắt đầu; ngày, giờ, nơi họp ghi trong cuộc họp (@bd, @tai)."))
            return
        minutes = own_minutes(self.book.cell)
        fields = plan_fields(session, minutes, self.book.pack(session.id))
        values = await self.app.push_screen_wait(FormDialog(_("Hội nghị dự kiến"), fields, edit=True))
        if values is not None:
            day = read_date(values["day"]) if values["day"] else None
            opened = read_clock(values["opened"]) if values["opened"] else ""
            place = values["place"]
            self.step(
                _("ghi ngày họp dự kiến"),
                lambda one: meeting_planned(one, day=day, opened=opened, place=place),
                session=self.session_id,
            )
            wanted = int(values["minutes"]) if values["minutes"] else None
            if wanted != minutes:
                self.step_cell(_("ghi thời lượng hội nghị"), lambda cell: with_own_minutes(cell, wanted))


def plan_fields(session: Session, minutes: int | None, pack: Pack) -> list[Field]:
    """Day, time and place of the first sitting; how long it may take where the cell does not take the pack's day."""
    sitting = session.sittings[0] if session.sittings else None
    return [
        Field(
            name="day",
            label=N_("Ngày họp"),
            text=numeric_date(sitting.day) if sitting else "",
            example=N_("ví dụ 5/12/2026"),
            why=lambda text: _read(read_date, text),
        ),
        Field(
            name="opened",
            label=N_("Giờ bắt đầu"),
            text=sitting.opened if sitting else "",
            example=N_("ví dụ 18:00"),
            why=lambda text: _read(read_clock, text),
        ),
        Field(
            name="place",
            label=N_("Nơi họp"),
            text=sitting.place if sitting else "",
            example=N_("ví dụ Nhà sinh hoạt cộng đồng"),
        ),
        Field(
            name="minutes",
            label=N_("Thời lượng, phút"),
            text=str(minutes) if minutes else "",
            example=_("để trống: {minutes} phút theo quy định").format(minutes=pack.time.day),
            why=_why_no_length,
        ),
    ]


def _why_no_length(text: str) -> str | None:
    if not text or (text.isascii() and text.isdecimal() and 30 <= int(text) <= 3_000):
        return None
    return _("Ghi số phút từ 30 đến 3000, hoặc để trống.")


def _read(reader: object, text: str) -> str | None:
    assert callable(reader)
    if text:
        reader(text)
    return None
