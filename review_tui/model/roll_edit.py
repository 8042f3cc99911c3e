"""Changing one member on the roll, with the rules that a roll read from a file keeps to."""

from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.lookalike import skeleton, why_not_letters
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.people import Member, StatusPeriod

CARD_DIGITS = 8
LONGEST_NAME = 100


def why_not_name(name: str) -> str | None:
    """Why this is no name of a person."""
    if not any(letter.isalpha() for letter in name):
        return _("Chưa ghi họ và tên.")
    if len(name) > LONGEST_NAME or any(letter.isdecimal() for letter in name):
        return _("“{text}” không phải là họ và tên.").format(text=name[:40])
    return why_not_letters(name)


def why_not_card(card: str) -> str | None:
    """Why this is no number of a card: eight digits, or nothing where there is none yet."""
    if not card or (len(card) == CARD_DIGITS and card.isascii() and card.isdecimal()):
        return None
    return _("Số thẻ đảng viên có đúng {count} chữ số; chưa có thì để trống.").format(count=CARD_DIGITS)


def why_not_member(cell: Cell, member: Member, today: date) -> tuple[str, str] | None:
    """(field, sentence): what is wrong with a member as edited; None where nothing is."""
    if why := why_not_name(member.name):
        return "name", why
    if why := why_not_card(member.card):
        return "card", why
    return _why_not_dates(member, today) or _why_not_other(cell, member)


def _why_not_dates(member: Member, today: date) -> tuple[str, str] | None:
    born, joined, official = member.born, member.joined, member.official
    if born and born > today:
        return "born", _("Ngày sinh {day} chưa đến.").format(day=numeric_date(born))
    if born and joined and joined <= born:
        return "joined", _("Ngày vào Đảng {joined} không sau ngày sinh {born}.").format(
            joined=numeric_date(joined), born=numeric_date(born)
        )
    if joined and official and official < joined:
        return "official", _("Ngày chính thức {official} trước ngày vào Đảng {joined}.").format(
            official=numeric_date(official), joined=numeric_date(joined)
        )
    return None


def _why_not_other(cell: Cell, member: Member) -> tuple[str, str] | None:
    """The same card, or the same name and birth date, must not stand on the roll twice."""
    for other in cell.members:
        if other.id == member.id:
            continue
        if member.card and other.card == member.card:
            return "card", _("Số thẻ {card} là của đ/c {name} (số {no}).").format(
                card=member.card, name=other.name, no=other.no
            )
        if member.born and other.born == member.born and skeleton(other.name) == skeleton(member.name):
            return "name", _("Đ/c {name} sinh {born} đã có trong danh sách, số {no}.").format(
                name=other.name, born=numeric_date(other.born), no=other.no
            )
    return None


def why_not_period(since: date | None, until: date | None) -> str | None:
    """Why this is no stretch of time."""
    if since and until and until < since:
        return _("Ngày cuối {until} trước ngày đầu {since}.").format(
            until=numeric_date(until), since=numeric_date(since)
        )
    return None


def member_changed(cell: Cell, member: Member, today: date) -> Cell:
    """The cell with this member as edited; raises the sentence what is wrong."""
    if wrong := why_not_member(cell, member, today):
        raise ReviewError(wrong[1])
    return replace(cell, members=tuple(member if one.id == member.id else one for one in cell.members))


def member_added(cell: Cell, member: Member, today: date) -> Cell:
    """The cell with one more member, under the next number that nobody ever had; raises what is wrong."""
    if wrong := why_not_member(cell, member, today):
        raise ReviewError(wrong[1])
    return replace(cell, members=(*cell.members, replace(member, no=next_number(cell))))


def next_number(cell: Cell) -> int:
    """The next free number of the roll; numbers of those who left are not given again."""
    return max((member.no for member in cell.members), default=0) + 1


def with_period(member: Member, period: StatusPeriod, instead_of: StatusPeriod | None = None) -> Member:
    """The member with one more stretch of time in a status, or one in place of another; raises what is wrong."""
    if why := why_not_period(period.since, period.until):
        raise ReviewError(why)
    kept = [one for one in member.periods if one != instead_of]
    return replace(member, periods=tuple(sorted((*kept, period), key=lambda one: one.since or date.min)))


def without_period(member: Member, period: StatusPeriod) -> Member:
    """The member without a stretch of time that was entered by mistake."""
    return replace(member, periods=tuple(one for one in member.periods if one != period))
