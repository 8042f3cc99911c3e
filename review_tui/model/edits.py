"""What an edited line may have got by mistake: a second line behind it, or a verifier and a date fewer."""

from collections.abc import Callable
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.acts import Committed, Entry, Nothing, PointAnswered, PointJudged, PointRaised
from review_tui.model.session import Session

Reader = Callable[[str], Entry]
"""Reads a line of the grammar; raises `ReviewError` when it is none."""


def glued(before: str, text: str, read: Reader) -> str:
    """The new line typed on behind a line brought back for editing; empty when what follows is only more text.

    A recorder who has forgotten that an earlier line stands there types the next one: who, a sign, words.
    """
    before = before.strip()
    behind = text.strip().removeprefix(before)
    if not before or not behind.strip() or behind == text.strip():
        return ""
    try:
        entry = read(behind.strip())
    except ReviewError:
        return ""
    return "" if isinstance(entry, Nothing) else behind.strip()


def lost_by(before: Entry, after: Entry, session: Session) -> tuple[str, ...]:
    """What stood in a line and stands in its edited form no more: verifier, due date, topics, earlier number."""
    lost: list[str] = []
    old_verifier, old_due = _watched(before)
    new_verifier, new_due = _watched(after)
    if old_verifier and not new_verifier:
        lost.append(_("người theo dõi (đ/c {who})").format(who=session.name_of(old_verifier)))
    if old_due and not new_due:
        lost.append(_("hạn {day}").format(day=numeric_date(old_due)))
    missing = [topic for topic in _topics(before) if topic not in _topics(after)]
    if missing:
        lost.append(_("gợi ý {topics}").format(topics=", ".join(missing)))
    if isinstance(before, PointRaised) and isinstance(after, PointRaised) and before.recurs and not after.recurs:
        lost.append(_("số ý kiến cũ {number}").format(number=before.recurs))
    return tuple(lost)


def _watched(entry: Entry) -> tuple[str, date | None]:
    return (entry.verifier, entry.due) if isinstance(entry, Committed | PointJudged) else ("", None)


def _topics(entry: Entry) -> tuple[str, ...]:
    return entry.topics if isinstance(entry, PointRaised | PointAnswered | Committed) else ()
