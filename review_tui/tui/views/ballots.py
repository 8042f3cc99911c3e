"""The words of a ballot: how it is held, what it waits for, and what every line of it came to."""

from collections.abc import Iterator

from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, BallotState, Way
from review_tui.model.balloting import warnings
from review_tui.model.majority import needed_of, outcome_words, rule_words, without_result
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session
from review_tui.tui.widgets.listing import wrapped

WAY_NAMES = {
    Way.PAPER: N_("phiếu giấy, tổ kiểm phiếu đếm"),
    Way.HANDS: N_("giơ tay"),
    Way.SCREEN: N_("trên máy, chuyển máy từng người"),
}

_SHORT_WAYS = {Way.PAPER: N_("phiếu giấy"), Way.HANDS: N_("giơ tay"), Way.SCREEN: N_("trên máy")}

_STATES = {
    BallotState.PREPARED: N_("đã chuẩn bị, chưa mở"),
    BallotState.OPEN: N_("đang mở"),
    BallotState.CLOSED: N_("kiểm xong, chưa công bố"),
    BallotState.PUBLISHED: N_("đã công bố"),
    BallotState.VOID: N_("bị hủy, không giữ lại gì"),
}


def names(session: Session, members: tuple[str, ...]) -> str:
    """Names with commas."""
    return ", ".join(session.name_of(one) for one in members)


def title(session: Session, ballot: Ballot) -> str:
    """ "Phiếu số 2 (bỏ phiếu lại phiếu số 1)"."""
    first = next((one.number for one in session.ballots if one.id == ballot.revote_of), None)
    if first is None:
        return _("Phiếu số {number}").format(number=ballot.number)
    return _("Phiếu số {number} (bỏ phiếu lại phiếu số {first})").format(number=ballot.number, first=first)


def state_line(session: Session, ballot: Ballot) -> str:
    """One sentence: which ballot, its state, how it is held, how many vote on how many lines."""
    told = _("{title}: {state}; {way}; {lines} dòng").format(
        title=title(session, ballot), state=_(_STATES[ballot.state]), way=_(_SHORT_WAYS[ballot.way]),
        lines=len(ballot.lines),
    )  # fmt: skip
    if ballot.electorate:
        told += _("; {voters} người biểu quyết").format(voters=len(ballot.electorate))
    return told + "."


def standing_line(session: Session) -> str:
    """Where the voting stands: the ballot under way, else the last one and what it leaves; nothing before the first."""
    if not session.ballots:
        return _("Chưa có phiếu nào; bấm 1 để mở phiếu.")
    last = session.ballots[-1]
    told = state_line(session, last)
    if last.state is BallotState.PUBLISHED and (left := without_result(last)):
        told += " " + _("Chưa có kết quả: {names}.").format(names=", ".join(map(session.floor_name, left)))
    return told


def about_lines(session: Session, floors: tuple[str, ...]) -> str:
    """Whom a ballot is about: the cell, all members of the slip, or a few by name."""
    if floors == (COLLECTIVE,):
        return session.floor_name(COLLECTIVE)
    if len(floors) <= 3:
        return ", ".join(session.floor_name(floor) for floor in floors)
    return _("{count} đồng chí, từ đ/c {first} đến đ/c {last}").format(
        count=len(floors), first=session.floor_name(floors[0]), last=session.floor_name(floors[-1])
    )


def threshold(ballot: Ballot) -> str:
    """The rule, and what it comes to where every slip comes back and is valid."""
    voters = len(ballot.electorate)
    told = _capital(rule_words(ballot.rule)) + "."
    if not voters:
        return told
    return (
        told
        + " "
        + _("Nếu đủ {voters} phiếu hợp lệ thì cần ít nhất {needed}.").format(
            voters=voters, needed=needed_of(ballot, voters)
        )
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def chair_words(session: Session, ballot: Ballot) -> str:
    """Who chairs, and who stands in for the chair's own line."""
    chair = session.name_of(ballot.chair)
    if not chair:
        return _("chưa ghi ai chủ trì")
    if ballot.chair not in ballot.lines:
        return chair
    if ballot.stand_in:
        return _("{chair}; đến dòng của chính mình thì đ/c {other} chủ trì").format(
            chair=chair, other=session.name_of(ballot.stand_in)
        )
    return _("{chair}; không còn ai thay ở dòng của chính mình, cứ tiếp tục, biên bản sẽ nêu").format(chair=chair)


def ballot_text(session: Session, width: int) -> str:
    """Every ballot of the session in its order, each line with its verdict; the first of a revote stays."""
    lines: list[str] = []
    for ballot in session.ballots:
        lines += [*wrapped(state_line(session, ballot), width), *_told(session, ballot, width), ""]
    return "\n".join(lines) if lines else _("Chưa có phiếu nào.")


def _told(session: Session, ballot: Ballot, width: int) -> Iterator[str]:
    yield from wrapped(threshold(ballot), width)
    for warning in warnings(session, ballot):
        yield from _hanging("! ", warning, width)
    if ballot.state is BallotState.VOID:
        return
    for number, floor in enumerate(ballot.floors, 1):
        said = f"{session.floor_name(floor)}: {verdict(ballot, floor)}"
        yield from _hanging(f"{number:>3}. ", said, width)


def _hanging(sign: str, sentence: str, width: int) -> Iterator[str]:
    first, *rest = wrapped(sentence, width - len(sign))
    yield sign + first
    yield from (" " * len(sign) + line for line in rest)


def verdict(ballot: Ballot, floor: str) -> str:
    """Base, needed, got, result of one line; and that it is provisional without the employer's rating."""
    said = outcome_words(ballot, floor)
    if floor in ballot.provisional and floor not in ballot.not_reviewed:
        return said + " " + _("Tạm thời: chưa có kết quả xếp loại của cơ quan, đơn vị.")
    return said
