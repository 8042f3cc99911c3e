"""Clean text at every door, and searching without marks."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from syllables import names, spelt_apart, syllables

from review_tui.language.errors import ReviewError
from review_tui.language.text import LONGEST_TEXT, clean, clean_line, fold, found, given_name, nfc

ANYTHING = st.text(st.characters(codec=None), max_size=40)
MARKS = st.text("ạ\u0301\u0323\u0302\u20dd\u200b\u200d\u00ade", max_size=30)
JOINERS = "\u200c\u200d"


def highest_stack(text: str) -> int:
    """The most marks that stand on one letter, unseen joiners between them counted as nothing."""
    most = stack = 0
    for letter in text:
        if letter not in JOINERS:
            stack = stack + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        most = max(most, stack)
    return most


def is_shown(letter: str) -> bool:
    """Whether the letter is one that may be kept and drawn."""
    return letter in "\n\t\u200c\u200d" or unicodedata.category(letter) not in (
        *("Cc", "Cs", "Co", "Cn"),
        *("Cf", "Zl", "Zp"),
    )


@settings(max_examples=4_000)
@given(ANYTHING | MARKS)
@example("a" + "\u0323" * 8 + "\u200b" + "\u0301" * 8)
@example("a" + "\u0323" * 8 + "\u200d" + "\u0301" * 8)
@example("e\u200b\u0302")
@example("\u0d4d\u0345\u0300")
def test_clean_text_is_safe_and_cleaning_it_again_changes_nothing(text: str) -> None:
    """What passed a door once passes every other unchanged: composed, shown letters only, at most 8 marks stacked."""
    once = clean(text)
    assert clean(once) == once
    assert nfc(once) == once
    assert all(is_shown(letter) for letter in once)
    assert highest_stack(once) <= 8


@settings(max_examples=1_500)
@given(ANYTHING)
def test_a_clean_line_is_one_line_without_blanks_at_its_ends(text: str) -> None:
    """Names and titles never break a row, and two spellings of the same blanks are the same line."""
    line = clean_line(text)
    assert clean_line(line) == line == clean(line)
    assert line.splitlines() in ([], [line])
    assert line == line.strip()
    assert "  " not in line
    assert "\t" not in line


def test_no_single_character_gets_through_that_a_terminal_could_obey() -> None:
    """Every code point there is, in the middle of a word: controls, bidi marks and unseen ones do not survive."""
    words = [f"Ấ{chr(code)}b" for code in range(0x110000)]
    for first in range(0, len(words), 5_000):
        assert [letter for letter in clean("".join(words[first : first + 5_000])) if not is_shown(letter)] == []


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("một\r\nhai\rba\u2028bốn\u2029năm\u0085sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("\x1b]52;c;AAAA\x07xoá\x9b2J", "\ufffd]52;c;AAAA\ufffdxoá\ufffd2J"),
        ("Đồng\u202e chí", "Đồng\ufffd chí"),
        ("th\u200bật\ufeff th\u00adà", "thật thà"),
        ("क्\u200dष", "क्\u200dष"),
        ("cột\tcột", "cột\tcột"),
        ("\ud800", "\ufffd"),
        ("dấu đồng ý \u2714\ufe0f", "dấu đồng ý \u2714\ufe0f"),
    ],
)
def test_what_cannot_be_shown_leaves_a_visible_place(dirty: str, tidy: str) -> None:
    """New lines become one kind, unseen characters go, and what was dangerous stands as one visible sign."""
    assert clean(dirty) == tidy


@given(syllables())
def test_vietnamese_is_kept_to_the_letter(syllable: str) -> None:
    """Cleaning never touches proper Vietnamese, and marks sent apart come out composed."""
    assert clean(syllable) == syllable
    assert clean(spelt_apart(syllable)) == syllable


def test_a_text_that_is_too_long_is_refused_with_both_figures() -> None:
    """The sentence says how long the text is and how long it may be; the longest possible one passes."""
    assert len(clean("ă" * LONGEST_TEXT)) == LONGEST_TEXT
    assert clean(spelt_apart("ẵ") * LONGEST_TEXT) == "ẵ" * LONGEST_TEXT
    with pytest.raises(ReviewError, match="20001 ký tự, vượt giới hạn 20000"):
        clean("a" * (LONGEST_TEXT + 1))


@given(names())
def test_a_name_is_found_without_marks_and_case(name: str) -> None:
    """Any words of a name find it, typed plainly, in any order, in either spelling of its marks."""
    plain = fold(name)
    assert plain.isascii()
    assert plain == plain.lower()
    assert fold(spelt_apart(name)) == plain == fold(plain)
    words = name.split()
    assert found(f"{words[-1].upper()} {fold(words[0])}", name)
    assert found(fold(name), spelt_apart(name))
    assert not found("xyz", name)


def test_a_search_needs_every_word() -> None:
    """One word that is missing finds nothing; đ is found as d and as itself."""
    assert fold("Nguyễn Đức") == "nguyen duc"
    assert found("duc nguyen", "Nguyễn Đức")
    assert found("đức", "Nguyen Duc")
    assert not found("duc tran", "Nguyễn Đức")


def test_comrades_are_called_by_their_last_word() -> None:
    """The given name is the last word; a name of one word is itself."""
    assert given_name("Huỳnh Quang Đồng") == "Đồng"
    assert given_name("Đồng") == "Đồng"
    assert given_name("") == ""
