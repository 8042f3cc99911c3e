"""Folders into which this book was ever copied by hand: a handover has to collect the copies from all of them."""

from dataclasses import replace

from review_tui.model.cell import Cell

SETTING = "backups"
"""The setting of a book that holds the folders, one a line."""


def backup_places(cell: Cell) -> tuple[str, ...]:
    """The folders in the order in which they were first used."""
    return tuple(dict(cell.settings).get(SETTING, "").split("\n")) if dict(cell.settings).get(SETTING) else ()


def copied_to(cell: Cell, folder: str) -> Cell:
    """The cell that knows this folder; the same one when it knew it, so that a copy stays equal to its book."""
    known = backup_places(cell)
    if folder in known:
        return cell
    settings = {**dict(cell.settings), SETTING: "\n".join((*known, folder))}
    return replace(cell, settings=tuple(sorted(settings.items())))
