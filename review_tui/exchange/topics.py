"""A letter of suggested topics (gợi ý kiểm điểm) as a TOML packet, turned into topics that concern members."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from review_tui.exchange.digest import digest_of
from review_tui.language.dates import read_date
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import _
from review_tui.model.cell import named
from review_tui.model.people import Member, Post
from review_tui.model.points import COLLECTIVE, Packet, Topic, TopicKind
from review_tui.regulation.decoding import LARGEST_TOML, MisfitError, read_bytes, toml_of, typed

_ID = re.compile(r"[a-z][a-z0-9]{0,11}")
_TAKEN = re.compile(r"[dnek]\d+|kin|cb|ct|nct|mt|dt|nong|ktr|ngay|tx")
"""Words that mean something else in a line of notes: list entries, guests, sources, marks."""
_DAYS = ("date", "answer_by")
_SIGN = re.compile(r"\d\.\d")
_FIRST_YEAR, _LAST_YEAR = 2000, 2200


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsReading:
    """A packet as read. `digest` is the SHA-256 of the file, by which the same file is known a second time."""

    packet: Packet
    topics: tuple[Topic, ...]
    digest: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """[packet] of the file."""

    issuer: str
    number: str
    date: str
    """a date of TOML or a text such as "16/11/2026" """
    year: int
    answer_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One [[topic]] of the file."""

    id: str
    kind: str
    title: str
    text: str
    concerns: tuple[str | int, ...] = ()
    source: str = ""
    priority: bool = False
    task_group: int | None = None
    signs: tuple[str, ...] = ()
    forbidden: tuple[int, ...] = ()
    must_answer: tuple[str, ...] = ()


@dataclass(slots=True)
class _Errors:
    """Gathers what is wrong, "FILE: PATH: ...", so that one run names it all."""

    file: str
    sentences: list[str]

    def add(self, path: str, error: ReviewError | str) -> None:
        words = str(error)
        self.sentences.append(
            f"{self.file}: {words}" if isinstance(error, MisfitError) else f"{self.file}: {path}: {words}"
        )


def read_topics(
    path: Path, members: tuple[Member, ...], *, new_id: Callable[[], str], entries: tuple[str, ...] = ()
) -> TopicsReading:
    """Read a packet; concerns are numbers of the roll ("7") or names, and a topic for the head may leave them out.

    `entries` are the list entries in force (`Rules.entries`); empty checks their shape only.
    Raises `InputErrors` with one sentence for each wrong place, all in one run; nothing of a wrong file goes in.
    """
    file = clean_line(path.name)
    data = read_bytes(path, LARGEST_TOML)
    tables = toml_of(data, file)
    errors = _Errors(file, [])
    for key in sorted(tables.keys() - {"packet", "topic"}):
        errors.add(f"$.{clean_line(key)}", _("không có mục nào tên như vậy."))
    packet = _packet(tables.get("packet"), errors, new_id)
    reader = _TopicReader(members, entries, errors, packet.id if packet else "")
    topics = reader.topics(tables.get("topic"))
    if errors.sentences or packet is None:
        raise InputErrors(tuple(errors.sentences))
    return TopicsReading(packet=packet, topics=topics, digest=digest_of(data), notes=tuple(reader.notes))


def _packet(table: object, errors: _Errors, new_id: Callable[[], str]) -> Packet | None:
    if table is None:
        errors.add("$.packet", _("thiếu mục này (cơ quan gửi, số và ngày văn bản)."))
        return None
    before = len(errors.sentences)
    try:
        letter = typed(_with_texts(table), _Letter, path="$.packet")
    except MisfitError as error:
        errors.add("$.packet", error)
        return None
    dated = _day(letter.date, "$.packet.date", errors)
    answer_by = None if letter.answer_by is None else _day(letter.answer_by, "$.packet.answer_by", errors)
    if dated and answer_by and answer_by < dated:
        errors.add("$.packet.answer_by", _("hạn trả lời trước ngày văn bản."))
    if not _FIRST_YEAR <= letter.year <= _LAST_YEAR:
        errors.add("$.packet.year", _("năm {year} không hợp lý.").format(year=letter.year))
    issuer = _line(letter.issuer, "$.packet.issuer", errors)
    number = _line(letter.number, "$.packet.number", errors)
    if dated is None or len(errors.sentences) > before:
        return None
    return Packet(id=new_id(), issuer=issuer, number=number, dated=dated, year=letter.year, answer_by=answer_by)


def _with_texts(table: object) -> object:
    """The same table with its dates as texts, so that both ways of writing one are read alike."""
    if not isinstance(table, dict):
        return table
    days = {key: value for key in _DAYS if isinstance(value := table.get(key), date)}
    return {**table, **{key: f"{value:%Y-%m-%d}" for key, value in days.items()}}


def _day(text: str, path: str, errors: _Errors) -> date | None:
    try:
        return read_date(clean_line(text))
    except ReviewError as error:
        errors.add(path, error)
        return None


def _line(text: str, path: str, errors: _Errors, *, several: bool = False) -> str:
    """A text that must not be empty."""
    try:
        made = clean(text).strip() if several else clean_line(text)
    except ReviewError as error:
        errors.add(path, error)
        return ""
    if not made:
        errors.add(path, _("để trống."))
    return made


class _TopicReader:
    """Turns the [[topic]] tables into topics."""

    def __init__(self, members: tuple[Member, ...], entries: tuple[str, ...], errors: _Errors, packet: str) -> None:
        self._members = members
        self._entries = entries
        self._errors = errors
        self._packet = packet
        self.notes: list[str] = []

    def topics(self, tables: object) -> tuple[Topic, ...]:
        """All topics of the packet, in the order of the file."""
        if not isinstance(tables, list) or not tables:
            self._errors.add("$.topic", _("văn bản không có gợi ý nào."))
            return ()
        made = [self._topic(table, f"$.topic[{place}]") for place, table in enumerate(tables)]
        seen: dict[str, int] = {}
        for place, topic in enumerate(made):
            if topic is not None and seen.setdefault(topic.id, place) != place:
                self._errors.add(
                    f"$.topic[{place}].id", _("mã “{id}” đã dùng cho một gợi ý khác của văn bản.").format(id=topic.id)
                )
        return tuple(topic for topic in made if topic is not None)

    def _topic(self, table: object, path: str) -> Topic | None:
        try:
            entry = typed(table, _Entry, path=path)
        except MisfitError as error:
            self._errors.add(path, error)
            return None
        kind = self._kind(entry.kind, path)
        if kind is None:
            return None
        return Topic(
            id=self._id(entry.id, path),
            packet=self._packet,
            kind=kind,
            title=_line(entry.title, f"{path}.title", self._errors),
            text=_line(entry.text, f"{path}.text", self._errors, several=True),
            concerns=self._concerns(entry, kind, path),
            source=clean_line(entry.source[:200]),
            priority=entry.priority,
            task_group=entry.task_group,
            entries=self._touched(entry, path),
            must_answer=tuple(clean_line(word[:200]) for word in entry.must_answer),
        )

    def _id(self, id: str, path: str) -> str:
        word = clean_line(id[:40])
        if why := why_not_topic_id(word):
            self._errors.add(f"{path}.id", why)
        return word

    def _kind(self, word: str, path: str) -> TopicKind | None:
        try:
            return TopicKind(word)
        except ValueError:
            kinds = ", ".join(kind.value for kind in TopicKind)
            self._errors.add(
                f"{path}.kind",
                _("“{word}” phải là một trong: {kinds}.").format(word=clean_line(word[:40]), kinds=kinds),
            )
            return None

    def _concerns(self, entry: _Entry, kind: TopicKind, path: str) -> tuple[str, ...]:
        where = f"{path}.concerns"
        if kind is TopicKind.COLLECTIVE:
            if entry.concerns:
                self._errors.add(where, _('gợi ý cho tập thể không nêu tên cá nhân; cá nhân thì kind = "individual".'))
            return ()
        if not entry.concerns:
            return self._head(where) if kind is TopicKind.HEAD else self._nobody(where)
        found = [self._member(word, f"{where}[{place}]") for place, word in enumerate(entry.concerns)]
        for member in found:
            if member is not None and kind is TopicKind.HEAD and member.post is not Post.HEAD:
                self.notes.append(
                    _("{file}: {path}: gợi ý cho người đứng đầu lại nêu đ/c {name}, không phải bí thư.").format(
                        file=self._errors.file, path=where, name=member.name
                    )
                )
        return tuple(dict.fromkeys(member.id for member in found if member is not None))

    def _nobody(self, where: str) -> tuple[str, ...]:
        self._errors.add(where, _("gợi ý cho cá nhân mà không nêu đồng chí nào."))
        return ()

    def _head(self, where: str) -> tuple[str, ...]:
        heads = [member.id for member in self._members if member.post is Post.HEAD]
        if len(heads) != 1:
            self._errors.add(where, _("danh sách không có đúng một bí thư; hãy nêu số của người đứng đầu."))
        return tuple(heads)

    def _member(self, word: str | int, where: str) -> Member | None:
        text = clean_line(str(word)[:200])
        number = text.isascii() and text.isdecimal() and len(text) < 6
        if number:
            found = tuple(member for member in self._members if member.no == int(text))
        else:
            found = named(self._members, text)
        if len(found) == 1:
            return found[0]
        if found:
            who = ", ".join(f"{member.no}. {member.name}" for member in found)
            self._errors.add(where, _("“{name}” có thể là nhiều đồng chí: {who}.").format(name=text, who=who))
        elif number:
            self._errors.add(where, _("không có đảng viên số {no} trong danh sách.").format(no=int(text)))
        else:
            self._errors.add(where, _("không có đảng viên nào tên “{name}” trong danh sách.").format(name=text))
        return None

    def _touched(self, entry: _Entry, path: str) -> tuple[str, ...]:
        """The list entries of a topic: signs "1.4", forbidden things 11 -> "d11"; its task group is only checked."""
        signs = [(f"{path}.signs[{place}]", clean_line(sign[:20])) for place, sign in enumerate(entry.signs)]
        things = [(f"{path}.forbidden[{place}]", f"d{number}") for place, number in enumerate(entry.forbidden)]
        group = [] if entry.task_group is None else [(f"{path}.task_group", f"n{entry.task_group}")]
        self._check(signs + things + group, (where for where, sign in signs if not _SIGN.fullmatch(sign)))
        return tuple(dict.fromkeys(key for _where, key in signs + things))

    def _check(self, touched: list[tuple[str, str]], misshaped: Iterable[str]) -> None:
        bad = set(misshaped)
        for where, key in touched:
            negative = key[1:].startswith("-") or key[1:] == "0"
            if where in bad or negative or (self._entries and key not in self._entries):
                self._errors.add(where, _("danh mục không có mục “{key}”.").format(key=key))


def why_not_topic_id(id: str) -> str | None:
    """Why this cannot be the id of a topic: a line of notes would read it as something else."""
    if _ID.fullmatch(id) and not _TAKEN.fullmatch(id):
        return None
    return _("mã “{id}” không dùng được; hãy đặt như g1, g2, g3.").format(id=id)


def concerned(topic: Topic, members: tuple[Member, ...]) -> str:
    """ "g3: 7. Huỳnh Quang Đồng, 14. Nguyễn Ngọc Quý": whom a topic concerns, as `topics` answers."""
    names = {member.id: f"{member.no}. {member.name}" for member in members}
    who = [_("tập thể chi bộ") if floor == COLLECTIVE else names.get(floor, "") for floor in topic.floors()]
    return f"{topic.id}: {', '.join(who)}"
