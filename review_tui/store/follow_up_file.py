"""The open follow-up: entries are added and never changed, and each goes on from the head of the one before."""

from collections.abc import Callable
from datetime import datetime

from review_tui.model.followup import FollowUp
from review_tui.store.chain import entry_head
from review_tui.store.documents import Documents, follow_up_added, follow_up_documents, follow_up_of
from review_tui.store.log import Act, LogEntry, acts_of, entries_of, entry_document
from review_tui.store.sealed_file import Ground, SealedFile
from review_tui.store.sealing import Sealer

CHAIN = "chain"


class FollowUpFile:
    """What happened after the meetings. `value` is always what was committed last."""

    def __init__(self, file: SealedFile) -> None:
        self.file = file
        self.value = follow_up_of(file.documents)

    @classmethod
    def open(cls, ground: Ground, sealer: Sealer) -> "FollowUpFile":
        """Open the follow-up of a book."""
        return cls(SealedFile.open(ground, sealer))

    def act(
        self, name: str, change: Callable[[FollowUp], FollowUp], *, at: datetime, home: Callable[[str], str]
    ) -> FollowUp:
        """Add entries in one commit; anything but adding is refused with one sentence."""
        after = change(self.value)
        added = follow_up_added(self.value, after)
        if added:
            chain = self.file.plain(CHAIN)
            new = follow_up_documents(added, len(chain) + 1, home)
            documents: Documents = {**self.file.documents, **{one.key: one for one in new}}
            for one in new:
                head = entry_head(head_of(chain), one, self.file.sealer)
                chain[str(one.n)] = {"head": head}
            entry = Act(number=self.file.next_number, at=at, name=name, made=tuple(one.id for one in new), closes=True)
            self.file.save(documents, log=[entry_document(entry)], plain={CHAIN: chain})
            self.value = after
        return self.value

    def log(self) -> tuple[LogEntry, ...]:
        """All acts, oldest first."""
        return entries_of(acts_of(self.file.log_documents()))


def head_of(chain: dict[str, dict[str, str]]) -> str:
    """The head after the last entry, "" before the first."""
    return chain[str(len(chain))]["head"] if chain else ""
