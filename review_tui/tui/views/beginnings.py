"""What a lone sign at the beginning of the entry line stands for: the person under review, and what waits for him."""

from review_tui.model.counts import topic_is_open
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session

SIGNS = "=!"
"""No line of the grammar begins with one of them, so nothing else can be meant."""


def beginning(session: Session, sign: str) -> str:
    """ "=" becomes "7 = 1 ": his answer to the first point that waits for one. "!" becomes "7 ! 1 ", his commitment.

    It is typed for the recorder, in sight and to be changed; empty where nobody is on the floor.
    """
    floor = session.on_floor
    if not floor:
        return ""
    who = _who(session, floor)
    target = _waiting(session, floor) if sign == "=" else _to_repair(session, floor)
    return f"{who} {sign} {target} " if target else f"{who} {sign} "


def example(session: Session, sign: str) -> str:
    """The same beginning for the examples of the empty entry line; "5 = 1 " where nothing waits on this floor."""
    floor = session.on_floor
    target = (_waiting if sign == "=" else _to_repair)(session, floor) if floor else ""
    return beginning(session, sign) if target else f"{_who(session, floor) if floor else 5} {sign} 1 "


def _who(session: Session, floor: str) -> str:
    return "cb" if floor == COLLECTIVE else str(session.member(floor).no)


def _waiting(session: Session, floor: str) -> str:
    """The first point without an answer, else the first topic without one."""
    for point in session.points_of(floor):
        if point.is_open:
            return str(point.place)
    return next((topic.id for topic in session.topics_for(floor) if topic_is_open(session, topic, floor)), "")


def _to_repair(session: Session, floor: str) -> str:
    """The first fault that no commitment repairs yet."""
    repaired = {point for made in session.commitments_of(floor) for point in made.points}
    faults = (point for point in session.points_of(floor) if point.is_fault and point.id not in repaired)
    return next((str(point.place) for point in faults), "")
