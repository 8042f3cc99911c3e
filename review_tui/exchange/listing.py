"""What the commands give as `--json`: lists of plain objects in a stable order, only `id` random.

Words that stand for a choice are the English identifiers of the model, whatever the language of the screen.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from review_tui.model.ledger import LedgerItem
from review_tui.model.people import Member
from review_tui.model.points import COLLECTIVE, Point
from review_tui.model.session import Session

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Row: TypeAlias = "dict[str, Json]"


def members_json(members: Iterable[Member], day: date) -> list[Row]:
    """The roll in the order of its numbers, with the status on a day."""
    return [_member(member, day) for member in sorted(members, key=lambda member: member.no)]


def _member(member: Member, day: date) -> Row:
    return {
        "id": member.id,
        "no": member.no,
        "name": member.name,
        "born": _iso(member.born),
        "sex": member.sex,
        "joined": _iso(member.joined),
        "official": _iso(member.official),
        "card": member.card,
        "office": member.office,
        "job": member.job,
        "note": member.note,
        "status": member.status_on(day).value,
    }


def points_json(session: Session, floor: str | None = None) -> list[Row]:
    """The standing points in the order of their numbers, of one floor if one is given.

    `floor` is "cb" or the number of the roll, `floor_no` the place on that floor; a withheld critic stays withheld.
    """
    return [_point(session, point) for point in session.points if not point.withdrawn and floor in (None, point.floor)]


def _point(session: Session, point: Point) -> Row:
    answers: list[Json] = [
        {"kind": answer.kind.value, "text": answer.text, "by": session.name_of(answer.by)} for answer in point.answers
    ]
    collective = point.floor == COLLECTIVE
    return {
        "id": point.id,
        "number": point.number,
        "floor": COLLECTIVE if collective else str(session.member(point.floor).no),
        "floor_no": point.place,
        "kind": point.kind.value,
        "subject": "Tập thể chi bộ" if collective else session.member(point.floor).name,
        "critic": None if point.withheld else point.critic_name or None,
        "source": point.source.value,
        "text": point.text,
        "topics": list(point.topics),
        "answers": answers,
        "verdict": point.verdict.kind.value if point.verdict else None,
    }


def commitments_json(items: Iterable[LedgerItem]) -> list[Row]:
    """The ledger in its own order; `due` is the date in force after postponements."""
    return [_commitment(item) for item in items]


def _commitment(item: LedgerItem) -> Row:
    made = item.commitment
    return {
        "id": made.id,
        "number": made.number,
        "points": list(item.point_numbers),
        "owner": item.owner_name,
        "verifier": item.verifier_name or None,
        "text": made.text,
        "kind": made.due_kind.value,
        "due": _iso(item.due),
        "state": item.standing.value,
    }


def sessions_json(sessions: Iterable[Session]) -> list[Row]:
    """The sessions of a book in the order given; their id is their year, so nothing in it is random."""
    return [
        {"id": made.id, "year": made.year, "regulation": made.regulation, "state": made.state.value}
        for made in sessions
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
