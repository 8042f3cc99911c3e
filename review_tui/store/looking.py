"""What can be read of an open book."""

from review_tui.model.search import YearTexts
from review_tui.model.session import Session
from review_tui.model.year import Year
from review_tui.regulation.pack import Pack
from review_tui.store.door import Door
from review_tui.store.whole import read_back


class Looking(Door):
    """Sessions, whole and in short. Everything raises `ReviewError`."""

    def session_ids(self) -> tuple[str, ...]:
        """All sessions, in the order in which they were made."""
        with self._lock:
            return self._desk.session_ids()

    def session(self, session: str, /) -> Session:
        """One session, as last committed."""
        with self._lock:
            return self._desk.reading.session(session)

    def sessions(self) -> tuple[Session, ...]:
        """All sessions, whole, which takes some milliseconds for each year; `years` are enough for most."""
        return tuple(self.session(session) for session in self.session_ids())

    def year(self, session: str, /) -> Year:
        """One session in short."""
        with self._lock:
            return self._desk.reading.year(session)

    def years(self) -> tuple[Year, ...]:
        """All sessions in short: what the ledger, Home and other years need of them."""
        return tuple(self.year(session) for session in self.session_ids())

    def texts(self, session: str, /) -> YearTexts:
        """What can be searched of one session."""
        with self._lock:
            return self._desk.reading.texts(session)

    def pack(self, session: str, /) -> Pack:
        """The regulation pack that a session keeps."""
        with self._lock:
            return self._desk.reading.pack(session)

    def tend(self) -> bool:
        """Read back one more signed year that the opening only glanced at, and heal it; False when none was left.

        Acts go on between two years. What was found wrong stands in `notices`.
        """
        with self._lock:
            if not self._desk.glanced_at or not self.writable:
                self._desk.warm()
                return False
            session = self._desk.glanced_at.pop()
            for sentence in read_back(self._desk.ground, self._desk.ring, session):
                self._desk.notice(sentence)
            return True
