"""The room view: what the projector shows, what the file between the two processes says, and to whom."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from evening_room import before_count
from hypothesis import given, settings
from hypothesis import strategies as st
from meeting_room import NOW, a_session
from office import a_shelf
from real_room import a_real_book
from screens import SIZES, compare, settled
from store_books import CHEAP, PHRASE

from review_tui.language import translate
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.model.cell import Cell
from review_tui.model.points import COLLECTIVE
from review_tui.model.room import RoomState, from_json, room_state, to_json
from review_tui.model.session import Session, State
from review_tui.regulation.load import pack
from review_tui.store import Book
from review_tui.store.errors import WrongPassphrase
from review_tui.store.room_file import ROOM, RoomFile, RoomReader, forget_room
from review_tui.tui.app import ReviewApp
from review_tui.tui.dialogs.room_code import RoomCode
from review_tui.tui.screens.meeting import MeetingScreen
from review_tui.tui.screens.room import RoomApp
from review_tui.tui.telling_room import RoomTeller
from review_tui.tui.views.room import room_rows

LINES = ("@bd 18:00 5/12/2026", "@ *", "@ct 1", "/ 5", "2 - Canary vắng bốn buổi", "5 xl tốt 84")
STATE = RoomState(
    at="2026-12-05T19:00:00+00:00", cell="Chi bộ Xóm Dừa", year=2026, begun=True, step="members",
    who="Huỳnh Quang Đồng", no=5, chair="Lý Thị Vượng", after="Hồ Thị Diệu", seconds=754, planned=13, present=21,
    due=22, voting=19, done=6, floors=23,
)  # fmt: skip


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


def state_of(session: Session) -> RoomState:
    """What the room sees of a session a minute after it began."""
    return room_state(session, cell="Chi bộ", practice=False, planned=13, at=NOW + timedelta(minutes=1))


def test_nothing_that_was_said_and_no_level_is_told() -> None:
    """Step, who, chair, clock and counts; the texts, points and levels of the session stand nowhere in the line."""
    told = to_json(state_of(a_session(*LINES)))
    assert "Canary" not in told
    assert "84" not in told
    state = from_json(told)
    assert (state.who, state.no, state.chair) == ("Huỳnh Quang Đồng", 5, "Lý Thị Vượng")
    assert (state.present, state.due, state.voting, state.done, state.seconds) == (6, 6, 5, 1, 60)
    assert (state_of(a_session(*LINES, "/ cb")).who, state.planned) == (COLLECTIVE, 13)


def test_an_open_ballot_is_all_that_is_told_of_it() -> None:
    """While people vote the view says so and shows neither person nor clock; the state is the same for any votes."""
    state = state_of(before_count())
    assert state.ballot
    words = "\n".join("".join(text for text, _role in row) for row in room_rows(replace(state, who="A B"), 0, 80, 22))
    assert "ĐANG BỎ PHIẾU" in words
    assert "A B" not in words
    assert "█" not in words


def test_before_and_after_the_meeting_only_its_name_stands_there() -> None:
    """A prepared or approved session, or none."""
    for session in (a_session(), replace(a_session(*LINES), state=State.APPROVED), None):
        state = room_state(session, cell="Chi bộ", practice=False, planned=0, at=NOW)
        assert not state.begun
        assert (state.who, state.chair, state.present) == ("", "", 0)


def test_the_code_opens_the_file_and_nothing_else_does(tmp_path: Path) -> None:
    """Sealed under the code; another code is a sentence; the file holds no word of the state; closing removes it."""
    room = RoomFile(tmp_path, practice=False, cost=CHEAP)
    room.tell(to_json(STATE))
    content = (tmp_path / ROOM).read_bytes()
    assert not any(
        word.encode() in content for word in ("Đồng", "members", "Xóm", room.code, room.code.replace("-", ""))
    )
    assert len(room.code) == 14
    reader = RoomReader(tmp_path, room.code.lower().replace("-", " "))
    assert from_json(reader.read() or "") == STATE
    with pytest.raises(WrongPassphrase):
        RoomReader(tmp_path, "0000-0000-0000").read()
    again = RoomFile(tmp_path, practice=False, cost=CHEAP)
    again.tell(to_json(STATE))
    assert again.code != room.code
    with pytest.raises(WrongPassphrase):
        reader.read()
    again.close()
    assert (RoomReader(tmp_path).is_on(), reader.read(), list(tmp_path.iterdir())) == (False, None, [])
    forget_room(tmp_path)


def test_the_size_of_the_file_tells_nothing(tmp_path: Path) -> None:
    """A long name and a short one make files of one length."""
    room = RoomFile(tmp_path, practice=True, cost=CHEAP)
    sizes = set()
    for name in ("An", "Nguyễn Phúc Hồng Minh Anh Thư"):
        room.tell(to_json(replace(STATE, who=name)))
        sizes.add((tmp_path / ROOM).stat().st_size)
    assert len(sizes) == 1


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 5_000))
def test_a_damaged_or_half_written_file_is_no_news(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int
) -> None:
    """Torn, cut, overwritten: no news, a sentence, or the whole text; never anything else."""
    folder = tmp_path_factory.mktemp("room")
    room = RoomFile(folder, practice=True, cost=CHEAP)
    room.tell(to_json(STATE))
    content = (folder / ROOM).read_bytes()
    at %= len(content)
    (folder / ROOM).write_bytes(content[:at] + junk + content[at + len(junk) :])
    try:
        told = RoomReader(folder).read()
    except ReviewError:
        return
    assert told in (None, to_json(STATE))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "{", '{"at": 5}', '{"at": "x"}', to_json(replace(STATE, at="gestern"))]
)
def test_other_news_than_ours_are_a_sentence(text: str) -> None:
    """Another version, or nonsense under the right code."""
    with pytest.raises(ReviewError, match="thư ký"):
        from_json(text)


@pytest.mark.parametrize("size", SIZES)
async def test_the_view_is_large_and_says_when_it_hears_nothing(size: tuple[int, int]) -> None:
    """Whose turn, the clock against the plan, counts; after five silent seconds it says so; the clock goes on."""
    now, told = [datetime(2026, 12, 5, 19, 0, tzinfo=UTC)], [to_json(STATE)]
    app = RoomApp(lambda: told[0], lambda: now[0])
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        compare(app, "room")
        now[0] += timedelta(seconds=41)
        app.look()
        translate.speak("en", shipped("locale"))
        app.query_one("KeyBar").follow()  # type: ignore[attr-defined]
        app.look()
        await settled(pilot)
        compare(app, "room-late-en")
        translate.speak("vi", Path())
        told[0] = to_json(replace(STATE, who=COLLECTIVE, ballot=True))
        app.look()
        await settled(pilot)
        compare(app, "room-ballot")
        told[0] = to_json(RoomState(at=STATE.at, cell=STATE.cell, year=2026, practice=True))
        app.look()
        await settled(pilot)
        compare(app, "room-before")


async def test_the_recorder_switches_it_on_and_it_goes_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every act is told; what a killed process left is taken away at the next opening; leaving removes the file."""
    monkeypatch.chdir(tmp_path)
    book = a_real_book(Path("sổ"), *LINES)
    (book.path / ROOM).write_bytes(b"left behind")
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda held, session: MeetingScreen(held, session, lambda: NOW),
        clock=lambda: NOW,
        shelf=a_shelf(tmp_path),
        locked=False,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not (book.path / ROOM).exists()
        app.screen.action_room()  # type: ignore[attr-defined]
        for _turn in range(300):
            await pilot.pause(0.01)
            if isinstance(app.screen, RoomCode):
                break
        await settled(pilot)
        compare(app, "room-code")
        assert from_json(RoomReader(book.path).read() or "").who == "Huỳnh Quang Đồng"
        await pilot.press("enter")
        book.act("sang", lambda session: _next(session), session="2026")
        app.tell_room()
        assert from_json(RoomReader(book.path).read() or "").who == "Hồ Thị Diệu"
        await pilot.press("ctrl+q")
        await settled(pilot)
        assert not (book.path / ROOM).exists()
    book.close()


def _next(session: Session) -> Session:
    from meeting_room import said

    return said(session, "/ 6")


def test_a_real_book_gets_a_code_and_no_copy_of_it_holds_the_room(tmp_path: Path) -> None:
    """The file is no part of the book: the check passes over it and a backup leaves it behind."""
    from review_tui.store import backup, check

    cell = Cell(name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ", members=a_session().roll)
    book, _key = Book.create(tmp_path / "sổ", passphrase=PHRASE, cell=cell, kdf=CHEAP, clock=lambda: NOW)
    with book:
        book.add_session(a_session(*LINES), pack("366-2025"), name="mở kỳ")
        teller = RoomTeller(book)
        teller.tell(NOW)
        assert len(teller.code) == 14
        assert from_json(RoomReader(book.path, teller.code).read() or "").cell == "Chi bộ Xóm Dừa"
    assert check(tmp_path / "sổ", passphrase=PHRASE) == ()
    made = backup(tmp_path / "sổ", tmp_path / "sao", passphrase=PHRASE)
    assert not (made / ROOM).exists()


def test_every_field_of_the_room_is_one_that_the_room_may_see() -> None:
    """A new field has to be thought about here first."""
    assert {one.name for one in fields(RoomState)} == {
        "at", "cell", "year", "practice", "begun", "step", "who", "no", "chair", "after", "seconds", "planned",
        "present", "due", "voting", "done", "floors", "ballot",
    }  # fmt: skip
