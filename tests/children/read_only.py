"""Makes a book on a small disk, makes the disk read-only, and tells as JSON what the store says then.

read_only.py FOLDER
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from review_tui.store.errors import NotSaved
from review_tui.store.lock import BookLock
from review_tui.store.slots import SlotStore


def main() -> None:
    """Create, remount, open, try to lock and to save."""
    folder = Path(sys.argv[1])
    SlotStore.create(folder / "book", b"kept")
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    lock = BookLock(folder, clock=lambda: datetime.now(UTC))
    store = SlotStore.open(folder / "book")
    refusal = ""
    try:
        store.commit(b"changed")
    except NotSaved as error:
        refusal = str(error)
    store.mirror()
    told = {"taken": lock.taken, "why not": lock.why_not, "refusal": refusal, "faults": store.verify()}
    print(json.dumps({**told, "content": SlotStore.open(folder / "book").content.decode()}))


if __name__ == "__main__":
    main()
