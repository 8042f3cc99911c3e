"""The counting desk: figures that hold, two tellers compared field by field, rows typed by number keys alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Count, LineCount, Way
from review_tui.model.cell import Cell
from review_tui.model.session import Level, Session
from review_tui.model.words import LEVEL_NAMES

DOUBLE_ENTRY = "double_entry"
"""Setting of the book: "on" where two tellers type separately. Usual is one who reads and one who types."""

HEAD_NAMES = {
    "issued": N_("số phiếu phát ra"),
    "kept": N_("số phiếu không thu về"),
    "returned": N_("số phiếu thu về"),
    "valid": N_("số phiếu hợp lệ"),
    "invalid": N_("số phiếu không hợp lệ"),
}
"""The head of a count, in the order in which it is typed."""

SCREEN_VOTE = "screen_vote"
"""Setting of the book: "on" where votes may be cast on the screen. Paper and hands need no leave."""

_LONGEST = 4
"""digits of one figure"""


def double_entry(cell: Cell) -> bool:
    """Whether two tellers type separately in this book."""
    return dict(cell.settings).get(DOUBLE_ENTRY) == "on"


def why_not_screen(cell: Cell) -> str | None:
    """Why votes are not cast on the screen in this book; None where the cell decided that they may be."""
    if dict(cell.settings).get(SCREEN_VOTE) == "on":
        return None
    return _(
        "Biểu quyết trên máy đang tắt: phiếu giấy có tổ kiểm phiếu thì ai cũng đếm lại được, còn trên máy thì không. "
        "Chi bộ đã thống nhất dùng máy thì bật ở trang chính, Việc khác, Cách biểu quyết."
    )


def _numbers(text: str, allowed: tuple[int, ...], example: str) -> tuple[int, ...]:
    words = text.replace(",", " ").replace("/", " ").replace("+", " ").split()
    right = all(word.isascii() and word.isdigit() and len(word) <= _LONGEST for word in words)
    if len(words) not in allowed or not right:
        raise ReviewError(example)
    return tuple(int(word) for word in words)


def read_head(text: str) -> tuple[int, int, int, int, int]:
    """Read five numbers: issued, kept, returned, valid, invalid. Raises one sentence with an example."""
    issued, kept, returned, valid, invalid = _numbers(
        text,
        (5,),
        _("Ghi năm số: phát ra, không thu về, thu về, hợp lệ, không hợp lệ; ví dụ 19 0 19 18 1."),
    )
    return issued, kept, returned, valid, invalid


def read_row(text: str) -> tuple[int, ...]:
    """Read the four levels of one line from the highest, and after them the sum if the sheet has it."""
    return _numbers(
        text, (4, 5), _("Ghi bốn số từ mức cao xuống, có thể thêm tổng của dòng; ví dụ 2 15 2 0 hoặc 2 15 2 0 19.")
    )


def row_of(floor: str, figures: tuple[int, ...]) -> LineCount:
    """One line of the count; without a sum of its own the sum of the levels is taken as its valid votes."""
    votes = figures[: len(Level)]
    valid = figures[len(Level)] if len(figures) > len(Level) else sum(votes)
    return LineCount(floor=floor, valid=valid, votes=tuple(zip(Level, votes, strict=True)))


def count_of(head: tuple[int, int, int, int, int], rows: Mapping[str, tuple[int, ...]]) -> Count:
    """A whole count out of what was typed."""
    issued, kept, returned, valid, invalid = head
    lines = tuple(row_of(floor, figures) for floor, figures in rows.items())
    return Count(issued=issued, kept=kept, returned=returned, valid=valid, invalid=invalid, lines=lines)


def figures_of(count: Count) -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
    """What has to be typed for this count: the head, and each line with its sum where that is not all there is."""
    head = tuple(getattr(count, name) for name in HEAD_NAMES)
    return head, {line.floor: tuple(line.got(level) for level in Level) for line in count.lines}


def most_on_line(ballot: Ballot, floor: str, valid: int) -> int:
    """The most votes that a line can have: all that are valid, without one's own where nobody votes on himself."""
    own = floor in ballot.electorate and not ballot.rule.self_vote
    return min(valid, len(ballot.electorate) - 1) if own else valid


def own_silent(ballot: Ballot, count: Count, line: LineCount) -> int:
    """How many did not vote because the line is their own: 1 or 0. Such a slip is neither blank by mistake nor spoilt.

    Only where the rule of the ballot is that nobody votes on himself, and only out of the valid slips.
    """
    own = line.floor in ballot.electorate and not ballot.rule.self_vote
    return int(own and line.valid < count.valid)


def hands_counted(ballot: Ballot, rows: Mapping[str, tuple[int, ...]]) -> Count:
    """The count of a show of hands: everybody who may vote is in the room, and no slip goes round."""
    here = len(ballot.electorate)
    return count_of((here, 0, here, here, 0), rows)


def head_errors(ballot: Ballot, count: Count) -> Iterator[str]:
    """What does not add up in the slips, each sentence with both figures."""
    figures = {name: getattr(count, name) for name in HEAD_NAMES}
    for name, figure in figures.items():
        if figure < 0:
            yield _("{what} là {figure}, không được âm.").format(what=_capital(_(HEAD_NAMES[name])), figure=figure)
    if count.issued > len(ballot.electorate):
        yield _("Phát ra {issued} phiếu, nhiều hơn {voters} đảng viên được biểu quyết.").format(
            issued=count.issued, voters=len(ballot.electorate)
        )
    if count.issued != count.returned + count.kept:
        yield _("Phát ra {issued} phiếu, nhưng thu về {returned} và không thu về {kept} cộng lại là {sum}.").format(
            issued=count.issued, returned=count.returned, kept=count.kept, sum=count.returned + count.kept
        )
    if count.returned != count.valid + count.invalid:
        yield _("Thu về {returned} phiếu, nhưng hợp lệ {valid} và không hợp lệ {invalid} cộng lại là {sum}.").format(
            returned=count.returned, valid=count.valid, invalid=count.invalid, sum=count.valid + count.invalid
        )


def line_errors(session: Session, ballot: Ballot, count: Count, line: LineCount) -> Iterator[str]:
    """What does not add up in one line, at once when it is typed."""
    who = session.floor_name(line.floor)
    if line.floor in ballot.not_reviewed:
        yield _("{who} chưa kiểm điểm, dòng này đã đóng; không ghi phiếu.").format(who=who)
    elif line.floor not in ballot.floors:
        yield _("{who} không có trong phiếu này.").format(who=who)
    if line.valid < 0 or any(votes < 0 for _level, votes in line.votes):
        yield _("{who}: số phiếu không được âm.").format(who=who)
    if line.total != line.valid:
        yield _("{who}: các mức cộng lại {sum} phiếu, nhưng số phiếu hợp lệ của dòng là {valid}.").format(
            who=who, sum=line.total, valid=line.valid
        )
    yield from _against_slips(ballot, count, line, who)


def _against_slips(ballot: Ballot, count: Count, line: LineCount, who: str) -> Iterator[str]:
    """A line against the valid slips, or against the hands in the room."""
    most = most_on_line(ballot, line.floor, count.valid)
    if line.valid > count.valid and ballot.way is Way.HANDS:
        yield _("{who}: đếm được {line} người giơ tay, nhiều hơn {valid} người được biểu quyết.").format(
            who=who, line=line.valid, valid=count.valid
        )
    elif line.valid > count.valid:
        yield _("{who}: dòng có {line} phiếu, nhiều hơn {valid} phiếu hợp lệ.").format(
            who=who, line=line.valid, valid=count.valid
        )
    elif line.valid > most and ballot.way is Way.HANDS:
        yield _("{who}: đếm được {line} người giơ tay, nhiều hơn {most}; quy tắc là không tự biểu quyết.").format(
            who=who, line=line.valid, most=most
        )
    elif not ballot.rule.per_line and ballot.way is not Way.HANDS:
        everybody = len(ballot.electorate)
        if line.valid < count.valid - (everybody - most_on_line(ballot, line.floor, everybody)):
            yield _("{who}: dòng có {line} phiếu, nhưng phiếu hợp lệ là {valid}; quy tắc tính cả phiếu.").format(
                who=who, line=line.valid, valid=count.valid
            )


def errors(session: Session, ballot: Ballot, count: Count) -> tuple[str, ...]:
    """Everything that does not add up, slips first; nothing where the count holds."""
    found = list(head_errors(ballot, count))
    given = [line.floor for line in count.lines]
    for line in count.lines:
        found += line_errors(session, ballot, count, line)
    for floor in dict.fromkeys(given):
        if given.count(floor) > 1:
            found.append(_("{who}: ghi hai lần.").format(who=session.floor_name(floor)))
    for floor in ballot.lines:
        if floor not in given:
            found.append(_("{who}: chưa ghi số phiếu.").format(who=session.floor_name(floor)))
    return tuple(found)


def line_note(session: Session, ballot: Ballot, count: Count, line: LineCount) -> str:
    """What the row says at once: its sum, who is silent on his own line, how many slips are spoilt or hands stay down.

    A slip marked by somebody for himself cannot be told from the others: it is said, and blocks nothing.
    """
    silent = own_silent(ballot, count, line)
    spoilt = count.valid - line.valid - silent
    if line.valid > most_on_line(ballot, line.floor, count.valid):
        return _("{who}: cộng {sum}/{valid}; có người đã tự đánh dấu cho mình, trái quy tắc đã chọn.").format(
            who=session.floor_name(line.floor), sum=line.total, valid=count.valid
        )
    told = [
        _("{who}: cộng {sum}/{valid}").format(who=session.floor_name(line.floor), sum=line.total, valid=count.valid)
    ]
    if silent:
        told.append(_("{count} đồng chí không biểu quyết dòng của mình").format(count=silent))
    if spoilt > 0 and ballot.way is Way.HANDS:
        told.append(_("{spoilt} người không giơ tay ở dòng này").format(spoilt=spoilt))
    elif spoilt > 0:
        told.append(_("{spoilt} phiếu để trống hoặc hỏng ở dòng này").format(spoilt=spoilt))
    return ", ".join(told) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field on which two tellers differ."""

    floor: str
    """empty for the head"""
    field: str
    """name of the head's field, or value of the level; "valid" for the sum of a line"""
    first: int | None
    second: int | None
    sentence: str


def differences(session: Session, first: Count, second: Count) -> tuple[Difference, ...]:
    """Where two separate entries differ, field by field, in the order of the sheet; nothing where they agree."""
    found = [
        _difference(session, "", name, getattr(first, name), getattr(second, name), _(words))
        for name, words in HEAD_NAMES.items()
    ]
    for floor in dict.fromkeys(line.floor for line in (*first.lines, *second.lines)):
        one, other = first.line(floor), second.line(floor)
        for level in Level:
            found.append(
                _difference(
                    session,
                    floor,
                    level.value,
                    one.got(level) if one else None,
                    other.got(level) if other else None,
                    _("mức {level}").format(level=_(LEVEL_NAMES[level])),
                )
            )
        found.append(
            _difference(
                session, floor, "valid", one.valid if one else None, other.valid if other else None, _("tổng của dòng")
            )
        )
    return tuple(one for one in found if one.first != one.second)


def _difference(
    session: Session, floor: str, field: str, first: int | None, second: int | None, what: str
) -> Difference:
    who = f"{session.floor_name(floor)}, " if floor else ""
    sentence = _("{what}: người thứ nhất ghi {first}, người thứ hai ghi {second}.").format(
        what=_capital(f"{who}{what}"),
        first="…" if first is None else first,
        second="…" if second is None else second,
    )
    return Difference(floor=floor, field=field, first=first, second=second, sentence=sentence)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
