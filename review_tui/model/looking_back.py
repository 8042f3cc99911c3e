"""Looking back over the years: the cell in figures, due dates ahead, what is new, who speaks and who does not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from review_tui.model.followup import CheckState, FollowUp
from review_tui.model.ledger import LedgerItem, Standing, ledger
from review_tui.model.people import Member
from review_tui.model.points import COLLECTIVE, Kind, Source
from review_tui.model.session import Here, Level, Session


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """One year of the cell."""

    year: int
    raised: int
    """shortcomings that were raised or named by oneself"""
    asked: int
    """points that had to be answered"""
    answered: int
    made: int
    """commitments"""
    repaired: int
    """of these, closed on the verifier's word"""
    late: int
    """overdue now, or closed after the date that was promised first"""
    returning: int
    """points that named the same fault as an earlier one"""


def by_year(sessions: tuple[Session, ...], follow_up: FollowUp, today: date) -> tuple[YearFigures, ...]:
    """The figures of every year, oldest first; the sessions of a year together. Numbers of the cell, of nobody else."""
    items = ledger(sessions, follow_up, today)
    years = sorted({session.year for session in sessions})
    return tuple(_figures(year, [one for one in sessions if one.year == year], items) for year in years)


def _figures(year: int, sessions: list[Session], items: tuple[LedgerItem, ...]) -> YearFigures:
    points = [point for session in sessions for point in session.points if not point.withdrawn]
    ids = {session.id for session in sessions}
    made = [item for item in items if item.session in ids]
    asked = [point for point in points if point.needs_answer]
    return YearFigures(
        year=year,
        raised=sum(point.kind is Kind.SHORTCOMING for point in points),
        asked=len(asked),
        answered=sum(bool(point.answers) for point in asked),
        made=len(made),
        repaired=sum(item.standing is Standing.CLOSED for item in made),
        late=sum(_is_late(item) for item in made),
        returning=sum(bool(point.recurs) for point in points),
    )


def _is_late(item: LedgerItem) -> bool:
    promised = item.commitment.due
    closed_late = item.closing is not None and promised is not None and item.closing.on > promised
    return item.overdue or (closed_late and item.standing is Standing.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMonth:
    """One cell of the heat strip."""

    first: date
    due: int
    overdue: int


def due_months(items: Iterable[LedgerItem], today: date, *, before: int = 3, after: int = 12) -> tuple[DueMonth, ...]:
    """Open commitments by the month in which they are due, from some months ago to some months ahead.

    Those due earlier still are counted in the first month, so that nothing falls off the strip.
    """
    months = [_month(today, step) for step in range(-before, after + 1)]
    due: Counter[date] = Counter()
    overdue: Counter[date] = Counter()
    for item in items:
        if item.is_open and item.due is not None:
            month = max(item.due.replace(day=1), months[0])
            due[month] += 1
            overdue[month] += item.overdue
    return tuple(DueMonth(first=month, due=due[month], overdue=overdue[month]) for month in months)


def _month(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """How often one member spoke to others, and others to him: counts of turns, kept and printed nowhere."""

    member: Member
    given: int
    received: int


def spoken(sessions: Iterable[Session]) -> tuple[Spoken, ...]:
    """Turns of all members who were ever reviewed or present, by the number of the roll; never by the count.

    For the recorder's own eyes, on demand: a name that was withheld counts, and is not named by it.
    """
    given: Counter[str] = Counter()
    received: Counter[str] = Counter()
    people: dict[str, Member] = {}
    for session in sessions:
        hidden = {one.point: one.critic for one in session.withheld}
        there = {p.member for one in session.sittings for p in one.attendance if p.here is Here.PRESENT}
        people |= {member.id: member for member in session.roll if member.id in there or member.id in session.reviewed}
        for point in session.points:
            if point.source is Source.MEMBER and not point.withdrawn:
                given[point.critic or hidden.get(point.id, "")] += 1
                received[point.floor] += 1
    return tuple(
        Spoken(member=one, given=given[one.id], received=received[one.id])
        for one in sorted(people.values(), key=lambda member: member.no)
    )


def silent(sessions: Iterable[Session]) -> tuple[Member, ...]:
    """Members who never said anything about another, over these sessions."""
    return tuple(one.member for one in spoken(sessions) if not one.given)


def unaddressed(sessions: Iterable[Session]) -> tuple[Member, ...]:
    """Members to whom nobody ever said anything."""
    return tuple(one.member for one in spoken(sessions) if not one.received)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, with its day and the number for life that it belongs to."""

    on: date
    kind: str
    """ "point", "answer", "verdict", "topic", "commitment", "check", "verifier", "closing", "return", "due";
    "proposed", "voted", "decided", "rerated" with a level"""
    number: str
    text: str
    session: str = ""
    level: Level | None = None
    """of the levels; None with "rerated" for one that was cancelled"""
    state: CheckState | None = None
    """what a check found"""


def timeline(
    sessions: tuple[Session, ...], follow_up: FollowUp, floor: str, today: date, *, since: date | None = None
) -> tuple[Event, ...]:
    """Everything about one member (or COLLECTIVE), oldest first; with `since` what is new after that day.

    A date that has passed without the word that it is done counts as something that happened.
    """
    found = [event for session in sessions for event in (*_said(session, floor), *_levels(session, floor))]
    found += _decided(follow_up, floor)
    for item in ledger(sessions, follow_up, today):
        own = item.commitment.floor == floor if floor == COLLECTIVE else item.commitment.owner == floor
        found += _followed(item, today) if own or item.commitment.floor == floor else ()
    fresh = [event for event in found if since is None or event.on > since]
    return tuple(sorted(fresh, key=lambda event: event.on))


def _said(session: Session, floor: str) -> Iterator[Event]:
    day = session.day
    for point in session.points_of(floor):
        yield Event(on=day, kind="point", number=point.number, text=point.text, session=session.id)
        if point.recurs:
            yield Event(on=day, kind="return", number=point.recurs, text=point.text, session=session.id)
        for answer in point.answers:
            yield Event(on=day, kind="answer", number=point.number, text=answer.text, session=session.id)
        if point.verdict is not None:
            yield Event(on=day, kind="verdict", number=point.number, text=point.verdict.text, session=session.id)
    for given in session.topic_answers:
        if given.floor == floor:
            for answer in given.answers:
                yield Event(on=day, kind="topic", number=given.topic, text=answer.text, session=session.id)


def _levels(session: Session, floor: str) -> Iterator[Event]:
    """What somebody proposed for himself, and what the ballot gave."""
    own = session.floor(floor)
    if own.self_level is not None:
        points = "" if own.self_points is None else str(own.self_points)
        yield Event(on=session.day, kind="proposed", number="", text=points, session=session.id, level=own.self_level)
    for tally in session.tallies:
        if tally.floor == floor and tally.result is not None:
            yield Event(on=session.day, kind="voted", number="", text="", session=session.id, level=tally.result)


def _decided(follow_up: FollowUp, floor: str) -> Iterator[Event]:
    """What the body above decided, and what was changed later (form 03)."""
    for made in follow_up.decisions:
        if made.floor == floor:
            yield Event(
                on=made.on, kind="decided", number=made.number, text=made.by, session=made.session, level=made.level
            )
    for again in follow_up.reratings:
        if again.floor == floor:
            yield Event(
                on=again.on, kind="rerated", number=again.number, text=again.ground, session=again.session,
                level=again.after,
            )  # fmt: skip


def _followed(item: LedgerItem, today: date) -> Iterator[Event]:
    def event(on: date, kind: str, text: str) -> Event:
        return Event(on=on, kind=kind, number=item.number, text=text, session=item.session)

    if item.since is not None:
        yield event(item.since, "commitment", item.commitment.text)
    yield from (replace(event(check.on, "check", check.text), state=check.state) for check in item.checks)
    yield from (event(change.on, "verifier", change.name) for change in item.verifiers)
    yield from (event(closing.on, "closing", closing.words) for closing in item.closings)
    if item.overdue and item.due is not None and item.due <= today:
        yield event(item.due, "due", item.commitment.text)
