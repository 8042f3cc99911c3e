"""One file of the book: a TinyDB on slots, whose documents are sealed; unchanged ones keep their sealed bytes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from review_tui.store.copies import newest, read_copies
from review_tui.store.documents import Document, Documents, by_key
from review_tui.store.errors import Corrupt, NotSaved
from review_tui.store.files import Files, write_file
from review_tui.store.frame import Seal
from review_tui.store.keys import CIPHER, Keyring
from review_tui.store.migrations import current_schema, migrated, schema_of
from review_tui.store.reserve import Reserve
from review_tui.store.sealing import STEP, Sealer
from review_tui.store.slots import SlotStore
from review_tui.store.tables import Tables, Tree, encoded

META = "meta"
LOG = "log"
PLAIN = frozenset({META, "keys", "member_keys", "sessions", "heads", "chain"})
"""Tables that are not sealed: they hold hashes, wrapped keys, random ids and years."""

T = TypeVar("T")

Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where the files of one open book lie and how they are written."""

    folder: Path
    files: Files
    reserve: Reserve | None
    write: bool


def meta_row(place: str, **more: Any) -> dict[str, Any]:
    """What a file says of itself before any key is known."""
    return {"schema": current_schema(), "place": place, "cipher": f"{CIPHER}, padded to {STEP}", **more}


def seal_of(ring: Keyring, place: str) -> Seal:
    """How the frames of a file are checked."""
    return Seal(place=place, mac=ring.frame_mac)


def first_content(sealer: Sealer, documents: Iterable[Document], plain: Mapping[str, Rows]) -> bytes:
    """The first commit of a file."""
    tree: Tree = defaultdict(dict)
    tree[META]["file"] = meta_row(sealer.place)
    for table, rows in plain.items():
        tree[table].update({key: dict(row) for key, row in rows.items()})
    for document in documents:
        tree[document.table][sealer.disk_id(document)] = sealer.sealed(document)
    return encoded(dict(tree))


def created(ground: Ground, sealer: Sealer, documents: Iterable[Document], plain: Mapping[str, Rows]) -> None:
    """Make a file of the book. Name it in the book only after this returned: a power cut may tear the first save."""
    content = first_content(sealer, documents, plain)
    stem = ground.folder.joinpath(*sealer.place.split("/"))
    seal = seal_of(sealer.ring, sealer.place)
    try:
        SlotStore.create(stem, content, files=ground.files, seal=seal, reserve=ground.reserve, over_leftovers=True)
    except Corrupt:
        raise NotSaved() from None  # written, but it does not read back


class SealedFile:
    """The open documents of one file. `documents` is always what was committed last, without the log."""

    def __init__(self, slots: SlotStore, sealer: Sealer, ground: Ground) -> None:
        self.slots = slots
        self.ground = ground
        self.sealer = sealer
        self.tables = Tables(slots)
        self.written = False
        tree = self._tree()
        self.schema = schema_of(tree.get(META, {}).get("file", {}))
        self.documents = self._opened(tree)
        self._log_length = len(tree.get(LOG, {}))

    @classmethod
    def open(cls, ground: Ground, sealer: Sealer) -> "SealedFile":
        """Open a file of the book; what was wrong with single copies stands in `slots.faults`."""
        stem = ground.folder.joinpath(*sealer.place.split("/"))
        seal = seal_of(sealer.ring, sealer.place)
        slots = SlotStore.open(stem, files=ground.files, seal=seal, reserve=ground.reserve, write=ground.write)
        return cls(slots, sealer, ground)

    def plain(self, table: str) -> dict[str, dict[str, Any]]:
        """A table that is not sealed."""
        return self.tables.table(table).documents()

    def save(
        self, documents: Documents, *, log: Iterable[Document] = (), plain: Mapping[str, Rows] | None = None
    ) -> None:
        """Make these the documents of the file, in one commit; `plain` tables are replaced whole.

        Only what has changed is sealed again. Raises `NotSaved`; then everything is as it was before.
        """
        older = self.schema < current_schema()
        if older:
            self._keep_older_frame()
        kept = {} if older else self.documents
        changed = [one for key, one in documents.items() if kept.get(key) != one]
        gone = [one for key, one in kept.items() if key not in documents]
        entries = list(log)
        with self.tables.gathered():
            if older:
                self._make_room()
            for table, ids in _grouped((one.table, self.sealer.disk_id(one)) for one in gone).items():
                self.tables.table(table).drop(ids)
            for table, new in _grouped((one.table, one) for one in (*changed, *entries)).items():
                self.tables.table(table).put({self.sealer.disk_id(one): self.sealer.sealed(one) for one in new})
            for table, rows in (plain or {}).items():
                self._replace(table, rows)
        self.documents, self.written, self.schema = dict(documents), True, current_schema()
        self._log_length = max((one.n for one in entries), default=self._log_length)

    def wipe(self) -> None:
        """Write what was committed last over both slots and the mirror, so that no copy holds what was before.

        The save itself stands already: a copy that cannot be written now is written with the next save or at closing.
        """
        with suppress(NotSaved):
            self.slots.commit(self.slots.content)
        if self.slots.mirror():
            self.written = False

    def _keep_older_frame(self) -> None:
        """What a file of an earlier schema held last is kept for ever beside the book's files."""
        place, files = self.sealer.place, self.ground.files
        copies = read_copies(files, self.slots.stem, Seal(place=place))
        frame = copies[newest(copies)].frame
        kept = self.ground.folder.joinpath(f"before-schema-{current_schema()}", *f"{place}.m".split("/"))
        try:
            if frame is not None and not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                write_file(files, kept, frame.whole)
        except OSError as error:
            raise NotSaved.because(error) from error

    def _make_room(self) -> None:
        """All documents are written anew under this schema; acts up to now are not undone to values of another."""
        for table in self.tables.tables() - PLAIN - {LOG}:
            self._replace(table, {})
        told = self.tables.table(META).documents()
        told["file"] |= {"schema": current_schema(), "closed": self._log_length}
        self._replace(META, told)

    @property
    def closed(self) -> int:
        """The last act of the log that was done under an earlier schema; 0 when none was."""
        return int(self.plain(META).get("file", {}).get("closed", 0))

    def _replace(self, table: str, rows: Rows) -> None:
        there = self.tables.table(table)
        there.drop(key for key in there.documents() if key not in rows)
        if rows:
            there.put(rows)

    def log_documents(self) -> list[Document]:
        """The sealed log, opened now; empty for a login that has no key for it."""
        found = (self.sealer.opened(LOG, key, row) for key, row in self.plain(LOG).items())
        return sorted((one for one in found if one is not None), key=lambda one: one.n)

    @property
    def next_number(self) -> int:
        """The number of the next act; entries of the log are never removed."""
        return self._log_length + 1

    def _tree(self) -> Tree:
        tree: Tree = self.tables.storage.read() or {}
        return tree

    def _opened(self, tree: Tree) -> Documents:
        found: list[Document] = []
        for table, rows in tree.items():
            if table in PLAIN or table == LOG:
                continue
            for key, row in rows.items():
                document = self.sealer.opened(table, key, row)
                if document is not None:
                    found.append(document)
                elif self.sealer.ring.master:
                    raise Corrupt()
        return by_key(migrated(found, self.schema))


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for table, value in pairs:
        found[table].append(value)
    return found
