"""Rolls as offices send them: what is understood, what is refused, and in which words."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path

import openpyxl
import pytest

from review_tui.exchange.roll import RollReading, answered, assumed, members_of, preview_lines, read_roll
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.model.people import Member, Post, Status
from review_tui.regulation import load
from review_tui.regulation.order import not_reviewed

SAMPLES = Path(__file__).parent / "samples"
HEAD = ("TT", "Họ và tên", "Ngày, tháng, năm sinh", "Nam/Nữ", "Ngày vào Đảng", "Ngày chính thức",
        "Số thẻ đảng viên", "Chức vụ trong Đảng", "Chức vụ, nghề nghiệp", "Ghi chú")  # fmt: skip
AN = (1, "Trần Văn An", "01/02/1970", "Nam", "03/02/1995", "03/02/1996", "00000001", "Bí thư", "Hưu trí", None)
BINH = (2, "Lê Thị Bình", "05/06/1980", "Nữ", "19/05/2005", "19/05/2006", "00000002", "", "Giáo viên", None)

Sheet = Callable[..., Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Sheet:
    """Writes rows into a workbook and returns its path."""

    def write(*rows: tuple[object, ...], merged: tuple[str, ...] = (), name: str = "ds.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes bytes or text into a .csv file and returns its path."""

    def write(content: str | bytes, coding: str = "utf-8") -> Path:
        path = tmp_path / "ds.csv"
        path.write_bytes(content.encode(coding) if isinstance(content, str) else content)
        return path

    return write


def row(base: tuple[object, ...], **cells: object) -> tuple[object, ...]:
    """A row with some cells replaced; the names are those of the columns of HEAD."""
    names = ("tt", "name", "born", "sex", "joined", "official", "card", "office", "job", "note")
    return tuple(cells.get(name, value) for name, value in zip(names, base, strict=True))


def members(reading: RollReading, temporary: Status = Status.TEMPORARY_ELSEWHERE) -> tuple[Member, ...]:
    """The members with ids m1, m2 ..."""
    numbers = count(1)
    return members_of(reading, new_id=lambda: f"m{next(numbers)}", temporary=temporary)


def noted(reading: RollReading, word: str) -> list[str]:
    """The notes that hold a word."""
    return [note for note in reading.notes if word in note]


def refusal(path: Path) -> str:
    """The one sentence with which a whole file is refused."""
    with pytest.raises(ReviewError) as error:
        read_roll(path)
    sentence = str(error.value)
    assert path.name in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_both_sample_rolls_give_the_same_members() -> None:
    """A workbook and a text file of one cell give the same 24 members, fields and all."""
    from_text, from_workbook = (read_roll(SAMPLES / name) for name in ("roll.csv", "roll.xlsx"))
    assert members(from_text) == members(from_workbook)
    assert [one.no for one in members(from_text)] == list(range(1, 25))
    assert not from_text.refused + from_workbook.refused


def test_the_sample_roll_says_who_stands_how() -> None:
    """Posts, suspension, sick months, exemption and probation come out of the words of the roll."""
    roll = {one.no: one for one in members(read_roll(SAMPLES / "roll.xlsx"))}
    day = date(2026, 12, 5)
    assert [roll[n].post for n in (1, 2, 3, 4)] == [Post.HEAD, Post.DEPUTY, Post.COMMITTEE, Post.MEMBER]
    assert (roll[1].name, roll[1].born, roll[1].sex, roll[1].card) == (
        "Lý Thị Mỹ Vượng",
        date(1968, 4, 3),
        "Nữ",
        "00070722",
    )
    assert {n: one.status_on(day) for n, one in roll.items() if one.status_on(day) is not Status.OFFICIAL} == {
        19: Status.SUSPENDED,
        21: Status.TEMPORARY_ELSEWHERE,
        22: Status.EXEMPT,
        23: Status.PROBATIONARY,
        24: Status.PROBATIONARY,
    }
    assert roll[19].status_on(date(2026, 9, 30)) is Status.OFFICIAL
    assert roll[20].sick_months(2026) == 6
    assert [one.no for one, _why in not_reviewed(load.pack("366-2025"), tuple(roll.values()), day)] == [19, 22, 23]


def test_cards_that_excel_shortened_are_filled_and_said() -> None:
    """Every card that got its zeros back is named with its row."""
    reading = read_roll(SAMPLES / "roll.xlsx")
    assert noted(reading, "số thẻ") == [
        "roll.xlsx:8: số thẻ mất số 0 ở đầu, đã bù thành 00068713.",
        "roll.xlsx:19: số thẻ mất số 0 ở đầu, đã bù thành 00062592.",
    ]
    assert not read_roll(SAMPLES / "roll.csv").notes


def test_the_direction_of_temporary_life_is_asked() -> None:
    """The roll leaves it open; an answer settles it, silence takes the default and says so."""
    reading = read_roll(SAMPLES / "roll.csv")
    (asked,) = reading.questions
    assert (asked.no, asked.name) == (21, "Võ Xuân Quý")
    settled = answered(reading, {21: Status.TEMPORARY_HERE})
    assert settled.questions == ()
    assert members(settled)[20].status_on(date(2026, 12, 5)) is Status.TEMPORARY_HERE
    assert answered(reading, {21: Status.LEFT, 3: Status.TEMPORARY_HERE}) == reading
    pack = load.pack("366-2025")
    (sentence,) = assumed(reading, pack.temporary_default, pack.temporary_reason)
    assert "Võ Xuân Quý" in sentence
    assert "nơi khác" in sentence
    assert assumed(settled, pack.temporary_default) == ()


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("SHT ở chi bộ khác", Status.TEMPORARY_ELSEWHERE),
        ("Sinh hoạt tạm thời, nơi khác chuyển đến", Status.TEMPORARY_HERE),
    ],
)
def test_a_note_that_says_the_direction_is_not_asked(workbook: Sheet, note: str, status: Status) -> None:
    """Words that settle the direction need no question."""
    reading = read_roll(workbook(HEAD, row(AN, note=note)))
    assert not reading.questions
    assert members(reading)[0].status_on(date(2026, 1, 1)) is status


def test_the_preview_names_every_row() -> None:
    """One line per member, in the order of the numbers, then what was noticed and must be asked."""
    lines = preview_lines(read_roll(SAMPLES / "roll.xlsx"))
    assert lines[0].startswith("1. Lý Thị Mỹ Vượng · sinh 03/04/1968 · Nữ")
    assert "đình chỉ sinh hoạt từ 01/10/2026" in lines[18]
    assert "nghỉ ốm, thai sản từ 01/03/2026 đến 31/08/2026" in lines[19]
    assert "dự bị" in lines[23]
    assert [line.split(":")[0] for line in lines[24:]] == ["Lưu ý", "Lưu ý", "Cần hỏi"]


def test_dates_in_any_shape(workbook: Sheet) -> None:
    """A date is a date as Excel has it, as text with /, . or -, in ISO, in words, or as Excel's day number."""
    shapes = [date(1970, 2, 1), datetime(1970, 2, 1), "1/2/1970", "01.02.1970", "1-2-1970", "1970-02-01",
              "ngày 01 tháng 02 năm 1970", " 01 / 02 / 1970 ", "'01/02/1970", "01/02/1970 00:00:00", 25600,
              "01021970", "1/2/70"]  # fmt: skip
    rows = [(place, f"Trần Văn {'ABCDEGHIKLMNO'[place]}", shape) for place, shape in enumerate(shapes)]
    reading = read_roll(workbook(("TT", "Họ và tên", "Ngày sinh"), *rows))
    assert {one.born for one in reading.rows} == {date(1970, 2, 1)}
    assert len(reading.rows) == len(shapes)
    assert len(noted(reading, "đọc là ngày 01/02/1970")) == 3  # the day number, eight digits, two digits of a year


@pytest.mark.parametrize(
    "shape", ["31/02/1970", "32/1/1970", "05/27/1994", "hôm qua", "1/2/3/1970", "01/02/0970", True, "#N/A"]
)
def test_impossible_dates_are_refused(workbook: Sheet, shape: object) -> None:
    """What is no day is refused with its row, and nothing of the roll goes in."""
    reading = read_roll(workbook(HEAD, AN, row(BINH, born=shape)))
    (sentence,) = reading.refused
    assert sentence.startswith("ds.xlsx:3: ngày sinh: ")
    assert sentence.endswith(".")
    with pytest.raises(InputErrors):
        members(reading)


@pytest.mark.parametrize(("shape", "kept"), [("5/1970", "5/1970"), (1970, "1970"), ("năm 1970", "năm 1970")])
def test_a_year_alone_is_not_made_into_a_day(workbook: Sheet, shape: object, kept: str) -> None:
    """A birth year without day stays empty, is said, and is kept in the note."""
    reading = read_roll(workbook(HEAD, row(AN, born=shape, note="Hội viên CCB")))
    (one,) = members(reading)
    assert (one.born, one.note) == (None, f"Hội viên CCB; ngày sinh {kept}")
    assert noted(reading, kept)


def test_dates_that_contradict_each_other(workbook: Sheet) -> None:
    """Official before joined is refused; joined before 18 is taken and said."""
    young = row(AN, born="01/02/1980", joined="03/02/1995", official="03/02/1996")
    wrong = row(BINH, joined="19/05/2006", official="19/05/2005")
    reading = read_roll(workbook(HEAD, young, wrong))
    assert [one.no for one in reading.rows] == [1]
    assert reading.refused == ("ds.xlsx:3: ngày chính thức 19/05/2005 trước ngày vào Đảng 19/05/2006.",)
    assert noted(reading, "18 tuổi")


def test_every_wrong_row_is_named_in_one_run(workbook: Sheet) -> None:
    """Two wrong cells in one row and one in another give three sentences."""
    reading = read_roll(workbook(HEAD, row(AN, born="x", joined="y"), row(BINH, name="  ")))
    assert [sentence.split(": ")[0] for sentence in reading.refused] == ["ds.xlsx:2", "ds.xlsx:2", "ds.xlsx:3"]
    with pytest.raises(InputErrors) as error:
        members(reading)
    assert error.value.sentences == reading.refused


def test_doubles_are_refused_with_both_rows(workbook: Sheet) -> None:
    """The same card, or the same name and birth date, names the row before; the same name alone is two people."""
    same_card = row(BINH, tt=3, name="Người Khác", born="01/01/1990", card=1)
    same_person = row(AN, tt=4, name="TRẦN  VĂN AN", card="00000009", office="")
    namesake = row(AN, tt=5, born="02/02/1970", card="00000010", office="")
    reading = read_roll(workbook(HEAD, AN, BINH, same_card, same_person, namesake))
    assert reading.refused == (
        "ds.xlsx:4: trùng số thẻ 00000001 với dòng 2 (đ/c Trần Văn An).",
        "ds.xlsx:5: đ/c TRẦN VĂN AN trùng họ tên và ngày sinh 01/02/1970 với dòng 2.",
    )


def test_names_in_pieces_and_blanks_are_one_name(workbook: Sheet) -> None:
    """Decomposed letters, doubled and hard blanks and line breaks give the plain composed name."""
    reading = read_roll(workbook(HEAD, row(AN, name=" Tra\u0302\u0300n\u00a0 Va\u0306n \n An ")))
    assert reading.rows[0].name == "Trần Văn An"


def test_a_header_below_titles_and_merged_cells(workbook: Sheet) -> None:
    """Titles above, a header of two rows, birth dates split by sex and a row of column numbers do no harm."""
    path = workbook(
        ("ĐẢNG BỘ PHƯỜNG A", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("DANH SÁCH ĐẢNG VIÊN",),
        (),
        ("Số\nTT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Ngày vào Đảng", None, "Chức vụ", None, "Ghi chú"),
        (None, None, "Nam", "Nữ", "Dự bị", "Chính thức", "Đảng", "Chính quyền", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"),
        ("I", "Tổ đảng 1"),
        ("1.", "Trần Văn An", "01/02/1970", None, "03/02/1995", "03/02/1996", "Bí thư", "Trưởng thôn"),
        ("2.", "Lê Thị Bình", None, "05/06/1980", "19/05/2005", "19/05/2006"),
        merged=("C4:D4", "E4:F4", "G4:H4", "A4:A5", "B4:B5"),
    )
    reading = read_roll(path)
    an, binh = members(reading)
    assert (an.sex, an.born, an.joined, an.official) == ("Nam", date(1970, 2, 1), date(1995, 2, 3), date(1996, 2, 3))
    assert (an.office, an.job, an.post) == ("Bí thư", "Trưởng thôn", Post.HEAD)
    assert (binh.sex, binh.born, binh.no) == ("Nữ", date(1980, 6, 5), 2)
    assert len(noted(reading, "bỏ qua dòng")) == 2
    assert not reading.refused


def test_a_name_split_over_two_columns(workbook: Sheet) -> None:
    """Family and given names in two columns, under one merged head or two, are one name."""
    merged = workbook(("TT", "Họ và tên", None, "Ngày sinh"), (1, "Trần Văn", "An", "01/02/1970"), merged=("B1:C1",))
    assert read_roll(merged).rows[0].name == "Trần Văn An"
    apart = workbook(("TT", "Họ và tên đệm", "Tên", "Ngày sinh"), (1, "Trần Văn", "An", "01/02/1970"))
    assert read_roll(apart).rows[0].name == "Trần Văn An"


def test_ticks_under_nam_and_nu(workbook: Sheet) -> None:
    """A tick in the column of a sex is a sex; ticks in both are refused."""
    head = ("TT", "Họ và tên", "Ngày sinh", "Nam", "Nữ")
    reading = read_roll(workbook(head, (1, "Lê Bình", "1/1/1980", None, "x"), (2, "Lê An", "1/1/1981", "x", "x")))
    assert [(one.name, one.sex) for one in reading.rows] == [("Lê Bình", "Nữ")]
    assert len(reading.refused) == 1


def test_totals_and_signatures_are_no_members(workbook: Sheet) -> None:
    """Total lines in any place, and what stands below them, are skipped; a comrade named Tống is not."""
    tong = row(BINH, name="Tống Văn Cộng", card="00000003", sex="Nam")
    reading = read_roll(
        workbook(
            HEAD,
            AN,
            tong,
            (None, "Tổng cộng: 2 đảng viên"),
            ("Tổng số", None, 2),
            ("Cộng", "2"),
            (None, None, None, None, None, None, None, "T/M CHI BỘ"),
            (None, "Nguyễn Thị Lập"),
        )
    )
    assert [one.name for one in reading.rows] == ["Trần Văn An", "Tống Văn Cộng"]
    assert not reading.refused
    assert not noted(reading, "bỏ qua")


def test_numbers_come_from_tt_or_from_the_order(workbook: Sheet) -> None:
    """TT counts where it is a full set of different numbers, else the order of the rows, and that is said."""
    gaps = read_roll(workbook(HEAD, row(AN, tt="07"), row(BINH, tt=3)))
    assert [one.no for one in members(gaps)] == [3, 7]
    assert not noted(gaps, "TT")
    for second in (1, None, "x", "1a", 2.5, -2):
        reading = read_roll(workbook(HEAD, AN, row(BINH, tt=second)))
        assert [one.no for one in reading.rows] == [1, 2]
        assert noted(reading, "cột TT")


def test_an_empty_official_date_means_probation_for_a_year(workbook: Sheet) -> None:
    """Without a word in the note, a member without official date is probationary for twelve months, and it is said."""
    reading = read_roll(workbook(HEAD, row(AN, joined="03/02/2026", official=None)))
    (one,) = members(reading)
    assert one.is_probationary_on(date(2026, 12, 5))
    assert not one.is_probationary_on(date(2027, 2, 3))
    assert noted(reading, "02/02/2027")


@pytest.mark.parametrize(
    ("note", "status", "since", "until"),
    [
        ("Đình chỉ sinh hoạt đảng từ 10/2026", Status.SUSPENDED, date(2026, 10, 1), None),
        ("Nghỉ thai sản từ tháng 3 đến tháng 8/2026", Status.SICK, date(2026, 3, 1), date(2026, 8, 31)),
        ("Nghỉ ốm từ ngày 15/3/2026 đến 20/4/2026", Status.SICK, date(2026, 3, 15), date(2026, 4, 20)),
        ("Được miễn sinh hoạt từ tháng 2 năm 2025", Status.EXEMPT, date(2025, 2, 1), None),
        ("Miễn công tác và sinh hoạt đảng", Status.EXEMPT, None, None),
        ("Đã chuyển sinh hoạt đi nơi khác", Status.LEFT, None, None),
        ("Từ trần ngày 3/4/2026", Status.LEFT, None, None),
    ],
)
def test_notes_propose_a_status_with_its_time(
    workbook: Sheet, note: str, status: Status, since: date | None, until: date | None
) -> None:
    """The words of the note give the status, its first and its last day."""
    (period,) = members(read_roll(workbook(HEAD, row(AN, note=note))))[0].periods
    assert (period.status, period.since, period.until) == (status, since, until)


@pytest.mark.parametrize("note", ["Nghỉ ốm từ 13/2026", "Nghỉ ốm từ 8/2026 đến 3/2026", "Đình chỉ từ 31/02/2026"])
def test_a_time_that_is_none_is_said(workbook: Sheet, note: str) -> None:
    """The status is proposed all the same, and the odd time is named."""
    reading = read_roll(workbook(HEAD, row(AN, note=note)))
    assert reading.rows[0].periods
    assert noted(reading, "thời gian")


def test_ordinary_notes_propose_nothing(workbook: Sheet) -> None:
    """Words that only look like a status leave the member as is."""
    for note in ("Chuyển sinh hoạt đến từ 3/2026", "Hội viên Hội Nông dân", "Miền núi", "Con liệt sĩ, mất sức"):
        reading = read_roll(workbook(HEAD, row(AN, note=note)))
        assert (reading.rows[0].periods, reading.questions) == ((), ()), note


def test_a_roll_without_one_head_is_worth_a_word(workbook: Sheet) -> None:
    """No bí thư, or two, is said; the roll is taken."""
    assert noted(read_roll(workbook(HEAD, BINH)), "bí thư")
    assert noted(read_roll(workbook(HEAD, AN, row(BINH, office="Bí thư chi bộ"))), "bí thư thứ hai")
    assert not noted(read_roll(workbook(HEAD, AN, BINH)), "bí thư")


def test_cells_that_are_no_name_or_hold_an_excel_error(workbook: Sheet) -> None:
    """Numbers in the column of names and errors of a formula are refused, wherever they stand."""
    rows = row(AN, name="Trần Văn 2An"), row(BINH, note="#REF!"), row(AN, tt=3, name="?", card=5)
    refused = read_roll(workbook(HEAD, *rows)).refused
    assert [sentence.split(": ")[0] for sentence in refused] == ["ds.xlsx:2", "ds.xlsx:3", "ds.xlsx:4"]
    assert "#REF!" in refused[1]


def test_nobody_joins_before_being_born(workbook: Sheet) -> None:
    """A date of admission not after the birth date is refused."""
    (sentence,) = read_roll(workbook(HEAD, row(AN, born="03/02/1995"))).refused
    assert "không sau ngày sinh" in sentence


def test_headers_that_mean_one_thing_alone(workbook: Sheet) -> None:
    """ "Sinh năm" is no column of men, "Chức vụ" alone is that in the party, and a stray word above is no header."""
    path = workbook(
        ("Tên", "Chi bộ 1"),
        ("TT", "Họ tên", "Sinh năm", "Chức vụ"),
        (1, "Trần Văn An", "1/2/1970", "Bí thư"),
        (2, "Lê Bình", "5/6/1980"),
    )
    an, binh = read_roll(path).rows
    assert (an.born, an.sex, an.post) == (date(1970, 2, 1), "", Post.HEAD)
    assert binh.born == date(1980, 6, 5)


def test_the_fullest_sheet_is_the_roll(tmp_path: Path) -> None:
    """A list of a few names before the roll is not taken for it."""
    book = openpyxl.Workbook()
    for cells in (("TT", "Họ và tên"), (1, "Người Trực Đêm")):
        book.active.append(cells)
    sheet = book.create_sheet("Danh sách")
    for cells in (HEAD, AN):
        sheet.append(cells)
    book.save(tmp_path / "ds.xlsx")
    assert [one.name for one in read_roll(tmp_path / "ds.xlsx").rows] == ["Trần Văn An"]


def test_the_sheet_with_the_roll_is_found(tmp_path: Path) -> None:
    """A cover sheet before the roll and a hidden sheet do not stand in the way."""
    book = openpyxl.Workbook()
    book.active.append(("Bìa hồ sơ",))
    hidden = book.create_sheet("Cũ")
    for cells in (HEAD, row(AN, name="Người Cũ")):
        hidden.append(cells)
    hidden.sheet_state = "hidden"
    for cells in (HEAD, AN):
        (book["Mới"] if "Mới" in book.sheetnames else book.create_sheet("Mới")).append(cells)
    book.save(tmp_path / "ds.xlsx")
    assert [one.name for one in read_roll(tmp_path / "ds.xlsx").rows] == ["Trần Văn An"]


CSV = "TT{s}Họ và tên{s}Ngày sinh{s}Số thẻ\n1{s}Trần Văn An{s}01/02/1970{s}1\n2{s}Lê Thị Bình{s}05/06/1980{s}2\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_files_of_any_office(table: Callable[..., Path], separator: str, coding: str) -> None:
    """The separator and the coding are found out, with or without a byte order mark."""
    reading = read_roll(table(CSV.format(s=separator), coding))
    assert [(one.name, one.card) for one in reading.rows] == [("Trần Văn An", "00000001"), ("Lê Thị Bình", "00000002")]


def test_a_text_file_in_the_old_windows_coding(table: Callable[..., Path]) -> None:
    """cp1258 keeps tone marks apart; the names come out composed."""
    text = (
        "TT;Ho\u0323 va\u0300 tên;Nga\u0300y sinh\n1;Lê Thi\u0323 Bi\u0300nh;1/1/1980\n2;Đô\u0303 Dư\u0303ng;1/1/1981\n"
    )
    reading = read_roll(table(text, "cp1258"))
    assert [one.name for one in reading.rows] == ["Lê Thị Bình", "Đỗ Dững"]


def test_quoted_cells_keep_separators_and_line_breaks(table: Callable[..., Path]) -> None:
    """A separator or a line break inside quotes belongs to the cell, and rows keep their numbers of the file."""
    text = 'sep=;\nTT;"Họ và\ntên";"Ngày; sinh"\n1;"Trần\nVăn An";1/2/1970\n2;Lê Bình;31/2/1980\n'
    reading = read_roll(table(text))
    assert reading.rows[0].name == "Trần Văn An"
    assert reading.refused[0].startswith("ds.csv:6: ")


@pytest.mark.parametrize(
    "text",
    [
        "TT;Hä vµ tªn;Ngµy sinh\n1;NguyÔn V¨n B×nh;1/1/1980\n2;§ç ThÞ Ph­¬ng;1/1/1981\n",
        "TT;Hoï vaø teân;Ngaøy sinh\n1;Nguyeãn Vaên Bình;1/1/1980\n2;Ñoã Thò Phöông;1/1/1981\n",
    ],
)
def test_old_fonts_are_refused_with_advice(table: Callable[..., Path], text: str) -> None:
    """Letters of TCVN3 and VNI fonts would go in as rubbish; the sentence says what to do."""
    assert "Unicode" in refusal(table(text))


def test_old_fonts_under_a_right_header_are_refused_too(workbook: Sheet) -> None:
    """Names typed in an old font below a Unicode header are noticed."""
    path = workbook(HEAD, row(AN, name="NguyÔn V¨n §ång"), row(BINH, name="Lª ThÞ Hoµ"))
    assert "TCVN3" in refusal(path)


def test_ordinary_vietnamese_is_no_old_font(workbook: Sheet) -> None:
    """Every tone on every vowel pair of real names passes."""
    names = (
        "Huỳnh Thuý Hoà",
        "Nguyễn Huệ Uyên",
        "Đoàn Thị Quế",
        "Y Kêô Niê",
        "Hà Thoại Mỹ",
        "Phạm Văn Ẩn",
        "Zoë Müller",
    )
    rows = [row(AN, tt=n, name=name, card=n) for n, name in enumerate(names, start=1)]
    assert [one.name for one in read_roll(workbook(HEAD, *rows)).rows] == list(names)


def test_whole_files_that_are_no_roll(tmp_path: Path, workbook: Sheet, table: Callable[..., Path]) -> None:
    """Missing, wrong ending, folder, empty, no workbook, no header, no member: one sentence each, naming the file."""
    (tmp_path / "cũ.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "khóa.xlsx").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 100)
    (tmp_path / "ảnh.xlsx").write_bytes(b"\x89PNG" + b"\0" * 100)
    (tmp_path / "trống.csv").write_bytes(b"\xef\xbb\xbf")
    (tmp_path / "không.csv").write_bytes(b"")
    (tmp_path / "nhị phân.csv").write_bytes(bytes(range(256)))
    (tmp_path / "thư mục.xlsx").mkdir()
    sentences = {
        refusal(tmp_path / "thiếu.xlsx"),
        refusal(tmp_path / "cũ.xls"),
        refusal(tmp_path / "khóa.xlsx"),
        refusal(tmp_path / "ảnh.xlsx"),
        refusal(tmp_path / "trống.csv"),
        refusal(tmp_path / "không.csv"),
        refusal(tmp_path / "nhị phân.csv"),
        refusal(tmp_path / "thư mục.xlsx"),
        refusal(workbook(("Báo cáo",), ("Không có gì",), name="báo cáo.xlsx")),
        refusal(workbook(HEAD, name="chỉ tiêu đề.xlsx")),
        refusal(workbook(name="sổ trống.xlsx")),
        refusal(table("một dòng\n")),
    }
    assert len(sentences) == 12


@pytest.mark.parametrize(("name", "most"), [("to.xlsx", 20), ("to.csv", 5)])
def test_too_large_a_file_is_not_read(tmp_path: Path, name: str, most: int) -> None:
    """The limit holds before anything is unpacked or cut into cells."""
    with (tmp_path / name).open("wb") as file:
        file.truncate(most * 1024 * 1024 + 1)
    assert f"{most} MB" in refusal(tmp_path / name)
