"""Figures for what nobody may see, open, rewrite or lose: R16 to R25 of the promises, measured at any size.

Each function returns a `Figure`; the tests run them small, `make proof-privacy` runs them whole.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path, PureWindowsPath

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_books import NOON, PHRASE, approve, cell, clock, held_meeting, new_book, opened, pack, say, session, sign
from test_store_secrets import CHANGES, life_cut_everywhere

from review_tui.papers.names import file_name, why_no_file_name
from review_tui.papers.workbook import safe_text
from review_tui.store import Book, check, restore
from review_tui.store.chain import content_of, linked
from review_tui.store.documents import Document
from review_tui.store.errors import Corrupt, WrongPassphrase
from review_tui.store.keys import COMMON, Keyring
from review_tui.store.sealing import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table: what was tried, what came out, what must, and whether it did."""

    rule: str
    what: str
    measured: str
    target: str
    ok: bool

    def row(self) -> str:
        """As it is printed."""
        return f"{self.rule:<4} {self.what:<44} {self.measured:<46} {self.target:<30} {'ok' if self.ok else 'SHORT'}"


def _rings(path: Path) -> tuple[Keyring, list[tuple[str, str, dict[str, str]]]]:
    """All keys of a book, and every sealed text of its session: (table, id, row)."""
    with opened(path, write=False) as book:
        tree = book._desk.session("2026").file._tree()
        rows = [(table, key, row) for table, rows in tree.items() for key, row in rows.items() if "s" in row]
        return book._desk.ring.copy(), rows


def foreign_keys(folder: Path, members: int) -> Figure:
    """R16: every key against everybody's name, and against every sealed text that is not its own."""
    book, _paper = new_book(folder, size=members)
    held_meeting(book)
    keys = {one.id: book.member_key(one.id) for one in book.cell.members}
    book.close()
    ring, rows = _rings(folder)
    entered = sum(_enters(folder, who, key) for who in keys for other, key in keys.items() if other != who)
    whole = Sealer(ring, "sessions/2026")
    homes = {key: found.compartment for _table, key, row in rows if (found := whole.opened(_table, key, row))}
    foreign = own = 0
    for who in keys:
        sealer = Sealer(
            Keyring(book=ring.book, common=ring.common, members={who: ring.members[who]}, member=who), whole.place
        )
        for table, key, row in rows:
            seen = sealer.opened(table, key, row) is not None
            own += seen and homes[key] in (COMMON, who)
            foreign += seen and homes[key] not in (COMMON, who)
    pairs = members * (members - 1)
    return Figure(
        rule="R16",
        what="foreign keys: names tried, sealed texts tried",
        measured=f"{entered} of {pairs} entered, {foreign} of {members * len(rows) - own} opened",
        target="0 entered, 0 opened",
        ok=not entered and not foreign and own > 0,
    )


def _enters(path: Path, member: str, key: str) -> bool:
    try:
        Book.open(path, member=member, key=key, write=False).close()
    except WrongPassphrase:
        return False
    return True


def moved_texts(folder: Path) -> Figure:
    """R16: every sealed text put where another one lay, or into another session or book."""
    book, _paper = new_book(folder)
    held_meeting(book)
    book.close()
    ring, rows = _rings(folder)
    here = Sealer(ring, "sessions/2026")
    elsewhere = [Sealer(ring, "sessions/2025"), Sealer(replace(ring, book="another"), here.place)]
    tried = taken = 0
    for (table, key, row), (other_table, other_key, other) in zip(rows, [*rows[1:], rows[0]], strict=True):
        moved = [(here, other_table, other_key, row), (here, table, key, {**row, "c": other["c"]})]
        moved += [(sealer, table, key, row) for sealer in elsewhere]
        for sealer, at_table, at_key, sealed in moved:
            if sealed == row and (at_table, at_key) == (table, key) and sealer is here:
                continue
            tried += 1
            try:
                taken += sealer.opened(at_table, at_key, sealed) is not None
            except Corrupt:
                continue
    return Figure(
        rule="R16",
        what="sealed texts moved to another place",
        measured=f"{taken} of {tried} opened",
        target="0 opened",
        ok=not taken and tried > 100,
    )


def secrets_cut(folder: Path, step: int) -> Figure:
    """R17: passphrase, paper key, recovery, handover, code, revocation, each cut at its calls on the disk."""
    cuts, wrong = 0, list[str]()
    for number, change in enumerate(CHANGES):
        more, found = life_cut_everywhere(folder / str(number), change, step=step)
        cuts, wrong = cuts + more, wrong + found
    return Figure(
        rule="R17",
        what="changes of secrets cut at calls on the disk",
        measured=f"{len(wrong)} locked out after {cuts} cuts of {len(CHANGES)} changes",
        target="0 locked out",
        ok=not wrong and cuts > 2 * len(CHANGES),
    )


def signed_years(path: Path, years: tuple[str, ...]) -> None:
    """A book with a signed session for each year."""
    book, _paper = new_book(path, with_session=False)
    for year in years:
        book.add_session(session(session_id=year), pack(), name=f"mở kỳ {year}")
        held_meeting(book, session=year)
        approve(book, session=year)
        sign(book, session=year)
    book.close()


def rewritten(folder: Path, edits: int, seed: int = 1) -> Figure:
    """R18: single edits of signed records with valid seals, and sessions dropped, swapped, rolled back, rewritten."""
    signed_years(folder / "a", ("2024", "2025", "2026"))
    unlinked, chance = list[tuple[str, tuple[str, str, str], Document | None]](), random.Random(seed)
    with opened(folder / "a", write=False) as book:
        files = [book._desk.session(year).file for year in ("2024", "2025", "2026")]
        links = [book._desk.session(year).link for year in ("2024", "2025", "2026")]
        for _edit in range(edits):
            at = chance.randrange(3)
            documents, link = dict(files[at].documents), links[at]
            keys = [key for key, one in documents.items() if key[0] not in _LATER and content_of(one)]
            key = chance.choice(keys)
            _edited(documents, key, chance)
            if link is not None and linked(documents, files[at].sealer, link.previous) == link:
                unlinked.append((("2024", "2025", "2026")[at], key, documents.get(key)))
    sound = not check(folder / "a", passphrase=PHRASE)
    # The chain cannot cover the fingerprint that it gives; such an edit goes to the disk, and the check must see it.
    missed = sum(_unseen_on_disk(folder, number, *edit) for number, edit in enumerate(unlinked))
    whole = [name for name, found in _whole_attacks(folder) if not found]
    return Figure(
        rule="R18",
        what="signed records edited, dropped, swapped, rolled back",
        measured=f"{missed} of {edits} edits and {len(whole)} of 4 attacks unseen {' '.join(whole)}".strip(),
        target="0 unseen",
        ok=sound and not missed and not whole,
    )


_LATER = ("state", "turn", "signing")


def _unseen_on_disk(
    folder: Path, number: int, session_id: str, key: tuple[str, str, str], changed: Document | None
) -> bool:
    """Whether one edit, written with valid seals into a copy of the book, passes the check."""
    path = shutil.copytree(folder / "a", folder / f"edit-{number}")
    with opened(path) as book:
        file = book._desk.session(session_id).file
        documents = {other: one for other, one in file.documents.items() if other != key}
        file.save(documents if changed is None else {**documents, key: changed})
    unseen = not check(path, passphrase=PHRASE)
    shutil.rmtree(path)
    return unseen


def _edited(documents: dict, key: tuple[str, str, str], chance: random.Random) -> None:  # type: ignore[type-arg]
    value = msgspec.json.decode(documents[key].plain)
    if chance.random() < 0.2 or not isinstance(value, dict):
        del documents[key]
        return
    name = chance.choice(sorted(value))
    value[name] = f"{value[name]}x" if isinstance(value[name], str) and value[name] else "thêm"
    documents[key] = replace(documents[key], plain=msgspec.json.encode(value, order="sorted"))


def _whole_attacks(folder: Path) -> Iterator[tuple[str, bool]]:
    """(attack, whether it was seen): by the check, by this machine's memory, by the mark on a slip."""
    kept = folder / "a"
    with opened(kept) as book:
        book.remember(folder / "seen")
        slip = book.record_fingerprint("m4")
    dropped = shutil.copytree(kept, folder / "dropped")
    with opened(dropped) as book:
        rows, heads = book._desk.book.plain("sessions"), book._desk.book.plain("heads")
        del rows["2025"], heads["2025"]
        book._desk.save_plain({"sessions": rows, "heads": heads})
    yield "dropped", bool(check(dropped, passphrase=PHRASE))
    swapped = shutil.copytree(kept, folder / "swapped")
    for copy in "abm":
        shutil.copy(swapped / "sessions" / f"2025.{copy}", swapped / "sessions" / f"2026.{copy}")
    yield "swapped", bool(check(swapped, passphrase=PHRASE))
    back = shutil.copytree(kept, folder / "back")
    with opened(back) as book:
        rows, heads = book._desk.book.plain("sessions"), book._desk.book.plain("heads")
        del rows["2026"], heads["2026"]
        book._desk.save_plain({"sessions": rows, "heads": heads})
    with opened(back) as book:
        yield "rolled back", bool(book.remember(folder / "seen"))
    with opened(kept) as book:
        file = book._desk.session("2025").file
        documents = dict(file.documents)
        key = next(key for key, one in documents.items() if key[0] == "points" and one.compartment == "m4")
        value = msgspec.json.decode(documents[key].plain)
        documents[key] = replace(
            documents[key], plain=msgspec.json.encode({**value, "text": "viết lại"}, order="sorted")
        )
        file.save(documents)
    with opened(kept, write=False) as book:
        yield "rewritten", book.record_fingerprint("m4") != slip


def names_and_cells(examples: int) -> Figure:
    """R23: any text as the name of an exported file, or in a cell of a workbook."""
    outside, formulas, tried = [], [], 0
    odd = st.sampled_from(("../../x", "C:x", "CON", "nul.txt", "COM¹", "a:b", "x" * 300, "tên.", "=1+1", "\t@x", "＝1"))

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(st.text(max_size=60), odd, st.builds("".join, st.lists(odd, max_size=3))))
    def one(text: str) -> None:
        nonlocal tried
        tried += 1
        for name in (file_name(text), *((f"{text}.pdf",) if why_no_file_name(text) is None else ())):
            path = PureWindowsPath(name)
            if (
                path.name != name
                or path.is_reserved()
                or path.drive
                or len(name.encode()) > 255
                or name.strip(". ") != name
            ):
                outside.append(name)
        if _seen(safe_text(text)) in tuple("=+-@＝＋－＠"):
            formulas.append(text)

    one()
    return Figure(
        rule="R23",
        what="names of exported files, cells of workbooks",
        measured=f"{len(outside)} outside the folder, {len(formulas)} formulas of {tried}",
        target="0 outside, 0 formulas",
        ok=not outside and not formulas and tried >= examples // 2,
    )


def _seen(cell: str) -> str:
    """What a spreadsheet takes for the first letter of a cell."""
    return next((letter for letter in cell if letter.isprintable() and not letter.isspace()), "")


def drills(folder: Path, count: int, seed: int = 1) -> Figure:
    """R25: the data folder is wiped at a random moment and comes back from the last copy by the paper key."""
    chance, wrong, oldest = random.Random(seed), 0, timedelta(0)
    for number in range(count):
        path, copies, now = folder / f"b{number}", folder / f"c{number}", NOON
        book, paper = new_book(path)
        held_meeting(book)
        last, copied = None, now
        for act in range(chance.randrange(3, 9)):
            say(book, f"{act % 5 + 1} - Ý kiến {act}")
            now += timedelta(seconds=chance.randrange(20, 200))
            if made := book.backup_if_due(copies, now):
                last, copied, at_copy = made, now, book.session("2026")
        oldest = max(oldest, now - copied)
        book.close()
        shutil.rmtree(path)
        assert last is not None
        restore(last, path, paper_key=paper)
        with Book.open(path, paper_key=paper, clock=clock) as again:
            wrong += again.session("2026") != at_copy or not again.writable or again.cell != cell()
        wrong += bool(check(path, passphrase=PHRASE))
    return Figure(
        rule="R25",
        what="book wiped, restored from copy and paper key",
        measured=f"{wrong} of {count} not equal; copy at most {oldest.total_seconds() / 60:.1f} min old",
        target="0 not equal, 5 min and an act",
        ok=not wrong and oldest < timedelta(minutes=5, seconds=200),
    )
