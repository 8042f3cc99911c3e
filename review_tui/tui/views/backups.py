"""Every copy of a book that was made, as lines for the record of a handover."""

from pathlib import Path

from review_tui.language.dates import numeric_date
from review_tui.language.text import clean_line
from review_tui.model.backup_places import backup_places
from review_tui.store.backup import Backup, backups_in
from review_tui.tui.door import OpenBook
from review_tui.tui.shelf import Shelf


def backup_lines(book: OpenBook, shelf: Shelf | None) -> tuple[str, ...]:
    """The copies in the own folder and in all folders used by hand, then the folders that are not at hand now.

    The words stand on a paper, so they are Vietnamese.
    """
    folders = dict.fromkeys(([shelf.backups] if shelf else []) + [Path(one) for one in backup_places(book.cell)])
    made = {folder: backups_in(folder) for folder in folders}
    own = _own(book, [one for copies in made.values() for one in copies])
    lines = [f"{numeric_date(one.made.date())} {one.made:%H:%M} {clean_line(str(one.folder))}" for one in own]
    away = [folder for folder in folders if not folder.is_dir() and (shelf is None or folder != shelf.backups)]
    lines += [f"{clean_line(str(folder))}: không gắn vào máy khi lập biên bản, có bản sao chưa kể" for folder in away]
    return tuple(lines)


def _own(book: OpenBook, copies: list[Backup]) -> list[Backup]:
    """Copies of this book: those that bear its name, and all others with the id that they have."""
    first = book.path.absolute().name + "-"
    ids = {one.book for one in copies if one.folder.name.startswith(first)}
    return sorted((one for one in copies if one.book in ids), key=lambda one: one.made)
