"""The form of a decision above and of its change (form 03)."""

from datetime import date

from review_tui.language.dates import read_date
from review_tui.language.translate import N_
from review_tui.model.followup import Decision, FollowUp
from review_tui.model.rerating import why_not_decide
from review_tui.model.session import Level, Session
from review_tui.regulation.pack import Pack
from review_tui.tui.views.founding import why_empty
from review_tui.tui.views.level_forms import why_day
from review_tui.tui.widgets.form import Field


def decision_fields(pack: Pack, *, by: str, level: Level | None, changes: bool) -> list[Field]:
    """Level, body, number, day, reason; form 03 can also cancel without a new level."""
    names = tuple(pack.band(one).name for one in Level)
    choices = (*names, N_("hủy bỏ kết quả, chưa xếp loại lại")) if changes else names
    at = tuple(Level).index(level) if level is not None else 0
    reason = N_("Lý do điều chỉnh, hủy bỏ") if changes else N_("Lý do, nếu khác đề nghị")
    return [
        Field(name="level", label=N_("Mức"), text=str(at), choices=choices),
        Field(name="number", label=N_("Số quyết định"), example=N_("ví dụ 41-QĐ/ĐU"), longest=60),
        Field(name="on", label=N_("Ngày quyết định"), longest=20, example=N_("ví dụ 20/12/2026"), why=why_day),
        Field(name="by", label=N_("Cấp quyết định"), text=by, why=why_empty),
        Field(name="reason", label=reason, longest=2_000, why=why_empty if changes else None),
    ]


def decided_level(values: dict[str, str]) -> Level | None:
    """The level that was chosen; None cancels."""
    place = int(values["level"])
    return tuple(Level)[place] if place < len(Level) else None


def why_not_yet(session: Session, follow_up: FollowUp, floor: str) -> str | None:
    """Why no decision above can be entered now, whatever it may be; None where one can."""
    asked = Decision(id="", session=session.id, floor=floor, level=Level.GOOD, on=date.max, by="…")
    return why_not_decide(session, follow_up, asked)


def read_decision(session: Session, floor: str, values: dict[str, str], id: str) -> Decision:
    """The decision above that is typed. Raises one sentence."""
    level = decided_level(values)
    assert level is not None
    return Decision(
        id=id,
        session=session.id,
        floor=floor,
        level=level,
        on=read_date(values["on"]),
        by=values["by"],
        number=values["number"],
        reason=values["reason"],
    )
