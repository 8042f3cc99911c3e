"""Ballots on the disk: what a book holds after a poll on the screen tells nobody who voted what (R19)."""

import hashlib
import random
import shutil
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import evening_room
import pytest
from ballot_room import RULE, member, opened, room
from store_books import clock, every_file

from review_tui.model.ballot import Ballot, Way
from review_tui.model.balloting import ballot_named, poll_closed, published
from review_tui.model.cell import Cell
from review_tui.model.followup import Decision, FollowUp, Rerating
from review_tui.model.poll import begun, voted
from review_tui.model.ratings import Body, Rating
from review_tui.model.session import Level, Session
from review_tui.regulation.load import pack
from review_tui.store import Book, check
from review_tui.store.sums import wrong_sums

VOTERS = tuple(f"m{no}" for no in range(1, 8))
LINES = ("m5", "m6", "m7")


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file of a book."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in every_file(folder).items()}


def fixed_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nonces in the same order every time, so that equal books have equal bytes."""
    numbers = count(1)
    monkeypatch.setattr("secrets.token_bytes", lambda size: next(numbers).to_bytes(size, "big"))


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A book with a poll that was opened and in which nobody has voted."""
    session = room(*(member(no) for no in range(1, 8)))
    session = opened(session, way=Way.SCREEN, rule=replace(RULE, self_vote=True), floors=LINES)
    folder = tmp_path / "trước"
    cell = Cell(name="Chi bộ 4", superior="Đảng ủy phường", members=session.roll)
    with Book.create_practice(folder, cell=cell, clock=clock) as book:
        book.add_session(session, pack("366-2025"), name="mở kỳ")
    return folder


def cast(book: Book, turns: list[tuple[str, dict[str, Level]]]) -> None:
    """A poll from the first vote to the publication; while it runs not a byte of the book changes."""
    session = book.session("2026")
    at_first = digests(book.path)
    poll = begun(ballot_named(session, "b"))
    for voter, choices in turns:
        poll = voted(poll, session, voter, choices)
    assert digests(book.path) == at_first
    book.act("kiểm phiếu", lambda s: published(poll_closed(s, poll, closed_at="20:40"), "b"), session="2026")


def test_books_are_alike_byte_for_byte_whatever_the_order_and_whoever_voted_what(
    before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 permutations of voters and of votes among them: slots, mirror and log are the same files."""
    levels = list(Level)
    votes = [{line: levels[(no * place) % 4] for place, line in enumerate(LINES, 1)} for no in range(6)] + [{}]
    rng = random.Random(19)
    found = set()
    for _turn in range(200):
        folder = tmp_path / "sổ"
        shutil.copytree(before, folder)
        voters, choices = list(VOTERS), list(votes)
        rng.shuffle(voters)
        rng.shuffle(choices)
        with monkeypatch.context() as patch:
            fixed_secrets(patch)
            with Book.open(folder, clock=clock) as book:
                cast(book, list(zip(voters, choices, strict=True)))
        found.add(tuple(sorted(digests(folder).items())))
        shutil.rmtree(folder)
    assert len(found) == 1


def test_another_outcome_makes_another_book(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the test above compares something: one vote that differs is seen."""
    found = []
    for level in (Level.GOOD, Level.COMPLETED):
        folder = tmp_path / f"sổ {level}"
        shutil.copytree(before, folder)
        with monkeypatch.context() as patch:
            fixed_secrets(patch)
            with Book.open(folder, clock=clock) as book:
                cast(book, [(voter, {"m5": level}) for voter in VOTERS])
        found.append(digests(folder))
    assert found[0] != found[1]
    assert found[0].keys() == found[1].keys()


def test_a_whole_evening_lies_in_a_book_and_reads_back(tmp_path: Path) -> None:
    """Ballots, counts, ratings, decisions; `check` finds every sum in order."""
    session = evening_room.evening()
    with Book.create_practice(tmp_path / "sổ", cell=evening_room.cell(session), clock=clock) as book:
        book.add_session(replace(session, ratings=()), evening_room.rules(), name="mở kỳ")
        book.act("xếp loại", lambda s: replace(s, ratings=session.ratings), session="2026")
        book.act_follow_up("quyết định", lambda _before: evening_room.afterwards(session))
    assert check(tmp_path / "sổ") == ()
    with Book.open(tmp_path / "sổ", write=False, clock=clock) as book:
        assert book.session("2026") == session
        assert book.follow_up == evening_room.afterwards(session)
        assert book.pack("2026") == evening_room.rules()


def spoilt(session: Session, **changes: object) -> Session:
    """The session with its first ballot changed by hand."""
    first = replace(session.ballots[0], **changes)  # type: ignore[arg-type]
    return replace(session, ballots=(first, *session.ballots[1:]))


def test_a_book_whose_counts_do_not_add_up_says_so() -> None:
    """Slips, lines, unknown people, decisions about nobody, changes of nothing."""
    session = evening_room.evening()
    assert wrong_sums((session,), FollowUp()) == ()
    first: Ballot = session.ballots[0]
    assert first.count is not None
    wrong = spoilt(session, count=replace(first.count, kept=1))
    assert "2026: Phiếu số 1: Phát ra 21 phiếu" in " ".join(wrong_sums((wrong,), FollowUp()))
    stranger = spoilt(session, tellers=("x",))
    assert "Phiếu biểu quyết trỏ tới 1 mục không có trong kỳ." in " ".join(wrong_sums((stranger,), FollowUp()))
    lost = replace(session, ratings=(Rating(id="r", floor="x", body=Body.CELL),))
    assert "Xếp loại trỏ tới 1 mục" in " ".join(wrong_sums((lost,), FollowUp()))
    day = date(2026, 12, 20)
    decision = Decision(id="d", session="2025", floor="m4", level=Level.GOOD, on=day, by="Đảng ủy")
    change = Rerating(
        id="e", session="2026", floor="m4", replaces="d?", before=None, after=None, ground="Sai", on=day, by="Đảng ủy"
    )
    told = " ".join(wrong_sums((session,), FollowUp(decisions=(decision,), reratings=(change,))))
    assert "kỳ 2025 về người không có trong kỳ" in told
    assert "kỳ 2026 mà không có kết quả bị thay" in told
