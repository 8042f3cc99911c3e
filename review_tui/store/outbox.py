"""What one member handed in, in a file that only that member writes; and what the recorder gave back.

The outbox is sealed under the member's key and bound to its place: the recorder opens it too, and an outbox put in
place of another one opens for nobody. Whoever reads it while its member writes sees the last whole commit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from review_tui.language.translate import _
from review_tui.model.submission import (
    WAITING,
    HandedAnswer,
    HandedObjection,
    HandedReport,
    HandedReview,
    Opening,
    Submission,
)
from review_tui.store.documents import Document, Documents, decode, encode, of_table, tuple_of
from review_tui.store.errors import Corrupt, StoreError
from review_tui.store.keys import RECORDER
from review_tui.store.late_file import LateFile
from review_tui.store.layout import OUTBOX
from review_tui.store.sealed_file import Ground
from review_tui.store.sealing import Sealer

_KINDS: dict[str, type[Submission]] = {
    "reviews": HandedReview,
    "answers": HandedAnswer,
    "reports": HandedReport,
    "objections": HandedObjection,
}
_OPENINGS = "openings"
_MOST_OPENINGS = 500
"""Openings that are kept, the newest; years of them."""
_RETURNED = "returned"


def outbox_place(owner: str) -> str:
    """The place of a member's outbox; of the recorder's replies for no member."""
    return f"{OUTBOX}/{owner or RECORDER}"


class Outbox:
    """The outbox of one member."""

    def __init__(self, ground: Ground, sealer_of: Callable[[str], Sealer], member: str) -> None:
        self.member = member
        self.file = LateFile(ground, sealer_of(outbox_place(member)))
        self._refuse_foreign()

    def handed(self) -> tuple[Submission, ...]:
        """Everything that was handed in, in the order of the days and hours; without its fate."""
        found = [one for table, kind in _KINDS.items() for one in tuple_of(self._documents, table, kind)]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def hand_in(self, submission: Submission) -> None:
        """Put something in; what lies there is never changed. One sentence when its id is there already."""
        table = next(name for name, kind in _KINDS.items() if isinstance(submission, kind))
        plain = encode(replace(submission, fate=WAITING))
        made = Document(table, submission.id, self.member, len(of_table(self._documents, table)), plain)
        if made.key in self.file.documents:
            raise StoreError(_("Mục này đã nộp rồi."))
        self.file.save({**self.file.documents, made.key: made})

    def openings(self) -> tuple[Opening, ...]:
        """Who opened this member's part and when, oldest first."""
        kept: list[tuple[Opening, ...]] = [
            decode(one.plain, tuple[Opening, ...]) for one in of_table(self._documents, _OPENINGS)
        ]
        return kept[0] if kept else ()

    def enter_opening(self, opening: Opening) -> None:
        """One more opening; above five hundred the oldest goes."""
        kept = (*self.openings(), opening)[-_MOST_OPENINGS:]
        made = Document(_OPENINGS, _OPENINGS, self.member, 0, encode(kept))
        self.file.save({**self.file.documents, made.key: made})

    @property
    def _documents(self) -> Iterable[Document]:
        return self.file.documents.values()

    def _refuse_foreign(self) -> None:
        """Another member may hold the common key and forge a frame; but only the owner can seal for the owner."""
        if any(one.compartment != self.member for one in self._documents):
            raise _damaged(self.member)
        try:
            whose = {one.member for one in self.handed()}
        except Corrupt:
            raise _damaged(self.member) from None
        if whose - {self.member}:
            raise _damaged(self.member)


def _damaged(member: str) -> Corrupt:
    return Corrupt(_("“{name}”: {why}").format(name=outbox_place(member), why=Corrupt()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the recorder wrote beside something that was given back."""

    id: str
    member: str
    on: date
    words: str


class Replies:
    """The recorder's replies; each lies in the compartment of the member whom it answers."""

    def __init__(self, ground: Ground, sealer_of: Callable[[str], Sealer]) -> None:
        self.file = LateFile(ground, sealer_of(outbox_place("")))

    def returned(self) -> dict[str, Returned]:
        """What was given back, by the id of what was handed in."""
        found: tuple[Returned, ...] = tuple_of(self.file.documents.values(), _RETURNED, Returned)
        return {one.id: one for one in found}

    def give_back(self, returned: Returned) -> None:
        """Give something back, or say it in other words."""
        known: Documents = self.file.documents
        n = len(of_table(known.values(), _RETURNED))
        made = Document(_RETURNED, returned.id, returned.member, n, encode(returned))
        self.file.save({**known, made.key: made})
