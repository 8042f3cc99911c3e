"""The life of the secrets: codes made, revoked, wrong ones slowed; recovery and handover lock nobody out."""

import itertools
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_books import CHEAP, NOON, PHRASE, approve, clock, held_meeting, new_book, opened, sign
from store_doubles import FaultyFiles, at_call

from review_tui.store import Book
from review_tui.store.copies import COPIES
from review_tui.store.errors import NotSaved, StoreError, WrongPassphrase
from review_tui.store.files import Files
from review_tui.store.phrases import SYMBOLS
from review_tui.store.secret_keeping import what_backups_mean
from review_tui.store.tries import pause_after


class SlowFiles(Files):
    """Hands that write down how long somebody had to wait."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        super().__init__(sleep=self.waited.append)


def opened_by(path: Path, name: str, secret: str, *, write: bool = True) -> Book:
    """The book, opened by one secret."""
    phrase, paper, key = (secret if name == one else None for one in ("passphrase", "paper_key", "key"))
    return Book.open(path, passphrase=phrase, paper_key=paper, key=key, write=write, clock=clock)


def opens(path: Path, **secrets: str) -> bool:
    """Whether a secret opens the book."""
    ((name, secret),) = secrets.items()
    try:
        opened_by(path, name, secret, write=False).close()
    except WrongPassphrase:
        return False
    return True


def alone(path: Path, copy: str, to: Path) -> Path:
    """The book as somebody finds it who has only one of the three copies of the book file."""
    shutil.copytree(path, to, ignore=shutil.ignore_patterns("lock*", "reserve*", "tries"))
    for other in set(COPIES) - {copy}:
        (to / f"book.{other}").unlink()
    return to


def test_a_replaced_or_revoked_secret_opens_no_copy_in_the_book(tmp_path: Path) -> None:
    """Not even the mirror or the older slot taken alone; backups made before are counted in a sentence."""
    book, paper = new_book(tmp_path / "sổ")
    first = book.new_code("m4", kdf=CHEAP)
    kept = book.backup_if_due(tmp_path / "sao", NOON)
    second = book.new_code("m4", kdf=CHEAP)
    assert book.codes() == {"m4": NOON}
    book.revoke_code("m4")
    assert book.codes() == {}
    with pytest.raises(StoreError, match="chưa có phiếu mã"):
        book.revoke_code("m4")
    renewed = book.hand_over("cau cua nguoi moi", kdf=CHEAP)
    names = [entry.name for entry in book.book_log()]
    assert names[1:] == ["làm phiếu mã"] * 2 + ["thu hồi phiếu mã", "bàn giao sổ, đặt mật khẩu và khóa giấy mới"]
    older = book.older_backups(tmp_path / "sao", NOON + timedelta(minutes=1))
    assert older == (kept,)
    assert "1 bản sao lưu" in what_backups_mean(len(older))
    assert what_backups_mean(0) == ""
    for copy in COPIES:
        left = alone(book.path, copy, tmp_path / copy)
        assert not any(opens(left, key=code) for code in (first, second))
        assert not opens(left, passphrase=PHRASE)
        assert not opens(left, paper_key=paper)
        assert opens(left, passphrase="cau cua nguoi moi")
        assert opens(left, paper_key=renewed)
    assert kept is not None
    assert opens(kept, key=first)
    book.close()


def test_codes_and_paper_keys_have_no_letter_that_a_typing_aid_changes() -> None:
    """No vowel, no D and no W, nothing that looks like a digit; 56 bits, two check symbols, groups of four."""
    assert not set("AEIOUYDW") & set(SYMBOLS)
    assert not set("BILOSQ") & set(SYMBOLS)
    assert len(SYMBOLS) == 16


def test_wrong_codes_get_slower_and_say_always_the_same(tmp_path: Path) -> None:
    """Across restarts; a slip that the check symbols find costs nothing, and the recorder never waits.

    A right code ends it; a quarter of an hour later all is forgotten.
    """
    book, _paper = new_book(tmp_path / "sổ")
    code, other = (book.new_code(member, kdf=CHEAP) for member in ("m4", "m5"))
    book.revoke_code("m5")
    book.close()
    path, said = tmp_path / "sổ", set()

    def tried(key: str, at: datetime = NOON) -> list[float]:
        files = SlowFiles()
        try:
            Book.open(path, key=key, files=files, clock=lambda: at).close()
        except WrongPassphrase as error:
            said.add(str(error))
        return files.waited

    assert [tried(other) for _try in range(7)] == [[], [], [], [2.0], [4.0], [8.0], [16.0]]
    slip = code[:-1] + next(symbol for symbol in SYMBOLS if symbol != code[-1])
    assert [tried(key) for key in (slip, "", "0000", code[:-2])] == [[]] * 4
    assert len(said) == 1
    files = SlowFiles()
    Book.open(path, passphrase=PHRASE, files=files, clock=clock).close()
    assert files.waited == []
    assert tried(other, NOON - timedelta(days=3)) == [30.0]
    assert tried(code) == [30.0]
    assert tried(other) == []
    for _try in range(5):
        tried(other)
    assert tried(other, NOON + timedelta(minutes=16)) == []
    assert pause_after(10_000) == 30.0


@dataclass(frozen=True)
class Change:
    """One change of secrets: what it does, which secrets its people know before and after it."""

    name: str
    run: Callable[[Book, int], dict[str, str]]
    """returns what people know when it was acknowledged"""


def _passphrase(book: Book, turn: int) -> dict[str, str]:
    book.change_passphrase(f"cau so {turn}", kdf=CHEAP)
    return {"passphrase": f"cau so {turn}"}


def _paper(book: Book, _turn: int) -> dict[str, str]:
    return {"paper_key": book.new_paper_key()}


def _recovered(book: Book, turn: int) -> dict[str, str]:
    return {"paper_key": book.recover(f"cau so {turn}", kdf=CHEAP), "passphrase": f"cau so {turn}"}


def _handed_over(book: Book, turn: int) -> dict[str, str]:
    return {"paper_key": book.hand_over(f"cau so {turn}", kdf=CHEAP), "passphrase": f"cau so {turn}"}


def _paper_taken(book: Book, _turn: int) -> dict[str, str]:
    offered = book.offered_paper()
    book.take_paper(offered)
    return {"paper_key": offered.key}


def _both_taken(book: Book, turn: int) -> dict[str, str]:
    offered = book.offered_paper()
    book.take_paper(offered, passphrase=f"cau so {turn}", kdf=CHEAP)
    return {"paper_key": offered.key, "passphrase": f"cau so {turn}"}


def _coded(book: Book, _turn: int) -> dict[str, str]:
    return {"key": book.new_code("m4", kdf=CHEAP)}


def _revoked(book: Book, _turn: int) -> dict[str, str]:
    if "m4" in book.codes():
        book.revoke_code("m4")
    return {"key": ""}


CHANGES = [
    Change("passphrase", _passphrase),
    Change("paper", _paper),
    Change("recover", _recovered),
    Change("hand over", _handed_over),
    Change("paper typed back", _paper_taken),
    Change("paper typed back, new passphrase", _both_taken),
    Change("code", _coded),
    Change("revoke", _revoked),
]


def life_cut_everywhere(folder: Path, change: Change, *, step: int = 1) -> tuple[int, list[str]]:
    """R17: cut a change at every `step`-th call on the disk, for ever after; how many cuts, and who was locked out.

    After each cut: of what people knew before and what they typed, something opens the whole book, and from there all
    secrets can be made anew, the member's code among them.
    """
    book, paper = new_book(folder, with_session=False)
    known = {"passphrase": PHRASE, "paper_key": paper, "key": book.new_code("m4", kdf=CHEAP)}
    book.close()
    wrong: list[str] = []
    for cuts, call in enumerate(itertools.count(0, step), 1):
        used = _cut_at(folder, change, call, known)
        typed = {"passphrase": f"cau so {call}"}
        ways = [(name, secret) for told in (known, typed) for name, secret in told.items() if name != "key"]
        way = next((one for one in ways if opens(folder, **dict([one]))), None)
        if way is None:
            return cuts, [*wrong, f"{change.name}: nobody gets in after call {call}"]
        with opened_by(folder, *way) as again:
            known = {**known, **_all_new(again, call)}
        if not all(opens(folder, **{name: secret}) for name, secret in known.items()):
            wrong.append(f"{change.name}: no way back after call {call}")
        if call >= used:
            return cuts, wrong
    raise AssertionError


def _cut_at(folder: Path, change: Change, call: int, known: dict[str, str]) -> int:
    """Run the change with the disk gone from one call on; how many calls the change makes."""
    files = FaultyFiles(Files())
    with Book.open(folder, passphrase=known["passphrase"], files=files, clock=clock) as book:
        start = len(files.calls)
        files.refuse = at_call(start + call, 5, forever=True)
        try:
            change.run(book, call)
            used = len(files.calls) - start
        except NotSaved:
            used = call + 1
        files.refuse = at_call(0, 5, forever=True)
    return used


def _all_new(book: Book, call: int) -> dict[str, str]:
    """After a cut everything can be made anew."""
    paper = book.recover(f"cau moi {call}", kdf=CHEAP)
    return {"passphrase": f"cau moi {call}", "paper_key": paper, "key": book.new_code("m4", kdf=CHEAP)}


@pytest.mark.parametrize("change", CHANGES, ids=[change.name for change in CHANGES])
def test_a_change_of_secrets_cut_at_its_writes_locks_nobody_out(tmp_path: Path, change: Change) -> None:
    """Every seventh call here, every one under soak (R17)."""
    cuts, wrong = life_cut_everywhere(tmp_path / "sổ", change, step=7)
    assert wrong == []
    assert cuts > 2


@pytest.mark.soak
@pytest.mark.parametrize("change", CHANGES, ids=[change.name for change in CHANGES])
def test_a_change_of_secrets_cut_at_every_call_locks_nobody_out(tmp_path: Path, change: Change) -> None:
    """The full figure of R17."""
    cuts, wrong = life_cut_everywhere(tmp_path / "sổ", change)
    assert wrong == []
    assert cuts > 15


def test_the_use_of_the_paper_key_is_logged_and_ends_it(tmp_path: Path) -> None:
    """Forgotten passphrase: the paper opens, a new phrase and the next paper are set at once, the log tells."""
    book, paper = new_book(tmp_path / "sổ")
    book.close()
    with Book.open(tmp_path / "sổ", paper_key=paper, clock=clock) as again:
        following = again.recover("cau vua dat", kdf=CHEAP)
        assert again.book_log()[-1].name == "mở bằng khóa giấy, đặt mật khẩu và khóa giấy mới"
        assert again.book_log()[-1].at == NOON
    assert [opens(tmp_path / "sổ", paper_key=key) for key in (paper, following)] == [False, True]
    assert [opens(tmp_path / "sổ", passphrase=phrase) for phrase in (PHRASE, "cau vua dat")] == [False, True]


def test_a_member_compares_the_own_record_with_the_mark_on_the_slip(tmp_path: Path) -> None:
    """Recorder and member compute the same; it fits after further signings and no longer after any change."""
    book, _paper = new_book(tmp_path / "sổ")
    held_meeting(book)
    assert book.record_fingerprint("m4") == ""
    approve(book)
    sign(book)
    key, printed = book.member_key("m4"), book.record_fingerprint("m4")
    marks = {member.id: book.record_fingerprint(member.id) for member in book.cell.members}
    assert len(set(marks.values())) == len(marks)
    assert len(printed) == 26
    book.close()
    with Book.open(tmp_path / "sổ", member="m4", key=key, clock=clock) as own:
        assert own.record_marks() == (("2026", printed),)
    with opened(tmp_path / "sổ") as again:
        file = again._desk.session("2026").file
        where = next(
            key for key, one in file.documents.items() if "kỳ".encode() in one.plain and one.compartment == "m4"
        )
        before = file.documents[where]
        file.documents[where] = type(before)(
            before.table, before.id, before.compartment, before.n, before.plain.replace("kỳ".encode(), "tháng".encode())
        )
        assert again.record_fingerprint("m4") != printed
        assert again.record_fingerprint("m5") == marks["m5"]
