"""One floor of the minutes: the collective or one comrade, with every opinion, answer and conclusion."""

from collections.abc import Callable, Iterable

from review_tui.language.dates import numeric_date
from review_tui.model.floors import proposed_chair
from review_tui.model.points import (
    COLLECTIVE,
    Answer,
    Commitment,
    DueKind,
    Kind,
    Point,
    Source,
    Topic,
    TopicAnswer,
    TopicVerdict,
    VerdictKind,
)
from review_tui.model.session import Role
from review_tui.papers import words
from review_tui.papers.material import Material, capital, on_day, sentence
from review_tui.papers.structure import Block, Heading, Paragraph

_NOTHING = Paragraph(text="Chưa có nội dung.")


def floor_blocks(material: Material, floor: str, *, earlier: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """All that was said on one floor, under headings of this level ("1." for the collective, "a)" for a comrade)."""
    sections: list[tuple[str, tuple[Block, ...]]] = [
        (_self_title(floor), _self_review(material, floor)),
        ("Kết quả khắc phục hạn chế, khuyết điểm đã kết luận trước đây", earlier),
        ("Giải trình những vấn đề được gợi ý kiểm điểm", _topics(material, floor)),
        ("Ý kiến tiếp nhận từ bên ngoài", _opinions(material, floor, outside=True)),
        ("Ý kiến góp ý, phê bình và trả lời", _opinions(material, floor, outside=False) or (_NOTHING,)),
        ("Cam kết khắc phục", _commitments(material, floor)),
        ("Tự nhận mức xếp loại", _self_level(material, floor)),
        ("Kết luận của chủ trì", _conclusion(material, floor)),
    ]
    number = _numbers(level)
    blocks: list[Block] = list(_in_the_chair(material, floor))
    for title, content in sections:
        if content:
            blocks += [Heading(level=level, text=f"{number()} {title}"), *content]
    return tuple(blocks)


def _numbers(level: int) -> Callable[[], str]:
    marks = iter([f"{letter})" for letter in words.LETTERS] if level == 3 else [f"{no}." for no in range(1, 20)])
    return lambda: next(marks)


def _self_title(floor: str) -> str:
    return "Báo cáo kiểm điểm của tập thể chi bộ" if floor == COLLECTIVE else "Tự kiểm điểm"


def _in_the_chair(material: Material, floor: str) -> Iterable[Block]:
    """Says who led or wrote in somebody's place, and where nobody could take it."""
    for role, verb in ((Role.CHAIR, "chủ trì"), (Role.RECORDER, "ghi biên bản")):
        usual, here = material.main_holder(role), material.holder_on(role, floor)
        if here and here != usual:
            who = ", ".join(material.comrade(one) for one in here)
            yield Paragraph(text=f"{capital(who)} {verb} phần kiểm điểm này.")
        elif floor in here:
            alone = role is Role.CHAIR and not proposed_chair(material.session, floor)
            why = ", do không có đồng chí làm thay" if alone else ""
            yield Paragraph(text=f"{capital(material.comrade(floor))} vẫn {verb} khi kiểm điểm bản thân{why}.")


def _self_review(material: Material, floor: str) -> tuple[Block, ...]:
    """The presented self-review and khuyết điểm tự nhận."""
    blocks: list[Block] = []
    for point in _points(material, floor):
        if point.source is Source.SELF:
            blocks += _point(material, point)
    return tuple(blocks) or (_NOTHING,)


def _opinions(material: Material, floor: str, *, outside: bool) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for point in _points(material, floor):
        if point.source is not Source.SELF and (point.source in words.OUTSIDE) is outside:
            blocks += _point(material, point)
    return tuple(blocks)


def _points(material: Material, floor: str) -> list[Point]:
    return sorted(material.session.points_of(floor), key=lambda point: point.order)


def _point(material: Material, point: Point) -> list[Block]:
    blocks: list[Block] = [Paragraph(text=f"{_who_says(material, point)}{_reference(point)}: {point.text}", marker="-")]
    blocks += [_answer(material, answer) for answer in point.answers]
    if point.is_open:
        blocks.append(Paragraph(text="Trả lời: chưa có.", marker="+"))
    if point.verdict is not None:
        blocks.append(Paragraph(text=_verdict(material, point), marker="+"))
    return blocks


def _who_says(material: Material, point: Point) -> str:
    """ "Đồng chí Lê Ngọc Nhẫn nêu ưu điểm": the full name and the kind of opinion."""
    if point.source is Source.SELF:
        who = capital(material.comrade(point.critic)) if point.critic else capital(material.subject(point.floor))
        if point.kind is Kind.STATEMENT:
            return f"{who} trình bày {'báo cáo kiểm điểm' if point.floor == COLLECTIVE else 'bản tự kiểm điểm'}"
        return f"{who} {'tự nhận khuyết điểm' if point.kind is Kind.SHORTCOMING else words.KINDS[point.kind]}"
    if point.source in words.OUTSIDE:
        label = material.own(words.OUTSIDE[point.source])
        return label if point.kind is Kind.STATEMENT else f"{label}, {words.KINDS[point.kind]}"
    return f"{material.critic(point)} {words.KINDS[point.kind]}"


def _reference(point: Point) -> str:
    again = f"; lặp lại khuyết điểm đã nêu tại ý kiến số {point.recurs}" if point.recurs else ""
    return f" (ý kiến số {point.number}{again})"


def _answer(material: Material, answer: Answer) -> Paragraph:
    said = f": {answer.text}" if answer.text else "."
    return Paragraph(text=f"{capital(material.comrade(answer.by))} {words.ANSWERS[answer.kind]}{said}", marker="+")


def _verdict(material: Material, point: Point) -> str:
    verdict = point.verdict
    assert verdict is not None
    said = f"Chủ trì kết luận: {words.VERDICTS[verdict.kind]}"
    if verdict.kind is VerdictKind.PENDING:
        who = material.comrade(verdict.verifier) if verdict.verifier else "người xác minh: chưa có"
        said += f"; {who}{' xác minh' if verdict.verifier else ''}, báo cáo trước {on_day(verdict.due)}"
    return f"{said}. {verdict.text}".rstrip() if verdict.text else f"{said}."


def _topics(material: Material, floor: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for topic in material.session.topics_for(floor):
        about = [point.number for point in _points(material, floor) if topic.id in point.topics]
        blocks += _topic(material, topic, material.session.topic_answer(topic.id, floor), about)
    return tuple(blocks)


def _topic(material: Material, topic: Topic, given: TopicAnswer | None, about: list[str]) -> list[Block]:
    """A suggested topic to the letter, what was answered, opinions that touch it, and the chair's word on it."""
    blocks: list[Block] = [
        Paragraph(text=f"Vấn đề được gợi ý: {sentence(topic.title)} {topic.text}".rstrip(), marker="-")
    ]
    blocks += [_answer(material, answer) for answer in (given.answers if given else ())]
    if given is None or not given.answers:
        blocks.append(Paragraph(text="Giải trình: chưa có.", marker="+"))
    if about:
        blocks.append(Paragraph(text=f"Ý kiến liên quan: số {', '.join(about)}.", marker="+"))
    if given is not None and given.verdict is not None:
        blocks.append(Paragraph(text=f"Chủ trì kết luận: {_topic_verdict(given)}.", marker="+"))
    return blocks


def _topic_verdict(given: TopicAnswer) -> str:
    assert given.verdict is not None
    said = words.TOPIC_VERDICTS[given.verdict]
    if given.verdict is TopicVerdict.CLEAR:
        return said
    return f"{said}, báo cáo trước {on_day(given.report_by)}" if given.report_by else said


def _commitments(material: Material, floor: str) -> tuple[Block, ...]:
    return tuple(_commitment(material, made) for made in material.session.commitments_of(floor))


def _commitment(material: Material, made: Commitment) -> Paragraph:
    verifier = material.comrade(made.verifier) if made.verifier else "chưa có"
    repairs = repaired(material, made)
    about = f"{made.number}; " + (f"khắc phục {repairs}; " if repairs else "")
    return Paragraph(
        text=f"{capital(material.comrade(made.owner))} cam kết ({about}người theo dõi: {verifier}; "
        f"thời hạn: {due_words(made)}): {made.text}",
        marker="-",
    )


def repaired(material: Material, made: Commitment) -> str:
    """ "ý kiến số 2026-003, 2026-004; vấn đề gợi ý “...”": what a commitment repairs."""
    numbers = [point.number for point in material.session.points if point.id in made.points]
    titles = [f"“{topic.title}”" for topic in material.session.topics if topic.id in made.topics]
    parts = [f"ý kiến số {', '.join(numbers)}"] if numbers else []
    if titles:
        parts.append(f"vấn đề gợi ý {', '.join(titles)}")
    return " và ".join(parts)


def due_words(made: Commitment) -> str:
    """ "30/06/2027", "làm ngay", "thường xuyên", "chưa có"."""
    if made.due_kind is DueKind.BY_DATE and made.due:
        return numeric_date(made.due)
    return words.DUES.get(made.due_kind, "chưa có")


def _self_level(material: Material, floor: str) -> tuple[Block, ...]:
    self_rated = material.session.floor(floor)
    level = material.pack.band(self_rated.self_level).name if self_rated.self_level else ""
    points = f"{self_rated.self_points} điểm" if self_rated.self_points is not None else ""
    said = ", ".join(part for part in (level, points) if part)
    return (Paragraph(text=f"{said}."),) if said else ()


def _conclusion(material: Material, floor: str) -> tuple[Block, ...]:
    paragraphs = sorted(material.session.floor(floor).conclusion, key=lambda paragraph: paragraph.order)
    return tuple(Paragraph(text=paragraph.text) for paragraph in paragraphs) or (Paragraph(text="Chưa có."),)
