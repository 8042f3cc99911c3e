"""Where things lie for this user of this machine."""

from pathlib import Path

import platformdirs

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


def printed_folder() -> Path:
    """Where a PDF stays on systems that print from a file only; the user's own folder, since it has no passphrase."""
    return platformdirs.user_documents_path() / APP
