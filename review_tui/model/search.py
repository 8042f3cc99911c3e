"""Search over all years: points, answers, commitments, conclusions, names; with or without marks."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.points import COLLECTIVE, Answer
from review_tui.model.session import Session

MOST_FOUND = 200


class FoundKind(StrEnum):
    """What was found."""

    POINT = "point"
    ANSWER = "answer"
    COMMITMENT = "commitment"
    CONCLUSION = "conclusion"
    TOPIC = "topic"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place that fits: session, floor and item lead straight to it."""

    kind: FoundKind
    session: str
    floor: str
    item: str
    who: str
    """who said it, or whose review it is"""
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class YearTexts:
    """The texts of one session, a line each: folded for finding, and as JSON for showing what was found."""

    session: str
    folded: bytes
    rows: bytes

    def as_bytes(self) -> bytes:
        """Both in one piece; no line holds a zero byte."""
        return self.folded + b"\0" + self.rows

    @classmethod
    def of_bytes(cls, session: str, plain: bytes) -> "YearTexts | None":
        """What `as_bytes` gave; None for anything else."""
        folded, zero, rows = plain.partition(b"\0")
        return cls(session, folded, rows) if zero and folded.count(b"\n") == rows.count(b"\n") else None

    def found(self, lines: list[int]) -> list[Found]:
        """What stands in these lines."""
        rows = self.rows.split(b"\n") if lines else []
        return [_found_again(self.session, rows[line]) for line in lines]


def texts_of(session: Session) -> YearTexts:
    """What can be searched of a session."""
    folded, rows = list[str](), list[bytes]()
    for one in _texts(session):
        who = _shown(one).who
        folded.append(" ".join(fold(f"{one.number} {who} {one.text}").replace("\0", " ").split("\n")))
        told = [one.kind, one.floor, one.item, one.who, one.number, one.text]
        rows.append(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    lines = "".join(f"{line}\n" for line in folded)
    return YearTexts(session.id, lines.encode("utf-8", "replace"), b"".join(row + b"\n" for row in rows))


class SearchIndex:
    """The texts of some years, the newest first; a query looks at each line of them until enough are found."""

    def __init__(self, years: Iterable[YearTexts] = ()) -> None:
        self._years: list[tuple[YearTexts, list[bytes]]] = []
        for year in years:
            self.add(year)

    def add(self, year: YearTexts) -> None:
        """One more year, older than those before."""
        self._years.append((year, year.folded.split(b"\n")))

    def find(self, query: str, *, most: int = MOST_FOUND) -> tuple[Found, ...]:
        """Places in which every word of the query stands, the newest session first; at most `most` of them."""
        words = [word.encode("utf-8", "replace") for word in sorted(fold(query).split(), key=len, reverse=True)]
        hits: list[Found] = []
        for year, lines in self._years if words else ():
            hits += year.found(list(islice(_places(lines, words), most - len(hits))))
            if len(hits) >= most:
                break
        return tuple(hits)


def _places(lines: list[bytes], words: list[bytes]) -> Iterator[int]:
    first, *others = words
    if not others:
        return (place for place, line in enumerate(lines) if first in line)
    second, *rest = others
    pairs = ((place, line) for place, line in enumerate(lines) if first in line and second in line)
    return (place for place, line in pairs if all(word in line for word in rest))


def _found_again(session: str, row: bytes) -> Found:
    kind, floor, item, who, number, text = json.loads(row)
    one = Found(kind=FoundKind(kind), session=session, floor=floor, item=item, who=who, number=number, text=text)
    return _shown(one)


def _shown(one: Found) -> Found:
    """The collective is named in the language of the screen."""
    return replace(one, who=_("Tập thể chi bộ")) if one.who == COLLECTIVE else one


def _texts(session: Session) -> Iterator[Found]:
    for member in session.roll:
        yield _found(
            session, FoundKind.NAME, member.id, member.id, member.name, str(member.no), member.office or member.job
        )
    for topic in session.topics:
        floor = topic.floors()[0] if topic.floors() else ""
        yield _found(session, FoundKind.TOPIC, floor, topic.id, "", topic.id, f"{topic.title}. {topic.text}")
    for point in session.points:
        if not point.withdrawn:
            yield _found(session, FoundKind.POINT, point.floor, point.id, point.critic_name, point.number, point.text)
            for answer in point.answers:
                yield _answer(session, point.floor, answer, point.number)
    for given in session.topic_answers:
        for answer in given.answers:
            yield _answer(session, given.floor, answer, given.topic)
    for made in session.commitments:
        if not made.withdrawn:
            who = _who(session, made.owner)
            yield _found(session, FoundKind.COMMITMENT, made.floor, made.id, who, made.number, made.text)
    for one in session.floors:
        for paragraph in one.conclusion:
            who = _who(session, one.key)
            yield _found(session, FoundKind.CONCLUSION, one.key, paragraph.id, who, "", paragraph.text)


def _who(session: Session, who: str) -> str:
    return COLLECTIVE if who == COLLECTIVE else session.name_of(who)


def _answer(session: Session, floor: str, answer: Answer, number: str) -> Found:
    return _found(session, FoundKind.ANSWER, floor, answer.id, _who(session, answer.by), number, answer.text)


def _found(session: Session, kind: FoundKind, floor: str, item: str, who: str, number: str, text: str) -> Found:
    return Found(kind=kind, session=session.id, floor=floor, item=item, who=who, number=number, text=text)
