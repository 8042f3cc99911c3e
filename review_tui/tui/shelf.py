"""What is done with whole books: made, read back, copied, got back. The screens ask here; the store does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.store.layout import is_book
from review_tui.store.watched import WatchedFiles
from review_tui.tui.door import Clock, OpenBook

if TYPE_CHECKING:
    from review_tui.store import KeyCost
    from review_tui.store.backup import Backup
    from review_tui.tui.dialogs.working import Watch


ATTENDED = "attended"
"""The recorder let the member look, on this machine."""
BY_CODE = "code"
"""The member came in by a printed code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLogin:
    """The book to be opened after this login, in a process of its own: what this one read is gone with it."""

    word: str
    """ "open", "demo" or "member" """
    book: Path
    secret: str = ""

    @classmethod
    def of_member(cls, book: Path, member: str, key: str, *, by_code: bool = False) -> "NextLogin":
        """One member looks at the own record: who, how he came in and his key travel together, through pipes alone."""
        return cls(word="member", book=book, secret=f"{BY_CODE if by_code else ATTENDED} {member} {key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where books of this user lie, and the works on whole books. All of them raise `ReviewError`."""

    clock: Clock
    new_book: Path
    """where the first book goes when nobody says otherwise"""
    backups: Path
    """where the copies lie that nobody had to think of"""
    printed: Path
    """where a PDF stays on systems that print from a file only"""
    practice: Callable[[], Path]
    """makes a fresh copy of the practice book"""
    cost: "KeyCost | None" = None
    """of the key derivation of new books; measured on this machine where it is None"""

    def create(self, path: Path, *, passphrase: str, cell: Cell) -> tuple[OpenBook, str]:
        """A new book and its paper recovery key."""
        from review_tui.store import Book

        return Book.create(path, passphrase=passphrase, cell=cell, kdf=self.cost, clock=self.clock)

    def check(self, path: Path, passphrase: str | None, watch: "Watch") -> tuple[str, ...]:
        """Sentences about what is wrong with a book; none when it is whole."""
        from review_tui.store import check

        return check(path, passphrase=passphrase, files=WatchedFiles(watch.tick))

    def backup(self, book: OpenBook, to: Path, watch: "Watch") -> Path | None:
        """A verified copy in a new dated folder; None when the last one there holds the same."""
        files = WatchedFiles(watch.tick)
        return book.backup_if_due(to, self.clock(), pause=timedelta(), files=files)

    def restore(self, source: Path, to: Path, passphrase: str | None, watch: "Watch") -> Path | None:
        """Put a copy at `to`; where the book that was there is kept beside."""
        from review_tui.store import restore

        return restore(source, to, passphrase=passphrase, clock=self.clock, files=WatchedFiles(watch.tick))

    def copies(self) -> tuple["Backup", ...]:
        """The copies that nobody had to think of, the newest first."""
        from review_tui.store.backup import backups_in

        return tuple(reversed(backups_in(self.backups)))

    def prove(self, path: Path, *, passphrase: str | None = None, paper_key: str | None = None) -> None:
        """Say nothing when a secret opens the book as it lies on the disk; raise the sentence when it does not."""
        from review_tui.store import Book

        Book.open(path, passphrase=passphrase, paper_key=paper_key, write=False).close()

    def asks_secret(self, path: Path) -> bool:
        """Whether a book or copy opens only with a secret."""
        from review_tui.store import asks_secret

        return asks_secret(path)


def why_not_new_book(path: Path) -> str | None:
    """Why no new book can be made there; None where it can."""
    try:
        if path.is_dir() and is_book(path):
            return _("Ở {path} đã có một sổ; hãy mở sổ đó, hoặc chọn nơi khác.").format(path=path)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            return _("Thư mục {path} đã có nội dung, không lập sổ mới ở đó.").format(path=path)
    except OSError:
        return _("Không xem được thư mục {path}.").format(path=path)
    return None


def need_path(text: str) -> Path:
    """The path that was typed; one sentence when nothing was."""
    if not text.strip():
        raise ReviewError(_("Chưa ghi đường dẫn."))
    return Path(text.strip()).expanduser()
