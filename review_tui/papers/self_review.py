"""Forms 01, 2A, 2B, 2C (02A, 02B of 2023): the self-review as far as it is written, the rest as blanks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from review_tui.model.points import COLLECTIVE, Topic
from review_tui.model.preparing import review_of
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session
from review_tui.papers.earlier import earlier_blocks, earlier_of
from review_tui.papers.material import sentence
from review_tui.papers.signers import BLANK_LINES, for_the_cell, identity, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Signature
from review_tui.regulation.pack import Form, Pack, Section
from review_tui.regulation.preparation import EXPLAINED, REPAIRED, form_due, part_of

_GROUPS = {"A": "A- NỘI DUNG TỰ KIỂM ĐIỂM", "B": "B- TỰ ĐÁNH GIÁ, XẾP LOẠI"}
_COLLECTIVE_GROUPS = {"A": "A- NỘI DUNG KIỂM ĐIỂM", "B": "B- NỘI DUNG TỰ ĐÁNH GIÁ, XẾP LOẠI"}
_STRENGTHS = "I. Ưu điểm, kết quả đạt được"


def self_review(sources: Sources) -> Paper:
    """The form of one member; raises one sentence where no member is named."""
    floor = sources.need_member()
    material, member = sources.material, sources.session.member(floor)
    form = _form(sources, floor)
    return paper(
        sources,
        kind="self-review",
        title="BẢN KIỂM ĐIỂM" if not _rates(form) else "BẢN KIỂM ĐIỂM,\nTỰ ĐÁNH GIÁ, XẾP LOẠI CÁ NHÂN",
        subject=f"Năm {sources.session.year} (Mẫu {form.code})",
        blocks=(identity(material, member, posts=form.subject == "leader"), *_body(sources, form, floor)),
        right=Signature(label="NGƯỜI TỰ KIỂM ĐIỂM", name=member.name),
    )


def collective_review(sources: Sources) -> Paper:
    """Form 01, the report of the cell."""
    form = _form(sources, COLLECTIVE)
    return paper(
        sources,
        kind="collective-review",
        title="BÁO CÁO",
        subject=f"Kiểm điểm, tự đánh giá, xếp loại tập thể chi bộ\nnăm {sources.session.year} (Mẫu {form.code})",
        blocks=tuple(_body(replace(sources, member=""), form, COLLECTIVE)),
        right=for_the_cell(sources),
        recipients=recipients_of(sources),
        symbol="report",
    )


def _form(sources: Sources, floor: str) -> Form:
    found = form_due(sources.session, sources.pack, floor)
    return found or Form(code="", title="", subject="", sections=())


def _rates(form: Form) -> bool:
    return any(section.key.startswith("B.") for section in form.sections)


def _body(sources: Sources, form: Form, floor: str) -> Iterator[Block]:
    """The sections under the headings of their groups and parts."""
    review = review_of(sources.session, floor) or SelfReview(member=floor, form=form.code)
    groups = _COLLECTIVE_GROUPS if floor == COLLECTIVE else _GROUPS
    group = part = ""
    for section in form.sections:
        names = section.key.split(".")
        if names[0] in groups and names[0] != group:
            group = names[0]
            yield Heading(level=1, text=groups[group])
        if part_of(section.key) != part:
            part = part_of(section.key)
            if len(names) > 2:
                yield Heading(level=2, text=_STRENGTHS)
        yield _heading(section, names)
        yield from _content(sources, form, section, review)


def _heading(section: Section, names: list[str]) -> Heading:
    """ "1. ..." below a part, "II. ..." for a part, "II- ..." in forms without groups."""
    if len(names) > 2:
        return Heading(level=3, text=f"{names[-1]}. {section.title}")
    if len(names) == 2:
        return Heading(level=2, text=f"{names[-1]}. {section.title}")
    return Heading(level=1, text=f"{section.key}- {section.title}")


def _content(sources: Sources, form: Form, section: Section, review: SelfReview) -> Iterable[Block]:
    text = review.text(section.key)
    written: tuple[Block, ...] = tuple(Paragraph(text=line) for line in text.split("\n") if line.strip())
    part = part_of(section.key)
    if section.key == "B.I":
        return (*_points(sources, review), *written)
    if section.key == form.sections[-1].key:
        return (*_levels(sources.pack, sources.session, review), *written)
    if part == REPAIRED:
        found = earlier_blocks(earlier_of(sources, review.member))
        return (*found, *written) or (Paragraph(text="Không có."),)
    if part == EXPLAINED:
        topics = sources.session.topics_for(review.member)
        if not topics and not written:
            return (Paragraph(text="Không có gợi ý kiểm điểm."),)
        return (*_topics(topics), *(written or _blanks(1)))
    return written or _blanks(2)


def _topics(topics: tuple[Topic, ...]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(text=f"Vấn đề được gợi ý: {sentence(topic.title)} {topic.text}".rstrip(), marker="-")
        for topic in topics
    )


def _blanks(count: int) -> tuple[Block, ...]:
    return (Paragraph(text=BLANK_LINES),) * count


def _points(sources: Sources, review: SelfReview) -> tuple[Block, ...]:
    """Common criteria, results, total; the total said at the meeting where the parts are not known."""
    said = sources.session.floor(review.member).self_points
    total = review.total if review.total is not None else said
    lines = (("Tiêu chí chung", review.common, 30), ("Kết quả thực hiện nhiệm vụ", review.results, 70))
    blocks = tuple(
        Paragraph(text=f"{label}: {_figure(points)}/{most} điểm.", marker="-") for label, points, most in lines
    )
    return (*blocks, Paragraph(text=f"Tổng cộng: {_figure(total)}/100 điểm.", marker="-"))


def _figure(points: int | None) -> str:
    return "………" if points is None else str(points)


def _levels(pack: Pack, session: Session, review: SelfReview) -> tuple[Block, ...]:
    """The four levels, one of them ticked."""
    level = review.level or session.floor(review.member).self_level
    return tuple(Paragraph(text=f"[{'X' if band.level is level else '  '}] {band.name}") for band in pack.bands)
