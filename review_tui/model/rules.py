"""The few rules of a regulation pack that the model itself needs; a session keeps its own copy."""

from dataclasses import dataclass

from review_tui.model.people import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Figures taken from the pack at the opening; the model holds no figure of a regulation."""

    not_due: tuple[Status, ...] = (Status.EXEMPT, Status.SUSPENDED)
    """statuses that are not due at the meeting and never absent"""
    temporary_votes: bool = False
    """whether somebody in temporary Party life with this cell votes here"""
    quorum_numerator: int = 2
    quorum_denominator: int = 3
    mark_percent: int = 85
    """quality mark: more than this share of those due is present"""
    entries: tuple[str, ...] = ()
    """list entries that a line may touch: "1.4", "d11", "n3" """
