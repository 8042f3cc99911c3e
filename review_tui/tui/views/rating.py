"""What the levels screen says: one row for each subject, the cap in both readings, why a level is closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import proposed_levels, unrepaired
from review_tui.model.majority import outcome, outcome_words
from review_tui.model.session import Session
from review_tui.model.words import LEVEL_NAMES
from review_tui.regulation.cap import both_readings, cap_sentence, cap_views, reading_sentence, why_no_room
from review_tui.regulation.gates import LevelAnswer, explained
from review_tui.regulation.pack import Pack
from review_tui.tui.views.levels import LevelRow, draw_level_row, level_rows
from review_tui.tui.widgets.listing import Line, plain, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    """One subject: own proposal and published count, the newest count in words, the levels that are open."""

    level: LevelRow
    outcome: str
    still_open: str

    @property
    def key(self) -> str:
        """COLLECTIVE or the member's id."""
        return self.level.key


def answers_for(
    session: Session, pack: Pack, floor: str, earlier: Sequence[Session], items: Sequence[LedgerItem]
) -> tuple[LevelAnswer, ...]:
    """The four levels with the reasons of the pack, the ledger looked at; a used-up cap is told by `cap_lines`."""
    return explained(session, pack, floor, unrepaired=unrepaired(earlier, items, session, floor))


def rating_rows(
    session: Session, pack: Pack, earlier: Sequence[Session], items: Sequence[LedgerItem]
) -> tuple[RatingRow, ...]:
    """The collective and everybody in the order of review."""
    return tuple(
        RatingRow(level=row, outcome=_newest(session, row.key), still_open=_open(session, pack, row, earlier, items))
        for row in level_rows(session)
    )


def _newest(session: Session, floor: str) -> str:
    for ballot in reversed(session.ballots):
        if outcome(ballot, floor) is not None:
            return outcome_words(ballot, floor)
    return ""


def _open(session: Session, pack: Pack, row: LevelRow, earlier: Sequence[Session], items: Sequence[LedgerItem]) -> str:
    if row.closed:
        return ""
    names = [_(LEVEL_NAMES[one.level]) for one in answers_for(session, pack, row.key, earlier, items) if one.open]
    return _("còn xét được: {levels}").format(levels=", ".join(names))


def draw_rating_row(row: RatingRow, width: int) -> tuple[Line, ...]:
    """Name and own proposal, the count, what is open."""
    first = draw_level_row(row.level, width)
    more = [plain("      " + line, "good") for line in wrapped(row.outcome, width - 6)] if row.outcome else []
    still = [plain("      " + line, "quiet") for line in wrapped(row.still_open, width - 6)] if row.still_open else []
    return (first[0], *more, *still) if more else (*first, *still)


def cap_lines(session: Session, pack: Pack) -> str:
    """The cap of every group of comparable people as it stands now, and what each reading would allow."""
    told = []
    for view in cap_views(session, pack, proposed_levels(session)):
        both = "; ".join(f"{name}: {most}" for name, most in both_readings(view.rule, view.good_or_better))
        told.append(_("{sentence} Theo từng cách hiểu: {both}.").format(sentence=cap_sentence(view), both=both))
    return " ".join(told)


def explainer(
    session: Session, pack: Pack, floor: str, earlier: Sequence[Session], items: Sequence[LedgerItem], width: int
) -> str:
    """Which levels are open to one subject, and for each other the sentence why not, with the article."""
    lines = [session.floor_name(floor), ""]
    if newest := _newest(session, floor):
        lines += [*wrapped(newest, width), ""]
    for answer in answers_for(session, pack, floor, earlier, items):
        head = _("{level}: còn xét được") if answer.open else _("{level}: không xét được")
        lines.append(head.format(level=answer.name))
        lines += _sentences((*answer.why_not, *answer.because, *answer.unknown, *answer.notes), width)
        lines.append("")
    for view in cap_views(session, pack, proposed_levels(session)):
        lines += wrapped(why_no_room(view) or f"{cap_sentence(view)} {reading_sentence(view.rule)}", width)
    return "\n".join(lines)


def _sentences(sentences: Sequence[str], width: int) -> Iterator[str]:
    for sentence in dict.fromkeys(sentences):
        first, *rest = wrapped(sentence, width - 4)
        yield "  - " + first
        yield from ("    " + line for line in rest)
