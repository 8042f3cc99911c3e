"""The other forms of a level file: opinions, the facts of the year, discipline."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.levels import voices
from review_tui.model.ratings import Body, Discipline, Facts, Rating, Share
from review_tui.model.session import Level, Session
from review_tui.regulation.pack import Pack
from review_tui.regulation.scales import SUBJECTS
from review_tui.tui.views.founding import why_empty
from review_tui.tui.views.level_file import SHARE_NAMES, SUBJECT_NAMES
from review_tui.tui.widgets.form import Field

_LEVELS: tuple[Level | None, ...] = (None, *Level)
_NO_LEVEL = N_("chưa có")
_COUNTS = (
    ("tasks", N_("Tổng số nhiệm vụ của năm")),
    ("done", N_("Số nhiệm vụ hoàn thành")),
    ("above", N_("Trong đó vượt yêu cầu")),
    ("late", N_("Chậm hạn")),
    ("failed", N_("Không hoàn thành")),
)
_YES_NO = (N_("có"), N_("không"))


def level_choices(pack: Pack) -> tuple[str, ...]:
    """ "chưa có", then the four levels by the names of the pack."""
    return (_NO_LEVEL, *(pack.band(level).name for level in Level))


def level_read(level: Level | None) -> int:
    """The place of a level among the choices."""
    return _LEVELS.index(level)


def chosen_level(place: int) -> Level | None:
    """The level at a place of the choices."""
    return _LEVELS[place]


def read_points(text: str) -> int:
    """A whole number of at most four digits; raises one sentence."""
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise ReviewError(_("“{text}” không phải là số nguyên từ 0 trở lên.").format(text=text))
    return int(text)


def maybe_day(text: str) -> date | None:
    """The day that is typed, or none; raises one sentence."""
    return read_date(text) if text else None


def why_maybe_day(text: str) -> str | None:
    """Raises one sentence for what is no day; an empty field is taken."""
    maybe_day(text)
    return None


def why_day(text: str) -> str | None:
    """The same where a day is needed."""
    read_date(text)
    return None


# --- what a body says -----------------------------------------------------------------------------------------------


def known_opinion(session: Session, floor: str, body: Body) -> Rating:
    """What was entered for a body before, else what its paper in the evidence says."""
    for one in session.ratings:
        if (one.floor, one.body) == (floor, body):
            return one
    said = next((voice for voice in voices(session, floor) if voice.body is body), None)
    blank = Rating(id="", floor=floor, body=body)
    return blank if said is None else replace(blank, level=said.level, words=said.words, on=said.on, source=said.source)


def opinion_fields(pack: Pack, known: Rating) -> list[Field]:
    """Level, words, day, source: of the employer, of the residence, and the proposal of the cell."""
    words = N_("Lý do, nếu khác kết quả phiếu") if known.body is Body.PROPOSAL else N_("Ý kiến, nhận xét")
    return [
        Field(name="level", label=N_("Mức"), text=str(level_read(known.level)), choices=level_choices(pack)),
        Field(name="words", label=words, text=known.words, longest=2_000),
        Field(name="on", label=N_("Ngày"), text=numeric_date(known.on), longest=20, why=why_maybe_day),
        Field(name="source", label=N_("Nguồn"), text=known.source, example=N_("ví dụ Thông báo 12-TB/UBND")),
    ]


def read_opinion(known: Rating, values: dict[str, str], id: str) -> Rating | None:
    """What is typed; None where neither level nor words are given. Points that were known stay."""
    level, words = chosen_level(int(values["level"])), values["words"]
    if level is None and not words:
        return None
    return replace(
        known, id=known.id or id, level=level, words=words, on=maybe_day(values["on"]), source=values["source"]
    )


# --- the facts of the year ------------------------------------------------------------------------------------------


def facts_fields(pack: Pack, facts: Facts, subject: str, proposed: str) -> list[Field]:
    """The kind of subject, the group of comparable people, counts of tasks, shares that the pack's gates ask for."""
    made = list(_count_fields(facts))
    made += [_share_field(facts, measure) for measure in measures_asked(pack, subject)]
    if subject not in SUBJECTS:
        return made
    kinds = (
        _("theo đề xuất: {kind}").format(kind=_(SUBJECT_NAMES[proposed])),
        *(SUBJECT_NAMES[one] for one in SUBJECTS),
    )
    at = SUBJECTS.index(facts.subject) + 1 if facts.subject else 0
    return [
        *made,
        Field(name="subject", label=N_("Đối tượng"), text=str(at), choices=kinds),
        Field(
            name="group",
            label=N_("Nhóm để tính tỷ lệ xuất sắc"),
            text=facts.group,
            example=N_("trống: cả chi bộ một nhóm"),
            longest=60,
        ),
    ]


def _count_fields(facts: Facts) -> Iterator[Field]:
    known = {"tasks": facts.tasks, "done": facts.done, "above": facts.above, "late": facts.late, "failed": facts.failed}
    for name, label in _COUNTS:
        text = "" if known[name] is None else str(known[name])
        yield Field(name=name, label=label, text=text, longest=6, why=_why_not_count)


def _why_not_count(text: str) -> str | None:
    _maybe_count(text)
    return None


def measures_asked(pack: Pack, subject: str) -> tuple[str, ...]:
    """The shares that gates of the pack ask for of this kind of subject."""
    asked = {gate.measure for level in Level for gate in pack.gates_for(subject, level)}
    return tuple(measure for measure in SHARE_NAMES if measure in asked)


def _share_field(facts: Facts, measure: str) -> Field:
    known = next((f"{one.part}/{one.whole}" for one in facts.shares if one.measure == measure), "")
    return Field(
        name=measure,
        label=SHARE_NAMES[measure],
        text=known,
        example=N_("ví dụ 1/3"),
        longest=12,
        why=lambda text: _why_not_share(measure, text),
    )


def _why_not_share(measure: str, text: str) -> str | None:
    if text:
        _read_share(measure, text)
    return None


def _read_share(measure: str, text: str) -> Share:
    part, slash, whole = text.replace(" ", "").partition("/")
    if not slash or not part or not whole:
        raise ReviewError(_("Ghi dạng phần trên tổng, ví dụ 1/3."))
    return Share(measure=measure, part=read_points(part), whole=read_points(whole))


def read_facts(facts: Facts, values: dict[str, str]) -> Facts:
    """The facts with what is typed; gates and discipline stay."""
    tasks, done, above, late, failed = (_maybe_count(values[name]) for name, _label in _COUNTS)
    shares = tuple(_read_share(measure, values[measure]) for measure in SHARE_NAMES if values.get(measure))
    kind = int(values.get("subject", 0))
    return replace(
        facts,
        tasks=tasks,
        done=done,
        above=above,
        late=late,
        failed=failed,
        shares=shares,
        subject=SUBJECTS[kind - 1] if kind else "",
        group=values.get("group", facts.group),
    )


def _maybe_count(text: str) -> int | None:
    return read_points(text) if text else None


def gate_weighed(facts: Facts, key: str, holds: bool | None) -> Facts:
    """A competent body found that a gate holds or does not; None: nobody said anything."""
    found = tuple(one for one in facts.found if one != key) + ((key,) if holds else ())
    cleared = tuple(one for one in facts.cleared if one != key) + ((key,) if holds is False else ())
    return replace(facts, found=found, cleared=cleared)


# --- discipline -----------------------------------------------------------------------------------------------------


def discipline_fields(made: Discipline | None) -> list[Field]:
    """Form, day, year of the fault, and the three questions that decide where it counts (QĐ 366-QĐ/TW)."""
    return [
        Field(
            name="form",
            label=N_("Hình thức kỷ luật"),
            text=made.form if made else "",
            example=N_("ví dụ khiển trách"),
            why=why_empty,
        ),
        Field(name="on", label=N_("Ngày quyết định"), text=numeric_date(made.on if made else None), why=why_day),
        Field(
            name="act_year",
            label=N_("Năm xảy ra vi phạm"),
            text=str(made.act_year) if made and made.act_year else "",
            example=N_("để trống nếu là năm nay"),
            longest=4,
            why=_why_not_count,
        ),
        _yes_no("duty", N_("Liên quan nhiệm vụ được giao"), made.duty if made else True),
        _yes_no("elsewhere", N_("Thuộc thời gian ở đơn vị cũ"), made.elsewhere if made else False),
        _yes_no("self_reported", N_("Tự phát hiện, báo cáo, khắc phục"), made.self_reported if made else False),
    ]


def _yes_no(name: str, label: str, yes: bool) -> Field:
    return Field(name=name, label=label, text="0" if yes else "1", choices=_YES_NO)


def read_discipline(values: dict[str, str]) -> Discipline:
    """The disciplinary measure that is typed."""
    return Discipline(
        form=values["form"],
        on=read_date(values["on"]),
        act_year=read_points(values["act_year"]) if values["act_year"] else None,
        duty=values["duty"] == "0",
        elsewhere=values["elsewhere"] == "0",
        self_reported=values["self_reported"] == "0",
    )


def discipline_placed(facts: Facts, place: int | None, made: Discipline | None) -> Facts:
    """The facts with one disciplinary measure added, put in the place of another, or (None) taken out."""
    left = tuple(one for at, one in enumerate(facts.disciplines) if at != place)
    if made is None:
        return replace(facts, disciplines=left)
    at = len(left) if place is None else place
    return replace(facts, disciplines=(*left[:at], made, *left[at:]))
