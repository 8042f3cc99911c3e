"""What a member has seen already: kept by happening and not by day, so that nothing of the same evening is missed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _

SEEN = "my:seen"
"""Under this place the mark lies, in the member's own file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When the news were read last, and the keys of what was known then."""

    since: str = ""
    """ "05/12/2026 18:30"; empty before the first time"""
    keys: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def at(cls, now: datetime, keys: Iterable[str]) -> "Seen":
        """All this is known from this moment on."""
        return cls(since=f"{numeric_date(now.date())} {now:%H:%M}", keys=frozenset(keys))

    def text(self) -> str:
        """As it is kept."""
        return "\n".join((self.since, *sorted(self.keys)))

    def words(self, fresh: int) -> str:
        """ "3 điều, từ 05/12/2026 18:30"."""
        if not self.since:
            return _("{count} điều, chưa xem lần nào").format(count=fresh)
        if not fresh:
            return _("không có, từ {day}").format(day=self.since)
        return _("{count} điều, từ {day}").format(count=fresh, day=self.since)


def read_seen(text: str) -> Seen:
    """The mark as it was kept; nothing is known where there is none."""
    since, *keys = text.split("\n")
    return Seen(since=since, keys=frozenset(keys))
