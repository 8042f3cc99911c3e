"""The monthly check: one key for each commitment, a text where one is needed; the next one comes up by itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.exchange.taking import proof_of
from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.month_check import (
    ONE_KEY,
    HalfCheck,
    next_to_check,
    read_finding,
    repairs_of_the_same,
    why_not_find,
)
from review_tui.tui.dialogs.ask import Ask
from review_tui.tui.keys import PAPERS
from review_tui.tui.screens.following import change_verifier, entering
from review_tui.tui.screens.month_check_list import MonthCheckList
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.commitment import commitment_words
from review_tui.tui.views.month_check import FINDINGS
from review_tui.tui.widgets.digits import BesideDigits


class MonthCheckScreen(MonthCheckList):
    """Findings by digits 1 to 5 as in the ledger; a text first, or when it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "find('done')", N_("Xong"), tooltip=N_("Báo đã xong: một phím, sang việc sau.")),
        Binding("2", "find('under_way')", N_("Đang làm"), tooltip=N_("Đang làm: ghi phần trăm, rồi nhận xét.")),
        Binding("3", "find('not_done')", N_("Chưa"), tooltip=N_("Chưa làm: một phím, sang việc sau.")),
        Binding("4", "find('postponed')", N_("Hoãn"), tooltip=N_("Hoãn: ghi ngày lùi đến, rồi lý do.")),
        Binding("5", "find('closed')", N_("Kết thúc"), show=False, tooltip=N_("Kết thúc bằng lời của người theo dõi.")),
        Binding(
            "6", "prove", N_("Minh chứng"), show=False, tooltip=N_("Chọn tệp minh chứng: chỉ giữ tên và mã SHA-256.")
        ),
        Binding(
            "7",
            "verifier",
            N_("Người theo dõi"),
            show=False,
            tooltip=N_("Cử người khác theo dõi từ hôm nay, có lý do."),
        ),
        Binding(
            "8",
            "find('watched')",
            N_("Theo dõi thêm"),
            show=False,
            tooltip=N_("Đã báo xong: theo dõi thêm đến một ngày."),
        ),
        Binding("9", "day", N_("Ngày"), show=False, tooltip=N_("Ngày của kỳ sinh hoạt, khi ghi lại sau.")),
        Binding("enter", "take", N_("Ghi"), show=False, tooltip=N_("Ghi dòng vừa gõ; ở danh sách: đọc đủ.")),
        Binding("right", "read", N_("Xem đủ"), show=False, tooltip=N_("Đọc đủ mọi lần kiểm tra.")),
        Binding(PAPERS, "papers", N_("Phiếu"), show=False, tooltip=N_("Xem, lưu, in phiếu kiểm tra tháng này.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
    ]

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """The text belongs to the finding that asked for it; else it waits for a digit on the list."""
        if not self.query_one(BesideDigits).has_focus:
            self.action_read()
        elif self.half.finding:
            self._record(replace(self.half, text=clean_line(self.query_one(BesideDigits).value)))
        else:
            self.pane.focus()

    # --- findings ---------------------------------------------------------------------------------------------------

    def digit(self, digit: str) -> bool:
        """A digit typed on the list, in the order of the keys; the other digits open dialogs."""
        if digit not in FINDINGS:
            return False
        self.action_find(FINDINGS[digit])
        return True

    def action_find(self, finding: str) -> None:
        """Enter a finding at once, or ask for the text that it needs."""
        item = self.item
        if item is None:
            return
        if why := why_not_find(item, finding, self.meets):
            self.refused(why)
            return
        half = replace(self.half, finding=finding, text=clean_line(self.query_one(BesideDigits).value))
        if finding in ONE_KEY:
            self._record(half)
            return
        self.keep(half)
        self.show_here()
        self.set_focus(self.query_one(BesideDigits))

    def _record(self, half: HalfCheck) -> None:
        item = self.item
        if item is None:
            return
        try:
            found, words = read_finding(half.finding, half.text)
        except ReviewError as unread:
            self.refused(str(unread))
            return
        number = item.number
        change = entering(self, number, found, on=self.meets, text=words, today=self.today, proof=half.proof)
        if self.step_follow_up(_("kiểm tra cam kết {number}").format(number=number), change) is not None:
            self._next(number)

    def _next(self, number: str) -> None:
        """The text is a check now; on to the next that nobody has looked at."""
        self.halves[number], self.here = HalfCheck(), ""
        self.leaving()
        pane = self.pane
        if pane.rows:
            pane.go_to(pane.rows[next_to_check(pane.rows, pane.cursor, self.meets)].number)
        pane.redraw()
        pane.focus()
        self.show_here()

    @work
    async def action_prove(self) -> None:
        """Choose the file whose name and SHA-256 the next finding bears; the file itself stays where it is."""
        from review_tui.tui.dialogs.choose_file import ChooseFile
        from review_tui.tui.screens.checking import PROOFS

        chosen = await self.app.push_screen_wait(ChooseFile(_("Chọn tệp minh chứng"), Path.home(), endings=PROOFS))
        if chosen is not None and self.here:
            try:
                self.keep(replace(self.half, proof=proof_of(chosen)))
            except ReviewError as unread:
                self.refused(str(unread))
            self.show_here()

    @work
    async def action_verifier(self) -> None:
        """Somebody else follows it from today on."""
        if self.item is not None:
            await change_verifier(self, self.item, self.today)

    @work
    async def action_day(self) -> None:
        """The day of the meeting that is entered."""
        typed = await self.app.push_screen_wait(
            Ask(_("Kỳ sinh hoạt ngày nào?"), text=numeric_date(self.meets), refuse=self._why_not_day)
        )
        if typed is not None:
            self.meets, self.numbers = read_date(typed), None
            self.retell()

    def _why_not_day(self, typed: str) -> str | None:
        day: date = read_date(typed)
        return _("Ngày kiểm tra {day} chưa đến.").format(day=numeric_date(day)) if day > self.today else None

    def action_read(self) -> None:
        """All about the one under the cursor."""
        item = self.item
        if item is not None:
            others = repairs_of_the_same(self.all_items, item)
            text = commitment_words(item, self.book.session(item.session), others, self.meets)
            self.app.push_screen(TextScreen(self.book, lambda: item.number, lambda: text))

    def action_papers(self) -> None:
        """The list on paper."""
        from review_tui.tui.screens.papers import PapersScreen

        ids = self.book.session_ids()
        if ids:
            self.app.push_screen(PapersScreen(self.book, ids[-1], self.clock, self.shelf, kind="month-check"))
