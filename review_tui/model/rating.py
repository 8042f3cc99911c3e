"""The count of a rating ballot as the tellers hand it in: sums that hold, and the level that has the majority."""

from dataclasses import replace

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.counts import votes as may_vote
from review_tui.model.entered import why_not_write
from review_tui.model.session import Here, Level, Session, Tally
from review_tui.model.words import LEVEL_NAMES


def why_not_tally(session: Session, tally: Tally) -> str | None:
    """Why a count does not add up: one sentence that names both figures; None where it does.

    Issued >= returned, returned >= valid, valid = the sum of the levels (domain.md 2.5).
    """
    who = session.floor_name(tally.floor)
    figures = (tally.issued, tally.returned, tally.valid, *(votes for _level, votes in tally.votes))
    if any(figure < 0 for figure in figures):
        return _("{who}: số phiếu không được âm.").format(who=who)
    voters = _voters(session)
    if voters and tally.issued > voters:
        return _("{who}: phát ra {issued} phiếu, nhiều hơn {voters} đồng chí có quyền biểu quyết dự họp.").format(
            who=who, issued=tally.issued, voters=voters
        )
    if tally.returned > tally.issued:
        return _("{who}: thu về {returned} phiếu, nhiều hơn phát ra {issued}.").format(
            who=who, returned=tally.returned, issued=tally.issued
        )
    if tally.valid > tally.returned:
        return _("{who}: {valid} phiếu hợp lệ, nhiều hơn thu về {returned}.").format(
            who=who, valid=tally.valid, returned=tally.returned
        )
    total = sum(votes for _level, votes in tally.votes)
    if total != tally.valid:
        return _("{who}: các mức cộng lại {total} phiếu, không bằng {valid} phiếu hợp lệ.").format(
            who=who, total=total, valid=tally.valid
        )
    return None


def _voters(session: Session) -> int:
    """Voting members who were in the room at some sitting; 0 while nobody was called."""
    came = {p.member for sitting in session.sittings for p in sitting.attendance if p.here is Here.PRESENT}
    return sum(1 for member in session.roll if member.id in came and may_vote(session, member))


def majority_level(tally: Tally) -> Level | None:
    """The level with more than half of the valid ballots, or None."""
    for level, votes in tally.votes:
        if 2 * votes > tally.valid:
            return level
    return None


def read_tally(session: Session, floor: str, text: str) -> Tally:
    """Read seven numbers: issued, returned, valid, then the four levels from the highest; raises one sentence."""
    words = text.replace(",", " ").replace("/", " ").split()
    if len(words) != 7 or not all(word.isascii() and word.isdigit() and len(word) < 5 for word in words):
        raise ReviewError(
            _(
                "Ghi bảy số: phát ra, thu về, hợp lệ, xuất sắc, tốt, hoàn thành, không hoàn thành; "
                "ví dụ 19 19 19 2 15 2 0."
            )
        )
    issued, returned, valid, *votes = (int(word) for word in words)
    tally = Tally(
        floor=floor, issued=issued, returned=returned, valid=valid, votes=tuple(zip(Level, votes, strict=True))
    )
    if why := why_not_tally(session, tally):
        raise ReviewError(why)
    return replace(tally, result=majority_level(tally))


def tallied(session: Session, tally: Tally) -> Session:
    """Take in a count; a later count of the same person replaces the earlier one."""
    if reason := why_not_write(session) or why_not_tally(session, tally):
        raise ReviewError(reason)
    others = tuple(one for one in session.tallies if one.floor != tally.floor)
    return replace(session, tallies=(*others, tally))


def tally_words(tally: Tally) -> str:
    """ "19/19 phiếu, hợp lệ 19: 2 - 15 - 2 - 0 → hoàn thành tốt nhiệm vụ"."""
    votes = " - ".join(str(votes) for _level, votes in tally.votes)
    result = _(LEVEL_NAMES[tally.result]) if tally.result else _("chưa mức nào quá nửa")
    return _("{returned}/{issued} phiếu, hợp lệ {valid}: {votes} → {result}").format(
        returned=tally.returned, issued=tally.issued, valid=tally.valid, votes=votes, result=result
    )
