"""Proof against what lies outside the book: the mark on a member's slip, what this machine saw last, older copies."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from review_tui.language.translate import _
from review_tui.model.session import Session
from review_tui.store.backup import backups_in
from review_tui.store.chain import fingerprint_of, record_leaf
from review_tui.store.desk import HEADS
from review_tui.store.door import Door
from review_tui.store.errors import StoreError
from review_tui.store.follow_up_file import CHAIN
from review_tui.store.last_seen import Seen, keep_seen, read_seen, why_older
from review_tui.store.layout import session_place
from review_tui.store.sealed_file import Ground
from review_tui.store.sealing import Sealer
from review_tui.store.session_file import SessionFile


class Proving(Door):
    """What can be compared with something that somebody kept elsewhere."""

    def record_marks(self, member: str = "") -> tuple[tuple[str, str], ...]:
        """(session, mark) for each signed session in the order of signing; each mark stands over all up to there.

        A slip that was printed after some session bears that session's mark, so it still fits when more were signed.
        Whoever holds that member's key computes the same.
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

    def remember(self, folder: str | Path, *, accept: bool = False) -> str:
        """Keep outside the book what its chains say now; a sentence when they say less than this machine saw before.

        The sentence comes back, in `notices` too, at every opening until the book has caught up or `accept` says that
        this one counts from now on. It blocks nothing. A member's login and a practice book keep nothing.
        """
        with self._lock:
            if self.member or self.cell.practice:
                return ""
            folder, files, book = Path(folder), self._desk.ground.files, self._desk.ring.book
            try:
                now = self._seen()
            except StoreError:
                return ""  # a damaged file has its own sentence wherever it is asked for
            told = "" if accept else why_older(read_seen(files, folder, book), now)
            if told:
                self._desk.notice(told)
            else:
                keep_seen(files, folder, book, now)
            return told

    def _seen(self) -> Seen:
        rows, chain = self._desk.book.plain(HEADS), self._desk.follow_up.file.plain(CHAIN)
        heads = {session: str(rows[session]["head"]) for session in sorted(rows, key=lambda one: int(rows[one]["n"]))}
        return Seen(heads=heads, follow_up=tuple(chain[key]["head"] for key in sorted(chain, key=int)))

    def backups_naming(self, session: str, folder: str | Path) -> tuple[Path, ...]:
        """The dated copies in which a critic still stands by name whose name is withheld now."""
        with self._lock:
            hidden = {point.id for point in self._desk.session(session).session.points if point.withheld}
            copies = [one.folder for one in backups_in(Path(folder)) if one.book == self._desk.ring.book]
            return tuple(copy for copy in copies if hidden and hidden & _named_in(self._session_in(copy, session)))

    def _session_in(self, copy: Path, session: str) -> Session | None:
        """A session as a dated copy holds it; None where the copy has none that opens."""
        ground = Ground(folder=copy, files=self._desk.ground.files, reserve=None, write=False)
        with suppress(StoreError):
            return SessionFile.open(ground, Sealer(self._desk.ring, session_place(session))).session
        return None


def _named_in(session: Session | None) -> frozenset[str]:
    return frozenset(point.id for point in session.points if point.critic_name) if session else frozenset()


def what_backups_name(copies: Iterable[Path]) -> str:
    """What older copies still tell, as one sentence; empty when there are none."""
    names = [copy.name for copy in copies]
    if not names:
        return ""
    return _(
        "Tên vừa giữ kín vẫn còn trong {count} bản sao lưu làm trước đó ({names}); "
        "hãy cất riêng hoặc xóa các bản này, kể cả bản đã chép ra ổ khác."
    ).format(count=len(names), names=", ".join(names))
