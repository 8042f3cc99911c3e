"""Trích biên bản: what has one member as its subject, and nothing else; other names inside its texts can be hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from review_tui.language.text import given_name
from review_tui.model.ledger import LedgerItem
from review_tui.model.people import Member
from review_tui.model.points import Answer, Commitment, Point, Topic
from review_tui.model.session import Floor, Role, Session, State
from review_tui.papers.carried import carried_over
from review_tui.papers.letterhead import marks
from review_tui.papers.reviewed import floor_blocks
from review_tui.papers.signers import for_the_cell, paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Signature

ANOTHER = "một đồng chí"

_TITLES = r"(?i:đồng chí|đ/c|đ\.c)"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInside:
    """Another member's name inside the words about somebody."""

    name: str
    """full name on the roll"""
    as_written: str
    text: str
    """the text in which it stands"""


def names_inside(session: Session, floor: str, ledger: Sequence[LedgerItem] = ()) -> tuple[NameInside, ...]:
    """Other members' names inside the texts that an extract would print: to be kept, or replaced by "một đồng chí".

    Names of those who spoke, answered or verify are part of the minutes and not meant here.
    """
    found: dict[tuple[str, str], NameInside] = {}
    promised = (item.commitment.text for item in ledger if item.commitment.floor == floor)
    for text in dict.fromkeys((*_texts(session, floor), *promised)):
        for member in _others(session, floor):
            for match in _pattern(member).finditer(text):
                key = (member.name, text)
                found.setdefault(key, NameInside(name=member.name, as_written=match[0], text=text))
    return tuple(found.values())


def _others(session: Session, floor: str) -> tuple[Member, ...]:
    own = next((member.name for member in session.roll if member.id == floor), "")
    return tuple(member for member in session.roll if member.name != own)


def _pattern(member: Member) -> re.Pattern[str]:
    """The full name with or without its title, and the given name after a title."""
    full, given = re.escape(member.name), re.escape(given_name(member.name))
    return re.compile(rf"(?<!\w)(?:(?:{_TITLES}\s+)?{full}|{_TITLES}\s+{given})(?!\w)")


def _texts(session: Session, floor: str) -> Iterator[str]:
    for point in session.points_of(floor):
        yield point.text
        yield from (answer.text for answer in point.answers)
        if point.verdict is not None and point.verdict.text:
            yield point.verdict.text
    for given in session.topic_answers:
        if given.floor == floor:
            yield from (answer.text for answer in given.answers)
    for topic in session.topics_for(floor):
        yield from (topic.title, topic.text)
    yield from (paragraph.text for paragraph in session.floor(floor).conclusion)
    yield from (made.text for made in session.commitments_of(floor))


class _Hiding:
    """Replaces names of others inside texts by "một đồng chí"."""

    def __init__(self, session: Session, floor: str, names: tuple[str, ...]) -> None:
        self._patterns = [_pattern(one) for one in _others(session, floor) if one.name in names]

    def text(self, text: str) -> str:
        for pattern in self._patterns:
            text = pattern.sub(_as_begun, text)
        return text

    def answers(self, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(replace(answer, text=self.text(answer.text)) for answer in answers)

    def point(self, point: Point) -> Point:
        verdict = replace(point.verdict, text=self.text(point.verdict.text)) if point.verdict else None
        return replace(point, text=self.text(point.text), answers=self.answers(point.answers), verdict=verdict)

    def floor(self, floor: Floor) -> Floor:
        return replace(floor, conclusion=tuple(replace(one, text=self.text(one.text)) for one in floor.conclusion))

    def commitment(self, made: Commitment) -> Commitment:
        return replace(made, text=self.text(made.text))

    def topic(self, topic: Topic) -> Topic:
        return replace(topic, title=self.text(topic.title), text=self.text(topic.text))


def without_names(session: Session, floor: str, names: tuple[str, ...]) -> Session:
    """The session with these members' names replaced inside the texts about one floor."""
    hide = _Hiding(session, floor, names)
    return replace(
        session,
        points=tuple(hide.point(one) if one.floor == floor else one for one in session.points),
        topics=tuple(hide.topic(one) if floor in one.floors() else one for one in session.topics),
        topic_answers=tuple(
            replace(one, answers=hide.answers(one.answers)) if one.floor == floor else one
            for one in session.topic_answers
        ),
        floors=tuple(hide.floor(one) if one.key == floor else one for one in session.floors),
        commitments=tuple(hide.commitment(one) if one.floor == floor else one for one in session.commitments),
    )


def _as_begun(match: re.Match[str]) -> str:
    """With a capital where the name began the text or followed a full stop."""
    before = match.string[: match.start()].rstrip()
    return ANOTHER.capitalize() if not before or before[-1] in ".!?\n" else ANOTHER


def extract(sources: Sources) -> Paper:
    """The part of the minutes about one member, with a slip by which the receipt is signed."""
    floor = sources.need_member()
    session = without_names(sources.session, floor, sources.replaced)
    hide = _Hiding(session, floor, sources.replaced)
    promised = [replace(item, commitment=hide.commitment(item.commitment)) for item in sources.ledger]
    sources = replace(sources, session=session)
    material = sources.material
    recorder = material.main_holder(Role.RECORDER)
    earlier = carried_over(promised, session, floor)
    made = paper(
        sources,
        kind="extract",
        title="TRÍCH BIÊN BẢN",
        subject=f"Hội nghị kiểm điểm, đánh giá, xếp loại chất lượng năm {session.year}\n"
        f"(phần kiểm điểm đồng chí {material.name(floor)})",
        blocks=(
            Paragraph(text=_where(sources)),
            *floor_blocks(material, floor, earlier=earlier, level=2),
            *_slip(sources, floor),
        ),
        left=Signature(label="NGƯỜI GHI BIÊN BẢN", name=material.name(recorder[0]) if recorder else ""),
        right=for_the_cell(sources),
        day=material.last_day(),
    )
    draft = session.state not in (State.APPROVED, State.SIGNED)
    return replace(made, marks=marks(draft=draft, practice=sources.cell.practice))


def _where(sources: Sources) -> str:
    approval = sources.session.approval
    number = f" số {approval.number}" if approval and approval.number else ""
    return f"Trích biên bản{number} của {sources.material.cell_name()}, phần có liên quan đến đồng chí có tên trên."


def _slip(sources: Sources, floor: str) -> tuple[Block, ...]:
    """The receipt slip below the text."""
    name = sources.material.name(floor)
    return (
        Heading(level=1, text="PHẦN KÝ NHẬN"),
        Paragraph(text=f"Đồng chí {name} đã nhận bản trích này ngày …… tháng …… năm ………, ký tên: ………………………………"),
    )


def receipt(sources: Sources) -> Paper:
    """A slip of its own by which a member signs for a paper about himself."""
    floor = sources.need_member()
    name = sources.material.name(floor)
    return paper(
        sources,
        kind="receipt",
        title="GIẤY BIÊN NHẬN",
        subject=f"Nhận văn bản kiểm điểm, đánh giá, xếp loại năm {sources.session.year}",
        blocks=(
            Paragraph(text=f"Tôi là {name}, đảng viên {sources.material.cell_name()}, đã nhận của chi bộ:"),
            Paragraph(text="[  ] Bản trích biên bản hội nghị kiểm điểm.", marker=""),
            Paragraph(text="[  ] Thông báo kết quả đánh giá, xếp loại chất lượng.", marker=""),
            Paragraph(text="[  ] Văn bản khác: ……………………………………………………………………"),
            Paragraph(text="Số tờ: …………… Ngày nhận: …… tháng …… năm ………."),
        ),
        left=Signature(label="NGƯỜI GIAO", name=""),
        right=Signature(label="NGƯỜI NHẬN", name=name),
    )
