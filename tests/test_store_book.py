"""The open book: one act is one save, nothing is half done, and every trouble is one sentence."""

import errno
import itertools
import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_books import (
    CHEAP,
    PHRASE,
    approve,
    cell,
    clock,
    every_file,
    held_meeting,
    new_book,
    opened,
    pack,
    roll,
    say,
    session,
    sign,
)
from store_doubles import FaultyFiles, at_call

from review_tui.language.errors import ReviewError
from review_tui.model.followup import Check, CheckState, Closing, FollowUp
from review_tui.model.people import Member
from review_tui.model.session import Session
from review_tui.store import Book, check, new_id
from review_tui.store.errors import Corrupt, Held, NewerVersion, NoBook, NotSaved, WrongPassphrase
from review_tui.store.files import Files


def test_a_new_book_holds_what_it_was_given(tmp_path: Path) -> None:
    """In a folder with blanks and Vietnamese letters; all files have their three copies from the start."""
    path = tmp_path / "Sổ chi bộ khu phố 4"
    book, paper = new_book(path)
    assert book.writable
    assert (book.holder, book.notices) == ("", ())
    book.close()
    assert len(paper.split("-")) == 8
    names = {f"{stem}.{copy}" for stem in ("book", "follow-up", "sessions/2026") for copy in "abm"}
    assert set(every_file(path)) == names
    with opened(path) as again:
        assert again.cell == cell()
        assert again.session_ids() == ("2026",)
        assert again.session("2026") == session()
        assert again.sessions() == (session(),)
        assert again.pack("2026") == pack()
        assert again.follow_up == FollowUp()


def test_a_folder_that_holds_anything_is_not_made_into_a_book(tmp_path: Path) -> None:
    """An empty one is; nothing else is left beside it."""
    path = tmp_path / "b"
    path.mkdir()
    new_book(path)[0].close()
    before = every_file(path)
    for taken in (path, path / "book.a"):
        with pytest.raises(ReviewError, match="đã có nội dung"):
            Book.create(taken, passphrase=PHRASE, cell=cell(), kdf=CHEAP)
    assert every_file(path) == before
    assert [found.name for found in tmp_path.iterdir()] == ["b"]


def test_a_book_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    """Whichever call the disk refuses."""
    for call in itertools.count():
        files = FaultyFiles(Files(), refuse=at_call(call, errno.ENOSPC))
        path = tmp_path / f"b{call}"
        try:
            book, _paper = new_book(path, 1, files=files, with_session=False)
        except NotSaved:
            assert not list(tmp_path.iterdir())
        else:
            book.close()
            if call >= len(files.calls):
                break
            shutil.rmtree(path)
    assert call > 40


def counted(path: Path) -> tuple[Book, FaultyFiles]:
    """An open book, and the calls that it makes from now on."""
    files = FaultyFiles(Files())
    book = opened(path, files=files)
    book.session("2026")
    book.follow_up  # noqa: B018 - opens the file
    book.keep_draft("entry", "")
    files.calls.clear()
    return book, files


def test_one_act_is_one_save(tmp_path: Path) -> None:
    """Exactly one fsync, whether it is a line, a whole roll call, an undo, the cell, a check or a draft."""
    new_book(tmp_path / "b")[0].close()
    book, files = counted(tmp_path / "b")
    made = held_meeting(book)
    assert files.calls.count("fsync") == 12
    number = made.commitments[0].number
    found = Check(id=new_id(), commitment=number, on=date(2027, 1, 5), state=CheckState.DONE)
    for act in (
        lambda: book.undo("2026"),
        lambda: book.act_cell("tên", lambda c: replace(c, place="Tân An Đông")),
        lambda: book.act_follow_up("kiểm tra", lambda f: replace(f, checks=(*f.checks, found))),
        lambda: book.keep_draft("entry", "7 - Vắng"),
        lambda: book.drop_draft("entry"),
        lambda: approve(book),
    ):
        files.calls.clear()
        act()
        assert files.calls.count("fsync") == 1
    files.calls.clear()
    book.act("không đổi gì", lambda s: s, session="2026")
    book.keep_draft("entry", "x")
    book.keep_draft("entry", "x")
    assert files.calls.count("fsync") == 1
    book.close()


def test_what_an_act_leaves_alone_keeps_its_sealed_bytes(tmp_path: Path) -> None:
    """Only what changed is sealed again, so that copies of two days differ little."""
    book, _paper = new_book(tmp_path / "b")
    held_meeting(book)
    before = book._desk.session("2026").file._tree()
    say(book, "2 - Thêm một ý kiến")
    after = book._desk.session("2026").file._tree()
    same = [row for table, rows in before.items() for key, row in rows.items() if after[table].get(key) == row]
    total = sum(len(rows) for rows in before.values())
    assert len(same) == total - 1
    changed = {
        (table, key) for table, rows in after.items() for key, row in rows.items() if before[table].get(key) != row
    }
    assert sorted(table for table, _key in changed) == ["log", "numbers", "points"]
    book.close()


def test_a_change_that_raises_changes_nothing(tmp_path: Path) -> None:
    """Neither in memory nor on the disk, and the log does not know of it."""
    book, _paper = new_book(tmp_path / "b")
    made = held_meeting(book)
    files, log = every_file(tmp_path / "b"), book.log("2026")

    def broken(before: Session) -> Session:
        replace(before, points=())
        raise ReviewError("Không được.")

    with pytest.raises(ReviewError, match="Không được"):
        book.act("x", broken, session="2026")
    assert book.session("2026") == made
    assert (every_file(tmp_path / "b"), book.log("2026")) == (files, log)
    book.close()


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_refused_save_leaves_memory_and_disk_alike_and_the_next_one_works(tmp_path: Path, number: int) -> None:
    """Whichever call of an act the disk refuses (R5)."""
    path = tmp_path / "b"
    held_meeting(book := new_book(path)[0])
    book.close()
    for call in itertools.count():
        files = FaultyFiles(Files())
        book = opened(path, files=files)
        before = book.session("2026")
        files.calls.clear()
        files.refuse = at_call(call, number)
        try:
            said = say(book, f"2 - Ý kiến lần {call}")
        except NotSaved:
            said = before
        used = len(files.calls)
        files.refuse = None
        assert book.session("2026") == said
        again = opened(path, write=False)
        assert again.session("2026").points[: len(said.points)] == said.points
        again.close()
        assert say(book, f"3 - Sau đó {call}") == book.session("2026")
        made = book.session("2026")
        book.close()
        with opened(path, write=False) as last:
            assert last.session("2026") == made
        if call >= used:
            break
    assert call >= 5


def test_a_second_process_reads_and_is_told_who_holds_the_book(tmp_path: Path) -> None:
    """It writes nothing; when the first one closes, the next may write."""
    path = tmp_path / "b"
    first, _paper = new_book(path)
    second = opened(path)
    assert not second.writable
    assert "đang được mở" in second.holder
    assert second.session("2026") == first.session("2026")
    for act in (
        lambda: say(second, "@ *"),
        lambda: second.act_cell("x", lambda c: replace(c, name="Khác")),
        lambda: second.act_follow_up("x", lambda f: f),
        lambda: second.add_session(session(session_id="2027"), pack(), name="x"),
        lambda: second.undo("2026"),
        lambda: second.change_passphrase("x"),
    ):
        with pytest.raises(Held, match="đang được mở"):
            act()
    held_meeting(first)
    first.close()
    second.close()
    with opened(path) as third:
        assert third.writable
        assert len(third.session("2026").points) == 4


def test_a_book_opened_to_read_takes_no_lock_and_writes_nothing(tmp_path: Path) -> None:
    """Not one writing call, also when a copy is damaged."""
    path = tmp_path / "b"
    new_book(path)[0].close()
    (path / "sessions" / "2026.b").write_bytes(b"x")
    shutil.rmtree(path / "drafts")
    before = {found: found.read_bytes() for found in path.rglob("*") if found.is_file()}
    files = FaultyFiles(Files())
    with opened(path, write=False, files=files) as book:
        assert book.session("2026") == session()
        assert (book.holder, book.drafts()) == ("", {})
        with pytest.raises(NotSaved, match="chỉ để xem"):
            say(book, "@ *")
        with pytest.raises(NotSaved, match="chỉ để xem"):
            book.keep_draft("entry", "x")
        with opened(path) as writer:
            assert writer.writable
            assert before.keys() - {path / "x"} <= set(path.rglob("*"))
    assert not {"open_to_write", "fsync", "remove"} & set(files.calls)


def test_a_read_only_folder_opens_to_read_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence about the folder; acts are refused with it."""
    path = tmp_path / "b"
    new_book(path)[0].close()

    def refused(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "read-only")

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    with opened(path) as book:
        assert not book.writable
        assert "Không ghi được vào thư mục" in book.holder
        assert book.session("2026") == session()
        with pytest.raises(Held, match="Không ghi được"):
            say(book, "@ *")


def test_damage_to_any_one_file_loses_nothing_and_the_next_opening_repairs_it(tmp_path: Path) -> None:
    """It says which copy; check is clean afterwards (R8)."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    made = held_meeting(book)
    book.keep_draft("entry", "7 - Vắng")
    book.close()
    damages = itertools.cycle((lambda c: c[: len(c) // 2], lambda c: c[:-9] + b"#" + c[-8:], lambda c: b""))
    for name, damage in zip(every_file(path), damages, strict=False):
        (path / name).write_bytes(damage((path / name).read_bytes()))
        assert any(name in sentence for sentence in check(path, passphrase=PHRASE))
        with opened(path) as book:
            assert book.session("2026") == made
            assert book.drafts() == {"entry": "7 - Vắng"}
            assert any(name in notice for notice in book.notices)
        assert check(path, passphrase=PHRASE) == ()


def test_closing_leaves_the_third_copy_current(tmp_path: Path) -> None:
    """The mirror alone is enough to go on."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    made = held_meeting(book)
    book.act_cell("tên", lambda c: replace(c, place="Tân An Đông"))
    book.close()
    book.close()
    for name in every_file(path):
        if not name.endswith(".m"):
            (path / name).unlink()
    with opened(path) as again:
        assert again.session("2026") == made
        assert again.cell.place == "Tân An Đông"


def test_a_closed_book_takes_nothing_and_says_so(tmp_path: Path) -> None:
    """Also no draft that a slow worker still brings."""
    book, _paper = new_book(tmp_path / "b")
    book.keep_draft("entry", "x")
    book.close()
    assert not book.writable
    for act in (lambda: say(book, "@ *"), lambda: book.keep_draft("entry", "y")):
        with pytest.raises(NotSaved):
            act()


def test_acts_from_many_threads_all_count(tmp_path: Path) -> None:
    """Four threads, twenty lines each; every number is given once (R10)."""
    book, _paper = new_book(tmp_path / "b")
    say(book, "@ *", "/ cb")

    def speak(no: int) -> None:
        for count in range(20):
            say(book, f"{no} - Ý kiến {no}-{count}")
            book.keep_draft(f"entry {no}", f"câu {count}")

    threads = [threading.Thread(target=speak, args=(no,)) for no in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = book.session("2026")
    assert len({point.number for point in made.points}) == 80
    book.close()
    with opened(tmp_path / "b") as again:
        assert again.session("2026") == made
        assert again.drafts() == {f"entry {no}": "câu 19" for no in (1, 2, 3, 4)}


def test_sessions_keep_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    """A name taken, unknown, or no name of a file is one sentence."""
    book, _paper = new_book(tmp_path / "b")
    for name in ("2026-2", "2025", "2026-10"):
        book.add_session(session(session_id=name), pack(), name="mở kỳ")
    assert book.session_ids() == ("2026", "2026-2", "2025", "2026-10")
    with pytest.raises(ReviewError, match="đã có kỳ"):
        book.add_session(session(), pack(), name="mở kỳ")
    with pytest.raises(ReviewError, match="không có kỳ"):
        book.session("2031")
    for name in ("../2026", "CON", "2026.a", "", "2026/2", "2026 ", "2026-" + "9" * 40):
        with pytest.raises(ReviewError):
            book.add_session(replace(session(), id=name), pack(), name="mở kỳ")
    book.close()
    with opened(tmp_path / "b") as again:
        assert again.session_ids() == ("2026", "2026-2", "2025", "2026-10")


def test_a_session_whose_making_was_cut_is_made_again_over_what_is_left(tmp_path: Path) -> None:
    """Its file had its first save, the book did not name it yet."""
    path = tmp_path / "b"
    for call in itertools.count(1):
        files = FaultyFiles(Files())
        book, _paper = new_book(path, files=files, with_session=False)
        files.calls.clear()
        files.refuse = at_call(call * 7, errno.EIO, forever=True)
        try:
            book.add_session(session(), pack(), name="mở kỳ")
        except NotSaved:
            made = False
        else:
            made = True
        files.refuse = None
        book.close()
        assert check(path, passphrase=PHRASE) == ()
        with opened(path) as again:
            assert again.session_ids() in ((), ("2026",))
            if not again.session_ids():
                again.add_session(session(), pack(), name="mở kỳ")
            assert again.session("2026") == session()
        shutil.rmtree(path)
        if made:
            break
    assert call > 2


def test_everybody_new_on_the_roll_has_an_own_key_at_once(tmp_path: Path) -> None:
    """By way of the cell, and of a session whose roll knows somebody whom the cell does not."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    newcomer = Member(id="m6", no=6, name="Võ Văn Giàu", note="mới chuyển đến")
    book.act_cell("thêm", lambda c: replace(c, members=(*c.members, newcomer)))
    stranger = Member(id="m7", no=7, name="Đỗ Thị Hoa")
    book.act("thêm", lambda s: replace(s, roll=(*s.roll, newcomer, stranger)), session="2026")
    keys = {member: book.member_key(member) for member in ("m6", "m7")}
    with pytest.raises(ReviewError, match="không có khóa"):
        book.member_key("m8")
    book.close()
    with Book.open(path, member="m6", key=keys["m6"]) as seen:
        assert seen.cell.members[-1] == newcomer
    with Book.open(path, member="m7", key=keys["m7"]) as seen:
        assert seen.session("2026").roll[-1] == stranger
    assert check(path, passphrase=PHRASE) == ()


def test_a_key_that_was_not_saved_is_never_used(tmp_path: Path) -> None:
    """When the save of a newcomer's key is refused, the next act makes another one."""
    files = FaultyFiles(Files())
    book, _paper = new_book(tmp_path / "b", files=files)
    newcomer = Member(id="m6", no=6, name="Võ Văn Giàu", note="mới chuyển đến")
    files.refuse = lambda _call, name: errno.ENOSPC if name == "write" else 0
    for act in (
        lambda: book.act("thêm", lambda s: replace(s, roll=(*s.roll, newcomer)), session="2026"),
        lambda: book.act_cell("thêm", lambda c: replace(c, members=(*c.members, newcomer))),
    ):
        with pytest.raises(NotSaved, match="đầy"):
            act()
        with pytest.raises(ReviewError, match="không có khóa"):
            book.member_key("m6")
    files.refuse = None
    made = book.act("thêm", lambda s: replace(s, roll=(*s.roll, newcomer)), session="2026")
    book.close()
    with opened(tmp_path / "b") as again:
        assert again.session("2026") == made
    assert check(tmp_path / "b", passphrase=PHRASE) == ()


def test_the_follow_up_only_grows_and_belongs_to_who_promised(tmp_path: Path) -> None:
    """The owner of a commitment reads its checks, nobody else; nothing entered is changed or taken away."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    made = held_meeting(book)
    number = made.commitments[0].number
    found = Check(id="x1", commitment=number, on=date(2027, 1, 5), state=CheckState.UNDER_WAY, text="Đã báo trước")
    closed = Closing(id="x2", commitment=number, on=date(2027, 7, 1), by="Trần Thị Bình", words="Đã sửa")
    book.act_follow_up("kiểm tra", lambda f: replace(f, checks=(found,)))
    after = book.act_follow_up("đóng", lambda f: replace(f, closings=(closed,)))
    assert book.follow_up == after == FollowUp(checks=(found,), closings=(closed,))
    for change in (
        lambda f: replace(f, checks=()),
        lambda f: replace(f, checks=(replace(found, text="khác"),)),
        lambda f: replace(f, checks=(replace(found, id="x0"), found)),
    ):
        with pytest.raises(ReviewError, match="ghi thêm một mục mới"):
            book.act_follow_up("sửa", change)
    keys = {member: book.member_key(member) for member in ("m2", "m4")}
    book.close()
    with opened(path) as again:
        assert again.follow_up == after
    with Book.open(path, member="m4", key=keys["m4"]) as own, Book.open(path, member="m2", key=keys["m2"]) as other:
        assert own.follow_up == after
        assert other.follow_up == FollowUp()


def test_a_practice_book_opens_without_any_secret_and_stays_one(tmp_path: Path) -> None:
    """Its key is public; a real book never becomes one."""
    path = tmp_path / "tập dượt"
    book = Book.create_practice(path, cell=replace(cell(), practice_day=date(2026, 12, 5)), clock=clock)
    book.add_session(session(), pack(), name="mở kỳ")
    held_meeting(book)
    assert book.cell.practice
    for change in (lambda: book.change_passphrase("x"), book.new_paper_key):
        with pytest.raises(ReviewError, match="khóa chung"):
            change()
    with pytest.raises(ReviewError, match="tập dượt"):
        book.act_cell("x", lambda c: replace(c, practice=False))
    book.close()
    with Book.open(path) as again:
        assert again.cell.practice_day == date(2026, 12, 5)
        assert len(again.session("2026").points) == 4
    with Book.open(path, passphrase="gì cũng được"):
        pass
    assert check(path) == ()
    real, _paper = Book.create(tmp_path / "thật", passphrase=PHRASE, cell=replace(cell(), practice=True), kdf=CHEAP)
    assert not real.cell.practice
    real.close()


def test_each_trouble_at_the_opening_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    """Missing, wrong passphrase, damaged, newer: four sentences, none says which byte (R27)."""
    path = tmp_path / "b"
    new_book(path)[0].close()
    sentences = set()

    def refused(kind: type[ReviewError], where: Path, phrase: str = PHRASE) -> None:
        with pytest.raises(kind) as caught:
            Book.open(where, passphrase=phrase)
        sentences.add(str(caught.value))
        assert "\n" not in str(caught.value)

    refused(NoBook, tmp_path / "không có")
    refused(NoBook, tmp_path)
    refused(WrongPassphrase, path, "mot cau khac")
    newer = tmp_path / "newer"
    shutil.copytree(path, newer)
    for name in "abm":
        content = (newer / f"book.{name}").read_bytes()
        (newer / f"book.{name}").write_bytes(content.replace(b'"gen"', b'"gen!"', 1))
    refused(Corrupt, newer)
    for name in "abm":
        (path / f"book.{name}").write_bytes(b"x" * 5000)
    refused(Corrupt, path)
    assert len(sentences) == 3
    assert not (tmp_path / "không có").exists()
    assert not (tmp_path / "lock").exists()


def test_a_book_that_did_not_open_keeps_nobody_out(tmp_path: Path) -> None:
    """The lock is given back after a wrong passphrase."""
    path = tmp_path / "b"
    new_book(path)[0].close()
    with pytest.raises(WrongPassphrase):
        Book.open(path, passphrase="mot cau khac")
    assert not (path / "lock-note").exists()
    with opened(path) as book:
        assert book.writable


def test_one_damaged_session_leaves_the_others_open(tmp_path: Path) -> None:
    """The opening says which; only that one cannot be shown, and it is never shown empty."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    book.add_session(session(session_id="2026-2"), pack(), name="mở kỳ")
    book.close()
    for name in "abm":
        (path / "sessions" / f"2026.{name}").write_bytes(b"x" * 5000)
    with opened(path) as book:
        assert any("2026" in notice for notice in book.notices)
        assert book.session("2026-2").id == "2026-2"
        with pytest.raises(Corrupt, match="2026"):
            book.session("2026")
        with pytest.raises(Corrupt):
            say(book, "@ *")


def test_drafts_survive_a_restart_and_belong_to_who_typed_them(tmp_path: Path) -> None:
    """The recorder's and each member's lie under their own keys; a member needs no lock of the book."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    book.keep_draft("meeting m4", "7 - Vắng bốn kỳ")
    book.keep_draft("form", "Tự phê bình")
    book.drop_draft("form")
    keys = {member: book.member_key(member) for member in ("m4", "m5")}
    with Book.open(path, member="m4", key=keys["m4"]) as own:
        own.keep_draft("self-review", "Tôi tự nhận thiếu sót")
        assert not own.writable
        with pytest.raises(NotSaved):
            say(own, "@ *")
    book.close()
    with opened(path) as again:
        assert again.drafts() == {"meeting m4": "7 - Vắng bốn kỳ"}
    with Book.open(path, member="m4", key=keys["m4"]) as own, Book.open(path, member="m5", key=keys["m5"]) as other:
        assert own.drafts() == {"self-review": "Tôi tự nhận thiếu sót"}
        assert other.drafts() == {}
    for found in (path / "drafts").iterdir():
        assert "Vắng".encode() not in found.read_bytes()
        assert "thiếu sót".encode() not in found.read_bytes()


def test_whose_part_is_asked_for_never_becomes_a_path(tmp_path: Path) -> None:
    """A name like ../x is nobody; and two members who come with codes alone do not lock each other out."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    codes = [book.new_code(member, kdf=CHEAP) for member in ("m4", "m5")]
    before = set(tmp_path.rglob("*"))
    with pytest.raises(WrongPassphrase):
        Book.open(path, member="../../x", key=book.member_key("m4"))
    assert set(tmp_path.rglob("*")) == before
    with Book.open(path, key=codes[0]) as first, Book.open(path, key=codes[1]) as second:
        first.keep_draft("self-review", "một")
        second.keep_draft("self-review", "hai")
        with Book.open(path, key=codes[0]) as again:
            assert "đang được mở" in again.holder
            with pytest.raises(NotSaved):
                again.keep_draft("self-review", "ba")
    book.close()


def test_a_third_copy_that_cannot_be_written_is_said_and_fails_no_act(tmp_path: Path) -> None:
    """The save stands; the notice names the copy."""
    files = FaultyFiles(Files())
    book, _paper = new_book(tmp_path / "b", files=files)
    made = held_meeting(book)
    files.refuse = lambda _call, name: errno.EACCES if name == "open_to_write" else 0
    book.mirror()
    assert any("2026.m" in notice for notice in book.notices)
    assert book.session("2026") == made
    files.refuse = None
    book.mirror()
    assert book.notices == ()
    book.close()


def test_drafts_that_are_damaged_beyond_help_do_not_keep_the_book_shut(tmp_path: Path) -> None:
    """The loss is said, and new ones are kept."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    book.keep_draft("entry", "x")
    book.close()
    for found in (path / "drafts").iterdir():
        found.write_bytes(b"!" * 500)
    with opened(path) as again:
        assert again.drafts() == {}
        assert any("dở dang" in notice for notice in again.notices)
        again.keep_draft("entry", "y")
    with opened(path) as again:
        assert again.drafts() == {"entry": "y"}


def test_a_session_is_signed_once_and_for_all(tmp_path: Path) -> None:
    """No act, no undo; its files are never written again, whatever happens to the rest of the book."""
    path = tmp_path / "b"
    book, _paper = new_book(path)
    held_meeting(book)
    approve(book)
    sign(book)
    book.mirror()
    files = {name: content for name, content in every_file(path).items() if name.startswith("sessions/")}
    for act in (lambda: say(book, "@ *"), lambda: book.undo("2026"), lambda: sign(book)):
        with pytest.raises(ReviewError, match="đã ký và khóa"):
            act()
    book.add_session(replace(session(session_id="2027"), roll=roll(3)), pack(), name="mở kỳ")
    book.close()
    with opened(path) as again:
        again.act_cell("tên", lambda c: replace(c, place="x"))
    assert {name: content for name, content in every_file(path).items() if name in files} == files


def test_newer_files_are_refused_with_their_own_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written by a later program: nothing is touched."""
    path = tmp_path / "b"
    with monkeypatch.context() as later:
        later.setattr("review_tui.store.migrations.SCHEMA", 2)
        new_book(path)[0].close()
    before = every_file(path)
    with pytest.raises(NewerVersion, match="mới hơn"):
        opened(path)
    with pytest.raises(NewerVersion):
        check(path, passphrase=PHRASE)
    assert every_file(path) == before
