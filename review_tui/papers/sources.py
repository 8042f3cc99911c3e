"""Everything that a paper may be made from; screens and commands fetch it, so that no paper knows a book."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem
from review_tui.model.session import Session
from review_tui.papers.material import Material, material_of
from review_tui.regulation.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A session with its cell and pack, and what the single kinds need beyond it."""

    session: Session
    cell: Cell
    pack: Pack
    sessions: tuple[Session, ...] = ()
    """all sessions of the book in their order; papers that look back need them"""
    follow_up: FollowUp = field(default_factory=FollowUp)
    ledger: Sequence[LedgerItem] = ()
    """the ledger of today"""
    today: date | None = None
    member: str = ""
    """id of the member whom the paper is about; empty for papers about the cell"""
    fingerprint: str = ""
    replaced: tuple[str, ...] = ()
    """for an extract: full names of others that are printed as "một đồng chí" """
    code: str = ""
    """for a code slip: the code that was just made; it is kept nowhere"""
    backups: tuple[str, ...] = ()
    """for a handover: every backup that was made, one line each"""

    @property
    def material(self) -> Material:
        """How a paper about this session names people and days."""
        return material_of(self.session, self.cell, self.pack)

    @property
    def day(self) -> date:
        """The day that the paper is made on: today, else the day of the session."""
        return self.today or self.session.day

    def need_member(self) -> str:
        """The member whom the paper is about; one sentence when none was named or he is not on the roll."""
        if not any(member.id == self.member for member in self.session.roll):
            raise ReviewError(_("Giấy tờ này là của một đảng viên trong danh sách; hãy chọn đảng viên."))
        return self.member
