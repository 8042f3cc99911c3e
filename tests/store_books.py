"""Small books for the tests of the store: cheap keys, a roll, a session, lines said in it."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from review_tui.model.attendance import all_present
from review_tui.model.cell import Cell
from review_tui.model.entered import entered
from review_tui.model.grammar import read_line
from review_tui.model.opening import prepared
from review_tui.model.people import Member, Post
from review_tui.model.rules import Rules
from review_tui.model.session import Approval, Session, Signing, State
from review_tui.regulation.load import pack as load_pack
from review_tui.regulation.pack import Pack
from review_tui.store import Book, KeyCost, new_id
from review_tui.store.files import Files

CHEAP = KeyCost(memory=8192, passes=1, lanes=1)
PHRASE = "bong hoa mai nam tay"
NOON = datetime(2026, 12, 5, 12, 0, tzinfo=timezone(timedelta(hours=7)))

_NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Đức Cường", "Huỳnh Quang Đồng", "Phạm Thị Én")
_POSTS = (Post.HEAD, Post.DEPUTY, Post.COMMITTEE, Post.MEMBER, Post.MEMBER)


@cache
def pack() -> Pack:
    """The pack of 2026."""
    return load_pack("366-2025")


def roll(size: int = 5) -> tuple[Member, ...]:
    """The first members of an invented cell; m1 is its secretary."""
    return tuple(
        Member(
            id=f"m{no}",
            no=no,
            name=_NAMES[(no - 1) % 5],
            post=_POSTS[(no - 1) % 5],
            born=date(1980, 1, no % 28 + 1),
            card=f"{no:08d}",
            note=f"ghi chú riêng số {no}",
        )
        for no in range(1, size + 1)
    )


def cell(size: int = 5) -> Cell:
    """A cell with that roll."""
    return Cell(name="Chi bộ Khu phố 4", superior="Đảng ủy phường", members=roll(size))


def session(size: int = 5, *, session_id: str = "2026") -> Session:
    """A session in which nothing has been said yet."""
    members = roll(size)
    return prepared(
        session_id=session_id,
        year=int(session_id[:4]),
        regulation="366-2025",
        created=date(int(session_id[:4]), 11, 20),
        rules=Rules(),
        roll=members,
        reviewed=tuple(member.id for member in members),
    )


def clock() -> datetime:
    """Always noon of the meeting's day."""
    return NOON


def new_book(path: Path, size: int = 5, *, files: Files | None = None, with_session: bool = True) -> tuple[Book, str]:
    """A book with a passphrase that costs little, and one session."""
    book, paper = Book.create(path, passphrase=PHRASE, cell=cell(size), kdf=CHEAP, clock=clock, files=files)
    if with_session:
        book.add_session(session(size), pack(), name="mở kỳ 2026")
    return book, paper


def opened(path: Path, *, write: bool = True, files: Files | None = None) -> Book:
    """The book of `new_book`, opened again."""
    return Book.open(path, passphrase=PHRASE, write=write, clock=clock, files=files)


def say(book: Book, *lines: str, session: str = "2026") -> Session:
    """Lines of the entry grammar, one act each."""
    for line in lines:
        book.act(
            line,
            lambda before, line=line: entered(before, read_line(line, before), at=NOON, new_id=new_id),
            session=session,
        )
    return book.session(session)


def held_meeting(book: Book, *, session: str = "2026") -> Session:
    """A short meeting: all present, points on the cell and on no. 4 and 5, an answer, a commitment."""
    book.act("điểm danh", all_present, session=session)
    return say(
        book,
        "@ct 1",
        "/ cb",
        "2 - Quý 2 chỉ họp hai kỳ",
        "1 = 1 tiếp thu Tôi xin nhận",
        "/ 4",
        "2 - Vắng bốn kỳ sinh hoạt",
        "3 * Nên báo trước #kín",
        "4 = 1 tiếp thu Tôi không báo trước là sai",
        "4 ! 1 Báo trước khi vắng ~2 >30/6/2027",
        "/ 5",
        "1 + Gương mẫu trong đợt lũ",
        session=session,
    )


def approve(book: Book, *, session: str = "2026") -> Session:
    """The meeting approves; rules of the model about what must be complete are not the store's business."""
    approval = Approval(votes_for=5, voters=5, at=NOON, number="05", structure='{"title":"BIÊN BẢN"}')
    return book.act(
        "thông qua biên bản",
        lambda before: replace(before, state=State.APPROVED, approval=approval, on_floor="", floor_since=None),
        session=session,
    )


def sign(book: Book, *, session: str = "2026") -> Session:
    """The pens have signed."""
    signing = Signing(on=date(2026, 12, 6), recorder="Lê Đức Cường", chair="Nguyễn Văn An")
    return book.act("ký biên bản", lambda s: replace(s, state=State.SIGNED, signing=signing), session=session)


def every_file(path: Path) -> dict[str, bytes]:
    """All files of a folder by name, without those that a running process leaves or that are made again at need."""
    return {
        found.relative_to(path).as_posix(): found.read_bytes()
        for found in sorted(path.rglob("*"))
        if found.is_file() and not found.name.startswith(("lock", "reserve")) and found.parent.name != "digests"
    }
