"""A roll before it goes in, as rows: what is refused, what must be asked, what was noticed, then member by member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_tui.exchange.reading import Question, RollReading
from review_tui.language.translate import N_, _
from review_tui.model.people import Status
from review_tui.tui.widgets.lines import Line, wrapped

REFUSED, ASKED, NOTED, ROW = "refused", "asked", "noted", "row"
_SIGNS = {REFUSED: ("! ", "error"), NOTED: ("· ", "quiet"), ROW: ("  ", "")}
CHOICE_WORDS = {
    Status.TEMPORARY_ELSEWHERE: N_("của chi bộ này, đang sinh hoạt tạm thời ở nơi khác"),
    Status.TEMPORARY_HERE: N_("của chi bộ khác, đến sinh hoạt tạm thời tại đây"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One row of the preview."""

    key: str
    kind: str
    text: str
    question: Question | None = None
    answer: Status | None = None


def preview_rows(reading: RollReading, lines: Sequence[str], answers: Mapping[int, Status]) -> tuple[PreviewRow, ...]:
    """All rows, what needs a decision first; `lines` are the members as understood."""
    asked = [
        PreviewRow(key=f"{ASKED}{one.no}", kind=ASKED, text=one.sentence, question=one, answer=answers.get(one.no))
        for one in reading.questions
    ]
    return (*_rows(REFUSED, reading.refused), *asked, *_rows(NOTED, reading.notes), *_rows(ROW, lines))


def _rows(kind: str, texts: Sequence[str]) -> list[PreviewRow]:
    return [PreviewRow(key=f"{kind}{place}", kind=kind, text=text) for place, text in enumerate(texts)]


def draw_preview_row(row: PreviewRow, width: int) -> list[Line]:
    """The whole text; under a question its answers, with the one chosen."""
    sign, role = _SIGNS.get(row.kind, ("? ", "strong"))
    first, *rest = wrapped(row.text, width - 2)
    lines: list[Line] = [((sign + first, role),), *((("  " + line, role),) for line in rest)]
    for digit, choice in enumerate(row.question.choices if row.question else (), start=1):
        mark = "(●)" if choice is row.answer else "( )"
        lines.append((("    ", ""), (f"{digit} ", "strong"), (f"{mark} {_(CHOICE_WORDS[choice])}", "")))
    return lines


def counted(reading: RollReading, answers: Mapping[int, Status]) -> str:
    """ "24 đảng viên · không nhận 2 dòng · 1 điều cần trả lời"."""
    parts = [_("{count} đảng viên").format(count=len(reading.rows))]
    if reading.refused:
        parts.append(_("không nhận {count} dòng").format(count=len(reading.refused)))
    left = sum(one.no not in answers for one in reading.questions)
    if left:
        parts.append(_("{count} điều cần trả lời").format(count=left))
    return " · ".join(parts)
