"""R11: a file of the book through any life of saves, refusals, crashes, damage, mirrors and reopenings."""

import errno
import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store_doubles import FaultyFiles, MemoryFiles, at_call
from store_proofs import ERRNOS, NAMES, SEALS, STEM, path

from review_tui.store.errors import NotSaved, Unreadable
from review_tui.store.slots import SlotStore

CONTENT = st.binary(max_size=300)
SEED = st.integers(min_value=0, max_value=2**32)


class Life(RuleBasedStateMachine):
    """One file. `may` is what a reopening may find: the last commit, and what was refused since."""

    def __init__(self) -> None:
        super().__init__()
        self.seal = SEALS[1]
        self.disk = MemoryFiles()
        self.store = SlotStore.create(STEM, b"first", files=self.disk, seal=self.seal)
        self.saved = b"first"
        self.may: set[bytes] = {b"first"}
        self.highest = 1
        self.hands = FaultyFiles(self.disk)
        self.reopen()

    @rule(content=CONTENT)
    def commit(self, content: bytes) -> None:
        """A save that nothing refuses must be taken, whatever happened before."""
        self.store.commit(content)
        assert self.store.generation > self.highest
        self.highest = self.store.generation
        self.saved, self.may = content, {content}

    @rule(
        content=CONTENT,
        call=st.integers(min_value=0, max_value=25),
        number=st.sampled_from(ERRNOS),
        forever=st.booleans(),
        short=st.sampled_from([None, 1, 50]),
    )
    def refused(self, content: bytes, call: int, number: int, forever: bool, short: int | None) -> None:
        """A save during which the system refuses a call, or all from then on."""
        self.hands.refuse = at_call(len(self.hands.calls) + call, number, forever=forever)
        self.hands.short = short
        try:
            self.commit(content)
        except NotSaved:
            self.may.add(content)
        self.hands.refuse, self.hands.short = None, None

    @rule(content=CONTENT, calls=st.integers(min_value=0, max_value=12), seed=SEED)
    def crash_in_commit(self, content: bytes, calls: int, seed: int) -> None:
        """The power goes at some call of a save; any part of what was not fsynced may be lost."""
        chance, left = random.Random(seed), [calls]
        images: dict[Path, bytes] = {}
        before, highest = set(self.may), self.highest

        def cut(_name: str) -> None:
            if left[0] == 0:
                images.update(self.disk.crashed(chance))
            left[0] -= 1

        self.hands.before = cut
        self.commit(content)
        if left[0] < 0:
            self.may, self.highest = {*before, content}, highest
        else:
            images.update(self.disk.crashed(chance))
        self.disk = self.disk.with_images(images)
        self.reopen()

    @rule(seed=SEED)
    def crash(self, seed: int) -> None:
        """The power goes between two acts."""
        self.disk = self.disk.with_images(self.disk.crashed(random.Random(seed)))
        self.reopen()

    @rule()
    def reopen(self) -> None:
        """Close and open: the last commit is there, or a refused one that reached the disk."""
        self.hands = FaultyFiles(self.disk)
        self.store = SlotStore.open(STEM, files=self.hands, seal=self.seal)
        assert self.store.content in self.may
        # What was not acknowledged may still go with the next power cut, until it is healed, mirrored or saved anew.
        self.saved = self.store.content

    @rule()
    def heal(self) -> None:
        """Broken copies are written again, and what is shown is on the disk."""
        self.store.heal()
        self.highest = max(self.highest, self.store.generation)
        assert self.store.verify() == ()
        self.may = {self.saved}

    @rule()
    def mirror(self) -> None:
        """The third copy catches up."""
        assert self.store.mirror()

    @precondition(lambda life: life.store.mirrored)
    @rule(name=st.sampled_from(NAMES), seed=SEED)
    def damage(self, name: str, seed: int) -> None:
        """One copy is cut, flipped or deleted while nobody looks; with a current mirror that costs nothing."""
        if self.store.verify():
            return
        raw, chance = self.disk.images()[path(name)], random.Random(seed)
        kind = chance.randrange(3)
        if kind == 0:
            self.disk.remove(path(name))
        elif kind == 1:
            self.disk.put(path(name), raw[: chance.randrange(len(raw))])
        else:
            at = chance.randrange(len(raw))
            self.disk.put(path(name), raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :])
        assert len(self.store.verify()) == 1
        self.reopen()
        assert len(self.store.faults) == 1

    @rule(number=st.sampled_from([*ERRNOS, errno.EBUSY]), call=st.integers(min_value=0, max_value=9))
    def refused_opening(self, number: int, call: int) -> None:
        """An opening during which the system refuses a call finds the same, or says that it cannot read."""
        hands = FaultyFiles(self.disk, refuse=at_call(call, number))
        with suppress(Unreadable):
            assert SlotStore.open(STEM, files=hands, seal=self.seal).content in self.may

    @invariant()
    def memory_is_the_last_commit(self) -> None:
        """Whatever was refused, what is shown is what was saved."""
        assert self.store.content == self.saved


def lives(count: int, steps: int) -> settings:
    """How many lives of how many steps; a failing one prints how to play it again."""
    return settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        print_blob=True,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


class TestLife(Life.TestCase):  # type: ignore[name-defined,misc]
    """Short lives in the default suite."""

    settings = lives(150, 40)


@pytest.mark.soak
class TestLongLife(Life.TestCase):  # type: ignore[name-defined,misc]
    """400 lives of 50 steps."""

    settings = lives(400, 50)
