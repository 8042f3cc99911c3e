"""What the ledger is asked for: the fields of its filter, and the active ones said in one row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.cell import named
from review_tui.model.ledger import Standing
from review_tui.model.ledger_search import Wanted
from review_tui.model.people import Member
from review_tui.model.points import DueKind
from review_tui.model.words import DUE_NAMES
from review_tui.tui.views.standing import STANDING_NAMES
from review_tui.tui.widgets.form import Field, Picker

_STATES = (N_("tất cả"), N_("còn mở"), N_("quá hạn"), *STANDING_NAMES.values())
_KINDS = (None, DueKind.AT_ONCE, DueKind.BY_DATE, DueKind.REGULAR)
_KIND_NAMES = (N_("tất cả"), DUE_NAMES[DueKind.AT_ONCE], N_("theo ngày"), DUE_NAMES[DueKind.REGULAR])


def filter_fields(wanted: Wanted, members: Sequence[Member], *, topic: Picker, entry: Picker) -> list[Field]:
    """The fields; what is left empty asks for nothing."""
    owner = next((one.name for one in members if one.id == wanted.owner), "")
    day = N_("ví dụ 1/1/2027; để trống: bất kỳ")
    return [
        Field(name="words", label=N_("Có các chữ"), text=wanted.words, example=N_("có dấu hay không dấu đều được")),
        Field(
            name="owner", label=N_("Người cam kết"), text=owner, example=N_("số, hoặc vài chữ của họ tên"),
            why=lambda text: _why_nobody(text, members),
        ),
        Field(name="state", label=N_("Tình trạng"), text=str(_state_of(wanted)), choices=_STATES),
        Field(name="kind", label=N_("Loại hạn"), text=str(_KINDS.index(wanted.due_kind)), choices=_KIND_NAMES),
        Field(name="from", label=N_("Hạn từ ngày"), text=numeric_date(wanted.due_from), example=day, why=_why_no_day),
        Field(
            name="until", label=N_("Hạn đến ngày"), text=numeric_date(wanted.due_until), example=day, why=_why_no_day
        ),
        Field(
            name="topic", label=N_("Gợi ý kiểm điểm"), text=wanted.topic, example=N_("mã gợi ý, ví dụ g3; F4 chọn"),
            pick=topic,
        ),
        Field(
            name="entry", label=N_("Mục danh sách, nhóm"), text=wanted.entry,
            example=N_("ví dụ n3, 1.4, d11; F4 chọn trong danh sách"), pick=entry,
        ),
    ]  # fmt: skip


def read_filter(values: dict[str, str], members: Sequence[Member]) -> Wanted:
    """What was asked for; raises the sentence for a name or day that is none."""
    state = int(values["state"])
    standings = tuple(STANDING_NAMES)
    return Wanted(
        words=values["words"],
        owner=_member(values["owner"], members).id if values["owner"] else "",
        standings=frozenset({standings[state - 3]}) if state > 2 else frozenset(),
        only_open=state == 1,
        overdue=state == 2,
        due_kind=_KINDS[int(values["kind"])],
        due_from=read_date(values["from"]) if values["from"] else None,
        due_until=read_date(values["until"]) if values["until"] else None,
        topic=values["topic"].strip().lower(),
        entry=values["entry"].strip().lower(),
    )


def _state_of(wanted: Wanted) -> int:
    if wanted.standings:
        return tuple(STANDING_NAMES).index(min(wanted.standings, key=tuple(Standing).index)) + 3
    return 2 if wanted.overdue else int(wanted.only_open)


def _member(text: str, members: Sequence[Member]) -> Member:
    """The one member with this number or name; several are named."""
    numbered = tuple(one for one in members if str(one.no) == text)
    fit = numbered or named(tuple(members), text)
    if len(fit) == 1:
        return fit[0]
    if not fit:
        raise ReviewError(_("Không có ai tên “{text}” trong danh sách.").format(text=text))
    raise ReviewError(
        _("Có {count} người: {names}.").format(count=len(fit), names=", ".join(f"{one.no} {one.name}" for one in fit))
    )


def _why_nobody(text: str, members: Sequence[Member]) -> str | None:
    if text:
        _member(text, members)
    return None


def _why_no_day(text: str) -> str | None:
    if text:
        read_date(text)
    return None


def filter_words(wanted: Wanted, members: Sequence[Member]) -> str:
    """ "đang lọc: của Bùi Thị Hiếu · quá hạn · n3"; empty where nothing is asked for."""
    parts = [f"“{wanted.words}”"] if wanted.words else []
    parts += [_("của {name}").format(name=one.name) for one in members if one.id == wanted.owner]
    parts += [_("kỳ {session}").format(session=wanted.session)] if wanted.session else []
    parts += [_(STANDING_NAMES[one]) for one in STANDING_NAMES if one in wanted.standings]
    parts += [_("còn mở")] if wanted.only_open else []
    parts += [_("quá hạn")] if wanted.overdue else []
    parts += [_(_KIND_NAMES[_KINDS.index(wanted.due_kind)])] if wanted.due_kind in _KINDS[1:] else []
    parts += _due_words(wanted.due_from, wanted.due_until)
    parts += [one for one in (wanted.topic, wanted.entry) if one]
    return " · ".join(parts)


def _due_words(first: date | None, last: date | None) -> list[str]:
    words = [_("hạn từ {day}").format(day=numeric_date(first))] if first else []
    return [*words, *([_("hạn đến {day}").format(day=numeric_date(last))] if last else [])]


def overdue_turned(wanted: Wanted) -> Wanted:
    """Only those that are late, or all again; what else is asked for stays."""
    return replace(wanted, overdue=not wanted.overdue)
