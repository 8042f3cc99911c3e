"""What the running program keeps in memory of others while a member looks, by code and attended (R16)."""

from pathlib import Path

from privacy_proofs import Figure
from store_books import CHEAP, PHRASE, held_meeting, new_book, say
from test_cli_member import DOWN, ENTER, F6, Terminal, child_of, found_in_memory, screen, slow

OWN = "CANARY-OWN-4 Vắng bốn kỳ"


def in_memory(folder: Path) -> tuple[Figure, Figure]:
    """Canaries of every other floor, of the roll, of the passphrase, in the member's process and in the launcher."""
    book, _paper = new_book(folder / "sổ")
    held_meeting(book)
    others = tuple(f"CANARY-FOREIGN-{no} Nói về người số {no}" for no in (1, 2, 3, 5))
    say(book, "/ 4", f"2 - {OWN}")
    for no, text in zip((1, 2, 3, 5), others, strict=True):
        say(book, f"/ {no}", f"4 - {text}")
    code = book.new_code("m4", kdf=CHEAP)
    book.close()
    foreign = (*others, "Quý 2 chỉ họp hai kỳ", "ghi chú riêng số 5", PHRASE)
    with screen(folder) as terminal:
        terminal.wait_for("bấm F6 để xem hồ sơ của mình")
        terminal.send(F6)
        terminal.wait_for("Mã trên phiếu")
        slow(terminal, "4", ENTER)
        terminal.send(code.replace("-", "").lower() + ENTER)
        by_code = _figure("by code", terminal, foreign)
    secret = folder / "mật khẩu"
    secret.write_text(PHRASE + "\n", encoding="utf-8")
    with screen(folder, "--passphrase-file", str(secret)) as terminal:
        terminal.wait_for("Trang chính")
        _attended(terminal)
        attended = _figure("attended", terminal, foreign)
    return by_code, attended


def _attended(terminal: Terminal) -> None:
    """Home, further acts, the row that lets a member look, the member, the question."""
    terminal.send("4")
    terminal.wait_for("Mở kỳ kiểm điểm mới")
    for _row in range(40):
        terminal.forget()
        terminal.send(DOWN)
        terminal.wait(lambda: bool(terminal.drawn))
        terminal.read()
        if "►   Mở cho đồng chí" in terminal.words:
            break
    terminal.send(ENTER)
    terminal.wait_for("Đồng chí nào xem hồ sơ của mình?")
    terminal.send("dong" + ENTER)
    terminal.wait_for("Sổ được lưu và đóng lại")
    terminal.send(ENTER)


def _figure(how: str, terminal: Terminal, foreign: tuple[str, ...]) -> Figure:
    terminal.wait_for("Hồ sơ của tôi")
    terminal.send(ENTER)
    terminal.wait_for("CANARY-OWN-4")
    seen = found_in_memory(child_of(terminal.process), (*foreign, OWN))
    launcher = found_in_memory(terminal.process, foreign)
    strange = sum(seen[text] for text in foreign) + sum(launcher.values())
    return Figure(
        rule="R16",
        what=f"foreign texts in memory, {how}",
        measured=f"{strange} of {len(foreign)} canaries, the own one {seen[OWN]} times",
        target="0 foreign, own > 0",
        ok=strange == 0 and seen[OWN] > 0,
    )
