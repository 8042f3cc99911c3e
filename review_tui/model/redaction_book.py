"""A whole book without people: what has to go, gathered from all years, and the same values with codes in its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeVar

from review_tui.language.text import fold
from review_tui.language.translate import N_, _
from review_tui.model.cell import Cell
from review_tui.model.followup import FollowUp
from review_tui.model.people import Member
from review_tui.model.redaction import Redactor, Secrets
from review_tui.model.session import Session, State

V = TypeVar("V")

CELL, SUPERIOR, SOMEWHERE = "Chi bộ X", "Đảng ủy cấp trên", "[địa điểm]"

_PROPER_NAMES = re.compile(r"[^\W\d_]\w*(?:\s+[^\W\d_]\w*)+")
_KEPT = frozenset({"id", "regulation", "key", "number", "symbol", "digest", "settings", "form", "measure"})
"""Fields whose words are never a person's."""


def secrets_of(cell: Cell, sessions: Iterable[Session], follow_up: FollowUp) -> Secrets:
    """Everything that must not survive, over all years and rolls."""
    sessions = tuple(sessions)
    people = {member.id: member for session in sessions for member in session.roll}
    everybody = (*cell.members, *(member for session in sessions for member in session.roll))
    people |= {member.id: member for member in cell.members}
    codes = {member.name: code_of(people[member.id]) for member in everybody}
    for place, name in enumerate(dict.fromkeys(_others(sessions, follow_up)), 1):
        codes.setdefault(name, f"K{place:02}")
    digits = ("".join(c for c in member.card if c.isdigit()) for member in everybody)
    return Secrets(
        codes=tuple(codes.items()),
        places=tuple(_places(cell, sessions).items()),
        born=frozenset(member.born for member in everybody if member.born),
        cards=frozenset(card for card in digits if len(card) >= 5),
    )


def code_of(member: Member) -> str:
    """ "A07" for number 7 of the roll."""
    return f"A{member.no:02}"


def _others(sessions: tuple[Session, ...], follow_up: FollowUp) -> Iterator[str]:
    """Names of those who are on no roll: guests, people of earlier rolls, informants, whoever signed."""
    copied = [one.by for one in follow_up.closings] + [one.name for one in follow_up.verifiers]
    named: list[str] = []
    for session in sessions:
        named += [guest.name for guest in session.guests] + [one.name for one in session.informants]
        copied += [point.critic_name for point in session.points]
        copied += [one.critic_name for one in session.withheld]
        copied += [session.signing.recorder, session.signing.chair] if session.signing else []
    # What was copied in may be "Tập thể chi bộ" or a body; a person's name has a capital in every word.
    named += [name for name in copied if all(word[0].isupper() for word in name.split())]
    yield from (name for name in named if len(name.split()) > 1)


def _places(cell: Cell, sessions: tuple[Session, ...]) -> dict[str, str]:
    places = {cell.name: CELL, cell.superior: SUPERIOR}
    where = [cell.place, *(sitting.place for session in sessions for sitting in session.sittings)]
    issuers = [packet.issuer for session in sessions for packet in session.packets]
    for words in (*where, *issuers):
        places.setdefault(words, SUPERIOR if words in issuers else SOMEWHERE)
    for words in (cell.name, cell.superior, *where, *issuers):
        for run in _proper(words):
            places.setdefault(run, SOMEWHERE)
    return {words: instead for words, instead in places.items() if words.strip()}


_GENERAL = frozenset({"chi bo", "dang uy", "dang bo", "ban thuong vu", "uy ban", "nha van", "to dan", "hoi dong"})


def _proper(words: str) -> Iterator[str]:
    """Runs of two capitalised words or more: "Tân An Đông" out of "Đảng ủy phường Tân An Đông"."""
    run: list[str] = []
    for word in (*words.split(), ""):
        if word[:1].isupper():
            run.append(word.strip(".,;"))
            continue
        if len(run) > 1 and fold(" ".join(run)) not in _GENERAL:
            yield " ".join(run)
        run = []


class Copying:
    """Copies values with every text redacted; ids, numbers, days and figures stay, so that all still fits together."""

    def __init__(self, redactor: Redactor, ids: frozenset[str]) -> None:
        self._redactor, self._ids = redactor, ids
        self._names = dict(redactor.secrets.codes)

    def copied(self, value: V) -> V:
        """The same value without people."""
        if isinstance(value, Member):
            return self._member(value)  # type: ignore[return-value]
        if is_dataclass(value) and not isinstance(value, type):
            changed = {
                one.name: self.copied(getattr(value, one.name))
                for one in fields(value)
                if one.name not in _KEPT and not isinstance(getattr(value, one.name), date | int | Enum)
            }
            return replace(value, **changed)
        if isinstance(value, tuple):
            return tuple(self.copied(one) for one in value)  # type: ignore[return-value]
        if isinstance(value, str) and not isinstance(value, Enum) and value not in self._ids:
            return self._words(value)  # type: ignore[return-value]
        return value

    def _words(self, text: str) -> str:
        return self._names.get(text) or self._redactor.text(text)

    def _member(self, member: Member) -> Member:
        note = "dự bị" if "du bi" in fold(member.note) else ""
        return replace(
            member,
            name=code_of(member),
            born=None,
            sex="",
            card="",
            note=note,
            joined=member.joined and member.joined.replace(day=1),
            official=member.official and member.official.replace(day=1),
            office=self._words(member.office),
            job=_general(self._words(member.job)),
            periods=tuple(replace(period, note="") for period in member.periods),
        )


def _general(job: str) -> str:
    """A job without the name of the place of work: "Giáo viên Trường X" -> "Giáo viên"."""
    words = job.split()
    end = next((at for at, word in enumerate(words) if at and word[:1].isupper() and word != "UBND"), len(words))
    return " ".join(words[:end]).rstrip(",;") if not fold(job).startswith("cong chuc") else job


def redacted(
    cell: Cell, sessions: Iterable[Session], follow_up: FollowUp, secrets: Secrets
) -> tuple[Cell, tuple[Session, ...], FollowUp]:
    """The book without people. Its minutes are no longer the approved ones: approvals and signatures go, too."""
    sessions = tuple(sessions)
    copying = Copying(Redactor(secrets), frozenset(ids_in((cell, sessions, follow_up))))
    made = copying.copied(replace(cell, settings=(), place=""))
    made = replace(made, name=CELL, superior=SUPERIOR, place="")
    return made, tuple(copying.copied(_opened(one)) for one in sessions), copying.copied(follow_up)


def _opened(session: Session) -> Session:
    state = State.PREPARED if session.state is State.PREPARED else State.RECORDING
    packets = tuple(replace(one, number="Văn bản số …") for one in session.packets)
    return replace(
        session,
        state=state,
        approval=None,
        signing=None,
        reopenings=(),
        handled=(),
        informants=(),
        withheld=(),
        packets=packets,
    )


def ids_in(value: object) -> Iterator[str]:
    """Every id in a value."""
    if isinstance(value, tuple):
        for one in value:
            yield from ids_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            inner = getattr(value, one.name)
            if one.name == "id":
                yield inner
            else:
                yield from ids_in(inner)


def texts_in(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """(where, text) for every text in a value, ids left out."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield place, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value, 1):
            yield from texts_in(one, f"{place} {number}")
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "id":
                yield from texts_in(getattr(value, one.name), f"{place} {one.name}".strip())


_PARTS = {
    "points": N_("ý kiến {n}"),
    "topics": N_("gợi ý {n}"),
    "topic_answers": N_("trả lời gợi ý thứ {n}"),
    "commitments": N_("cam kết {n}"),
    "floors": N_("kết luận thứ {n}"),
    "drafts": N_("ghi nháp thứ {n}"),
    "self_reviews": N_("bản tự kiểm điểm thứ {n}"),
    "evidence": N_("thông tin bên ngoài thứ {n}"),
    "roll": N_("đảng viên số {n}"),
}


def told_texts(cell: Cell, sessions: Iterable[Session], follow_up: FollowUp) -> Iterator[tuple[str, str]]:
    """(place in words, text) for every text of a book, so that somebody can find it: "kỳ 2026, ý kiến 2026-014"."""
    yield from ((_("danh sách đảng viên"), text) for _place, text in texts_in(cell))
    yield from ((_("sổ theo dõi"), text) for _place, text in texts_in(follow_up))
    for session in sessions:
        for part in fields(session):
            yield from _told_part(session.id, part.name, getattr(session, part.name))


def _told_part(session: str, part: str, value: object) -> Iterator[tuple[str, str]]:
    words = _("kỳ {id}").format(id=session)
    if part not in _PARTS or not isinstance(value, tuple):
        yield from ((words, text) for _place, text in texts_in(value))
        return
    for place, one in enumerate(value, 1):
        number = getattr(one, "number", "") or (getattr(one, "no", "") if part == "roll" else "") or place
        if part == "topics":
            number = one.id
        where = f"{words}, {_(_PARTS[part]).format(n=number)}"
        yield from ((where, text) for _place, text in texts_in(one))
