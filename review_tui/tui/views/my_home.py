"""The first page of a member: what is new, what waits for him, and one row for each year, from a small digest of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import voices
from review_tui.model.looking_back import Event
from review_tui.model.session import Session, State
from review_tui.model.submission import Opening
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.views.my_year import STATE_WORDS
from review_tui.tui.widgets.listing import Line, plain, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDigest:
    """One session in a few figures, so that a list of thirty years reads nothing twice."""

    session: str
    state: State
    points: int
    waiting: tuple[str, ...]
    """points and suggested topics that still have no answer, by id; none once the minutes are closed"""
    promised: int
    level: str
    """msgid of the last word on the level; empty while there is none"""


def digest_of(session: Session, follow_up: FollowUp, me: str) -> YearDigest:
    """What the first page says about one session."""
    points = session.points_of(me)
    topics = (one.id for one in session.topics_for(me) if not _answered(session, one.id, me))
    still = session.state in (State.PREPARED, State.RECORDING)
    said = [voice.level for voice in voices(session, me, follow_up) if voice.level is not None]
    return YearDigest(
        session=session.id,
        state=session.state,
        points=len(points),
        waiting=(*(point.id for point in points if point.is_open), *topics) if still else (),
        promised=sum(made.owner == me and not made.withdrawn for made in session.commitments),
        level=LEVEL_NAMES[said[-1]] if said else "",
    )


def _answered(session: Session, topic: str, me: str) -> bool:
    given = session.topic_answer(topic, me)
    return given is not None and bool(given.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyRow:
    """One row of the first page: an act with its digit, or a year."""

    key: str
    text: str = ""
    """msgid of an act"""
    more: str = ""
    """said behind it, already in the language of the screen"""
    digit: int = 0
    year: YearDigest | None = None
    waiting: int = 0
    """of its points and topics, those to which no answer is on its way"""


ACTS = (
    ("desk", N_("Việc của tôi: viết, trả lời, báo cáo, gửi thư ký")),
    ("promised", N_("Cam kết của tôi")),
    ("fresh", N_("Điều mới từ lần xem trước")),
    ("opened", N_("Ai đã mở hồ sơ của tôi, lúc nào")),
    ("verify", N_("Đối chiếu hồ sơ với phiếu của tôi")),
    ("papers", N_("In, lưu giấy của tôi: trích biên bản, bản kiểm điểm")),
)


def home_rows(
    sessions: tuple[str, ...], known: dict[str, YearDigest], more: dict[str, str], sent: frozenset[str] = frozenset()
) -> tuple[MyRow, ...]:
    """The acts, then the years, the newest first. `sent`: points to which an answer is on its way."""
    years = tuple(_year_row(session, known.get(session), sent) for session in reversed(sessions))
    acts = tuple(
        MyRow(key=f"act:{act}", text=words, more=more.get(act, ""), digit=digit)
        for digit, (act, words) in enumerate(ACTS, start=1)
    )
    return (*acts, *years)


def _year_row(session: str, digest: YearDigest | None, sent: frozenset[str]) -> MyRow:
    waiting = digest.waiting if digest is not None else ()
    return MyRow(key=session, year=digest, waiting=sum(one not in sent for one in waiting))


def draw_home_row(row: MyRow, width: int) -> list[Line]:
    """An act on one row, a year on two."""
    if row.text:
        return _act_lines(row, width)
    if row.year is None:
        return [plain(_("Kỳ kiểm điểm {id}").format(id=row.key), "strong"), plain("   …", "quiet")]
    year = row.year
    head: Line = (
        (_("Kỳ kiểm điểm {id}").format(id=year.session), "strong"),
        ("  " + _(STATE_WORDS[year.state]), "good" if year.state is State.SIGNED else ""),
    )
    told = [_("{count} ý kiến về tôi").format(count=year.points)]
    told += [_("{count} cam kết").format(count=year.promised)] if year.promised else []
    told += [_(year.level)] if year.level else []
    below: Line = (("   " + " · ".join(told), "quiet"),)
    if row.waiting:
        below = (*below, (" · " + _("! chờ tôi trả lời {count}").format(count=row.waiting), "warning"))
    return [head, below]


def _act_lines(row: MyRow, width: int) -> list[Line]:
    first, *rest = wrapped(_(row.text) + (f" · {row.more}" if row.more else ""), width - 2)
    return [((f"{row.digit} ", "strong"), (first, "")), *(plain("  " + line) for line in rest)]


def promised_words(items: tuple[LedgerItem, ...], me: str) -> str:
    """ "2 còn mở, ! 1 quá hạn"."""
    own = [item for item in items if item.commitment.owner == me and item.is_open]
    late = sum(item.overdue for item in own)
    words = _("{count} còn mở").format(count=len(own)) if own else _("không còn cam kết nào mở")
    return words + (_(", ! {count} quá hạn").format(count=late) if late else "")


EVENT_NAMES = {
    "point": N_("ý kiến"),
    "return": N_("lặp lại ý kiến"),
    "answer": N_("trả lời"),
    "verdict": N_("chủ trì kết luận"),
    "topic": N_("trả lời gợi ý"),
    "commitment": N_("cam kết"),
    "check": N_("kiểm tra cam kết"),
    "verifier": N_("người theo dõi mới"),
    "closing": N_("xác nhận kết thúc"),
    "due": N_("đã đến hạn"),
}


def event_key(event: Event) -> str:
    """What tells one happening from every other, short enough to be kept by the hundred."""
    from hashlib import sha256

    told = "\0".join((event.on.isoformat(), event.kind, event.number, event.text, event.session))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def event_words(event: Event) -> str:
    """ "05/12/2026 ý kiến 2026-014: Vắng bốn kỳ"."""
    text = f": {event.text}" if event.text else ""
    return f"{numeric_date(event.on)} {_(EVENT_NAMES[event.kind])} {event.number}{text}"


def fresh_words(events: Sequence[Event], since: str) -> str:
    """What is new, the newest first, and since when."""
    head = _("Từ lần xem trước, {day}:").format(day=since) if since else _("Đây là lần đầu đồng chí xem.")
    lines = ["- " + event_words(event) for event in events] or [_("Không có điều gì mới.")]
    return "\n".join([head, "", *lines])


def opened_words(openings: tuple[Opening, ...]) -> str:
    """Every opening of my part, the newest first, and what this list can know."""
    head = _(
        "Mỗi lần phần của đồng chí được mở riêng đều ghi ở đây. Thư ký giữ sổ đọc được mọi phần khi mở cả sổ; "
        "những lần đó không ghi riêng cho từng người."
    )
    lines = [
        f"{numeric_date(one.at.date())} {one.at:%H:%M}  "
        + (_("mở bằng mã trên phiếu") if one.by_code else _("mở tại chỗ, thư ký mở cho xem"))
        for one in reversed(openings)
    ]
    return "\n".join([head, "", *(lines or [_("Chưa có lần nào.")])])


def marks_words(marks: tuple[tuple[str, str], ...], said: str) -> str:
    """What the marks are, what a comparison gave, and the marks with the session up to which each stands."""
    lines = [said, ""] if said else []
    lines += [
        _("Dấu dưới đây tính lại ngay bây giờ từ mọi phần đã ký của đồng chí; phần chưa ký chưa tính."),
        _("Trên phiếu của đồng chí in một dấu trong số này: nhìn so từng nhóm, hoặc bấm 1 rồi gõ."),
        "",
    ]
    if not marks:
        return "\n".join([*lines[:-1], _("Chưa có biên bản nào được ký nên chưa có dấu.")])
    lines += [_("Đến kỳ {id}: {mark}").format(id=session, mark=mark) for session, mark in reversed(marks)]
    return "\n".join(lines)
