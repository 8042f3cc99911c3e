"""Whose review is on the floor, in what order, with what clock, and who chairs meanwhile."""

from dataclasses import replace
from datetime import datetime

from review_tui.model.attendance import recording
from review_tui.model.counts import is_present, presence_of
from review_tui.model.people import Post
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Floor, FloorState, Here, Role, Session, Step

_STANDS_IN = (Post.DEPUTY, Post.COMMITTEE, Post.HEAD)
"""who is asked first to chair in the chair's place"""


def floor_replaced(session: Session, floor: Floor) -> Session:
    """The session with this floor in place of the one with the same key."""
    others = tuple(one for one in session.floors if one.key != floor.key)
    return replace(session, floors=(*others, floor))


def entered_floor(session: Session, key: str, *, at: datetime) -> Session:
    """Put a subject on the floor; the clock of the former one stops, nothing of it is lost."""
    session = left_floor(recording(session), at=at)
    floor = session.floor(key)
    session = floor_replaced(session, replace(floor, state=FloorState.OPENED))
    step = Step.COLLECTIVE if key == COLLECTIVE else Step.MEMBERS
    return replace(session, on_floor=key, floor_since=at, step=step)


def left_floor(session: Session, *, at: datetime) -> Session:
    """Nobody is on the floor; the time used is added to the floor's."""
    if not session.on_floor:
        return session
    floor = session.floor(session.on_floor)
    used = floor.seconds + running_seconds(session, at=at)
    return replace(floor_replaced(session, replace(floor, seconds=used)), on_floor="", floor_since=None)


def running_seconds(session: Session, *, at: datetime) -> int:
    """Seconds of the running turn; a clock set back counts 0, and a turn never counts more than 6 hours."""
    if session.floor_since is None:
        return 0
    return min(max(int((at - session.floor_since).total_seconds()), 0), 6 * 3600)


def queued(session: Session, key: str) -> Session:
    """Put an absent member into the queue for a further sitting or a supplementary session."""
    return floor_replaced(session, replace(session.floor(key), state=FloorState.QUEUED))


def unqueued(session: Session, key: str) -> Session:
    """Take a member out of the queue again."""
    return floor_replaced(session, replace(session.floor(key), state=FloorState.WAITING))


def step_taken(session: Session, step: Step, *, at: datetime) -> Session:
    """Enter a step of the run sheet; outside the review of subjects nobody is on the floor."""
    session = recording(session)
    if step not in (Step.COLLECTIVE, Step.MEMBERS):
        session = left_floor(session, at=at)
    return replace(session, step=step)


def next_floor(session: Session) -> str | None:
    """The next subject in the order of review that was not yet on the floor; absent ones are passed over."""
    for key in session.floor_keys():
        if session.floor(key).state is FloorState.WAITING and not _away(session, key):
            return key
    return None


def _away(session: Session, key: str) -> bool:
    if key == COLLECTIVE:
        return False
    presence = presence_of(session, key)
    return presence is not None and (presence.here is Here.ABSENT or bool(presence.left))


def proposed_chair(session: Session, key: str) -> str:
    """Who should chair the review of this subject: the chair; on the chair's own floor somebody in his place.

    The deputy comes first, then the committee, then the head. Empty where nobody in the room is free: then it goes
    on as it is, and the minutes say so.
    """
    chair = session.holder(Role.CHAIR)
    if chair and chair[0] != key:
        return chair[0]
    recorder = session.holder(Role.RECORDER)
    for post in _STANDS_IN:
        for member in session.roll:
            if (
                member.post is post
                and member.id != key
                and member.id not in recorder
                and is_present(session, member.id)
            ):
                return member.id
    return ""


def acting_chair(session: Session) -> str:
    """The member who chairs now; empty where nobody was named."""
    chair = session.holder(Role.CHAIR)
    return chair[0] if chair else ""
