"""A member with nothing but a slip, on a real terminal: from the first screen to the printed extract, and what the
process that shows it holds in its memory (R16)."""

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from my_room import ME, QUESTION, book_of_years
from pty_terminal import Terminal
from store_books import CHEAP, PHRASE, opened

from review_tui.model.points import AnswerKind
from review_tui.model.submission import HandedAnswer, HandedReport

pytestmark = pytest.mark.system

ESCAPE, ENTER, DOWN, TAB, F6 = "\x1b", "\r", "\x1b[B", "\t", "\x1b[17~"
FOREIGN = ("Quý 2 chỉ họp hai kỳ", "Gương mẫu trong đợt lũ", "ghi chú riêng số 5", PHRASE)


def screen(folder: Path, *words: str) -> Terminal:
    command = [sys.executable, "-m", "review_tui", "open", str(folder / "sổ"), *words]
    return Terminal(command, columns=120, rows=40)


def drawn_out(terminal: Terminal) -> None:
    """Read until nothing more is drawn."""
    silent = 0
    while silent < 6:
        before = len(terminal.drawn)
        terminal.read()
        silent = silent + 1 if len(terminal.drawn) == before else 0


def slow(terminal: Terminal, *keys: str) -> None:
    """Key after key, each when the one before has been drawn out."""
    for key in keys:
        drawn_out(terminal)
        terminal.send(key)
    drawn_out(terminal)


def child_of(process: int) -> int:
    """The process that the launcher started last."""
    path = Path(f"/proc/{process}/task/{process}/children")
    if not path.exists():
        pytest.skip("this system does not tell a process's children")
    return int(path.read_text(encoding="ascii").split()[-1])


def found_in_memory(process: int, texts: tuple[str, ...]) -> dict[str, int]:
    """How often each text stands in the memory of a running process, as UTF-8 or as Python keeps it."""
    counts = dict.fromkeys(texts, 0)
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in maps:
            place = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if place is None:
                continue
            start, end = (int(part, 16) for part in place.groups())
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, OverflowError):
                continue
            for text in texts:
                forms = {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("utf-32-le")}
                counts[text] += sum(content.count(form) for form in forms)
    return counts


def test_with_a_code_and_the_first_screen_a_member_finds_answers_reports_and_prints(tmp_path: Path) -> None:
    """No word of help from outside; leaving gives the machine back to the login; the other parts are never there."""
    with book_of_years(tmp_path, "2025") as book:
        code = book.new_code(ME, kdf=CHEAP)
    extract = tmp_path / "trích"
    extract.mkdir()
    with screen(tmp_path) as terminal:
        terminal.wait_for("bấm F6 để xem hồ sơ của mình")
        slow(terminal, F6, "4", ENTER, code.replace("-", "").lower(), ENTER)
        terminal.wait_for("chờ tôi trả lời 2")
        slow(terminal, ENTER)
        terminal.wait_for(QUESTION)
        slow(terminal, DOWN, DOWN, DOWN, DOWN, "1", "3", DOWN, "Quý 3 tôi đi học", TAB, ENTER)
        terminal.wait_for("Đã gửi thư ký.")
        slow(terminal, ESCAPE, "2")
        terminal.wait_for("thư ký tiếp nhận thành một lần kiểm tra")
        terminal.forget()
        slow(terminal, "2", DOWN, DOWN, DOWN, "Đã báo trước", TAB, TAB, ENTER)
        terminal.wait_for("Đã gửi thư ký.")
        seen = found_in_memory(child_of(terminal.process), (*FOREIGN, QUESTION, "Quý 3 tôi đi học"))
        slow(terminal, ESCAPE, "6", ENTER)
        terminal.wait_for("Trích biên bản")
        slow(terminal, "1")
        terminal.wait_for("Thư mục")
        slow(terminal, DOWN, DOWN, "\x7f" * len(str(Path.home())), str(extract), ENTER)
        terminal.wait(lambda: bool(list(extract.glob("*.pdf"))))
        terminal.forget()
        slow(terminal, ESCAPE, ESCAPE)
        terminal.wait_for("Mật khẩu của sổ:")
    assert {text: seen[text] for text in FOREIGN} == dict.fromkeys(FOREIGN, 0)
    assert seen[QUESTION] > 0
    assert seen["Quý 3 tôi đi học"] > 0
    with opened(tmp_path / "sổ") as book:
        sent = {type(one): one for one in book.submissions()}
        answer, report = sent[HandedAnswer], sent[HandedReport]
        assert isinstance(answer, HandedAnswer)
        assert (answer.kind, answer.text) == (AnswerKind.EXPLAIN, "Quý 3 tôi đi học")
        assert isinstance(report, HandedReport)


@pytest.mark.soak
def test_the_recorder_opens_for_a_member_and_must_type_the_passphrase_again(tmp_path: Path) -> None:
    """The recorder's process is gone when the member's begins, and with it everything of the others."""
    book_of_years(tmp_path, "2025").close()
    secret = tmp_path / "mật khẩu"
    secret.write_text(PHRASE + "\n", encoding="utf-8")
    with screen(tmp_path, "--passphrase-file", str(secret)) as terminal:
        terminal.wait_for("Trang chính")
        recorder = child_of(terminal.process)
        slow(terminal, "4")
        for _row in range(40):
            terminal.forget()
            slow(terminal, DOWN)
            if "►   Mở cho đồng chí" in terminal.words:
                break
        slow(terminal, ENTER, "dong", ENTER)
        terminal.wait_for("Sổ được lưu và đóng lại")
        slow(terminal, ENTER)
        terminal.wait_for("chờ tôi trả lời 2")
        member = child_of(terminal.process)
        assert member != recorder
        assert not Path(f"/proc/{recorder}/mem").exists()
        assert sum(found_in_memory(member, FOREIGN).values()) == 0
        with opened(tmp_path / "sổ") as book:
            assert book.writable
        terminal.forget()
        terminal.send("\x11")
        terminal.wait_for("Mật khẩu của sổ:")
        terminal.send("\x11")
        assert terminal.wait_end() == 0
