"""A session half prepared: topics, a begun self-review, outside opinions, two earlier years with commitments."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from evening import Evening
from memory_book import MemoryBook
from screens import settled
from three_years import FOLLOW_UP, PACK, SESSIONS

from review_tui.model.cell import Cell
from review_tui.model.evidence import Evidence, EvidenceKind
from review_tui.model.points import COLLECTIVE, Packet
from review_tui.model.preparing import evidence_entered, meeting_planned, review_kept
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session, State, Step
from review_tui.tui.app import ReviewApp
from review_tui.tui.screens.meeting import MeetingScreen

TODAY = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
CALLER = "Mạc Thị Lành"

_BEGUN = SelfReview(
    member="m5",
    form="2B",
    sections=(
        ("A.I.1", "Chấp hành sự phân công của chi bộ; trực 5 đêm đợt lũ tháng 10 tại điểm sơ tán"),
        ("A.II", "Tháng 3 và tháng 7 vắng 2 kỳ sinh hoạt.\nChưa mạnh dạn góp ý cho đồng chí khác"),
    ),
    common=26,
)
_ENTRIES = (
    Evidence(
        id="v1",
        about="m5",
        kind=EvidenceKind.HOTLINE,
        dated=date(2026, 10, 2),
        text="Xe máy để giữa hẻm 27 nhiều tối, tổ dân phố đã nhắc",
        topics=("g2",),
    ),
    Evidence(id="v2", about="m4", kind=EvidenceKind.RESIDENCE, exempt="1.1"),
    Evidence(
        id="v3",
        about=COLLECTIVE,
        kind=EvidenceKind.INSPECTION,
        dated=date(2026, 8, 14),
        source="Kết luận 15-KL/UBKT",
        text="Sổ nghị quyết ghi thiếu 2 kỳ",
        read_in=True,
    ),
)


def prepared_session() -> Session:
    """The session of 2026 before its meeting."""
    last = SESSIONS[-1]
    packet = Packet(
        id="p", issuer="Đảng ủy phường Bến Gỗ", number="Số 27-CV/ĐU", dated=date(2026, 11, 16), year=2026,
        answer_by=date(2026, 12, 1),
    )  # fmt: skip
    topics = tuple(replace(one, must_answer=("cause", "measures")) for one in last.topics)
    session = replace(
        last, state=State.PREPARED, step=Step.OPENING, sittings=(), packets=(packet,), topics=topics, points=(),
        topic_answers=(), commitments=(), floors=(), roles=(), on_floor="", last_number=0, last_commitment=0,
    )  # fmt: skip
    session = meeting_planned(session, day=date(2026, 12, 5), opened="18:00", place="Nhà văn hóa")
    session = review_kept(session, _BEGUN)
    session = review_kept(session, SelfReview(member="m2", form="2A", came=date(2026, 12, 3)))
    for entry in _ENTRIES:
        session = evidence_entered(session, entry, CALLER if entry.id == "v1" else "")
    return session


def prepared_book() -> MemoryBook:
    """A practice book with that session and the two years before it."""
    session = prepared_session()
    cell = Cell(
        name="Chi bộ Xóm Dừa", superior="Đảng ủy phường Bến Gỗ", place="Bến Gỗ", members=session.roll, practice=True
    )
    sessions = (*SESSIONS[:-1], session)
    book = MemoryBook(cell, sessions, {one.id: PACK for one in sessions})
    book.follow_up = FOLLOW_UP
    return book


@asynccontextmanager
async def at_home(book: MemoryBook, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Evening]:
    """The program at Home, two days before the meeting."""
    app = ReviewApp(
        open_book=lambda **_secret: book,
        meeting=lambda opened, session: MeetingScreen(opened, session, lambda: TODAY),
        clock=lambda: TODAY,
        locked=False,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield Evening(app, pilot, book)
