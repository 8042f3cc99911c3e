"""Scoring by a scale of points or of words: what was got, out of what, and why a score cannot be right.

A part that does not apply to somebody is absent, not zero: it is shown as "không áp dụng" and its points are taken
out of the base. Nothing is stretched to the whole scale: the score is printed as it is ("72/90"), and a band of
points is compared with the share that it stands for (72/90 is 80 of 100).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ratings import Mark, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One criterion that is marked. `most` is None where the committee has set no points of its own for it."""

    key: str
    title: str
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of criteria. It is marked leaf by leaf, or as a whole under its own key."""

    key: str
    title: str
    most: int | None = None
    leaves: tuple[Leaf, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys under which marks of this group stand."""
        return (self.key, *(leaf.key for leaf in self.leaves))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale of one kind of subject: points that sum to `total`, or words from best to worst."""

    subject: str
    total: int | None
    groups: tuple[Group, ...]
    adjectives: tuple[str, ...] = ()

    def leaf(self, key: str) -> Leaf | None:
        """The criterion or whole group with this key."""
        for group in self.groups:
            if group.key == key:
                return Leaf(key=key, title=group.title, most=group.most)
            for leaf in group.leaves:
                if leaf.key == key:
                    return leaf
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """What one group got; nothing in it was marked where `got` is None."""

    key: str
    title: str
    got: int | None
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A score in points. `got` is None while a part is missing."""

    got: int | None
    base: int
    """the total without the parts that do not apply"""
    total: int
    groups: tuple[GroupScore, ...]
    missing: tuple[str, ...]
    """titles of parts that were neither marked nor left out"""
    left_out: tuple[str, ...]
    """titles of parts that do not apply"""


def why_not_score(scale: Scale, marks: tuple[Mark, ...]) -> str | None:
    """Why these marks cannot be right: the first thing, as one sentence; None where nothing speaks against them."""
    keys = [mark.key for mark in marks]
    for mark in marks:
        leaf = scale.leaf(mark.key)
        if leaf is None:
            return _("Thang điểm không có mục “{key}”.").format(key=mark.key)
        if keys.count(mark.key) > 1:
            return _("Mục “{title}” được chấm hai lần.").format(title=leaf.title)
        if why := _why_not_mark(scale, leaf, mark):
            return why
    return next(_wrong_groups(scale, {mark.key: mark for mark in marks}), None)


def _why_not_mark(scale: Scale, leaf: Leaf, mark: Mark) -> str | None:
    if not mark.applies:
        if mark.points is not None or mark.word:
            return _("Mục “{title}” không áp dụng thì không chấm.").format(title=leaf.title)
        if scale.total is not None and leaf.most is None:
            return _("Mục “{title}” chưa có điểm tối đa nên chưa trừ ra khỏi thang điểm được.").format(title=leaf.title)
        return None
    if scale.total is None:
        if mark.word in scale.adjectives and mark.points is None:
            return None
        return _("Mục “{title}” phải là một trong: {words}.").format(
            title=leaf.title, words=", ".join(scale.adjectives)
        )
    if mark.points is None or mark.word:
        return _("Mục “{title}” phải chấm bằng điểm.").format(title=leaf.title)
    if mark.points < 0 or (leaf.most is not None and mark.points > leaf.most):
        return _("Mục “{title}”: {points} điểm, phải từ 0 đến {most}.").format(
            title=leaf.title, points=mark.points, most=leaf.most if leaf.most is not None else ""
        )
    return None


def _wrong_groups(scale: Scale, marks: dict[str, Mark]) -> Iterator[str]:
    for group in scale.groups:
        inside = [marks[leaf.key] for leaf in group.leaves if leaf.key in marks]
        if group.key in marks and inside:
            yield _("“{title}” đã chấm cả nhóm thì không chấm từng mục nữa.").format(title=group.title)
        sum_ = sum(mark.points or 0 for mark in inside)
        if group.most is not None and sum_ > group.most:
            yield _("“{title}”: các mục cộng lại {sum} điểm, quá {most} điểm của nhóm.").format(
                title=group.title, sum=sum_, most=group.most
            )


def score(scale: Scale, marks: tuple[Mark, ...]) -> Score:
    """The score that these marks make. Raises `ValueError` for a scale of words: it has no points (a fault of the
    program); for marks that `why_not_score` refuses the figures mean nothing.
    """
    if scale.total is None:
        raise ValueError("a scale of words has no score")
    by_key = {mark.key: mark for mark in marks}
    groups = tuple(_group_score(group, by_key) for group in scale.groups)
    missing = tuple(leaf.title for leaf in _asked(scale, by_key) if leaf.key not in by_key)
    left_out = tuple(leaf.title for leaf in _asked(scale, by_key) if _absent(by_key, leaf.key))
    got = [group.got for group in groups if group.got is not None]
    return Score(
        got=None if missing or not got else sum(got),
        base=sum(group.base for group in groups),
        total=scale.total,
        groups=groups,
        missing=missing,
        left_out=left_out,
    )


def scored(rating: Rating, scale: Scale) -> Rating:
    """The rating with its points and base counted from its marks; raises one sentence when the marks are wrong."""
    if why := why_not_score(scale, rating.marks):
        raise ReviewError(why)
    if scale.total is None or not rating.marks:
        return rating
    made = score(scale, rating.marks)
    return replace(rating, points=made.got, base=made.base)


def _absent(marks: dict[str, Mark], key: str) -> bool:
    return key in marks and not marks[key].applies


def _asked(scale: Scale, marks: dict[str, Mark]) -> Iterator[Leaf]:
    """What has to be marked: the leaves of each group, or the group itself where it was marked as a whole."""
    for group in scale.groups:
        if group.leaves and group.key not in marks:
            yield from group.leaves
        else:
            yield Leaf(key=group.key, title=group.title, most=group.most)


def _group_score(group: Group, marks: dict[str, Mark]) -> GroupScore:
    inside = [key for key in group.keys if key in marks and marks[key].applies]
    most = {group.key: group.most, **{leaf.key: leaf.most for leaf in group.leaves}}
    out = sum(most[key] or 0 for key in group.keys if _absent(marks, key))
    got = sum(marks[key].points or 0 for key in inside) if inside else None
    return GroupScore(key=group.key, title=group.title, got=got, base=(group.most or 0) - out)


def worst_word(scale: Scale, marks: tuple[Mark, ...], groups: tuple[str, ...]) -> int | None:
    """The place of the worst word given in these groups (1 is the best); None while one of them is not rated yet.

    A group that does not apply is passed over.
    """
    by_key = {mark.key: mark for mark in marks}
    asked = [leaf for leaf in _asked(scale, by_key) if any(leaf.key in g.keys for g in scale.groups if g.key in groups)]
    if not asked or any(leaf.key not in by_key for leaf in asked):
        return None
    given = [by_key[leaf.key].word for leaf in asked if by_key[leaf.key].applies]
    places = [scale.adjectives.index(word) + 1 for word in given if word in scale.adjectives]
    return max(places, default=None)


def score_words(made: Score) -> str:
    """ "72/90 điểm (tiêu chí chung 25/30, kết quả 47/60; không áp dụng: …)"; says what is still missing."""
    parts = ", ".join(f"{group.title} {'…' if group.got is None else group.got}/{group.base}" for group in made.groups)
    if made.left_out:
        parts += _("; không áp dụng: {parts}").format(parts=", ".join(made.left_out))
    if made.got is None:
        return _("chưa chấm đủ ({parts}; còn thiếu: {missing})").format(parts=parts, missing=", ".join(made.missing))
    return _("{got}/{base} điểm ({parts})").format(got=made.got, base=made.base, parts=parts)


def reaches(points: int, base: int, lowest: int, total: int) -> bool:
    """Whether points out of a base reach the lowest points of a band that is given for the whole scale."""
    return points * total >= lowest * base
