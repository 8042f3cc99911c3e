"""A file of the book that is made by its first save: the outbox of a member, the recorder's replies."""

from review_tui.store.copies import is_torn_start, read_copies
from review_tui.store.documents import Documents
from review_tui.store.errors import Corrupt, NoBook, NotSaved, Unreadable
from review_tui.store.layout import stem_of
from review_tui.store.sealed_file import Ground, SealedFile, created, seal_of
from review_tui.store.sealing import Sealer


class LateFile:
    """Its documents, none before the first save. A first save that a power cut tore counts as none."""

    def __init__(self, ground: Ground, sealer: Sealer) -> None:
        self._ground = ground
        self._sealer = sealer
        self._file = self._opened()

    @property
    def documents(self) -> Documents:
        """What was committed last."""
        return self._file.documents if self._file is not None else {}

    @property
    def mirror_fault(self) -> str:
        """Why the third copy is behind; empty when it is not."""
        return self._file.slots.mirror_fault if self._file is not None else ""

    def save(self, documents: Documents) -> None:
        """Make these the documents of the file, in one commit; `NotSaved` when that fails."""
        if not self._ground.write:
            raise NotSaved()
        if self._file is None:
            created(self._ground, self._sealer, documents.values(), {})
            self._file = self._opened()
        else:
            self._file.save(documents)

    def mirror(self) -> None:
        """Bring the third copy up to date, if anything was written."""
        if self._file is not None and self._file.written and self._file.slots.mirror():
            self._file.written = False

    def heal(self) -> tuple[str, ...]:
        """Write the good copy over every bad one; one sentence for each."""
        if self._file is None or not self._file.slots.faults:
            return ()
        return self._file.slots.heal()

    def _opened(self) -> SealedFile | None:
        try:
            return SealedFile.open(self._ground, self._sealer)
        except NoBook:
            return None
        except Unreadable:
            raise
        except Corrupt:
            stem = stem_of(self._ground.folder, self._sealer.place)
            if is_torn_start(read_copies(self._ground.files, stem, seal_of(self._sealer.ring, self._sealer.place))):
                return None
            raise
