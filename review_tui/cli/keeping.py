"""The commands `check`, `backup` and `restore`."""

import argparse
import sys
from pathlib import Path

from review_tui import store
from review_tui.cli.secret import ask_passphrase, read_passphrase
from review_tui.cli.speech import give, give_after, say, shown
from review_tui.language.translate import _
from review_tui.store import Book
from review_tui.store.errors import StoreError, WrongPassphrase

WRONG = 1


def check(arguments: argparse.Namespace) -> int:
    """`review-tui check BOOK`: reads everything back and writes nothing; 1 when anything is wrong."""
    path = Path(arguments.book)
    secret = _secret(path, arguments)
    found = store.check(path, passphrase=secret)
    for sentence in found:
        say(sentence)
    if found:
        return WRONG
    if secret is None and store.asks_secret(path):
        give([_("Các bản chép và mã kiểm tra đều nguyên vẹn; nội dung chưa được đọc vì không có mật khẩu.")])
    else:
        give([_("Sổ nguyên vẹn: mọi bản ghi, mã kiểm tra và số liệu đều khớp.")])
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """`review-tui backup BOOK --to DIR`: a verified copy in a dated folder, whose path is printed."""
    path = Path(arguments.book)
    made = store.backup(path, Path(arguments.to), passphrase=_secret(path, arguments))
    give_after([shown(made)])
    say(_("Đã chép và đọc lại để kiểm tra. Mở bản sao vẫn cần mật khẩu hoặc khóa giấy của sổ."))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """`review-tui restore DIR --to BOOK`: a book that is there is kept beside under a dated name."""
    source, target = Path(arguments.source), Path(arguments.to)
    kept = store.restore(source, target, passphrase=_secret(source, arguments))
    say(_("Đã khôi phục sổ vào {path}.").format(path=shown(target)))
    if kept is not None:
        say(_("Sổ cũ được giữ ở {path}.").format(path=shown(kept)))
    return 0


def _secret(path: Path, arguments: argparse.Namespace) -> str | None:
    """The passphrase where there is one to be had; without it only what a checksum shows can be looked at."""
    if arguments.passphrase_file is not None:
        return read_passphrase(arguments.passphrase_file)
    try:
        Book.open(path, write=False).close()
    except WrongPassphrase:
        if sys.stdin is not None and sys.stdin.isatty():
            return ask_passphrase(_("Mật khẩu của sổ:"))
        say(_("Không có mật khẩu nên chỉ đối chiếu mã kiểm tra, chưa đọc nội dung; thêm --passphrase-file để đọc hết."))
    except StoreError:
        return None  # the command itself says what is wrong with it
    return None
