"""Phiếu biểu quyết and the tally sheet of the counting team: printed before, filled by pen."""

from dataclasses import replace

from review_tui.model.ballot import Ballot, BallotState
from review_tui.model.balloting import electorate, floors_to_vote
from review_tui.model.counts import votes
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Level, Role
from review_tui.papers import words
from review_tui.papers.signers import paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import BALLOT, DOTS, SIGNED, Block, Column, Paper, Paragraph, Record, Signature, Table
from review_tui.regulation.ballots import vote_rule

LEVEL_KEYS = ("htxs", "htt", "ht", "kht")
BOX = "□"

SLIP_COLUMNS = (
    Column(key="tt", label="TT", width=10, centred=True),
    Column(key="ten", label="Họ và tên", width=67),
    *(Column(key=key, label=key.upper(), width=22, centred=True) for key in LEVEL_KEYS),
)
SHEET_COLUMNS = (
    Column(key="tt", label="TT", width=10, centred=True),
    Column(key="ten", label="Họ và tên", width=45),
    *(Column(key=key, label=key.upper(), width=24, centred=True) for key in LEVEL_KEYS),
    Column(key="cong", label="Cộng", width=14, centred=True),
)
"""The columns of the levels bear the names of the pack when they are printed."""


def with_levels(sources: Sources, columns: tuple[Column, ...], *, short: bool = False) -> tuple[Column, ...]:
    """Columns whose levels bear the names that the session's pack has for them."""
    bands = dict(zip(LEVEL_KEYS, (sources.pack.band(level) for level in Level), strict=True))
    return tuple(
        Column(
            key=column.key,
            label=(bands[column.key].short if short else bands[column.key].name)
            if column.key in bands
            else column.label,
            width=column.width,
            centred=column.centred,
        )
        for column in columns
    )


def current_ballot(sources: Sources) -> Ballot | None:
    """The last ballot that is prepared or open; None where none is."""
    waiting = (BallotState.PREPARED, BallotState.OPEN)
    return next((one for one in reversed(sources.session.ballots) if one.state in waiting), None)


def floors_of(sources: Sources, ballot: Ballot | None) -> tuple[str, ...]:
    """The lines of the slip: the ballot's, else of those reviewed, else of everybody in the order of review."""
    if ballot is not None:
        return ballot.floors
    return floors_to_vote(sources.session) or sources.session.reviewed


def voters_of(sources: Sources, ballot: Ballot | None) -> int:
    """How many slips are needed: the frozen electorate, else the voting members present, else those on the roll."""
    if ballot is not None and ballot.electorate:
        return len(ballot.electorate)
    session = sources.session
    rule = ballot.rule if ballot is not None else vote_rule(sources.pack)
    return len(electorate(session, rule)) or sum(votes(session, member) for member in session.roll)


def slips(sources: Sources) -> Paper:
    """As many slips as there are voters, all alike: no number, no name, no signature (domain.md 2.5, 3)."""
    ballot = current_ballot(sources)
    floors = floors_of(sources, ballot)
    of_the_cell = floors == (COLLECTIVE,)
    what = "chi bộ" if of_the_cell else "đảng viên"
    made = paper(
        sources,
        kind=BALLOT,
        title="PHIẾU BIỂU QUYẾT",
        subject=f"Đánh giá, xếp loại chất lượng {what} năm {sources.session.year}",
        blocks=(*_again(sources, ballot), *_instructions(sources, ballot, floors), _slip(sources, ballot, floors)),
        day=sources.material.last_day(),
    )
    return replace(made, copies=max(1, voters_of(sources, ballot)))


def _again(sources: Sources, ballot: Ballot | None) -> tuple[Block, ...]:
    """A second slip must not be taken for the first."""
    if ballot is None or not ballot.revote_of:
        return ()
    first = next((one.number for one in sources.session.ballots if one.id == ballot.revote_of), None)
    return (Paragraph(text=f"Phiếu số {ballot.number}, bỏ phiếu lại phiếu số {first}."),)


def _slip(sources: Sources, ballot: Ballot | None, floors: tuple[str, ...]) -> Table:
    closed = ballot.not_reviewed if ballot is not None else ()
    rows = tuple(
        (
            str(number),
            _line_name(sources, floor, closed),
            *(("—" if floor in closed else BOX) for _level in Level),
        )
        for number, floor in enumerate(floors, 1)
    )
    return Table(key="slip", columns=with_levels(sources, SLIP_COLUMNS), rows=rows)


def _line_name(sources: Sources, floor: str, closed: tuple[str, ...]) -> str:
    """The name as slip and tally sheet both have it; a closed line keeps its number, so that both count alike."""
    return subject_name(sources, floor) + (" (chưa kiểm điểm)" if floor in closed else "")


def subject_name(sources: Sources, floor: str) -> str:
    """ "Tập thể chi bộ" or the full name."""
    return "Tập thể chi bộ" if floor == COLLECTIVE else sources.material.name(floor)


def _instructions(sources: Sources, ballot: Ballot | None, floors: tuple[str, ...]) -> tuple[Block, ...]:
    rule = ballot.rule if ballot is not None else vote_rule(sources.pack)
    spoilt = "Dòng" if rule.per_line else "Phiếu có dòng"
    text = (
        "Đánh dấu X vào một ô ở mỗi dòng; không ký tên, không ghi tên người bỏ phiếu. "
        f"{spoilt} không đánh dấu, đánh dấu từ hai ô trở lên hoặc viết thêm là không hợp lệ."
    )
    if not rule.self_vote and floors != (COLLECTIVE,):
        text += " Không đánh dấu ở dòng có tên mình."
    return (Paragraph(text=text),)


def tally_sheet(sources: Sources) -> Paper:
    """The sheet that the counting team fills by strokes while slips are read out; its lines are numbered as theirs."""
    session, material = sources.session, sources.material
    ballot = current_ballot(sources) or (session.ballots[-1] if session.ballots else None)
    floors, closed = floors_of(sources, ballot), ballot.not_reviewed if ballot is not None else ()
    rows = tuple(
        (str(number), _line_name(sources, floor, closed), *["—" if floor in closed else ""] * 5)
        for number, floor in enumerate(floors, 1)
    )
    number = f" số {ballot.number}" if ballot is not None else ""
    tellers = (ballot.tellers if ballot is not None else ()) or material.main_holder(Role.TELLERS)
    return paper(
        sources,
        kind="tally-sheet",
        title="PHIẾU GHI KIỂM PHIẾU",
        subject=f"Phiếu{number} đánh giá, xếp loại chất lượng năm {session.year}",
        blocks=(
            Record(
                rows=(
                    ("Số người được biểu quyết", str(voters_of(sources, ballot))),
                    ("Số phiếu phát ra", DOTS),
                    ("Số phiếu thu về", DOTS),
                    ("Số phiếu không thu về", DOTS),
                    ("Số phiếu hợp lệ", DOTS),
                    ("Số phiếu không hợp lệ", DOTS),
                )
            ),
            Table(key=SIGNED, columns=with_levels(sources, SHEET_COLUMNS, short=True), rows=rows),
            Paragraph(text=words.SHEET_CHECKS),
        ),
        left=Signature(label="NGƯỜI ĐỌC PHIẾU", name=""),
        right=Signature(label="T/M TỔ KIỂM PHIẾU\nTỔ TRƯỞNG", name=material.name(tellers[0]) if tellers else ""),
        day=material.last_day(),
    )
