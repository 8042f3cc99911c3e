"""One year of a member's own record as rows: what was said, by whom, what followed from it; nothing of anybody else."""

from collections.abc import Iterator

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.entry import due_words
from review_tui.model.evidence import EVIDENCE_NAMES
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import BODY_NAMES, Voice
from review_tui.model.member_file import FileYear, Link
from review_tui.model.points import Answer, Point, Source, Topic
from review_tui.model.session import Here, Session, State
from review_tui.model.words import (
    ANSWER_NAMES,
    KIND_NAMES,
    LEVEL_NAMES,
    SOURCE_NAMES,
    TOPIC_VERDICT_NAMES,
    VERDICT_NAMES,
)
from review_tui.tui.views.member_file import FileRow, check_words
from review_tui.tui.views.standing import standing_words

STATE_WORDS = {
    State.PREPARED: N_("chưa họp"),
    State.RECORDING: N_("đang ghi biên bản, còn là dự thảo"),
    State.APPROVED: N_("biên bản đã thông qua, chờ ký"),
    State.SIGNED: N_("biên bản đã ký"),
}


_ANSWERED_IN = (State.PREPARED, State.RECORDING)
"""While minutes stand thus an answer can still go in."""


def year_rows(
    year: FileYear, me: str, voices: tuple[Voice, ...], gates: tuple[str, ...], sent: frozenset[str] = frozenset()
) -> tuple[FileRow, ...]:
    """Everything of one session about the member.

    `gates`: the sentences that explain which levels were open; `sent`: points to which an answer is on its way.
    """
    session = year.session
    rows = [_head("points", _("Ý kiến về tôi: {count}").format(count=len(year.links)))]
    rows += [row for link in year.links for row in _link_rows(session, link, me, sent)]
    rows += _topic_rows(year, me)
    rows += _outside_rows(session, me)
    rows += _concluded_rows(year)
    rows += _review_rows(session, me)
    rows += _level_rows(voices, gates)
    rows += _promised_rows(year)
    rows += _presence_rows(session, me)
    return tuple(rows)


def _head(key: str, words: str) -> FileRow:
    return FileRow(key=f"head:{key}", text=words, role="strong")


def who_said(session: Session, point: Point, me: str) -> str:
    """ "Đ/c Trần Thị Bình", "Một đồng chí (không nêu tên)", "Tôi tự nhận", "Mặt trận Tổ quốc"."""
    if point.withheld:
        return _("Một đồng chí (không nêu tên)")
    if point.source is Source.SELF or point.critic == me:
        return _("Tôi tự nêu")
    if point.source in SOURCE_NAMES:
        return _(SOURCE_NAMES[point.source])
    guest = any(guest.id == point.critic for guest in session.guests)
    return (_("Đại biểu {name}") if guest else _("Đ/c {name}")).format(name=point.critic_name)


def _link_rows(session: Session, link: Link, me: str, sent: frozenset[str]) -> Iterator[FileRow]:
    point = link.point
    again = _(" (lặp lại {number})").format(number=point.recurs) if point.recurs else ""
    words = f"{point.number} {_(KIND_NAMES[point.kind])}{again} · {who_said(session, point, me)}: {point.text}"
    yield FileRow(key=point.id, text=words, depth=1, session=session.id, at=point.id)
    for topic in session.topics:
        if topic.id in point.topics:
            told = _("thuộc gợi ý {id}: {title}").format(id=topic.id, title=topic.title)
            yield FileRow(key=f"{point.id}/{topic.id}", text=told, role="quiet", depth=2, at=point.id)
    yield from (_answer_row(session, answer, me, point.id) for answer in point.answers)
    if point.is_open and point.id in sent:
        told = "○ " + _("đã gửi trả lời, thư ký chưa tiếp nhận")
        yield FileRow(key=f"w{point.id}", text=told, depth=2, at=point.id)
    elif point.is_open:
        waits = _("chưa có trả lời") + (_(": bấm 1 để trả lời") if session.state in _ANSWERED_IN else "")
        yield FileRow(key=f"w{point.id}", text="! " + waits, role="warning", depth=2, at=point.id)
    if point.verdict is not None:
        said = _("chủ trì kết luận: {verdict}").format(verdict=_(VERDICT_NAMES[point.verdict.kind]))
        said += f" · {point.verdict.text}" if point.verdict.text else ""
        yield FileRow(key=f"j{point.id}", text=said, depth=2, at=point.id)
    for item in link.repairs:
        yield from commitment_rows(item, 2, checks=False)


def _answer_row(session: Session, answer: Answer, me: str, at: str) -> FileRow:
    who = _("tôi") if answer.by == me else _("đ/c {name}").format(name=session.name_of(answer.by))
    words = f"{who} {_(ANSWER_NAMES[answer.kind])} · {answer.text}"
    return FileRow(key=answer.id, text=words, depth=2, session=session.id, at=at)


def commitment_rows(item: LedgerItem, depth: int, *, checks: bool = True) -> Iterator[FileRow]:
    """A commitment, who follows it, and what each check found."""
    made = item.commitment
    state, role = standing_words(item)
    follows = _("; theo dõi: {name}").format(name=item.verifier_name) if item.verifier_name else ""
    words = f"{made.number} {made.text} ({due_words(made.due_kind, item.due)}{follows}) · {state}"
    at = f"commitment:{made.number}"
    yield FileRow(key=f"c{made.id}.{depth}", text=words, role=role, depth=depth, session=item.session, at=at)
    if not checks:
        return
    for check in item.checks:
        yield FileRow(key=check.id, text=check_words(check), role="quiet", depth=depth + 1, at=at)
    if item.closing is not None:
        words = _("{day} {who} xác nhận: {words}").format(
            day=numeric_date(item.closing.on), who=item.closing.by, words=item.closing.words
        )
        yield FileRow(key=item.closing.id, text=words, role="good", depth=depth + 1, at=at)


def _topic_rows(year: FileYear, me: str) -> Iterator[FileRow]:
    session = year.session
    topics = session.topics_for(me)
    if topics:
        yield _head("topics", _("Gợi ý của cấp trên cho tôi: {count}").format(count=len(topics)))
    for topic in topics:
        yield from _one_topic(session, topic, me)


def _one_topic(session: Session, topic: Topic, me: str) -> Iterator[FileRow]:
    at = f"topic:{topic.id}"
    text = f" {topic.text}" if topic.text else ""
    yield FileRow(key=f"t{topic.id}", text=f"{topic.id} {topic.title}{text}", depth=1, session=session.id, at=at)
    given = session.topic_answer(topic.id, me)
    answers = given.answers if given is not None else ()
    yield from (_answer_row(session, answer, me, at) for answer in answers)
    if given is not None and given.verdict is not None:
        said = _("chủ trì: {verdict}").format(verdict=_(TOPIC_VERDICT_NAMES[given.verdict]))
        yield FileRow(key=f"tv{topic.id}", text=said, depth=2, at=at)
    elif not answers:
        yield FileRow(key=f"tw{topic.id}", text="! " + _("chưa có trả lời"), role="warning", depth=2, at=at)


def _outside_rows(session: Session, me: str) -> Iterator[FileRow]:
    found = [one for one in session.evidence if one.about == me]
    if found:
        yield _head("outside", _("Ý kiến từ ngoài chi bộ: {count}").format(count=len(found)))
    for one in found:
        day = f" {numeric_date(one.dated)}" if one.dated else ""
        source = f" ({one.source})" if one.source else ""
        yield FileRow(
            key=f"e{one.id}", text=f"{_(EVIDENCE_NAMES[one.kind])}{source}{day}: {one.text or one.exempt}", depth=1
        )


def _concluded_rows(year: FileYear) -> Iterator[FileRow]:
    said = year.floor.conclusion
    if said:
        yield _head("conclusion", _("Kết luận của chủ trì"))
    for one in said:
        yield FileRow(key=one.id, text=one.text, depth=1, session=year.session.id, at=one.id)


def _review_rows(session: Session, me: str) -> Iterator[FileRow]:
    review = next((one for one in session.self_reviews if one.member == me), None)
    if review is None:
        return
    yield _head("review", _("Bản kiểm điểm của tôi"))
    came = _("thư ký nhận ngày {day}").format(day=numeric_date(review.came)) if review.came else _("chưa gửi")
    words = _("Mẫu {form}: {count} chữ, {came}").format(form=review.form, count=review.words, came=came)
    yield FileRow(key="review", text=words, depth=1, session=session.id, at="review")


def _level_rows(voices: tuple[Voice, ...], gates: tuple[str, ...]) -> Iterator[FileRow]:
    if voices or gates:
        yield _head("levels", _("Xếp loại của tôi"))
    for voice in voices:
        level = _(LEVEL_NAMES[voice.level]) if voice.level else ""
        points = _("{points} điểm").format(points=voice.points) if voice.points is not None else ""
        day = numeric_date(voice.on) if voice.on else ""
        said = ", ".join(part for part in (level, points, voice.words, voice.source, day) if part)
        yield FileRow(key=f"voice:{voice.body}", text=f"{_(BODY_NAMES[voice.body])}: {said}", depth=1)
    for place, sentence in enumerate(gates):
        yield FileRow(key=f"gate:{place}", text=sentence, role="quiet", depth=1)


def _promised_rows(year: FileYear) -> Iterator[FileRow]:
    made = {item.number: item for link in year.links for item in link.repairs}
    made |= {item.number: item for item in year.other_commitments}
    if made:
        yield _head("promised", _("Cam kết của tôi ở kỳ này: {count}").format(count=len(made)))
    for item in made.values():
        yield from commitment_rows(item, 1)
    if year.verifies:
        yield _head(
            "verifies", _("Cam kết của đồng chí khác mà tôi theo dõi: {count}").format(count=len(year.verifies))
        )
    for item in year.verifies:
        words = f"{item.number} {_('đ/c {name}').format(name=item.owner_name)}: {item.commitment.text}"
        yield FileRow(key=f"v{item.commitment.id}", text=words, depth=1)


def _presence_rows(session: Session, me: str) -> Iterator[FileRow]:
    for sitting in session.sittings:
        for one in sitting.attendance:
            if one.member == me:
                here = _("có mặt") if one.here is Here.PRESENT else _("vắng mặt")
                reason = f" ({one.reason})" if one.reason else ""
                words = _("Buổi {number} ngày {day}: tôi {here}{reason}").format(
                    number=sitting.number, day=numeric_date(sitting.day), here=here, reason=reason
                )
                yield FileRow(key=f"here:{sitting.number}", text=words, role="quiet")
