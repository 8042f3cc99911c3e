"""What Home, the ledger and other years' meetings need of one session: a small value that stands for a large one."""

from dataclasses import dataclass
from datetime import date

from review_tui.model.counts import open_points, open_topics
from review_tui.model.gate import missing_before_read_back
from review_tui.model.opening import still_to_review
from review_tui.model.points import Commitment, Point, VerdictKind
from review_tui.model.session import Session, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One standing commitment with what else its session knows of it."""

    commitment: Commitment
    owner_name: str = ""
    """empty for the collective, which is named in the language of the screen"""
    verifier_name: str = ""
    point_numbers: tuple[str, ...] = ()
    """numbers for life of the points that it repairs"""
    topics: tuple[str, ...] = ()
    """ids of the suggested topics that it or its points touch"""
    entries: tuple[str, ...] = ()
    """list entries of its points and topics: "1.4", "d11", "n3" """


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One session in short. It is made from the session and from nothing else, so it can always be made again."""

    id: str
    year: int
    state: State
    day: date
    reviewed: int = 0
    """how many members are to be reviewed"""
    left: tuple[str, ...] = ()
    """names of those who are still to be reviewed"""
    said: int = 0
    """standing points"""
    unanswered: int = 0
    """points and suggested topics without an answer"""
    drafts: int = 0
    missing: int = 0
    """what is missing before read-back, while the meeting is recorded"""
    topics: int = 0
    answer_by: date | None = None
    """the first day by which a letter of suggested topics wants its answers"""
    numbers: tuple[str, ...] = ()
    """numbers for life of all points, withdrawn ones included"""
    promised: tuple[Promised, ...] = ()
    returns: tuple[tuple[str, str], ...] = ()
    """(earlier point, point): numbers for life of a fault that came back and of the point that says so"""


def year_of(session: Session) -> Year:
    """The session in short."""
    days = [packet.answer_by for packet in session.packets if packet.answer_by]
    recording = session.state is State.RECORDING
    return Year(
        id=session.id,
        year=session.year,
        state=session.state,
        day=session.day,
        reviewed=len(session.reviewed),
        left=_left(session),
        said=sum(not point.withdrawn for point in session.points),
        unanswered=len(open_points(session)) + len(open_topics(session)),
        drafts=len(session.drafts),
        missing=len(missing_before_read_back(session)) if recording else 0,
        topics=len(session.topics),
        answer_by=min(days, default=None),
        numbers=tuple(point.number for point in session.points),
        promised=_promised(session),
        returns=_returns(session),
    )


def in_short(one: Session | Year) -> Year:
    """A session as the ledger reads it."""
    if isinstance(one, Year):
        return one
    return Year(
        id=one.id,
        year=one.year,
        state=one.state,
        day=one.day,
        promised=_promised(one),
        returns=_returns(one),
    )


def _left(session: Session) -> tuple[str, ...]:
    waiting = frozenset(still_to_review(session))
    names = {member.id: member.name for member in session.roll if member.id in waiting}
    return tuple(names[key] for key in session.reviewed if key in names)


def _promised(session: Session) -> tuple[Promised, ...]:
    points = {point.id: point for point in session.points}
    names = {guest.id: guest.name for guest in session.guests} | {one.id: one.name for one in session.roll}
    return tuple(_one_promised(session, made, points, names) for made in session.commitments if not made.withdrawn)


def _one_promised(session: Session, made: Commitment, points: dict[str, Point], names: dict[str, str]) -> Promised:
    repaired = [points[point] for point in made.points if point in points]
    topics = tuple(dict.fromkeys((*made.topics, *(topic for point in repaired for topic in point.topics))))
    return Promised(
        commitment=made,
        owner_name=names.get(made.owner, ""),
        verifier_name=names.get(made.verifier, ""),
        point_numbers=tuple(point.number for point in repaired),
        topics=topics,
        entries=_entries(session, repaired, frozenset(topics)),
    )


def _entries(session: Session, repaired: list[Point], wanted: frozenset[str]) -> tuple[str, ...]:
    """List entries of its points and topics; a topic's task group counts as "n3"."""
    found = [entry for point in repaired for entry in point.entries]
    for topic in session.topics if wanted else ():
        if topic.id in wanted:
            found += [*topic.entries, *([f"n{topic.task_group}"] if topic.task_group is not None else [])]
    return tuple(dict.fromkeys(found))


def _returns(session: Session) -> tuple[tuple[str, str], ...]:
    """Points that came back as the same fault; a verdict that it is no fault ends that."""
    return tuple(
        (point.recurs, point.number)
        for point in session.points
        if point.recurs
        and not point.withdrawn
        and not (point.verdict is not None and point.verdict.kind is VerdictKind.NONE)
    )
