"""One frame: a header line and the content, every byte of both under a checksum.

    {"v":1,"gen":12,"len":345,"sha":"<64 hex digits>","mac":"<hex digits or nothing>"}\\n<345 bytes>

The digest runs over what the file is, version, generation, length and content. `mac` is that digest under the key of
the book, if there is one; `sha` is the hash of digest and `mac`, so that damage shows before any key is known.
A later version keeps this line and its checksum, so that an older program can say that it is too old.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

VERSION = 1
MOST = 20_000_000
"""Bytes that a content may have (safety.md section 7); more is refused before it is parsed."""
LONGEST_HEADER = 400

_SHA = b'"sha":"'
_HEADER = re.compile(
    rb'\{"v":(0|[1-9][0-9]{0,5}),"gen":([1-9][0-9]{0,14}),"len":(0|[1-9][0-9]{0,9}),'
    rb'"sha":"([0-9a-f]{64})","mac":"([0-9a-f]{0,128})"\}'
)
# Fewer digits than a header may have, so that one more than a torn one still fits.
_GENERATION = re.compile(rb'"gen":([0-9]{1,12})')


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """How the frames of one file are checked.

    `place` is what the file is ("book", "sessions/2026"), so that one file copied over another does not verify.
    `mac` is the keyed checksum over 32 bytes; without it only the bare checksum is looked at.
    """

    place: str = ""
    mac: Callable[[bytes], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame whose bare checksum holds."""

    version: int
    generation: int
    content: bytes
    header: bytes
    digest: bytes
    mac: bytes

    @property
    def whole(self) -> bytes:
        """The bytes of the file."""
        return self.header + b"\n" + self.content

    def keyed(self, seal: Seal) -> bool:
        """Whether the keyed checksum holds too; always so for a seal without a key."""
        return seal.mac is None or hmac.compare_digest(seal.mac(self.digest), self.mac)


def framed(content: bytes, generation: int, seal: Seal, *, version: int = VERSION) -> Frame:
    """The frame of a content."""
    digest = _digest(seal, version, generation, content)
    mac = seal.mac(digest) if seal.mac else b""
    sha = hashlib.sha256(digest + mac).hexdigest()
    line = f'{{"v":{version},"gen":{generation},"len":{len(content)},"sha":"{sha}","mac":"{mac.hex()}"}}'
    header = line.encode("ascii")
    return Frame(version=version, generation=generation, content=content, header=header, digest=digest, mac=mac)


def unframed(raw: bytes, seal: Seal) -> Frame | None:
    """The frame in the bytes of a file, or None if anything at all is wrong with them."""
    header, newline, content = raw.partition(b"\n")
    found = _HEADER.fullmatch(header)
    if not newline or found is None or int(found[3]) != len(content) or len(content) > MOST:
        return None
    version, generation, mac = int(found[1]), int(found[2]), _unhex(found[5])
    digest = _digest(seal, version, generation, content)
    if mac is None or hashlib.sha256(digest + mac).hexdigest().encode() != found[4]:
        return None
    return Frame(version=version, generation=generation, content=content, header=header, digest=digest, mac=mac)


def generation_in(raw: bytes) -> int:
    """The generation that a header tells, torn and unverified ones included; 0 if it tells none."""
    found = _GENERATION.search(raw[:LONGEST_HEADER].partition(b"\n")[0])
    return int(found[1]) if found else 0


def header_in(raw: bytes) -> bytes | None:
    """The header line if it is well formed (its checksum is not looked at)."""
    header = raw[:LONGEST_HEADER].partition(b"\n")[0]
    return header if _HEADER.fullmatch(header) else None


def length_in(header: bytes) -> int:
    """The length of the content that a well-formed header tells."""
    found = _HEADER.fullmatch(header)
    return int(found[3]) if found else 0


def spoiled(header: bytes) -> bytes:
    """The start of a header up to a first digit of the checksum that cannot be one."""
    return header[: header.index(_SHA) + len(_SHA)] + b"!"


def _digest(seal: Seal, version: int, generation: int, content: bytes) -> bytes:
    core = f"review-tui\0{seal.place}\0{version}\0{generation}\0{len(content)}\n"
    running = hashlib.sha256(core.encode())
    running.update(content)
    return running.digest()


def _unhex(digits: bytes) -> bytes | None:
    return bytes.fromhex(digits.decode("ascii")) if len(digits) % 2 == 0 else None
