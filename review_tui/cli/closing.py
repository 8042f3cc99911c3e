"""The command `minutes`: what is still missing, approval, signing, reopening."""

import argparse

from review_tui.cli.books import reading, session_named, writing
from review_tui.cli.clock import Clock
from review_tui.cli.speech import give, say
from review_tui.cli.usage import refuse_alone
from review_tui.language.dates import numeric_date
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.model.counts import voting_present
from review_tui.model.gate import missing_before_read_back
from review_tui.model.ledger import ledger
from review_tui.model.minutes import reopened, signed
from review_tui.model.session import Approval, Role, Session, Signing
from review_tui.papers.closing import approved_for_ever
from review_tui.papers.material import material_of
from review_tui.store import Book


def minutes(arguments: argparse.Namespace) -> int:
    """`review-tui minutes BOOK --session S` and its three acts."""
    if arguments.approve is None:
        refuse_alone(arguments, ("number", "place", "recipients"), "--approve")
    if arguments.approve is None and arguments.sign is None and arguments.reopen is None:
        return _missing(arguments)
    with writing(arguments) as (book, clock):
        session = session_named(book, arguments.session)
        if arguments.approve is not None:
            _approve(book, session, clock, arguments)
        elif arguments.sign is not None:
            _sign(book, session, arguments)
        else:
            _reopen(book, session, clock, clean_line(arguments.reopen))
    return 0


def _missing(arguments: argparse.Namespace) -> int:
    with reading(arguments) as (book, _clock):
        missing = missing_before_read_back(session_named(book, arguments.session))
    give(missing)
    if not missing:
        say(_("Không còn thiếu gì; có thể đọc lại biên bản."))
    return 0


def _approve(book: Book, session: Session, clock: Clock, arguments: argparse.Namespace) -> None:
    approval = _approval(book, clock, arguments)
    votes, voters = approval.votes_for, approval.voters
    items = ledger(book.years(), book.follow_up, clock.today())
    cell, pack = book.cell, book.pack(session.id)
    after = book.act(
        _("thông qua biên bản {n}/{m}").format(n=votes, m=voters),
        lambda before: approved_for_ever(
            before, approval, cell=cell, pack=pack, ledger=items, fingerprint=book.fingerprint
        ),
        session=session.id,
    )
    present = len(voting_present(session))
    if voters != present:
        say(
            _("Lưu ý: có mặt {present} đồng chí có quyền biểu quyết, không phải {voters}.").format(
                present=present, voters=voters
            )
        )
    say(_("Đã thông qua biên bản kỳ {id} ({n}/{m}).").format(id=after.id, n=votes, m=voters))
    if after.approval is not None:
        say(_("Mã đối chiếu của biên bản: {fingerprint}").format(fingerprint=after.approval.fingerprint))


def _approval(book: Book, clock: Clock, arguments: argparse.Namespace) -> Approval:
    """The votes, and what the paper cannot know by itself; an unknown number stays a blank to fill by pen."""
    votes, voters = arguments.approve
    return Approval(
        votes_for=votes,
        voters=voters,
        at=clock.now(),
        number=clean_line(arguments.number or ""),
        place=clean_line(arguments.place or "") or book.cell.place,
        recipients=tuple(line for given in arguments.recipients or () if (line := clean_line(given))),
    )


def _sign(book: Book, session: Session, arguments: argparse.Namespace) -> None:
    signing = Signing(
        on=arguments.sign, recorder=_name(book, session, Role.RECORDER), chair=_name(book, session, Role.CHAIR)
    )
    book.act(_("ký biên bản"), lambda before: signed(before, signing), session=session.id)
    say(_("Đã khóa biên bản kỳ {id}, ký ngày {day}.").format(id=session.id, day=numeric_date(signing.on)))


def _name(book: Book, session: Session, role: Role) -> str:
    """Who signs by pen: the one named on the paper, not who stood in for a while; empty where nobody was named."""
    material = material_of(session, book.cell, book.pack(session.id))
    return ", ".join(material.name(who) for who in material.main_holder(role))


def _reopen(book: Book, session: Session, clock: Clock, reason: str) -> None:
    at = clock.now()
    book.act(_("mở lại biên bản"), lambda before: reopened(before, reason, at=at), session=session.id)
    say(_("Đã mở lại biên bản kỳ {id}; sửa xong phải thông qua lại.").format(id=session.id))
