"""Members of the cell, their party posts, and their status over time."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from review_tui.language.text import fold


class Post(StrEnum):
    """A party post inside the cell, in the order of review."""

    HEAD = "head"
    """bí thư"""
    DEPUTY = "deputy"
    """phó bí thư"""
    COMMITTEE = "committee_member"
    """chi ủy viên"""
    MEMBER = "member"
    """no post"""


class Status(StrEnum):
    """How a member stands towards Party life (glossary of domain.md section 9)."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    TEMPORARY_HERE = "temporary_here"
    """official member of another cell, in temporary Party life with this one"""
    TEMPORARY_ELSEWHERE = "temporary_elsewhere"
    """official member of this cell, in temporary Party life with another one"""
    SICK = "sick"
    """on sick or maternity leave: still reviewed and rated; only counted in months"""
    LEFT = "left"


_STRONGEST_FIRST = (
    Status.LEFT,
    Status.SUSPENDED,
    Status.EXEMPT,
    Status.TEMPORARY_HERE,
    Status.TEMPORARY_ELSEWHERE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPeriod:
    """One stretch of time in a status; `None` means open at that end."""

    status: Status
    since: date | None = None
    until: date | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the status is in force on this day (both ends included)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the roll. `no` is the number of the roll, kept for life and never reused."""

    id: str
    no: int
    name: str
    born: date | None = None
    sex: str = ""
    joined: date | None = None
    official: date | None = None
    card: str = ""
    office: str = ""
    """party post as the office wrote it"""
    job: str = ""
    note: str = ""
    post: Post = Post.MEMBER
    periods: tuple[StatusPeriod, ...] = field(default=())

    def status_on(self, day: date) -> Status:
        """The strongest status in force on this day; a member is probationary until the official date."""
        holding = {period.status for period in self.periods if period.holds_on(day)}
        for status in _STRONGEST_FIRST:
            if status in holding:
                return status
        if Status.PROBATIONARY in holding or self._before_official(day):
            return Status.PROBATIONARY
        return Status.OFFICIAL

    def _before_official(self, day: date) -> bool:
        if self.official is not None:
            return day < self.official
        return self.joined is not None and "du bi" in fold(self.note)

    def is_probationary_on(self, day: date) -> bool:
        """Whether the member is still a probationary one, whatever else holds (a probationary member never votes)."""
        return self._before_official(day) or any(
            period.status is Status.PROBATIONARY and period.holds_on(day) for period in self.periods
        )

    def months_since_joined(self, day: date) -> int | None:
        """Whole months between admission and this day, or None where the date of admission is unknown."""
        return whole_months(self.joined, day) if self.joined else None

    def sick_months(self, year: int) -> int:
        """Months of this year touched by sick or maternity leave (HD 43-HD/BTCTW counts them in total)."""
        months = set()
        for period in self.periods:
            if period.status is Status.SICK:
                for month in range(1, 13):
                    first = date(year, month, 1)
                    last = date(year, month, calendar.monthrange(year, month)[1])
                    if (period.since is None or period.since <= last) and (
                        period.until is None or period.until >= first
                    ):
                        months.add(month)
        return len(months)


def whole_months(start: date, end: date) -> int:
    """Whole months from one day to another; negative spans count 0."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return max(months, 0)


_OTHER_BODIES = ("doan", "dang uy", "dang bo", "hoi ", "cong doan", "thanh nien", "xa ", "phuong", "huyen", "tinh")


def party_post(office: str) -> Post:
    """Read the post in this cell out of the words of an office's roll ("Phó bí thư chi bộ" -> deputy).

    Several posts may be named; those of other bodies ("Bí thư Đoàn", "Đảng ủy viên phường") do not count.
    """
    found = [_clause_post(clause) for clause in re.split(r"[,;/+\n]| - | kiêm ", office)]
    return min(found, key=list(Post).index)


def _clause_post(clause: str) -> Post:
    words = " ".join(fold(clause).split())
    if "chi bo" not in words and "chi uy" not in words and any(body in words + " " for body in _OTHER_BODIES):
        return Post.MEMBER
    if "pho bi thu" in words or re.match(r"p\.? ?bt\b", words):
        return Post.DEPUTY
    if "bi thu" in words or words == "bt":
        return Post.HEAD
    if "chi uy" in words or "uy vien" in words or words == "cuv":
        return Post.COMMITTEE
    return Post.MEMBER
