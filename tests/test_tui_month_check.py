"""The ledger and the monthly check: one key each, nothing half typed lost, closed on the verifier's word only."""

from pathlib import Path

import pytest
from evening import Evening
from following_room import LATER, room, three_years, twenty
from memory_book import MemoryBook
from screens import SIZES, compare, settled
from textual import events
from three_years import PROMISE

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.followup import CheckState
from review_tui.model.ledger import LedgerItem, Standing, ledger
from review_tui.tui.screens.ledger import LedgerScreen
from review_tui.tui.screens.month_check import MonthCheckScreen
from review_tui.tui.widgets.listing import ListPane


def month(book: MemoryBook) -> MonthCheckScreen:
    """The monthly check of February 2027."""
    return MonthCheckScreen(book, lambda: LATER)


def ledger_of(book: MemoryBook) -> LedgerScreen:
    """The ledger on that day."""
    return LedgerScreen(book, lambda: LATER)


def items_of(book: MemoryBook) -> dict[str, LedgerItem]:
    """The ledger as it stands."""
    return {item.number: item for item in ledger(book.sessions(), book.follow_up, LATER.date())}


def toasts(made: Evening) -> str:
    """What the program has just said."""
    return " ".join(one.message for one in made.app._notifications)


class Fingers(Evening):
    """Counts keys that are not letters of a text."""

    keys = 0

    async def key(self, *keys: str) -> None:
        """Keys that act."""
        self.keys += len(keys)
        await self.press(*keys)

    async def text(self, text: str) -> None:
        """A text and its Enter, as fast as a typing aid sends it."""
        await self.type(text)


class TestOneKeyEach:
    """Twenty commitments in one go."""

    async def test_twenty_commitments_take_twenty_keys_and_the_texts_that_are_needed(self) -> None:
        """Each key goes to the next by itself; figures, days and reasons are typed where they are asked for."""
        book = twenty()
        async with room(book, month) as made:
            hands = Fingers(made.app, made.pilot, book)
            texts = {4: ("2", "60 Dự đủ"), 8: ("4", "30/9/2027 Đi học xa"), 12: ("2", "40"), 16: ("2", "100 Gần xong")}
            for place in range(20):
                digit, words = texts.get(place, ("3" if place % 2 else "1", ""))
                await hands.key(digit)
                if words:
                    await hands.text(words)
            assert hands.keys == 20
            assert "còn 0 chưa hỏi" in made.picture
        checks = book.follow_up.checks
        assert len({check.commitment for check in checks}) == len(checks) == 20
        assert [check.degree for check in checks if check.state is CheckState.UNDER_WAY] == [60, 40, 100]
        [put_off] = [check for check in checks if check.state is CheckState.POSTPONED]
        assert (str(put_off.new_due), put_off.text) == ("2027-09-30", "Đi học xa")

    async def test_a_burst_of_digits_meets_one_commitment_each(self) -> None:
        """Keys typed ahead of the screen are not lost and not taken for a text."""
        book = twenty()
        async with room(book, month) as made:
            for digit in "1313":
                made.app.post_message(events.Key(digit, digit))
            await settled(made.pilot)
            await settled(made.pilot)
        states = [check.state.value for check in book.follow_up.checks]
        assert states == ["done", "not_done", "done", "not_done"]
        assert len({check.commitment for check in book.follow_up.checks}) == 4

    async def test_figure_and_words_typed_ahead_are_a_text(self) -> None:
        """The 6 of sixty is no key of its own once 2 was pressed."""
        book = twenty()
        async with room(book, month) as made:
            await made.type("260 Dự đủ 8 kỳ")
        [check] = book.follow_up.checks
        assert (check.degree, check.text) == (60, "Dự đủ 8 kỳ")


class TestWords:
    """What is typed, kept and refused."""

    async def test_a_remark_typed_first_goes_with_the_next_digit(self) -> None:
        """Letters on the list go into the input; digits inside it are text."""
        book = twenty()
        async with room(book, month) as made:
            await made.type("Có giấy xác nhận số 12")
            assert book.follow_up.checks == ()
            await made.press("1")
        [check] = book.follow_up.checks
        assert (check.state, check.text) == (CheckState.DONE, "Có giấy xác nhận số 12")

    async def test_nothing_half_typed_is_lost_on_other_rows_or_outside(self) -> None:
        """It stands there again, with what it was for, and on the disk in between."""
        book = twenty()
        async with room(book, month) as made:
            await made.press("4", *"30", "down", "down", "up", "up")
            assert "▌ 30" in made.picture
            await made.press("down", "escape", "escape")
            assert [text for place, text in book.drafts().items() if place.startswith("check:")] == [
                '["postponed", "30"]'
            ]
        async with room(book, month) as again:
            assert "✎ CK2026" in again.picture
            await again.press("up") if "▌ 30" not in again.picture else None
            assert "▌ 30" in again.picture
        assert book.follow_up.checks == ()

    async def test_what_cannot_be_read_stays_where_it_was_typed(self) -> None:
        """With an example of what is meant."""
        book = twenty()
        async with room(book, month) as made:
            await made.press("2")
            await made.type("sáu mươi")
            assert "Ghi số phần trăm trước" in made.picture
            assert "▌ sáu mươi" in made.picture
        assert book.follow_up.checks == ()

    async def test_a_full_disk_costs_no_word(self) -> None:
        """The sentence of the disk, and the text still there."""
        book = twenty()
        async with room(book, month) as made:
            await made.press("2")
            book.fail = "Ổ đĩa đã đầy nên chưa lưu được."
            await made.type("60 Dự đủ")
            assert "Ổ đĩa đã đầy" in made.picture
            assert "▌ 60 Dự đủ" in made.picture

    async def test_a_proof_is_its_name_and_fingerprint(self, tmp_path: Path) -> None:
        """The file stays where it is; the next finding bears it."""
        file = tmp_path / "giấy xác nhận.txt"
        file.write_text("đã dự đủ")
        book = twenty()
        async with room(book, month) as made:
            await made.press("6")
            await made.type(str(file))
            assert "Minh chứng sẽ ghi: giấy xác nhận.txt · SHA-256" in " ".join(made.picture.split())
            await made.press("1")
        [check] = book.follow_up.checks
        assert check.proof is not None
        assert check.proof.name == "giấy xác nhận.txt"
        assert len(check.proof.digest) == 64


class TestVerifier:
    """Only the verifier's word closes."""

    async def test_closing_asks_for_the_words_and_records_whose_they_are(self) -> None:
        """Without words it stays open."""
        book = twenty()
        async with room(book, month) as made:
            await made.press("5")
            assert "ghi lời xác nhận của người theo dõi" in " ".join(made.picture.split())
            await made.press("enter")
            assert book.follow_up.closings == ()
            await made.type("Đã dự đủ 8 kỳ")
        [closing] = book.follow_up.closings
        assert (closing.words, str(closing.on)) == ("Đã dự đủ 8 kỳ", "2027-02-06")
        assert closing.by in {"Bùi Thị Hiếu", "Lý Thị Vượng"}

    async def test_a_verifier_who_left_is_replaced_with_day_and_reason(self) -> None:
        """The owner is not offered, and neither is who has left."""
        book = twenty()
        async with room(book, month) as made:
            number = made.app.screen.query_one(ListPane).key_here or ""
            owner = items_of(book)[number].owner_name
            await made.press("7")
            assert owner not in made.picture.split("ai theo dõi thay")[1].split("Enter")[0]
            await made.type("4" if owner != "Trần Xuân Nhẫn" else "3")
            await made.type("Chuyển sinh hoạt")
        [change] = book.follow_up.verifiers
        assert (change.commitment, change.reason, str(change.on)) == (number, "Chuyển sinh hoạt", "2027-02-06")

    async def test_a_watch_comes_between_the_claim_and_the_closing(self) -> None:
        """Before its end nobody closes, and the list says until when."""
        book = twenty()
        async with room(book, month) as made:
            await made.press("8")
            assert "chưa báo xong" in toasts(made)
            await made.press("1", "up", "8")
            await made.type("30/6/2027 Xem thêm một quý")
            await made.press("home", "5")
            assert "đang theo dõi thêm đến ngày 30/06/2027" in toasts(made)
        assert [watch.text for watch in book.follow_up.watches] == ["Xem thêm một quý"]


class TestLedger:
    """Filters, kinds, and the fault that came back."""

    async def test_filters_are_said_in_one_row_and_found_without_marks(self) -> None:
        """By words, by owner, by state, by kind; an unknown name is refused beside its field."""
        book = three_years()
        async with room(book, ledger_of) as made:
            await made.press("7")
            await made.type("chua dung gio")
            assert "Không có cam kết nào khớp." in made.picture
            await made.press("7", *["backspace"] * 13)
            await made.type("ho so")
            assert "Đang lọc: “ho so” (1/3)" in made.picture
            assert "CK2025-001" in made.picture
            assert PROMISE not in made.picture
            await made.press("7", *["backspace"] * 5, "down")
            await made.type("Nhẫn")
            assert "Có 2 người" in made.picture
            await made.press(*["backspace"] * 4)
            await made.press("5", "down", "right", "right")
            await made.press("enter")
            assert "Đang lọc: của Huỳnh Quang Đồng · quá hạn (1/3)" in made.picture

    async def test_a_fault_that_came_back_shows_how_it_was_repaired_before(self) -> None:
        """ "lần 2", the verifier's words of then, and the other remedy of the same fault."""
        book = three_years()
        async with room(book, ledger_of) as made:
            assert "lần 2" in made.picture
            assert "lần trước kết thúc 07/03/2026: Đã dự đủ, có báo trước" in " ".join(made.picture.split())
            await made.press("enter")
            words = " ".join(made.picture.split())
            assert "Lần 2: lỗi lặp lại, 2026-002 (05/12/2026)" in words
            assert "Biện pháp khác cho lỗi này: CK2026-001 Nộp lịch công tác đầu tháng" in words
            assert "Đã hoãn 2 lần: 07/06/2025 → 30/09/2025 Đi học xa" in words

    async def test_a_regular_one_has_no_date_to_put_off_and_a_closed_one_is_reopened_by_a_point(self) -> None:
        """Said before anybody types; reopening wants the number of the new point."""
        book = twenty()
        async with room(book, ledger_of) as made:
            made.app.screen.query_one(ListPane).go_to(items_of(book)["CK2026-004"].commitment.id)
            await made.press("4")
            assert "là việc thường xuyên, không có hạn để hoãn" in toasts(made)
            await made.press("5")
            await made.type("Đã quen", "")
            assert items_of(book)["CK2026-004"].standing is Standing.CLOSED
            made.app.screen.query_one(ListPane).go_to(items_of(book)["CK2026-004"].commitment.id)
            await made.press("9", "3")
            await made.type("2026-020")
        assert (items_of(book)["CK2026-004"].standing, items_of(book)["CK2026-004"].times) == (Standing.OPEN, 2)

    async def test_more_than_three_open_ones_of_a_member_are_pointed_out(self) -> None:
        """A hint with the figure, never a block."""
        async with room(twenty(), ledger_of) as made:
            assert "có 4 cam kết chưa xong; nên gộp" in " ".join(made.picture.split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("spoken", ["vi", "en"])
async def test_the_screens_look_as_photographed(size: tuple[int, int], spoken: str) -> None:
    """Ledger with a fault come back, its filter, the monthly check with a postponement and an open question."""
    translate.speak(spoken, shipped("locale"))
    book = three_years()
    async with room(book, ledger_of, size) as made:
        compare(made.app, f"ledger-years.{spoken}")
        await made.press("7")
        compare(made.app, f"ledger-filter.{spoken}")
        await made.press("escape", "8")
        compare(made.app, f"month-check.{spoken}")
        await made.press("4", *"30")
        compare(made.app, f"month-check-asked.{spoken}")
        await made.press("escape", "right")
        compare(made.app, f"month-check-read.{spoken}")
