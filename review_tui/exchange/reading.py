"""What was read out of a roll: rows understood, rows refused, what was noticed, what must be asked."""

from dataclasses import dataclass
from datetime import date

from review_tui.model.people import Post, Status, StatusPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """One member as the roll has it. `line` is the row of the file; `no` the number proposed."""

    line: int
    no: int
    name: str
    born: date | None = None
    sex: str = ""
    joined: date | None = None
    official: date | None = None
    card: str = ""
    office: str = ""
    job: str = ""
    note: str = ""
    post: Post = Post.MEMBER
    periods: tuple[StatusPeriod, ...] = ()
    """statuses proposed from the note and the dates"""
    temporary: StatusPeriod | None = None
    """temporary Party life whose direction nobody has said yet"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that the roll leaves open: which way the temporary Party life of number `no` goes."""

    no: int
    line: int
    name: str
    sentence: str
    choices: tuple[Status, ...] = (Status.TEMPORARY_ELSEWHERE, Status.TEMPORARY_HERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollReading:
    """A roll as read. Nothing may be taken in while `refused` names a row."""

    file: str
    rows: tuple[RollRow, ...] = ()
    refused: tuple[str, ...] = ()
    """one sentence for each wrong row, "FILE:ROW: ..." """
    notes: tuple[str, ...] = ()
    """what was filled in, skipped or looks odd, one sentence each"""
    questions: tuple[Question, ...] = ()
