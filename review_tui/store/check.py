"""Reading a whole book back: copies, checksums, seals, the chain of signed sessions, sums. Writes nothing."""

from pathlib import Path

from review_tui.store.copies import faults, read_steady_copies
from review_tui.store.errors import NoBook
from review_tui.store.files import Files
from review_tui.store.frame import Seal
from review_tui.store.layout import is_book, places_in, stem_of


def check(
    path: str | Path, *, passphrase: str | None = None, paper_key: str | None = None, files: Files | None = None
) -> tuple[str, ...]:
    """What is wrong with a book, one sentence each; nothing when all is well.

    Without a secret it looks at what a checksum shows (all of a practice book, whose key is public).
    Raises `NoBook`, and `WrongPassphrase` for a secret that does not open it.
    """
    path, files = Path(path), files or Files()
    if not is_book(path):
        raise NoBook()
    wrong: list[str] = []
    for place in places_in(path):
        wrong += faults(read_steady_copies(files, stem_of(path, place), Seal(place=place)))
    return tuple(wrong)
