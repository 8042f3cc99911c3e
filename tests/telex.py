"""A Vietnamese typing aid in small: what Unikey and its like send to a terminal while somebody types Telex or VNI.

The aid watches the keys of a word. A letter goes through as it is; a key that puts a mark on an earlier letter becomes
Backspaces back to that letter and the new letters behind them, all in one write (libraries.md 3.1).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Method = Literal["telex", "vni"]

BACKSPACE = "\x7f"
"""What the aid sends to erase a letter; some terminals send "\\x08"."""

_SHAPES = {"\u0302": "circumflex", "\u0306": "breve", "\u031b": "horn"}
_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0309": "hook", "\u0303": "tilde", "\u0323": "dot"}
_VNI = {
    "acute": "1",
    "grave": "2",
    "hook": "3",
    "tilde": "4",
    "dot": "5",
    "circumflex": "6",
    "horn": "7",
    "breve": "8",
    "stroke": "9",
}
_TELEX = {"acute": "s", "grave": "f", "hook": "r", "tilde": "x", "dot": "j", "breve": "w", "horn": "w"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter taken apart: what the finger types first, and the keys that mark it."""

    plain: str
    shape: str = ""
    tone: str = ""


def bursts(text: str, method: Method = "telex", *, late: bool = False, backspace: str = BACKSPACE) -> list[str]:
    """One string for each key pressed: a letter, or Backspaces with the letters that replace what they erased.

    `late` puts the marks after the whole word, as many people type ("duongdwf").
    """
    sent: list[str] = []
    for word in _words(unicodedata.normalize("NFC", text)):
        states = ["", *(shown for _key, shown in _keyed(word, method, late))]
        sent += [_difference(before, after, backspace) for before, after in pairwise(states)]
    return sent


def fingers(text: str, method: Method = "telex", *, late: bool = False) -> str:
    """The bare keys that the fingers press: what arrives when the aid is off ("vieejt" or "viet65")."""
    words = _words(unicodedata.normalize("NFC", text))
    return "".join(key for word in words for key, _shown in _keyed(word, method, late))


def whole_words(text: str, *, backspace: str = BACKSPACE) -> list[str]:
    """As aids that replace the whole word send it: the plain letters, then Backspaces over all of them and the word."""
    sent: list[str] = []
    for word in _words(unicodedata.normalize("NFC", text)):
        plain = "".join(_taken_apart(letter).plain for letter in word)
        sent += plain if plain == word else [*plain, backspace * len(plain) + word]
    return sent


def typed(strokes: Iterable[str], backspace: str = BACKSPACE) -> str:
    """What stands in a right field after these strokes."""
    field: list[str] = []
    for stroke in "".join(strokes):
        if stroke != backspace:
            field.append(stroke)
        elif field:
            field.pop()
    return "".join(field)


def _words(text: str) -> Iterator[str]:
    """Words and what stands between them, in order; an aid begins anew at each."""
    word = ""
    for letter in text:
        if letter.isalpha():
            word += letter
            continue
        if word:
            yield word
        yield letter
        word = ""
    if word:
        yield word


def _taken_apart(letter: str) -> Letter:
    if letter in "đĐ":
        return Letter("d" if letter == "đ" else "D", "stroke")
    apart = unicodedata.normalize("NFD", letter)
    plain, marks = apart[0], apart[1:]
    shape = next((_SHAPES[mark] for mark in marks if mark in _SHAPES), "")
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), "")
    return Letter(plain, shape, tone)


def _put_together(letter: Letter) -> str:
    if letter.shape == "stroke":
        return "đ" if letter.plain == "d" else "Đ"
    names = {name: mark for mark, name in (_SHAPES | _TONES).items()}
    return unicodedata.normalize("NFC", letter.plain + names.get(letter.shape, "") + names.get(letter.tone, ""))


def _keyed(word: str, method: Method, late: bool) -> Iterator[tuple[str, str]]:
    """(key pressed, what the word shows after it) for every key of a word."""
    whole = [_taken_apart(letter) for letter in word]
    shown: list[Letter] = []
    waiting: list[tuple[str, int, str]] = []
    for place, letter in enumerate(whole):
        shown.append(Letter(letter.plain))
        yield letter.plain, _word(shown)
        if letter.tone:
            waiting.append((_mark_key(letter, letter.tone, method), place, letter.tone))
        if letter.shape:
            key = _mark_key(letter, letter.shape, method)
            if late:
                waiting.insert(0, (key, place, letter.shape))
                continue
            shown[place] = Letter(letter.plain, letter.shape)
            yield key, _word(shown)
    for key, place, mark in waiting:
        before = shown[place]
        is_tone = mark in _TONES.values()
        shown[place] = Letter(before.plain, before.shape if is_tone else mark, mark if is_tone else before.tone)
        yield key, _word(shown)


def _mark_key(letter: Letter, mark: str, method: Method) -> str:
    if method == "vni":
        return _VNI[mark]
    return _TELEX.get(mark) or letter.plain.lower()


def _word(letters: list[Letter]) -> str:
    return "".join(_put_together(letter) for letter in letters)


def _difference(before: str, after: str, backspace: str) -> str:
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return backspace * (len(before) - same) + after[same:]
