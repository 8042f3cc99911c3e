"""The first run: from an empty home to a book, one step after the other, and back without losing a letter."""

from pathlib import Path

import pytest
from office import SAMPLES, a_shelf, at_home, no_practice, program
from screens import SIZES, compare
from store_books import PHRASE

from review_tui.language.errors import ReviewError
from review_tui.store import Book
from review_tui.tui.dialogs import choose_file
from review_tui.tui.screens.founding import At, Founding
from review_tui.tui.screens.home import HomeScreen
from review_tui.tui.shelf import NextLogin
from review_tui.tui.widgets.form import Form
from review_tui.tui.widgets.typing import ViInput

CELL = "Chi bộ khu phố 4\nĐảng ủy phường Tân An Đông\nTân An Đông\n\n"


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_book_is_made_from_the_roll_and_opens_at_home(tmp_path: Path, size: tuple[int, int]) -> None:
    """Cell, roll, the question of the roll, passphrase twice, the key typed back; the book opens by both secrets."""
    async with program(size, first=True, shelf=a_shelf(tmp_path)) as recorder:
        await recorder.press("2")
        await recorder.type(CELL)
        await recorder.type(f"{SAMPLES / 'roll.xlsx'}\n")
        await recorder.sees("24 đảng viên · 1 điều cần trả lời")
        await recorder.press("enter")
        await recorder.sees("Bấm 1 hoặc 2 để trả lời dòng có dấu hỏi.")
        await recorder.press("2", "enter")
        await recorder.type(f"{PHRASE}\n{PHRASE}\n")
        wizard = recorder.app.screen
        assert isinstance(wizard, Founding)
        await recorder.until(lambda: wizard.at is At.PAPER)
        assert wizard.made is not None
        key = wizard.made[1]
        assert key in recorder.picture
        await recorder.type(key[:-1] + "\n")
        assert key not in recorder.picture
        assert "!" in recorder.picture
        await recorder.type(key[-1].lower() + "\n")
        assert isinstance(recorder.app.screen, HomeScreen)
        assert "Chưa mở kỳ kiểm điểm năm 2026" in recorder.picture
    for secret in ({"passphrase": PHRASE}, {"paper_key": key}):
        with Book.open(tmp_path / "sổ", **secret) as book:  # type: ignore[arg-type]
            assert (book.cell.name, book.cell.place) == ("Chi bộ khu phố 4", "Tân An Đông")
            assert len(book.cell.members) == 24
            assert book.cell.member(21).periods[0].status == "temporary_here"


async def test_going_back_loses_nothing_and_takes_an_unconfirmed_book_back(tmp_path: Path) -> None:
    """Esc goes step by step; a book whose key nobody typed back is gone, and is made anew with another key."""
    async with program(first=True, shelf=a_shelf(tmp_path)) as recorder:
        await recorder.press("2")
        await recorder.type(CELL + f"{SAMPLES / 'roll.xlsx'}\n")
        await recorder.sees("1 điều cần trả lời")
        await recorder.press("1", "enter")
        await recorder.type(f"{PHRASE}\n{PHRASE}\n")
        wizard = recorder.app.screen
        assert isinstance(wizard, Founding)
        await recorder.until(lambda: wizard.at is At.PAPER)
        assert wizard.made is not None
        first_key = wizard.made[1]
        await recorder.press("escape", "enter")
        assert (wizard.at, wizard.made[1]) == (At.PAPER, first_key)  # a key hit by mistake drops no key
        await recorder.press("escape", "1")
        assert not (tmp_path / "sổ").exists()
        values = [form.values for form in wizard.query(Form)]
        assert values[0]["superior"] == "Đảng ủy phường Tân An Đông"
        assert values[2] == {"first": PHRASE, "again": PHRASE}
        await recorder.press("escape")
        assert "1 (●)" in recorder.picture
        await recorder.press("escape", "escape", "escape")
        assert wizard.at is At.START
        await recorder.press("2", "down", "down", "down", "enter", "enter")
        await recorder.sees("24 đảng viên")
        await recorder.press("enter", "down", "enter")
        await recorder.until(lambda: wizard.at is At.PAPER)
        assert wizard.made is not None
        assert wizard.made[1] != first_key
        assert "KHÁC khóa hiện lần trước" in " ".join(recorder.picture.split())
    assert not (tmp_path / "sổ").exists()


async def test_every_wrong_thing_has_its_sentence_beside_the_field(tmp_path: Path) -> None:
    """Nothing typed goes, the cursor stands where it is wrong."""
    (tmp_path / "sổ").mkdir()
    (tmp_path / "sổ" / "x").write_text("y", encoding="utf-8")
    (tmp_path / "hỏng.xlsx").write_bytes(b"khong phai xlsx")
    async with program(first=True, shelf=a_shelf(tmp_path)) as recorder:
        await recorder.press("2", "enter")
        assert "! Ô này không để trống được." in recorder.picture
        await recorder.type(CELL)
        await recorder.sees("đã có nội dung, không lập sổ mới ở đó.")
        await recorder.type(" mới\n")
        for path, sentence in (
            ("\n", "! Chưa ghi đường dẫn."),
            ("thư.pdf\n", "! Danh sách là tệp .xlsx hoặc .csv."),
            (f"{tmp_path / 'không có.csv'}\n", "! Không có tệp"),
            (f"{tmp_path / 'hỏng.xlsx'}\n", "hỏng.xlsx"),
        ):
            wizard = recorder.app.screen
            wizard.query_one("#field-roll", ViInput).clear()
            await recorder.type(path)
            await recorder.sees(sentence)
            assert wizard.at is At.ROLL  # type: ignore[attr-defined]


async def test_a_roll_with_wrong_rows_is_shown_row_by_row_and_not_taken(tmp_path: Path) -> None:
    """The rows are named with their lines; after mending, the same path is read again."""
    roll = tmp_path / "ds.csv"
    wrong = "TT;Họ và tên;Ngày sinh;Số thẻ đảng viên\n1;Lê Văn An;31/2/1980;00000001\n2;Trần Bình;1/1/1981;00000002\n"
    roll.write_text(wrong, encoding="utf-8")
    async with program(first=True, shelf=a_shelf(tmp_path)) as recorder:
        await recorder.press("2")
        await recorder.type(CELL + f"{roll}\n")
        await recorder.sees("! ds.csv:2:")
        assert "không nhận 1 dòng" in recorder.picture
        await recorder.press("enter")
        await recorder.sees("Còn 1 dòng không nhận được")
        roll.write_text(wrong.replace("31/2", "28/2"), encoding="utf-8")
        await recorder.press("escape", "enter")
        await recorder.sees("1. Lê Văn An")
        await recorder.press("enter")
        assert "Mật khẩu" in recorder.picture


async def test_five_words_are_offered_on_request_and_letters_shown(tmp_path: Path) -> None:
    """Strength is not judged: a short phrase is taken, two different ones are not."""
    async with program(first=True, shelf=a_shelf(tmp_path)) as recorder:
        wizard = recorder.app.screen
        assert isinstance(wizard, Founding)
        await recorder.press("2")
        await recorder.type(CELL + f"{SAMPLES / 'roll.csv'}\n")
        await recorder.sees("1 điều cần trả lời")
        await recorder.press("1", "enter")
        assert "Năm từ:" not in recorder.picture
        await recorder.press("f4")
        assert "Năm từ:" in recorder.picture
        await recorder.type("Một\nhai\n")
        assert "! Hai lần gõ mật khẩu không giống nhau." in recorder.picture
        assert "▌ Một" not in recorder.picture
        await recorder.press("f5")
        assert "▌ Một" in recorder.picture
        wizard.query_one("#field-again", ViInput).clear()
        await recorder.type("mot\n")
        await recorder.until(lambda: wizard.at is At.PAPER)


async def test_practice_and_other_books_open_in_a_process_of_their_own(tmp_path: Path) -> None:
    """What this login read is gone with it: the wizard ends and names the book that comes next."""

    def missing() -> Path:
        raise ReviewError("Bản cài đặt này không có sổ tập dượt.")

    async with program(first=True, shelf=a_shelf(tmp_path, practice=missing)) as recorder:
        await recorder.press("1")
        await recorder.sees("Bản cài đặt này không có sổ tập dượt.")
    async with program(first=True, shelf=a_shelf(tmp_path, practice=lambda: tmp_path / "tập dượt")) as recorder:
        await recorder.press("1")
        await recorder.until(lambda: not recorder.app.is_running)
        assert recorder.app.next_login == NextLogin(word="demo", book=tmp_path / "tập dượt")
    async with at_home(tmp_path):
        pass
    async with program(first=True, shelf=a_shelf(tmp_path)) as recorder:
        await recorder.press("3")
        await recorder.type(f"{tmp_path / 'sổ'}\n")
        await recorder.until(lambda: not recorder.app.is_running)
        assert recorder.app.next_login == NextLogin(word="open", book=tmp_path / "sổ")


async def test_a_book_is_got_back_from_a_copy_at_the_first_screen(tmp_path: Path) -> None:
    """The copies that nobody had to think of are listed; the passphrase opens the copy before it is used."""
    async with at_home(tmp_path, practice=False) as recorder:
        book = recorder.app.book
        assert isinstance(book, Book)
        book.backup_if_due(tmp_path / "bản sao", book._clock())
    shelf = a_shelf(tmp_path, new_book=tmp_path / "lại")
    async with program(first=True, shelf=shelf) as recorder:
        await recorder.press("4")
        await recorder.sees("05/12/2026 18:30")
        await recorder.press("1")
        await recorder.type("sai\n")
        await recorder.sees("Mật khẩu không đúng.")
        assert not (tmp_path / "lại").exists()
        await recorder.press("4", "1")
        await recorder.type(f"{PHRASE}\n")
        await recorder.until(lambda: not recorder.app.is_running)
        assert recorder.app.next_login == NextLogin(word="open", book=tmp_path / "lại", secret=PHRASE)
    with Book.open(tmp_path / "lại", passphrase=PHRASE) as book:
        assert len(book.cell.members) == 24


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.soak)])
@pytest.mark.parametrize("size", SIZES)
async def test_photographs_of_the_wizard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    """What every step looks like; read the diff when this fails."""
    monkeypatch.setattr(choose_file, "places", tuple)
    monkeypatch.chdir(SAMPLES)
    shelf = a_shelf(tmp_path, new_book=Path("/khong-co/so"), practice=no_practice)
    async with program(size, first=True, shelf=shelf) as recorder:
        wizard = recorder.app.screen
        assert isinstance(wizard, Founding)
        if language == "en":
            await recorder.press("f9")
        compare(recorder.app, f"wizard-start.{language}")
        await recorder.press("2", "enter")
        compare(recorder.app, f"wizard-cell.{language}")
        await recorder.type("Chi bộ khu phố 4\nĐảng ủy phường Tân An Đông\nTân An Đông\n\n")
        compare(recorder.app, f"wizard-roll.{language}")
        await recorder.type("roll.xlsx\n")
        await recorder.sees("24 đảng viên" if language == "vi" else "members 24")
        await recorder.press("2")
        compare(recorder.app, f"wizard-preview.{language}")
        await recorder.press("enter")
        compare(recorder.app, f"wizard-secret.{language}")
