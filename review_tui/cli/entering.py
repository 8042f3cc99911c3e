"""The commands `topics` and `notes`: files that go into a session whole, or not at all."""

import argparse
from pathlib import Path

from review_tui.cli.books import session_named, writing
from review_tui.cli.clock import Clock
from review_tui.cli.speech import give_after, say, shown
from review_tui.exchange.taking import (
    NOTES,
    TOPICS,
    entered_words,
    notes_taken,
    read_notes,
    topics_taken,
    why_not_again,
)
from review_tui.exchange.topics import concerned, read_topics
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.session import Session
from review_tui.store import new_id


def notes(arguments: argparse.Namespace) -> int:
    """`review-tui notes BOOK --session S FILE`."""
    path = Path(arguments.file)
    written = read_notes(path)
    with writing(arguments) as (book, clock):
        before = session_named(book, arguments.session)
        _need_new(before, NOTES, written.digest, clock, again=arguments.again)
        warnings: tuple[str, ...] = ()

        def change(session: Session) -> Session:
            nonlocal warnings
            known = {number for made in book.years() for number in made.numbers}
            session, warnings = notes_taken(session, written, at=clock.now(), new_id=new_id, known=known)
            return session

        after = book.act(_("nhập ghi chép {file}").format(file=shown(path.name)), change, session=before.id)
    for warning in warnings:
        say(warning)
    say(entered_words(before, after))
    return 0


def _need_new(session: Session, kind: str, digest: str, clock: Clock, *, again: bool) -> None:
    reason = why_not_again(session, kind, digest, clock.today())
    if reason and not again:
        raise ReviewError(_("{reason} Nhập lại thì thêm --again.").format(reason=reason))


def topics(arguments: argparse.Namespace) -> int:
    """`review-tui topics BOOK --session S FILE`; answers whom each topic concerns."""
    path = Path(arguments.file)
    with writing(arguments) as (book, clock):
        before = session_named(book, arguments.session)
        read = read_topics(path, before.roll, new_id=new_id, entries=before.rules.entries)
        _need_new(before, TOPICS, read.digest, clock, again=arguments.again)
        replacing: bool = arguments.replace or arguments.again
        book.act(
            _("nhập gợi ý kiểm điểm {number}").format(number=read.packet.number),
            lambda session: topics_taken(session, read, day=clock.today(), replacing=replacing),
            session=before.id,
        )
    for note in read.notes:
        say(note)
    if read.packet.year != before.year:
        say(
            _("Lưu ý: văn bản gợi ý cho năm {year}, không phải năm {own}.").format(
                year=read.packet.year, own=before.year
            )
        )
    give_after(concerned(topic, before.roll) for topic in read.topics)
    say(
        _("Đã nhập {count} gợi ý của {issuer}, {number}.").format(
            count=len(read.topics), issuer=read.packet.issuer, number=read.packet.number
        )
    )
    return 0
