"""What the screens ask of an open book: the store's door, as a shape. Another store may stand behind it one day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.search import YearTexts
from review_tui.model.session import Session
from review_tui.model.submission import Opening, Submission
from review_tui.model.year import Year
from review_tui.regulation.pack import Pack
from review_tui.store.files import Files

if TYPE_CHECKING:
    from review_tui.store import KeyCost
    from review_tui.store.secret_keeping import OfferedPaper
    from review_tui.tui.shelf import NextLogin


class LogLine(Protocol):
    """One act in the log of a session."""

    @property
    def number(self) -> int:
        """1, 2, 3 ... in the order done."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def name(self) -> str:
        """What, in words: "ý kiến 7 của đ/c Đồng"."""

    @property
    def undone(self) -> bool:
        """Whether a later act withdrew it."""

    @property
    def undoes(self) -> int | None:
        """The number of the act that this one withdraws."""

    @property
    def fixed(self) -> bool:
        """Whether the minutes were closed after it, so that it is not undone any more."""


class OpenBook(Protocol):
    """An open book. Every writing method is one act, saved when it returns; all raise `ReviewError`."""

    @property
    def path(self) -> Path:
        """The folder."""

    @property
    def member(self) -> str:
        """The id of the member whose part alone is open; empty for the recorder."""

    @property
    def writable(self) -> bool:
        """False while another process holds the book."""

    @property
    def holder(self) -> str:
        """A sentence that names who holds it, when it is not writable."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about what was healed at the opening."""

    @property
    def cell(self) -> Cell:
        """The cell and its roll."""

    @property
    def follow_up(self) -> FollowUp:
        """What happened after the meetings."""

    def session_ids(self) -> tuple[str, ...]:
        """All sessions, in their order."""

    def session(self, session: str, /) -> Session:
        """One session."""

    def sessions(self) -> tuple[Session, ...]:
        """All of them, whole: costs with the years."""

    def year(self, session: str, /) -> Year:
        """One session in short."""

    def years(self) -> tuple[Year, ...]:
        """All of them in short."""

    def texts(self, session: str, /) -> YearTexts:
        """What can be searched of one session."""

    def tend(self) -> bool:
        """Read back one more year that was only glanced at; False when none is left."""

    def pack(self, session: str, /) -> Pack:
        """The regulation pack that a session keeps."""

    def act(self, name: str, change: Callable[[Session], Session], *, session: str) -> Session:
        """Change a session."""

    def act_cell(self, name: str, change: Callable[[Cell], Cell]) -> Cell:
        """Change the cell."""

    def act_follow_up(self, name: str, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
        """Add to what happened after the meetings."""

    def add_session(self, session: Session, pack: Pack, *, name: str) -> None:
        """A new session."""

    def log(self, session: str, /) -> tuple["LogLine", ...]:
        """The acts on a session, oldest first."""

    def undo(self, session: str, /, number: int | None = None) -> str:
        """Withdraw the last act, or this one; returns its name."""

    def fingerprint(self, session: Session, /) -> str:
        """26 characters that stand for the text of the minutes."""

    def keep_draft(self, place: str, text: str) -> None:
        """Keep half-typed text on disk."""

    def drafts(self) -> dict[str, str]:
        """Half-typed texts by place."""

    def drop_draft(self, place: str) -> None:
        """The text was entered or thrown away."""

    def member_key(self, member: str) -> str:
        """The key of one member's part, to be handed through a pipe to the process in which that member looks."""

    def new_code(self, member: str) -> str:
        """A new printed code that opens one member's part; a former one opens nothing any more."""

    def revoke_code(self, member: str) -> None:
        """The printed code of a member opens nothing any more; one sentence when there was none."""

    def codes(self) -> dict[str, datetime | None]:
        """The members who have a printed code, and when it was made."""

    @property
    def why_not_hand_in(self) -> str:
        """Why nothing can be handed in here, as a sentence; empty where it can."""

    def hand_in(self, submission: Submission) -> None:
        """Put something into the own outbox; on the disk when it returns."""

    def submissions(self) -> tuple[Submission, ...]:
        """What was handed in, oldest first, with its fate: a member's own, for the recorder everybody's."""

    def submission(self, id: str) -> Submission:
        """The one with this id, with its fate; one sentence when there is none."""

    def taken_over(self, id: str, at: datetime) -> None:
        """Take it over: one act in the session or in the follow-up."""

    def returned(self, id: str, words: str) -> None:
        """Give something back with words that its member reads."""

    def record_marks(self, member: str = "") -> tuple[tuple[str, str], ...]:
        """(session, mark) for each signed session; each mark stands over all of one member's parts up to there."""

    def record_fingerprint(self, member: str = "") -> str:
        """The mark over everything of a member that is signed; empty before the first signing."""

    def openings(self) -> tuple[Opening, ...]:
        """When this member's part was opened, oldest first, this opening included."""

    def backup_if_due(
        self, folder: Path, now: datetime, *, pause: timedelta, files: Files | None = None
    ) -> Path | None:
        """A verified copy in a dated folder; None when the last one there holds the same or is younger than `pause`."""

    def offered_paper(self) -> "OfferedPaper":
        """A paper key to be written down; it opens nothing yet."""

    def take_paper(
        self, offered: "OfferedPaper", *, passphrase: str | None = None, kdf: "KeyCost | None" = None, name: str = ...
    ) -> None:
        """The offered key was typed back: it opens from now on, with a new passphrase where one is given."""

    def change_passphrase(self, passphrase: str, *, kdf: "KeyCost | None" = None) -> None:
        """Another passphrase opens the book from now on."""

    def book_log(self) -> tuple["LogLine", ...]:
        """What was done to the roll and to the secrets, oldest first."""

    def older_backups(self, folder: Path, before: datetime) -> tuple[Path, ...]:
        """The copies of this book that a replaced secret still opens."""

    def mirror(self) -> None:
        """Bring the second copy up to date."""

    def close(self) -> None:
        """Give the book up to others."""


class Opener(Protocol):
    """How a book is opened at the login; raises one sentence when the secret is wrong."""

    def __call__(self, *, passphrase: str | None = None, paper_key: str | None = None) -> OpenBook:
        """Open it."""


class CodeOpener(Protocol):
    """How a member comes in by a printed code; raises one and the same sentence whatever does not fit."""

    def __call__(self, who: str, code: str, /) -> "NextLogin":
        """The login of the member with this number or name and this code."""


Clock = Callable[[], datetime]
"""This moment, with its offset; in a practice book on the sample's day."""
