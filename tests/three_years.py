"""Three years of the small cell: a fault of 2024 is promised, put off twice, closed, and comes back in 2026."""

from dataclasses import replace
from datetime import date

from meeting_room import a_session, member, said

from review_tui.model.cell import Cell
from review_tui.model.checks import read_found, recorded
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import item_numbered, ledger
from review_tui.model.points import Packet
from review_tui.model.session import Session
from review_tui.papers.kinds import paper_from
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Paper
from review_tui.papers.text import text_of
from review_tui.regulation.load import pack

PACK = pack("366-2025")
OLD_PACK = pack("124-2023")
ROLL = tuple(
    member(no, born=date(1980, 1, no), job="Giáo viên", office={1: "Bí thư chi bộ", 2: "Phó bí thư"}.get(no, ""))
    for no in range(1, 7)
)
CELL = Cell(name="Chi bộ khu phố 4", superior="Đảng ủy phường Tân An Đông", place="Tân An Đông", members=ROLL)
TODAY = date(2026, 12, 12)

FAULT = "2024-001"
PROMISE = "CK2024-001"


def _year(year: int, day: str, *lines: str) -> Session:
    opening = (f"@bd 18:00 {day}", "@tai Nhà sinh hoạt khu phố 4", "@ *", "@ct 1", "@tk 3")
    made = a_session(id=str(year), year=year, roll=ROLL, created=date(year, 11, 20))
    packet = Packet(id="p", issuer="Đảng ủy phường", number="Số 27-CV/ĐU", dated=date(year, 11, 16), year=year)
    return said(replace(made, packets=(packet,)), *opening, *lines)


SESSIONS = (
    _year(
        2024,
        "7/12/2024",
        "/ 5",
        "2 - Vắng bốn kỳ sinh hoạt, không báo trước",
        "5 = 1 tiếp thu Tôi nhận lỗi",
        "5 ! 1 Dự đủ, báo trước 24 giờ ~2 >30/6/2025",
        "ct . Đồng chí Đồng khắc phục xong trong năm 2025",
    ),
    _year(
        2025,
        "6/12/2025",
        "/ 5",
        "3 - Hồ sơ hộ 31 chậm 7 ngày",
        "5 = 1 tiếp thu Đúng",
        "5 ! 1 Rà soát hồ sơ thứ sáu hằng tuần ~3 >tx",
        "ct . Ghi nhận",
    ),
    _year(
        2026,
        "5/12/2026",
        "/ cb",
        "4 ? Vì sao chậm họp chuyên đề",
        "1 = 1 giải trình Do lũ, đ/c Hiếu ốm",
        "1 = g1 giải trình Đã họp bù hai chuyên đề",
        "ct = g1 bổ sung >15/1/2027",
        "/ 5",
        "2 - Lại vắng hai kỳ như đ/c Diệu #2024-001",
        "5 = 1 tiếp thu Tôi cùng đồng chí Hồ Thị Diệu đi công tác",
        "5 ! 1 Nộp lịch công tác đầu tháng ~2 >31/3/2027",
        "5 = g2 giải trình Hồ sơ đã bổ sung đủ",
        "ct = g2 rõ",
        "ct . Chủ trì nhắc đ/c Diệu và đồng chí Đồng.",
        "/ 4",
        "1 - Chậm nộp báo cáo quý 3",
        "4 = 1 tiếp thu Nhận",
    ),
)

CHECKS = (
    ("2025-02-08", PROMISE, "đang làm 40%", "Dự đủ tháng 1"),
    ("2025-06-07", PROMISE, "hoãn 30/9/2025", "Đi học xa"),
    ("2025-09-06", PROMISE, "hoãn 31/3/2026", "Còn một kỳ học"),
    ("2026-02-07", PROMISE, "xong", "Dự đủ sáu kỳ"),
    ("2026-03-07", PROMISE, "kết thúc", "Đã dự đủ, có báo trước"),
    ("2026-11-07", "CK2025-001", "đang làm 60%", "Quý 3 còn một hồ sơ chậm"),
)


def _followed() -> FollowUp:
    follow_up = FollowUp()
    for place, (day, number, words, text) in enumerate(CHECKS):
        on = date.fromisoformat(day)
        sessions = tuple(session for session in SESSIONS if session.day <= on)
        item = item_numbered(ledger(sessions, follow_up, on), number)
        follow_up = recorded(follow_up, item, read_found(words), id=f"e{place}", on=on, text=text, today=on)
    return follow_up


FOLLOW_UP = _followed()


def sources(year: int = 2026, no: int | None = None, **changes: object) -> Sources:
    """What the papers of one year are made from."""
    session = next(one for one in SESSIONS if one.year == year)
    made = Sources(
        session=session,
        cell=CELL,
        pack=PACK if year > 2024 else OLD_PACK,
        sessions=SESSIONS,
        follow_up=FOLLOW_UP,
        ledger=ledger(SESSIONS, FOLLOW_UP, TODAY),
        today=TODAY,
        member=f"m{no}" if no else "",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def told(kind: str, year: int = 2026, no: int | None = None, **changes: object) -> str:
    """A paper as one line of text, so that sentences can be looked for across line ends."""
    return " ".join(text_of(made(kind, year, no, **changes)).split())


def made(kind: str, year: int = 2026, no: int | None = None, **changes: object) -> Paper:
    """A paper of these years."""
    return paper_from(kind, sources(year, no, **changes))
