"""The verdict on one line of a ballot: base, needed, got, result, and what happens where no level has enough."""

from dataclasses import dataclass

from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Base, Count, LineCount, Tie, VoteRule
from review_tui.model.session import Level, Session
from review_tui.model.words import LEVEL_NAMES

BASE_NAMES = {
    Base.VALID: N_("phiếu hợp lệ"),
    Base.RETURNED: N_("phiếu thu về"),
    Base.ISSUED: N_("phiếu phát ra"),
    Base.ELECTORATE: N_("đảng viên được biểu quyết"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a line came to."""

    floor: str
    base: int
    needed: int
    got: int
    """votes for the result, those for higher levels among them where they were added; else the most for one level"""
    result: Level | None
    added: bool = False
    """no level had enough by itself: the higher ones were added from the top"""
    tied: tuple[Level, ...] = ()
    """levels that share the most votes"""


def base_of(ballot: Ballot, count: Count, line: LineCount) -> int:
    """How many the share is taken of, as set before the ballot was opened."""
    return {
        Base.VALID: line.valid,
        Base.RETURNED: count.returned,
        Base.ISSUED: count.issued,
        Base.ELECTORATE: len(ballot.electorate),
    }[ballot.rule.base]


def needed_of(ballot: Ballot, base: int) -> int:
    """The fewest votes that are enough; never fewer than one."""
    rule = ballot.rule
    if rule.over:
        return base * rule.numerator // rule.denominator + 1
    return max(1, -(-base * rule.numerator // rule.denominator))


def rule_words(rule: VoteRule) -> str:
    """How the result of a line is found, as it was set before the ballot: share, base, and what without one."""
    base = _(BASE_NAMES[rule.base])
    if rule.over and 2 * rule.numerator == rule.denominator:
        share = _("kết quả là mức được quá nửa số {base}").format(base=base)
    else:
        words = N_("kết quả là mức được trên {part}/{whole} số {base}")
        words = words if rule.over else N_("kết quả là mức được từ {part}/{whole} số {base}")
        share = _(words).format(part=rule.numerator, whole=rule.denominator, base=base)
    without = (
        _("không mức nào đủ thì cộng dồn từ mức cao xuống")
        if rule.tie is Tie.ADD_FROM_TOP
        else _("không mức nào đủ thì bỏ phiếu lại")
    )
    return f"{share}; {without}"


def outcome(ballot: Ballot, floor: str) -> Outcome | None:
    """What one line came to; None while it is not counted."""
    line = ballot.count.line(floor) if ballot.count is not None else None
    if ballot.count is None or line is None:
        return None
    base = base_of(ballot, ballot.count, line)
    needed = needed_of(ballot, base)
    most = max((line.got(level) for level in Level), default=0)
    best = tuple(level for level in Level if most and line.got(level) == most)
    tied = best if len(best) > 1 else ()
    if len(best) == 1 and most >= needed:
        return Outcome(floor=floor, base=base, needed=needed, got=most, result=best[0])
    if ballot.rule.tie is Tie.ADD_FROM_TOP:
        running = 0
        for level in Level:
            running += line.got(level)
            if running >= needed:
                return Outcome(floor=floor, base=base, needed=needed, got=running, result=level, added=True, tied=tied)
    return Outcome(floor=floor, base=base, needed=needed, got=most, result=None, tied=tied)


def outcome_sentence(session: Session, ballot: Ballot, floor: str) -> str:
    """One sentence for one line: base, needed, got, result, a tie, and what follows where there is none."""
    return f"{session.floor_name(floor)}: {outcome_words(ballot, floor)}"


def outcome_words(ballot: Ballot, floor: str) -> str:
    """The same without the name, for papers that name people in their own way."""
    made = outcome(ballot, floor)
    if floor in ballot.not_reviewed:
        return _("chưa kiểm điểm, không biểu quyết.")
    if made is None:
        return _("chưa kiểm phiếu.")
    told = _("tính trên {base} {what}, cần ít nhất {needed}").format(
        base=made.base, what=_(BASE_NAMES[ballot.rule.base]), needed=made.needed
    )
    return f"{told}; {_ending(ballot, made)}"


def _ending(ballot: Ballot, made: Outcome) -> str:
    tie = _tie(made)
    if made.result is None:
        return f"{tie}{_without(ballot, made)}"
    level = _(LEVEL_NAMES[made.result])
    if not made.added:
        return _("mức {level} được {got}; kết quả: {level}.").format(level=level, got=made.got)
    return tie + _(
        "không mức nào đủ {needed}, cộng từ mức cao xuống đến mức {level} được {got}; kết quả: {level}."
    ).format(needed=made.needed, level=level, got=made.got)


def _tie(made: Outcome) -> str:
    if not made.tied:
        return ""
    levels = _(" và ").join(_(LEVEL_NAMES[level]) for level in made.tied)
    return _("các mức {levels} bằng nhau; ").format(levels=levels)


def _without(ballot: Ballot, made: Outcome) -> str:
    if ballot.revote_of:
        return _("bỏ phiếu lại vẫn không mức nào đủ {needed}; chi bộ thảo luận, quyết định.").format(needed=made.needed)
    return _("không mức nào đủ {needed} (cao nhất được {got}); phải bỏ phiếu lại.").format(
        needed=made.needed, got=made.got
    )


def without_result(ballot: Ballot) -> tuple[str, ...]:
    """The lines that came to no level: those that are voted on again."""
    return tuple(floor for floor in ballot.lines if (made := outcome(ballot, floor)) is not None and not made.result)


def unanimous(ballot: Ballot) -> tuple[str, ...]:
    """Lines on which everybody voted alike: such a result shows how everybody voted."""
    count = ballot.count
    lines = count.lines if count is not None else ()
    return tuple(line.floor for line in lines if line.valid and any(votes == line.valid for _l, votes in line.votes))
