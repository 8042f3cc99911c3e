"""Suggested topics of a session: letters taken from a file, or typed from paper, topic by topic."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.exchange.taking import TOPICS, topics_taken, why_not_again
from review_tui.exchange.topics import concerned, read_topics
from review_tui.language.dates import numeric_date
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.opening import letter_changed, same_packet, topics_added, why_not_drop
from review_tui.model.points import Packet, Topic
from review_tui.model.session import Session
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Confirm
from review_tui.tui.dialogs.choose_file import ChooseFile
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.topic_matrix import TopicMatrix
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.keys import SHOW
from review_tui.tui.screens.page import Page, tell
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.topic_fields import (
    letter_fields,
    must_line,
    next_id,
    read_letter,
    read_topic,
    topic_fields,
    why_not_topic,
)
from review_tui.tui.widgets.bars import StatusLine
from review_tui.tui.widgets.listing import Line, ListPane, plain, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A letter, or one of its topics."""

    packet: Packet
    topic: Topic | None = None

    @property
    def key(self) -> str:
        """The letter's id, or letter and topic."""
        return self.packet.id + (f":{self.topic.id}" if self.topic else "")


class TopicsScreen(Page):
    """The letters with their topics. Digits take in a file, begin a letter, add a topic; Enter edits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("Sửa"), tooltip=N_("Sửa văn bản hoặc gợi ý có con trỏ.")),
        Binding("1", "file", N_("Nhập tệp"), tooltip=N_("Nhập gợi ý từ tệp .toml của cấp trên.")),
        Binding("2", "letter", N_("Văn bản"), tooltip=N_("Gõ một văn bản gợi ý: số, ngày, cơ quan, hạn trả lời.")),
        Binding("3", "topic", N_("Gợi ý"), tooltip=N_("Thêm một gợi ý vào văn bản có con trỏ.")),
        Binding(
            SHOW, "matrix", N_("Bảng"), show=False, tooltip=N_("Gợi ý nào, ai đã trả lời, kết luận gì; đọc toàn văn.")
        ),
        Binding("4", "drop", N_("Bỏ"), show=False, tooltip=N_("Bỏ gợi ý có con trỏ, nếu chưa ai trả lời.")),
    ]

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        super().__init__(book)
        self.session_id, self.clock = session, clock

    @property
    def session(self) -> Session:
        """The session as the book has it now."""
        return self.book.session(self.session_id)

    def body(self) -> ComposeResult:
        """How many, and the list."""
        yield StatusLine()
        yield ListPane[TopicRow](key=lambda row: row.key, render=self._draw, tall=True, empty=_empty)

    def place(self) -> str:
        """ "Gợi ý kiểm điểm kỳ 2026"."""
        return _("Gợi ý kiểm điểm kỳ {id}").format(id=self.session_id)

    def fill(self) -> None:
        """Letters in their order, each with its topics."""
        session = self.session
        rows = []
        for packet in session.packets:
            rows.append(TopicRow(packet=packet))
            rows += [TopicRow(packet=packet, topic=topic) for topic in session.topics if topic.packet == packet.id]
        words = _(" {letters} văn bản, {topics} gợi ý").format(letters=len(session.packets), topics=len(session.topics))
        self.query_one(StatusLine).tell(plain(words, "strong"))
        pane = self.query_one(ListPane)
        pane.fill(rows)
        pane.redraw()
        pane.focus()

    def _draw(self, row: TopicRow, width: int) -> list[Line]:
        if row.topic is None:
            return [plain(line, "strong") for line in wrapped(letter_words(row.packet), width, width - 2)]
        head = concerned(row.topic, self.session.roll)
        first, *rest = wrapped(f"{head} · {row.topic.title}", width - 2, width - 6)
        below = wrapped(must_line(row.topic), width - 6) if row.topic.must_answer else []
        return [
            plain("  " + first),
            *(plain("      " + line) for line in rest),
            *(plain("      " + line, "quiet") for line in below),
        ]

    @property
    def _here(self) -> TopicRow | None:
        row = self.query_one(ListPane).row_here
        return row if isinstance(row, TopicRow) else None

    def action_matrix(self) -> None:
        """Topics and whom they concern, with the blanks."""
        self.app.push_screen(TopicMatrix(self.session))

    # --- a file -----------------------------------------------------------------------------------------------------

    @work
    async def action_file(self) -> None:
        """Take in a packet; every wrong place of it is shown, and then nothing goes in."""
        title = _("Chọn tệp gợi ý kiểm điểm (.toml)")
        path = await self.app.push_screen_wait(ChooseFile(title, Path.home(), endings=(".toml",)))
        if path is None:
            return
        session, day = self.session, self.clock().date()
        try:
            read = read_topics(path, session.roll, new_id=new_id, entries=session.rules.entries)
        except InputErrors as wrong:
            text = "\n".join(wrong.sentences)
            self.app.push_screen(TextScreen(self.book, lambda: _("Chưa nhập gì: các chỗ sai trong tệp"), lambda: text))
            return
        except ReviewError as broken:
            tell(self, str(broken), wrong=True)
            return
        known = why_not_again(session, TOPICS, read.digest, day)
        if known is None and same_packet(session, read.packet) is not None:
            known = _("Văn bản {number} đã nhập.").format(number=read.packet.number)
        if known and not await self.app.push_screen_wait(Confirm(known, yes=_("Thay bằng bản này"))):
            return
        name = _("nhập gợi ý kiểm điểm {number}").format(number=read.packet.number)
        if self.step(name, lambda one: topics_taken(one, read, day=day, replacing=bool(known)), session=session.id):
            self.say(" ".join([_("Đã nhập {count} gợi ý.").format(count=len(read.topics)), *read.notes]))

    # --- typed from paper -------------------------------------------------------------------------------------------

    @work
    async def action_letter(self) -> None:
        """Type the head of a letter, then its first topic."""
        issuer, year = self.book.cell.superior, self.session.year
        values = await self.app.push_screen_wait(
            FormDialog(_("Văn bản gợi ý kiểm điểm"), letter_fields(issuer=issuer), refuse=self._why_not_letter)
        )
        if values is None:
            return
        packet = read_letter(Packet(id=new_id(), issuer="", number="", dated=self.clock().date(), year=year), values)
        name = _("ghi văn bản gợi ý {number}").format(number=packet.number)
        if self.step(name, lambda one: topics_added(one, packet, (), None), session=self.session_id):
            self.query_one(ListPane).go_to(packet.id)
            await self._ask_topic(packet)

    def _why_not_letter(self, values: dict[str, str], known: Packet | None = None) -> str | None:
        blank = Packet(id="", issuer="", number="", dated=self.clock().date(), year=self.session.year)
        read = read_letter(known or blank, values)
        same = same_packet(self.session, read)
        if same is not None and (known is None or same.id != known.id):
            return _("Văn bản {number} đã có trong kỳ này.").format(number=read.number)
        if read.answer_by is not None and read.answer_by < read.dated:
            return _("Hạn trả lời trước ngày văn bản.")
        return None

    @work
    async def action_topic(self) -> None:
        """Add topics to the letter under the cursor, until Esc."""
        row = self._here
        if row is None:
            self.say(_("Trước hết ghi văn bản (phím 2) hoặc nhập tệp (phím 1)."))
        else:
            await self._ask_topic(row.packet)

    async def _ask_topic(self, packet: Packet) -> None:
        """One topic after the other: each is saved when it is typed, Esc ends."""
        while True:
            session = self.session
            title = _("Gợi ý mới của {number} (Esc: hết)").format(number=packet.number)
            values = await self.app.push_screen_wait(
                FormDialog(
                    title,
                    topic_fields(session, next_id(session)),
                    start="kind",
                    refuse=lambda typed, session=session: why_not_topic(session, typed, ""),  # type: ignore[misc]
                )
            )
            if values is None:
                return
            topic = read_topic(session, packet, values)
            if not self._keep(packet, (*self._of(packet), topic), _("ghi gợi ý {id}").format(id=topic.id)):
                return

    def _of(self, packet: Packet) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.session.topics if topic.packet == packet.id)

    def _keep(self, packet: Packet, topics: tuple[Topic, ...], name: str) -> bool:
        return self.step(name, lambda one: letter_changed(one, packet, topics), session=self.session_id) is not None

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        self.action_edit()

    @work
    async def action_edit(self) -> None:
        """Edit the letter or topic under the cursor."""
        row = self._here
        if row is None:
            return
        if row.topic is None:
            await self._edit_letter(row.packet)
        else:
            await self._edit_topic(row.packet, row.topic)

    async def _edit_letter(self, packet: Packet) -> None:
        fields = letter_fields(
            issuer=packet.issuer, number=packet.number, dated=packet.dated, answer_by=packet.answer_by
        )
        values = await self.app.push_screen_wait(
            FormDialog(
                _("Văn bản gợi ý kiểm điểm"),
                fields,
                edit=True,
                refuse=lambda typed: self._why_not_letter(typed, packet),
            )
        )
        if values is not None:
            self._keep(read_letter(packet, values), self._of(packet), _("sửa văn bản gợi ý"))

    async def _edit_topic(self, packet: Packet, topic: Topic) -> None:
        session = self.session
        fields = topic_fields(session, topic.id, topic)
        values = await self.app.push_screen_wait(
            FormDialog(
                _("Sửa gợi ý {id}").format(id=topic.id),
                fields,
                edit=True,
                refuse=lambda typed: why_not_topic(session, typed, topic.id),
            )
        )
        if values is not None:
            made = replace(read_topic(session, packet, values), source=topic.source, entries=topic.entries)
            made = replace(made, priority=topic.priority, task_group=topic.task_group)
            topics = tuple(made if one.id == topic.id else one for one in self._of(packet))
            self._keep(packet, topics, _("sửa gợi ý {id}").format(id=topic.id))

    @work
    async def action_drop(self) -> None:
        """Take a topic out of its letter."""
        row = self._here
        if row is None or row.topic is None:
            self.say(_("Đưa con trỏ tới gợi ý cần bỏ."))
            return
        if why := why_not_drop(self.session, row.topic):
            tell(self, why, wrong=True)
            return
        topic = row.topic
        title = _("Bỏ gợi ý {id}?").format(id=topic.id)
        if await self.app.push_screen_wait(Confirm(title, text=topic.title, yes=_("Bỏ"))):
            topics = tuple(one for one in self._of(row.packet) if one.id != topic.id)
            self._keep(row.packet, topics, _("bỏ gợi ý {id}").format(id=topic.id))


def _empty() -> str:
    return _("Chưa có gợi ý. Bấm 1 để nhập tệp, 2 để gõ từ văn bản của cấp trên.")


def letter_words(packet: Packet) -> str:
    """ "Số 27-CV/ĐU ngày 16/11/2026, Đảng ủy phường ..., trả lời trước 01/12/2026"."""
    words = _("{number} ngày {day}, {issuer}").format(
        number=packet.number, day=numeric_date(packet.dated), issuer=packet.issuer
    )
    if packet.answer_by:
        words += _(", trả lời trước {day}").format(day=numeric_date(packet.answer_by))
    return words
