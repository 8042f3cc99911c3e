"""The chain of signed sessions and its printed fingerprint (safety.md section 6).

Each compartment gives one salted leaf; the root stands over the sorted leaves, the head over root and previous head.
Leaves tell nothing without the key of their compartment, and a member can recompute the leaf of the own record.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from review_tui.store.documents import Document, Documents
from review_tui.store.sealing import Sealer

LETTERS = 26
"""5 bits each: 130 bits"""

_NOT_CONTENT = frozenset({"state", "turn", "signing"})
"""What still changes after approval: the state of the minutes, the place in the run sheet, the date of the pens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: the head of the session before ("" for the first), the root over the leaves, the head."""

    previous: str
    root: str
    head: str

    @property
    def fingerprint(self) -> str:
        """What is printed on the minutes: 26 letters and digits."""
        return fingerprint_of(self.head)

    def row(self) -> dict[str, Any]:
        """As it lies in the file."""
        return {"previous": self.previous, "root": self.root, "head": self.head}


def link_of(rows: dict[str, dict[str, Any]]) -> Link | None:
    """The link in the table of a file, None when there is none."""
    row = rows.get("link")
    return None if row is None else Link(previous=str(row["previous"]), root=str(row["root"]), head=str(row["head"]))


def linked(documents: Documents, sealer: Sealer, previous: str) -> Link:
    """The link of a session with these documents after `previous`."""
    root = root_of(documents.values(), sealer)
    head = _sha("head", previous.encode(), root.encode())
    return Link(previous=previous, root=root, head=head)


def root_of(documents: Iterable[Document], sealer: Sealer) -> str:
    """The root over the leaves of all compartments that hold anything."""
    compartments: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.table not in _NOT_CONTENT and content_of(document):
            compartments[document.compartment].append(document)
    leaves = sorted(leaf_of(name, pieces, sealer) for name, pieces in compartments.items())
    return _sha("root", *(leaf.encode() for leaf in leaves))


def leaf_of(compartment: str, documents: Iterable[Document], sealer: Sealer) -> str:
    """The salted leaf of one compartment; whoever holds its key can recompute it."""
    salt = sealer.ring.subkey(compartment, f"salt {sealer.place}")[:16]
    record = [[one.table, one.id, one.n, content] for one in documents if (content := content_of(one))]
    record.sort(key=lambda row: row[:2])
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _sha("leaf", sealer.place.encode(), sealer.label(compartment).encode(), salt, text.encode("utf-8"))


def record_leaf(documents: Iterable[Document], compartment: str, sealer: Sealer) -> str:
    """The leaf of one compartment of a session; empty where it holds nothing that counts."""
    pieces = [
        one for one in documents if one.compartment == compartment and one.table not in _NOT_CONTENT and content_of(one)
    ]
    return leaf_of(compartment, pieces, sealer) if pieces else ""


def content_of(document: Document) -> Any:
    """What counts of a document. Empty fields do not, nor a document of nothing else, so that a field added by a later
    version changes no fingerprint (unless its default is a number).
    """
    value = msgspec.json.decode(document.plain)
    if document.table == "approval":
        value.pop("fingerprint", None)
    return _filled(value)


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, inner in value.items() if not _is_empty(kept := _filled(inner))}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def entry_head(previous: str, document: Document, sealer: Sealer) -> str:
    """The head of the follow-up after one more entry."""
    return _sha("entry", previous.encode(), leaf_of(document.compartment, [document], sealer).encode())


def fingerprint_of(head: str) -> str:
    """The first 130 bits of a head in base32."""
    return base64.b32encode(bytes.fromhex(head))[:LETTERS].decode("ascii")


def _sha(purpose: str, *parts: bytes) -> str:
    running = hashlib.sha256(f"review-tui/1 {purpose}\0".encode())
    for part in parts:
        running.update(len(part).to_bytes(8, "big") + part)
    return running.hexdigest()
