"""Looking back, handing over, leaving the cell: over the years on the screen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from evening import Evening
from following_room import LATER, room, three_years, twenty
from memory_book import MemoryBook
from screens import SIZES, compare
from three_years import FAULT, PROMISE, sources

from review_tui.language import translate
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.model.backup_places import backup_places, copied_to
from review_tui.model.followup import Check, CheckState
from review_tui.model.ledger import Standing, ledger
from review_tui.model.people import Status, StatusPeriod
from review_tui.papers.left_over import deleted, left_at
from review_tui.tui.screens.handover import HandoverScreen
from review_tui.tui.screens.looking_back import LookingBackScreen
from review_tui.tui.screens.papers import PapersScreen
from review_tui.tui.screens.roll import RollScreen
from review_tui.tui.screens.timeline import TimelineScreen


def back(book: MemoryBook) -> LookingBackScreen:
    """The years as they stand in February 2027."""
    return LookingBackScreen(book, lambda: LATER)


def words(made: Evening) -> str:
    """What stands on the screen, in one line."""
    return " ".join(made.picture.replace("▌", " ").split())


async def sees(made: Evening, part: str) -> None:
    """Wait for words that come from work beside the screen."""
    for _turn in range(500):
        if part in words(made):
            return
        await made.pilot.pause(0.02)
    raise AssertionError(made.picture)


class TestYears:
    """Bars, a table, months, news, turns."""

    async def test_the_same_figures_stand_in_bars_and_in_the_table(self) -> None:
        """One key turns one into the other; Enter leads to the commitments of the year."""
        async with room(three_years(), back) as made:
            assert "lặp lại" in made.picture
            await made.press("1")
            assert "2026 2 3 3 1 0 0 1" in words(made)
            assert "2024 1 1 1 1 0 1 0" in words(made)
            await made.press("enter")
            assert "Đang lọc: kỳ 2026 (1/3)" in made.picture

    async def test_what_is_new_since_the_last_look_is_told_once(self) -> None:
        """The first look remembers; a check made after it is new at the second and known at the third."""
        book = three_years()
        async with room(book, back) as made:
            await made.press("2")
            assert "lần xem đầu tiên" in made.picture
            await made.press("escape")
            late = Check(id="x", commitment=PROMISE, on=date(2026, 1, 5), state=CheckState.NOT_DONE, text="Ghi bù")
            book.follow_up = replace(book.follow_up, checks=(*book.follow_up.checks, late))
            await made.press("2")
            assert f"kiểm tra {PROMISE}: Ghi bù" in made.picture
            await made.press("escape", "2")
            assert "0 điều mới" in made.picture

    async def test_turns_are_counted_on_demand_and_kept_nowhere(self) -> None:
        """In the order of the roll, never by the count; those with a nought alone by one key."""
        book = three_years()
        async with room(book, back) as made:
            await made.press("3")
            numbers = [row.strip("► ")[:1] for row in made.picture.splitlines()[2:-1] if row.strip()]
            assert numbers == ["1", "2", "3", "4", "5", "6"]
            await made.press("1")
            assert "Trần Xuân Nhẫn" not in made.picture
        assert book.acts == []
        assert book.cell.settings == ()

    async def test_a_member_is_followed_day_by_day(self) -> None:
        """The fault, its answer, the promise, its checks, the return."""
        async with room(three_years(), lambda book: TimelineScreen(book, "m5", lambda: LATER), (120, 60)) as made:
            told = words(made)
            for part in (f"ý kiến {FAULT}", f"cam kết {PROMISE}", f"! lặp lại {FAULT}", f"kết thúc {PROMISE}"):
                assert part in told


class TestHandover:
    """Open items first, every copy named."""

    async def test_the_record_begins_with_what_is_open_and_voids_the_passphrase_for_this_book_only(self) -> None:
        """Folders into which copies went by hand are named even when they are not at hand."""
        book = three_years()
        book.cell = copied_to(book.cell, "/không/có/usb")
        async with room(book, lambda held: HandoverScreen(held, lambda: LATER, None), (120, 110)) as made:
            told = words(made)
            assert told.index("VIỆC CÒN ĐANG THEO DÕI") < told.index("BẢN SAO LƯU")
            assert "Mật khẩu cũ chỉ hết hiệu lực đối với sổ này" in told
            assert "/không/có/usb" in told

    def test_a_folder_is_kept_once(self) -> None:
        """So that the next copy is equal to its book."""
        cell = copied_to(three_years().cell, "/a")
        assert copied_to(cell, "/a") is cell
        assert backup_places(copied_to(cell, "/b")) == ("/a", "/b")


class TestLeaving:
    """Somebody leaves the roll."""

    async def test_his_promises_end_as_moved_and_what_he_followed_goes_to_others(self) -> None:
        """One yes for the first, a name and a reason for each of the second."""
        book = three_years()
        async with room(book, lambda held: RollScreen(held, lambda: LATER)) as made:
            await made.type("Đồng")
            await made.press("escape")
        async with room(book, lambda held: RollScreen(held, lambda: LATER)) as made:
            await made.press(*"5", "f4", "2", "7")
            await made.press("enter", "enter", "enter", "enter")
            assert "Người chuyển đi còn cam kết chưa xong" in words(made)
            await made.press("1")
        items = ledger(book.sessions(), book.follow_up, LATER.date())
        assert {item.standing for item in items} == {Standing.MOVED}

    async def test_a_verifier_who_left_is_asked_for(self) -> None:
        """The first commitment that lost him names him."""
        book = twenty()
        left = StatusPeriod(status=Status.LEFT, since=LATER.date())
        members = tuple(replace(one, periods=(left,)) if one.no == 1 else one for one in book.cell.members)
        from review_tui.model.verifying import without_verifier

        items = ledger(book.sessions(), book.follow_up, LATER.date())
        assert len(without_verifier(items, members, LATER.date())) == 4


class TestPapers:
    """Names inside an extract, and the readable file."""

    async def test_names_inside_an_extract_are_asked_one_by_one(self) -> None:
        """The cursor stands on replacing; Esc makes no paper."""
        book = three_years()
        screen = PapersScreen(book, "2026", lambda: LATER, None, kind="extract")
        async with room(book, lambda held: screen, (100, 110)) as made:
            await made.press("enter", "5", "enter")
            assert "Tên 1/1: đ/c Hồ Thị Diệu đứng trong" in words(made)
            await made.press("enter")
            assert "như một đồng chí" in words(made)
            await made.press("escape", "enter", "5", "enter", "1")
            assert "như đ/c Diệu" in words(made)

    async def test_a_saved_paper_is_named_and_one_key_takes_it_away(self, own_home: Path) -> None:
        """Saving over a file asks first; nothing but what was written is deleted."""
        book = three_years()
        async with room(book, lambda held: PapersScreen(held, "2026", lambda: LATER, None, kind="commitment")) as made:
            await made.press("1", "5", "enter", "3", "enter")
            await sees(made, "bấm 3 để xóa")
            [file] = own_home.glob("*.txt")
            await made.press("1", "5", "enter", "3", "enter")
            await sees(made, "Đã có tệp")
            await made.press("escape", "3")
            assert not file.exists()

    def test_a_file_that_was_changed_since_is_not_deleted(self, tmp_path: Path) -> None:
        """One sentence; the file stays."""
        file = tmp_path / "trích.txt"
        file.write_bytes(b"a")
        left = left_at(file, b"a")
        file.write_bytes(b"b")
        with pytest.raises(ReviewError, match="đã được sửa"):
            deleted(left)
        assert file.exists()
        file.unlink()
        with pytest.raises(ReviewError, match="không còn ở đó"):
            deleted(left)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("spoken", ["vi", "en"])
async def test_the_screens_look_as_photographed(size: tuple[int, int], spoken: str) -> None:
    """Bars, table, turns, timeline, handover."""
    translate.speak(spoken, shipped("locale"))
    book = three_years()
    async with room(book, back, size) as made:
        compare(made.app, f"years-bars.{spoken}")
        await made.press("1")
        compare(made.app, f"years-table.{spoken}")
        await made.press("3")
        compare(made.app, f"years-turns.{spoken}")
        await made.press("escape", "4", "5", "enter")
        compare(made.app, f"timeline.{spoken}")
        made.app.push_screen(HandoverScreen(book, lambda: LATER, None))
        await made.press("down")
        compare(made.app, f"handover.{spoken}")
    assert sources().backups == ()
