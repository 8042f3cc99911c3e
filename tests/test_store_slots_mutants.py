"""R4: the proofs of the commit protocol have teeth: each of these broken protocols is found out."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest
import store_proofs as proofs

from review_tui.store import copies, files, frame, slots
from review_tui.store.frame import Frame, Seal, framed, header_in
from review_tui.store.slots import SlotStore

Patch = pytest.MonkeyPatch


def no_fsync(patch: Patch) -> None:
    """Acknowledges what may still be lost."""
    patch.setattr(slots, "write_file", functools.partial(files.write_file, durable=False))


def one_slot(patch: Patch) -> None:
    """Overwrites the copy in use."""
    patch.setattr(SlotStore, "_free_slot", lambda _store, _lost: "a")


def no_checksum(patch: Patch) -> None:
    """Believes any header whose length fits."""

    def trusting(raw: bytes, seal: Seal) -> Frame | None:
        header, content = header_in(raw), raw.partition(b"\n")[2]
        if header is None or f'"len":{len(content)},'.encode() not in header:
            return None
        return Frame(
            version=1, generation=copies.generation_in(raw), content=content, header=header, digest=b"", mac=b""
        )

    patch.setattr(copies, "unframed", trusting)
    patch.setattr(Frame, "keyed", lambda _frame, _seal: True)


def checksum_without_generation(patch: Patch) -> None:
    """Leaves a part of the header outside the checksum."""
    real = frame._digest
    patch.setattr(frame, "_digest", lambda seal, version, _generation, content: real(seal, version, 0, content))


def early_acknowledge(patch: Patch) -> None:
    """Shows the new content before it is on the disk."""
    real = SlotStore._write

    def write(store: SlotStore, name: str, whole: Frame) -> None:
        store._current = whole
        real(store, name, whole)

    patch.setattr(SlotStore, "_write", write)


def no_truncate(patch: Patch) -> None:
    """Leaves the tail of a longer content behind a shorter one."""

    def write_file(hands: files.Files, path: Path, content: bytes, *, durable: bool = True) -> None:
        descriptor = hands.open_to_write(path)
        try:
            files.put(hands, descriptor, content)
            hands.fsync(descriptor)
        finally:
            hands.close(descriptor)

    patch.setattr(slots, "write_file", write_file)


def truncate_after_fsync(patch: Patch) -> None:
    """As TinyDB does: the cut may come back undone after a power cut."""

    def write_file(hands: files.Files, path: Path, content: bytes, *, durable: bool = True) -> None:
        descriptor = hands.open_to_write(path)
        try:
            files.put(hands, descriptor, content)
            hands.fsync(descriptor)
            hands.truncate(descriptor, len(content))
        finally:
            hands.close(descriptor)

    patch.setattr(slots, "write_file", write_file)


def fsync_tried_again(patch: Patch) -> None:
    """Believes a second fsync after a first has failed."""

    def write_file(hands: files.Files, path: Path, content: bytes, *, durable: bool = True) -> None:
        descriptor = hands.open_to_write(path)
        try:
            files.put(hands, descriptor, content)
            hands.truncate(descriptor, len(content))
            try:
                hands.fsync(descriptor)
            except OSError:
                hands.fsync(descriptor)
        finally:
            hands.close(descriptor)

    patch.setattr(slots, "write_file", write_file)


def one_write_only(patch: Patch) -> None:
    """Does not go on after a short write."""
    patch.setattr(files, "put", lambda hands, descriptor, content: hands.write(descriptor, memoryview(content)))


def generation_reused(patch: Patch) -> None:
    """Counts from the last commit and forgets those that were refused."""
    patch.setattr(SlotStore, "_next_generation", lambda store: store.generation + 1)


def torn_headers_ignored(patch: Patch) -> None:
    """Counts from what verifies and forgets what a torn header tells."""
    patch.setattr(copies, "highest", lambda found: max(copy.frame.generation for copy in found.values() if copy.frame))


def starts_empty_over_damage(patch: Patch) -> None:
    """Takes a book that cannot be read for a new one."""
    real = copies.newest

    def newest(found: copies.Copies) -> str:
        try:
            return real(found)
        except copies.Corrupt:
            seal = Seal(place="book")
            found["a"] = copies.Copy(path=found["a"].path, place="", frame=framed(b"{}", 1, seal))
            return "a"

    patch.setattr(copies, "newest", newest)


def damage_is_no_book(patch: Patch) -> None:
    """Says that nothing is there though something is."""
    patch.setattr(copies, "_nothing", lambda _found: copies.NoBook())


def oldest_wins(patch: Patch) -> None:
    """Opens the older of two good copies."""
    patch.setattr(
        copies,
        "newest",
        lambda found: min((copy.frame.generation, name) for name, copy in found.items() if copy.frame)[1],
    )


def mirror_never_opened(patch: Patch) -> None:
    """Writes the third copy and does not use it."""
    real = copies.newest
    patch.setattr(copies, "newest", lambda found: real({name: found[name] for name in ("a", "b")} | {"m": found["a"]}))


def mirror_first(patch: Patch) -> None:
    """Makes the mirror a part of every commit."""
    real = SlotStore._commit

    def commit(store: SlotStore, content: bytes) -> None:
        store._write("m", framed(content, store._next_generation(), store._seal))
        real(store, content)

    patch.setattr(SlotStore, "_commit", commit)


def no_conflict_check(patch: Patch) -> None:
    """Overwrites what somebody else has saved."""
    patch.setattr(SlotStore, "_check_nobody_wrote", lambda _store: set())


def conflict_by_number_alone(patch: Patch) -> None:
    """Takes somebody's commit for the own refused one of the same number."""

    def check(store: SlotStore) -> set[str]:
        for slot in ("a", "b"):
            if copies.read_copy(store._files, store.stem, slot, store._seal).seen > store._highest:
                raise slots.Conflict()
        return set()

    patch.setattr(SlotStore, "_check_nobody_wrote", check)


def refused_saves_left_whole(patch: Patch) -> None:
    """Lets a save that was refused show up after a restart."""
    patch.setattr(SlotStore, "_spoil", lambda _store, _name, _frame: None)


def torn_header_is_a_conflict(patch: Patch) -> None:
    """Takes a torn header for somebody else's commit, and never saves again."""

    def look(store: SlotStore, slot: str) -> None:
        raise slots.Conflict()

    patch.setattr(SlotStore, "_look_at_stranger", look)


def folder_not_synced(patch: Patch) -> None:
    """Acknowledges a new file whose name may be lost."""
    patch.setattr(
        SlotStore,
        "create",
        functools.partial(_created_without_folder, SlotStore.create.__func__),  # type: ignore[attr-defined]
    )


def _created_without_folder(real: Callable[..., SlotStore], stem: Path, content: bytes, **named: object) -> SlotStore:
    hands = named["files"]
    synced = hands.fsync_folder  # type: ignore[attr-defined]
    hands.fsync_folder = lambda _folder: None  # type: ignore[attr-defined]
    try:
        return real(SlotStore, stem, content, **named)
    finally:
        hands.fsync_folder = synced  # type: ignore[attr-defined]


MUTANTS = (
    no_fsync,
    one_slot,
    no_checksum,
    checksum_without_generation,
    early_acknowledge,
    no_truncate,
    truncate_after_fsync,
    fsync_tried_again,
    one_write_only,
    generation_reused,
    torn_headers_ignored,
    starts_empty_over_damage,
    damage_is_no_book,
    oldest_wins,
    mirror_never_opened,
    mirror_first,
    no_conflict_check,
    conflict_by_number_alone,
    refused_saves_left_whole,
    torn_header_is_a_conflict,
    folder_not_synced,
)


def found_out(seed: int) -> str:
    """The name of the first proof that something is wrong with, or nothing."""
    for name, proof in proofs.battery(seed):
        try:
            if proof()[1]:
                return name
        except (AssertionError, ValueError, OSError):
            return name
    return ""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_broken_protocol_is_found_out(mutant: Callable[[Patch], None], monkeypatch: Patch) -> None:
    """A proof that cannot fail proves nothing."""
    mutant(monkeypatch)
    assert found_out(seed=3)


def test_the_real_protocol_passes_the_same_battery() -> None:
    """What kills the mutants lets the real one live."""
    assert found_out(seed=3) == ""
