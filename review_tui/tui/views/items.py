"""Items of the list on the way back into the entry line: their floor, their name, the line that says them anew."""

from review_tui.language.translate import _
from review_tui.model.acts import Entry, PointRaised
from review_tui.model.entry import act_name
from review_tui.model.points import COLLECTIVE, Point, TopicAnswer
from review_tui.model.session import Floor, Session
from review_tui.model.words import LEVEL_NAMES, TOPIC_VERDICT_NAMES, VERDICT_NAMES
from review_tui.tui.views.floor import LEVEL, VERDICT


def floor_of(session: Session, item: str) -> str:
    """The floor of a point, answer, commitment or paragraph; empty when there is none with this id."""
    for point in session.points:
        if point.id == item or any(answer.id == item for answer in point.answers):
            return point.floor
    for given in session.topic_answers:
        if any(answer.id == item for answer in given.answers):
            return given.floor
    for made in session.commitments:
        if made.id == item:
            return made.floor
    for floor in session.floors:
        if any(paragraph.id == item for paragraph in floor.conclusion):
            return floor.key
    return ""


def edit_name(session: Session, item: str, entry: Entry) -> str:
    """The name of an edit for the log: a point keeps its place, and its name says it."""
    point = next((point for point in session.points if point.id == item), None)
    if point is None or not isinstance(entry, PointRaised):
        return _("sửa {act}").format(act=act_name(entry, session))
    act = _("ý kiến {place}, phần {who}").format(place=point.place, who=session.floor_name(point.floor))
    return _("sửa {act}").format(act=act)


def new_line_for(session: Session, key: str, floor: str) -> str:
    """The line that says a verdict or a level anew: entered again, it takes the place of the old one. Else empty."""
    if key == LEVEL:
        return _level_line(session, session.floor(floor))
    if key.startswith(VERDICT):
        return _verdict_line(session, next(one for one in session.points if one.id == key.removeprefix(VERDICT)))
    given = next((one for one in session.topic_answers if one.id == key), None)
    return _topic_line(given) if given is not None and given.floor == session.on_floor else ""


def _level_line(session: Session, floor: Floor) -> str:
    if floor.self_level is None:
        return ""
    who = "cb" if floor.key == COLLECTIVE else str(session.member(floor.key).no)
    points = f" {floor.self_points}" if floor.self_points is not None else ""
    return f"{who} xl {LEVEL_NAMES[floor.self_level]}{points}"


def _verdict_line(session: Session, point: Point) -> str:
    verdict = point.verdict
    if verdict is None:
        return ""
    target = str(point.place) if point.floor == session.on_floor else point.number
    words = ["ct =", target, VERDICT_NAMES[verdict.kind], verdict.text]
    if verdict.verifier:
        words.append(f"~{session.member(verdict.verifier).no}")
    if verdict.due:
        words.append(f">{verdict.due.day}/{verdict.due.month}/{verdict.due.year}")
    return " ".join(word for word in words if word)


def _topic_line(given: TopicAnswer) -> str:
    if given.verdict is None:
        return ""
    day = given.report_by
    due = f" >{day.day}/{day.month}/{day.year}" if day else ""
    return f"ct = {given.topic} {TOPIC_VERDICT_NAMES[given.verdict]}{due}"
