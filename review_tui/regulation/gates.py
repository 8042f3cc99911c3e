"""Which levels are open to a subject and the sentence why not, with the article (QĐ 366-QĐ/TW, điều 10, 11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review_tui.language.translate import _
from review_tui.model.levels import BODY_NAMES, Unrepaired, Voice, facts_of, points_for, was_reviewed
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body, Facts, Mark
from review_tui.model.scoring import reaches
from review_tui.model.session import Level, Session
from review_tui.regulation.measures import Grounds, counted, holds, measured
from review_tui.regulation.pack import Band, Gate, Pack
from review_tui.regulation.scales import scale_of, subject_of

_RATED = (Level.EXCELLENT, Level.GOOD, Level.COMPLETED)
_SCORERS = (Body.CELL, Body.COMMITTEE, Body.SELF)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelAnswer:
    """One level for one subject: open or not, why not, what is not known yet, what else has to be weighed."""

    level: Level
    name: str
    open: bool
    why_not: tuple[str, ...] = ()
    """sentences; for "không hoàn thành" why it need not be given"""
    because: tuple[str, ...] = ()
    """for "không hoàn thành": what brings it about"""
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def explained(
    session: Session,
    pack: Pack,
    floor: str,
    *,
    unrepaired: Sequence[Unrepaired] | None = None,
    no_room: str = "",
) -> tuple[LevelAnswer, ...]:
    """The four levels from the highest, each with its answer.

    `unrepaired` comes from `model.levels.unrepaired`; None says that nobody looked. `no_room` is the sentence of the
    cap where it is used up. What is not known closes nothing: it is listed by itself.
    """
    if not was_reviewed(session, floor):
        why = (_not_reviewed(session, pack, floor),)
        return tuple(LevelAnswer(level=level, name=pack.band(level).name, open=False, why_not=why) for level in Level)
    subject = subject_of(session, pack, floor)
    facts = facts_of(session, floor)
    grounds = Grounds(
        facts=facts,
        year=session.year,
        scale=scale_of(pack, subject),
        marks=marks_for(session, floor),
        unrepaired=unrepaired,
    )
    because = tuple(_triggers(pack, subject, grounds))
    notes = tuple(_notes(pack, facts, session.year))
    points = points_for(session, floor)
    answers = [_level(pack, subject, level, grounds, points, because, notes) for level in _RATED]
    if no_room:
        first = answers[0]
        answers[0] = LevelAnswer(
            level=first.level,
            name=first.name,
            open=False,
            why_not=(*first.why_not, no_room),
            unknown=first.unknown,
            notes=first.notes,
        )
    return (*answers, _lowest(pack, answers, because, notes, points))


def marks_for(session: Session, floor: str) -> tuple[Mark, ...]:
    """The marks that count: the cell's, else the committee's, else one's own."""
    by_body = {one.body: one.marks for one in session.ratings if one.floor == floor and one.marks}
    return next((by_body[body] for body in _SCORERS if body in by_body), ())


def _not_reviewed(session: Session, pack: Pack, floor: str) -> str:
    who = session.floor_name(floor) if floor == COLLECTIVE else _("Đ/c {name}").format(name=session.floor_name(floor))
    rule = pack.setting("reviewed_only")
    if rule is None or not rule.printed:
        return _("{who} chưa kiểm điểm nên chưa xếp loại.").format(who=who)
    return _("{who} chưa kiểm điểm nên chưa xếp loại: {rule}.").format(who=who, rule=_lowered(rule.printed))


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _level(
    pack: Pack,
    subject: str,
    level: Level,
    grounds: Grounds,
    points: Voice | None,
    because: tuple[str, ...],
    notes: tuple[str, ...],
) -> LevelAnswer:
    band = pack.band(level)
    why_not, unknown = list(because), list[str]()
    if band.lowest is not None:
        if points is None:
            unknown.append(_("Chưa có điểm chấm; mức này cần từ {lowest} điểm.").format(lowest=band.lowest))
        elif why := _below(band, points, grounds):
            why_not.append(why)
    for gate in pack.gates_for(subject, level):
        held = _holds(gate, grounds)
        if held is None:
            unknown.append(
                _("Chưa có số liệu để xét: {sentence} ({article}).").format(
                    sentence=gate.sentence, article=_article(gate)
                )
            )
        elif not held:
            why_not.append(_missed(gate, grounds))
    return LevelAnswer(
        level=level,
        name=band.name,
        open=not why_not,
        why_not=tuple(why_not),
        unknown=tuple(unknown),
        notes=notes,
    )


def _below(band: Band, points: Voice, grounds: Grounds) -> str | None:
    total = grounds.scale.total if grounds.scale is not None and grounds.scale.total else 0
    base = points.base or total
    assert band.lowest is not None
    assert points.points is not None
    if not total or reaches(points.points, base, band.lowest, total):
        return None
    sentence = _("{body}: {points}/{base} điểm, mức này cần từ {lowest}/{total} điểm").format(
        body=_(BODY_NAMES[points.body]), points=points.points, base=base, lowest=band.lowest, total=total
    )
    return f"{sentence} ({band.article})." if band.article else f"{sentence}."


def _holds(gate: Gate, grounds: Grounds) -> bool | None:
    """Whether a condition is met; None while it is not known. A competent body's word goes before the figures."""
    if gate.key in grounds.facts.found:
        return True
    if gate.key in grounds.facts.cleared:
        return False
    if not gate.measure or gate.figure is None:
        return None
    value = measured(gate.measure, grounds).value
    return None if value is None else holds(gate.relation, value, gate.figure)


def _missed(gate: Gate, grounds: Grounds) -> str:
    shown = measured(gate.measure, grounds).shown if gate.measure else ""
    if not shown or gate.key in grounds.facts.cleared:
        return _("Không đạt điều kiện “{sentence}” ({article}).").format(sentence=gate.sentence, article=_article(gate))
    return _("Không đạt điều kiện “{sentence}”; hiện nay: {shown} ({article}).").format(
        sentence=gate.sentence, shown=shown, article=_article(gate)
    )


def _article(gate: Gate) -> str:
    return gate.article if gate.sure else _("{article}, chưa đối chiếu với văn bản").format(article=gate.article)


def _triggers(pack: Pack, subject: str, grounds: Grounds) -> Iterator[str]:
    """What brings "không hoàn thành" about. Without a conclusion or a figure nothing does."""
    for gate in pack.gates_for(subject, Level.NOT_COMPLETED):
        if _holds(gate, grounds):
            shown = (
                measured(gate.measure, grounds).shown if gate.measure and gate.key not in grounds.facts.found else ""
            )
            told = f"{gate.sentence}; {shown}" if shown else gate.sentence
            yield _("Thuộc trường hợp xếp loại không hoàn thành: {told} ({article}).").format(
                told=told, article=_article(gate)
            )


def _notes(pack: Pack, facts: Facts, year: int) -> Iterator[str]:
    """Old faults, faults in a former unit, self-reported ones: rules that the competent body weighs."""
    named = {
        "old_fault": [one for one in counted(facts, year) if one.act_year is not None and one.act_year < year],
        "former_unit": [one for one in facts.disciplines if one.elsewhere],
        "mitigation": [one for one in counted(facts, year) if one.self_reported],
    }
    for key, made in named.items():
        rule = pack.setting(key)
        for one in made:
            told = _("{form} ngày {day}").format(form=one.form, day=one.on.strftime("%d/%m/%Y"))
            if one.act_year is not None:
                told = _("{told}, vi phạm năm {year}").format(told=told, year=one.act_year)
            if rule is not None and rule.printed:
                yield f"{told[:1].upper()}{told[1:]}: {_lowered(rule.printed)}."


def _lowest(
    pack: Pack, others: list[LevelAnswer], because: tuple[str, ...], notes: tuple[str, ...], points: Voice | None
) -> LevelAnswer:
    """ "Không hoàn thành" is given for a reason: what brings it about, or because no other level is left."""
    band = pack.band(Level.NOT_COMPLETED)
    left = because or (() if any(answer.open for answer in others) else others[-1].why_not)
    why_not = () if left else (_("Không thuộc trường hợp nào phải xếp loại không hoàn thành."),)
    return LevelAnswer(
        level=Level.NOT_COMPLETED, name=band.name, open=bool(left), why_not=why_not, because=left, notes=notes
    )
