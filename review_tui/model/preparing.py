"""Steps before the meeting: self-reviews written and handed in, outside evidence entered and read to the meeting."""

from dataclasses import replace
from datetime import date, timedelta

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import _
from review_tui.model.attendance import recording
from review_tui.model.entered import why_not_write
from review_tui.model.evidence import Evidence, Informant, why_not_enter
from review_tui.model.levels import rated
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Rating
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, Session, Sitting, State


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


def review_sent(session: Session, floor: str, on: date) -> Session:
    """Note the day on which a self-review went to those who take part (HD 43: three working days before)."""
    return replace(
        session,
        self_reviews=tuple(replace(one, sent=on) if one.member == floor else one for one in session.self_reviews),
    )


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


def employer_rated(session: Session, entry: Evidence, level: Level | None) -> Session:
    """The level that an employer gives, entered with its evidence: a basis of the rating (366, điều 3.4).

    None takes it back, and the words of the evidence remain.
    """
    if level is None:
        kept = tuple(one for one in session.ratings if (one.floor, one.body) != (entry.about, Body.EMPLOYER))
        return replace(session, ratings=kept)
    return rated(
        session,
        Rating(
            id=f"{entry.id}-level",
            floor=entry.about,
            body=Body.EMPLOYER,
            level=level,
            words=entry.text,
            on=entry.dated or entry.came,
            source=entry.source,
        ),
    )


def evidence_read_in(session: Session, id: str, *, read: bool = True) -> Session:
    """Tick that an entry was read to the meeting, or take the tick away; raises one sentence once it is closed."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    return replace(
        session, evidence=tuple(replace(one, read_in=read) if one.id == id else one for one in session.evidence)
    )


def evidence_dropped(session: Session, id: str) -> Session:
    """Take an entry out, with the name behind it; raises one sentence once the minutes are closed."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
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


def informant_of(session: Session, id: str) -> str:
    """Who petitioned or called, "" where nobody is named: for the recorder's eyes."""
    return next((one.name for one in session.informants if one.evidence == id), "")


def meeting_planned(session: Session, *, day: date | None, opened: str, place: str) -> Session:
    """Day, time ("18:00") and place of the first sitting, before it is opened: the invitation and the marks use them.

    Raises one sentence once the meeting has begun: from then on `@bd` and `@tai` say what is so.
    """
    if session.state is not State.PREPARED:
        raise ReviewError(_("Hội nghị đã bắt đầu; ngày, giờ, nơi họp ghi trong cuộc họp (@bd, @tai)."))
    planned = Sitting(number=1, day=day, opened=opened, place=clean_line(place))
    return replace(session, sittings=(planned,) if day or opened or planned.place else ())


def meeting_day(session: Session) -> date | None:
    """The day of the first sitting, planned or held; None while it is not known."""
    return session.sittings[0].day if session.sittings else None


def document_read(session: Session, title: str) -> Session:
    """Note another document read to the meeting; the same one stands once. Raises one sentence when it is closed."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    session, title = recording(session), clean_line(title)
    if not title or title in session.documents_read:
        return session
    return replace(session, documents_read=(*session.documents_read, title))


def document_dropped(session: Session, title: str) -> Session:
    """Take a document out again. Raises one sentence when the minutes are closed."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    return replace(session, documents_read=tuple(one for one in session.documents_read if one != title))


def working_days_before(day: date, count: int) -> date:
    """The day that lies so many working days before another one; Saturdays and Sundays do not count."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day
