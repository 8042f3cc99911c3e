"""The tellers of a ballot that is open: named or changed until the result is read out."""

from dataclasses import replace

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ballot import Ballot, BallotState, Way
from review_tui.model.balloting import ballot_named, why_not_teller
from review_tui.model.entered import why_not_write
from review_tui.model.session import Session


def takes_tellers(ballot: Ballot) -> bool:
    """Whether tellers can be named now: a paper ballot that is open or counted, and not read out yet."""
    return ballot.way is Way.PAPER and ballot.state in (BallotState.OPEN, BallotState.CLOSED)


def tellers_named(session: Session, id: str, tellers: tuple[str, ...]) -> Session:
    """The ballot with these tellers, the first their head. Raises one sentence where somebody cannot count it."""
    ballot = ballot_named(session, id)
    why = why_not_write(session)
    if not why and not takes_tellers(ballot):
        why = _("Phiếu số {number}: tổ kiểm phiếu chỉ ghi khi phiếu giấy đã mở và chưa công bố.").format(
            number=ballot.number
        )
    if why := why or next((no for one in tellers if (no := why_not_teller(session, ballot, one))), None):
        raise ReviewError(why)
    made = replace(ballot, tellers=tellers)
    return replace(session, ballots=tuple(made if one.id == id else one for one in session.ballots))
