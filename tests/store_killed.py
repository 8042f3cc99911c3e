"""A process that says lines into a book until it is killed; it tells each one that was saved."""

import sys
from pathlib import Path

from store_books import opened, say


def main(path: str, start: int) -> None:
    """Say lines without end, from number `start`; every tenth time something is undone."""
    with opened(Path(path)) as book:
        say(book, "/ cb")
        count = start
        while True:
            say(book, f"{count % 5 + 1} - Ý kiến {count}")
            print(count, flush=True)
            if count % 10 == 0:
                book.undo("2026")
                print(-count, flush=True)
            book.keep_draft("entry", f"đang gõ {count}")
            count += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
