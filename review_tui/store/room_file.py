"""The file through which the recorder's process tells the room view where the meeting stands.

It is no part of the book: it is rewritten in place every second or two, never copied or backed up, and removed when the
room view is switched off. The disk remembers what was removed, so its content is sealed under a code that stands on the
recorder's screen alone. A copy of the book without that code says nothing about any meeting.
"""

import json
import secrets
from contextlib import suppress
from pathlib import Path

from review_tui.language.translate import _
from review_tui.store.errors import NotSaved, WrongPassphrase
from review_tui.store.files import Files, read_file, write_file
from review_tui.store.keys import KeyCost, decrypted, derived, encrypted
from review_tui.store.phrases import read_symbols, written

ROOM = "room"
CODE_BYTES = 5
"""40 bits: 10 symbols and 2 check symbols; 19 years of one graphics card (safety.md section 4), for one evening"""
_PUBLIC = bytes(CODE_BYTES)
"""of a practice book, which keeps nothing from anybody"""
_PADDED = 2048
_MOST = 64 * 1024


class RoomFile:
    """The recorder's side: opened with a new code, told again and again, closed."""

    def __init__(
        self, folder: Path, *, practice: bool, files: Files | None = None, cost: KeyCost | None = None
    ) -> None:
        """Makes the code and derives its key, which takes some tenths of a second. Nothing is written yet."""
        self._path, self._files = folder / ROOM, files or Files()
        cost = cost or KeyCost()
        secret = _PUBLIC if practice else secrets.token_bytes(CODE_BYTES)
        self.code = "" if practice else written(secret)
        """what has to be typed at the room view; empty for a practice book"""
        salt = secrets.token_bytes(16)
        self._key = derived(secret, salt, cost)
        self._head = {
            "room": 1,
            "practice": practice,
            "salt": salt.hex(),
            "memory": cost.memory,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "proof": encrypted(self._key, b"room", _about(salt.hex(), "proof")),
        }

    def tell(self, text: str) -> None:
        """Put a text where the room view finds it; `NotSaved` when the disk refuses. Not made durable: it is news."""
        plain = text.encode("utf-8", "replace")
        padded = plain + b" " * (-len(plain) % _PADDED)
        sealed = encrypted(self._key, padded, _about(str(self._head["salt"]), "state"))
        content = json.dumps({**self._head, "state": sealed}).encode("ascii")
        try:
            write_file(self._files, self._path, content, durable=False)
        except OSError as error:
            raise NotSaved.because(error) from error

    def close(self) -> None:
        """Take the file away; nothing can be read of it any more."""
        forget_room(self._path.parent, self._files)


def forget_room(folder: Path, files: Files | None = None) -> None:
    """Take away what a recorder's process that was killed left behind."""
    with suppress(OSError):
        (files or Files()).remove(folder / ROOM)


class RoomReader:
    """The side of the room: reads what was told last. Opens no book and holds no key but that of the code."""

    def __init__(self, folder: Path, code: str = "", *, files: Files | None = None) -> None:
        self._path, self._files = folder / ROOM, files or Files()
        self._code = code
        self._salt, self._key = "", b""
        self._refused = ""
        """the salt that the code did not fit: not derived again and again"""

    def is_on(self) -> bool:
        """Whether the recorder has switched the room view on (or was killed while it was)."""
        return self._read() is not None

    def asks_code(self) -> bool:
        """Whether a code has to be typed."""
        head = self._read()
        return head is not None and head.get("practice") is not True

    def read(self) -> str | None:
        """The last text; None when there is none, or it is being written just now.

        `WrongPassphrase` when the code is another one.
        """
        head = self._read()
        if head is None:
            return None
        salt = str(head.get("salt", ""))
        if salt != self._salt or not self._key:
            self._key, self._salt = self._derived(head, salt), salt
        plain = decrypted(self._key, head.get("state"), _about(salt, "state"))
        return None if plain is None else plain.decode("utf-8", "replace").rstrip(" ")

    def _read(self) -> dict[str, object] | None:
        try:
            found = json.loads(read_file(self._files, self._path, _MOST))
        except (OSError, ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) and found.get("room") == 1 else None

    def _derived(self, head: dict[str, object], salt: str) -> bytes:
        secret = _PUBLIC if head.get("practice") is True else read_symbols(self._code, CODE_BYTES)
        numbers = [head.get(name) for name in ("memory", "passes", "lanes")]
        if secret is not None and salt != self._refused and all(isinstance(number, int) for number in numbers):
            memory, passes, lanes = (int(str(number)) for number in numbers)
            with suppress(ValueError):
                cost = KeyCost(memory=min(memory, KeyCost().memory), passes=passes, lanes=lanes)
                key = derived(secret, bytes.fromhex(salt), cost)
                if decrypted(key, head.get("proof"), _about(salt, "proof")) == b"room":
                    return key
        self._refused = salt
        raise WrongPassphrase(_("Mã phòng họp không đúng. Hãy gõ lại mã đang hiện trên máy của thư ký."))


def _about(salt: str, what: str) -> str:
    return f"review-tui/1 room {salt} {what}"
