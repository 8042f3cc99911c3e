"""The program's manners: language, exit codes, streams, passphrases, and what it does not load."""

import io
import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from review_tui import __version__
from review_tui.cli import secret, usage
from review_tui.cli.clock import Clock
from review_tui.cli.speech import sentence_of, shown
from review_tui.language.errors import ReviewError
from review_tui.model.cell import Cell

WORDS = (
    "demo", "open", "new", "members", "session", "points", "topics", "notes", "paper", "print", "printers", "minutes",
    "commitments", "check", "backup", "restore",
)  # fmt: skip


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    plain = {name: value for name, value in os.environ.items() if not name.startswith("REVIEW_TUI")}
    return subprocess.run(
        [sys.executable, "-m", "review_tui", *words],
        capture_output=True, encoding="utf-8", env=plain | environment, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_version_goes_to_standard_output() -> None:
    """And nothing else is said."""
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"review-tui {__version__}\n", "")


def test_the_commands_load_no_heavy_library() -> None:
    """Neither the program nor its command line waits for the screen, the store or a PDF engine."""
    code = (
        "import sys, pkgutil, review_tui.cli, review_tui.__main__, review_tui.cli.launcher\n"
        "from review_tui.cli.program import main\n"
        "code = main(['--version'])\n"
        "print(code, *sorted(m for m in sys.modules if '.' not in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    code_, *loaded = done.stdout.splitlines()[-1].split()
    assert code_ == "0"
    assert not {"textual", "rich", "tinydb", "cryptography", "typst", "openpyxl", "docxtpl", "msgspec"} & set(loaded)


def test_every_word_has_help_in_vietnamese_and_english() -> None:
    """`--help` of every command works; its frame follows the chosen language."""
    listing = run("--help").stdout
    assert listing.startswith("cách dùng: review-tui")
    assert all(f"    {word} " in listing for word in WORDS)
    assert run("--lang", "en", "--help").stdout.startswith("usage: review-tui")
    assert run("--help", REVIEW_TUI_LANG="en").stdout.startswith("usage: review-tui")
    assert run("--help", "--lang=vi", REVIEW_TUI_LANG="en").stdout.startswith("cách dùng")


@pytest.mark.parametrize("word", WORDS)
def test_the_help_of_each_word_can_be_printed(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A stray percent sign in a help text would only show here."""
    from review_tui.cli.program import main

    assert main([word, "--help"]) == 0
    assert f"review-tui {word}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["nothing"], "không có 'nothing' (chọn trong: "),
        (["check"], "còn thiếu tham số: SỔ"),
        (["check", "b", "--colour"], "không hiểu tham số: --colour"),
        (["points", "b", "--session"], "cần một giá trị"),
        (["points", "b", "--session", "2026", "--member", "năm"], "“năm” không phải là số nguyên dương."),
        (["points", "b", "--ses", "2026"], "còn thiếu tham số: --session"),
        (["minutes", "b", "--session", "2026", "--sign", "31/2/2026"], "Không có ngày 31/2/2026."),
        (["minutes", "b", "--session", "2026", "--approve", "23/22"], "Số tán thành 23 không hợp với 22"),
        (["minutes", "b", "--session", "2026", "--approve", "1/1", "--reopen", "x"], "không dùng cùng với"),
        (["commitments", "b", "--check", "CK1"], "cần 2 giá trị"),
        (["session", "b", "--new", "26"], "“26” không phải là năm"),
        (["--lang", "fr"], "không có 'fr'"),
        (["check", "b", "x\x1b[2Jy"], "không hiểu tham số: x\ufffd[2Jy"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese_with_code_2(
    words: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usage line and one sentence, on standard error."""
    from review_tui.cli.program import main

    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert part in err


ODD = st.one_of(
    st.sampled_from(
        [
            *WORDS,
            "--session",
            "--new",
            "--to",
            "--roll",
            "--check",
            "--member",
            "--approve",
            "--sign",
            "--lang",
            "--json",
        ]
    ),
    st.sampled_from(
        ["2026", "7", "-", "--", "", ".", "..", "\udcff", "a\x1b[2J", "x" * 5000, "%s", "{0}", "--to=", "０"]
    ),
    st.text(st.characters(exclude_characters="\0/"), max_size=8),
)


@hypothesis.given(word=st.sampled_from(WORDS), words=st.lists(ODD, max_size=7))
@hypothesis.settings(max_examples=150, suppress_health_check=list(hypothesis.HealthCheck))
def test_no_command_line_ends_in_a_traceback(
    word: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is typed, the answer is 0, 1 with words on standard error, or 2."""
    from review_tui.cli.program import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    code = main([word, *words])
    out, err = capsys.readouterr()
    assert code in (0, 1, 2)
    assert err or (code == 0 and out)
    assert "\x1b" not in err


def test_a_usage_sentence_of_a_newer_python_stays_as_it_is() -> None:
    """What our table does not know is shown in English instead of failing."""
    assert usage._say("some new sentence %s") == "some new sentence %s"


@pytest.mark.skipif(
    not __file__.isascii(), reason="under a C locale Python itself cannot read where this checkout lies"
)
def test_output_is_utf8_where_the_system_says_nothing_better() -> None:
    """A C locale or an old code page in a pipe loses no Vietnamese letter."""
    done = run("--help", LC_ALL="C", PYTHONIOENCODING="cp1252", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.startswith("cách dùng: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a Linux device")
def test_a_full_disk_behind_standard_output_is_one_sentence() -> None:
    """No traceback, also not at the end of the process."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "review_tui", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": ""},
        )
    assert (done.returncode, done.stderr) == (1, "Ổ đĩa đã đầy, không ghi được đầu ra.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes as on Unix")
def test_a_reader_that_goes_away_is_no_error() -> None:
    """`review-tui --help | head -1` ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "review_tui", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_what_is_printed_of_others_words_is_harmless() -> None:
    """Terminal commands, invisible letters and broken bytes of a file name become visible signs."""
    assert shown("a\x1b]52;c;x\x07b") == "a\ufffd]52;c;x\ufffdb"
    assert shown("tệp-\udcff") == "tệp-\ufffd"
    assert len(shown("x" * 100_000)) <= 20_000


def test_errors_of_the_system_become_sentences(tmp_path: Path) -> None:
    """With the path that they are about."""
    with pytest.raises(OSError) as caught:
        (tmp_path / "không-có").read_bytes()
    assert sentence_of(caught.value) == f"Không có tệp hoặc thư mục {tmp_path / 'không-có'}."
    assert sentence_of(OSError(999, "odd"), "x") == "Hệ thống báo lỗi ở x: odd."


@pytest.mark.parametrize(
    ("content", "phrase"),
    [
        (b"m\xe1\xba\xadt kh\xe1\xba\xa9u\n", "mật khẩu"),
        (b"one two\r\nsecond line", "one two"),
        (b"\xef\xbb\xbfno end", "no end"),
        (b" blanks stay \n", " blanks stay "),
        (b"cr\r in the middle\r\n", "cr\r in the middle"),
    ],
)
def test_the_passphrase_is_the_first_line_without_its_end(tmp_path: Path, content: bytes, phrase: str) -> None:
    """Notepad's byte order mark and Windows line ends are no part of it; blanks are."""
    file = tmp_path / "pass"
    file.write_bytes(content)
    assert secret.read_passphrase(str(file)) == phrase


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\nsecond", b"\xff\xfe\x00", b"x" * 5000])
def test_a_file_without_a_passphrase_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    """Empty first line, not UTF-8, endless: refused, and nothing of it is repeated."""
    file = tmp_path / "pass"
    file.write_bytes(content)
    with pytest.raises(ReviewError) as caught:
        secret.read_passphrase(str(file))
    assert "\n" not in str(caught.value)
    assert "xxx" not in str(caught.value)


def test_a_passphrase_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--passphrase-file -` takes one line and leaves the rest."""
    stream = io.TextIOWrapper(io.BytesIO("mật khẩu\nrest".encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    assert secret.read_passphrase("-") == "mật khẩu"
    assert stream.read() == "rest"


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script gets a sentence that names the option, not a process that waits for ever."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"typed\n"), encoding="utf-8"))
    with pytest.raises(ReviewError, match="--passphrase-file"):
        secret.ask_passphrase("?")


def test_a_practice_book_lives_on_its_own_day() -> None:
    """Its date is the sample's, its time of day the clock's, so that no paper shows a day that never was."""
    from datetime import date

    clock = Clock()
    real = clock.now()
    assert real.utcoffset() is not None
    clock.follow(Cell(name="n", superior="s", practice=True, practice_day=date(2026, 12, 5)))
    assert clock.today() == date(2026, 12, 5)
    assert abs((clock.now().replace(year=real.year, month=real.month, day=real.day) - real).total_seconds()) < 3600
    clock.follow(Cell(name="n", superior="s", practice_day=date(2026, 12, 5)))
    assert clock.today() == clock.now().date() != date(2026, 12, 5)
