"""Hints for the author of a self-review alone: pure sentences, kept nowhere and shown to nobody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.self_review import SelfReview

_SHINGLE = 5
"""Words that stand together in both texts before they count as the same."""
_FEWEST = 20
"""A shorter section says the same thing every year by nature."""
_SAME_PERCENT = 60
_SHORTEST = 4
"""Words of a line below which it is a heading or "Không có"."""
_SHOWN = 60

_WHEN = re.compile(
    r"\d|\b(thang|quy|ngay|tuan|hom|dip|dau nam|cuoi nam|giua nam|mua|ky|buoi|lan|dot|ho so|hoi nghi|nhiem ky)\b"
)
_UNTIL = re.compile(
    r"\d|\b(hang|moi|trong) (ngay|tuan|thang|quy|nam|ky|buoi)\b|\btruoc (ngay|thang|quy|ky|tet)\b|"
    r"\b(ngay|lap tuc|tu nay|dau quy|cuoi quy|dau nam|giua nam|cuoi nam|thuong xuyen)\b"
)
_NOTHING = re.compile(r"^(khong|khong co|chua co|nhu tren)\b.{0,20}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One hint: the key of the section, and a sentence that asks or reminds."""

    section: str
    sentence: str


def hints(review: SelfReview, before: SelfReview | None, *, faults: str = "", remedies: str = "") -> tuple[Hint, ...]:
    """What the author may want to look at again. `faults` and `remedies` are the keys of parts II and VI of the form.

    Same words as in the own text of last year, a shortcoming without deed or time, a remedy without date.
    """
    return (
        *_repeated(review, before),
        *_lines(review, faults, _WHEN, _("“{line}”: việc gì, khi nào, ở đâu?")),
        *_lines(review, remedies, _UNTIL, _("“{line}”: làm xong khi nào?")),
    )


def _repeated(review: SelfReview, before: SelfReview | None) -> Iterator[Hint]:
    old = _shingles(" ".join(text for _key, text in before.sections)) if before is not None else frozenset()
    for key, text in review.sections if old else ():
        new = _shingles(text)
        if len(text.split()) < _FEWEST or not new:
            continue
        percent = round(100 * len(new & old) / len(new))
        if percent >= _SAME_PERCENT:
            yield Hint(
                section=key,
                sentence=_("Mục này giống {percent} % bản năm trước của chính mình; năm nay có gì khác?").format(
                    percent=percent
                ),
            )


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    return frozenset(tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _lines(review: SelfReview, section: str, wanted: re.Pattern[str], sentence: str) -> Iterator[Hint]:
    for line in re.split(r"[\n.;]\s*", review.text(section)) if section else ():
        folded = " ".join(fold(line).split())
        if len(folded.split()) >= _SHORTEST and not wanted.search(folded) and not _NOTHING.match(folded):
            shown = line.strip() if len(line.strip()) <= _SHOWN else f"{line.strip()[:_SHOWN].rstrip()}…"
            yield Hint(section=section, sentence=sentence.format(line=shown))
