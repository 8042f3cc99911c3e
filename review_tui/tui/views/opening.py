"""What is asked before a ballot is opened, as rows: what is chosen, who votes, by what rule, what has to be said."""

from dataclasses import dataclass

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.ballot import Ballot, Way
from review_tui.model.balloting import ballot_named, warnings
from review_tui.model.cell import Cell
from review_tui.model.counting import why_not_screen
from review_tui.model.counts import guests_of_vote
from review_tui.model.points import COLLECTIVE
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.regulation.planning import Plan, asked_self, asked_temporary, opened_as_planned
from review_tui.tui.views.ballots import WAY_NAMES, about_lines, chair_words, names, threshold
from review_tui.tui.widgets.listing import Line, fitted, plain, wrapped

LABEL = 24
"""Columns of the labels."""

WAY, LINES, TEMPORARY, SELF, TELLERS, DOUBLE, SLIPS = "way", "lines", "temporary", "self", "tellers", "double", "slips"

_ASKED = N_("… chưa hỏi; Enter để trả lời")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """One row: a choice with its digit, or something to know."""

    key: str
    digit: str
    label: str
    value: str
    role: str = ""


def trial(session: Session, pack: Pack, cell: Cell, plan: Plan, id: str) -> tuple[Ballot | None, str]:
    """The ballot as it would be opened now, and why it cannot be; nothing is written."""
    try:
        return ballot_named(opened_as_planned(session, pack, cell, plan, id), id), ""
    except ReviewError as refused:
        return None, str(refused)


def opening_rows(session: Session, pack: Pack, cell: Cell, plan: Plan, id: str) -> tuple[OpeningRow, ...]:
    """The choices, then what follows from them."""
    ballot, why = trial(session, pack, cell, plan, id)
    choices = _choices(session, pack, cell, plan)
    rows = [OpeningRow(key=key, digit=str(n), label=_(label), value=value)
            for n, (key, label, value) in enumerate(choices, 1)]  # fmt: skip
    if ballot is None:
        return (*rows, OpeningRow(key="why", digit="", label=_("Chưa mở được"), value=why, role="error"))
    told = [
        (_("Chủ trì"), chair_words(session, ballot), ""),
        (_("Cách tính kết quả"), f"{threshold(ballot)} ({pack.documents[0].number})", ""),
        (_("Người biểu quyết"), f"{len(ballot.electorate)}: {names(session, ballot.electorate)}.", ""),
    ]
    told += [(_("Cần lưu ý"), warning, "warning") for warning in warnings(session, ballot)]
    told.append((_("Căn cứ"), pack.ballot.reason + ".", "quiet"))
    return (
        *rows,
        *(
            OpeningRow(key=f"told{n}", digit="", label=label, value=value, role=role)
            for n, (label, value, role) in enumerate(told)
        ),
    )


def _choices(session: Session, pack: Pack, cell: Cell, plan: Plan) -> tuple[tuple[str, str, str], ...]:
    of_cell = plan.floors == (COLLECTIVE,)
    own = _("không áp dụng cho tập thể") if of_cell else _said(plan.self_vote, asked_self(session))
    guests = guests_of_vote(session)
    temporary = _said(plan.temporary_votes, asked_temporary(session)) if guests else _("không có ai trong phòng")
    tellers = names(session, plan.tellers) or _("… chưa chọn")
    if plan.tellers:
        tellers += _(" (người đầu là tổ trưởng)")
    if plan.way is Way.PAPER:
        double = _("có, mỗi người gõ một lần rồi so") if plan.double else _("không, một người đọc một người gõ")
    else:
        double = _("chỉ dùng cho phiếu giấy")
    way = _(WAY_NAMES[plan.way])
    if plan.way is not Way.SCREEN and why_not_screen(cell):
        way += _(" (trên máy: đang tắt)")
    return (
        (WAY, N_("Cách biểu quyết"), way),
        (LINES, N_("Biểu quyết cho"), about_lines(session, plan.floors)),
        (TEMPORARY, N_("Sinh hoạt tạm thời"), temporary),
        (SELF, N_("Dòng của chính mình"), own),
        (TELLERS, N_("Tổ kiểm phiếu"), tellers),
        (DOUBLE, N_("Hai người nhập riêng"), double),
        (SLIPS, N_("In phiếu trước"), _("chuẩn bị phiếu và sang trang giấy tờ; mở sau")),
    )


def _said(answer: bool | None, before: bool | None) -> str:
    if answer is None:
        return _(_ASKED)
    told = _("có biểu quyết") if answer else _("không biểu quyết")
    return told if before is None else told + _(" (đã chọn ở phiếu trước)")


def draw_opening_row(row: OpeningRow, width: int) -> tuple[Line, ...]:
    """Digit and label; the value beside them, over as many lines as it needs."""
    first, *rest = wrapped(row.value, max(width - LABEL - 3, 10))
    head: Line = (
        (f"{row.digit:<1} ", "strong"),
        (fitted(row.label, LABEL), "" if row.digit else "quiet"),
        (" " + first, row.role or ("strong" if row.digit else "")),
    )
    return (head, *(plain(" " * (LABEL + 3) + line, row.role) for line in rest))
