"""Files that go into a session whole, or not at all: notes and letters of suggested topics, for screen and commands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from review_tui.exchange.digest import LARGEST_FILE, digest_of, file_digest
from review_tui.exchange.topics import TopicsReading
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.cell import Handled
from review_tui.model.followup import Proof
from review_tui.model.notes import notes_entered
from review_tui.model.opening import topics_added, why_not_take
from review_tui.model.session import Session
from review_tui.regulation.decoding import read_bytes

NOTES = "notes"
TOPICS = "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesFile:
    """Notes as they lie in a file. `digest` is the SHA-256 by which the same file is known a second time."""

    file: str
    text: str
    digest: str


def read_notes(path: Path) -> NotesFile:
    """A UTF-8 file, with or without a byte order mark; one sentence with the first line that is no UTF-8."""
    file, content = clean_line(str(path)), read_bytes(path, LARGEST_FILE)
    try:
        return NotesFile(file=file, text=content.decode("utf-8-sig"), digest=digest_of(content))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReviewError(
            _("{file}:{line}: tệp không phải là chữ UTF-8; hãy lưu lại với mã hóa UTF-8.").format(file=file, line=line)
        ) from None


def why_not_again(session: Session, kind: str, digest: str, day: date) -> str | None:
    """Why a file should not be taken in once more; None the first time."""
    return why_not_take(session, Handled(kind=kind, digest=digest, on=day))


def notes_taken(
    session: Session, notes: NotesFile, *, at: datetime, new_id: Callable[[], str], known: set[str]
) -> tuple[Session, tuple[str, ...]]:
    """The session after these notes, and warnings; raises `InputErrors` with every line not understood.

    `known` are the numbers for life of all points of the book.
    """
    after, warnings = notes_entered(session, notes.text, file=notes.file, at=at, new_id=new_id, known=known)
    handled = Handled(kind=NOTES, digest=notes.digest, on=at.date())
    return replace(after, handled=(*after.handled, handled)), warnings


def topics_taken(session: Session, read: TopicsReading, *, day: date, replacing: bool) -> Session:
    """The session after a letter of suggested topics; a changed letter needs `replacing`."""
    handled = Handled(kind=TOPICS, digest=read.digest, on=day)
    return topics_added(session, read.packet, read.topics, handled, replacing=replacing)


def entered_words(before: Session, after: Session) -> str:
    """ "Đã nhập 10 ý kiến, 9 trả lời, 5 cam kết, 2 kết luận." """
    counts = [new - old for old, new in zip(_counts(before), _counts(after), strict=True)]
    return _("Đã nhập {points} ý kiến, {answers} trả lời, {commitments} cam kết, {conclusions} kết luận.").format(
        points=counts[0], answers=counts[1], commitments=counts[2], conclusions=counts[3]
    )


def _counts(session: Session) -> tuple[int, int, int, int]:
    return (
        len(session.points),
        sum(len(point.answers) for point in session.points)
        + sum(len(given.answers) for given in session.topic_answers),
        len(session.commitments),
        sum(len(floor.conclusion) for floor in session.floors),
    )


def proof_of(path: Path) -> Proof:
    """A proof is kept as its name and fingerprint; the file itself stays where it is. One sentence if it is missing."""
    digest = file_digest(path)
    return Proof(name=clean_line(path.name), digest=digest)
