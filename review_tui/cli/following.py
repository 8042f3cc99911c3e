"""The command `commitments`: the ledger over all years, and one check of one commitment."""

import argparse
from datetime import date, datetime
from pathlib import Path

from review_tui.cli.books import reading, writing
from review_tui.cli.speech import say, shown
from review_tui.cli.tables import give_json, give_table
from review_tui.cli.usage import refuse_alone
from review_tui.exchange.calendar import calendar_of
from review_tui.exchange.listing import commitments_json
from review_tui.exchange.taking import proof_of
from review_tui.language.dates import numeric_date
from review_tui.language.text import clean, clean_line
from review_tui.language.translate import N_, _
from review_tui.model.checks import Found, read_found, recorded
from review_tui.model.followup import FollowUp, Proof
from review_tui.model.ledger import LedgerItem, Standing, item_numbered, ledger
from review_tui.model.points import DueKind
from review_tui.model.words import DUE_NAMES
from review_tui.papers.write import write_whole
from review_tui.store import Book, new_id

_STANDINGS = {
    Standing.OPEN: N_("chưa kiểm tra"),
    Standing.UNDER_WAY: N_("đang làm"),
    Standing.CLAIMED: N_("xong, chờ xác nhận"),
    Standing.NOT_DONE: N_("chưa làm"),
    Standing.POSTPONED: N_("hoãn"),
    Standing.CLOSED: N_("đã kết thúc"),
    Standing.MOVED: N_("chuyển sinh hoạt"),
}


def commitments(arguments: argparse.Namespace) -> int:
    """`review-tui commitments BOOK`, and with `--check` one more entry in the follow-up."""
    if arguments.check is not None:
        return _record(arguments)
    refuse_alone(arguments, ("text", "proof", "on"), "--check")
    with reading(arguments) as (book, clock):
        items = ledger(book.years(), book.follow_up, clock.today())
        owner = None if arguments.member is None else book.cell.member(arguments.member).id
        cell = book.cell.name
    chosen = [
        item for item in items if owner in (None, item.commitment.owner) and (item.overdue or not arguments.overdue)
    ]
    if arguments.ics:
        return _calendar(Path(arguments.ics), chosen, made=clock.now(), cell=cell)
    if arguments.json:
        give_json(commitments_json(chosen))
    elif chosen:
        head = (_("Số"), _("Người cam kết"), _("Người theo dõi"), _("Hạn"), _("Tình trạng"), _("Nội dung"))
        give_table(head, [_cells(item) for item in chosen])
    else:
        say(_("Không có cam kết nào."))
    return 0


def _calendar(target: Path, items: list[LedgerItem], *, made: datetime, cell: str) -> int:
    text = calendar_of(items, made=made, cell=cell)
    write_whole(target, text.encode("utf-8"))
    count = text.count("BEGIN:VEVENT")
    say(_("Đã ghi {count} hạn cam kết ra {path}; tệp này không có mật khẩu.").format(count=count, path=shown(target)))
    return 0


def _cells(item: LedgerItem) -> tuple[str, ...]:
    made = item.commitment
    due = numeric_date(item.due) or (_(DUE_NAMES[made.due_kind]) if made.due_kind is not DueKind.BY_DATE else "")
    state = _(_STANDINGS[item.standing])
    if item.standing is Standing.UNDER_WAY and item.checks[-1].degree is not None:
        state += f" {item.checks[-1].degree}%"
    if item.overdue:
        state += _(" (quá hạn)")
    return made.number, item.owner_name, item.verifier_name, due, state, clean_line(made.text)


def _record(arguments: argparse.Namespace) -> int:
    number, words = arguments.check
    found = read_found(clean_line(words))
    proof = None if arguments.proof is None else proof_of(Path(arguments.proof))
    text = clean(arguments.text or "").strip()
    with writing(arguments) as (book, clock):
        on: date = arguments.on or clock.today()
        item = _entered(book, clean_line(number), found, on=on, text=text, proof=proof, today=clock.today())
    say(
        _("Đã ghi cam kết {number}: {state}.").format(number=item.commitment.number, state=_(_STANDINGS[item.standing]))
    )
    return 0


def _entered(
    book: Book, number: str, found: Found, *, on: date, text: str, proof: Proof | None, today: date
) -> LedgerItem:
    sessions = book.sessions()

    def change(follow_up: FollowUp) -> FollowUp:
        item = item_numbered(ledger(sessions, follow_up, today), number)
        return recorded(
            follow_up,
            item,
            found,
            id=new_id(),
            on=on,
            text=text,
            proof=proof,
            today=today,
            members=book.cell.members,
            known=frozenset(point.number for session in sessions for point in session.points),
        )

    after = book.act_follow_up(_("kiểm tra cam kết {number}").format(number=number), change)
    return item_numbered(ledger(sessions, after, today), number)
