"""The mark of one member's record: what is printed on the slip, and what the member compares it with later."""

import hashlib

from review_tui.store.chain import fingerprint_of, record_leaf
from review_tui.store.desk import HEADS
from review_tui.store.door import Door
from review_tui.store.layout import session_place


class Proving(Door):
    """Marks over the signed parts of one member's record; whoever holds that member's key computes the same."""

    def record_marks(self, member: str = "") -> tuple[tuple[str, str], ...]:
        """(session, mark) for each signed session in the order of signing; each mark stands over all up to there.

        A slip that was printed after some session bears that session's mark, so it still fits when more were signed.
        """
        with self._lock:
            member, mark, found = member or self.member, "", []
            rows = self._desk.book.plain(HEADS)
            for session in sorted(rows, key=lambda one: int(rows[one]["n"])):
                file = self._desk.session(session).file
                leaf = record_leaf(file.documents.values(), member, self._desk.sealer(session_place(session)))
                if leaf:
                    mark = hashlib.sha256(f"review-tui/1 record\0{mark}\0{leaf}".encode()).hexdigest()
                    found.append((session, fingerprint_of(mark)))
            return tuple(found)

    def record_fingerprint(self, member: str = "") -> str:
        """The mark over everything of a member that is signed; empty before the first signing."""
        marks = self.record_marks(member)
        return marks[-1][1] if marks else ""
