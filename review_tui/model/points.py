"""Points, answers and verdicts: the chain that carries one number for life."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

COLLECTIVE = "cb"
"""The floor and subject of the cell as a collective; any other floor is the id of a member."""


class Kind(StrEnum):
    """What was said."""

    SHORTCOMING = "shortcoming"
    STRENGTH = "strength"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    STATEMENT = "statement"


class Source(StrEnum):
    """Who said or found it."""

    SELF = "self"
    """by the person under review: khuyết điểm tự nhận, or the presented self-review"""
    MEMBER = "member"
    GUEST = "guest"
    RESIDENCE = "residence"
    FRONT = "front"
    MASS_ORG = "mass_org"
    HOTLINE = "hotline"
    DIALOGUE = "dialogue"
    INSPECTION = "inspection"


class AnswerKind(StrEnum):
    """The five typed answers."""

    ACCEPT = "accept"
    """tiếp thu"""
    PARTLY = "partly"
    """tiếp thu một phần"""
    EXPLAIN = "explain"
    """giải trình"""
    RESERVE = "reserve"
    """bảo lưu ý kiến"""
    VERIFY = "verify"
    """đề nghị xác minh"""


class VerdictKind(StrEnum):
    """The chair's verdict on a point, separate from the answer."""

    SHORTCOMING = "shortcoming"
    """là khuyết điểm"""
    REMIND = "remind"
    """nhắc nhở, rút kinh nghiệm"""
    NONE = "none"
    """không phải khuyết điểm"""
    PENDING = "pending"
    """chờ xác minh"""


class TopicVerdict(StrEnum):
    """The chair's word on the answer to a suggested topic."""

    CLEAR = "clear"
    """rõ"""
    UNCLEAR = "unclear"
    """chưa rõ"""
    REPORT = "report"
    """báo cáo bổ sung"""


class DueKind(StrEnum):
    """When a commitment is due."""

    AT_ONCE = "at_once"
    """làm ngay"""
    BY_DATE = "by_date"
    REGULAR = "regular"
    """thường xuyên"""
    UNSET = "unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A sentence corrected at read-back (sửa câu): the text before, and who asked."""

    before: str
    asked_by: str
    """member id or guest id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One typed answer to a point or to a suggested topic."""

    id: str
    kind: AnswerKind
    text: str
    by: str
    """member id (on the collective's floor anybody may answer for it)"""
    order: int
    """place in the order in which the meeting said things"""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The chair's verdict on a point; a pending one names who verifies and by when."""

    kind: VerdictKind
    by: str
    """member id of the acting chair"""
    text: str = ""
    verifier: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing said or found about one subject (ý kiến). `number` never changes and is never given again."""

    id: str
    number: str
    floor: str
    """COLLECTIVE or the member id of the subject"""
    place: int
    """1, 2, 3 ... on this floor, in the order said"""
    kind: Kind
    source: Source
    critic: str
    """member id, guest id; empty for other sources and for a withheld name"""
    critic_name: str
    """the name as printed, copied in; empty for a withheld name"""
    text: str
    order: int
    sitting: int
    withheld: bool = False
    topics: tuple[str, ...] = ()
    """ids of suggested topics ("g3")"""
    entries: tuple[str, ...] = ()
    """list entries: "1.4" a sign, "d11" a forbidden thing, "n3" a task group; working notes, printed nowhere"""
    recurs: str = ""
    """number for life of the earlier point that has come back"""
    answers: tuple[Answer, ...] = ()
    verdict: Verdict | None = None
    corrections: tuple[Correction, ...] = ()
    withdrawn: bool = False

    @property
    def needs_answer(self) -> bool:
        """Shortcomings and questions by others must end in an answer; one named by oneself is accepted already."""
        return self.kind in (Kind.SHORTCOMING, Kind.QUESTION) and self.source is not Source.SELF

    @property
    def is_open(self) -> bool:
        """Whether an answer is still due."""
        return not self.withdrawn and self.needs_answer and not self.answers

    @property
    def is_fault(self) -> bool:
        """Whether it counts as khuyết điểm: by the chair's verdict, else by an accepting answer or own word.

        Only these enter section III of next year's form, the remedy plan and the "100 % repaired" gate.
        """
        if self.withdrawn or self.kind is not Kind.SHORTCOMING:
            return False
        if self.verdict is not None:
            return self.verdict.kind is VerdictKind.SHORTCOMING
        if self.source is Source.SELF:
            return True
        return bool(self.answers) and self.answers[-1].kind in (AnswerKind.ACCEPT, AnswerKind.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldName:
    """The critic of a point whose name is withheld from the person: the recorder's only."""

    point: str
    critic: str
    critic_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """A letter of suggested topics (gợi ý kiểm điểm) from the superior committee."""

    id: str
    issuer: str
    number: str
    """number and symbol as the letter has it ("Số 27-CV/ĐU")"""
    dated: date
    year: int
    answer_by: date | None = None


class TopicKind(StrEnum):
    """Whom a suggested topic is addressed to."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One suggested topic. It is not a point: its answer hangs on the topic and the subject."""

    id: str
    """short id of the letter ("g3"), unique in the session"""
    packet: str
    kind: TopicKind
    title: str
    text: str
    concerns: tuple[str, ...] = ()
    """member ids; empty for the collective"""
    source: str = ""
    priority: bool = False
    task_group: int | None = None
    entries: tuple[str, ...] = ()
    """list entries that it touches ("1.4", "d11"); they do not pass to its points"""
    must_answer: tuple[str, ...] = ()

    def floors(self) -> tuple[str, ...]:
        """The floors on which it must be answered."""
        return (COLLECTIVE,) if self.kind is TopicKind.COLLECTIVE else self.concerns


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnswer:
    """What one subject answered to one suggested topic, and the chair's word on it."""

    id: str
    topic: str
    floor: str
    answers: tuple[Answer, ...] = ()
    verdict: TopicVerdict | None = None
    report_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise that repairs one or more points or topics. Checks and closing live in the follow-up."""

    id: str
    number: str
    """"CK2026-003", kept for life"""
    floor: str
    """the floor on which it was made"""
    owner: str
    """member id of who promised"""
    text: str
    order: int
    points: tuple[str, ...] = ()
    """point ids"""
    topics: tuple[str, ...] = ()
    """topic ids"""
    verifier: str = ""
    """member id; never the owner; empty while nobody was named"""
    due_kind: DueKind = DueKind.UNSET
    due: date | None = None
    corrections: tuple[Correction, ...] = ()
    withdrawn: bool = False
