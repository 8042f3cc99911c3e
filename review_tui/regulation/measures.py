"""What a gate of the pack is compared with: figures of the year about one subject, none of them from code."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from review_tui.language.translate import _
from review_tui.model.levels import Unrepaired, share_words
from review_tui.model.ratings import Discipline, Facts, Mark
from review_tui.model.scoring import Scale, worst_word

RELATIONS = ("at_least", "at_most", "below", "over")

_RESULTS = "results"
"""Key of the group of results in every rubric."""

_OF_TASKS = ("on_time", "done", "above", "late", "failed")
_OF_SHARES = ("units_failed", "low_confidence")
_OF_WORDS = ("worst_of_results", "worst_of_others", "worst_of_all")
MEASURES = (*_OF_TASKS, *_OF_SHARES, *_OF_WORDS, "targets_missed", "disciplines", "repaired")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Everything that the gates of one subject are weighed with."""

    facts: Facts
    year: int
    scale: Scale | None = None
    marks: tuple[Mark, ...] = ()
    unrepaired: Sequence[Unrepaired] | None = None
    """None while nobody looked at the ledger"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One figure and how it is shown; `value` None while it is not known."""

    value: Fraction | None
    shown: str = ""


UNKNOWN = Measured(value=None)


def measured(measure: str, grounds: Grounds) -> Measured:
    """The figure of a measure: percent for shares, a plain number for the others."""
    facts = grounds.facts
    if measure in _OF_TASKS:
        return _of_tasks(measure, facts)
    if measure in _OF_WORDS:
        return _of_words(measure, grounds)
    if measure == "disciplines":
        return Measured(value=Fraction(len(counted(facts, grounds.year))), shown=_disciplines(facts, grounds.year))
    if measure == "repaired":
        return _repaired(grounds.unrepaired)
    share = next((one for one in facts.shares if one.measure == measure), None)
    if share is None:
        return UNKNOWN
    if measure in _OF_SHARES:
        return _percent(share.part, share.whole)
    return Measured(value=Fraction(share.part), shown=f"{share.part}/{share.whole}")


def holds(relation: str, value: Fraction, figure: int) -> bool:
    """Whether a figure stands in this relation to the gate's."""
    return {
        "at_least": value >= figure,
        "at_most": value <= figure,
        "below": value < figure,
        "over": value > figure,
    }[relation]


def counted(facts: Facts, year: int) -> tuple[Discipline, ...]:
    """Disciplinary measures of this year for faults in the duty here; an old fault counts in the year of its measure.

    One for a fault in a former unit counts there (QĐ 366-QĐ/TW).
    """
    return tuple(one for one in facts.disciplines if one.on.year == year and one.duty and not one.elsewhere)


def _of_tasks(measure: str, facts: Facts) -> Measured:
    if measure == "on_time":
        known = facts.done is not None and facts.late is not None
        part = (facts.done or 0) - (facts.late or 0) if known else None
    else:
        part = {"done": facts.done, "above": facts.above, "late": facts.late, "failed": facts.failed}[measure]
    return UNKNOWN if part is None or not facts.tasks else _percent(part, facts.tasks)


def _percent(part: int, whole: int) -> Measured:
    if not whole:
        return UNKNOWN
    return Measured(value=Fraction(100 * part, whole), shown=share_words(part, whole))


def _of_words(measure: str, grounds: Grounds) -> Measured:
    scale = grounds.scale
    if scale is None or not scale.adjectives:
        return UNKNOWN
    keys = [group.key for group in scale.groups]
    wanted = {
        "worst_of_results": [key for key in keys if key == _RESULTS],
        "worst_of_others": [key for key in keys if key != _RESULTS],
        "worst_of_all": keys,
    }[measure]
    place = worst_word(scale, grounds.marks, tuple(wanted))
    if place is None:
        return UNKNOWN
    return Measured(value=Fraction(place), shown=_("thấp nhất là {word}").format(word=scale.adjectives[place - 1]))


def _disciplines(facts: Facts, year: int) -> str:
    return ", ".join(
        _("{form} năm {year}").format(form=made.form, year=made.on.year) for made in counted(facts, year)
    ) or _("không có")


def _repaired(left: Sequence[Unrepaired] | None) -> Measured:
    """All or not: the share does not matter below 100."""
    if left is None:
        return UNKNOWN
    if not left:
        return Measured(value=Fraction(100), shown=_("đã khắc phục hết hoặc không có"))
    listed = "; ".join(f"{one.number} “{one.text}” ({one.state})" for one in left)
    return Measured(value=Fraction(0), shown=_("còn {count}: {listed}").format(count=len(left), listed=listed))
