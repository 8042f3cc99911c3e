"""Texts without people: names become codes, and addresses, birth dates, card and phone numbers become what they were.

For training and for samples that go to a superior. Whoever knows the cell may still guess; what is promised is that no
name, card number or address of the book survives, and `redaction_check` looks for that in another way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from review_tui.language.text import fold, nfc
from review_tui.model.redaction_words import COMPOUNDS

ANOTHER = "một đảng viên"
"""For a form of a name that fits several people."""
PLACE, BIRTH, NUMBER, MAIL = "[địa chỉ]", "[ngày sinh]", "[số]", "[thư điện tử]"

_WORD = re.compile(r"\w+")
_COMRADE = r"đồng\s+chí|đ/c|đ\.c|đc|dong\s+chi|d/c|dc"
_CALLED = re.compile(
    rf"(?<!\w)(?:{_COMRADE}|anh|chị|chi|ông|ong|bà|ba|cô|co|chú|chu|bác|bac|thầy|thay|cụ|cu|em)[ .:]*$", re.IGNORECASE
)
_SURELY = re.compile(rf"(?<!\w)(?:{_COMRADE})[ .:]*$", re.IGNORECASE)

_AREA = (
    r"số nhà|nhà số|ngõ|ngách|hẻm|kiệt|đường|phố|thôn|ấp|xóm|buôn|làng|tổ dân phố|khu phố|khu dân cư|khóm|tổ|phường|xã"
    r"|thị trấn|thị xã|quận|huyện|thành phố|tỉnh|TP\.?"
)
_PROPER = r"[^\W\d_a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệđìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]\w*"
_ADDRESS = re.compile(
    rf"(?:(?i:\bsố)\s+\d+\w*[\s,]+)?\b(?i:{_AREA})\s+(?:(?i:số)\s+)?"
    rf"(?:\d+\w*(?:[/-]\d+\w*)*|{_PROPER}(?:\s+{_PROPER}){{0,3}})"
)
_ADDRESSES = re.compile(re.escape(PLACE) + r"(?:[\s,–-]*" + re.escape(PLACE) + ")+")
_BORN = re.compile(r"\b(?i:sinh(?:\s+(?:ngày|năm))?|sn)\s*:?\s*(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ])?(?:19|20)\d\d\b")
_BORN_WORDS = re.compile(r"\b(?i:sinh(?:\s+ngày)?)\s+\d{1,2}\s+(?i:tháng)\s+\d{1,2}\s+(?i:năm)\s+\d{4}\b")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
DIGITS = re.compile(r"(?<![\w/])\+?\d(?:[ .\-]?\d){7,}(?![\w/])")
_DATED = re.compile(r"\d{1,2}[.\-]\d{1,2}[.\-]\d{4}|(?:19|20)\d\d ?- ?(?:19|20)\d\d|\d{4}-\d\d-\d\d")
_MONEY = re.compile(r"\s*(?i:đồng|đ\b|vnđ|vnd|triệu|tỷ|nghìn|tr\b)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What must not survive: names with their codes, places to the letter, dates of birth, numbers of cards."""

    codes: tuple[tuple[str, str], ...] = ()
    """(full name, code), each name once"""
    places: tuple[tuple[str, str], ...] = ()
    """(words, what stands for them): names of the cell, its superior, its places"""
    born: frozenset[date] = frozenset()
    cards: frozenset[str] = frozenset()
    """digits only"""


_ENDS = ".!?:;\n…"


def spelt(text: str) -> tuple[str, ...]:
    """The words of a text without marks and case."""
    return tuple(_WORD.findall(fold(nfc(text))))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether digits in a text are a date, a span of years or a sum of money."""
    digits = text[start:end]
    return bool(_DATED.fullmatch(digits) or (_GROUPED.fullmatch(digits) and _MONEY.match(text, end)))


def is_compound(given: str, after: str) -> bool:
    """Whether a given name and the word after it are an ordinary word ("Đồng thời")."""
    return f"{fold(given)} {fold(after)}" in COMPOUNDS


def begins_sentence(text: str, place: int) -> bool:
    """Whether a word stands at the beginning of a sentence, line or list."""
    before = text[:place]
    return (
        before.endswith(("“", "‘", '"', "(")) or not before.rstrip(" \t-–+*•") or before.rstrip(" \t-–+*•")[-1] in _ENDS
    )


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes the people out of texts. One for a whole book, so that everybody has one code in all years."""

    secrets: Secrets
    _runs: Mapping[tuple[str, ...], str] = field(init=False)
    """words without marks -> code or ANOTHER; two words or more"""
    _given: Mapping[str, str] = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        runs: dict[tuple[str, ...], str] = {}
        given: dict[str, str] = {}
        for name, code in self.secrets.codes:
            words = spelt(name)
            for run in _forms(words):
                runs[run] = ANOTHER if run in runs and runs[run] != code else code
            if words:
                given[words[-1]] = ANOTHER if given.get(words[-1], code) != code else code
        for name, code in self.secrets.codes:
            if len(spelt(name)) > 1:
                runs[spelt(name)] = code
        for words_of, instead in self.secrets.places:
            if len(spelt(words_of)) > 1:
                runs[spelt(words_of)] = instead
        object.__setattr__(self, "_runs", runs)
        object.__setattr__(self, "_given", given)
        object.__setattr__(self, "_longest", max(map(len, runs), default=0))

    def text(self, text: str) -> str:
        """The text without people, places and numbers that lead to them."""
        text = self._without_runs(nfc(text))
        text = _BORN_WORDS.sub("sinh " + BIRTH, _BORN.sub("sinh " + BIRTH, _MAIL.sub(MAIL, text)))
        text = self._without_dates(text)
        text = DIGITS.sub(self._digits, text)
        text = _ADDRESSES.sub(PLACE, _ADDRESS.sub(PLACE, text))
        return self._without_given(text)

    def _digits(self, match: re.Match[str]) -> str:
        digits = "".join(c for c in match.group() if c.isdigit())
        known = any(card in digits for card in self.secrets.cards)
        return match.group() if not known and is_amount(match.string, *match.span()) else NUMBER

    def _without_dates(self, text: str) -> str:
        for day in self.secrets.born:
            numeric = rf"(?<!\d)0?{day.day}[/.\- ]+0?{day.month}[/.\- ]+{day.year}(?!\d)"
            spoken = rf"(?<!\d)0?{day.day}\s+(?i:tháng)\s+0?{day.month}\s+(?i:năm)\s+{day.year}(?!\d)"
            text = re.sub(f"{numeric}|{spoken}|{day.isoformat()}", BIRTH, text)
        for card in self.secrets.cards:
            text = re.sub(r"(?<!\d)" + r"[ .\-/]?".join(card) + r"(?!\d)", NUMBER, text)
        return text

    def _without_runs(self, text: str) -> str:
        """Whole names, and two words or more of one, marks and case aside where that is safe."""
        found = list(_WORD.finditer(text))
        words = [fold(one.group()) for one in found]
        done, at, pieces = 0, 0, []
        while at < len(found):
            length = self._run_at(text, found, words, at)
            if not length:
                at += 1
                continue
            instead = self._runs[tuple(words[at : at + length])]
            start, instead = self._named(text, done, found[at].start(), instead)
            pieces += [text[done:start], instead]
            done = found[at + length - 1].end()
            at += length
        return "".join([*pieces, text[done:]])

    def _run_at(self, text: str, found: list[re.Match[str]], words: list[str], at: int) -> int:
        for length in range(min(self._longest, len(found) - at), 1, -1):
            run = tuple(words[at : at + length])
            if run in self._runs and _together(text, found, at, length):
                whole = any(run == spelt(name) for name, _code in (*self.secrets.codes, *self.secrets.places))
                if whole or self._as_name(text, found, at, length):
                    return length
        return 0

    def _as_name(self, text: str, found: list[re.Match[str]], at: int, length: int) -> bool:
        """A part of a name counts when written with capitals, or after "đồng chí": "thi hành" is no Thị Hạnh."""
        written = [one.group() for one in found[at : at + length]]
        return all(word[0].isupper() for word in written) or _called(text, found[at].start())

    def _without_given(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        pieces, done = [], 0
        for place, one in enumerate(found):
            code = self._given.get(fold(one.group()))
            after = found[place + 1].group() if place + 1 < len(found) else ""
            if code is None or one.start() < done or not self._is_given(text, one, after):
                continue
            start, instead = self._named(text, done, one.start(), code)
            pieces += [text[done:start], instead]
            done = one.end()
        return "".join([*pieces, text[done:]])

    def _is_given(self, text: str, one: re.Match[str], after: str) -> bool:
        """A given name alone: after "đồng chí", "anh" and the like, or with a capital and its own marks."""
        word = one.group()
        if is_compound(word, after) and not (word[0].isupper() and not begins_sentence(text, one.start())):
            return False
        marked = any(nfc(word).casefold() == nfc(name).casefold().split()[-1] for name, _code in self.secrets.codes)
        if _called(text, one.start()):
            return word[0].isupper() or marked or word.isascii()
        joined = text[one.end() : one.end() + 1] == " " and after[:1].isupper() and not is_compound(word, after)
        return word[0].isupper() and marked and not (joined and not word.isupper())

    def _named(self, text: str, done: int, start: int, instead: str) -> tuple[int, str]:
        """Where the replacement begins, with the word of address taken in, and how it reads there."""
        if instead not in self._codes and instead != ANOTHER:
            return start, instead
        called = _CALLED.search(text, max(start - 12, done), start)
        words = ANOTHER if instead == ANOTHER else f"đ/c {instead}"
        begin = called.start() if called else start
        capital = text[begin].isupper() and begins_sentence(text, begin)
        return begin, words[0].upper() + words[1:] if capital else words

    @property
    def _codes(self) -> frozenset[str]:
        return frozenset(code for _name, code in self.secrets.codes)


def _called(text: str, start: int) -> bool:
    """Whether a word of address stands before: "đồng chí" before anything, "anh", "bà" before a capital only."""
    pattern = _CALLED if text[start].isupper() else _SURELY
    return pattern.search(text, max(start - 12, 0), start) is not None


def _forms(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The parts by which a full name is called: its ends of two words or more, and first with last."""
    yield from (words[start:] for start in range(1, len(words) - 1))
    if len(words) > 2:
        yield (words[0], words[-1])


def _together(text: str, found: list[re.Match[str]], at: int, length: int) -> bool:
    """Whether nothing but blanks stands between the words."""
    spans = zip(found[at : at + length - 1], found[at + 1 : at + length], strict=True)
    return all(not text[one.end() : other.start()].strip(" \t\n\u00a0.") for one, other in spans)
