"""A process to be killed: commits numbered acts and acknowledges each on standard output once it has returned.

    commits.py FOLDER SEED MEMBERS

"go" on standard input starts it, in a child of its own where there is a fork, so that a hundred kills cost one start.
"""

import os
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from review_tui.store.files import Files
from review_tui.store.slots import SlotStore
from review_tui.store.tables import Tables

SENTENCE = "Đồng chí vắng sinh hoạt quý hai không báo trước và chưa hoàn thành việc được chi bộ phân công"
WORDS = SENTENCE.split()
Tree = dict[str, dict[str, Any]]


class InPieces(Files):
    """Hands that write little at a time, so that more kills meet a write."""

    def write(self, descriptor: int, content: memoryview) -> int:
        """At most 256 bytes."""
        return super().write(descriptor, content[:256])


def said(seed: int, number: int, members: int) -> dict[str, Any]:
    """What act `number` writes: one document, new or over an older one."""
    chance = random.Random(f"{seed}/{number}")
    words = chance.choices(WORDS, k=chance.randrange(5, 120))
    return {"id": f"d{chance.randrange(members * 6)}", "text": " ".join(words), "act": number}


def first_tree(members: int) -> Tree:
    """A session of six documents for each member."""
    return {
        "said": {f"d{i}": {"text": " ".join(WORDS * 6), "act": 0} for i in range(members * 6)},
        "state": {"count": {"act": 0}},
    }


def after(tree: Tree, seed: int, numbers: Iterable[int], members: int) -> Tree:
    """The model: the tree after some acts."""
    for number in numbers:
        document = said(seed, number, members)
        tree["said"][document.pop("id")] = document
        tree["state"]["count"] = {"act": number}
    return tree


def act(tables: Tables, seed: int, number: int, members: int) -> None:
    """One act through the store: two writes, one commit."""
    document = said(seed, number, members)
    with tables.gathered():
        tables.table("said").put({document.pop("id"): document})
        tables.table("state").put({"count": {"act": number}})


def work(folder: Path, seed: int, members: int) -> None:
    """Open, heal, and act until killed."""
    store = SlotStore.open(folder / "session", files=InPieces())
    store.heal()
    tables = Tables(store)
    number = tables.table("state").documents()["count"]["act"]
    while True:
        number += 1
        act(tables, seed, number, members)
        os.write(1, f"{number}\n".encode())
        if number % 5 == 0:
            store.mirror()


def main() -> None:
    """Wait for "go", work until killed, tell "dead", wait for the next."""
    folder, seed, members = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for _line in sys.stdin:
        child = os.fork() if hasattr(os, "fork") else 0
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            work(folder, seed, members)
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()
