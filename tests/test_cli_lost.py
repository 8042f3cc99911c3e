"""Output that is closed or full, books without a name of their own, and the sentences of a check without a secret."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import PASSPHRASE, SAMPLES, Shell, evening, new_book

from review_tui.cli.folders import backup_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="closing a stream with >&- and /dev/full are POSIX")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def run(redirect: str, *words: object, folder: Path | None = None) -> tuple[int, list[str]]:
    """Exit code and standard error of a command under /bin/sh with this redirection."""
    line = ["/bin/sh", "-c", f'"$@" {redirect}', "sh", sys.executable, "-m", "review_tui", *map(str, words)]
    done = subprocess.run(line, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", cwd=folder)
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_a_key_that_cannot_be_shown_leaves_neither_book_nor_copy(shell: Shell, redirect: str) -> None:
    """Closed or full: one sentence, and nothing of the book stays anywhere."""
    secret = shell.file("p", PASSPHRASE)
    before = set(backup_folder().rglob("*"))
    roll = ("--roll", SAMPLES / "roll.csv", "--passphrase-file", secret)
    code, said = run(redirect, "new", shell.book, "--name", "n", "--superior", "s", *roll)
    assert code == 1
    assert said[-1] == "Không in được khóa giấy nên chưa lập sổ."
    assert not any("Đã lập sổ" in line for line in said)
    assert not Path(shell.book).exists()
    assert set(backup_folder().rglob("*")) == before


def test_closed_input_is_a_sentence(shell: Shell) -> None:
    """`--passphrase-file - <&-` names standard input; asking without one names the option."""
    new = ("new", shell.book, "--name", "n", "--superior", "s", "--roll", SAMPLES / "roll.csv")
    code, said = run("<&-", *new, "--passphrase-file", "-")
    assert (code, said[-1]) == (1, "Dòng đầu của đầu vào chuẩn trống, không có mật khẩu.")
    code, said = run("<&-", *new)
    assert code == 1
    assert "--passphrase-file" in said[-1]


def test_closed_standard_error_loses_words_only(shell: Shell) -> None:
    """Narration does not stray into the data."""
    new_book(shell)
    line = f'"{sys.executable}" -m review_tui session "{shell.book}" 2>&-'
    done = subprocess.run(line, shell=True, stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
def test_an_act_that_is_done_ends_with_0_though_nothing_can_be_printed(shell: Shell, redirect: str) -> None:
    """Exit code 1 means that nothing was changed; a lost listing is said."""
    new_book(shell)
    pdf = shell.folder / "o.pdf"
    lost = "Việc đã làm xong, nhưng không in được kết quả:"
    assert run(redirect, "session", shell.book, "--new", "2026")[0] == 0
    code, said = run(redirect, "topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml")
    assert code == 0
    assert any(line.startswith(lost) for line in said)
    assert run(redirect, "paper", shell.book, "minutes", "--session", "2026", "--to", pdf)[0] == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    code, said = run(redirect, "backup", shell.book, "--to", shell.folder / "copies")
    assert code == 0
    assert any(line.startswith(lost) for line in said)
    code, said = run(redirect, "members", shell.book, "--roll", SAMPLES / "roll.csv", "--apply")
    assert code == 0
    assert run(redirect, "members", shell.book, "--json")[0] == 1


def test_a_commitment_is_checked_though_standard_output_is_closed(shell: Shell) -> None:
    """The check is in the book, and the exit code says so."""
    evening(shell)
    number = shell.ok("commitments", shell.book, "--json").json[0]["number"]
    code, said = run(">&-", "commitments", shell.book, "--check", number, "đang làm 40%")
    assert (code, "Traceback" in "".join(said)) == (0, False)
    assert "40%" in shell.ok("commitments", shell.book).out


@pytest.mark.parametrize("name", [".", "./", "../sổ", "../sổ/."])
def test_a_book_is_made_and_read_in_the_folder_one_stands_in(shell: Shell, name: str) -> None:
    """`.` is the folder's own name; the shell is told that it stands in a folder that was replaced."""
    Path(shell.book).mkdir()
    new = ("new", name, "--name", "n", "--superior", "s", "--roll", SAMPLES / "roll.csv", "--practice", "5/12/2026")
    code, said = run("", *new, folder=Path(shell.book))
    assert code == 0, said
    assert "cd ." in said[-1]
    assert run("", "check", name, folder=Path(shell.book)) == (0, [])
    back = shell.folder / "back"
    back.mkdir()
    code, said = run("", "restore", shell.book, "--to", ".", folder=back)
    assert code == 0, said
    shell.ok("check", back)


@pytest.mark.parametrize("word", [("check",), ("open",), ("session",), ("new",), ("restore",), ("demo",)])
@pytest.mark.parametrize("name", ["", "/", "//"])
def test_a_path_that_can_be_no_book_is_one_sentence(shell: Shell, word: tuple[str, ...], name: str) -> None:
    """Nothing and the root of the disk."""
    more = {
        "new": (name, "--name", "n", "--superior", "s", "--roll", SAMPLES / "roll.csv"),
        "restore": (shell.folder, "--to", name),
        "demo": ("--book", name),
    }
    sentence = shell(*word, *more.get(word[0], (name,))).sentence
    assert sentence.startswith(name or "Đường dẫn của sổ để trống")


def test_a_check_without_a_passphrase_does_not_speak_of_contents(shell: Shell) -> None:
    """It says what was looked at; with the passphrase everything was read."""
    secret = shell.file("p", PASSPHRASE)
    roll = ("--roll", SAMPLES / "roll.csv", "--passphrase-file", secret)
    shell.ok("new", shell.book, "--name", "n", "--superior", "s", *roll)
    assert "nội dung chưa được đọc" in shell.ok("check", shell.book).out
    assert "số liệu đều khớp" in shell.ok("check", shell.book, "--passphrase-file", secret).out


def test_a_refused_roll_prints_its_rows_once_and_nothing_else(shell: Shell) -> None:
    """FILE:LINE for each refused row; the good rows would only hide them."""
    lines = (SAMPLES / "roll.csv").read_text(encoding="utf-8-sig").splitlines()
    roll = shell.file("xấu.csv", "\n".join([*lines, lines[-1]]))
    done = shell("new", shell.book, "--name", "n", "--superior", "s", "--roll", roll, "--practice", "5/12/2026")
    said = done.err.splitlines()
    assert done.code == 1
    assert said
    assert all(line.startswith("xấu.csv:") for line in said)
    assert len(said) == len(set(said))


@pytest.mark.parametrize("word", [("session",), ("session", "--new", "2026"), ("members",)])
def test_a_book_damaged_beyond_healing_is_one_sentence(shell: Shell, word: tuple[str, ...]) -> None:
    """It says what is damaged and what to do, once."""
    new_book(shell)
    for path in Path(shell.book).glob("book.*"):
        path.write_bytes(b"garbage")
    assert "sao lưu" in shell(word[0], shell.book, *word[1:]).sentence
