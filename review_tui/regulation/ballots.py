"""The rule of a ballot as the pack has it: base, majority, what happens without one, and who may vote and count."""

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.ballot import Base, Tie, VoteRule, Way
from review_tui.model.levels import voices
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.regulation.scales import employed

_MAJORITIES: dict[str, tuple[Base, int, int, bool]] = {
    "over_half_of_valid": (Base.VALID, 1, 2, True),
    "over_half_of_returned": (Base.RETURNED, 1, 2, True),
    "over_half_of_issued": (Base.ISSUED, 1, 2, True),
    "over_half_of_voters": (Base.ELECTORATE, 1, 2, True),
    "two_thirds_of_valid": (Base.VALID, 2, 3, False),
    "two_thirds_of_voters": (Base.ELECTORATE, 2, 3, False),
}
"""The words of `ballot.majority` of a pack: base, share, and whether more than the share is needed."""

_WAYS = {"secret": Way.PAPER, "hands": Way.HANDS}

MAJORITIES = tuple(_MAJORITIES)
TIES = tuple(tie.value for tie in Tie)
METHODS = tuple(_WAYS)


def vote_rule(pack: Pack, *, temporary_votes: bool | None = None, self_vote: bool | None = None) -> VoteRule:
    """The rule under which a ballot of this session is prepared; None takes the pack's word.

    Whether members in temporary Party life vote, and whether one votes on oneself, is asked before each ballot.
    Raises one sentence for a word that this program does not know (a pack of a later version).
    """
    ballot = pack.ballot
    if ballot.majority not in _MAJORITIES or ballot.tie not in TIES:
        raise ReviewError(
            _("Bộ quy định {id} có quy tắc biểu quyết không hiểu được: {words}.").format(
                id=pack.id, words=clean_line(f"{ballot.majority}, {ballot.tie}")
            )
        )
    base, numerator, denominator, over = _MAJORITIES[ballot.majority]
    spoilt = pack.setting("invalid_slip")
    return VoteRule(
        base=base,
        numerator=numerator,
        denominator=denominator,
        over=over,
        tie=Tie(ballot.tie),
        self_vote=ballot.self_vote if self_vote is None else self_vote,
        temporary_votes=ballot.temporary_votes if temporary_votes is None else temporary_votes,
        fewest_voters=ballot.fewest_voters,
        tellers_on_ballot=ballot.tellers_on_ballot,
        per_line=spoilt is None or spoilt.value == "per_line",
    )


def usual_way(pack: Pack) -> Way:
    """How the pack wants votes to be cast: paper slips unless it says otherwise. Never the screen by itself."""
    return _WAYS.get(pack.ballot.method, Way.PAPER)


def without_employer(session: Session, pack: Pack, floors: tuple[str, ...]) -> tuple[str, ...]:
    """Those who work in the political system and whose employer's rating has not come: voted on provisionally.

    The employer rates first, and that is a basis for the rating in the Party (QĐ 366-QĐ/TW, điều 3 khoản 4).
    """
    return tuple(
        floor
        for floor in floors
        if floor != COLLECTIVE
        and employed(session, pack, floor)
        and not any(voice.body is Body.EMPLOYER for voice in voices(session, floor))
    )
