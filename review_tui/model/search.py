"""Search over all years: points, answers, commitments, conclusions, names; with or without marks."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from review_tui.language.text import fold
from review_tui.model.points import Answer
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


class SearchIndex:
    """All texts of some sessions as one folded text, a line each; a query costs one scan of it (speed.md 3b)."""

    def __init__(self, sessions: tuple[Session, ...]) -> None:
        self._found: list[Found] = []
        self._starts: list[int] = []
        lines: list[str] = []
        at = 0
        for session in reversed(sessions):
            for one in _texts(session):
                line = fold(f"{one.number} {one.who} {one.text}").replace("\n", " ")
                self._found.append(one)
                self._starts.append(at)
                lines.append(line)
                at += len(line) + 1
        self._text = "\n".join(lines) + "\n"

    def find(self, query: str, *, most: int = MOST_FOUND) -> tuple[Found, ...]:
        """Places in which every word of the query stands, the newest session first; at most `most` of them."""
        words = sorted(fold(query).split(), key=len, reverse=True)
        if not words:
            return ()
        hits: list[Found] = []
        at = self._text.find(words[0])
        while at >= 0 and len(hits) < most:
            place = bisect_right(self._starts, at) - 1
            start = self._starts[place]
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
            if all(self._text.find(word, start, end) >= 0 for word in words[1:]):
                hits.append(self._found[place])
            at = self._text.find(words[0], end)
        return tuple(hits)


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
            who = session.name_of(made.owner)
            yield _found(session, FoundKind.COMMITMENT, made.floor, made.id, who, made.number, made.text)
    for one in session.floors:
        for paragraph in one.conclusion:
            who = session.floor_name(one.key)
            yield _found(session, FoundKind.CONCLUSION, one.key, paragraph.id, who, "", paragraph.text)


def _answer(session: Session, floor: str, answer: Answer, number: str) -> Found:
    return _found(session, FoundKind.ANSWER, floor, answer.id, session.name_of(answer.by), number, answer.text)


def _found(session: Session, kind: FoundKind, floor: str, item: str, who: str, number: str, text: str) -> Found:
    return Found(kind=kind, session=session.id, floor=floor, item=item, who=who, number=number, text=text)
