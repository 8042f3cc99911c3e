"""The chain of signed minutes: what a printed fingerprint stands for, what is found when somebody rewrites (R18)."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from store_books import NOON, PHRASE, approve, held_meeting, new_book, opened, pack, say, session, sign

from review_tui.language.errors import ReviewError
from review_tui.model.followup import Check, CheckState
from review_tui.model.minutes import reopened
from review_tui.model.session import Approval, Session, State, Step
from review_tui.store import Book, check
from review_tui.store.chain import content_of, entry_head, leaf_of, root_of
from review_tui.store.desk import Desk
from review_tui.store.documents import Document
from review_tui.store.errors import NotSaved


def signed_years(path: Path, years: tuple[str, ...] = ("2024", "2025", "2026")) -> dict[str, str]:
    """A book with a signed session for each year; the fingerprints as they were printed."""
    book, _paper = new_book(path, with_session=False)
    printed = {}
    for year in years:
        book.add_session(session(session_id=year), pack(), name=f"mở kỳ {year}")
        held_meeting(book, session=year)
        approval = approve(book, session=year).approval
        assert approval is not None
        printed[year] = approval.fingerprint
        sign(book, session=year)
    book.close()
    return printed


def wrong(path: Path) -> tuple[str, ...]:
    return check(path, passphrase=PHRASE)


def test_the_fingerprint_stands_in_the_approval_and_is_what_check_recomputes(tmp_path: Path) -> None:
    """26 letters and digits; the same for the value about to be approved, after approval, after signing, a year on."""
    book, _paper = new_book(tmp_path / "b")
    before = held_meeting(book)
    asked = replace(before, state=State.APPROVED, approval=Approval(votes_for=5, voters=5, at=NOON), on_floor="")
    told = book.fingerprint(asked)
    made = book.act("thông qua", lambda _before: asked, session="2026")
    assert made.approval is not None
    assert made.approval.fingerprint == told == book.fingerprint(made)
    assert len(told) == 26
    assert told.isalnum()
    signed = sign(book)
    assert book.fingerprint(signed) == told
    book.add_session(session(session_id="2027"), pack(), name="mở kỳ")
    held_meeting(book, session="2027")
    approve(book, session="2027")
    book.close()
    assert wrong(tmp_path / "b") == ()
    with opened(tmp_path / "b") as again:
        assert again.fingerprint(again.session("2026")) == told
        assert again.fingerprint(again.session("2027")) != told


def test_the_store_enters_the_fingerprint_whatever_the_caller_wrote(tmp_path: Path) -> None:
    """So that no paper can carry one that does not belong to it."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    approval = Approval(votes_for=5, voters=5, at=NOON, fingerprint="KHONGDUNG")
    made = book.act("x", lambda s: replace(s, state=State.APPROVED, approval=approval), session="2026")
    assert made.approval is not None
    assert made.approval.fingerprint == book.fingerprint(made) != "KHONGDUNG"
    book.close()


CHANGES: dict[str, Callable[[Session], Session]] = {
    "text": lambda s: replace(s, points=(replace(s.points[0], text="khác"), *s.points[1:])),
    "order of points": lambda s: replace(s, points=(s.points[1], s.points[0], *s.points[2:])),
    "withheld name": lambda s: replace(s, withheld=(replace(s.withheld[0], critic="m5"),)),
    "answer": lambda s: replace(s, points=(replace(s.points[0], answers=()), *s.points[1:])),
    "attendance": lambda s: replace(s, sittings=(replace(s.sittings[0], attendance=s.sittings[0].attendance[1:]),)),
    "place": lambda s: replace(s, sittings=(replace(s.sittings[0], place="nơi khác"),)),
    "role": lambda s: replace(s, roles=()),
    "commitment": lambda s: replace(s, commitments=(replace(s.commitments[0], due=date(2028, 1, 1)),)),
    "roll": lambda s: replace(s, roll=(replace(s.roll[0], office="Bí thư"), *s.roll[1:])),
    "votes": lambda s: replace(s, approval=replace(s.approval, votes_for=4)),  # type: ignore[type-var]
    "number": lambda s: replace(s, approval=replace(s.approval, number="06")),  # type: ignore[type-var]
    "structure": lambda s: replace(s, approval=replace(s.approval, structure="{}")),  # type: ignore[type-var]
    "last number": lambda s: replace(s, last_number=99),
}


def test_every_change_of_content_changes_the_fingerprint(tmp_path: Path) -> None:
    """And what is no content does not: the step on the screen, the signing, the fingerprint itself."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    made = approve(book)
    told = book.fingerprint(made)
    assert made.approval is not None
    found = {name: book.fingerprint(change(made)) for name, change in CHANGES.items()}
    assert len({told, *found.values()}) == 1 + len(CHANGES)
    other = replace(made, step=Step.LEVELS, on_floor="cb", approval=replace(made.approval, fingerprint="x"))
    assert book.fingerprint(other) == told
    book.close()


def test_another_pack_beside_the_same_words_gives_another_fingerprint(tmp_path: Path) -> None:
    """The rules that the meeting went by belong to its minutes."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    made = approve(book)
    file = book._desk.session("2026").file
    told = book.fingerprint(made)
    key = ("pack", "pack", "common")
    file.documents[key] = replace(file.documents[key], plain=file.documents[key].plain.replace(b"366", b"367"))
    assert book.fingerprint(made) != told
    book.close()


def test_approved_text_is_closed_until_it_is_reopened(tmp_path: Path) -> None:
    """Whatever a step of the model allows; a new approval has a new fingerprint."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    first = approve(book)
    for name, change in CHANGES.items():
        with pytest.raises(ReviewError, match="phải mở lại"):
            book.act(name, change, session="2026")
    assert book.session("2026") == first
    book.act("mở lại", lambda s: reopened(s, "Thiếu một ý kiến", at=NOON), session="2026")
    say(book, "/ 5", "2 - Ý kiến bổ sung")
    second = approve(book)
    assert first.approval is not None
    assert second.approval is not None
    assert second.approval.fingerprint != first.approval.fingerprint
    sign(book)
    book.close()
    assert wrong(tmp_path / "b") == ()


def test_a_field_that_a_later_version_adds_changes_no_fingerprint() -> None:
    """Empty fields do not count; zero and every text do."""
    plain = Document("points", "p", "m1", 0, b'{"text":"a","topics":[],"verdict":null,"n":0}')
    later = Document("points", "p", "m1", 0, b'{"text":"a","n":0,"later":"","more":{"x":[]},"flag":false}')
    assert content_of(plain) == content_of(later) == {"text": "a", "n": 0}
    assert content_of(replace(plain, plain=b'{"text":"a","flag":true}')) != content_of(plain)


def test_a_member_recomputes_the_leaf_of_the_own_record_alone(tmp_path: Path) -> None:
    """With the own key and nothing else; leaves of others cannot be made."""
    path = tmp_path / "b"
    signed_years(path, ("2026",))
    with opened(path) as book:
        file = book._desk.session("2026").file
        leaves = {
            name: leaf_of(name, [d for d in file.documents.values() if d.compartment == name], file.sealer)
            for name in ("m1", "m4")
        }
        more = [*file.documents.values(), Document("later", "later", "common", 0, b'{"later":[],"more":null}')]
        assert root_of(more, file.sealer) == root_of(file.documents.values(), file.sealer)
        key = book.member_key("m4")
    with Book.open(path, member="m4", key=key) as own:
        file = own._desk.session("2026").file
        mine = [document for document in file.documents.values() if document.compartment == "m4"]
        assert leaf_of("m4", mine, file.sealer) == leaves["m4"]
        with pytest.raises(KeyError):
            leaf_of("m1", mine, file.sealer)


@pytest.mark.parametrize("seed", range(8))
def test_one_edit_of_signed_minutes_by_whoever_holds_the_keys_is_found(tmp_path: Path, seed: int) -> None:
    """Any document of any signed session, rewritten past the door with valid seals."""
    path = tmp_path / "b"
    signed_years(path, ("2025", "2026"))
    chance = random.Random(seed)
    year = chance.choice(("2025", "2026"))
    with opened(path) as book:
        file = book._desk.session(year).file
        documents = dict(file.documents)
        told = [key for key, one in documents.items() if content_of(one)]
        key = chance.choice([key for key in told if key[0] not in ("state", "turn", "signing")])
        value = msgspec.json.decode(documents[key].plain)
        if chance.random() < 0.3 or not isinstance(value, dict):
            del documents[key]
        else:
            name = chance.choice(sorted(value))
            value[name] = f"{value[name]}x" if isinstance(value[name], str) and value[name] else "thêm"
            documents[key] = replace(documents[key], plain=msgspec.json.encode(value, order="sorted"))
        file.save(documents)
    assert wrong(path)


def test_a_signed_session_that_was_dropped_or_swapped_is_found(tmp_path: Path) -> None:
    """In the middle of the chain, and one year copied over another."""
    path = tmp_path / "b"
    signed_years(path)
    with opened(path) as book:
        rows = book._desk.book.plain("sessions")
        heads = book._desk.book.plain("heads")
        del rows["2025"], heads["2025"]
        book._desk.save_plain({"sessions": rows, "heads": heads})
    assert any("liền trước" in sentence for sentence in wrong(path))
    other = tmp_path / "c"
    signed_years(other, ("2025", "2026"))
    for copy in "abm":
        (other / "sessions" / f"2026.{copy}").write_bytes((other / "sessions" / f"2025.{copy}").read_bytes())
    assert any("sessions/2026" in sentence for sentence in wrong(other))


def test_an_older_copy_of_a_session_put_back_is_found(tmp_path: Path) -> None:
    """Its signed head stands in the book too."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    held_meeting(book)
    book.mirror()
    kept = {copy: (path / "sessions" / f"2026.{copy}").read_bytes() for copy in "abm"}
    approve(book)
    sign(book)
    book.close()
    for copy, content in kept.items():
        (path / "sessions" / f"2026.{copy}").write_bytes(content)
    assert any("không còn khớp" in sentence for sentence in wrong(path))


def test_only_the_printed_fingerprint_shows_a_chain_rebuilt_by_whoever_holds_the_keys(tmp_path: Path) -> None:
    """That is why it is printed on paper: the files agree with themselves, not with the paper."""
    path = tmp_path / "b"
    printed = signed_years(path, ("2025", "2026"))
    with opened(path) as book:
        file = book._desk.session("2025")
        value = replace(
            file.session, points=(replace(file.session.points[0], text="viết lại"), *file.session.points[1:])
        )
        rewritten = file.fingerprint(value, "")
    assert rewritten != printed["2025"]
    with opened(path, write=False) as book:
        for year, fingerprint in printed.items():
            assert book.fingerprint(book.session(year)) == fingerprint


def test_a_head_that_was_not_copied_when_the_power_went_is_copied_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signing itself had succeeded; check finds nothing wrong before or after."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    held_meeting(book)
    approve(book)

    def refused(_desk: Desk, _session: str) -> None:
        raise NotSaved()

    with monkeypatch.context() as cut:
        cut.setattr(Desk, "copy_head", refused)
        assert sign(book).state is State.SIGNED
    assert book._desk.book.plain("heads") == {}
    book.close()
    assert wrong(path) == ()
    with opened(path) as again:
        link = again._desk.session("2026").link
        assert link is not None
        assert again._desk.head == link.head
    assert wrong(path) == ()


def test_two_sessions_approved_before_either_was_signed_both_verify(tmp_path: Path) -> None:
    """Pens may take days: the fingerprint that was printed stays right whichever is signed first."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    book.add_session(session(session_id="2026-2"), pack(), name="mở kỳ bổ sung")
    printed = {}
    for name in ("2026", "2026-2"):
        held_meeting(book, session=name)
        approval = approve(book, session=name).approval
        assert approval is not None
        printed[name] = approval.fingerprint
    for name in ("2026-2", "2026"):
        sign(book, session=name)
    assert {name: book.fingerprint(book.session(name)) for name in printed} == printed
    book.close()
    sentences = wrong(path)
    assert not any("mã" in sentence or "nội dung" in sentence for sentence in sentences)


def test_checks_after_the_meeting_are_chained_too(tmp_path: Path) -> None:
    """One taken away or changed past the door is found."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    number = held_meeting(book).commitments[0].number
    for month in range(1, 5):
        one = Check(id=f"x{month}", commitment=number, on=date(2027, month, 5), state=CheckState.UNDER_WAY, text="Đang")
        book.act_follow_up("kiểm tra", lambda f, one=one: replace(f, checks=(*f.checks, one)))
    book.close()
    assert wrong(path) == ()
    with opened(path) as book:
        file = book._desk.follow_up.file
        whole = dict(file.documents)
        assert entry_head("", next(iter(whole.values())), file.sealer)
    for key, document in whole.items():
        changed = replace(document, plain=document.plain.replace("Đang".encode(), b"Xong"))
        for documents in ({**whole, key: changed}, {other: one for other, one in whole.items() if other != key}):
            with opened(path) as book:
                book._desk.follow_up.file.save(documents)
            assert any("theo dõi" in sentence for sentence in wrong(path))
    with opened(path) as book:
        book._desk.follow_up.file.save(whole)
    assert wrong(path) == ()
