"""Books of every size for the bench: an invented cell, its years signed, this year's meeting under way.

They are made once, through the program's own model and store, and kept in build/bench; delete that folder to make them
anew. Their key derivation is cheap (8 MiB, one pass), which only this Python door allows; what the real one costs is a
row of its own.
"""

import json
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from review_tui.model.cell import Cell
from review_tui.model.minutes import signed
from review_tui.model.notes import notes_entered
from review_tui.model.people import Member, Post
from review_tui.model.session import Approval, Session, Signing
from review_tui.papers.closing import approved_for_ever
from review_tui.regulation.load import pack
from review_tui.regulation.opening import new_session
from review_tui.store import Book, KeyCost, new_id

KEPT = Path(__file__).resolve().parent.parent / "build" / "bench"
PASSPHRASE = "mot con duong lang trong mua bao"
CHEAP = KeyCost(memory=8 * 1024, passes=1, lanes=1)
THIS_YEAR = 2026
REGULATION = "366-2025"

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý", "Dương")
_MIDDLE = ("Thị Mỹ", "Văn", "Ngọc", "Quang", "Thị Bích", "Hữu", "Đình", "Thanh", "Xuân", "Kim")
_GIVEN = ("Vượng", "Hiếu", "Nhẫn", "Mẫn", "Đồng", "Hạnh", "Ước", "Thủy", "Dũng", "Yến", "Ẩn", "Kỳ", "Phượng", "Lộc")
_TALK = """
    chấp hành kỷ luật phát ngôn cần rút kinh nghiệm trong công tác vận động quần chúng tinh thần trách nhiệm chưa cao
    còn nể nang né tránh ngại va chạm sửa chữa khuyết điểm kịp thời nghiêm túc thẳng thắn chân thành xây dựng nội bộ
"""
_WORDS = _TALK.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a book is: its members, its years (this one included), and the points said so far this year."""

    members: int
    years: int
    points: int
    each_year: int = 3
    """points per member in the signed years"""
    on_floor: int = 4
    """how many of this year's points stand on the open floor, that of member no. 1"""

    @property
    def name(self) -> str:
        """The folder of this book."""
        return f"{self.members}x{self.years}-{self.points}"


EMPTY = Size(members=24, years=0, points=0)
SMALL = Size(members=24, years=1, points=72)
TEN_YEARS = Size(members=24, years=10, points=72)
THIRTY_YEARS = Size(members=300, years=30, points=400)
FIRST_YEAR = Size(members=300, years=1, points=400)
FEW_POINTS = Size(members=120, years=1, points=4)
MANY_POINTS = Size(members=120, years=1, points=400, on_floor=40)
PROMISES = Size(members=35, years=30, points=35, each_year=1, on_floor=1)
"""A thousand commitments: one of each member in each of 29 signed years."""
SIZES = (EMPTY, SMALL, TEN_YEARS, THIRTY_YEARS, FIRST_YEAR, FEW_POINTS, MANY_POINTS, PROMISES)


def roll(size: int) -> tuple[Member, ...]:
    """Members no. 1 to `size`, all official."""
    posts = {1: Post.HEAD, 2: Post.DEPUTY, 3: Post.COMMITTEE}
    return tuple(
        Member(
            id=f"thanhvien{no:04d}",
            no=no,
            name=f"{_FAMILY[no % 13]} {_MIDDLE[no // 13 % 10]} {_GIVEN[(no // 130 + no) % 14]}",
            born=date(1950 + no % 50, 1 + no % 12, 1 + no % 28),
            joined=date(1990, 3, 2),
            official=date(1991, 3, 2),
            card=f"{no:08d}",
            post=posts.get(no, Post.MEMBER),
        )
        for no in range(1, size + 1)
    )


def said(size: int, points: int, first: int) -> Iterator[str]:
    """The notes of one meeting: every floor in turn, its points answered, a commitment each, a conclusion."""
    chance = random.Random(size)
    yield "@bd 18:00 5/12/2026"
    yield "@ *"
    yield "@ct 1"
    yield "@tk 2"
    rest, others = points - first, size - 1
    each = [first, *(rest // others + (no < rest % others) for no in range(others))]
    for no in range(1, size + 1):
        if each[no - 1] or points >= size:
            yield f"/ {no}"
            for place in range(1, each[no - 1] + 1):
                critic = (no + place * 7) % size + 1
                critic = critic if critic != no else no % size + 1
                yield f"{critic} - {' '.join(chance.choices(_WORDS, k=24))}"
                yield f"{no} = {place} tiếp thu {' '.join(chance.choices(_WORDS, k=8))}"
            if each[no - 1]:
                yield f"{no} ! 1 Báo trước khi vắng, dự đủ ~{no % size + 1} >30/6/2027"
            yield "ct . Ghi nhận tinh thần tiếp thu, khắc phục xong trước tháng 6"
    yield "/ 1"


def meeting(size: int, points: int, first: int) -> Session:
    """This year's meeting, under way on the floor of member no. 1."""
    rules = pack(REGULATION)
    session = new_session((), THIS_YEAR, roll=roll(size), pack=rules, day=date(THIS_YEAR, 11, 20))
    notes = "\n".join(said(size, points, first))
    at = datetime(THIS_YEAR, 12, 5, 18, 0, tzinfo=UTC)
    return notes_entered(session, notes, file="bench", at=at, new_id=lambda: f"y{THIS_YEAR}{new_id()}")[0]


def of_year(session: Session, year: int) -> Session:
    """The same meeting some years before, with ids, numbers and days of its own."""
    text = msgspec.json.encode(session).decode()
    for ahead in (1, 0):
        text = text.replace(str(THIS_YEAR + ahead), str(year + ahead))
    return msgspec.json.decode(text, type=Session)


def fill(book: Book, size: Size) -> None:
    """Sign the years before, and bring this one to where `size` says."""
    rules = pack(REGULATION)
    past = meeting(size.members, size.members * size.each_year, size.each_year) if size.years > 1 else None
    for year in range(THIS_YEAR - size.years + 1, THIS_YEAR):
        assert past is not None
        session = of_year(past, year)
        book.add_session(session, rules, name="bench")
        at = datetime(year, 12, 5, 21, 35, tzinfo=UTC)
        approval = Approval(votes_for=size.members, voters=size.members, at=at, number="05")
        closed = approved_for_ever(session, approval, cell=book.cell, pack=rules, fingerprint=book.fingerprint)
        names = (closed.roll[0].name, closed.roll[1].name)
        signing = Signing(on=date(year, 12, 7), chair=names[0], recorder=names[1])
        book.act("bench", lambda _before, made=closed: made, session=session.id)
        book.act("bench", lambda before, made=signing: signed(before, made), session=session.id)
    if size.years:
        book.add_session(meeting(size.members, size.points, size.on_floor), rules, name="bench")


def kept(size: Size) -> Path:
    """The folder of this book, made where it is not there yet."""
    folder = KEPT / size.name
    if folder.is_dir():
        return folder
    sys.stderr.write(f"making the book {size.name}\n")
    KEPT.mkdir(parents=True, exist_ok=True)
    making = folder.with_suffix(".part")
    shutil.rmtree(making, ignore_errors=True)
    cell = Cell(name="Chi bộ đo tốc độ", superior="Đảng ủy phường", place="Hòa An", members=roll(size.members))
    book, _paper = Book.create(making, passphrase=PASSPHRASE, cell=cell, kdf=CHEAP)
    with book:
        fill(book, size)
    with Book.open(making, passphrase=PASSPHRASE) as book:
        book.years()  # as every login leaves it: what the signed years say in short lies beside them
    making.rename(folder)
    return folder


def passphrase_file() -> Path:
    """The file that the commands read the passphrase from."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    for made in SIZES:
        kept(made)
    passphrase_file()
    sys.stdout.write(json.dumps([made.name for made in SIZES]) + "\n")
