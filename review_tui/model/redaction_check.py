"""The last look at a redacted copy, by another way than the one that made it: does anything of the book survive?"""

import re
from collections.abc import Iterable
from datetime import date

from review_tui.language.text import fold, nfc
from review_tui.language.translate import _
from review_tui.model.redaction import Secrets, begins_sentence, is_amount, is_compound

_DAY = re.compile(r"(\d{1,2})\s*(?:[/.\-]|tháng|thang)\s*(\d{1,2})\s*(?:[/.\-]|năm|nam)\s*(\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_LONG = re.compile(r"\+?\d(?:[ .\-]?\d){8,}")
_CAPITAL = re.compile(r"\w+")


def left_over(texts: Iterable[tuple[str, str]], secrets: Secrets) -> tuple[str, ...]:
    """(where, text) -> one sentence for each place where a name, card, birth date, phone or place still stands.

    The sentences name the place and the kind, never what was found there.
    """
    names = [" ".join(_letters(name)) for name, _code in secrets.codes]
    givens = {nfc(name).split()[-1] for name, _code in secrets.codes if name.split()}
    places = [" ".join(_letters(words)) for words, _instead in secrets.places if len(words.split()) > 1]
    found = []
    for where, text in texts:
        plain = f" {' '.join(_letters(text))} "
        checks = (
            (_("tên người"), _named(plain, names) or _called(nfc(text), givens) or _alone(nfc(text), givens)),
            (_("tên nơi ở, nơi họp hoặc tên tổ chức"), any(f" {place} " in plain for place in places)),
            (_("ngày sinh"), any(day in secrets.born for day in _days(text))),
            (_("số thẻ, số điện thoại, số định danh"), _numbered(text, secrets.cards)),
        )
        found += [_("{where}: còn {what}.").format(where=where, what=what) for what, is_there in checks if is_there]
    return tuple(found)


def _letters(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(nfc(text))).split()


def _named(plain: str, names: list[str]) -> bool:
    squeezed = plain.replace(" ", "")
    for name in names:
        if " " in name and f" {name} " in plain:
            return True
        if name.count(" ") > 1 and len(name) > 11 and name.replace(" ", "") in squeezed:
            return True
    return False


def _called(text: str, givens: set[str]) -> bool:
    """ "đ/c Đồng", with or without marks; "đồng chí đồng ý" and "đồng chí động viên" are no names."""
    words = [one.group() for one in _CAPITAL.finditer(text)]
    plain = [fold(word) for word in words]
    marked, bare = {given.casefold() for given in givens}, {fold(given) for given in givens}
    for place in range(1, len(words)):
        word = words[place]
        addressed = plain[place - 1] == "dc" or plain[max(place - 2, 0) : place] in (["dong", "chi"], ["d", "c"])
        written = word[0].isupper() or word.casefold() in marked or word.isascii()
        after = words[place + 1] if place + 1 < len(words) else ""
        if addressed and written and plain[place] in bare and not is_compound(word, after):
            return True
    return False


def _alone(text: str, givens: set[str]) -> bool:
    """A given name with its capital and marks inside a sentence, where no other capital follows."""
    words = list(_CAPITAL.finditer(text))
    for place, one in enumerate(words):
        after = words[place + 1].group() if place + 1 < len(words) else ""
        if one.group() in givens and not after[:1].isupper() and not begins_sentence(text, one.start()):
            return True
    return False


def _days(text: str) -> set[date]:
    found = [(int(y), int(m), int(d)) for d, m, y in _DAY.findall(text)]
    found += [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    return {date(y, m, d) for y, m, d in found if (1 <= m <= 12 and 1 <= d <= 28) or _is_day(y, m, d)}


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _numbered(text: str, cards: frozenset[str]) -> bool:
    bare = re.sub(r"(?<=\d)[ .\-/](?=\d)", "", text)
    if any(re.search(rf"(?<!\d){card}(?!\d)", bare) for card in cards):
        return True
    return any(not is_amount(text, *one.span()) for one in _LONG.finditer(text))
