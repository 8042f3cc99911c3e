"""Papers that go on from one meeting or recorder to the next: the supplement, and the handover of the book."""

from collections.abc import Iterator

from review_tui.language.dates import numeric_date
from review_tui.model.opening import still_to_review
from review_tui.model.points import TopicVerdict, VerdictKind
from review_tui.model.session import FloorState, Here, Role, Session, State
from review_tui.papers.following import due_words, standing_words
from review_tui.papers.material import on_day
from review_tui.papers.signers import BLANK_LINES, for_the_cell, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Column, Heading, Paper, Paragraph, Record, Signature, Table

_STATES = {
    State.PREPARED: "đang chuẩn bị",
    State.RECORDING: "đang ghi biên bản",
    State.APPROVED: "biên bản đã thông qua, chưa ký",
    State.SIGNED: "biên bản đã ký",
}

QUEUE_COLUMNS = (
    Column(key="so", label="Số", width=12, centred=True),
    Column(key="ten", label="Họ và tên", width=50),
    Column(key="ly_do", label="Lý do chưa kiểm điểm", width=55),
    Column(key="khi", label="Kiểm điểm bổ sung", width=48),
)
OPEN_COLUMNS = (
    Column(key="so", label="Số", width=25),
    Column(key="noi_dung", label="Nội dung cam kết", width=52),
    Column(key="nguoi", label="Người cam kết, người theo dõi", width=36),
    Column(key="thoi_han", label="Thời hạn", width=22, centred=True),
    Column(key="tinh_trang", label="Tình trạng", width=30),
)


def supplement(sources: Sources) -> Paper:
    """Who was absent in the year's first meeting, and who of them was reviewed since: the supplementary report."""
    session, material = sources.session, sources.material
    return paper(
        sources,
        kind="supplement",
        title="BÁO CÁO",
        subject=f"Bổ sung kết quả kiểm điểm năm {session.year}",
        blocks=(
            Paragraph(
                text=f"{material.cell_name()} báo cáo việc kiểm điểm bổ sung những đảng viên chưa kiểm điểm "
                f"tại hội nghị năm {session.year}:"
            ),
            *_queue(sources),
        ),
        right=for_the_cell(sources),
        recipients=recipients_of(sources),
        symbol="report",
    )


def _queue(sources: Sources) -> Iterator[Block]:
    year = [made for made in sources.sessions or (sources.session,) if made.year == sources.session.year]
    first = year[0] if year else sources.session
    waited = still_to_review(first)
    if not waited:
        yield Paragraph(text="Tất cả đảng viên thuộc diện kiểm điểm đã được kiểm điểm tại hội nghị.")
        return
    rows = tuple(
        (str(first.member(key).no), first.member(key).name, _why(first, key), _reviewed_later(year[1:], key))
        for key in waited
    )
    yield Table(key="queue", columns=QUEUE_COLUMNS, rows=rows)
    left = [first.member(key).name for key in waited if not any(_was_up(made, key) for made in year[1:])]
    if left:
        names = ", ".join(left)
        yield Paragraph(
            text=f"Còn {len(left)} đồng chí chưa kiểm điểm: {names}; kiểm điểm tại kỳ sinh hoạt gần nhất có mặt."
        )
    else:
        yield Paragraph(text="Đến nay không còn đảng viên nào chưa kiểm điểm.")


def _why(session: Session, member: str) -> str:
    for sitting in reversed(session.sittings):
        for presence in sitting.attendance:
            if presence.member == member and presence.here is Here.ABSENT:
                return f"vắng mặt: {presence.reason}" if presence.reason else "vắng mặt, không có lý do"
    return "chưa đến lượt kiểm điểm"


def _was_up(session: Session, member: str) -> bool:
    return session.floor(member).state is FloorState.OPENED


def _reviewed_later(later: list[Session], member: str) -> str:
    for made in later:
        if _was_up(made, member):
            return f"đã kiểm điểm {on_day(made.day)}, kỳ {made.id}"
    return "chưa"


def handover(sources: Sources) -> Paper:
    """The record of a handover between recorders: open items first, then what is handed over, every backup named."""
    session = sources.session
    recorder = sources.material.main_holder(Role.RECORDER)
    return paper(
        sources,
        kind="handover",
        title="BIÊN BẢN",
        subject="Bàn giao sổ kiểm điểm của chi bộ",
        blocks=(
            Record(
                rows=(
                    ("Người giao", sources.material.comrade(recorder[0]) if recorder else DOTS),
                    ("Người nhận", DOTS),
                    ("Người chứng kiến", DOTS),
                )
            ),
            Heading(level=1, text="I- VIỆC CÒN ĐANG THEO DÕI"),
            *_open_items(sources),
            Heading(level=1, text="II- SỔ VÀ CÁC KỲ KIỂM ĐIỂM"),
            *(
                Paragraph(text=f"Kỳ {made.id}: {_STATES[made.state]}, {len(made.commitments)} cam kết.", marker="-")
                for made in sources.sessions or (session,)
            ),
            Heading(level=1, text="III- BẢN SAO LƯU VÀ MẬT KHẨU"),
            *_backups(sources),
        ),
        left=Signature(label="NGƯỜI GIAO", name=sources.material.name(recorder[0]) if recorder else ""),
        right=Signature(label="NGƯỜI NHẬN", name=""),
        day=sources.today,
    )


def _open_items(sources: Sources) -> Iterator[Block]:
    rows = tuple(
        (
            item.number,
            item.commitment.text,
            f"{item.owner_name}; theo dõi: {item.verifier_name or 'chưa có'}",
            due_words(item),
            standing_words(item),
        )
        for item in sources.ledger
        if item.is_open
    )
    yield Heading(level=2, text=f"1. Cam kết chưa xong: {len(rows)}")
    if rows:
        yield Table(key="open", columns=OPEN_COLUMNS, rows=rows)
    others = [line for made in sources.sessions or (sources.session,) for line in _waiting(made)]
    yield Heading(level=2, text=f"2. Nội dung chờ xác minh, báo cáo bổ sung, kiểm điểm bổ sung: {len(others)}")
    yield from (Paragraph(text=line, marker="-") for line in others)


def _waiting(session: Session) -> Iterator[str]:
    for point in session.points:
        if not point.withdrawn and point.verdict is not None and point.verdict.kind is VerdictKind.PENDING:
            yield f"Ý kiến số {point.number}: chờ xác minh, báo cáo trước {on_day(point.verdict.due)}."
    titles = {topic.id: topic.title for topic in session.topics}
    for given in session.topic_answers:
        if given.verdict in (TopicVerdict.UNCLEAR, TopicVerdict.REPORT):
            yield (
                f"Kỳ {session.id}, vấn đề “{titles.get(given.topic, given.topic)}”: báo cáo bổ sung trước "
                f"{on_day(given.report_by)}."
            )
    if session.state is not State.PREPARED:
        yield from (
            f"Kỳ {session.id}: đồng chí {session.member(key).name} chưa kiểm điểm." for key in still_to_review(session)
        )


def _backups(sources: Sources) -> Iterator[Block]:
    """The old passphrase is void for this book only: every copy made under it still opens with it."""
    yield Paragraph(
        text="Sau khi nhận, người nhận đặt mật khẩu mới và in khóa khôi phục mới. Mật khẩu cũ chỉ hết hiệu lực "
        "đối với sổ này; các bản sao lưu dưới đây vẫn mở được bằng mật khẩu cũ nên phải thu hồi."
    )
    for copy in sources.backups:
        yield Paragraph(text=f"{copy}: [  ] đã thu hồi", marker="-")
    if not sources.backups:
        yield Paragraph(text=f"Các bản sao đã lập (nơi cất, ngày {numeric_date(sources.today) or DOTS}):", marker="-")
        yield Paragraph(text=BLANK_LINES)
