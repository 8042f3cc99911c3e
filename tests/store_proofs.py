"""What must hold for the commit protocol: functions that return what is wrong; each mutant makes one of them speak."""

import errno
import itertools
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from store_doubles import FaultyFiles, MemoryFiles, at_call

from review_tui.store import copies
from review_tui.store.errors import Conflict, Corrupt, NoBook, NotSaved
from review_tui.store.frame import Seal
from review_tui.store.slots import SlotStore

STEM = Path("/book/book")
NAMES = ("a", "b", "m")
ERRNOS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS)


def text(number: int) -> bytes:
    """The content of commit `number`; lengths go up and down so that a slot shrinks too."""
    return f"lần {number}: ".encode() + b"x" * (number * 67 % 190)


def path(name: str) -> Path:
    """The path of a copy."""
    return copies.copy_path(STEM, name)


def mac(message: bytes) -> bytes:
    """A keyed checksum for tests."""
    return bytes(byte ^ 0x5A for byte in message[:16])


SEALS = (Seal(place="book"), Seal(place="book", mac=mac))


def opened(images: dict[Path, bytes], seal: Seal, disk: MemoryFiles | None = None) -> SlotStore:
    """The store over these files."""
    return SlotStore.open(STEM, files=(disk or MemoryFiles()).with_images(images), seal=seal)


def crashes(*, strict: bool, mixtures: int, seed: int, rounds: int = 6) -> tuple[int, list[str]]:
    """R3: cut the power at every call and look at what may be left: the last acknowledged commit or the one in flight.

    Returns how many states were looked at and what was wrong.
    """
    seal = SEALS[seed % 2]
    disk = MemoryFiles(strict=strict)
    hands = FaultyFiles(disk)
    chance = random.Random(seed)
    wrong: list[str] = []
    acknowledged, flying, looked = 0, 1, 0

    def cut(name: str) -> None:
        nonlocal looked
        if name in {"close", "read", "open_to_read"}:
            return
        for images in disk.every_crash(mixtures, chance):
            looked += 1
            wrong.extend(after_crash(images, seal, acknowledged, flying, strict))

    hands.before = cut
    store = SlotStore.create(STEM, text(1), files=hands, seal=seal)
    for number in range(2, rounds + 2):
        acknowledged, flying = number - 1, number
        store.commit(text(number))
        acknowledged = number
        cut("acknowledged")
        if number % 3 == 0:
            store.mirror()
    return looked, wrong


def after_crash(images: dict[Path, bytes], seal: Seal, acknowledged: int, flying: int, strict: bool) -> list[str]:
    """Open what a crash left, compare, save again and read that back."""
    disk = MemoryFiles(strict=strict).with_images(images)
    try:
        store = SlotStore.open(STEM, files=disk, seal=seal)
    except (NoBook, Corrupt) as error:
        return [f"{type(error).__name__} after {acknowledged}"] if acknowledged else []
    if store.content not in {text(number) for number in range(max(acknowledged, 1), flying + 1)}:
        return [f"wrong content after {acknowledged}"]
    store.heal()
    return saves_again(store, disk, seal)


def saves_again(store: SlotStore, disk: MemoryFiles, seal: Seal) -> list[str]:
    """A store that was recovered must take two more commits, and keep them."""
    for word in (b"first again", b"second"):
        try:
            store.commit(word)
        except NotSaved as error:
            return [f"cannot save again: {error}"]
        if opened(disk.images(), seal).content != word:
            return ["what was saved again is not there"]
    return []


def built(seal: Seal, *, commits: int = 5, mirrored: bool = True) -> MemoryFiles:
    """A disk with a store of some commits."""
    disk = MemoryFiles()
    store = SlotStore.create(STEM, text(1), files=disk, seal=seal)
    for number in range(2, commits + 1):
        store.commit(text(number))
    if mirrored:
        store.mirror()
    return disk


def in_flight(*, seed: int) -> tuple[int, list[str]]:
    """R7: cut the slot that is being written at every byte, over what was there, alone, and before zeros."""
    seal, looked, wrong = SEALS[seed % 2], 0, []
    disk = built(seal)
    before = disk.images()
    store = SlotStore.open(STEM, files=disk, seal=seal)
    store.commit(text(6))
    slot = next(name for name in NAMES if disk.images()[path(name)] != before[path(name)])
    old, new = before[path(slot)], disk.images()[path(slot)]
    for cut in range(len(new) + 1):
        for torn in (new[:cut] + old[cut:], new[:cut], new[:cut] + bytes(len(new) - cut)):
            looked += 1
            images = {**before, path(slot): torn}
            left = MemoryFiles().with_images(images)
            store = SlotStore.open(STEM, files=left, seal=seal)
            if store.content != (text(6) if torn == new else text(5)):
                wrong.append(f"wrong content after a cut at {cut}")
            wrong += saves_again(store, left, seal)
    return looked, wrong


def damages(raw: bytes, flips: int, chance: random.Random) -> Iterator[bytes | None]:
    """A file cut at every byte, with flipped bits, with something behind it, and gone."""
    yield None
    for length in range(len(raw)):
        yield raw[:length]
    header = itertools.product(range(min(len(raw), 32)), range(8))
    anywhere = ((chance.randrange(len(raw)), chance.randrange(8)) for _flip in range(flips))
    for at, bit in itertools.chain(header, anywhere):
        yield raw[:at] + bytes([raw[at] ^ (1 << bit)]) + raw[at + 1 :]
    yield raw + b"\0"
    yield bytes(len(raw))


def damaged_at_rest(*, flips: int, seed: int) -> tuple[int, list[str]]:
    """R8: damage any one file at rest: nothing lost, always reported, healed, and saving goes on."""
    seal, chance, looked, wrong = SEALS[seed % 2], random.Random(seed), 0, []
    disk = built(seal)
    images = disk.images()
    for name in NAMES:
        for damage in damages(images[path(name)], flips, chance):
            looked += 1
            wrong.extend(f"{name}: {fault}" for fault in _one_damaged(images, name, damage, seal))
    return looked, wrong


def _one_damaged(images: dict[Path, bytes], name: str, damage: bytes | None, seal: Seal) -> list[str]:
    left = {place: raw for place, raw in images.items() if place != path(name)}
    if damage is not None:
        left[path(name)] = damage
    disk = MemoryFiles().with_images(left)
    try:
        store = SlotStore.open(STEM, files=disk, seal=seal)
    except (Corrupt, NoBook) as error:
        return [f"lost: {error}"]
    wrong = [] if store.content == text(5) else ["lost or altered"]
    wrong += [] if len(store.faults) == 1 and f"book.{name}" in store.faults[0] else ["not reported on opening"]
    wrong += [] if store.verify() == store.faults else ["not reported by verify"]
    wrong += [] if disk.images() == left else ["opening or verifying wrote"]
    wrong += [] if len(store.heal()) == 1 and store.verify() == () else ["not healed"]
    return wrong + saves_again(store, disk, seal)


def all_damaged(*, flips: int, seed: int) -> tuple[int, list[str]]:
    """Damage every copy: never shown, never taken for an empty book."""
    seal, chance, wrong = SEALS[seed % 2], random.Random(seed), []
    images = built(seal).images()
    for _flip in range(flips):
        broken = {place: chance.choice(list(damages(raw, 3, chance))[1:]) or b"" for place, raw in images.items()}
        if any(broken[place] == images[place] for place in images):
            continue
        try:
            opened(broken, seal)
            wrong.append("opened though every copy is damaged")
        except Corrupt:
            pass
        except NoBook:
            wrong.append("taken for no book at all")
    return flips, wrong


def refused_calls(*, shorts: tuple[int | None, ...]) -> tuple[int, list[str]]:
    """R5: refuse every call in turn: only sentences, memory equals the last commit, nothing acknowledged is lost."""
    looked, wrong = 0, []
    for seal in SEALS:
        for short in shorts:
            calls = _calls_of_life(seal, short)
            for index in range(calls):
                for number in ERRNOS:
                    for forever in (False, True):
                        looked += 1
                        wrong += _life(seal, index, number, forever, short)
    return looked, wrong


def _calls_of_life(seal: Seal, short: int | None) -> int:
    disk = built(seal, mirrored=False)
    hands = FaultyFiles(disk, short=short)
    store = SlotStore.open(STEM, files=hands, seal=seal)
    store.commit(text(6))
    store.mirror()
    store.commit(text(7))
    store.commit(text(8))
    store.mirror()
    return len(hands.calls)


def _life(seal: Seal, index: int, number: int, forever: bool, short: int | None) -> list[str]:
    disk = built(seal, mirrored=False)
    hands = FaultyFiles(disk, refuse=at_call(index, number, forever=forever), short=short)
    case = f"call {index} errno {number} forever {forever} short {short}"
    try:
        store = SlotStore.open(STEM, files=hands, seal=seal)
    except Corrupt:
        return [f"{case}: {fault}" for fault in _disk_is(disk, seal, {text(5)})]
    if store.content != text(5):
        return [f"{case}: opened an older commit"] if forever is False else []
    wrong, last, seen = [], text(5), store.generation
    refused: set[bytes] = set()
    for commit in (text(6), text(7), text(8)):
        try:
            store.commit(commit)
            last, refused = commit, set()
            if store.generation <= seen:
                wrong.append(f"{case}: generation used twice")
            seen = store.generation
        except NotSaved as error:
            refused.add(commit)
            if isinstance(error, Conflict):
                wrong.append(f"{case}: nobody else wrote")
        if store.content != last:
            wrong.append(f"{case}: memory is not the last commit")
        # A disk that refuses everything cannot be told to forget: what was refused may show up, what was saved must.
        allowed = {last} | (refused if forever else set())
        wrong += [f"{case}: {fault}" for fault in _disk_is(disk, seal, allowed)]
        store.mirror()
    hands.refuse = None
    if store.faults:
        # A copy that could not be read has come back: `Conflict` rightly asks to open again.
        store = SlotStore.open(STEM, files=hands, seal=seal)
    return wrong + [f"{case}: {fault}" for fault in saves_again(store, disk, seal)]


def _disk_is(disk: MemoryFiles, seal: Seal, allowed: set[bytes]) -> list[str]:
    try:
        found = opened(disk.images(), seal).content
    except (Corrupt, NoBook) as error:
        return [f"unreadable: {error}"]
    return [] if found in allowed else ["memory and disk differ"]


def power_cut_after_refusal(*, seed: int) -> tuple[int, list[str]]:
    """A failed fsync forgets pages: what is acknowledged after it must be on the disk all the same."""
    seal, chance, looked, wrong = SEALS[seed % 2], random.Random(seed), 0, []
    for index in range(40):
        disk = built(seal)
        hands = FaultyFiles(disk, refuse=at_call(index, errno.EIO))
        try:
            store = SlotStore.open(STEM, files=hands, seal=seal)
        except Corrupt:
            continue
        last, number = text(5), 5
        for number in (6, 7):
            try:
                store.commit(text(number))
                last = text(number)
            except NotSaved:
                pass
            for images in disk.every_crash(5, chance):
                looked += 1
                allowed = {last, text(number)}
                wrong += [f"call {index}: {fault}" for fault in _disk_is(disk.with_images(images), seal, allowed)]
    return looked, wrong


def someone_else_wrote() -> tuple[int, list[str]]:
    """Two stores over the same files without a lock: the second to write is refused, also after refused saves."""
    wrong = []
    cases = list(itertools.product(range(1, 4), range(3), ("fsync", "open_to_write")))
    for own, refused, refusing in cases:
        disk = built(SEALS[0])
        hands = FaultyFiles(disk)
        ours = SlotStore.open(STEM, files=hands, seal=SEALS[0])
        hands.refuse = partial(refuse_named, refusing)
        for _try in range(refused):
            with_refusal(partial(ours.commit, b"ours"))
        hands.refuse = None
        for number in range(own):
            # A generation number alone would not tell their commit from our refused one.
            SlotStore.open(STEM, files=disk, seal=SEALS[0]).commit(f"theirs {number}".encode())
        if not isinstance(with_refusal(partial(ours.commit, b"ours again")), Conflict):
            wrong.append(f"{own} commits of others overwritten after {refused} refused ones")
    return len(cases), wrong


def refuse_named(refused: str, _call: int, name: str) -> int:
    """Refuse every call of one name."""
    return errno.EIO if name == refused else 0


def with_refusal(call: Callable[[], object]) -> NotSaved | None:
    """Make a call and hand back its refusal."""
    try:
        call()
    except NotSaved as error:
        return error
    return None


def numbers_never_return() -> tuple[int, list[str]]:
    """A generation number is used once, refused commits and torn headers included; one commit is one fsync."""
    wrong = []
    disk = built(SEALS[0])
    hands = FaultyFiles(disk)
    store = SlotStore.open(STEM, files=hands, seal=SEALS[0])
    hands.refuse = partial(refuse_named, "fsync")
    with_refusal(partial(store.commit, b"refused"))
    wrong += _disk_is(disk, SEALS[0], {text(5)})
    hands.refuse = None
    before, fsyncs = store.generation, disk.fsyncs
    store.commit(b"saved")
    wrong += [] if store.generation == before + 2 else ["the number of a refused commit was given again"]
    wrong += [] if disk.fsyncs == fsyncs + 1 else ["one commit is not one fsync"]
    hands.short = 7
    store.commit(b"written by little pieces")
    wrong += _disk_is(disk, SEALS[0], {b"written by little pieces"})
    for name in NAMES:
        torn = disk.images()
        torn[path(name)] = b'{"v":1,"gen":500,"len":9'
        again = opened(torn, SEALS[0])
        again.commit(b"after a torn header")
        wrong += [] if again.generation == 501 else ["the number in a torn header was given again"]
    return 5, wrong


def mirror_is_no_commit() -> tuple[int, list[str]]:
    """A mirror that cannot be written never refuses a commit, and is told."""
    disk = built(SEALS[0])
    hands = FaultyFiles(disk)
    store = SlotStore.open(STEM, files=hands, seal=SEALS[0])
    mirror = disk.images()[path("m")]
    store.commit(b"first")
    wrong = [] if disk.images()[path("m")] == mirror else ["a commit wrote the mirror"]
    hands.refuse = partial(refuse_named, "fsync")
    wrong += [] if not store.mirror() and "book.m" in store.mirror_fault else ["a failed mirror was not told"]
    hands.refuse = None
    store.commit(b"second")
    wrong += [] if store.mirror() and not store.mirror_fault and store.verify() == () else ["mirror not caught up"]
    return 3, wrong


def battery(seed: int) -> Iterator[tuple[str, Callable[[], tuple[int, list[str]]]]]:
    """All proofs in their short form, cheapest first, for hunting mutants."""
    yield "numbers", numbers_never_return
    yield "mirror", mirror_is_no_commit
    yield "others", someone_else_wrote
    yield "all damaged", partial(all_damaged, flips=30, seed=seed)
    yield "in flight", partial(in_flight, seed=seed)
    yield "crashes", partial(crashes, strict=False, mixtures=2, seed=seed, rounds=4)
    yield "strict crashes", partial(crashes, strict=True, mixtures=2, seed=seed, rounds=4)
    yield "fsync", partial(power_cut_after_refusal, seed=seed)
    yield "damage", partial(damaged_at_rest, flips=50, seed=seed)
    yield "refusals", partial(refused_calls, shorts=(90,))
