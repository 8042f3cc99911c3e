"""Editing one member: the facts of the roll, and stretches of time in a status. Each edit is one act."""

from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.translate import N_, _
from review_tui.model.cell import Cell
from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.model.roll_edit import (
    member_added,
    member_changed,
    next_number,
    why_not_card,
    why_not_member,
    why_not_name,
    why_not_period,
    with_period,
    without_period,
)
from review_tui.model.session import State
from review_tui.regulation.opening import refreshed
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.screens.page import Page
from review_tui.tui.screens.settling import settle_commitments
from review_tui.tui.views.status import STATUS_NAMES, period_words
from review_tui.tui.widgets.form import Field

_SEXES = ("", "Nam", "Nữ")
_SEX_NAMES = (N_("chưa rõ"), N_("nam"), N_("nữ"))
_POSTS = tuple(Post)
_POST_NAMES = (N_("bí thư"), N_("phó bí thư"), N_("chi ủy viên"), N_("không giữ chức vụ"))
_PERIOD_STATUSES = (
    Status.PROBATIONARY,
    Status.EXEMPT,
    Status.SUSPENDED,
    Status.TEMPORARY_HERE,
    Status.TEMPORARY_ELSEWHERE,
    Status.SICK,
    Status.LEFT,
)


async def edit_member(page: Page, member: Member, today: date) -> None:
    """Ask what to change, and change it."""
    options = [_("Họ tên, ngày tháng, số thẻ, chức vụ"), _("Thêm tình trạng (dự bị, miễn, đình chỉ, ốm, chuyển đi)")]
    options += [_("Sửa hoặc bỏ: {period}").format(period=period_words(period)) for period in member.periods]
    title = _("Sửa số {no}. {name}").format(no=member.no, name=member.name)
    chosen = await page.app.push_screen_wait(Choose(title, options))
    if chosen == 0:
        await _edit_facts(page, member, today)
    elif chosen == 1:
        await _add_period(page, member, today)
    elif chosen is not None:
        await _edit_period(page, member, member.periods[chosen - 2], today)


async def new_member(page: Page, today: date) -> None:
    """Add somebody who was admitted or moved here."""
    blank = Member(id=new_id(), no=next_number(page.book.cell), name="")
    made = await _asked(page, _("Đảng viên mới, số {no}").format(no=blank.no), blank, today, edit=False)
    if made is not None:
        name = _("thêm đ/c {name}").format(name=made.name)
        if page.step_cell(name, lambda cell: member_added(cell, made, today)) is not None:
            refresh_prepared(page, today)


async def _edit_facts(page: Page, member: Member, today: date) -> None:
    title = _("Sửa số {no}. {name}").format(no=member.no, name=member.name)
    made = await _asked(page, title, member, today, edit=True)
    if made is not None:
        _change(page, made, _("sửa đ/c {name}").format(name=made.name), today)


def _change(page: Page, member: Member, name: str, today: date) -> None:
    if page.step_cell(name, lambda cell: member_changed(cell, member, today)) is not None:
        refresh_prepared(page, today)


def refresh_prepared(page: Page, today: date) -> None:
    """A session not yet opened follows the roll; from its opening on its roll is frozen."""
    roll = page.book.cell.on_roll(today)
    for key in page.book.session_ids()[-3:]:
        if page.book.session(key).state is State.PREPARED:
            pack = page.book.pack(key)
            page.step(
                _("cập nhật danh sách"),
                lambda session, pack=pack: refreshed(session, roll=roll, pack=pack, day=today),  # type: ignore[misc]
                session=key,
            )


async def _asked(page: Page, title: str, member: Member, today: date, *, edit: bool) -> Member | None:
    cell = page.book.cell
    values = await page.app.push_screen_wait(
        FormDialog(title, _fields(member), edit=edit, refuse=lambda typed: _why_not(cell, member, typed, today))
    )
    return None if values is None else read_member(member, values)


def _why_not(cell: Cell, member: Member, values: dict[str, str], today: date) -> str | None:
    wrong = why_not_member(cell, read_member(member, values), today)
    return wrong[1] if wrong else None


def read_member(member: Member, values: dict[str, str]) -> Member:
    """The member as typed; raises a sentence for a date that is none."""
    return replace(
        member,
        name=values["name"],
        born=_day(values["born"]),
        sex=_SEXES[int(values["sex"])],
        joined=_day(values["joined"]),
        official=_day(values["official"]),
        card=values["card"],
        office=values["office"],
        post=_POSTS[int(values["post"])],
        job=values["job"],
        note=values["note"],
    )


def _day(text: str) -> date | None:
    return read_date(text) if text else None


def _why_no_day(text: str) -> str | None:
    _day(text)
    return None


def _fields(member: Member) -> list[Field]:
    day = N_("ngày/tháng/năm, ví dụ 3/2/1980")
    sex = _SEXES.index(member.sex) if member.sex in _SEXES else 0
    return [
        Field(name="name", label=N_("Họ và tên"), text=member.name, why=why_not_name),
        Field(name="born", label=N_("Ngày sinh"), text=numeric_date(member.born), example=day, why=_why_no_day),
        Field(name="sex", label=N_("Giới tính"), text=str(sex), choices=_SEX_NAMES),
        Field(name="joined", label=N_("Ngày vào Đảng"), text=numeric_date(member.joined), why=_why_no_day),
        Field(name="official", label=N_("Ngày chính thức"), text=numeric_date(member.official), why=_why_no_day),
        Field(name="card", label=N_("Số thẻ đảng viên"), text=member.card, why=why_not_card),
        Field(name="post", label=N_("Chức vụ trong chi bộ"), text=str(_POSTS.index(member.post)), choices=_POST_NAMES),
        Field(name="office", label=N_("Chức vụ như giấy tờ"), text=member.office, longest=500),
        Field(name="job", label=N_("Nghề nghiệp, công tác"), text=member.job, longest=500),
        Field(name="note", label=N_("Ghi chú"), text=member.note, longest=2_000),
    ]


# --- stretches of time in a status ----------------------------------------------------------------------------------


async def _add_period(page: Page, member: Member, today: date) -> None:
    names = [_(STATUS_NAMES[status]) for status in _PERIOD_STATUSES]
    chosen = await page.app.push_screen_wait(Choose(_("Tình trạng nào?"), names))
    if chosen is None:
        return
    period = await _asked_period(page, StatusPeriod(status=_PERIOD_STATUSES[chosen], since=today), edit=False)
    if period is not None:
        name = _("đ/c {name}: {status}").format(name=member.name, status=period_words(period))
        _change(page, with_period(member, period), name, today)
        if period.status is Status.LEFT:
            await settle_commitments(page, today)


async def _edit_period(page: Page, member: Member, period: StatusPeriod, today: date) -> None:
    chosen = await page.app.push_screen_wait(Choose(period_words(period), [_("Sửa ngày"), _("Bỏ, ghi nhầm")]))
    if chosen == 1:
        name = _("đ/c {name}: bỏ {status}").format(name=member.name, status=period_words(period))
        _change(page, without_period(member, period), name, today)
    elif chosen == 0:
        made = await _asked_period(page, period, edit=True)
        if made is not None:
            name = _("đ/c {name}: {status}").format(name=member.name, status=period_words(made))
            _change(page, with_period(member, made, instead_of=period), name, today)


async def _asked_period(page: Page, period: StatusPeriod, *, edit: bool) -> StatusPeriod | None:
    fields = [
        Field(
            name="since", label=N_("Từ ngày"), text=numeric_date(period.since), example=N_("để trống: từ trước"),
            why=_why_no_day,
        ),
        Field(
            name="until", label=N_("Đến hết ngày"), text=numeric_date(period.until), example=N_("để trống: chưa hết"),
            why=_why_no_day,
        ),
        Field(name="note", label=N_("Căn cứ, ghi chú"), text=period.note, longest=500),
    ]  # fmt: skip
    values = await page.app.push_screen_wait(
        FormDialog(
            _(STATUS_NAMES[period.status]),
            fields,
            edit=edit,
            refuse=lambda typed: why_not_period(_day(typed["since"]), _day(typed["until"])),
        )
    )
    if values is None:
        return None
    return replace(period, since=_day(values["since"]), until=_day(values["until"]), note=values["note"])
