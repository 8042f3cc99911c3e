"""Lines that begin with @: roll call, roles, guests, start, end and place of a sitting."""

import re
from collections.abc import Callable

from review_tui.language.dates import read_clock, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line, fold
from review_tui.language.translate import _
from review_tui.model.acts import (
    AllPresent,
    Entry,
    EntryError,
    GuestAdded,
    Marked,
    PlaceNamed,
    RoleTaken,
    SittingClosed,
    SittingOpened,
)
from review_tui.model.session import Here, Presence, Role, Session
from review_tui.model.who import plain_number

_CLOCK = re.compile(r"\d{1,2}[:hg]\d{2}")
_RANGE = re.compile(r"(\d{1,4})[-–—](\d{1,4})")
_ABSENT = re.compile(r"[-–—](\d{1,4})")
_GONE_RANGE = re.compile(r"[-–—](\d{1,4})[-–—](\d{1,4})")
_LIST = re.compile(r"\s*[-–—]?\d{1,4}(?:[-–—]\d{1,4})?(?:\s*[,;]\s*[-–—]?\d{1,4}(?:[-–—]\d{1,4})?)+(?=\s|$)")
_BEFORE_CLOCK = frozenset({"den", "ve", "luc", "vao"})
_STRAY = re.compile(r"[-–—]\s*\d")


def read_call(line: str, session: Session) -> Entry:
    """Read a line that begins with @."""
    body = line[1:].strip()
    if body == "*":
        return AllPresent()
    if body[:1].isdigit() or _ABSENT.match(body):
        return Marked(presences=_presences(body, session))
    for words, reader in _READERS.items():
        for word in words:
            rest = _after_word(body, word)
            if rest is not None:
                return reader(rest, session)
    word = body.split()[0] if body else "@"
    raise EntryError(_("Không hiểu “@{word}”.").format(word=word if body else ""), word=word)


def _after_word(body: str, word: str) -> str | None:
    """What follows a keyword at the start, or None; the keyword may be written with or without marks."""
    parts = body.split()
    count = len(word.split())
    if [fold(part) for part in parts[:count]] == word.split():
        return " ".join(parts[count:])
    glued = re.match(rf"({word})(\d.*)", fold(body)) if count == 1 else None
    return body[len(word) :].strip() if glued else None


def _presences(body: str, session: Session) -> tuple[Presence, ...]:
    numbers: list[int] = []
    gone: list[int] = []
    words = _spread(body).split()
    while words and _take_numbers(words[0], numbers, gone, session):
        words = words[1:]
    if numbers and gone:
        raise EntryError(_("Ghi người có mặt và người vắng ở hai dòng khác nhau."), word=body)
    if len(words) > 1 and fold(words[0]) in _BEFORE_CLOCK and _CLOCK.fullmatch(words[1]):
        words = words[1:]
    clock = read_clock(words[0]) if words and _CLOCK.fullmatch(words[0]) else ""
    reason = clean_line(" ".join(words[1:] if clock else words))
    if (numbers and reason) or not (numbers or gone) or _STRAY.match(reason):
        word = reason or body
        raise EntryError(_("Trong dòng điểm danh không hiểu “{word}”.").format(word=word), word=word)
    made = [_gone(session.numbered(no).id, clock, reason) for no in gone]
    came = [Presence(member=session.numbered(no).id, here=Here.PRESENT, arrived=clock) for no in numbers]
    return tuple(made + came)


def _spread(body: str) -> str:
    """Commas between numbers are blanks: "8,9" and "-8, -9" list people; after a minus the whole list is absent."""
    match = _LIST.match(body)
    if match is None:
        return body
    listed = match[0]
    words = re.split(r"[,;\s]+", listed.strip(" ,;"))
    if listed.lstrip().startswith(("-", "–", "—")) and ("," in listed or ";" in listed):
        words = [word if word[0] in "-–—" else f"-{word}" for word in words]
    return " ".join(words) + " " + body[match.end() :]


def _take_numbers(word: str, numbers: list[int], gone: list[int], session: Session) -> bool:
    if match := _ABSENT.fullmatch(word):
        gone.append(int(match[1]))
    elif match := _GONE_RANGE.fullmatch(word):
        gone += _range(int(match[1]), int(match[2]), word, session)
    elif match := _RANGE.fullmatch(word):
        numbers += _range(int(match[1]), int(match[2]), word, session)
    elif plain_number(word):
        numbers.append(int(word))
    else:
        return False
    return True


def _gone(member: str, clock: str, reason: str) -> Presence:
    if clock:
        return Presence(member=member, here=Here.PRESENT, left=clock, left_reason=reason)
    return Presence(member=member, here=Here.ABSENT, reason=reason)


def _range(first: int, last: int, word: str, session: Session) -> list[int]:
    if first > last:
        raise EntryError(_("Khoảng số “{word}” viết ngược.").format(word=word), word=word)
    session.numbered(first)
    session.numbered(last)
    return [member.no for member in session.roll if first <= member.no <= last]


def _members(rest: str, session: Session, role: Role) -> tuple[str, ...]:
    words = rest.replace(",", " ").split()
    if not words:
        raise EntryError(_("Chưa ghi số của đồng chí nào sau dấu @."), word=rest)
    for word in words:
        if not plain_number(word):
            raise EntryError(_("Sau dấu @ ghi người bằng số, không hiểu “{word}”.").format(word=word), word=word)
    if role is not Role.TELLERS and len(words) > 1:
        raise EntryError(_("Chỉ một đồng chí giữ việc này, không hiểu “{word}”.").format(word=words[1]), word=words[1])
    return tuple(dict.fromkeys(session.numbered(int(word)).id for word in words))


def _role(role: Role) -> Callable[[str, Session], Entry]:
    return lambda rest, session: RoleTaken(role=role, members=_members(rest, session, role))


def _guest(rest: str, session: Session) -> Entry:
    name, _comma, title = rest.partition(",")
    if not name.strip():
        raise EntryError(_("Chưa ghi tên khách mời."), word="@k")
    return GuestAdded(name=clean_line(name), title=clean_line(title))


def _opened(rest: str, session: Session) -> Entry:
    opened, day = "", None
    for word in rest.split():
        if _CLOCK.fullmatch(word):
            opened = read_clock(word)
        else:
            day = read_date(word)
    if not opened and day is None:
        raise ReviewError(_("Sau “@bd” ghi giờ và ngày bắt đầu, ví dụ 18:00 5/12/2026."))
    return SittingOpened(opened=opened, day=day)


def _closed(rest: str, session: Session) -> Entry:
    return SittingClosed(at=read_clock(rest))


def _place(rest: str, session: Session) -> Entry:
    if not rest:
        raise EntryError(_("Chưa ghi địa điểm sau “@tai”."), word="@tai")
    return PlaceNamed(place=clean_line(rest))


_READERS: dict[tuple[str, ...], Callable[[str, Session], Entry]] = {
    ("ct", "chu tri"): _role(Role.CHAIR),
    ("tk", "thu ky"): _role(Role.RECORDER),
    ("kp", "kiem phieu", "to kiem phieu"): _role(Role.TELLERS),
    ("k", "khach", "khach moi"): _guest,
    ("bd", "bat dau"): _opened,
    ("kt", "ket thuc"): _closed,
    ("tai", "dia diem"): _place,
}
