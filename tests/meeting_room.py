"""A small cell for tests of the model: six members, a guest, topics; lines go in as a recorder types them."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

from review_tui.model.entry import entered, read_line
from review_tui.model.opening import prepared
from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.model.points import COLLECTIVE, Point, Topic, TopicKind
from review_tui.model.rules import Rules
from review_tui.model.session import Session

DAY = date(2026, 12, 5)
NOW = datetime(2026, 12, 5, 18, 0, tzinfo=UTC)

NAMES = ("Lý Thị Vượng", "Bùi Thị Hiếu", "Lê Ngọc Nhẫn", "Trần Xuân Nhẫn", "Huỳnh Quang Đồng", "Hồ Thị Diệu")
POSTS = (Post.HEAD, Post.DEPUTY, Post.COMMITTEE, Post.MEMBER, Post.MEMBER, Post.MEMBER)

_ids = itertools.count(1)


def fresh_id() -> str:
    """An id that no other has."""
    return f"id{next(_ids):06d}"


def member(no: int, **changes: object) -> Member:
    """Member no. `no` of the small cell; the sixth is probationary."""
    made = Member(
        id=f"m{no}",
        no=no,
        name=NAMES[no - 1],
        joined=date(2010, 1, 1) if no < 6 else date(2026, 1, 10),
        official=date(2011, 1, 1) if no < 6 else None,
        post=POSTS[no - 1],
        periods=(StatusPeriod(status=Status.PROBATIONARY),) if no == 6 else (),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def a_session(*lines: str, **changes: object) -> Session:
    """A session of the small cell on 5/12/2026: topics g1 (cell), g2 (no. 5), g3 (no. 4 and 5), after these lines."""
    session = prepared(
        session_id="2026",
        year=2026,
        regulation="366-2025",
        created=DAY,
        rules=Rules(entries=("1.4", "d11", "n3")),
        roll=tuple(member(no) for no in range(1, 7)),
        reviewed=tuple(f"m{no}" for no in range(1, 7)),
    )
    topics = (
        Topic(id="g1", packet="p", kind=TopicKind.COLLECTIVE, title="Sinh hoạt", text="..."),
        Topic(id="g2", packet="p", kind=TopicKind.INDIVIDUAL, title="Hồ sơ", text="...", concerns=("m5",)),
        Topic(id="g3", packet="p", kind=TopicKind.INDIVIDUAL, title="Vắng", text="...", concerns=("m4", "m5")),
    )
    return said(replace(session, topics=topics, **changes), *lines)  # type: ignore[arg-type]


def said(session: Session, *lines: str) -> Session:
    """The session after these lines of the grammar."""
    for line in lines:
        session = entered(session, read_line(line, session), at=NOW, new_id=fresh_id)
    return session


def point_at(session: Session, place: int, floor: str = COLLECTIVE) -> Point:
    """The point with this place on a floor."""
    return next(point for point in session.points if point.floor == floor and point.place == place)
