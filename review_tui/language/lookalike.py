"""Letters that only look like Vietnamese ones: Cyrillic, Greek, wide and old letters that a name may hold by mistake.

A small table for names of people after UTS 39: two names that look the same have the same skeleton.
"""

import unicodedata

from review_tui.language.translate import _

_CYRILLIC = dict(zip("аеорсухіѕјһԛԝкмАВЕКМНОРСТУХІЅЈҺԚԜ", "aeopcyxisjhqwkmABEKMHOPCTYXISJHQW", strict=True))
_GREEK = dict(zip("αορνυικγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aopvuikyABEZHIKMNOPTYX", strict=True))
_LATIN = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "ı": "i", "ɑ": "a", "ɡ": "g", "ʋ": "v", "ɩ": "i"}
_LOOKS = {**_CYRILLIC, **_GREEK, **_LATIN}


def skeleton(name: str) -> str:
    """What a name looks like, whatever letters it is written with; case and doubled blanks aside."""
    return " ".join(unicodedata.normalize("NFC", "".join(_plain(name))).casefold().split())


def _plain(name: str) -> list[str]:
    parts = unicodedata.normalize("NFD", name)
    return [_LOOKS.get(letter) or unicodedata.normalize("NFKD", letter) for letter in parts]


def why_not_letters(name: str) -> str | None:
    """Why a name is not written with the letters that it seems to have; None where it is."""
    for letter in unicodedata.normalize("NFD", name):
        looks = _LOOKS.get(letter) or unicodedata.normalize("NFKC", letter)
        if looks != letter and letter.isalpha():
            return _(
                "Tên “{name}” có chữ “{letter}” (U+{code:04X}) chỉ trông giống chữ “{looks}” nên tìm không ra; "
                "hãy gõ lại chữ đó."
            ).format(name=name[:60], letter=letter, code=ord(letter), looks=looks)
    return None
