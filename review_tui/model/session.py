"""A review session: sittings, floors, and all that was said and decided. Steps live beside it, room by room."""

from dataclasses import dataclass, field
from datetime import date, datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ballot import Ballot
from review_tui.model.cell import Handled
from review_tui.model.evidence import Evidence, Informant
from review_tui.model.people import Member
from review_tui.model.points import (
    COLLECTIVE,
    Commitment,
    Packet,
    Point,
    Topic,
    TopicAnswer,
    WithheldName,
)
from review_tui.model.ratings import CapChoice, Facts, Rating
from review_tui.model.rules import Rules
from review_tui.model.self_review import SelfReview
from review_tui.model.sitting import (
    Approval,
    Dissent,
    DraftLine,
    Floor,
    FloorState,
    Guest,
    Here,
    Level,
    Paragraph,
    Presence,
    Reopening,
    Role,
    RoleChange,
    Signing,
    Sitting,
    State,
    Step,
    TakenOver,
    Tally,
)

__all__ = [
    "Approval",
    "Dissent",
    "DraftLine",
    "Floor",
    "FloorState",
    "Guest",
    "Here",
    "Level",
    "Paragraph",
    "Presence",
    "Reopening",
    "Role",
    "RoleChange",
    "Session",
    "Signing",
    "Sitting",
    "State",
    "Step",
    "TakenOver",
    "Tally",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session ("2026", a second one of the year "2026-2"); its roll is a copy as it stood at the opening."""

    id: str
    year: int
    regulation: str
    created: date
    rules: Rules = field(default_factory=Rules)
    state: State = State.PREPARED
    first_number: int = 1
    """points of this session are numbered from here (numbers run through the year across its sessions)"""
    last_number: int = 0
    """the highest point number ever given in this session, withdrawn ones included; 0 before the first"""
    first_commitment: int = 1
    last_commitment: int = 0
    last_order: int = 0
    """the highest `order` given to anything said"""
    roll: tuple[Member, ...] = ()
    reviewed: tuple[str, ...] = ()
    """member ids in the order of review, as the pack proposes it; the collective comes before all"""
    not_reviewed: tuple[tuple[str, str], ...] = ()
    """(member id, sentence why not)"""
    step: Step = Step.OPENING
    on_floor: str = ""
    """floor that is up now; empty for none"""
    floor_since: datetime | None = None
    packets: tuple[Packet, ...] = ()
    topics: tuple[Topic, ...] = ()
    guests: tuple[Guest, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    roles: tuple[RoleChange, ...] = ()
    floors: tuple[Floor, ...] = ()
    points: tuple[Point, ...] = ()
    withheld: tuple[WithheldName, ...] = ()
    topic_answers: tuple[TopicAnswer, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    tallies: tuple[Tally, ...] = ()
    """the last published count of each subject"""
    ballots: tuple[Ballot, ...] = ()
    ratings: tuple[Rating, ...] = ()
    """what bodies other than the ballot and the superior say, one each for a subject"""
    facts: tuple[Facts, ...] = ()
    caps: tuple[CapChoice, ...] = ()
    self_reviews: tuple[SelfReview, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    informants: tuple[Informant, ...] = ()
    """names behind petitions and calls: the recorder's only, printed on no paper"""
    handled: tuple[Handled, ...] = ()
    taken: tuple[TakenOver, ...] = ()
    """what members handed in and the recorder took over"""
    documents_read: tuple[str, ...] = ()
    """other documents read at the opening, as the recorder names them"""
    reopenings: tuple[Reopening, ...] = ()
    approval: Approval | None = None
    signing: Signing | None = None

    def member(self, member_id: str) -> Member:
        """The member of the frozen roll with this id; KeyError when there is none (a programming error)."""
        for member in self.roll:
            if member.id == member_id:
                return member
        raise KeyError(member_id)

    def numbered(self, no: int) -> Member:
        """The member of the frozen roll with this number; one sentence when there is none."""
        for member in self.roll:
            if member.no == no:
                return member
        raise ReviewError(_("Không có đảng viên số {no} trong danh sách.").format(no=no))

    def name_of(self, who: str) -> str:
        """The full name of a member id or guest id; the cell itself for COLLECTIVE, nothing for nobody."""
        if not who:
            return ""
        if who == COLLECTIVE:
            return _("Tập thể chi bộ")
        for guest in self.guests:
            if guest.id == who:
                return guest.name
        return self.member(who).name

    def floor(self, key: str) -> Floor:
        """The floor with this key; a fresh waiting one when nothing has happened on it yet."""
        for floor in self.floors:
            if floor.key == key:
                return floor
        return Floor(key=key)

    @property
    def supplementary(self) -> bool:
        """Whether it is a further session of its year ("2026-2"), which does not review the collective again."""
        return "-" in self.id

    def floor_keys(self) -> tuple[str, ...]:
        """All floors in the order of review: the collective, then the members."""
        return self.reviewed if self.supplementary else (COLLECTIVE, *self.reviewed)

    def floor_name(self, key: str) -> str:
        """ "Tập thể chi bộ" or the full name of the member under review."""
        return _("Tập thể chi bộ") if key == COLLECTIVE else self.member(key).name

    def points_of(self, floor: str) -> tuple[Point, ...]:
        """The standing points of one floor, in the order said."""
        return tuple(point for point in self.points if point.floor == floor and not point.withdrawn)

    def commitments_of(self, floor: str) -> tuple[Commitment, ...]:
        """The standing commitments made on one floor."""
        return tuple(made for made in self.commitments if made.floor == floor and not made.withdrawn)

    def topics_for(self, floor: str) -> tuple[Topic, ...]:
        """The suggested topics that must be answered on one floor."""
        return tuple(topic for topic in self.topics if floor in topic.floors())

    def topic_answer(self, topic: str, floor: str) -> TopicAnswer | None:
        """What was answered to a topic on a floor, or None."""
        for given in self.topic_answers:
            if given.topic == topic and given.floor == floor:
                return given
        return None

    @property
    def sitting(self) -> Sitting | None:
        """The last sitting, or None before the first."""
        return self.sittings[-1] if self.sittings else None

    @property
    def day(self) -> date:
        """The day that statuses and short dates are read against: of the last sitting, else of the creation."""
        for sitting in reversed(self.sittings):
            if sitting.day is not None:
                return sitting.day
        return self.created

    def holder(self, role: Role) -> tuple[str, ...]:
        """Who holds a role now (member ids); empty when nobody was named."""
        for change in reversed(self.roles):
            if change.role is role:
                return change.members
        return ()
