"""What everybody says about one subject's level, side by side; the facts of the year; what is not repaired yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.counts import is_present
from review_tui.model.entered import why_not_write
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Facts, Rating
from review_tui.model.repairs import not_repaired
from review_tui.model.rerating import standing_level
from review_tui.model.session import FloorState, Level, Session

BODY_NAMES = {
    Body.SELF: N_("Tự nhận"),
    Body.EMPLOYER: N_("Cơ quan, đơn vị công tác"),
    Body.RESIDENCE: N_("Cấp ủy nơi cư trú"),
    Body.COMMITTEE: N_("Chi ủy"),
    Body.CELL: N_("Chi bộ chấm điểm"),
    Body.BALLOT: N_("Kết quả biểu quyết"),
    Body.PROPOSAL: N_("Chi bộ đề nghị"),
    Body.SUPERIOR: N_("Cấp có thẩm quyền quyết định"),
}
_ENTERED = (Body.SELF, Body.EMPLOYER, Body.RESIDENCE, Body.COMMITTEE, Body.CELL, Body.PROPOSAL)
_EVIDENCE = {EvidenceKind.EMPLOYER: Body.EMPLOYER, EvidenceKind.RESIDENCE: Body.RESIDENCE}
_SCORERS = (Body.CELL, Body.COMMITTEE, Body.SELF)
"""Whose points count for the bands, the first that gave any."""

_STANDINGS = {
    Standing.OPEN: N_("chưa kiểm tra"),
    Standing.UNDER_WAY: N_("đang khắc phục"),
    Standing.CLAIMED: N_("báo xong, chờ người theo dõi xác nhận"),
    Standing.NOT_DONE: N_("chưa khắc phục"),
    Standing.POSTPONED: N_("hoãn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one body says, with its date and where that stands."""

    body: Body
    level: Level | None = None
    points: int | None = None
    base: int | None = None
    words: str = ""
    on: date | None = None
    source: str = ""


def was_reviewed(session: Session, floor: str) -> bool:
    """Whether a subject was on the floor: who was not reviewed is not rated."""
    return session.floor(floor).state is FloorState.OPENED


def facts_of(session: Session, floor: str) -> Facts:
    """The facts about one subject; none known where nothing was entered."""
    return next((facts for facts in session.facts if facts.floor == floor), Facts(floor=floor))


def facts_entered(session: Session, facts: Facts) -> Session:
    """Take in the facts of one subject; later ones take the place of earlier ones. Raises one sentence."""
    if reason := why_not_write(session) or why_not_facts(session, facts):
        raise ReviewError(reason)
    others = tuple(one for one in session.facts if one.floor != facts.floor)
    return replace(session, facts=(*others, facts))


def why_not_facts(session: Session, facts: Facts) -> str | None:
    """Why these figures cannot be right, naming both; None where they can."""
    who = session.floor_name(facts.floor)
    for part, words in (
        (facts.done, N_("đã hoàn thành")),
        (facts.above, N_("vượt yêu cầu")),
        (facts.late, N_("chậm hạn")),
        (facts.failed, N_("không hoàn thành")),
    ):
        if part is not None and (facts.tasks is None or not 0 <= part <= facts.tasks):
            return _("{who}: {part} nhiệm vụ {words}, trong khi tổng số là {tasks}.").format(
                who=who, part=part, words=_(words), tasks="…" if facts.tasks is None else facts.tasks
            )
    done, failed = facts.done or 0, facts.failed or 0
    if facts.tasks is not None and done + failed > facts.tasks:
        return _("{who}: {done} nhiệm vụ hoàn thành và {failed} không hoàn thành, quá tổng số {tasks}.").format(
            who=who, done=done, failed=failed, tasks=facts.tasks
        )
    for share in facts.shares:
        if not 0 <= share.part <= share.whole:
            return _("{who}: ghi {part} trên {whole} là không hợp lý.").format(
                who=who, part=share.part, whole=share.whole
            )
    both = sorted(set(facts.found) & set(facts.cleared))
    if both:
        return _("{who}: một điều kiện vừa ghi có, vừa ghi không.").format(who=who)
    return None


def rated(session: Session, rating: Rating) -> Session:
    """Take in what one body says; its later word takes the place of its earlier one. Raises one sentence.

    The ballot speaks by its count and the superior by his decision: neither is entered here.
    """
    if reason := why_not_write(session) or why_not_rating(session, rating):
        raise ReviewError(reason)
    others = tuple(one for one in session.ratings if (one.floor, one.body) != (rating.floor, rating.body))
    return replace(session, ratings=(*others, rating))


def why_not_rating(session: Session, rating: Rating) -> str | None:
    """Why this cannot be taken in; None where it can."""
    if rating.body not in _ENTERED:
        return _("Kết quả biểu quyết lấy từ kiểm phiếu, quyết định của cấp trên ghi sau hội nghị; không nhập ở đây.")
    if rating.points is not None and (rating.points < 0 or (rating.base is not None and rating.points > rating.base)):
        return _("{who}: {points}/{base} điểm là không hợp lý.").format(
            who=session.floor_name(rating.floor),
            points=rating.points,
            base="…" if rating.base is None else rating.base,
        )
    if rating.body is Body.PROPOSAL and rating.level is not None and not was_reviewed(session, rating.floor):
        return _("{who} chưa kiểm điểm nên chưa xếp loại.").format(who=session.floor_name(rating.floor))
    return None


def unrated(session: Session, floor: str, body: Body) -> Session:
    """Take back what was entered for one body; what its paper or the floor says speaks again. Raises one sentence."""
    if reason := why_not_write(session):
        raise ReviewError(reason)
    others = tuple(one for one in session.ratings if (one.floor, one.body) != (floor, body))
    return replace(session, ratings=others)


def voices(session: Session, floor: str, follow_up: FollowUp | None = None) -> tuple[Voice, ...]:
    """Everything that is known about one subject's level, in the order of the bodies; each keeps its own line."""
    found = {voice.body: voice for voice in (*_known_before(session, floor), *_entered(session, floor))}
    tally = next((one for one in session.tallies if one.floor == floor), None)
    if tally is not None:
        found[Body.BALLOT] = Voice(body=Body.BALLOT, level=tally.result, on=session.day)
    decided = standing_level(follow_up, session.id, floor) if follow_up is not None else None
    if decided is not None:
        found[Body.SUPERIOR] = Voice(
            body=Body.SUPERIOR, level=decided.level, on=decided.on, source=decided.source, words=decided.words
        )
    return tuple(found[body] for body in Body if body in found)


def _known_before(session: Session, floor: str) -> Iterator[Voice]:
    """What the self-review, the floor and the outside evidence say already."""
    for review in session.self_reviews:
        if review.member == floor and (review.level or review.total is not None):
            yield Voice(body=Body.SELF, level=review.level, points=review.total, on=review.came)
    said = session.floor(floor)
    if said.self_level is not None or said.self_points is not None:
        yield Voice(body=Body.SELF, level=said.self_level, points=said.self_points, on=session.day)
    for entry in session.evidence:
        if entry.about == floor and entry.kind in _EVIDENCE:
            yield _outside(entry)


def _outside(entry: Evidence) -> Voice:
    words = _("thuộc diện không phải lấy ý kiến ({group})").format(group=entry.exempt) if entry.exempt else entry.text
    return Voice(body=_EVIDENCE[entry.kind], words=words, on=entry.dated or entry.came, source=entry.source)


def _entered(session: Session, floor: str) -> Iterator[Voice]:
    for one in session.ratings:
        if one.floor == floor:
            yield Voice(
                body=one.body,
                level=one.level,
                points=one.points,
                base=one.base,
                words=one.words,
                on=one.on,
                source=one.source,
            )


def points_for(session: Session, floor: str) -> Voice | None:
    """The points that count for the bands: the cell's, else the committee's, else one's own."""
    said = {voice.body: voice for voice in voices(session, floor)}
    return next((said[body] for body in _SCORERS if body in said and said[body].points is not None), None)


def proposed_level(session: Session, floor: str) -> Level | None:
    """The level that goes to the superior: the cell's proposal, else the result of the ballot."""
    for one in session.ratings:
        if one.floor == floor and one.body is Body.PROPOSAL:
            return one.level
    return next((tally.result for tally in session.tallies if tally.floor == floor), None)


def proposed_levels(session: Session) -> dict[str, Level | None]:
    """The proposed level of everybody who was reviewed, in the order of review, without the collective."""
    return {
        key: proposed_level(session, key)
        for key in session.floor_keys()
        if key != COLLECTIVE and was_reviewed(session, key)
    }


def expected_levels(session: Session) -> dict[str, Level | None]:
    """The same with those in the room whose review is still to come: while it runs, the cap is a share of them too."""
    coming = (key for key in session.reviewed if not was_reviewed(session, key) and is_present(session, key))
    return {**proposed_levels(session), **dict.fromkeys(coming)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrepaired:
    """A shortcoming concluded before this session that is not repaired yet."""

    number: str
    """number for life of the point, or of the commitment where it repairs no point"""
    text: str
    state: str
    """how it stands, in words"""


def unrepaired(
    earlier: Sequence[Session], items: Sequence[LedgerItem], session: Session, floor: str
) -> tuple[Unrepaired, ...]:
    """What stands between a subject and "đã khắc phục 100 %", in the order of the numbers (366, điều 10, 11).

    The same reading as section III of the forms: a claim is not enough, one for which nobody promised anything is not
    repaired, and a commitment without a point (for a suggested topic) counts by itself.
    """
    return tuple(
        Unrepaired(number=fault.number, text=fault.text, state=_state(fault.items))
        for fault in not_repaired(tuple(earlier), tuple(items), session, floor)
    )


def _state(items: Sequence[LedgerItem]) -> str:
    """How far the last commitment that is not closed has come."""
    still = [item for item in items if item.standing is not Standing.CLOSED]
    if not still:
        return _("chưa có cam kết khắc phục")
    last = still[-1]
    words = _STANDINGS.get(last.standing)
    degree = f" {last.degree} %" if last.degree else ""
    return (_(words) if words else _("chưa khắc phục")) + degree


def share_words(part: int, whole: int) -> str:
    """ "2/10 (20 %)", with one decimal where it is needed."""
    if not whole:
        return f"{part}/{whole}"
    tenths = int(Fraction(part * 1000, whole) + Fraction(1, 2))
    percent = f"{tenths // 10} %" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10} %"
    return f"{part}/{whole} ({percent})"
