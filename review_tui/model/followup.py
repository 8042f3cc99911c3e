"""What happens to commitments after the meeting: checks, proofs, closings; chained like sessions."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.model.sitting import Level


class CheckState(StrEnum):
    """The state of a commitment as one check found it."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_DONE = "not_done"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Proof of a repair: a file's name and SHA-256, never the file itself."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of one commitment. `done` stays a claim until the verifier closes it."""

    id: str
    commitment: str
    """number of the commitment ("CK2026-003")"""
    on: date
    state: CheckState
    degree: int | None = None
    """percent done, for `under_way`"""
    text: str = ""
    new_due: date | None = None
    """for `postponed`"""
    proof: Proof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A commitment closed on the verifier's word, or because the owner moved away (not as repaired)."""

    id: str
    commitment: str
    on: date
    by: str
    """full name of the verifier; empty when the owner moved away"""
    words: str
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A commitment opened again because the same fault came back as a new point."""

    id: str
    commitment: str
    on: date
    point: str
    """number for life of the point that brought it back"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A repair that is said to be done is watched until a day before it can be closed."""

    id: str
    commitment: str
    on: date
    until: date
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierChange:
    """From this day on somebody else follows a commitment: the verifier left, or could not go on."""

    id: str
    commitment: str
    on: date
    verifier: str
    """member id"""
    name: str
    """full name, copied in"""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The level that the competent body above decided; the cell's proposal stays beside it."""

    id: str
    session: str
    floor: str
    level: Level
    on: date
    by: str
    """the body that decided"""
    number: str = ""
    """number of its document"""
    reason: str = ""
    """why it differs from the proposal"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerating:
    """A decided level was cancelled or changed (form 03); what it changes stays and is named."""

    id: str
    session: str
    floor: str
    replaces: str
    """id of the decision or re-rating that it changes"""
    before: Level | None
    after: Level | None
    """None: cancelled, and no level stands"""
    ground: str
    on: date
    by: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Everything that happened after signing, over all years, in the order it was entered."""

    checks: tuple[Check, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopened: tuple[Reopened, ...] = ()
    watches: tuple[Watch, ...] = ()
    verifiers: tuple[VerifierChange, ...] = ()
    decisions: tuple[Decision, ...] = ()
    reratings: tuple[Rerating, ...] = ()
