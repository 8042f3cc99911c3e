"""Who follows a commitment and what ends it: another verifier, a watch, a reopening, an owner who moved away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.followup import Closing, FollowUp, Reopened, VerifierChange, Watch
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.people import Member, Status

MOST_OPEN = 3
"""More open commitments than this for one member are rarely kept (field.md C1); a hint, never a limit."""


def why_not_verifier(item: LedgerItem, member: Member, on: date) -> str | None:
    """Why this member cannot follow a commitment; None where nothing speaks against it."""
    number = item.number
    if not item.is_open:
        return _("Cam kết {number} đã kết thúc, không đổi người theo dõi nữa.").format(number=number)
    if member.id == item.commitment.owner:
        return _("Đ/c {name} là người cam kết {number}, không tự theo dõi mình.").format(
            name=member.name, number=number
        )
    if member.status_on(on) is Status.LEFT:
        return _("Đ/c {name} đã chuyển sinh hoạt.").format(name=member.name)
    if member.id == item.verifier:
        return _("Đ/c {name} đang theo dõi cam kết {number} rồi.").format(name=member.name, number=number)
    return None


def verifier_changed(
    follow_up: FollowUp, item: LedgerItem, member: Member, *, id: str, on: date, reason: str
) -> FollowUp:
    """From this day on another member follows the commitment; raises the sentence why not."""
    if refusal := why_not_verifier(item, member, on):
        raise ReviewError(refusal)
    change = VerifierChange(
        id=id, commitment=item.number, on=on, verifier=member.id, name=member.name, reason=reason.strip()
    )
    return replace(follow_up, verifiers=(*follow_up.verifiers, change))


def why_not_watch(item: LedgerItem, on: date, until: date) -> str | None:
    """Why a commitment cannot be watched until a day; only one that is said to be done is watched."""
    if item.standing is not Standing.CLAIMED:
        return _("Chỉ theo dõi thêm cam kết đã báo xong; cam kết {number} chưa báo xong.").format(number=item.number)
    if until <= on:
        return _("Theo dõi thêm cam kết {number} phải đến một ngày sau ngày {day}.").format(
            number=item.number, day=numeric_date(on)
        )
    return None


def watched(follow_up: FollowUp, item: LedgerItem, *, id: str, on: date, until: date, text: str = "") -> FollowUp:
    """Watch a repair until a day before it can be closed; raises the sentence why not."""
    if refusal := why_not_watch(item, on, until):
        raise ReviewError(refusal)
    watch = Watch(id=id, commitment=item.number, on=on, until=until, text=text.strip())
    return replace(follow_up, watches=(*follow_up.watches, watch))


def why_not_reopen_commitment(item: LedgerItem, point: str, known: frozenset[str]) -> str | None:
    """Why a closed commitment cannot be opened again for a point; `known` are the numbers for life of all points."""
    if item.is_open:
        return _("Cam kết {number} đang mở, không cần mở lại.").format(number=item.number)
    if point not in known:
        return _("Không có ý kiến số {number}.").format(number=point)
    if point in item.point_numbers:
        return _("Ý kiến {point} là chính ý kiến mà cam kết {number} khắc phục; hãy ghi số của ý kiến mới.").format(
            point=point, number=item.number
        )
    return None


def reopened(
    follow_up: FollowUp, item: LedgerItem, *, id: str, on: date, point: str, known: frozenset[str]
) -> FollowUp:
    """Open a closed commitment again because its fault came back as a new point; raises the sentence why not."""
    if refusal := why_not_reopen_commitment(item, point, known):
        raise ReviewError(refusal)
    if item.closing is not None and on < item.closing.on:
        raise ReviewError(_("Cam kết {number} kết thúc sau ngày đó.").format(number=item.number))
    again = Reopened(id=id, commitment=item.number, on=on, point=point)
    return replace(follow_up, reopened=(*follow_up.reopened, again))


def moved_away(items: tuple[LedgerItem, ...], members: tuple[Member, ...], day: date) -> tuple[LedgerItem, ...]:
    """Open commitments whose owner has left the cell by this day."""
    left = _left(members, day)
    return tuple(item for item in items if item.is_open and item.commitment.owner in left)


def moved_closed(
    follow_up: FollowUp,
    items: tuple[LedgerItem, ...],
    members: tuple[Member, ...],
    *,
    on: date,
    new_id: Callable[[], str],
) -> FollowUp:
    """Close what members who left have promised as "chuyển sinh hoạt", not as repaired; nothing is deleted."""
    closings = tuple(
        Closing(id=new_id(), commitment=item.number, on=on, by="", words="chuyển sinh hoạt", moved=True)
        for item in moved_away(items, members, on)
    )
    return replace(follow_up, closings=(*follow_up.closings, *closings)) if closings else follow_up


def without_verifier(items: tuple[LedgerItem, ...], members: tuple[Member, ...], day: date) -> tuple[LedgerItem, ...]:
    """Open commitments that nobody follows, or whose verifier has left the cell."""
    left = _left(members, day)
    return tuple(item for item in items if item.is_open and (not item.verifier_name or item.verifier in left))


def _left(members: tuple[Member, ...], day: date) -> frozenset[str]:
    return frozenset(member.id for member in members if member.status_on(day) is Status.LEFT)


def by_owner(items: tuple[LedgerItem, ...]) -> dict[str, tuple[LedgerItem, ...]]:
    """All items by the member id of who promised, in their order; one pass."""
    found: dict[str, list[LedgerItem]] = {}
    for item in items:
        found.setdefault(item.commitment.owner, []).append(item)
    return {owner: tuple(mine) for owner, mine in found.items()}


def too_many(items: tuple[LedgerItem, ...], owner: str, *, more: int = 0) -> str | None:
    """A hint when one member has more than three open commitments (with `more` about to be made); never a block."""
    mine = [item for item in items if item.is_open and item.commitment.owner == owner]
    count = len(mine) + more
    if count <= MOST_OPEN:
        return None
    name = mine[0].owner_name if mine else ""
    return _("Đ/c {name} có {count} cam kết chưa xong; nên gộp, giữ không quá {most} việc làm được.").format(
        name=name, count=count, most=MOST_OPEN
    )
