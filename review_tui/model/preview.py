"""What a line means, said back in full words before it counts, and the line that an item came from."""

from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.text import given_name
from review_tui.language.translate import _
from review_tui.model import acts
from review_tui.model.entered import point_of
from review_tui.model.marks import escaped
from review_tui.model.points import COLLECTIVE, Answer, AnswerKind, Commitment, DueKind, Point, Source
from review_tui.model.preview_calls import call_preview
from review_tui.model.session import Session
from review_tui.model.words import (
    ANSWER_NAMES,
    DUE_NAMES,
    KIND_NAMES,
    KIND_SIGNS,
    LEVEL_NAMES,
    SOURCE_NAMES,
    SOURCE_SHORT,
    TOPIC_VERDICT_NAMES,
    VERDICT_NAMES,
)

MOST_QUOTED = 48
"""Letters of an opinion that the preview of its answer repeats."""


def comrade(session: Session, ref: str) -> str:
    """ "Đ/c Đồng" for a member, with the full name where the given name is shared; a guest's name as it is."""
    if ref in ("", COLLECTIVE):
        return session.name_of(ref)
    name = session.name_of(ref)
    if any(guest.id == ref for guest in session.guests):
        return name
    given = given_name(name)
    shared = sum(given_name(member.name) == given for member in session.roll) > 1
    return _("Đ/c {name}").format(name=name if shared else given)


def due_words(kind: DueKind, due: date | None) -> str:
    """ "hạn 30/06/2026", "làm ngay", "thường xuyên", "chưa định hạn"."""
    if kind is DueKind.BY_DATE:
        return _("hạn {day}").format(day=numeric_date(due))
    return _(DUE_NAMES[kind])


def speaker(session: Session, source: Source, critic: str, critic_name: str, *, withheld: bool = False) -> str:
    """Who says it, in the short words of the screen."""
    if withheld:
        return _("Một đồng chí (không nêu tên)")
    if source in SOURCE_NAMES:
        return _(SOURCE_NAMES[source])
    return comrade(session, critic) if critic else critic_name


def preview(entry: acts.Entry, session: Session) -> str:
    """What the line means, naming person, kind and answer type in full."""
    match entry:
        case acts.Nothing():
            return ""
        case acts.PointRaised():
            return _point_preview(entry, session)
        case acts.PointAnswered():
            point = point_of(session, entry.point)
            about = _("{who} {answer} về ý kiến {place}{floor}")
            words = (about if entry.kind is AnswerKind.RESERVE else _("{who} {answer} ý kiến {place}{floor}")).format(
                who=comrade(session, entry.by),
                answer=_(ANSWER_NAMES[entry.kind]).upper(),
                place=point.place,
                floor=_elsewhere(session, point.floor),
            )
            return words + _target_words(session, point)
        case acts.TopicAnswered():
            return _("{who} {answer} gợi ý {topic}{floor}").format(
                who=comrade(session, entry.by),
                answer=_(ANSWER_NAMES[entry.kind]).upper(),
                topic=entry.topic,
                floor=_elsewhere(session, entry.floor),
            )
        case acts.PointJudged():
            point = point_of(session, entry.point)
            return _("Chủ trì kết luận ý kiến {place}{floor}: {verdict}{more}").format(
                place=point.place,
                floor=_elsewhere(session, point.floor),
                verdict=_(VERDICT_NAMES[entry.kind]).upper(),
                more=_verifies(session, entry.verifier, entry.due),
            )
        case acts.TopicJudged():
            more = _(", báo cáo trước {day}").format(day=numeric_date(entry.report_by)) if entry.report_by else ""
            return _("Chủ trì kết luận gợi ý {topic}: {verdict}{more}").format(
                topic=entry.topic, verdict=_(TOPIC_VERDICT_NAMES[entry.verdict]).upper(), more=more
            )
        case acts.Concluded():
            return _("Chủ trì KẾT LUẬN phần {who}").format(who=_floor_words(session, entry.floor))
        case acts.Committed():
            return _commitment_preview(entry, session)
        case acts.LevelProposed():
            points = _(", {points} điểm").format(points=entry.points) if entry.points is not None else ""
            return _("{who} tự xếp loại: {level}{points}").format(
                who=comrade(session, entry.floor), level=_(LEVEL_NAMES[entry.level]).upper(), points=points
            )
    return call_preview(entry, session)


def answers_nothing(entry: acts.Entry, session: Session) -> bool:
    """Whether a line answers a strength or a statement, to which nobody owes an answer (design.md section 2)."""
    if not isinstance(entry, acts.PointAnswered):
        return False
    return KIND_SIGNS[point_of(session, entry.point).kind] in "+."


def _target_words(session: Session, point: Point) -> str:
    """ " (khuyết điểm, đ/c Nhẫn nêu: Vắng 4 buổi…)": whose words are answered, so that a wrong number is seen."""
    who = speaker(session, point.source, point.critic, point.critic_name, withheld=point.withheld)
    if point.source is Source.SELF:
        who = _floor_words(session, point.floor)
    text = point.text if len(point.text) <= MOST_QUOTED else point.text[:MOST_QUOTED].rsplit(" ", 1)[0] + "…"
    warned = KIND_SIGNS[point.kind] in "+."
    words = _(" KHÔNG CẦN TRẢ LỜI ({kind}, {who} nêu: {text})") if warned else _(" ({kind}, {who} nêu: {text})")
    return words.format(kind=_(KIND_NAMES[point.kind]), who=who[:1].lower() + who[1:], text=text)


def _elsewhere(session: Session, floor: str) -> str:
    return "" if floor == session.on_floor else _(" (phần {who})").format(who=_floor_words(session, floor))


def _floor_words(session: Session, floor: str) -> str:
    if floor == COLLECTIVE:
        return _("tập thể chi bộ")
    words = comrade(session, floor)
    return words[:1].lower() + words[1:]


def _point_preview(entry: acts.PointRaised, session: Session) -> str:
    if entry.source is Source.SELF:
        return _self_preview(entry, session)
    who = speaker(session, entry.source, entry.critic, entry.critic_name)
    tags = "".join(f" #{tag}" for tag in (*entry.topics, *entry.entries))
    again = _(" · lặp lại {number}").format(number=entry.recurs) if entry.recurs else ""
    hidden = _(" · không nêu tên với người được góp ý") if entry.withheld else ""
    return _("{who} nêu {kind} với {floor}{more}").format(
        who=who,
        kind=_(KIND_NAMES[entry.kind]).upper(),
        floor=_floor_words(session, entry.floor),
        more=tags + again + hidden,
    )


def _self_preview(entry: acts.PointRaised, session: Session) -> str:
    who = _floor_words(session, entry.floor)
    who = who[:1].upper() + who[1:]
    if KIND_SIGNS[entry.kind] == "-":
        return _("{who} TỰ NHẬN KHUYẾT ĐIỂM").format(who=who)
    if KIND_SIGNS[entry.kind] == ".":
        return _("{who} TRÌNH BÀY BẢN TỰ KIỂM ĐIỂM").format(who=who)
    return _("{who} tự nêu {kind}").format(who=who, kind=_(KIND_NAMES[entry.kind]).upper())


def _verifies(session: Session, verifier: str, due: date | None) -> str:
    words = _(", {who} xác minh").format(who=comrade(session, verifier)) if verifier else ""
    return words + (_(", báo cáo trước {day}").format(day=numeric_date(due)) if due else "")


def _commitment_preview(entry: acts.Committed, session: Session) -> str:
    places = [_("ý kiến {place}").format(place=point_of(session, point).place) for point in entry.points]
    topics = [_("gợi ý {topic}").format(topic=topic) for topic in entry.topics]
    follows = (
        _("{who} theo dõi").format(who=comrade(session, entry.verifier))
        if entry.verifier
        else _("chưa có người theo dõi")
    )
    return _("{who} CAM KẾT khắc phục {targets}, {follows}, {due}").format(
        who=comrade(session, entry.owner),
        targets=", ".join([*places, *topics]),
        follows=follows,
        due=due_words(entry.due_kind, entry.due),
    )


def act_name(entry: acts.Entry, session: Session) -> str:
    """The name of the act for the log and for undo: "ý kiến 7 (đ/c Đồng)"; never any of the text."""
    match entry:
        case acts.PointRaised():
            place = max((p.place for p in session.points if p.floor == entry.floor), default=0) + 1
            return _("ý kiến {place}, phần {who}").format(place=place, who=_floor_words(session, entry.floor))
        case acts.PointAnswered():
            point = point_of(session, entry.point)
            return _("trả lời ý kiến {place}, phần {who}").format(
                place=point.place, who=_floor_words(session, point.floor)
            )
        case acts.TopicAnswered():
            return _("trả lời gợi ý {topic}").format(topic=entry.topic)
        case acts.PointJudged():
            point = point_of(session, entry.point)
            return _("kết luận ý kiến {place}, phần {who}").format(
                place=point.place, who=_floor_words(session, point.floor)
            )
        case acts.TopicJudged():
            return _("kết luận gợi ý {topic}").format(topic=entry.topic)
        case acts.Concluded():
            return _("kết luận phần {who}").format(who=_floor_words(session, entry.floor))
        case acts.Committed():
            return _("cam kết của {who}").format(who=_floor_words(session, entry.owner))
        case acts.LevelProposed():
            return _("tự xếp loại của {who}").format(who=_floor_words(session, entry.floor))
        case acts.FloorEntered():
            return _("vào phần {who}").format(who=_floor_words(session, entry.key))
    return _("điểm danh: {what}").format(what=call_preview(entry, session))


def _number(session: Session, ref: str) -> str:
    if ref == COLLECTIVE or not ref:
        return "cb"
    if any(guest.id == ref for guest in session.guests):
        return ref
    return str(session.member(ref).no)


def line_of(session: Session, item_id: str) -> str:
    """The line that an item came from, for editing: read on its own floor it means the same again."""
    for point in session.points:
        if point.id == item_id:
            return _point_line(session, point)
        for answer in point.answers:
            if answer.id == item_id:
                return _answer_line(session, answer, str(point.place))
    for given in session.topic_answers:
        for answer in given.answers:
            if answer.id == item_id:
                return _answer_line(session, answer, given.topic)
    for made in session.commitments:
        if made.id == item_id:
            return _commitment_line(session, made)
    for floor in session.floors:
        for paragraph in floor.conclusion:
            if paragraph.id == item_id:
                return f"ct . {escaped(paragraph.text, session)}"
    raise KeyError(item_id)


def _point_line(session: Session, point: Point) -> str:
    if point.withheld:
        critic = next(name.critic for name in session.withheld if name.point == point.id)
        who = _number(session, critic)
    elif point.source in SOURCE_SHORT:
        who = SOURCE_SHORT[point.source]
    else:
        who = _number(session, point.critic)
    tags = [
        *point.topics,
        *point.entries,
        *([point.recurs] if point.recurs else []),
        *(["kín"] if point.withheld else []),
    ]
    marks = "".join(f" #{tag}" for tag in tags)
    return f"{who} {KIND_SIGNS[point.kind]} {escaped(point.text, session)}{marks}"


def _answer_line(session: Session, answer: Answer, target: str) -> str:
    text = escaped(answer.text, session)
    return f"{_number(session, answer.by)} = {target} {ANSWER_NAMES[answer.kind]} {text}".rstrip()


def _commitment_line(session: Session, made: Commitment) -> str:
    places = []
    for point_id in made.points:
        point = point_of(session, point_id)
        places.append(str(point.place) if point.floor == made.floor else point.number)
    targets = ",".join([*places, *made.topics])
    marks = f" ~{_number(session, made.verifier)}" if made.verifier else ""
    if made.due_kind is DueKind.BY_DATE and made.due:
        marks += f" >{made.due.day}/{made.due.month}/{made.due.year}"
    elif made.due_kind is not DueKind.UNSET:
        marks += " >ngay" if made.due_kind is DueKind.AT_ONCE else " >tx"
    return f"{_number(session, made.owner)} ! {targets} {escaped(made.text, session)}{marks}"
