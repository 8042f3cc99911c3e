"""What an open book works with: its files, opened when first asked for, under the keys of one login."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.submission import Submission
from review_tui.store.digests import Digests
from review_tui.store.documents import by_key, cell_documents, cell_of
from review_tui.store.drafts import Drafts, drafts_place
from review_tui.store.errors import StoreError
from review_tui.store.follow_up_file import FollowUpFile
from review_tui.store.keys import RECORDER, Keyring
from review_tui.store.keyslots import Slots, with_members
from review_tui.store.late_file import LateFile
from review_tui.store.layout import BOOK, FOLDERS, FOLLOW_UP, OUTBOX, largest_in, owners_in, session_place
from review_tui.store.log import Act, entry_document
from review_tui.store.opening import Opened, healed, healed_own
from review_tui.store.outbox import Outbox, Replies
from review_tui.store.reading import Reading
from review_tui.store.reserve import size_for
from review_tui.store.sealed_file import Ground, SealedFile
from review_tui.store.sealing import Sealer
from review_tui.store.session_file import SessionFile
from review_tui.store.whole import looks_whole

SESSIONS = "sessions"
HEADS = "heads"
KEYS = "keys"
MEMBER_KEYS = "member_keys"

_NUMBER = re.compile(r"CK(\d{4})-")


class Desk:
    """The open files of a book and its keys; the door sees to it that one thread at a time works here."""

    def __init__(self, opened: Opened, *, in_haste: bool = False) -> None:
        """`in_haste`: signed years are glanced at only, to be read back once the screen stands."""
        self.ground: Ground = opened.ground
        self.ring: Keyring = opened.ring
        self.lock = opened.lock
        self.book = SealedFile(opened.slots, Sealer(opened.ring, BOOK), opened.ground)
        self.cell: Cell = cell_of(self.book.documents, member=opened.ring.member)
        self._healed: tuple[str, ...] = ()
        self._reserved = 0
        self._told: tuple[str, ...] = ()
        self.glanced_at: list[str] = []
        self._sessions: dict[str, SessionFile] = {}
        digests = Digests(self.ground, self.ring)
        self.reading = Reading(digests, files=self._sessions, file=self.session, is_closed=self.is_closed)
        self._follow_up: FollowUpFile | None = None
        self._drafts: Drafts | None = None
        self._drafts_lock = threading.Lock()
        self._outbox: Outbox | None = None
        self._replies: Replies | None = None
        self._outbox_faults: tuple[str, ...] = ()
        if self.ground.write or self.own_ground.write:
            self._put_right(opened, in_haste=in_haste)

    def _put_right(self, opened: Opened, *, in_haste: bool) -> None:
        """What an opening for writing repairs: folders, the reserve, bad copies, a head that was not copied.

        A member puts right what only that member writes; the recorder everything that nobody else writes just now.
        """
        if self.ring.member:
            self._healed = healed_own(opened)
            return
        for folder in FOLDERS:
            with suppress(OSError):
                (self.ground.folder / folder).mkdir(exist_ok=True)
        self._grow_reserve(largest_in(self.ground.folder))
        ids = self.session_ids()
        if in_haste:
            self.glanced_at = [one for one in ids if self.is_closed(one) and looks_whole(self.ground, one)]
        self._healed = healed(opened, [one for one in ids if one not in self.glanced_at])
        for session in self.session_ids():
            with suppress(StoreError):
                if not self.is_closed(session) and self.reading.may_be_signed(session):
                    self.copy_head(session)

    def _grow_reserve(self, largest: int) -> None:
        """Keep room for the largest file that there is, which a session becomes in one evening."""
        if self.ground.reserve is not None and size_for(largest) > self._reserved:
            self.ground.reserve.ensure(largest)
            self._reserved = size_for(largest)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found wrong and put right, what was lost, which third copy could not be written."""
        lost = self._drafts.notice if self._drafts is not None else ""
        faults = [file.slots.mirror_fault for file in self._open_files()]
        faults += [file.mirror_fault for file in self._late_files()]
        older = (file.notice for file in self._sessions.values())
        more = (*self._told, *self._outbox_faults)
        return tuple(notice for notice in (*self._healed, lost, *older, *faults, *more) if notice)

    def notice(self, sentence: str) -> None:
        """One more sentence for the notices."""
        self._told = (*self._told, sentence)

    def session_ids(self) -> tuple[str, ...]:
        """All sessions in the order in which they were made."""
        rows = self.book.plain(SESSIONS)
        return tuple(sorted(rows, key=lambda session: int(rows[session]["n"])))

    def session(self, session: str) -> SessionFile:
        """An open session; one sentence when there is none."""
        if session not in self._sessions:
            if session not in self.book.plain(SESSIONS):
                raise ReviewError(_("Sổ không có kỳ kiểm điểm {id}.").format(id=session))
            file = SessionFile.open(self.ground, self.sealer(session_place(session)))
            file.rolled_back = self.is_closed(session) and not file.signed
            self._make_room()
            self._sessions[session] = file
        return self._sessions[session]

    def _make_room(self) -> None:
        """Signed minutes never change: the recorder's need not stay open for longer than they are read."""
        if self.ring.master:
            for session in [key for key, file in self._sessions.items() if file.at_rest]:
                del self._sessions[session]

    def warm(self) -> None:
        """Make what the first act of an open session would have to."""
        for file in self._sessions.values():
            file.warm()

    def is_closed(self, session: str) -> bool:
        """Whether the book knows the minutes of a session as signed."""
        return session in self.book.plain(HEADS)

    def sealer(self, place: str) -> Sealer:
        """The sealer of a file."""
        return Sealer(self.ring, place)

    @property
    def follow_up(self) -> FollowUpFile:
        """What happened after the meetings."""
        if self._follow_up is None:
            self._follow_up = FollowUpFile.open(self.ground, self.sealer(FOLLOW_UP))
        return self._follow_up

    @property
    def own_ground(self) -> Ground:
        """The ground of what this login alone writes; a member writes it under the lock of the own outbox."""
        write = self.ground.write or (bool(self.ring.member) and self.lock is not None and self.lock.taken)
        return replace(self.ground, reserve=None, write=write)

    @property
    def drafts(self) -> Drafts:
        """The half-typed texts of this login."""
        with self._drafts_lock:
            if self._drafts is None:
                self._drafts = Drafts(self.own_ground, self.sealer(drafts_place(self.ring.member)))
            return self._drafts

    @property
    def outbox(self) -> Outbox:
        """The outbox of the member whose login it is; `Corrupt` when it is damaged."""
        if self._outbox is None:
            self._outbox = Outbox(self.own_ground, self.sealer, self.ring.member)
        return self._outbox

    def all_handed(self) -> tuple[Submission, ...]:
        """What lies in the outboxes of all members just now; what is wrong with one of them becomes a notice."""
        ground = replace(self.ground, reserve=None, write=False)
        handed: list[Submission] = []
        faults: list[str] = []
        for member in owners_in(self.ground.folder, OUTBOX):
            try:
                if member in self.ring.members:
                    handed += Outbox(ground, self.sealer, member).handed()
            except StoreError as error:
                faults.append(_("Hộp nộp của đ/c {name}: {why}").format(name=self._name(member), why=error))
        self._outbox_faults = tuple(faults)
        return tuple(sorted(handed, key=lambda one: (one.at, one.id)))

    def _name(self, member: str) -> str:
        return next((one.name for one in self.cell.members if one.id == member), member)

    @property
    def replies(self) -> Replies:
        """What the recorder gave back; for a member, what was given back to that member."""
        if self._replies is None:
            self._replies = Replies(self.ground, self.sealer)
        return self._replies

    @property
    def head(self) -> str:
        """The head of the chain of signed sessions, "" before the first."""
        rows = self.book.plain(HEADS)
        last = max(rows.values(), key=lambda row: int(row["n"]), default=None)
        return "" if last is None else str(last["head"])

    def copy_head(self, session: str) -> None:
        """Copy the head of a signed session into the book file, if it is not there yet."""
        rows = self.book.plain(HEADS)
        file = self.session(session)
        link = file.link
        if file.signed and link is not None and session not in rows:
            rows[session] = {"head": link.head, "n": len(rows) + 1}
            self.save_plain({HEADS: rows})

    def list_session(self, session: str) -> None:
        """Name a session in the book, after its file has had its first commit."""
        rows = self.book.plain(SESSIONS)
        self.save_plain({SESSIONS: {**rows, session: {"n": len(rows) + 1}}})

    def save_plain(self, plain: dict[str, Any]) -> None:
        """Commit tables of the book file that are not sealed."""
        self.book.save(self.book.documents, plain=plain)

    def save_cell(self, cell: Cell, act: Act) -> None:
        """Commit the cell, with a key for everybody who is new on its roll."""
        with self.keys_for(member.id for member in cell.members) as slots:
            documents = by_key(cell_documents(cell))
            self.book.save(documents, log=[entry_document(act)], plain={MEMBER_KEYS: slots} if slots else None)
        self.cell = cell

    def need_keys(self, members: Iterable[str]) -> None:
        """See to it that these members have a key, in the book file, before anything is sealed under it."""
        with self.keys_for(members) as slots:
            if slots:
                self.save_plain({MEMBER_KEYS: slots})

    @contextmanager
    def keys_for(self, members: Iterable[str]) -> Iterator[Slots]:
        """New keys for those who have none, kept if the block saves their slots; no slots when nobody is new."""
        before = self.ring.members
        ring, slots = with_members(self.ring, self.book.plain(MEMBER_KEYS), members)
        self.ring.members = ring.members
        try:
            yield slots if len(ring.members) > len(before) else {}
        except (ReviewError, OSError):
            self.ring.members, self.ring.unsaved = before, ring.members
            raise

    def home(self, number: str) -> str:
        """The compartment of what is said about a commitment (its owner's) or about a member's level."""
        if number in self.ring.members:
            return number
        found = _NUMBER.match(number)
        year = found[1] if found else ""
        for session in self.session_ids():
            if session.startswith(year):
                for promised in self.reading.year(session).promised:
                    if promised.commitment.number == number and promised.commitment.owner in self.ring.members:
                        return promised.commitment.owner
        return RECORDER

    def mirror(self) -> None:
        """Bring the mirror of every file that was written up to date, and the reserve to what they need."""
        self._grow_reserve(max((len(file.slots.content) for file in self._written()), default=0))
        for file in self._written():
            if file.slots.mirror():
                file.written = False
        if self._drafts is not None:
            self._drafts.mirror()
        for late in self._late_files():
            late.mirror()

    def _late_files(self) -> list[LateFile]:
        return [one.file for one in (self._outbox, self._replies) if one is not None]

    def _written(self) -> list[SealedFile]:
        return [file for file in self._open_files() if file.written]

    def _open_files(self) -> list[SealedFile]:
        files = [self.book, *(one.file for one in self._sessions.values())]
        if self._follow_up is not None:
            files.append(self._follow_up.file)
        return files

    def close(self) -> None:
        """Mirror, give the lock back, forget the keys."""
        try:
            self.mirror()
            self.reading.keep_open_ones()
            if self._drafts is not None:
                self._drafts.close()
        finally:
            if self.lock is not None:
                self.lock.release()
            self.ring.forget()
