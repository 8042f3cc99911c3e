"""The Vietnamese order of words and names, against the alphabet and against a second, independent oracle."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syllables import names, spelt_apart, syllables

from review_tui.language.text import name_key, sort_key

vn_collate = pytest.importorskip("vn_collate")


@pytest.mark.parametrize(
    "ordered",
    [
        "ba bà bả bã bá bạ",
        "an ăn ân",
        "e ê",
        "da đa ga",
        "ho hô hơ hu hư",
        "tao tảo tạo",
        "an An ăn Ăn",
        "hoa hoà hoá hòa hóa",
        "! 1 2 a",
        "Ol Öl On",
        "z Я 中",
    ],
)
def test_words_stand_in_the_order_of_the_alphabet_then_tones_then_case(ordered: str) -> None:
    """a ă â b … đ e ê …; without tone, huyền, hỏi, ngã, sắc, nặng; small before capital (CLDR `vi`)."""
    words = ordered.split()
    shuffled = random.Random(7).sample(words, len(words))
    assert sorted(shuffled, key=sort_key) == words


def test_the_first_letter_that_differs_decides_before_any_tone() -> None:
    """Tones count only between words of the same letters, so a tone early on does not pull a word away."""
    assert sorted(["tạm", "tan", "tám", "tang"], key=sort_key) == ["tám", "tạm", "tan", "tang"]
    assert sorted(["An Bình", "Anh", "An-Bình", "An"], key=sort_key) == ["An", "An Bình", "An-Bình", "Anh"]


@settings(max_examples=500)
@given(st.lists(syllables(), min_size=2, max_size=8))
def test_syllables_stand_in_the_order_that_a_second_program_gives_them(words: list[str]) -> None:
    """Another implementation, checked against ICU by its authors, orders the same syllables the same way."""
    ours = sorted(words, key=sort_key)
    for before, after in pairwise(ours):
        assert vn_collate.compare(before, after) <= 0


@given(st.lists(names(), min_size=2, max_size=8))
def test_whole_names_stand_in_the_order_that_a_second_program_gives_them(people: list[str]) -> None:
    """Blanks sort before letters in both, so names of several words agree too."""
    with_low_blanks = [name.replace(" ", "1") for name in people]  # the oracle puts blanks last; ICU puts them first
    ours = sorted(with_low_blanks, key=lambda name: sort_key(name.replace("1", " ")))
    for before, after in pairwise(ours):
        assert vn_collate.compare(before, after) <= 0


@given(names(), names())
def test_the_order_does_not_see_how_marks_are_spelt(one: str, other: str) -> None:
    """A roll read from a file with separate marks stands in the same order."""
    assert sort_key(spelt_apart(one)) == sort_key(one)
    assert name_key(spelt_apart(one)) == name_key(one)
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_a_roll_goes_by_given_names() -> None:
    """The last word decides; those of the same given name stand by their whole names."""
    roll = ["Trần Thị Ánh", "Nguyễn Văn Ấn", "Lê An", "Đỗ Thị Đào", "Bùi Văn Dũng", "Đặng An", "Phạm Thị Ái", "An"]
    assert sorted(roll, key=name_key) == [
        *("Phạm Thị Ái", "An", "Đặng An", "Lê An", "Trần Thị Ánh"),
        *("Nguyễn Văn Ấn", "Bùi Văn Dũng", "Đỗ Thị Đào"),
    ]


def test_an_empty_name_stands_first_and_breaks_nothing() -> None:
    """A row without a name can be sorted with the others."""
    assert sorted(["An", "", "  "], key=name_key)[-1] == "An"
