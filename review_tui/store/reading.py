"""Sessions as they are read: whole, in short, as text to search; of signed minutes by what is kept beside the book."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from review_tui.model.search import YearTexts, texts_of
from review_tui.model.session import Session, State
from review_tui.model.year import Year, year_of
from review_tui.regulation.pack import Pack
from review_tui.store.digests import PACK, TEXTS, WHOLE, YEAR, Digests
from review_tui.store.documents import encode
from review_tui.store.errors import StoreError
from review_tui.store.session_file import SessionFile

MOST_KEPT = 8_000_000
"""Bytes of signed sessions that stay in memory, as long as they are as texts; reading one again takes milliseconds."""

T = TypeVar("T")


class Reading:
    """What an open book reads of its sessions. The door sees to it that one thread at a time works here."""

    def __init__(
        self,
        digests: Digests,
        *,
        files: Mapping[str, SessionFile],
        file: Callable[[str], SessionFile],
        is_closed: Callable[[str], bool],
    ) -> None:
        """`files` are open already, `file` opens one; `is_closed` says whether the book knows the minutes as signed."""
        self._digests = digests
        self._files, self._file, self._is_closed = files, file, is_closed
        self._wholes: OrderedDict[str, tuple[int, Session]] = OrderedDict()
        self._packs: dict[str, Pack] = {}
        self._years: dict[str, Year] = {}
        self._kept: dict[str, bytes] = {}
        self._short: dict[str, tuple[Session, Year]] = {}

    def session(self, session: str) -> Session:
        """One session, as last committed."""
        if session in self._files:
            return self._files[session].session
        if session in self._wholes:
            self._wholes.move_to_end(session)
            return self._wholes[session][1]
        plain = self._digests.piece(session, WHOLE) if self._is_closed(session) else None
        if plain is not None and (whole := _decoded(plain, Session)) is not None and whole.state is State.SIGNED:
            self._remember(session, len(plain), whole)
            return whole
        return self._opened(session).session

    def year(self, session: str) -> Year:
        """One session in short."""
        if session in self._files:
            return self._shortened(session, self._files[session].session)
        if session not in self._years:
            plain = self._digests.piece(session, YEAR)
            year = None if plain is None else _decoded(plain, Year)
            if year is None or (year.state is State.SIGNED) is not self._is_closed(session):
                return self._shortened(session, self._opened(session).session)
            self._years[session] = year
        return self._years[session]

    def texts(self, session: str) -> YearTexts:
        """What can be searched of one session."""
        plain = self._digests.piece(session, TEXTS) if self._is_closed(session) else None
        if plain is not None and (found := YearTexts.of_bytes(session, plain)) is not None:
            return found
        return texts_of(self.session(session))

    def pack(self, session: str) -> Pack:
        """The regulation pack that a session keeps."""
        if session not in self._packs:
            plain = self._digests.piece(session, PACK) if session not in self._files else None
            pack = None if plain is None else _decoded(plain, Pack)
            self._packs[session] = pack if pack is not None else self._opened(session).pack
        return self._packs[session]

    def keep(self, file: SessionFile) -> None:
        """Keep what was read from an open file, so that the next login need not open it."""
        if file.rolled_back or not self._digests.kept_here:
            return
        session, header = file.session, file.file.slots.header
        with suppress(KeyError, StoreError):  # a session that does not agree with itself: `check` says where
            pieces = {YEAR: encode(self._shortened(session.id, session)), PACK: encode(file.pack)}
            if file.signed:
                pieces |= {WHOLE: encode(session), TEXTS: texts_of(session).as_bytes()}
            self._kept[session.id] = header
            self._digests.keep(session.id, header, pieces)

    def keep_open_ones(self) -> None:
        """At the end of a login: the sessions that were open, in short, as they stand."""
        for session, file in self._files.items():
            # Nothing was done in this login, and the last one kept it: a book that is only looked at does not change.
            as_it_was = self._kept.get(session) == file.file.slots.header or self._digests.piece(session, YEAR)
            if not as_it_was:
                self.keep(file)

    def may_be_signed(self, session: str) -> bool:
        """False where it is known that the minutes are not signed, without opening their file."""
        plain = self._digests.piece(session, YEAR)
        year = None if plain is None else _decoded(plain, Year)
        return year is None or year.state is State.SIGNED

    def _opened(self, session: str) -> SessionFile:
        file = self._file(session)
        if file.signed:
            self.keep(file)
        return file

    def _shortened(self, session: str, value: Session) -> Year:
        known = self._short.get(session)
        if known is None or known[0] is not value:
            known = self._short[session] = (value, year_of(value))
        return known[1]

    def _remember(self, session: str, size: int, value: Session) -> None:
        self._wholes[session] = (size, value)
        while len(self._wholes) > 1 and sum(size for size, _value in self._wholes.values()) > MOST_KEPT:
            self._wholes.popitem(last=False)


def _decoded(plain: bytes, kind: type[T]) -> T | None:
    try:
        found: Any = msgspec.json.decode(plain, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if isinstance(found, kind) else None
