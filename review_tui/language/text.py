"""Clean text at every door, folding for search, and the Vietnamese order of names."""

import unicodedata

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _

LONGEST_TEXT = 20_000
"""Characters that one text may hold (safety.md section 7)."""

_MOST_MARKS = 8
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u180e")
_NEWLINES = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"}
_REPLACEMENT = "\ufffd"

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BLOCK = 0x110000
"""Signs, digits, Vietnamese and other letters sort in blocks of this size, one more than the last code point."""
_RANK = {letter: 2 * _BLOCK + rank for rank, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền < hỏi < ngã < sắc < nặng; a syllable without a tone mark counts 0 (the order of CLDR `vi`)."""
_SHAPES = {"\u0302", "\u0306", "\u031b"}
_FOREIGN_MARK = 6


def nfc(text: str) -> str:
    """The composed form of a text, the only one that the program keeps."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Make a text safe to keep and to show: NFC, plain newlines, no control, bidi or invisible characters.

    What cannot be shown becomes U+FFFD, so that its place stays visible. Marks stacked higher than 8 are cut.
    Raises `ReviewError` when the text is longer than 20,000 characters.
    """
    for odd, plain in _NEWLINES.items():
        text = text.replace(odd, plain)
    if text.isascii() and text.isprintable():
        return _not_too_long(text)
    return _not_too_long(nfc("".join(_safe_letters(nfc(text)))))


def clean_line(text: str) -> str:
    """`clean` for a text of one line: newlines and tabs become blanks, blanks at the ends and doubled ones go."""
    return " ".join(clean(text).split())


def _safe_letters(text: str) -> list[str]:
    safe: list[str] = []
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Cf":  # an unseen character between marks must not start a new stack
            marks = 0
        if marks > _MOST_MARKS or letter in _INVISIBLE:
            continue
        if letter in "\n\t" or letter in _JOINERS:
            safe.append(letter)
        elif category in ("Cc", "Cs", "Co", "Cn") or letter in _BIDI:
            safe.append(_REPLACEMENT)
        elif category == "Cf":
            continue
        else:
            safe.append(letter)
    return safe


def _not_too_long(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ReviewError(
            _("Văn bản dài {length} ký tự, vượt giới hạn {most} ký tự.").format(length=len(text), most=LONGEST_TEXT)
        )
    return text


def fold(text: str) -> str:
    """The text without marks and case, đ as d: what a search compares ("Nguyễn Đức" -> "nguyen duc")."""
    if text.isascii():
        return text.casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "d").casefold()


def found(query: str, text: str) -> bool:
    """Whether every word of the query stands in the text, marks and case aside."""
    folded = fold(text)
    return all(word in folded for word in fold(query).split())


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    cases: list[int] = []
    for letter in nfc(word):
        parts = unicodedata.normalize("NFD", letter)
        shape = nfc(parts[0] + "".join(mark for mark in parts[1:] if mark in _SHAPES))
        letters.append(_RANK.get(shape.lower()) or _RANK.get(parts[0].lower()) or _other_rank(parts[0]))
        tones.append(max((_TONES.get(mark, _FOREIGN_MARK) for mark in parts[1:] if mark not in _SHAPES), default=0))
        cases.append(int(shape != shape.lower()))
    return tuple(letters), tuple(tones), tuple(cases)


def _other_rank(letter: str) -> int:
    """Signs stand before digits, digits before Vietnamese letters, foreign letters after them."""
    block = 3 if letter.isalpha() else 1 if letter.isdigit() else 0
    return block * _BLOCK + ord(letter.lower()[0])


SortKey = tuple[tuple[tuple[int, ...], ...], ...]


def sort_key(text: str) -> SortKey:
    """The Vietnamese order of a text: letters first, then tones, then case, as CLDR `vi` has it."""
    words = [_word_key(word) for word in text.split()]
    return tuple(tuple(word[level] for word in words) for level in range(3))


def name_key(name: str) -> tuple[SortKey, SortKey]:
    """The order of a roll: by the given name (the last word), then by the whole name."""
    return sort_key(name.split()[-1] if name.split() else ""), sort_key(name)


def given_name(name: str) -> str:
    """The last word of a full name, as comrades call each other ("Huỳnh Quang Đồng" -> "Đồng")."""
    return name.split()[-1] if name.split() else name
