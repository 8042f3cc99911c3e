"""Documents: the small pieces in which values lie in a file, each in one compartment."""

import re
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.followup import Check, Closing, Decision, FollowUp, Reopened, Rerating, VerifierChange, Watch
from review_tui.model.people import Member
from review_tui.store.errors import Corrupt, NotSaved
from review_tui.store.keys import COMMON, RECORDER

Key = tuple[str, str, str]
"""(table, id, compartment)"""


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of a value: its table, id and compartment, its place `n` among its like, its text as canonical JSON."""

    table: str
    id: str
    compartment: str
    n: int
    plain: bytes

    @property
    def key(self) -> Key:
        """What tells it from every other one of its file."""
        return self.table, self.id, self.compartment


Documents = dict[Key, Document]


def by_key(documents: Iterable[Document]) -> Documents:
    """The documents by their keys; two with one key would lose one of them."""
    found: Documents = {}
    for document in documents:
        if document.key in found:
            raise NotSaved(_("Chưa lưu được vì hai mục của sổ trùng mã nhau."))
        found[document.key] = document
    return found


def encode(value: object) -> bytes:
    """Canonical JSON: the same value gives the same bytes, whatever the order of its fields in the code."""
    try:
        return msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError:
        raise NotSaved(_("Chưa lưu được vì nội dung có ký tự không ghi ra tệp được.")) from None


_UNSAFE = re.compile(
    rb"\\\\|\\u00(?:[01][0-9a-fA-F]|7[fF]|[89][0-9a-fA-F])|\\[bf]|\x7f|\xc2[\x80-\x9f]"
    rb"|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
"""In canonical JSON: controls but newline and tab, C1, signs of writing direction. A doubled backslash is text."""


def cleaned(plain: bytes) -> bytes:
    """What `clean` does at every door, once more at the load: a file may have been written past the doors."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] == b"\\\\" else b"\xef\xbf\xbd", plain)


def decode(plain: bytes, kind: Any) -> Any:
    """The value in a document, safe to be shown; `Corrupt` when it is not of this kind."""
    try:
        return msgspec.json.decode(cleaned(plain), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        raise Corrupt() from None


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """The types of the fields of a dataclass."""
    return typing.get_type_hints(kind)


def fields_encoded(value: object, names: tuple[str, ...]) -> bytes:
    """Some fields of a value as one text."""
    return encode({name: getattr(value, name) for name in names})


def fields_decoded(plain: bytes, kind: type) -> dict[str, Any]:
    """The fields in a text, for the constructor of `kind`; a field that is not there keeps its default."""
    raw, hints = decode(plain, dict[str, Any]), hints_of(kind)
    try:
        return {name: msgspec.convert(value, type=hints[name]) for name, value in raw.items()}
    except (msgspec.ValidationError, KeyError):
        raise Corrupt() from None


def of_table(documents: Iterable[Document], table: str) -> list[Document]:
    """The documents of one table, in their order."""
    return sorted((one for one in documents if one.table == table), key=lambda one: one.n)


def tuple_of(documents: Iterable[Document], table: str, kind: Any) -> tuple[Any, ...]:
    """The values of one table, in their order."""
    return tuple(decode(one.plain, kind) for one in of_table(documents, table))


_CELL = ("name", "superior", "place", "practice", "practice_day", "language")


def names_document(roll: tuple[Member, ...]) -> Document:
    """What every member may know of the others: number, name and party post; a copy, never read by the recorder."""
    public = tuple(Member(id=m.id, no=m.no, name=m.name, office=m.office, post=m.post) for m in roll)
    return Document("names", "names", COMMON, 0, encode(public))


def cell_documents(cell: Cell) -> list[Document]:
    """A cell as documents: each member's details under that member's key."""
    made = [
        Document("cell", "cell", COMMON, 0, fields_encoded(cell, _CELL)),
        Document("settings", "settings", RECORDER, 0, encode(cell.settings)),
        names_document(cell.members),
    ]
    made += [Document("members", m.id, m.id, n, encode(m)) for n, m in enumerate(cell.members)]
    return made


def cell_of(documents: Documents, *, member: str = "") -> Cell:
    """The cell in some documents; for a member, others are names only."""
    found = list(documents.values())
    cell, settings = of_table(found, "cell"), of_table(found, "settings")
    if not cell:
        raise Corrupt()
    values = fields_decoded(cell[0].plain, Cell)
    if settings:
        values["settings"] = decode(settings[0].plain, tuple[tuple[str, str], ...])
    return Cell(**values, members=roll_of(found, "members", narrow=bool(member)))


def roll_of(documents: list[Document], table: str, *, narrow: bool) -> tuple[Member, ...]:
    """The roll: all details, or for a member the names of all with the own details among them."""
    known: tuple[Member, ...] = tuple_of(documents, table, Member)
    if not narrow:
        return known
    own = {member.id: member for member in known}
    names = of_table(documents, "names")
    public: tuple[Member, ...] = decode(names[0].plain, tuple[Member, ...]) if names else ()
    return tuple(own.get(member.id, member) for member in public)


FOLLOWED: dict[str, type] = {
    "checks": Check,
    "closings": Closing,
    "reopened": Reopened,
    "watches": Watch,
    "verifiers": VerifierChange,
    "decisions": Decision,
    "reratings": Rerating,
}
"""Tables of the follow-up: the names of its fields."""

Entry = Check | Closing | Reopened | Watch | VerifierChange | Decision | Rerating


def follow_up_of(documents: Documents) -> FollowUp:
    """The follow-up in some documents."""
    found = list(documents.values())
    return FollowUp(**{table: tuple_of(found, table, kind) for table, kind in FOLLOWED.items()})


def follow_up_added(before: FollowUp, after: FollowUp) -> list[tuple[str, Entry]]:
    """What was added to the follow-up; one sentence when anything else was done to it."""
    added: list[tuple[str, Entry]] = []
    for table in FOLLOWED:
        old, new = getattr(before, table), getattr(after, table)
        if new[: len(old)] != old:
            raise NotSaved(_("Việc đã ghi sau hội nghị không sửa, không xóa được; hãy ghi thêm một mục mới."))
        added += [(table, entry) for entry in new[len(old) :]]
    return added


def follow_up_documents(added: list[tuple[str, Entry]], first: int, home: Callable[[str], str]) -> list[Document]:
    """New entries as documents, numbered from `first`; `home` gives the compartment of a commitment or of a subject."""
    return [
        Document(table, entry.id, home(_about(entry)), n, encode(entry))
        for n, (table, entry) in enumerate(added, start=first)
    ]


def _about(entry: Entry) -> str:
    """The number of the commitment, or whose level it is."""
    return entry.floor if isinstance(entry, Decision | Rerating) else entry.commitment
