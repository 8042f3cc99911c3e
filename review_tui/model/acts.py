"""What one line of the entry grammar means: one small value for each kind of act."""

from dataclasses import dataclass
from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.model.people import Member
from review_tui.model.points import AnswerKind, DueKind, Kind, Source, TopicVerdict, VerdictKind
from review_tui.model.session import Level, Presence, Role


class EntryError(ReviewError):
    """A line that cannot be taken: one sentence, and what a screen needs to ask a short question.

    `word` is what was not understood; `candidates` are the members that a name fits; `missing` is "sign" or "answer"
    when only that is missing. `span` is where the answer to the question belongs in the line.
    """

    def __init__(
        self,
        sentence: str,
        *,
        word: str = "",
        candidates: tuple[Member, ...] = (),
        missing: str = "",
        span: tuple[int, int] = (0, 0),
    ) -> None:
        super().__init__(sentence)
        self.word = word
        self.candidates = candidates
        self.missing = missing
        self.span = span


def answered_question(line: str, error: EntryError, choice: str) -> str:
    """The line with the answer to an error's question put where it belongs ("7", "-", "tiếp thu")."""
    start, end = error.span
    before, after = line[:start], line[end:]
    gap_before = " " if before and not before.endswith(" ") else ""
    gap_after = " " if after and not after.startswith(" ") else ""
    return f"{before}{gap_before}{choice}{gap_after}{after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """An empty line or a comment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPresent:
    """`@ *`: all who are due are present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """`@ 1-15 17`, `@ -16 reason`, `@ 8 18:25`, `@ -5 20:40 reason`."""

    presences: tuple[Presence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken:
    """`@ct 1`, `@tk 3`, `@kp 4 6 9`."""

    role: Role
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestAdded:
    """`@k name, title`."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingOpened:
    """`@bd 18:00 5/12/2026`."""

    opened: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingClosed:
    """`@kt 21:40`."""

    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNamed:
    """`@tai place`."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorEntered:
    """`/ 5`, `/ cb`."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRaised:
    """`7 - text #g3`: somebody says something about the subject on the floor."""

    floor: str
    kind: Kind
    source: Source
    critic: str
    critic_name: str
    text: str
    withheld: bool = False
    topics: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    recurs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAnswered:
    """`5 = 1 tiếp thu ...`; tags at the end join those of the point."""

    point: str
    by: str
    kind: AnswerKind
    text: str
    topics: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAnswered:
    """`5 = g3 giải trình ...`."""

    topic: str
    floor: str
    by: str
    kind: AnswerKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointJudged:
    """`ct = 2 khuyết điểm`."""

    point: str
    by: str
    kind: VerdictKind
    text: str
    verifier: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicJudged:
    """`ct = g3 rõ`."""

    topic: str
    floor: str
    verdict: TopicVerdict
    report_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """`ct . text`: one paragraph of the chair's conclusion for the floor."""

    floor: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """`5 ! 1 text ~2 >30/6/2026`."""

    floor: str
    owner: str
    points: tuple[str, ...]
    topics: tuple[str, ...]
    text: str
    verifier: str = ""
    due_kind: DueKind = DueKind.UNSET
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelProposed:
    """`7 xl tốt 84`."""

    floor: str
    level: Level
    points: int | None = None


Entry = (
    Nothing
    | AllPresent
    | Marked
    | RoleTaken
    | GuestAdded
    | SittingOpened
    | SittingClosed
    | PlaceNamed
    | FloorEntered
    | PointRaised
    | PointAnswered
    | TopicAnswered
    | PointJudged
    | TopicJudged
    | Concluded
    | Committed
    | LevelProposed
)
"""What one line means."""
