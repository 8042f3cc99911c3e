"""Entering an act into the session: numbers are given here, once and for life."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model import acts
from review_tui.model.attendance import (
    all_present,
    guest_added,
    marked,
    recording,
    role_taken,
    sitting_closed,
    sitting_opened,
    sitting_placed,
)
from review_tui.model.floors import entered_floor, floor_replaced, left_floor
from review_tui.model.points import Answer, Commitment, Point, TopicAnswer, Verdict, WithheldName
from review_tui.model.session import Paragraph, Session, State

NewId = Callable[[], str]


def why_not_write(session: Session) -> str | None:
    """Why nothing more can be entered: the minutes are approved or signed; None while they are being written."""
    if session.state is State.SIGNED:
        return _("Biên bản kỳ {id} đã ký và khóa, không ghi thêm được nữa.").format(id=session.id)
    if session.state is State.APPROVED:
        return _("Biên bản kỳ {id} đã thông qua; muốn ghi tiếp phải mở lại và nêu lý do.").format(id=session.id)
    return None


def entered(session: Session, entry: acts.Entry, *, at: datetime, new_id: NewId) -> Session:
    """The session after this act. Raises one sentence when the minutes are closed."""
    if isinstance(entry, acts.Nothing):
        return session
    if reason := why_not_write(session):
        raise ReviewError(reason)
    if isinstance(entry, acts.FloorEntered):
        return entered_floor(session, entry.key, at=at)
    if isinstance(entry, acts.SittingClosed):
        return sitting_closed(left_floor(session, at=at), at=entry.at)
    called = _called(session, entry)
    return called if called is not None else _said(recording(session), entry, new_id)


def _called(session: Session, entry: acts.Entry) -> Session | None:
    match entry:
        case acts.AllPresent():
            return all_present(session)
        case acts.Marked():
            return marked(session, entry.presences)
        case acts.RoleTaken():
            return role_taken(session, entry.role, entry.members)
        case acts.GuestAdded():
            return guest_added(session, entry.name, entry.title)
        case acts.SittingOpened():
            return sitting_opened(session, opened=entry.opened, day=entry.day)
        case acts.PlaceNamed():
            return sitting_placed(session, entry.place)
    return None


def _said(session: Session, entry: acts.Entry, new_id: NewId) -> Session:
    match entry:
        case acts.PointRaised():
            return _raised(session, entry, new_id)
        case acts.PointAnswered():
            return _answered(session, entry, new_id)
        case acts.TopicAnswered():
            return _topic_answered(session, entry, new_id)
        case acts.PointJudged():
            return _judged(session, entry)
        case acts.TopicJudged():
            return _topic_judged(session, entry, new_id)
        case acts.Concluded():
            return _concluded(session, entry, new_id)
        case acts.Committed():
            return _committed(session, entry, new_id)
        case acts.LevelProposed():
            floor = session.floor(entry.floor)
            return floor_replaced(session, replace(floor, self_level=entry.level, self_points=entry.points))
    raise TypeError(type(entry).__name__)


def _ordered(session: Session) -> tuple[Session, int]:
    order = session.last_order + 1
    return replace(session, last_order=order), order


def _raised(session: Session, entry: acts.PointRaised, new_id: NewId) -> Session:
    session, order = _ordered(session)
    number = max(session.first_number, session.last_number + 1)
    place = max((p.place for p in session.points if p.floor == entry.floor), default=0) + 1
    point = Point(
        id=new_id(),
        number=f"{session.year}-{number:03d}",
        floor=entry.floor,
        place=place,
        kind=entry.kind,
        source=entry.source,
        critic="" if entry.withheld else entry.critic,
        critic_name="" if entry.withheld else entry.critic_name,
        text=entry.text,
        order=order,
        sitting=session.sittings[-1].number,
        withheld=entry.withheld,
        topics=entry.topics,
        entries=entry.entries,
        recurs=entry.recurs,
    )
    return replace(
        session, points=(*session.points, point), last_number=number, withheld=_withheld(session, point.id, entry)
    )


def _withheld(session: Session, point: str, entry: acts.PointRaised) -> tuple[WithheldName, ...]:
    others = tuple(name for name in session.withheld if name.point != point)
    if not entry.withheld:
        return others
    return (*others, WithheldName(point=point, critic=entry.critic, critic_name=entry.critic_name))


def point_replaced(session: Session, point: Point) -> Session:
    """The session with this point in place of the one with the same id."""
    return replace(session, points=tuple(point if one.id == point.id else one for one in session.points))


def point_of(session: Session, point_id: str) -> Point:
    """The point with this id; KeyError when there is none (a programming error)."""
    for point in session.points:
        if point.id == point_id:
            return point
    raise KeyError(point_id)


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _answered(session: Session, entry: acts.PointAnswered, new_id: NewId) -> Session:
    session, order = _ordered(session)
    point = point_of(session, entry.point)
    answer = Answer(id=new_id(), kind=entry.kind, text=entry.text, by=entry.by, order=order)
    return point_replaced(
        session,
        replace(
            point,
            answers=(*point.answers, answer),
            topics=_joined(point.topics, entry.topics),
            entries=_joined(point.entries, entry.entries),
        ),
    )


def topic_answer_replaced(session: Session, given: TopicAnswer) -> Session:
    """The session with this answer to a topic in place of the one with the same id."""
    others = tuple(one for one in session.topic_answers if one.id != given.id)
    return replace(session, topic_answers=(*others, given))


def _topic_answer(session: Session, topic: str, floor: str, new_id: NewId) -> TopicAnswer:
    return session.topic_answer(topic, floor) or TopicAnswer(id=new_id(), topic=topic, floor=floor)


def _topic_answered(session: Session, entry: acts.TopicAnswered, new_id: NewId) -> Session:
    session, order = _ordered(session)
    given = _topic_answer(session, entry.topic, entry.floor, new_id)
    answer = Answer(id=new_id(), kind=entry.kind, text=entry.text, by=entry.by, order=order)
    return topic_answer_replaced(session, replace(given, answers=(*given.answers, answer)))


def _judged(session: Session, entry: acts.PointJudged) -> Session:
    verdict = Verdict(kind=entry.kind, by=entry.by, text=entry.text, verifier=entry.verifier, due=entry.due)
    return point_replaced(session, replace(point_of(session, entry.point), verdict=verdict))


def _topic_judged(session: Session, entry: acts.TopicJudged, new_id: NewId) -> Session:
    given = _topic_answer(session, entry.topic, entry.floor, new_id)
    return topic_answer_replaced(session, replace(given, verdict=entry.verdict, report_by=entry.report_by))


def _concluded(session: Session, entry: acts.Concluded, new_id: NewId) -> Session:
    session, order = _ordered(session)
    floor = session.floor(entry.floor)
    paragraph = Paragraph(id=new_id(), text=entry.text, by=entry.by, order=order)
    return floor_replaced(session, replace(floor, conclusion=(*floor.conclusion, paragraph)))


def _committed(session: Session, entry: acts.Committed, new_id: NewId) -> Session:
    session, order = _ordered(session)
    number = max(session.first_commitment, session.last_commitment + 1)
    made = Commitment(
        id=new_id(),
        number=f"CK{session.year}-{number:03d}",
        floor=entry.floor,
        owner=entry.owner,
        text=entry.text,
        order=order,
        points=entry.points,
        topics=entry.topics,
        verifier=entry.verifier,
        due_kind=entry.due_kind,
        due=entry.due,
    )
    return replace(session, commitments=(*session.commitments, made), last_commitment=number)


def edited(session: Session, item_id: str, entry: acts.Entry) -> Session:
    """Put a line in place of what an earlier one said; the item keeps its number, place and answers."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    match entry:
        case acts.PointRaised() if any(point.id == item_id for point in session.points):
            return _point_edited(session, point_of(session, item_id), entry)
        case acts.PointAnswered() | acts.TopicAnswered():
            return _answer_edited(session, item_id, entry)
        case acts.Committed() if any(made.id == item_id for made in session.commitments):
            return _commitment_edited(session, item_id, entry)
        case acts.Concluded() if any(p.id == item_id for p in session.floor(entry.floor).conclusion):
            return _conclusion_edited(session, item_id, entry)
    raise ReviewError(_("Dòng sửa phải cùng loại với dòng cũ; muốn đổi loại thì rút dòng cũ rồi ghi dòng mới."))


def _point_edited(session: Session, point: Point, entry: acts.PointRaised) -> Session:
    changed = replace(
        point,
        kind=entry.kind,
        source=entry.source,
        critic="" if entry.withheld else entry.critic,
        critic_name="" if entry.withheld else entry.critic_name,
        text=entry.text,
        withheld=entry.withheld,
        topics=entry.topics,
        entries=entry.entries,
        recurs=entry.recurs,
    )
    return replace(point_replaced(session, changed), withheld=_withheld(session, point.id, entry))


def _answer_edited(session: Session, item_id: str, entry: acts.PointAnswered | acts.TopicAnswered) -> Session:
    if not _same_target(session, item_id, entry):
        raise ReviewError(_("Dòng sửa trả lời phải giữ số ý kiến; muốn đổi thì hoàn tác rồi ghi dòng mới."))

    def put(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(
            replace(one, kind=entry.kind, text=entry.text, by=entry.by) if one.id == item_id else one for one in answers
        )

    points = tuple(
        replace(point, answers=put(point.answers)) if any(a.id == item_id for a in point.answers) else point
        for point in session.points
    )
    topic_answers = tuple(
        replace(given, answers=put(given.answers)) if any(a.id == item_id for a in given.answers) else given
        for given in session.topic_answers
    )
    return replace(session, points=points, topic_answers=topic_answers)


def _same_target(session: Session, item_id: str, entry: acts.PointAnswered | acts.TopicAnswered) -> bool:
    if isinstance(entry, acts.PointAnswered):
        return any(answer.id == item_id for answer in point_of(session, entry.point).answers)
    given = session.topic_answer(entry.topic, entry.floor)
    return given is not None and any(answer.id == item_id for answer in given.answers)


def _commitment_edited(session: Session, item_id: str, entry: acts.Committed) -> Session:
    def put(made: Commitment) -> Commitment:
        return replace(
            made,
            owner=entry.owner,
            points=entry.points,
            topics=entry.topics,
            text=entry.text,
            verifier=entry.verifier,
            due_kind=entry.due_kind,
            due=entry.due,
        )

    return replace(
        session, commitments=tuple(put(made) if made.id == item_id else made for made in session.commitments)
    )


def _conclusion_edited(session: Session, item_id: str, entry: acts.Concluded) -> Session:
    floor = session.floor(entry.floor)
    paragraphs = tuple(replace(p, text=entry.text) if p.id == item_id else p for p in floor.conclusion)
    return floor_replaced(session, replace(floor, conclusion=paragraphs))
