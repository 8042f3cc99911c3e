"""The three copies of one file as they lie on the disk: two slots and the mirror; which one counts, what is wrong."""

import errno
from dataclasses import dataclass
from pathlib import Path

from review_tui.language.translate import _
from review_tui.store.errors import Corrupt, NewerVersion, NoBook, Unreadable
from review_tui.store.files import Files, read_file
from review_tui.store.frame import LONGEST_HEADER, MOST, VERSION, Frame, Seal, generation_in, header_in, unframed

SLOTS = ("a", "b")
MIRROR = "m"
COPIES = (*SLOTS, MIRROR)

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
_GAP = 1000
_LOOKS = 6
_PAUSE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy: its frame if everything about it holds, else why not."""

    path: Path
    place: str
    frame: Frame | None = None
    header: bytes | None = None
    """the header line if well formed"""
    seen: int = 0
    """the generation that it tells, verified or not"""
    error: OSError | None = None

    @property
    def missing(self) -> bool:
        """Whether there is no such file."""
        return self.error is not None and self.error.errno in _GONE

    @property
    def hidden(self) -> bool:
        """Whether the system keeps it from us, so that it may hold the newest; a bad sector is mere damage."""
        return self.error is not None and not self.missing and self.error.errno != errno.EIO

    @property
    def gap(self) -> int:
        """Generations to skip past this copy, because it cannot be read and may hold higher ones."""
        return _GAP if self.error is not None and not self.missing else 0

    @property
    def fault(self) -> str:
        """What is wrong, as a sentence; empty when it verifies."""
        if self.frame is not None:
            return ""
        if self.missing:
            return _("Thiếu bản ghi “{name}”.").format(name=self.place)
        if self.error is not None:
            return _("Không đọc được bản ghi “{name}”.").format(name=self.place)
        return _("Bản ghi “{name}” bị hỏng.").format(name=self.place)


def copy_path(stem: Path, name: str) -> Path:
    """The path of copy "a", "b" or "m" of a stem."""
    return stem.with_name(f"{stem.name}.{name}")


def read_copy(files: Files, stem: Path, name: str, seal: Seal) -> Copy:
    """Read one copy and check it; a first error of the system is given a second chance."""
    path, place = copy_path(stem, name), f"{seal.place or stem.name}.{name}"
    try:
        raw = _read(files, path)
    except OSError as error:
        return Copy(path=path, place=place, error=error)
    frame = unframed(raw, seal)
    if frame is not None and not frame.keyed(seal):
        frame = None
    return Copy(path=path, place=place, frame=frame, header=header_in(raw), seen=generation_in(raw))


def _read(files: Files, path: Path) -> bytes:
    try:
        return read_file(files, path, MOST + LONGEST_HEADER)
    except OSError as error:
        if error.errno in _GONE:
            raise
        return read_file(files, path, MOST + LONGEST_HEADER)


def read_header(files: Files, path: Path) -> bytes | None:
    """The header line that lies on the disk now, None when missing or malformed; other errors are raised."""
    try:
        return header_in(read_file(files, path, LONGEST_HEADER))
    except OSError as error:
        if error.errno in _GONE:
            return None
        raise


Copies = dict[str, Copy]


def read_copies(files: Files, stem: Path, seal: Seal) -> Copies:
    """All three copies."""
    return {name: read_copy(files, stem, name, seal) for name in COPIES}


def read_steady_copies(files: Files, stem: Path, seal: Seal) -> Copies:
    """All three copies, for a reader without the lock: a copy caught half written is looked at again."""
    copies = read_copies(files, stem, seal)
    for _look in range(_LOOKS):
        if not any(copy.fault and not copy.missing for copy in copies.values()):
            return copies
        files.sleep(_PAUSE)
        again = read_copies(files, stem, seal)
        if _told(again) == _told(copies):
            return again
        copies = again
    return copies


def _told(copies: Copies) -> list[tuple[int, bytes | None, str]]:
    return [(copy.seen, copy.header, copy.fault) for copy in copies.values()]


def newest(copies: Copies) -> str:
    """The name of the copy that counts: the newest that verifies, a slot before the mirror.

    Raises `NoBook` when there is no file at all, `Corrupt` when there are some and none verifies, `NewerVersion`
    when one was written by a later program.
    """
    good = {name: copy.frame for name, copy in copies.items() if copy.frame is not None}
    if not good:
        raise _nothing(copies)
    if any(frame.version > VERSION for frame in good.values()):
        raise NewerVersion()
    return max(good, key=lambda name: (good[name].generation, name != MIRROR))


def _nothing(copies: Copies) -> NoBook | Corrupt:
    if all(copy.missing for copy in copies.values()):
        return NoBook()
    if any(copy.hidden for copy in copies.values()):
        return Unreadable()
    place = copies[MIRROR].place.removesuffix(f".{MIRROR}")
    return Corrupt(
        _("“{name}” của sổ bị hỏng, không còn bản ghi nào nguyên vẹn. Hãy phục hồi từ bản sao lưu gần nhất.").format(
            name=place
        )
    )


def faults(copies: Copies) -> tuple[str, ...]:
    """One sentence for every copy that does not verify, and for a mirror that is newer than both slots."""
    told = [copy.fault for copy in copies.values() if copy.fault]
    mirror = copies[MIRROR]
    generations = [frame.generation for frame in (copies[name].frame for name in SLOTS) if frame]
    if mirror.frame and len(generations) == len(SLOTS) and mirror.frame.generation > max(generations):
        told.append(_("Bản sao “{name}” mới hơn cả hai bản ghi chính.").format(name=mirror.place))
    return tuple(told)


def highest(copies: Copies) -> int:
    """The highest generation that any copy tells, torn ones included; higher still when one cannot be read."""
    return max(copy.seen for copy in copies.values()) + max(copy.gap for copy in copies.values())


def is_torn_start(copies: Copies) -> bool:
    """Whether a power cut tore the very first save, before it was acknowledged: one copy, whole in no part of it."""
    first, *others = (copies[name] for name in COPIES)
    return first.frame is None and not first.missing and not first.hidden and all(one.missing for one in others)
