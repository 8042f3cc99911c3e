"""Bảng tổng hợp kết quả xếp loại: what every body said of everybody, the totals, the cap and the reading used."""

from collections.abc import Iterator
from dataclasses import replace

from review_tui.language.dates import numeric_date
from review_tui.language.translate import in_vietnamese
from review_tui.model.levels import Voice, proposed_level, proposed_levels, voices, was_reviewed
from review_tui.model.points import COLLECTIVE
from review_tui.model.ratings import Body
from review_tui.model.session import Level
from review_tui.papers import words
from review_tui.papers.material import capital
from review_tui.papers.signers import for_the_cell, paper, recipients_of
from review_tui.papers.slips import LEVEL_KEYS, subject_name, with_levels
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Block, Column, Paper, Paragraph, Table
from review_tui.regulation.cap import cap_sentence, cap_views, reading_sentence
from review_tui.regulation.scales import employed

SUMMARY_COLUMNS = (
    Column(key="tt", label="TT", width=11, centred=True),
    Column(key="ten", label="Tập thể, cá nhân", width=35),
    Column(key="chuc_vu", label="Chức vụ", width=24),
    Column(key="tu_nhan", label="Tự nhận", width=19, centred=True),
    Column(key="diem", label="Điểm", width=14, centred=True),
    Column(key="co_quan", label="Cơ quan, đơn vị", width=30),
    Column(key="cu_tru", label="Nơi cư trú", width=30),
    *(
        Column(key=key, label=key.upper(), width=width, centred=True)
        for key, width in zip(LEVEL_KEYS, (17, 14, 12, 14), strict=True)
    ),
    Column(key="de_nghi", label="Chi bộ đề nghị", width=19, centred=True),
    Column(key="quyet_dinh", label="Cấp có thẩm quyền", width=30, centred=True),
    Column(key="ly_do", label="Lý do khác nhau", width=30),
)

_SCORERS = (Body.CELL, Body.COMMITTEE, Body.SELF)
_NONE = "chưa có"


def summary(sources: Sources) -> Paper:
    """Everybody in the order of review, the cell first; who was not reviewed is named below and not rated."""
    session = sources.session
    made = paper(
        sources,
        kind="summary",
        title="BẢNG TỔNG HỢP",
        subject=f"Kết quả đánh giá, xếp loại chất lượng năm {session.year}",
        blocks=(_table(sources), *_below(sources)),
        right=for_the_cell(sources),
        recipients=recipients_of(sources),
        symbol="report",
        day=sources.material.last_day(),
    )
    return replace(made, wide=True)


def _rated(sources: Sources) -> list[str]:
    return [key for key in sources.session.floor_keys() if was_reviewed(sources.session, key)]


def _table(sources: Sources) -> Block:
    rows = tuple(_row(sources, number, floor) for number, floor in enumerate(_rated(sources), 1))
    if not rows:
        return Paragraph(text="Chưa có ai được kiểm điểm.")
    return Table(key="summary", columns=with_levels(sources, SUMMARY_COLUMNS, short=True), rows=rows)


def _row(sources: Sources, number: int, floor: str) -> tuple[str, ...]:
    session = sources.session
    with in_vietnamese():
        said = {voice.body: voice for voice in voices(session, floor, sources.follow_up)}
    tally = next((one for one in session.tallies if one.floor == floor), None)
    votes = dict(tally.votes) if tally is not None else {}
    member = sources.material.member(floor)
    above = said.get(Body.SUPERIOR)
    return (
        str(number),
        subject_name(sources, floor),
        capital(sources.material.office(member)) if member is not None else "",
        _level(sources, said.get(Body.SELF)),
        _points(said),
        _told(sources, floor, said.get(Body.EMPLOYER)),
        _told(sources, floor, said.get(Body.RESIDENCE)),
        *(str(votes.get(level, 0)) if tally is not None else "" for level in Level),
        _short(sources, proposed_level(session, floor)),
        _decided(sources, above),
        _difference(said),
    )


def _short(sources: Sources, level: Level | None) -> str:
    return sources.pack.band(level).short if level is not None else _NONE


def _level(sources: Sources, voice: Voice | None) -> str:
    return _short(sources, voice.level if voice is not None else None)


def _points(said: dict[Body, Voice]) -> str:
    """The points that count; out of how many, where something did not apply."""
    for body in _SCORERS:
        voice = said.get(body)
        if voice is not None and voice.points is not None:
            return str(voice.points) if voice.base is None else f"{voice.points}/{voice.base}"
    return ""


def _told(sources: Sources, floor: str, voice: Voice | None) -> str:
    """Missing is said only of those who work: of others nobody asks an opinion."""
    if voice is None:
        works = floor != COLLECTIVE and employed(sources.session, sources.pack, floor)
        return _NONE if works else ""
    level = sources.pack.band(voice.level).short if voice.level is not None else ""
    dated = f"({numeric_date(voice.on)})" if voice.on else ""
    return " ".join(part for part in (level, voice.words, dated) if part)


def _decided(sources: Sources, voice: Voice | None) -> str:
    """The level that stands now; a cancelled one is said."""
    if voice is None:
        return _NONE
    level = sources.pack.band(voice.level).short if voice.level is not None else "đã hủy"
    return f"{level} ({numeric_date(voice.on)})"


def _difference(said: dict[Body, Voice]) -> str:
    """The reason given by the cell for its proposal, and by the superior for his decision."""
    return "; ".join(said[body].words for body in (Body.PROPOSAL, Body.SUPERIOR) if body in said and said[body].words)


def _below(sources: Sources) -> Iterator[Block]:
    session = sources.session
    bands = [sources.pack.band(level) for level in Level]
    yield Paragraph(text=f"Trong bảng: {'; '.join(f'{band.short}: {band.name}' for band in bands)}.")
    levels = proposed_levels(session)
    given = [level for level in levels.values() if level is not None]
    counts = "; ".join(
        f"{band.short} {given.count(band.level)} ({words.percent(given.count(band.level), len(given))})"
        for band in bands
    )
    told = f"Chi bộ đề nghị xếp loại {len(given)} đồng chí: {counts}." if given else "Chi bộ chưa đề nghị xếp loại ai."
    yield Paragraph(text=told)
    with in_vietnamese():
        views = cap_views(session, sources.pack, levels)
        caps = [(cap_sentence(view), reading_sentence(view.rule)) for view in views]
    for bound, reading in caps:
        yield Paragraph(text=f"{bound} {reading}")
    left = [key for key in session.reviewed if not was_reviewed(session, key)]
    left += [member for member, _why in session.not_reviewed]
    if left:
        names = ", ".join(sources.material.name(one) for one in left)
        yield Paragraph(text=f"Chưa xếp loại {len(left)} đồng chí do không hoặc chưa kiểm điểm: {names}.")
    provisional = {floor for ballot in session.ballots for floor in ballot.provisional}
    waiting = [key for key in session.floor_keys() if key in provisional and key != COLLECTIVE]
    if waiting:
        names = ", ".join(sources.material.name(one) for one in waiting)
        yield Paragraph(text=f"Kết quả tạm thời, chưa có kết quả xếp loại của cơ quan, đơn vị: {names}.")
