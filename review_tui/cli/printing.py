"""The commands `paper`, `print` and `printers`."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from review_tui.cli.books import reading, session_named
from review_tui.cli.folders import backup_folder, printed_folder
from review_tui.cli.speech import give_after, say, shown
from review_tui.cli.tables import give_table
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ledger import ledger
from review_tui.papers import printer
from review_tui.papers.binding import rendered_together, write_together
from review_tui.papers.extract import names_inside
from review_tui.papers.kinds import KINDS, papers_from, why_not_paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Paper
from review_tui.regulation.page import PageFormat
from review_tui.store.known_copies import copy_lines

STANDARD_OUTPUT = "-"


def paper(arguments: argparse.Namespace) -> int:
    """`review-tui paper BOOK KIND --session S --to FILE`."""
    made, page = _made(arguments)
    template = Path(arguments.template) if arguments.template else None
    if arguments.to == STANDARD_OUTPUT:
        content, warnings = rendered_together(made, ".txt", template=template, page=page)
        sys.stdout.write(content.decode("utf-8"))
    else:
        target = Path(arguments.to)
        warnings = write_together(made, target, template=template, page=page)
        say(_("Đã ghi {path}. Tệp này không có mật khẩu: hãy giữ như giữ giấy.").format(path=shown(target)))
    for warning in warnings:
        say(warning)
    return 0


def print_paper(arguments: argparse.Namespace) -> int:
    """`review-tui print BOOK KIND --session S [--printer NAME]`."""
    if arguments.template:
        raise ReviewError(
            _("Lệnh print in bản PDF, không dùng mẫu Word; hãy ghi ra .docx bằng lệnh paper rồi in từ Word.")
        )
    made, page = _made(arguments)
    content, warnings = rendered_together(made, ".pdf", template=None, page=page)
    for warning in warnings:
        say(warning)
    title = f"{_(KINDS[arguments.kind].name)} {arguments.session}"
    job = printer.send(
        content, title=title, printer=arguments.printer, copies=arguments.copies, folder=printed_folder()
    )
    if job.number:
        give_after([job.number])
    say(_("Đã gửi đến máy in {printer}.").format(printer=job.printer or _("mặc định")))
    if job.file is not None:
        say(_("Bản PDF nằm ở {path}; tệp này không có mật khẩu.").format(path=shown(job.file)))
    if job.waits:
        say(job.waits)
    return 0


def printers(arguments: argparse.Namespace) -> int:
    """`review-tui printers`: names on standard output, the default one marked."""
    found = printer.printers()
    if not found:
        say(_("Máy này chưa cài máy in nào."))
        return 0
    rows = [(made.name, _("mặc định") if made.is_default else "", made.waits) for made in found]
    give_table((_("Máy in"), "", ""), rows)
    return 0


def _made(arguments: argparse.Namespace) -> tuple[tuple[Paper, ...], PageFormat]:
    """The papers that the command line asks for (one, or the whole file), and the format of their pack."""
    if reason := why_not_paper(arguments.kind):
        raise ReviewError(reason)
    if KINDS[arguments.kind].needs_member and arguments.member is None:
        raise ReviewError(
            _("{name} là của một đảng viên: thêm --member SỐ.").format(name=_(KINDS[arguments.kind].name))
        )
    with reading(arguments) as (book, clock):
        session = session_named(book, arguments.session)
        pack = book.pack(session.id)
        sessions = book.sessions()
        sources = Sources(
            session=session,
            cell=book.cell,
            pack=pack,
            sessions=sessions,
            follow_up=book.follow_up,
            ledger=ledger(sessions, book.follow_up, clock.today()),
            today=clock.today(),
            member="" if arguments.member is None else session.numbered(arguments.member).id,
            backups=copy_lines(book.path, book.cell, [backup_folder()]) if arguments.kind == "handover" else (),
        )
        hidden = tuple(session.numbered(no).name for no in arguments.hide_name)
    if arguments.kind == "extract":
        sources = _names_told(sources, every=arguments.hide_names, hidden=hidden)
    return papers_from(arguments.kind, sources), pack.page


def _names_told(sources: Sources, *, every: bool, hidden: tuple[str, ...]) -> Sources:
    """Say which other members are named inside the words about somebody; every one, or some, hidden where asked for."""
    found = names_inside(sources.session, sources.member, sources.ledger)
    all_names = tuple(dict.fromkeys(one.name for one in found))
    sources = replace(sources, replaced=all_names if every else hidden)
    names = [name for name in all_names if name not in sources.replaced]
    if names:
        say(
            _("Trong bản trích có tên đồng chí khác: {names}. Thêm --hide-names để thay bằng “một đồng chí”.").format(
                names=", ".join(names)
            )
        )
    return sources
