"""Part III of the minutes: self-proposed levels and the count of the ballots."""

from collections.abc import Iterator
from dataclasses import replace

from review_tui.model.ballot import BallotState
from review_tui.model.counting import own_silent
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Level, Tally
from review_tui.papers import words
from review_tui.papers.material import Material
from review_tui.papers.structure import Block, Column, Heading, Paragraph, Table

LEVEL_COLUMNS = (
    Column(key="tt", label="TT", width=10, centred=True),
    Column(key="ten", label="Tập thể, cá nhân", width=70),
    Column(key="muc", label="Mức tự nhận", width=60),
    Column(key="diem", label="Điểm tự chấm", width=25, centred=True),
)

_LEVEL_KEYS = ("htxs", "htt", "ht", "kht")

TALLY_COLUMNS = (
    Column(key="tt", label="TT", width=10, centred=True),
    Column(key="ten", label="Tập thể, cá nhân", width=42),
    Column(key="phieu", label="Phát ra/ thu về", width=16, centred=True),
    Column(key="hop_le", label="Hợp lệ", width=12, centred=True),
    Column(key="khong_hop_le", label="Không hợp lệ", width=16, centred=True),
    *(
        Column(key=key, label=key.upper(), width=width, centred=True)
        for key, width in zip(_LEVEL_KEYS, (14, 12, 12, 13), strict=True)
    ),
    Column(key="ket_qua", label="Kết quả", width=18, centred=True),
)
"""The columns of the levels bear the short names of the pack when they are printed."""


def ratings(material: Material) -> tuple[Block, ...]:
    """Levels that people proposed for themselves, then what the tellers counted, with sums."""
    return (
        Heading(level=2, text="1. Tự nhận mức xếp loại"),
        _self_levels(material),
        Heading(level=2, text="2. Kết quả bỏ phiếu"),
        *_tallies(material),
        *_rounds(material),
    )


def _floor_name(material: Material, floor: str) -> str:
    return "Tập thể chi bộ" if floor == COLLECTIVE else material.name(floor)


def _self_levels(material: Material) -> Block:
    rows: list[tuple[str, ...]] = []
    for key in material.session.floor_keys():
        floor = material.session.floor(key)
        if floor.self_level is not None or floor.self_points is not None:
            level = material.pack.band(floor.self_level).name if floor.self_level else ""
            points = "" if floor.self_points is None else str(floor.self_points)
            rows.append((str(len(rows) + 1), _floor_name(material, key), level, points))
    if not rows:
        return Paragraph(text="Chưa có.")
    return Table(key="levels", columns=LEVEL_COLUMNS, rows=tuple(rows))


def _tallies(material: Material) -> tuple[Block, ...]:
    tallies = material.session.tallies
    if not tallies:
        return (Paragraph(text="Chưa có."),)
    return (
        *_slips(tallies),
        _count(material, tallies),
        *_own_lines(material, tallies),
        *_sums(material, tallies),
        *_rules_used(material),
    )


def _slips(tallies: tuple[Tally, ...]) -> tuple[Block, ...]:
    same = {(tally.issued, tally.returned) for tally in tallies}
    if len(same) != 1:
        return ()
    issued, returned = same.pop()
    return (Paragraph(text=f"Số phiếu phát ra: {issued}; số phiếu thu về: {returned}."),)


def _count(material: Material, tallies: tuple[Tally, ...]) -> Table:
    short = dict(zip(_LEVEL_KEYS, (material.pack.band(level).short for level in Level), strict=True))
    return Table(
        key="tallies",
        columns=tuple(replace(column, label=short.get(column.key, column.label)) for column in TALLY_COLUMNS),
        rows=tuple(_tally_row(material, number, tally) for number, tally in enumerate(tallies, 1)),
    )


def _tally_row(material: Material, number: int, tally: Tally) -> tuple[str, ...]:
    votes = dict(tally.votes)
    result = material.pack.band(tally.result).short if tally.result else "chưa có"
    return (
        str(number),
        _floor_name(material, tally.floor),
        f"{tally.issued}/{tally.returned}",
        str(tally.valid),
        str(tally.returned - tally.valid - _silent(material, tally)),
        *(str(votes.get(level, 0)) for level in Level),
        result,
    )


def _silent(material: Material, tally: Tally) -> int:
    """How many did not vote because the line is their own, by the rule of the ballot that the tally comes from."""
    for ballot in reversed(material.session.ballots):
        line = ballot.count.line(tally.floor) if ballot.count is not None else None
        if ballot.state is BallotState.PUBLISHED and ballot.count is not None and line is not None:
            return own_silent(ballot, ballot.count, line)
    return 0


def _own_lines(material: Material, tallies: tuple[Tally, ...]) -> Iterator[Paragraph]:
    """Who did not vote on his own line; of whom the share is taken stands with the rules that were used."""
    lines = [str(number) for number, tally in enumerate(tallies, 1) if _silent(material, tally)]
    if lines:
        told = "Có 1 đồng chí không biểu quyết dòng của mình, không tính là phiếu không hợp lệ"
        yield Paragraph(text=f"{told}, ở các dòng: {', '.join(lines)}.")


def _sums(material: Material, tallies: tuple[Tally, ...]) -> tuple[Block, ...]:
    """How many came out at each level, what the short names mean, and every count that does not add up."""
    members = [tally for tally in tallies if tally.floor != COLLECTIVE]
    counts = [
        f"{material.pack.band(level).name} {sum(1 for tally in members if tally.result is level)}" for level in Level
    ]
    short = "; ".join(f"{material.pack.band(level).short}: {material.pack.band(level).name}" for level in Level)
    blocks: list[Block] = [Paragraph(text=f"Trong bảng: {short}.")]
    if members:
        blocks.append(Paragraph(text=f"Cộng {len(members)} đồng chí được bỏ phiếu: {'; '.join(counts)}."))
    for tally in tallies:
        total = sum(count for _level, count in tally.votes)
        if total != tally.valid or not tally.valid <= tally.returned <= tally.issued:
            who = _floor_name(material, tally.floor)
            blocks.append(Paragraph(text=f"Số phiếu của {who} chưa khớp: tổng các mức {total}, hợp lệ {tally.valid}."))
    return tuple(blocks)


def _rounds(material: Material) -> Iterator[Block]:
    """What was voted again, what was broken off, and what is provisional; the count itself has its own record."""
    numbers = {ballot.id: ballot.number for ballot in material.session.ballots}
    for ballot in material.session.ballots:
        names = ", ".join(_floor_name(material, floor) for floor in ballot.lines)
        if ballot.state is BallotState.VOID:
            yield Paragraph(text=f"Phiếu số {ballot.number} bị gián đoạn nên hủy, không giữ lại kết quả.")
        elif ballot.revote_of:
            first = numbers.get(ballot.revote_of, "")
            yield Paragraph(text=f"Phiếu số {ballot.number} bỏ phiếu lại phiếu số {first} đối với: {names}.")
    waiting = {floor for ballot in material.session.ballots for floor in ballot.provisional if floor in ballot.lines}
    if waiting:
        names = ", ".join(_floor_name(material, key) for key in material.session.floor_keys() if key in waiting)
        yield Paragraph(text=f"Kết quả tạm thời, chưa có kết quả xếp loại của cơ quan, đơn vị: {names}.")


def _rules_used(material: Material) -> tuple[Block, ...]:
    """The ballot rules that the sources leave open, as this session used them."""
    ballot = material.pack.ballot
    used = [
        words.BALLOT_RULES[rule] for rule in (ballot.method, ballot.majority, ballot.tie) if rule in words.BALLOT_RULES
    ]
    return (Paragraph(text=f"Quy tắc áp dụng: {'; '.join(used)}."),) if used else ()
