"""Biên bản kiểm phiếu: every ballot of the session with its slips, its table, and the verdict on each line."""

from collections.abc import Iterator
from dataclasses import replace

from review_tui.language.dates import clock_words, long_date
from review_tui.language.translate import _, in_vietnamese
from review_tui.model.ballot import Ballot, BallotState, Count, LineCount, Way
from review_tui.model.counting import own_silent
from review_tui.model.counts import due, present
from review_tui.model.levels import proposed_levels
from review_tui.model.majority import BASE_NAMES, outcome, outcome_words
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Level, Role, Session, Tally
from review_tui.papers import words
from review_tui.papers.material import Material, capital
from review_tui.papers.signers import paper
from review_tui.papers.slips import LEVEL_KEYS, subject_name, with_levels
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Column, Heading, Paper, Paragraph, Signature, Table
from review_tui.regulation.cap import cap_sentence, cap_views, reading_sentence

COUNT_COLUMNS = (
    Column(key="tt", label="TT", width=9, centred=True),
    Column(key="ten", label="Tập thể, cá nhân", width=37),
    Column(key="hop_le", label="Hợp lệ", width=11, centred=True),
    *(Column(key=key, label=key.upper(), width=25, centred=True) for key in LEVEL_KEYS),
    Column(key="ket_qua", label="Kết quả", width=17, centred=True),
)

_COUNTED = (BallotState.CLOSED, BallotState.PUBLISHED)


def count_record(sources: Sources) -> Paper:
    """The record of the count: tellers at the left, chair at the right (domain.md 3). Nothing counted: blanks."""
    session, material = sources.session, sources.material
    ballots = tuple(one for one in session.ballots if one.state in (*_COUNTED, BallotState.VOID))
    counted = [one for one in ballots if one.state in _COUNTED]
    if counted:
        parts: tuple[Block, ...] = tuple(block for one in ballots for block in _ballot(sources, one, len(ballots) > 1))
        parts += _from_tallies(sources) if _typed_alone(session) else ()
    else:
        parts = (*(block for one in ballots for block in _ballot(sources, one, True)), *_from_tallies(sources))
    tellers = _tellers(sources, counted)
    chair = material.main_holder(Role.CHAIR)
    made = paper(
        sources,
        kind="count",
        title="BIÊN BẢN KIỂM PHIẾU",
        subject=f"Đánh giá, xếp loại chất lượng năm {session.year}",
        blocks=(*_opening(sources, tellers), *parts, *_cap(sources), _end(sources, counted)),
        left=Signature(label="T/M TỔ KIỂM PHIẾU\nTỔ TRƯỞNG", name=material.name(tellers[0]) if tellers else ""),
        right=Signature(label="CHỦ TRÌ HỘI NGHỊ", name=material.name(chair[0]) if chair else ""),
        symbol="minutes",
        day=material.last_day(),
    )
    return replace(made, recipients=("Hồ sơ đánh giá, xếp loại,", "Lưu Chi bộ."))


def _cap(sources: Sources) -> Iterator[Paragraph]:
    """The cap of each group with the reading that was used (QĐ 366-QĐ/TW); nothing before a level is proposed."""
    levels = proposed_levels(sources.session)
    if not any(levels.values()):
        return
    with in_vietnamese():
        views = cap_views(sources.session, sources.pack, levels)
        told = [f"{cap_sentence(view)} {reading_sentence(view.rule)}" for view in views]
    for sentence in told:
        yield Paragraph(text=sentence)


def _tellers(sources: Sources, counted: list[Ballot]) -> tuple[str, ...]:
    named = next((one.tellers for one in reversed(counted) if one.tellers), ())
    return named or sources.material.main_holder(Role.TELLERS)


def _opening(sources: Sources, tellers: tuple[str, ...]) -> Iterator[Paragraph]:
    session, material = sources.session, sources.material
    day = material.last_day()
    when = long_date(day) if day else f"ngày {DOTS}"
    place = next((sitting.place for sitting in reversed(session.sittings) if sitting.place), "") or DOTS
    yield Paragraph(
        text=f"{capital(when)}, tại {place}, {material.cell_name()} bỏ phiếu, kiểm phiếu đánh giá, xếp loại chất lượng "
        f"năm {session.year}."
    )
    voters = {voter for ballot in session.ballots for voter in ballot.electorate}
    told = f"; được biểu quyết {len(voters)} đồng chí" if voters else ""
    here = len(present(session)) or DOTS
    yield Paragraph(
        text=f"Đảng viên phải dự {len(due(session))} đồng chí, có mặt khi kiểm phiếu {here} đồng chí{told}."
    )
    chair = material.main_holder(Role.CHAIR)
    yield Paragraph(text=f"Chủ trì: {material.comrade(chair[0]) if chair else DOTS}.")
    yield Paragraph(text=f"Tổ kiểm phiếu: {_team(material, tellers)}.")
    strict = [ballot for ballot in session.ballots if not ballot.rule.tellers_on_ballot]
    if both := [teller for teller in tellers if any(teller in ballot.lines for ballot in strict)]:
        names = ", ".join(material.comrade(teller) for teller in both)
        yield Paragraph(text=f"Người kiểm phiếu đồng thời có tên trong phiếu: {names}.")


def _team(material: Material, tellers: tuple[str, ...]) -> str:
    if not tellers:
        return DOTS
    duties = ("tổ trưởng", *["thành viên"] * (len(tellers) - 1))
    return ", ".join(f"{material.comrade(one)} ({duty})" for one, duty in zip(tellers, duties, strict=True))


def _ballot(sources: Sources, ballot: Ballot, headed: bool) -> Iterator[Block]:
    if headed:
        place = [one.id for one in sources.session.ballots].index(ballot.id) + 1
        yield Heading(level=1, text=f"{words.roman(place)}- {_title(sources, ballot)}")
    yield Paragraph(text=_rule(sources, ballot))
    if ballot.chair in ballot.lines and ballot.electorate:
        yield Paragraph(text=_chair_on_the_slip(sources.material, ballot))
    if ballot.count is None:
        yield Paragraph(text="Lần biểu quyết này bị gián đoạn nên hủy, không giữ lại kết quả.")
        return
    yield Paragraph(text=_slips(ballot, ballot.count))
    yield _table(sources, ballot, ballot.count)
    yield Paragraph(text=_short_names(sources))
    for floor in ballot.floors:
        said = _verdict(sources, ballot, floor)
        provisional = " Chưa có kết quả xếp loại của cơ quan, đơn vị: kết quả này là tạm thời."
        more = _own_line(ballot, ballot.count, floor)
        more += provisional if floor in ballot.provisional and floor not in ballot.not_reviewed else ""
        yield Paragraph(text=f"{subject_name(sources, floor)}: {said}{more}", marker="-")


def _own_line(ballot: Ballot, count: Count, floor: str) -> str:
    """Whoever does not vote on himself is no spoilt slip: the paper says so at his line."""
    line = count.line(floor)
    silent = own_silent(ballot, count, line) if line is not None else 0
    return f" {silent} đồng chí không biểu quyết dòng của mình." if silent else ""


def _chair_on_the_slip(material: Material, ballot: Ballot) -> str:
    """Who led while the chair's own line was read out; that it went on where nobody was free."""
    chair = material.comrade(ballot.chair)
    if not ballot.stand_in:
        return f"{capital(chair)} chủ trì, có tên trong phiếu; không còn người thay để chủ trì ở dòng này."
    return f"Ở dòng của {chair} (chủ trì), {material.comrade(ballot.stand_in)} chủ trì thay."


def _verdict(sources: Sources, ballot: Ballot, floor: str) -> str:
    """Base, needed, got, result: in short where a level had enough by itself."""
    made = outcome(ballot, floor)
    with in_vietnamese():
        if made is None or made.result is None or made.added:
            return outcome_words(ballot, floor)
        base = _(BASE_NAMES[ballot.rule.base])
    level = sources.pack.band(made.result).name
    return f"{level}, được {made.got}/{made.base} {base}, cần ít nhất {made.needed}."


def _title(sources: Sources, ballot: Ballot) -> str:
    if ballot.revote_of:
        first = next((one.number for one in sources.session.ballots if one.id == ballot.revote_of), "")
        return f"PHIẾU SỐ {ballot.number}: BỎ PHIẾU LẠI PHIẾU SỐ {first}"
    what = "CHI BỘ" if ballot.floors == (COLLECTIVE,) else "ĐẢNG VIÊN"
    return f"PHIẾU SỐ {ballot.number}: XẾP LOẠI {what}"


def _rule(sources: Sources, ballot: Ballot) -> str:
    """How it was voted and what was set before: printed, because much of it is left to the cell."""
    rule = ballot.rule
    base = {"valid": "số phiếu hợp lệ", "returned": "số phiếu thu về", "issued": "số phiếu phát ra"}
    of = base.get(rule.base.value, "số đảng viên được biểu quyết")
    share = "quá nửa" if rule.over and 2 * rule.numerator == rule.denominator else None
    needed = f"{share} {of}" if share else f"{'trên' if rule.over else 'từ'} {rule.numerator}/{rule.denominator} {of}"
    used = [
        words.WAYS[ballot.way],
        f"được biểu quyết {len(ballot.electorate)} đảng viên chính thức có mặt, đảng viên dự bị không biểu quyết",
        f"người sinh hoạt đảng tạm thời {'được' if rule.temporary_votes else 'không'} biểu quyết",
        f"kết quả là mức đạt {needed}",
        words.BALLOT_RULES[rule.tie.value],
    ]
    if ballot.lines != (COLLECTIVE,):
        used.append(f"{'được' if rule.self_vote else 'không'} biểu quyết cho chính mình")
    if ballot.way is not Way.HANDS:
        used.append("tính hợp lệ theo từng dòng" if rule.per_line else "tính hợp lệ theo cả phiếu")
    return f"Cách thức: {'; '.join(used)}."


def _slips(ballot: Ballot, count: Count) -> str:
    if ballot.way is Way.HANDS:
        return f"Biểu quyết: {count.issued} đảng viên."
    return (
        f"Số phiếu phát ra {count.issued}; thu về {count.returned}; không thu về {count.kept}; "
        f"hợp lệ {count.valid}; không hợp lệ {count.invalid}."
    )


def _table(sources: Sources, ballot: Ballot, count: Count) -> Table:
    rows = []
    for number, floor in enumerate(ballot.floors, 1):
        line, made = count.line(floor), outcome(ballot, floor)
        if line is None:
            rows.append((str(number), subject_name(sources, floor), *["—"] * 6))
            continue
        result = sources.pack.band(made.result).short if made is not None and made.result else "chưa có"
        rows.append((str(number), subject_name(sources, floor), str(line.valid), *_votes(line), result))
    return Table(key="count", columns=with_levels(sources, COUNT_COLUMNS, short=True), rows=tuple(rows))


def _votes(line: LineCount) -> tuple[str, ...]:
    return tuple(_share(line.got(level), line.valid) for level in Level)


def _share(votes: int, valid: int) -> str:
    return f"{votes} ({words.percent(votes, valid)})".replace(" %", "\u00a0%") if votes else "0"


def _short_names(sources: Sources) -> str:
    bands = [sources.pack.band(level) for level in Level]
    return f"Trong bảng: {'; '.join(f'{band.short}: {band.name}' for band in bands)}."


def _typed_alone(session: Session) -> tuple[Tally, ...]:
    voted = {line.floor for one in session.ballots if one.count is not None for line in one.count.lines}
    return tuple(tally for tally in session.tallies if tally.floor not in voted)


def _from_tallies(sources: Sources) -> tuple[Block, ...]:
    """Counts typed for the minutes alone, without a ballot: the same table; nothing at all is a blank."""
    tallies = _typed_alone(sources.session)
    if not tallies:
        return (Paragraph(text="Chưa có kết quả kiểm phiếu."),)
    rows = tuple(_tally(sources, number, tally) for number, tally in enumerate(tallies, 1))
    issued = {(tally.issued, tally.returned) for tally in tallies}
    blocks: list[Block] = []
    if len(issued) == 1:
        out, back = issued.pop()
        blocks.append(Paragraph(text=f"Số phiếu phát ra {out}; thu về {back}; không thu về {out - back}."))
    blocks.append(Table(key="count", columns=with_levels(sources, COUNT_COLUMNS, short=True), rows=rows))
    return (*blocks, Paragraph(text=_short_names(sources)))


def _tally(sources: Sources, number: int, tally: Tally) -> tuple[str, ...]:
    votes = dict(tally.votes)
    result = sources.pack.band(tally.result).short if tally.result else "chưa có"
    return (
        str(number),
        subject_name(sources, tally.floor),
        str(tally.valid),
        *(_share(votes.get(level, 0), tally.valid) for level in Level),
        result,
    )


def _end(sources: Sources, counted: list[Ballot]) -> Paragraph:
    at = next((one.closed_at for one in reversed(counted) if one.closed_at), "")
    when = f"lúc {clock_words(at)}" if at else f"lúc {DOTS}"
    told = "; kết quả đã công bố trước hội nghị" if any(one.state is BallotState.PUBLISHED for one in counted) else ""
    return Paragraph(text=f"Việc kiểm phiếu xong {when}{told}.")
