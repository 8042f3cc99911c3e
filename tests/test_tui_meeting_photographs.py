"""Photographs of what opens over the meeting, and of the entry line in its states."""

from dataclasses import replace

import pytest
from evening import OPENING, Evening, a_book, evening
from screens import SIZES, compare
from textual import events

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.session import Level, Tally
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import ListPane

LONG = (
    "Vắng 4 kỳ sinh hoạt: tháng 2, 5, 7 và 9, chỉ báo trước một lần, làm ảnh hưởng đến việc đóng góp ý kiến vào nghị "
    "quyết của chi bộ, nhiều đồng chí phải làm thay phần việc được giao, kể cả việc thu đảng phí của tổ; đề nghị đồng "
    "chí nói rõ vì sao"
)
LINES = (
    *OPENING,
    "@ -4 Nằm viện, có giấy",
    "/ cb",
    "2 - Quý 2 họp thiếu một kỳ #g1",
    "1 = 1 tiếp thu Tôi nhận",
    "ct . Rút kinh nghiệm",
    "/ 5",
    "5 . Trình bày bản tự kiểm điểm",
    f"2 - {LONG} #g3",
    "5 = 2 một phần Làm ca đêm nên không dự được, có lỗi là không báo trước",
    "ct = 2 nhắc nhở",
    "5 ! 2 Báo vắng trước 24 giờ ~2 >31/12/2027",
    "3 ? Còn phản hồi trong nhóm?",
    "5 = g2 giải trình Chờ đo đạc",
    "ct = g2 rõ",
    "5 xl tốt 84",
)


class Camera:
    """Takes the photographs of one walk."""

    def __init__(self, room: Evening, suffix: str) -> None:
        self.room, self.suffix = room, suffix

    async def take(self, name: str, *keys: str) -> None:
        """Press keys, then compare what stands there."""
        await self.room.press(*keys)
        await self.room.calm()
        compare(self.room.app, f"meeting-{name}{self.suffix}")  # type: ignore[arg-type]

    async def letters(self, text: str) -> None:
        """Type without Enter."""
        for letter in text:
            self.room.app.post_message(events.Key(letter, letter))
        await self.room.calm()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["vi", "en"])
async def test_what_opens_over_the_meeting_looks_as_it_did(size: tuple[int, int], code: str) -> None:
    """Resume line, full text, editing, F6, matrix, guided form, questions, run sheet looks, undo, search, levels."""
    translate.speak(code, shipped("locale"))
    book = a_book(*LINES)
    book.act("cam kết của đ/c Đồng", lambda session: session, session="2026")
    book.keep_draft("entry:2026", "3 - Trễ họ")
    async with evening(book, size=size) as room:
        camera = Camera(room, "" if code == "vi" else "-en")
        await camera.take("resumed")
        room.screen.query_one(EntryLine).put_back("")
        room.screen.query_one("#said", ListPane).go_to(room.session.points[2].id)
        await camera.take("full-text", "escape", "right")
        await camera.take("editing", "enter")
        await camera.take("sorting", "escape", "f6")
        await camera.take("matrix", "4")
        await camera.take("guided", "escape", "f4")
        await camera.take("guided-who", "1")
        await room.type("hieu")
        await camera.letters("Trễ họp tổ ba lần")
        await camera.take("guided-text")
        await camera.take("guided-answer", "escape", "escape", "f4", "6")
        await camera.take("guided-kind", "1")
        room.screen.query_one(EntryLine).put_back("")
        await camera.take("guided-left", "escape")
        await room.type("nhẫn - Chưa nộp báo cáo")
        await camera.take("question-who")
        await room.type("5 = 3 Có, còn hai lần")
        await camera.take("question-answer")
        await room.type("chưa kịp ghi ai nói câu này")
        await camera.take("kept")
        await camera.take("roll-call-looked-at", "f5", "home", "enter")
        room.screen.look_at("cb")
        await camera.take("looked-at")
        await camera.take("undo", "escape", "f7")
        await camera.take("search", "escape", "f3")
        await camera.letters("vang")
        await camera.take("search-found")
        await camera.take("search-place", "down", "enter")
        await room.press("escape", *["backspace"] * 4)
        await camera.letters("dong")
        await camera.take("member-file", "enter")
        await camera.take("levels", "escape", "escape", "f5", "end", "up", "up", "enter")
        votes = tuple(zip(Level, (1, 3, 0, 0), strict=True))
        counted = Tally(floor="cb", issued=4, returned=4, valid=4, votes=votes, result=Level.GOOD)
        room.screen.step("x", lambda session: replace(session, tallies=(counted,)), session="2026")
        await camera.take("tallied")
        await room.type("@kt 21:30")
        room.screen.step("x", lambda session: replace(session, drafts=()), session="2026")
        await camera.take("approval", "f8", "3")
        await room.type("", "05", "", "")
        await camera.take("approval-asked")
        await camera.take("approved", "1")
