"""What an edited line may have got or lost by mistake is noticed before it is saved."""

import pytest
from meeting_room import a_session

from review_tui.model.edits import glued, lost_by
from review_tui.model.grammar import read_line

SESSION = a_session("/ 5", "2 - Vắng 4 buổi #g1")
BEFORE = "2 - Vắng 4 buổi"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (BEFORE + " 3 - Hay về sớm", "3 - Hay về sớm"),
        (BEFORE + "3 - Hay về sớm", "3 - Hay về sớm"),
        (BEFORE + " 5 = 1 tiếp thu", "5 = 1 tiếp thu"),
        (BEFORE + " quý 2", ""),
        (BEFORE + " 3 lần về sớm", ""),
        (BEFORE, ""),
        ("2 - Vắng 5 buổi 3 - Hay về sớm", ""),
        ("", ""),
    ],
)
def test_a_new_line_behind_an_old_one_is_told_from_more_words(text: str, second: str) -> None:
    """Who, a sign, words: a line of its own; anything else belongs to the line."""
    assert glued(BEFORE, text, lambda line: read_line(line, SESSION)) == second


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("5 ! 1 Dự đủ ~2 >30/6/2027", "5 ! 1 Dự đủ", ("người theo dõi (đ/c", "hạn 30/06/2027")),
        ("5 ! 1 Dự đủ ~2 >30/6/2027", "5 ! 1 Dự đủ ~3 >30/7/2027", ()),
        ("5 ! 1 Dự đủ", "5 ! 1 Dự đủ ~2", ()),
        ("2 - Vắng #g1", "2 - Vắng 4 buổi", ("gợi ý g1",)),
        ("2 - Vắng #g1", "2 - Vắng 4 buổi #g1", ()),
    ],
)
def test_what_went_with_a_word_is_named(before: str, after: str, lost: tuple[str, ...]) -> None:
    """Verifier, date, topics; what changed only is no loss."""
    told = lost_by(read_line(before, SESSION), read_line(after, SESSION), SESSION)
    assert len(told) == len(lost)
    assert all(words.startswith(start) for words, start in zip(told, lost, strict=True))
