"""The less quiet moments of an evening: late comers, a pause, a full disk, closed minutes, long texts."""

from dataclasses import replace
from pathlib import Path

import pytest
from evening import OPENING, Evening, a_book, evening
from meeting_room import NOW, a_session, member, said
from memory_book import MemoryBook
from real_room import a_real_book
from screens import rows_of
from textual import events

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.minutes import approved, signed
from review_tui.model.people import Post
from review_tui.model.points import COLLECTIVE, AnswerKind
from review_tui.model.session import Approval, FloorState, Here, Role, Session, Signing, State, Step
from review_tui.tui.dialogs.full_text import FullText
from review_tui.tui.dialogs.run_sheet import RunSheet
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import ListPane
from review_tui.tui.widgets.reading import ReadingPane
from review_tui.tui.widgets.typing import ViInput

FLOOR = (*OPENING, "/ 5")


def entry(room: Evening) -> EntryLine:
    """The entry line."""
    return room.screen.query_one(EntryLine)


async def letters(room: Evening, text: str) -> None:
    """Type without Enter."""
    for letter in text:
        room.app.post_message(events.Key(letter, letter))
    await room.calm()


class TestRollCall:
    """Who comes and goes."""

    async def test_late_and_early_from_the_list_while_somebody_is_on_the_floor(self) -> None:
        """The roll call is looked at; the floor and its clock go on."""
        async with evening(a_book(*OPENING, "@ -4 Ốm", "/ 5")) as room:
            await room.press("f5", "home", "enter")
            assert "Đang xem: Khai mạc, điểm danh" in room.bar("step")
            await room.press("down", "down", "down", "enter", "3")
            await room.type("")
            await room.press("down", "enter", "4")
            await room.type("", "Việc gia đình")
            seen = {one.member: one for one in room.session.sittings[0].attendance}
            assert (seen["m4"].here, seen["m4"].arrived) == (Here.PRESENT, "18:00")
            assert (seen["m5"].left, seen["m5"].left_reason) == ("18:00", "Việc gia đình")
            assert room.session.on_floor == "m5"
            await room.press("escape")
            assert "Huỳnh Quang Đồng" in room.bar("step")

    async def test_leaving_the_questions_of_a_departure_marks_nothing(self) -> None:
        """Esc at the reason is Esc."""
        async with evening(a_book(*OPENING)) as room:
            await room.press("down", "enter", "4", "enter", "escape")
            assert not any(one.left for one in room.session.sittings[0].attendance)

    async def test_a_member_whose_id_begins_like_a_guests_can_be_marked(self) -> None:
        """Ids are random; only guests are guests."""
        members = tuple(replace(member(no), id=f"k{no}x") for no in range(1, 4))
        session = replace(a_session(), roll=members, reviewed=tuple(one.id for one in members), topics=())
        async with evening(a_book(session=session)) as room:
            await room.press("enter", "1")
            assert room.session.sittings[0].attendance[0].member == "k1x"

    async def test_a_guest_is_not_called(self) -> None:
        """Enter on a guest says so."""
        async with evening(a_book(*OPENING, "@k Bà Mai, Đảng ủy phường")) as room:
            await room.press("end", "pagedown", "pagedown", "enter")
            assert "Khách mời không điểm danh" in room.bar("preview")

    async def test_three_hundred_members_are_called(self) -> None:
        """The list pages, and one keystroke marks the last."""
        base = a_session()
        roll = tuple(
            replace(member(1 + no % 6), id=f"n{no}", no=no, name=f"Nguyễn Văn Số {no}") for no in range(1, 301)
        )
        session = replace(base, roll=roll, reviewed=tuple(one.id for one in roll), topics=())
        async with evening(a_book(session=session)) as room:
            await room.type("@ *")
            assert "có mặt 300/300" in room.bar("counters")
            for _page in range(20):
                await room.press("pagedown")
            await room.press("enter", "2")
            await room.type("Ốm")
            assert room.session.sittings[0].attendance[-1].here is Here.ABSENT
            assert "Nguyễn Văn Số 300" in room.picture


class TestSittings:
    """A pause to another day."""

    async def test_a_pause_and_the_way_on(self) -> None:
        """@kt ends the sitting, @bd on another day opens one with a roll call of its own, / goes on in the order."""
        async with evening(a_book(*OPENING, "/ cb", "/ 1")) as room:
            await room.type("@kt 21:40")
            assert "buổi 1 đã nghỉ lúc 21:40" in room.bar("step")
            assert "họp tiếp buổi khác" in entry(room).placeholder
            await room.type("@bd 18:00 6/12/2026")
            assert "buổi 2" in room.bar("step")
            assert "có mặt 0/6" in room.bar("counters")
            assert "@ *" in entry(room).placeholder
            assert "chưa gọi" in room.picture
            await room.type("@ *", "/")
            assert room.session.on_floor == "m2"
            assert [len(one.attendance) for one in room.session.sittings] == [6, 6]

    async def test_what_the_gate_lacks_is_filled_into_the_sitting_that_ended(self) -> None:
        """An hour alone is of today."""
        async with evening(a_book("@ *", "@kt 21:30")) as room:
            await room.type("@tai Nhà văn hóa", "@bd 17:30")
            (only,) = room.session.sittings
            assert (only.opened, only.day, only.place) == ("17:30", NOW.date(), "Nhà văn hóa")
            await letters(room, "@bd 19:00")
            assert "MỞ BUỔI 2 ngày 05/12/2026, 19:00" in room.bar("preview")

    async def test_coming_back_says_where_the_meeting_stood(self) -> None:
        """The resume line names the last act, not an undo."""
        book = a_book(*FLOOR)
        async with evening(book) as room:
            await room.type("2 - a")
            await room.press("escape", "escape")
            assert isinstance(room.app.screen, HomeScreen)
            await room.press("enter")
            assert "Tiếp tục: việc ghi sau cùng" in room.bar("preview")
            assert "ý kiến 1" in room.bar("preview")


class TestRoles:
    """Who stands in."""

    async def test_without_a_deputy_the_committee_chairs(self) -> None:
        """And where nobody is free it goes on, and says so."""
        roll = tuple(replace(member(no), post=Post.HEAD if no == 1 else Post.MEMBER) for no in range(1, 4))
        session = replace(a_session(), roll=roll, reviewed=tuple(one.id for one in roll), topics=())
        session = said(session, "@ *", "@ct 1", "@tk 3")
        async with evening(a_book(session=session)) as room:
            await room.type("/ 1")
            assert room.session.holder(Role.CHAIR) == ("m1",)
            assert "Không còn ai thay để chủ trì" in room.bar("preview")
            await room.type("/ 3")
            assert room.session.holder(Role.RECORDER) == ("m3",)
            assert "ghi thay thì gõ @tk" in room.bar("preview")


class TestUndo:
    """With the store's own book."""

    @pytest.fixture
    def lines(self) -> tuple[str, ...]:
        return (
            "@ -4 Ốm",
            "@k Bà Mai, Đảng ủy",
            "/ 5",
            "2 - Vắng họp",
            "5 = 1 tiếp thu Nhận",
            "5 = g2 giải trình Chờ",
            "ct = 1 nhắc nhở",
            "ct = g2 rõ",
            "5 ! 1 Dự đủ ~2 >31/12/2027",
            "ct . Nhất trí",
            "5 xl tốt 84",
            "không hiểu",
        )

    async def test_every_kind_of_act_is_undone_by_its_name(self, lines: tuple[str, ...], tmp_path: Path) -> None:
        """The newest stands first; each goes, and the session is as it was."""
        with a_real_book(tmp_path / "sổ", *OPENING) as book:
            async with evening(book) as room:  # type: ignore[arg-type]
                before = []
                for line in lines:
                    before.append(_content(room.session))
                    await room.type(line)
                for was in reversed(before):
                    assert _content(room.session) != was
                    await room.press("f7", "enter")
                    assert "Đã hoàn tác" in room.bar("preview")
                    assert _content(room.session) == was
                await room.type("/ 5", "2 - Lại")
                assert [point.number for point in room.session.points if not point.withdrawn] == ["2026-002"]

    async def test_an_act_that_others_rest_on_is_named_and_kept(self, tmp_path: Path) -> None:
        """The sentence names the later act; an undone one is offered no more."""
        with a_real_book(tmp_path / "sổ", *OPENING) as book:
            async with evening(book) as room:  # type: ignore[arg-type]
                await room.type("/ 5", "2 - Vắng họp", "5 = 1 tiếp thu Nhận")
                await room.press("f7", "2")
                assert "hãy hoàn tác việc sau trước" in room.bar("preview")
                assert "trả lời ý kiến 1" in room.bar("preview")
                assert room.session.points[0].answers
                await room.press("f7", "1", "f7")
                assert "hoàn tác" not in room.picture.split("Hoàn tác việc nào?")[1].split("Enter")[0]
                await room.press("enter")
                assert room.session.points[0].withdrawn

    async def test_nothing_before_the_approval_is_offered(self, tmp_path: Path) -> None:
        """What was approved is not undone; it is reopened."""
        with a_real_book(tmp_path / "sổ", *OPENING) as book:
            async with evening(book) as room:  # type: ignore[arg-type]
                await room.type("/ 5", "2 - Vắng họp")
                approval = Approval(votes_for=5, voters=5, at=NOW)
                room.screen.step("thông qua", lambda session: approved(session, approval), session="2026")
                await room.press("f7")
                assert "Chưa có việc gì để hoàn tác" in room.bar("preview")


def _content(session: Session) -> tuple[object, ...]:
    """What an undo brings back: all but the numbers given, the clock, and what stays withdrawn."""
    points = tuple(point for point in session.points if not point.withdrawn)
    made = tuple(one for one in session.commitments if not one.withdrawn)
    floors = tuple(replace(one, seconds=0) for one in session.floors)
    return (
        points, made, floors, session.topic_answers, session.drafts, session.guests, session.roles,
        session.sitting, session.on_floor,
    )  # fmt: skip


class TestEditing:
    """Lines brought back."""

    @pytest.mark.parametrize(
        ("lines", "ups", "line", "changed", "seen"),
        [
            (("2 - a", "5 = 1 tiếp thu b"), 0, "5 = 1 tiếp thu b", "5 = 1 giải trình c", "giải trình: c"),
            (("5 = g2 tiếp thu b",), 0, "5 = g2 tiếp thu b", "5 = g2 giải trình c", "giải trình: c"),
            (
                ("2 - a", "5 ! 1 b ~2 >ngay"),
                0,
                "5 ! 1 b ~2 >ngay",
                "5 ! 1 c ~3 >tx",
                "c (Lê Ngọc Nhẫn theo dõi, thường xuyên)",
            ),
            (("ct . b",), 0, "ct . b", "ct . c", "kết luận: c"),
            (("2 - a", "ct = 1 nhắc nhở"), 0, "ct = 1 nhắc nhở, rút kinh nghiệm", "ct = 1 không phải", "không phải"),
            (("5 xl tốt 84",), 0, "5 xl hoàn thành tốt nhiệm vụ 84", "5 xl xuất sắc 95", "xuất sắc nhiệm vụ, 95"),
            (("5 = g2 tiếp thu b", "2 - a"), 1, "5 = g2 tiếp thu b", "5 = g2 bảo lưu c", "bảo lưu ý kiến: c"),
        ],
    )
    async def test_every_kind_of_line_comes_back_and_is_replaced(
        self, lines: tuple[str, ...], ups: int, line: str, changed: str, seen: str
    ) -> None:
        """Enter on the row, change, Enter: one item as before, and the list says the new words."""
        async with evening(a_book(*FLOOR)) as room:
            await room.type(*lines)
            count = len(rows_of(room.screen.query_one("#said", ListPane)))
            await room.press(*(["up"] * max(ups, 1)), *(["down"] if not ups else []), "enter")
            assert entry(room).text == line
            entry(room).put_back(changed)
            await room.press("enter")
            rows = rows_of(room.screen.query_one("#said", ListPane))
            assert seen in "\n".join(rows)
            assert len(rows) == count
            assert room.session.drafts == ()

    async def test_a_line_of_a_floor_looked_at_is_edited_there(self) -> None:
        """Looking is enough: the conclusion of the collective is changed while a member is on the floor."""
        async with evening(a_book(*OPENING, "/ cb", "2 - Họp thiếu", "ct . Cũ", "/ 5")) as room:
            room.screen.look_at(COLLECTIVE)
            await room.calm()
            await room.press("up", "down", "enter")
            entry(room).put_back("ct . Mới")
            await room.press("enter")
            assert room.session.floor(COLLECTIVE).conclusion[0].text == "Mới"
            assert room.session.on_floor == "m5"

    async def test_the_log_names_the_point_that_was_edited(self) -> None:
        """Not the number of the next one."""
        async with evening(a_book(*FLOOR)) as room:
            await room.type("2 - a", "3 - b")
            await room.press("up", "enter")
            await room.type(" thêm")
            assert "sửa ý kiến 1," in room.book.acts[-1]
            assert room.session.points[0].text == "a thêm"

    async def test_a_second_enter_by_mistake_brings_nothing_back(self) -> None:
        """Else the next line would be typed onto the last one."""
        async with evening(a_book(*FLOOR)) as room:
            await room.type("2 - a", "", "3 - b")
            assert [point.text for point in room.session.points] == ["a", "b"]

    async def test_a_changed_line_is_given_up_only_on_a_second_escape(self) -> None:
        """One Esc too many costs nothing."""
        async with evening(a_book(*FLOOR, "2 - a")) as room:
            await room.press("up", "enter")
            await letters(room, " dài thêm nữa")
            await room.press("escape")
            assert entry(room).text == "2 - a dài thêm nữa"
            await room.press("escape")
            assert entry(room).text == ""
            assert room.session.points[0].text == "a"

    async def test_an_emptied_line_is_still_the_line_being_edited(self) -> None:
        """Ctrl+U and a new text replace the point; only Esc leaves it."""
        async with evening(a_book(*FLOOR, "2 - Vắng họp")) as room:
            await room.press("up", "enter", "ctrl+u")
            assert entry(room).text == ""
            assert "Đang sửa ý kiến 1; gõ lại cả dòng, hoặc Esc để thôi." in room.bar("preview")
            await room.press("enter")
            assert "Đang sửa ý kiến 1" in room.bar("preview")
            await room.press("ctrl+u")
            await room.type("2 - Trễ họp")
            assert [point.text for point in room.session.points] == ["Trễ họp"]

    async def test_what_was_half_typed_is_kept_when_another_line_is_taken_up(self) -> None:
        """By Enter on the list, by F6, by F4: it becomes a ghi nháp."""
        async with evening(a_book(*FLOOR, "2 - a")) as room:
            await letters(room, "3 - nửa chừng")
            await room.press("escape", "enter")
            assert entry(room).text == "2 - a"
            assert [line.text for line in room.session.drafts] == ["3 - nửa chừng"]

    async def test_an_edit_cut_by_the_power_is_an_edit_again(self) -> None:
        """The point is not entered a second time."""
        book = a_book(*FLOOR, "2 - a")
        async with evening(book) as room:
            await room.press("up", "enter")
            await letters(room, " và b")
            entry(room).keep()
            await room.calm()
        async with evening(book) as room:
            assert entry(room).text == "2 - a và b"
            await room.press("enter")
            assert [point.text for point in room.session.points] == ["a và b"]
        assert book.drafts() == {}

    async def test_a_point_of_another_floor_is_answered_from_here(self) -> None:
        """cb.1 while a member is on the floor; the preview says where."""
        async with evening(a_book(*OPENING, "/ cb", "2 - Họp thiếu", "/ 5")) as room:
            await letters(room, "1 = cb.1 tiếp thu Nhận")
            assert "phần tập thể chi bộ" in room.bar("preview")
            await room.press("enter")
            assert room.session.points[0].answers[0].text == "Nhận"


class TestOffers:
    """An answer that fits a topic."""

    async def test_an_answer_to_a_tagged_point_becomes_the_answer_to_the_topic(self) -> None:
        """One key in F6: the same kind, text and speaker, for the member whom it concerns."""
        async with evening(a_book(*FLOOR)) as room:
            await room.type("2 - Vắng họp #g3", "5 = 1 một phần Làm ca đêm")
            assert "F6: lấy trả lời này làm trả lời gợi ý g3" in room.bar("preview")
            await room.press("f6")
            assert "1 Lấy trả lời ý kiến 1 làm trả lời gợi ý g3: Làm ca đêm" in room.picture
            await room.press("1")
            [given] = room.session.topic_answers
            assert (given.topic, given.floor) == ("g3", "m5")
            answer = given.answers[0]
            assert (answer.kind, answer.text, answer.by) == (AnswerKind.PARTLY, "Làm ca đêm", "m5")
            assert "g3 ✓" in room.bar("topics")
            await room.press("f6")
            assert "Lấy trả lời" not in room.picture

    async def test_it_is_offered_only_to_whom_the_topic_concerns(self) -> None:
        """g2 is for no. 5 alone; a point on another floor that he answered is offered, with the floor's name."""
        async with evening(a_book(*OPENING, "/ 4", "2 - Vắng họp #g2", "4 = 1 tiếp thu Nhận")) as room:
            await room.press("f6")
            assert "Lấy trả lời" not in room.picture
            await room.press("escape")
            await room.type("5 = 1 giải trình Tôi mời họp trễ")
            await room.press("f6")
            assert "phần Huỳnh Quang Đồng" in room.picture


class TestTrouble:
    """Nothing typed is lost."""

    async def test_a_book_held_elsewhere_says_who_holds_it_and_keeps_the_text(self) -> None:
        """Entering is refused by a sentence; the line stays."""
        session = a_session(*FLOOR)
        other = a_book(session=session)
        book = MemoryBook(other.cell, (session,), {"2026": other.pack("2026")}, writable=False)
        async with evening(book) as room:
            assert "Sổ đang được máy" in room.bar("preview")
            for line in ("2 - Vắng", "không hiểu câu này"):
                await room.type(line)
                assert entry(room).text == line
                assert "Sổ đang được máy" in room.bar("preview")
                entry(room).put_back("")
                await room.calm()
            assert book.acts == []

    async def test_a_full_disk_gives_every_kind_of_line_back(self) -> None:
        """An act, a ghi nháp, an edit, the answer to a question."""
        async with evening(a_book(*FLOOR, "2 - a")) as room:
            room.book.fail = "Ổ đĩa đầy."
            for line in ("2 - Vắng", "không hiểu", "@ -4 Ốm"):
                await room.type(line)
                assert entry(room).text == line
                assert "Ổ đĩa đầy." in room.bar("preview")
                entry(room).put_back("")
                await room.calm()
            await room.press("up", "enter")
            await room.type(" thêm")
            assert entry(room).text == "2 - a thêm"
            room.book.fail = ""
            await room.press("enter")
            assert [point.text for point in room.session.points] == ["a thêm"]
            await room.type("3 vắng họp")
            room.book.fail = "Ổ đĩa đầy."
            await room.type("1")
            assert entry(room).text == "3 - vắng họp"
            room.book.fail = ""
            await room.press("enter")
            assert [point.text for point in room.session.points] == ["a thêm", "vắng họp"]
            assert room.session.drafts == ()

    async def test_closed_minutes_are_shown_without_traps(self) -> None:
        """No key enters anything; each says why."""
        session = a_session(*FLOOR, "2 - a", "ct . b")
        session = signed(
            approved(session, Approval(votes_for=5, voters=5, at=NOW)),
            Signing(on=NOW.date(), recorder="Lê Ngọc Nhẫn", chair="Lý Thị Vượng"),
        )
        async with evening(a_book(session=session)) as room:
            assert "đã ký và khóa" in entry(room).placeholder
            before = room.session
            await room.type("2 - thêm", "không hiểu")
            entry(room).put_back("")
            await room.calm()
            looks = ("f5", "home", "down", "right", "enter", "right", "escape", "f5", "down", "enter", "f7")
            await room.press(*looks, "f6", "enter", "escape", "f5", "end", "enter", "2", "3", "4", "7")
            assert room.session == before
            assert room.book.acts == []
            assert room.app.is_running

    @pytest.mark.parametrize("state", [State.RECORDING, State.APPROVED])
    async def test_lines_typed_blindly_on_the_minutes_change_nothing(
        self, state: State, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever believes to be in the meeting approves, signs, reopens and prints nothing by a line and Enter."""
        printed: list[object] = []
        monkeypatch.setattr("review_tui.papers.printer.send", lambda *words, **more: printed.append(words))
        session = a_session(*FLOOR, "2 - a")
        if state is State.APPROVED:
            session = approved(session, Approval(votes_for=5, voters=5, at=NOW))
        async with evening(a_book(session=session)) as room:
            for blind in (
                "3 - Vắng 4 buổi",
                "4 = 1 tiếp thu",
                "5 ! 1 Dự đủ ~2 >ngay",
                "6 + Tốt",
                "7 ? Sao?",
                "2 * Nên",
            ):
                await room.press("f8")
                await room.type(blind, "")
                assert (room.session, room.book.acts, printed) == (session, [], []), blind
                while not isinstance(room.app.screen, MeetingScreen):
                    await room.press("escape")


class TestLongAndSmall:
    """Extremes."""

    async def test_sixty_points_stay_at_the_newest(self) -> None:
        """Also after a look at the first of them."""
        async with evening(a_book(*FLOOR, *(f"2 - Ý kiến thứ {n}" for n in range(1, 61)))) as room:
            assert "Ý kiến thứ 60" in room.picture
            await room.type("3 - Ý kiến mới")
            assert "Ý kiến mới" in room.picture
            for _page in range(6):
                await room.press("pageup")
            assert "Ý kiến mới" not in room.picture
            await room.type("2 - Sau cùng")
            assert "Sau cùng" in room.picture
            await room.type("5 = 3 tiếp thu Nhận điều thứ ba")
            assert "Nhận điều thứ ba" in room.picture

    async def test_a_text_of_twenty_thousand_letters_is_entered_and_read_to_its_end(self) -> None:
        """Entered, shown cut, read whole over the list, brought back."""
        words = ("dài " * 4_990).strip()
        async with evening(a_book(*FLOOR)) as room:
            room.app.post_message(events.Paste(f"2 - {words} hết"))
            await room.calm()
            await room.press("enter")
            assert room.session.points[0].text == f"{words} hết"
            await room.press("up", "right")
            assert isinstance(room.app.screen, FullText)
            room.app.screen.query_one(ReadingPane).scroll_end(animate=False)
            await room.calm()
            assert "hết" in room.picture
            await room.press("enter")
            assert entry(room).text == f"2 - {words} hết"
            await room.press("escape", "f8", "2", "down")
            for _page in range(40):
                await room.press("pagedown")
            assert "hết" in room.picture

    @pytest.mark.parametrize("size", [(60, 20), (30, 8), (10, 3)])
    async def test_a_small_window_shows_less_and_breaks_nothing(self, size: tuple[int, int]) -> None:
        """Every part of the meeting is drawn at that size."""
        async with evening(a_book(*FLOOR, "2 - Vắng bốn buổi")) as room:
            await room.pilot.resize_terminal(*size)
            await room.calm()
            await room.type("nhẫn - Thử", "4", "5 = 1 tiếp thu Nhận")
            for keys in (("f5",), ("escape", "f4"), ("escape", "f6"), ("escape", "right"), ("escape", "f8"), ("2",)):
                await room.press(*keys)
                assert room.picture.strip()
            await room.pilot.resize_terminal(80, 24)
            await room.calm()
            assert len(room.session.points) == 2

    async def test_another_language_in_the_middle_of_a_line_and_of_a_dialog(self) -> None:
        """F9 rebuilds nothing: letters, cursor and dialog stay."""
        translate.speak("vi", shipped("locale"))
        async with evening(a_book(*FLOOR)) as room:
            await letters(room, "2 - Vắng bốn")
            await room.press("f9")
            await letters(room, " buổi")
            assert entry(room).text == "2 - Vắng bốn buổi"
            await room.press("enter", "f4", "1")
            await letters(room, "hieu")
            await room.press("f9")
            assert room.app.screen.query_one(ViInput).value == "hieu"
            await room.press("enter")
            await letters(room, "Trễ họp")
            await room.press("f9")
            assert room.app.screen.query_one(ViInput).value == "Trễ họp"
            assert entry(room).text == "2 - Trễ họp"
            await room.press("f9", "escape")
            assert entry(room).text == "2 - Trễ họp"


class TestRunSheetAndGuide:
    """Steps, the queue, the guided form."""

    async def test_space_queues_and_takes_back_and_stays_on_the_row(self) -> None:
        """The sheet opens again where it was."""
        async with evening(a_book(*OPENING, "@ -4 Ốm")) as room:
            await room.press("f5")
            room.app.screen.query_one(ListPane).go_to("floor:m4")
            await room.press("space")
            assert room.session.floor("m4").state is FloorState.QUEUED
            assert isinstance(room.app.screen, RunSheet)
            assert room.app.screen.query_one(ListPane).key_here == "floor:m4"
            await room.press("space")
            assert room.session.floor("m4").state is FloorState.WAITING

    async def test_who_is_here_is_put_off_only_after_a_question(self) -> None:
        """A slip of the finger on Space moves nobody."""
        async with evening(a_book(*OPENING)) as room:
            await room.press("f5")
            room.app.screen.query_one(ListPane).go_to("floor:m4")
            await room.press("space", "enter")
            assert room.session.floor("m4").state is FloorState.WAITING
            await room.press("space", "1")
            assert room.session.floor("m4").state is FloorState.QUEUED

    async def test_a_floor_only_looked_at_is_one_enter_away(self) -> None:
        """A line for it is kept in the entry line, and F5 has the cursor there."""
        async with evening(a_book(*OPENING)) as room:
            room.screen.look_at("m5")
            await room.type("2 - Vắng 4 buổi")
            assert "chưa vào phần này: F5 rồi Enter" in room.bar("preview")
            assert (entry(room).text, room.session.drafts) == ("2 - Vắng 4 buổi", ())
            await room.press("f5", "enter", "enter")
            assert room.session.on_floor == "m5"
            assert [point.text for point in room.session.points] == ["Vắng 4 buổi"]

    async def test_a_step_or_floor_entered_ends_a_look(self) -> None:
        """What is up is in sight."""
        async with evening(a_book(*OPENING, "/ cb", "/ 5")) as room:
            room.screen.look_at(COLLECTIVE)
            await room.press("f5", "end", "up", "up", "enter")
            assert room.session.step is Step.LEVELS
            assert "Đang xem" not in room.picture
            room.screen.look_at(COLLECTIVE)
            await room.type("/ 6")
            assert "Đang xem" not in room.picture

    async def test_the_guided_form_takes_up_what_was_typed(self) -> None:
        """A line half typed without its sign becomes the text; Esc leaves the line that has grown."""
        async with evening(a_book(*FLOOR)) as room:
            await letters(room, "Vắng bốn buổi")
            await room.press("f4", "1")
            await room.type("hieu")
            assert room.app.screen.query_one(ViInput).value == "Vắng bốn buổi"
            await letters(room, " họp")
            assert entry(room).text == "2 - Vắng bốn buổi họp"
            await room.press("escape")
            assert entry(room).text == "2 - Vắng bốn buổi họp"
            await room.press("enter")
            assert room.session.points[0].text == "Vắng bốn buổi họp"

    async def test_the_guided_commitment_proposes_another_verifier(self) -> None:
        """Never who promised; left at the verifier, the line so far stands in the entry line."""
        async with evening(a_book(*OPENING, "/ 1", "2 - Họp trễ")) as room:
            await room.press("f4", "7", "1")
            await room.type("Đúng giờ")
            assert "Lý Thị Vượng" not in room.picture.split("Ai theo dõi?")[1].split("CAM KẾT")[0].split("└")[0]
            assert "►    2  Bùi Thị Hiếu" in room.picture
            await room.press("escape")
            assert entry(room).text == "1 ! 1 Đúng giờ"
            await room.press("f4", "escape")
            assert [line.text for line in room.session.drafts] == ["1 ! 1 Đúng giờ"]

    async def test_every_guided_way_writes_a_line_that_is_understood(self) -> None:
        """Each is walked with the first answers, and enters one act."""
        walks = (
            (("1", "enter"), ("Trễ họp", "")),
            (("5", "enter"), ("Tôi trình bày", "")),
            (("6", "1", "1"), ("Nhận",)),
            (("6", "2", "3"), ("Chờ đo",)),
            (("7", "1"), ("Dự đủ", "", "2")),
            (("8", "1", "2"), ()),
            (("9",), ("Nhất trí",)),
        )
        async with evening(a_book(*OPENING, "@k Bà Mai, Đảng ủy", "/ 5", "2 - a")) as room:
            for keys, texts in walks:
                count = len(room.book.acts)
                await room.press("f4", *keys)
                for text in texts:
                    await (room.press(text) if text.isdigit() else room.type(text))
                assert isinstance(room.app.screen, MeetingScreen), keys
                await room.press("enter")
                assert (len(room.book.acts), room.session.drafts) == (count + 1, ()), (keys, room.bar("preview"))
            for downs, keys in ((9, ("1", "2")), (10, ("2",))):
                count = len(room.book.acts)
                await room.press("f4", *(["down"] * downs), "enter", *keys)
                if downs == 9:
                    await room.type("Chấp hành tốt", "")
                await room.press("enter")
                assert (len(room.book.acts), room.session.drafts) == (count + 1, ()), room.bar("preview")


class TestKeys:
    """How many keys a review costs."""

    async def test_a_sign_at_the_beginning_types_who_and_what(self) -> None:
        """Before the next letter comes, so that none is lost; Backspace takes it away like anything typed."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a", "3 ? b")) as room:
            await letters(room, "=giải trình Vì thế")
            assert entry(room).text == "5 = 1 giải trình Vì thế"
            await room.press("enter")
            await room.type("=tiếp thu Nhận", "5 = 1 tiếp thu Nhận")
            assert [len(point.answers) for point in room.session.points] == [2, 1]
            await letters(room, "!Dự đủ")
            assert entry(room).text == "5 ! 1 Dự đủ"

    async def test_the_keys_beside_the_text_of_one_review_are_counted(self) -> None:
        """No. 7 is chosen, three criticise, two answers, a commitment with verifier and date, the next member.

        Strictly every key that is no letter of the free text: numbers, signs, blanks, marks, Enter, a date's letters.
        Of these the numbers, signs and marks alone, which somebody has to think of, are sixteen.
        """
        roll = tuple(replace(member(1 + no % 6), id=f"m{no}", no=no, name=f"Nguyễn Văn {no}") for no in range(1, 10))
        session = replace(a_session(), roll=roll, reviewed=tuple(one.id for one in roll), topics=())
        keys = thought_of = 0
        async with evening(a_book(session=said(session, "@ *", "@ct 1", "@tk 3", "/ cb"))) as room:
            for before, text, after in (
                ("/7", "", ""),
                ("2-", "Vắng bốn buổi sinh hoạt", ""),
                ("3-", "Báo cáo tháng nộp muộn", ""),
                ("4-", "Chưa giúp quần chúng", ""),
                ("=", "Tôi nhận lỗi", ""),
                ("1", "", ""),
                ("=", "Mẫu đổi hai lần", ""),
                ("3", "", ""),
                ("!", "Dự đủ các kỳ", " ~1 >30/6"),
                ("/", "", ""),
            ):
                await room.type(before + text + after)
                keys += len(before) + len(after) + 1
                thought_of += len(before) + len([key for key in after if key in "~>"])
            points = [point for point in room.session.points if point.floor == "m7"]
            assert [point.critic for point in points] == ["m2", "m3", "m4"]
            assert [len(point.answers) for point in points] == [1, 1, 0]
            [made] = room.session.commitments
            assert (made.owner, made.verifier, made.due_kind.value) == ("m7", "m1", "by_date")
            assert room.session.on_floor == "m1"
        assert (keys, thought_of) == (33, 16)
