"""Everything that a recorder without a shell needs, from Home, over a real book."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from office import NOW, SAMPLES, Recorder, at_home
from screens import SIZES, compare, settled
from store_books import PHRASE

from review_tui.model.entered import entered
from review_tui.model.followup import CheckState
from review_tui.model.grammar import read_line
from review_tui.model.points import TopicKind
from review_tui.model.session import Session, State
from review_tui.store import Book, new_id
from review_tui.tui.dialogs import choose_file, working
from review_tui.tui.dialogs.working import Working
from review_tui.tui.screens import papers
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.screens.member_file import MemberFileScreen
from review_tui.tui.screens.search import SearchScreen
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import NextLogin, Shelf


class StopsAt(working.Watch):
    """Stopped by its user after so many steps."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def tick(self) -> None:
        self.stop = self.done >= self._step
        super().tick()


def book_of(recorder: Recorder) -> Book:
    """The open book."""
    book = recorder.app.book
    assert isinstance(book, Book)
    return book


def session_of(recorder: Recorder) -> Session:
    """The session of 2026 as it is saved."""
    return book_of(recorder).session("2026")


def said(line: str) -> Callable[[Session], Session]:
    """The act of a line of the grammar."""
    return lambda session: entered(session, read_line(line, session), at=NOW, new_id=new_id)


async def new_session(recorder: Recorder) -> None:
    """Việc khác, a new session of this year; back at Home."""
    await recorder.press("4", "1", "enter")
    await recorder.sees("Đã mở kỳ kiểm điểm 2026")
    await recorder.press("escape")


async def chosen(recorder: Recorder, path: Path) -> None:
    """Type a path into the chooser of files."""
    await recorder.sees("Thư mục:")
    await recorder.type(f"{path}\n")


async def whole_evening(recorder: Recorder) -> None:
    """Session, topics and notes of the sample, all from the screen."""
    await new_session(recorder)
    await recorder.press("4", "2", "1")
    await chosen(recorder, SAMPLES / "topics-2026.toml")
    await recorder.sees("1 văn bản, 5 gợi ý")
    await recorder.press("escape", "4", "4")
    await chosen(recorder, SAMPLES / "notes-2026.txt")
    await recorder.sees("Đã nhập 10 ý kiến, 9 trả lời, 5 cam kết, 2 kết luận.")
    await recorder.press("escape")


class TestSessions:
    """New sessions, topics, notes."""

    async def test_a_session_is_made_and_home_says_what_is_missing_for_it(self, tmp_path: Path) -> None:
        """Who is not reviewed is told with the reason; Home counts and names nobody until asked."""
        async with at_home(tmp_path) as recorder:
            assert "Chưa mở kỳ kiểm điểm năm 2026: bấm 4 rồi 1." in recorder.picture
            await recorder.press("4", "1", "enter")
            await recorder.sees("Đ/c Trần Hữu Khuê không kiểm điểm")
            await recorder.press("escape")
            await recorder.sees("Sắp họp kỳ 2026: 21 đ/c kiểm điểm · chưa có gợi ý của cấp trên")
            await recorder.sees("còn 21 đ/c chưa kiểm điểm, hạn 31/12/2026.")
            assert "Huỳnh Quang Đồng" not in recorder.picture
            await recorder.press("f5")
            await recorder.sees("Huỳnh Quang Đồng")
            await recorder.press("4", "1", "enter")
            await recorder.sees("Kỳ kiểm điểm 2026 chưa ký biên bản")
            await recorder.press("escape")
            assert book_of(recorder).session_ids() == ("2026",)

    async def test_a_year_that_is_none_is_refused_beside_its_field(self, tmp_path: Path) -> None:
        """And another regulation can be chosen by arrows."""
        async with at_home(tmp_path) as recorder:
            await recorder.press("4", "1")
            await recorder.type("9\n")
            await recorder.sees("! “20269” không phải là năm (ví dụ 2026).")
            await recorder.press("backspace", "down", "left", "enter")
            await recorder.sees("Đã mở kỳ kiểm điểm 2026")
            assert session_of(recorder).regulation == "124-2023"

    async def test_an_act_on_a_session_says_when_there_is_none(self, tmp_path: Path) -> None:
        """One sentence that names the way."""
        async with at_home(tmp_path) as recorder:
            for digit in "234":
                await recorder.press("4", digit)
                await recorder.sees("kỳ mới trước")
                assert isinstance(recorder.app.screen, HomeScreen)

    async def test_topics_go_in_from_a_file_once(self, tmp_path: Path) -> None:
        """The same file again is asked about; a wrong one is shown place by place and changes nothing."""
        wrong = tmp_path / "sai.toml"
        wrong.write_text((SAMPLES / "topics-2026.toml").read_text().replace('"14"', '"99"').replace("2026-12-01", "3"))
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            await recorder.press("4", "2", "1")
            await chosen(recorder, wrong)
            await recorder.sees("không có đảng viên số 99")
            assert isinstance(recorder.app.screen, TextScreen)
            await recorder.press("escape", "1")
            await chosen(recorder, SAMPLES / "topics-2026.toml")
            await recorder.sees("1 văn bản, 5 gợi ý")
            await recorder.press("1")
            await chosen(recorder, SAMPLES / "topics-2026.toml")
            await recorder.sees("Tệp này đã nhập ngày 05/12/2026.")
            await recorder.press("enter")
            assert len(session_of(recorder).handled) == 1

    async def test_topics_are_typed_from_the_letter_of_the_superior(self, tmp_path: Path) -> None:
        """Number, date, issuer, then topic after topic: ids proposed, several members, every wrong thing said."""
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            await recorder.press("4", "2", "2")
            await recorder.type("Số 27-CV/ĐU\n31/11/2026\n")
            assert "! Không có ngày 31/11/2026." in recorder.picture
            await recorder.press(*["backspace"] * 10)
            await recorder.type("16/11/2026\n\n1/12/2026\n")
            await recorder.sees("Gợi ý mới của Số 27-CV/ĐU (Esc: hết)")
            await recorder.press("enter", "f4")
            await recorder.type("dong\n")
            await recorder.press("f4")
            await recorder.type("14\n")
            await recorder.type("\nVắng sinh hoạt nhiều kỳ\nVắng từ 3 kỳ trở lên.\tnguyên nhân, biện pháp\n")
            await recorder.sees("▌ g2")
            await recorder.press("right")
            await recorder.type("\n\nSinh hoạt hình thức\nQuý 2 họp thiếu.\t\n")
            await recorder.sees("▌ g3")
            await recorder.press("escape")
            session = session_of(recorder)
            assert [(topic.id, topic.kind) for topic in session.topics] == [
                ("g1", TopicKind.INDIVIDUAL),
                ("g2", TopicKind.COLLECTIVE),
            ]
            assert {session.member(key).no for key in session.topics[0].concerns} == {7, 14}
            assert session.topics[0].must_answer == ("cause", "measures")
            assert session.packets[0].answer_by == date(2026, 12, 1)
            assert session.handled == ()

    async def test_a_typed_topic_is_edited_and_dropped_but_not_once_answered(self, tmp_path: Path) -> None:
        """Its id stays, since answers hang on it."""
        async with at_home(tmp_path) as recorder:
            await whole_evening(recorder)
            for line in "/ cb", "cb = g2 giải trình Đã phân công":
                book_of(recorder).act(line, said(line), session="2026")
            await recorder.press("4", "2", "down", "down", "enter")
            await recorder.press("down", "down", "down")
            await recorder.type(" (gấp)\n")
            await recorder.sees("(gấp)")
            topic = session_of(recorder).topics[1]
            assert (topic.id, topic.title[-5:], topic.source) == ("g2", "(gấp)", "hotline")
            await recorder.press("4")
            await recorder.sees("Gợi ý g2 đã được trả lời")
            await recorder.press("enter")
            await recorder.type("9\n")
            await recorder.sees("Mã của gợi ý không đổi được")
            await recorder.press("escape")
            await recorder.press("up", "4", "1")
            await recorder.until(lambda: len(session_of(recorder).topics) == 4)

    async def test_wrong_notes_are_shown_line_by_line_and_nothing_goes_in(self, tmp_path: Path) -> None:
        """The same file twice is asked about."""
        notes = tmp_path / "ghi.txt"
        notes.write_text("@bd 18:00 5/12/2026\n@ *\n/ 99\nxyz\n", encoding="utf-8")
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            before = session_of(recorder)
            await recorder.press("4", "4")
            await chosen(recorder, notes)
            await recorder.sees("ghi.txt:3:")
            assert "ghi.txt:4:" in recorder.picture
            assert session_of(recorder) == before
            notes.write_text("@bd 18:00 5/12/2026\n@ *\n", encoding="utf-8")
            await recorder.press("escape", "4", "4")
            await chosen(recorder, notes)
            await recorder.sees("Đã nhập 0 ý kiến")
            await recorder.press("escape", "4", "4")
            await chosen(recorder, notes)
            await recorder.sees("Tệp này đã nhập ngày 05/12/2026.")
            await recorder.press("enter")
            assert len(session_of(recorder).handled) == 1


class TestRoll:
    """The roll: a newer one, edits, new members."""

    async def test_a_newer_roll_is_compared_asked_about_and_taken_in(self, tmp_path: Path) -> None:
        """Nobody is deleted; a session not yet opened follows the roll."""
        newer = tmp_path / "mới.csv"
        lines = (SAMPLES / "roll.csv").read_text(encoding="utf-8-sig").splitlines()
        lines[7] = lines[7].replace("Cán bộ Mặt trận", "Trưởng thôn")
        lines[20] = lines[20].replace("Nghỉ ốm từ 3/2026 đến 8/2026", "Sinh hoạt tạm thời")
        newer.write_text("\n".join(lines[:24]) + "\n", encoding="utf-8")
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            await recorder.press("4", "5")
            await chosen(recorder, newer)
            await recorder.sees("Nguyễn Hữu Phước (số 20) sinh hoạt tạm thời")
            await recorder.press("1")
            await recorder.sees("Không còn trong danh sách: 24.")
            await recorder.press("1")
            await recorder.sees("Đã cập nhật danh sách đảng viên.")
            cell = book_of(recorder).cell
            assert len(cell.members) == 24
            assert cell.member(7).job == "Trưởng thôn"
            assert cell.member(20).status_on(NOW.date()) == "temporary_elsewhere"
            assert len(session_of(recorder).roll) == 23

    async def test_a_member_is_edited_with_every_wrong_field_named(self, tmp_path: Path) -> None:
        """Dates, the eight digits of a card, a card of somebody else; one edit is one act, and it is saved."""
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            await recorder.press("1")
            await recorder.type("dong")
            await recorder.press("f4", "1", "down")
            await recorder.type("0")
            await recorder.press("down", "down", "down", "down", "backspace", "enter")
            assert "! “03/07/19840” không phải là ngày" in " ".join(recorder.picture.split())
            assert "Số thẻ đảng viên có đúng 8 chữ số" in recorder.picture
            await recorder.press("backspace", "down", "down", "down", "down")
            await recorder.press(*["backspace"] * 7)
            await recorder.type("00068713\n")
            await recorder.sees("Số thẻ 00068713 là của đ/c Lý Thị Bích Mẫn (số 4).")
            await recorder.press(*["backspace"] * 8)
            await recorder.type("00046239\n")
            await recorder.until(lambda: book_of(recorder).cell.member(7).card == "00046239")
            session = session_of(recorder)
            assert session.numbered(7).card == "00046239"

    async def test_a_stretch_of_time_is_added_mended_and_taken_away(self, tmp_path: Path) -> None:
        """The status of the day follows; an end before its beginning is refused."""
        async with at_home(tmp_path) as recorder:
            await recorder.press("1")
            await recorder.type("7")
            await recorder.press("f4", "2", "6")
            await recorder.type("1/1/2026\n\n")
            await recorder.sees("Ngày cuối 01/01/2026 trước ngày đầu 05/12/2026.")
            await recorder.press("up", "up")
            await recorder.press(*["backspace"] * 10)
            await recorder.type("1/12/2025\n\nGiấy ra viện\n")
            member = book_of(recorder).cell.member(7)
            assert [(one.status, one.since, one.until) for one in member.periods] == [
                ("sick", date(2025, 12, 1), date(2026, 1, 1))
            ]
            await recorder.press("f4", "3", "2")
            await recorder.until(lambda: book_of(recorder).cell.member(7).periods == ())

    async def test_somebody_new_gets_the_next_number_and_keys(self, tmp_path: Path) -> None:
        """The same person twice is refused."""
        async with at_home(tmp_path, practice=False) as recorder:
            for _time in range(2):
                await recorder.press("4", *["down"] * 10, "enter")
                await recorder.sees("Đảng viên mới, số 25") if _time == 0 else None
                await recorder.type("Trần Thị Mới\n2/3/2001\n\n\n\n\n\n\n\n\n")
            await recorder.sees("Đ/c Trần Thị Mới sinh 02/03/2001 đã có trong danh sách, số 25.")
            await recorder.press("escape")
        with Book.open(tmp_path / "sổ", passphrase=PHRASE) as book:
            assert book.cell.member(25).name == "Trần Thị Mới"
            assert book.member_key(book.cell.member(25).id)

    async def test_enter_opens_the_file_and_search_goes_there_from_everywhere(self, tmp_path: Path) -> None:
        """F3 on any screen; a name found opens the file of the member."""
        async with at_home(tmp_path) as recorder:
            await whole_evening(recorder)
            await recorder.press("1")
            await recorder.type("dong\n")
            assert isinstance(recorder.app.screen, MemberFileScreen)
            await recorder.press("f3")
            assert isinstance(recorder.app.screen, SearchScreen)
            await recorder.type("huynh quang dong\n")
            assert isinstance(recorder.app.screen, MemberFileScreen)
            await recorder.press("escape", "escape", "escape", "escape", "enter", "f3")
            assert isinstance(recorder.app.screen, SearchScreen)


class TestLedger:
    """Checks of commitments."""

    async def test_a_check_is_recorded_by_a_digit_with_its_words_and_proof(self, tmp_path: Path) -> None:
        """Done, under way, not done, postponed with a reason, closed on the verifier's word."""
        proof = tmp_path / "ảnh.jpg"
        proof.write_bytes(b"jpg")
        async with at_home(tmp_path) as recorder:
            await whole_evening(recorder)
            await recorder.press("2", "2")
            await recorder.type("101\n")
            assert "! Ghi một số từ 0 đến 100." in recorder.picture
            await recorder.press("backspace", "backspace", "backspace")
            await recorder.type(f"60\nĐã gửi báo cáo\n\n{proof}\n")
            await recorder.sees("đang thực hiện")
            await recorder.press("4")
            await recorder.type("30/6/2027\n\n\n\n")
            await recorder.sees("Hoãn cam kết CK2026-001 phải nêu lý do.")
            await recorder.press("up", "up")
            await recorder.type("chờ kinh phí\n\n\n")
            await recorder.sees("xin lùi hạn")
            await recorder.press("3", "enter", "1", "enter", "5")
            await recorder.type("Đã kiểm tra tại chỗ\n\n")
            await recorder.sees("✓ đã khắc phục")
            follow_up = book_of(recorder).follow_up
            states = [check.state for check in follow_up.checks]
            assert states == [CheckState.UNDER_WAY, CheckState.POSTPONED, CheckState.NOT_DONE, CheckState.DONE]
            assert follow_up.checks[0].proof is not None
            assert follow_up.checks[0].proof.name == "ảnh.jpg"
            assert [closing.words for closing in follow_up.closings] == ["Đã kiểm tra tại chỗ"]

    async def test_only_late_ones_and_one_in_full(self, tmp_path: Path) -> None:
        """A digit leaves only what is overdue; Enter shows points and checks."""
        async with at_home(tmp_path) as recorder:
            await whole_evening(recorder)
            await recorder.press("2", "enter")
            await recorder.sees("Khắc phục ý kiến:")
            await recorder.press("escape", "6")
            await recorder.sees("Không có cam kết nào khớp.")


class TestBook:
    """Papers, copies, settings."""

    async def test_a_paper_is_read_and_saved(self, tmp_path: Path) -> None:
        """Whose paper is asked where it is one member's; the file stands whole in the folder."""
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            await recorder.press("4", "3", "enter")
            await recorder.sees("BIÊN BẢN")
            await recorder.press("escape", "1", "right", "right", "down", "down")
            await recorder.press("enter")
            saved = Path.home() / "bien-ban-hoi-nghi-kiem-diem-2026.txt"
            await recorder.until(saved.is_file)
            await recorder.sees("Đã ghi")
            assert "BIÊN BẢN" in saved.read_text(encoding="utf-8")

    async def test_the_book_is_copied_and_the_same_copy_is_not_made_twice(self, tmp_path: Path) -> None:
        """Into a dated folder of the chosen one, read back."""
        usb = tmp_path / "usb"
        usb.mkdir()
        async with at_home(tmp_path) as recorder:
            for words in "Đã chép vào", "đã có bản sao giống hệt":
                await recorder.press("4", "6")
                await chosen(recorder, usb)
                await recorder.sees(words)
        [copy] = usb.iterdir()
        assert copy.name == "sổ-2026-12-05-183000"

    async def test_this_book_is_got_back_and_opened_anew(self, tmp_path: Path) -> None:
        """The one that was there is kept beside; a copy that is none is said and this book goes on."""
        async with at_home(tmp_path) as recorder:
            await recorder.press("4", "6")
            await chosen(recorder, tmp_path)
            await recorder.sees("Đã chép vào")
            await new_session(recorder)
            await recorder.press("4", "7")
            await chosen(recorder, tmp_path / "sổ-2026-12-05-183000")
            await recorder.sees("Đặt sổ vào")
            await recorder.press("enter")
            await recorder.sees("Sổ cũ được giữ ở")
            await recorder.press("enter")
            await recorder.until(lambda: not recorder.app.is_running)
            assert recorder.app.next_login == NextLogin(word="open", book=tmp_path / "sổ")
        with Book.open(tmp_path / "sổ") as book:
            assert book.session_ids() == ()
        [kept] = tmp_path.glob("sổ-truoc-*")
        with Book.open(kept) as book:
            assert book.session_ids() == ("2026",)

    async def test_another_book_opens_in_a_process_of_its_own(self, tmp_path: Path) -> None:
        """Chosen among folders that are books."""
        async with at_home(tmp_path) as recorder:
            await recorder.press("4", "8")
            await recorder.sees("● sổ")
            await recorder.press("enter")
            await recorder.until(lambda: not recorder.app.is_running)
            assert recorder.app.next_login == NextLogin(word="open", book=tmp_path / "sổ")

    async def test_names_language_and_look_are_kept_in_the_book(self, tmp_path: Path) -> None:
        """F9 and the help change them too, and the next opening begins with them."""
        async with at_home(tmp_path) as recorder:
            await recorder.press("4", "up", *["down"] * 11, "enter")
            await recorder.type(" mới\n")
            await recorder.sees("Chi bộ khu phố 4 mới")
            await recorder.press("4", *["down"] * 12, "enter", "4")
            assert recorder.app.theme == "contrast"
            await recorder.press("f9")
            cell = book_of(recorder).cell
            assert (cell.language, dict(cell.settings)) == ("en", {"theme": "contrast"})
            await recorder.press("f9", "f2", "3")
        with Book.open(tmp_path / "sổ") as book:
            assert (book.cell.language, dict(book.cell.settings)) == ("vi", {"theme": "plain"})
            book.act_cell("x", lambda cell: replace(cell, language="en"))

    async def test_long_work_shows_itself_and_can_be_stopped(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Esc ends it between two files, and nothing has changed."""
        monkeypatch.setattr(working, "SHOWN_AFTER", 0.0)

        def endless(self: Shelf, book: Book, to: Path, watch: working.Watch) -> None:
            while not threading.Event().wait(0.01):
                watch.tick()

        monkeypatch.setattr(Shelf, "backup", endless)
        async with at_home(tmp_path) as recorder:
            await recorder.press("4", "6")
            await chosen(recorder, tmp_path)
            await recorder.until(lambda: isinstance(recorder.app.screen, Working))
            await recorder.sees("đã xong")
            await recorder.press("escape")
            await recorder.sees("Đã dừng; không có gì thay đổi.")
            assert isinstance(recorder.app.screen, HomeScreen)
        assert [path.name for path in tmp_path.iterdir()] == ["sổ"]

    async def test_a_stopped_check_or_copy_leaves_no_half(self, tmp_path: Path) -> None:
        """The halves of a copy are taken away."""
        async with at_home(tmp_path) as recorder:
            await new_session(recorder)
            book, shelf = book_of(recorder), recorder.app._shelf
            assert shelf is not None
            for stop_at in range(1, 12):
                with pytest.raises(working.StoppedWork):
                    shelf.backup(book, tmp_path / "usb", StopsAt(stop_at))
                with pytest.raises(working.StoppedWork):
                    shelf.check(book.path, None, StopsAt(stop_at))
                assert not list((tmp_path / "usb").glob("*"))
                assert not list((tmp_path / "usb").glob(".*"))


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.soak)])
@pytest.mark.parametrize("size", SIZES)
async def test_photographs_of_what_home_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    """The list of other acts, topics, papers, dialogs; read the diff when this fails."""
    monkeypatch.setattr(choose_file, "places", tuple)
    monkeypatch.setattr(papers, "KINDS", {kind: papers.KINDS[kind] for kind in ("minutes", "attendance", "extract")})
    async with at_home(tmp_path, size) as recorder:
        await whole_evening(recorder)

        async def taken(name: str, *keys: str) -> None:
            await recorder.press(*keys)
            recorder.app.clear_notifications()
            await settled(recorder.pilot)
            compare(recorder.app, f"{name}.{language}")

        await recorder.sees("Cam kết còn mở: 5")
        if language == "en":
            await recorder.press("f9")
        await taken("home-evening")
        await taken("home-names", "f5")
        await taken("more", "f5", "4")
        await taken("new-session", "1")
        await taken("topics", "escape", "4", "2")
        await taken("topic", "down", "down", "down", "enter")
        await taken("letter", "escape", "up", "up", "up", "enter")
        await taken("papers", "escape", "escape", "4", "3")
        await taken("ledger-evening", "escape", "2")
        await taken("check", "4")
        await taken("commitment", "escape", "enter")
        await taken("member-edit", "escape", "escape", "1", "f4", "1")
        await taken("facts", "escape", "escape", "4", *["down"] * 11, "enter")
        assert session_of(recorder).state is State.RECORDING
