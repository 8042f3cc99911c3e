"""A file of the book: what a crash, a refused call, damage or a second writer can and cannot do to it."""

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import store_proofs as proofs
from store_doubles import FaultyFiles, MemoryFiles
from store_proofs import SEALS, STEM, built, opened, path, text

from review_tui.language.errors import ReviewError
from review_tui.store.errors import Corrupt, NewerVersion, NoBook, NotSaved, Unreadable, WrongPassphrase
from review_tui.store.files import Files
from review_tui.store.frame import MOST, Seal, framed, unframed
from review_tui.store.reserve import SIZE, Reserve
from review_tui.store.slots import SlotStore

Proof = Callable[[], tuple[int, list[str]]]


def holds(proof: Proof, *, least: int) -> None:
    """Run a proof and see that it looked at enough and found nothing."""
    looked, wrong = proof()
    assert sorted(set(wrong)) == []
    assert looked >= least


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_power_cut_at_any_call_leaves_the_last_commit(strict: bool, seed: int) -> None:
    """R3: whatever part of the writes reached the disk, the acknowledged commit is there and saving goes on."""
    holds(partial(proofs.crashes, strict=strict, mixtures=3, seed=seed), least=500)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_slot_cut_while_it_is_written_changes_nothing(seed: int) -> None:
    """R7: at every byte, over the older content, alone and before zeros."""
    holds(partial(proofs.in_flight, seed=seed), least=400)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_one_damaged_copy_is_reported_healed_and_costs_nothing(seed: int) -> None:
    """R8: cut at every byte, bits flipped, deleted; with the mirror current nothing is lost."""
    holds(partial(proofs.damaged_at_rest, flips=100, seed=seed), least=1_200)


def test_a_book_with_every_copy_damaged_is_refused() -> None:
    """Damage is never shown as content and never taken for an empty book."""
    holds(partial(proofs.all_damaged, flips=300, seed=4), least=300)


def test_a_refused_call_costs_no_more_than_one_refused_save() -> None:
    """R5: every call x four errors x once and for ever x short writes."""
    holds(partial(proofs.refused_calls, shorts=(None, 90)), least=2_000)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_power_cut_after_a_failed_fsync_keeps_what_was_saved_then(seed: int) -> None:
    """The system forgets pages whose fsync failed, so everything is written again."""
    holds(partial(proofs.power_cut_after_refusal, seed=seed), least=300)


def test_two_writers_without_a_lock_are_told_apart() -> None:
    """The second to write is refused and overwrites nothing."""
    holds(proofs.someone_else_wrote, least=18)


def test_generation_numbers_are_used_once() -> None:
    """Also those of refused commits and torn headers; and one commit is one fsync."""
    holds(proofs.numbers_never_return, least=5)


def test_a_failed_mirror_is_told_and_refuses_nothing() -> None:
    """The mirror is a third copy and not part of a commit."""
    holds(proofs.mirror_is_no_commit, least=3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_all_proofs_at_length(seed: int) -> None:
    """The same with more rounds, mixtures and flips."""
    for strict in (False, True):
        holds(partial(proofs.crashes, strict=strict, mixtures=40, seed=seed, rounds=20), least=3_000)
    holds(partial(proofs.damaged_at_rest, flips=2_000, seed=seed), least=6_000)
    holds(partial(proofs.all_damaged, flips=1_000, seed=seed), least=1_000)
    holds(partial(proofs.power_cut_after_refusal, seed=seed), least=300)


@pytest.mark.soak
def test_a_refused_call_among_tiny_writes_costs_no_more_than_one_refused_save() -> None:
    """R5 with frames written by 7 bytes at a time."""
    holds(partial(proofs.refused_calls, shorts=(7,)), least=3_000)


def test_the_four_ways_to_fail_have_four_sentences(tmp_path: Path) -> None:
    """R27: wrong passphrase, damage, nothing there, newer version; none hints at a byte or a cause."""
    disk = built(SEALS[0])
    newer = {place: framed(b"{}", 9, SEALS[0], version=2).whole for place in disk.images()}
    sentences = [str(WrongPassphrase())]
    for images, kind in ((dict.fromkeys(newer, b"?"), Corrupt), ({}, NoBook), (newer, NewerVersion)):
        with pytest.raises(kind) as caught:
            opened(images, SEALS[0])
        assert isinstance(caught.value, ReviewError)
        sentences.append(str(caught.value))
    assert len(set(sentences)) == 4
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in sentences)


def test_one_newer_copy_is_enough_to_leave_the_book_alone() -> None:
    """A copy of a later program is not healed away by an older program."""
    images = built(SEALS[0]).images()
    images[path("a")] = framed(b"{}", 99, SEALS[0], version=2).whole
    with pytest.raises(NewerVersion):
        opened(images, SEALS[0])


def test_every_byte_of_a_copy_is_under_its_checksum() -> None:
    """All 255 other values of every byte are refused, of the header and of the content."""
    frame = framed(b"ab", 7, SEALS[1])
    for at in range(len(frame.whole)):
        for value in range(256):
            other = frame.whole[:at] + bytes([value]) + frame.whole[at + 1 :]
            assert other == frame.whole or unframed(other, SEALS[1]) is None


def test_a_file_copied_over_another_does_not_verify() -> None:
    """The checksum holds what the file is: last year's session is not this year's."""
    images = built(Seal(place="sessions/2025")).images()
    with pytest.raises(Corrupt):
        opened(images, Seal(place="sessions/2026"))


def test_a_copy_without_the_key_of_the_book_counts_as_damage() -> None:
    """Somebody without the key can compute a bare checksum, but nothing that is shown."""
    disk = built(SEALS[1])
    forged = {**disk.images(), path("m"): framed(b"forged", 99, SEALS[0]).whole}
    store = opened(forged, SEALS[1])
    assert store.content == text(5)
    assert store.faults == ("Bản ghi “book.m” bị hỏng.",)


def test_the_book_file_is_checked_twice_before_and_after_the_key_is_known() -> None:
    """It holds the key slots, so it opens bare; under the key forged copies are left out, later commits carry it."""
    disk = built(SEALS[1])
    disk.put(path("m"), framed(b"forged", 99, SEALS[0]).whole)
    store = SlotStore.open(STEM, files=disk, seal=SEALS[0])
    assert store.content == b"forged"
    store.under(proofs.mac)
    assert store.content == text(5)
    store.heal()
    store.commit(b"under the key")
    store.mirror()
    assert opened(disk.images(), SEALS[1]).verify() == ()
    with pytest.raises(Corrupt):
        store.under(lambda message: message[::-1])
    assert store.content == b"under the key"


def test_opening_and_verifying_write_nothing() -> None:
    """`check` may run on a book that lies on a read-only medium."""
    disk = built(SEALS[0], mirrored=False)
    hands = FaultyFiles(disk)
    store = SlotStore.open(STEM, files=hands, seal=SEALS[0])
    assert store.verify() == ()
    assert set(hands.calls) == {"open_to_read", "read", "close"}


def test_verify_reports_damage_done_since_the_opening() -> None:
    """The slot in use, the older slot and the mirror alike."""
    disk = built(SEALS[0])
    store = SlotStore.open(STEM, files=disk, seal=SEALS[0])
    for name in proofs.NAMES:
        disk.put(path(name), disk.images()[path(name)][:-1])
    assert store.verify() == tuple(f"Bản ghi “book.{name}” bị hỏng." for name in proofs.NAMES)


def test_a_mirror_newer_than_both_slots_is_reported_and_used() -> None:
    """Somebody put an old slot back; the newest commit is in the mirror."""
    old, new = built(SEALS[0], commits=2).images(), built(SEALS[0], commits=6).images()
    store = opened({**old, path("m"): new[path("m")]}, SEALS[0])
    assert store.content == text(6)
    assert store.verify() == ("Bản sao “book.m” mới hơn cả hai bản ghi chính.",)
    store.commit(b"next")
    assert store.generation > 6


def test_a_slot_lost_while_the_book_is_open_is_written_next() -> None:
    """The healthy slot is left alone, so that two good copies stand again after one commit."""
    for name in ("a", "b"):
        disk = built(SEALS[0])
        store = SlotStore.open(STEM, files=disk, seal=SEALS[0])
        disk.remove(path(name))
        store.commit(b"after the loss")
        assert store.verify() == ()


def test_a_hidden_copy_is_not_passed_over_when_writing() -> None:
    """A copy that another program keeps shut may hold the newest commit: reading works, writing waits."""
    disk = built(SEALS[0], mirrored=False)
    hands = FaultyFiles(disk, refuse=lambda call, _name: errno.EACCES if call < 2 else 0)
    with pytest.raises(Unreadable):
        SlotStore.open(STEM, files=hands, seal=SEALS[0])
    hands = FaultyFiles(disk, refuse=lambda call, _name: errno.EACCES if call < 2 else 0)
    reader = SlotStore.open(STEM, files=hands, seal=SEALS[0], write=False)
    assert reader.content in {text(4), text(5)}
    assert reader.content == text(5) or reader.faults


def test_a_bad_sector_is_damage_like_any_other() -> None:
    """The book opens for writing, and what the bad copy may have held is not numbered again."""
    disk = built(SEALS[0])
    hands = FaultyFiles(disk, refuse=lambda call, _name: errno.EIO if call < 2 else 0)
    store = SlotStore.open(STEM, files=hands, seal=SEALS[0])
    assert store.content == text(5)
    assert store.faults == ("Không đọc được bản ghi “book.a”.",)
    assert store.heal() == ("Đã ghi lại bản “book.a” từ bản còn nguyên vẹn.",)
    store.commit(b"next")
    assert store.generation > 1_000


def test_a_reader_without_the_lock_waits_for_a_half_written_copy() -> None:
    """Reading commands work while another process writes; a write seen half way is no damage."""
    disk = built(SEALS[0])
    whole = disk.images()
    disk.put(path("a"), whole[path("a")][:20])
    hands = FaultyFiles(disk)
    hands.sleep = lambda _seconds: disk.put(path("a"), whole[path("a")])
    reader = SlotStore.open(STEM, files=hands, seal=SEALS[0], write=False)
    assert reader.faults == ()
    with pytest.raises(NotSaved):
        reader.commit(b"a reader writes nothing")
    assert reader.heal() == ()
    assert disk.images() == whole


def test_a_content_too_large_to_read_back_is_not_written() -> None:
    """The limit of reading is the limit of writing."""
    disk = built(SEALS[0])
    before = disk.images()
    store = SlotStore.open(STEM, files=disk, seal=SEALS[0])
    with pytest.raises(NotSaved):
        store.commit(bytes(MOST + 1))
    assert disk.images() == before


def test_a_new_file_replaces_nothing_but_leftovers() -> None:
    """`create` refuses where a copy lies, and clears what a torn creation left only when told so."""
    disk = built(SEALS[0])
    with pytest.raises(NotSaved):
        SlotStore.create(STEM, b"new", files=disk, seal=SEALS[0])
    assert opened(disk.images(), SEALS[0]).content == text(5)
    left = MemoryFiles().with_images({path("a"): b"torn"})
    store = SlotStore.create(STEM, b"new", files=left, seal=SEALS[0], over_leftovers=True)
    assert (store.content, store.verify(), set(left.images())) == (b"new", (), {path(name) for name in proofs.NAMES})


def test_a_refused_creation_leaves_nothing_and_can_be_tried_again() -> None:
    """At whatever call it was refused: no leftovers stand in the way of the next try."""
    counted = FaultyFiles(MemoryFiles())
    SlotStore.create(STEM, b"new", files=counted)
    for index in range(counted.calls.index("fsync_folder") + 1):
        disk = MemoryFiles()
        hands = FaultyFiles(disk, refuse=lambda call, _name, index=index: errno.ENOSPC if call == index else 0)
        if counted.calls[index] in {"close", "open_to_read", "read"}:
            continue
        assert proofs.with_refusal(partial(SlotStore.create, STEM, b"new", files=hands)) is not None
        assert disk.images() == {}
        assert SlotStore.create(STEM, b"new", files=hands).content == b"new"


def test_the_reserve_lets_saving_go_on_when_the_disk_is_full() -> None:
    """R6: 20 and more saves after the last free byte, nothing lost, and the refusal says what to do."""
    disk = built(SEALS[0])
    reserve = Reserve(STEM.parent, files=disk)
    assert reserve.ensure()
    disk.capacity = sum(map(len, disk.images().values()))
    store = SlotStore.open(STEM, files=disk, seal=SEALS[0], reserve=reserve)
    saved, refused = 0, None
    while refused is None:
        refused = proofs.with_refusal(partial(store.commit, b"x" * (1_000 * (saved + 1))))
        saved += refused is None
    assert "đã đầy" in str(refused)
    assert "xóa bớt tệp" in str(refused).lower()
    assert saved >= 20
    assert opened(disk.images(), SEALS[0]).content == store.content == b"x" * (1_000 * saved)
    assert not reserve.ensure()
    disk.capacity += 100 * SIZE
    assert reserve.ensure()
    store.commit(b"x" * 200_000)
    assert opened(disk.images(), SEALS[0]).content == b"x" * 200_000


def test_the_reserve_grows_with_the_largest_file_and_never_shrinks_for_a_full_disk() -> None:
    """Two whole copies of a big session fit into it; where there is no room the smaller one stays."""
    disk = MemoryFiles()
    reserve = Reserve(STEM.parent, files=disk)
    assert reserve.ensure(1_000)
    assert len(disk.images()[reserve.path]) == SIZE
    disk.capacity = SIZE + 1_000
    assert reserve.ensure(500_000)
    assert len(disk.images()[reserve.path]) == SIZE
    disk.capacity = 100 * SIZE
    assert reserve.ensure(500_000)
    assert 1_000_000 <= len(disk.images()[reserve.path]) <= 1_000_000 + SIZE
    assert reserve.ensure(1_000)
    assert len(disk.images()[reserve.path]) >= 1_000_000
    disk.capacity = None
    reserve.ensure(10**9)
    assert len(disk.images()[reserve.path]) == 4 * 1024 * 1024
    disk.capacity = sum(map(len, disk.images().values()))
    store = SlotStore.create(STEM, bytes(500_000), files=disk, seal=SEALS[0], reserve=reserve)
    store.commit(bytes(510_000))
    assert reserve.path not in disk.images()


def test_without_a_reserve_a_full_disk_refuses_and_loses_nothing() -> None:
    """The last commit stands, in memory and on the disk, at whatever byte the disk became full."""
    for room in range(0, 400, 7):
        disk = built(SEALS[0])
        disk.capacity = sum(map(len, disk.images().values())) + room
        store = SlotStore.open(STEM, files=disk, seal=SEALS[0])
        with pytest.raises(NotSaved, match="đã đầy"):
            store.commit(bytes(1_000))
        assert opened(disk.images(), SEALS[0]).content == store.content == text(5)


def test_a_new_file_takes_the_reserve_too() -> None:
    """A session can be made on a full disk."""
    disk = MemoryFiles(capacity=0)
    reserve = Reserve(STEM.parent, files=disk)
    disk.capacity = 10 * SIZE
    reserve.ensure()
    disk.capacity = SIZE
    store = SlotStore.create(STEM, bytes(1_000), files=disk, seal=SEALS[0], reserve=reserve)
    assert store.content == bytes(1_000)


def test_the_real_disk_takes_the_same_calls(tmp_path: Path) -> None:
    """Names with blanks and Vietnamese letters, reopening, mirror, damage and healing on the file system itself."""
    folder = tmp_path / "Sổ kiểm điểm chi bộ"
    folder.mkdir()
    seal = replace(SEALS[1], place="sessions/2026")
    store = SlotStore.create(folder / "2026", text(1), seal=seal)
    for number in range(2, 9):
        store.commit(text(number))
    assert store.mirror()
    (folder / "2026.a").write_bytes(b"")
    again = SlotStore.open(folder / "2026", seal=seal)
    assert again.content == text(8)
    assert again.faults == ("Bản ghi “sessions/2026.a” bị hỏng.",)
    assert again.heal() == ("Đã ghi lại bản “sessions/2026.a” từ bản còn nguyên vẹn.",)
    assert again.verify() == ()


def test_no_file_stays_open_between_saves(tmp_path: Path) -> None:
    """Windows would keep others from copying or deleting it."""
    disk = built(SEALS[0])
    hands = FaultyFiles(disk)
    store = SlotStore.open(STEM, files=hands, seal=SEALS[0])
    store.commit(b"one")
    store.mirror()
    hands.refuse = lambda _call, name: errno.EIO if name in {"write", "fsync"} else 0
    with pytest.raises(NotSaved):
        store.commit(b"two")
    assert disk.open_files == {}


def test_a_folder_without_an_fsync_of_its_own_is_no_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network shares answer EINVAL; a real error of the disk is still one."""
    real = os.fsync
    for number, saved in ((errno.EINVAL, True), (errno.EIO, False)):

        def fsync(descriptor: int, number: int = number) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(number, "refused by the test")
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fsync)
        refusal = proofs.with_refusal(partial(SlotStore.create, tmp_path / f"book{number}", b"{}"))
        assert (refusal is None) == saved


def sharing_violation(times: int) -> Callable[..., int]:
    """`os.open` as Windows answers it while a virus scanner has the file, so many times."""
    left, real = [times], os.open

    def call(*arguments: object, **named: object) -> int:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return real(*arguments, **named)  # type: ignore[arg-type]

    return call


@pytest.mark.parametrize(("refusals", "saved"), [(9, True), (10, False)])
def test_windows_gets_ten_tries_in_two_seconds(
    refusals: int, saved: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R26: a scanner that holds the file for moments costs time only; one that keeps it costs one refused save."""
    slept: list[float] = []
    files = Files(windows=True, sleep=slept.append)
    store = SlotStore.create(tmp_path / "book", b"one", files=files)
    monkeypatch.setattr(os, "open", sharing_violation(refusals))
    if saved:
        store.commit(b"two")
    else:
        with pytest.raises(NotSaved):
            store.commit(b"two")
    assert len(slept) == 9
    assert 1.0 < sum(slept) <= 2.0


def test_other_systems_do_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing permission on Linux and macOS is told at once."""
    slept: list[float] = []
    store = SlotStore.create(tmp_path / "book", b"one", files=Files(windows=False, sleep=slept.append))
    monkeypatch.setattr(os, "open", sharing_violation(1))
    with pytest.raises(NotSaved, match="quyền ghi"):
        store.commit(b"two")
    assert slept == []
