"""Invented cells and meetings of any size, built from plain model values; the same arguments give the same values."""

from dataclasses import replace
from datetime import UTC, date, datetime

from review_tui.model.cell import Cell
from review_tui.model.people import Member, Post, Status, StatusPeriod
from review_tui.model.points import (
    COLLECTIVE,
    Answer,
    AnswerKind,
    Commitment,
    DueKind,
    Kind,
    Packet,
    Point,
    Source,
    Topic,
    TopicAnswer,
    TopicKind,
    TopicVerdict,
    Verdict,
    VerdictKind,
    WithheldName,
)
from review_tui.model.session import (
    Approval,
    Floor,
    FloorState,
    Guest,
    Here,
    Level,
    Paragraph,
    Presence,
    Role,
    RoleChange,
    Session,
    Sitting,
    State,
    Tally,
)

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý", "Alăng")
_MIDDLE = ("Thị Mỹ", "Văn", "Ngọc", "Quang", "Thị Bích", "Hữu", "Đình", "Thanh", "Xuân", "Kim")
_GIVEN = ("Vượng", "Hiếu", "Nhẫn", "Mẫn", "Đồng", "Hạnh", "Ước", "Thủy", "Dũng", "Yến", "Ẩn", "Kỳ", "Phượng", "Lộc")

_SAID = {
    Kind.SHORTCOMING: (
        "Vắng 4 kỳ sinh hoạt: tháng 2, 5, 7 và 9, chỉ báo trước 1 lần",
        "4 hồ sơ đất trễ hẹn trong quý 3 mà không có thư xin lỗi; người dân phải đi lại, tổ dân phố đã phản ánh",
        "Nhóm Zalo chi bộ: nhiều lần không phản hồi việc được giao trước hạn",
        "Phát biểu ở hội nghị còn nể nang, chưa nói thẳng khuyết điểm của tổ mình phụ trách",
    ),
    Kind.STRENGTH: (
        "Gương mẫu trong đợt lũ tháng 10, trực 5 đêm tại điểm sơ tán",
        "Vận động 12 hộ hiến đất mở rộng hẻm 45, hoàn thành trước hạn 2 tháng",
    ),
    Kind.QUESTION: ("Quy trình luân chuyển hồ sơ chậm ở khâu nào?", "Hai phản ánh hẻm 45 ai phụ trách trả lời?"),
    Kind.SUGGESTION: ("Nên giao một chi ủy viên theo dõi từng việc, báo cáo ở kỳ sinh hoạt",),
    Kind.STATEMENT: ("Nhất trí với các ý kiến đã nêu, không có gì thêm",),
}


def name_of(index: int) -> str:
    """An invented name; all of the first 1,820 differ."""
    family = _FAMILY[index % len(_FAMILY)]
    middle = _MIDDLE[(index // len(_FAMILY) + index) % len(_MIDDLE)]
    return f"{family} {middle} {_GIVEN[(index // (len(_FAMILY) * len(_MIDDLE)) + index) % len(_GIVEN)]}"


def member(no: int, **changes: object) -> Member:
    """Member `no` of an invented roll; the first four hold posts."""
    posts = {1: Post.HEAD, 2: Post.DEPUTY, 3: Post.COMMITTEE, 4: Post.COMMITTEE}
    offices = {1: "Bí thư chi bộ", 2: "Phó bí thư", 3: "Chi ủy viên", 4: "Chi ủy viên"}
    made = Member(
        id=f"m{no}",
        no=no,
        name=name_of(no),
        born=date(1950 + no % 50, 1 + no % 12, 1 + no % 28),
        sex="Nữ" if no % 2 else "Nam",
        joined=date(2000, 3, 2),
        official=date(2001, 3, 2),
        card=f"{no:08d}",
        office=offices.get(no, ""),
        job="Giáo viên",
        post=posts.get(no, Post.MEMBER),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def roll(size: int) -> tuple[Member, ...]:
    """An invented roll; from 10 members on its last four are probationary, temporary, exempt and suspended."""
    members = [member(no) for no in range(1, size + 1)]
    if size >= 10:
        members[-4] = member(size - 3, joined=date(2026, 3, 2), official=None, note="Dự bị")
        for back, status in ((3, Status.TEMPORARY_HERE), (2, Status.EXEMPT), (1, Status.SUSPENDED)):
            members[-back] = member(size - back + 1, periods=(StatusPeriod(status=status, since=date(2026, 1, 1)),))
    return tuple(members)


def cell(size: int = 17, **changes: object) -> Cell:
    """An invented cell."""
    made = Cell(
        name="Chi bộ khu phố 4",
        superior="Đảng ủy phường Tân An Đông",
        place="Tân An Đông",
        members=roll(size),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def empty_session(size: int = 17, **changes: object) -> Session:
    """A session in which nothing has happened."""
    members = roll(size)
    left_out = (Status.EXEMPT, Status.SUSPENDED)
    made = Session(
        id="2026",
        year=2026,
        regulation="366-2025",
        created=date(2026, 11, 20),
        roll=members,
        reviewed=tuple(one.id for one in members if one.status_on(date(2026, 12, 5)) not in left_out),
        not_reviewed=tuple(
            (one.id, "được miễn công tác và sinh hoạt đảng")
            for one in members
            if one.status_on(date(2026, 12, 5)) in left_out
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def meeting(size: int = 17, *, opinions: int = 4) -> Session:
    """A meeting that was held: everybody but one absent comrade was reviewed, with this many opinions each."""
    told = _Telling(empty_session(size), opinions)
    return told.session()


def approved(session: Session, **changes: object) -> Session:
    """The session with approved minutes."""
    approval = Approval(
        votes_for=12,
        voters=13,
        at=datetime(2026, 12, 5, 21, 35, tzinfo=UTC),
        number="05",
        place="Tân An Đông",
        recipients=("Đảng ủy phường Tân An Đông (báo cáo)", "Chi ủy"),
        fingerprint="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    )
    return replace(session, state=State.APPROVED, approval=replace(approval, **changes))  # type: ignore[arg-type]


class _Telling:
    """Builds one meeting, counting order, numbers and ids as it goes."""

    def __init__(self, session: Session, opinions: int) -> None:
        self.base = session
        self.opinions = opinions
        self.order = 0
        self.points: list[Point] = []
        self.commitments: list[Commitment] = []
        self.floors: list[Floor] = []
        self.withheld: list[WithheldName] = []

    def session(self) -> Session:
        members = self.base.roll
        absent = members[2] if len(members) > 3 else None
        self.floor(COLLECTIVE)
        for key in self.base.reviewed:
            if absent is not None and key == absent.id:
                self.floors.append(Floor(key=key, state=FloorState.QUEUED))
            else:
                self.floor(key)
        return replace(
            self.base,
            state=State.RECORDING,
            sittings=(self.sitting(absent),),
            guests=(Guest(id="k1", name="Phan Văn Thọ", title="Phó Bí thư Đảng ủy phường"),),
            roles=(
                RoleChange(role=Role.CHAIR, members=("m1",), sitting=1),
                RoleChange(role=Role.RECORDER, members=(members[-1].id if len(members) < 5 else "m4",), sitting=1),
                RoleChange(role=Role.TELLERS, members=("m2",), sitting=1),
            ),
            packets=(
                Packet(
                    id="p1",
                    issuer="Đảng ủy phường Tân An Đông",
                    number="Số 27-CV/ĐU",
                    dated=date(2026, 11, 16),
                    year=2026,
                ),
            ),
            topics=self.topics(),
            topic_answers=self.topic_answers(),
            floors=tuple(self.floors),
            points=tuple(self.points),
            withheld=tuple(self.withheld),
            commitments=tuple(self.commitments),
            tallies=self.tallies(),
            last_number=len(self.points),
            last_commitment=len(self.commitments),
            last_order=self.order,
        )

    def next(self) -> int:
        self.order += 1
        return self.order

    def sitting(self, absent: Member | None) -> Sitting:
        not_due = {one for one, _why in self.base.not_reviewed}
        presences = []
        for one in self.base.roll:
            if one.id in not_due:
                continue
            if one is absent:
                presences.append(Presence(member=one.id, here=Here.ABSENT, reason="Nằm viện, có giấy"))
            elif one.no == 6:
                presences.append(Presence(member=one.id, here=Here.ABSENT))
            elif one.no == 8:
                presences.append(Presence(member=one.id, here=Here.PRESENT, arrived="18:25"))
            elif one.no == 5:
                presences.append(Presence(member=one.id, here=Here.PRESENT, left="20:40", left_reason="Việc gia đình"))
            else:
                presences.append(Presence(member=one.id, here=Here.PRESENT))
        return Sitting(
            number=1,
            day=date(2026, 12, 5),
            place="Nhà sinh hoạt cộng đồng khu phố 4",
            opened="18:00",
            closed="21:40",
            attendance=tuple(presences),
        )

    def floor(self, key: str) -> None:
        chair = "m1" if key != "m1" else "m2"
        if key != COLLECTIVE:
            self.say(key, Kind.STATEMENT, Source.SELF, key, "Năm qua tôi hoàn thành việc được giao, còn chậm báo cáo")
        for turn in range(self.opinions):
            self.opinion(key, turn)
        if len(self.points) % 3 == 0:
            self.say(key, Kind.SHORTCOMING, Source.RESIDENCE, "", "Ít dự họp tổ dân phố, 2 lần trong năm")
        self.commit(key)
        self.floors.append(
            Floor(
                key=key,
                state=FloorState.OPENED,
                conclusion=(
                    Paragraph(
                        id=f"k{key}",
                        text="Ghi nhận tiếp thu; phát huy ưu điểm, khắc phục xong khuyết điểm trước ngày 30/6/2027",
                        by=chair,
                        order=self.next(),
                    ),
                ),
                self_level=Level.GOOD,
                self_points=80 + len(self.floors) % 10,
            )
        )

    def opinion(self, key: str, turn: int) -> None:
        """One opinion by another member, in all kinds in turn, answered in all ways in turn."""
        kinds = tuple(_SAID)
        kind = kinds[(turn + len(self.floors)) % len(kinds)]
        others = [one.id for one in self.base.roll if one.id not in (key, "m3")]
        critic = others[(turn * 7 + len(self.points)) % len(others)]
        texts = _SAID[kind]
        answers: tuple[Answer, ...] = ()
        verdict: Verdict | None = None
        if kind in (Kind.SHORTCOMING, Kind.QUESTION):
            said = tuple(AnswerKind)[len(self.points) % 5]
            by = key if key != COLLECTIVE else "m1"
            answer = Answer(
                id=f"a{len(self.points)}", kind=said, text="Tôi không báo trước là lỗi của tôi", by=by, order=0
            )
            answers = (answer,)
        if kind is Kind.SHORTCOMING:
            made = tuple(VerdictKind)[len(self.points) % 4]
            verdict = Verdict(kind=made, by="m1", verifier="m4", due=date(2027, 1, 15))
        point = self.say(key, kind, Source.MEMBER, critic, texts[len(self.points) % len(texts)])
        answers = tuple(replace(answer, order=self.next()) for answer in answers)
        self.points[-1] = replace(point, answers=answers, verdict=verdict)

    def say(self, key: str, kind: Kind, source: Source, critic: str, text: str) -> Point:
        number = len(self.points) + 1
        name = next((one.name for one in self.base.roll if one.id == critic), "")
        point = Point(
            id=f"p{number}",
            number=f"2026-{number:03d}",
            floor=key,
            place=1 + sum(made.floor == key for made in self.points),
            kind=kind,
            source=source,
            critic=critic,
            critic_name=name,
            text=f"{text} [{number}]",
            order=self.next(),
            sitting=1,
            entries=("1.4", "d11", "n3"),
        )
        self.points.append(point)
        return point

    def commit(self, key: str) -> None:
        number = len(self.commitments) + 1
        owner = "m1" if key == COLLECTIVE else key
        dues = ((DueKind.BY_DATE, date(2027, 6, 30)), (DueKind.AT_ONCE, None), (DueKind.REGULAR, None))
        kind, due = dues[number % 3]
        faults = [point.id for point in self.points if point.floor == key and point.kind is Kind.SHORTCOMING]
        self.commitments.append(
            Commitment(
                id=f"c{number}",
                number=f"CK2026-{number:03d}",
                floor=key,
                owner=owner,
                text=f"Báo vắng trước 24 giờ, dự ít nhất 11 trên 12 kỳ sinh hoạt {{{number}}}",
                order=self.next(),
                points=tuple(faults),
                verifier="m2" if owner != "m2" else "m1",
                due_kind=kind,
                due=due,
            )
        )

    def topics(self) -> tuple[Topic, ...]:
        return (
            Topic(
                id="g1",
                packet="p1",
                kind=TopicKind.COLLECTIVE,
                title="Sinh hoạt chi bộ chưa đủ, nội dung còn hình thức",
                text="Quý 2 năm 2026 chi bộ sinh hoạt 2 trong 3 kỳ. Làm rõ nguyên nhân và trách nhiệm.",
                entries=("1.5",),
            ),
            Topic(
                id="g4",
                packet="p1",
                kind=TopicKind.HEAD,
                concerns=("m1",),
                title="Trách nhiệm người đứng đầu trong khắc phục hạn chế năm 2025",
                text="Hai hạn chế được kết luận năm 2025 chưa khắc phục xong.",
            ),
        )

    def topic_answers(self) -> tuple[TopicAnswer, ...]:
        answer = Answer(
            id="ta1",
            kind=AnswerKind.EXPLAIN,
            text="Kỳ tháng 5 trùng đợt tiêm chủng, chi ủy hoãn mà không thông báo lý do",
            by="m1",
            order=self.next(),
        )
        return (
            TopicAnswer(id="t1", topic="g1", floor=COLLECTIVE, answers=(answer,), verdict=TopicVerdict.CLEAR),
            TopicAnswer(id="t2", topic="g4", floor="m1", verdict=TopicVerdict.REPORT, report_by=date(2027, 1, 15)),
        )

    def tallies(self) -> tuple[Tally, ...]:
        keys = [COLLECTIVE, *self.base.reviewed]
        votes = ((Level.EXCELLENT, 2), (Level.GOOD, 9), (Level.COMPLETED, 1), (Level.NOT_COMPLETED, 0))
        return tuple(Tally(floor=key, issued=13, returned=13, valid=12, votes=votes, result=Level.GOOD) for key in keys)
