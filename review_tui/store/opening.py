"""Making the folder of a book and opening one: who holds it, which keys, what was healed."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.store.copies import faults, is_torn_start, read_copies
from review_tui.store.documents import cell_documents
from review_tui.store.errors import Corrupt, NoBook, NotSaved, StoreError, WrongPassphrase
from review_tui.store.files import Files
from review_tui.store.frame import Seal
from review_tui.store.ids import new_id
from review_tui.store.keys import PRACTICE_MASTER, KeyCost, Keyring
from review_tui.store.keyslots import (
    is_code,
    is_mistyped,
    member_ring,
    new_ring,
    new_slots,
    recorder_ring,
    ring_of,
    with_members,
)
from review_tui.store.layout import (
    BOOK,
    DRAFTS,
    FOLDERS,
    FOLLOW_UP,
    OUTBOX,
    is_book,
    owner_of,
    places_of,
    stem_of,
)
from review_tui.store.lock import BookLock
from review_tui.store.log import Act, entry_document
from review_tui.store.migrations import schema_of
from review_tui.store.reserve import Reserve
from review_tui.store.sealed_file import META, Ground, created, seal_of
from review_tui.store.sealing import Sealer
from review_tui.store.slots import SlotStore
from review_tui.store.tables import Tree, decoded
from review_tui.store.tries import Tries

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What was typed or handed over to open a book."""

    passphrase: str | None = None
    paper_key: str | None = None
    member: str | None = None
    key: str | None = None

    @property
    def of_member(self) -> bool:
        """Whether it opens one member's part only."""
        return self.key is not None or self.member is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened book file with its keys, and the lock if it is ours."""

    ground: Ground
    slots: SlotStore
    ring: Keyring
    lock: BookLock | None


def now() -> datetime:
    """This moment, with its offset from UTC."""
    return datetime.now().astimezone()


def make_book(path: Path, cell: Cell, *, passphrase: str | None, cost: KeyCost, clock: Clock, files: Files) -> str:
    """Make a whole book under a temporary name beside its place, then give it its name; returns the paper key."""
    _refuse_occupied(path)
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in FOLDERS:
            (half / folder).mkdir(parents=True)
        paper = _fill(half, cell, passphrase=passphrase, cost=cost, clock=clock, files=files)
        if path.exists():
            path.rmdir()
        os.rename(half, path)
        with removed_on_error(path):
            files.fsync_folder(path.parent)
    except OSError as error:
        raise NotSaved.because(error) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return paper


@contextmanager
def removed_on_error(path: Path) -> Iterator[None]:
    """A new book whose making failed at the last step does not stay: nobody has seen its paper key."""
    try:
        yield
    except (OSError, StoreError):
        shutil.rmtree(path, ignore_errors=True)
        raise


def _refuse_occupied(path: Path) -> None:
    try:
        free = not path.exists() or (path.is_dir() and not any(path.iterdir()))
    except OSError as error:
        raise NotSaved.because(error) from error
    if not free:
        raise StoreError(_("Thư mục {path} đã có nội dung, không lập sổ mới ở đó.").format(path=path))


def _fill(folder: Path, cell: Cell, *, passphrase: str | None, cost: KeyCost, clock: Clock, files: Files) -> str:
    ground = Ground(folder=folder, files=files, reserve=None, write=True)
    ring = new_ring(new_id(), practice=passphrase is None)
    keys, paper = new_slots(ring, passphrase, cost)
    ring, members = with_members(ring, {}, (member.id for member in cell.members))
    told = {"book": {"id": ring.book, "practice": passphrase is None}}
    first = Act(number=1, at=clock(), name=_("lập sổ"), closes=True)
    created(ground, Sealer(ring, FOLLOW_UP), [], {})
    documents = [*cell_documents(cell), entry_document(first)]
    created(ground, Sealer(ring, BOOK), documents, {META: told, "keys": keys, "member_keys": members})
    return paper


def open_book(path: Path, typed: Secrets, *, write: bool, clock: Clock, files: Files) -> Opened:
    """Open the book file: the lock first, then the keys. Whatever is raised, the lock is given back."""
    if not is_book(path):
        raise NoBook()
    lock = BookLock(path, clock=clock, files=files) if write and not typed.of_member else None
    with given_back_on_error(lock):
        ours = lock is not None and lock.taken
        reserve = Reserve(path, files=files) if ours else None
        ground = Ground(folder=path, files=files, reserve=reserve, write=ours)
        slots = SlotStore.open(path / BOOK, files=files, seal=Seal(place=BOOK), reserve=reserve, write=ours)
        tries = Tries(path, files=files, clock=clock)
        ring = _unlocked_slowly(decoded(slots.content), typed, tries)
        slots.under(ring.frame_mac)
    if write and ring.member:
        lock = _outbox_lock(path, ring.member, clock=clock, files=files)
    return Opened(ground=ground, slots=slots, ring=ring, lock=lock)


@contextmanager
def given_back_on_error(lock: BookLock | None) -> Iterator[None]:
    """Whatever goes wrong in the block, nobody is kept out by a book that did not open."""
    try:
        yield
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _outbox_lock(path: Path, member: str, *, clock: Clock, files: Files) -> BookLock | None:
    """A member locks the own outbox alone, so that the recorder may go on writing the book."""
    folder = path / OUTBOX / f"{member}.held"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return BookLock(folder, clock=clock, files=files)


def unlocked(tree: Tree, typed: Secrets) -> Keyring:
    """The keys that the typed secret opens; `NewerVersion`, `WrongPassphrase` or `Corrupt` otherwise."""
    schema_of(tree.get(META, {}).get("file", {}))
    told = tree.get(META, {}).get("book", {})
    book, keys, members = told.get("id"), tree.get("keys", {}), tree.get("member_keys", {})
    if not isinstance(book, str):
        raise Corrupt()
    if typed.of_member:
        if typed.key is None:
            raise WrongPassphrase(_("Cần mã của đảng viên để mở phần của riêng người đó."))
        return member_ring(book, members, typed.member, typed.key)
    if told.get("practice") is True:
        return ring_of(book, PRACTICE_MASTER, keys, members)
    return recorder_ring(book, keys, members, passphrase=typed.passphrase, paper_key=typed.paper_key)


def _unlocked_slowly(tree: Tree, typed: Secrets, tries: Tries) -> Keyring:
    """The keys of a typed secret; codes wait longer after every wrong one, a slip of the fingers costs nothing."""
    if typed.key is None or not is_code(typed.key) or is_mistyped(typed.key):
        return unlocked(tree, typed)
    tries.begin()
    ring = unlocked(tree, typed)
    tries.right()
    return ring


def healed(opened: Opened, sessions: Iterable[str]) -> tuple[str, ...]:
    """Write the good copy over every bad one of all files of the book; one sentence for each.

    What a member alone writes is left to that member while he has it open.
    """
    told = list(opened.slots.heal()) if opened.slots.faults else []
    for place in places_of(opened.ground.folder, sessions):
        if place == BOOK or not _faults(opened, place):
            continue
        owner = owner_of(place)
        lock = _outbox_lock(opened.ground.folder, owner, clock=now, files=opened.ground.files) if owner else opened.lock
        if lock is not None and lock.taken:
            told += _healed_place(opened, place, opened.ground.reserve)
        if owner and lock is not None:
            lock.release()
    return tuple(told)


def healed_own(opened: Opened) -> tuple[str, ...]:
    """The same for the outbox and the drafts of the member whose login it is."""
    places = (f"{room}/{opened.ring.member}" for room in (OUTBOX, DRAFTS))
    return tuple(told for place in places if _faults(opened, place) for told in _healed_place(opened, place, None))


def _faults(opened: Opened, place: str) -> tuple[str, ...]:
    """What is wrong with the copies of a place; nothing where there is no file at all."""
    copies = read_copies(opened.ground.files, stem_of(opened.ground.folder, place), seal_of(opened.ring, place))
    return () if all(copy.missing for copy in copies.values()) or is_torn_start(copies) else faults(copies)


def _healed_place(opened: Opened, place: str, reserve: Reserve | None) -> tuple[str, ...]:
    ground, seal = opened.ground, seal_of(opened.ring, place)
    try:
        return SlotStore.open(stem_of(ground.folder, place), files=ground.files, seal=seal, reserve=reserve).heal()
    except StoreError as error:
        return (str(error),)
