"""Who is reviewed, in which order, and why somebody is not."""

from datetime import date

from review_tui.language.translate import _
from review_tui.model.people import Member, Status
from review_tui.model.rules import Rules
from review_tui.regulation.pack import Exclusion, Pack


def review_order(pack: Pack, members: tuple[Member, ...], day: date) -> tuple[Member, ...]:
    """Those reviewed, in the order of the pack: by post, probationary members last, then by number of the roll.

    Who has left the cell by this day is not among them. Source: QĐ 366-QĐ/TW, điều 5, 7.
    """
    reviewed = [member for member in members if _on_roll(member, day) and _exclusion(pack, member, day) is None]

    def place(member: Member) -> tuple[bool, int, int]:
        last = pack.probationary_last and member.is_probationary_on(day)
        return last, pack.order.index(member.post), member.no

    return tuple(sorted(reviewed, key=place))


def not_reviewed(pack: Pack, members: tuple[Member, ...], day: date) -> tuple[tuple[Member, str], ...]:
    """Those on the roll who are not reviewed, by number of the roll, each with the sentence why."""
    found = []
    for member in sorted(members, key=lambda one: one.no):
        excluded = _exclusion(pack, member, day) if _on_roll(member, day) else None
        if excluded is not None:
            found.append((member, why_not_reviewed(member, excluded)))
    return tuple(found)


def why_not_reviewed(member: Member, excluded: Exclusion) -> str:
    """ "Đ/c An không kiểm điểm: đang bị đình chỉ sinh hoạt đảng (Quy định 366-QĐ/TW, điều 5 khoản 2)." """
    return _("Đ/c {name} không kiểm điểm: {reason} ({article}).").format(
        name=member.name, reason=excluded.reason, article=excluded.article
    )


def rules_of(pack: Pack, day: date | None = None) -> Rules:
    """The few rules that a session keeps for the model; its list entries are those in force on `day`, else all."""
    lists = pack.lists if day is None else [pack.entries(key, day) for key in {made.key: None for made in pack.lists}]
    entries = {entry.key: None for made in lists for entry in made.entries}
    return Rules(
        not_due=pack.not_due,
        temporary_votes=pack.ballot.temporary_votes,
        quorum_numerator=pack.quorum.numerator,
        quorum_denominator=pack.quorum.denominator,
        mark_percent=pack.quorum.mark_percent,
        entries=tuple(entries),
    )


def _on_roll(member: Member, day: date) -> bool:
    return member.status_on(day) is not Status.LEFT


def _exclusion(pack: Pack, member: Member, day: date) -> Exclusion | None:
    months = member.months_since_joined(day)
    for excluded in pack.exclusions:
        if excluded.status is not None and member.status_on(day) is excluded.status:
            return excluded
        if excluded.below_months is not None and months is not None and months < excluded.below_months:
            return excluded
    return None
