"""Sealing: documents to the bytes that lie in a file and back. A sealed text opens only where it was put.

Labels and ids on the disk are keyed hashes, so that a file tells neither whom a compartment belongs to nor which
documents of two files belong together; texts are padded to steps of 1 KiB (safety.md section 4).
"""

import base64
import hashlib
import hmac
from typing import Any

import msgspec

from review_tui.store.documents import Document
from review_tui.store.errors import Corrupt
from review_tui.store.keys import CIPHER, Keyring, decrypted, encrypted

STEP = 1024
Sealed = dict[str, Any]
"""{"c": label of the compartment, "s": sealed bytes in base64}"""


class Sealer:
    """Seals the documents of one file of one book under the keys of one login."""

    def __init__(self, ring: Keyring, place: str) -> None:
        self.ring = ring
        self.place = place
        self._labels: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        for compartment in ring.compartments():
            self._learn(compartment)

    def disk_id(self, document: Document) -> str:
        """The id under which a document lies in its table."""
        return self._hashed(document.compartment, "id", f"{document.table}\0{document.id}", 10)

    def sealed(self, document: Document) -> Sealed:
        """A document as it lies on the disk."""
        label = self.label(document.compartment)
        inside = msgspec.json.encode({"id": document.id, "n": document.n}) + b"\n" + document.plain
        key = self.ring.subkey(document.compartment, "seal")
        return {
            "c": label,
            "s": encrypted(key, padded(inside), self._about(label, document.table, self.disk_id(document))),
        }

    def opened(self, table: str, disk_id: str, sealed: Sealed) -> Document | None:
        """The document, or None when this login has no key for its compartment; `Corrupt` when it does not open."""
        label = str(sealed.get("c"))
        compartment = self._homes.get(label)
        if compartment is None:
            return None
        key = self.ring.subkey(compartment, "seal")
        inside = decrypted(key, sealed.get("s"), self._about(label, table, disk_id))
        if inside is None:
            raise Corrupt()
        try:
            head, _newline, plain = unpadded(inside).partition(b"\n")
            envelope = msgspec.json.decode(head)
            return Document(table=table, id=envelope["id"], compartment=compartment, n=envelope["n"], plain=plain)
        except (msgspec.DecodeError, KeyError, TypeError, ValueError):
            raise Corrupt() from None

    def label(self, compartment: str) -> str:
        """How a compartment is called in this file."""
        if compartment not in self._labels:
            self._learn(compartment)
        return self._labels[compartment]

    def _learn(self, compartment: str) -> None:
        label = self._hashed(compartment, "label", "", 5)
        self._labels[compartment], self._homes[label] = label, compartment

    def _hashed(self, compartment: str, purpose: str, what: str, length: int) -> str:
        key = self.ring.subkey(compartment, purpose)
        digest = hmac.new(key, f"{self.ring.book}\0{self.place}\0{what}".encode(), hashlib.sha256).digest()
        return base64.b32encode(digest[:length]).decode("ascii").lower()

    def _about(self, label: str, table: str, disk_id: str) -> str:
        return "\0".join(("review-tui/1", CIPHER, self.ring.book, self.place, label, table, disk_id))


def padded(text: bytes) -> bytes:
    """The text with its length before it and zeros behind it, a multiple of 1 KiB."""
    whole = len(text).to_bytes(4, "big") + text
    return whole + bytes(-len(whole) % STEP)


def unpadded(whole: bytes) -> bytes:
    """What was padded; ValueError when the length cannot be."""
    length = int.from_bytes(whole[:4], "big")
    if length > len(whole) - 4:
        raise ValueError("length")
    return whole[4 : 4 + length]
