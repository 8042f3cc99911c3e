"""Closing the minutes: the approval keeps the structure that is printed for ever, and its fingerprint."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from review_tui.model.cell import Cell
from review_tui.model.ledger import LedgerItem
from review_tui.model.minutes import approved
from review_tui.model.session import Approval, Session
from review_tui.papers.minutes import minutes
from review_tui.papers.structure import to_json
from review_tui.regulation.pack import Pack


def approved_for_ever(
    session: Session,
    approval: Approval,
    *,
    cell: Cell,
    pack: Pack,
    ledger: Sequence[LedgerItem] = (),
    fingerprint: Callable[[Session], str],
) -> Session:
    """The session with its minutes approved, their structure kept and their fingerprint taken over all of it.

    `fingerprint` is the book's. Raises one sentence when the minutes cannot be approved.
    """
    closed = approved(session, replace(approval, structure="", fingerprint=""))
    structure = to_json(minutes(closed, cell=cell, pack=pack, ledger=ledger))
    closed = _with(closed, structure=structure)
    return _with(closed, fingerprint=fingerprint(closed))


def _with(session: Session, *, structure: str | None = None, fingerprint: str | None = None) -> Session:
    approval = session.approval
    assert approval is not None
    if structure is not None:
        approval = replace(approval, structure=structure)
    if fingerprint is not None:
        approval = replace(approval, fingerprint=fingerprint)
    return replace(session, approval=approval)
