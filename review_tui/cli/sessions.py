"""The commands `session` and `points`."""

import argparse

from review_tui.cli.books import reading, session_named, writing
from review_tui.cli.speech import give, say
from review_tui.cli.tables import give_json, give_table
from review_tui.cli.usage import refuse_alone
from review_tui.exchange.listing import points_json, sessions_json
from review_tui.language.translate import N_, _
from review_tui.model.ledger import ledger
from review_tui.model.points import Point, Source
from review_tui.model.session import Session, State
from review_tui.model.words import ANSWER_NAMES, KIND_NAMES, SOURCE_NAMES, VERDICT_NAMES
from review_tui.regulation import load
from review_tui.regulation.opening import new_session
from review_tui.regulation.pack import Pack

_STATES = {
    State.PREPARED: N_("chuẩn bị"),
    State.RECORDING: N_("đang ghi"),
    State.APPROVED: N_("đã thông qua"),
    State.SIGNED: N_("đã ký"),
}


def session(arguments: argparse.Namespace) -> int:
    """`review-tui session BOOK [--new YEAR]`."""
    if arguments.new is not None:
        return _new_session(arguments)
    refuse_alone(arguments, ("regulation",), "--new")
    with reading(arguments) as (book, _clock):
        sessions = book.sessions()
    if arguments.json:
        give_json(sessions_json(sessions))
    elif not sessions:
        say(_("Sổ chưa có kỳ kiểm điểm nào; mở bằng: session --new NĂM."))
    else:
        rows = [(made.id, str(made.year), made.regulation, _(_STATES[made.state])) for made in sessions]
        give_table((_("Kỳ"), _("Năm"), _("Quy định"), _("Trạng thái")), rows)
    return 0


def points(arguments: argparse.Namespace) -> int:
    """`review-tui points BOOK --session S [--member NO]`."""
    with reading(arguments) as (book, _clock):
        found = session_named(book, arguments.session)
    floor = None if arguments.member is None else found.numbered(arguments.member).id
    standing = [point for point in found.points if not point.withdrawn and floor in (None, point.floor)]
    if arguments.json:
        give_json(points_json(found, floor))
        return 0
    for point in standing:
        give(_point_lines(found, point))
    if not standing:
        say(_("Chưa có ý kiến nào."))
    return 0


def _point_lines(made: Session, point: Point) -> list[str]:
    kind, subject = _(KIND_NAMES[point.kind]), made.floor_name(point.floor)
    lines = [f"{point.number}  {subject} {point.place}  [{kind}]  {_said_by(point)}", f"    {_indented(point.text)}"]
    if point.topics:
        lines.append("    " + _("gợi ý: {topics}").format(topics=", ".join(point.topics)))
    for answer in point.answers:
        words = f"{made.name_of(answer.by)} {_(ANSWER_NAMES[answer.kind])}: {_indented(answer.text)}"
        lines.append(f"    = {words}")
    if point.verdict:
        lines.append("    " + _("kết luận: {verdict}").format(verdict=_(VERDICT_NAMES[point.verdict.kind])))
    elif point.is_open:
        lines.append("    " + _("chưa trả lời"))
    return lines


def _said_by(point: Point) -> str:
    if point.withheld:
        return _("(không nêu tên)")
    if point.source is Source.SELF:
        return _("{name} (tự nêu)").format(name=point.critic_name)
    return point.critic_name or _(SOURCE_NAMES.get(point.source, ""))


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def _new_session(arguments: argparse.Namespace) -> int:
    year: int = arguments.new
    with writing(arguments) as (book, clock):
        sessions = book.sessions()
        pack = load.pack(arguments.regulation or load.pack_for_year(year))
        day = clock.today()
        made = new_session(sessions, year, roll=book.cell.on_roll(day), pack=pack, day=day)
        book.add_session(made, pack, name=_("mở kỳ kiểm điểm {id}").format(id=made.id))
        carried = [item for item in ledger(sessions, book.follow_up, clock.today()) if item.is_open]
    _tell(made, pack)
    if not pack.in_force_from.year <= year or (pack.in_force_to is not None and pack.in_force_to.year < year):
        say(_("Lưu ý: bộ quy định {id} không có hiệu lực vào cuối năm {year}.").format(id=pack.id, year=year))
    if carried:
        numbers = ", ".join(item.commitment.number for item in carried)
        say(_("Mang sang {count} cam kết chưa xong: {numbers}.").format(count=len(carried), numbers=numbers))
    return 0


def _tell(made: Session, pack: Pack) -> None:
    say(_("Đã mở kỳ kiểm điểm {id} theo {title}.").format(id=made.id, title=pack.title))
    say(
        _("Kiểm điểm {count} đồng chí, thứ tự: {numbers}.").format(
            count=len(made.reviewed), numbers=", ".join(str(made.member(key).no) for key in made.reviewed)
        )
    )
    for _member, why in made.not_reviewed:
        say(why)
