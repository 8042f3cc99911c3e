"""The monthly check: what is typed for a finding, one line for each, and what the meeting has to see before it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from review_tui.language.dates import read_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.checks import Found, why_not_check, why_not_close
from review_tui.model.followup import Check, CheckState, Proof
from review_tui.model.ledger import LedgerItem
from review_tui.model.ledger_search import checked_in_month
from review_tui.model.verifying import why_not_watch

CLOSED, WATCHED = "closed", "watched"
"""Findings besides the four states of a check: the verifier's word, and a watch before it."""

ONE_KEY = (CheckState.DONE, CheckState.NOT_DONE)
"""Findings that need no text; every other one asks for its own."""

_DEGREE = re.compile(r"(\d{1,3}) ?%?(?: *[:;,.-]? +(.*)|)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfCheck:
    """What somebody has begun to enter about one commitment, until it is a check."""

    finding: str = ""
    """the finding that waits for its text; empty while the text is a remark only"""
    text: str = ""
    proof: Proof | None = None

    def __bool__(self) -> bool:
        return bool(self.finding or self.text or self.proof)


def read_finding(finding: str, text: str) -> tuple[Found, str]:
    """(what was found, the words that stay): "60 Dự đủ quý 1", "30/6/2027 Đi học xa", words alone for the others.

    Raises the sentence that says what is missing in the text.
    """
    text = clean_line(text)
    if finding == CLOSED:
        return Found(state=None), text
    if finding == WATCHED:
        day, words = _day_first(text, _("Theo dõi thêm đến ngày nào? Ghi ngày rồi nhận xét, ví dụ: 30/6/2027."))
        return Found(state=None, watch=day), words
    state = CheckState(finding)
    if state is CheckState.UNDER_WAY:
        degree = _DEGREE.fullmatch(text)
        if degree is None or int(degree[1]) > 100:
            raise ReviewError(_("Ghi số phần trăm trước, rồi nhận xét; ví dụ: 60 Dự đủ các kỳ quý 1."))
        return Found(state=state, degree=int(degree[1])), (degree[2] or "").strip()
    if state is CheckState.POSTPONED:
        day, words = _day_first(text, _("Ghi ngày lùi đến trước, rồi lý do; ví dụ: 30/6/2027 Đi học xa."))
        return Found(state=state, new_due=day), words
    return Found(state=state), text


def _day_first(text: str, missing: str) -> tuple[date, str]:
    day, _blank, words = text.partition(" ")
    if not day or not day[0].isdigit():
        raise ReviewError(missing)
    return read_date(day.rstrip(",;:")), words.strip(" -–:;,")


def why_not_find(item: LedgerItem, finding: str, on: date) -> str | None:
    """Why this cannot be found about a commitment whatever is typed for it: asked before anybody types in vain."""
    if finding == CLOSED:
        return why_not_close(item, "…", on)
    if finding == WATCHED:
        return why_not_watch(item, on, date.max)
    check = Check(id="", commitment=item.number, on=on, state=CheckState(finding), text="…")
    return why_not_check(item, check)


def next_to_check(items: Sequence[LedgerItem], after: int, on: date) -> int:
    """The place of the next one nobody looked at this month, round to the first; the same place when none is left."""
    places = [*range(after + 1, len(items)), *range(after + 1)]
    return next((place for place in places if still_to_check(items[place], on)), after)


def still_to_check(item: LedgerItem, on: date) -> bool:
    """Whether this month's meeting still has to say something about it."""
    return item.is_open and not checked_in_month(item, on) and (item.watched_until is None or item.watched_until <= on)


def kept_in_order(items: Iterable[LedgerItem], numbers: Iterable[str]) -> tuple[LedgerItem, ...]:
    """The items with these numbers, in the order of the numbers: a list that does not move while it is worked on."""
    known = {item.number: item for item in items}
    return tuple(known[number] for number in numbers if number in known)


def repairs_of_the_same(items: Iterable[LedgerItem], item: LedgerItem) -> tuple[LedgerItem, ...]:
    """Other commitments made for the same fault, in earlier or later years: they stay in sight when it comes back."""
    same = {*item.point_numbers, *(number for _day, number in item.returns)}
    return tuple(
        other
        for other in items
        if other.number != item.number
        and (same.intersection(other.point_numbers) or same.intersection(number for _day, number in other.returns))
    )
