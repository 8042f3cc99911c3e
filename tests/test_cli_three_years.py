"""Three years of an invented cell by commands alone: one fault, one number, from the first word to its return."""

import re
from pathlib import Path

import pytest
from commands import Shell

ROLL = """Số thẻ đảng viên,Họ và tên,Ngày sinh,Ngày vào Đảng,Ngày chính thức,Chức vụ trong Đảng,Nghề nghiệp
10000001,Lý Thị Vượng,01/01/1970,01/01/2000,01/01/2001,Bí thư chi bộ,Giáo viên
10000002,Bùi Thị Hiếu,02/01/1971,01/01/2001,01/01/2002,Phó bí thư,Giáo viên
10000003,Lê Ngọc Nhẫn,03/01/1972,01/01/2002,01/01/2003,,Giáo viên
10000004,Trần Xuân Nhẫn,04/01/1973,01/01/2003,01/01/2004,,Giáo viên
10000005,Huỳnh Quang Đồng,05/01/1974,01/01/2004,01/01/2005,,Giáo viên
"""
FAULT, PROMISE = "2024-001", "CK2024-001"

EVENINGS = {
    "2024": ("7/12/2024", "2 - Vắng bốn kỳ sinh hoạt", "5 = 1 tiếp thu Nhận", "5 ! 1 Dự đủ ~2 >30/6/2025"),
    "2025": ("6/12/2025", "3 - Hồ sơ chậm 7 ngày", "5 = 1 tiếp thu Đúng", "5 ! 1 Rà soát thứ sáu ~3 >tx"),
    "2026": ("5/12/2026", "2 - Lại vắng hai kỳ #2024-001", "5 = 1 tiếp thu Nhận", "5 ! 1 Nộp lịch ~2 >31/3/2027"),
}
CHECKS = (
    ("8/2/2025", "đang làm 40%", "Dự đủ tháng 1"),
    ("7/6/2025", "hoãn 30/9/2025", "Đi học xa"),
    ("6/9/2025", "hoãn 31/3/2026", "Còn một kỳ học"),
    ("7/2/2026", "xong", "Dự đủ sáu kỳ"),
    ("7/3/2026", "kết thúc", "Đã dự đủ, có báo trước"),
)


def meeting(shell: Shell, year: str) -> None:
    """A session from its opening to its locked minutes."""
    day, *lines = EVENINGS[year]
    shell.ok("session", shell.book, "--new", year)
    notes = [f"@bd 18:00 {day}", "@tai Nhà sinh hoạt", "@ *", "@ct 1", "@tk 3", "/ 5", *lines, "ct . Ghi nhận"]
    shell.ok("notes", shell.book, "--session", year, shell.file(f"{year}.txt", "\n".join(notes) + "\n"))
    shell.ok("minutes", shell.book, "--session", year, "--approve", "5/5")
    shell.ok("minutes", shell.book, "--session", year, "--sign", day)


def paper(shell: Shell, kind: str, year: str, *words: str) -> str:
    """A paper as one line."""
    return " ".join(shell.ok("paper", shell.book, kind, "--session", year, *words, "--to", "-").out.split())


def row(shell: Shell) -> dict[str, object]:
    """The promise of 2024 as the ledger has it."""
    return next(one for one in shell.ok("commitments", shell.book, "--json").json if one["number"] == PROMISE)


def test_a_fault_keeps_its_number_through_three_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked monthly, put off twice, closed by the verifier, back in 2026 as "lần 2"; the same in every paper."""
    shell = Shell(tmp_path, capsys)
    shell.ok(
        "new", shell.book, "--name", "Chi bộ khu phố 4", "--superior", "Đảng ủy phường",
        "--roll", shell.file("roll.csv", ROLL), "--practice", "12/12/2026",
    )  # fmt: skip
    meeting(shell, "2024")
    for day, found, text in CHECKS[:3]:
        shell.ok("commitments", shell.book, "--check", PROMISE, found, "--text", text, "--on", day)
    meeting(shell, "2025")
    third = paper(shell, "self-review", "2025", "--member", "5")
    assert f"Ý kiến số {FAULT}: Vắng bốn kỳ sinh hoạt. Kết quả: đang khắc phục, đạt 40 %" in third
    assert "đã gia hạn 2 lần" in third
    for day, found, text in CHECKS[3:]:
        shell.ok("commitments", shell.book, "--check", PROMISE, found, "--text", text, "--on", day)
    assert row(shell)["state"] == "closed"
    meeting(shell, "2026")
    assert row(shell)["state"] == "open"
    again = paper(shell, "self-review", "2026", "--member", "5")
    assert f"Ý kiến số {FAULT}, lần 2: Vắng bốn kỳ sinh hoạt. Kết quả: chưa khắc phục" in again
    for kind, words in (
        ("month-check", ()), ("handover", ()), ("remedy-plan", ()), ("commitment", ("--member", "5")),
        ("quarter", ("--member", "5")),
    ):  # fmt: skip
        text = paper(shell, kind, "2026", *words)
        assert PROMISE in text, kind
        assert "lần 2" in text, kind
    for kind, words in (("minutes", ()), ("extract", ("--member", "5")), ("remedy-plan", ())):
        assert re.search(rf"\b{FAULT}\b", paper(shell, kind, "2024", *words)), kind
    points = shell.ok("points", shell.book, "--session", "2026", "--json").json
    assert [one["number"] for one in points] == ["2026-001"]
    assert shell("check", shell.book).code == 0
