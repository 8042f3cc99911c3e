"""The outbox: a member hands in beside the working recorder, sees what became of it, and nobody else's is touched."""

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_books import CHEAP, NOON, clock, held_meeting, new_book, opened, sign
from store_doubles import FaultyFiles, at_call

from review_tui.language.errors import ReviewError
from review_tui.model.followup import CheckState, Proof
from review_tui.model.points import AnswerKind
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session, Step
from review_tui.model.submission import (
    FateKind,
    HandedAnswer,
    HandedObjection,
    HandedReport,
    HandedReview,
    Submission,
    fate_words,
)
from review_tui.model.taking_over import preview
from review_tui.store import Book
from review_tui.store.errors import Corrupt, Held, NotSaved
from review_tui.store.files import Files

LATER = NOON + timedelta(days=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[Path, Book, dict[str, str]]]:
    """A book after a meeting, open for its recorder, and the keys of all members."""
    book, _paper = new_book(tmp_path / "sổ")
    held_meeting(book)
    yield book.path, book, {member.id: book.member_key(member.id) for member in book.cell.members}
    book.close()


def answer(session: Session, **more: object) -> HandedAnswer:
    """No. 4 explains the first point about himself."""
    point = session.points_of("m4")[0]
    made = HandedAnswer(
        id="a1", member="m4", at=NOON, session="2026", point=point.id, kind=AnswerKind.EXPLAIN, text="Tôi đi viện"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def report(session: Session) -> HandedReport:
    """No. 4 says that his commitment is done, and names a proof."""
    return HandedReport(
        id="r1",
        member="m4",
        at=LATER,
        commitment=session.commitments[0].number,
        state=CheckState.DONE,
        text="Đã báo trước các buổi vắng",
        proof=Proof(name="giấy xác nhận.pdf", digest="0" * 64),
    )


def review(words: str = "Tôi tự nhận") -> HandedReview:
    """No. 5 hands a self-review in."""
    written = SelfReview(member="m5", form="2B", sections=(("1", words),))
    return HandedReview(id=f"v{len(words)}", member="m5", at=NOON, session="2026", review=written)


def test_what_a_member_hands_in_while_the_recorder_writes_becomes_a_further_answer(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """Both write at once; the recorder sees it, takes it over, and the member reads when; undone it waits again."""
    path, book, keys = room
    session = book.session("2026")
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        assert not own.writable
        assert own.why_not_hand_in == ""
        own.hand_in(answer(own.session("2026")))
        own.hand_in(report(own.session("2026")))
        book.act("nghỉ", lambda s: replace(s, documents_read=("QĐ 366",)), session="2026")
        assert [one.fate.waits for one in own.submissions()] == [True, True]
    first, second = book.submissions()
    assert first == answer(session)
    assert "trả lời thứ 2" in preview(session, first)
    book.taken_over("a1", LATER)
    book.taken_over("r1", LATER)
    book.taken_over("r1", LATER)
    point = book.session("2026").points_of("m4")[0]
    assert [one.kind for one in point.answers] == [AnswerKind.ACCEPT, AnswerKind.EXPLAIN]
    assert [(one.id, one.on, one.state) for one in book.follow_up.checks] == [("r1", LATER.date(), CheckState.DONE)]
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        assert [fate_words(one.fate) for one in own.submissions()] == ["đã tiếp nhận ngày 06/12/2026"] * 2
    assert second.fate.waits
    assert book.undo("2026") == "tiếp nhận trả lời của Đ/c Đồng"
    assert [one.fate.kind for one in book.submissions()] == [FateKind.HANDED_IN, FateKind.TAKEN_OVER]


def test_what_is_given_back_comes_back_with_its_words_to_its_member_alone(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """Taken over is not given back; given back may still be taken over; words are needed."""
    path, book, keys = room
    with Book.open(path, member="m5", key=keys["m5"], clock=clock) as own:
        own.hand_in(review())
    with pytest.raises(ReviewError, match="lý do"):
        book.returned("v11", "  ")
    book.returned("v11", "Thiếu phần III,\nđề nghị viết thêm")
    with Book.open(path, member="m5", key=keys["m5"], clock=clock) as own:
        (back,) = own.submissions()
        assert fate_words(back.fate) == "trả lại ngày 05/12/2026: Thiếu phần III,\nđề nghị viết thêm"
        own.hand_in(review("Tôi tự nhận và viết thêm"))
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as other:
        assert other.submissions() == ()
        assert other._desk.replies.returned() == {}
    book.taken_over("v24", LATER)
    assert [one.came for one in book.session("2026").self_reviews] == [NOON.date()]
    with pytest.raises(ReviewError, match="đã tiếp nhận"):
        book.returned("v24", "muộn")


def test_an_objection_waits_for_the_reading_back_and_never_changes_the_words_of_others(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """One's own sentence is corrected, beside another's sentence stands another opinion, with the name."""
    path, book, keys = room
    point = book.session("2026").points_of("m4")[0]
    own_words = point.answers[0]
    made = HandedObjection(
        id="o1", member="m4", at=NOON, session="2026", about=point.id, line=point.text, text="Tôi vắng ba kỳ"
    )
    wanted = replace(made, id="o2", about=own_words.id, line=own_words.text, wanted="Tôi nhận là sai")
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own, pytest.raises(ReviewError, match="đọc lại"):
        own.hand_in(made)
    book.act("đọc lại", lambda s: replace(s, step=Step.READ_BACK), session="2026")
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        with pytest.raises(ReviewError, match="sửa câu của mình"):
            own.hand_in(replace(made, wanted="Vắng ba kỳ"))
        own.hand_in(made)
        own.hand_in(wanted)
    book.taken_over("o1", LATER)
    book.taken_over("o2", LATER)
    after = book.session("2026")
    assert [(one.id, one.about, one.by) for one in after.dissents] == [("o1", point.id, "m4")]
    assert after.points_of("m4")[0].text == point.text
    corrected = after.points_of("m4")[0].answers[0]
    assert (corrected.text, corrected.corrections[0].before) == ("Tôi nhận là sai", own_words.text)


def test_nothing_is_handed_in_for_others_twice_or_into_closed_minutes(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """Each refusal is a sentence; signed minutes refuse the taking over too, and what was handed in still waits."""
    path, book, keys = room
    session = book.session("2026")
    foreign = session.points_of("m5")[0]
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        own.hand_in(answer(session))
        for wrong, why in (
            (answer(session), "đã nộp"),
            (answer(session, id="x", member="m5"), "chính mình"),
            (answer(session, id="x", point=foreign.id), "về chính mình"),
            (answer(session, id="x", text=" "), "chưa có nội dung"),
            (replace(report(session), id="x", commitment="CK2026-999"), "Không có cam kết"),
            (replace(review(), id="x", member="m4"), "chính mình"),
        ):
            with pytest.raises(ReviewError, match=why):
                own.hand_in(wrong)
        assert len(own.submissions()) == 1
    sign(book)
    with pytest.raises(ReviewError, match="đã ký"):
        book.taken_over("a1", LATER)
    assert book.submissions()[0].fate.waits
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own, pytest.raises(ReviewError, match="đã ký"):
        own.hand_in(answer(session, id="a2"))
    with pytest.raises(Held, match="thư ký ghi thẳng"):
        book.hand_in(answer(session, id="a2"))


def test_a_damaged_or_swapped_outbox_is_a_sentence_and_touches_no_other(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """One good copy is enough; an outbox put in place of another one opens for nobody."""
    path, book, keys = room
    session = book.session("2026")
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        own.hand_in(answer(session))
    with Book.open(path, member="m5", key=keys["m5"], clock=clock) as own:
        own.hand_in(review())
    for name in ("a", "b"):
        (path / "outbox" / f"m4.{name}").write_bytes(os.urandom(900))
    assert [one.member for one in book.submissions()] == ["m4", "m5"]
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        assert any("outbox/m4.a" in notice for notice in own.notices)
        assert len(own.submissions()) == 1
    for name in ("a", "b", "m"):
        shutil.copy(path / "outbox" / f"m5.{name}", path / "outbox" / f"m4.{name}")
    assert [one.member for one in book.submissions()] == ["m5"]
    assert any("Hộp nộp của đ/c Huỳnh Quang Đồng" in notice for notice in book.notices)
    with Book.open(path, member="m4", key=keys["m4"], clock=clock) as own:
        assert own.session("2026").points_of("m4")
        with pytest.raises(Corrupt, match="bị hỏng"):
            own.submissions()
        with pytest.raises(Corrupt, match="bị hỏng"):
            own.hand_in(answer(session, id="a2"))


def test_an_outbox_forged_by_another_member_is_refused(room: tuple[Path, Book, dict[str, str]]) -> None:
    """Whoever has the own key and the common one can make a file at any place, but seal nothing for somebody else."""
    from review_tui.store.documents import Document, encode
    from review_tui.store.sealed_file import created

    path, book, keys = room
    with Book.open(path, member="m5", key=keys["m5"], clock=clock) as forger:
        desk = forger._desk
        false = answer(book.session("2026"), text="Tôi nhận hết")
        document = Document("answers", "a1", "m5", 0, encode(false))
        created(replace(desk.own_ground), desk.sealer("outbox/m4"), [document], {})
    assert book.submissions() == ()
    assert any("Huỳnh Quang Đồng" in notice for notice in book.notices)


def test_every_opening_is_entered_and_only_its_member_reads_the_list(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """Attended by the recorder or by code; looking without writing is no opening that can be entered."""
    path, book, keys = room
    code = book.new_code("m4", kdf=CHEAP)
    Book.open(path, member="m4", key=keys["m4"], clock=clock).close()
    Book.open(path, key=code, clock=clock).close()
    Book.open(path, member="m4", key=keys["m4"], by_code=True, write=False, clock=clock).close()
    with Book.open(path, member="m4", key=keys["m4"], by_code=True, clock=clock) as own:
        assert [(one.at, one.by_code) for one in own.openings()] == [(NOON, False), (NOON, True), (NOON, True)]
    assert book.openings() == ()
    with Book.open(path, member="m5", key=keys["m5"], clock=clock) as other:
        assert len(other.openings()) == 1


def test_a_second_window_of_the_same_member_writes_nothing(room: tuple[Path, Book, dict[str, str]]) -> None:
    """Its outbox is locked by the first, and the sentence says so."""
    path, book, keys = room
    first = Book.open(path, member="m4", key=keys["m4"], clock=clock)
    second = Book.open(path, member="m4", key=keys["m4"], clock=clock)
    with first, second, pytest.raises(Held, match="đang được mở"):
        second.hand_in(answer(book.session("2026")))


def handed_with(path: Path, key: str, submission: Submission, files: Files) -> bool:
    """Whether handing in was acknowledged."""
    with Book.open(path, member="m4", key=key, clock=clock, files=files) as own:
        try:
            own.hand_in(submission)
        except NotSaved:
            return False
        return True


def test_handing_in_cut_at_any_call_loses_nothing_that_was_acknowledged(
    room: tuple[Path, Book, dict[str, str]],
) -> None:
    """From the very first save on: afterwards the outbox opens, holds all that counted, and takes more."""
    path, book, keys = room
    session = book.session("2026")
    kept: set[str] = set()
    for call in itertools.count(0, 3):
        files = FaultyFiles(Files())
        files.refuse = at_call(call, 5, forever=True)
        try:
            done = handed_with(path, keys["m4"], answer(session, id=f"n{call}"), files)
        except ReviewError:
            done = False
        if done:
            kept.add(f"n{call}")
        assert kept <= {one.id for one in book.submissions()}
        if len(files.calls) < call:
            break
    assert call > 30
    assert handed_with(path, keys["m4"], answer(session, id="last"), Files())
    assert {*kept, "last"} <= {one.id for one in opened(path, write=False).submissions()}
