"""The fields of a letter of suggested topics and of one topic, and what is wrong with what is typed into them."""

from dataclasses import replace
from datetime import date

from textual.app import App

from review_tui.exchange.topics import why_not_topic_id
from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.cell import named
from review_tui.model.people import Member, Post
from review_tui.model.points import Packet, Topic, TopicKind
from review_tui.model.session import Session
from review_tui.tui.dialogs.ask import PickMember
from review_tui.tui.views.founding import why_empty
from review_tui.tui.widgets.form import Field, Picker

_KINDS = (TopicKind.INDIVIDUAL, TopicKind.COLLECTIVE, TopicKind.HEAD)
_KIND_NAMES = (N_("cho từng đảng viên"), N_("cho tập thể chi bộ"), N_("cho người đứng đầu"))
_MUST = (
    ("facts", N_("sự việc")),
    ("cause", N_("nguyên nhân")),
    ("responsibility", N_("trách nhiệm")),
    ("measures", N_("biện pháp")),
    ("deadline", N_("thời hạn")),
)


def letter_fields(
    *, issuer: str, number: str = "", dated: date | None = None, answer_by: date | None = None
) -> list[Field]:
    """Number, date, issuer, answer-by."""
    return [
        Field(name="number", label=N_("Số, ký hiệu"), text=number, example=N_("ví dụ Số 27-CV/ĐU"), why=why_empty),
        Field(
            name="dated",
            label=N_("Ngày văn bản"),
            text=numeric_date(dated),
            example=N_("ví dụ 16/11/2026"),
            why=_why_day,
        ),
        Field(name="issuer", label=N_("Cơ quan gửi"), text=issuer, why=why_empty),
        Field(
            name="answer_by",
            label=N_("Trả lời trước ngày"),
            text=numeric_date(answer_by),
            example=N_("để trống nếu văn bản không nêu"),
            why=lambda text: _why_day(text) if text else None,
        ),
    ]


def _why_day(text: str) -> str | None:
    read_date(text)
    return None


def read_letter(packet: Packet, values: dict[str, str]) -> Packet:
    """The letter as typed."""
    return replace(
        packet,
        number=values["number"],
        issuer=values["issuer"],
        dated=read_date(values["dated"]),
        answer_by=read_date(values["answer_by"]) if values["answer_by"] else None,
    )


def next_id(session: Session) -> str:
    """g1, g2, ...: the first that no topic of the session has."""
    taken = {topic.id for topic in session.topics}
    return next(f"g{count}" for count in range(1, len(taken) + 2) if f"g{count}" not in taken)


def topic_fields(session: Session, id: str, topic: Topic | None = None) -> list[Field]:
    """Id, kind, whom it concerns, title, text, what must be answered."""
    kind = _KINDS.index(topic.kind) if topic else 0
    who = " ".join(str(session.member(key).no) for key in topic.concerns) if topic else ""
    must = ", ".join(_must_words(topic.must_answer)) if topic else ""
    return [
        Field(name="id", label=N_("Mã"), text=id, longest=12, why=why_not_topic_id),
        Field(name="kind", label=N_("Loại"), text=str(kind), choices=_KIND_NAMES),
        Field(
            name="who",
            label=N_("Đối với ai"),
            text=who,
            example=N_("ví dụ 7 14 18; F4 chọn từng người"),
            why=lambda text: _why_nobody(session, text),
            pick=_one_more(session),
        ),
        Field(
            name="title",
            label=N_("Tên gợi ý"),
            text=topic.title if topic else "",
            longest=500,
            example=N_("ví dụ Vắng sinh hoạt nhiều kỳ"),
            why=why_empty,
        ),
        Field(
            name="text",
            label=N_("Nội dung"),
            text=topic.text if topic else "",
            longest=20_000,
            several=True,
            example=N_("chép nguyên văn; phím Tab sang ô sau"),
            why=why_empty,
        ),
        Field(
            name="must",
            label=N_("Phải làm rõ"),
            text=must,
            example=N_("ví dụ nguyên nhân, biện pháp; có thể trống"),
            longest=500,
        ),
    ]


def _must_words(keys: tuple[str, ...]) -> list[str]:
    names = dict(_MUST)
    return [_(names[key]) if key in names else key for key in keys]


def _read_must(text: str) -> tuple[str, ...]:
    """Known words as their keys, so that they are told in every language; others to the letter."""
    keys = {_(word).casefold(): key for key, word in _MUST} | {word.casefold(): key for key, word in _MUST}
    words = [word.strip() for word in text.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(keys.get(word.casefold(), word) for word in words if word))


def _one_more(session: Session) -> Picker:
    """Adds one member to those named in the field."""

    async def pick(app: App[None], text: str) -> str | None:
        key = await app.push_screen_wait(PickMember(_("Gợi ý đối với ai?"), session.roll))
        if key is None:
            return None
        number = str(session.member(key).no)
        return text if number in text.split() else f"{text} {number}".strip()

    return pick


def read_people(session: Session, text: str) -> tuple[Member, ...]:
    """Members by number or name, parted by blanks (numbers) or commas; raises a sentence for who is unknown."""
    parts = [part for piece in text.replace(";", ",").split(",") for part in _parts(piece)]
    found: dict[str, Member] = {}
    for part in parts:
        member = session.numbered(int(part)) if part.isdecimal() else _by_name(session, part)
        found[member.id] = member
    return tuple(found.values())


def _parts(piece: str) -> list[str]:
    words = piece.split()
    return words if all(word.isdecimal() for word in words) else [" ".join(words)]


def _by_name(session: Session, words: str) -> Member:
    found = named(session.roll, words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ReviewError(_("Không có đảng viên nào tên “{name}” trong danh sách.").format(name=words))
    who = ", ".join(f"{member.no}. {member.name}" for member in found)
    raise ReviewError(_("“{name}” có thể là nhiều đồng chí: {who}; ghi số.").format(name=words, who=who))


def _why_nobody(session: Session, text: str) -> str | None:
    read_people(session, text)
    return None


def why_not_topic(session: Session, values: dict[str, str], known: str) -> str | None:
    """What is wrong with all fields together; `known` is the id of the topic that is edited."""
    kind, people = _KINDS[int(values["kind"])], read_people(session, values["who"])
    if values["id"] != known and any(topic.id == values["id"] for topic in session.topics):
        return _("Mã {id} đã dùng cho một gợi ý khác của kỳ này.").format(id=values["id"])
    if known and values["id"] != known:
        return _("Mã của gợi ý không đổi được: trả lời đã gắn với mã {id}.").format(id=known)
    if kind is TopicKind.COLLECTIVE and people:
        return _("Gợi ý cho tập thể không nêu tên cá nhân; bỏ trống ô “Đối với ai” hoặc đổi loại.")
    if kind is TopicKind.INDIVIDUAL and not people:
        return _("Gợi ý cho đảng viên phải nêu ít nhất một đồng chí (F4 để chọn).")
    if kind is TopicKind.HEAD and not people and len(_heads(session)) != 1:
        return _("Danh sách không có đúng một bí thư; hãy nêu số của người đứng đầu.")
    return None


def _heads(session: Session) -> tuple[Member, ...]:
    return tuple(member for member in session.roll if member.post is Post.HEAD)


def read_topic(session: Session, packet: Packet, values: dict[str, str]) -> Topic:
    """The topic as typed."""
    kind, people = _KINDS[int(values["kind"])], read_people(session, values["who"])
    if kind is TopicKind.HEAD and not people:
        people = _heads(session)
    return Topic(
        id=values["id"],
        packet=packet.id,
        kind=kind,
        title=values["title"],
        text=values["text"],
        concerns=tuple(member.id for member in people),
        must_answer=_read_must(values["must"]),
    )


def must_line(topic: Topic) -> str:
    """ "Phải làm rõ: nguyên nhân, biện pháp"; "" where the letter does not say."""
    if not topic.must_answer:
        return ""
    return _("Phải làm rõ: {what}").format(what=", ".join(_must_words(topic.must_answer)))


def topic_text(session: Session, topic: Topic) -> str:
    """The superior's text in full: letter, title, words, what to make clear, whom it concerns."""
    packet = next((one for one in session.packets if one.id == topic.packet), None)
    parts = [topic.title, topic.text, must_line(topic)]
    if topic.source:
        parts.append(_("Nguồn: {source}").format(source=topic.source))
    parts.append(_("Nêu cho: {names}").format(names=", ".join(session.floor_name(floor) for floor in topic.floors())))
    if packet is not None:
        letter = _("{number} ngày {day}, {issuer}").format(
            number=packet.number, day=numeric_date(packet.dated), issuer=packet.issuer
        )
        parts.append(letter)
        if packet.answer_by:
            parts.append(_("Trả lời trước ngày {day}").format(day=numeric_date(packet.answer_by)))
    return "\n\n".join(part for part in parts if part)
