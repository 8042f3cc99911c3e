"""Disks for the tests of the store: one in memory that can lose power, one that refuses a chosen call, a full one."""

import errno
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from review_tui.store.files import Files

SECTOR = 64
"""Bytes that reach the disk together in the tests; small, so that small frames have many torn states."""


Change = tuple[int, bytes] | int
"""A write as (offset, sector), or a cut as a length."""


@dataclass
class Kept:
    """One file: what a program sees, what is surely on the disk, and the changes in between."""

    content: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    named: bool = False
    """whether its name is surely on the disk"""
    pending: list[Change] = field(default_factory=list)


class MemoryFiles(Files):
    """A disk in memory. `crashed` gives what a power cut may leave: any part of what was not fsynced.

    `strict` models a system on which a new name is durable only after its folder was fsynced.
    After a failed fsync the pages count as clean: a later fsync does not save them (fsync study of 2020).
    """

    def __init__(self, *, strict: bool = False, capacity: int | None = None) -> None:
        super().__init__(windows=False, sleep=lambda _seconds: None)
        self.strict = strict
        self.capacity = capacity
        self.disk: dict[Path, Kept] = {}
        self.open_files: dict[int, tuple[Path, int]] = {}
        self.fsyncs = 0
        self._next = 100

    # The calls of `Files`.

    def open_to_read(self, path: Path) -> int:
        if path not in self.disk:
            raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
        return self._opened(path)

    def open_to_write(self, path: Path) -> int:
        self.disk.setdefault(path, Kept())
        return self._opened(path)

    def read(self, descriptor: int, most: int) -> bytes:
        path, at = self.open_files[descriptor]
        piece = bytes(self.disk[path].content[at : at + most])
        self.open_files[descriptor] = path, at + len(piece)
        return piece

    def write(self, descriptor: int, content: memoryview) -> int:
        path, at = self.open_files[descriptor]
        kept = self.disk[path]
        fits = bytes(content)[: self._room(kept, at)]
        if not fits and content:
            raise OSError(errno.ENOSPC, "no room")
        kept.content.extend(bytes(max(0, at - len(kept.content))))
        kept.content[at : at + len(fits)] = fits
        kept.pending.extend((at + i, fits[i : i + SECTOR]) for i in range(0, len(fits), SECTOR))
        self.open_files[descriptor] = path, at + len(fits)
        return len(fits)

    def truncate(self, descriptor: int, length: int) -> None:
        kept = self.disk[self.open_files[descriptor][0]]
        del kept.content[length:]
        kept.content.extend(bytes(length - len(kept.content)))
        kept.pending.append(length)

    def fsync(self, descriptor: int) -> None:
        self.fsyncs += 1
        kept = self.disk[self.open_files[descriptor][0]]
        kept.safe, kept.pending = applied(kept.safe, kept.pending), []
        kept.named = kept.named or not self.strict

    def fsync_failed(self, descriptor: int) -> None:
        """What a failed fsync does: the changes are forgotten though programs still see them."""
        self.disk[self.open_files[descriptor][0]].pending = []

    def close(self, descriptor: int) -> None:
        del self.open_files[descriptor]

    def remove(self, path: Path) -> None:
        if path not in self.disk:
            raise FileNotFoundError(errno.ENOENT, "no such file", str(path))
        del self.disk[path]

    def fsync_folder(self, folder: Path) -> None:
        for kept in self.disk.values():
            kept.named = True

    def free(self, folder: Path) -> int:
        return 1 << 40 if self.capacity is None else max(0, self.capacity - self._used())

    # What tests do to the disk.

    def images(self) -> dict[Path, bytes]:
        """All files as a program sees them."""
        return {path: bytes(kept.content) for path, kept in self.disk.items()}

    def put(self, path: Path, content: bytes) -> None:
        """Set a file, as damage or an older copy would."""
        self.disk[path] = Kept(bytearray(content), content, named=True)

    def with_images(self, images: dict[Path, bytes]) -> "MemoryFiles":
        """Another disk that holds these files, all of them durable."""
        other = MemoryFiles(strict=self.strict, capacity=self.capacity)
        for path, content in images.items():
            other.put(path, content)
        return other

    def crashed(self, chance: random.Random) -> dict[Path, bytes]:
        """One state that a power cut may leave now."""
        left: dict[Path, bytes] = {}
        for path, kept in self.disk.items():
            keep = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
            survived = [change for change in kept.pending if chance.random() < keep]
            if kept.named or chance.random() < keep:
                left[path] = applied(kept.safe, survived)
        return left

    def every_crash(self, mixtures: int, chance: random.Random) -> Iterator[dict[Path, bytes]]:
        """States that a power cut may leave now: every prefix, every single change lost or kept, and mixtures."""
        lists = {path: kept.pending for path, kept in self.disk.items() if kept.pending}
        unsure = [path for path, kept in self.disk.items() if not kept.named]
        for gone in ([], *([path] for path in unsure), unsure):
            yield self._survivors({}, gone)
            yield self._survivors(lists, gone)
        for path, pending in lists.items():
            for i in range(len(pending)):
                yield self._survivors({**lists, path: pending[: i + 1]}, [])
                yield self._survivors({**lists, path: pending[:i] + pending[i + 1 :]}, [])
                yield self._survivors({**lists, path: [pending[i]]}, [])
        for _mixture in range(mixtures if lists else 0):
            yield self.crashed(chance)

    def _survivors(self, changes: dict[Path, list[Change]], gone: list[Path]) -> dict[Path, bytes]:
        return {path: applied(kept.safe, changes.get(path, [])) for path, kept in self.disk.items() if path not in gone}

    def _opened(self, path: Path) -> int:
        self._next += 1
        self.open_files[self._next] = path, 0
        return self._next

    def _used(self) -> int:
        return sum(len(kept.content) for kept in self.disk.values())

    def _room(self, kept: Kept, at: int) -> int:
        if self.capacity is None:
            return 1 << 40
        return len(kept.content) - at + max(0, self.capacity - self._used())


def applied(content: bytes, changes: list[Change]) -> bytes:
    """A content after some changes; holes are zeros."""
    after = bytearray(content)
    for change in changes:
        if isinstance(change, int):
            del after[change:]
            after.extend(bytes(change - len(after)))
        else:
            offset, sector = change
            after.extend(bytes(max(0, offset - len(after))))
            after[offset : offset + len(sector)] = sector
    return bytes(after)


Refusal = Callable[[int, str], int]
"""(number of the call, its name) -> errno, or 0 to let it pass"""


class FaultyFiles(Files):
    """Hands that hand every call on to another disk, unless `refuse` says an errno for it.

    `before` is called ahead of every call (tests cut the power there); `short` makes every write take that many bytes
    at most.
    """

    def __init__(self, inner: Files, *, refuse: Refusal | None = None, short: int | None = None) -> None:
        super().__init__(windows=False, sleep=lambda _seconds: None)
        self.inner = inner
        self.refuse = refuse
        self.short = short
        self.before: Callable[[str], None] = lambda _name: None
        self.calls: list[str] = []

    def _step(self, name: str) -> None:
        self.before(name)
        self.calls.append(name)
        number = self.refuse(len(self.calls) - 1, name) if self.refuse else 0
        if number:
            raise OSError(number, "refused by the test")

    def open_to_read(self, path: Path) -> int:
        self._step("open_to_read")
        return self.inner.open_to_read(path)

    def open_to_write(self, path: Path) -> int:
        self._step("open_to_write")
        return self.inner.open_to_write(path)

    def read(self, descriptor: int, most: int) -> bytes:
        self._step("read")
        return self.inner.read(descriptor, most)

    def write(self, descriptor: int, content: memoryview) -> int:
        self._step("write")
        return self.inner.write(descriptor, content[: self.short] if self.short else content)

    def truncate(self, descriptor: int, length: int) -> None:
        self._step("truncate")
        self.inner.truncate(descriptor, length)

    def fsync(self, descriptor: int) -> None:
        try:
            self._step("fsync")
        except OSError:
            if isinstance(self.inner, MemoryFiles):
                self.inner.fsync_failed(descriptor)
            raise
        self.inner.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        try:
            self._step("close")
        finally:
            # A refused close has given the descriptor back all the same.
            self.inner.close(descriptor)

    def remove(self, path: Path) -> None:
        self._step("remove")
        self.inner.remove(path)

    def fsync_folder(self, folder: Path) -> None:
        self._step("fsync_folder")
        self.inner.fsync_folder(folder)

    def free(self, folder: Path) -> int:
        self._step("free")
        return self.inner.free(folder)


def at_call(index: int, number: int, *, forever: bool = False) -> Refusal:
    """Refuse one call with an errno, or that one and all after it."""
    return lambda call, _name: number if call == index or (forever and call > index) else 0
