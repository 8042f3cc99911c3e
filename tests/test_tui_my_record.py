"""A member at the own record: what was said about him, answers, reports, papers; and the recorder's side of it."""

from datetime import timedelta
from pathlib import Path

from my_room import ME, NOON, at_my_record, at_the_recorders, book_of_years, my_part, read_back
from office import Recorder
from screens import SIZES, compare, settled
from store_books import CHEAP, opened

from review_tui.language.errors import ReviewError
from review_tui.language.translate import language
from review_tui.model.submission import FateKind, HandedAnswer, HandedObjection, HandedReport
from review_tui.papers.code_slip import code_slip
from review_tui.papers.sources import Sources
from review_tui.papers.text import text_of
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.my_login import CodeInput, grouped
from review_tui.tui.screens.my_verify import compared
from review_tui.tui.shelf import NextLogin
from review_tui.tui.views.my_home import YearDigest, home_rows
from review_tui.tui.views.my_seen import Seen, read_seen

FOREIGN = ("Quý 2 chỉ họp hai kỳ", "Gương mẫu trong đợt lũ")


async def everywhere(hands: Recorder, name: str) -> None:
    """Photographs in both languages and both sizes."""
    hands.app.clear_notifications()
    for ending in ("", ".en"):
        for size in SIZES:
            await hands.pilot.resize_terminal(*size)
            await settled(hands.pilot)
            compare(hands.app, name + ending)
        await hands.press("f9")
    await hands.pilot.resize_terminal(*SIZES[0])
    await settled(hands.pilot)


async def test_a_member_reads_answers_reports_and_prints_from_the_first_page(tmp_path: Path) -> None:
    """Every page in both sizes; nothing of anybody else on any of them; what was sent says how far it has come."""
    book_of_years(tmp_path, "2025").close()
    for size in SIZES:
        async with at_my_record(tmp_path, size) as member:
            compare(member.app, "my-home")
            await member.press("enter")
            compare(member.app, "my-year")
            assert not any(words in member.picture for words in FOREIGN)
            await member.press("escape", "5")
            await member.sees("Đến kỳ 2025")
            await member.press("escape", "6", "enter")
            compare(member.app, "my-papers")
            await member.press("enter")
            await member.sees("TRÍCH BIÊN BẢN")
            await member.press("escape", "escape", "2")
            compare(member.app, "my-promised")
            await member.press("escape", "4")
            await member.sees("thư ký mở cho xem")
    moment = [NOON]
    async with at_my_record(tmp_path, now=lambda: moment[0]) as member:
        await member.press("enter", "down", "down", "down", "down", "1", "3", "down")
        await member.type("Tôi đi học quý 3\t")
        await everywhere(member, "my-answer")
        await member.press("enter")
        await member.sees("đã gửi trả lời, thư ký chưa tiếp nhận")
        moment[0] += timedelta(minutes=5)
        await member.press("escape", "1", "down", "down", "enter", "down", "down", "down")
        await member.type("Đã báo trước hai lần\t\t")
        await member.press("enter")
        await member.sees("Tôi đã gửi thư ký: 2")
        member.app.clear_notifications()
        await settled(member.pilot)
        await everywhere(member, "my-desk")
        assert isinstance(member.app, ReviewApp)
        await member.press("ctrl+q")
        assert member.app.next_login == NextLogin(word="open", book=tmp_path / "sổ")
    sent = my_part(tmp_path)
    answer, report = sorted(sent.submissions(), key=lambda one: isinstance(one, HandedReport))
    sent.close()
    assert isinstance(answer, HandedAnswer)
    assert isinstance(report, HandedReport)
    assert (answer.text, report.text) == ("Tôi đi học quý 3", "Đã báo trước hai lần")


async def test_a_row_that_cannot_be_answered_says_why_and_a_draft_stays(tmp_path: Path) -> None:
    """A signed year, a row that is no point, an objection before read-back; Esc keeps what was typed."""
    book_of_years(tmp_path, "2025").close()
    async with at_my_record(tmp_path) as member:
        await member.press("enter", "3")
        await member.sees("Chưa đến lúc đọc lại biên bản")
        await member.press("end", "1")
        await member.sees("Đặt con trỏ ở một ý kiến về đồng chí")
        await member.press("2")
        await member.sees("Đặt con trỏ ở một cam kết của đồng chí")
        await member.press("escape", "down", "enter", "down", "1")
        await member.sees("biên bản đã ký")
        await member.press("escape", "1", "enter", "down")
        await member.type("Đang viết dở")
        await member.press("escape")
        await member.sees("nháp: Trả lời ý kiến")
        await member.press("enter")
        await member.sees("Chữ gõ dở lần trước đã đưa lại.")
        assert "Đang viết dở" in member.picture


async def test_an_own_sentence_is_corrected_while_the_draft_is_read_back(tmp_path: Path) -> None:
    """To the words of others another opinion is added; neither changes the minutes by itself."""
    book = book_of_years(tmp_path)
    read_back(book)
    before = book.session("2026")
    book.close()
    async with at_my_record(tmp_path) as member:
        await member.press("5")
        await member.sees("Chưa có biên bản nào được ký")
        await everywhere(member, "my-verify")
        await member.press("escape")
        await member.press("enter", "down", "3")
        await member.sees("sửa câu của tôi thành")
        await member.press("down")
        await member.type(" và xin sửa\t\n")
        await member.sees("Đã gửi thư ký")
        await member.press("up", "3")
        await member.sees("1/1")
        await member.press("down")
        await member.type("Tôi vắng hai kỳ\t\n")
        await member.sees("Đã gửi thư ký")
    with opened(tmp_path / "sổ") as book:
        handed = [one for one in book.submissions() if isinstance(one, HandedObjection)]
        own, other = sorted(handed, key=lambda one: not one.wanted)
        assert own.wanted.endswith("và xin sửa")
        assert (other.wanted, other.text) == ("", "Tôi vắng hai kỳ")
        assert book.session("2026") == before


async def test_the_recorder_takes_over_with_a_preview_or_gives_back_with_a_word(tmp_path: Path) -> None:
    """Home counts; the answer becomes an answer; the member reads the day and the word."""
    book_of_years(tmp_path, "2025").close()
    moment = [NOON]
    async with at_my_record(tmp_path, now=lambda: moment[0]) as member:
        await member.press("enter", "down", "down", "down", "down", "1", "3", "down")
        await member.type("Tôi đi học quý 3\t\n")
        moment[0] += timedelta(minutes=5)
        await member.press("down", "down", "1")
        await member.type("\t\t\n")
        await member.sees("Đã gửi thư ký")
    async with at_the_recorders(tmp_path) as recorder:
        await recorder.sees("2 điều đảng viên gửi")
        await recorder.press("6")
        await everywhere(recorder, "submitted")
        assert "đi học" not in recorder.picture
        await recorder.press("enter")
        await recorder.sees("Tiếp nhận thì: Đ/c Đồng GIẢI TRÌNH ý kiến 2026-005")
        await everywhere(recorder, "submitted-one")
        await recorder.press("1")
        await recorder.sees("Trả lời đang có: giải trình · Tôi đi học quý 3")
        await recorder.press("1")
        await recorder.sees("Điều này đã xử lý rồi.")
        await recorder.press("escape", "enter", "2", "enter")
        await recorder.sees("Trả lại phải ghi lý do.")
        await recorder.type("Ghi rõ ngày nộp\n")
        await recorder.sees("Ghi rõ ngày nộp")
        await recorder.press("escape", "escape")
        assert "đảng viên gửi" not in recorder.picture
    part = my_part(tmp_path)
    fates = {(one.fate.kind, one.fate.words) for one in part.submissions()}
    part.close()
    assert fates == {(FateKind.TAKEN_OVER, ""), (FateKind.RETURNED, "Ghi rõ ngày nộp")}


async def test_codes_are_made_printed_replaced_and_revoked(tmp_path: Path) -> None:
    """The slip shows the code once; a list says who has one; attended viewing names the member's login."""
    book_of_years(tmp_path, "2025").close()
    async with at_the_recorders(tmp_path) as recorder:
        await recorder.pilot.app.workers.wait_for_complete()
        recorder.app.screen.start("codes")  # type: ignore[attr-defined]
        await recorder.sees("0/5 đảng viên có mã")
        await recorder.press("2")
        await recorder.sees("chưa có mã nên")
        await recorder.press("down", "down", "down", "enter")
        await recorder.sees("PHIẾU MÃ CÁ NHÂN")
        await recorder.press("escape")
        await recorder.sees("1/5 đảng viên có mã")
        recorder.app.clear_notifications()
        await settled(recorder.pilot)
        await everywhere(recorder, "codes")
        await recorder.press("enter")
        await recorder.sees("hết hiệu lực ngay")
        await recorder.press("escape", "2", "1")
        await recorder.sees("Đã thu hồi mã của đ/c Huỳnh Quang Đồng.")
        await recorder.press("escape")
        recorder.app.screen.start("attended")  # type: ignore[attr-defined]
        await recorder.sees("Đồng chí nào xem hồ sơ của mình?")
        await recorder.type("dong\n")
        await recorder.sees("Mở cho đ/c Huỳnh Quang Đồng")
        recorder.app.clear_notifications()
        await settled(recorder.pilot)
        await everywhere(recorder, "attended")
        await recorder.press("enter")
        assert isinstance(recorder.app, ReviewApp)
        login = recorder.app.next_login
        assert login is not None
        assert login.word == "member"
        assert login.secret.split(" ")[:2] == ["attended", ME]


async def test_the_pages_of_a_member_speak_english(tmp_path: Path) -> None:
    """First page, year, commitments, papers."""
    book_of_years(tmp_path, "2025").close()
    for size in SIZES:
        async with at_my_record(tmp_path, size) as member:
            await member.press("f9")
            assert language() == "en"
            compare(member.app, "my-home.en")
            await member.press("enter")
            compare(member.app, "my-year.en")
            await member.press("escape", "2")
            compare(member.app, "my-promised.en")
            await member.press("escape", "6", "enter")
            compare(member.app, "my-papers.en")
            await member.press("f9")
            await settled(member.pilot)


def test_a_code_slip_says_whose_it_is_what_it_opens_and_the_mark(tmp_path: Path) -> None:
    """In groups of four; without a code, dotted."""
    book = book_of_years(tmp_path, "2025")
    code = book.new_code(ME, kdf=CHEAP)
    one = book.session("2026")
    given = {"session": one, "cell": book.cell, "pack": book.pack("2026"), "member": ME}
    words = text_of(code_slip(Sources(**given, code=code, fingerprint=book.record_fingerprint(ME))))  # type: ignore[arg-type]
    blank = text_of(code_slip(Sources(**given)))  # type: ignore[arg-type]
    mark = book.record_fingerprint(ME)
    book.close()
    assert all(part in words for part in ("Huỳnh Quang Đồng", code, grouped(mark)))
    assert code not in blank
    assert "chưa có dấu" in blank


def test_the_mark_of_a_slip_fits_the_years_signed_until_then(tmp_path: Path) -> None:
    """The member's own computation is the recorder's; another mark gets a sentence that accuses nobody."""
    with book_of_years(tmp_path, "2024", "2025") as book:
        printed = dict(book.record_marks(ME))["2024"]
        foreign = book.record_fingerprint("m5")
    part = my_part(tmp_path)
    marks = part.record_marks()
    part.close()
    assert compared(marks, grouped(printed).lower()).startswith("✓ Khớp")
    assert "2024" in compared(marks, printed)
    assert compared(marks, foreign).startswith("! Không khớp")


def test_what_was_seen_is_kept_by_happening_and_not_by_day() -> None:
    """Something new of the same evening is new; a mark that is not there knows nothing."""
    seen = read_seen(Seen(since="05/12/2026 18:30", keys=frozenset({"a", "b"})).text())
    assert (seen.since, seen.keys) == ("05/12/2026 18:30", {"a", "b"})
    assert read_seen("") == Seen(keys=frozenset({""})) or not read_seen("").since


def test_a_year_waits_for_what_was_not_sent_yet() -> None:
    """An answer on its way is no work left."""
    digest = YearDigest(session="2026", state="recording", points=2, waiting=("p1", "p2"), promised=0, level="")  # type: ignore[arg-type]
    rows = home_rows(("2025", "2026"), {"2026": digest}, {}, frozenset({"p1"}))
    assert [(row.key, row.waiting) for row in rows if row.year or not row.text] == [("2026", 1), ("2025", 0)]


async def test_a_code_is_grouped_while_it_is_typed() -> None:
    """Also when letters go in before, or a hyphen is deleted."""
    from textual.app import App, ComposeResult

    class One(App[None]):
        def compose(self) -> ComposeResult:
            yield CodeInput()

    app = One()
    async with app.run_test() as pilot:
        await pilot.press(*"12hm0r", "backspace", "x")
        code = app.query_one(CodeInput)
        assert (code.value, code.cursor_position) == ("12HM-0X", 7)
        await pilot.press("home", "9")
        assert (code.value, code.cursor_position) == ("912H-M0X", 1)


async def test_the_login_tries_a_code_and_says_the_same_sentence_whatever_is_wrong() -> None:
    """Number or name first; the right one leaves for the member's login."""
    tried: list[tuple[str, str]] = []
    right = NextLogin(word="member", book=Path("sổ"), secret="code m4 00")

    def by_code(who: str, code: str, /) -> NextLogin:
        tried.append((who, code))
        if code != "1234-5678":
            raise ReviewError("Số hoặc tên và mã không khớp nhau.")
        return right

    from office import program

    def shut(**_secret: object) -> None:
        raise AssertionError("nobody asked for the recorder's book")

    async with program(open_book=shut, locked=True, by_code=by_code) as member:
        await member.press("f6")
        await everywhere(member, "my-login")
        await member.type("dong\n1234\n")
        await member.sees("! Số hoặc tên và mã không khớp nhau.")
        await member.type("5678\n")
        await member.until(lambda: len(tried) == 2)
        await settled(member.pilot)
        assert isinstance(member.app, ReviewApp)
        assert member.app.next_login == right
    assert tried == [("dong", "1234"), ("dong", "1234-5678")]
