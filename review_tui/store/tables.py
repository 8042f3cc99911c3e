"""TinyDB on slots: tables of documents with random string ids, several writes gathered into one commit."""

import json
import math
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from review_tui.language.translate import _
from review_tui.store.errors import Corrupt, NotSaved
from review_tui.store.frame import MOST
from review_tui.store.ids import new_id
from review_tui.store.slots import SlotStore

Tree = dict[str, dict[str, Any]]
"""Table name -> document id -> document."""

Rows = dict[str, dict[str, Any]]
"""Document id -> document."""

EMPTY = b"{}"
"""The content of a file without tables, to create one with."""


def encoded(tree: Tree) -> bytes:
    """The bytes of a tree: JSON in UTF-8. `NotSaved` for what UTF-8 cannot hold (half a letter).

    Rows are sorted by their ids, which are keyed hashes: the order in which they were entered would tell without any
    key which compartment is whose, since the roll is entered in the order of its numbers.

    msgspec takes a tenth of the time of `json` for the two megabytes of a large session.
    """
    try:
        return msgspec.json.encode(tree, order="deterministic")
    except (ValueError, OverflowError):
        raise _not_writable() from None


def _not_writable() -> NotSaved:
    return NotSaved(_("Chưa lưu được vì nội dung có ký tự hoặc con số không ghi ra tệp được."))


def decoded(content: bytes) -> Tree:
    """The tree in some bytes; `Corrupt` for anything but tables of documents."""
    try:
        if len(content) > MOST:
            raise Corrupt()
        tree = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Corrupt() from None
    if not (isinstance(tree, dict) and all(_is_table(table) for table in tree.values())):
        raise Corrupt()
    return tree


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _is_table(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(document, dict) for document in table.values())


def _plain(value: Any) -> Any:
    """A private copy in JSON's own types; `TypeError` for anything else (a fault of the program)."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {_key(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise _not_writable()
    raise TypeError(f"a document cannot hold {type(value).__name__}")


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(f"a document cannot have a key of {type(key).__name__}")


class SlotStorage(Storage):
    """The storage below TinyDB: reading gives copies, writing commits, `gathered` makes many writes one commit.

    What a caller does with what it read never reaches the committed state. Safe to use from many threads: a
    transaction of one thread is seen by no other.
    """

    def __init__(self, store: SlotStore) -> None:
        self.store = store
        self._committed = decoded(store.content)
        self._working: Tree | None = None
        self._lock = threading.RLock()

    def read(self) -> Tree:
        """A copy of all tables, in a transaction as they stand within it."""
        with self._lock:
            copy: Tree = _plain(self._now)
            return copy

    def read_table(self, name: str) -> dict[str, Any]:
        """A copy of one table; empty when there is none."""
        with self._lock:
            copy: dict[str, Any] = _plain(self._now.get(name, {}))
            return copy

    def rows(self, table: str) -> Rows:
        """A copy of one table, in a transaction as it stands within it; nothing for one that is not there."""
        with self._lock:
            tree = self._committed if self._working is None else self._working
            rows: Rows = _plain(tree.get(table, {}))
            return rows

    def replace_rows(self, table: str, new: Mapping[str, Mapping[str, Any]], gone: Iterable[str]) -> None:
        """Write and remove rows of one table without copying the others, which nobody else can reach."""
        with self.gathered():
            assert self._working is not None
            rows = {**self._working.get(table, {}), **_plain(new)}
            for key in gone:
                rows.pop(key, None)
            self._working = {**self._working, table: rows}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Commit all tables, or keep them for the end of the transaction; `NotSaved` changes nothing."""
        with self._lock:
            self._become(_plain(data))

    def write_table(self, name: str, table: Mapping[str, Any]) -> None:
        """The same with one table changed."""
        with self._lock:
            self._become({**self._now, name: _plain(table)})

    def change(self, name: str, put: Mapping[str, Any], drop: Iterable[str] = ()) -> None:
        """The same with some documents of one table changed; the others are not looked at, so it is quick."""
        with self._lock:
            there, gone = self._now.get(name, {}), set(drop)
            if put or not gone.isdisjoint(there):
                kept = {key: document for key, document in there.items() if key not in gone}
                self._become({**self._now, name: {**kept, **_plain(put)}})

    @property
    def _now(self) -> Tree:
        """The tables as they stand; never changed in place, since parts of them are shared."""
        return self._committed if self._working is None else self._working

    def _become(self, tree: Tree) -> None:
        if self._working is None:
            self._commit(tree)
        else:
            self._working = tree

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Gather the writes within and commit them once at the end; an exception or `NotSaved` undoes them all.

        A transaction within another belongs to the outer one. Nothing is written when nothing has changed.
        """
        with self._lock:
            if self._working is not None:
                yield
                return
            self._working = self._committed
            try:
                yield
                self._commit(self._working)
            finally:
                self._working = None

    def _commit(self, tree: Tree) -> None:
        content = encoded(tree)
        if content != self.store.content:
            self.store.commit(content)
        self._committed = tree


class IdTable(Table):
    """A TinyDB table whose document ids are random strings; one call is one commit unless it is gathered."""

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: SlotStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # No query cache: it would hand the same documents to two callers and survive a transaction undone.
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def documents(self) -> dict[str, dict[str, Any]]:
        """All documents by id, as copies."""
        return self._slots.read_table(self.name)

    def put(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Write documents under their ids, whole: a field that is no longer there is gone."""
        self._slots.change(self.name, documents)

    def drop(self, ids: Iterable[str]) -> None:
        """Remove documents by id; ids that are not there are passed over."""
        self._slots.change(self.name, {}, ids)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        """As in TinyDB, but one commit where TinyDB makes two."""
        with self._slots.gathered():
            return super().upsert(document, cond)

    @property
    def _slots(self) -> SlotStorage:
        assert isinstance(self._storage, SlotStorage)
        return self._storage

    def _get_next_id(self) -> str:
        return new_id()

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        """This table alone: TinyDB would copy all of them."""
        return self._slots.read_table(self.name)

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        with self._slots.gathered():
            table: dict[Any, Any] = self._slots.read_table(self.name)
            updater(table)
            self._slots.write_table(self.name, table)


class Tables(TinyDB):
    """The tables of one file of the book."""

    table_class = IdTable  # type: ignore[assignment]
    default_storage_class = SlotStorage  # type: ignore[assignment]

    def __init__(self, store: SlotStore) -> None:
        super().__init__(store)
        self.slots = store

    def gathered(self) -> AbstractContextManager[None]:
        """A transaction over all tables: `with tables.gathered(): ...`."""
        assert isinstance(self.storage, SlotStorage)
        return self.storage.gathered()

    def table(self, name: str, **kwargs: Any) -> IdTable:
        """A table, made at its first write."""
        found = super().table(name, **kwargs)
        assert isinstance(found, IdTable)
        return found
