"""What every part of an open book stands on: its files, its keys, the thread lock, and whether it may be written."""

import threading
from pathlib import Path

from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.store.desk import Desk
from review_tui.store.errors import Held, NotSaved, StoreError
from review_tui.store.opening import Clock


class Door:
    """The frame of an open book; its parts add what can be done with it."""

    def __init__(self, path: Path, desk: Desk, clock: Clock) -> None:
        self.path = path
        self._desk = desk
        self._clock = clock
        self._lock = threading.RLock()
        self._closed = False

    @property
    def writable(self) -> bool:
        """Whether acts are taken here."""
        return self._desk.ground.write and not self._closed

    @property
    def holder(self) -> str:
        """Why the book is read-only, as a sentence that names who holds it; empty when it is not held elsewhere."""
        return self._desk.lock.why_not if self._desk.lock is not None else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found wrong at the opening and put right, one sentence each."""
        return self._desk.notices

    @property
    def member(self) -> str:
        """The id of the member whose part is open; empty for the recorder."""
        return self._desk.ring.member

    @property
    def cell(self) -> Cell:
        """The cell and its roll."""
        return self._desk.cell

    def _need_writing(self) -> None:
        if self._closed:
            raise NotSaved(_("Sổ đã đóng nên không lưu được."))
        if self.holder:
            raise Held(self.holder)
        if not self._desk.ground.write:
            raise NotSaved(_("Sổ đang mở chỉ để xem nên không lưu được."))

    def _need_secrets(self) -> None:
        self._need_writing()
        if self.cell.practice:
            raise StoreError(_("Sổ tập dượt dùng khóa chung ai cũng có, không đặt mật khẩu được."))
