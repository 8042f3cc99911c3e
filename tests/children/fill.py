"""Fills a small disk with commits until one is refused: run in a mount namespace of its own.

    fill.py FOLDER

Prints as JSON how many were saved before the disk was full to its last byte and how many after, and what was found.
"""

import json
import os
import sys
from pathlib import Path

from review_tui.store.errors import NotSaved
from review_tui.store.reserve import Reserve
from review_tui.store.slots import SlotStore


def stuff(folder: Path) -> None:
    """Take every free byte of the disk."""
    with (folder / "other").open("wb", buffering=0) as file:
        size = 65_536
        while size:
            try:
                size = size if file.write(b"x" * size) == size else size // 2
            except OSError:
                size //= 2


def main() -> None:
    """Commit, fill the disk, commit until refused, read back."""
    folder = Path(sys.argv[1])
    reserve = Reserve(folder)
    made = reserve.ensure()
    store = SlotStore.create(folder / "book", bytes(60_000), reserve=reserve)
    stuff(folder)
    saved, refusal, last = 0, "", b""
    while not refusal and saved < 1_000:
        content = os.urandom(61_000 + 1_000 * saved)
        try:
            store.commit(content)
            last, saved = content, saved + 1
        except NotSaved as error:
            refusal = str(error)
    again = SlotStore.open(folder / "book")
    kept = again.content == store.content == last
    (folder / "other").unlink()
    again.heal()
    again.commit(b"room again")
    after = SlotStore.open(folder / "book").content
    print(
        json.dumps(
            {
                "reserve": made,
                "saved": saved,
                "refusal": refusal,
                "kept": kept,
                "after": after.decode(),
                "reserve again": reserve.ensure(),
            }
        )
    )


if __name__ == "__main__":
    main()
