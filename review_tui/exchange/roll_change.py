"""A newer roll against the members of the book: who joined, who left, who changed. Nobody is ever deleted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from review_tui.exchange.reading import RollReading, RollRow
from review_tui.exchange.remarks import remarks_of
from review_tui.language.dates import numeric_date
from review_tui.language.errors import InputErrors
from review_tui.language.lookalike import skeleton
from review_tui.language.translate import N_, _
from review_tui.model.people import Member, Status, StatusPeriod

_TEMPORARY = (Status.TEMPORARY_HERE, Status.TEMPORARY_ELSEWHERE)
_FIELDS = (
    ("name", N_("họ và tên")),
    ("born", N_("ngày sinh")),
    ("sex", N_("giới tính")),
    ("joined", N_("ngày vào Đảng")),
    ("official", N_("ngày chính thức")),
    ("card", N_("số thẻ")),
    ("office", N_("chức vụ trong Đảng")),
    ("job", N_("chức vụ, nghề nghiệp")),
    ("note", N_("ghi chú")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A member whose row says something new; `fields` holds (column, before, after) as shown."""

    member: Member
    row: RollRow
    fields: tuple[tuple[str, str, str], ...]
    back: bool = False
    """had left, and is on the roll again"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollChange:
    """What a newer roll changes. Numbers of those who left are not given again."""

    joined: tuple[RollRow, ...] = ()
    left: tuple[Member, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the newer roll says the same as the book."""
        return not (self.joined or self.left or self.changed)


def member_of(row: RollRow, *, id: str, no: int) -> Member:
    """The member of a row, under this id and number."""
    return Member(
        id=id,
        no=no,
        name=row.name,
        born=row.born,
        sex=row.sex,
        joined=row.joined,
        official=row.official,
        card=row.card,
        office=row.office,
        job=row.job,
        note=row.note,
        post=row.post,
        periods=row.periods,
    )


def compared(old: tuple[Member, ...], reading: RollReading) -> RollChange:
    """Compare by card number, then by name and birth date, then by birth date and date of admission.

    Raises `InputErrors` with every refused row of the newer roll.
    """
    if reading.refused:
        raise InputErrors(reading.refused)
    found = _matched(old, reading.rows)
    changed = [_changed(found[row.line], row) for row in reading.rows if row.line in found]
    kept = {member.id for member in found.values()}
    return RollChange(
        joined=tuple(row for row in sorted(reading.rows, key=lambda row: row.no) if row.line not in found),
        left=tuple(member for member in old if member.id not in kept and not _has_left(member)),
        changed=tuple(made for made in changed if made.fields or made.back),
    )


def _matched(old: tuple[Member, ...], rows: tuple[RollRow, ...]) -> dict[int, Member]:
    """Line of the roll -> member. The surest sign goes first over the whole roll, so that no one is taken twice."""
    found: dict[int, Member] = {}
    for sign in (_by_card, _by_name_and_birth, _by_birth_and_admission):
        taken = {member.id for member in found.values()}
        free = [member for member in old if member.id not in taken]
        known: dict[tuple[object, ...], list[Member]] = {}
        for member in free:
            if key := sign(member):
                known.setdefault(key, []).append(member)
        asked: dict[tuple[object, ...], list[RollRow]] = {}
        for row in rows:
            if row.line not in found and (key := sign(row)):
                asked.setdefault(key, []).append(row)
        for key, candidates in asked.items():
            if len(candidates) == 1 and len(known.get(key, ())) == 1:
                found[candidates[0].line] = known[key][0]
    return found


def _by_card(one: Member | RollRow) -> tuple[object, ...]:
    return (one.card,) if one.card else ()


def _by_name_and_birth(one: Member | RollRow) -> tuple[object, ...]:
    return (skeleton(one.name), one.born) if one.born else ()


def _by_birth_and_admission(one: Member | RollRow) -> tuple[object, ...]:
    return (one.born, one.joined) if one.born and one.joined else ()


def _has_left(member: Member) -> bool:
    return any(period.status is Status.LEFT and period.until is None for period in member.periods)


def _changed(member: Member, row: RollRow) -> Changed:
    fields = tuple(
        (word, _shown(getattr(member, name)), _shown(getattr(row, name)))
        for name, word in _FIELDS
        if getattr(member, name) != getattr(row, name)
    )
    says_left = any(period.status is Status.LEFT for period in row.periods)
    return Changed(member=member, row=row, fields=fields, back=_has_left(member) and not says_left)


def _shown(value: object) -> str:
    return numeric_date(value) if isinstance(value, date) else str(value or "")


def applied(
    old: tuple[Member, ...], change: RollChange, *, new_id: Callable[[], str], temporary: Status, day: date
) -> tuple[Member, ...]:
    """The members after a newer roll: left ones stay, marked from `day` on; new ones get the next free numbers."""
    changed = {made.member.id: made for made in change.changed}
    gone = {member.id for member in change.left}
    kept = []
    for member in old:
        if member.id in changed:
            member = _renewed(changed[member.id], temporary, day)
        elif member.id in gone:
            left = StatusPeriod(status=Status.LEFT, since=day, note=_("không còn trong danh sách mới"))
            member = replace(member, periods=(*member.periods, left))
        kept.append(member)
    free = max((member.no for member in old), default=0) + 1
    new = [member_of(directed(row, temporary), id=new_id(), no=free + place) for place, row in enumerate(change.joined)]
    return (*kept, *new)


def _renewed(change: Changed, temporary: Status, day: date) -> Member:
    member, row = change.member, change.row
    made = member_of(row, id=member.id, no=member.no)
    return replace(made, periods=_renewed_periods(member, row, temporary, day, back=change.back))


def _renewed_periods(
    member: Member, row: RollRow, temporary: Status, day: date, *, back: bool
) -> tuple[StatusPeriod, ...]:
    """What the old note had proposed goes with the old note; what people entered by hand stays."""
    periods = member.periods
    if back:
        periods = tuple(_ended(period, day) for period in periods)
    if member.note == row.note and member.official == row.official:
        return periods
    before = remarks_of(member.note)
    own = tuple(
        period
        for period in periods
        if period not in before.periods
        and period.status is not Status.PROBATIONARY
        and not (before.temporary and period.status in _TEMPORARY and period.note == member.note)
    )
    proposed = directed(row, temporary).periods
    return (*own, *(period for period in proposed if period not in own))


def _ended(period: StatusPeriod, day: date) -> StatusPeriod:
    if period.status is not Status.LEFT or period.until is not None:
        return period
    return replace(period, until=day - timedelta(days=1))


def directed(row: RollRow, temporary: Status) -> RollRow:
    """The row with its temporary Party life turned one way; nothing changes where none is open."""
    if row.temporary is None:
        return row
    return replace(row, periods=(*row.periods, replace(row.temporary, status=temporary)), temporary=None)


def change_lines(change: RollChange) -> tuple[str, ...]:
    """One line for each who joined, left, came back or changed, for the screen and for standard output."""
    if change.is_empty:
        return (_("Danh sách không có gì thay đổi."),)
    return (
        *(_("Thêm: {name}").format(name=row.name) for row in change.joined),
        *(_("Không còn trong danh sách: {no}. {name}").format(no=one.no, name=one.name) for one in change.left),
        *(_changed_line(made) for made in change.changed),
    )


def _changed_line(made: Changed) -> str:
    nothing = _("trống")
    parts = [
        _("{column}: {before} → {after}").format(column=_(word), before=before or nothing, after=after or nothing)
        for word, before, after in made.fields
    ]
    if made.back:
        parts.insert(0, _("trở lại chi bộ"))
    return _("Thay đổi: {no}. {name}: {parts}").format(no=made.member.no, name=made.member.name, parts="; ".join(parts))
