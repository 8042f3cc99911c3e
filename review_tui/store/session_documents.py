"""A session as documents, and back: what lies in which compartment (design.md section 5)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from review_tui.model.ballot import Ballot
from review_tui.model.evidence import Evidence, Informant
from review_tui.model.people import Member
from review_tui.model.points import Commitment, Correction, Topic, TopicAnswer, WithheldName
from review_tui.model.ratings import CapChoice, Facts, Rating
from review_tui.model.self_review import SelfReview
from review_tui.model.session import (
    Approval,
    Dissent,
    DraftLine,
    Floor,
    Guest,
    Presence,
    Session,
    TakenOver,
    Tally,
)
from review_tui.regulation.pack import Pack
from review_tui.store.documents import (
    Document,
    Key,
    encode,
    fields_encoded,
    names_document,
)
from review_tui.store.keys import COMMON, RECORDER

NUMBERS = "numbers"
"""The document of the last numbers given."""

FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "head": (COMMON, ("id", "year", "regulation", "created", "rules", "first_number", "first_commitment")),
    NUMBERS: (RECORDER, ("last_number", "last_commitment", "last_order")),
    "state": (COMMON, ("state",)),
    "turn": (COMMON, ("step", "on_floor", "floor_since")),
    "order": (COMMON, ("reviewed",)),
    "packets": (COMMON, ("packets",)),
    "roles": (COMMON, ("roles",)),
    "documents_read": (COMMON, ("documents_read",)),
    "handled": (RECORDER, ("handled",)),
    "reopenings": (RECORDER, ("reopenings",)),
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
    Items("taken", TakenOver, lambda one: one.id, lambda one: one.member),
    Items("informants", Informant, lambda one: one.evidence, _always(RECORDER)),
)

COPIES = frozenset({"names", "topic_copies", "watched"})
"""Tables of copies made for members; the recorder never reads them and undo never counts them."""


class Encoded:
    """Documents made before, by the values that they were made of: of thousands, an act changes a few.

    Values are frozen and acts share what they do not change, so the same object is the same text.
    """

    def __init__(self) -> None:
        self._known: dict[Key, tuple[object, Document]] = {}

    def document(
        self, table: str, id: str, compartment: str, n: int, value: object, told: Callable[[], object] | None = None
    ) -> Document:
        """The document of a value; `told` gives what is written of it where that is not the value itself."""
        key = (table, id, compartment)
        known = self._known.get(key)
        if known is not None and known[0] is value and known[1].n == n:
            return known[1]
        made = Document(table, id, compartment, n, encode(told() if told else value))
        self._known[key] = (value, made)
        return made


def session_documents(
    session: Session, *, numbers: str = RECORDER, encoded: Encoded | None = None
) -> Iterator[Document]:
    """All documents of a session, copies for members included.

    `numbers` is the compartment of the last numbers given: earlier versions let every member read how many there are.
    """
    known = encoded or Encoded()
    members = frozenset(member.id for member in session.roll)

    def home(who: str) -> str:
        return who if who in members or who in (COMMON, RECORDER) else RECORDER

    for table, (compartment, names) in FIELDS.items():
        where = numbers if table == NUMBERS else compartment
        yield Document(table, table, where, 0, fields_encoded(session, names))
    for items in ITEMS:
        for n, one in enumerate(getattr(session, items.field)):
            yield known.document(items.field, items.id(one), home(items.home(one)), n, one)
    for n, member in enumerate(session.roll):
        yield known.document("roll", member.id, member.id, n, member)
    yield from _sittings(session, home, known)
    yield from _floors(session, home, known)
    yield from _points(session, home, known)
    yield from _approval(session.approval)
    yield from _copies(session, members, known)


def _sittings(session: Session, home: Home, known: Encoded) -> Iterator[Document]:
    for n, sitting in enumerate(session.sittings):
        number = sitting.number
        yield Document("sittings", str(number), COMMON, n, encode(replace(sitting, attendance=())))
        for place, one in enumerate(sitting.attendance):
            told = partial(_told_presence, number, one)
            yield known.document("presences", f"{number}/{one.member}", home(one.member), place, one, told)


def _floors(session: Session, home: Home, known: Encoded) -> Iterator[Document]:
    for n, floor in enumerate(session.floors):
        where, key = home(floor.key), floor.key
        yield known.document("floors", key, where, n, floor, partial(_plain_floor, floor))
        yield known.document("clock", key, where, n, floor, partial(_used, floor))
        for place, one in enumerate(floor.conclusion):
            yield Document("paragraphs", one.id, where, place, encode({"floor": key, "paragraph": one}))


def _told_presence(sitting: int, presence: Presence) -> dict[str, Any]:
    return {"sitting": sitting, "presence": presence}


def _used(floor: Floor) -> dict[str, Any]:
    return {"key": floor.key, "seconds": floor.seconds}


def _plain_floor(floor: Floor) -> dict[str, Any]:
    """A floor without what lies in documents of its own."""
    return {**{name: getattr(floor, name) for name in _FLOOR}, "conclusion": (), "seconds": 0}


def _points(session: Session, home: Home, known: Encoded) -> Iterator[Document]:
    """Who asked for a correction of a withheld point or its answers may be its critic: the recorder's only, too."""
    for n, point in enumerate(session.points):
        if point.withheld and (point.corrections or any(answer.corrections for answer in point.answers)):
            asked: dict[str, Any] = {"point": point.id, "asked": [one.asked_by for one in point.corrections]}
            if any(answer.corrections for answer in point.answers):
                asked["answers"] = [[one.asked_by for one in answer.corrections] for answer in point.answers]
            yield Document("asked", point.id, RECORDER, 0, encode(asked))
            point = replace(
                point,
                corrections=_nobody(point.corrections),
                answers=tuple(replace(one, corrections=_nobody(one.corrections)) for one in point.answers),
            )
        yield known.document("points", point.id, home(point.floor), n, point)


def _nobody(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    return tuple(replace(one, asked_by="") for one in corrections)


def _approval(approval: Approval | None) -> Iterator[Document]:
    """The structure of the minutes holds everybody's record: it is the recorder's only."""
    if approval is None:
        return
    if approval.structure:
        yield Document("structure", "structure", RECORDER, 0, encode(approval.structure))
    yield Document("approval", "approval", COMMON, 0, encode(replace(approval, structure="")))


def _copies(session: Session, members: frozenset[str], known: Encoded) -> Iterator[Document]:
    yield names_document(session.roll)
    for n, topic in enumerate(session.topics):
        for member in dict.fromkeys(topic.concerns):
            if member in members:
                yield Document("topic_copies", topic.id, member, n, encode(replace(topic, concerns=(member,))))
    for n, made in enumerate(session.commitments):
        if made.verifier in members and made.verifier != made.owner:
            told = partial(replace, made, points=(), topics=(), corrections=())
            yield known.document("watched", made.id, made.verifier, n, made, told)


def members_of(roll: Iterable[Member]) -> tuple[str, ...]:
    """The ids that need a key before a session can be sealed."""
    return tuple(member.id for member in roll)


def pack_document(pack: Pack) -> Document:
    """The copy of the regulation pack that lies beside the session."""
    return Document("pack", "pack", COMMON, 0, encode(pack))
