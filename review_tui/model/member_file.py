"""The file of one member over the years: what was said, answered, judged, promised, checked and closed."""

from dataclasses import dataclass
from datetime import date

from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.points import Point, TopicAnswer
from review_tui.model.session import Floor, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One point about the member with the commitments that repair it."""

    point: Point
    repairs: tuple[LedgerItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileYear:
    """One session as it concerns the member."""

    session: Session
    floor: Floor
    links: tuple[Link, ...]
    topic_answers: tuple[TopicAnswer, ...]
    other_commitments: tuple[LedgerItem, ...]
    """his commitments that repair points of other floors, or topics"""
    verifies: tuple[LedgerItem, ...]
    """commitments of others that he follows"""


def member_file(sessions: tuple[Session, ...], follow_up: FollowUp, member: str, today: date) -> tuple[FileYear, ...]:
    """The chain of one member, the newest session first; sessions without him are left out."""
    items = ledger(sessions, follow_up, today)
    return tuple(
        _year(session, [item for item in items if item.session == session.id], member)
        for session in reversed(sessions)
        if any(one.id == member for one in session.roll)
    )


def _year(session: Session, items: list[LedgerItem], member: str) -> FileYear:
    points = session.points_of(member)
    own = {point.id for point in points}
    links = tuple(
        Link(point=point, repairs=tuple(item for item in items if point.id in item.commitment.points))
        for point in points
    )
    return FileYear(
        session=session,
        floor=session.floor(member),
        links=links,
        topic_answers=tuple(given for given in session.topic_answers if given.floor == member),
        other_commitments=tuple(
            item for item in items if item.commitment.owner == member and not own.intersection(item.commitment.points)
        ),
        verifies=tuple(item for item in items if item.commitment.verifier == member),
    )
