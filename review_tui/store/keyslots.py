"""The key slots of the book file: making them, and opening a book with whatever was typed."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from review_tui.language.translate import _
from review_tui.store.errors import Corrupt, WrongPassphrase
from review_tui.store.keys import (
    COMMON,
    KEY,
    PRACTICE_MASTER,
    KeyCost,
    Keyring,
    Slot,
    decrypted,
    derived,
    encrypted,
    paper_slot,
    paper_slot_key,
    subkey,
    typed_key,
    typed_slot,
)
from review_tui.store.phrases import (
    CODE_BYTES,
    PAPER_BYTES,
    folded,
    paper_bytes,
    passphrase_bytes,
    read_symbols,
    written,
)

Slots = dict[str, Slot]


def new_slots(ring: Keyring, passphrase: str | None, cost: KeyCost) -> tuple[Slots, str]:
    """The slots of a new book and its paper key; a practice book (no passphrase) has neither secret."""
    slots: Slots = {COMMON: {"key": encrypted(subkey(ring.master, "wrap"), ring.common, _about(ring.book, COMMON))}}
    if passphrase is None:
        return slots, ""
    slots["passphrase"] = passphrase_slot(ring, passphrase, cost)
    slots["paper"], paper = new_paper(ring)
    return slots, paper


def passphrase_slot(ring: Keyring, passphrase: str, cost: KeyCost) -> Slot:
    """The master key under a passphrase."""
    return typed_slot(passphrase_bytes(passphrase), ring.master, cost, _about(ring.book, "passphrase"))


def new_paper(ring: Keyring) -> tuple[Slot, str]:
    """The master key under a new paper key, and that key as it is printed."""
    secret = secrets.token_bytes(PAPER_BYTES)
    return paper_slot(secret, ring.master, _about(ring.book, "paper")), written(secret)


def new_ring(book: str, *, practice: bool) -> Keyring:
    """The keys of a new book."""
    master = PRACTICE_MASTER if practice else secrets.token_bytes(KEY)
    return Keyring(book=book, common=secrets.token_bytes(KEY), master=master)


def with_members(ring: Keyring, slots: Slots, members: Iterable[str]) -> tuple[Keyring, Slots]:
    """A ring and slots that hold a key for each of these members too; both are new values."""
    keys, rows = dict(ring.members), dict(slots)
    for member in members:
        if member not in keys:
            keys[member] = ring.unsaved.get(member) or secrets.token_bytes(KEY)
            rows[member] = _member_slot(ring, member, keys[member])
    return Keyring(book=ring.book, common=ring.common, master=ring.master, members=keys), rows


def _member_slot(ring: Keyring, member: str, key: bytes) -> Slot:
    return {
        "key": encrypted(subkey(ring.master, "wrap"), key, _about(ring.book, f"member {member}")),
        COMMON: encrypted(subkey(key, "wrap"), ring.common, _about(ring.book, f"common {member}")),
    }


def new_code(ring: Keyring, member: str, cost: KeyCost) -> tuple[Slot, str]:
    """A printed code for one member: his key under it, and the code."""
    secret = secrets.token_bytes(CODE_BYTES)
    kek = _code_key(ring.book, secret, cost)
    slot = {"memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes}
    return {**slot, "key": encrypted(kek, ring.members[member], _about(ring.book, f"code {member}"))}, written(secret)


def _code_key(book: str, secret: bytes, cost: KeyCost) -> bytes:
    """One salt for the codes of a book, so that a login derives once and not once for each member."""
    return derived(secret, hashlib.sha256(f"review-tui codes {book}".encode()).digest()[:16], cost)


def recorder_ring(book: str, keys: Slots, members: Slots, *, passphrase: str | None, paper_key: str | None) -> Keyring:
    """All keys of the book, opened by its passphrase or paper key."""
    if passphrase is None and paper_key is None:
        raise WrongPassphrase(_("Sổ này có khóa: cần mật khẩu hoặc khóa giấy."))
    if paper_key is not None:
        secret = paper_bytes(paper_key)
        return ring_of(book, paper_slot_key(_slot(keys, "paper"), secret, _about(book, "paper")), keys, members)
    secret = folded(passphrase or "").encode("utf-8", "surrogatepass")
    return ring_of(book, typed_key(_slot(keys, "passphrase"), secret, _about(book, "passphrase")), keys, members)


def ring_of(book: str, master: bytes, keys: Slots, members: Slots) -> Keyring:
    """All keys that the master key opens."""
    wrap = subkey(master, "wrap")
    common = decrypted(wrap, _slot(keys, COMMON).get("key"), _about(book, COMMON))
    opened = {who: decrypted(wrap, slot.get("key"), _about(book, f"member {who}")) for who, slot in members.items()}
    if common is None or None in opened.values():
        raise Corrupt()
    found = {who: key for who, key in opened.items() if key is not None}
    return Keyring(book=book, common=common, master=master, members=found)


def member_ring(book: str, members: Slots, member: str | None, key: str) -> Keyring:
    """The two keys of one member, from the key that the recorder hands over or from the printed code."""
    raw = _raw_key(key)
    if raw is None:
        member, raw = _coded_key(book, members, member, key)
    slot = members.get(member or "", {})
    common = decrypted(subkey(raw, "wrap"), slot.get(COMMON), _about(book, f"common {member}"))
    if common is None or member is None:
        raise WrongPassphrase(_("Mã này không mở được phần của đảng viên. Hãy gõ lại hoặc hỏi người giữ sổ."))
    return Keyring(book=book, common=common, members={member: raw}, member=member)


def is_code(key: str) -> bool:
    """Whether it was typed from a slip; else it is a key that another process handed over."""
    return _raw_key(key) is None


def is_mistyped(key: str) -> bool:
    """Whether a typed code cannot be one: too short, too long, or its check symbols do not fit."""
    return is_code(key) and read_symbols(key, CODE_BYTES) is None


def code_made(slot: Slot) -> datetime | None:
    """When a code was made; None where an earlier version did not write it."""
    try:
        return datetime.fromisoformat(str(slot.get("made")))
    except ValueError:
        return None


def _raw_key(key: str) -> bytes | None:
    plain = folded(key)
    try:
        return bytes.fromhex(plain) if len(plain) == 2 * KEY else None
    except ValueError:
        return None


def _coded_key(book: str, members: Slots, member: str | None, code: str) -> tuple[str | None, bytes]:
    """Whose code it is, and that member's key; derived once for each cost that the slots name."""
    secret = read_symbols(code, CODE_BYTES)
    known: dict[KeyCost, bytes] = {}
    for who, slot in members.items():
        coded = slot.get("code")
        if secret is None or coded is None or (member is not None and who != member):
            continue
        cost = _cost(coded)
        if cost not in known:
            known[cost] = _code_key(book, secret, cost)
        opened = decrypted(known[cost], coded.get("key"), _about(book, f"code {who}"))
        if opened is not None:
            return who, opened
    return None, bytes(KEY)


def _cost(slot: dict[str, Any]) -> KeyCost:
    try:
        return KeyCost(memory=int(slot["memory"]), passes=int(slot["passes"]), lanes=int(slot["lanes"]))
    except (KeyError, TypeError, ValueError):
        raise Corrupt() from None


def _slot(slots: Slots, name: str) -> Slot:
    try:
        return slots[name]
    except KeyError:
        raise Corrupt() from None


def _about(book: str, what: str) -> str:
    return f"review-tui/1 key {book} {what}"


def members_without_slot(ring: Keyring, members: Slots, wanted: Iterable[str]) -> tuple[str, ...]:
    """The members whose key is missing, or whose key would not lead them to the common one."""
    return tuple(who for who in wanted if not _leads(ring, members.get(who, {}), who))


def _leads(ring: Keyring, slot: Slot, member: str) -> bool:
    key = ring.members.get(member)
    return key is not None and ring.common == decrypted(
        subkey(key, "wrap"), slot.get(COMMON), _about(ring.book, f"common {member}")
    )
