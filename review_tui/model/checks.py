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
from review_tui.model.people import Member
from review_tui.model.points import DueKind
from review_tui.model.verifying import reopened, verifier_changed, watched

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
VERIFIER_WORDS = ("nguoi theo doi", "verifier")
WATCH_WORDS = ("theo doi den", "watch")
REOPENING_WORDS = ("mo lai", "reopened")

_DEGREE = re.compile(r"(\d{1,3}) ?%?")
_POINT = re.compile(r"(\d{4}) (\d{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody typed about a commitment; with no state and nothing else it is closed on the verifier's word."""

    state: CheckState | None
    degree: int | None = None
    """percent done"""
    new_due: date | None = None
    verifier: int | None = None
    """number of the roll of who follows it from now on"""
    watch: date | None = None
    """said to be done; watched until this day"""
    reopens: str = ""
    """number for life of the point by which the fault came back"""


def read_found(text: str) -> Found:
    """Read "xong", "đang làm 60%", "chưa làm", "hoãn 30/6/2027", "kết thúc", with or without marks, or in English."""
    words = " ".join(fold(text).replace("_", " ").replace("-", " ").split())
    if words in CLOSING_WORDS:
        return Found(state=None)
    if other := _read_other(words, text):
        return other
    for known in sorted(STATE_WORDS, key=len, reverse=True):
        if words == known or words.startswith((f"{known} ", f"{known}:")):
            return _with_rest(STATE_WORDS[known], text, words.removeprefix(known).strip(" :"))
    raise ReviewError(
        _("Không hiểu kết quả “{text}”; viết: xong, đang làm 60%, chưa làm, hoãn 30/6/2027 hoặc kết thúc.").format(
            text=text
        )
    )


def _read_other(words: str, text: str) -> Found | None:
    """ "người theo dõi 4", "theo dõi đến 30/6/2027", "mở lại 2026-014": what is no check and no closing."""
    for known in (*VERIFIER_WORDS, *WATCH_WORDS, *REOPENING_WORDS):
        if words != known and not words.startswith((f"{known} ", f"{known}:")):
            continue
        rest = words.removeprefix(known).strip(" :")
        if known in WATCH_WORDS:
            return Found(state=None, watch=read_date(rest.replace(" ", "-")))
        if known in VERIFIER_WORDS and rest.isdecimal() and len(rest) < 5:
            return Found(state=None, verifier=int(rest))
        point = _POINT.fullmatch(rest)
        if known in REOPENING_WORDS and point is not None:
            return Found(state=None, reopens=f"{point[1]}-{point[2]}")
        raise ReviewError(
            _("Không hiểu “{text}”; viết: người theo dõi 4, theo dõi đến 30/6/2027, mở lại 2026-014.").format(text=text)
        )
    return None


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
    """Why this check cannot be entered; None where nothing speaks against it.

    A regular commitment has no date that could be put off; at-once and dated ones are put off with a reason.
    """
    number = item.commitment.number
    if not item.is_open:
        return _("Cam kết {number} đã kết thúc; lỗi lặp lại thì nêu ý kiến mới và dẫn số cũ.").format(number=number)
    if check.state is CheckState.POSTPONED and item.commitment.due_kind is DueKind.REGULAR:
        return _("Cam kết {number} là việc thường xuyên, không có hạn để hoãn.").format(number=number)
    if check.state is CheckState.POSTPONED and not check.text.strip():
        return _("Hoãn cam kết {number} phải nêu lý do.").format(number=number)
    if check.new_due is not None and check.new_due <= check.on:
        return _("Hạn mới của cam kết {number} phải sau ngày kiểm tra.").format(number=number)
    if item.since is not None and check.on < item.since:
        return _("Cam kết {number} lập ngày {day}, không kiểm tra trước ngày đó.").format(
            number=number, day=numeric_date(item.since)
        )
    return None


def why_not_close(item: LedgerItem, words: str, on: date | None = None) -> str | None:
    """Why this commitment cannot be closed (on a day); None where nothing speaks against it."""
    number = item.commitment.number
    if not item.is_open:
        return _("Cam kết {number} đã kết thúc rồi.").format(number=number)
    if not item.verifier_name:
        return _("Cam kết {number} chưa có người theo dõi, chưa ai xác nhận được.").format(number=number)
    if not words.strip():
        return _("Kết thúc cam kết {number} cần lời xác nhận của {verifier}.").format(
            number=number, verifier=item.verifier_name
        )
    if item.watched_until is not None and on is not None and on < item.watched_until:
        return _("Cam kết {number} đang theo dõi thêm đến ngày {day}; chưa kết thúc được.").format(
            number=number, day=numeric_date(item.watched_until)
        )
    return None


def checked(follow_up: FollowUp, item: LedgerItem, check: Check) -> FollowUp:
    """Enter one check; raises the sentence why not."""
    if reason := why_not_check(item, check):
        raise ReviewError(reason)
    return replace(follow_up, checks=(*follow_up.checks, check))


def closed(follow_up: FollowUp, item: LedgerItem, *, id: str, on: date, words: str) -> FollowUp:
    """Close a commitment on its verifier's word; raises the sentence why not."""
    if reason := why_not_close(item, words, on):
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
    members: tuple[Member, ...] = (),
    known: frozenset[str] = frozenset(),
) -> FollowUp:
    """Enter what somebody found about a commitment on a day; raises the sentence why not.

    `members` is the roll for a new verifier, `known` the numbers for life of all points for a reopening.
    """
    if on > today:
        raise ReviewError(_("Ngày kiểm tra {day} chưa đến.").format(day=numeric_date(on)))
    if found.verifier is not None:
        member = _on_roll(members, found.verifier)
        return verifier_changed(follow_up, item, member, id=id, on=on, reason=text)
    if found.watch is not None:
        return watched(follow_up, item, id=id, on=on, until=found.watch, text=text)
    if found.reopens:
        return reopened(follow_up, item, id=id, on=on, point=found.reopens, known=known)
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


def _on_roll(members: tuple[Member, ...], no: int) -> Member:
    for member in members:
        if member.no == no:
            return member
    raise ReviewError(_("Không có đảng viên số {no} trong danh sách.").format(no=no))
