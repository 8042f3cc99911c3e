"""Verified copies of a whole book in dated folders elsewhere, and getting a book back from one."""

import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from review_tui.language.translate import _
from review_tui.store.copies import COPIES, copy_path, newest, read_steady_copies
from review_tui.store.errors import Corrupt, NoBook, NotSaved, StoreError
from review_tui.store.files import Files, read_file, write_file
from review_tui.store.frame import LONGEST_HEADER, MOST, Seal
from review_tui.store.keys import Keyring
from review_tui.store.layout import BOOK, DRAFTS, FOLDERS, is_book, places_in, places_of, stem_of
from review_tui.store.lock import BookLock
from review_tui.store.opening import Clock, Secrets, now, unlocked
from review_tui.store.sealed_file import Ground, SealedFile, seal_of
from review_tui.store.sealing import Sealer
from review_tui.store.tables import decoded

NOTE = "backup.json"
RECENT = 10
EVERY = timedelta(minutes=5)
_STAMP = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One dated copy as its note tells it."""

    folder: Path
    book: str
    made: datetime
    session: str
    """the newest session that it holds"""
    content: dict[str, str]
    """place -> checksum of the header of what it holds"""


def backup(
    path: str | Path,
    to: str | Path,
    *,
    passphrase: str | None = None,
    paper_key: str | None = None,
    clock: Clock = now,
    files: Files | None = None,
) -> Path:
    """Copy a book into a new dated folder inside `to`, read it back and compare; returns that folder.

    With a secret every text is opened too. Writes nothing to the book. A copy that does not read back does not stay.
    """
    path, to, files = Path(path), Path(to), files or Files()
    if not is_book(path):
        raise NoBook()
    typed = Secrets(passphrase=passphrase, paper_key=paper_key)
    ring = ring_for(path, typed, files) if passphrase or paper_key or is_practice(path, files) else None
    return _copied_to(path, to, ring=ring, at=clock(), session="", files=files)


def ring_for(path: Path, typed: Secrets, files: Files) -> Keyring:
    """The keys of a book that is not opened."""
    return unlocked(_book_tree(path, files), typed)


def is_practice(path: Path, files: Files) -> bool:
    """Whether a book is a practice book, whose key is public."""
    return _book_tree(path, files).get("meta", {}).get("book", {}).get("practice") is True


def _book_tree(path: Path, files: Files) -> dict[str, dict[str, Any]]:
    copies = read_steady_copies(files, stem_of(path, BOOK), Seal(place=BOOK))
    frame = copies[newest(copies)].frame
    return decoded(frame.content) if frame is not None else {}


def _places(path: Path, files: Files) -> tuple[str, ...]:
    return places_of(path, _book_tree(path, files).get("sessions", {}))


def _copied_to(path: Path, to: Path, *, ring: Keyring | None, at: datetime, session: str, files: Files) -> Path:
    whole, target = path.resolve(), to.resolve()
    if target == whole or whole in target.parents:
        raise StoreError(_("Bản sao phải để ngoài thư mục của sổ; hãy chọn nơi khác."))
    folder = _free_name(target / f"{whole.name}-{at.strftime(_STAMP)}")
    half = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        content = _copied(path, half, ring=ring, files=files)
        book = str(_book_tree(half, files).get("meta", {}).get("book", {}).get("id", ""))
        note = {"book": book, "made": at.isoformat(), "session": session, "content": content}
        write_file(files, half / NOTE, json.dumps(note).encode())
        os.rename(half, folder)
        files.fsync_folder(folder.parent)
    except OSError as error:
        raise NotSaved.because(error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return folder


def _free_name(folder: Path) -> Path:
    found, count = folder, 1
    while found.exists():
        count += 1
        found = folder.with_name(f"{folder.name}-{count}")
    return found


def _copied(path: Path, half: Path, *, ring: Keyring | None, files: Files) -> dict[str, str]:
    """Copy the good frame of every file into all three of its copies, the book file first, and read all back."""
    for name in FOLDERS:
        (half / name).mkdir(parents=True)
    content: dict[str, str] = {}
    for place in _places(path, files):
        seal = seal_of(ring, place) if ring is not None else Seal(place=place)
        try:
            content[place] = _copied_place(path, half, place, seal, files)
        except Corrupt:
            if not place.startswith(f"{DRAFTS}/"):
                raise
    for folder in (*(half / name for name in FOLDERS), half):
        files.fsync_folder(folder)
    if ring is not None:
        _open_all(half, ring, files)
    return content


def _copied_place(path: Path, half: Path, place: str, seal: Seal, files: Files) -> str:
    copies = read_steady_copies(files, stem_of(path, place), seal)
    frame = copies[newest(copies)].frame
    assert frame is not None
    for name in COPIES:
        target = copy_path(stem_of(half, place), name)
        write_file(files, target, frame.whole)
        if read_file(files, target, MOST + LONGEST_HEADER) != frame.whole:
            raise StoreError(_("Bản sao đọc lại không giống bản gốc; hãy sao lưu sang ổ khác."))
    return frame.digest.hex()


def _open_all(folder: Path, ring: Keyring, files: Files) -> None:
    ground = Ground(folder=folder, files=files, reserve=None, write=False)
    for place in places_in(folder):
        SealedFile.open(ground, Sealer(ring, place)).log_documents()


def restore(
    src: str | Path,
    to: str | Path,
    *,
    passphrase: str | None = None,
    paper_key: str | None = None,
    clock: Clock = now,
    files: Files | None = None,
) -> Path | None:
    """Put a copy of a book at `to`. A book that is there is kept beside under a dated name, which is returned.

    The copy is verified before anything is moved; with a secret every text of it is opened too.
    """
    src, to, files = Path(src), Path(to), files or Files()
    if not is_book(src):
        raise NoBook(_("Không có bản sao của sổ ở nơi này."))
    typed = Secrets(passphrase=passphrase, paper_key=paper_key)
    ring = ring_for(src, typed, files) if passphrase or paper_key or is_practice(src, files) else None
    _refuse_foreign(to)
    _refuse_held(to, clock, files)
    half = to.with_name(f".{to.name}.{secrets.token_hex(4)}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        _copied(src, half, ring=ring, files=files)
        return _put_in_place(half, to, clock(), files)
    except OSError as error:
        raise NotSaved.because(error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _put_in_place(half: Path, to: Path, at: datetime, files: Files) -> Path | None:
    """Give the verified copy its name; what was there keeps another one, or its own if that fails."""
    kept = _set_aside(to, at)
    try:
        os.rename(half, to)
    except OSError:
        if kept is not None:
            os.rename(kept, to)
        raise
    files.fsync_folder(to.parent)
    return kept


def _refuse_foreign(to: Path) -> None:
    """Only a book is moved aside for another: a folder mistyped by hand may hold anything."""
    if os.path.lexists(to) and not is_book(to) and not (to.is_dir() and not any(to.iterdir())):
        raise StoreError(
            _("“{name}” không phải là sổ và không trống; hãy chọn nơi khác để phục hồi.").format(name=to.name)
        )


def _refuse_held(to: Path, clock: Clock, files: Files) -> None:
    if is_book(to):
        lock = BookLock(to, clock=clock, files=files)
        try:
            if lock.why_not:
                raise StoreError(lock.why_not)
        finally:
            lock.release()


def _set_aside(to: Path, at: datetime) -> Path | None:
    if not to.exists():
        return None
    if to.is_dir() and not any(to.iterdir()):
        to.rmdir()
        return None
    kept = _free_name(to.with_name(f"{to.name}-truoc-{at.strftime(_STAMP)}"))
    os.rename(to, kept)
    return kept


def backup_if_due(
    path: Path,
    folder: Path,
    at: datetime,
    *,
    sessions: tuple[str, ...],
    ring: Keyring,
    pause: timedelta = EVERY,
    files: Files | None = None,
) -> Path | None:
    """A copy if the book differs from the last one and that is `pause` old, or a session came or was closed.

    Keeps the ten newest, and of the others the last of each month and the last of each session.
    """
    files = files or Files()
    known = [one for one in backups_in(folder) if one.book == ring.book]
    session = sessions[-1] if sessions else ""
    if known and not _is_due(path, known[-1], at, session, pause, files):
        return None
    made = _copied_to(path, folder, ring=ring, at=at, session=session, files=files)
    _prune([one for one in backups_in(folder) if one.book == ring.book])
    return made


def _is_due(path: Path, last: Backup, at: datetime, session: str, pause: timedelta, files: Files) -> bool:
    if session == last.session and last.made <= at < last.made + pause:
        return False
    return _digests(path, files) != {
        place: digest for place, digest in last.content.items() if not place.startswith(f"{DRAFTS}/")
    }


def _digests(path: Path, files: Files) -> dict[str, str]:
    """What lies in the files now; drafts do not count, they change every second."""
    found: dict[str, str] = {}
    for place in _places(path, files):
        if not place.startswith(f"{DRAFTS}/"):
            copies = read_steady_copies(files, stem_of(path, place), Seal(place=place))
            frame = copies[newest(copies)].frame
            found[place] = frame.digest.hex() if frame is not None else ""
    return found


def backups_in(folder: Path) -> list[Backup]:
    """The whole copies in a folder, oldest first; anything else there is passed over."""
    found: list[Backup] = []
    if folder.is_dir():
        for path in folder.iterdir():
            with suppress(OSError, ValueError, KeyError, TypeError, Corrupt):
                told = json.loads((path / NOTE).read_text(encoding="utf-8"))
                found.append(
                    Backup(
                        folder=path,
                        book=str(told["book"]),
                        made=datetime.fromisoformat(told["made"]),
                        session=str(told["session"]),
                        content=dict(told["content"]),
                    )
                )
    return sorted(found, key=lambda one: (one.made, one.folder.name))


def _prune(known: list[Backup]) -> None:
    keep = {one.folder for one in known[-RECENT:]}
    keep |= {one.folder for one in {one.made.strftime("%Y-%m"): one for one in known}.values()}
    keep |= {one.folder for one in {one.session: one for one in known}.values()}
    for one in known:
        if one.folder not in keep:
            shutil.rmtree(one.folder, ignore_errors=True)
