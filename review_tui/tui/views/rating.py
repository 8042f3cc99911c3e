"""What the list of levels says: a short row for each subject, and the cap; the level file has whole sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from review_tui.language.translate import _
from review_tui.model.ballot import Ballot
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import expected_levels, proposed_level, voices
from review_tui.model.majority import Outcome, outcome
from review_tui.model.ratings import Body
from review_tui.model.session import Level, Session
from review_tui.regulation.cap import (
    OF_GOOD,
    OF_GOOD_OR_BETTER,
    CapRule,
    CapView,
    cap_sentence,
    cap_views,
    most_excellent,
)
from review_tui.regulation.pack import Pack
from review_tui.tui.views.level_file import answers_for, newest_ballot
from review_tui.tui.views.levels import LevelRow, level_rows
from review_tui.tui.widgets.listing import Line, fitted, plain, wrapped

_NAME = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    """One subject: own proposal and the levels that are open in short, then the newest count in short."""

    level: LevelRow
    proposed: str
    still_open: str
    counted: str

    @property
    def key(self) -> str:
        """COLLECTIVE or the member's id."""
        return self.level.key


def rating_rows(
    session: Session, pack: Pack, earlier: Sequence[Session], items: Sequence[LedgerItem]
) -> tuple[RatingRow, ...]:
    """The collective and everybody in the order of review."""
    levels, told = expected_levels(session), []
    for row in level_rows(session):
        answers = () if row.closed else answers_for(session, pack, row.key, earlier, items, levels)
        names = ", ".join(_short(pack, one.level) for one in answers if one.open)
        told.append(
            RatingRow(
                level=row,
                proposed=_own_words(session, pack, row.key),
                still_open=_("còn xét {levels}").format(levels=names) if names else "",
                counted=_newest(session, pack, row),
            )
        )
    return tuple(told)


def _short(pack: Pack, level: Level) -> str:
    return pack.band(level).short


def _own_words(session: Session, pack: Pack, floor: str) -> str:
    """What the subject says of himself, by the same sources as the level file: "tự nhận HTT 84"."""
    own = next((voice for voice in voices(session, floor) if voice.body is Body.SELF), None)
    if own is None or (own.level is None and own.points is None):
        return ""
    parts = [_short(pack, own.level)] if own.level is not None else []
    parts += [str(own.points)] if own.points is not None else []
    return _("tự nhận {told}").format(told=" ".join(parts))


def _newest(session: Session, pack: Pack, row: LevelRow) -> str:
    ballot = newest_ballot(session, row.key)
    made = outcome(ballot, row.key) if ballot is not None else None
    told = row.counted if ballot is None or made is None else outcome_short(pack, ballot, made)
    if (level := proposed_level(session, row.key)) is not None and (made is None or level is not made.result):
        said = _("chi bộ đề nghị {level}").format(level=_short(pack, level))
        told = "; ".join(filter(None, (told, said)))
    return told


def outcome_short(pack: Pack, ballot: Ballot, made: Outcome) -> str:
    """ "phiếu 1: HTT được 13/18, cần 10"; what was added from the top, a tie, and that it is voted again."""
    told = {"number": ballot.number, "got": made.got, "base": made.base, "needed": made.needed}
    if made.result is not None:
        words = _("phiếu {number}: {level} được {got}/{base}, cần {needed}")
        if made.added:
            words = _("phiếu {number}: {level}, cộng từ mức cao được {got}/{base}, cần {needed}")
        return words.format(level=_short(pack, made.result), **told)
    after = _("chi bộ quyết định") if ballot.revote_of else _("bỏ phiếu lại")
    if made.tied:
        tied = _(" và ").join(_short(pack, level) for level in made.tied)
        return _("phiếu {number}: {tied} cùng {got}/{base}, cần {needed}; {after}").format(
            tied=tied, after=after, **told
        )
    return _("phiếu {number}: cao nhất {got}/{base}, cần {needed}; {after}").format(after=after, **told)


def draw_rating_row(row: RatingRow, width: int) -> tuple[Line, ...]:
    """Name, own proposal, what is open; the count under it."""
    said = _("chưa kiểm điểm nên chưa xếp loại") if row.level.closed else row.proposed or _("chưa tự nhận mức")
    told = " · ".join(filter(None, (said, row.still_open)))
    first: Line = ((fitted(row.level.name, _NAME), "strong"), (f" {told}", "" if row.proposed else "quiet"))
    return (first, *(plain("      " + line, "good") for line in wrapped(row.counted, width - 6) if row.counted))


def cap_lines(session: Session, pack: Pack) -> str:
    """The cap of every group of comparable people as it stands now, in one row each; the level file has it whole."""
    return " ".join(_cap_line(view) for view in cap_views(session, pack, expected_levels(session)))


def _cap_line(view: CapView) -> str:
    if not view.candidates:
        return cap_sentence(view)
    who = _("Nhóm {group}: ").format(group=view.group) if view.group else ""
    if view.good_or_better:
        told = _("{all} từ tốt trở lên: tối đa {most} xuất sắc ({share}), có {now}").format(
            all=view.good_or_better, most=view.most, share=_share(view.rule), now=view.excellent
        )
        told += _(", vượt {over}").format(over=view.over) if view.over else ""
    else:
        told = _("nếu cả {all} đ/c từ tốt trở lên: tối đa {most} xuất sắc ({share})").format(
            all=view.candidates, most=most_excellent(view.rule, view.candidates), share=_share(view.rule)
        )
    told = _("{told}; cách kia: {other}.").format(told=told, other=_other_way(view))
    return who + told if who else told[:1].upper() + told[1:]


def _share(rule: CapRule) -> str:
    words = _("{percent} % số tốt") if rule.reading == OF_GOOD else _("{percent} % số từ tốt trở lên")
    return words.format(percent=rule.percent)


def _other_way(view: CapView) -> int:
    """What the other reading of the text would allow."""
    other = OF_GOOD_OR_BETTER if view.rule.reading == OF_GOOD else OF_GOOD
    return most_excellent(replace(view.rule, reading=other), view.candidates)
