"""What one subject has to bring and what has come, as rows that can be opened."""

from dataclasses import dataclass
from enum import StrEnum

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.evidence import EVIDENCE_NAMES, Evidence, EvidenceKind
from review_tui.model.points import COLLECTIVE, Topic
from review_tui.model.session import Session
from review_tui.papers.earlier import earlier_lines
from review_tui.tui.views.evidence import EvidenceRow, entry_head, entry_state, settled_words
from review_tui.tui.views.preparation import DeskRow, review_state, sections_done
from review_tui.tui.views.topic_fields import must_line
from review_tui.tui.widgets.lines import Line, wrapped

_MOST_LINES = 2


class Opens(StrEnum):
    """What Enter opens on a row."""

    REVIEW = "review"
    SECTION = "section"
    TOPIC = "topic"
    EARLIER = "earlier"
    EVIDENCE = "evidence"
    AWAITED = "awaited"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One row; `item` is the section, topic, entry or kind that it opens."""

    opens: Opens
    item: str
    text: str
    state: str = ""
    role: str = ""
    depth: int = 1
    more: str = ""
    """told below in a quiet voice"""

    @property
    def key(self) -> str:
        """Its place in the list."""
        return f"{self.opens}:{self.item}"


def person_rows(session: Session, row: DeskRow, informed: frozenset[str]) -> tuple[PersonRow, ...]:
    """Self-review with its sections, topics, earlier shortcomings, evidence. `informed`: entries with a name apart."""
    return (
        *_review_rows(row),
        *(_topic_row(row, topic) for topic in row.made.topics),
        *_earlier_rows(row),
        PersonRow(opens=Opens.NOTHING, item="evidence", text=_("Ý kiến, tài liệu từ bên ngoài"), depth=0),
        *_evidence_rows(session, row, informed),
    )


def _review_rows(row: DeskRow) -> list[PersonRow]:
    made, (done, needed) = row.made, sections_done(row.made)
    state, role = review_state(made)
    code = made.form.code if made.form else ""
    text = _("Báo cáo kiểm điểm, mẫu {code}") if row.floor == COLLECTIVE else _("Bản kiểm điểm, mẫu {code}")
    text = text.format(code=code)
    if made.review is not None:
        text += _(": đủ {n}/{m} mục, {words} từ").format(n=done, m=needed, words=made.review.words)
        if made.review.sent:
            text += _(", gửi các đồng chí {day}").format(day=numeric_date(made.review.sent))
    rows = [PersonRow(opens=Opens.REVIEW, item="", text=text, state=state, role=role, depth=0)]
    if made.due is not None and made.late:
        words = _("Hạn gửi trước hội nghị là ngày {day}, đã qua; gửi muộn vẫn dùng được.")
        rows.append(PersonRow(opens=Opens.NOTHING, item="late", text=words.format(day=numeric_date(made.due))))
    for section in made.sections if made.review is not None else ():
        if section.missing:
            text = f"{section.key} {section.title}"
            rows.append(
                PersonRow(opens=Opens.SECTION, item=section.key, text=text, state=_("○ chưa viết"), role="warning")
            )
    return rows


def _topic_row(row: DeskRow, topic: Topic) -> PersonRow:
    unanswered = topic in row.made.unanswered
    return PersonRow(
        opens=Opens.TOPIC,
        item=topic.id,
        text=_("Gợi ý {id}: {title}").format(id=topic.id, title=topic.title),
        state=_("○ chưa giải trình") if unanswered else _("✓ có ở mục IV"),
        role="warning" if unanswered else "good",
        depth=0,
        more=must_line(topic),
    )


def _earlier_rows(row: DeskRow) -> list[PersonRow]:
    lines = earlier_lines(row.earlier)
    return [
        PersonRow(opens=Opens.EARLIER, item=fault.number, text=_("Mục III: {line}").format(line=line), depth=0)
        for fault, line in zip(row.earlier, lines, strict=True)
    ]


def _evidence_rows(session: Session, row: DeskRow, informed: frozenset[str]) -> list[PersonRow]:
    rows = [
        PersonRow(
            opens=Opens.AWAITED,
            item=kind,
            text=_(EVIDENCE_NAMES[kind]),
            state=_("○ chưa có"),
            role="warning",
        )
        for kind in row.made.awaited
    ]
    rows += [_entry_row(entry, entry.id in informed) for entry in row.made.evidence]
    if not rows:
        text = _("Chưa có gì. Bấm 2 để ghi.")
        rows.append(PersonRow(opens=Opens.NOTHING, item="none", text=text))
    return rows


def _entry_row(entry: Evidence, informed: bool) -> PersonRow:
    state, role = entry_state(entry)
    told = settled_words(EvidenceRow(entry=entry, who="", topics="", informed=informed))
    topics = " ".join(f"#{topic}" for topic in entry.topics)
    return PersonRow(
        opens=Opens.EVIDENCE,
        item=entry.id,
        text=f"{entry_head(entry)} {topics}".rstrip(),
        state=state,
        role=role,
        more=" · ".join(part for part in (entry.text, told) if part),
    )


def draw_person_row(row: PersonRow, width: int) -> tuple[Line, ...]:
    """The text over as many lines as it needs, its state at the right; what is told below in two lines."""
    indent = "  " * row.depth
    room = max(width - len(indent) - (len(row.state) + 2 if row.state else 0), 20)
    first, *rest = wrapped(row.text, room, width - len(indent) - 2)
    strong = "strong" if row.depth == 0 else ""
    pad = " " * (room - len(first) + 2)
    lines: list[Line] = [((indent + first, strong), (pad + row.state if row.state else "", row.role))]
    lines += [((f"{indent}  {line}", strong),) for line in rest]
    below = wrapped(row.more, width - len(indent) - 4) if row.more else []
    cut = below[:_MOST_LINES]
    if len(below) > len(cut):
        cut[-1] += " …"
    return (*lines, *(((f"{indent}    {line}", "quiet"),) for line in cut))


def kind_of(item: str) -> EvidenceKind:
    """The kind that a row awaits."""
    return EvidenceKind(item)


HELP = (
    N_("Tên người gửi đơn, người gọi điện chỉ thư ký xem được; không in, không cho đảng viên xem."),
    N_("Hạn trước hội nghị chỉ là lời nhắc: bản gửi muộn vẫn dùng được."),
)
