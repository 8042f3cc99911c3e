"""What can be made again from a session's file, kept beside the book so that nobody waits for it twice.

Signed minutes never change, so what the ledger, the search and other years read of them is made once. Each piece is
sealed under the recorder's key and bound to the header of the frame that it was made from, whose checksums run over
the whole content: a piece of an older or other frame does not open. Nothing here is ever the only place of anything: a
piece that is missing, damaged or out of date is made again, without a word; it is not flushed, copied or backed up.
"""

import hashlib
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from review_tui.model.session import Session
from review_tui.model.year import Year
from review_tui.store.copies import COPIES, copy_path, read_header
from review_tui.store.files import read_file, write_file
from review_tui.store.frame import MOST, generation_in
from review_tui.store.keys import RECORDER, Keyring, decrypted_bytes, encrypted_bytes
from review_tui.store.layout import DIGESTS, session_place, stem_of
from review_tui.store.sealed_file import Ground
from review_tui.store.sealing import padded, unpadded

FORM = 1
"""Higher by one when the same session gives another piece than before; a changed shape of the values tells itself."""

YEAR, WHOLE, TEXTS, PACK = "year", "whole", "texts", "pack"


class Digests:
    """The pieces of one open book. A login without the recorder's key has none."""

    def __init__(self, ground: Ground, ring: Keyring) -> None:
        self._ground = ground
        self._ring = ring

    @property
    def kept_here(self) -> bool:
        """Whether this login keeps pieces."""
        return bool(self._ring.master) and self._ground.write

    def header(self, session: str) -> bytes:
        """The header of the newest frame of a session's file, as it lies on the disk now; empty when there is none."""
        stem, found = stem_of(self._ground.folder, session_place(session)), b""
        with suppress(OSError):
            for name in COPIES:
                header = read_header(self._ground.files, copy_path(stem, name)) or b""
                found = max(found, header, key=generation_in)
            return found
        return b""

    def piece(self, session: str, part: str) -> bytes | None:
        """A piece made from what the file holds now, None where there is none."""
        if not self._ring.master:
            return None
        header = self.header(session)
        path = self._ground.folder / DIGESTS / f"{session}.{part}"
        with suppress(OSError, ValueError):
            raw = read_file(self._ground.files, path, MOST)
            plain = decrypted_bytes(self._ring.subkey(RECORDER, "digest"), raw, self._about(session, part, header))
            return None if plain is None or not header else unpadded(plain)
        return None

    def keep(self, session: str, header: bytes, pieces: dict[str, bytes]) -> None:
        """Keep pieces made from the frame with this header. A disk that does not take them changes nothing."""
        if not self.kept_here:
            return
        folder, key = self._ground.folder / DIGESTS, self._ring.subkey(RECORDER, "digest")
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            for part, plain in pieces.items():
                sealed = encrypted_bytes(key, padded(plain), self._about(session, part, header))
                write_file(self._ground.files, folder / f"{session}.{part}", sealed, durable=False)

    def _about(self, session: str, part: str, header: bytes) -> str:
        told = (f"review-tui/1 digest {FORM}", shape(), self._ring.book, session, part, header.decode("ascii"))
        return "\0".join(told)


@cache
def shape() -> str:
    """The names and types of everything that a piece may hold: a program with other ones makes its own pieces."""
    seen: dict[str, str] = {}
    for kind in (Session, Year):
        _look_at(kind, seen)
    return hashlib.sha256(repr(sorted(seen.items())).encode()).hexdigest()


def _look_at(kind: Any, seen: dict[str, str]) -> None:
    if not is_dataclass(kind):
        for inner in get_args(kind):
            _look_at(inner, seen)
    elif kind.__qualname__ not in seen:  # type: ignore[union-attr]
        seen[kind.__qualname__] = repr([(one.name, one.type) for one in fields(kind)])  # type: ignore[union-attr]
        for one in fields(kind):
            _look_at(one.type, seen)
