"""Reading who a line speaks of: numbers of the roll, k1, ct, cb, source words, names without marks."""

import re
from dataclasses import dataclass

from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.acts import EntryError
from review_tui.model.cell import named
from review_tui.model.floors import acting_chair
from review_tui.model.people import Member
from review_tui.model.points import COLLECTIVE, Source
from review_tui.model.session import Guest, Session

CHAIR_WORDS = frozenset({"ct", "chu tri"})
COLLECTIVE_WORDS = frozenset({"cb", "chi bo", "tap the", "tap the chi bo"})
SOURCE_WORDS = {
    "nct": Source.RESIDENCE,
    "noi cu tru": Source.RESIDENCE,
    "mt": Source.FRONT,
    "mat tran": Source.FRONT,
    "dt": Source.MASS_ORG,
    "doan the": Source.MASS_ORG,
    "nong": Source.HOTLINE,
    "duong day nong": Source.HOTLINE,
    "doi thoai": Source.DIALOGUE,
    "ktr": Source.INSPECTION,
    "kiem tra": Source.INSPECTION,
}
SHORT_WORDS = ("ct", "cb", "nct", "mt", "dt", "nong", "ktr")

_GUEST = re.compile(r"k\d{1,3}")
_ADDRESS = re.compile(r"(?:đ/c|d/c|đc|đồng chí|dong chi)\.?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody or something that speaks: `ref` is a member id, a guest id, COLLECTIVE or empty for a source."""

    ref: str
    name: str
    source: Source
    is_chair_word: bool = False


def read_who(words: str, session: Session, *, offset: int = 0) -> Who:
    """Read the words before the sign; raises `EntryError` naming the word, with the candidates of a name."""
    plain = fold(words.strip())
    if plain in CHAIR_WORDS:
        return _chair(words, session)
    if plain in COLLECTIVE_WORDS:
        return Who(ref=COLLECTIVE, name=session.name_of(COLLECTIVE), source=Source.SELF)
    if plain in SOURCE_WORDS:
        return Who(ref="", name="", source=SOURCE_WORDS[plain])
    if _GUEST.fullmatch(plain):
        return _guest(plain, words, session)
    member = read_member(words, session, offset=offset)
    return Who(ref=member.id, name=member.name, source=Source.MEMBER)


def read_member(words: str, session: Session, *, offset: int = 0) -> Member:
    """Read a number of the roll or a name; raises `EntryError` when there is none or several."""
    bare = words.strip()
    if plain_number(bare):
        return session.numbered(int(bare))
    if fold(bare) in CHAIR_WORDS:
        return session.member(_chair(bare, session).ref)
    address = _ADDRESS.match(bare)
    name = bare[address.end() :] if address else bare
    fitting = named(session.roll, name)
    if len(fitting) == 1 and not _guest_named(name, session):
        return fitting[0]
    start = offset + words.find(bare)
    span = (start, start + len(bare))
    if not fitting:
        raise EntryError(_("Không hiểu “{word}” là ai.").format(word=bare), word=bare, span=span)
    listed = ", ".join(
        [
            *(f"{member.no} {member.name}" for member in fitting),
            *(f"{one.id} {one.name}" for one in _guest_named(name, session)),
        ]
    )
    raise EntryError(
        _("“{word}” có thể là nhiều đồng chí: {listed}; hãy ghi số.").format(word=bare, listed=listed),
        word=bare,
        candidates=fitting,
        span=span,
    )


def _guest_named(words: str, session: Session) -> list[Guest]:
    """Guests whose name holds these words; then a number has to say whether a member or the guest is meant."""
    wanted = fold(words)
    return [guest for guest in session.guests if wanted and f" {wanted} " in f" {fold(guest.name)} "]


def plain_number(text: str) -> bool:
    """Whether a text is a plain whole number of at most four digits."""
    return text.isascii() and text.isdigit() and len(text) <= 4


def _chair(words: str, session: Session) -> Who:
    chair = acting_chair(session)
    if not chair:
        raise EntryError(_("Chưa có người chủ trì; ghi trước một dòng “@ct” và số của đồng chí chủ trì."), word=words)
    return Who(ref=chair, name=session.name_of(chair), source=Source.MEMBER, is_chair_word=True)


def _guest(plain: str, words: str, session: Session) -> Who:
    for guest in session.guests:
        if guest.id == plain:
            return Who(ref=guest.id, name=guest.name, source=Source.GUEST)
    raise EntryError(_("Không có khách mời {word}.").format(word=words), word=words)
