"""Letters that only look Vietnamese: two names that look the same are known as the same, and the letter is named."""

from dataclasses import replace
from datetime import date

import factories
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.language.errors import ReviewError
from review_tui.language.lookalike import skeleton, why_not_letters
from review_tui.language.text import nfc
from review_tui.model.roll_edit import member_added, member_changed

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@given(st.text(LETTERS + LETTERS.upper() + " ", max_size=30))
def test_no_vietnamese_name_is_taken_for_anything_else(name: str) -> None:
    """Composed or not, in any case; only case and blanks fall together."""
    assert why_not_letters(name) is None
    assert skeleton(name) == " ".join(nfc(name).casefold().split())


@pytest.mark.parametrize(
    ("name", "looks", "letter"),
    [
        ("Nguyễn Vаn An", "Nguyễn Van An", "U+0430"),
        ("Тrần Thị Bình", "Trần Thị Bình", "U+0422"),
        ("Ηuỳnh Quang Đồng", "Huỳnh Quang Đồng", "U+0397"),
        ("Ðỗ Thị Ước", "Đỗ Thị Ước", "U+00D0"),
        ("Ｌê Văn Ân", "Lê Văn Ân", "U+FF2C"),
        ("Lê Văn Ấn".replace("Ấ", "А\u0302\u0301"), "Lê Văn Ấn", "U+0410"),
    ],
)
def test_a_letter_of_another_script_is_named(name: str, looks: str, letter: str) -> None:
    """With its number, and what it looks like."""
    assert skeleton(name) == skeleton(looks)
    told = why_not_letters(name)
    assert told is not None
    assert letter in told
    assert why_not_letters(looks) is None


def test_a_name_that_only_looks_like_one_on_the_roll_does_not_get_onto_it() -> None:
    """The form names the letter; and even past it the same person does not stand on the roll twice."""
    cell, today = factories.cell(3), date(2026, 12, 5)
    first = replace(cell.members[0], born=date(1980, 1, 1))
    cell = replace(cell, members=(first, *cell.members[1:]))
    twin = replace(first, id="x", name=first.name.replace("T", "Т"), card="")
    with pytest.raises(ReviewError, match="chỉ trông giống"):
        member_added(cell, twin, today)
    with pytest.raises(ReviewError, match="đã có trong danh sách"):
        member_changed(cell, replace(cell.members[1], name=first.name.upper(), born=first.born, card=""), today)
