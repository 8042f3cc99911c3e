"""A cell of any size at the step of levels: everybody present and reviewed, ballots prepared, opened and counted."""

from dataclasses import replace
from datetime import date

from review_tui.model.attendance import all_present, role_taken, sitting_opened, sitting_placed
from review_tui.model.ballot import Ballot, VoteRule, Way
from review_tui.model.balloting import ballot_named, counted, opened_ballot, prepared_ballot, published
from review_tui.model.counting import count_of
from review_tui.model.floors import floor_replaced
from review_tui.model.opening import prepared
from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.model.points import COLLECTIVE
from review_tui.model.rules import Rules
from review_tui.model.session import Floor, FloorState, Role, Session
from review_tui.regulation.ballots import vote_rule
from review_tui.regulation.load import pack

DAY = date(2026, 12, 5)
RULE = vote_rule(pack("366-2025"))

_POSTS = {1: Post.HEAD, 2: Post.DEPUTY, 3: Post.COMMITTEE}


def member(no: int, **changes: object) -> Member:
    """Official member no. `no`, retired."""
    made = Member(
        id=f"m{no}",
        no=no,
        name=f"Nguyễn Văn {'ABCDEFGHIKLMNOPQRSTUVXY'[no % 23]}{no}",
        joined=date(2000, 2, 3),
        official=date(2001, 2, 3),
        job="Hưu trí",
        post=_POSTS.get(no, Post.MEMBER),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def probationary(no: int) -> Member:
    """A probationary member."""
    return member(no, joined=date(2026, 1, 10), official=None, periods=(StatusPeriod(status=Status.PROBATIONARY),))


def temporary(no: int) -> Member:
    """Somebody in temporary Party life with this cell."""
    return member(no, periods=(StatusPeriod(status=Status.TEMPORARY_HERE),))


def room(*members: Member, waiting: tuple[str, ...] = (), regulation: str = "366-2025") -> Session:
    """Everybody is present, no. 1 chairs, no. 2 and 3 count; all but `waiting` and temporary members were reviewed."""
    reviewed = tuple(one.id for one in members if one.status_on(DAY) is not Status.TEMPORARY_HERE)
    session = prepared(
        session_id="2026", year=2026, regulation=regulation, created=DAY, rules=Rules(), roll=members, reviewed=reviewed
    )
    session = all_present(sitting_placed(sitting_opened(session, opened="18:00", day=DAY), "Nhà văn hóa"))
    session = role_taken(session, Role.CHAIR, (members[0].id,))
    if len(members) > 2:
        session = role_taken(session, Role.TELLERS, (members[1].id, members[2].id))
    for key in (COLLECTIVE, *reviewed):
        if key not in waiting:
            session = floor_replaced(session, Floor(key=key, state=FloorState.OPENED))
    return session


def of_size(size: int) -> Session:
    """A room of official members."""
    return room(*(member(no) for no in range(1, size + 1)))


def opened(session: Session, *, id: str = "b", way: Way = Way.PAPER, rule: VoteRule = RULE,
           floors: tuple[str, ...] | None = None) -> Session:  # fmt: skip
    """The session with one ballot prepared and opened."""
    return opened_ballot(prepared_ballot(session, id=id, rule=rule, way=way, floors=floors), id)


def typed(session: Session, head: str, rows: dict[str, str], *, id: str = "b") -> Session:
    """A count typed by the tellers and published."""
    figures = tuple(int(word) for word in head.split())
    count = count_of(figures, {floor: tuple(map(int, row.split())) for floor, row in rows.items()})  # type: ignore[arg-type]
    return published(counted(session, id, count, closed_at="20:15"), id)


def ballot(session: Session, id: str = "b") -> Ballot:
    """The ballot of this room."""
    return ballot_named(session, id)
