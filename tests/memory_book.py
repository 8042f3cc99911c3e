"""A book in memory with the store's door, for tests of the screens: acts, log, undo, drafts; nothing on disk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from review_tui.language.errors import ReviewError
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.model.points import Kind, Point, Source
from review_tui.model.search import YearTexts, texts_of
from review_tui.model.session import Session, State
from review_tui.model.submission import Submission
from review_tui.model.year import Year, year_of
from review_tui.regulation import load
from review_tui.regulation.pack import Pack

DAY = date(2026, 12, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act of the log."""

    number: int
    at: datetime
    name: str
    undone: bool = False
    undoes: int | None = None
    fixed: bool = False


class MemoryBook:
    """A stand-in for the store's Book. `fail` makes the next writes raise, as a full disk does."""

    def __init__(
        self,
        cell: Cell,
        sessions: tuple[Session, ...] = (),
        packs: dict[str, Pack] | None = None,
        *,
        writable: bool = True,
    ) -> None:
        self.path = Path("memory")
        self.member = ""
        self.writable = writable
        self.holder = "" if writable else "Sổ đang được máy “vp-01” mở để ghi; ở đây chỉ xem."
        self.notices: tuple[str, ...] = ()
        self.cell = cell
        self.follow_up = FollowUp()
        self.acts: list[str] = []
        self.fail = ""
        self.closed = False
        self._sessions = {session.id: session for session in sessions}
        self._packs = packs or {}
        self._before: dict[str, list[tuple[Line, Session]]] = {}
        self._drafts: dict[str, str] = {}
        self._now = datetime(2026, 12, 5, 18, 0, tzinfo=UTC)

    def submissions(self) -> tuple[Submission, ...]:
        """Nobody handed anything in."""
        return ()

    def session_ids(self) -> tuple[str, ...]:
        """All sessions."""
        return tuple(self._sessions)

    def session(self, session: str, /) -> Session:
        """One session."""
        return self._sessions[session]

    def sessions(self) -> tuple[Session, ...]:
        """All of them."""
        return tuple(self._sessions.values())

    def year(self, session: str, /) -> Year:
        """One in short."""
        return year_of(self._sessions[session])

    def years(self) -> tuple[Year, ...]:
        """All in short."""
        return tuple(year_of(session) for session in self._sessions.values())

    def texts(self, session: str, /) -> YearTexts:
        """What can be searched of it."""
        return texts_of(self._sessions[session])

    def tend(self) -> bool:
        """Nothing to read back."""
        return False

    def pack(self, session: str, /) -> Pack:
        """Its pack."""
        return self._packs[session]

    def act(self, name: str, change: Callable[[Session], Session], *, session: str) -> Session:
        """Change a session and log it."""
        before = self._sessions[session]
        after = change(before)
        self._write(name)
        log = self._before.setdefault(session, [])
        log.append((Line(number=len(log) + 1, at=self._now, name=name), before))
        self._sessions[session] = after
        return after

    def act_cell(self, name: str, change: Callable[[Cell], Cell]) -> Cell:
        """Change the cell."""
        after = change(self.cell)
        self._write(name)
        self.cell = after
        return after

    def act_follow_up(self, name: str, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
        """Add to the follow-up."""
        after = change(self.follow_up)
        self._write(name)
        self.follow_up = after
        return after

    def add_session(self, session: Session, pack: Pack, *, name: str) -> None:
        """A new session."""
        self._write(name)
        self._sessions[session.id] = session
        self._packs[session.id] = pack

    def log(self, session: str, /) -> tuple[Line, ...]:
        """The acts on a session."""
        return tuple(line for line, _before in self._before.get(session, ()))

    def undo(self, session: str, /, number: int | None = None) -> str:
        """Withdraw the last act that stands."""
        log = self._before.get(session, [])
        for place in reversed(range(len(log))):
            line, before = log[place]
            if not line.undone and number in (None, line.number):
                self._write("hoàn tác: " + line.name)
                log[place] = (replace(line, undone=True), before)
                self._sessions[session] = before
                return line.name
        raise ReviewError("Không còn việc nào để hoàn tác.")

    def fingerprint(self, session: Session, /) -> str:
        """26 characters."""
        return "A" * 26

    def keep_draft(self, place: str, text: str) -> None:
        """Keep half-typed text."""
        self._drafts[place] = text

    def drafts(self) -> dict[str, str]:
        """Half-typed texts."""
        return dict(self._drafts)

    def drop_draft(self, place: str) -> None:
        """Forget one."""
        self._drafts.pop(place, None)

    def mirror(self) -> None:
        """Nothing to copy."""

    def close(self) -> None:
        """Given up."""
        self.closed = True

    def _write(self, name: str) -> None:
        if self.fail or not self.writable:
            raise ReviewError(self.fail or self.holder)
        self._now += timedelta(minutes=1)
        self.acts.append(name)


def a_member(no: int, name: str, **more: object) -> Member:
    """A member whose id is easy to read in a test."""
    return replace(Member(id=f"m{no:02}", no=no, name=name, born=date(1960 + no, 3, 7)), **more)  # type: ignore[arg-type]


def a_cell(*, practice: bool = True) -> Cell:
    """Eight invented members: head, deputy, a probationary and an exempt one, two with one given name."""
    members = (
        a_member(1, "Trần Thị Vượng", post=Post.HEAD, office="Bí thư"),
        a_member(2, "Lê Văn Ân", post=Post.DEPUTY, office="Phó bí thư"),
        a_member(3, "Nguyễn Thị Ánh"),
        a_member(4, "Đỗ Thị Ước"),
        a_member(5, "Huỳnh Quang Đồng"),
        a_member(6, "Vương Sỹ Hạnh"),
        a_member(7, "Phạm Thị Hạnh", periods=(StatusPeriod(status=Status.PROBATIONARY),)),
        a_member(8, "Bùi Ngọc Ái", periods=(StatusPeriod(status=Status.EXEMPT),)),
    )
    return Cell(
        name="Chi bộ Tổ dân phố 3",
        superior="Đảng bộ phường Tân An",
        members=members,
        practice=practice,
        practice_day=DAY if practice else None,
    )


def a_session(cell: Cell, session_id: str = "2026", state: State = State.RECORDING) -> Session:
    """A session of this cell with one unanswered point on the floor of member 5."""
    point = Point(
        id=f"p{session_id}",
        number=f"{session_id}-001",
        floor="m05",
        place=1,
        kind=Kind.SHORTCOMING,
        source=Source.MEMBER,
        critic="m06",
        critic_name="Vương Sỹ Hạnh",
        text="Vắng 4 buổi sinh hoạt quý 2, không báo trước",
        order=1,
        sitting=1,
    )
    return Session(
        id=session_id,
        year=int(session_id[:4]),
        regulation="366-2025",
        created=DAY,
        state=state,
        roll=cell.members,
        reviewed=tuple(member.id for member in cell.members[:7]),
        points=(point,),
        last_number=1,
        last_order=1,
    )


def a_book(*, practice: bool = True, writable: bool = True) -> MemoryBook:
    """A practice book with a signed session of 2025 and one of 2026 being recorded."""
    cell = a_cell(practice=practice)
    rules = load.pack("366-2025")
    sessions = (a_session(cell, "2025", State.SIGNED), a_session(cell))
    return MemoryBook(cell, sessions, {made.id: rules for made in sessions}, writable=writable)


def a_clock() -> datetime:
    """18:30 on the evening of the meeting."""
    return datetime(2026, 12, 5, 18, 30, tzinfo=UTC)
