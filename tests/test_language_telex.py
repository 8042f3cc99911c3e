"""The typing aid in small that other tests type with: it must send what real ones send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syllables import names, spelt_apart, syllables
from telex import BACKSPACE, Method, bursts, fingers, typed, whole_words

METHODS = st.sampled_from(("telex", "vni"))
B = BACKSPACE


def test_a_word_goes_out_as_backspace_and_replacement() -> None:
    """The table of measured bursts: a mark erases back to its letter and sends it again with all that follows."""
    assert bursts("việt") == ["v", "i", "e", f"{B}ê", "t", f"{B}{B}ệt"]
    assert bursts("đường", late=True)[:6] == ["d", "u", "o", "n", "g", f"{B * 3}ơng"]
    assert whole_words("đường") == ["d", "u", "o", "n", "g", f"{B * 5}đường"]
    assert whole_words("lan") == ["l", "a", "n"]


@pytest.mark.parametrize(
    ("text", "method", "keys"),
    [
        ("việt", "telex", "vieetj"),
        ("việt", "vni", "vie6t5"),
        ("Đồng chí", "telex", "Ddoongf chis"),
        ("Đồng chí", "vni", "D9o6ng2 chi1"),
        ("ngượng", "telex", "nguwowngj"),
    ],
)
def test_fingers_press_the_keys_of_the_method(text: str, method: Method, keys: str) -> None:
    """What arrives when the aid is off."""
    assert fingers(text, method) == keys


@given(names() | syllables(), METHODS, st.booleans())
def test_what_the_aid_sent_stands_in_a_right_field(text: str, method: Method, late: bool) -> None:
    """Replayed key by key, every text comes out composed and whole, for both methods and both habits."""
    strokes = bursts(spelt_apart(text), method, late=late)
    assert typed(strokes) == text
    assert len(strokes) == len(fingers(text, method, late=late))
    assert typed(whole_words(text)) == text
