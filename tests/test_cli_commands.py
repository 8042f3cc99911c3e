"""The commands on the sample evening: what each answers, what it refuses, what it leaves untouched."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from commands import DAY, SAMPLES, Shell, copied, evening, new_book


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders in which books made once are kept for copying."""
    return {}


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture
def noted(shell: Shell, made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell whose book holds the sample evening."""
    if "noted" not in made:
        evening(shell)
        made["noted"] = tmp_path_factory.mktemp("made") / "noted"
        shutil.copytree(shell.book, made["noted"])
    else:
        copied(made["noted"], shell)
    return shell


def test_both_kinds_of_roll_give_the_same_members(shell: Shell) -> None:
    """24 members, whether the office sent Excel or CSV; only the ids differ."""
    rolls = []
    for ending in ("xlsx", "csv"):
        shell.book = str(shell.folder / ending)
        new_book(shell, SAMPLES / f"roll.{ending}")
        rolls.append([{**row, "id": ""} for row in shell.ok("members", shell.book, "--json").json])
    assert rolls[0] == rolls[1]
    assert [row["no"] for row in rolls[0]] == list(range(1, 25))
    assert rolls[0][6] == {
        "id": "", "no": 7, "name": "Huỳnh Quang Đồng", "born": "1984-07-03", "sex": "Nam", "joined": "2013-08-28",
        "official": "2014-08-28", "card": "00046230", "office": "", "job": "Cán bộ Mặt trận", "note": "",
        "status": "official",
    }  # fmt: skip
    assert rolls[0][22]["official"] is None


def test_a_new_book_says_what_it_took_for_granted(shell: Shell) -> None:
    """Who is not reviewed and why, and which way the temporary Party life went, all on standard error."""
    new_book(shell)
    shell.book += "2"
    done = shell.ok(
        "new", shell.book, "--name", "n", "--superior", "s", "--roll", SAMPLES / "roll.csv", "--practice", DAY
    )
    assert done.out == ""
    assert "Đ/c Võ Xuân Quý (số 21) sinh hoạt tạm thời: lấy mặc định" in done.err
    for name in ("Trần Hữu Khuê", "Phan Minh Quý", "Hồ Thị Thu Diệu"):
        assert f"Đ/c {name} không kiểm điểm" in done.err


def test_a_session_takes_the_regulation_of_its_year(noted: Shell) -> None:
    """Its id is the year; the list is JSON or a table."""
    assert noted.ok("session", noted.book, "--json").json == [
        {"id": "2026", "year": 2026, "regulation": "366-2025", "state": "recording"}
    ]
    assert "đang ghi" in noted.ok("session", noted.book).out
    done = noted.ok("session", noted.book, "--new", "2027", "--regulation", "124-2023")
    assert "Mang sang 5 cam kết chưa xong: CK2026-001" in done.err
    assert "không có hiệu lực vào cuối năm 2027" in done.err
    assert noted.ok("session", noted.book, "--json").json[1]["regulation"] == "124-2023"


def test_a_second_session_of_a_year_waits_for_the_first_to_be_signed(noted: Shell) -> None:
    """Then it reviews those who were not reached, and its numbers go on."""
    before = noted.state()
    assert "chưa ký biên bản" in noted("session", noted.book, "--new", "2026").sentence
    assert noted.state() == before
    noted.ok("minutes", noted.book, "--session", "2026", "--approve", "18/20")
    noted.ok("minutes", noted.book, "--session", "2026", "--sign", "6/12/2026")
    done = noted.ok("session", noted.book, "--new", "2026")
    assert "Đã mở kỳ kiểm điểm 2026-2" in done.err
    assert "1," not in done.err.split("thứ tự:")[1].splitlines()[0].split()
    assert "Đ/c Lý Thị Mỹ Vượng đã kiểm điểm trong năm ở kỳ 2026." in done.err
    late = noted.file("late.txt", "@ *\n@ct 1\n@tk 3\n/ 5\n7 - Vắng hai kỳ\n")
    noted.ok("notes", noted.book, "--session", "2026-2", late)
    [point] = noted.ok("points", noted.book, "--session", "2026-2", "--json").json
    assert point["number"] == "2026-011"


def test_topics_answer_whom_they_concern(shell: Shell) -> None:
    """On standard output, one line for each topic."""
    new_book(shell)
    shell.ok("session", shell.book, "--new", "2026")
    done = shell.ok("topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml")
    assert done.out.splitlines() == [
        "g1: tập thể chi bộ",
        "g2: tập thể chi bộ",
        "g3: 7. Huỳnh Quang Đồng, 14. Nguyễn Ngọc Quý, 18. Bùi Ngọc Dũng",
        "g4: 1. Lý Thị Mỹ Vượng",
        "g5: 15. Trần Hữu Hạnh",
    ]


def test_the_same_packet_twice_is_refused_and_a_changed_one_needs_a_word(noted: Shell) -> None:
    """`--again` takes the same file, `--replace` a changed one."""
    packet = (SAMPLES / "topics-2026.toml").read_text(encoding="utf-8")
    same = noted.file("same.toml", packet)
    changed = noted.file("changed.toml", packet.replace("Vắng từ 3 kỳ", "Vắng từ 4 kỳ"))
    topics = ("topics", noted.book, "--session", "2026")
    before = noted.state()
    assert "Tệp này đã nhập ngày 05/12/2026" in noted(*topics, same).sentence
    assert "--replace" in noted(*topics, changed).sentence
    assert noted.state() == before
    noted.ok(*topics, changed, "--replace")
    noted.ok(*topics, changed, "--again")


def test_notes_say_what_went_in(shell: Shell) -> None:
    """10 points, 9 answers, 5 commitments, 2 conclusions; nothing on standard output."""
    new_book(shell)
    shell.ok("session", shell.book, "--new", "2026")
    shell.ok("topics", shell.book, "--session", "2026", SAMPLES / "topics-2026.toml")
    done = shell.ok("notes", shell.book, "--session", "2026", SAMPLES / "notes-2026.txt")
    assert done.out == ""
    assert done.err.splitlines()[-1] == "Đã nhập 10 ý kiến, 9 trả lời, 5 cam kết, 2 kết luận."


def test_the_same_notes_twice_are_refused(noted: Shell) -> None:
    """With the day they went in; `--again` enters them all the same."""
    before = noted.state()
    words = ("notes", noted.book, "--session", "2026", SAMPLES / "notes-2026.txt")
    assert "đã nhập ngày 05/12/2026" in noted(*words).sentence
    assert noted.state() == before
    noted.ok(*words, "--again")
    assert len(noted.ok("points", noted.book, "--session", "2026", "--json").json) == 20


def test_every_wrong_line_of_notes_is_named_and_none_goes_in(noted: Shell) -> None:
    """FILE:LINE: one sentence each, in one run."""
    before = noted.state()
    file = noted.file("wrong.txt", "/ 5\n99 - Ai đây?\n7 - Đúng\nnhan - Ai trong các đồng chí Nhẫn?\n@ 1-400\n")
    done = noted("notes", noted.book, "--session", "2026", file)
    assert (done.code, done.out) == (1, "")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [f"{file}:{line}" for line in (2, 4, 5)]
    assert noted.state() == before


def test_points_tell_number_speaker_answer_and_verdict(noted: Shell) -> None:
    """As JSON for programs, as text for people, of one member where asked."""
    rows = noted.ok("points", noted.book, "--session", "2026", "--json").json
    assert [row["number"] for row in rows] == [f"2026-{n:03d}" for n in range(1, 11)]
    assert {key: rows[0][key] for key in ("floor", "floor_no", "kind", "critic", "source", "topics", "verdict")} == {
        "floor": "cb", "floor_no": 1, "kind": "shortcoming", "critic": "Bùi Thị Bích Hiếu", "source": "member",
        "topics": ["g1"], "verdict": None,
    }  # fmt: skip
    assert rows[0]["answers"] == [
        {
            "kind": "accept",
            "by": "Lý Thị Mỹ Vượng",
            "text": "Kỳ tháng 5 trùng đợt tiêm chủng, tôi quyết định hoãn mà không xin ý kiến chi ủy",
        }
    ]
    of_seven = noted.ok("points", noted.book, "--session", "2026", "--member", "7").out
    assert "Nhóm Zalo chi bộ" in of_seven
    assert "4 hồ sơ đất" not in of_seven
    assert "không" in noted("points", noted.book, "--session", "2026", "--member", "99").sentence.casefold()


def test_reading_commands_write_nothing(noted: Shell) -> None:
    """points, members, check, commitments, minutes and paper leave every byte alone."""
    before = noted.state()
    for words in (
        ("points", noted.book, "--session", "2026"),
        ("members", noted.book),
        ("session", noted.book),
        ("commitments", noted.book),
        ("minutes", noted.book, "--session", "2026"),
        ("check", noted.book),
        ("paper", noted.book, "minutes", "--session", "2026", "--to", "-"),
        ("backup", noted.book, "--to", noted.folder / "backups"),
    ):
        noted.ok(*words)
        assert noted.state() == before, words


def test_a_paper_goes_to_a_file_of_each_kind_or_to_standard_output(noted: Shell) -> None:
    """The text names every critic and holds every text; the file stays whole when a second writing fails."""
    said = noted.ok("paper", noted.book, "minutes", "--session", "2026", "--to", "-").out
    joined = " ".join(said.split())
    for row in noted.ok("points", noted.book, "--session", "2026", "--json").json:
        assert str(row["critic"]) in joined
        assert str(row["text"]) in joined
    for ending, magic in ((".pdf", b"%PDF"), (".docx", b"PK"), (".txt", "\ufeff".encode() or b"")):
        target = noted.folder / f"biên bản{ending}"
        done = noted.ok("paper", noted.book, "minutes", "--session", "2026", "--to", target)
        assert done.out == ""
        assert target.read_bytes()[:4].startswith(magic[:2]) or ending == ".txt"
    target = noted.folder / "x.odt"
    assert ".pdf" in noted("paper", noted.book, "minutes", "--session", "2026", "--to", target).sentence
    assert not target.exists()


def test_kinds_of_paper_that_come_later_say_so(noted: Shell) -> None:
    """One sentence, also for a kind that never was."""
    target = noted.folder / "x.pdf"
    for kind in ("code-slip", "xyz"):
        assert noted("paper", noted.book, kind, "--session", "2026", "--to", target).sentence
    assert not target.exists()


def test_a_template_is_checked_before_anything_is_written(noted: Shell) -> None:
    """A template that is no Word file, or asked for a PDF, is one sentence."""
    bad = noted.file("mẫu.docx", "no zip")
    paper = ("paper", noted.book, "minutes", "--session", "2026", "--template", bad)
    assert "mẫu" in noted(*paper, "--to", noted.folder / "x.docx").sentence.casefold()
    assert "docx" in noted(*paper, "--to", noted.folder / "x.pdf").sentence
    assert not list(noted.folder.glob("x.*"))


def test_minutes_say_what_is_missing_then_close_and_open_again(noted: Shell) -> None:
    """Missing things as sentences; approval gives a fingerprint; reopening needs a reason; signing locks."""
    minutes = ("minutes", noted.book, "--session", "2026")
    missing = noted.ok(*minutes).out.splitlines()
    assert any("gợi ý g4 chưa được trả lời" in sentence for sentence in missing)
    assert "chưa quá nửa" in noted(*minutes, "--approve", "9/20").sentence
    done = noted.ok(
        *minutes, "--approve", "20/20", "--number", "05-BB/CB", "--place", "Tân An Đông", "--recipients", "Lưu"
    )
    print_ = done.err.splitlines()[-1].split(": ")[1]
    assert len(print_.replace("-", "").replace(" ", "")) == 26
    assert (
        "đã thông qua"
        in noted("notes", noted.book, "--session", "2026", noted.file("n.txt", "/ 5\n")).sentence.casefold()
    )
    text = noted.ok("paper", noted.book, "minutes", "--session", "2026", "--to", "-").out
    assert "05-BB/CB" in text
    assert "DỰ THẢO" not in text
    assert "lý do" in noted(*minutes, "--reopen", " ").sentence
    noted.ok(*minutes, "--reopen", "Ghi thiếu một ý kiến")
    assert "DỰ THẢO" in noted.ok("paper", noted.book, "minutes", "--session", "2026", "--to", "-").out
    assert "chưa được thông qua" in noted(*minutes, "--sign", "6/12/2026").sentence
    noted.ok(*minutes, "--approve", "20/20")
    noted.ok(*minutes, "--sign", "6/12/2026")
    assert noted.ok("session", noted.book, "--json").json[0]["state"] == "signed"
    assert "khóa" in noted(*minutes, "--reopen", "x").sentence
    noted.ok("check", noted.book)


def test_a_vote_of_others_than_those_present_is_remarked(noted: Shell) -> None:
    """The base of a vote is the voting members present; another one is taken and said."""
    done = noted.ok("minutes", noted.book, "--session", "2026", "--approve", "12/12")
    assert "có mặt 19 đồng chí có quyền biểu quyết, không phải 12" in done.err
    noted.ok("minutes", noted.book, "--session", "2026", "--reopen", "Sai số phiếu")
    right = noted.ok("minutes", noted.book, "--session", "2026", "--approve", "19/19")
    assert "Lưu ý" not in right.err


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("minutes", "--session", "2026", "--number", "5"), "--approve"),
        (("minutes", "--session", "2026", "--sign", "6/12/2026", "--place", "x"), "--approve"),
        (("commitments", "--text", "x"), "--check"),
        (("session", "--regulation", "366-2025"), "--new"),
    ],
)
def test_an_option_without_the_one_it_belongs_to_is_not_passed_over(
    noted: Shell, words: tuple[str, ...], needed: str
) -> None:
    """Whoever gave it meant something by it."""
    assert needed in noted(words[0], noted.book, *words[1:]).sentence


def test_commitments_are_listed_checked_and_closed(noted: Shell) -> None:
    """A check changes the state; closing needs the verifier's words; a closed one takes no more checks."""
    rows = noted.ok("commitments", noted.book, "--json").json
    assert [row["number"] for row in rows] == [f"CK2026-00{n}" for n in range(1, 6)]
    assert {key: rows[0][key] for key in ("points", "owner", "verifier", "kind", "due", "state")} == {
        "points": ["2026-002"], "owner": "Lê Ngọc Nhẫn", "verifier": "Bùi Thị Bích Hiếu", "kind": "by_date",
        "due": "2027-01-31", "state": "open",
    }  # fmt: skip
    check = ("commitments", noted.book, "--check", "CK2026-001")
    noted.ok(*check, "đang làm 60%", "--text", "Đã có mẫu")
    assert "đang làm 60%" in noted.ok("commitments", noted.book).out
    proof = noted.file("bằng chứng.txt", "x")
    noted.ok(*check, "xong", "--proof", proof, "--on", "5/12/2026")
    assert noted.ok("commitments", noted.book, "--json").json[0]["state"] == "done"
    assert "lời xác nhận" in noted(*check, "kết thúc").sentence
    noted.ok(*check, "kết thúc", "--text", "Đã xem đủ")
    assert noted.ok("commitments", noted.book, "--json").json[0]["state"] == "closed"
    assert "đã kết thúc" in noted(*check, "xong").sentence


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("CK2026-099", "xong"), "CK2026-099"),
        (("CK2026-001", "hình như xong"), "Không hiểu kết quả"),
        (("CK2026-001", "đang làm"), "phần trăm"),
        (("CK2026-001", "đang làm 120%"), "phần trăm"),
        (("CK2026-001", "hoãn"), "đến ngày nào"),
        (("CK2026-001", "hoãn 30/6/2027"), "lý do"),
        (("CK2026-001", "hoãn 31/6/2027"), "Không có ngày"),
        (("CK2026-001", "xong", "--proof", "/không/có"), "Không tìm thấy tệp"),
        (("CK2026-001", "xong", "--on", "1/1/2027"), "chưa đến"),
    ],
)
def test_a_wrong_check_is_one_sentence(noted: Shell, words: tuple[str, ...], part: str) -> None:
    """Nothing is written."""
    before = noted.state()
    assert part in noted("commitments", noted.book, "--check", *words).sentence
    assert noted.state() == before


def test_overdue_ones_are_those_whose_day_has_passed(noted: Shell) -> None:
    """On the practice day nothing is; at once means the day after."""
    assert noted.ok("commitments", noted.book, "--overdue", "--json").json == []
    assert len(noted.ok("commitments", noted.book, "--member", "1", "--json").json) == 2


def test_a_newer_roll_is_shown_and_goes_in_when_asked(noted: Shell) -> None:
    """Who joined, left and changed; nobody is deleted, numbers are kept; the session keeps its own roll."""
    lines = (SAMPLES / "roll.csv").read_text(encoding="utf-8-sig").splitlines()
    newer = [
        line.replace("Kế toán", "Kế toán trưởng") if line.startswith("5;") else line
        for line in lines
        if line[:2] != "6;"
    ]
    newer.append("25;Đỗ Văn Mới;01/01/1990;Nam;01/01/2020;01/01/2021;00000099;;Giáo viên;")
    file = noted.file("roll-2027.csv", "\n".join(newer))
    before = noted.state()
    told = noted.ok("members", noted.book, "--roll", file).out
    assert "Thêm: Đỗ Văn Mới" in told
    assert "6. Hoàng Thị Thu Nghĩa" in told
    assert "Kế toán → Kế toán trưởng" in told
    assert noted.state() == before
    noted.ok("members", noted.book, "--roll", file, "--apply")
    rows = noted.ok("members", noted.book, "--json").json
    assert len(rows) == 25
    assert rows[5]["status"] == "left"
    assert rows[24]["no"] == 25
    assert "Hoàng Thị Thu Nghĩa" in noted.ok("paper", noted.book, "minutes", "--session", "2026", "--to", "-").out


def test_backup_and_restore_give_the_same_book(noted: Shell) -> None:
    """A restored book answers as the one that was copied; a book that is there is kept beside it."""
    points = noted.ok("points", noted.book, "--session", "2026", "--json").json
    [copy] = noted.ok("backup", noted.book, "--to", noted.folder / "usb").out.splitlines()
    late = noted.file("late.txt", "/ 5\n7 + Giúp đỡ đồng chí mới\n")
    noted.ok("notes", noted.book, "--session", "2026", late)
    kept = noted.ok("restore", copy, "--to", noted.book).err.splitlines()[-1].split(" ở ")[1].rstrip(".")
    assert noted.ok("points", noted.book, "--session", "2026", "--json").json == points
    assert len(noted.ok("points", kept, "--session", "2026", "--json").json) == 11
    noted.ok("restore", copy, "--to", noted.folder / "lại")
    assert noted.ok("points", noted.folder / "lại", "--session", "2026", "--json").json == points
    noted.ok("check", noted.folder / "lại")


def test_json_is_utf8_without_escapes(noted: Shell) -> None:
    """People read it too."""
    assert "Huỳnh Quang Đồng" in noted.ok("members", noted.book, "--json").out
    assert json.loads(noted.ok("members", noted.book, "--json").out)


@pytest.mark.skipif(sys.platform == "win32", reason="lp exists on Linux and macOS only")
def test_print_hands_over_a_pdf_and_tells_the_job(noted: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job's number on standard output, the printer's trouble as a sentence; printers lists the queues."""
    folder = noted.folder / "bin"
    folder.mkdir()
    queue = "printer tang-1 disabled since Mon -\\n\\tPaused\\ntang-1 accepting requests since Mon\\n"
    lpstat = f"printf 'system default destination: tang-1\\n{queue}'"
    for name, answer in (
        ("lp", f"cat > '{folder}/paper'; echo 'request id is tang-1-7 (0 file(s))'"),
        ("lpstat", lpstat),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    done = noted.ok("print", noted.book, "minutes", "--session", "2026")
    assert done.out == "tang-1-7\n"
    assert "Máy in tang-1 đang tạm dừng." in done.err
    assert (folder / "paper").read_bytes().startswith(b"%PDF-")
    assert "tang-1  mặc định" in noted.ok("printers").out
    assert "tang-1" in noted("print", noted.book, "minutes", "--session", "2026", "--printer", "x").sentence
    assert noted("print", noted.book, "notice", "--session", "2026").sentence
