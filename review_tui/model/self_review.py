"""A self-review as it lies in the book: the text of each section of its form, and the rating given to oneself."""

from dataclasses import dataclass, replace
from datetime import date

from review_tui.language.text import clean
from review_tui.model.sitting import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReview:
    """One self-review (mẫu 2A, 2B, 2C; 02A, 02B of 2023; 01 of the cell). Its sections are those of the pack's form."""

    member: str
    """member id, or COLLECTIVE for the report of the cell"""
    form: str
    """code of the form in the pack ("2B")"""
    sections: tuple[tuple[str, str], ...] = ()
    """(key of the section, text) in the order of the form; empty sections are left out"""
    common: int | None = None
    """points that the author gives for the common criteria, of 30"""
    results: int | None = None
    """points for the results of the work, of 70"""
    level: Level | None = None
    """the level that the author proposes"""
    came: date | None = None
    """the day on which it was handed in; None while it is being written"""
    sent: date | None = None
    """the day on which it went to those who take part"""

    def text(self, section: str) -> str:
        """The text of one section, "" where nothing is written."""
        return dict(self.sections).get(section, "")

    @property
    def words(self) -> int:
        """Words written so far."""
        return sum(len(text.split()) for _key, text in self.sections)

    @property
    def total(self) -> int | None:
        """The points together, None while one of the two is missing."""
        return None if self.common is None or self.results is None else self.common + self.results


def written(review: SelfReview, section: str, text: str, order: tuple[str, ...]) -> SelfReview:
    """The review with one section rewritten; an empty text takes it out. `order`: the keys of the form's sections."""
    texts = {**dict(review.sections), section: clean(text).strip()}
    keys = (*order, *(key for key in texts if key not in order))
    return replace(review, sections=tuple((key, texts[key]) for key in keys if texts.get(key)))
