"""Notes taken elsewhere, in the entry grammar: all of a file goes in, or nothing."""

from collections.abc import Callable, Container
from dataclasses import replace
from datetime import datetime

from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.entered import entered, why_not_write
from review_tui.model.grammar import read_line, split_line
from review_tui.model.points import Kind, Point, Source
from review_tui.model.quality import remarks
from review_tui.model.session import Session


def notes_entered(
    session: Session,
    text: str,
    *,
    file: str,
    at: datetime,
    new_id: Callable[[], str],
    known: Container[str] | None = None,
) -> tuple[Session, tuple[str, ...]]:
    """Enter a whole file of notes: (the session after it, what is worth saying about it).

    Raises `InputErrors` with one sentence "FILE:LINE: ..." for every line that cannot be understood; then nothing of
    the file counts. Things out of the ordinary (order left, somebody not present speaks) are said, never refused.
    """
    if reason := why_not_write(session):
        raise ReviewError(reason)
    before = set(remarks(session))
    wrong: list[str] = []
    current = session
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            current = entered(current, read_line(line, current, known=known), at=at, new_id=new_id)
        except ReviewError as error:
            wrong.append(f"{file}:{number}: {error}")
            current = _place_kept(current, line, new_id)
    if wrong:
        raise InputErrors(tuple(wrong))
    if current == session:
        raise ReviewError(_("Tệp {file} không có dòng ghi chép nào.").format(file=file))
    return current, tuple(remark for remark in remarks(current) if remark not in before)


def _place_kept(session: Session, line: str, new_id: Callable[[], str]) -> Session:
    """Keep the place of a point whose line is wrong, so that later lines about the next points are judged rightly."""
    if not session.on_floor:
        return session
    try:
        sign = split_line(line, session).sign
    except (EntryError, ReviewError):
        return session
    if sign not in ("-", "+", "?", "*", ".") or (sign == "." and line.strip().startswith("ct")):
        return session
    place = max((p.place for p in session.points if p.floor == session.on_floor), default=0) + 1
    stand_in = Point(
        id=new_id(),
        number="",
        floor=session.on_floor,
        place=place,
        kind=Kind.STATEMENT,
        source=Source.MEMBER,
        critic="",
        critic_name="",
        text="",
        order=0,
        sitting=0,
    )
    return replace(session, points=(*session.points, stand_in))
