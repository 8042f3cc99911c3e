"""One open session: its value, its acts, its log, its link in the chain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.session import Session, State
from review_tui.regulation.pack import Pack
from review_tui.store.chain import Link, link_of, linked
from review_tui.store.documents import Document, Documents, by_key
from review_tui.store.keys import RECORDER
from review_tui.store.log import (
    Act,
    LogEntry,
    act_between,
    act_to_undo,
    acts_of,
    entries_of,
    entry_document,
    taken_back,
    without_values,
)
from review_tui.store.sealed_file import Ground, SealedFile, created
from review_tui.store.sealing import Sealer
from review_tui.store.session_documents import NUMBERS, Encoded, members_of, pack_document, session_documents
from review_tui.store.session_values import pack_of, session_of

CHAIN = "chain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What an act needs from outside: when it is, the head that an approval goes on from, keys for new members."""

    at: datetime
    head: str
    need_keys: Callable[[Iterable[str]], None]


class SessionFile:
    """An open session of the book. `session` is always what was committed last."""

    def __init__(self, file: SealedFile) -> None:
        self.file = file
        self.session = session_of(file.documents, member=file.sealer.ring.member)
        self.rolled_back = False
        """the book knows these minutes as signed, but the file is an older one in which they are not"""
        self._pack: Pack | None = None
        self._encoded = Encoded()

    @classmethod
    def open(cls, ground: Ground, sealer: Sealer) -> "SessionFile":
        """Open the file of a session; `NoBook` when it is not there, `Corrupt` when no copy verifies."""
        return cls(SealedFile.open(ground, sealer))

    @property
    def pack(self) -> Pack:
        """The regulation pack that the session keeps."""
        if self._pack is None:
            self._pack = pack_of(self.file.documents)
        return self._pack

    @property
    def link(self) -> Link | None:
        """The link in the chain, from approval on."""
        return link_of(self.file.plain(CHAIN))

    @property
    def signed(self) -> bool:
        """Whether the minutes are signed; then the file is never written again."""
        return self.session.state is State.SIGNED

    def warm(self) -> None:
        """Make all documents once, so that the first act need not."""
        if not self.signed:
            self._documents(self.session)

    @property
    def at_rest(self) -> bool:
        """Whether nothing of it waits to be written: signed, with a third copy that is up to date or was never ours."""
        return self.signed and not self.file.written and not self.file.slots.mirror_fault

    def act(self, name: str, change: Callable[[Session], Session], moment: Moment) -> Session:
        """Change the session in one commit. What `change` raises changes nothing; so does `NotSaved`."""
        self._refuse_if_signed()
        after = change(self.session)
        if after != self.session:
            self._save(after, moment, name=name)
        return self.session

    def undo(self, number: int | None, moment: Moment) -> str:
        """Withdraw the last act or the one with this number, as a new act; returns its name."""
        self._refuse_if_signed()
        acts = self._acts()
        found = act_to_undo(acts, number, closed=self.file.closed)
        back = session_of(taken_back(self.file.documents, found))
        name = _("hoàn tác: {name}").format(name=found.name)
        self._save(back, moment, name=name, undoes=found.number)
        return found.name

    def log(self) -> tuple[LogEntry, ...]:
        """All acts, oldest first."""
        return entries_of(self._acts(), closed=self.file.closed)

    def fingerprint(self, session: Session, head: str) -> str:
        """The fingerprint of a value of this session: from the link once approved, else going on from `head`."""
        link = self.link if session.state in (State.APPROVED, State.SIGNED) else None
        documents = self._documents(session)
        return linked(documents, self.file.sealer, link.previous if link else head).fingerprint

    def _acts(self) -> tuple[Act, ...]:
        return acts_of(self.file.log_documents())

    def _documents(self, session: Session) -> Documents:
        """The documents of a value; what was stored beside the session stays, and approved text where it lies."""
        pack = [one for one in self.file.documents.values() if one.table == "pack"]
        lie = [one.compartment for one in self.file.documents.values() if one.table == NUMBERS and self.link]
        numbers = lie[0] if lie else RECORDER
        return by_key((*session_documents(session, numbers=numbers, encoded=self._encoded), *pack))

    def _save(self, after: Session, moment: Moment, *, name: str, undoes: int | None = None) -> None:
        if after.id != self.session.id:
            raise ValueError("an act cannot change the id of a session")
        moment.need_keys(members_of(after.roll))
        after, link = self._linked(after, moment)
        documents = self._documents(after)
        number = self.file.next_number
        act = act_between(self.file.documents, documents, number=number, at=moment.at, name=name, undoes=undoes)
        log = [entry_document(act)]
        if after.state is State.SIGNED:
            log = list(without_values((*self._acts(), act)))
        plain = {CHAIN: {"link": link.row()} if link else {}} if link != self.link else None
        self.file.save(documents, log=log, plain=plain)
        hides, self.session = _hides(self.session, after), after
        if hides:
            self.file.wipe()

    def _linked(self, after: Session, moment: Moment) -> tuple[Session, Link | None]:
        """The session with its fingerprint entered, and its link; approved text is closed from then on."""
        if after.state not in (State.APPROVED, State.SIGNED):
            return after, None
        before = self.link
        link = linked(self._documents(after), self.file.sealer, before.previous if before else moment.head)
        if before is not None and link != before:
            raise ReviewError(
                _("Biên bản kỳ {id} đã thông qua; muốn sửa phải mở lại và nêu lý do.").format(id=after.id)
            )
        if after.approval is not None:
            after = replace(after, approval=replace(after.approval, fingerprint=link.fingerprint))
        return after, link

    @property
    def notice(self) -> str:
        """Why acts are refused though the minutes are not signed here; empty when they are not refused."""
        if not self.rolled_back:
            return ""
        return _(
            "Tệp kỳ {id} là bản cũ, có trước khi ký biên bản, nên chỉ mở để xem; hãy phục hồi từ bản sao lưu gần nhất."
        ).format(id=self.session.id)

    def _refuse_if_signed(self) -> None:
        if self.rolled_back:
            raise ReviewError(self.notice)
        if self.signed:
            raise ReviewError(_("Biên bản kỳ {id} đã ký và khóa, không sửa được nữa.").format(id=self.session.id))


def _hides(before: Session, after: Session) -> bool:
    """Whether a name that stood open in a member's compartment is withheld now."""
    open_before = {point.id for point in before.points if not point.withheld}
    return any(point.withheld and point.id in open_before for point in after.points)


def create_session(ground: Ground, sealer: Sealer, session: Session, pack: Pack, *, name: str, at: datetime) -> None:
    """Make the file of a new session; its making is the first act of its log and is never undone."""
    documents: list[Document] = [*by_key(session_documents(session)).values(), pack_document(pack)]
    first = Act(number=1, at=at, name=name, closes=True)
    created(ground, sealer, [*documents, entry_document(first)], {})
