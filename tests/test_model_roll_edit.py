"""Editing one member: what is refused, with which field, and what stays."""

from dataclasses import replace
from datetime import date

import pytest
from store_books import cell

from review_tui.language.errors import ReviewError
from review_tui.model.people import Member, Status, StatusPeriod
from review_tui.model.roll_edit import (
    member_added,
    member_changed,
    why_not_member,
    with_period,
    without_period,
)

TODAY = date(2026, 12, 5)
CELL = cell()
FIRST = CELL.members[0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "An 3"}, "name"),
        ({"name": "A" * 101}, "name"),
        ({"card": "123"}, "card"),
        ({"card": "1234567a"}, "card"),
        ({"card": "١٢٣٤٥٦٧٨"}, "card"),
        ({"card": CELL.members[1].card}, "card"),
        ({"born": date(2027, 1, 1)}, "born"),
        ({"joined": date(1979, 1, 1)}, "joined"),
        ({"joined": date(2010, 5, 5), "official": date(2010, 5, 4)}, "official"),
        ({"name": CELL.members[1].name, "born": CELL.members[1].born}, "name"),
    ],
)
def test_what_cannot_be_is_named_with_its_field(changes: dict[str, object], field: str) -> None:
    """The same rules as for a roll from a file; nothing of the cell changes."""
    wrong = why_not_member(CELL, replace(FIRST, **changes), TODAY)  # type: ignore[arg-type]
    assert wrong is not None
    assert wrong[0] == field
    with pytest.raises(ReviewError):
        member_changed(CELL, replace(FIRST, **changes), TODAY)  # type: ignore[arg-type]


def test_an_edit_changes_one_member_and_no_other() -> None:
    """Number and id stay; a card may be empty."""
    after = member_changed(CELL, replace(FIRST, name="Nguyễn Văn Ân", card=""), TODAY)
    assert after.members[0].name == "Nguyễn Văn Ân"
    assert after.members[1:] == CELL.members[1:]


def test_a_new_member_gets_a_number_that_nobody_ever_had() -> None:
    """Numbers of those who left are not given again."""
    gone = replace(CELL, members=(*CELL.members[:-1], replace(CELL.members[-1], no=40)))
    after = member_added(gone, Member(id="m9", no=0, name="Lê Thị Mới"), TODAY)
    assert after.members[-1].no == 41


def test_stretches_of_time_are_kept_in_order_and_must_not_end_before_they_begin() -> None:
    """One may stand in place of another, and a wrong one goes."""
    sick = StatusPeriod(status=Status.SICK, since=date(2026, 3, 1), until=date(2026, 8, 31))
    exempt = StatusPeriod(status=Status.EXEMPT, since=date(2026, 1, 1))
    member = with_period(with_period(FIRST, sick), exempt)
    assert member.periods == (exempt, sick)
    longer = replace(sick, until=date(2026, 9, 30))
    assert with_period(member, longer, instead_of=sick).periods == (exempt, longer)
    assert without_period(member, exempt).periods == (sick,)
    with pytest.raises(ReviewError, match="trước ngày đầu"):
        with_period(member, replace(sick, until=date(2026, 2, 1)))
