"""One of two processes that write the same book in turn: takes the lock, adds one, acknowledges, gives the lock back.

    shared.py FOLDER NAME TIMES [hold]

With "hold" it keeps the lock after the last and waits to be killed.
"""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from review_tui.store.lock import BookLock
from review_tui.store.slots import SlotStore
from review_tui.store.tables import Tables


def taken(folder: Path) -> BookLock:
    """The lock, as soon as it is free."""
    while not (lock := BookLock(folder, clock=lambda: datetime.now(UTC))).taken:
        time.sleep(0.001)
    return lock


def main() -> None:
    """Add `TIMES` documents, each under the lock and from a fresh opening."""
    folder, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    for number in range(times):
        lock = taken(folder)
        store = SlotStore.open(folder / "session")
        store.heal()
        Tables(store).table("said").put({f"{name}{number}": {"by": name}})
        os.write(1, b"saved\n")
        lock.release()
    if "hold" in sys.argv:
        _lock = taken(folder)
        os.write(1, b"held\n")
        sys.stdin.read()


if __name__ == "__main__":
    main()
