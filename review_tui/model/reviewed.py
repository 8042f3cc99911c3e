"""What is still missing on the floors: review, self-review, own level, conclusion."""

from review_tui.language.translate import _
from review_tui.model.points import Source
from review_tui.model.session import FloorState, Session


def floors_missing(session: Session) -> list[str]:
    """One sentence for each thing missing, naming whom it is missing of. A queued member is decided and not missing."""
    opened = [key for key in session.floor_keys() if session.floor(key).state is FloorState.OPENED]
    waiting = [key for key in session.floor_keys() if session.floor(key).state is FloorState.WAITING]
    presented = {point.floor for point in session.points if point.source is Source.SELF and not point.withdrawn}
    presented |= {review.member for review in session.self_reviews}
    unpresented = [key for key in opened if key not in presented]
    unrated = [key for key in opened if session.floor(key).self_level is None]
    found = []
    if waiting:
        found.append(_("Chưa kiểm điểm ({count}): {names}.").format(count=len(waiting), names=_names(session, waiting)))
    if unpresented:
        words = _("Chưa ghi phần trình bày tự kiểm điểm ({count}): {names}.")
        found.append(words.format(count=len(unpresented), names=_names(session, unpresented)))
    if unrated:
        words = _("Chưa ghi mức tự xếp loại ({count}): {names}.")
        found.append(words.format(count=len(unrated), names=_names(session, unrated)))
    found += [
        _("{who}: chủ trì chưa kết luận.").format(who=session.floor_name(key))
        for key in opened
        if not session.floor(key).conclusion
    ]
    return found


def _names(session: Session, keys: list[str]) -> str:
    return ", ".join(session.floor_name(key) for key in keys)
