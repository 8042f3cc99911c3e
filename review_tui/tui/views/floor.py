"""The list of one floor: what was said, answered, promised and concluded, in the order said."""

from collections.abc import Sequence
from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.entry import comrade, due_words, speaker
from review_tui.model.ledger import LedgerItem
from review_tui.model.points import COLLECTIVE, Answer, Commitment, Point, Source, TopicAnswer
from review_tui.model.session import Paragraph, Session
from review_tui.model.words import (
    ANSWER_NAMES,
    KIND_SIGNS,
    LEVEL_NAMES,
    TOPIC_VERDICT_NAMES,
    VERDICT_NAMES,
)
from review_tui.tui.views.standing import standing_words
from review_tui.tui.widgets.listing import Line, fitted, wrapped

MOST_LINES = 3
"""Lines of one text in the list; the whole of it opens over the list."""

LEVEL = "level"
"""key of the row of the self-proposed level"""

VERDICT = "verdict:"
"""prefix of the key of a verdict's row, before the id of its point"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRow:
    """One row of the list: a text with its sign, who, and state. `key` is the id of the item it shows."""

    key: str
    lead: str
    who: str
    text: str
    state: str = ""
    role: str = ""
    """colour role of the state; the words carry the meaning"""
    depth: int = 0


def floor_rows(session: Session, floor: str, earlier: Sequence[LedgerItem] = ()) -> tuple[FloorRow, ...]:
    """Everything on one floor in the order said: earlier commitments first, answers under their points."""
    pieces: list[tuple[int, list[FloorRow]]] = [
        (point.order, _point_rows(session, point)) for point in session.points_of(floor)
    ]
    pieces += [
        (_first_order(given), _topic_rows(session, given)) for given in session.topic_answers if given.floor == floor
    ]
    pieces += [(made.order, [_commitment_row(session, made)]) for made in session.commitments_of(floor)]
    one = session.floor(floor)
    pieces += [(paragraph.order, [_conclusion_row(paragraph)]) for paragraph in one.conclusion]
    rows = [_earlier_row(item) for item in earlier]
    for _order, group in sorted(pieces, key=lambda piece: piece[0]):
        rows += group
    if one.self_level is not None:
        points = _(", {points} điểm").format(points=one.self_points) if one.self_points is not None else ""
        rows.append(FloorRow(key=LEVEL, lead="xl", who=_("tự xếp loại"), text=_(LEVEL_NAMES[one.self_level]) + points))
    return tuple(rows)


def _first_order(given: TopicAnswer) -> int:
    return given.answers[0].order if given.answers else 1_000_000_000


def _point_rows(session: Session, point: Point) -> list[FloorRow]:
    who = _short_speaker(session, point)
    state, role = _point_state(point)
    again = _("lặp lại {number} · ").format(number=point.recurs) if point.recurs else ""
    tags = " ".join(f"#{tag}" for tag in point.topics)
    row = FloorRow(
        key=point.id,
        lead=f"{point.place} {KIND_SIGNS[point.kind]}",
        who=who,
        text=f"{again}{point.text}" + (f"  {tags}" if tags else ""),
        state=state,
        role=role,
    )
    return [row, *(_answer_row(session, answer) for answer in point.answers), *_verdict_rows(session, point)]


def _short_speaker(session: Session, point: Point) -> str:
    if point.source is Source.SELF:
        return _("tự nhận") if KIND_SIGNS[point.kind] == "-" else _("trình bày")
    name = speaker(session, point.source, point.critic, point.critic_name, withheld=point.withheld)
    return name.removeprefix(_("Đ/c {name}").format(name=""))


def _short(session: Session, ref: str) -> str:
    """ "Đồng", with the full name where the given name is shared; a guest's name as it is."""
    return comrade(session, ref).removeprefix(_("Đ/c {name}").format(name=""))


def _point_state(point: Point) -> tuple[str, str]:
    if point.is_open:
        return _("○ chưa trả lời"), "warning"
    if point.answers:
        return "✓ " + _(ANSWER_NAMES[point.answers[-1].kind]), "good"
    return "", ""


def _answer_row(session: Session, answer: Answer) -> FloorRow:
    who = _short(session, answer.by) if answer.by != COLLECTIVE else _("tập thể")
    return FloorRow(
        key=answer.id,
        lead="=",
        who=f"{who} {_(ANSWER_NAMES[answer.kind])}",
        text=answer.text,
        depth=1,
    )


def _verdict_rows(session: Session, point: Point) -> list[FloorRow]:
    verdict = point.verdict
    if verdict is None:
        return []
    words = [_(VERDICT_NAMES[verdict.kind])]
    if verdict.verifier:
        words.append(_("{who} xác minh").format(who=comrade(session, verdict.verifier)))
    if verdict.due:
        words.append(_("báo cáo trước {day}").format(day=numeric_date(verdict.due)))
    text = ", ".join(words) + (f". {verdict.text}" if verdict.text else "")
    return [FloorRow(key=VERDICT + point.id, lead="»", who=_("chủ trì"), text=text, depth=1)]


def _topic_rows(session: Session, given: TopicAnswer) -> list[FloorRow]:
    state = ""
    if given.verdict is not None:
        state = "» " + _(TOPIC_VERDICT_NAMES[given.verdict])
        state += " " + numeric_date(given.report_by) if given.report_by else ""
    rows = []
    for answer in given.answers:
        row = _answer_row(session, answer)
        rows.append(
            FloorRow(key=row.key, lead=f"{given.topic} =", who=row.who, text=row.text, state=state, role="good")
        )
    if not rows and state:
        rows.append(FloorRow(key=given.id, lead=given.topic, who=_("chủ trì"), text=state))
    return rows


def _commitment_row(session: Session, made: Commitment) -> FloorRow:
    follows = (
        _("{who} theo dõi").format(who=_short(session, made.verifier)) if made.verifier else _("chưa có người theo dõi")
    )
    words = f"{follows}, {due_words(made.due_kind, made.due)}"
    who = _short(session, made.owner) if made.owner != COLLECTIVE else _("tập thể")
    return FloorRow(key=made.id, lead="!", who=_("{who} cam kết").format(who=who), text=f"{made.text} ({words})")


def _conclusion_row(paragraph: Paragraph) -> FloorRow:
    return FloorRow(key=paragraph.id, lead="»", who=_("kết luận"), text=paragraph.text)


def _earlier_row(item: LedgerItem) -> FloorRow:
    state, role = standing_words(item)
    return FloorRow(
        key=item.commitment.number,
        lead="←",
        who=_("cam kết {number}").format(number=item.commitment.number),
        text=item.commitment.text,
        state=state,
        role=role,
    )


def draw_floor_row(row: FloorRow, width: int, *, whole: bool = False) -> tuple[Line, ...]:
    """Draw one row: sign and speaker, the text over at most three lines, the state at the right of the first.

    With `whole` the text is not cut.
    """
    indent = "   " * row.depth
    head = f"{row.lead} {row.who}: "
    state = f"  {row.state}" if row.state else ""
    room = max(width - len(state) - len(indent), 20)
    later = indent + "    "
    lines = wrapped(head + row.text, room, width - len(later))
    cut = lines if whole else lines[:MOST_LINES]
    if len(lines) > len(cut):
        cut[-1] = fitted(cut[-1] + " …", width - len(later)).rstrip()
    first = fitted(cut[0], room)
    shown = len(head) if first.startswith(head) else 0
    drawn: list[Line] = [((indent, ""), (first[:shown], "strong"), (first[shown:], ""), (state, row.role))]
    drawn += [((later + line, ""),) for line in cut[1:]]
    return tuple(drawn)
