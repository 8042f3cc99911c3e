"""Steps before the meeting: self-reviews written and handed in, outside evidence entered and read to the meeting."""

from dataclasses import replace
from datetime import date, timedelta

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import _
from review_tui.model.entered import why_not_write
from review_tui.model.evidence import Evidence, Informant, why_not_enter
from review_tui.model.points import COLLECTIVE
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session


def review_of(session: Session, floor: str) -> SelfReview | None:
    """The self-review of a member or of the cell, None while there is none."""
    return next((review for review in session.self_reviews if review.member == floor), None)


def review_kept(session: Session, review: SelfReview) -> Session:
    """Keep a self-review, in place of the earlier one of the same author; raises one sentence."""
    if reason := why_not_write(session) or _why_not_points(review):
        raise ReviewError(reason)
    if review.member != COLLECTIVE and not any(member.id == review.member for member in session.roll):
        raise ReviewError(_("Bản kiểm điểm phải là của một đảng viên trong danh sách hoặc của tập thể chi bộ."))
    cleaned = replace(
        review, sections=tuple((key, clean(text).strip()) for key, text in review.sections if text.strip())
    )
    others = tuple(one for one in session.self_reviews if one.member != review.member)
    return replace(session, self_reviews=(*others, cleaned))


def _why_not_points(review: SelfReview) -> str | None:
    for points, most in ((review.common, 30), (review.results, 70)):
        if points is not None and not 0 <= points <= most:
            return _("Điểm tự chấm {points} không nằm trong khoảng 0 đến {most}.").format(points=points, most=most)
    return None


def review_dropped(session: Session, floor: str) -> Session:
    """Take a self-review out again."""
    return replace(session, self_reviews=tuple(one for one in session.self_reviews if one.member != floor))


def evidence_entered(session: Session, entry: Evidence, informant: str = "") -> Session:
    """Take an entry in, or replace the one with its id. The name of who petitioned or called lies apart.

    Raises one sentence where that name stands in the words of the entry, or the minutes are closed.
    """
    entry = replace(
        entry, source=clean_line(entry.source), text=clean(entry.text).strip(), outcome=clean(entry.outcome).strip()
    )
    name = clean_line(informant)
    if reason := why_not_write(session) or why_not_enter(entry, name):
        raise ReviewError(reason)
    names = tuple(one for one in session.informants if one.evidence != entry.id)
    return replace(
        session,
        evidence=(*(one for one in session.evidence if one.id != entry.id), entry),
        informants=(*names, *((Informant(evidence=entry.id, name=name),) if name else ())),
    )


def evidence_read_in(session: Session, id: str, *, read: bool = True) -> Session:
    """Tick that an entry was read to the meeting, or take the tick away."""
    return replace(
        session, evidence=tuple(replace(one, read_in=read) if one.id == id else one for one in session.evidence)
    )


def evidence_dropped(session: Session, id: str) -> Session:
    """Take an entry out, with the name behind it."""
    return replace(
        session,
        evidence=tuple(one for one in session.evidence if one.id != id),
        informants=tuple(one for one in session.informants if one.evidence != id),
    )


def evidence_on(session: Session, floor: str) -> tuple[Evidence, ...]:
    """The entries about a member or the cell, by their date."""
    return tuple(sorted((one for one in session.evidence if one.about == floor), key=lambda one: one.dated or date.max))


def unread_evidence(session: Session, floor: str) -> tuple[Evidence, ...]:
    """What has come and was not read to the meeting yet."""
    return tuple(one for one in evidence_on(session, floor) if not one.read_in and not one.exempt)


def working_days_before(day: date, count: int) -> date:
    """The day that lies so many working days before another one; Saturdays and Sundays do not count."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day
