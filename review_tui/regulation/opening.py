"""A new session out of the roll and a pack: its id, its order of review, its numbers; and a roll taken over anew."""

from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.opening import numbers_after, prepared, roll_refreshed, still_to_review, why_not_new
from review_tui.model.people import Member
from review_tui.model.session import Session
from review_tui.regulation.order import not_reviewed, review_order, rules_of
from review_tui.regulation.pack import Pack


def new_session(
    sessions: tuple[Session, ...], year: int, *, roll: tuple[Member, ...], pack: Pack, day: date
) -> Session:
    """The next session of a year; a further one of its year reviews those whom the earlier ones did not reach.

    Raises one sentence while the last session of the year is not signed, or where nobody is left.
    """
    if reason := why_not_new(sessions, year):
        raise ReviewError(reason)
    earlier = [made for made in sessions if made.year == year]
    order = [member.id for member in review_order(pack, roll, day)]
    left_out = [(member.id, why) for member, why in not_reviewed(pack, roll, day)]
    if earlier:
        reached = {key for made in earlier for key in made.reviewed} - set(still_to_review(earlier[-1]))
        done = _("Đ/c {name} đã kiểm điểm trong năm ở kỳ {id}.")
        again = [one for one in roll if one.id in reached and one.id in order]
        left_out += [(one.id, done.format(name=one.name, id=earlier[-1].id)) for one in again]
        order = [member for member in order if member not in reached]
        if not order:
            raise ReviewError(_("Năm {year} không còn ai chưa kiểm điểm.").format(year=year))
    first_number, first_commitment = numbers_after(sessions, year)
    return prepared(
        session_id=f"{year}-{len(earlier) + 1}" if earlier else str(year),
        year=year,
        regulation=pack.id,
        created=day,
        rules=rules_of(pack, day),
        roll=roll,
        reviewed=tuple(order),
        not_reviewed=tuple(left_out),
        first_number=first_number,
        first_commitment=first_commitment,
    )


def refreshed(session: Session, *, roll: tuple[Member, ...], pack: Pack, day: date) -> Session:
    """A session not yet opened with the roll as it stands now; from its opening on its roll is frozen."""
    reviewed = tuple(member.id for member in review_order(pack, roll, day))
    left_out = tuple((member.id, why) for member, why in not_reviewed(pack, roll, day))
    return roll_refreshed(session, roll=roll, reviewed=reviewed, not_reviewed=left_out)
