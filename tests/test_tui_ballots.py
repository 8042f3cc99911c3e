"""Ballots on the screen: opened, counted by one or two tellers, by hands, on the machine; a whole evening of them."""

import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from evening import Brisk, Evening
from evening_room import FIRST, before_count, cell, ready, rules
from meeting_room import NOW
from memory_book import MemoryBook
from screens import SIZES, compare, settled
from store_books import every_file
from textual import events

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.ballot import BallotState, Tie, Way
from review_tui.model.balloting import opened_ballot, prepared_ballot
from review_tui.model.counting import DOUBLE_ENTRY, SCREEN_VOTE
from review_tui.model.majority import outcome_sentence
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Level, Role, Session
from review_tui.model.telling import tellers_named
from review_tui.papers.kinds import paper_from
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Table
from review_tui.papers.text import text_of
from review_tui.regulation.ballots import vote_rule
from review_tui.store import Book
from review_tui.tui.app import ReviewApp
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.counting_desk import CountingDesk
from review_tui.tui.screens.levels import LevelsScreen
from review_tui.tui.screens.poll import PollScreen
from review_tui.tui.views.ballots import ballot_text
from review_tui.tui.widgets.listing import ListPane


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


def memory(session: Session, **settings: str) -> MemoryBook:
    """A book in memory with this session."""
    kept = replace(cell(session), settings=tuple(sorted(settings.items())))
    return MemoryBook(kept, (session,), {"2026": rules()})


@asynccontextmanager
async def levels(book: OpenBook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Evening]:
    """The levels of the cell of 24."""
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, id: LevelsScreen(opened, id, lambda: NOW),
        clock=lambda: NOW,
        locked=False,
        latest=True,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Brisk(app, pilot, book)  # type: ignore[arg-type]


def few(way: Way = Way.PAPER, *, double: bool = False, floors: tuple[str, ...] = ("m5", "m9", "m21")) -> Session:
    """A short slip that is open: 21 voters; m21 was not reviewed."""
    session = ready()
    session = prepared_ballot(session, id="b1", rule=vote_rule(rules()), floors=floors, way=way, double=double)
    return opened_ballot(session, "b1")


def words(room: Evening) -> str:
    """What stands on the screen, in one line."""
    return " ".join(room.picture.replace("▌", " ").split())


async def quiet(room: Evening) -> None:
    """Without the last sentence said."""
    room.app.clear_notifications()
    await settled(room.pilot)


async def fill(room: Evening, *rows: str) -> None:
    """Type a whole sheet at one go, as fast as fingers on the number keys, and look only then."""
    for row in rows:
        for letter in row:
            room.app.post_message(events.Key(letter, letter))
        room.app.post_message(events.Key("enter", "\r"))
    await room.calm()
    await settled(room.pilot)


class TestOpening:
    """Before a ballot is opened."""

    async def test_what_the_pack_leaves_open_is_asked_once_and_kept(self) -> None:
        """Temporary members, voting on oneself: asked at the first, told at the second. The screen is off, with why."""
        async with levels(memory(ready())) as room:
            await room.press("1", "f8")
            assert "Đ/c Tô Thị Lan sinh hoạt đảng tạm thời ở đây: có biểu quyết không?" in words(room)
            await room.press("2")
            assert "Mỗi người có biểu quyết ở dòng của chính mình không?" in words(room)
            await room.press("escape")
            assert room.session.ballots == ()
            await room.press("f8", "1")
            (ballot,) = room.session.ballots
            assert ballot.rule.temporary_votes
            assert not ballot.rule.self_vote
            assert (ballot.state, ballot.way, len(ballot.electorate)) == (BallotState.OPEN, Way.PAPER, 22)
            assert isinstance(room.app.screen, CountingDesk)
            await fill(room, "22 0 22 22 0", *["0 20 0 0"] * 22)
            await room.press("f8", "2", "1", "1")
            assert "có biểu quyết (đã chọn ở phiếu trước)" in words(room)
            assert "Tập thể chi bộ" in words(room)
            await room.press("3")
            assert "các phiếu sau giữ nguyên" in words(room)
            await room.press("1", "3")
            assert "phiếu giấy có tổ kiểm phiếu thì ai cũng đếm lại được" in words(room)
            await quiet(room)
            assert "phiếu giấy, tổ kiểm phiếu đếm" in words(room)

    async def test_slips_printed_earlier_and_chosen_lines_and_tellers(self) -> None:
        """The row of who was not reviewed is closed; a few lines, a team and its head can be chosen."""
        async with levels(memory(ready())) as room:
            await room.press("1", "2", "2")
            assert "23 đồng chí, từ đ/c Lê Thị Vượng đến đ/c Dương Văn Minh" in words(room)
            await room.press("2", "4", "space", "down", "down", "space", "enter")
            assert "Tập thể chi bộ, Bùi Quang Hiếu" in words(room)
            await room.press("5", "space", "home", "space", "enter")
            await room.press("7")
            (ballot,) = room.session.ballots
            assert (ballot.state, ballot.floors) == (BallotState.PREPARED, (COLLECTIVE, "m2"))
            assert ballot.tellers == ("m14", "m16", "m1")
            await room.press("escape", "1", "f8", "1", "1")
            (ballot,) = room.session.ballots
            assert (ballot.number, ballot.state) == (1, BallotState.OPEN)
            assert room.session.holder(Role.TELLERS) == ("m14", "m16", "m1")


class TestDesk:
    """Counting."""

    async def test_digits_and_enter_alone_fill_a_row_and_the_next_figure_is_asked_for(self) -> None:
        """A closed row takes nothing; the desk leads nowhere but back, and after an undo holds the figures."""
        async with levels(memory(few())) as room:
            await room.press("1", "f3")
            assert isinstance(room.app.screen, CountingDesk)
            assert "Số phiếu: số phiếu phát ra (1/5)" in words(room)
            await room.type("21", "0", "21")
            assert "Số phiếu: số phiếu hợp lệ (4/5)" in words(room)
            await room.type("20", "1", "3", "17", "0", "0", "0", "19", "1", "0")
            assert "Đặng Hữu Thủy: cộng 20/20." in words(room)
            await room.press("down")
            await room.type("1 1 1 1")
            assert "Dòng này chưa kiểm điểm nên đã đóng" in words(room)
            await room.press("backspace", *["backspace"] * 7, "f8")
            assert room.session.ballots[0].state is BallotState.CLOSED
            await room.press("2", "1")
            assert room.book.drafts() == {}
            room.book.undo("2026")
            await room.press("1")
            assert "21 0 21 20 1" in room.picture
            assert "3 17 0 0" in room.picture
            await room.press("down")
            await room.type("4 16 0 0")
            await room.press("f8")
            assert outcome_sentence(room.session, room.session.ballots[0], "m5").endswith("nhiệm vụ.")
            assert room.session.ballots[0].count.line("m5").got(Level.GOOD) == 16  # type: ignore[union-attr]

    async def test_two_tellers_type_apart_and_are_compared_field_by_field(self) -> None:
        """The second sees nothing of the first; a difference blocks until one figure stands; it survives leaving."""
        async with levels(memory(few(double=True))) as room:
            await room.press("1")
            await room.type("21 0 21 20 1", "3 17 0 0", "0 19 1 0")
            await room.press("f8")
            assert "người thứ hai nhập" in words(room)
            await quiet(room)
            assert "3 17" not in room.picture
            await room.press("escape", "1")
            await room.type("21 0 21 20 1", "4 16 0 0", "0 19 1 0")
            await room.press("f8")
            await quiet(room)
            compare(room.app, "ballot-compare-vi")
            said = words(room)
            assert "Hồ Thị Diệu, mức hoàn thành xuất sắc nhiệm vụ: người thứ nhất ghi 3, người thứ hai ghi 4." in said
            assert "Hồ Thị Diệu, mức hoàn thành tốt nhiệm vụ: người thứ nhất ghi 17, người thứ hai ghi 16." in said
            await room.press("f8")
            assert room.session.ballots[0].state is BallotState.OPEN
            await room.press("home", "down")
            await room.type("4 16 0 0")
            await room.press("f8")
            line = room.session.ballots[0].count.line("m5")  # type: ignore[union-attr]
            assert line is not None
            assert line.got(Level.EXCELLENT) == 4

    async def test_a_show_of_hands_is_checked_against_who_may_vote(self) -> None:
        """Four figures a line; nobody is counted twice, and no slip goes round."""
        async with levels(memory(few(Way.HANDS))) as room:
            await room.press("1")
            assert "Số phiếu " not in words(room)
            await room.type("3 19 0 0")
            assert "đếm được 22 người giơ tay, nhiều hơn 21 người được biểu quyết." in words(room)
            await room.type("3 15 0 0", "0 19 1 0")
            assert "của mình, 2 người không giơ tay ở dòng này" in words(room)
            assert "cộng 20/21, 1 đồng chí không biểu quyết dòng của mình." in words(room)
            await room.press("f8")
            count = room.session.ballots[0].count
            assert count is not None
            assert (count.issued, count.returned, count.valid) == (21, 21, 21)


async def test_a_ballot_opened_without_tellers_takes_them_until_it_is_read_out() -> None:
    """Opening asks for them; left open on purpose, key 5 names them later and the gate has nothing to list."""
    session = few()
    bare = tellers_named(session, session.ballots[0].id, ())
    async with levels(memory(bare)) as room:
        assert "5 Tổ kiểm" in words(room)
        await room.press("5")
        assert "người chọn đầu là tổ trưởng" in words(room)
        await room.press("space", "enter")
        assert len(room.session.ballots[0].tellers) == 1
    async with levels(memory(replace(ready(), roles=()))) as room:
        await room.press("1", "f8")
        while "Chưa có tổ kiểm phiếu" not in words(room):
            assert "biểu quyết không?" in words(room) or "chính mình không?" in words(room)
            await room.press("1")
        await room.press("escape")
        assert not room.session.ballots


async def vote(room: Evening, *digits: str) -> None:
    """One voter, the next who has not voted: take the machine, choose, cast."""
    await room.press("enter", "enter", *digits, "enter", "1")


class TestPoll:
    """On the machine."""

    async def test_while_it_is_open_nothing_is_written_whatever_is_pressed(self, tmp_path: Path) -> None:
        """Files of a real book byte for byte: votes, language, help, search, a cover, leaving; then one commit."""
        session = prepared_ballot(ready(), id="b1", rule=vote_rule(rules()), floors=("m5", "m9"), way=Way.SCREEN)
        held = replace(cell(session), settings=((SCREEN_VOTE, "on"),))
        with Book.create_practice(tmp_path / "sổ", cell=held, clock=lambda: NOW) as book:
            book.add_session(session, rules(), name="mở kỳ")
            async with levels(book) as room:  # type: ignore[arg-type]
                await room.press("1", "f8", "1", "1")
                assert isinstance(room.app.screen, PollScreen)
                before, acts = digests(book.path), len(book.log("2026"))
                await vote(room, "2", "3")
                await room.press("f9", "f9", "f2", "escape", "f3", "enter", "enter", "2", "escape", "ctrl+q", "2")
                assert isinstance(room.app.screen, PollScreen)
                room.app.keep_half_typed()  # type: ignore[attr-defined]
                await room.press("up")
                await room.press("enter")
                assert "Lê Thị Vượng đã biểu quyết rồi; mỗi người một lần." in words(room)
                assert (digests(book.path), len(book.log("2026"))) == (before, acts)
                await room.press("f8")
                assert "Chưa biểu quyết: Bùi Quang Hiếu" in words(room)
                await room.press("1")
                assert len(book.log("2026")) == acts + 1
            ballot = book.session("2026").ballots[0]
        assert (ballot.state, ballot.voted) == (BallotState.CLOSED, ("m1",))
        assert ballot.count is not None
        assert (ballot.count.returned, ballot.count.kept) == (1, 20)

    async def test_esc_asks_and_voids_and_a_poll_without_its_screen_is_void(self) -> None:
        """Nothing of it is kept; it is voted again for all its lines."""
        async with levels(memory(few(Way.SCREEN, floors=("m5", "m9")), **{SCREEN_VOTE: "on"})) as room:
            await room.press("1")
            assert room.session.ballots[0].state is BallotState.VOID
            assert "bấm 3 để biểu quyết lại" in words(room)
            await room.press("3", "f8")
            assert "Nếu mất điện hoặc chương trình dừng giữa chừng thì lần biểu quyết này hủy" in words(room)
            await vote(room, "2", "2")
            await room.press("escape", "2")
            assert isinstance(room.app.screen, PollScreen)
            await room.press("escape")
            assert "1 lá phiếu đã bỏ sẽ mất" in words(room)
            await room.press("1")
            again = room.session.ballots[1]
            assert (again.state, again.count, again.voted, again.revote_of) == (BallotState.VOID, None, (), "b1")

    async def test_the_next_voter_finds_nothing_of_the_one_before(self) -> None:
        """Neither the choice nor where the cursor stood; the own line takes no vote."""
        async with levels(memory(few(Way.SCREEN, floors=("m1", "m5")), **{SCREEN_VOTE: "on"})) as room:
            await room.press("1", "3", "f8", "enter")
            assert "Hồ Thị Diệu" not in room.picture.split("\n", 4)[4]
            await room.press("enter", "1", "4")
            assert "— không biểu quyết cho chính mình" in words(room)
            assert "1 hoàn thành xuất sắc nhiệm vụ ·" in words(room)
            await room.press("enter", "1")
            await quiet(room)
            assert "Đã biểu quyết 1/21" in words(room)
            await room.press("enter", "enter")
            slip = room.app.screen.query_one("#slip", ListPane)
            assert [row.chosen for row in slip.rows] == [None, None]
            assert slip.cursor == 0


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file of a book."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in every_file(folder).items()}


def tables(kind: str, session: Session) -> tuple[list[Table], str]:
    """The tables of a paper and all that it says."""
    paper = paper_from(kind, Sources(session=session, cell=cell(session), pack=rules(), sessions=(session,)))
    return [block for block in paper.blocks if isinstance(block, Table)], " ".join(
        text_of(paper).replace("\u00a0", " ").split()
    )


class TestEvening:
    """A complete evening of a cell of 24."""

    async def test_two_revotes_spoilt_slips_a_tie_a_full_cap_and_a_poll_add_up_in_the_papers(self) -> None:
        """Through the screens alone; every figure of record and summary is added again here."""
        typed = [
            ("21 0 21 18 3", FIRST),
            ("21 1 20 20 0", {"m8": "12 8 0 0", "m13": "0 12 8 0", "m19": "0 10 10 0"}),
            ("21 0 21 21 0", {"m19": "0 12 8 0"}),
        ]
        cast = ["1", "2", "2", "0"]
        async with levels(memory(ready(), **{SCREEN_VOTE: "on"})) as room:
            await room.press("1", "2", "2", "f8", "1", "1")
            for place, (head, rows) in enumerate(typed):
                await room.press(*(("3", "f8") if place else ()))
                if place:
                    again = room.session.ballots[place]
                    assert (again.revote_of, again.lines) == (room.session.ballots[place - 1].id, tuple(rows))
                await fill(room, head, *rows.values())
                await room.press("f8", "2", "1")
                assert room.book.drafts() == {}
            await room.press("4")
            assert "Phiếu số 1: đã công bố" in words(room)
            assert "phải bỏ phiếu lại." in ballot_text(room.session, 200)
            await room.press("escape")
            await room.press("1", "1", "3", "f8")
            for digit in cast:
                await vote(room, digit)
            await room.press("f8", "1", "2", "1")
            assert [ballot.state for ballot in room.session.ballots] == [BallotState.PUBLISHED] * 4
            assert "có 6, vượt 3" in words(room)
            session = room.session
        assert session.ballots[0].rule.tie is Tie.REVOTE
        _check_record(session, typed, cast)
        _check_summary(session, typed, cast)


def _figures(text: str) -> list[int]:
    return [int(word) for word in text.split()]


def _check_record(session: Session, typed: list[tuple[str, dict[str, str]]], cast: list[str]) -> None:
    found, text = tables("count", session)
    heads = [tuple(map(int, one)) for one in re.findall(
        r"phát ra (\d+); thu về (\d+); không thu về (\d+); hợp lệ (\d+); không hợp lệ (\d+)", text)]  # fmt: skip
    blank = cast.count("0")
    wanted = [(i, r, k, v, n) for i, k, r, v, n in (_figures(head) for head, _rows in typed)]
    assert heads == [*wanted, (21, len(cast), 21 - len(cast), len(cast) - blank, blank)]
    assert all(i == r + k and r == v + n for i, r, k, v, n in heads)
    for (_head, rows), table in zip(typed, found, strict=False):
        shown = [row for row in table.rows if row[2] != "—"]
        in_order = [floor for floor in session.floor_keys() if floor in rows]
        assert len(shown) == len(in_order)
        for row, floor in zip(shown, in_order, strict=True):
            valid, *votes = (int(one.split()[0]) for one in row[2:7])
            assert row[1].startswith(session.floor_name(floor))
            assert votes == _figures(rows[floor])
            assert valid == sum(votes)
    (row,) = found[3].rows
    counted = Counter(cast)
    assert [int(one.split()[0]) for one in row[2:7]] == [len(cast) - blank, counted["1"], counted["2"], 0, 0]
    assert text.count("bằng nhau") == 3


def _check_summary(session: Session, typed: list[tuple[str, dict[str, str]]], cast: list[str]) -> None:
    (table,), text = tables("summary", session)
    last: dict[str, list[int]] = {}
    for _head, rows in typed:
        last |= {floor: _figures(row) for floor, row in rows.items()}
    last[COLLECTIVE] = [cast.count(digit) for digit in "1234"]
    in_order = [floor for floor in session.floor_keys() if floor in last]
    assert [[int(one) for one in row[7:11]] for row in table.rows] == [last[floor] for floor in in_order]
    shorts = ["HTXS", "HTT", "HT", "KHT"]
    majority = [next((s for s, v in zip(shorts, last[f], strict=True) if 2 * v > sum(last[f])), "") for f in in_order]
    assert [row[11] for row in table.rows] == majority
    people = Counter(majority[1:])
    for short in shorts:
        assert f"{short} {people[short]} (" in text
    good_or_better = people["HTXS"] + people["HTT"]
    most = max(e for e in range(good_or_better + 1) if 100 * e <= 20 * (good_or_better - e))
    assert f"Được tối đa {most} xuất sắc trong {good_or_better} đồng chí" in text
    assert f"hiện có {people['HTXS']}, vượt {people['HTXS'] - most}" in text


class TestPictures:
    """How it looks, on both screens and in both languages."""

    @pytest.mark.parametrize(
        ("size", "spoken"),
        [
            (SIZES[0], "vi"),
            pytest.param(SIZES[1], "vi", marks=pytest.mark.soak),
            pytest.param(SIZES[0], "en", marks=pytest.mark.soak),
            pytest.param(SIZES[1], "en", marks=pytest.mark.soak),
        ],
    )
    async def test_opening_and_poll_look_as_photographed(self, size: tuple[int, int], spoken: str) -> None:
        """Asked, opened, passed round."""
        translate.speak(spoken, shipped("locale"))
        take: Callable[[Evening, str], None] = lambda room, name: compare(room.app, f"ballot-{name}-{spoken}")  # noqa: E731
        async with levels(memory(ready(), **{SCREEN_VOTE: "on"}), size) as room:
            await room.press("1")
            take(room, "opening")
            await room.press("5")
            take(room, "tellers")
            await room.press("escape", "1", "3", "2", "3", "f8", "1")
            take(room, "voters")
            await room.press("enter")
            take(room, "hand-over")
            await room.press("enter", "2")
            take(room, "slip")

    @pytest.mark.soak
    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("spoken", ["vi", "en"])
    async def test_two_counts_and_all_ballots_look_as_photographed(self, size: tuple[int, int], spoken: str) -> None:
        """Compared field by field; told line by line."""
        translate.speak(spoken, shipped("locale"))
        take: Callable[[Evening, str], None] = lambda room, name: compare(room.app, f"ballot-{name}-{spoken}")  # noqa: E731
        async with levels(memory(few(double=True), **{DOUBLE_ENTRY: "on"}), size) as room:
            await room.press("1")
            await room.type("21 0 21 20 1", "3 17 0 0", "0 19 1 0")
            await room.press("f8")
            await room.type("21 0 21 20 1", "4 16 0 0", "0 19 1 0")
            await room.press("f8")
            await quiet(room)
            take(room, "compare")
        session = before_count()
        async with levels(memory(session), size) as room:
            await room.press("1")
            await fill(room, "21 0 21 18 3", *FIRST.values())
            await room.press("f8", "4")
            take(room, "told")
