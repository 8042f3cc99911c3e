"""The commands `topics` and `notes`: files that go into a session whole, or not at all."""

import argparse
from dataclasses import replace
from pathlib import Path

from review_tui.cli.books import session_named, writing
from review_tui.cli.clock import Clock
from review_tui.cli.speech import give, say, shown
from review_tui.exchange.digest import LARGEST_FILE, digest_of
from review_tui.exchange.topics import concerned, read_topics
from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.model.cell import Handled
from review_tui.model.notes import notes_entered
from review_tui.model.opening import topics_added, why_not_take
from review_tui.model.session import Session
from review_tui.regulation.decoding import read_bytes
from review_tui.store import new_id

NOTES = "notes"
TOPICS = "topics"


def read_text(path: Path) -> tuple[str, str]:
    """(text, SHA-256) of a UTF-8 file, with or without a byte order mark."""
    content = read_bytes(path, LARGEST_FILE)
    try:
        return content.decode("utf-8-sig"), digest_of(content)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReviewError(
            _("{file}:{line}: tệp không phải là chữ UTF-8; hãy lưu lại với mã hóa UTF-8.").format(
                file=shown(path), line=line
            )
        ) from None


def notes(arguments: argparse.Namespace) -> int:
    """`review-tui notes BOOK --session S FILE`."""
    path = Path(arguments.file)
    text, digest = read_text(path)
    with writing(arguments) as (book, clock):
        before = session_named(book, arguments.session)
        handled = _handled(before, NOTES, digest, clock, again=arguments.again)
        warnings: tuple[str, ...] = ()

        def change(session: Session) -> Session:
            nonlocal warnings
            known = {point.number for made in book.sessions() for point in made.points}
            session, warnings = notes_entered(
                session, text, file=shown(path), at=clock.now(), new_id=new_id, known=known
            )
            return replace(session, handled=(*session.handled, handled))

        after = book.act(_("nhập ghi chép {file}").format(file=shown(path.name)), change, session=before.id)
    for warning in warnings:
        say(warning)
    say(_entered_words(before, after))
    return 0


def _handled(session: Session, kind: str, digest: str, clock: Clock, *, again: bool) -> Handled:
    handled = Handled(kind=kind, digest=digest, on=clock.today())
    reason = why_not_take(session, handled)
    if reason and not again:
        raise ReviewError(_("{reason} Nhập lại thì thêm --again.").format(reason=reason))
    return handled


def _entered_words(before: Session, after: Session) -> str:
    """ "Đã nhập 10 ý kiến, 9 trả lời, 5 cam kết, 2 kết luận." """
    counts = [new - old for old, new in zip(_counts(before), _counts(after), strict=True)]
    return _("Đã nhập {points} ý kiến, {answers} trả lời, {commitments} cam kết, {conclusions} kết luận.").format(
        points=counts[0], answers=counts[1], commitments=counts[2], conclusions=counts[3]
    )


def _counts(session: Session) -> tuple[int, int, int, int]:
    return (
        len(session.points),
        sum(len(point.answers) for point in session.points)
        + sum(len(given.answers) for given in session.topic_answers),
        len(session.commitments),
        sum(len(floor.conclusion) for floor in session.floors),
    )


def topics(arguments: argparse.Namespace) -> int:
    """`review-tui topics BOOK --session S FILE`; answers whom each topic concerns."""
    path = Path(arguments.file)
    with writing(arguments) as (book, clock):
        before = session_named(book, arguments.session)
        read = read_topics(path, before.roll, new_id=new_id, entries=before.rules.entries)
        handled = _handled(before, TOPICS, read.digest, clock, again=arguments.again)
        replacing: bool = arguments.replace or arguments.again
        book.act(
            _("nhập gợi ý kiểm điểm {number}").format(number=read.packet.number),
            lambda session: topics_added(session, read.packet, read.topics, handled, replacing=replacing),
            session=before.id,
        )
    for note in read.notes:
        say(note)
    give(concerned(topic, before.roll) for topic in read.topics)
    say(
        _("Đã nhập {count} gợi ý của {issuer}, {number}.").format(
            count=len(read.topics), issuer=read.packet.issuer, number=read.packet.number
        )
    )
    return 0
