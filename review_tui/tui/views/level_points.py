"""The form in which one body's points (or words) by the pack's scale are typed, with the sums as they grow."""

from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.model.levels import BODY_NAMES, voices
from review_tui.model.ratings import Body, Mark, Rating
from review_tui.model.scoring import Leaf, Scale, score, score_words, scored, why_not_score, worst_word
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.tui.views.level_forms import (
    chosen_level,
    level_choices,
    level_read,
    maybe_day,
    read_points,
    why_maybe_day,
)
from review_tui.tui.widgets.form import Field

SCORERS = (Body.SELF, Body.COMMITTEE, Body.CELL)
"""Who gives points, in the order in which it happens."""

_ABSENT = ("-", "–", "—", "kad", "khong ap dung")
_NOT_YET, _LEFT_OUT = N_("chưa đánh giá"), N_("không áp dụng")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsForm:
    """What is asked: of whom, by which scale; `known` is what this body said before."""

    session: Session
    pack: Pack
    floor: str
    body: Body
    scale: Scale | None

    @property
    def title(self) -> str:
        """ "Tự nhận: Phạm Văn Lộc"."""
        return _("{body}: {who}").format(body=_(BODY_NAMES[self.body]), who=self.session.floor_name(self.floor))

    @property
    def known(self) -> Rating:
        """What was entered before, else what the self-review or the floor says."""
        entered = (one for one in self.session.ratings if (one.floor, one.body) == (self.floor, self.body))
        blank = Rating(id="", floor=self.floor, body=self.body)
        told = (voice for voice in voices(self.session, self.floor) if voice.body is self.body)
        said = next(told, None)
        if (made := next(entered, None)) is not None or said is None:
            return made or blank
        return Rating(id="", floor=self.floor, body=self.body, level=said.level, points=said.points, on=said.on)

    @property
    def start(self) -> str:
        """Where typing begins: choices are never empty, so that the first of them is named."""
        words = self.scale is not None and self.scale.total is None
        return self._leaves()[0].key if words else ""

    def fields(self) -> list[Field]:
        """One for each part, then the sum where only that is known, the level, the day, the source."""
        known = self.known
        made = [self._field(leaf, known) for leaf in self._leaves()]
        if self.scale is None or self.scale.total is not None:
            total = "" if known.points is None or known.marks else str(known.points)
            made.append(
                Field(
                    name="total",
                    label=N_("Tổng điểm, nếu chỉ biết tổng"),
                    text=total,
                    longest=4,
                    why=lambda text: self._why_not_total(text),
                )
            )
        if self.body is not Body.CELL:
            made.append(
                Field(
                    name="level", label=N_("Mức"), text=str(level_read(known.level)), choices=level_choices(self.pack)
                )
            )
        return [
            *made,
            Field(name="on", label=N_("Ngày"), text=numeric_date(known.on), longest=20, why=why_maybe_day),
            Field(name="source", label=N_("Nguồn"), text=known.source, example=N_("ví dụ mẫu 2C")),
        ]

    def _leaves(self) -> list[Leaf]:
        """Every part; a group of points with parts can also be marked as a whole."""
        if self.scale is None:
            return []
        made: list[Leaf] = []
        for group in self.scale.groups:
            made += group.leaves
            if not group.leaves or self.scale.total is not None:
                made.append(Leaf(key=group.key, title=group.title, most=group.most))
        return made

    def _field(self, leaf: Leaf, known: Rating) -> Field:
        assert self.scale is not None
        mark = next((one for one in known.marks if one.key == leaf.key), None)
        if self.scale.total is None:
            choices = (_NOT_YET, *self.scale.adjectives, _LEFT_OUT)
            at = 0 if mark is None else choices.index(mark.word) if mark.applies else len(choices) - 1
            return Field(name=leaf.key, label=leaf.title, text=str(at), choices=choices)
        whole = next((group for group in self.scale.groups if group.key == leaf.key and group.leaves), None)
        label = _("{title}, cả nhóm") if whole else "{title}"
        text = "" if mark is None else "–" if not mark.applies else str(mark.points)
        return Field(
            name=leaf.key,
            label=label.format(title=leaf.title),
            text=text,
            longest=20,
            example=_("0–{most}; –: không tính").format(most=leaf.most) if leaf.most else N_("điểm; –: không tính"),
            why=lambda typed: self._why_not_part(leaf.key, typed),
        )

    def _why_not_part(self, key: str, typed: str) -> str | None:
        assert self.scale is not None
        mark = self._mark(key, typed)
        return why_not_score(self.scale, (mark,)) if mark is not None else None

    def _mark(self, key: str, typed: str) -> Mark | None:
        """The mark of one field; None while it is empty. Raises one sentence for what is no number."""
        assert self.scale is not None
        if self.scale.total is None:
            at = int(typed or 0)
            words = self.scale.adjectives
            if at == 0:
                return None
            return Mark(key=key, word=words[at - 1]) if at <= len(words) else Mark(key=key, applies=False)
        if not typed:
            return None
        if fold(typed) in _ABSENT:
            return Mark(key=key, applies=False)
        return Mark(key=key, points=read_points(typed))

    def _why_not_total(self, typed: str) -> str | None:
        most = self.scale.total if self.scale is not None and self.scale.total is not None else 100
        if typed and read_points(typed) > most:
            return _("Tổng điểm {points} vượt {most} điểm của thang.").format(points=typed, most=most)
        return None

    def marks(self, values: dict[str, str]) -> tuple[Mark, ...]:
        """The marks that are typed. Raises one sentence for what is no number."""
        made = (self._mark(leaf.key, values.get(leaf.key, "")) for leaf in self._leaves())
        return tuple(mark for mark in made if mark is not None)

    def live(self, values: dict[str, str]) -> str:
        """The sums of what stands in the form now, or what is wrong with it."""
        if self.scale is None:
            return ""
        try:
            marks = self.marks(values)
            wrong = why_not_score(self.scale, marks)
        except ReviewError as unreadable:
            return str(unreadable)
        if wrong:
            return wrong
        if self.scale.total is not None:
            told = score_words(score(self.scale, marks))
            return f"{told[:1].upper()}{told[1:]}"
        place = worst_word(self.scale, marks, tuple(group.key for group in self.scale.groups))
        if place is None:
            return _("Chưa đánh giá đủ các tiêu chí.")
        return _("Tiêu chí thấp nhất: {word}.").format(word=self.scale.adjectives[place - 1])

    def read(self, values: dict[str, str], id: str) -> Rating | None:
        """What is typed, None where nothing is. Raises one sentence that names both sums where they differ."""
        marks, total = self.marks(values), values.get("total", "")
        made = Rating(
            id=self.known.id or id,
            floor=self.floor,
            body=self.body,
            level=chosen_level(int(values["level"])) if "level" in values else self.known.level,
            points=read_points(total) if total else None,
            marks=marks,
            words=self.known.words,
            on=maybe_day(values["on"]),
            source=values["source"],
        )
        if marks and self.scale is not None:
            counted = scored(made, self.scale)
            if total and counted.points is not None and counted.points != read_points(total):
                raise ReviewError(
                    _("Tổng ghi {total} điểm, các mục cộng lại {sum} điểm.").format(total=total, sum=counted.points)
                )
            return counted
        return made if total or made.level is not None else None

    def refuse(self, values: dict[str, str]) -> str | None:
        """Why the form is not taken; None takes it."""
        self.read(values, "")
        return None
