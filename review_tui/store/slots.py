"""Two alternating slots and a mirror: a commit overwrites only the copy that is not in use (safety.md section 3).

`book` is kept in book.a, book.b and book.m. Nothing is ever renamed and no file stays open between two saves.
"""

import errno
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from review_tui.language.translate import _
from review_tui.store import copies as on_disk
from review_tui.store.copies import COPIES, MIRROR, SLOTS, Copies, copy_path, read_header
from review_tui.store.errors import Conflict, NotSaved, Unreadable
from review_tui.store.files import Files, put, write_file
from review_tui.store.frame import MOST, Frame, Seal, framed, spoiled
from review_tui.store.reserve import Reserve, spend


class SlotStore:
    """One file of the book: its committed bytes, and the only way to change them. Safe to use from many threads."""

    def __init__(self, stem: Path, files: Files, seal: Seal, copies: Copies, reserve: Reserve | None) -> None:
        self.stem = stem
        self.writable = True
        self.mirror_fault = ""
        """why the last mirror was not written; empty when it was"""
        self._files = files
        self._seal = seal
        self._reserve = reserve
        self._lock = threading.RLock()
        self._take(copies)

    @classmethod
    def open(
        cls,
        stem: Path,
        *,
        files: Files | None = None,
        seal: Seal | None = None,
        reserve: Reserve | None = None,
        write: bool = True,
    ) -> "SlotStore":
        """Open a file of the book; writes nothing. `faults` then tells what is wrong with single copies.

        Raises `NoBook`, `Corrupt`, `NewerVersion`; for writing also `Unreadable` when the system hides a copy that
        may be newer than the others. `write=False` is for a reader without the lock.
        """
        files, seal = files or Files(), seal or Seal(place=stem.name)
        copies = on_disk.read_copies(files, stem, seal) if write else on_disk.read_steady_copies(files, stem, seal)
        on_disk.newest(copies)
        if write and any(copy.hidden for copy in copies.values()):
            raise Unreadable()
        store = cls(stem, files, seal, copies, reserve)
        store.writable = write
        return store

    @classmethod
    def create(
        cls,
        stem: Path,
        content: bytes,
        *,
        files: Files | None = None,
        seal: Seal | None = None,
        reserve: Reserve | None = None,
        over_leftovers: bool = False,
    ) -> "SlotStore":
        """Write the first commit of a new file into all three copies; `NotSaved` when that fails or one exists.

        Only what nobody lists yet may be torn by a power cut: make it in a folder under a temporary name, or name it
        in the book after this has returned. `over_leftovers` replaces what such a cut left behind.
        """
        files, seal = files or Files(), seal or Seal(place=stem.name)
        _refuse_too_long(content)
        whole = framed(content, 1, seal).whole
        try:
            _clear(files, stem, over_leftovers)
            for name in COPIES:
                spend(reserve, partial(write_file, files, copy_path(stem, name), whole))
            files.fsync_folder(stem.parent)
        except OSError as error:
            _discard(files, stem)
            raise NotSaved.because(error) from error
        return cls.open(stem, files=files, seal=seal, reserve=reserve)

    @property
    def content(self) -> bytes:
        """What was committed last."""
        return self._current.content

    @property
    def generation(self) -> int:
        """The number of the last commit; it only grows, and failed commits use numbers up too."""
        return self._current.generation

    @property
    def header(self) -> bytes:
        """The header line of the last commit, whose checksums run over its content."""
        return self._current.header

    @property
    def mirrored(self) -> bool:
        """Whether the mirror holds the last commit."""
        return self._good[MIRROR] == self.generation

    def under(self, mac: Callable[[bytes], bytes]) -> None:
        """Look at the copies again now that the key is known; later commits carry its keyed checksum.

        Raises `Corrupt` when no copy verifies under the key.
        """
        with self._lock:
            seal = replace(self._seal, mac=mac)
            copies = on_disk.read_copies(self._files, self.stem, seal)
            on_disk.newest(copies)
            self._seal = seal
            self._take(copies)

    def commit(self, content: bytes) -> None:
        """Make `content` what the file holds: when this returns it is on the disk, after exactly one fsync.

        Raises `NotSaved` (`Conflict` when somebody else wrote); `content` is then still what it was before.
        """
        with self._lock:
            if not self.writable:
                raise NotSaved(_("Sổ đang mở chỉ để xem nên không lưu được."))
            _refuse_too_long(content)
            try:
                spend(self._reserve, partial(self._commit, content))
            except OSError as error:
                raise NotSaved.because(error) from error

    def mirror(self) -> bool:
        """Bring the mirror up to the last commit; a failure is remembered in `mirror_fault` and never raised."""
        with self._lock:
            if self.mirrored or not self.writable:
                return self.mirrored
            try:
                self._check_nobody_wrote()
                self._write(MIRROR, self._current)
                self.mirror_fault = ""
            except (OSError, Conflict):
                place = self._seal.place or self.stem.name
                self.mirror_fault = _("Chưa ghi được bản sao “{name}”.").format(name=f"{place}.{MIRROR}")
            return self.mirrored

    def heal(self) -> tuple[str, ...]:
        """Write the last commit over every copy that does not verify; one sentence for each, healed or not.

        The mirror is brought up too: what the opening found may be a commit whose fsync nobody lived to see.
        """
        with self._lock:
            if not self.writable:
                return ()
            told = tuple(self._healed(name) for name in COPIES if not self._good[name])
            self.mirror()
            return told

    def verify(self) -> tuple[str, ...]:
        """Read every copy back; one sentence for each that does not verify. Writes nothing."""
        with self._lock:
            read = on_disk.read_copies if self.writable else on_disk.read_steady_copies
            return on_disk.faults(read(self._files, self.stem, self._seal))

    def _take(self, copies: Copies) -> None:
        """Start from what lies on the disk."""
        name = on_disk.newest(copies)
        frame = copies[name].frame
        assert frame is not None
        self._current: Frame = frame
        self._in_use = name if name in SLOTS else ""
        self.faults = on_disk.faults(copies)
        self._highest = on_disk.highest(copies)
        self._good = {name: copy.frame.generation if copy.frame else 0 for name, copy in copies.items()}
        self._ours = {name: {copy.header} for name, copy in copies.items()}

    def _commit(self, content: bytes) -> None:
        lost = self._check_nobody_wrote()
        frame = framed(content, self._next_generation(), self._seal)
        slot = self._free_slot(lost)
        try:
            self._write(slot, frame)
        except OSError:
            self._spoil(slot, frame)
            raise
        self._current, self._in_use = frame, slot

    def _next_generation(self) -> int:
        self._highest += 1
        return self._highest

    def _free_slot(self, lost: set[str]) -> str:
        """The slot to overwrite: the one in use only if it was lost under our hands, else of the others the poorest."""
        if self._in_use in lost:
            return self._in_use
        return min((slot for slot in SLOTS if slot != self._in_use), key=self._good.__getitem__)

    def _check_nobody_wrote(self) -> set[str]:
        """Second defence behind the lock: both slots must still tell what this process read or wrote there.

        Returns the slots that were lost since then. A bad sector proves nothing and is passed over.
        """
        lost = set()
        for slot in SLOTS:
            try:
                if read_header(self._files, copy_path(self.stem, slot)) not in self._ours[slot]:
                    self._look_at_stranger(slot)
                    lost.add(slot)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
        return lost

    def _look_at_stranger(self, slot: str) -> None:
        """A header that we do not know: a whole frame is somebody's commit, anything else was torn or deleted.

        A torn one may look well formed: a header half overwritten by one of the same length.
        """
        copy = on_disk.read_copy(self._files, self.stem, slot, replace(self._seal, mac=None))
        if copy.error is not None and not copy.missing:
            raise copy.error
        if copy.frame is not None:
            raise Conflict()
        self._highest = max(self._highest, copy.seen)

    def _write(self, name: str, frame: Frame) -> None:
        """Write a frame into a copy; the copy counts as broken until this has returned."""
        self._good[name] = 0
        self._ours[name].add(frame.header)
        write_file(self._files, copy_path(self.stem, name), frame.whole)
        self._good[name] = frame.generation
        self._ours[name] = {frame.header}

    def _spoil(self, name: str, frame: Frame) -> None:
        """A refused save should not show up after a restart: break the checksum of a frame that may be whole.

        The generation before it stays readable, and no later write that is torn can make the frame whole again.
        """
        path = copy_path(self.stem, name)
        with suppress(OSError):
            if read_header(self._files, path) != frame.header:
                return
            descriptor = self._files.open_to_write(path)
            try:
                put(self._files, descriptor, spoiled(frame.header))
                self._files.fsync(descriptor)
            finally:
                self._files.close(descriptor)

    def _healed(self, name: str) -> str:
        place = f"{self._seal.place or self.stem.name}.{name}"
        try:
            self._write(name, self._current)
        except OSError:
            return _("Chưa ghi lại được bản “{name}”.").format(name=place)
        if name in SLOTS and not self._in_use:
            self._in_use = name
        return _("Đã ghi lại bản “{name}” từ bản còn nguyên vẹn.").format(name=place)


def _refuse_too_long(content: bytes) -> None:
    if len(content) > MOST:
        raise NotSaved(_("Chưa lưu được vì nội dung quá lớn, vượt giới hạn {most} MB.").format(most=MOST // 1_000_000))


def _clear(files: Files, stem: Path, over_leftovers: bool) -> None:
    present = [name for name in COPIES if not on_disk.read_copy(files, stem, name, Seal()).missing]
    if present and not over_leftovers:
        raise NotSaved(_("Ở nơi này đã có sổ “{name}”, không ghi đè lên.").format(name=stem.name))
    for name in present:
        files.remove(copy_path(stem, name))


def _discard(files: Files, stem: Path) -> None:
    """What a refused creation has written so far."""
    for name in COPIES:
        with suppress(OSError):
            files.remove(copy_path(stem, name))
