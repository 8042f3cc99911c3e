"""Sittings and the roll call: who is there, who leads, who is invited."""

from dataclasses import replace
from datetime import date

from review_tui.model.counts import due
from review_tui.model.session import Guest, Here, Presence, Role, RoleChange, Session, Sitting, State


def recording(session: Session) -> Session:
    """The session with at least one sitting and its minutes being written."""
    state = State.RECORDING if session.state is State.PREPARED else session.state
    sittings = session.sittings or (Sitting(number=1),)
    return replace(session, state=state, sittings=sittings)


def _sitting_replaced(session: Session, sitting: Sitting) -> Session:
    return replace(session, sittings=(*session.sittings[:-1], sitting))


def opens_another(session: Session, *, opened: str = "", day: date | None = None) -> bool:
    """Whether this start begins a further sitting, and does not fill in what the last one still lacks.

    Another day does; after the end of the last sitting so does a start that finds day and hour already there.
    """
    if not session.sittings:
        return False
    last = session.sittings[-1]
    another_day = day is not None and last.day is not None and day != last.day
    if not last.closed:
        return another_day and bool(last.attendance)
    fills = (day is not None and last.day is None) or (bool(opened) and not last.opened)
    return another_day or not fills


def lacks_day(session: Session, *, opened: str) -> bool:
    """Whether an hour alone ("@bd 18:00") leaves its sitting without a day: a further one, or one that has none."""
    return opens_another(session, opened=opened) or not session.sittings or session.sittings[-1].day is None


def sitting_opened(session: Session, *, opened: str = "", day: date | None = None) -> Session:
    """Give the last sitting its start and day, also after its end; a further sitting where `opens_another`."""
    session = recording(session)
    last = session.sittings[-1]
    if opens_another(session, opened=opened, day=day):
        last = Sitting(number=last.number + 1)
        session = replace(session, sittings=(*session.sittings, last))
    return _sitting_replaced(session, replace(last, opened=opened or last.opened, day=day or last.day))


def sitting_placed(session: Session, place: str) -> Session:
    """Give the last sitting its place, also after its end; a place never opens a further sitting."""
    session = recording(session)
    return _sitting_replaced(session, replace(session.sittings[-1], place=place))


def sitting_closed(session: Session, *, at: str) -> Session:
    """Give the current sitting its end ("21:40"); the next start opens another one."""
    session = recording(session)
    return _sitting_replaced(session, replace(session.sittings[-1], closed=at))


def marked(session: Session, presences: tuple[Presence, ...]) -> Session:
    """Mark members at the current sitting; a later word about the same member replaces the earlier one.

    A departure keeps the hour of arrival, and an arrival the hour of departure is not carried over.
    """
    session = recording(session)
    last = session.sittings[-1]
    known = {presence.member: presence for presence in last.attendance}
    for presence in presences:
        before = known.get(presence.member)
        if before is not None and presence.left and not presence.arrived:
            presence = replace(presence, arrived=before.arrived)
        known[presence.member] = presence
    order = {member.id: member.no for member in session.roll}
    attendance = tuple(sorted(known.values(), key=lambda presence: order[presence.member]))
    return _sitting_replaced(session, replace(last, attendance=attendance))


def all_present(session: Session) -> Session:
    """Everybody who is due and of whom nothing was said yet is present."""
    session = recording(session)
    called = {presence.member for presence in session.sittings[-1].attendance}
    rest = tuple(Presence(member=m.id, here=Here.PRESENT) for m in due(session) if m.id not in called)
    return marked(session, rest)


def role_taken(session: Session, role: Role, members: tuple[str, ...]) -> Session:
    """From here on these members hold the role."""
    session = recording(session)
    change = RoleChange(role=role, members=members, sitting=session.sittings[-1].number, floor=session.on_floor)
    kept = tuple(
        made
        for made in session.roles
        if (made.role, made.sitting, made.floor) != (role, change.sitting, change.floor)
        or _something_said(session, change.floor)
    )
    return replace(session, roles=(*kept, change))


def _something_said(session: Session, floor: str) -> bool:
    return bool(floor) and any(point.floor == floor for point in session.points)


def guest_added(session: Session, name: str, title: str = "") -> Session:
    """Invite somebody; guests are k1, k2 ... in the order entered."""
    session = recording(session)
    guest = Guest(id=f"k{len(session.guests) + 1}", name=name, title=title)
    return replace(session, guests=(*session.guests, guest))
