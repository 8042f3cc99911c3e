"""One row of a roll to one member: every cell is read, and everything wrong in it is named at once."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from review_tui.exchange.cells import Day, card_of, day_of, is_mark, sex_of, text_of
from review_tui.exchange.header import Column, header_words
from review_tui.exchange.reading import RollRow
from review_tui.exchange.remarks import remarks_of
from review_tui.exchange.sheets import Row, Value
from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.lookalike import why_not_letters
from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.model.people import Status, StatusPeriod, party_post, whole_months

LONGEST_NAME = 100
_ADULT_MONTHS = 18 * 12
"""Điều lệ Đảng, điều 1: from 18 years on."""
_PROBATION_DAYS = 365
"""Điều lệ Đảng, điều 5: twelve months from the day of admission."""

_HEADS = {
    Column.NAME: N_("họ và tên"),
    Column.GIVEN: N_("tên"),
    Column.BORN: N_("ngày sinh"),
    Column.MALE: N_("ngày sinh"),
    Column.FEMALE: N_("ngày sinh"),
    Column.SEX: N_("giới tính"),
    Column.JOINED: N_("ngày vào Đảng"),
    Column.OFFICIAL: N_("ngày chính thức"),
    Column.CARD: N_("số thẻ đảng viên"),
    Column.OFFICE: N_("chức vụ trong Đảng"),
    Column.JOB: N_("chức vụ, nghề nghiệp"),
    Column.NOTE: N_("ghi chú"),
}
_TOTAL = re.compile(r"(tong( cong| so|)|cong)( dang vien)?( \d.*| chi bo.*| danh sach.*)?")
_PAGE_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Z])\s*\)?")
_IDENTITY = (Column.BORN, Column.MALE, Column.FEMALE, Column.SEX, Column.JOINED, Column.OFFICIAL, Column.CARD)


@dataclass(slots=True)
class Said:
    """What is said about the rows while they are read."""

    file: str
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, line: int, sentence: str) -> None:
        """Name a row that cannot be taken, and why."""
        self.refused.append(f"{self.file}:{line}: {sentence}")

    def note(self, line: int, sentence: str) -> None:
        """Tell what was made of a row."""
        self.notes.append(f"{self.file}:{line}: {sentence}")


def is_total(row: Row, columns: dict[Column, int]) -> bool:
    """Whether a row only counts those above it ("Tổng cộng: 24 đảng viên"). A comrade named Tống is none."""
    if any(row.cell(columns.get(column)) not in (None, "") for column in (*_IDENTITY, Column.NUMBER)):
        first = next((cell for cell in row.cells if cell not in (None, "")), None)
        return isinstance(first, str) and header_words(first).startswith(("tong cong", "tong so")) and not _dated(row)
    return any(_TOTAL.fullmatch(header_words(cell)) for cell in row.cells[: columns[Column.NAME] + 1])


def _dated(row: Row) -> bool:
    return any(isinstance(cell, date) for cell in row.cells)


def is_aside(row: Row, columns: dict[Column, int]) -> bool:
    """Whether a row is no member: the header again, numbers of the columns, the name of a group, a signature."""
    name = row.cell(columns[Column.NAME])
    if header_words(name) in ("ho va ten", "ho ten", "ho va ten dang vien"):
        return True
    filled = [text for text in map(_plain, row.cells) if text]
    if all(_PAGE_NUMBER.fullmatch(text) for text in filled):
        return True
    if any(row.cell(columns.get(column)) not in (None, "") for column in _IDENTITY):
        return False
    number = columns.get(Column.NUMBER)
    return len(filled) == 1 if number is None else not _plain(row.cell(number)).rstrip(".").isdecimal()


def _plain(value: Value) -> str:
    try:
        return text_of(value)
    except ReviewError:
        return "?"


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one row; what cannot be is refused, what is odd is noted."""

    row: Row
    columns: dict[Column, int]
    said: Said

    def member(self) -> RollRow | None:
        """The member of the row, or None when it is refused; `no` is left 0."""
        before = len(self.said.refused)
        name, (sex, born) = self._name(), self._sex_and_birth()
        joined, official = self._day(Column.JOINED), self._day(Column.OFFICIAL)
        office, job, note = self._text(Column.OFFICE), self._text(Column.JOB), self._text(Column.NOTE)
        made = RollRow(
            line=self.row.line,
            no=0,
            name=name,
            born=born.day,
            sex=sex,
            joined=joined.day,
            official=official.day,
            card=self._card(),
            office=office,
            job=job,
            note=self._with_rough(note, born, joined, official),
            post=party_post(office),
        )
        self._check_order(made)
        if len(self.said.refused) > before:
            return None
        return self._with_status(made, asked=Column.OFFICIAL in self.columns and not official.rough)

    def _value(self, column: Column) -> Value:
        return self.row.cell(self.columns.get(column))

    def _refuse(self, sentence: str) -> None:
        self.said.refuse(self.row.line, sentence)

    def _note(self, sentence: str) -> None:
        self.said.note(self.row.line, sentence)

    def _text(self, column: Column) -> str:
        try:
            return text_of(self._value(column))
        except ReviewError as error:
            self._refuse(_in_cell(_(_HEADS[column]), error))
            return ""

    def _name(self) -> str:
        name = f"{self._text(Column.NAME)} {self._text(Column.GIVEN)}".strip()
        if not any(letter.isalpha() for letter in name):
            self._refuse(_("thiếu họ và tên."))
        elif len(name) > LONGEST_NAME or any(letter.isdecimal() for letter in name):
            self._refuse(_("“{text}” không phải là họ và tên.").format(text=name[:40]))
        elif " " not in name:
            self._note(_("họ và tên “{name}” chỉ có một chữ.").format(name=name))
        if odd := why_not_letters(name):
            self._note(odd)
        return name

    def _day(self, column: Column) -> Day:
        try:
            day = day_of(self._value(column))
        except ReviewError as error:
            self._refuse(_in_cell(_(_HEADS[column]), error))
            return Day()
        if day.said:
            self._note(_("{column}: {said}.").format(column=_(_HEADS[column]), said=day.said))
        if day.rough:
            self._note(
                _("{column} chỉ có “{text}”, thiếu ngày: để trống và ghi vào ghi chú.").format(
                    column=_(_HEADS[column]), text=day.rough
                )
            )
        return day

    def _sex_and_birth(self) -> tuple[str, Day]:
        """Offices also split the birth date into one column for men and one for women."""
        sexes = [
            (word, column)
            for word, column in (("Nam", Column.MALE), ("Nữ", Column.FEMALE))
            if self._text(column) and column in self.columns
        ]
        if len(sexes) > 1:
            self._refuse(_("ghi cả ở cột nam và cột nữ."))
        born = self._day(Column.BORN)
        if len(sexes) == 1:
            word, column = sexes[0]
            return word, born if is_mark(self._text(column)) else self._day(column)
        text = self._text(Column.SEX)
        sex = sex_of(text)
        if sex is None:
            self._note(_("giới tính “{text}” không rõ là nam hay nữ: để trống.").format(text=text[:40]))
        return sex or "", born

    def _card(self) -> str:
        try:
            card, filled = card_of(self._value(Column.CARD))
        except ReviewError as error:
            self._refuse(_in_cell(_(_HEADS[Column.CARD]), error))
            return ""
        if filled:
            self._note(_("số thẻ mất số 0 ở đầu, đã bù thành {card}.").format(card=card))
        return card

    def _with_rough(self, note: str, born: Day, joined: Day, official: Day) -> str:
        """A month or year without a day would be lost with the empty date: it goes into the note."""
        heads = (Column.BORN, Column.JOINED, Column.OFFICIAL)
        kept = [
            f"{_HEADS[column]} {day.rough}"
            for column, day in zip(heads, (born, joined, official), strict=True)
            if day.rough
        ]
        return "; ".join(part for part in (note, *kept) if part)

    def _check_order(self, made: RollRow) -> None:
        if made.joined and made.official and made.official < made.joined:
            self._refuse(
                _("ngày chính thức {official} trước ngày vào Đảng {joined}.").format(
                    official=numeric_date(made.official), joined=numeric_date(made.joined)
                )
            )
        if made.born and made.joined and made.joined <= made.born:
            self._refuse(
                _("ngày vào Đảng {joined} không sau ngày sinh {born}.").format(
                    joined=numeric_date(made.joined), born=numeric_date(made.born)
                )
            )
        elif made.born and made.joined and whole_months(made.born, made.joined) < _ADULT_MONTHS:
            self._note(_("vào Đảng khi chưa đủ 18 tuổi; hãy kiểm tra lại ngày sinh và ngày vào Đảng."))

    def _with_status(self, made: RollRow, *, asked: bool) -> RollRow:
        """The statuses that the note and the dates propose; `asked` says that a date of official admission was due."""
        remarks = remarks_of(made.note)
        if remarks.odd_time:
            self._note(_("chưa hiểu thời gian trong ghi chú “{note}”.").format(note=made.note[:60]))
        periods = remarks.periods
        if "du bi" in fold(made.note):
            if made.official is None and made.joined is None:
                periods = (*periods, StatusPeriod(status=Status.PROBATIONARY, note=made.note))
        elif asked and made.official is None and made.joined is not None:
            until = made.joined + timedelta(days=_PROBATION_DAYS - 1)
            periods = (*periods, StatusPeriod(status=Status.PROBATIONARY, since=made.joined, until=until))
            self._note(
                _("không có ngày chính thức: coi là đảng viên dự bị đến hết ngày {day}.").format(
                    day=numeric_date(until)
                )
            )
        return replace(made, periods=periods, temporary=remarks.temporary)


def _in_cell(head: str, error: ReviewError) -> str:
    return _("{column}: {error}.").format(column=head, error=str(error).removesuffix("."))
