"""The roll of a cell as an office sends it: read, preview, and turned into members."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from review_tui.exchange.cells import text_of
from review_tui.exchange.header import Column, Header, find_header
from review_tui.exchange.reading import Question, RollReading, RollRow
from review_tui.exchange.roll_change import Changed, RollChange, applied, change_lines, compared, directed, member_of
from review_tui.exchange.rows import RowReader, Said, is_aside, is_total
from review_tui.exchange.sheets import Row, Sheet, read_sheets, why_old_font
from review_tui.language.dates import numeric_date
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.lookalike import skeleton
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import N_, _
from review_tui.model.people import Member, Post, Status

__all__ = [
    "Changed",
    "Question",
    "RollChange",
    "RollReading",
    "RollRow",
    "answered",
    "applied",
    "assumed",
    "change_lines",
    "compared",
    "members_of",
    "preview_lines",
    "read_roll",
    "row_lines",
]

STATUS_WORDS = {
    Status.OFFICIAL: N_("chính thức"),
    Status.PROBATIONARY: N_("dự bị"),
    Status.EXEMPT: N_("miễn công tác và sinh hoạt"),
    Status.SUSPENDED: N_("đình chỉ sinh hoạt"),
    Status.TEMPORARY_HERE: N_("chi bộ khác, sinh hoạt tạm thời tại đây"),
    Status.TEMPORARY_ELSEWHERE: N_("của chi bộ này, sinh hoạt tạm thời nơi khác"),
    Status.SICK: N_("nghỉ ốm, thai sản"),
    Status.LEFT: N_("không còn trong chi bộ"),
}


def read_roll(path: Path) -> RollReading:
    """Read a roll from an .xlsx or .csv file.

    Rows that cannot be taken are in `refused`, all of them in one run. Raises one sentence naming the file when it
    is missing, too large, no workbook, empty, or has no header of a roll.
    """
    file = clean_line(path.name)
    sheet, header = _roll_sheet(read_sheets(path), file)
    if why := why_old_font(sheet.rows, file):
        raise ReviewError(why)
    said = Said(file)
    rows, labels = _members(sheet.rows[header.end :], header, said)
    if not rows and not said.refused:
        raise ReviewError(_("Tệp {file} không có đảng viên nào dưới dòng tiêu đề.").format(file=file))
    rows = _numbered(rows, labels, said)
    _refuse_doubles(rows, said)
    _note_heads(rows, said)
    return RollReading(
        file=file,
        rows=rows,
        refused=tuple(said.refused),
        notes=tuple(said.notes),
        questions=tuple(_question(row) for row in rows if row.temporary is not None),
    )


def _roll_sheet(sheets: tuple[Sheet, ...], file: str) -> tuple[Sheet, Header]:
    found = [(sheet, header) for sheet in sheets if (header := find_header(sheet.rows)) is not None]
    if not found:
        for sheet in sheets:  # an old font also hides the words of the header
            if why := why_old_font(sheet.rows, file):
                raise ReviewError(why)
        raise ReviewError(
            _("Tệp {file} không có dòng tiêu đề nào có “Họ và tên” cùng ngày sinh, số thẻ hay TT.").format(file=file)
        )
    return max(found, key=lambda pair: len(pair[1].columns))  # the first of equals


def _members(rows: tuple[Row, ...], header: Header, said: Said) -> tuple[tuple[RollRow, ...], tuple[str, ...]]:
    """The members of all rows, and what each has under TT."""
    made: list[RollRow] = []
    labels: list[str] = []
    counted = False
    for row in rows:
        if is_total(row, header.columns):
            counted = True
        elif is_aside(row, header.columns):
            if not counted:
                shown = " ".join(str(cell) for cell in row.cells if cell not in (None, ""))
                said.note(row.line, _("bỏ qua dòng “{text}”.").format(text=clean_line(shown[:200])[:60]))
        elif member := RowReader(row, header.columns, said).member():
            made.append(member)
            labels.append(_label(row, header))
    return tuple(made), tuple(labels)


def _label(row: Row, header: Header) -> str:
    try:
        return text_of(row.cell(header.columns.get(Column.NUMBER))).rstrip(".")
    except ReviewError:
        return ""


def _numbered(rows: tuple[RollRow, ...], labels: tuple[str, ...], said: Said) -> tuple[RollRow, ...]:
    """Numbers out of TT where it is a full set of different whole numbers, else the order of the rows."""
    numbers = [int(label) if label.isascii() and label.isdecimal() and len(label) < 6 else 0 for label in labels]
    if 0 in numbers or len(set(numbers)) < len(numbers):
        said.notes.append(
            _("{file}: cột TT không phải một dãy số khác nhau; đánh số theo thứ tự dòng.").format(file=said.file)
        )
        numbers = list(range(1, len(rows) + 1))
    return tuple(replace(row, no=no) for row, no in zip(rows, numbers, strict=True))


def _refuse_doubles(rows: tuple[RollRow, ...], said: Said) -> None:
    cards: dict[str, RollRow] = {}
    people: dict[tuple[object, ...], RollRow] = {}
    for row in rows:
        first = cards.setdefault(row.card, row) if row.card else row
        if first is not row:
            said.refuse(
                row.line,
                _("trùng số thẻ {card} với dòng {line} (đ/c {name}).").format(
                    card=row.card, line=first.line, name=first.name
                ),
            )
            continue
        key = (skeleton(row.name), row.born)
        first = people.setdefault(key, row) if row.born else row
        if first is not row:
            said.refuse(
                row.line,
                _("đ/c {name} trùng họ tên và ngày sinh {born} với dòng {line}.").format(
                    name=row.name, born=numeric_date(row.born), line=first.line
                ),
            )


def _note_heads(rows: tuple[RollRow, ...], said: Said) -> None:
    """The head is reviewed first, so a roll without one, or with two, is worth a word."""
    heads = [row for row in rows if row.post is Post.HEAD]
    if not heads:
        said.notes.append(_("{file}: không thấy ai ghi chức vụ bí thư.").format(file=said.file))
    for row in heads[1:]:
        said.note(row.line, _("đ/c {name} là bí thư thứ hai trong danh sách.").format(name=row.name))


def _question(row: RollRow) -> Question:
    return Question(
        no=row.no,
        line=row.line,
        name=row.name,
        sentence=_(
            "Đ/c {name} (số {no}) sinh hoạt tạm thời: là đảng viên của chi bộ này đang sinh hoạt ở nơi khác, "
            "hay của chi bộ khác đến sinh hoạt tại đây?"
        ).format(name=row.name, no=row.no),
    )


def answered(reading: RollReading, answers: Mapping[int, Status]) -> RollReading:
    """The reading with questions answered: number of the roll -> one of the question's choices."""
    given = {asked.no: answers[asked.no] for asked in reading.questions if answers.get(asked.no) in asked.choices}
    rows = tuple(directed(row, given[row.no]) if row.no in given else row for row in reading.rows)
    return replace(reading, rows=rows, questions=tuple(asked for asked in reading.questions if asked.no not in given))


def assumed(reading: RollReading, temporary: Status, reason: str = "") -> tuple[str, ...]:
    """One sentence for each question that nobody answered: what is taken instead, and why (the pack's reason)."""
    words = _(STATUS_WORDS[temporary])
    return tuple(
        _("Đ/c {name} (số {no}) sinh hoạt tạm thời: lấy mặc định “{words}”{why}.").format(
            name=asked.name, no=asked.no, words=words, why=f" ({reason})" if reason else ""
        )
        for asked in reading.questions
    )


def members_of(reading: RollReading, *, new_id: Callable[[], str], temporary: Status) -> tuple[Member, ...]:
    """The members of a roll in the order of their numbers; questions left open are answered by `temporary`.

    Raises `InputErrors` with every refused row: a roll goes in whole or not at all.
    """
    if reading.refused:
        raise InputErrors(reading.refused)
    rows = sorted(reading.rows, key=lambda row: row.no)
    return tuple(member_of(directed(row, temporary), id=new_id(), no=row.no) for row in rows)


def preview_lines(reading: RollReading) -> tuple[str, ...]:
    """Row by row what was understood, then what was refused, noticed and must be asked."""
    return (
        *row_lines(reading),
        *(_("Không nhận: {sentence}").format(sentence=sentence) for sentence in reading.refused),
        *(_("Lưu ý: {sentence}").format(sentence=sentence) for sentence in reading.notes),
        *(_("Cần hỏi: {sentence}").format(sentence=asked.sentence) for asked in reading.questions),
    )


def row_lines(reading: RollReading) -> tuple[str, ...]:
    """What was understood, one line for each member in the order of the numbers."""
    return tuple(_row_line(row) for row in sorted(reading.rows, key=lambda row: row.no))


def _row_line(row: RollRow) -> str:
    parts = [
        f"{row.no}. {row.name}",
        row.born and _("sinh {day}").format(day=numeric_date(row.born)),
        _(row.sex),
        row.joined and _("vào Đảng {day}").format(day=numeric_date(row.joined)),
        row.official and _("chính thức {day}").format(day=numeric_date(row.official)),
        row.card and _("thẻ {card}").format(card=row.card),
        row.office,
        row.job,
        *_status_words(row),
    ]
    return " · ".join(part for part in parts if part)


def _status_words(row: RollRow) -> Iterator[str]:
    for period in row.periods:
        ends = [
            period.since and _("từ {day}").format(day=numeric_date(period.since)),
            period.until and _("đến {day}").format(day=numeric_date(period.until)),
        ]
        yield " ".join(["→", _(STATUS_WORDS[period.status]), *(end for end in ends if end)])
    if row.official is None and row.joined is not None and "du bi" in fold(row.note):
        yield f"→ {_(STATUS_WORDS[Status.PROBATIONARY])}"
    if row.temporary is not None:
        yield _("→ sinh hoạt tạm thời (chưa rõ chiều nào)")
