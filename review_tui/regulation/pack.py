"""A regulation pack as typed values. Every figure of a regulation comes from data/regulations, none from code."""

from dataclasses import dataclass
from datetime import date

from review_tui.model.people import Post, Status
from review_tui.model.session import Level
from review_tui.regulation.page import PageFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that the pack rests on."""

    number: str
    """ "QĐ 366-QĐ/TW" """
    dated: date
    title: str
    """what it is about, in own words"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A rule that the sources leave open: the default, why it is the default, and how a paper names it."""

    value: str
    reason: str
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Who is not reviewed, and why (366: điều 5.2)."""

    reason: str
    """one clause in Vietnamese, "miễn công tác và sinh hoạt đảng" """
    article: str
    status: Status | None = None
    below_months: int | None = None
    """admitted for fewer than this many months"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """How many must be present, of the official members who are due."""

    numerator: int
    denominator: int
    reason: str
    mark_percent: int
    """quality mark: above this share present and nobody absent without reason"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """The day's budget, in minutes."""

    day: int
    opening: int
    collective: int
    voting: int
    minutes: int
    reason: str
    working_days_before: int
    """drafts are to be sent out this many working days before"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a form."""

    key: str
    """ "I.1", "III" """
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form (mẫu): its code, title and sections."""

    code: str
    title: str
    subject: str
    """ "collective", "leader", "member", "outside", "quarter", "file_list", "rerating" """
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One leaf or group of the rubric; points of the leaves of a group must sum to the group's."""

    key: str
    title: str
    points: int | None = None
    """None where the pack rates by adjectives instead of points"""
    parts: tuple["Criterion", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The scale of one kind of subject."""

    subject: str
    total: int | None = None
    groups: tuple[Criterion, ...]
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The lowest points of a level, and its further conditions."""

    level: Level
    name: str
    short: str
    """ "HTXS" """
    lowest: int | None = None
    conditions: tuple[str, ...] = ()
    article: str = ""
    """where the points stand"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One condition that opens or closes a level for a kind of subject."""

    key: str
    level: Level
    subject: str
    sentence: str
    article: str
    figure: int | None = None
    """percent; a plain number where the measure counts disciplines, targets or the place of a word"""
    measure: str = ""
    """what is compared with the figure ("on_time"); empty where a competent body says whether it holds"""
    relation: str = ""
    """ "at_least", "at_most", "below" or "over" """
    sure: bool = True
    """False where the text of the regulation was not read again"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """How many may be rated excellent."""

    percent: int
    raised_percent: int | None = None
    reading: str
    """ "of_good" (literal) or "of_good_or_better" """
    rounding: str
    """ "floor", "nearest" or "ceiling" """
    group: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRule:
    """How levels are voted."""

    method: str
    majority: str
    tie: str
    self_vote: bool
    temporary_votes: bool
    fewest_voters: int
    """below this many voters a result may reveal votes"""
    tellers_on_ballot: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list."""

    key: str
    """ "1.4", "d11", "n3", "e2" """
    label: str
    label_en: str = ""
    group: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryList:
    """A list that points may touch: 27 signs, 19 forbidden things, 12 task groups, ethics code."""

    key: str
    """ "signs", "forbidden", "task_groups", "ethics" """
    title: str
    document: str
    entries: tuple[Entry, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day that comes back every year ("31/12", "15/01 of the next year")."""

    key: str
    """ "finished", "special_units" """
    month: int
    day: int
    sentence: str
    article: str
    years_later: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A single figure of a rule, with its unit ("sick_months": 3 months still rated on real work)."""

    key: str
    value: int
    sentence: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One set of rules, as a session keeps it for ever."""

    id: str
    title: str
    documents: tuple[Document, ...]
    in_force_from: date
    in_force_to: date | None = None
    order: tuple[Post, ...]
    """posts in the order of review; probationary members come last"""
    probationary_last: bool
    exclusions: tuple[Exclusion, ...]
    not_due: tuple[Status, ...]
    """statuses that are not due at the meeting and never absent"""
    temporary_default: Status
    """which way "sinh hoạt tạm thời" goes when nobody can be asked"""
    temporary_reason: str
    quorum: Quorum
    time: TimeRule
    forms: tuple[Form, ...]
    rubrics: tuple[Rubric, ...]
    bands: tuple[Band, ...]
    gates: tuple[Gate, ...]
    cap: Cap
    ballot: BallotRule
    lists: tuple[EntryList, ...]
    page: PageFormat
    settings: tuple[tuple[str, Setting], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    figures: tuple[Figure, ...] = ()
    overlay: str = ""
    """name of the local overlay that changed it, if any"""

    def entries(self, key: str, day: date) -> EntryList:
        """The list with this key that was in force on this day."""
        found = [made for made in self.lists if made.key == key]
        for made in found:
            if (made.since is None or made.since <= day) and (made.until is None or day <= made.until):
                return made
        return found[-1]

    def band(self, level: Level) -> Band:
        """The band of a level."""
        return next(band for band in self.bands if band.level is level)

    def form(self, subject: str) -> Form | None:
        """The form for a kind of subject; one form for all members where the pack has no other (QĐ 132: Mẫu 02)."""
        for wanted in (subject, "member" if subject in ("leader", "outside") else subject):
            for form in self.forms:
                if form.subject == wanted:
                    return form
        return None

    def rubric(self, subject: str) -> Rubric | None:
        """The scale for a kind of subject, with the same fallback as `form`."""
        for wanted in (subject, "member" if subject in ("leader", "outside") else subject):
            for rubric in self.rubrics:
                if rubric.subject == wanted:
                    return rubric
        return None

    def gates_for(self, subject: str, level: Level) -> tuple[Gate, ...]:
        """The conditions of a level for a kind of subject; for "not_completed" they are what brings it about."""
        return tuple(gate for gate in self.gates if gate.subject == subject and gate.level is level)

    def setting(self, name: str) -> Setting | None:
        """A rule that the sources leave open, or None."""
        return dict(self.settings).get(name)

    def deadline(self, key: str, year: int) -> date | None:
        """The last day for a review of this year ("finished"), or None where the pack names none."""
        for made in self.deadlines:
            if made.key == key:
                return date(year + made.years_later, made.month, made.day)
        return None

    def figure(self, key: str) -> int | None:
        """A single figure of the pack ("sick_months"), or None."""
        return next((made.value for made in self.figures if made.key == key), None)
