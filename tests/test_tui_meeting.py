"""The evening on the screen, as the recorder lives it."""

from pathlib import Path

import pytest
from evening import OPENING, a_book, evening
from meeting_room import a_session
from screens import SIZES, compare, rows_of, settled
from textual import events

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.points import COLLECTIVE, AnswerKind
from review_tui.model.session import Here, Role, State, Step
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.run_sheet import RunSheet
from review_tui.tui.screens.minutes import MinutesScreen
from review_tui.tui.screens.read_back import ReadBackScreen
from review_tui.tui.widgets.entry import EntryLine
from review_tui.tui.widgets.listing import ListPane


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


class TestWholeEvening:
    """From roll call to locked minutes."""

    async def test_the_evening_can_be_walked_from_roll_call_to_locked_minutes(self) -> None:
        """Every step on the screen, nothing outside it."""
        async with evening() as room:
            await room.type(*OPENING, "@ -4 Nằm viện, có giấy")
            assert "có mặt 5/6 · biểu quyết 4" in room.bar("counters")
            await room.type(
                "/ cb",
                "2 - Họp thiếu một kỳ #g1",
                "1 = 1 tiếp thu Tôi nhận",
                "cb = g1 giải trình Đã nêu",
                "ct = g1 rõ",
                "ct . Rút kinh nghiệm",
            )
            for no in (1, 2, 3, 5, 6):
                await room.type("/", f"{no} . Trình bày bản tự kiểm điểm")
                if no == 5:
                    await room.type("2 - Vắng 4 buổi", "5 = 2 tiếp thu Tôi nhận", "5 ! 2 Dự đủ ~2 >31/12/2027")
                    await room.type("5 = g2 giải trình Chờ đo đạc", "5 = g3 tiếp thu Nhận")
                await room.type("ct . Nhất trí")
            assert [point.text for point in room.session.points if point.floor == "m5"][1] == "Vắng 4 buổi"
            await room.press("f5", "end", "up", "up", "enter")
            assert room.session.step is Step.LEVELS
            await room.press("enter", "1", "f8", "1", "2")
            await room.type("4 0 4 4 0", *["1 3 0 0"] * 5)
            await room.press("f8", "2", "1", "1", "f8", "2")
            await room.type("4 0 4 4 0", "1 3 0 0")
            await room.press("f8", "2", "1", "escape")
            assert [tally.floor for tally in room.session.tallies] == list(room.session.floor_keys()[:1]) + [
                floor for floor in room.session.reviewed if floor != "m4"
            ]
            await room.type("@kt 21:30")
            await room.press("f8", "3")
            await room.type("", "", "", "")
            assert "Nhất trí 5/5" in room.picture or "Nhất trí 4/4" in room.picture
            await room.press("1")
            assert room.session.state is State.APPROVED
            assert room.session.approval is not None
            assert room.session.approval.structure
            await room.press("4", "enter")
            await room.press("1")
            assert room.session.state is State.SIGNED
            await room.press("escape")
            await room.type("/ 5")
            assert room.session.on_floor == ""

    async def test_the_absent_member_goes_to_the_queue_from_the_run_sheet(self) -> None:
        """Space on the row of an absent member."""
        async with evening(a_book(*OPENING, "@ -4 Ốm")) as room:
            await room.press("f5")
            assert isinstance(room.app.screen, RunSheet)
            pane = room.app.screen.query_one(ListPane)
            pane.go_to("floor:m4")
            await room.press("space")
            assert room.session.floor("m4").state.value == "queued"
            assert "kiểm điểm bổ sung" in room.picture


class TestEntryLine:
    """Typing while people talk."""

    async def test_the_preview_says_what_the_line_means_before_enter(self) -> None:
        """Person, kind and answer type in full words."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a")) as room:
            for letter in "5 = 1 mot phan":
                await room.pilot.press(letter if letter != " " else "space")
            await settled(room.pilot)
            assert "Đ/c Đồng TIẾP THU MỘT PHẦN ý kiến 1" in room.bar("preview")
            assert room.session.points[0].answers == ()

    async def test_what_is_not_understood_is_kept_and_can_be_sorted(self) -> None:
        """Nothing is refused, nothing is lost; F6 brings the line back."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.type("chưa kịp ghi ai nói câu này")
            assert [line.text for line in room.session.drafts] == ["chưa kịp ghi ai nói câu này"]
            assert "ghi nháp 1" in room.bar("counters")
            await room.press("f6", "1", "1")
            entry = room.screen.query_one(EntryLine)
            assert entry.text == "chưa kịp ghi ai nói câu này"
            entry.put_back("2 - chưa kịp ghi ai nói câu này")
            await room.press("enter")
            assert room.session.drafts == ()
            assert room.session.points[0].critic == "m2"

    async def test_a_name_that_fits_two_is_settled_by_a_number(self) -> None:
        """By the number of the roll; the question never swallows the next line."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.type("nhẫn - Thử")
            assert "3 Lê Ngọc Nhẫn" in room.bar("preview")
            await room.type("4")
            assert room.session.points[0].critic == "m4"
            assert room.session.drafts == ()
            await room.type("nhẫn - Hai", "2 + Câu sau")
            assert [point.text for point in room.session.points] == ["Thử", "Câu sau"]
            assert len(room.session.drafts) == 1

    async def test_a_missing_sign_and_a_missing_answer_word_are_asked_for(self) -> None:
        """By one number each."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.type("2 vắng 4 buổi", "1", "5 = 1 tôi nhận lỗi", "1")
            point = room.session.points[0]
            assert point.text == "vắng 4 buổi"
            assert (point.answers[0].kind, point.answers[0].text) == (AnswerKind.ACCEPT, "tôi nhận lỗi")

    async def test_enter_on_a_point_brings_its_line_back(self) -> None:
        """Arrows on the empty line move in the list; the number stays."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a", "3 - b")) as room:
            await room.press("up", "enter")
            entry = room.screen.query_one(EntryLine)
            assert entry.text == "2 - a"
            entry.put_back("4 + a sửa lại")
            await room.press("enter")
            first = room.session.points[0]
            assert (first.critic, first.text, first.number) == ("m4", "a sửa lại", "2026-001")
            assert len(room.session.points) == 2

    async def test_escape_twice_leaves_the_editing_of_a_line(self) -> None:
        """The point stays as it was, and the next line is a new one."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a")) as room:
            await room.press("enter", "escape", "escape")
            await room.type("3 - b")
            assert [point.text for point in room.session.points] == ["a", "b"]

    async def test_the_half_typed_line_is_there_again_after_a_crash(self) -> None:
        """It is kept as a draft of the book, and the resume line says where the meeting stands."""
        book = a_book(*OPENING, "/ 5")
        book.act("ý kiến 1, phần đ/c Đồng", lambda session: session, session="2026")
        book.keep_draft("entry:2026", "2 - Vắng 4 bu")
        async with evening(book) as room:
            assert room.screen.query_one(EntryLine).text == "2 - Vắng 4 bu"
            assert "Tiếp tục" in room.picture

    async def test_a_failing_disk_gives_the_line_back(self) -> None:
        """Nothing typed is lost when it cannot be saved."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            room.book.fail = "Ổ đĩa đầy."
            await room.type("2 - Vắng")
            assert room.screen.query_one(EntryLine).text == "2 - Vắng"
            assert "Ổ đĩa đầy." in room.picture
            room.book.fail = ""
            await room.press("enter")
            assert room.session.points[0].text == "Vắng"


class TestMoving:
    """Floors, roll call, undo."""

    async def test_a_slash_alone_goes_to_the_next_subject(self) -> None:
        """The collective, then the head; the preview names who comes."""
        async with evening(a_book(*OPENING)) as room:
            await room.type("/")
            assert room.session.on_floor == COLLECTIVE
            await room.pilot.press("slash")
            await settled(room.pilot)
            assert "Lý Thị Vượng" in room.bar("preview")
            await room.press("enter")
            assert room.session.on_floor == "m1"

    async def test_the_deputy_chairs_the_chairs_own_floor_and_the_chair_the_next(self) -> None:
        """Said aloud, without a question."""
        async with evening(a_book(*OPENING, "/ cb")) as room:
            await room.type("/")
            assert room.session.holder(Role.CHAIR) == ("m2",)
            await room.type("/")
            assert room.session.holder(Role.CHAIR) == ("m1",)
            await room.type("/")
            assert room.session.on_floor == "m3"
            assert room.session.holder(Role.RECORDER) == ("m3",)
            assert "ghi thay thì gõ @tk" in room.bar("preview")

    async def test_looking_at_the_run_sheet_changes_nothing(self) -> None:
        """Entering is an act, looking is not."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a")) as room:
            before = list(room.book.acts)
            await room.press("f5", "down", "down", "escape")
            assert room.book.acts == before

    async def test_undo_names_what_it_undoes(self) -> None:
        """And lets choose, the last act first."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.type("2 - a")
            await room.press("f7")
            assert "ý kiến 1, phần đ/c Đồng" in room.picture
            await room.press("enter")
            assert "Đã hoàn tác: ý kiến 1, phần đ/c Đồng" in room.bar("preview")
            assert not [point for point in room.session.points if not point.withdrawn]

    async def test_the_roll_call_by_digits(self) -> None:
        """Enter on a member, then present, absent, late or early."""
        async with evening(a_book()) as room:
            await room.press("enter", "2")
            await room.type("Nằm viện")
            await room.press("down", "enter", "3")
            await room.type("")
            seen = {presence.member: presence for presence in room.session.sittings[0].attendance}
            assert (seen["m1"].here, seen["m1"].reason) == (Here.ABSENT, "Nằm viện")
            assert seen["m2"].arrived

    async def test_the_guided_way_writes_the_line_for_the_recorder(self) -> None:
        """What, who, text: the line stands in the entry line and is learnt."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.press("f4", "1")
            await room.type("hieu", "Vắng 4 buổi", "")
            assert room.screen.query_one(EntryLine).text == "2 - Vắng 4 buổi"
            await room.press("enter")
            assert room.session.points[0].critic == "m2"

    async def test_letters_typed_on_the_list_go_to_the_entry_line(self) -> None:
        """A burst of a typing aid outside the field does nothing else."""
        async with evening(a_book(*OPENING, "/ 5")) as room:
            await room.press("escape")
            for key, letter in (
                ("2", "2"),
                ("space", " "),
                ("minus", "-"),
                ("space", " "),
                ("w", "w"),
                ("backspace", "\x7f"),
                ("ư", "ư"),
            ):
                room.app.post_message(events.Key(key, letter))
            await settled(room.pilot)
            assert room.screen.query_one(EntryLine).text == "2 - ư"


class TestMinutes:
    """Quality gate, read-back, closing."""

    async def test_the_gate_lists_what_is_missing_and_blocks_nothing(self) -> None:
        """Sentences, then the approval goes on all the same."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a")) as room:
            await room.press("f8")
            assert isinstance(room.app.screen, MinutesScreen)
            assert "ý kiến 1 chưa được trả lời" in room.picture
            await room.press("3")
            await room.type("", "05", "", "")
            await room.press("1")
            assert room.session.state is State.APPROVED
            assert room.session.approval is not None
            assert (room.session.approval.votes_for, room.session.approval.number) == (5, "05")

    async def test_read_back_corrects_and_records_dissent(self) -> None:
        """The two acts of read-back."""
        async with evening(a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi")) as room:
            await room.press("f8", "2")
            assert isinstance(room.app.screen, ReadBackScreen)
            await room.press("down", "enter", "1")
            await room.type("hieu")
            await room.press("end", "backspace", "backspace", "backspace", "backspace")
            await room.type("kỳ")
            point = room.session.points[0]
            assert point.text == "Vắng 4 kỳ"
            assert point.corrections[0].asked_by == "m2"
            await room.press("enter", "2")
            await room.type("dong", "Chỉ vắng 3 kỳ")
            assert room.session.dissents[0].text == "Chỉ vắng 3 kỳ"
            assert "1 ý kiến khác: đ/c Huỳnh Quang Đồng: Chỉ vắng 3 kỳ" in room.picture
            await room.press("enter", "1")
            picked = room.app.screen.query_one(ListPane)
            assert picked.key_here == "m2"

    async def test_reopening_needs_a_reason(self) -> None:
        """The reason is kept; the minutes are being written again."""
        async with evening(a_book(*OPENING, "/ 5", "2 - a")) as room:
            await room.press("f8", "3")
            await room.type("", "", "", "")
            await room.press("1", "5")
            await room.type("Ghi nhầm tên")
            await room.press("1")
            assert room.session.state is State.RECORDING
            assert room.session.reopenings[0].reason == "Ghi nhầm tên"

    async def test_the_preview_shows_every_text(self) -> None:
        """Read as it would be printed."""
        async with evening(a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi"), size=(120, 60)) as room:
            await room.press("f8", "1")
            await room.press("end")
            await settled(room.pilot)
            assert "CHỦ TRÌ" in room.picture

    async def test_a_file_is_saved_where_the_recorder_says(self, tmp_path: Path) -> None:
        """Kind, name, folder; the readable file is taken away again by one key."""
        target = tmp_path / "Biên bản 2026.txt"
        async with evening(a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi")) as room:
            await room.press("f8", "1", "1", "3")
            for name, text in (("name", target.stem), ("folder", str(tmp_path))):
                room.app.screen.query_one(f"#field-{name}").value = text  # type: ignore[attr-defined]
            await room.press("enter")
            await room.app.workers.wait_for_complete()
            assert "Vắng 4 buổi" in target.read_text(encoding="utf-8")
            await room.press("3")
            assert not target.exists()

    async def test_enter_on_a_missing_thing_leads_to_its_place(self) -> None:
        """The floor in sight, the cursor on the point; draft lines open their sorting."""
        async with evening(a_book(*OPENING, "/ 5", "2 - Vắng 4 buổi", "3 - Hay về sớm", "/ 6")) as room:
            await room.press("f8")
            pane = room.app.screen.query_one(ListPane)
            pane.go_to(next(row.sentence for row in pane.rows if "ý kiến 1" in row.sentence))
            await room.press("enter")
            assert room.app.screen is room.screen
            assert room.screen.shown_floor == "m5"
            assert getattr(room.screen.pane.row_here, "text", "") == "Vắng 4 buổi"
            await room.press("f8")
            pane = room.app.screen.query_one(ListPane)
            pane.go_to(next(row.sentence for row in pane.rows if "giờ kết thúc" in row.sentence))
            await room.press("enter")
            await room.type("21:30")
            assert room.session.sittings[-1].closed == "21:30"
            await room.type("dòng này chưa hiểu")
            await room.press("f8")
            pane = room.app.screen.query_one(ListPane)
            pane.go_to(next(row.sentence for row in pane.rows if "ghi nháp" in row.sentence))
            await room.press("enter")
            assert isinstance(room.app.screen, Choose)


HOSTILE = "An [/b][@click=app.quit]x[/] =cmd #panic(1) {{ x }}"


async def test_hostile_text_is_shown_to_the_letter_and_does_nothing() -> None:
    """Markup, links, formulas and templates are words like any other."""
    lines = (
        *OPENING,
        f"@k {HOSTILE}, {HOSTILE}",
        "/ 5",
        f"2 - {HOSTILE}",
        f"5 = 1 tiếp thu {HOSTILE}",
        f"5 ! 1 {HOSTILE} ~2 >ngay",
        f"ct . {HOSTILE}",
    )
    async with evening(a_book(*lines), size=(120, 40)) as room:
        assert HOSTILE in room.picture
        await room.type(f"3 - {HOSTILE}", f"không hiểu {HOSTILE}")
        for keys in (
            ("f5", "escape"),
            ("f6", "escape"),
            ("f7", "escape"),
            ("f8", "2", "escape", "1", "escape", "escape"),
        ):
            await room.press(*keys)
        assert len(room.session.points) == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["vi", "en"])
async def test_the_meeting_looks_as_it_did(size: tuple[int, int], code: str) -> None:
    """Photographs of the roll call, a floor, the run sheet, the minutes and the read-back."""
    translate.speak(code, shipped("locale"))
    suffix = "" if code == "vi" else "-en"
    lines = (
        *OPENING,
        "@ -4 Nằm viện, có giấy",
        "/ cb",
        "2 - Quý 2 họp thiếu một kỳ #g1",
        "1 = 1 tiếp thu Tôi nhận",
        "ct . Rút kinh nghiệm",
    )
    more = (
        "/ 5",
        "5 . Trình bày bản tự kiểm điểm",
        "2 - Vắng 4 kỳ sinh hoạt: tháng 2, 5, 7 và 9, chỉ báo trước một lần #g3",
        "5 = 2 một phần Làm ca đêm",
        "ct = 2 nhắc nhở",
        "5 ! 2 Báo vắng trước 24 giờ ~2 >31/12/2027",
        "3 ? Còn phản hồi trong nhóm?",
    )
    async with evening(a_book(*lines), size=size) as room:
        room.screen.step("x", lambda session: a_session(*OPENING, "@ -4 Nằm viện, có giấy"), session="2026")
        await settled(room.pilot)
        compare(room.app, f"meeting-roll-call{suffix}")  # type: ignore[arg-type]
        room.screen.step("x", lambda session: a_session(*lines, *more), session="2026")
        await settled(room.pilot)
        compare(room.app, f"meeting-floor{suffix}")  # type: ignore[arg-type]
        for keys, name in ((("f5",), "run-sheet"), (("escape", "f8"), "minutes"), (("2",), "read-back")):
            await room.press(*keys)
            compare(room.app, f"meeting-{name}{suffix}")  # type: ignore[arg-type]


async def test_the_list_shows_state_in_words_not_only_colour() -> None:
    """Open and answered points differ by sign and word."""
    async with evening(a_book(*OPENING, "/ 5", "2 - a", "3 - b", "5 = 1 tiếp thu c")) as room:
        rows = "\n".join(rows_of(room.screen.query_one("#said", ListPane)))
        assert "✓ tiếp thu" in rows
        assert "○ chưa trả lời" in rows


async def test_the_levels_step_leads_to_the_counting_desk() -> None:
    """F4 there opens the levels with their reasons, not a guided line."""
    async with evening(a_book(*OPENING, "/ 5", "5 . x")) as room:
        await room.press("f5", "end", "up", "up", "enter", "f4")
        assert type(room.app.screen).__name__ == "LevelsScreen"
