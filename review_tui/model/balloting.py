"""The life of a ballot: prepared, opened with a frozen electorate, counted, published; voted again, never changed."""

from collections.abc import Iterator
from dataclasses import replace

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, BallotState, Count, VoteRule, Way
from review_tui.model.counting import errors
from review_tui.model.counts import guests_of_vote, has_quorum, quorum_sentence, voting_present
from review_tui.model.entered import why_not_write
from review_tui.model.floors import acting_chair, proposed_holder
from review_tui.model.levels import was_reviewed
from review_tui.model.majority import outcome, unanimous, without_result
from review_tui.model.points import COLLECTIVE
from review_tui.model.poll import Poll, poll_count, taken_part
from review_tui.model.session import Role, Session, Tally


def ballot_named(session: Session, id: str) -> Ballot:
    """The ballot with this id; KeyError when there is none (a programming error)."""
    for ballot in session.ballots:
        if ballot.id == id:
            return ballot
    raise KeyError(id)


def floors_to_vote(session: Session) -> tuple[str, ...]:
    """The members who were reviewed, in the order of review: the lines of the usual slip. The cell has its own."""
    return tuple(key for key in session.floor_keys() if key != COLLECTIVE and was_reviewed(session, key))


def electorate(session: Session, rule: VoteRule) -> tuple[str, ...]:
    """Official members in the room, in the order of the roll; probationary ones never vote (Điều lệ Đảng, điều 3)."""
    asked = replace(session, rules=replace(session.rules, temporary_votes=rule.temporary_votes))
    return tuple(member.id for member in voting_present(asked))


def why_not_prepare(session: Session, floors: tuple[str, ...]) -> str | None:
    """Why a slip cannot have these lines; None where it can.

    Slips may be printed before everybody was reviewed: lines of those not reached are closed at the opening.
    """
    if reason := why_not_write(session):
        return reason
    if not floors:
        return _("Phiếu chưa có ai để biểu quyết: chỉ người đã kiểm điểm mới được đưa vào phiếu.")
    known = session.floor_keys()
    for floor in floors:
        if floor not in known:
            return _("{who} không thuộc diện kiểm điểm ở kỳ này nên không có trong phiếu.").format(
                who=session.floor_name(floor)
            )
        if floors.count(floor) > 1:
            return _("{who} có hai lần trong phiếu.").format(who=session.floor_name(floor))
    return None


def prepared_ballot(
    session: Session,
    *,
    id: str,
    rule: VoteRule,
    floors: tuple[str, ...] | None = None,
    way: Way = Way.PAPER,
    tellers: tuple[str, ...] | None = None,
    provisional: tuple[str, ...] = (),
    revote_of: str = "",
    double: bool = False,
    guests: tuple[str, ...] = (),
) -> Session:
    """Prepare a ballot on these lines (those reviewed by default), its rule set for good. Raises one sentence.

    `provisional` are lines whose subject has no rating by the employer yet (`regulation.ballots.without_employer`).
    """
    lines = floors_to_vote(session) if floors is None else _in_order(session, floors)
    if reason := why_not_prepare(session, lines):
        raise ReviewError(reason)
    made = Ballot(
        id=id,
        number=1 + max((one.number for one in session.ballots), default=0),
        way=way,
        rule=rule,
        floors=lines,
        revote_of=revote_of,
        double=double,
        guests=guests,
        provisional=tuple(floor for floor in lines if floor in provisional),
        tellers=session.holder(Role.TELLERS) if tellers is None else tellers,
        chair=acting_chair(session),
        sitting=session.sittings[-1].number if session.sittings else 1,
    )
    return replace(session, ballots=(*session.ballots, made))


def _in_order(session: Session, floors: tuple[str, ...]) -> tuple[str, ...]:
    place = {key: number for number, key in enumerate(session.floor_keys())}
    return tuple(sorted(floors, key=lambda floor: place.get(floor, len(place))))


def _replaced(session: Session, made: Ballot) -> Session:
    return replace(session, ballots=tuple(made if one.id == made.id else one for one in session.ballots))


def why_not_open(session: Session, ballot: Ballot) -> str | None:
    """Why a ballot cannot be opened; None where it can. Tellers, quorum and few voters are warnings only."""
    if reason := why_not_write(session):
        return reason
    if ballot.state is not BallotState.PREPARED:
        return _("Phiếu số {number} đã mở rồi.").format(number=ballot.number)
    if not any(was_reviewed(session, floor) for floor in ballot.floors):
        return _("Phiếu số {number}: chưa ai trong phiếu được kiểm điểm.").format(number=ballot.number)
    if not electorate(session, ballot.rule):
        return _("Chưa có đảng viên chính thức nào được ghi có mặt nên chưa có người biểu quyết.")
    return None


def opened_ballot(session: Session, id: str) -> Session:
    """Open a ballot: the electorate is frozen, and lines of those who were not reviewed are closed."""
    ballot = ballot_named(session, id)
    if reason := why_not_open(session, ballot):
        raise ReviewError(reason)
    made = replace(
        ballot,
        state=BallotState.OPEN,
        electorate=electorate(session, ballot.rule),
        guests=tuple(one.id for one in guests_of_vote(session)),
        not_reviewed=tuple(floor for floor in ballot.floors if not was_reviewed(session, floor)),
        tellers=ballot.tellers or session.holder(Role.TELLERS),
        chair=acting_chair(session) or ballot.chair,
        stand_in=_stand_in(session, ballot),
    )
    return _replaced(session, made)


def _stand_in(session: Session, ballot: Ballot) -> str:
    """Who chairs while the line of the chair is read out; nobody where the chair is not on the slip."""
    chair = acting_chair(session)
    other = proposed_holder(session, Role.CHAIR, chair) if chair in ballot.lines else ""
    return "" if other == chair else other


def why_not_close(session: Session, ballot: Ballot, count: Count) -> str | None:
    """Why a count cannot be taken in: not open, or the first thing that does not add up, with both figures."""
    if reason := why_not_write(session):
        return reason
    if ballot.state is BallotState.PUBLISHED:
        return _("Phiếu số {number} đã công bố; muốn khác phải bỏ phiếu lại.").format(number=ballot.number)
    if ballot.state not in (BallotState.OPEN, BallotState.CLOSED):
        return _("Phiếu số {number} chưa mở.").format(number=ballot.number)
    return next(iter(errors(session, ballot, count)), None)


def counted(session: Session, id: str, count: Count, *, closed_at: str = "") -> Session:
    """Close a ballot with a count that adds up; until it is published it may be typed again. Raises one sentence."""
    ballot = ballot_named(session, id)
    if reason := why_not_close(session, ballot, count):
        raise ReviewError(reason)
    place = {floor: number for number, floor in enumerate(ballot.floors)}
    lines = tuple(sorted(count.lines, key=lambda line: place[line.floor]))
    made = replace(
        ballot,
        state=BallotState.CLOSED,
        count=replace(count, lines=lines),
        closed_at=closed_at or ballot.closed_at,
    )
    return _replaced(session, made)


def poll_closed(session: Session, poll: Poll, *, closed_at: str = "") -> Session:
    """Take in a poll on the screen in one step: totals, and who took part in the order of names."""
    ballot = ballot_named(session, poll.ballot)
    if ballot.state is not BallotState.OPEN or ballot.electorate != poll.electorate or ballot.lines != poll.lines:
        raise ReviewError(
            _("Phiếu số {number} không còn mở như khi bắt đầu biểu quyết trên máy.").format(number=ballot.number)
        )
    session = _replaced(session, replace(ballot, voted=taken_part(poll, session)))
    return counted(session, poll.ballot, poll_count(poll), closed_at=closed_at)


def voided(session: Session, id: str) -> Session:
    """A poll on the screen was broken off (a crash, a power cut): nothing of it was kept, and it is voted again."""
    ballot = ballot_named(session, id)
    if reason := why_not_write(session):
        raise ReviewError(reason)
    if ballot.state is not BallotState.OPEN:
        raise ReviewError(_("Phiếu số {number} hiện không mở.").format(number=ballot.number))
    return _replaced(session, replace(ballot, state=BallotState.VOID))


def published(session: Session, id: str) -> Session:
    """Read out the result: from now on it stands, and the minutes print it. Raises one sentence."""
    ballot = ballot_named(session, id)
    if reason := why_not_write(session):
        raise ReviewError(reason)
    if ballot.state is not BallotState.CLOSED or ballot.count is None:
        raise ReviewError(_("Phiếu số {number} chưa kiểm xong nên chưa công bố.").format(number=ballot.number))
    new = {floor: tally for floor in ballot.lines if (tally := tally_of(ballot, floor)) is not None}
    kept = tuple(tally for tally in session.tallies if tally.floor not in new)
    place = {key: number for number, key in enumerate(session.floor_keys())}
    tallies = sorted((*kept, *new.values()), key=lambda tally: place.get(tally.floor, len(place)))
    return replace(_replaced(session, replace(ballot, state=BallotState.PUBLISHED)), tallies=tuple(tallies))


def tally_of(ballot: Ballot, floor: str) -> Tally | None:
    """One line of a counted ballot as the minutes keep it; spoilt lines are among what is not valid."""
    line = ballot.count.line(floor) if ballot.count is not None else None
    made = outcome(ballot, floor)
    if ballot.count is None or line is None or made is None:
        return None
    return Tally(
        floor=floor,
        issued=ballot.count.issued,
        returned=ballot.count.returned,
        valid=line.valid,
        votes=line.votes,
        result=made.result,
    )


def why_not_revote(session: Session, ballot: Ballot) -> str | None:
    """Why nothing can be voted again; None where it can."""
    if reason := why_not_write(session):
        return reason
    if ballot.state not in (BallotState.PUBLISHED, BallotState.VOID):
        return _("Phiếu số {number} chưa công bố nên chưa bỏ phiếu lại.").format(number=ballot.number)
    return None


def revote_prepared(
    session: Session, id: str, *, new_id: str, floors: tuple[str, ...] = (), way: Way | None = None
) -> Session:
    """Prepare another ballot under the same rule; the first stays as it is. Lines without a result by default."""
    first = ballot_named(session, id)
    if reason := why_not_revote(session, first):
        raise ReviewError(reason)
    again = floors or (first.lines if first.state is BallotState.VOID else without_result(first))
    if not again:
        raise ReviewError(
            _("Phiếu số {number}: dòng nào cũng đã có kết quả; chọn dòng cần bỏ phiếu lại.").format(number=first.number)
        )
    return prepared_ballot(
        session,
        id=new_id,
        rule=first.rule,
        floors=again,
        way=way or first.way,
        tellers=first.tellers,
        provisional=first.provisional,
        revote_of=first.id,
    )


def why_not_teller(session: Session, ballot: Ballot, member: str) -> str | None:
    """Why somebody should not count this ballot, where the pack wants tellers who are not on it.

    Nothing where everybody else who may count is on the ballot, too: then it goes on, and the minutes say so.
    """
    if ballot.rule.tellers_on_ballot or member not in ballot.lines:
        return None
    voters = ballot.electorate or electorate(session, ballot.rule)
    if not any(voter not in ballot.lines for voter in voters):
        return None
    return _("{who} có tên trong phiếu nên không kiểm phiếu này; còn người khác kiểm được.").format(
        who=session.name_of(member)
    )


def warnings(session: Session, ballot: Ballot) -> tuple[str, ...]:
    """What has to be said before a ballot is opened and after it is counted; nothing of it blocks."""
    return tuple(_before(session, ballot)) + tuple(_after(session, ballot))


def _before(session: Session, ballot: Ballot) -> Iterator[str]:
    voters = ballot.electorate or electorate(session, ballot.rule)
    if len(voters) < ballot.rule.fewest_voters:
        yield _("Chỉ có {voters} người biểu quyết, dưới {fewest}: kết quả dễ lộ phiếu của từng người.").format(
            voters=len(voters), fewest=ballot.rule.fewest_voters
        )
    if not has_quorum(session):
        yield quorum_sentence(session)
    for floors, words in (
        (ballot.provisional, N_("Chưa có kết quả xếp loại của cơ quan, đơn vị nên kết quả là tạm thời: {names}.")),
        (ballot.not_reviewed, N_("Chưa kiểm điểm nên dòng trong phiếu đã đóng: {names}.")),
    ):
        if floors:
            yield _(words).format(names=", ".join(session.floor_name(floor) for floor in floors))
    if ballot.way is Way.PAPER and not ballot.tellers:
        yield _("Chưa có tổ kiểm phiếu.")
    if not ballot.rule.tellers_on_ballot and any(teller in ballot.lines for teller in ballot.tellers):
        names = ", ".join(session.name_of(teller) for teller in ballot.tellers if teller in ballot.lines)
        yield _("Người kiểm phiếu có tên trong phiếu: {names}.").format(names=names)


def _after(session: Session, ballot: Ballot) -> Iterator[str]:
    alike = unanimous(ballot)
    if alike:
        names = ", ".join(session.floor_name(floor) for floor in alike)
        yield _("Mọi phiếu hợp lệ như nhau nên lộ phiếu của từng người: {names}.").format(names=names)
