"""Checking commitments after the meeting: the typed state, a check, and the closing on the verifier's word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.followup import Check, CheckState, Closing, FollowUp, Proof
from review_tui.model.ledger import LedgerItem

STATE_WORDS: Mapping[str, CheckState] = {
    "xong": CheckState.DONE,
    "da xong": CheckState.DONE,
    "done": CheckState.DONE,
    "dang lam": CheckState.UNDER_WAY,
    "under way": CheckState.UNDER_WAY,
    "chua lam": CheckState.NOT_DONE,
    "not done": CheckState.NOT_DONE,
    "hoan": CheckState.POSTPONED,
    "postponed": CheckState.POSTPONED,
}
CLOSING_WORDS = ("ket thuc", "closed")

_DEGREE = re.compile(r"(\d{1,3}) ?%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody typed about the state of a commitment; `state` None closes it on the verifier's word."""

    state: CheckState | None
    degree: int | None = None
    """percent done"""
    new_due: date | None = None


def read_found(text: str) -> Found:
    """Read "xong", "đang làm 60%", "chưa làm", "hoãn 30/6/2027", "kết thúc", with or without marks, or in English."""
    words = " ".join(fold(text).replace("_", " ").replace("-", " ").split())
    if words in CLOSING_WORDS:
        return Found(state=None)
    for known in sorted(STATE_WORDS, key=len, reverse=True):
        if words == known or words.startswith((f"{known} ", f"{known}:")):
            return _with_rest(STATE_WORDS[known], text, words.removeprefix(known).strip(" :"))
    raise ReviewError(
        _("Không hiểu kết quả “{text}”; viết: xong, đang làm 60%, chưa làm, hoãn 30/6/2027 hoặc kết thúc.").format(
            text=text
        )
    )


def _with_rest(state: CheckState, text: str, rest: str) -> Found:
    if state is CheckState.POSTPONED:
        if not rest:
            raise ReviewError(_("Hoãn đến ngày nào? Viết: hoãn 30/6/2027."))
        return Found(state=state, new_due=read_date(rest.replace(" ", "-")))
    if state is CheckState.UNDER_WAY:
        degree = _DEGREE.fullmatch(rest)
        if degree is None or int(degree[1]) > 100:
            raise ReviewError(_("Đang làm được bao nhiêu phần trăm? Viết: đang làm 60%."))
        return Found(state=state, degree=int(degree[1]))
    if rest:
        raise ReviewError(_("Không hiểu “{rest}” trong kết quả “{text}”.").format(rest=rest, text=text))
    return Found(state=state)


def why_not_check(item: LedgerItem, check: Check) -> str | None:
    """Why this check cannot be entered; None where nothing speaks against it."""
    number = item.commitment.number
    if not item.is_open:
        return _("Cam kết {number} đã kết thúc; lỗi lặp lại thì nêu ý kiến mới và dẫn số cũ.").format(number=number)
    if check.state is CheckState.POSTPONED and not check.text.strip():
        return _("Hoãn cam kết {number} phải nêu lý do.").format(number=number)
    if check.new_due is not None and check.new_due <= check.on:
        return _("Hạn mới của cam kết {number} phải sau ngày kiểm tra.").format(number=number)
    return None


def why_not_close(item: LedgerItem, words: str) -> str | None:
    """Why this commitment cannot be closed; None where nothing speaks against it."""
    number = item.commitment.number
    if not item.is_open:
        return _("Cam kết {number} đã kết thúc rồi.").format(number=number)
    if not item.commitment.verifier:
        return _("Cam kết {number} chưa có người theo dõi, chưa ai xác nhận được.").format(number=number)
    if not words.strip():
        return _("Kết thúc cam kết {number} cần lời xác nhận của {verifier}.").format(
            number=number, verifier=item.verifier_name
        )
    return None


def checked(follow_up: FollowUp, item: LedgerItem, check: Check) -> FollowUp:
    """Enter one check; raises the sentence why not."""
    if reason := why_not_check(item, check):
        raise ReviewError(reason)
    return replace(follow_up, checks=(*follow_up.checks, check))


def closed(follow_up: FollowUp, item: LedgerItem, *, id: str, on: date, words: str) -> FollowUp:
    """Close a commitment on its verifier's word; raises the sentence why not."""
    if reason := why_not_close(item, words):
        raise ReviewError(reason)
    closing = Closing(id=id, commitment=item.commitment.number, on=on, by=item.verifier_name, words=words.strip())
    return replace(follow_up, closings=(*follow_up.closings, closing))


def recorded(
    follow_up: FollowUp,
    item: LedgerItem,
    found: Found,
    *,
    id: str,
    on: date,
    text: str,
    proof: Proof | None = None,
    today: date,
) -> FollowUp:
    """Enter what somebody found about a commitment on a day: a check, or its closing; raises the sentence why not."""
    if on > today:
        raise ReviewError(_("Ngày kiểm tra {day} chưa đến.").format(day=numeric_date(on)))
    if found.state is None:
        return closed(follow_up, item, id=id, on=on, words=text)
    check = Check(
        id=id,
        commitment=item.commitment.number,
        on=on,
        state=found.state,
        degree=found.degree,
        text=text,
        new_due=found.new_due,
        proof=proof,
    )
    return checked(follow_up, item, check)
