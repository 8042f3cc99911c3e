"""The door of the store room: an open book. Typed values go in and out; nothing of TinyDB, files or keys does."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.session import Session
from review_tui.model.submission import FateKind, HandedReport
from review_tui.model.taking_over import report_taken, taken, taking_name
from review_tui.regulation.pack import Pack
from review_tui.store.backup import EVERY, backup_if_due
from review_tui.store.desk import Desk
from review_tui.store.errors import NotSaved, StoreError
from review_tui.store.files import Files
from review_tui.store.handing_in import HandingIn
from review_tui.store.keys import KeyCost
from review_tui.store.keyslots import is_code
from review_tui.store.layout import session_place
from review_tui.store.log import Act, LogEntry
from review_tui.store.looking import Looking
from review_tui.store.opening import Clock, Secrets, given_back_on_error, make_book, now, open_book, removed_on_error
from review_tui.store.proving import Proving
from review_tui.store.secret_keeping import SecretKeeping
from review_tui.store.session_documents import members_of
from review_tui.store.session_file import Moment, create_session


class Book(Looking, SecretKeeping, HandingIn, Proving):
    """An open book. Safe to use from many threads; each act is one commit, on the disk when it returns.

    Everything raises `ReviewError`: `NotSaved` when the disk refuses, and then memory is what the disk holds.
    """

    @classmethod
    def create(
        cls,
        path: str | Path,
        *,
        passphrase: str,
        cell: Cell,
        kdf: KeyCost | None = None,
        clock: Clock = now,
        files: Files | None = None,
    ) -> tuple["Book", str]:
        """A new book, and its paper recovery key, which is shown this once. A folder that holds anything is refused."""
        path, files = Path(path), files or Files()
        cost = kdf or KeyCost.calibrated()
        cell = replace(cell, practice=False, practice_day=None)
        paper = make_book(path, cell, passphrase=passphrase, cost=cost, clock=clock, files=files)
        # Opened by its paper key: no second derivation, and proof that what will be printed opens it.
        with removed_on_error(path):
            return cls.open(path, paper_key=paper, clock=clock, files=files), paper

    @classmethod
    def create_practice(cls, path: str | Path, *, cell: Cell, clock: Clock = now, files: Files | None = None) -> "Book":
        """A new practice book: its key is public, so nothing real may be written into it."""
        path, files = Path(path), files or Files()
        cell = replace(cell, practice=True)
        make_book(path, cell, passphrase=None, cost=KeyCost(), clock=clock, files=files)
        with removed_on_error(path):
            return cls.open(path, clock=clock, files=files)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        passphrase: str | None = None,
        paper_key: str | None = None,
        member: str | None = None,
        key: str | None = None,
        by_code: bool | None = None,
        write: bool = True,
        in_haste: bool = False,
        clock: Clock = now,
        files: Files | None = None,
    ) -> "Book":
        """Open a book with its passphrase or paper key, or one member's part with that member's key or printed code.

        Opening a member's part for writing is entered into that member's list of openings; `by_code` says how where a
        key was handed on from a login by code. `write=False` takes no lock and writes nothing of the book. While
        another process holds the book it opens read-only and `holder` says so. Raises `NoBook`, `WrongPassphrase`,
        `Corrupt`, `NewerVersion`. `in_haste` leaves signed years to be read back by `tend`.
        """
        path = Path(path)
        typed = Secrets(passphrase=passphrase, paper_key=paper_key, member=member, key=key)
        opened = open_book(path, typed, write=write, clock=clock, files=files or Files())
        with given_back_on_error(opened.lock):
            book = cls(path, Desk(opened, in_haste=in_haste), clock)
            book.enter_opening(by_code=by_code if by_code is not None else key is not None and is_code(key))
            return book

    @property
    def follow_up(self) -> FollowUp:
        """What happened after the meetings."""
        with self._lock:
            return self._desk.follow_up.value

    def act(self, name: str, change: Callable[[Session], Session], *, session: str) -> Session:
        """Change a session: one act, one commit. What `change` raises changes nothing; a change to the same is none."""
        with self._lock:
            self._need_writing()
            file = self._desk.session(session)
            before = file.signed
            after = file.act(name, change, self._moment())
            if file.signed and not before:
                self._copy_head(session)
            return after

    def act_cell(self, name: str, change: Callable[[Cell], Cell]) -> Cell:
        """Change the cell; a practice book stays one, and a real one real."""
        with self._lock:
            self._need_writing()
            before = self._desk.cell
            after = change(before)
            if after.practice != before.practice:
                raise StoreError(_("Sổ tập dượt không đổi thành sổ thật được, và sổ thật không đổi thành sổ tập dượt."))
            if after != before:
                number = self._desk.book.next_number
                self._desk.save_cell(after, Act(number=number, at=self._clock(), name=name, closes=True))
            return self._desk.cell

    def act_follow_up(self, name: str, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
        """Add to what happened after the meetings; nothing of it is ever changed or taken away."""
        with self._lock:
            self._need_writing()
            return self._desk.follow_up.act(name, change, at=self._clock(), home=self._desk.home)

    def taken_over(self, id: str, at: datetime) -> None:
        """Take over what a member handed in, as one act; nothing happens where it stands in the book already."""
        with self._lock:
            self._need_writing()
            handed = self.submission(id)
            if handed.fate.kind is FateKind.TAKEN_OVER:
                return
            if isinstance(handed, HandedReport):
                sessions = self.sessions()
                name = taking_name(sessions[-1], handed)
                self.act_follow_up(name, lambda was: report_taken(was, sessions, handed, at.date()))
            else:
                name = taking_name(self.session(handed.session), handed)
                self.act(name, lambda was: taken(was, handed, at), session=handed.session)

    def add_session(self, session: Session, pack: Pack, *, name: str) -> None:
        """A new session with its copy of the regulation pack; one sentence when the id is taken."""
        with self._lock:
            self._need_writing()
            place = session_place(session.id)
            if session.id in self._desk.session_ids():
                raise StoreError(_("Sổ đã có kỳ kiểm điểm {id}.").format(id=session.id))
            self._desk.need_keys(members_of(session.roll))
            ground, sealer = self._desk.ground, self._desk.sealer(place)
            create_session(ground, sealer, session, pack, name=name, at=self._clock())
            self._desk.list_session(session.id)

    def log(self, session: str, /) -> tuple[LogEntry, ...]:
        """The acts on a session, oldest first; empty for a member."""
        with self._lock:
            return self._desk.session(session).log()

    def undo(self, session: str, /, number: int | None = None) -> str:
        """Withdraw the last act, or the one with this number if no later act rests on it; returns its name."""
        with self._lock:
            self._need_writing()
            return self._desk.session(session).undo(number, self._moment())

    def fingerprint(self, session: Session, /) -> str:
        """26 letters and digits that stand for the text of the minutes, approval included.

        `act` enters it by itself into an approval; it is here for papers made before.
        """
        with self._lock:
            return self._desk.session(session.id).fingerprint(session, self._desk.head)

    def keep_draft(self, place: str, text: str) -> None:
        """Keep half-typed text on the disk, under this login's key."""
        self._desk.drafts.keep(place, text)

    def drafts(self) -> dict[str, str]:
        """Half-typed texts by place."""
        return self._desk.drafts.texts()

    def drop_draft(self, place: str) -> None:
        """The text was entered or thrown away."""
        self._desk.drafts.drop(place)

    def backup_if_due(
        self, folder: str | Path, now: datetime, *, pause: timedelta = EVERY, files: Files | None = None
    ) -> Path | None:
        """Copy the book into a dated folder if it changed since the last copy, else None; acts go on meanwhile."""
        with self._lock:
            ids, ring = self.session_ids(), self._desk.ring.copy()
        return backup_if_due(self.path, Path(folder), now, sessions=ids, ring=ring, pause=pause, files=files)

    def mirror(self) -> None:
        """Bring the third copy of every written file up to date; a failure is no failure of a save."""
        with self._lock:
            self._desk.mirror()

    def close(self) -> None:
        """Mirror what was written and give the book up to others; safe to call twice."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _moment(self) -> Moment:
        return Moment(at=self._clock(), head=self._desk.head, need_keys=self._desk.need_keys)

    def _copy_head(self, session: str) -> None:
        """The signed session is saved already; a head that could not be copied is copied at the next opening."""
        with suppress(NotSaved):
            self._desk.copy_head(session)
