"""Files made to harm, or just broken: one sentence, quickly, and never anything but a sentence."""

import re
import zipfile
from itertools import count
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_tui.exchange.digest import file_digest
from review_tui.exchange.roll import members_of, preview_lines, read_roll
from review_tui.exchange.topics import read_topics
from review_tui.language.errors import ReviewError
from review_tui.model.people import Member, Post, Status

SAMPLES = Path(__file__).parent / "samples"
ROLL = (
    Member(id="m1", no=1, name="Lý Thị Mỹ Vượng", post=Post.HEAD),
    Member(id="m7", no=7, name="Huỳnh Quang Đồng"),
    Member(id="m14", no=14, name="Nguyễn Ngọc Quý"),
    Member(id="m18", no=18, name="Bùi Ngọc Dũng"),
    Member(id="m15", no=15, name="Trần Hữu Hạnh"),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def taken_or_refused(path: Path) -> bool:
    """Whether a roll is taken; anything but a `ReviewError` fails the test."""
    try:
        reading = read_roll(path)
        preview_lines(reading)
        numbers = count(1)
        made = members_of(reading, new_id=lambda: f"m{next(numbers)}", temporary=Status.TEMPORARY_ELSEWHERE)
    except ReviewError:
        return False
    assert len({one.no for one in made}) == len(made)
    assert all(one.no > 0 and one.name == one.name.strip() != "" for one in made)
    return True


def packet_refusal(path: Path, entries: tuple[str, ...] = ()) -> str:
    """The sentences with which a packet is refused, "" for one that is taken; anything else fails the test."""
    try:
        read_topics(path, ROLL, new_id=lambda: "p", entries=entries)
    except ReviewError as error:
        return str(error)
    return ""


def repacked(path: Path, **parts: bytes) -> Path:
    """The sample workbook with some parts replaced or added ("xl_workbook_xml" stands for xl/workbook.xml)."""
    with zipfile.ZipFile(SAMPLES / "roll.xlsx") as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def sheet_part() -> tuple[str, bytes]:
    """Name and content of the sheet of the sample workbook."""
    with zipfile.ZipFile(SAMPLES / "roll.xlsx") as book:
        return "xl/worksheets/sheet1.xml", book.read("xl/worksheets/sheet1.xml")


def refusal(path: Path) -> str:
    """The sentence with which a roll is refused."""
    with pytest.raises(ReviewError) as error:
        read_roll(path)
    assert path.name in str(error.value)
    return str(error.value)


def test_a_part_that_unpacks_to_far_too_much(tmp_path: Path) -> None:
    """A small file that would fill the memory is refused while it is unpacked."""
    path = repacked(tmp_path / "bom.xlsx", **{"xl/media/image1.png": bytes(30_000_000)})
    assert path.stat().st_size < 200_000
    assert "quá lớn" in refusal(path)


def test_a_part_that_lies_about_its_size(tmp_path: Path) -> None:
    """The size that the zip claims is not believed."""
    path = repacked(tmp_path / "bom.xlsx", **{"xl/media/image1.png": bytes(30_000_000)})
    data = path.read_bytes()
    path.write_bytes(data.replace((30_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert refusal(path)


def test_too_many_parts(tmp_path: Path) -> None:
    """Thousands of small parts are no roll."""
    parts = {f"xl/media/{n}.png": b"x" for n in range(300)}
    assert "quá lớn" in refusal(repacked(tmp_path / "bom.xlsx", **parts))


def test_entities_are_refused(tmp_path: Path) -> None:
    """No office writes entities; they only blow up."""
    name, sheet = sheet_part()
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]>' + sheet.split(b"?>", 1)[-1]
    assert refusal(repacked(tmp_path / "bom.xlsx", **{name: bomb}))


def test_a_claimed_size_of_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    """A sheet that claims a million rows of 16,384 columns, or only two, is read by what it holds."""
    name, sheet = sheet_part()
    for size in (b"A1:XFD1048576", b"A1:B2"):
        claimed, number = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"', sheet)
        assert number == 1
        assert len(read_roll(repacked(tmp_path / "ds.xlsx", **{name: claimed})).rows) == 24


def test_a_workbook_of_too_many_rows(tmp_path: Path) -> None:
    """More rows than any cell has members is refused."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("TT", "Họ và tên", "Ngày sinh"))
    for number in range(10_001):
        sheet.append((number, "Trần Văn An"))
    book.save(tmp_path / "dài.xlsx")
    assert "10000" in refusal(tmp_path / "dài.xlsx")


def test_a_text_file_of_too_many_rows_or_too_long_a_cell(tmp_path: Path) -> None:
    """The same limit for .csv; a cell beyond the reader's limit is named with its row."""
    (tmp_path / "dài.csv").write_text("TT;Họ và tên\n" + "1;An\n" * 10_001, encoding="utf-8")
    assert "10000" in refusal(tmp_path / "dài.csv")
    (tmp_path / "ô.csv").write_text("TT;Họ và tên\n1;" + "A" * 200_000, encoding="utf-8")
    assert "ô.csv:2: " in refusal(tmp_path / "ô.csv")


def test_terminal_commands_and_bidi_marks_do_not_come_through(tmp_path: Path) -> None:
    """What a cell holds is data: no control character reaches a name or a sentence."""
    text = "TT;Họ và tên;Ngày sinh;Ghi chú\n1;Trần\x1b]52;An;1/1/1980;x\n2;Lê\u202eBình;\x9b2J;[/b] =1+1\n"
    (tmp_path / "ds.csv").write_text(text, encoding="utf-8")
    reading = read_roll(tmp_path / "ds.csv")
    shown = "\n".join((*preview_lines(reading), *reading.refused))
    assert not any((ord(letter) < 32 and letter != "\n") or 0x7F <= ord(letter) < 0xA0 for letter in shown)
    assert "\u202e" not in shown


def test_a_damaged_workbook_is_a_sentence(tmp_path: Path) -> None:
    """Cut short anywhere, a workbook is read or refused."""
    data = (SAMPLES / "roll.xlsx").read_bytes()
    path = tmp_path / "ds.xlsx"
    for length in range(0, len(data), 97):
        path.write_bytes(data[:length])
        assert not taken_or_refused(path)


@QUICK
@given(place=st.integers(0, 8_000), bits=st.integers(1, 255))
def test_a_flipped_byte_in_a_workbook_is_read_or_a_sentence(tmp_path: Path, place: int, bits: int) -> None:
    """One wrong byte anywhere gives members or a sentence."""
    data = bytearray((SAMPLES / "roll.xlsx").read_bytes())
    data[place % len(data)] ^= bits
    path = tmp_path / "ds.xlsx"
    path.write_bytes(data)
    taken_or_refused(path)


@QUICK
@given(place=st.integers(0), junk=st.binary(max_size=12), cut=st.integers(0, 40))
def test_a_damaged_sheet_is_read_or_a_sentence(tmp_path: Path, place: int, junk: bytes, cut: int) -> None:
    """A sheet whose XML is broken inside an intact zip gives members or a sentence."""
    name, sheet = sheet_part()
    place %= len(sheet)
    taken_or_refused(repacked(tmp_path / "ds.xlsx", **{name: sheet[:place] + junk + sheet[place + cut :]}))


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["TT", "Họ và tên", "Ngày sinh", "Nam", "Nữ", "Ngày chính thức", "Số thẻ", "Chức vụ", "Ghi chú", "31/2/1990",
         "1/1/1980", "13/2026", "từ 0/0000 đến 13/9999 nghỉ ốm", "0", "1", "99999999999", "Tổng cộng", "Trần Văn An",
         '"', "\n", "dự bị", "SHT", "1e400", "nan", "٣", "9" * 5000]
    ),
)  # fmt: skip


@QUICK
@given(st.lists(st.lists(CELLS, max_size=8), max_size=8), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_table_is_read_or_a_sentence(tmp_path: Path, rows: list[list[str]], cut: str, coding: str) -> None:
    """Whatever stands in the cells of a .csv file, the answer is members or a sentence."""
    text = "\n".join(cut.join(cells) for cells in [["TT", "Họ và tên", "Ngày sinh", "Ghi chú"], *rows])
    path = tmp_path / "ds.csv"
    path.write_bytes(text.encode(coding, "replace"))
    taken_or_refused(path)


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_a_sentence(tmp_path: Path, data: bytes) -> None:
    """Whatever bytes a file holds, no reader raises anything else."""
    for name in ("ds.csv", "ds.xlsx"):
        (tmp_path / name).write_bytes(data)
        taken_or_refused(tmp_path / name)
    (tmp_path / "g.toml").write_bytes(data)
    with pytest.raises(ReviewError):
        read_topics(tmp_path / "g.toml", ROLL, new_id=lambda: "p")


@QUICK
@given(place=st.integers(0), junk=st.text(max_size=8), cut=st.integers(0, 30))
def test_a_damaged_packet_is_read_or_a_sentence(tmp_path: Path, place: int, junk: str, cut: int) -> None:
    """A packet with any piece overwritten gives topics or sentences."""
    text = (SAMPLES / "topics-2026.toml").read_text(encoding="utf-8")
    place %= len(text)
    path = tmp_path / "g.toml"
    path.write_bytes((text[:place] + junk + text[place + cut :]).encode("utf-8", "replace"))
    assert all(line.startswith("g.toml:") for line in packet_refusal(path).splitlines())


VALUES = st.recursive(
    st.one_of(st.integers(), st.text(max_size=5).map(lambda text: f"'{text}'"), st.just("2026-01-01"), st.just("nan")),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(map(str, parts))}]"),
    max_leaves=5,
)
KEYS = ["id", "kind", "title", "text", "concerns", "signs", "forbidden", "task_group", "priority", "must_answer"]


@QUICK
@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_values_of_a_wrong_type_are_a_sentence(tmp_path: Path, table: dict[str, object]) -> None:
    """Any value under any key of a topic gives topics or sentences."""
    whole = {"id": "'g1'", "kind": "'individual'", "title": "'a'", "text": "'b'", "concerns": "['7']"} | table
    head = "[packet]\nissuer = 'a'\nnumber = 'b'\ndate = 2026-11-16\nyear = 2026\n[[topic]]\n"
    path = tmp_path / "g.toml"
    path.write_text(head + "\n".join(f"{key} = {value}" for key, value in whole.items()), encoding="utf-8")
    assert all(line.startswith("g.toml:") for line in packet_refusal(path, ("1.4", "d11", "n3")).splitlines())


def test_a_packet_nested_without_end(tmp_path: Path) -> None:
    """Brackets within brackets, endless numbers and too large a file are sentences."""
    path = tmp_path / "g.toml"
    for text in ("a = " + "[" * 5_000, "a = " + "9" * 5_000, "a" + ".a" * 3_000 + " = 1", "#" * (256 * 1024 + 1)):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ReviewError, match=r"g\.toml"):
            read_topics(path, ROLL, new_id=lambda: "p")


def test_the_digest_tells_the_same_file_again(tmp_path: Path) -> None:
    """Equal bytes have an equal digest, one other byte another; a missing file is a sentence."""
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").write_bytes(b"abd")
    assert file_digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_digest(tmp_path / "b") != file_digest(tmp_path / "a")
    with pytest.raises(ReviewError, match="c"):
        file_digest(tmp_path / "c")
