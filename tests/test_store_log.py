"""The log and undo: every act stands in it by name; taking one back is an act too, and no number comes back."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_books import NOON, approve, held_meeting, new_book, opened, pack, say, session, sign

from review_tui.language.errors import ReviewError
from review_tui.model.attendance import all_present
from review_tui.model.cell import Handled
from review_tui.model.drafts import draft_dropped, draft_kept
from review_tui.model.entered import edited
from review_tui.model.entry import read_line
from review_tui.model.floors import step_taken
from review_tui.model.minutes import dissented, reopened
from review_tui.model.notes import notes_entered
from review_tui.model.opening import topics_added
from review_tui.model.points import Packet, Topic, TopicKind
from review_tui.model.session import FloorState, Session, State, Step
from review_tui.store import Book, check, new_id


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with one session in which nothing has been said."""
    made, _paper = new_book(tmp_path / "b")
    return made


def number_of(book: Book, name: str) -> int:
    return next(entry.number for entry in reversed(book.log("2026")) if entry.name == name)


def test_every_act_stands_in_the_log_by_name_number_and_time(book: Book) -> None:
    """From the making of the session on."""
    book.act("điểm danh", all_present, session="2026")
    say(book, "/ 4", "2 - Vắng bốn kỳ")
    log = book.log("2026")
    assert [entry.name for entry in log] == ["mở kỳ 2026", "điểm danh", "/ 4", "2 - Vắng bốn kỳ"]
    assert [entry.number for entry in log] == [1, 2, 3, 4]
    assert {entry.at for entry in log} == {NOON}
    assert not any(entry.undone for entry in log)


def test_undo_takes_back_the_last_act_then_the_one_before_it(book: Book) -> None:
    """Each undo is a new act; what was undone is marked."""
    book.act("điểm danh", all_present, session="2026")
    before = say(book, "/ 4", "2 ? Vì sao vắng?")
    say(book, "4 = 1 giải trình Làm ca đêm", "@bd 18:00 5/12/2026")
    assert book.undo("2026") == "@bd 18:00 5/12/2026"
    assert book.undo("2026") == "4 = 1 giải trình Làm ca đêm"
    assert replace(book.session("2026"), last_order=before.last_order) == before
    log = book.log("2026")
    assert [entry.undone for entry in log[-4:]] == [True, True, False, False]
    assert log[-1].name == "hoàn tác: 4 = 1 giải trình Làm ca đêm"


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    """What was said yesterday can be taken back today."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    book.close()
    with opened(tmp_path / "b") as again:
        assert again.undo("2026") == "1 + Gương mẫu trong đợt lũ"
        assert again.session("2026").points[-1].withdrawn
    with opened(tmp_path / "b") as third:
        assert third.undo("2026") == "/ 5"
        assert third.session("2026").on_floor == "m4"


def test_no_number_comes_back(book: Book) -> None:
    """Points and commitments of an undone act stay, withdrawn; numbers, places and orders go on."""
    made = held_meeting(book)
    book.undo("2026")
    say(book, "/ 4", "4 ! 2 Họp đủ ~2 >30/6/2027")
    book.undo("2026")
    after = say(book, "4 ! 2 Họp đủ ~2 >30/6/2027", "/ 5", "2 - Ý kiến khác")
    assert [point.number for point in after.points] == [f"2026-00{n}" for n in range(1, 6)]
    assert [(point.place, point.withdrawn) for point in after.points if point.floor == "m5"] == [(1, True), (2, False)]
    assert [one.number for one in after.commitments] == ["CK2026-001", "CK2026-002", "CK2026-003"]
    assert [one.withdrawn for one in after.commitments] == [False, True, False]
    orders = [point.order for point in after.points] + [one.order for one in after.commitments]
    assert len(set(orders)) == len(orders)
    assert after.last_order > made.last_order


def test_an_act_can_be_taken_back_by_name_when_nothing_rests_on_it(book: Book) -> None:
    """Later acts stay as they are."""
    held_meeting(book)
    say(book, "/ cb", "3 - Ghi biên bản chưa đủ", "5 + Đoàn kết tốt")
    number = number_of(book, "3 - Ghi biên bản chưa đủ")
    assert book.undo("2026", number) == "3 - Ghi biên bản chưa đủ"
    points = [point for point in book.session("2026").points if point.floor == "cb"]
    assert [(point.text, point.withdrawn) for point in points] == [
        ("Quý 2 chỉ họp hai kỳ", False),
        ("Ghi biên bản chưa đủ", True),
        ("Đoàn kết tốt", False),
    ]
    assert book.undo("2026", number_of(book, "hoàn tác: 3 - Ghi biên bản chưa đủ"))
    assert not any(point.withdrawn for point in book.session("2026").points)
    assert not book.log("2026")[number - 1].undone


@pytest.mark.parametrize(
    ("wanted", "later"),
    [
        ("2 - Vắng bốn kỳ sinh hoạt", "4 ! 1 Báo trước khi vắng ~2 >30/6/2027"),
        ("/ 5", "1 + Gương mẫu trong đợt lũ"),
        ("2 - Quý 2 chỉ họp hai kỳ", "1 = 1 tiếp thu Tôi xin nhận"),
        ("/ 4", "1 + Gương mẫu trong đợt lũ"),
        ("điểm danh", "1 + Gương mẫu trong đợt lũ"),
    ],
)
def test_an_act_that_others_rest_on_is_not_taken_back_and_the_sentence_names_one(
    book: Book, wanted: str, later: str
) -> None:
    """The answer to a point, the points of a floor that was entered, all that followed the opening."""
    made = held_meeting(book)
    with pytest.raises(ReviewError) as caught:
        book.undo("2026", number_of(book, wanted))
    assert f"“{wanted}”" in str(caught.value)
    assert "hãy hoàn tác việc sau trước" in str(caught.value)
    if wanted not in ("/ 4",):
        assert f"“{later}”" in str(caught.value)
    assert book.session("2026") == made


def test_what_rested_on_an_act_no_longer_does_once_it_was_taken_back(book: Book) -> None:
    """First the answer, then the point; the redo of the answer waits for the point."""
    book.act("điểm danh", all_present, session="2026")
    say(book, "/ 4", "2 - Vắng", "4 = 1 tiếp thu Tôi nhận")
    point, answer = number_of(book, "2 - Vắng"), number_of(book, "4 = 1 tiếp thu Tôi nhận")
    with pytest.raises(ReviewError, match="Tôi nhận"):
        book.undo("2026", point)
    book.undo("2026", answer)
    book.undo("2026", point)
    assert book.session("2026").points[0].withdrawn
    assert book.session("2026").points[0].answers == ()
    with pytest.raises(ReviewError, match="hoàn tác: 2 - Vắng"):
        book.undo("2026", number_of(book, "hoàn tác: 4 = 1 tiếp thu Tôi nhận"))
    book.undo("2026", number_of(book, "hoàn tác: 2 - Vắng"))
    book.undo("2026", number_of(book, "hoàn tác: 4 = 1 tiếp thu Tôi nhận"))
    (standing,) = book.session("2026").points
    assert (standing.withdrawn, standing.answers[0].text) == (False, "Tôi nhận")


def test_every_kind_of_act_comes_back_exactly(book: Book) -> None:
    """Roles, guests, floors with their clocks, drafts, topics, steps, dissent, edits, a whole file of notes."""
    book.act("điểm danh", all_present, session="2026")
    say(book, "@ct 1", "/ cb", "2 - Quý 2 chỉ họp hai kỳ", "/ 4", "2 - Vắng", "4 = 1 tiếp thu Tôi nhận")
    packet = Packet(id="x", issuer="Đảng ủy", number="27", dated=date(2026, 11, 16), year=2026)
    topic = Topic(id="g1", packet="x", kind=TopicKind.INDIVIDUAL, title="Vắng", text="Vắng", concerns=("m4",))
    handled = Handled(kind="topics", digest="d", on=date(2026, 11, 20))

    def edit(before: Session) -> Session:
        return edited(before, before.points[1].id, read_line("3 ? Vắng bao nhiêu kỳ? #kín", before))

    def noted(before: Session) -> Session:
        text = "/ 5\n1 - Chậm báo cáo\n5 = 1 tiếp thu Đúng\n5 ! 1 Báo cáo đúng hẹn ~2 >tx\nct . Ghi nhận\n"
        return notes_entered(before, text, file="n.txt", at=NOON, new_id=new_id)[0]

    acts = {
        "nháp": lambda s: draft_kept(s, floor="m4", text="12 vắng", why="Thiếu dấu", new_id=new_id),
        "bỏ nháp": lambda s: (
            draft_dropped(s, s.drafts[0].id)
            if s.drafts
            else draft_kept(s, floor="cb", text="x", why="y", new_id=new_id)
        ),
        "gợi ý": lambda s: topics_added(s, packet, (topic,), handled),
        "bước": lambda s: step_taken(s, Step.LEVELS, at=NOON),
        "ý kiến khác": lambda s: dissented(s, about="", floor="", by="m5", text="Không nhất trí", new_id=new_id),
        "sửa": edit,
        "ghi chép": noted,
        "kết thúc": lambda s: replace(s, documents_read=("Quy định 366",)),
    }
    lines = (
        "@tk 3",
        "@k Nguyễn Văn Khách, Đảng ủy",
        "@ -5 Nằm viện",
        "@tai Nhà văn hóa",
        "ct . Nhắc nhở",
        "5 xl tốt 84",
    )
    for change in (*acts.values(), *lines):
        before = book.session("2026")
        if isinstance(change, str):
            say(book, change)
        else:
            book.act("việc", change, session="2026")
        changed = book.session("2026")
        assert changed != before
        book.undo("2026")
        after = book.session("2026")
        standing = replace(
            after,
            points=tuple(point for point in after.points if point in before.points),
            commitments=tuple(one for one in after.commitments if one in before.commitments),
            withheld=tuple(one for one in after.withheld if one.point in {point.id for point in before.points}),
        )
        numbers = {name: getattr(before, name) for name in ("last_number", "last_commitment", "last_order")}
        assert replace(standing, **numbers) == before
        assert all(point.withdrawn for point in after.points if point not in before.points)
        assert all(getattr(after, name) == getattr(changed, name) for name in numbers)
    assert check(book.path, passphrase="bong hoa mai nam tay") == ()


def test_the_opening_is_taken_back_only_while_nothing_follows(book: Book) -> None:
    """A guest invited afterwards rests on the session being opened, and on the guest before."""
    say(book, "@k Khách Một, Đảng ủy", "@k Khách Hai, Mặt trận", "@k Khách Ba, Công đoàn")
    with pytest.raises(ReviewError, match="Khách Ba"):
        book.undo("2026", 2)
    with pytest.raises(ReviewError, match="Khách Ba"):
        book.undo("2026", 3)
    for _count in range(3):
        book.undo("2026")
    assert book.session("2026") == session()
    assert book.session("2026").state is State.PREPARED
    with pytest.raises(ReviewError, match="Không còn việc nào"):
        book.undo("2026")


def test_nothing_is_taken_back_past_the_last_approval(book: Book) -> None:
    """Nor the approval itself: it is reopened with a reason; then what follows can be undone, not the reopening."""
    held_meeting(book)
    last = book.log("2026")[-1].number
    approve(book)
    for number in (None, last, last + 1):
        with pytest.raises(ReviewError, match=r"Không còn việc nào|đã chốt"):
            book.undo("2026", number)
    book.act("mở lại", lambda s: reopened(s, "Thiếu một ý kiến", at=NOON), session="2026")
    say(book, "/ 5", "2 - Ý kiến bổ sung")
    assert book.undo("2026") == "2 - Ý kiến bổ sung"
    assert book.undo("2026") == "/ 5"
    with pytest.raises(ReviewError, match="Không còn việc nào"):
        book.undo("2026")


def test_unknown_and_undone_numbers_are_one_sentence_each(book: Book) -> None:
    """And the making of the session stays."""
    book.act("điểm danh", all_present, session="2026")
    book.undo("2026")
    for number, words in ((99, "không có việc số 99"), (2, "đã hoàn tác rồi"), (1, "đã chốt")):
        with pytest.raises(ReviewError, match=words):
            book.undo("2026", number)


def test_signing_drops_the_values_before_and_keeps_the_log(tmp_path: Path) -> None:
    """What was struck out does not outlive the pens; who did what, when, does."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    say(book, "2 - Câu bị rút lại")
    book.undo("2026")
    values = [act for act in book._desk.session("2026")._acts() if act.before]
    assert len(values) > 5
    approve(book)
    sign(book)
    assert not [act for act in book._desk.session("2026")._acts() if act.before]
    names = [entry.name for entry in book.log("2026")]
    book.close()
    with opened(tmp_path / "b", write=False) as again:
        assert [entry.name for entry in again.log("2026")] == names
        assert names[-3:] == ["hoàn tác: 2 - Câu bị rút lại", "thông qua biên bản", "ký biên bản"]


def test_a_supplementary_session_has_a_log_of_its_own(book: Book) -> None:
    """Undo there touches nothing here."""
    book.add_session(session(session_id="2026-2"), pack(), name="mở kỳ bổ sung")
    made = held_meeting(book)
    say(book, "@k Khách, Đảng ủy", session="2026-2")
    assert book.undo("2026-2") == "@k Khách, Đảng ủy"
    assert book.session("2026") == made
    assert book.log("2026-2")[0].name == "mở kỳ bổ sung"


@pytest.mark.parametrize("seed", range(4))
def test_undo_at_random_never_breaks_a_session(book: Book, seed: int) -> None:
    """Whatever is taken back in whatever order, sums and references hold and the disk agrees."""
    chance = random.Random(seed)
    book.act("điểm danh", all_present, session="2026")
    say(book, "/ cb")
    given: list[str] = []
    for count in range(60):
        no, other = chance.randint(1, 5), chance.randint(1, 5)
        line = chance.choice(
            (
                f"/ {other}",
                f"{no} - Ý kiến {count}",
                f"{no} ? Câu hỏi {count} #kín",
                f"{no} = 1 tiếp thu Nhận {count}",
                f"{no} ! 1 Sửa {count} ~{no % 5 + 1} >tx",
                "ct . Kết luận",
                f"@ -{no} Ốm",
                f"@k Khách {count}, Đảng ủy",
            )
        )
        try:
            say(book, line) if chance.random() < 0.65 else book.undo(
                "2026", chance.choice((None, chance.randint(1, len(book.log("2026")))))
            )
        except ReviewError:
            continue
        made = book.session("2026")
        given += [point.number for point in made.points if point.number not in given]
        assert [point.number for point in made.points] == given
        assert made.on_floor == "" or made.floor(made.on_floor).state is FloorState.OPENED
    made = book.session("2026")
    book.close()
    assert check(book.path, passphrase="bong hoa mai nam tay") == ()
    with opened(book.path) as again:
        assert again.session("2026") == made
    assert any(entry.undone for entry in opened(book.path, write=False).log("2026"))
