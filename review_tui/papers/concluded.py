"""Parts IV and V of the minutes: what must be done, who is still to be reviewed, read-back and approval."""

from collections.abc import Iterator

from review_tui.language.dates import clock_words, long_date, numeric_date
from review_tui.model.points import (
    Answer,
    AnswerKind,
    Correction,
    Point,
    TopicVerdict,
    VerdictKind,
)
from review_tui.model.session import Dissent, FloorState, Here
from review_tui.papers import words
from review_tui.papers.material import Material, capital, on_day
from review_tui.papers.reviewed import due_words, repaired
from review_tui.papers.structure import DOTS, Block, Column, Heading, Paragraph, Table

COMMITMENT_COLUMNS = (
    Column(key="so", label="Số", width=25),
    Column(key="noi_dung", label="Nội dung cam kết", width=43),
    Column(key="khac_phuc", label="Khắc phục", width=33),
    Column(key="thuc_hien", label="Người thực hiện", width=21),
    Column(key="theo_doi", label="Người theo dõi", width=21),
    Column(key="thoi_han", label="Thời hạn", width=22, centred=True),
)

_NONE = (Paragraph(text="Không có."),)


def conclusions(material: Material) -> tuple[Block, ...]:
    """Commitments, what waits for verification, what must be reported back, who is still to be reviewed."""
    return (
        Heading(level=2, text="1. Cam kết khắc phục hạn chế, khuyết điểm"),
        _commitments(material),
        Heading(level=2, text="2. Nội dung chờ xác minh"),
        *(tuple(_to_verify(material)) or _NONE),
        Heading(level=2, text="3. Nội dung phải báo cáo bổ sung"),
        *(tuple(_to_report(material)) or _NONE),
        Heading(level=2, text="4. Đảng viên chưa kiểm điểm"),
        *(tuple(_left_over(material)) or _NONE),
    )


def _commitments(material: Material) -> Block:
    standing = [made for made in material.session.commitments if not made.withdrawn]
    if not standing:
        return Paragraph(text="Chưa có.")
    rows = tuple(
        (
            made.number,
            made.text,
            repaired(material, made) or "chưa có",
            material.name(made.owner),
            material.name(made.verifier) if made.verifier else "chưa có",
            due_words(made),
        )
        for made in sorted(standing, key=lambda made: made.number)
    )
    return Table(key="commitments", columns=COMMITMENT_COLUMNS, rows=rows)


def _to_verify(material: Material) -> Iterator[Paragraph]:
    for point in _standing(material):
        if point.verdict is not None and point.verdict.kind is VerdictKind.PENDING:
            who = material.comrade(point.verdict.verifier) if point.verdict.verifier else "chưa có"
            report = f"người xác minh: {who}; báo cáo trước {on_day(point.verdict.due)}"
        elif point.verdict is None and point.answers and point.answers[-1].kind is AnswerKind.VERIFY:
            report = f"{material.comrade(point.answers[-1].by)} đề nghị xác minh; người xác minh: chưa có"
        else:
            continue
        about = f"Ý kiến số {point.number} về {material.subject(point.floor)}"
        yield Paragraph(text=f"{about} ({report}): {point.text}", marker="-")


def _standing(material: Material) -> list[Point]:
    return [point for point in material.session.points if not point.withdrawn]


def _to_report(material: Material) -> Iterator[Paragraph]:
    titles = {topic.id: topic.title for topic in material.session.topics}
    for given in material.session.topic_answers:
        if given.verdict in (TopicVerdict.UNCLEAR, TopicVerdict.REPORT):
            assert given.verdict is not None
            yield Paragraph(
                text=f"{capital(material.subject(given.floor))} báo cáo bổ sung vấn đề “{titles.get(given.topic, '')}” "
                f"({words.TOPIC_VERDICTS[given.verdict]}); thời hạn báo cáo: trước {on_day(given.report_by)}.",
                marker="-",
            )


def _left_over(material: Material) -> Iterator[Paragraph]:
    """Those whose turn has not come, and those whom the regulation leaves out, with the reason."""
    session = material.session
    waiting = [
        key
        for key in session.reviewed
        if session.floor(key).state is not FloorState.OPENED and key not in material.reviewed_floors
    ]
    if waiting:
        names = ", ".join(f"{material.name(key)}{_absence(material, key)}" for key in waiting)
        yield Paragraph(
            text=f"Chưa kiểm điểm {len(waiting)} đồng chí: {names}. Chi bộ tổ chức kiểm điểm bổ sung.", marker="-"
        )
    for member_id, why in session.not_reviewed:
        reason = _exclusion(material, member_id) or why.rstrip(".")
        name = material.name(member_id)
        yield Paragraph(text=f"Không thuộc diện kiểm điểm: đồng chí {name}, {reason}.", marker="-")


def _exclusion(material: Material, member_id: str) -> str:
    """Why the pack leaves somebody out, in the pack's own words: the session's sentence may be in another language."""
    member = material.member(member_id)
    if member is None:
        return ""
    months = member.months_since_joined(material.session.day)
    for excluded in material.pack.exclusions:
        too_new = excluded.below_months is not None and months is not None and months < excluded.below_months
        if too_new or excluded.status is material.status(member):
            return f"{excluded.reason} ({excluded.article})"
    return ""


def _absence(material: Material, member_id: str) -> str:
    for sitting in reversed(material.session.sittings):
        for presence in sitting.attendance:
            if presence.member == member_id and presence.here is Here.ABSENT:
                return f" (vắng mặt: {presence.reason})" if presence.reason else " (vắng mặt, không có lý do)"
    return ""


def read_back(material: Material) -> tuple[Block, ...]:
    """Corrections, other opinions, the vote on the minutes, reopenings, the end."""
    return (
        *_corrections(material),
        *_dissents(material),
        *_reopenings(material),
        _approval(material),
        _end(material),
    )


def _corrections(material: Material) -> tuple[Block, ...]:
    """How many sentences were corrected, by who asked for it."""
    asked: dict[str, int] = {}
    for hidden, made in _corrected(material):
        for correction in made:
            hides = bool(hidden) and correction.asked_by == hidden
            name = words.NOBODY_NAMED.lower() if hides else f"đ/c {material.name(correction.asked_by)}"
            asked[name] = asked.get(name, 0) + 1
    parts = [f"đã sửa {count} chỗ theo đề nghị của {name}" for name, count in asked.items()]
    if not parts and material.session.approval is None:
        return ()
    return (Paragraph(text=f"Biên bản được đọc lại trước hội nghị; {'; '.join(parts) or 'không có đề nghị sửa'}."),)


def _corrected(material: Material) -> Iterator[tuple[str, tuple[Correction, ...]]]:
    """(member id whose name must not be printed or "", corrections) of everything that was said."""
    session = material.session
    hidden = _hidden(material)
    for point in _standing(material):
        yield hidden.get(point.id, ""), point.corrections
        yield from (("", answer.corrections) for answer in point.answers)
    yield from (("", answer.corrections) for given in session.topic_answers for answer in given.answers)
    yield from (("", paragraph.corrections) for floor in session.floors for paragraph in floor.conclusion)
    yield from (("", made.corrections) for made in session.commitments if not made.withdrawn)


def _hidden(material: Material) -> dict[str, str]:
    """Withheld critics by point: asking to correct one's own sentence must not give the name away."""
    return {kept.point: kept.critic for kept in material.session.withheld}


def _dissents(material: Material) -> tuple[Block, ...]:
    """Other opinions entered at read-back, and opinions that people reserved: both stand with the name."""
    session = material.session
    hidden = _hidden(material)
    blocks: list[Block] = []
    for dissent in session.dissents:
        hides = dissent.by == hidden.get(dissent.about)
        who = words.NOBODY_NAMED if hides else capital(material.comrade(dissent.by))
        blocks.append(
            Paragraph(text=f"{who} có ý kiến khác về {_about(material, dissent)}: {dissent.text}", marker="-")
        )
    blocks += [_reserved(material, about, answer) for about, answer in _reservations(material)]
    return (Paragraph(text="Ý kiến khác và ý kiến bảo lưu được ghi vào biên bản:"), *blocks) if blocks else ()


def _reservations(material: Material) -> Iterator[tuple[str, Answer]]:
    titles = {topic.id: topic.title for topic in material.session.topics}
    for point in _standing(material):
        for answer in point.answers:
            if answer.kind is AnswerKind.RESERVE:
                yield f"ý kiến số {point.number}", answer
    for given in material.session.topic_answers:
        for answer in given.answers:
            if answer.kind is AnswerKind.RESERVE:
                yield f"vấn đề gợi ý “{titles.get(given.topic, '')}”", answer


def _reserved(material: Material, about: str, answer: Answer) -> Paragraph:
    said = f": {answer.text}" if answer.text else "."
    return Paragraph(text=f"{capital(material.comrade(answer.by))} bảo lưu ý kiến đối với {about}{said}", marker="-")


def _about(material: Material, dissent: Dissent) -> str:
    session = material.session
    for point in session.points:
        if point.id == dissent.about:
            return f"ý kiến số {point.number}"
        if any(answer.id == dissent.about for answer in point.answers):
            return f"phần trả lời ý kiến số {point.number}"
    for made in session.commitments:
        if made.id == dissent.about:
            return f"cam kết {made.number}"
    for floor in session.floors:
        if any(paragraph.id == dissent.about for paragraph in floor.conclusion):
            return f"kết luận của chủ trì đối với {material.subject(floor.key)}"
    if dissent.floor:
        return f"nội dung kiểm điểm {material.subject(dissent.floor)}"
    return "biên bản"


def _reopenings(material: Material) -> tuple[Block, ...]:
    return tuple(
        Paragraph(
            text=f"Biên bản đã thông qua được mở lại {on_day(made.at.date())}; lý do: {made.reason}",
            marker="-",
        )
        for made in material.session.reopenings
    )


def _approval(material: Material) -> Paragraph:
    approval = material.session.approval
    if approval is None:
        return Paragraph(text=f"Biểu quyết thông qua biên bản: {DOTS}/{DOTS} đồng chí tán thành.")
    count = f"{approval.votes_for}/{approval.voters} đồng chí tán thành"
    share = words.percent(approval.votes_for, approval.voters)
    return Paragraph(text=f"Hội nghị biểu quyết thông qua biên bản: {count} ({share}).")


def _end(material: Material) -> Paragraph:
    last = material.session.sitting
    closed = clock_words(last.closed) if last and last.closed else DOTS
    if last and last.day:
        same = last.day == material.first_sitting().day
        day = "cùng ngày" if same else long_date(last.day)
    else:
        day = f"ngày {DOTS}" if material.last_day() is None else f"ngày {numeric_date(material.last_day())}"
    return Paragraph(text=f"Hội nghị kết thúc vào hồi {closed}, {day}.")
