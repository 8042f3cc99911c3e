"""The cap of the highest level: how many may be excellent in a group, under which reading, and what is left.

The text gives a share of those rated good; the excellent ones are not among them. Local papers often say "of good or
better". With E excellent among G who are good or better: literally E <= p % of (G - E), else E <= p % of G.
Source: QĐ 366-QĐ/TW; domain.md 2.4. No rule of rounding was found: the policy stands in the pack and is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.entered import why_not_write
from review_tui.model.levels import facts_of
from review_tui.model.ratings import CapChoice
from review_tui.model.session import Level, Session
from review_tui.regulation.pack import Pack

OF_GOOD, OF_GOOD_OR_BETTER = "of_good", "of_good_or_better"
READINGS = (OF_GOOD, OF_GOOD_OR_BETTER)

READING_NAMES = {
    OF_GOOD: N_("số được xếp loại hoàn thành tốt (không gồm người xuất sắc)"),
    OF_GOOD_OR_BETTER: N_("số được xếp loại từ hoàn thành tốt trở lên"),
}
ROUNDING_NAMES = {
    "floor": N_("phần lẻ làm tròn xuống"),
    "nearest": N_("phần lẻ từ một nửa trở lên làm tròn lên"),
    "ceiling": N_("phần lẻ làm tròn lên"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRule:
    """The cap as it is applied to one group."""

    percent: int
    reading: str
    rounding: str
    decision: str = ""
    """the decision that grants the higher share, with its day"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapView:
    """The cap of one group as the levels stand."""

    group: str
    good_or_better: int
    excellent: int
    most: int
    exact: Fraction
    """the bound before rounding"""
    rule: CapRule
    waiting: int = 0
    """how many of the group have no proposed level yet"""

    @property
    def over(self) -> int:
        """How many excellent ones are too many."""
        return max(0, self.excellent - self.most)

    @property
    def candidates(self) -> int:
        """Of how many the share is taken: those good or better; before there are any, all who still wait."""
        return self.good_or_better or self.waiting


def cap_rule(pack: Pack, choice: CapChoice | None = None) -> CapRule:
    """The pack's cap with what was chosen for a group. Raises one sentence for a raised share without its decision."""
    if choice is None:
        return CapRule(percent=pack.cap.percent, reading=pack.cap.reading, rounding=pack.cap.rounding)
    if reason := why_not_choose(pack, choice):
        raise ReviewError(reason)
    decision = f"{_document(choice.number.strip())} ngày {numeric_date(choice.dated)}" if choice.raised else ""
    return CapRule(
        percent=pack.cap.raised_percent or pack.cap.percent if choice.raised else pack.cap.percent,
        reading=choice.reading or pack.cap.reading,
        rounding=choice.rounding or pack.cap.rounding,
        decision=decision,
    )


def _document(number: str) -> str:
    """ "Quyết định số 15-QĐ/ĐU" for a bare number; what bears a name already stays."""
    return f"Quyết định số {number}" if number[:1].isdecimal() else number


def why_not_choose(pack: Pack, choice: CapChoice) -> str | None:
    """Why the cap cannot be applied in this way; None where it can."""
    if choice.raised and pack.cap.raised_percent is None:
        return _("Bộ quy định {id} không có tỷ lệ cao hơn {percent} %.").format(id=pack.id, percent=pack.cap.percent)
    if choice.raised and (not choice.number.strip() or choice.dated is None):
        return _("Tỷ lệ {percent} % chỉ áp dụng khi có quyết định của cấp có thẩm quyền: ghi số và ngày.").format(
            percent=pack.cap.raised_percent
        )
    if choice.reading and choice.reading not in READINGS:
        return _("Cách tính tỷ lệ phải là một trong: {words}.").format(words=", ".join(READINGS))
    if choice.rounding and choice.rounding not in ROUNDING_NAMES:
        return _("Cách làm tròn phải là một trong: {words}.").format(words=", ".join(ROUNDING_NAMES))
    return None


def cap_chosen(session: Session, pack: Pack, choice: CapChoice) -> Session:
    """Keep how the cap is applied to one group. Raises one sentence."""
    if reason := why_not_write(session) or why_not_choose(pack, choice):
        raise ReviewError(reason)
    others = tuple(one for one in session.caps if one.group != choice.group)
    return replace(session, caps=(*others, choice))


def _rounded(value: Fraction, rounding: str) -> int:
    if rounding == "ceiling":
        return ceil(value)
    return floor(value + Fraction(1, 2)) if rounding == "nearest" else floor(value)


def most_excellent(rule: CapRule, good_or_better: int) -> int:
    """How many of so many who are good or better may be excellent.

    Under the literal reading the share is taken of those who remain good, so the largest number that fits is sought.
    """
    if rule.reading == OF_GOOD_OR_BETTER:
        return min(_rounded(Fraction(rule.percent * good_or_better, 100), rule.rounding), good_or_better)
    fitting = (
        count
        for count in range(good_or_better, -1, -1)
        if count <= _rounded(Fraction(rule.percent * (good_or_better - count), 100), rule.rounding)
    )
    return next(fitting, 0)


def exact_bound(rule: CapRule, good_or_better: int) -> Fraction:
    """The bound before rounding: p/100 of G, literally p/(100 + p) of G."""
    whole = 100 if rule.reading == OF_GOOD_OR_BETTER else 100 + rule.percent
    return Fraction(rule.percent * good_or_better, whole)


def cap_views(session: Session, pack: Pack, levels: Mapping[str, Level | None]) -> tuple[CapView, ...]:
    """The cap of each group of comparable people, with these levels (`model.levels.proposed_levels`, or a what-if)."""
    groups: dict[str, list[Level | None]] = {}
    for key, level in levels.items():
        groups.setdefault(facts_of(session, key).group, []).append(level)
    choices = {choice.group: choice for choice in session.caps}
    return tuple(
        cap_view(group, cap_rule(pack, choices.get(group, choices.get(""))), tuple(given))
        for group, given in sorted(groups.items())
    )


def cap_view(group: str, rule: CapRule, levels: tuple[Level | None, ...]) -> CapView:
    """The cap of one group with these levels; None for somebody who has no proposed level yet."""
    better = sum(level in (Level.EXCELLENT, Level.GOOD) for level in levels)
    return CapView(
        group=group,
        good_or_better=better,
        excellent=levels.count(Level.EXCELLENT),
        most=most_excellent(rule, better),
        exact=exact_bound(rule, better),
        rule=rule,
        waiting=levels.count(None),
    )


def cap_sentence(view: CapView) -> str:
    """ "Được tối đa 2 trong 12 đồng chí từ tốt trở lên (tính ra 2); hiện có 3, vượt 1."; before any, of what."""
    who = _("Nhóm {group}: ").format(group=view.group) if view.group else ""
    sentence = f"{who}{_bound_words(view) if view.good_or_better else _nobody_yet(view)}"
    return sentence[:1].upper() + sentence[1:]


def _bound_words(view: CapView) -> str:
    told = _("được tối đa {most} xuất sắc trong {all} đồng chí từ tốt trở lên (tính ra {exact}); hiện có {now}").format(
        most=view.most, all=view.good_or_better, exact=decimal(view.exact), now=view.excellent
    )
    return told + (_(", vượt {over}.").format(over=view.over) if view.over else ".")


def _nobody_yet(view: CapView) -> str:
    """Nothing to take a share of: what it will be taken of, and what it comes to at best."""
    if not view.candidates:
        return _("không đồng chí nào từ tốt trở lên nên không có xuất sắc.")
    return _(
        "số xuất sắc tối đa tính theo số đồng chí được đề nghị từ tốt trở lên, hiện chưa có; "
        "nếu cả {all} đồng chí từ tốt trở lên thì được {most}."
    ).format(all=view.candidates, most=most_excellent(view.rule, view.candidates))


def reading_sentence(rule: CapRule) -> str:
    """Which reading, share and rounding are used; it is shown beside every figure of the cap and printed."""
    sentence = _("Tỷ lệ áp dụng: xuất sắc không quá {percent} % {reading}, {rounding}").format(
        percent=rule.percent, reading=_(READING_NAMES[rule.reading]), rounding=_(ROUNDING_NAMES[rule.rounding])
    )
    if rule.decision:
        return _("{sentence}; theo {decision}.").format(sentence=sentence, decision=rule.decision)
    return f"{sentence}."


def both_readings(rule: CapRule, good_or_better: int) -> tuple[tuple[str, int], ...]:
    """How many each reading allows, by the name of the reading in words."""
    return tuple(
        (
            _(READING_NAMES[reading]),
            most_excellent(CapRule(percent=rule.percent, reading=reading, rounding=rule.rounding), good_or_better),
        )
        for reading in READINGS
    )


def no_room_for(session: Session, pack: Pack, levels: Mapping[str, Level | None], floor: str) -> str:
    """The sentence why one more subject cannot be excellent beside the others of his group; nothing where he can.

    Those without a proposed level are taken for good: what is still open closes nothing.
    """
    if floor not in levels:
        return ""
    group = facts_of(session, floor).group
    hoped = {one: level or Level.GOOD for one, level in levels.items()} | {floor: Level.EXCELLENT}
    best = next(view for view in cap_views(session, pack, hoped) if view.group == group)
    if not best.over:
        return ""
    now = next(view for view in cap_views(session, pack, levels) if view.group == group)
    return f"{cap_sentence(now)} {reading_sentence(now.rule)}"


def decimal(value: Fraction) -> str:
    """Up to two decimals with a comma, cut and not rounded: "1,83", "2"."""
    hundredths = floor(value * 100)
    return f"{hundredths // 100},{hundredths % 100:02d}".removesuffix(",00")
