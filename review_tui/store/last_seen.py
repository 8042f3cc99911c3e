"""What this machine saw last of a book, kept outside its folder: a book that went backwards is told (safety.md 6).

Only hashes are kept. An older copy put in place of the book shows nothing wrong in itself; here it does.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from review_tui.language.translate import _
from review_tui.store.files import Files, read_file, write_file

_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The heads of the signed sessions, and the head of the follow-up after each of its entries."""

    heads: dict[str, str]
    follow_up: tuple[str, ...]

    def missing_in(self, now: "Seen") -> tuple[str, ...]:
        """The sessions that were signed then and are not, or not so, now."""
        return tuple(session for session, head in self.heads.items() if now.heads.get(session) != head)

    def went_back(self, now: "Seen") -> bool:
        """Whether entries of the follow-up that were there are gone or others."""
        return now.follow_up[: len(self.follow_up)] != self.follow_up


def why_older(before: Seen | None, now: Seen) -> str:
    """The sentence for a book that is older than what this machine saw; empty when it is not."""
    if before is None:
        return ""
    advice = _("Nếu vừa phục hồi từ bản sao lưu thì đúng như vậy; nếu không, hãy tìm bản mới nhất trước khi ghi tiếp.")
    if missing := before.missing_in(now):
        what = _("Sổ này cũ hơn lần mở trước trên máy này: biên bản đã ký của kỳ {ids} thiếu hoặc đã khác.")
        return what.format(ids=", ".join(missing)) + " " + advice
    if before.went_back(now):
        what = _("Sổ này cũ hơn lần mở trước trên máy này: thiếu việc đã ghi sau hội nghị.")
        return what + " " + advice
    return ""


def read_seen(files: Files, folder: Path, book: str) -> Seen | None:
    """What was kept; None when nothing was, or it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        told = json.loads(read_file(files, folder / f"{book}.json", _MOST))
        heads = {str(session): str(head) for session, head in told["heads"].items()}
        return Seen(heads=heads, follow_up=tuple(map(str, told["follow_up"])))
    return None


def keep_seen(files: Files, folder: Path, book: str, seen: Seen) -> None:
    """Keep it; a folder that cannot be written keeps nothing and hinders nobody."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        told = {"heads": seen.heads, "follow_up": seen.follow_up}
        write_file(files, folder / f"{book}.json", json.dumps(told).encode())
