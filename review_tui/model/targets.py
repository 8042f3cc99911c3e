"""What an answer, verdict or commitment speaks of: 1, g3, cb.3, 2026-003, or several joined by commas."""

import re
from dataclasses import dataclass

from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.points import COLLECTIVE, Point
from review_tui.model.session import Session

_PLACE = re.compile(r"\d{1,3}")
_ELSEWHERE = re.compile(r"(cb|\d{1,4})\.(\d{1,3})", re.IGNORECASE)
_FOR_LIFE = re.compile(r"\d{4}-\d{3,}")
_TOPIC = re.compile(r"g\d{1,3}")
_LIST = re.compile(
    r"\s*(\S+(?:\s*,\s*(?:\d{1,3}|g\d{1,3}|cb\.\d{1,3}|\d{1,4}\.\d{1,3}|\d{4}-\d{3,})(?=\s|,|$))*)\s*(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A point, or a suggested topic on a floor."""

    point: Point | None = None
    topic: str = ""
    floor: str = ""


def read_target(rest: str, session: Session, floor: str) -> tuple[Target, str]:
    """Read one target at the start of a text: (target, what follows)."""
    words = rest.split(maxsplit=1)
    if not words:
        raise EntryError(_("Chưa ghi trả lời ý kiến số mấy."), word="=")
    return one_target(words[0], session, floor), words[1] if len(words) > 1 else ""


def read_targets(rest: str, session: Session, floor: str) -> tuple[tuple[Target, ...], str]:
    """Read one or more targets joined by commas: (targets, what follows)."""
    match = _LIST.match(rest)
    if match is None:
        raise EntryError(_("Sau dấu “!” ghi số của ý kiến hoặc mã gợi ý mà cam kết khắc phục."), word="!")
    words = [word.strip() for word in match[1].split(",") if word.strip()]
    targets = tuple(one_target(word, session, floor) for word in words)
    return targets, match[2]


def one_target(word: str, session: Session, floor: str) -> Target:
    """Read one target word; unknown and withdrawn ones raise one sentence."""
    bare = fold(word.rstrip(",;:"))
    for topic in session.topics:
        if fold(topic.id) == bare:
            return Target(topic=topic.id, floor=_topic_floor(topic.floors(), topic.id, session, floor))
    if _TOPIC.fullmatch(bare):
        raise EntryError(_("Kỳ này không có gợi ý {topic}.").format(topic=bare), word=word)
    if _FOR_LIFE.fullmatch(bare):
        return _standing(next((p for p in session.points if p.number == bare), None), word)
    if match := _ELSEWHERE.fullmatch(bare):
        other = COLLECTIVE if match[1] == "cb" else session.numbered(int(match[1])).id
        return _placed(int(match[2]), word, session, other)
    if _PLACE.fullmatch(bare):
        if not floor:
            raise EntryError(
                _("Chưa rõ đang kiểm điểm ai nên không biết ý kiến {word} nào.").format(word=word), word=word
            )
        return _placed(int(bare), word, session, floor)
    raise EntryError(
        _("“{word}” không phải số của ý kiến (1, cb.3, 2026-003) hay mã gợi ý (g3).").format(word=word), word=word
    )


def _topic_floor(floors: tuple[str, ...], topic: str, session: Session, floor: str) -> str:
    """The floor on which a topic is answered: the one that is up, else the only one it concerns."""
    if floor in floors:
        return floor
    if len(floors) == 1:
        return floors[0]
    who = session.floor_name(floor) if floor else ""
    raise EntryError(
        _("Gợi ý {topic} không nêu cho {who}.").format(topic=topic, who=who)
        if who
        else _("Gợi ý {topic} nêu cho nhiều đồng chí; hãy vào phần của từng đồng chí.").format(topic=topic),
        word=topic,
    )


def _placed(place: int, word: str, session: Session, floor: str) -> Target:
    found = next((p for p in session.points if p.floor == floor and p.place == place), None)
    return _standing(found, word)


def _standing(point: Point | None, word: str) -> Target:
    if point is None:
        raise EntryError(_("Không có ý kiến {word}.").format(word=word), word=word)
    if point.withdrawn:
        raise EntryError(_("Ý kiến {word} đã rút.").format(word=word), word=word)
    return Target(point=point, floor=point.floor)
