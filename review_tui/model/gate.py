"""The quality gate: what is still missing before the minutes are read back, and where it can be put right."""

from collections.abc import Iterable
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.ballot import BallotState
from review_tui.model.counts import due, not_called, open_points, open_topics
from review_tui.model.points import AnswerKind, Source, TopicVerdict, VerdictKind
from review_tui.model.quality import remarks
from review_tui.model.session import FloorState, Here, Role, Session, Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing, and where it can be put right."""

    sentence: str
    floor: str = ""
    """the part of the meeting where it belongs; empty where no one part is meant"""
    item: str = ""
    """the point or commitment"""
    drafts: bool = False
    """whether it is about lines that wait to be sorted"""


def missing_before_read_back(session: Session, unprepared: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The sentences of `gaps`."""
    return tuple(gap.sentence for gap in gaps(session, unprepared))


def gaps(session: Session, unprepared: tuple[str, ...] = ()) -> tuple[Gap, ...]:
    """ "Trước khi đọc lại còn thiếu": one sentence for each thing that is still missing. It warns, it does not block.

    `unprepared` are further sentences of the caller, about commitments of earlier years that nobody looked at.
    """
    return (
        *_said(_opening_missing(session)),
        *_answers_missing(session),
        *_said(_floors_missing(session)),
        *_conclusions_missing(session),
        *_followups_missing(session),
        *_said([*_ballots_missing(session), *unprepared, *remarks(session)]),
    )


def _said(sentences: Iterable[str]) -> list[Gap]:
    return [Gap(sentence=sentence) for sentence in sentences]


def _opening_missing(session: Session) -> list[str]:
    found = []
    if not session.holder(Role.CHAIR):
        found.append(_("Chưa ghi ai chủ trì."))
    if not session.holder(Role.RECORDER):
        found.append(_("Chưa ghi ai là thư ký hội nghị."))
    for sitting in session.sittings or (Sitting(number=1),):
        if sitting.day is None:
            found.append(_("Buổi {number}: chưa có ngày họp.").format(number=sitting.number))
        if not sitting.opened:
            found.append(_("Buổi {number}: chưa ghi giờ bắt đầu (gõ @bd 18:00).").format(number=sitting.number))
        if not sitting.closed:
            found.append(_("Buổi {number}: chưa ghi giờ kết thúc (gõ @kt 20:30).").format(number=sitting.number))
        if not sitting.place:
            found.append(_("Buổi {number}: chưa có địa điểm.").format(number=sitting.number))
        found += _absent_without_reason(session, sitting)
    called = not_called(session)
    if called and len(called) == len(due(session)):
        found.append(_("Chưa điểm danh."))
    elif called:
        names = ", ".join(member.name for member in called)
        found.append(_("Chưa điểm danh {count} đồng chí: {names}.").format(count=len(called), names=names))
    return found


def _absent_without_reason(session: Session, sitting: Sitting) -> list[str]:
    return [
        _("{who} vắng, chưa ghi lý do.").format(who=session.name_of(presence.member))
        for presence in sitting.attendance
        if presence.here is Here.ABSENT and not presence.reason
    ]


def _answers_missing(session: Session) -> list[Gap]:
    found = []
    for point in open_points(session):
        words = _("{floor}: ý kiến {place} chưa được trả lời.")
        sentence = words.format(floor=session.floor_name(point.floor), place=point.place)
        found.append(Gap(sentence=sentence, floor=point.floor, item=point.id))
    for topic, floor in open_topics(session):
        words = _("{floor}: gợi ý {topic} chưa được trả lời.")
        found.append(Gap(sentence=words.format(floor=session.floor_name(floor), topic=topic.id), floor=floor))
    if session.drafts:
        words = _("Còn {count} dòng ghi nháp chưa xếp.")
        found.append(Gap(sentence=words.format(count=len(session.drafts)), drafts=True))
    return found


def _followups_missing(session: Session) -> list[Gap]:
    found = []
    for point in session.points:
        asked = bool(point.answers) and point.answers[-1].kind is AnswerKind.VERIFY and point.verdict is None
        verdict = point.verdict
        pending = verdict is not None and verdict.kind is VerdictKind.PENDING
        if point.withdrawn or not (asked or pending):
            continue
        if verdict is None or not verdict.verifier or verdict.due is None:
            words = _("{floor}: ý kiến {place} chờ xác minh, chưa đủ người xác minh và thời hạn.")
            sentence = words.format(floor=session.floor_name(point.floor), place=point.place)
            found.append(Gap(sentence=sentence, floor=point.floor, item=point.id))
    for given in session.topic_answers:
        if given.verdict in (TopicVerdict.UNCLEAR, TopicVerdict.REPORT) and given.report_by is None:
            words = _("{floor}: gợi ý {topic} còn phải báo cáo, chưa có thời hạn.")
            sentence = words.format(floor=session.floor_name(given.floor), topic=given.topic)
            found.append(Gap(sentence=sentence, floor=given.floor, item=given.id))
    return found


def _ballots_missing(session: Session) -> list[str]:
    """Ballots that were begun and not brought to their end."""
    words = {
        BallotState.PREPARED: _("Phiếu số {number} đã chuẩn bị mà chưa mở."),
        BallotState.OPEN: _("Phiếu số {number} đang mở, chưa kiểm phiếu."),
        BallotState.CLOSED: _("Phiếu số {number} đã kiểm xong mà chưa công bố."),
    }
    return [words[one.state].format(number=one.number) for one in session.ballots if one.state in words]


def _floors_missing(session: Session) -> list[str]:
    """One sentence for each thing missing, naming whom it is missing of. A queued member is decided and not missing."""
    opened = [key for key in session.floor_keys() if session.floor(key).state is FloorState.OPENED]
    waiting = [key for key in session.floor_keys() if session.floor(key).state is FloorState.WAITING]
    presented = {point.floor for point in session.points if point.source is Source.SELF and not point.withdrawn}
    presented |= {review.member for review in session.self_reviews}
    unpresented = [key for key in opened if key not in presented]
    unrated = [key for key in opened if session.floor(key).self_level is None]
    found = []
    if waiting:
        found.append(_("Chưa kiểm điểm ({count}): {names}.").format(count=len(waiting), names=_names(session, waiting)))
    if unpresented:
        words = _("Chưa ghi phần trình bày tự kiểm điểm ({count}): {names}.")
        found.append(words.format(count=len(unpresented), names=_names(session, unpresented)))
    if unrated:
        words = _("Chưa ghi mức tự xếp loại ({count}): {names}.")
        found.append(words.format(count=len(unrated), names=_names(session, unrated)))
    return found


def _names(session: Session, keys: list[str]) -> str:
    return ", ".join(session.floor_name(key) for key in keys)


def _conclusions_missing(session: Session) -> list[Gap]:
    return [
        Gap(sentence=_("{who}: chủ trì chưa kết luận.").format(who=session.floor_name(key)), floor=key)
        for key in session.floor_keys()
        if session.floor(key).state is FloorState.OPENED and not session.floor(key).conclusion
    ]
