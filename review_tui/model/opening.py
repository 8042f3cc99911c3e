"""Preparing a session: its roll, its order of review, the suggested topics."""

from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Handled
from review_tui.model.people import Member
from review_tui.model.points import Packet, Topic
from review_tui.model.rules import Rules
from review_tui.model.session import FloorState, Session, State


def prepared(
    *,
    session_id: str,
    year: int,
    regulation: str,
    created: date,
    rules: Rules,
    roll: tuple[Member, ...],
    reviewed: tuple[str, ...],
    not_reviewed: tuple[tuple[str, str], ...] = (),
    first_number: int = 1,
    first_commitment: int = 1,
) -> Session:
    """A session in which nothing has been said yet. Numbers go on from `first_number` and `first_commitment`."""
    return Session(
        id=session_id,
        year=year,
        regulation=regulation,
        created=created,
        rules=rules,
        roll=roll,
        reviewed=reviewed,
        not_reviewed=not_reviewed,
        first_number=first_number,
        first_commitment=first_commitment,
    )


def roll_refreshed(
    session: Session, *, roll: tuple[Member, ...], reviewed: tuple[str, ...], not_reviewed: tuple[tuple[str, str], ...]
) -> Session:
    """Take over the roll as it stands now; only before the opening, since it is frozen from then on."""
    if session.state is not State.PREPARED:
        raise ReviewError(_("Danh sách đã chốt từ khi khai mạc kỳ {id}, không thay được nữa.").format(id=session.id))
    return replace(session, roll=roll, reviewed=reviewed, not_reviewed=not_reviewed)


def why_not_take(session: Session, handled: Handled) -> str | None:
    """Why a file should not be taken in: it was already; None where nothing speaks against it."""
    for made in session.handled:
        if (made.kind, made.digest) == (handled.kind, handled.digest):
            return _("Tệp này đã nhập ngày {day}.").format(day=numeric_date(made.on))
    return None


def topics_added(
    session: Session, packet: Packet, topics: tuple[Topic, ...], handled: Handled | None, *, replacing: bool = False
) -> Session:
    """Take in a letter of suggested topics; a changed letter (same issuer and number) needs `replacing`.

    `handled` is the file that it came in; None for one typed on the screen. Answers already given stay with the
    topics that keep their id.
    """
    if session.state in (State.APPROVED, State.SIGNED):
        raise ReviewError(
            _("Biên bản kỳ {id} đã thông qua, không thêm gợi ý kiểm điểm được nữa.").format(id=session.id)
        )
    same = same_packet(session, packet)
    if same is not None and not replacing:
        raise ReviewError(
            _("Văn bản {number} đã nhập; nội dung đã đổi thì thêm --replace để thay bản trước.").format(
                number=packet.number
            )
        )
    others = tuple(topic for topic in session.topics if same is None or topic.packet != same.id)
    taken = {topic.id for topic in others}
    for topic in topics:
        if topic.id in taken:
            raise ReviewError(_("Mã gợi ý {topic} đã dùng trong một văn bản khác của kỳ này.").format(topic=topic.id))
    kept = {topic.id for topic in (*others, *topics)}
    return replace(
        session,
        packets=tuple(packet if p is same else p for p in session.packets) if same else (*session.packets, packet),
        topics=(*others, *topics),
        topic_answers=tuple(given for given in session.topic_answers if given.topic in kept),
        handled=session.handled if handled is None else (*session.handled, handled),
    )


def same_packet(session: Session, packet: Packet) -> Packet | None:
    """The letter of this issuer and number that was taken in before, or None."""
    return next((p for p in session.packets if (p.issuer, p.number) == (packet.issuer, packet.number)), None)


def letter_changed(session: Session, packet: Packet, topics: tuple[Topic, ...]) -> Session:
    """A letter known by its id, with other facts or topics: how one that is typed grows topic by topic."""
    packets = tuple(packet if one.id == packet.id else one for one in session.packets)
    return topics_added(replace(session, packets=packets), packet, topics, None, replacing=True)


def why_not_drop(session: Session, topic: Topic) -> str | None:
    """Why a topic cannot be taken out of its letter: somebody has answered it."""
    if any(given.topic == topic.id and given.answers for given in session.topic_answers):
        return _("Gợi ý {topic} đã được trả lời, không bỏ được nữa.").format(topic=topic.id)
    return None


def numbers_after(sessions: tuple[Session, ...], year: int) -> tuple[int, int]:
    """The first free point number and commitment number of a year, after its earlier sessions."""
    points = [max(s.last_number, s.first_number - 1) for s in sessions if s.year == year]
    made = [max(s.last_commitment, s.first_commitment - 1) for s in sessions if s.year == year]
    return max(points, default=0) + 1, max(made, default=0) + 1


def why_not_new(sessions: tuple[Session, ...], year: int) -> str | None:
    """Why no further session of a year can be made: the last one must be signed first."""
    last = [session for session in sessions if session.year == year]
    if last and last[-1].state is not State.SIGNED:
        return _("Kỳ kiểm điểm {id} chưa ký biên bản; ký xong mới mở kỳ kiểm điểm bổ sung.").format(id=last[-1].id)
    return None


def still_to_review(session: Session) -> tuple[str, ...]:
    """Members of the order of review who were never on the floor: the absent queue."""
    opened = {floor.key for floor in session.floors if floor.state is FloorState.OPENED}
    return tuple(key for key in session.reviewed if key not in opened)
