"""A session as documents, and back: what lies in which compartment (design.md section 5)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from review_tui.model.ballot import Ballot
from review_tui.model.evidence import Evidence, Informant
from review_tui.model.people import Member
from review_tui.model.points import Commitment, Point, Topic, TopicAnswer, WithheldName
from review_tui.model.ratings import CapChoice, Facts, Rating
from review_tui.model.self_review import SelfReview
from review_tui.model.session import (
    Approval,
    Dissent,
    DraftLine,
    Floor,
    Guest,
    Paragraph,
    Presence,
    Session,
    Sitting,
    Tally,
)
from review_tui.regulation.pack import Pack
from review_tui.store.documents import (
    Document,
    Documents,
    decode,
    encode,
    fields_decoded,
    fields_encoded,
    names_document,
    of_table,
    roll_of,
    tuple_of,
)
from review_tui.store.errors import Corrupt
from review_tui.store.keys import COMMON, RECORDER

FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "head": (COMMON, ("id", "year", "regulation", "created", "rules", "first_number", "first_commitment")),
    "numbers": (COMMON, ("last_number", "last_commitment", "last_order")),
    "state": (COMMON, ("state",)),
    "turn": (COMMON, ("step", "on_floor", "floor_since")),
    "order": (COMMON, ("reviewed",)),
    "packets": (COMMON, ("packets",)),
    "roles": (COMMON, ("roles",)),
    "documents_read": (COMMON, ("documents_read",)),
    "handled": (RECORDER, ("handled",)),
    "reopenings": (COMMON, ("reopenings",)),
    "signing": (COMMON, ("signing",)),
}
"""Single documents: the fields of the session that lie together."""

_FLOOR = tuple(field.name for field in fields(Floor) if field.name not in ("conclusion", "seconds"))

Home = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Items:
    """A field that holds many values, one document each."""

    field: str
    kind: Any
    id: Callable[[Any], str]
    home: Home
    """COMMON, RECORDER, or the floor or member whose compartment it is"""


def _always(compartment: str) -> Home:
    return lambda _one: compartment


ITEMS = (
    Items("not_reviewed", tuple[str, str], lambda one: one[0], lambda one: one[0]),
    Items("topics", Topic, lambda one: one.id, _always(RECORDER)),
    Items("guests", Guest, lambda one: one.id, _always(COMMON)),
    Items("withheld", WithheldName, lambda one: one.point, _always(RECORDER)),
    Items("topic_answers", TopicAnswer, lambda one: one.id, lambda one: one.floor),
    Items("commitments", Commitment, lambda one: one.id, lambda one: one.owner),
    Items("drafts", DraftLine, lambda one: one.id, _always(RECORDER)),
    Items("dissents", Dissent, lambda one: one.id, lambda one: one.floor),
    Items("tallies", Tally, lambda one: one.floor, _always(RECORDER)),
    Items("ballots", Ballot, lambda one: one.id, _always(RECORDER)),
    Items("ratings", Rating, lambda one: one.id, lambda one: one.floor),
    Items("facts", Facts, lambda one: one.floor, lambda one: one.floor),
    Items("caps", CapChoice, lambda one: f"={one.group}", _always(RECORDER)),
    Items("self_reviews", SelfReview, lambda one: one.member, lambda one: one.member),
    Items("evidence", Evidence, lambda one: one.id, lambda one: one.about),
    Items("informants", Informant, lambda one: one.evidence, _always(RECORDER)),
)

COPIES = frozenset({"names", "topic_copies", "watched"})
"""Tables of copies made for members; the recorder never reads them and undo never counts them."""


def session_documents(session: Session) -> Iterator[Document]:
    """All documents of a session, copies for members included."""
    members = frozenset(member.id for member in session.roll)

    def home(who: str) -> str:
        return who if who in members or who in (COMMON, RECORDER) else RECORDER

    for table, (compartment, names) in FIELDS.items():
        yield Document(table, table, compartment, 0, fields_encoded(session, names))
    for items in ITEMS:
        for n, one in enumerate(getattr(session, items.field)):
            yield Document(items.field, items.id(one), home(items.home(one)), n, encode(one))
    for n, member in enumerate(session.roll):
        yield Document("roll", member.id, member.id, n, encode(member))
    yield from _sittings(session, home)
    yield from _floors(session, home)
    yield from _points(session, home)
    yield from _approval(session.approval)
    yield from _copies(session, members)


def _sittings(session: Session, home: Home) -> Iterator[Document]:
    for n, sitting in enumerate(session.sittings):
        yield Document("sittings", str(sitting.number), COMMON, n, encode(replace(sitting, attendance=())))
        for place, presence in enumerate(sitting.attendance):
            told = {"sitting": sitting.number, "presence": presence}
            yield Document(
                "presences", f"{sitting.number}/{presence.member}", home(presence.member), place, encode(told)
            )


def _floors(session: Session, home: Home) -> Iterator[Document]:
    for n, floor in enumerate(session.floors):
        where = home(floor.key)
        plain = {name: getattr(floor, name) for name in _FLOOR}
        yield Document("floors", floor.key, where, n, encode({**plain, "conclusion": (), "seconds": 0}))
        yield Document("clock", floor.key, where, n, encode({"key": floor.key, "seconds": floor.seconds}))
        for place, paragraph in enumerate(floor.conclusion):
            told = {"floor": floor.key, "paragraph": paragraph}
            yield Document("paragraphs", paragraph.id, where, place, encode(told))


def _points(session: Session, home: Home) -> Iterator[Document]:
    """Who asked for a correction of a withheld point is its critic: that name, too, is the recorder's only."""
    for n, point in enumerate(session.points):
        if point.withheld and point.corrections:
            asked = {"point": point.id, "asked": [one.asked_by for one in point.corrections]}
            yield Document("asked", point.id, RECORDER, 0, encode(asked))
            point = replace(point, corrections=tuple(replace(one, asked_by="") for one in point.corrections))
        yield Document("points", point.id, home(point.floor), n, encode(point))


def _approval(approval: Approval | None) -> Iterator[Document]:
    """The structure of the minutes holds everybody's record: it is the recorder's only."""
    if approval is None:
        return
    if approval.structure:
        yield Document("structure", "structure", RECORDER, 0, encode(approval.structure))
    yield Document("approval", "approval", COMMON, 0, encode(replace(approval, structure="")))


def _copies(session: Session, members: frozenset[str]) -> Iterator[Document]:
    yield names_document(session.roll)
    for n, topic in enumerate(session.topics):
        for member in dict.fromkeys(topic.concerns):
            if member in members:
                yield Document("topic_copies", topic.id, member, n, encode(replace(topic, concerns=(member,))))
    for n, made in enumerate(session.commitments):
        if made.verifier in members and made.verifier != made.owner:
            watched = replace(made, points=(), topics=(), corrections=())
            yield Document("watched", made.id, made.verifier, n, encode(watched))


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
    """Who asked for the corrections of a point whose critic is withheld."""

    point: str
    asked: tuple[str, ...]


def _floors_of(found: list[Document]) -> tuple[Floor, ...]:
    said: dict[str, list[Paragraph]] = {}
    for one in of_table(found, "paragraphs"):
        told = decode(one.plain, _Said)
        said.setdefault(told.floor, []).append(told.paragraph)
    used = {one.key: one.seconds for one in tuple_of(found, "clock", _Used)}
    floors: tuple[Floor, ...] = tuple_of(found, "floors", Floor)
    return tuple(replace(f, conclusion=tuple(said.get(f.key, ())), seconds=used.get(f.key, 0)) for f in floors)


def _points_of(found: list[Document]) -> tuple[Point, ...]:
    asked = {one.point: one.asked for one in tuple_of(found, "asked", _Asked)}
    points: tuple[Point, ...] = tuple_of(found, "points", Point)
    return tuple(_asked_again(point, asked[point.id]) if point.id in asked else point for point in points)


def _asked_again(point: Point, asked: tuple[str, ...]) -> Point:
    if not point.withheld or len(asked) != len(point.corrections):
        return point
    pairs = zip(point.corrections, asked, strict=True)
    return replace(point, corrections=tuple(replace(one, asked_by=who) for one, who in pairs))


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


def members_of(roll: Iterable[Member]) -> tuple[str, ...]:
    """The ids that need a key before a session can be sealed."""
    return tuple(member.id for member in roll)


def pack_document(pack: Pack) -> Document:
    """The copy of the regulation pack that lies beside the session."""
    return Document("pack", "pack", COMMON, 0, encode(pack))


def pack_of(documents: Documents) -> Pack:
    """The pack beside the session."""
    packs: tuple[Pack, ...] = tuple_of(documents.values(), "pack", Pack)
    if not packs:
        raise Corrupt()
    return packs[0]
