"""Whether the figures and references of the values in a book agree; one sentence for each that does not."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from typing import TypeVar

from review_tui.language.translate import _
from review_tui.model.ballot import Ballot
from review_tui.model.counting import errors
from review_tui.model.followup import Decision, FollowUp, Rerating
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session, Tally

T = TypeVar("T", bound=Hashable)


def wrong_sums(sessions: tuple[Session, ...], follow_up: FollowUp) -> tuple[str, ...]:
    """Everything that does not agree, over all sessions and the follow-up."""
    wrong = [f"{session.id}: {sentence}" for session in sessions for sentence in _wrong_in(session)]
    numbers = [number for session in sessions for number in _numbers(session)]
    wrong += [_("Số {number} được cho hai lần trong sổ.").format(number=number) for number in _twice(numbers)]
    made = {one.number for session in sessions for one in session.commitments}
    entries = (entry for field in fields(follow_up) for entry in getattr(follow_up, field.name))
    followed = {entry.commitment for entry in entries if hasattr(entry, "commitment")}
    lost = sorted(followed - made)
    wrong += _wrong_decisions(sessions, follow_up)
    wrong += [_("Có việc theo dõi cam kết {number} nhưng sổ không có cam kết đó.").format(number=one) for one in lost]
    return tuple(wrong)


def _wrong_decisions(sessions: tuple[Session, ...], follow_up: FollowUp) -> list[str]:
    """Decisions and re-ratings about nobody, and re-ratings of nothing."""
    people = {(session.id, who) for session in sessions for who in _people(session)}
    both: list[Decision | Rerating] = [*follow_up.decisions, *follow_up.reratings]
    made = {one.id for one in both}
    lost = [one for one in both if (one.session, one.floor) not in people]
    found = [_("Có quyết định xếp loại ở kỳ {id} về người không có trong kỳ.").format(id=one.session) for one in lost]
    return found + [
        _("Có quyết định xếp loại lại ở kỳ {id} mà không có kết quả bị thay.").format(id=one.session)
        for one in follow_up.reratings
        if one.replaces not in made
    ]


def _wrong_in(session: Session) -> Iterator[str]:
    for tally in session.tallies:
        yield from _wrong_tally(session, tally)
    for ballot in session.ballots:
        yield from _wrong_ballot(session, ballot)
    yield from _wrong_numbers(session)
    yield from _wrong_places(session)
    for what, found, known in _references(session):
        if lost := set(found) - set(known):
            yield _("{what} trỏ tới {count} mục không có trong kỳ.").format(what=what, count=len(lost))


def _wrong_tally(session: Session, tally: Tally) -> Iterator[str]:
    who = session.floor_name(tally.floor) if tally.floor in _people(session) else tally.floor
    votes = sum(count for _level, count in tally.votes)
    for sentence, more, less in (
        (_("{who}: thu về {more} phiếu, nhiều hơn {less} phiếu phát ra."), tally.returned, tally.issued),
        (_("{who}: {more} phiếu hợp lệ, nhiều hơn {less} phiếu thu về."), tally.valid, tally.returned),
    ):
        if more > less:
            yield sentence.format(who=who, more=more, less=less)
    if votes != tally.valid:
        yield _("{who}: các mức cộng lại {votes} phiếu, khác {valid} phiếu hợp lệ.").format(
            who=who, votes=votes, valid=tally.valid
        )


def _wrong_ballot(session: Session, ballot: Ballot) -> Iterator[str]:
    """A count that does not add up; none of a ballot whose people are not in the session, which is said elsewhere."""
    if ballot.count is None or not set(ballot.floors) <= _people(session):
        return
    for sentence in errors(session, ballot, ballot.count):
        yield _("Phiếu số {number}: {what}").format(number=ballot.number, what=sentence)


def _wrong_numbers(session: Session) -> Iterator[str]:
    for numbers, last in (
        ([point.number for point in session.points], session.last_number),
        ([made.number for made in session.commitments], session.last_commitment),
    ):
        if any(int(number.rpartition("-")[2]) > last for number in numbers if number.rpartition("-")[2].isdigit()):
            yield _("Có số thứ tự lớn hơn số cuối đã cho ({last}).").format(last=last)


def _wrong_places(session: Session) -> Iterator[str]:
    for floor, place in _twice((point.floor, point.place) for point in session.points):
        who = session.floor_name(floor) if floor in _people(session) else floor
        yield _("{who}: hai ý kiến cùng mang số {place}.").format(who=who, place=place)


def _people(session: Session) -> frozenset[str]:
    return frozenset((COLLECTIVE, *(member.id for member in session.roll)))


def _references(session: Session) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    """(what refers, what it refers to, what there is)."""
    people = _people(session)
    points = {point.id for point in session.points}
    sittings = {str(sitting.number) for sitting in session.sittings}
    speakers = {"", *people, *(guest.id for guest in session.guests)}
    yield _("Ý kiến"), (point.floor for point in session.points), people
    yield _("Ý kiến"), (point.critic for point in session.points), speakers
    yield _("Ý kiến"), (str(point.sitting) for point in session.points), sittings
    yield _("Tên người góp ý giữ kín"), (name.point for name in session.withheld), points
    yield _("Trả lời gợi ý"), (given.topic for given in session.topic_answers), {one.id for one in session.topics}
    yield _("Cam kết"), (point for made in session.commitments for point in made.points), points
    yield _("Cam kết"), (who for made in session.commitments for who in (made.owner, made.verifier)), {"", *people}
    yield _("Phiếu biểu quyết"), (who for ballot in session.ballots for who in _named_in(ballot)), people
    yield _("Xếp loại"), _rated(session), people
    yield _("Điểm danh"), (one.member for sitting in session.sittings for one in sitting.attendance), people


def _rated(session: Session) -> tuple[str, ...]:
    return (*(one.floor for one in session.ratings), *(one.floor for one in session.facts))


def _named_in(ballot: Ballot) -> tuple[str, ...]:
    counted = tuple(line.floor for line in ballot.count.lines) if ballot.count is not None else ()
    return (*ballot.floors, *ballot.electorate, *ballot.guests, *ballot.voted, *ballot.tellers, *counted)


def _numbers(session: Session) -> Iterator[str]:
    yield from (point.number for point in session.points)
    yield from (made.number for made in session.commitments)


def _twice(values: Iterable[T]) -> list[T]:
    return [value for value, count in Counter(values).items() if count > 1]
