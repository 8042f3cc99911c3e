"""The session in some documents: everything for the recorder, for a member what that member can open."""

from dataclasses import dataclass, replace
from typing import Any

from review_tui.model.points import Commitment, Correction, Point, Topic
from review_tui.model.session import Approval, Floor, Paragraph, Presence, Session, Sitting
from review_tui.regulation.pack import Pack
from review_tui.store.documents import Document, Documents, decode, fields_decoded, of_table, roll_of, tuple_of
from review_tui.store.errors import Corrupt
from review_tui.store.session_documents import FIELDS, ITEMS


def session_of(documents: Documents, *, member: str = "") -> Session:
    """The session in some documents; for a member, what that member's and the common key open."""
    found = list(documents.values())
    values: dict[str, Any] = {}
    for table in FIELDS:
        for one in of_table(found, table):
            values.update(fields_decoded(one.plain, Session))
    for items in ITEMS:
        values[items.field] = tuple_of(found, items.field, items.kind)
    values["roll"] = roll_of(found, "roll", narrow=bool(member))
    values["sittings"] = _sittings_of(found)
    values["floors"] = _floors_of(found)
    values["points"] = _points_of(found)
    values["approval"] = _approval_of(found)
    try:
        session = Session(**values)
    except TypeError:
        raise Corrupt() from None
    return _narrowed(session, found) if member else session


def _sittings_of(found: list[Document]) -> tuple[Sitting, ...]:
    there: dict[int, list[Presence]] = {}
    for one in of_table(found, "presences"):
        told = decode(one.plain, _Told)
        there.setdefault(told.sitting, []).append(told.presence)
    sittings: tuple[Sitting, ...] = tuple_of(found, "sittings", Sitting)
    return tuple(replace(one, attendance=tuple(there.get(one.number, ()))) for one in sittings)


@dataclass(frozen=True, slots=True)
class _Told:
    """A presence with the number of its sitting."""

    sitting: int
    presence: Presence


@dataclass(frozen=True, slots=True)
class _Said:
    """A paragraph with the floor on which it was said."""

    floor: str
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class _Used:
    """The clock of a floor."""

    key: str
    seconds: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who asked for the corrections of a point whose critic is withheld, and of its answers."""

    point: str
    asked: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...] = ()


def _floors_of(found: list[Document]) -> tuple[Floor, ...]:
    said: dict[str, list[Paragraph]] = {}
    for one in of_table(found, "paragraphs"):
        told = decode(one.plain, _Said)
        said.setdefault(told.floor, []).append(told.paragraph)
    used = {one.key: one.seconds for one in tuple_of(found, "clock", _Used)}
    floors: tuple[Floor, ...] = tuple_of(found, "floors", Floor)
    return tuple(replace(f, conclusion=tuple(said.get(f.key, ())), seconds=used.get(f.key, 0)) for f in floors)


def _points_of(found: list[Document]) -> tuple[Point, ...]:
    asked = {one.point: one for one in tuple_of(found, "asked", _Asked)}
    points: tuple[Point, ...] = tuple_of(found, "points", Point)
    return tuple(_asked_again(point, asked[point.id]) if point.id in asked else point for point in points)


def _asked_again(point: Point, asked: _Asked) -> Point:
    if not point.withheld:
        return point
    answers = point.answers
    if len(asked.answers) == len(answers):
        pairs = zip(answers, asked.answers, strict=True)
        answers = tuple(replace(one, corrections=_by(one.corrections, who)) for one, who in pairs)
    return replace(point, corrections=_by(point.corrections, asked.asked), answers=answers)


def _by(corrections: tuple[Correction, ...], asked: tuple[str, ...]) -> tuple[Correction, ...]:
    if len(asked) != len(corrections):
        return corrections
    return tuple(replace(one, asked_by=who) for one, who in zip(corrections, asked, strict=True))


def _approval_of(found: list[Document]) -> Approval | None:
    approvals: tuple[Approval, ...] = tuple_of(found, "approval", Approval)
    structures: tuple[str, ...] = tuple_of(found, "structure", str)
    if not approvals:
        return None
    return replace(approvals[0], structure=structures[0]) if structures else approvals[0]


def _narrowed(session: Session, found: list[Document]) -> Session:
    """References that lead to what this member cannot open are left out, so that nothing looks for it."""
    topics: tuple[Topic, ...] = tuple_of(found, "topic_copies", Topic)
    points, topic_ids = {point.id for point in session.points}, {topic.id for topic in topics}
    watched: tuple[Commitment, ...] = tuple_of(found, "watched", Commitment)
    made = sorted((*session.commitments, *watched), key=lambda one: one.order)
    own = tuple(
        replace(
            one,
            points=tuple(point for point in one.points if point in points),
            topics=tuple(topic for topic in one.topics if topic in topic_ids),
        )
        for one in made
    )
    return replace(session, topics=topics, commitments=own)


def pack_of(documents: Documents) -> Pack:
    """The pack beside the session."""
    packs: tuple[Pack, ...] = tuple_of(documents.values(), "pack", Pack)
    if not packs:
        raise Corrupt()
    return packs[0]
