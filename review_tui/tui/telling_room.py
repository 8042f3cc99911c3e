"""The recorder's side of the room view: what is public of the meeting, told every second while it is switched on."""

from datetime import datetime

from rich.console import RenderableType
from textual import work
from textual.timer import Timer

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.room import RoomState, room_state, to_json
from review_tui.model.session import Session, State
from review_tui.store.room_file import RoomFile
from review_tui.tui.covering import Covering
from review_tui.tui.dialogs.room_code import RoomAsked, RoomCode
from review_tui.tui.dialogs.working import worked
from review_tui.tui.door import OpenBook
from review_tui.tui.screens.page import silent_page, tell
from review_tui.tui.views.run_sheet import planned_minutes

TELL_EVERY = 0.5
"""Seconds between two looks at the meeting; what has not changed is told every fourth time."""


class RoomTeller:
    """Tells one room view about one book."""

    def __init__(self, book: OpenBook) -> None:
        """Derives the key of a new code: some tenths of a second."""
        self._book = book
        self._file = RoomFile(book.path, practice=book.cell.practice)
        self._last: RoomState | None = None
        self._silent = 0

    @property
    def code(self) -> str:
        """What has to be typed at the room view; empty for a practice book."""
        return self._file.code

    def tell(self, now: datetime, *, quiet: bool = False) -> None:
        """Tell what has changed at once, and that all is well every now and then; `quiet`: only what has changed."""
        session = self._session()
        minutes = planned_minutes(session, self._book.pack(session.id).time) if session else 0
        cell = self._book.cell
        state = room_state(session, cell=cell.name, practice=cell.practice, planned=minutes, at=now)
        self._silent += 1
        if self._news(state) or (self._silent >= 2 and not quiet):
            self._last, self._silent = state, 0
            self._file.tell(to_json(state))

    def _news(self, state: RoomState) -> bool:
        last = self._last
        return last is None or (state.step, state.who, state.present, state.ballot, state.done) != (
            last.step,
            last.who,
            last.present,
            last.ballot,
            last.done,
        )

    def _session(self) -> Session | None:
        """The newest session that is being recorded, else the newest."""
        newest = [self._book.session(one) for one in self._book.session_ids()[-2:]]
        recording = [one for one in newest if one.state is State.RECORDING]
        return (recording or newest)[-1] if newest else None

    def close(self) -> None:
        """Take the file away."""
        self._file.close()


class TellingRoom(Covering):
    """A program that can tell a room view."""

    def __init__(self) -> None:
        super().__init__()
        self.teller: RoomTeller | None = None
        self._telling: Timer | None = None

    def opened_book(self) -> OpenBook | None:
        """The book that is open."""
        raise NotImplementedError

    def on_room_asked(self, event: RoomAsked) -> None:
        """Switch it on, or say its code again."""
        event.stop()
        self._ask_room()

    @work
    async def _ask_room(self) -> None:
        book = self.opened_book()
        if book is None:
            return
        if not book.writable:
            tell(self.screen, book.holder or _("Sổ đang mở chỉ để xem."), wrong=True)
            return
        if self.teller is None:
            self.teller = await worked(self, _("Đang tạo mã phòng họp"), lambda _watch: RoomTeller(book))
            self.tell_room()
            self._telling = self.set_interval(TELL_EVERY, self.tell_room)
        if await self.push_screen_wait(RoomCode(book.path, self.teller.code)):
            self.end_room()

    def tell_room(self) -> None:
        """Tell it now. A disk that fails costs the room its news and the meeting nothing.

        While a secret vote is under way nothing is written from second to second (safety.md section 5).
        """
        if self.teller is not None:
            try:
                self.teller.tell(self.moment(), quiet=silent_page(self.screen_stack) is not None)
            except ReviewError:
                return

    def end_room(self) -> None:
        """Switch it off."""
        teller, self.teller = self.teller, None
        if self._telling is not None:
            self._telling.stop()
        if teller is not None:
            teller.close()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; the room view goes with the program."""
        self.end_room()
        super().exit(result, return_code, message)
