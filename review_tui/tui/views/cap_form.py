"""The form of the cap for one group: share, decision, reading, rounding, with the figure live."""

from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.levels import expected_levels, facts_of
from review_tui.model.ratings import CapChoice
from review_tui.model.session import Session
from review_tui.regulation.cap import (
    READINGS,
    ROUNDING_NAMES,
    CapView,
    both_readings,
    cap_rule,
    cap_sentence,
    cap_view,
    why_not_choose,
)
from review_tui.regulation.pack import Pack
from review_tui.tui.views.level_forms import maybe_day, why_maybe_day
from review_tui.tui.widgets.form import Field

_ROUNDINGS = tuple(ROUNDING_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapForm:
    """The choice for one group as fields, and what it would allow now."""

    session: Session
    pack: Pack
    group: str

    @property
    def known(self) -> CapChoice:
        """What was chosen before: for this group, else for all."""
        by_group = {choice.group: choice for choice in self.session.caps}
        return by_group.get(self.group) or by_group.get("") or CapChoice(group=self.group)

    @property
    def title(self) -> str:
        """Names the group where there are several."""
        if not self.group:
            return _("Tỷ lệ xuất sắc tối đa")
        return _("Tỷ lệ xuất sắc tối đa: nhóm {group}").format(group=self.group)

    def fields(self) -> list[Field]:
        """The higher share is offered only where the pack knows one."""
        known, cap = self.known, self.pack.cap
        made = list[Field]()
        if cap.raised_percent is not None:
            shares = (f"{cap.percent} %", _("{percent} %, theo quyết định").format(percent=cap.raised_percent))
            made = [
                Field(name="raised", label=N_("Tỷ lệ"), text=str(int(known.raised)), choices=shares),
                Field(
                    name="number", label=N_("Số quyết định"), text=known.number, example=N_("chỉ khi dùng tỷ lệ cao")
                ),
                Field(name="dated", label=N_("Ngày quyết định"), text=numeric_date(known.dated), why=why_maybe_day),
            ]
        reading, rounding = known.reading or cap.reading, known.rounding or cap.rounding
        return [
            *made,
            Field(
                name="reading",
                label=N_("Tính trên"),
                text=str(READINGS.index(reading)),
                choices=(N_("số tốt, không gồm xuất sắc"), N_("số từ tốt trở lên")),
            ),
            Field(
                name="rounding",
                label=N_("Phần lẻ"),
                text=str(_ROUNDINGS.index(rounding)),
                choices=(N_("làm tròn xuống"), N_("từ nửa trở lên làm tròn lên"), N_("làm tròn lên")),
            ),
        ]

    def read(self, values: dict[str, str]) -> CapChoice:
        """The choice that is typed. Raises one sentence for what is no day."""
        raised = values.get("raised") == "1"
        return CapChoice(
            group=self.group,
            raised=raised,
            number=values.get("number", "") if raised else "",
            dated=maybe_day(values.get("dated", "")) if raised else None,
            reading=READINGS[int(values["reading"])],
            rounding=_ROUNDINGS[int(values["rounding"])],
        )

    def view(self, choice: CapChoice) -> CapView:
        """The group under this choice, with the levels as they stand."""
        levels = expected_levels(self.session)
        given = [level for key, level in levels.items() if facts_of(self.session, key).group == self.group]
        return cap_view(self.group, cap_rule(self.pack, choice), tuple(given))

    def live(self, values: dict[str, str]) -> str:
        """ "Được tối đa 2 xuất sắc trong 11 …", both readings, and what an overrun means; else what is wrong."""
        try:
            view = self.view(self.read(values))
        except ReviewError as wrong:
            return str(wrong)
        both = "; ".join(f"{name}: {most}" for name, most in both_readings(view.rule, view.candidates))
        told = [cap_sentence(view), _("Theo từng cách hiểu: {both}.").format(both=both), _waiting(view), overrun(view)]
        return "\n".join(filter(None, told))

    def refuse(self, values: dict[str, str]) -> str | None:
        """Why this is not taken; None takes it."""
        return why_not_choose(self.pack, self.read(values))


def _waiting(view: CapView) -> str:
    if not view.waiting or not view.good_or_better:
        return ""
    return _("Còn {count} đồng chí chưa có mức đề nghị.").format(count=view.waiting)


def overrun(view: CapView) -> str:
    """Both figures, and that nothing is blocked: the cell proposes, the superior decides."""
    if not view.over:
        return ""
    return _(
        "Đề nghị {now} xuất sắc, tỷ lệ cho phép {most}: vượt {over}. "
        "Chi bộ vẫn đề nghị được; cấp có thẩm quyền quyết định."
    ).format(now=view.excellent, most=view.most, over=view.over)
