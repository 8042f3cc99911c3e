"""Data on standard output: aligned columns for people, JSON for programs."""

import json
import unicodedata
from collections.abc import Sequence

from review_tui.cli.speech import give
from review_tui.exchange.listing import Row


def give_json(rows: Sequence[Row]) -> None:
    """A list of objects, in UTF-8 and in the order given."""
    give([json.dumps(list(rows), ensure_ascii=False, indent=2)])


def give_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; nothing is cut."""
    widths = [max(map(_cells, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        padded = (cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True))
        give(["  ".join(padded).rstrip()])


def _cells(text: str) -> int:
    """Places that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(unicodedata.combining(letter)) for letter in text)
