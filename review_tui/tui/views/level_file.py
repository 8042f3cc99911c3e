"""The file of one level as rows: what is open and why not, who says what, the facts, what was decided and changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot
from review_tui.model.followup import FollowUp
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import (
    BODY_NAMES,
    Unrepaired,
    Voice,
    expected_levels,
    facts_of,
    share_words,
    unrepaired,
    voices,
    was_reviewed,
)
from review_tui.model.majority import outcome, outcome_words
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Discipline, Facts
from review_tui.model.rerating import Standing, history
from review_tui.model.session import Level, Session
from review_tui.regulation.cap import cap_sentence, cap_views, no_room_for, reading_sentence
from review_tui.regulation.gates import LevelAnswer, explained
from review_tui.regulation.pack import Gate, Pack
from review_tui.regulation.scales import subject_of
from review_tui.tui.widgets.listing import Line, plain, wrapped

SUBJECT_NAMES = {
    "collective": N_("tập thể"),
    "leader": N_("người giữ chức vụ lãnh đạo, quản lý"),
    "member": N_("người không giữ chức vụ lãnh đạo, quản lý"),
    "outside": N_("người ngoài hệ thống chính trị (hưu trí, nội trợ…)"),
}
SHARE_NAMES = {
    "units_failed": N_("Đơn vị không hoàn thành trên số đơn vị phụ trách"),
    "low_confidence": N_("Phiếu tín nhiệm thấp trên số phiếu"),
    "targets_missed": N_("Chỉ tiêu cơ bản không đạt trên số được giao"),
}
_OF_THE_CELL = (Body.SELF, Body.COMMITTEE, Body.CELL, Body.BALLOT, Body.PROPOSAL, Body.SUPERIOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFileRow:
    """One row: its first line, and sentences under it. A row without a kind is a heading, and nothing is done to it."""

    key: str
    """ "level:good", "body:self", "facts", "gate:degradation", "discipline:0", "history:id", "fault:2025-003" """
    text: str
    sentences: tuple[str, ...] = ()
    role: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """What kind of row it is, and which one."""
        kind, _colon, which = self.key.partition(":")
        return kind, which


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFile:
    """Everything that the rows are made from."""

    session: Session
    pack: Pack
    floor: str
    earlier: tuple[Session, ...]
    items: tuple[LedgerItem, ...]
    follow_up: FollowUp

    @property
    def who(self) -> str:
        """ "Tập thể chi bộ" or the full name."""
        return self.session.floor_name(self.floor)

    @property
    def subject(self) -> str:
        """The kind of subject."""
        return subject_of(self.session, self.pack, self.floor)

    @property
    def facts(self) -> Facts:
        """The facts of the year."""
        return facts_of(self.session, self.floor)

    @property
    def left(self) -> tuple[Unrepaired, ...]:
        """Earlier shortcomings that are not repaired."""
        return unrepaired(self.earlier, self.items, self.session, self.floor)

    @property
    def answers(self) -> tuple[LevelAnswer, ...]:
        """The four levels; the cap is looked at too."""
        levels = expected_levels(self.session)
        return answers_for(self.session, self.pack, self.floor, self.earlier, self.items, levels)

    @property
    def triggers(self) -> tuple[Gate, ...]:
        """What brings "không hoàn thành" about."""
        return tuple(self.pack.gates_for(self.subject, Level.NOT_COMPLETED))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Those who may rate this subject: nobody employs the cell."""
        return _OF_THE_CELL if self.floor == COLLECTIVE else tuple(Body)


def answers_for(
    session: Session,
    pack: Pack,
    floor: str,
    earlier: Sequence[Session],
    items: Sequence[LedgerItem],
    levels: Mapping[str, Level | None],
) -> tuple[LevelAnswer, ...]:
    """The four levels of one subject, open or not and why; `levels` are the proposed ones of everybody."""
    left = unrepaired(earlier, items, session, floor)
    return explained(session, pack, floor, unrepaired=left, no_room=no_room_for(session, pack, levels, floor))


def level_file_rows(file: LevelFile) -> tuple[LevelFileRow, ...]:
    """All sections, the explainer first."""
    return tuple(_all_rows(file))


def _all_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    subject = _(SUBJECT_NAMES.get(file.subject, file.subject))
    yield _heading("levels", _("Mức còn xét được ({subject})").format(subject=subject))
    yield from _level_rows(file)
    yield from _cap_rows(file)
    yield _heading("bodies", _("Ai nói gì"))
    yield from _body_rows(file)
    yield _heading("faults", _("Hạn chế, khuyết điểm các kỳ trước chưa khắc phục"))
    yield from _fault_rows(file)
    yield _heading("year", _("Số liệu của năm"))
    yield LevelFileRow(key="facts", text=facts_words(file.facts))
    yield _heading("triggers", _("Trường hợp phải xếp loại không hoàn thành"))
    for gate in file.triggers:
        yield LevelFileRow(key=f"gate:{gate.key}", text=f"{gate.sentence}: {_gate_state(file.facts, gate)}")
    yield _heading("disciplines", _("Kỷ luật"))
    yield from _discipline_rows(file.facts)
    yield _heading("decided", _("Quyết định của cấp có thẩm quyền"))
    yield from _history_rows(file)


def _heading(key: str, text: str) -> LevelFileRow:
    return LevelFileRow(key=f"heading:{key}", text=text, role="strong")


def _level_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    for answer in file.answers:
        head = _("{level}: còn xét được") if answer.open else _("{level}: không xét được")
        told = dict.fromkeys((*answer.why_not, *answer.because, *answer.unknown, *answer.notes))
        role = "good" if answer.open else "warning"
        yield LevelFileRow(
            key=f"level:{answer.level}", text=head.format(level=answer.name), sentences=tuple(told), role=role
        )


def _cap_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    """The cap of the own group; the collective has none."""
    if file.floor == COLLECTIVE or not was_reviewed(file.session, file.floor):
        return
    for view in cap_views(file.session, file.pack, expected_levels(file.session)):
        if view.group == file.facts.group:
            told = _("Tỷ lệ xuất sắc: {sentence}").format(sentence=cap_sentence(view))
            yield LevelFileRow(key="cap", text=told, sentences=(reading_sentence(view.rule),))


def _body_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    said = {voice.body: voice for voice in voices(file.session, file.floor, file.follow_up)}
    for body in file.bodies:
        told = voice_words(file.pack, said[body]) if body in said else _("chưa có")
        text = _("{body}: {told}").format(body=_(BODY_NAMES[body]), told=told)
        sentences = (newest_outcome(file.session, file.floor),) if body is Body.BALLOT and body in said else ()
        yield LevelFileRow(key=f"body:{body}", text=text, sentences=tuple(filter(None, sentences)))


def newest_outcome(session: Session, floor: str) -> str:
    """The verdict sentence of the newest ballot on a subject; nothing where none was held."""
    ballot = newest_ballot(session, floor)
    return outcome_words(ballot, floor) if ballot is not None else ""


def newest_ballot(session: Session, floor: str) -> Ballot | None:
    """The last ballot that counted this subject, or None."""
    return next((ballot for ballot in reversed(session.ballots) if outcome(ballot, floor) is not None), None)


def voice_words(pack: Pack, voice: Voice) -> str:
    """ "Hoàn thành tốt nhiệm vụ, 84/100 điểm; lý do … (05/12/2026, Thông báo 12)"."""
    parts = [pack.band(voice.level).name] if voice.level is not None else []
    if voice.points is not None:
        parts.append(_("{points} điểm").format(points=_out_of(voice.points, voice.base)))
    if voice.words:
        parts.append(voice.words)
    where = ", ".join(part for part in (numeric_date(voice.on), voice.source) if part)
    told = ", ".join(parts) or _("chưa rõ mức")
    return f"{told} ({where})" if where else told


def _out_of(points: int, base: int | None) -> str:
    return str(points) if base is None else f"{points}/{base}"


def _fault_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    if not file.left:
        yield LevelFileRow(key="fault:", text=_("Đã khắc phục hết, hoặc các kỳ trước không có."), role="good")
    for one in file.left:
        yield LevelFileRow(key=f"fault:{one.number}", text=f"{one.number}: {one.text}", sentences=(one.state,))


def facts_words(facts: Facts) -> str:
    """ "10 nhiệm vụ: hoàn thành 10/10 (100 %), …; nhóm lãnh đạo"; says that nothing is known yet."""
    parts = []
    if facts.tasks is not None:
        told = [words.format(part=share_words(part, facts.tasks)) for part, words in _parts(facts) if part is not None]
        parts.append(_("{tasks} nhiệm vụ: {told}").format(tasks=facts.tasks, told=", ".join(told) or "…"))
    for share in facts.shares:
        name = _(SHARE_NAMES.get(share.measure, share.measure))
        parts.append(f"{name}: {share_words(share.part, share.whole)}")
    if facts.group:
        parts.append(_("nhóm {group}").format(group=facts.group))
    return "; ".join(parts) or _("Chưa ghi số liệu nào.")


def _parts(facts: Facts) -> Iterator[tuple[int | None, str]]:
    yield facts.done, _("hoàn thành {part}")
    yield facts.above, _("vượt yêu cầu {part}")
    yield facts.late, _("chậm hạn {part}")
    yield facts.failed, _("không hoàn thành {part}")


def _gate_state(facts: Facts, gate: Gate) -> str:
    if gate.key in facts.found:
        return _("có kết luận")
    if gate.key in facts.cleared:
        return _("đã xem, không thuộc trường hợp này")
    return _("tính theo số liệu") if gate.measure else _("chưa có kết luận")


def discipline_words(made: Discipline) -> str:
    """ "Khiển trách ngày 03/05/2026, vi phạm năm 2024; ở đơn vị cũ"."""
    told = [_("{form} ngày {day}").format(form=made.form, day=numeric_date(made.on))]
    if made.act_year is not None:
        told.append(_("vi phạm năm {year}").format(year=made.act_year))
    told += [_("không liên quan nhiệm vụ")] if not made.duty else []
    told += [_("thuộc thời gian ở đơn vị cũ")] if made.elsewhere else []
    told += [_("tự phát hiện, tự báo cáo, đã khắc phục")] if made.self_reported else []
    return ", ".join(told)


def _discipline_rows(facts: Facts) -> Iterator[LevelFileRow]:
    for place, made in enumerate(facts.disciplines):
        yield LevelFileRow(key=f"discipline:{place}", text=discipline_words(made))
    yield LevelFileRow(key="discipline:", text=_("Thêm một quyết định kỷ luật…"), role="quiet")


def _history_rows(file: LevelFile) -> Iterator[LevelFileRow]:
    """Every decision and change stays; the last one is in force."""
    made = tuple(history(file.follow_up, file.session.id, file.floor))
    for one in made:
        role = "" if one is made[-1] else "quiet"
        yield LevelFileRow(
            key=f"history:{one.id}", text=_standing_words(file.pack, one), sentences=_ground(one), role=role
        )
    more = _("Xếp loại lại (mẫu 03)…") if made else _("Ghi quyết định của cấp có thẩm quyền…")
    yield LevelFileRow(key="decide:", text=more, role="quiet")


def _standing_words(pack: Pack, one: Standing) -> str:
    level = pack.band(one.level).name if one.level is not None else _("hủy bỏ kết quả, chưa xếp loại lại")
    what = _("Xếp loại lại") if one.changed else _("Quyết định")
    return _("{what}: {level} ({day}, {source})").format(
        what=what, level=level, day=numeric_date(one.on), source=one.source
    )


def _ground(one: Standing) -> tuple[str, ...]:
    return (_("lý do: {words}").format(words=one.words),) if one.words else ()


def draw_level_file_row(row: LevelFileRow, width: int) -> tuple[Line, ...]:
    """A heading stands at the edge with a blank line above; sentences are set in under their row."""
    if row.about[0] == "heading":
        return tuple(plain(line, "strong") for line in wrapped(row.text, width))
    lines = [plain("  " + line, row.role) for line in wrapped(row.text, width - 2, width - 2)]
    for sentence in row.sentences:
        first, *rest = wrapped(sentence, width - 6)
        lines += [plain("    - " + first), *(plain("      " + line) for line in rest)]
    return tuple(lines)
