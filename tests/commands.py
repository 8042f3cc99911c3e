"""Running commands inside the test process, and the books that tests of the commands start from."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from review_tui.cli.program import main

SAMPLES = Path(__file__).parent / "samples"
PASSPHRASE = "năm từ ngẫu nhiên dễ nhớ"
DAY = "5/12/2026"


@dataclass(frozen=True, slots=True)
class Done:
    """What one command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, object]]:
        """Standard output as the list of objects that it is."""
        rows = json.loads(self.out)
        assert isinstance(rows, list)
        return rows

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal."""
        assert (self.code, self.out) == (1, "")
        [line] = self.err.splitlines()
        return line


class Shell:
    """Runs commands; a practice book needs no passphrase, which keeps most tests quick."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.book = str(folder / "sổ")

    def __call__(self, *words: object) -> Done:
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        return Done(code, *self._capsys.readouterr())

    def ok(self, *words: object) -> Done:
        """A command that must succeed."""
        done = self(*words)
        assert done.code == 0, done.err
        return done

    def file(self, name: str, content: str | bytes) -> Path:
        """A file beside the book."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def state(self) -> dict[str, bytes]:
        """Every byte of the book, but the lock."""
        root = Path(self.book)
        return {
            str(path.relative_to(root)): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "lock" not in path.name
        }


def new_book(shell: Shell, roll: Path = SAMPLES / "roll.xlsx") -> None:
    """A practice book on the day of the sample meeting."""
    shell.ok(
        "new", shell.book, "--name", "Chi bộ khu phố 4", "--superior", "Đảng ủy phường Tân An Đông",
        "--roll", roll, "--practice", DAY,
    )  # fmt: skip


def evening(shell: Shell) -> None:
    """The sample evening: roll, session, topics, notes."""
    new_book(shell)
    shell.ok("session", shell.book, "--new", "2026")
    shell.ok("topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml")
    shell.ok("notes", shell.book, "--session", "2026", SAMPLES / "notes-2026.txt")


def copied(source: Path, shell: Shell) -> None:
    """The shell's book becomes a copy of one made before."""
    shutil.copytree(source, shell.book)
