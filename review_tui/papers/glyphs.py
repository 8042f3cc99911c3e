"""Which letters the shipped font can draw; what it cannot is printed as □ with its code and reported."""

import functools
import struct
import unicodedata

from review_tui.language.places import shipped
from review_tui.language.translate import _

BOX = "□"


@functools.cache
def drawable() -> frozenset[int]:
    """Code points that all faces of the shipped font can draw, from left to right."""
    faces = sorted(shipped("fonts").glob("*.ttf"))
    known = frozenset.intersection(*(_code_points(face.read_bytes()) for face in faces))
    return frozenset(point for point in known if _runs_right(chr(point)))


def _runs_right(letter: str) -> bool:
    """Not of a script that runs to the left, and no control of direction: typst 0.15 dies of some runs of those."""
    if unicodedata.name(letter, "").startswith("HEBREW") or unicodedata.category(letter) == "Cf":
        return False
    return unicodedata.bidirectional(letter) not in ("R", "AL", "AN")


def _code_points(font: bytes) -> frozenset[int]:
    cmap = _table(font, b"cmap")
    points: set[int] = set()
    for index in range(_u16(cmap, 2)):
        start = struct.unpack_from(">L", cmap, 8 + 8 * index)[0]
        form = _u16(cmap, start)
        if form == 4:
            points.update(_segments(cmap, start))
        elif form == 12:
            points.update(_groups(cmap, start))
    return frozenset(points)


def _table(font: bytes, tag: bytes) -> bytes:
    for index in range(_u16(font, 4)):
        name, _sum, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if name == tag:
            return font[offset : offset + length]
    return bytes(4)


def _u16(data: bytes, at: int) -> int:
    value: int = struct.unpack_from(">H", data, at)[0]
    return value


def _segments(cmap: bytes, start: int) -> set[int]:
    """Format 4 of the OpenType `cmap` table: segments of the first plane."""
    count = _u16(cmap, start + 6) // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", cmap, start + at)
        for at in (14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count)
    )
    points: set[int] = set()
    for segment in range(count):
        for point in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = point
            if offsets[segment]:
                place = start + 16 + 6 * count + 2 * segment + offsets[segment] + 2 * (point - starts[segment])
                glyph = _u16(cmap, place)
                if glyph == 0:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                points.add(point)
    return points


def _groups(cmap: bytes, start: int) -> set[int]:
    """Format 12: groups of any plane."""
    points: set[int] = set()
    for group in range(struct.unpack_from(">L", cmap, start + 12)[0]):
        first, last, _glyph = struct.unpack_from(">3L", cmap, start + 16 + 12 * group)
        points.update(range(first, last + 1))
    return points


def boxed(text: str) -> tuple[str, dict[str, int]]:
    """The text with each letter that the font lacks as "□(U+1F600)", and how often each of them stood there."""
    known = drawable()
    missing: dict[str, int] = {}
    made: list[str] = []
    for letter in text:
        if ord(letter) in known or letter in "\n\t":
            made.append(letter)
        elif not _ignorable(letter):
            missing[letter] = missing.get(letter, 0) + 1
            made.append(f"{BOX}(U+{ord(letter):04X})")
    return "".join(made), missing


def _ignorable(letter: str) -> bool:
    """Joiners and variation selectors have no shape of their own."""
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F


def warnings_about(missing: dict[str, int]) -> tuple[str, ...]:
    """One sentence for each letter that the font lacks, in the order of their codes."""
    return tuple(
        _("Phông chữ không có ký tự “{letter}” (U+{code:04X}): in thay bằng {box} ở {count} chỗ.").format(
            letter=letter, code=ord(letter), box=BOX, count=missing[letter]
        )
        for letter in sorted(missing)
    )
