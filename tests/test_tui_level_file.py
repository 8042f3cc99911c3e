"""The file of one level on the screen: points, opinions, facts, decisions; and the cap with its figure live."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from evening import Brisk, Evening
from evening_room import afterwards, before_count, cell, evening, rules
from meeting_room import NOW
from memory_book import MemoryBook
from screens import SIZES, compare, settled

from review_tui.language import translate
from review_tui.language.places import shipped
from review_tui.model.followup import FollowUp
from review_tui.model.levels import facts_of
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, CapChoice, Discipline, Rating, Share
from review_tui.model.session import Level, Session, State
from review_tui.regulation.scales import scale_of
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.level_file import LevelFileScreen
from review_tui.tui.screens.levels import LevelsScreen
from review_tui.tui.views.level_decision import why_not_yet
from review_tui.tui.views.level_file import LevelFile, level_file_rows
from review_tui.tui.views.level_points import PointsForm
from review_tui.tui.widgets.listing import ListPane


@pytest.fixture(autouse=True)
def vietnamese() -> object:
    """Every test starts and ends in Vietnamese."""
    translate.speak("vi", Path())
    yield
    translate.speak("vi", Path())


@asynccontextmanager
async def level_file(
    session: Session, floor: str = "", *, size: tuple[int, int] = (80, 24), regulation: str = "366-2025"
) -> AsyncIterator[Evening]:
    """The file of one level of this session; without a floor the levels."""
    book = MemoryBook(cell(session), (session,), {"2026": rules(regulation)})
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, id: (
            LevelFileScreen(opened, id, floor, lambda: NOW) if floor else LevelsScreen(opened, id, lambda: NOW)
        ),
        clock=lambda: NOW,
        locked=False,
        latest=True,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Brisk(app, pilot, book)


def words(room: Evening) -> str:
    """What stands on the screen in one line, without frames; of rows with a dialog only what is inside it."""
    rows = (re.sub(r"^[^│]*│(.*)│[^│]*$", r"\1", row) for row in room.picture.splitlines())
    return " ".join(" ".join(rows).translate(dict.fromkeys(map(ord, "│─┌┐└┘▌"), " ")).split())


def rating(session: Session, floor: str, body: Body) -> Rating | None:
    """What was entered for one body."""
    return next((one for one in session.ratings if (one.floor, one.body) == (floor, body)), None)


LOOKS = [
    (SIZES[0], "vi"),
    pytest.param(SIZES[1], "vi", marks=pytest.mark.soak),
    pytest.param(SIZES[0], "en", marks=pytest.mark.soak),
    pytest.param(SIZES[1], "en", marks=pytest.mark.soak),
]
"""What is photographed by default, and what by the long run."""


def taking(room: Evening, spoken: str) -> Callable[[str], Awaitable[None]]:
    """Photographs of this room, without the last sentence said."""

    async def take(name: str) -> None:
        room.app.clear_notifications()
        await settled(room.pilot)
        compare(room.app, f"level-{name}" + ("" if spoken == "vi" else f"-{spoken}"))

    return take


async def test_points_are_summed_as_they_are_typed_and_a_wrong_one_is_said_beside_its_field() -> None:
    """A part that does not apply is taken out of the base; half a form comes back after Esc; sums must agree."""
    async with level_file(before_count(), "m6") as room:
        await room.press("1", "3")
        await room.type("9")
        assert "9" in room.picture
        await room.type("8", "10", "")
        assert "27/30" in room.picture
        await room.type("71")
        assert "phải từ 0 đến 70" in words(room)
        await room.press("escape")
        assert rating(room.session, "m6", Body.CELL) is None
        assert room.book.drafts()
        await room.press("1", "3")
        assert "Chữ gõ dở lần trước đã đưa lại." in words(room)
        room.app.screen.query_one("#field-results").focus()
        await room.press("end", "backspace", "backspace")
        await room.type("55", "80", "", "")
        assert "Tổng ghi 80 điểm, các mục cộng lại 82 điểm." in words(room)
        assert rating(room.session, "m6", Body.CELL) is None
        room.app.screen.query_one("#field-total").focus()
        await room.press("end", "backspace", "backspace")
        await room.type("", "", "")
        made = rating(room.session, "m6", Body.CELL)
        assert made is not None
        assert (made.points, made.base) == (82, 100)
        assert room.book.drafts() == {}


@pytest.mark.parametrize(("size", "spoken"), LOOKS)
async def test_what_bodies_say_stands_side_by_side_and_facts_open_and_close_levels(
    size: tuple[int, int], spoken: str
) -> None:
    """Employer, tasks, a trigger, discipline: each by Enter on its row, and as photographed."""
    translate.speak(spoken, shipped("locale"))
    async with level_file(before_count(), "m6", size=size) as room:
        take = taking(room, spoken)
        pane = room.app.screen.query_one(ListPane)
        pane.go_to("body:employer")
        await room.press("enter", "3", "enter")
        await take("opinion")
        await room.type("Hoàn thành tốt việc dạy học", "30/11/2026", "Thông báo 12-TB/TH")
        made = rating(room.session, "m6", Body.EMPLOYER)
        assert made is not None
        assert (made.level, made.on, made.source) == (Level.GOOD, date(2026, 11, 30), "Thông báo 12-TB/TH")
        await room.press("2")
        await room.type("10", "9", "3", "2", "2", "", "")
        if spoken == "vi":
            assert "9 nhiệm vụ hoàn thành và 2 không hoàn thành, quá tổng số 10" in words(room)
        await take("facts")
        await room.press("escape")
        pane.go_to("gate:degradation")
        await room.press("enter")
        await take("trigger")
        await room.press("2")
        assert facts_of(room.session, "m6").found == ("degradation",)
        await room.press("3")
        await room.type("khiển trách", "3/5/2026", "2024")
        await take("discipline")
        await room.type("", "", "")
        assert facts_of(room.session, "m6").disciplines == (
            Discipline(form="khiển trách", on=date(2026, 5, 3), act_year=2024),
        )


def test_the_decision_above_waits_for_approval() -> None:
    """It is refused at once while the minutes are open, and nothing is asked."""
    session = evening()
    assert "chưa được thông qua" in why_not_yet(session, FollowUp(), "m5")
    assert not why_not_yet(replace(session, state=State.APPROVED), FollowUp(), "m5")


@pytest.mark.parametrize(("size", "spoken"), LOOKS)
async def test_form_03_keeps_what_it_changes(size: tuple[int, int], spoken: str) -> None:
    """Points wait no more once the minutes are approved; a change needs a ground. As photographed."""
    translate.speak(spoken, shipped("locale"))
    async with level_file(replace(evening(), state=State.APPROVED), "m5", size=size) as room:
        take = taking(room, spoken)
        await room.press("1")
        if spoken == "vi":
            assert "đã thông qua" in room.picture
        await room.press("4")
        await room.press("2", "enter")
        await room.type("41-QĐ/ĐU", "20/12/2026")
        await take("decision")
        await room.type("", "")
        (made,) = room.book.follow_up.decisions
        assert (made.level, made.number) == (Level.GOOD, "41-QĐ/ĐU")
        await room.press("4")
        await room.press("3", "enter")
        await room.type("09-QĐ/ĐU", "15/3/2027", "")
        await room.press("enter")
        await take("rerating")
        assert room.book.follow_up.reratings == ()
        await room.type("Chậm hạn 3 việc")
        (changed,) = room.book.follow_up.reratings
        assert (changed.before, changed.after) == (Level.GOOD, Level.COMPLETED)
        assert room.book.follow_up.decisions == (made,)


@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.soak)])
async def test_the_cap_follows_what_is_chosen_and_the_higher_share_needs_its_decision(size: tuple[int, int]) -> None:
    """An overrun is said with both figures and blocks nothing."""
    session = evening()
    session = replace(session, ratings=tuple(one for one in session.ratings if one.body is not Body.PROPOSAL))
    async with level_file(session, size=size) as room:
        await room.press("f5")
        compare(room.app, "level-cap")
        assert "Được tối đa" in room.picture
        assert "Chi bộ vẫn đề nghị được" in words(room)
        await room.press("2", "enter")
        assert "ghi số và ngày" in words(room)
        await room.press("down")
        await room.type("15-QĐ/ĐU")
        assert room.session.caps == ()
        assert "ghi số và ngày" in words(room)
        await room.press("down")
        await room.type("3/11/2026")
        (choice,) = room.session.caps
        assert choice == CapChoice(
            raised=True, number="15-QĐ/ĐU", dated=date(2026, 11, 3), reading="of_good", rounding="floor"
        )


@pytest.mark.parametrize("regulation", ["124-2023", pytest.param("132-2018", marks=pytest.mark.soak)])
async def test_an_old_session_is_rated_by_words_and_its_own_levels(regulation: str) -> None:
    """Four adjectives by digits, no points; the explainer knows the worst of them."""
    async with level_file(evening(regulation), "m6", regulation=regulation) as room:
        await room.press("1", "3")
        assert "/30" not in room.picture
        await room.press("3", "enter", "3", "enter", "4", "enter", "enter", "enter")
        made = rating(room.session, "m6", Body.CELL)
        assert made is not None
        assert made.points is None
        assert [mark.word for mark in made.marks][:2] == ["Tốt", "Tốt"]
        assert "thấp nhất là Trung bình" in words(room)


@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[1], marks=pytest.mark.soak)])
async def test_level_file_forms_and_cap_look_as_photographed(size: tuple[int, int]) -> None:
    """In Vietnamese, and the file in English."""
    session = evening()
    facts = facts_of(session, "m7")
    told = replace(facts, tasks=10, done=10, above=2, late=1, shares=(Share(measure="units_failed", part=1, whole=3),))
    session = replace(session, facts=(told,))
    async with level_file(session, "m7", size=size) as room:
        room.book.follow_up = afterwards(session)
        room.app.screen.retell()  # type: ignore[attr-defined]
        await settled(room.pilot)
        compare(room.app, "level-file")
        await room.press("end")
        compare(room.app, "level-file-end")
        await room.press("1", "3")
        await room.type("9", "10")
        compare(room.app, "level-points")
        await room.press("escape", "home", "f9")
        compare(room.app, "level-file-en")


def test_the_collective_has_its_own_scale_and_no_employer() -> None:
    """Leaders' criteria of the cell, and nobody employs it."""
    session, pack = evening(), rules()
    file = LevelFile(session=session, pack=pack, floor=COLLECTIVE, earlier=(), items=(), follow_up=FollowUp())
    assert "body:employer" not in {row.key for row in level_file_rows(file)}
    scale = scale_of(pack, file.subject)
    form = PointsForm(session=session, pack=pack, floor=COLLECTIVE, body=Body.CELL, scale=scale)
    assert any("Năng lực lãnh đạo" in field.label for field in form.fields())
