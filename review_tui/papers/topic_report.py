"""Báo cáo giải trình: what was answered to each suggested topic, for the body that suggested it."""

from collections.abc import Iterator

from review_tui.language.dates import numeric_date
from review_tui.model.points import COLLECTIVE, Answer, Kind, Packet, Point, Topic, TopicAnswer, TopicVerdict
from review_tui.papers import words
from review_tui.papers.material import Material, capital, on_day, sentence
from review_tui.papers.signers import for_the_cell, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Record


def topic_answers(sources: Sources) -> Paper:
    """The report to the superior: every letter, every topic, every answer, what is still to be reported by when."""
    session, material = sources.session, sources.material
    body: list[Block] = []
    for packet in session.packets:
        body += _packet(material, packet)
    loose = [topic for topic in session.topics if topic.packet not in {packet.id for packet in session.packets}]
    for number, topic in enumerate(loose, 1):
        body += _topic(material, topic, number)
    return paper(
        sources,
        kind="topic-answers",
        title="BÁO CÁO",
        subject=f"Giải trình những vấn đề được gợi ý kiểm điểm năm {session.year}",
        blocks=(*body, *_still_to_report(material))
        if body
        else (Paragraph(text="Năm nay chi bộ không được gợi ý kiểm điểm."),),
        right=for_the_cell(sources),
        recipients=recipients_of(sources),
        symbol="report",
        day=material.last_day(),
    )


def _packet(material: Material, packet: Packet) -> Iterator[Block]:
    number = words.document_name(packet.number)
    by = f", yêu cầu trả lời trước ngày {numeric_date(packet.answer_by)}" if packet.answer_by else ""
    yield Heading(level=1, text=f"{number}, ngày {numeric_date(packet.dated)} của {packet.issuer}{by}")
    topics = [topic for topic in material.session.topics if topic.packet == packet.id]
    for place, topic in enumerate(topics, 1):
        yield from _topic(material, topic, place)


def _topic(material: Material, topic: Topic, number: int) -> Iterator[Block]:
    yield Heading(level=2, text=f"{number}. {topic.title}")
    yield Paragraph(text=sentence(topic.text)) if topic.text else Paragraph(text="Nội dung gợi ý: như trên.")
    if topic.must_answer:
        yield Record(rows=(("Yêu cầu giải trình", "; ".join(topic.must_answer)),))
    for floor in topic.floors():
        yield from _answered(material, floor, material.session.topic_answer(topic.id, floor))
        yield from _asked_further(material, topic, floor)


def _answered(material: Material, floor: str, given: TopicAnswer | None) -> Iterator[Block]:
    who = capital(material.subject(floor))
    if given is None or not given.answers:
        yield Paragraph(text=f"{who}: chưa giải trình.", marker="-")
    else:
        yield from (Paragraph(text=_said(material, floor, answer), marker="-") for answer in given.answers)
    if given is not None and given.verdict is not None:
        yield Paragraph(text=f"Kết luận của chủ trì: {_verdict(given)}.", marker="+")


def _questions(material: Material, topic: Topic, floor: str) -> list[Point]:
    """What the meeting asked further about the answer: questions on that floor that name the topic."""
    return [one for one in material.session.points_of(floor) if one.kind is Kind.QUESTION and topic.id in one.topics]


def _asked_further(material: Material, topic: Topic, floor: str) -> Iterator[Block]:
    for point in _questions(material, topic, floor):
        yield Paragraph(text=f"Hội nghị hỏi thêm: {sentence(point.text)}", marker="+")
        for answer in point.answers:
            yield Paragraph(text=_said(material, floor, answer), marker="+")


def _said(material: Material, floor: str, answer: Answer) -> str:
    who = capital(material.comrade(answer.by))
    for_cell = " (thay mặt tập thể chi bộ)" if floor == COLLECTIVE and answer.by != COLLECTIVE else ""
    return f"{who}{for_cell} {words.ANSWERS[answer.kind]}{f': {answer.text}' if answer.text else '.'}"


def _verdict(given: TopicAnswer) -> str:
    assert given.verdict is not None
    said = words.TOPIC_VERDICTS[given.verdict]
    return f"{said}, báo cáo trước {on_day(given.report_by)}" if given.verdict is not TopicVerdict.CLEAR else said


def _still_to_report(material: Material) -> Iterator[Block]:
    """The report-back list: what is unclear, wanting or unanswered."""
    lines = []
    for topic in material.session.topics:
        for floor in topic.floors():
            given = material.session.topic_answer(topic.id, floor)
            if given is None or not given.answers:
                lines.append(f"{capital(material.subject(floor))}, vấn đề “{topic.title}”: chưa giải trình.")
            elif given.verdict in (TopicVerdict.UNCLEAR, TopicVerdict.REPORT):
                lines.append(f"{capital(material.subject(floor))}, vấn đề “{topic.title}”: {_verdict(given)}.")
            lines += [
                f"{capital(material.subject(floor))}, câu hỏi thêm về vấn đề “{topic.title}”: {sentence(point.text)}"
                for point in _questions(material, topic, floor)
                if point.is_open
            ]
    yield Heading(level=1, text="NHỮNG NỘI DUNG CÒN PHẢI BÁO CÁO BỔ SUNG")
    yield from (Paragraph(text=line, marker="-") for line in lines or ["Không có."])
