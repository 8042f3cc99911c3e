"""The commands and the book under them: secrets, other holders, power cuts, damage, bad input of every kind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import PASSPHRASE, SAMPLES, Shell, evening, new_book

from review_tui.cli.folders import backup_folder
from review_tui.store import Book, migrations
from review_tui.store.files import Files


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture
def ready(shell: Shell) -> Shell:
    """A practice book with session and topics, before the notes."""
    new_book(shell)
    shell.ok("session", shell.book, "--new", "2026")
    shell.ok("topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml")
    return shell


def numbers(shell: Shell) -> list[object]:
    return [row["number"] for row in shell.ok("points", shell.book, "--session", "2026", "--json").json]


def test_a_book_under_a_passphrase_walks_the_whole_spine(shell: Shell) -> None:
    """The recovery key is all that stands on standard output; nothing on the disk can be read without the secret."""
    secret = shell.file("mật khẩu", f"{PASSPHRASE}\r\nsecond line\n")
    new = ("new", shell.book, "--name", "Chi bộ 4", "--superior", "Đảng ủy", "--roll", SAMPLES / "roll.xlsx")
    done = shell.ok(*new, "--passphrase-file", secret)
    assert len(done.out.split()) == 1
    assert len(done.out.strip().replace("-", "")) == 32
    for words in (
        ("session", shell.book, "--new", "2026"),
        ("topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml"),
        ("notes", shell.book, "--session", "2026", SAMPLES / "notes-2026.txt"),
        ("check", shell.book),
    ):
        shell.ok(*words, "--passphrase-file", secret)
    everything = b"".join(shell.state().values())
    for word in ("Đồng", "Zalo", "trích đo", PASSPHRASE):
        assert word.encode() not in everything
    wrong = shell.file("sai", "sai\n")
    before = shell.state()
    points = ("points", shell.book, "--session", "2026")
    assert "Mật khẩu không đúng" in shell(*points, "--passphrase-file", wrong).sentence
    assert "--passphrase-file" in shell(*points).sentence
    assert "Không có tệp" in shell(*points, "--passphrase-file", shell.folder / "không").sentence
    assert shell.state() == before
    assert len(list(backup_folder().iterdir())) >= 1


def test_a_key_that_nobody_saw_leaves_no_book(shell: Shell) -> None:
    """When standard output is closed the book is taken back: nobody could ever recover it."""
    secret = shell.file("p", PASSPHRASE)
    words = [sys.executable, "-m", "review_tui", "new", shell.book, "--name", "n", "--superior", "s"]
    words += ["--roll", str(SAMPLES / "roll.csv"), "--passphrase-file", str(secret)]
    with Path(os.devnull).open("rb") as no_writing:
        done = subprocess.run(words, stdout=no_writing, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "Không in được khóa giấy nên chưa lập sổ."
    assert not Path(shell.book).exists()


def test_while_another_process_holds_the_book_reading_works_and_writing_names_it(ready: Shell) -> None:
    """Nothing is lost on either side."""
    hold = (
        "import sys; from review_tui.store import Book; b = Book.open(sys.argv[1]); print(flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, ready.book], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        assert numbers(ready) == []
        ready.ok("check", ready.book)
        before = ready.state()
        notes = ("notes", ready.book, "--session", "2026", SAMPLES / "notes-2026.txt")
        assert str(holder.pid) in ready(*notes).sentence
        assert ready.state() == before
    finally:
        holder.kill()
        holder.wait()
    ready.ok(*notes)


class PowerCut(Files):
    """Files of a machine whose power goes at the n-th call; a write gets half of its bytes out."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self.left = calls

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, descriptor: int, content: memoryview) -> int:
        if self.left == 0:
            super().write(descriptor, content[: len(content) // 2])
        self._count()
        return super().write(descriptor, content)

    def truncate(self, descriptor: int, length: int) -> None:
        self._count()
        super().truncate(descriptor, length)

    def fsync(self, descriptor: int) -> None:
        self._count()
        super().fsync(descriptor)

    def remove(self, path: Path) -> None:
        self._count()
        super().remove(path)


def killed(calls: int, run: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run in a process of its own that dies at a call; False when it came through alive."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            opened = Book.open.__func__  # type: ignore[attr-defined]
            files = PowerCut(calls)
            monkeypatch.setattr(
                Book, "open", classmethod(lambda cls, *a, **k: opened(cls, *a, **{**k, "files": files}))
            )
            run()
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process")
def test_a_power_cut_in_the_middle_of_notes_leaves_all_or_nothing(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every call to the disk that the command makes; afterwards the same command goes on and check is content."""
    whole = ready.folder / "whole"
    shutil.copytree(ready.book, whole)
    notes = ("notes", ready.book, "--session", "2026", SAMPLES / "notes-2026.txt")
    found = []
    for calls in range(200):
        shutil.rmtree(ready.book)
        shutil.copytree(whole, ready.book)
        died = killed(calls, lambda: ready(*notes), monkeypatch)
        there = len(numbers(ready))
        found.append(there)
        if not died:
            break
        assert there in (0, 10), f"killed at call {calls}"
        again = ready(*notes)
        assert again.code == (0 if there == 0 else 1), again.err
        assert len(numbers(ready)) == 10
        ready.ok("check", ready.book)
    assert not died
    assert found == sorted(found), "what was saved once is there ever after"
    assert {0, 10} == set(found)
    assert len(found) > 6


def test_one_flipped_byte_in_any_file_is_reported_and_loses_nothing(ready: Shell) -> None:
    """check names it and writes nothing; the points are all there; the next act puts it right."""
    ready.ok("notes", ready.book, "--session", "2026", SAMPLES / "notes-2026.txt")
    whole = ready.folder / "whole"
    shutil.copytree(ready.book, whole)
    for file in sorted(path.relative_to(whole) for path in whole.rglob("*.[abm]")):
        shutil.rmtree(ready.book)
        shutil.copytree(whole, ready.book)
        content = bytearray((whole / file).read_bytes())
        content[len(content) // 2] ^= 1
        (Path(ready.book) / file).write_bytes(content)
        before = ready.state()
        done = ready("check", ready.book)
        assert done.code == 1, file
        assert file.name in done.err
        assert len(numbers(ready)) == 10
        assert ready.state() == before
        ready.ok("notes", ready.book, "--session", "2026", ready.file("more.txt", "/ 5\n7 + Tốt\n"))
        ready.ok("check", ready.book)


def _roll(line: str) -> str:
    return f"TT;Họ và tên;Ngày sinh;Số thẻ\n{line}\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.xlsx", None),
        ("roll.pdf", b"%PDF"),
        ("roll.xlsx", b"no workbook"),
        ("empty.csv", b""),
        ("header.csv", _roll("").encode()),
        ("other.csv", b"a;b\n1;2\n"),
        ("rows.csv", _roll("1;An;31/2/1990;00000001\n2;Bình;1/13/1990;00000002").encode()),
    ],
)
def test_a_bad_roll_makes_no_book(shell: Shell, name: str, content: bytes | None) -> None:
    """One sentence for each thing that is wrong, before any passphrase is asked for."""
    roll = shell.folder / name if content is None else shell.file(name, content)
    done = shell("new", shell.book, "--name", "n", "--superior", "s", "--roll", roll)
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    assert "passphrase" not in done.err
    assert all(name in line for line in done.err.splitlines())
    assert len(done.err.splitlines()) == (2 if name == "rows.csv" else 1)
    assert not Path(shell.book).exists()


@pytest.mark.parametrize(
    ("file", "content", "part"),
    [
        ("none.txt", None, "Không tìm thấy tệp none.txt"),
        ("latin.txt", b"@ *\n/ 5\n7 - \xff\xfe\n", ":3: "),
        ("big.txt", b"#" * (20 * 1024 * 1024 + 1), "20 MB"),
        ("empty.txt", b"", "không có dòng ghi chép nào"),
        ("comment.txt", b"# only a comment\n", "không có dòng ghi chép nào"),
        ("stranger.txt", b"/ 5\n99 - x y\n", ":2: "),
        ("nobody.txt", b"7 - said before the first floor\n", ":1: "),
    ],
)
def test_bad_notes_change_nothing(ready: Shell, file: str, content: bytes | None, part: str) -> None:
    """A missing, foreign, endless or empty file, and people nobody knows."""
    before = ready.state()
    path = ready.folder / file if content is None else ready.file(file, content)
    assert part in ready("notes", ready.book, "--session", "2026", path).sentence
    assert ready.state() == before


def test_topics_for_nobody_change_nothing(ready: Shell) -> None:
    """The sentence names file and place."""
    before = ready.state()
    packet = (SAMPLES / "topics-2026.toml").read_text(encoding="utf-8").replace('["7", "14", "18"]', '["77"]')
    for name, text in (("topics.toml", packet), ("broken.toml", "[packet\n"), ("no.toml", "")):
        done = ready("topics", ready.book, "--session", "2026", ready.file(name, text))
        assert (done.code, done.out) == (1, "")
        assert all(line.startswith(f"{name}:") for line in done.err.splitlines())
    assert ready.state() == before


def _all_flipped(book: Path) -> None:
    for path in book.glob("book.*"):
        content = bytearray(path.read_bytes())
        content[-20] ^= 1
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        (shutil.rmtree, "Không tìm thấy sổ"),
        (lambda book: [path.unlink() for path in book.glob("book.*")], "Không tìm thấy sổ"),
        (_all_flipped, "hỏng"),
    ],
)
def test_a_book_that_cannot_be_opened_is_one_sentence(
    ready: Shell, damage: Callable[[Path], object], part: str
) -> None:
    """Missing and damaged are told apart; no traceback."""
    damage(Path(ready.book))
    assert part in ready("points", ready.book, "--session", "2026").sentence
    assert ready("notes", ready.book, "--session", "2026", SAMPLES / "notes-2026.txt").code == 1


def test_a_book_of_a_later_program_is_left_alone(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence that says so, for reading and writing alike."""
    monkeypatch.setattr(migrations, "SCHEMA", 99)
    new_book(shell)
    monkeypatch.undo()
    before = shell.state()
    for words in (("members", shell.book), ("session", shell.book, "--new", "2026")):
        assert "mới hơn" in shell(*words).sentence
    assert shell.state() == before


def test_a_session_or_paper_that_does_not_exist_is_one_sentence(ready: Shell) -> None:
    """The sentence names what there is."""
    assert "sổ có: 2026" in ready("points", ready.book, "--session", "2031").sentence
    assert "../x" in ready("points", ready.book, "--session", "../x").sentence
    assert ready("session", ready.book, "--new", "2027", "--regulation", "../../etc").code == 1


def bound() -> list[str]:
    """How to start a program that permissions bind, which is not so for root."""
    if sys.platform == "win32":
        pytest.skip("permissions as on Unix")
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root is bound by permissions only through setpriv")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]


@pytest.mark.system
def test_a_read_only_folder_can_be_read_and_refuses_writing_in_one_sentence(ready: Shell) -> None:
    """And a new book or paper cannot be put there either."""
    start, folder = [*bound(), sys.executable, "-m", "review_tui"], Path(ready.book)
    before = ready.state()
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    roll = str(SAMPLES / "roll.csv")
    refused = (
        ("notes", ready.book, "--session", "2026", str(SAMPLES / "notes-2026.txt")),
        ("new", f"{ready.book}/in", "--name", "n", "--superior", "s", "--roll", roll, "--practice", "5/12/2026"),
        ("paper", ready.book, "minutes", "--session", "2026", "--to", f"{ready.book}/x.txt"),
        ("backup", ready.book, "--to", f"{ready.book}/sessions"),
    )
    try:
        read = subprocess.run([*start, "check", ready.book], capture_output=True, encoding="utf-8")
        done = [subprocess.run([*start, *words], capture_output=True, encoding="utf-8") for words in refused]
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(path.stat().st_mode | 0o700)
    assert (read.returncode, read.stderr) == (0, "")
    for one in done:
        assert (one.returncode, one.stdout) == (1, "")
        assert "Traceback" not in one.stderr
        assert one.stderr.splitlines()
    assert [len(one.stderr.splitlines()) for one in (done[0], done[2], done[3])] == [1, 1, 1]
    assert ready.state() == before


class FullDisk(Files):
    """A disk without a free byte."""

    def write(self, descriptor: int, content: memoryview) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_one_sentence_and_nothing_changed(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """For every command that writes."""
    before = numbers(ready)
    opened = Book.open.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Book, "open", classmethod(lambda cls, *a, **k: opened(cls, *a, **{**k, "files": FullDisk()})))
    for words in (
        ("notes", ready.book, "--session", "2026", SAMPLES / "notes-2026.txt"),
        ("session", ready.book, "--new", "2027"),
    ):
        assert "đầy" in ready(*words).sentence
    monkeypatch.undo()
    assert numbers(ready) == before
    ready.ok("check", ready.book)


def test_every_writing_command_leaves_the_mirror_current(shell: Shell) -> None:
    """The third copy of each file holds the newest generation."""
    evening(shell)
    for mirror in Path(shell.book).rglob("*.m"):
        slots = [mirror.with_suffix(ending) for ending in (".a", ".b")]
        assert mirror.read_bytes() in [slot.read_bytes() for slot in slots if slot.exists()]
    for path in Path(shell.book).rglob("*.[ab]"):
        path.unlink()
    assert len(numbers(shell)) == 10
