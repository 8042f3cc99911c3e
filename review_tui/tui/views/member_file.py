"""The file of one member as rows: a heading a year, then point, answer, verdict, repair and checks under each other."""

from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.entry import due_words
from review_tui.model.followup import Check, CheckState
from review_tui.model.ledger import LedgerItem
from review_tui.model.member_file import FileYear, Link
from review_tui.model.session import Session
from review_tui.model.words import ANSWER_NAMES, KIND_NAMES, LEVEL_NAMES, VERDICT_NAMES
from review_tui.tui.views.standing import standing_words
from review_tui.tui.widgets.listing import Line, wrapped

CHECK_NAMES = {
    CheckState.DONE: N_("đã xong"),
    CheckState.UNDER_WAY: N_("đang thực hiện"),
    CheckState.NOT_DONE: N_("chưa thực hiện"),
    CheckState.POSTPONED: N_("lùi hạn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """One row of the file."""

    key: str
    text: str
    role: str = ""
    depth: int = 0
    session: str = ""
    at: str = ""
    """ "floor:item" of the place in the minutes, where there is one"""


def file_rows(years: tuple[FileYear, ...]) -> tuple[FileRow, ...]:
    """All years, the newest first."""
    return tuple(row for year in years for row in _year_rows(year))


def _year_rows(year: FileYear) -> list[FileRow]:
    session, floor = year.session, year.floor
    head = _("Kỳ kiểm điểm {id}").format(id=session.id)
    if floor.self_level is not None:
        points = f" {floor.self_points}" if floor.self_points is not None else ""
        head += _(" · tự xếp loại: {level}").format(level=_(LEVEL_NAMES[floor.self_level])) + points
    tally = next((one for one in session.tallies if one.floor == floor.key), None)
    if tally is not None and tally.result is not None:
        head += _(" · chi bộ đề nghị: {level}").format(level=_(LEVEL_NAMES[tally.result]))
    rows = [FileRow(key=session.id, text=head, role="strong", session=session.id)]
    for link in year.links:
        rows += _link_rows(session, link)
    for given in year.topic_answers:
        for answer in given.answers:
            words = _("gợi ý {topic}: {answer} · {text}").format(
                topic=given.topic, answer=_(ANSWER_NAMES[answer.kind]), text=answer.text
            )
            rows.append(
                FileRow(key=answer.id, text=words, depth=1, session=session.id, at=f"{given.floor}:{answer.id}")
            )
    for paragraph in floor.conclusion:
        words = _("kết luận: {text}").format(text=paragraph.text)
        rows.append(
            FileRow(key=paragraph.id, text=words, depth=1, session=session.id, at=f"{floor.key}:{paragraph.id}")
        )
    for item in year.other_commitments:
        rows += _repair_rows(item, 1)
    for item in year.verifies:
        words = _("theo dõi {number} của {owner}: {text}").format(
            number=item.commitment.number, owner=item.owner_name, text=item.commitment.text
        )
        rows.append(FileRow(key=f"v{item.commitment.id}", text=words, role="quiet", depth=1, session=item.session))
    return rows


def _link_rows(session: Session, link: Link) -> list[FileRow]:
    point = link.point
    who = point.critic_name or _("một đồng chí (không nêu tên)") if point.withheld or point.critic_name else ""
    again = _(" (lặp lại {number})").format(number=point.recurs) if point.recurs else ""
    words = f"{point.number} {_(KIND_NAMES[point.kind])}{again} · {who + ': ' if who else ''}{point.text}"
    at = f"{point.floor}:{point.id}"
    rows = [
        FileRow(key=point.id, text=words, role="strong" if point.is_fault else "", depth=1, session=session.id, at=at)
    ]
    for answer in point.answers:
        said = f"{_(ANSWER_NAMES[answer.kind])} · {answer.text}"
        rows.append(FileRow(key=answer.id, text=said, depth=2, session=session.id, at=f"{point.floor}:{answer.id}"))
    if point.verdict is not None:
        said = _("chủ trì: {verdict}").format(verdict=_(VERDICT_NAMES[point.verdict.kind]))
        rows.append(FileRow(key=f"j{point.id}", text=said, depth=2, session=session.id, at=at))
    for item in link.repairs:
        rows += _repair_rows(item, 2)
    return rows


def _repair_rows(item: LedgerItem, depth: int) -> list[FileRow]:
    made = item.commitment
    state, role = standing_words(item)
    words = f"{made.number} {made.text} ({due_words(made.due_kind, item.due)}) · {state}"
    rows = [
        FileRow(
            key=f"c{made.id}", text=words, role=role, depth=depth, session=item.session, at=f"{made.floor}:{made.id}"
        )
    ]
    rows += [FileRow(key=check.id, text=check_words(check), role="quiet", depth=depth + 1) for check in item.checks]
    if item.closing is not None:
        words = _("{day} {who} xác nhận: {words}").format(
            day=numeric_date(item.closing.on), who=item.closing.by, words=item.closing.words
        )
        rows.append(FileRow(key=item.closing.id, text=words, role="good", depth=depth + 1))
    return rows


def check_words(check: Check) -> str:
    """ "10/02/2026 đang thực hiện 60 % · nhận xét (minh chứng: anh.jpg)"."""
    degree = f" {check.degree} %" if check.degree is not None else ""
    due = _(" đến {day}").format(day=numeric_date(check.new_due)) if check.new_due else ""
    text = f" · {check.text}" if check.text else ""
    proof = _(" (minh chứng: {name})").format(name=check.proof.name) if check.proof else ""
    return f"{numeric_date(check.on)} {_(CHECK_NAMES[check.state])}{degree}{due}{text}{proof}"


def draw_file_row(row: FileRow, width: int) -> tuple[Line, ...]:
    """The whole text, indented by its depth."""
    indent = "  " * row.depth
    first, *rest = wrapped(row.text, width - len(indent), width - len(indent) - 2)
    return (((indent, ""), (first, row.role)), *(((indent + "  ", ""), (line, row.role)) for line in rest))
