"""The levels on the screen: why a level is closed, the cap, and a counting desk that adds up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from ballot_room import member
from ballot_room import room as small_room
from evening import Brisk, Evening
from evening_room import before_count, cell, evening, ready, rules
from meeting_room import NOW
from memory_book import MemoryBook
from screens import SIZES, compare, settled

from review_tui.language import translate
from review_tui.model.attendance import marked
from review_tui.model.ballot import BallotState
from review_tui.model.followup import FollowUp
from review_tui.model.session import Here, Presence, Session
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.levels import LevelsScreen
from review_tui.tui.views.level_file import LevelFile, level_file_rows
from review_tui.tui.views.rating import cap_lines, rating_rows
from review_tui.tui.widgets.listing import ListPane


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


@asynccontextmanager
async def levels(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Evening]:
    """The levels of a cell of 24 whose first paper ballot is open: 21 may vote."""
    session = before_count()
    book = MemoryBook(cell(session), (session,), {"2026": rules()})
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, id: LevelsScreen(opened, id, lambda: NOW),
        clock=lambda: NOW,
        locked=False,
        latest=True,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Brisk(app, pilot, book)


class TestCounting:
    """From the tally sheet to a published result."""

    async def test_a_wrong_sum_is_said_at_once_with_both_figures_and_blocks_closing(self) -> None:
        """The row stays as it was typed, and the cursor on it; half a row is not lost on the way out."""
        async with levels() as room:
            await room.press("1")
            await room.type("21 0 20 18 2")
            assert "Phát ra 21 phiếu, nhưng thu về 20 và không thu về 0 cộng lại là 20." in room.picture
            await room.press("f8")
            assert room.session.ballots[0].state is BallotState.OPEN
            await room.type("21 0 21 18 3", "5 13 0 0 17")
            room.app.clear_notifications()
            await settled(room.pilot)
            assert "cộng lại 18 phiếu, nhưng số phiếu hợp lệ của dòng là 17" in " ".join(room.picture.split())
            await room.press("f8")
            assert room.session.ballots[0].state is BallotState.OPEN
            await room.press("5", "space", "1", "4", "escape", "1")
            assert "5 14" in room.picture
            assert "21 0 21 18 3" in room.picture


class TestLevels:
    """Who may get what, and why not."""

    @pytest.mark.parametrize("session", [ready(), before_count(), evening()])
    def test_list_and_file_of_a_level_never_disagree(self, session: Session) -> None:
        """Which levels are open, the full cap among the reasons; what the subject says of himself."""
        pack, closed = rules(), set[str]()
        for row in rating_rows(session, pack, (session,), ()):
            file = LevelFile(
                session=session, pack=pack, floor=row.key, earlier=(session,), items=(), follow_up=FollowUp()
            )
            open_now = [] if row.level.closed else [pack.band(one.level).short for one in file.answers if one.open]
            assert row.still_open == ("còn xét " + ", ".join(open_now) if open_now else "")
            closed |= {one.why_not[-1] for one in file.answers if one.level == "excellent" and one.why_not}
            own = next(one.text for one in level_file_rows(file) if one.key == "body:self")
            assert bool(row.proposed) is ("chưa có" not in own)
        assert any("hiện có 3" in why for why in closed) is bool(session.tallies)

    def test_while_reviews_go_on_the_cap_counts_those_in_the_room_who_are_still_to_come(self) -> None:
        """Two of eleven were reviewed: the highest level is open, and nobody absent is counted on."""
        people = tuple(member(no) for no in range(1, 13))
        session = small_room(*people, waiting=tuple(f"m{no}" for no in range(3, 13)))
        session = marked(session, (Presence(member="m12", here=Here.ABSENT, reason="ốm"),))
        told = {row.key: row.still_open for row in rating_rows(session, rules(), (), ())}
        assert (told["m1"], told["m3"]) == ("còn xét HTXS, HTT, HT", "")
        assert cap_lines(session, rules()).startswith("Nếu cả 11 đ/c từ tốt trở lên: tối đa 1 xuất sắc")

    def test_the_list_says_the_count_and_the_cap_in_one_row_each(self) -> None:
        """Base, needed, got, result, a tie, a proposal that differs; before any level what the cap would be at best."""
        told = {row.key: row for row in rating_rows(evening(), rules(), (), ())}
        assert told["m2"].counted == "phiếu 1: HTT được 14/18, cần 10"
        assert told["m3"].counted == "phiếu 1: HTXS được 10/18, cần 10; chi bộ đề nghị HTT"
        assert told["m5"].proposed == "tự nhận HTT 84"
        assert told["m19"].counted == "phiếu 3: HTT được 12/21, cần 11"
        session = evening()
        first = replace(session, ballots=session.ballots[:1], tallies=(), ratings=())
        once = {row.key: row.counted for row in rating_rows(first, rules(), (), ())}
        assert once["m19"] == "phiếu 1: HTT và HT cùng 9/18, cần 10; bỏ phiếu lại"
        assert once["m13"] == "phiếu 1: cao nhất 8/17, cần 9; bỏ phiếu lại"
        assert cap_lines(session, rules()) == ("21 từ tốt trở lên: tối đa 3 xuất sắc (20 % số tốt), có 3; cách kia: 4.")
        over = replace(session, ratings=())
        assert "có 6, vượt 3; cách kia: 4." in cap_lines(over, rules())
        assert cap_lines(before_count(), rules()) == (
            "Nếu cả 22 đ/c từ tốt trở lên: tối đa 3 xuất sắc (20 % số tốt); cách kia: 4."
        )

    @pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.soak)])
    async def test_levels_and_desk_look_as_photographed(self, size: tuple[int, int]) -> None:
        """In Vietnamese, on both screens; Enter on somebody not reviewed says why no level is open."""
        async with levels(size) as room:
            room.app.clear_notifications()
            room.app.screen.query_one(ListPane).go_to("m5")
            await settled(room.pilot)
            compare(room.app, "levels-list")
            await room.press("1")
            await room.type("21 0 21 18 3", "5 13 0 0", "4 13 0 0 18")
            compare(room.app, "levels-desk")
            await room.press("escape")
            room.app.screen.query_one(ListPane).go_to("m21")
            await room.press("enter")
            assert "không xét được" in room.picture
            assert "hưa kiểm điểm" in room.picture
