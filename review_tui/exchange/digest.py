"""Telling that a file is the same as one taken in before."""

import hashlib
from pathlib import Path

from review_tui.regulation.decoding import read_bytes

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes that any file coming in may have (safety.md section 7)."""


def digest_of(data: bytes) -> str:
    """The SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; one sentence when it is missing, unreadable or larger than 20 MB."""
    return digest_of(read_bytes(path, LARGEST_FILE))
