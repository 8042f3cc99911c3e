"""The secrets of an open book: passphrase, paper key, members' keys and printed codes, and their whole life.

Every change is one commit, so that a cut leaves the old secrets or the new ones; then both slots and the mirror are
written over, so that no copy in the book opens with a secret that was replaced. Backups made before keep what they had:
`older_backups` counts them, and the sentences of this module say what that means.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from review_tui.language.translate import N_, _
from review_tui.store.backup import backups_in
from review_tui.store.desk import KEYS, MEMBER_KEYS
from review_tui.store.door import Door
from review_tui.store.errors import StoreError
from review_tui.store.keys import KeyCost, Slot
from review_tui.store.keyslots import code_made, new_code, new_paper, passphrase_slot
from review_tui.store.log import Act, LogEntry, acts_of, entries_of, entry_document

CODE_ACT = N_("làm phiếu mã")
REVOKED_ACT = N_("thu hồi phiếu mã")
PASSPHRASE_ACT = N_("đổi mật khẩu")
PAPER_ACT = N_("làm khóa giấy mới")
RECOVERY_ACT = N_("mở bằng khóa giấy, đặt mật khẩu và khóa giấy mới")
HANDOVER_ACT = N_("bàn giao sổ, đặt mật khẩu và khóa giấy mới")


@dataclass(frozen=True, slots=True)
class OfferedPaper:
    """A paper key that opens nothing yet: shown, to be typed back, then taken."""

    key: str = field(repr=False)
    slot: Slot = field(repr=False)


class SecretKeeping(Door):
    """Making, replacing and revoking what opens a book."""

    def member_key(self, member: str) -> str:
        """The key of one member's part, to be handed through a pipe to the process in which that member looks."""
        with self._lock:
            key = self._desk.ring.members.get(member)
            if key is None:
                raise StoreError(_("Sổ không có khóa của đảng viên này."))
            return key.hex()

    def new_code(self, member: str, *, kdf: KeyCost | None = None) -> str:
        """A new printed code that opens one member's part; a former code opens nothing in this book any more."""
        with self._lock:
            self._need_writing()
            self.member_key(member)
            rows = self._desk.book.plain(MEMBER_KEYS)
            slot, code = new_code(self._desk.ring, member, kdf or KeyCost.calibrated())
            rows[member]["code"] = {**slot, "made": self._clock().isoformat()}
            self._keep({MEMBER_KEYS: rows}, CODE_ACT)
            return code

    def revoke_code(self, member: str) -> None:
        """The printed code of a member opens nothing in this book any more; one sentence when there was none."""
        with self._lock:
            self._need_writing()
            rows = self._desk.book.plain(MEMBER_KEYS)
            if "code" not in rows.get(member, {}):
                raise StoreError(_("Đảng viên này chưa có phiếu mã."))
            del rows[member]["code"]
            self._keep({MEMBER_KEYS: rows}, REVOKED_ACT)

    def codes(self) -> dict[str, datetime | None]:
        """The members who have a printed code, and when it was made (None: by an earlier version)."""
        with self._lock:
            rows = self._desk.book.plain(MEMBER_KEYS)
            return {member: code_made(slot["code"]) for member, slot in rows.items() if "code" in slot}

    def change_passphrase(self, passphrase: str, *, kdf: KeyCost | None = None) -> None:
        """From now on another passphrase opens the book; the paper key stays."""
        with self._lock:
            self._need_secrets()
            slot = passphrase_slot(self._desk.ring, passphrase, kdf or KeyCost.calibrated())
            self._keep({KEYS: {**self._desk.book.plain(KEYS), "passphrase": slot}}, PASSPHRASE_ACT)

    def new_paper_key(self) -> str:
        """A new paper recovery key, shown this once; the former one opens nothing any more."""
        with self._lock:
            self._need_secrets()
            slot, paper = new_paper(self._desk.ring)
            self._keep({KEYS: {**self._desk.book.plain(KEYS), "paper": slot}}, PAPER_ACT)
            return paper

    def offered_paper(self) -> OfferedPaper:
        """A paper key to be written down; the former one stays the one that opens until `take_paper`."""
        with self._lock:
            self._need_secrets()
            slot, paper = new_paper(self._desk.ring)
            return OfferedPaper(paper, slot)

    def take_paper(
        self,
        offered: OfferedPaper,
        *,
        passphrase: str | None = None,
        kdf: KeyCost | None = None,
        name: str = PAPER_ACT,
    ) -> None:
        """The offered key was typed back: from now on it opens, with a new passphrase where one is given.

        One commit. `name` is PAPER_ACT, RECOVERY_ACT or HANDOVER_ACT, for the log of the book.
        """
        with self._lock:
            self._need_secrets()
            kept = {**self._desk.book.plain(KEYS), "paper": offered.slot}
            if passphrase is not None:
                kept["passphrase"] = passphrase_slot(self._desk.ring, passphrase, kdf or KeyCost.calibrated())
            self._keep({KEYS: kept}, name)

    def recover(self, passphrase: str, *, kdf: KeyCost | None = None) -> str:
        """After an opening with the paper key: a new passphrase, and the next paper key, which is shown this once.

        Both in one commit; the use of the paper key stands in the log of the book.
        """
        return self._renew(passphrase, kdf, RECOVERY_ACT)

    def hand_over(self, passphrase: str, *, kdf: KeyCost | None = None) -> str:
        """A new recorder takes the book over: a passphrase of his own, and a new paper key, shown this once."""
        return self._renew(passphrase, kdf, HANDOVER_ACT)

    def _renew(self, passphrase: str, kdf: KeyCost | None, name: str) -> str:
        with self._lock:
            self._need_secrets()
            ring = self._desk.ring
            slot = passphrase_slot(ring, passphrase, kdf or KeyCost.calibrated())
            paper_slot, paper = new_paper(ring)
            kept = {**self._desk.book.plain(KEYS), "passphrase": slot, "paper": paper_slot}
            self._keep({KEYS: kept}, name)
            return paper

    def _keep(self, plain: dict[str, Any], name: str) -> None:
        """One commit with its line in the log; then no copy of the book file holds what was replaced."""
        book = self._desk.book
        act = Act(number=book.next_number, at=self._clock(), name=_(name), closes=True)
        book.save(book.documents, log=[entry_document(act)], plain=plain)
        book.wipe()

    def book_log(self) -> tuple[LogEntry, ...]:
        """What was done to the roll and to the secrets, oldest first; empty for a member."""
        with self._lock:
            return entries_of(acts_of(self._desk.book.log_documents()))

    def older_backups(self, folder: str | Path, before: datetime) -> tuple[Path, ...]:
        """The dated copies of this book in a folder that were made before a moment; a replaced secret opens them."""
        made = [one for one in backups_in(Path(folder)) if one.book == self._desk.ring.book]
        return tuple(one.folder for one in made if one.made < before)


def what_backups_mean(count: int) -> str:
    """What a replaced or revoked secret can still do, as one sentence; empty when there is no older copy."""
    if not count:
        return ""
    return _(
        "Trong sổ, mã hoặc mật khẩu cũ không mở được gì nữa; nhưng {count} bản sao lưu làm trước lúc này vẫn mở được "
        "bằng mã hoặc mật khẩu cũ, nên phải cất giữ riêng."
    ).format(count=count)
