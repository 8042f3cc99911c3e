"""The quality gate: what is still missing before the minutes are read back, and where it can be put right."""

from collections.abc import Iterable
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.ballot import BallotState, Way
from review_tui.model.counts import due, not_called, open_points, open_topics
from review_tui.model.points import COLLECTIVE, AnswerKind, Source, TopicVerdict, VerdictKind
from review_tui.model.quality import remarks
from review_tui.model.session import FloorState, Here, Role, Session, Sitting
from review_tui.model.words import VERDICT_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing, and where it can be put right."""

    sentence: str
    floor: str = ""
    """the part of the meeting where it belongs; empty where no one part is meant"""
    item: str = ""
    """the point or commitment"""
    line: str = ""
    """the beginning of the line that puts it right ("@kt "), in the grammar of the entry line"""
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
        *_opening_missing(session),
        *_answers_missing(session),
        *_floors_missing(session),
        *_conclusions_missing(session),
        *_followups_missing(session),
        *_said([*_ballots_missing(session), *unprepared, *remarks(session)]),
    )


def _said(sentences: Iterable[str]) -> list[Gap]:
    return [Gap(sentence=sentence) for sentence in sentences]


def _opening_missing(session: Session) -> list[Gap]:
    found = []
    if not session.holder(Role.CHAIR):
        found.append(Gap(sentence=_("Chưa ghi ai chủ trì."), line="@ct "))
    if not session.holder(Role.RECORDER):
        found.append(Gap(sentence=_("Chưa ghi ai là thư ký hội nghị."), line="@tk "))
    for sitting in session.sittings or (Sitting(number=1),):
        found += _sitting_missing(session, sitting)
    called = not_called(session)
    if called and len(called) == len(due(session)):
        found.append(Gap(sentence=_("Chưa điểm danh."), line="@ *"))
    elif called:
        names = ", ".join(member.name for member in called)
        sentence = _("Chưa điểm danh {count} đồng chí: {names}.").format(count=len(called), names=names)
        found.append(Gap(sentence=sentence, line=f"@ {called[0].no}"))
    return found


def _sitting_missing(session: Session, sitting: Sitting) -> list[Gap]:
    what = (
        (sitting.day is None, _("Buổi {number}: chưa có ngày họp."), "@bd "),
        (not sitting.opened, _("Buổi {number}: chưa ghi giờ bắt đầu (gõ @bd 18:00)."), "@bd "),
        (not sitting.closed, _("Buổi {number}: chưa ghi giờ kết thúc (gõ @kt 20:30)."), "@kt "),
        (not sitting.place, _("Buổi {number}: chưa có địa điểm."), "@tai "),
    )
    found = [Gap(sentence=words.format(number=sitting.number), line=line) for missing, words, line in what if missing]
    for presence in sitting.attendance:
        if presence.here is Here.ABSENT and not presence.reason:
            member = session.member(presence.member)
            sentence = _("{who} vắng, chưa ghi lý do.").format(who=session.name_of(member.id))
            found.append(Gap(sentence=sentence, line=f"@ -{member.no} "))
    return found


def _answers_missing(session: Session) -> list[Gap]:
    found = []
    for point in open_points(session):
        words = _("{floor}: ý kiến {place} chưa được trả lời.")
        sentence = words.format(floor=session.floor_name(point.floor), place=point.place)
        line = f"{_who(session, point.floor)} = {point.place} "
        found.append(Gap(sentence=sentence, floor=point.floor, item=point.id, line=line))
    for topic, floor in open_topics(session):
        words = _("{floor}: gợi ý {topic} chưa được trả lời.")
        sentence = words.format(floor=session.floor_name(floor), topic=topic.id)
        found.append(Gap(sentence=sentence, floor=floor, line=f"{_who(session, floor)} = {topic.id} "))
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
            line = f"ct = {point.place} {VERDICT_NAMES[VerdictKind.PENDING]} "
            found.append(Gap(sentence=sentence, floor=point.floor, item=point.id, line=line))
    for given in session.topic_answers:
        if given.verdict in (TopicVerdict.UNCLEAR, TopicVerdict.REPORT) and given.report_by is None:
            words = _("{floor}: gợi ý {topic} còn phải báo cáo, chưa có thời hạn.")
            sentence = words.format(floor=session.floor_name(given.floor), topic=given.topic)
            found.append(Gap(sentence=sentence, floor=given.floor, item=given.id, line=f"ct = {given.topic} "))
    return found


def _ballots_missing(session: Session) -> list[str]:
    """Ballots that were begun and not brought to their end, and slips without tellers."""
    words = {
        BallotState.PREPARED: _("Phiếu số {number} đã chuẩn bị mà chưa mở."),
        BallotState.OPEN: _("Phiếu số {number} đang mở, chưa kiểm phiếu."),
        BallotState.CLOSED: _("Phiếu số {number} đã kiểm xong mà chưa công bố."),
    }
    found = [words[one.state].format(number=one.number) for one in session.ballots if one.state in words]
    counted = (BallotState.OPEN, BallotState.CLOSED, BallotState.PUBLISHED)
    for one in session.ballots:
        if one.way is Way.PAPER and one.state in counted and not one.tellers:
            found.append(_("Phiếu số {number} chưa ghi tổ kiểm phiếu.").format(number=one.number))
    return found


def _floors_missing(session: Session) -> list[Gap]:
    """One sentence for each thing missing, naming whom it is missing of; it leads to the first of them.

    A queued member is decided and not missing.
    """
    opened = [key for key in session.floor_keys() if session.floor(key).state is FloorState.OPENED]
    waiting = [key for key in session.floor_keys() if session.floor(key).state is FloorState.WAITING]
    presented = {point.floor for point in session.points if point.source is Source.SELF and not point.withdrawn}
    presented |= {review.member for review in session.self_reviews}
    unpresented = [key for key in opened if key not in presented]
    unrated = [key for key in opened if session.floor(key).self_level is None]
    found = []
    if waiting:
        found.append(_of_all(session, _("Chưa kiểm điểm ({count}): {names}."), waiting))
    if unpresented:
        words = _("Chưa ghi phần trình bày tự kiểm điểm ({count}): {names}.")
        found.append(_of_all(session, words, unpresented, f"{_who(session, unpresented[0])} . "))
    if unrated:
        words = _("Chưa ghi mức tự xếp loại ({count}): {names}.")
        found.append(_of_all(session, words, unrated, f"{_who(session, unrated[0])} xl "))
    return found


def _of_all(session: Session, words: str, keys: list[str], line: str = "") -> Gap:
    names = ", ".join(session.floor_name(key) for key in keys)
    return Gap(sentence=words.format(count=len(keys), names=names), floor=keys[0], line=line)


def _who(session: Session, floor: str) -> str:
    """Who speaks on a floor, as it is typed: a number of the roll, "cb" for the collective."""
    return "cb" if floor == COLLECTIVE else str(session.member(floor).no)


def _conclusions_missing(session: Session) -> list[Gap]:
    return [
        Gap(sentence=_("{who}: chủ trì chưa kết luận.").format(who=session.floor_name(key)), floor=key, line="ct . ")
        for key in session.floor_keys()
        if session.floor(key).state is FloorState.OPENED and not session.floor(key).conclusion
    ]
