"""A redacted copy of a book as a new book: made, read back from the disk, and taken away again if anybody is in it."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.redaction import Secrets
from review_tui.model.redaction_book import redacted, secrets_of, told_texts
from review_tui.model.redaction_check import left_over
from review_tui.model.session import Session
from review_tui.tui.door import Clock, OpenBook

if TYPE_CHECKING:
    from review_tui.store import Book, KeyCost

MOST_TOLD = 30
"""Places that a refusal names."""


def redacted_values(book: OpenBook) -> tuple[Secrets, Cell, tuple[Session, ...], FollowUp]:
    """What must not survive, and the book without it; refused with the list of places where anything survives."""
    original = (book.cell, book.sessions(), book.follow_up)
    secrets = secrets_of(*original)
    made = redacted(*original, secrets)
    refuse_left_over(told_texts(*made), secrets)
    return secrets, *made


def refuse_left_over(texts: Iterable[tuple[str, str]], secrets: Secrets) -> None:
    """Raise one sentence for each place that still names somebody."""
    found = tuple(dict.fromkeys(left_over(texts, secrets)))
    if found:
        more = _("Còn {count} chỗ nữa.").format(count=len(found) - MOST_TOLD)
        told = (*found[:MOST_TOLD], *((more,) if len(found) > MOST_TOLD else ()))
        raise InputErrors((_("Chưa tạo bản che tên: còn chỗ nhận ra được người. Hãy sửa những chỗ sau:"), *told))


def make_redacted_book(
    book: OpenBook,
    to: Path,
    *,
    passphrase: str | None,
    clock: Clock,
    cost: "KeyCost | None" = None,
    tick: Callable[[], None] = lambda: None,
) -> str:
    """Make the copy at `to` and return its paper key; without a passphrase a practice book with the public key.

    `tick` is called between the steps and may raise to stop; then, as after every refusal, nothing stays at `to`.
    """
    secrets, cell, sessions, follow_up = redacted_values(book)
    made, paper = _created(to, cell, sessions, passphrase=passphrase, clock=clock, cost=cost)
    try:
        with made:
            for session in sessions:
                tick()
                made.add_session(session, book.pack(session.id), name=_("chép bản che tên"))
            made.act_follow_up(_("chép bản che tên"), lambda _empty: follow_up)
            tick()
        _read_back(to, paper, secrets)
    except (ReviewError, OSError):
        shutil.rmtree(to, ignore_errors=True)
        raise
    return paper


def _created(
    to: Path,
    cell: Cell,
    sessions: tuple[Session, ...],
    *,
    passphrase: str | None,
    clock: Clock,
    cost: "KeyCost | None",
) -> "tuple[Book, str]":
    from review_tui.store import Book

    if passphrase is not None:
        return Book.create(to, passphrase=passphrase, cell=cell, kdf=cost, clock=clock)
    day = sessions[-1].day if sessions else clock().date()
    return Book.create_practice(to, cell=replace(cell, practice=True, practice_day=day), clock=clock), ""


def _read_back(to: Path, paper: str, secrets: Secrets) -> None:
    """The last look is at what lies on the disk."""
    from review_tui.store import Book

    with Book.open(to, paper_key=paper or None, write=False) as copy:
        refuse_left_over(told_texts(copy.cell, copy.sessions(), copy.follow_up), secrets)
        logged = (line.name for session in copy.session_ids() for line in copy.log(session))
        refuse_left_over(((_("nhật ký"), name) for name in logged), secrets)
