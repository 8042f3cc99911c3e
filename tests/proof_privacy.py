"""`make proof-privacy`: the promises about privacy measured whole, one line each; exit 1 when one falls short."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import privacy_proofs as proofs
from privacy_proofs import Figure


def figures(folder: Path) -> Iterator[Callable[[], Iterator[Figure]]]:
    """Each measurement, to be made when its turn comes."""

    def one(make: Callable[[], Figure]) -> Callable[[], Iterator[Figure]]:
        return lambda: iter((make(),))

    yield one(lambda: proofs.foreign_keys(folder / "keys", 61))
    yield one(lambda: proofs.moved_texts(folder / "moved"))
    if sys.platform == "linux":
        yield lambda: _memory(folder / "memory")
    yield one(lambda: proofs.secrets_cut(folder / "cut", 1))
    yield one(lambda: proofs.rewritten(folder / "chain", 3_000))
    if sys.platform == "linux":
        yield lambda: _screens(folder / "screens")
    yield one(lambda: proofs.names_and_cells(20_000))
    yield one(lambda: proofs.drills(folder / "drills", 20))


def _memory(folder: Path) -> Iterator[Figure]:
    from privacy_memory import in_memory

    folder.mkdir()
    yield from in_memory(folder)


def _screens(folder: Path) -> Iterator[Figure]:
    from privacy_screens import hostile_screens

    folder.mkdir()
    yield from hostile_screens(folder)


def main() -> int:
    """Print the table as it comes."""
    short = 0
    with tempfile.TemporaryDirectory() as place:
        # The programs that are started here have a home of their own, as in the tests.
        os.environ.update(HOME=place, XDG_DATA_HOME=f"{place}/data", TERM="xterm-256color", LANG="C.UTF-8")
        for measure in figures(Path(place)):
            for figure in measure():
                print(figure.row(), flush=True)
                short += not figure.ok
    if sys.platform != "linux":
        print("R16 memory, R20, R21, R22: not measured, they need /proc and a pseudo-terminal of Linux")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
