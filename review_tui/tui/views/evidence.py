"""What came from outside, as rows, and the fields of one entry."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from textual.app import App

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import found
from review_tui.language.translate import N_, _
from review_tui.model.evidence import EVIDENCE_NAMES, Evidence, EvidenceKind, why_not_enter
from review_tui.model.levels import voices
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import informant_of
from review_tui.model.ratings import Body
from review_tui.model.session import Level, Session
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.views.topic_fields import read_people
from review_tui.tui.widgets.form import Field, Picker
from review_tui.tui.widgets.lines import Line, wrapped

KINDS = tuple(EvidenceKind)
PEOPLE_KINDS = (EvidenceKind.HOTLINE, EvidenceKind.DIALOGUE, EvidenceKind.PETITION)
"""Kinds behind which a person stands whose name is the recorder's only, and which are settled one day."""
EXEMPT_CHOICES = ("", "1.1", "1.2")
_EXEMPT_NAMES = (
    N_("phải có nhận xét"),
    N_("1.1 miễn tham gia sinh hoạt nơi cư trú"),
    N_("1.2 miễn giới thiệu về nơi cư trú"),
)
LEVELS: tuple[Level | None, ...] = (None, *Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One entry, with whom it is about."""

    entry: Evidence
    who: str
    topics: str
    informed: bool
    """whether a name is kept apart for the recorder"""


def evidence_rows(session: Session, words: str = "", *, unread: bool = False) -> tuple[EvidenceRow, ...]:
    """All entries, the newest first; found by person, kind, source or text, marks aside; `unread`: not yet read in."""
    rows = [_row(session, entry) for entry in session.evidence]
    rows.sort(key=lambda row: row.entry.dated or row.entry.came or date.min, reverse=True)
    return tuple(row for row in rows if found(words, _told(row)) and not (unread and _needs_no_reading(row.entry)))


def _needs_no_reading(entry: Evidence) -> bool:
    return entry.read_in or bool(entry.exempt)


def _row(session: Session, entry: Evidence) -> EvidenceRow:
    return EvidenceRow(
        entry=entry,
        who=who_of(session, entry.about),
        topics=" ".join(f"#{topic}" for topic in entry.topics),
        informed=bool(informant_of(session, entry.id)),
    )


def who_of(session: Session, floor: str) -> str:
    """ "7 Huỳnh Quang Đồng" or the cell."""
    return (
        session.floor_name(floor) if floor == COLLECTIVE else f"{session.member(floor).no} {session.floor_name(floor)}"
    )


def _told(row: EvidenceRow) -> str:
    entry = row.entry
    return f"{row.who} {_(EVIDENCE_NAMES[entry.kind])} {entry.source} {entry.text} {row.topics}"


def entry_head(entry: Evidence) -> str:
    """ "Đường dây nóng 02/10/2026, Đảng ủy phường"; an exemption in words."""
    name = _(EVIDENCE_NAMES[entry.kind])
    if entry.exempt:
        return _("{kind}: thuộc diện miễn {group}").format(kind=name, group=entry.exempt)
    return ", ".join(part for part in (f"{name} {numeric_date(entry.dated)}".strip(), entry.source) if part)


def entry_state(entry: Evidence) -> tuple[str, str]:
    """Whether it was read to the meeting; an exemption needs no reading."""
    if entry.exempt:
        return "", ""
    return (_("✓ đã đọc"), "good") if entry.read_in else (_("○ chưa đọc"), "warning")


def draw_evidence_row(row: EvidenceRow, width: int) -> tuple[Line, ...]:
    """Whom it is about and what it is; the text and how it was settled below."""
    entry = row.entry
    state, role = entry_state(entry)
    room = max(width - len(state) - 1, 20)
    first, *more = wrapped(f"{row.who} · {entry_head(entry)} {row.topics}".rstrip(), room, width - 4)
    lines: list[Line] = [((first + " " * (room - len(first) + 1), "strong"), (state, role))]
    lines += [((f"    {line}", "strong"),) for line in more]
    lines += [((f"    {line}", ""),) for line in (wrapped(entry.text, width - 4)[:2] if entry.text else ())]
    if settled := settled_words(row):
        lines += [((f"    {line}", "quiet"),) for line in wrapped(settled, width - 4)[:2]]
    return tuple(lines)


def settled_words(row: EvidenceRow) -> str:
    """How a call, dialogue or petition was settled; that a name is kept apart, never the name."""
    entry, said = row.entry, []
    if entry.kind in PEOPLE_KINDS:
        day = _("giải quyết {day}").format(day=numeric_date(entry.settled)) if entry.settled else _("chưa giải quyết")
        said.append(f"{day}: {entry.outcome}" if entry.outcome else day)
    if row.informed:
        said.append(_("tên người phản ánh: chỉ thư ký xem được"))
    return " · ".join(said)


# --- the fields -----------------------------------------------------------------------------------------------------


def entry_fields(session: Session, entry: Evidence) -> list[Field]:
    """The fields of an entry of this kind, with what it says already."""
    fields = [_about(session, entry)]
    if entry.kind is EvidenceKind.RESIDENCE:
        place = str(EXEMPT_CHOICES.index(entry.exempt))
        fields.append(Field(name="exempt", label=N_("Diện"), text=place, choices=_EXEMPT_NAMES))
    fields += [
        _day("dated", N_("Ngày của văn bản, việc"), entry.dated),
        Field(name="source", label=N_("Cơ quan, số văn bản"), text=entry.source, example=_EXAMPLES[entry.kind]),
    ]
    if entry.kind is EvidenceKind.EMPLOYER:
        fields.append(_level(session, entry))
    fields.append(_words(entry))
    fields.append(_topics(session, entry))
    if entry.kind in PEOPLE_KINDS:
        fields += _person_fields(session, entry)
    return [*fields, _day("came", N_("Chi bộ nhận ngày"), entry.came)]


def _words(entry: Evidence) -> Field:
    return Field(
        name="text",
        label=N_("Nội dung"),
        text=entry.text,
        longest=20_000,
        several=True,
        example=N_("phím Tab sang ô sau"),
    )


_EXAMPLES = {
    EvidenceKind.EMPLOYER: N_("ví dụ 12-TB/UBND, UBND phường"),
    EvidenceKind.RESIDENCE: N_("ví dụ Chi ủy khu phố 7"),
    EvidenceKind.TEMPORARY: N_("ví dụ Chi bộ Xưởng 2"),
    EvidenceKind.FRONT: N_("ví dụ Ban công tác Mặt trận khu phố 4"),
    EvidenceKind.MASS_ORG: N_("ví dụ Chi hội Phụ nữ khu phố 4"),
    EvidenceKind.HOTLINE: N_("ví dụ điện thoại của bí thư"),
    EvidenceKind.DIALOGUE: N_("ví dụ đối thoại tại nhà văn hóa"),
    EvidenceKind.PETITION: N_("ví dụ đơn số 14, Đảng ủy phường chuyển"),
    EvidenceKind.INSPECTION: N_("ví dụ Kết luận 15-KL/UBKT"),
}


def _person_fields(session: Session, entry: Evidence) -> list[Field]:
    return [
        Field(
            name="informant",
            label=N_("Người phản ánh (riêng)"),
            text=informant_of(session, entry.id),
            example=N_("chỉ thư ký xem được, không in ra đâu cả"),
        ),
        _day("settled", N_("Giải quyết ngày"), entry.settled),
        Field(name="outcome", label=N_("Kết quả giải quyết"), text=entry.outcome, longest=2_000),
    ]


def _day(name: str, label: str, day: date | None) -> Field:
    return Field(name=name, label=label, text=numeric_date(day), example=N_("ví dụ 30/11/2026"), why=_why_no_day)


def _why_no_day(text: str) -> str | None:
    if text:
        read_date(text)
    return None


def _about(session: Session, entry: Evidence) -> Field:
    text = "cb" if entry.about == COLLECTIVE else str(session.member(entry.about).no) if entry.about else ""
    return Field(
        name="about",
        label=N_("Về ai"),
        text=text,
        example=N_("số thứ tự hoặc họ tên; cb là tập thể chi bộ"),
        why=lambda typed: None if read_about(session, typed) else "",
    )


def read_about(session: Session, text: str) -> str:
    """The id of the member, or COLLECTIVE; raises a sentence for nobody or several."""
    if text.strip().casefold() == "cb":
        return COLLECTIVE
    people = read_people(session, text)
    if len(people) != 1:
        raise ReviewError(_("Ghi số thứ tự của một đồng chí, hoặc cb cho tập thể chi bộ."))
    return people[0].id


def _level(session: Session, entry: Evidence) -> Field:
    said = next((one.level for one in voices(session, entry.about) if one.body is Body.EMPLOYER), None)
    names = (N_("chưa ghi mức"), *(LEVEL_NAMES[level] for level in Level))
    return Field(name="level", label=N_("Mức xếp loại"), text=str(LEVELS.index(said)), choices=names)


def _topics(session: Session, entry: Evidence) -> Field:
    return Field(
        name="topics",
        label=N_("Liên quan gợi ý"),
        text=" ".join(entry.topics),
        example=N_("ví dụ g3; có thể trống; F4 để chọn"),
        why=lambda text: _why_no_topic(session, text),
        pick=_one_more_topic(session),
    )


def _why_no_topic(session: Session, text: str) -> str | None:
    known = {topic.id for topic in session.topics}
    unknown = [one for one in _ids(text) if one not in known]
    return _("Không có gợi ý {id} trong kỳ này.").format(id=unknown[0]) if unknown else None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def _one_more_topic(session: Session) -> Picker:
    async def pick(app: App[None], text: str) -> str | None:
        if not session.topics:
            return None
        chosen = await app.push_screen_wait(
            Choose(_("Liên quan gợi ý nào?"), [f"{topic.id} {topic.title}" for topic in session.topics])
        )
        return None if chosen is None else " ".join(_ids(f"{text} {session.topics[chosen].id}"))

    return pick


def read_entry(session: Session, entry: Evidence, values: dict[str, str]) -> Evidence:
    """The entry as typed."""
    days: dict[str, date | None] = {
        name: read_date(values[name]) if values.get(name) else None for name in ("dated", "came", "settled")
    }
    return replace(
        entry,
        about=read_about(session, values["about"]),
        exempt=EXEMPT_CHOICES[int(values.get("exempt", "0"))],
        source=values["source"],
        text=values["text"],
        topics=_ids(values["topics"]),
        outcome=values.get("outcome", ""),
        dated=days["dated"],
        came=days["came"],
        settled=days["settled"],
    )


def why_not_values(session: Session, entry: Evidence) -> Callable[[dict[str, str]], str | None]:
    """What is wrong with all fields together: nothing said at all, or the name of who called inside the words."""

    def why(values: dict[str, str]) -> str | None:
        made = read_entry(session, entry, values)
        if not (made.text or made.source or made.exempt or made.dated):
            return _("Hãy ghi ít nhất nội dung, hoặc cơ quan và ngày.")
        return why_not_enter(made, values.get("informant", ""))

    return why
