"""Where things lie for this user of this machine."""

import argparse
import os
from pathlib import Path

import platformdirs

from review_tui.cli.speech import shown
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _

APP = "review-tui"


def data_folder() -> Path:
    """The user's local data folder (never Documents: that is copied to the network on many machines)."""
    return platformdirs.user_data_path(APP, appauthor=False, roaming=False)


def default_book() -> Path:
    """The book that `review-tui` opens when no word is given."""
    return data_folder() / "book"


def backup_folder() -> Path:
    """Where copies are kept that nobody had to think of; outside every book."""
    return data_folder() / "backups"


def seen_folder() -> Path:
    """Where this machine keeps what it saw last of each book; hashes only, outside every book."""
    return data_folder() / "seen"


def printed_folder() -> Path:
    """Where a PDF stays on systems that print from a file only; the user's own folder, since it has no passphrase."""
    return platformdirs.user_documents_path() / APP


def place_books(arguments: argparse.Namespace) -> None:
    """Give every book of the command line a place with a name of its own (`.` and `..` have none, `/` never will)."""
    for option in ("book", "source", "to") if arguments.run == "restore" else ("book",):
        given = getattr(arguments, option, None)
        if given is not None:
            setattr(arguments, option, _placed(given))


def _placed(given: str) -> str:
    if not given:
        raise ReviewError(_("Đường dẫn của sổ để trống."))
    place = os.path.abspath(given) if Path(given).name in ("", "..") else given
    if not Path(place).name:
        raise ReviewError(
            _("{path} là gốc của ổ đĩa, không thể là sổ; hãy ghi một thư mục riêng.").format(path=shown(given))
        )
    return place


def folder_replaced() -> str:
    """What to type next when the command put a book in place of the folder it was started in; empty otherwise."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return _("Thư mục đang đứng vừa được thay bằng sổ; gõ “cd .” trước lệnh tiếp theo.")
    return ""
