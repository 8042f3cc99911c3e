"""A session as documents, and back: what lies in which compartment (design.md section 5)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
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
    Session,
    TakenOver,
    Tally,
)
from review_tui.regulation.pack import Pack
from review_tui.store.documents import (
    Document,
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


def session_documents(session: Session, *, numbers: str = RECORDER) -> Iterator[Document]:
    """All documents of a session, copies for members included.

    `numbers` is the compartment of the last numbers given: earlier versions let every member read how many there are.
    """
    members = frozenset(member.id for member in session.roll)

    def home(who: str) -> str:
        return who if who in members or who in (COMMON, RECORDER) else RECORDER

    for table, (compartment, names) in FIELDS.items():
        where = numbers if table == NUMBERS else compartment
        yield Document(table, table, where, 0, fields_encoded(session, names))
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
        yield Document("points", point.id, home(point.floor), n, encode(point))


def _nobody(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    return tuple(replace(one, asked_by="") for one in corrections)


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


def members_of(roll: Iterable[Member]) -> tuple[str, ...]:
    """The ids that need a key before a session can be sealed."""
    return tuple(member.id for member in roll)


def pack_document(pack: Pack) -> Document:
    """The copy of the regulation pack that lies beside the session."""
    return Document("pack", "pack", COMMON, 0, encode(pack))
