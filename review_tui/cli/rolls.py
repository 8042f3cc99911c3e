"""The commands `new` and `members`: a book out of a roll, and the roll against a newer one."""

import argparse
import shutil
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from review_tui.cli.books import keep_copy, reading, writing
from review_tui.cli.clock import Clock
from review_tui.cli.secret import new_passphrase
from review_tui.cli.speech import abandon_output, flush_data, give, give_after, say, shown
from review_tui.cli.tables import give_json, give_table
from review_tui.exchange.listing import members_json
from review_tui.exchange.roll import (
    STATUS_WORDS,
    applied,
    assumed,
    change_lines,
    compared,
    members_of,
    preview_lines,
    read_roll,
)
from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.cell import Cell
from review_tui.model.ledger import ledger
from review_tui.model.people import Member
from review_tui.model.session import State
from review_tui.model.verifying import moved_away, moved_closed, without_verifier
from review_tui.regulation import load
from review_tui.regulation.opening import refreshed
from review_tui.regulation.order import not_reviewed
from review_tui.regulation.pack import Pack
from review_tui.store import ADVICE, Book, new_id, offered_passphrase


def new(arguments: argparse.Namespace) -> int:
    """`review-tui new BOOK --name NAME --superior NAME --roll FILE`."""
    path = Path(arguments.book)
    clock = Clock()
    day = arguments.practice or clock.today()
    cell, pack = _cell(arguments, day)
    clock.follow(cell)
    if arguments.practice is not None:
        with Book.create_practice(path, cell=cell, clock=clock.now):
            _tell_new(path, cell, pack, day)
        return 0
    if arguments.passphrase_file is None:
        say(_(ADVICE))
        say(_("Ví dụ: {phrase}").format(phrase=offered_passphrase()))
    phrase = new_passphrase(arguments.passphrase_file)
    book, paper_key = Book.create(path, passphrase=phrase, cell=cell, clock=clock.now)
    with book:
        seen = handed_over(paper_key)
        if seen:
            _tell_new(path, cell, pack, day)
            keep_copy(book, clock)
    if not seen:
        shutil.rmtree(path, ignore_errors=True)
        raise ReviewError(_("Không in được khóa giấy nên chưa lập sổ."))
    return 0


def _cell(arguments: argparse.Namespace, day: date) -> tuple[Cell, Pack]:
    """The cell out of the roll; the preview goes to standard error, and so does what was assumed."""
    roll = read_roll(Path(arguments.roll))
    pack = load.pack(load.pack_for_year(day.year))
    members = members_of(roll, new_id=new_id, temporary=pack.temporary_default)
    for line in preview_lines(roll):
        say(line)
    for sentence in assumed(roll, pack.temporary_default, pack.temporary_reason):
        say(sentence)
    return Cell(
        name=_given(arguments.name, "--name"),
        superior=_given(arguments.superior, "--superior"),
        place=clean_line(arguments.place),
        members=members,
        practice=arguments.practice is not None,
        practice_day=arguments.practice,
    ), pack


def _given(text: str, option: str) -> str:
    line = clean_line(text)
    if not line:
        raise ReviewError(_("{option} không được để trống.").format(option=option))
    return line


def _tell_new(path: Path, cell: Cell, pack: Pack, day: date) -> None:
    say(_("Đã lập sổ {path}: {count} đảng viên.").format(path=shown(path), count=len(cell.members)))
    say(_("Theo {title}:").format(title=pack.title))
    for _member, why in not_reviewed(pack, cell.members, day):
        say(why)


def handed_over(paper_key: str) -> bool:
    """Print the recovery key, once, before any copy is made: a book whose key nobody got to see is taken back."""
    say(_("Khóa giấy, chỉ in một lần này; chép ra giấy, cất riêng. Mất cả mật khẩu lẫn khóa giấy là mất sổ:"))
    try:
        give([paper_key])
        flush_data()
    except OSError:
        abandon_output()
        return False
    return True


def members(arguments: argparse.Namespace) -> int:
    """`review-tui members BOOK`, `--json`, or `--roll FILE` with a newer roll."""
    if arguments.roll is not None:
        return _compare(arguments)
    if arguments.apply:
        raise ReviewError(_("--apply cần danh sách mới: thêm --roll TỆP."))
    with reading(arguments) as (book, clock):
        roll, day = book.cell.members, clock.today()
    ordered = sorted(roll, key=lambda member: member.no)
    if arguments.json:
        give_json(members_json(ordered, day))
    else:
        head = (_("Số"), _("Họ và tên"), _("Ngày sinh"), _("Số thẻ"), _("Chức vụ trong Đảng"), _("Tình trạng"))
        give_table(head, [_columns(member, day) for member in ordered])
    return 0


def _columns(member: Member, day: date) -> tuple[str, ...]:
    status = _(STATUS_WORDS[member.status_on(day)])
    return str(member.no), member.name, numeric_date(member.born), member.card, member.office, status


def _compare(arguments: argparse.Namespace) -> int:
    """Show what a newer roll changes; with `--apply` it goes into the book. Nobody is ever deleted."""
    roll = read_roll(Path(arguments.roll))
    opening = writing if arguments.apply else reading
    with opening(arguments) as (book, clock):
        day = clock.today()
        pack = load.pack(load.pack_for_year(day.year))
        change = compared(book.cell.members, roll)
        if arguments.apply and not change.is_empty:
            for sentence in assumed(roll, pack.temporary_default, pack.temporary_reason):
                say(sentence)
            after = applied(book.cell.members, change, new_id=new_id, temporary=pack.temporary_default, day=day)
            book.act_cell(_("cập nhật danh sách"), lambda cell: replace(cell, members=after))
            _refresh_prepared(book, day)
        if arguments.apply:
            _settle_commitments(book, day)
    (give_after if arguments.apply else give)(change_lines(change))
    return 0


def _settle_commitments(book: Book, day: date) -> None:
    """What members who left have promised closes as "chuyển sinh hoạt"; commitments whose verifier left are named."""
    members, items = book.cell.members, ledger(book.years(), book.follow_up, day)
    gone = moved_away(items, members, day)
    if gone:
        name = _("kết thúc cam kết của người chuyển sinh hoạt")
        book.act_follow_up(name, lambda kept: moved_closed(kept, items, members, on=day, new_id=new_id))
        numbers = ", ".join(item.number for item in gone)
        say(_("Kết thúc do chuyển sinh hoạt (không phải đã khắc phục): {numbers}.").format(numbers=numbers))
    settled = {item.number for item in gone}
    for item in without_verifier(items, members, day):
        if item.number not in settled and item.verifier:
            say(_("Người theo dõi cam kết {number} đã chuyển sinh hoạt; hãy cử người khác.").format(number=item.number))


def _refresh_prepared(book: Book, day: date) -> None:
    """A session not yet opened takes the roll as it stands now; from its opening on its roll is frozen."""
    roll = book.cell.on_roll(day)
    for made in book.sessions():
        if made.state is State.PREPARED:
            pack = book.pack(made.id)
            book.act(_("cập nhật danh sách"), partial(refreshed, roll=roll, pack=pack, day=day), session=made.id)
            say(_("Kỳ {id} chưa khai mạc nên lấy danh sách mới.").format(id=made.id))
