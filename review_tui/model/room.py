"""What the projector in the room may show: the step, whose turn it is, the clock, who is there. No text, no points."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ballot import BallotState
from review_tui.model.counts import header_counts
from review_tui.model.floors import next_floor, running_seconds
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import FloorState, Role, Session, State, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """Everything that leaves the recorder's process for the room; each field is public in the room anyway."""

    at: str
    """when it was told, ISO with offset"""
    cell: str
    year: int
    practice: bool = False
    begun: bool = False
    """whether the meeting is under way; before it and after it nothing but the name of the meeting is shown"""
    step: str = ""
    """value of `Step`"""
    who: str = ""
    """full name of the member under review; COLLECTIVE, or empty between floors"""
    no: int = 0
    """number of the roll of that member"""
    chair: str = ""
    after: str = ""
    """full name of who comes next, COLLECTIVE, or empty"""
    seconds: int = 0
    """time used on this floor when it was told"""
    planned: int = 0
    """minutes planned for this floor, 0 where nothing is planned"""
    present: int = 0
    due: int = 0
    voting: int = 0
    done: int = 0
    """floors that were up"""
    floors: int = 0
    ballot: bool = False
    """whether a ballot is open; then the room sees that people vote, and nothing else about it"""


def room_state(session: Session | None, *, cell: str, practice: bool, planned: int, at: datetime) -> RoomState:
    """What the room may see of a session at this moment. `planned`: minutes for one member's review."""
    told = at.isoformat(timespec="seconds")
    if session is None or session.state is not State.RECORDING:
        return RoomState(at=told, cell=cell, year=session.year if session else at.year, practice=practice)
    counts, floor, chair = header_counts(session), session.on_floor, session.holder(Role.CHAIR)
    member = session.member(floor) if floor and floor != COLLECTIVE else None
    after = next_floor(session) or "" if session.step in (Step.OPENING, Step.COLLECTIVE, Step.MEMBERS) else ""
    keys = session.floor_keys()
    return RoomState(
        at=told,
        cell=cell,
        year=session.year,
        practice=practice,
        begun=True,
        step=session.step.value,
        who=member.name if member else floor,
        no=member.no if member else 0,
        chair=session.name_of(chair[0]) if chair else "",
        after=after if after in ("", COLLECTIVE) else session.member(after).name,
        seconds=session.floor(floor).seconds + running_seconds(session, at=at) if floor else 0,
        planned=planned if member else 0,
        present=counts.present,
        due=counts.due,
        voting=counts.voting,
        done=sum(session.floor(key).state is FloorState.OPENED for key in keys),
        floors=len(keys),
        ballot=any(ballot.state is BallotState.OPEN for ballot in session.ballots),
    )


def to_json(state: RoomState) -> str:
    """The state as one line."""
    return json.dumps(asdict(state), ensure_ascii=False)


def from_json(text: str) -> RoomState:
    """The state out of such a line; one sentence for anything else."""
    try:
        found = json.loads(text)
        fits = isinstance(found, dict) and all(
            type(found.get(one.name)) is type(getattr(_EMPTY, one.name)) for one in fields(RoomState)
        )
        if fits:
            datetime.fromisoformat(found["at"])
            return RoomState(**{one.name: found[one.name] for one in fields(RoomState)})
    except ValueError:
        pass
    raise ReviewError(_("Tin từ máy của thư ký không đọc được; hai bên phải cùng một bản chương trình."))


_EMPTY = RoomState(at="", cell="", year=0)
