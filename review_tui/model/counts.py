"""The counts that stand on every screen of the meeting, and the sentence about the quorum."""

from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.people import Member, Status
from review_tui.model.points import COLLECTIVE, Point, Source, Topic
from review_tui.model.session import FloorState, Here, Presence, Session, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Header counts: "có mặt present/due · biểu quyết voting", and what is still open."""

    present: int
    due: int
    voting: int
    unanswered: int
    not_spoken: int
    drafts: int


def is_due(session: Session, member: Member) -> bool:
    """Whether a member is due at the meeting; exempt and suspended ones are not, and are never absent."""
    status = member.status_on(session.day)
    return status is not Status.LEFT and status not in session.rules.not_due


def due(session: Session) -> tuple[Member, ...]:
    """Members who are due, in the order of the roll."""
    return tuple(member for member in session.roll if is_due(session, member))


def presence_of(session: Session, member_id: str, sitting: Sitting | None = None) -> Presence | None:
    """How a member was marked at a sitting (the current one by default), or None while not called."""
    sitting = sitting or session.sitting
    if sitting is None:
        return None
    for presence in sitting.attendance:
        if presence.member == member_id:
            return presence
    return None


def is_present(session: Session, member_id: str) -> bool:
    """Whether a member is in the room now: marked present and not gone."""
    presence = presence_of(session, member_id)
    return presence is not None and presence.here is Here.PRESENT and not presence.left


def present(session: Session) -> tuple[Member, ...]:
    """Due members who are in the room now."""
    here = {
        presence.member
        for presence in (session.sitting.attendance if session.sitting else ())
        if presence.here is Here.PRESENT and not presence.left
    }
    return tuple(member for member in due(session) if member.id in here)


def guests_of_vote(session: Session) -> tuple[Member, ...]:
    """Members in temporary Party life who are in the room: whether they vote is asked."""
    return tuple(one for one in present(session) if one.status_on(session.day) is Status.TEMPORARY_HERE)


def absent(session: Session) -> tuple[Member, ...]:
    """Due members marked absent at the current sitting."""
    marked = {p.member for p in (session.sitting.attendance if session.sitting else ()) if p.here is Here.ABSENT}
    return tuple(member for member in due(session) if member.id in marked)


def not_called(session: Session) -> tuple[Member, ...]:
    """Due members of whom the roll call of the current sitting says nothing yet."""
    called = {presence.member for presence in (session.sitting.attendance if session.sitting else ())}
    return tuple(member for member in due(session) if member.id not in called)


def votes(session: Session, member: Member) -> bool:
    """Whether a member votes: official, due here; a probationary member does not (Charter, điều 3)."""
    if not is_due(session, member) or member.is_probationary_on(session.day):
        return False
    return member.status_on(session.day) is not Status.TEMPORARY_HERE or session.rules.temporary_votes


def voting_present(session: Session) -> tuple[Member, ...]:
    """Voting members who are in the room now: the base of every n/n."""
    return tuple(member for member in present(session) if votes(session, member))


def open_points(session: Session, floor: str | None = None) -> tuple[Point, ...]:
    """Points that still wait for an answer, on one floor or on all."""
    return tuple(point for point in session.points if point.is_open and floor in (None, point.floor))


def topic_is_open(session: Session, topic: Topic, floor: str) -> bool:
    """Whether a topic still waits for its own answer on a floor."""
    given = session.topic_answer(topic.id, floor)
    return given is None or not given.answers


def open_topics(session: Session, floor: str | None = None) -> tuple[tuple[Topic, str], ...]:
    """(topic, floor) pairs without an answer, leaving out floors that are queued for another meeting."""
    return tuple(
        (topic, key)
        for topic in session.topics
        for key in topic.floors()
        if floor in (None, key)
        and (key == COLLECTIVE or session.floor(key).state is not FloorState.QUEUED)
        and topic_is_open(session, topic, key)
    )


def not_spoken(session: Session) -> tuple[Member, ...]:
    """Members in the room who have not yet spoken about the collective or about anybody else."""
    spoke = {point.critic for point in session.points if not point.withdrawn and point.source is Source.MEMBER}
    spoke |= {name.critic for name in session.withheld}
    return tuple(member for member in present(session) if member.id not in spoke)


def header_counts(session: Session) -> Counts:
    """The counts of the header, in one go."""
    return Counts(
        present=len(present(session)),
        due=len(due(session)),
        voting=len(voting_present(session)),
        unanswered=len(open_points(session)) + len(open_topics(session)),
        not_spoken=len(not_spoken(session)),
        drafts=len(session.drafts),
    )


def quorum_needed(session: Session) -> int:
    """How many voting members must be in the room, by the pack's fraction, rounded up."""
    base = sum(1 for member in session.roll if votes(session, member))
    rules = session.rules
    return -(-base * rules.quorum_numerator // rules.quorum_denominator)


def has_quorum(session: Session) -> bool:
    """Whether enough voting members are in the room."""
    return len(voting_present(session)) >= quorum_needed(session)


def over_mark(session: Session) -> bool:
    """The quality mark: more than the pack's share of those due is present (HD 12-HD/BTCTW)."""
    everyone = len(due(session))
    return everyone > 0 and len(present(session)) * 100 > everyone * session.rules.mark_percent


def quorum_sentence(session: Session) -> str:
    """One sentence: reached or not, how many are missing, and the mark of attendance."""
    here, needed = len(voting_present(session)), quorum_needed(session)
    if here < needed:
        return _("Chưa đủ số đảng viên chính thức để hội nghị tiến hành: có {here}, cần {needed}, thiếu {gap}.").format(
            here=here, needed=needed, gap=needed - here
        )
    if over_mark(session):
        return _("Đủ số đảng viên để hội nghị tiến hành (có {here}, cần {needed}); dự họp trên {mark} %.").format(
            here=here, needed=needed, mark=session.rules.mark_percent
        )
    return _("Đủ số đảng viên để hội nghị tiến hành (có {here}, cần {needed}); dự họp chưa quá {mark} %.").format(
        here=here, needed=needed, mark=session.rules.mark_percent
    )
