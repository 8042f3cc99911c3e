"""Signed years, which nobody writes any more: a glance at their copies, and reading them back byte for byte.

A screen that waited until 30 years were read would stand seconds later. So an opening in haste looks at names, lengths
and headers alone, and each signed file is read, and healed, once the screen stands.
"""

from review_tui.store.copies import COPIES, MIRROR, copy_path, faults, read_copies, read_header
from review_tui.store.errors import StoreError
from review_tui.store.frame import generation_in, length_in
from review_tui.store.keys import Keyring
from review_tui.store.layout import session_place, stem_of
from review_tui.store.sealed_file import Ground, seal_of
from review_tui.store.slots import SlotStore


def looks_whole(ground: Ground, session: str) -> bool:
    """Whether the three copies of a session's file are there, of their length, and the third one is up to date."""
    generations: dict[str, int] = {}
    try:
        for name in COPIES:
            path = copy_path(stem_of(ground.folder, session_place(session)), name)
            header = read_header(ground.files, path)
            if header is None or path.stat().st_size != len(header) + 1 + length_in(header):
                return False
            generations[name] = generation_in(header)
    except OSError:
        return False
    return generations[MIRROR] == max(generations.values())


def read_back(ground: Ground, ring: Keyring, session: str) -> tuple[str, ...]:
    """Read every copy of a session's file, and write the good one over every bad one; one sentence for each."""
    place = session_place(session)
    stem, seal = stem_of(ground.folder, place), seal_of(ring, place)
    if not faults(read_copies(ground.files, stem, seal)):
        return ()
    try:
        return SlotStore.open(stem, files=ground.files, seal=seal, reserve=ground.reserve).heal()
    except StoreError as error:
        return (str(error),)
