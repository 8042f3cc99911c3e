"""Keys: how they are derived from what people type, wrapped under each other, and kept in the book file.

A random master key is wrapped under the recorder's passphrase and under the paper key. It wraps one random key for each
member and the common key; each member's key wraps the common key too. The recorder's own key comes from the master.
This is the only module that knows the cipher; `CIPHER` names it in every file.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from review_tui.language.translate import _
from review_tui.store.errors import Corrupt, WrongPassphrase

CIPHER = "AES-256-GCM"
KEY = 32
_NONCE = 12
_GIB = 1024 * 1024
"""KiB"""

COMMON = "common"
"""The compartment that the recorder and every member can open."""
RECORDER = "recorder"
"""The compartment of the recorder alone."""

PRACTICE_MASTER = hashlib.sha256(b"review-tui: the key of every practice book is public").digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCost:
    """What deriving a key from a passphrase costs: memory in KiB, passes over it, lanes (Argon2id)."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @classmethod
    def calibrated(cls, timer: Callable[[], float] = time.perf_counter, *, seconds: float = 0.5) -> "KeyCost":
        """As many passes over 64 MiB as take about half a second on this machine; 3 to 10."""
        start = timer()
        derived(b"calibration", bytes(16), cls(passes=1))
        once = max(timer() - start, 1e-6)
        return cls(passes=min(max(round(seconds / once), 3), 10))

    def refuse_if_absurd(self) -> None:
        """Refuse what only a tampered file asks for (above 1 GiB, 10 passes): it would stop the machine."""
        if not (8 * self.lanes <= self.memory <= _GIB and 1 <= self.passes <= 10 and 1 <= self.lanes <= 16):
            raise Corrupt(_("Tham số khóa ghi trong sổ không hợp lý, sổ có thể đã bị sửa."))


def derived(secret: bytes, salt: bytes, cost: KeyCost) -> bytes:
    """The key of a typed secret: Argon2id, 32 bytes."""
    cost.refuse_if_absurd()
    kdf = Argon2id(salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(secret)


def subkey(key: bytes, purpose: str) -> bytes:
    """A key for one purpose; no key is used for two."""
    return hmac.new(key, f"review-tui/1 {purpose}".encode(), hashlib.sha256).digest()


def encrypted(key: bytes, plain: bytes, about: str) -> str:
    """Sealed bytes as text; `about` must be the same for opening."""
    return base64.b64encode(encrypted_bytes(key, plain, about)).decode("ascii")


def encrypted_bytes(key: bytes, plain: bytes, about: str) -> bytes:
    """The same as bytes."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def decrypted(key: bytes, sealed: object, about: str) -> bytes | None:
    """What was sealed, or None when key or `about` are others or anything was changed."""
    try:
        return decrypted_bytes(key, binascii.a2b_base64(str(sealed), strict_mode=True), about)
    except ValueError:
        return None


def decrypted_bytes(key: bytes, raw: bytes, about: str) -> bytes | None:
    """The same from bytes."""
    try:
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return None


@dataclass(slots=True, kw_only=True)
class Keyring:
    """The keys that one login holds. `master` and `recorder` are empty for a member; never shown, never logged."""

    book: str
    """random id of the book, part of what every sealed text is bound to"""
    common: bytes = field(repr=False)
    master: bytes = field(default=b"", repr=False)
    members: dict[str, bytes] = field(default_factory=dict, repr=False)
    member: str = ""
    """the member whose login it is; empty for the recorder"""

    unsaved: dict[str, bytes] = field(default_factory=dict, repr=False)
    """keys of new members whose save was refused: used again, since what was derived from them may be remembered"""
    _keys: dict[str, bytes] = field(init=False, repr=False, default_factory=dict)

    def key(self, compartment: str) -> bytes | None:
        """The key of a compartment (COMMON, RECORDER or a member id), None when this login has none."""
        if compartment == COMMON:
            return self.common
        if compartment == RECORDER:
            return subkey(self.master, RECORDER) if self.master else None
        return self.members.get(compartment)

    def compartments(self) -> tuple[str, ...]:
        """All compartments that this login can open."""
        return (COMMON, *((RECORDER,) if self.master else ()), *self.members)

    def subkey(self, compartment: str, purpose: str) -> bytes:
        """The key of a compartment for one purpose; KeyError where this login has none."""
        name = f"{compartment} {purpose}"
        if name not in self._keys:
            key = self.key(compartment)
            if key is None:
                raise KeyError("no key for this compartment")
            self._keys[name] = subkey(key, purpose)
        return self._keys[name]

    def frame_mac(self, digest: bytes) -> bytes:
        """The keyed checksum of a file's frame."""
        return hmac.new(self.subkey(COMMON, "frame"), digest, hashlib.sha256).digest()

    def copy(self) -> "Keyring":
        """The same keys, for work that goes on after this login has ended."""
        return Keyring(
            book=self.book, common=self.common, master=self.master, members=dict(self.members), member=self.member
        )

    def forget(self) -> None:
        """Drop the keys (Python may keep copies: another person's login is a new process)."""
        self.master = self.common = b""
        self.members, self.unsaved, self._keys = {}, {}, {}


Slot = dict[str, Any]
"""A key slot as it lies in the book file."""


def typed_slot(secret: bytes, key: bytes, cost: KeyCost, about: str) -> Slot:
    """A key wrapped under something typed, with how to derive it again."""
    salt = secrets.token_bytes(16)
    slot: Slot = {"kdf": "argon2id", "memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes}
    slot["salt"] = salt.hex()
    slot["key"] = encrypted(derived(secret, salt, cost), key, _bound(slot, about))
    return slot


def typed_key(slot: Slot, secret: bytes, about: str) -> bytes:
    """The key in a slot; `WrongPassphrase` when the secret is another one, `Corrupt` for an impossible slot."""
    try:
        cost = KeyCost(memory=int(slot["memory"]), passes=int(slot["passes"]), lanes=int(slot["lanes"]))
        salt = bytes.fromhex(slot["salt"])
        sealed = slot["key"]
    except (KeyError, TypeError, ValueError):
        raise Corrupt() from None
    key = decrypted(derived(secret, salt, cost), sealed, _bound(slot, about))
    if key is None:
        raise WrongPassphrase()
    return key


def _bound(slot: Slot, about: str) -> str:
    return f"{about} {slot['kdf']} {slot['memory']} {slot['passes']} {slot['lanes']} {slot['salt']}"


def paper_slot(secret: bytes, key: bytes, about: str) -> Slot:
    """A key wrapped under the paper key, whose 120 random bits need no slow derivation."""
    return {"kdf": "hmac-sha256", "key": encrypted(subkey(secret, "paper"), key, about)}


def paper_slot_key(slot: Slot, secret: bytes, about: str) -> bytes:
    """The key in a paper slot; `WrongPassphrase` when the paper key is of another book."""
    key = decrypted(subkey(secret, "paper"), slot.get("key"), about)
    if key is None:
        raise WrongPassphrase(_("Khóa giấy này không phải của sổ này, hoặc đã được thay bằng khóa mới."))
    return key
