"""The small process behind `review-tui demo`, `open` and no word at all: one child process for each login.

It loads neither the screen nor the store and holds no data, so what one person read is gone from memory when the next
sits down (safety.md section 4). The child is `python -m review_tui.cli.screen WORD BOOK ...`; secrets travel in pipes:

- `--secret N` hands the child the number of a pipe (a handle on Windows) that holds one line, the passphrase or a key;
- `--next N` hands it a pipe into which it may write one line of JSON, the login after it
  (`{"word": "member", "book": "...", "secret": "..."}`), before it leaves with the code `NEXT_LOGIN`.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from review_tui.cli.folders import data_folder, default_book
from review_tui.cli.pipes import Child, terminal_kept
from review_tui.cli.secret import LONGEST_PASSPHRASE, read_passphrase
from review_tui.cli.speech import say, sentence_of, shown
from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.text import clean_line
from review_tui.language.translate import _, language

NEXT_LOGIN = 75
"""Exit code of a child that has named the login after it."""

_WORDS = ("open", "demo", "first", "member")
_LEAKS = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS")
"""Switches of the screen library that would write what stands on the screen into files or over the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """One child process to start: who looks at which book. `secret` is never part of a command line."""

    word: str
    """ "open", "demo", "first" (the wizard of the first run) or "member" """
    book: str
    secret: str = ""


def open_book(arguments: argparse.Namespace) -> int:
    """`review-tui open BOOK`."""
    need_terminal()
    book = Path(arguments.book)
    if not book.is_dir():
        raise ReviewError(_("Không có sổ nào ở {path}.").format(path=shown(book)))
    # No name here holds the passphrase: this frame lasts until the last login has ended.
    source = arguments.passphrase_file
    return start(Login(word="open", book=str(book), secret=read_passphrase(source) if source else ""))


def default(arguments: argparse.Namespace) -> int:
    """`review-tui` with no word: the default book, or on the first run the wizard."""
    need_terminal()
    book = default_book()
    return start(Login(word="open" if book.is_dir() else "first", book=str(book)))


def demo(arguments: argparse.Namespace) -> int:
    """`review-tui demo`: a copy of the shipped practice book, opened at this year's meeting."""
    need_terminal()
    book = copied_practice_book(Path(arguments.book) if arguments.book else None)
    say(_("Sổ tập dượt: {path}").format(path=shown(book)))
    say(_("Chi bộ giả định, khóa mở sổ là khóa chung ai cũng có: đừng ghi việc thật vào đây."))
    return start(Login(word="demo", book=str(book)))


def need_terminal() -> None:
    """Refuse with one sentence where nothing can be drawn."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        raise ReviewError(_("Màn hình chỉ mở được trong cửa sổ dòng lệnh, không qua ống hay tệp."))


def copied_practice_book(wanted: Path | None) -> Path:
    """Copy the practice book to a folder that is not there yet or empty; whole, or not at all."""
    sample = shipped("sample", "book")
    if not sample.is_dir():
        raise ReviewError(_("Bản cài đặt này không có sổ tập dượt."))
    book = wanted if wanted is not None else _fresh_folder(data_folder() / "practice")
    if book.exists() and (not book.is_dir() or any(book.iterdir())):
        raise ReviewError(_("{path} đã có sẵn; mở tiếp bằng: review-tui open").format(path=shown(book)))
    half = book.with_name(book.name + ".part")
    try:
        book.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(sample, half, ignore=shutil.ignore_patterns("lock*"))
        _made_writable(half)
        standing = book.exists() and book.samefile(Path.cwd())
        if book.exists():
            book.rmdir()
        half.rename(book)
        if standing:
            os.chdir(book)  # the folder of this name that we stood in is gone
    except (OSError, shutil.Error) as error:
        shutil.rmtree(half, ignore_errors=True)
        raise ReviewError(sentence_of(error, book)) from None
    return book


def _fresh_folder(first: Path) -> Path:
    folder, count = first, 1
    while folder.exists():
        count += 1
        folder = first.with_name(f"{first.name}-{count}")
    return folder


def _made_writable(folder: Path) -> None:
    """An installed sample may be read-only; the copy is the user's."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def start(login: Login | None, command: Callable[[Login], list[str]] | None = None) -> int:
    """Start children one after the other until one ends without naming a login after it; its exit code."""
    words, code = command or _command, 0
    while login is not None:
        with terminal_kept(), Child(words(login), environment=_environment(), secret=login.secret) as child:
            code = child.wait()
        login = _next_login(child.message) if code == NEXT_LOGIN else None
    return code


def _command(login: Login) -> list[str]:
    """The child's command line. Unless the program runs from its own folder, the current one lends it no module."""
    here = Path(__file__).resolve().parents[2] == Path.cwd()
    safe = [] if here else ["-P"]
    return [sys.executable, *safe, "-m", "review_tui.cli.screen", login.word, login.book, "--lang", language()]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _LEAKS}


def _next_login(message: bytes) -> Login | None:
    try:
        told = json.loads(message)
        login = Login(word=told["word"], book=told["book"], secret=told.get("secret", ""))
        fits = login.word in _WORDS and bool(clean_line(login.book)) and len(login.secret) <= LONGEST_PASSPHRASE
    except (ValueError, TypeError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise ReviewError(_("Không chuyển được sang người xem tiếp theo; hãy mở lại sổ."))
    return login
