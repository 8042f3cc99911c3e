"""The counting desk as values: what was typed for the head and for each name, and what does not add up in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Count, Way
from review_tui.model.counting import (
    HEAD_NAMES,
    count_of,
    differences,
    figures_of,
    hands_counted,
    head_errors,
    line_errors,
    line_note,
    read_head,
    read_row,
    row_of,
)
from review_tui.model.session import Level, Session
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.views.levels import numbered_name
from review_tui.tui.widgets.listing import Line, fitted, plain, wrapped

HEAD = "head"
"""Key of the row of the slips; the others are the floors of the ballot."""

_DONE = "done"
"""Key of the draft's line that says that a teller has typed everything."""

_NO_HEAD = (0, 0, 0, 0, 0)

Typed = dict[str, str]
"""What was typed, by the key of its row."""


class Turn(StrEnum):
    """Whose turn it is at the desk."""

    ALONE = "alone"
    """one reads, one types"""
    FIRST = "first"
    SECOND = "second"
    """blind: nothing of the first is shown"""
    COMPARE = "compare"


TURN_NAMES = {
    Turn.FIRST: N_("người thứ nhất nhập"),
    Turn.SECOND: N_("người thứ hai nhập"),
    Turn.COMPARE: N_("so hai người"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row: its name, what was typed, what it says, and whether that is wrong."""

    key: str
    name: str
    typed: str
    told: str = ""
    wrong: bool = False


def draft_places(session: str, ballot: str) -> tuple[str, str]:
    """Where the book keeps what the two tellers type, until the ballot is published."""
    return f"count:{session}:{ballot}", f"count:{session}:{ballot}:2"


def turn_of(ballot: Ballot, first: Typed, second: Typed) -> Turn:
    """Whose turn it is; a power cut between two tellers changes nothing of it."""
    if not ballot.double:
        return Turn.ALONE
    if _DONE not in first:
        return Turn.FIRST
    return Turn.COMPARE if _DONE in second else Turn.SECOND


def finished(typed: Typed) -> Typed:
    """The same, and its teller has typed everything."""
    return {**typed, _DONE: "1"}


def typed_again(ballot: Ballot) -> Typed:
    """The figures of a count that was taken in, as they were typed; nothing where there is none."""
    if ballot.count is None:
        return {}
    head, rows = figures_of(ballot.count)
    typed = {floor: _words(row) for floor, row in rows.items()}
    return finished(typed if ballot.way is Way.HANDS else {HEAD: _words(head), **typed})


def _words(figures: tuple[int, ...]) -> str:
    return " ".join(map(str, figures))


def desk_rows(session: Session, ballot: Ballot, typed: Mapping[str, str]) -> tuple[DeskRow, ...]:
    """The head, then every name on the slips; each row is checked as soon as it is typed."""
    names = {} if ballot.way is Way.HANDS else {HEAD: _("Số phiếu")}
    names |= {floor: numbered_name(session, floor) for floor in ballot.floors}
    return tuple(_row(session, ballot, typed, key, name) for key, name in names.items())


def _row(session: Session, ballot: Ballot, typed: Mapping[str, str], key: str, name: str) -> DeskRow:
    text = typed.get(key, "")
    if key in ballot.not_reviewed:
        return DeskRow(key=key, name=name, typed="—", told=_("Chưa kiểm điểm, dòng này đã đóng."))
    if not text:
        return DeskRow(key=key, name=name, typed="")
    try:
        wrong, note = _checked(session, ballot, typed, key)
    except ReviewError as unreadable:
        wrong, note = str(unreadable), ""
    return DeskRow(key=key, name=name, typed=text, told=wrong or note, wrong=bool(wrong))


def _checked(session: Session, ballot: Ballot, typed: Mapping[str, str], key: str) -> tuple[str, str]:
    """What does not add up, else what the row says."""
    if key == HEAD:
        return next(head_errors(ballot, count_of(read_head(typed[HEAD]), {})), ""), ""
    line = row_of(key, read_row(typed[key]))
    if ballot.way is Way.HANDS:
        count = hands_counted(ballot, {})
    else:
        count = count_of(read_head(typed[HEAD]) if typed.get(HEAD) else _NO_HEAD, {})
    return next(line_errors(session, ballot, count, line), ""), line_note(session, ballot, count, line)


def compared_rows(session: Session, ballot: Ballot, first: Typed, second: Typed) -> tuple[DeskRow, ...]:
    """The rows with what the two tellers typed; where they differ every field is named, until one figure stands."""
    found = differences(session, typed_count(ballot, first), typed_count(ballot, second))
    said: dict[str, list[str]] = {}
    for one in found:
        said.setdefault(one.floor or HEAD, []).append(one.sentence)
    return tuple(
        replace(row, typed=f"{first.get(row.key, '')} | {second.get(row.key, '')}", told=" ".join(said[row.key]),
                wrong=True)
        if row.key in said
        else row
        for row in desk_rows(session, ballot, first)
    )  # fmt: skip


def typed_count(ballot: Ballot, typed: Mapping[str, str]) -> Count:
    """The count out of what was typed; names not typed yet are missing in it. Raises one sentence."""
    rows = {floor: read_row(typed[floor]) for floor in ballot.lines if typed.get(floor)}
    return hands_counted(ballot, rows) if ballot.way is Way.HANDS else count_of(read_head(typed.get(HEAD, "")), rows)


def fields_of(key: str) -> tuple[str, ...]:
    """The figures that a row asks for, one after the other."""
    if key == HEAD:
        return tuple(_(words) for words in HEAD_NAMES.values())
    return tuple(_(LEVEL_NAMES[level]) for level in Level)


def asked(name: str, key: str, text: str) -> str:
    """Which figure comes next: "Số phiếu: số phiếu thu về (3/5)"."""
    fields = fields_of(key)
    typed = len(text.split()) - (bool(text) and not text[-1].isspace())
    place = min(max(typed, 0), len(fields) - 1)
    return _(" {who}: {field} ({place}/{count})").format(
        who=name.strip(), field=fields[place], place=place + 1, count=len(fields)
    )


def draft_of(typed: Mapping[str, str]) -> str:
    """What was typed as one text, for the drafts of the book."""
    return "\n".join(f"{key}\t{text}" for key, text in typed.items())


def from_draft(text: str) -> Typed:
    """What `draft_of` made, typed again."""
    pairs = (line.partition("\t") for line in text.splitlines())
    return {key: figures for key, tab, figures in pairs if tab}


def draw_desk_row(row: DeskRow, width: int) -> tuple[Line, ...]:
    """Name and figures; the sentence beside them goes below."""
    first: Line = ((fitted(row.name, 34), "strong"), (" " + (row.typed or "…"), "" if row.typed else "quiet"))
    told = wrapped(("! " if row.wrong else "") + row.told, width - 6) if row.told else []
    return (first, *(plain("      " + line, "error" if row.wrong else "quiet") for line in told))
