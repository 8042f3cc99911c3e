"""The command `redact`: a copy of the book, or one paper of it, in which nobody can be found by name."""

import argparse
import re
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from review_tui.cli.books import reading, session_named
from review_tui.cli.clock import Clock
from review_tui.cli.rolls import handed_over
from review_tui.cli.secret import new_passphrase, read_passphrase
from review_tui.cli.speech import say, shown
from review_tui.cli.usage import refuse_alone
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.ledger import ledger
from review_tui.papers.binding import rendered_together
from review_tui.papers.kinds import KINDS, papers_from, why_not_paper
from review_tui.papers.sources import Sources
from review_tui.papers.text import text_of
from review_tui.papers.write import write_whole
from review_tui.store import Book
from review_tui.tui.redacted_copy import make_redacted_book, redacted_values, refuse_left_over

_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"</w:p>|</dc:[a-z]+>|</cp:[a-z]+>")


def redact(arguments: argparse.Namespace) -> int:
    """`review-tui redact BOOK --to NEW` and `review-tui redact BOOK --paper KIND --session S --to FILE`."""
    if arguments.paper is not None:
        return _paper(arguments)
    refuse_alone(arguments, ("session", "member"), "--paper")
    to = Path(arguments.to)
    with reading(arguments) as (book, clock):
        passphrase = _passphrase(arguments)
        key = make_redacted_book(book, to, passphrase=passphrase, clock=clock.now)
    if key and not handed_over(key):
        shutil.rmtree(to, ignore_errors=True)
        raise ReviewError(_("Không in được khóa giấy nên chưa lập sổ."))
    say(_("Đã lập sổ che tên {path} và đọc lại: không còn tên, số thẻ, địa chỉ nào.").format(path=shown(to)))
    say(_("Người trong chi bộ vẫn có thể đoán ra qua sự việc; chỉ đưa cho người có trách nhiệm."))
    return 0


def _passphrase(arguments: argparse.Namespace) -> str | None:
    """The new book's own; None for one that anybody can open."""
    if arguments.open:
        return None
    if arguments.new_passphrase_file is not None:
        return read_passphrase(arguments.new_passphrase_file)
    return new_passphrase(None)


def _paper(arguments: argparse.Namespace) -> int:
    if reason := why_not_paper(arguments.paper):
        raise ReviewError(reason)
    if arguments.session is None:
        raise ReviewError(_("--paper cần --session S."))
    target = Path(arguments.to)
    if target.suffix.lower() not in (".txt", ".docx"):
        raise ReviewError(_("Mẫu che tên ghi ra .txt hoặc .docx, để đọc lại kiểm tra được."))
    with reading(arguments) as (book, clock):
        content = _checked_paper(book, clock, arguments, target.suffix.lower())
    write_whole(target, content)
    say(_("Đã ghi {path}, đã kiểm tra không còn tên, số thẻ, địa chỉ nào.").format(path=shown(target)))
    return 0


def _checked_paper(book: Book, clock: Clock, arguments: argparse.Namespace, ending: str) -> bytes:
    """The paper of the redacted book as a finished file, looked through once more as the file that it is."""
    session_named(book, arguments.session)
    secrets, cell, sessions, follow_up = redacted_values(book)
    session = next(one for one in sessions if one.id == arguments.session)
    needs = KINDS[arguments.paper].needs_member
    if needs and arguments.member is None:
        raise ReviewError(
            _("{name} là của một đảng viên: thêm --member SỐ.").format(name=_(KINDS[arguments.paper].name))
        )
    made = papers_from(
        arguments.paper,
        Sources(
            session=session,
            cell=cell,
            pack=book.pack(session.id),
            sessions=sessions,
            follow_up=follow_up,
            ledger=ledger(sessions, follow_up, clock.today()),
            today=clock.today(),
            member=session.numbered(arguments.member).id if arguments.member is not None else "",
        ),
    )
    content, _warnings = rendered_together(made, ending, template=None, page=book.pack(session.id).page)
    lines = [line for one in made for line in text_of(one).splitlines()]
    written = [*lines, *(_word_lines(content) if ending == ".docx" else ())]
    refuse_left_over(
        ((_("văn bản, dòng {n}").format(n=number), line) for number, line in enumerate(written, 1)), secrets
    )
    return content


def _word_lines(content: bytes) -> Iterator[str]:
    """Every paragraph in every part of a Word file, its properties too."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if name.startswith(("word/", "docProps/")) and name.endswith(".xml") and "styles" not in name:
                for piece in _PARAGRAPH.split(file.read(name).decode("utf-8", "replace")):
                    yield _TAG.sub("", piece)
