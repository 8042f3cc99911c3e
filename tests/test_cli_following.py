"""After the meeting by commands: another verifier, a watch, a calendar, and papers of single members."""

from pathlib import Path

import pytest
from commands import SAMPLES, Shell, evening


@pytest.fixture
def noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell whose book holds the sample evening."""
    shell = Shell(tmp_path, capsys)
    evening(shell)
    return shell


def test_a_commitment_is_followed_to_its_end(noted: Shell) -> None:
    """Another verifier, a watch, the closing in the new verifier's name, a return by number."""
    check = ("commitments", noted.book, "--check", "CK2026-001")
    noted.ok(*check, "người theo dõi 4", "--text", "đ/c Hiếu đi học")
    row = noted.ok("commitments", noted.book, "--json").json[0]
    assert row["verifier"] != "Bùi Thị Bích Hiếu"
    assert "chưa báo xong" in noted(*check, "theo dõi đến 30/6/2027").sentence
    noted.ok(*check, "xong")
    noted.ok(*check, "theo dõi đến 30/6/2027")
    assert "theo dõi thêm đến ngày 30/06/2027" in noted(*check, "kết thúc", "--text", "Tốt").sentence
    closed = ("commitments", noted.book, "--check", "CK2026-002")
    noted.ok(*closed, "kết thúc", "--text", "Đã xem đủ")
    assert "Không có ý kiến số 2027-001" in noted(*closed, "mở lại 2027-001").sentence
    noted.ok(*closed, "mở lại 2026-010")
    assert noted.ok("commitments", noted.book, "--json").json[1]["state"] == "open"
    assert noted("check", noted.book).code == 0


def test_due_dates_go_into_a_calendar(noted: Shell) -> None:
    """One event for each open commitment with a date; the file is said to be readable by all."""
    target = noted.folder / "lịch.ics"
    done = noted.ok("commitments", noted.book, "--ics", target)
    events = target.read_bytes().count(b"BEGIN:VEVENT")
    assert done.out == ""
    assert f"Đã ghi {events} hạn cam kết" in done.err
    assert "không có mật khẩu" in done.err
    dated = [row for row in noted.ok("commitments", noted.book, "--json").json if row["kind"] != "regular"]
    assert events == len(dated)
    noted.ok("commitments", noted.book, "--ics", target, "--overdue")
    assert b"BEGIN:VEVENT" not in target.read_bytes()
    assert noted("commitments", noted.book, "--ics", target, "--json").code == 2


@pytest.mark.parametrize("kind", ["extract", "self-review", "commitment", "quarter", "receipt"])
def test_papers_of_one_member_are_asked_for_by_number(noted: Shell, kind: str) -> None:
    """Without a number one sentence says so; an unknown number is named."""
    words = ("paper", noted.book, kind, "--session", "2026", "--to", "-")
    assert "Huỳnh Quang Đồng" in noted.ok(*words, "--member", "7").out
    assert "thêm --member SỐ" in noted(*words).sentence
    assert "Không có đảng viên số 99" in noted(*words, "--member", "99").sentence


@pytest.mark.parametrize(
    "kind", ["remedy-plan", "month-check", "topic-answers", "invitation", "handover", "supplement"]
)
def test_papers_of_the_cell_need_nobody(noted: Shell, kind: str) -> None:
    """They bear TẬP DƯỢT in a practice book, and lose no byte of the book."""
    before = noted.state()
    out = noted.ok("paper", noted.book, kind, "--session", "2026", "--to", "-").out
    assert "TẬP DƯỢT" in out
    assert noted.state() == before


def test_an_extract_tells_which_other_names_stand_in_it(noted: Shell) -> None:
    """They are kept, and said; asked for, they give way to "một đồng chí"."""
    notes = "@ *\n/ 7\n8 - Cùng đ/c Hạnh bỏ về sớm kỳ tháng 6\n7 = 2026-011 tiếp thu Vâng\n"
    noted.ok("notes", noted.book, "--session", "2026", noted.file("thêm.txt", notes))
    extract = ("paper", noted.book, "extract", "--session", "2026", "--member", "7", "--to", "-")
    kept = noted.ok(*extract)
    assert "đ/c Hạnh bỏ về sớm" in " ".join(kept.out.split())
    assert "Trong bản trích có tên đồng chí khác: " in kept.err
    one = noted.ok(*extract, "--hide-name", "8")
    assert "đ/c Hạnh bỏ về sớm" in " ".join(one.out.split())
    number = next(row["no"] for row in noted.ok("members", noted.book, "--json").json if str(row["name"]) in kept.err)
    assert "Cùng một đồng chí bỏ về sớm" in " ".join(noted.ok(*extract, "--hide-name", number).out.split())
    hidden = noted.ok(*extract, "--hide-names")
    assert "Cùng một đồng chí bỏ về sớm" in " ".join(hidden.out.split())
    assert "đồng chí khác" not in hidden.err


def test_the_whole_file_is_one_pdf(noted: Shell) -> None:
    """In the order of its list, each paper with its own page numbers; in Word only paper by paper."""
    pypdf = pytest.importorskip("pypdf")
    target = noted.folder / "hồ sơ.pdf"
    noted.ok("paper", noted.book, "dossier", "--session", "2026", "--to", target)
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(target).pages]
    titles = ("DANH MỤC HỒ SƠ", "BÁO CÁO Kiểm điểm", "BẢN KIỂM ĐIỂM", "BIÊN BẢN", "BÁO CÁO Giải trình", "KẾ HOẠCH")
    places = [next(n for n, text in enumerate(pages) if title in text) for title in titles]
    assert places == sorted(places)
    assert sum("BẢN KIỂM ĐIỂM, TỰ ĐÁNH GIÁ" in text for text in pages) == 21
    assert (
        "Cả bộ hồ sơ chỉ ghi được ra .pdf hoặc .txt"
        in noted("paper", noted.book, "dossier", "--session", "2026", "--to", noted.folder / "x.docx").sentence
    )


def test_who_leaves_the_cell_leaves_no_open_commitment(noted: Shell) -> None:
    """It closes as "chuyển sinh hoạt", not as repaired; where the verifier left, somebody else is asked for."""
    rows = noted.ok("commitments", noted.book, "--json").json
    owner, verifier = str(rows[0]["owner"]), str(rows[0]["verifier"])
    roll = (SAMPLES / "roll.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    without = noted.file("mới.csv", "".join(line for line in roll if owner not in line))
    done = noted.ok("members", noted.book, "--roll", without, "--apply")
    assert "Kết thúc do chuyển sinh hoạt (không phải đã khắc phục): CK2026-001" in done.err
    assert noted.ok("commitments", noted.book, "--json").json[0]["state"] == "moved"
    assert "Kết thúc do" not in noted.ok("members", noted.book, "--roll", without, "--apply").err
    neither = noted.file("sau.csv", "".join(line for line in roll if owner not in line and verifier not in line))
    done = noted.ok("members", noted.book, "--roll", neither, "--apply")
    followed = [row["number"] for row in rows[1:] if row["verifier"] == verifier and row["owner"] != verifier]
    for number in followed:
        assert f"Người theo dõi cam kết {number} đã chuyển sinh hoạt" in done.err
    assert noted("check", noted.book).code == 0
