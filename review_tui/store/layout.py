"""Where the files of a book lie, under names that every system takes."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from review_tui.language.translate import _
from review_tui.store.copies import COPIES, copy_path
from review_tui.store.errors import StoreError
from review_tui.store.keys import RECORDER

BOOK = "book"
FOLLOW_UP = "follow-up"
SESSIONS = "sessions"
OUTBOX = "outbox"
DRAFTS = "drafts"
DIGESTS = "digests"
"""What can be made again from the sessions; no part of what is checked, mirrored or backed up."""
FOLDERS = (SESSIONS, OUTBOX, DRAFTS)

_SESSION = re.compile(r"[0-9][0-9a-z]{0,15}(-[0-9a-z]{1,15})?")


def session_place(session: str) -> str:
    """The place of a session's file ("sessions/2026"); one sentence for an id that is no name of a file."""
    if not _SESSION.fullmatch(session):
        raise StoreError(_("Tên kỳ kiểm điểm không hợp lệ; tên là năm, ví dụ 2026 hoặc 2026-2."))
    return f"{SESSIONS}/{session}"


def stem_of(folder: Path, place: str) -> Path:
    """The path of a file of the book without the ending of its copies."""
    return folder.joinpath(*place.split("/"))


def is_book(folder: Path) -> bool:
    """Whether any copy of a book file lies there."""
    return any(folder.joinpath(f"{BOOK}.{copy}").exists() for copy in COPIES)


def places_in(folder: Path) -> tuple[str, ...]:
    """The places of all files that lie in the folder of a book: book, follow-up, then the others by name."""
    found: set[str] = set()
    for inner in (folder, *(folder / name for name in FOLDERS)):
        if inner.is_dir():
            for path in inner.iterdir():
                if path.suffix[1:] in COPIES and path.is_file():
                    found.add(path.relative_to(folder).with_suffix("").as_posix())
    return _book_first(found)


def places_of(folder: Path, sessions: Iterable[str]) -> tuple[str, ...]:
    """The places of the files that belong to a book with these sessions: what a cut left behind is not among them."""
    listed = {session_place(session) for session in sessions}
    return tuple(p for p in places_in(folder) if not p.startswith(f"{SESSIONS}/") or p in listed)


def largest_in(folder: Path) -> int:
    """Bytes of the largest copy of any file of the book; 0 when none can be looked at."""
    found = 0
    for place in places_in(folder):
        for copy in COPIES:
            with suppress(OSError):
                found = max(found, copy_path(stem_of(folder, place), copy).stat().st_size)
    return found


def owners_in(folder: Path, inner: str) -> tuple[str, ...]:
    """The members who have a file of their own in the outbox or drafts folder."""
    places = (place.partition("/") for place in places_in(folder))
    return tuple(owner for room, _slash, owner in places if room == inner and owner != RECORDER)


def owner_of(place: str) -> str:
    """The member who alone writes the file of a place; empty for what the recorder writes."""
    room, _slash, owner = place.partition("/")
    return owner if room in (OUTBOX, DRAFTS) and owner != RECORDER else ""


def _book_first(found: set[str]) -> tuple[str, ...]:
    first = [place for place in (BOOK, FOLLOW_UP) if place in found]
    return (*first, *sorted(found - set(first)))
