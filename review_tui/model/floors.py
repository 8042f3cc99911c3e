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


def main_holder(session: Session, role: Role) -> tuple[str, ...]:
    """Who led, wrote or counted, as the minutes name and sign it: named before the first floor, else first named."""
    named = [change for change in session.roles if change.role is role]
    before = [change for change in named if not change.floor and change.sitting == named[0].sitting]
    if before:
        return before[-1].members
    return named[0].members if named else ()


def usual_holder(session: Session, role: Role) -> str:
    """Who first took a role at the current sitting, before anybody stood in; empty where nobody was named."""
    number = session.sittings[-1].number if session.sittings else 1
    changes = [change for change in session.roles if change.role is role and change.members]
    here = [change for change in changes if change.sitting == number] or changes
    return here[0].members[0] if here else ""


def proposed_holder(session: Session, role: Role, key: str) -> str:
    """Who should chair or record the review of this subject: whoever usually does; for himself somebody else.

    The deputy comes first, then the committee, then the head, then (for the recorder only) any other member in the
    room. Empty where nobody is free: then it goes on as it is, and the minutes say so.
    """
    usual = usual_holder(session, role)
    if not usual or usual != key:
        return usual
    other = session.holder(Role.RECORDER if role is Role.CHAIR else Role.CHAIR)
    posts = _STANDS_IN if role is Role.CHAIR else (*_STANDS_IN, Post.MEMBER)
    for post in posts:
        for member in session.roll:
            free = member.id != key and member.id not in other and is_present(session, member.id)
            if member.post is post and free:
                return member.id
    return ""


def proposed_chair(session: Session, key: str) -> str:
    """Who should chair the review of this subject."""
    return proposed_holder(session, Role.CHAIR, key)


def acting_chair(session: Session) -> str:
    """The member who chairs now; empty where nobody was named."""
    chair = session.holder(Role.CHAIR)
    return chair[0] if chair else ""
