"""The counting desk as values: what was typed for the head and for each name, and what does not add up in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ballot import Ballot, Count
from review_tui.model.counting import count_of, head_errors, line_errors, line_note, read_head, read_row, row_of
from review_tui.model.session import Session
from review_tui.tui.widgets.listing import Line, fitted, plain, wrapped

HEAD = "head"
"""Key of the row of the slips; the others are the floors of the ballot."""

_NO_HEAD = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row: its name, what was typed, what it says, and whether that is wrong."""

    key: str
    name: str
    typed: str
    told: str = ""
    wrong: bool = False


def desk_rows(session: Session, ballot: Ballot, typed: Mapping[str, str]) -> tuple[DeskRow, ...]:
    """The head, then every name on the slips; each row is checked as soon as it is typed."""
    names = {HEAD: _("Số phiếu"), **{floor: session.floor_name(floor) for floor in ballot.lines}}
    return tuple(_row(session, ballot, typed, key, name) for key, name in names.items())


def _row(session: Session, ballot: Ballot, typed: Mapping[str, str], key: str, name: str) -> DeskRow:
    text = typed.get(key, "")
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
    head = read_head(typed[HEAD]) if typed.get(HEAD) else _NO_HEAD
    count = count_of(head, {})
    return next(line_errors(session, ballot, count, line), ""), line_note(session, ballot, count, line)


def typed_count(ballot: Ballot, typed: Mapping[str, str]) -> Count:
    """The count out of what was typed; names not typed yet are missing in it. Raises one sentence."""
    rows = {floor: read_row(typed[floor]) for floor in ballot.lines if typed.get(floor)}
    return count_of(read_head(typed.get(HEAD, "")), rows)


def draft_of(typed: Mapping[str, str]) -> str:
    """What was typed as one text, for the drafts of the book."""
    return "\n".join(f"{key}\t{text}" for key, text in typed.items())


def from_draft(text: str) -> dict[str, str]:
    """What `draft_of` made, typed again."""
    pairs = (line.partition("\t") for line in text.splitlines())
    return {key: figures for key, tab, figures in pairs if tab}


def draw_desk_row(row: DeskRow, width: int) -> tuple[Line, ...]:
    """Name and figures; the sentence beside them goes below."""
    first: Line = ((fitted(row.name, 34), "strong"), (" " + (row.typed or "…"), "" if row.typed else "quiet"))
    told = wrapped(("! " if row.wrong else "") + row.told, width - 6) if row.told else []
    return (first, *(plain("      " + line, "error" if row.wrong else "quiet") for line in told))
