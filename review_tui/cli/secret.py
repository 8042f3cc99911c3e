"""Where a passphrase comes from: a file, standard input, or the keyboard; never the command line or environment."""

import getpass
import sys
from pathlib import Path

from review_tui.cli.speech import sentence_of, shown
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _

LONGEST_PASSPHRASE = 1024
"""Bytes; far above any phrase that people type, and below what every pipe takes in one go."""

STANDARD_INPUT = "-"


def read_passphrase(source: str) -> str:
    """The first line of a file without its line end; "-" is standard input. One sentence when it holds none."""
    if source == STANDARD_INPUT:
        line = sys.stdin.buffer.readline(LONGEST_PASSPHRASE + 3)
    else:
        try:
            with Path(source).open("rb") as file:
                line = file.readline(LONGEST_PASSPHRASE + 3)
        except OSError as error:
            raise ReviewError(sentence_of(error, source)) from None
    return _first_line(line, _("đầu vào chuẩn") if source == STANDARD_INPUT else source)


def _first_line(line: bytes, source: str) -> str:
    line = line.removeprefix(b"\xef\xbb\xbf").rstrip(b"\n").removesuffix(b"\r")
    if not line:
        raise ReviewError(_("Dòng đầu của {source} trống, không có mật khẩu.").format(source=shown(source)))
    if len(line) > LONGEST_PASSPHRASE:
        raise ReviewError(_("Dòng đầu của {source} quá dài để là mật khẩu.").format(source=shown(source)))
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise ReviewError(_("Mật khẩu trong {source} không phải là chữ UTF-8.").format(source=shown(source))) from None


def ask_passphrase(prompt: str) -> str:
    """Ask on the terminal, without showing what is typed; one sentence where there is no terminal to ask on."""
    if not sys.stdin or not sys.stdin.isatty():
        raise ReviewError(_("Cần mật khẩu của sổ: chạy lệnh trong cửa sổ dòng lệnh, hoặc thêm --passphrase-file TỆP."))
    try:
        typed = getpass.getpass(prompt + " ", stream=sys.stderr)
    except EOFError:
        typed = ""
    if not typed:
        raise ReviewError(_("Chưa gõ mật khẩu."))
    return typed


def new_passphrase(source: str | None) -> str:
    """The passphrase of a book to be made: from a file, or typed twice on the terminal."""
    if source is not None:
        return read_passphrase(source)
    typed = ask_passphrase(_("Đặt mật khẩu cho sổ mới:"))
    if ask_passphrase(_("Gõ lại mật khẩu:")) != typed:
        raise ReviewError(_("Hai lần gõ mật khẩu không giống nhau."))
    return typed
