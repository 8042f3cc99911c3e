"""The values of a ballot: its rule, its frozen electorate, its count. Who voted what stands nowhere."""

from dataclasses import dataclass
from enum import StrEnum

from review_tui.model.sitting import Level


class Way(StrEnum):
    """How votes are cast."""

    PAPER = "paper"
    """paper slips, counted by tellers"""
    HANDS = "hands"
    SCREEN = "screen"
    """the laptop is passed round"""


class BallotState(StrEnum):
    """The life of a ballot."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    """counted, and the count adds up"""
    PUBLISHED = "published"
    """read out; only a revote comes after"""
    VOID = "void"
    """broken off: nothing of it was kept"""


class Base(StrEnum):
    """What a share of the votes is a share of."""

    VALID = "valid"
    RETURNED = "returned"
    ISSUED = "issued"
    ELECTORATE = "electorate"


class Tie(StrEnum):
    """What happens when no level has enough votes."""

    ADD_FROM_TOP = "add_from_top"
    """a vote for a higher level counts as one for the lower: added from the highest downwards"""
    REVOTE = "revote"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """The rule of a ballot, set before it is opened; every figure comes from the regulation pack."""

    base: Base
    numerator: int
    denominator: int
    over: bool
    """more than the share is needed; False: the share itself is enough"""
    tie: Tie
    self_vote: bool
    temporary_votes: bool
    fewest_voters: int
    """below this many a result may show who voted how"""
    tellers_on_ballot: bool
    """whether somebody who is on the ballot may count it"""
    per_line: bool
    """a spoilt line spoils itself only; False: the whole slip"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCount:
    """The count of one line of the slips."""

    floor: str
    valid: int
    votes: tuple[tuple[Level, int], ...]

    @property
    def total(self) -> int:
        """The sum of the levels."""
        return sum(votes for _level, votes in self.votes)

    def got(self, level: Level) -> int:
        """The votes for one level."""
        return dict(self.votes).get(level, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The whole count, as the tellers hand it in: slips first, then line by line."""

    issued: int
    kept: int
    """handed out and not handed in"""
    returned: int
    valid: int
    invalid: int
    lines: tuple[LineCount, ...] = ()

    def line(self, floor: str) -> LineCount | None:
        """The line of one subject, or None."""
        return next((line for line in self.lines if line.floor == floor), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One ballot. A revote is another one that names the first, and the first stays."""

    id: str
    number: int
    """1, 2, 3 ... in the session"""
    way: Way
    rule: VoteRule
    floors: tuple[str, ...]
    """the lines of the slip, in the order of review"""
    state: BallotState = BallotState.PREPARED
    revote_of: str = ""
    not_reviewed: tuple[str, ...] = ()
    """lines of slips printed earlier that were closed at the opening: chưa kiểm điểm"""
    provisional: tuple[str, ...] = ()
    """lines voted on without the rating of the employer"""
    electorate: tuple[str, ...] = ()
    """who may vote, frozen at the opening, in the order of the roll"""
    guests: tuple[str, ...] = ()
    """members in temporary Party life of whom it was asked whether they vote, whatever the answer"""
    voted: tuple[str, ...] = ()
    """who cast a vote on the screen, in the order of names and not of time"""
    tellers: tuple[str, ...] = ()
    """the first is the head of the counting team"""
    chair: str = ""
    stand_in: str = ""
    """who chairs while the line of the chair is read out; empty where the chair is not on the slip or nobody is free"""
    double: bool = False
    """two tellers type the count separately"""
    sitting: int = 1
    closed_at: str = ""
    """time of day at which the count was finished"""
    count: Count | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are voted on."""
        return tuple(floor for floor in self.floors if floor not in self.not_reviewed)
