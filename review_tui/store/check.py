"""Reading a whole book back: copies, checksums, seals, the chain of signed sessions, sums. Writes nothing."""

from collections.abc import Iterator
from pathlib import Path

from review_tui.language.translate import _
from review_tui.model.followup import FollowUp
from review_tui.model.session import Session, State
from review_tui.store.backup import is_practice, ring_for
from review_tui.store.chain import entry_head, linked
from review_tui.store.copies import faults, newest, read_steady_copies
from review_tui.store.desk import HEADS, SESSIONS
from review_tui.store.documents import cell_of
from review_tui.store.errors import Corrupt, NoBook, StoreError
from review_tui.store.files import Files
from review_tui.store.follow_up_file import CHAIN, FollowUpFile, head_of
from review_tui.store.frame import Seal
from review_tui.store.keys import Keyring
from review_tui.store.keyslots import members_without_slot
from review_tui.store.layout import BOOK, DRAFTS, FOLLOW_UP, is_book, places_in, places_of, session_place, stem_of
from review_tui.store.log import acts_of
from review_tui.store.opening import Secrets
from review_tui.store.sealed_file import Ground, SealedFile, seal_of
from review_tui.store.sealing import Sealer
from review_tui.store.session_file import SessionFile
from review_tui.store.sums import wrong_sums
from review_tui.store.tables import Tree, decoded


def check(
    path: str | Path, *, passphrase: str | None = None, paper_key: str | None = None, files: Files | None = None
) -> tuple[str, ...]:
    """What is wrong with a book, one sentence each; nothing when all is well.

    Without a secret it looks at what a checksum shows; a practice book needs none. Works while another process holds
    the book. Raises `NoBook`, `NewerVersion`, and `WrongPassphrase` for a secret that does not open it.
    """
    path, files = Path(path), files or Files()
    if not is_book(path):
        raise NoBook()
    ground = Ground(folder=path, files=files, reserve=None, write=False)
    book = _tree(ground, BOOK)
    if book is None:
        return _copies(ground, BOOK, None)
    typed = Secrets(passphrase=passphrase, paper_key=paper_key)
    ring = ring_for(path, typed, files) if passphrase or paper_key or is_practice(path, files) else None
    sessions = tuple(book.get(SESSIONS, {}))
    places = places_of(path, sessions)
    wrong = [sentence for place in places for sentence in _copies(ground, place, ring)]
    wrong += _missing(places, sessions)
    wrong += _contents(ground, ring) if ring is not None else _shapes(ground, places)
    return tuple(dict.fromkeys(wrong))


def asks_secret(path: str | Path, *, files: Files | None = None) -> bool:
    """Whether a book opens only with a passphrase or paper key; False for a practice book."""
    path = Path(path)
    if not is_book(path):
        raise NoBook()
    return not is_practice(path, files or Files())


def _seal(place: str, ring: Keyring | None) -> Seal:
    return Seal(place=place) if ring is None else seal_of(ring, place)


def _copies(ground: Ground, place: str, ring: Keyring | None) -> tuple[str, ...]:
    """Every copy that does not verify: the slot in use, the older one, the mirror."""
    return faults(read_steady_copies(ground.files, stem_of(ground.folder, place), _seal(place, ring)))


def _tree(ground: Ground, place: str) -> Tree | None:
    """The tables that the checksums cover, None when no copy verifies or holds tables."""
    copies = read_steady_copies(ground.files, stem_of(ground.folder, place), Seal(place=place))
    try:
        frame = copies[newest(copies)].frame
        return decoded(frame.content) if frame is not None else None
    except Corrupt:
        return None


def _shapes(ground: Ground, places: tuple[str, ...]) -> Iterator[str]:
    """Without a key: whether every file has a copy that holds tables at all."""
    for place in places:
        if _tree(ground, place) is None:
            yield _("“{name}”: {why}").format(name=place, why=Corrupt())


def _missing(places: tuple[str, ...], sessions: tuple[str, ...]) -> Iterator[str]:
    for place in (FOLLOW_UP, *(session_place(session) for session in sessions)):
        if place not in places:
            yield _("Thiếu cả ba bản ghi của “{name}”.").format(name=place)


def _contents(ground: Ground, ring: Keyring) -> Iterator[str]:
    try:
        book = SealedFile.open(ground, Sealer(ring, BOOK))
        cell = cell_of(book.documents)
        book.log_documents()
    except StoreError as error:
        yield str(error)
        return
    if members_without_slot(ring, book.plain("member_keys"), (member.id for member in cell.members)):
        yield _("Có đảng viên mà khóa ghi trong sổ không mở được.")
    rows = book.plain(SESSIONS)
    listed = tuple(sorted(rows, key=lambda session: int(rows[session]["n"])))
    files: dict[str, SessionFile] = {}
    for session in listed:
        yield from _session(ground, ring, session, files)
    yield from _chain(files, {session: str(row["head"]) for session, row in book.plain(HEADS).items()})
    follow_up: list[FollowUp] = []
    yield from _follow_up(ground, ring, follow_up)
    yield from _drafts(ground, ring)
    if len(files) == len(listed) and follow_up:
        yield from wrong_sums(tuple(files[session].session for session in listed), follow_up[0])


def _session(ground: Ground, ring: Keyring, session: str, files: dict[str, SessionFile]) -> Iterator[str]:
    place = session_place(session)
    if place not in places_in(ground.folder):
        return
    try:
        file = SessionFile.open(ground, Sealer(ring, place))
        acts = acts_of(file.file.log_documents())
        _pack = file.pack
    except StoreError as error:
        yield _("“{name}”: {why}").format(name=place, why=error)
        return
    files[session] = file
    if [act.number for act in acts] != list(range(1, len(acts) + 1)):
        yield _("“{name}”: nhật ký không liền số.").format(name=place)
    if file.session.id != session:
        yield _("“{name}”: tệp chứa một kỳ khác.").format(name=place)


def _chain(files: dict[str, SessionFile], heads: dict[str, str]) -> Iterator[str]:
    """Whether every closed text still gives the head that it had, and every head goes on from one that is there."""
    known = {"", *heads.values(), *(file.link.head for file in files.values() if file.link and file.signed)}
    for session, file in files.items():
        yield from _link(session, file, known)
        head = heads.get(session)
        if head is not None and (not file.signed or file.link is None or file.link.head != head):
            yield _("Kỳ {id}: biên bản đã ký không còn khớp với mã ghi trong sổ.").format(id=session)


def _link(session: str, file: SessionFile, known: set[str]) -> Iterator[str]:
    link, approval = file.link, file.session.approval
    if link is None:
        if _is_closed(file.session):
            yield _("Kỳ {id}: biên bản đã thông qua mà không có mã đối chiếu.").format(id=session)
        return
    if linked(file.file.documents, file.file.sealer, link.previous) != link:
        yield _("Kỳ {id}: nội dung biên bản đã khác lúc thông qua.").format(id=session)
    if approval is not None and approval.fingerprint != link.fingerprint:
        yield _("Kỳ {id}: mã đối chiếu không khớp với nội dung.").format(id=session)
    if link.previous not in known:
        yield _("Kỳ {id}: thiếu biên bản đã ký liền trước.").format(id=session)


def _is_closed(session: Session) -> bool:
    return session.state in (State.APPROVED, State.SIGNED)


def _follow_up(ground: Ground, ring: Keyring, found: list[FollowUp]) -> Iterator[str]:
    try:
        file = FollowUpFile.open(ground, Sealer(ring, FOLLOW_UP))
        file.log()
    except StoreError as error:
        yield _("“{name}”: {why}").format(name=FOLLOW_UP, why=error)
        return
    found.append(file.value)
    head = ""
    for document in sorted(file.file.documents.values(), key=lambda one: one.n):
        head = entry_head(head, document, file.file.sealer)
    if head != head_of(file.file.plain(CHAIN)):
        yield _("Phần theo dõi sau hội nghị không còn khớp với mã nối của nó.")


def _drafts(ground: Ground, ring: Keyring) -> Iterator[str]:
    for place in places_in(ground.folder):
        if place.startswith(f"{DRAFTS}/"):
            try:
                SealedFile.open(ground, Sealer(ring, place))
            except StoreError as error:
                yield _("“{name}”: {why}").format(name=place, why=error)
