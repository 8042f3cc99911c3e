"""The values of a rating: what several bodies say side by side, and the facts on which a level rests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.model.sitting import Level


class Body(StrEnum):
    """Who rates, in the order in which it happens and in which it is shown."""

    SELF = "self"
    EMPLOYER = "employer"
    """the agency or unit where the member works"""
    RESIDENCE = "residence"
    """the committee of the place of residence: an opinion"""
    COMMITTEE = "cell_committee"
    CELL = "cell"
    """the points that the cell gives"""
    BALLOT = "ballot"
    PROPOSAL = "proposal"
    """the level that the cell proposes"""
    SUPERIOR = "superior"
    """the decision above; it stands in the follow-up and never takes the place of the proposal"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one criterion got: points, or one of the scale's words; a part that does not apply has neither."""

    key: str
    points: int | None = None
    word: str = ""
    applies: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one body says of one subject. `points` are out of `base`, which is the scale without what does not apply."""

    id: str
    floor: str
    """COLLECTIVE or a member id"""
    body: Body
    level: Level | None = None
    points: int | None = None
    base: int | None = None
    """points that could be had; None for the whole scale"""
    marks: tuple[Mark, ...] = ()
    words: str = ""
    """an opinion or a level in that body's own words; for a proposal the reason where it differs from the ballot"""
    on: date | None = None
    source: str = ""
    """number and kind of the document, or where it was said"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A further figure that a gate asks for: so many of so many ("units_failed": 1 of 3 units)."""

    measure: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discipline:
    """One disciplinary measure against the subject."""

    form: str
    """ "khiển trách", "cảnh cáo" ... as the decision has it"""
    on: date
    act_year: int | None = None
    """the year of the fault, where it is an older one"""
    duty: bool = True
    """whether the fault has to do with the duty"""
    elsewhere: bool = False
    """the fault belongs to the time in a former unit"""
    self_reported: bool = False
    """found and reported by the subject itself, and remedied"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of the year about one subject, as papers prove them; None means that a figure is not known."""

    floor: str
    subject: str = ""
    """kind of subject in the pack: "leader", "member", "outside"; empty for the proposed one"""
    group: str = ""
    """group of comparable people for the cap; empty for the one group of the cell"""
    tasks: int | None = None
    done: int | None = None
    above: int | None = None
    """done above requirement"""
    late: int | None = None
    failed: int | None = None
    """judged not done"""
    shares: tuple[Share, ...] = ()
    found: tuple[str, ...] = ()
    """keys of gates that a competent body found to hold ("degradation")"""
    cleared: tuple[str, ...] = ()
    """keys of gates that were looked at and do not hold"""
    disciplines: tuple[Discipline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapChoice:
    """How the cap is applied to one group in this session, where it differs from the pack."""

    group: str = ""
    raised: bool = False
    """the higher share, which needs a decision"""
    number: str = ""
    """number of the decision that grants the higher share"""
    dated: date | None = None
    reading: str = ""
    """ "of_good" or "of_good_or_better"; empty for the pack's"""
    rounding: str = ""
    """ "floor", "nearest" or "ceiling"; empty for the pack's"""
