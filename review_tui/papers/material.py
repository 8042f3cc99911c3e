"""What a paper about a session is made from, and how it names people and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.text import fold
from review_tui.model.cell import Cell
from review_tui.model.floors import main_holder
from review_tui.model.people import Member, Post, Status
from review_tui.model.points import COLLECTIVE, Point
from review_tui.model.session import Role, Session, Sitting
from review_tui.papers import words
from review_tui.papers.structure import DOTS
from review_tui.regulation.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Session, cell and pack of one paper."""

    session: Session
    cell: Cell
    pack: Pack
    names: Mapping[str, str]
    """printed full names of members and guests by id"""
    reviewed_floors: tuple[str, ...]
    """floors on which anything was said, in the order in which the meeting came to them"""

    def own(self, text: str) -> str:
        """Words of the program in the spelling that the pack asks for."""
        return words.spelled(text, self.pack.page.spelling)

    def cell_name(self) -> str:
        """The cell's name, with "Chi bộ" before it where the office left that out."""
        name = self.cell.name.strip()
        return name if "chi bo" in fold(name) else f"Chi bộ {name}".strip()

    def name(self, who: str) -> str:
        """The full name of a member or guest; a blank to fill where there is nobody."""
        return self.names.get(who, DOTS)

    def comrade(self, who: str) -> str:
        """ "đồng chí Huỳnh Quang Đồng", "đại biểu Trần Văn Ba"."""
        if who == COLLECTIVE:
            return "tập thể chi bộ"
        guest = any(guest.id == who for guest in self.session.guests)
        return f"đại biểu {self.name(who)}" if guest else f"đồng chí {self.name(who)}"

    def critic(self, point: Point) -> str:
        """Who said it, in full, beginning a sentence; never a withheld name."""
        if point.withheld:
            return words.NOBODY_NAMED
        if point.critic:
            return capital(self.comrade(point.critic))
        return f"Đồng chí {point.critic_name or DOTS}"

    def member(self, member_id: str) -> Member | None:
        """The member of the frozen roll, or None."""
        return next((member for member in self.session.roll if member.id == member_id), None)

    def office(self, member: Member) -> str:
        """The party post as the office wrote it, else by rank, else "đảng viên"."""
        if member.office:
            return member.office
        if member.post is not Post.MEMBER:
            return self.own(words.POSTS[member.post])
        return "đảng viên dự bị" if self.status(member) is Status.PROBATIONARY else "đảng viên"

    def status(self, member: Member) -> Status:
        """The status on the day of the meeting."""
        return member.status_on(self.session.day)

    def subject(self, floor: str) -> str:
        """ "tập thể chi bộ" or "đồng chí ..."."""
        return self.comrade(floor)

    def main_holder(self, role: Role) -> tuple[str, ...]:
        """Who led, wrote or counted: as named before the first floor, else the first named at all."""
        return main_holder(self.session, role)

    def holder_on(self, role: Role, floor: str) -> tuple[str, ...]:
        """Who held a role while this floor was up: the last named at or before it."""
        place = {key: index for index, key in enumerate(self.reviewed_floors)}
        here = place.get(floor, len(place))
        held: tuple[str, ...] = ()
        best = at = -1
        for change in self.session.roles:
            if change.role is not role:
                continue
            # A floor may come up again later: what counts is its place in the order reviewed, not when it was named.
            at = place.get(change.floor, len(place)) if change.floor else at
            if best <= at <= here:
                held, best = change.members, at
        return held

    def last_day(self) -> date | None:
        """The day of the last sitting that has one, else of the approval; None while neither is known."""
        for sitting in reversed(self.session.sittings):
            if sitting.day:
                return sitting.day
        return self.session.approval.at.date() if self.session.approval else None

    def first_sitting(self) -> Sitting:
        """The first sitting; an empty one before the opening."""
        return self.session.sittings[0] if self.session.sittings else Sitting(number=1)


def material_of(session: Session, cell: Cell, pack: Pack) -> Material:
    """Gather what a paper about this session is made from."""
    names = {member.id: _printed_name(member, session.roll) for member in session.roll}
    names |= {guest.id: guest.name for guest in session.guests}
    return Material(session=session, cell=cell, pack=pack, names=names, reviewed_floors=_reviewed(session))


def _printed_name(member: Member, roll: tuple[Member, ...]) -> str:
    """The full name; two of the same name are told apart by the year of birth, else by the number of the roll."""
    same = [one for one in roll if one.name == member.name]
    if len(same) < 2:
        return member.name
    years = [one.born.year if one.born else None for one in same]
    if member.born and years.count(member.born.year) == 1:
        return f"{member.name} (sinh năm {member.born.year})"
    return f"{member.name} (số {member.no})"


def _reviewed(session: Session) -> tuple[str, ...]:
    first: dict[str, int] = {}
    for floor, order in _said(session):
        first[floor] = min(order, first.get(floor, order))
    return tuple(sorted(first, key=lambda floor: first[floor]))


def _said(session: Session) -> list[tuple[str, int]]:
    points = [(point.floor, point.order) for point in session.points if not point.withdrawn]
    answers = [(given.floor, answer.order) for given in session.topic_answers for answer in given.answers]
    made = [(commitment.floor, commitment.order) for commitment in session.commitments if not commitment.withdrawn]
    concluded = [(floor.key, paragraph.order) for floor in session.floors for paragraph in floor.conclusion]
    return points + answers + made + concluded


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """An own sentence, closed by one full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def on_day(day: date | None) -> str:
    """ "ngày 05/12/2026", or a blank to fill."""
    return f"ngày {numeric_date(day)}" if day else f"ngày {DOTS}"
