"""Ghi nháp: lines that could not be taken while people talked; nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace

from review_tui.language.errors import ReviewError
from review_tui.model.entered import why_not_write
from review_tui.model.session import DraftLine, Session


def draft_kept(session: Session, *, floor: str, text: str, why: str, new_id: Callable[[], str]) -> Session:
    """Keep a line as it was typed, with the sentence that says why it was not taken."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    order = session.last_order + 1
    line = DraftLine(id=new_id(), floor=floor, text=text, why=why, order=order)
    return replace(session, drafts=(*session.drafts, line), last_order=order)


def draft_dropped(session: Session, draft_id: str) -> Session:
    """Take a draft line away, once it was sorted or thrown out."""
    return replace(session, drafts=tuple(line for line in session.drafts if line.id != draft_id))
