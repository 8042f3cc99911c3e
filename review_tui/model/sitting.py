"""The pieces of a session: states, sittings, presence, roles, floors, read-back, approval."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from review_tui.model.points import Correction


class State(StrEnum):
    """The life of the minutes."""

    PREPARED = "prepared"
    RECORDING = "recording"
    """đang ghi: papers carry DỰ THẢO"""
    APPROVED = "approved"
    """đã thông qua: text closed, to be signed by pen"""
    SIGNED = "signed"
    """đã ký: locked for ever"""


class Step(StrEnum):
    """The steps of the run sheet (design.md section 3)."""

    OPENING = "opening"
    COLLECTIVE = "collective"
    MEMBERS = "members"
    LEVELS = "levels"
    READ_BACK = "read_back"
    MINUTES = "minutes"


class Level(StrEnum):
    """The four levels of rating."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"


class Here(StrEnum):
    """Presence at one sitting."""

    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One member at one sitting. Times are "18:25"; a late arrival or early departure has one."""

    member: str
    here: Here
    reason: str = ""
    """of absence"""
    arrived: str = ""
    left: str = ""
    left_reason: str = ""


class Role(StrEnum):
    """Who leads, writes and counts."""

    CHAIR = "chair"
    RECORDER = "recorder"
    TELLERS = "tellers"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """Who takes a role from here on; `floor` is the floor that was up then, "" before the first."""

    role: Role
    members: tuple[str, ...]
    sitting: int
    floor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One sitting (buổi): day, place, times, attendance."""

    number: int
    day: date | None = None
    place: str = ""
    opened: str = ""
    """time of day "18:00", empty while unknown"""
    closed: str = ""
    attendance: tuple[Presence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody invited; the first is k1."""

    id: str
    name: str
    title: str = ""


class FloorState(StrEnum):
    """How far the review of one subject has come."""

    WAITING = "waiting"
    OPENED = "opened"
    """was on the floor at least once"""
    QUEUED = "queued"
    """absent: reviewed at a further sitting or a supplementary session"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the chair's conclusion."""

    id: str
    text: str
    by: str
    order: int
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The review of one subject: state, conclusion, self-proposed level, time used."""

    key: str
    """COLLECTIVE or a member id"""
    state: FloorState = FloorState.WAITING
    conclusion: tuple[Paragraph, ...] = ()
    self_level: Level | None = None
    self_points: int | None = None
    seconds: int = 0
    """time on the floor so far, without the running turn"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """Ghi nháp: a line that was not understood while people talked; sorted later, never lost."""

    id: str
    floor: str
    text: str
    why: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """Another opinion entered at read-back (ghi ý kiến khác): both stand, with the name."""

    id: str
    about: str
    """id of the point, answer, paragraph or commitment; empty for the minutes as a whole"""
    floor: str
    """floor of what it is about; empty for the minutes as a whole"""
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """Something that a member handed in was taken over into this session."""

    id: str
    """id of what was handed in; an answer or another opinion made from it bears the same"""
    member: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The count of one rating ballot, as the tellers hand it in."""

    floor: str
    """COLLECTIVE or the member id of the person rated"""
    issued: int
    returned: int
    valid: int
    votes: tuple[tuple[Level, int], ...]
    result: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The meeting's approval of the minutes: n of m, and what the paper cannot know by itself."""

    votes_for: int
    voters: int
    at: datetime
    number: str = ""
    """number of the document within the term ("05"); empty prints a blank to fill by pen"""
    place: str = ""
    recipients: tuple[str, ...] = ()
    fingerprint: str = ""
    structure: str = ""
    """the structure of the minutes as JSON, from which they are printed again for ever"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """Approved minutes were opened again, for this reason, which they print."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Date and names of the signatures made by pen."""

    on: date
    recorder: str
    chair: str
