"""Vietnamese syllables, names and texts for property tests."""

import unicodedata

from hypothesis import strategies as st

_ONSETS = """b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"""
_RHYMES = """
    a ă â ai am an ang anh ao au âm ân âng âu e em en eo ê êm ên ênh êu i ia im in inh iên iêng iêu o oa oan oang
    oanh oi om on ong ô ôi ôn ông ơ ơi ơm ơn u ua ui um un ung uy uyên uyêt uôi uôn uông ư ưa ưi ưng ươi ươm ươn
    ương ưu y yên yêu at ăt ât et êt it iêt ot ôt ơt ut ưt ươt ac ăc âc ec ich iêc oc ôc uc ưc ươc ap ăp âp ep
"""
ONSETS = ("", *_ONSETS.split())
RHYMES = tuple(_RHYMES.split())
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SHAPED = "ăâêôơư"


def with_tone(rhyme: str, tone: str) -> str:
    """The rhyme with its tone on the vowel that carries it: the last shaped one, else the first."""
    vowels = [place for place, letter in enumerate(rhyme) if letter in "aăâeêioôơuưy"]
    shaped = [place for place in vowels if rhyme[place] in _SHAPED]
    place = shaped[-1] if shaped else vowels[0]
    return unicodedata.normalize("NFC", rhyme[: place + 1] + tone + rhyme[place + 1 :])


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """One syllable, in any of the usual cases."""
    syllable = draw(st.sampled_from(ONSETS)) + with_tone(draw(st.sampled_from(RHYMES)), draw(st.sampled_from(TONES)))
    return draw(st.sampled_from((syllable, syllable.title(), syllable.upper())))


def names() -> st.SearchStrategy[str]:
    """A full name of two to five words."""
    return st.lists(syllables().map(str.title), min_size=2, max_size=5).map(" ".join)


def spelt_apart(text: str) -> str:
    """The same text with its marks as separate characters, as some keyboards and files send it."""
    return unicodedata.normalize("NFD", text)
