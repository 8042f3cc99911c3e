"""A member's own papers of one session: read, save, print; nobody else's can be made in this process."""

from review_tui.language.translate import _
from review_tui.model.session import Session
from review_tui.papers.kinds import KINDS
from review_tui.tui.screens.my_page import Mine
from review_tui.tui.screens.papers import PapersScreen
from review_tui.tui.widgets.listing import Line, plain

MINE = ("extract", "self-review", "commitment", "notice", "quarter", "receipt")


class MyPapersScreen(Mine, PapersScreen):
    """The kinds that are about one member, about me."""

    def kinds(self) -> tuple[str, ...]:
        """Those about one member."""
        return MINE

    def _row(self, kind: str, width: int) -> list[Line]:
        """Whose they are needs no saying here."""
        return [plain(_(KINDS[kind].name))]

    def place(self) -> str:
        """ "Giấy của tôi kỳ 2026"."""
        return _("Giấy của tôi, kỳ {id}").format(id=self.session_id)

    async def whose(self, session: Session) -> str | None:
        """Mine."""
        return self.book.member
