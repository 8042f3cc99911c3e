"""The party cell: its name, its superior, its roll."""

from dataclasses import dataclass
from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.language.text import fold, nfc
from review_tui.language.translate import _
from review_tui.model.people import Member, Post, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A file of notes, topics or roll that was taken in once: its SHA-256 and the day."""

    kind: str
    digest: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One party cell (chi bộ). `members` holds everybody who ever was on the roll, in the order of the numbers."""

    name: str
    superior: str
    place: str = ""
    """place name of the date line ("Tân An Đông"); empty until it is asked"""
    members: tuple[Member, ...] = ()
    practice: bool = False
    practice_day: date | None = None
    """the day that a practice book takes for today"""
    language: str = "vi"
    settings: tuple[tuple[str, str], ...] = ()
    """other settings of the book, as sorted (name, value) pairs"""

    def member(self, no: int) -> Member:
        """The member with this number of the roll; raises when there is none."""
        for member in self.members:
            if member.no == no:
                return member
        raise ReviewError(_("Không có đảng viên số {no} trong danh sách.").format(no=no))

    def on_roll(self, day: date) -> tuple[Member, ...]:
        """Everybody who has not left by this day."""
        return tuple(member for member in self.members if member.status_on(day) is not Status.LEFT)

    @property
    def has_committee(self) -> bool:
        """Whether the cell has a chi ủy (a committee member besides the head and deputies)."""
        return any(member.post is Post.COMMITTEE for member in self.members)


def named(members: tuple[Member, ...], words: str) -> tuple[Member, ...]:
    """Members whose full name holds these words as a run of whole words.

    Compared without marks; if several fit, those that fit with marks are preferred; an equal whole name wins.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    fitting = tuple(member for member in members if _has_run(fold(member.name).split(), wanted))
    if len(fitting) < 2:
        return fitting
    marked = nfc(words).casefold().split()
    exact = tuple(member for member in fitting if _has_run(nfc(member.name).casefold().split(), marked))
    narrowed = exact or fitting
    whole = tuple(member for member in narrowed if fold(member.name).split() == wanted)
    return whole if len(whole) == 1 else narrowed


def _has_run(words: list[str], run: list[str]) -> bool:
    return any(words[start : start + len(run)] == run for start in range(len(words) - len(run) + 1))
