"""Every copy of a book that is known of, as lines for the record of a handover."""

from collections.abc import Iterable
from pathlib import Path

from review_tui.language.dates import numeric_date
from review_tui.language.text import clean_line
from review_tui.model.backup_places import backup_places
from review_tui.model.cell import Cell
from review_tui.store.backup import Backup, backups_in


def copy_lines(book: Path, cell: Cell, usual: Iterable[Path]) -> tuple[str, ...]:
    """The copies in the usual folders and in all folders used by hand, then the folders that are not at hand now.

    The words stand on a paper, so they are Vietnamese.
    """
    by_hand = [Path(one) for one in backup_places(cell)]
    folders = dict.fromkeys((*usual, *by_hand))
    copies = [one for folder in folders for one in backups_in(folder)]
    lines = [
        f"{numeric_date(one.made.date())} {one.made:%H:%M} {clean_line(str(one.folder))}" for one in _own(book, copies)
    ]
    lines += [
        f"{clean_line(str(folder))}: không gắn vào máy khi lập biên bản, có bản sao chưa kể"
        for folder in by_hand
        if not folder.is_dir()
    ]
    return tuple(lines)


def _own(book: Path, copies: list[Backup]) -> list[Backup]:
    """Copies of this book: those that bear its name, and all others with the id that they have."""
    first = book.absolute().name + "-"
    ids = {one.book for one in copies if one.folder.name.startswith(first)}
    return sorted((one for one in copies if one.book in ids), key=lambda one: one.made)
