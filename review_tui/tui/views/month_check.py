"""The monthly check as words: a row for each commitment, and below what was promised and what became of it."""

import json
from collections.abc import Sequence
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.followup import Proof
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.ledger_search import checked_in_month
from review_tui.model.month_check import CLOSED, WATCHED, HalfCheck
from review_tui.model.words import DUE_NAMES
from review_tui.tui.views.commitment import history_lines, proof_words
from review_tui.tui.views.standing import STANDING_NAMES
from review_tui.tui.widgets.listing import Line, fitted

PLACE = "check:"
"""First letters of the drafts of half-typed checks; the number of the commitment follows."""

FINDINGS = {"1": "done", "2": "under_way", "3": "not_done", "4": "postponed", "5": CLOSED, "8": WATCHED}
"""The digit of each finding; the first four are those of the ledger."""

_SHORT = {Standing.CLAIMED: N_("xong, chờ xác nhận")}

_ASKED = {
    "under_way": N_("{number} đang làm: ghi số phần trăm, rồi nhận xét nếu có; ví dụ: 60 Dự đủ các kỳ quý 1"),
    "postponed": N_("{number} hoãn: ghi ngày lùi đến, rồi lý do; ví dụ: 30/6/2027 Đi học xa"),
    CLOSED: N_("{number}: ghi lời xác nhận của người theo dõi, đ/c {verifier}"),
    WATCHED: N_("{number} theo dõi thêm: ghi ngày cuối, rồi nhận xét; ví dụ: 30/6/2027"),
}


def due_words(item: LedgerItem) -> str:
    """ "hạn 30/06/2027", "làm ngay", "thường xuyên", or nothing where no day was named."""
    if item.due is not None:
        return _("hạn {day}").format(day=numeric_date(item.due))
    words = DUE_NAMES.get(item.commitment.due_kind)
    return _(words) if words else ""


def check_row(item: LedgerItem, half: HalfCheck, on: date, width: int) -> Line:
    """Sign, number, owner, due date, how it stands; ✎ where something is half typed."""
    sign, role = _sign(item, half, on)
    name = min(22, max(width - 56, 10))
    late = item.overdue and item.is_open
    degree = f" {item.degree} %" if item.degree is not None else ""
    standing = _(_SHORT.get(item.standing, STANDING_NAMES[item.standing])) + degree
    return (
        (f"{sign} ", role),
        (f"{item.number}  ", "strong"),
        (fitted(item.owner_name, name) + "  ", ""),
        (fitted(("! " if late else "") + due_words(item), 16) + " ", "error" if late else "quiet"),
        (fitted(standing, max(width - name - 33, 0)), ""),
    )


def _sign(item: LedgerItem, half: HalfCheck, on: date) -> tuple[str, str]:
    if half:
        return "✎", "warning"
    done = not item.is_open or checked_in_month(item, on) or item.watched_until is not None
    return ("✓", "good") if done else ("○", "")


def detail_words(item: LedgerItem, half: HalfCheck, others: Sequence[LedgerItem], hint: str | None, on: date) -> str:
    """What was promised, to whom it is answered, and what happened since; newest last."""
    about = _("khắc phục ý kiến {numbers}").format(numbers=", ".join(item.point_numbers)) if item.point_numbers else ""
    verifier = _("theo dõi: {name}").format(name=item.verifier_name or _("chưa cử"))
    lines = [
        _("Đã hứa: {text}").format(text=item.commitment.text),
        " · ".join(filter(None, (due_words(item), verifier, about))),
        *history_lines(item, others, on, most=2),
        *([hint] if hint else []),
        *([_("Minh chứng sẽ ghi: {words}").format(words=proof_words(half.proof))] if half.proof else []),
    ]
    return "\n".join(lines)


def asked_words(item: LedgerItem | None, half: HalfCheck) -> str:
    """What the input waits for."""
    if item is not None and half.finding in _ASKED:
        words = _(_ASKED[half.finding])
        return words.format(number=item.number, verifier=item.verifier_name)
    return _("5 kết thúc · 6 minh chứng · 7 người theo dõi · 8 theo dõi thêm · 9 ngày · chữ: nhận xét")


def half_text(half: HalfCheck) -> str:
    """A half-typed check as one text, for the drafts of the book."""
    proof = [half.proof.name, half.proof.digest] if half.proof else []
    return json.dumps([half.finding, half.text, *proof], ensure_ascii=False)


def half_from(text: str) -> HalfCheck:
    """What `half_text` made; nothing where it is something else."""
    try:
        parts = json.loads(text)
    except ValueError:
        return HalfCheck()
    if not isinstance(parts, list) or len(parts) not in (2, 4) or not all(isinstance(one, str) for one in parts):
        return HalfCheck()
    finding, words, *proof = parts
    known = finding in ("", *FINDINGS.values())
    kept = Proof(name=proof[0], digest=proof[1]) if proof else None
    return HalfCheck(finding=finding if known else "", text=words, proof=kept)
