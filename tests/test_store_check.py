"""Reading a whole book back: everything that is wrong is said, nothing is written, a sound book gives no sentence."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_books import PHRASE, approve, every_file, held_meeting, new_book, opened, pack, session, sign
from store_doubles import FaultyFiles

from review_tui.model.followup import Check, CheckState
from review_tui.model.points import TopicAnswer, WithheldName
from review_tui.model.session import Level, Presence, Session, Tally
from review_tui.store import Book, asks_secret, check, new_id
from review_tui.store.errors import NoBook, WrongPassphrase
from review_tui.store.files import Files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound book: a signed session, another one prepared, a follow-up, drafts."""
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    approve(book)
    sign(book)
    one = Check(id=new_id(), commitment=made.commitments[0].number, on=date(2027, 1, 5), state=CheckState.DONE)
    book.act_follow_up("kiểm tra", lambda f: replace(f, checks=(one,)))
    book.add_session(session(session_id="2027"), pack(), name="mở kỳ")
    book.keep_draft("entry", "x")
    book.close()
    return tmp_path / "b"


def test_a_sound_book_gives_no_sentence_with_or_without_its_passphrase(path: Path) -> None:
    """Also while it is open, with things left behind by a cut."""
    (path / "sessions" / "2030.a").write_bytes(b"half made")
    (path / "ghi chú.txt").write_bytes(b"x")
    assert check(path, passphrase=PHRASE) == ()
    assert check(path) == ()
    with opened(path) as book:
        book.act_cell("x", lambda cell: replace(cell, place="Tân An Đông"))
        assert check(path, passphrase=PHRASE) == ()


def test_check_writes_nothing(path: Path) -> None:
    """Sound or damaged: no call that writes, no file more or less."""
    for damage in (None, path / "book.b", path / "sessions" / "2026.m"):
        if damage is not None:
            damage.write_bytes(b"x")
        before = every_file(path)
        files = FaultyFiles(Files())
        check(path, passphrase=PHRASE, files=files)
        check(path, files=files)
        assert not {"open_to_write", "write", "truncate", "fsync", "remove"} & set(files.calls)
        assert every_file(path) == before


def test_one_flipped_byte_in_any_copy_is_said_and_the_file_named(path: Path) -> None:
    """Slot in use, older slot, mirror alike; with and without the passphrase (R8)."""
    chance = random.Random(8)
    for name, content in every_file(path).items():
        at = chance.randrange(len(content))
        flipped = bytes([content[at] ^ 1 << chance.randrange(8)])
        (path / name).write_bytes(content[:at] + flipped + content[at + 1 :])
        assert any(name in sentence for sentence in check(path))
        (path / name).write_bytes(content)
    assert check(path) == ()


def test_a_missing_copy_and_a_missing_file_are_said(path: Path) -> None:
    """One copy, and all three of a session or of the follow-up."""
    for stem in ("sessions/2026", "sessions/2027", "follow-up"):
        kept = {copy: (path / f"{stem}.{copy}").read_bytes() for copy in "abm"}
        (path / f"{stem}.b").unlink()
        assert any("Thiếu" in one and f"{stem}.b" in one for one in check(path))
        for copy in "am":
            (path / f"{stem}.{copy}").unlink()
        for secret in (None, PHRASE):
            assert any("cả ba" in one and stem in one for one in check(path, passphrase=secret))
        for copy, content in kept.items():
            (path / f"{stem}.{copy}").write_bytes(content)
    assert check(path, passphrase=PHRASE) == ()


def test_damage_beyond_help_is_sentences_and_no_traceback(path: Path) -> None:
    """A session lost in all copies, then the book file itself."""
    for stem in ("sessions/2026", "follow-up", "drafts/recorder", "book"):
        for copy in "abm":
            (path / f"{stem}.{copy}").write_bytes(b"x" * 3000)
        for secret in (None, PHRASE):
            found = check(path, passphrase=secret)
            assert any(stem in sentence for sentence in found)
            assert all(sentence and "\n" not in sentence for sentence in found)


def test_an_older_frame_of_another_key_is_no_copy(path: Path, tmp_path: Path) -> None:
    """A file of another book has a sound checksum; with the passphrase it is found out."""
    other, _paper = new_book(tmp_path / "c")
    other.close()
    (path / "sessions" / "2026.b").write_bytes((tmp_path / "c" / "sessions" / "2026.b").read_bytes())
    assert check(path) == ()
    assert any("sessions/2026.b" in sentence for sentence in check(path, passphrase=PHRASE))


def test_no_book_and_a_wrong_passphrase_are_raised(path: Path, tmp_path: Path) -> None:
    """They are no findings about a book."""
    with pytest.raises(NoBook):
        check(tmp_path / "không có")
    with pytest.raises(WrongPassphrase):
        check(path, passphrase="mot cau khac")


def test_whether_a_book_asks_for_a_secret_is_known_before_opening(path: Path, tmp_path: Path) -> None:
    """A practice book asks for none and is read whole."""
    assert asks_secret(path)
    book = Book.create_practice(tmp_path / "p", cell=replace(opened(path, write=False).cell, practice_day=None))
    book.close()
    assert not asks_secret(tmp_path / "p")
    with pytest.raises(NoBook):
        asks_secret(tmp_path / "không có")


def tally(session: Session, **changes: int) -> Session:
    made = Tally(floor="m4", issued=5, returned=5, valid=5, votes=((Level.GOOD, 4), (Level.COMPLETED, 1)))
    return replace(session, tallies=(replace(made, **changes),))


def first_point(session: Session, **changes: object) -> Session:
    return replace(session, points=(replace(session.points[0], **changes), *session.points[1:]))  # type: ignore[arg-type]


UNSOUND: dict[str, tuple[Callable[[Session], Session], str]] = {
    "more returned than issued": (lambda s: tally(s, issued=4), "nhiều hơn 4 phiếu phát ra"),
    "more valid than returned": (lambda s: tally(s, returned=4), "nhiều hơn 4 phiếu thu về"),
    "levels do not add up": (lambda s: tally(s, valid=4), "cộng lại 5 phiếu, khác 4"),
    "a number twice": (lambda s: first_point(s, number=s.points[1].number), "hai lần"),
    "a number never given": (lambda s: first_point(s, number="2026-099"), "lớn hơn số cuối"),
    "a place twice": (lambda s: first_point(s, floor="m4", place=1), "cùng mang số 1"),
    "a point on nobody": (lambda s: first_point(s, floor="m99"), "Ý kiến trỏ tới 1"),
    "a point by nobody": (lambda s: first_point(s, critic="m99"), "Ý kiến trỏ tới 1"),
    "a point of no sitting": (lambda s: first_point(s, sitting=9), "Ý kiến trỏ tới 1"),
    "a name for no point": (
        lambda s: replace(s, withheld=(WithheldName(point="x", critic="m1", critic_name="A"),)),
        "giữ kín",
    ),
    "an answer to no topic": (
        lambda s: replace(s, topic_answers=(TopicAnswer(id="t", topic="g9", floor="m4"),)),
        "Trả lời gợi ý",
    ),
    "a promise about no point": (
        lambda s: replace(s, commitments=(replace(s.commitments[0], points=("x",)),)),
        "Cam kết trỏ tới",
    ),
    "a promise by nobody": (lambda s: replace(s, commitments=(replace(s.commitments[0], verifier="m99"),)), "Cam kết"),
    "somebody present who is not on the roll": (
        lambda s: replace(
            s,
            sittings=(
                replace(s.sittings[0], attendance=(Presence(member="m99", here=s.sittings[0].attendance[0].here),)),
            ),
        ),
        "Điểm danh",
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_figures_and_references_that_do_not_agree_are_said(tmp_path: Path, name: str) -> None:
    """Tallies add up, numbers are given once, what is referred to is there."""
    change, words = UNSOUND[name]
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    book.act("đúng", tally, session="2026")
    assert check(tmp_path / "b", passphrase=PHRASE) == ()
    book.act(name, change, session="2026")
    book.close()
    found = check(tmp_path / "b", passphrase=PHRASE)
    assert any(words in sentence for sentence in found), found


def test_a_check_of_a_promise_that_nobody_made_is_said(path: Path) -> None:
    """By its number."""
    lost = Check(id="x", commitment="CK2020-001", on=date(2027, 2, 1), state=CheckState.DONE)
    with opened(path) as book:
        book.act_follow_up("kiểm tra", lambda f: replace(f, checks=(*f.checks, lost)))
    assert any("CK2020-001" in sentence for sentence in check(path, passphrase=PHRASE))


def test_a_key_slot_that_was_spoilt_past_the_door_is_said(path: Path) -> None:
    """The member could not open the own part any more."""
    with opened(path) as book:
        rows = book._desk.book.plain("member_keys")
        rows["m4"]["common"] = rows["m5"]["common"]
        book._desk.save_plain({"member_keys": rows})
    assert any("khóa" in sentence for sentence in check(path, passphrase=PHRASE))
