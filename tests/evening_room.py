"""One complete evening of levels in a cell of 24: two revotes, three spoilt slips, a tie, a full cap, one poll on the
screen; afterwards decisions above, one changed and one cancelled. Built with the program's own steps."""

from dataclasses import replace
from datetime import date

from ballot_room import DAY, member, probationary, room, temporary, typed

from review_tui.model.attendance import marked, role_taken
from review_tui.model.ballot import Way
from review_tui.model.balloting import (
    opened_ballot,
    poll_closed,
    prepared_ballot,
    published,
    revote_prepared,
)
from review_tui.model.cell import Cell
from review_tui.model.followup import Decision, FollowUp
from review_tui.model.ledger import ledger
from review_tui.model.levels import rated
from review_tui.model.points import COLLECTIVE, Commitment, DueKind, Kind, Point, Source, Verdict, VerdictKind
from review_tui.model.poll import begun, voted
from review_tui.model.ratings import Body, Rating
from review_tui.model.rerating import decided, rerated
from review_tui.model.session import Here, Level, Presence, Role, Session, State
from review_tui.papers.sources import Sources
from review_tui.regulation.ballots import vote_rule, without_employer
from review_tui.regulation.load import pack
from review_tui.regulation.pack import Pack

ABOVE = "Ban Thường vụ Đảng ủy phường Hòa An Tây"

NAMES = (
    "Lê Thị Vượng", "Bùi Quang Hiếu", "Trần Xuân Nhẫn", "Huỳnh Quang Đồng", "Hồ Thị Diệu", "Phạm Văn Lộc",
    "Nguyễn Thị Mỹ Hạnh", "Alăng Thị Ước", "Đặng Hữu Thủy", "Võ Đình Dũng", "Ngô Kim Yến", "Đỗ Thanh Ẩn",
    "Lý Ngọc Kỳ", "Trần Thị Bích Phượng", "Lê Ngọc Mẫn", "Phan Văn Thọ", "Nguyễn Văn An", "Nguyễn Văn An",
    "Mai Thị Sáu", "Trương Công Định", "Cao Thị Bảy", "Hà Văn Tám", "Tô Thị Lan", "Dương Văn Minh",
)  # fmt: skip

FIRST = {
    "m1": "5 13 0 0", "m2": "4 14 0 0", "m3": "10 8 0 0", "m4": "12 6 0 0", "m5": "2 16 0 0", "m6": "0 12 6 0",
    "m7": "11 7 0 0", "m8": "9 9 0 0", "m9": "1 17 0 0", "m10": "3 15 0 0", "m11": "10 8 0 0", "m12": "0 18 0 0",
    "m13": "0 8 7 2", "m14": "2 16 0 0", "m15": "0 4 13 1", "m16": "13 5 0 0", "m17": "1 16 1 0", "m18": "0 17 1 0",
    "m19": "0 9 9 0", "m20": "0 15 3 0", "m22": "2 14 2 0", "m24": "0 14 4 0",
}  # fmt: skip
"""The first slip: 21 voters, 3 spoilt. m8 and m19 are ties; m13 has no majority and one blank line; m21 (chưa kiểm
điểm) is closed; m23 is in temporary Party life here."""


def people() -> tuple[object, ...]:
    """Twenty-four: m24 is probationary, m23 in temporary Party life, m1 and m6 work for the ward."""
    made = [member(no) for no in range(1, 25)]
    made[22], made[23] = temporary(23), probationary(24)
    jobs = {1: "Công chức Ủy ban nhân dân phường", 6: "Giáo viên"}
    posts = {1: "Bí thư chi bộ", 2: "Phó Bí thư chi bộ", 3: "Chi ủy viên"}
    years = {17: 1958, 18: 1961}
    return tuple(
        replace(
            one,
            name=NAMES[one.no - 1],
            job=jobs.get(one.no, "Hưu trí"),
            office=posts.get(one.no, ""),
            born=date(years.get(one.no, 1960), 5, 19),
        )
        for one in made
    )


def cell(session: Session) -> Cell:
    """The cell."""
    return Cell(
        name="Chi bộ Tổ dân phố 4 Bến Mây",
        superior="Đảng ủy phường Hòa An Tây",
        place="Hòa An Tây",
        members=session.roll,
    )


def rules(regulation: str = "366-2025") -> Pack:
    """The pack; without a majority it is voted again."""
    made = pack(regulation)
    return replace(made, ballot=replace(made.ballot, tie="revote"))


def ready(regulation: str = "366-2025") -> Session:
    """Everybody but m21, who is in hospital, was reviewed; m23 is temporary here, m24 probationary: 21 may vote."""
    session = room(*people(), waiting=("m21",), regulation=regulation)  # type: ignore[arg-type]
    session = marked(session, (Presence(member="m21", here=Here.ABSENT, reason="nằm viện, có giấy"),))
    session = role_taken(session, Role.TELLERS, ("m9", "m14", "m16"))
    said = (
        Rating(id="e1", floor="m1", body=Body.EMPLOYER, level=Level.GOOD, on=date(2026, 11, 30), source="12-TB/UBND"),
        Rating(id="s5", floor="m5", body=Body.SELF, level=Level.GOOD, points=84),
        Rating(id="c5", floor="m5", body=Body.CELL, points=74, base=88),
        Rating(id="n4", floor="m4", body=Body.RESIDENCE, words="Chấp hành tốt", on=date(2026, 11, 20)),
    )
    for one in said:
        session = rated(session, one)
    return session


def before_count(regulation: str = "366-2025") -> Session:
    """The first slip is open."""
    session, pack_ = ready(regulation), rules(regulation)
    floors = session.reviewed
    session = prepared_ballot(
        session, id="b1", rule=vote_rule(pack_), floors=floors, provisional=without_employer(session, pack_, floors)
    )
    return opened_ballot(session, "b1")


def evening(regulation: str = "366-2025") -> Session:
    """The whole evening."""
    session = typed(before_count(regulation), "21 0 21 18 3", FIRST, id="b1")
    session = opened_ballot(revote_prepared(session, "b1", new_id="b2"), "b2")
    session = typed(session, "21 1 20 20 0", {"m8": "12 8 0 0", "m13": "0 12 8 0", "m19": "0 10 10 0"}, id="b2")
    session = opened_ballot(revote_prepared(session, "b2", new_id="b3"), "b3")
    session = typed(session, "21 0 21 21 0", {"m19": "0 12 9 0"}, id="b3")
    rule = vote_rule(rules(regulation))
    session = prepared_ballot(session, id="b4", rule=rule, floors=(COLLECTIVE,), way=Way.SCREEN)
    session = opened_ballot(session, "b4")
    poll = begun(next(one for one in session.ballots if one.id == "b4"))
    for place, voter in enumerate(poll.electorate):
        choice = {} if place == 4 else {COLLECTIVE: Level.EXCELLENT if place % 5 == 0 else Level.GOOD}
        poll = voted(poll, session, voter, choice)
    session = published(poll_closed(session, poll, closed_at="20:50"), "b4")
    return _reduced(_faulty(session))


def _reduced(session: Session) -> Session:
    """The cap is overrun: the cell proposes "tốt" for three who had a majority for more, and says why."""
    why = "Vượt tỷ lệ tối đa, chi bộ thảo luận chọn theo số phiếu"
    for floor in ("m3", "m11", "m7"):
        session = rated(session, Rating(id=f"p{floor}", floor=floor, body=Body.PROPOSAL, level=Level.GOOD, words=why))
    return session


def _faulty(session: Session) -> Session:
    """One fault and one promise of m5."""
    point = Point(
        id="p", number="2026-001", floor="m5", place=1, kind=Kind.SHORTCOMING, source=Source.MEMBER, critic="m2",
        critic_name=NAMES[1], text="Vắng 4 kỳ sinh hoạt, chỉ báo trước 1 lần", order=1, sitting=1,
        verdict=Verdict(kind=VerdictKind.SHORTCOMING, by="m1"),
    )  # fmt: skip
    about_m2 = replace(point, id="q", number="2026-002", floor="m2", text="Chậm trả lời đơn của dân", order=2)
    made = Commitment(
        id="k", number="CK2026-001", floor="m5", owner="m5", text="Báo vắng trước một ngày, dự đủ 11/12 kỳ", order=3,
        points=("p",), verifier="m2", due_kind=DueKind.BY_DATE, due=date(2027, 6, 30),
    )  # fmt: skip
    return replace(session, points=(point, about_m2), commitments=(made,), last_number=2, last_commitment=1)


def afterwards(session: Session) -> FollowUp:
    """The superior decides for m5, m7, m16; m7's level is changed, m16's cancelled."""
    closed = replace(session, state=State.APPROVED)
    found = FollowUp()
    for floor, level, reason in (
        ("m5", Level.GOOD, ""),
        ("m7", Level.GOOD, ""),
        ("m16", Level.GOOD, "Đơn vị không còn chỉ tiêu xuất sắc"),
    ):
        made = Decision(
            id=f"d{floor}", session="2026", floor=floor, level=level, on=date(2026, 12, 20), by=ABOVE,
            number="41-QĐ/ĐU", reason=reason,
        )  # fmt: skip
        found = decided(found, closed, made)
    found = rerated(
        found, closed, "m16", None, id="r16", ground="Kê khai kết quả không đúng", on=date(2027, 2, 10), by=ABOVE
    )
    return rerated(
        found, closed, "m7", Level.COMPLETED, id="r7", ground="Kết luận kiểm tra ngày 01/3/2027 về chậm hạn 3 việc",
        on=date(2027, 3, 15), by=ABOVE, number="09-QĐ/ĐU",
    )  # fmt: skip


def sources(regulation: str = "366-2025", **changes: object) -> Sources:
    """Everything that the papers of this evening are made from."""
    session = evening(regulation)
    follow_up = afterwards(session)
    made = Sources(
        session=session,
        cell=cell(session),
        pack=rules(regulation),
        sessions=(session,),
        follow_up=follow_up,
        ledger=ledger((session,), follow_up, date(2027, 3, 20)),
        today=date(2027, 3, 20),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


assert DAY.year == 2026
