"""Acts on a session that are done seldom: a new one, notes from a file, a newer roll; ways to topics and papers."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from review_tui.exchange.reading import RollReading
from review_tui.exchange.taking import NOTES, entered_words, notes_taken, read_notes, why_not_again
from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.model.ledger import ledger
from review_tui.model.opening import why_not_new
from review_tui.model.people import Status
from review_tui.model.session import Session
from review_tui.regulation import load
from review_tui.regulation.opening import new_session
from review_tui.regulation.order import not_reviewed
from review_tui.regulation.pack import Pack
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Choose, Confirm
from review_tui.tui.dialogs.choose_file import ChooseFile
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.lines import Lines
from review_tui.tui.dialogs.working import worked
from review_tui.tui.screens.member_edit import new_member, refresh_prepared
from review_tui.tui.screens.more import More
from review_tui.tui.screens.page import tell
from review_tui.tui.screens.settling import settle_commitments
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.views.founding import ROLL_ENDINGS
from review_tui.tui.views.roll_preview import CHOICE_WORDS
from review_tui.tui.widgets.form import Field

NOTES_ENDINGS = (".txt", ".md", "")


async def open_session(page: More) -> None:
    """Ask for year and regulation, make the session, tell who is not reviewed and what is carried over."""
    day = page.clock().date()
    packs = tuple(sorted(load.available(), key=lambda one: load.pack(one).in_force_from))
    values = await page.app.push_screen_wait(
        FormDialog(
            _("Mở kỳ kiểm điểm mới"),
            [
                Field(name="year", label=N_("Năm kiểm điểm"), text=str(day.year), why=_why_no_year),
                Field(name="pack", label=N_("Bộ quy định"), text=str(_usual(packs, day.year)), choices=_titles(packs)),
            ],
            edit=True,
            refuse=lambda typed: why_not_new(page.book.sessions(), int(typed["year"])),
        )
    )
    if values is None:
        return
    try:
        pack = load.pack(packs[int(values["pack"])])
        made = new_session(
            page.book.sessions(), int(values["year"]), roll=page.book.cell.on_roll(day), pack=pack, day=day
        )
    except ReviewError as broken:
        tell(page, str(broken), wrong=True)
        return
    if page.step_new(made, pack, _("mở kỳ kiểm điểm {id}").format(id=made.id)):
        words = _new_words(page, made, pack, day)
        page.app.push_screen(TextScreen(page.book, lambda: _("Kỳ mới {id}").format(id=made.id), lambda: words))


def _titles(packs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{load.pack(one).title} ({one})" for one in packs)


def _usual(packs: tuple[str, ...], year: int) -> int:
    try:
        return packs.index(load.pack_for_year(year))
    except ReviewError:
        return len(packs) - 1


def _why_no_year(text: str) -> str | None:
    if text.isascii() and text.isdecimal() and 2000 <= int(text) <= 2200:
        return None
    return _("“{text}” không phải là năm (ví dụ 2026).").format(text=text)


def _new_words(page: More, made: Session, pack: Pack, day: date) -> str:
    order = [f"  {place}. {made.name_of(key)}" for place, key in enumerate(made.reviewed, start=1)]
    out = [f"  · {why}" for _member, why in not_reviewed(pack, made.roll, day)]
    earlier = tuple(one for one in page.book.sessions() if one.id != made.id)
    carried = [item for item in ledger(earlier, page.book.follow_up, day) if item.is_open]
    lines = [_("Đã mở kỳ kiểm điểm {id} theo {title}.").format(id=made.id, title=pack.title), ""]
    if carried:
        numbers = ", ".join(item.commitment.number for item in carried)
        lines += [_("Mang sang {count} cam kết chưa xong: {numbers}.").format(count=len(carried), numbers=numbers), ""]
    if out:
        lines += [_("Không kiểm điểm kỳ này:"), *out, ""]
    return "\n".join([*lines, _("Thứ tự kiểm điểm sau tập thể chi bộ:"), *order])


# --- files into a session -------------------------------------------------------------------------------------------


async def chosen_session(page: More) -> Session | None:
    """The session under the cursor; without any, a sentence that says how to make one."""
    if page.session_here:
        return page.book.session(page.session_here)
    page.say(_("Chưa có kỳ kiểm điểm nào; mở kỳ mới trước (bấm 4 rồi 1)."))
    return None


async def take_notes(page: More) -> None:
    """Enter notes written elsewhere: all of the file or nothing; every wrong line is shown."""
    session = await chosen_session(page)
    if session is None:
        return
    title = _("Chọn tệp ghi chép (.txt) cho kỳ {id}").format(id=session.id)
    path = await page.app.push_screen_wait(ChooseFile(title, Path.home(), endings=NOTES_ENDINGS))
    if path is None:
        return
    known = {number for made in page.book.years() for number in made.numbers}
    warnings: tuple[str, ...] = ()
    try:
        notes = replace(read_notes(path), file=clean_line(path.name))  # people know which folder they chose
        again = why_not_again(session, NOTES, notes.digest, page.clock().date())
        if again and not await page.app.push_screen_wait(Confirm(again, yes=_("Nhập lại lần nữa"))):
            return
        at = page.clock()
        after, warnings = await worked(
            page.app,
            _("Đang đọc ghi chép"),
            lambda watch: notes_taken(session, notes, at=at, new_id=new_id, known=known),
        )
    except InputErrors as wrong:
        _show_lines(page, _("Chưa nhập gì: các dòng chưa hiểu"), wrong.sentences)
        return
    except ReviewError as broken:
        tell(page, str(broken), wrong=True)
        return
    name = _("nhập ghi chép {file}").format(file=notes.file)
    if page.step(name, lambda before: after if before == session else before, session=session.id) is not None:
        _show_lines(page, _("Đã nhập ghi chép"), (entered_words(session, after), *warnings))


def _show_lines(page: More, title: str, lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    page.app.push_screen(TextScreen(page.book, lambda: title, lambda: text))


# --- a newer roll ---------------------------------------------------------------------------------------------------


async def compare_roll(page: More) -> None:
    """Show who joined, left and changed; on a yes it goes into the book. Nobody is ever deleted."""
    from review_tui.exchange.roll import answered, applied, change_lines, compared, read_roll

    title = _("Chọn tệp danh sách đảng viên mới hơn")
    path = await page.app.push_screen_wait(ChooseFile(title, Path.home(), endings=ROLL_ENDINGS))
    if path is None:
        return
    try:
        reading = await worked(page.app, _("Đang đọc danh sách"), lambda watch: read_roll(path))
        change = compared(page.book.cell.members, reading)
    except InputErrors as wrong:
        _show_lines(page, _("Chưa ghi gì: các dòng không nhận được"), wrong.sentences)
        return
    except ReviewError as broken:
        tell(page, str(broken), wrong=True)
        return
    if change.is_empty:
        page.say(_("Danh sách không có gì thay đổi."))
        return
    concerned = {row.line for row in (*change.joined, *(made.row for made in change.changed))}
    answers = await _answers(page, reading, concerned)
    if answers is None:
        return
    lines = (*change_lines(change), *reading.notes)
    if not await page.app.push_screen_wait(Lines(_("Danh sách mới khác sổ thế nào"), lines, yes=_("Ghi vào sổ"))):
        return
    day = page.clock().date()
    change = compared(page.book.cell.members, answered(reading, answers))
    after = applied(page.book.cell.members, change, new_id=new_id, temporary=Status.TEMPORARY_ELSEWHERE, day=day)
    if page.step_cell(_("cập nhật danh sách"), lambda cell: replace(cell, members=after)) is not None:
        refresh_prepared(page, day)
        page.say(_("Đã cập nhật danh sách đảng viên."))
        await settle_commitments(page, day)


async def _answers(page: More, reading: RollReading, concerned: set[int]) -> dict[int, Status] | None:
    """Which way temporary Party life goes, for each row that changes something; None when left by Esc."""
    answers = {}
    for question in reading.questions:
        if question.line in concerned:
            words = [_(CHOICE_WORDS[choice]) for choice in question.choices]
            chosen = await page.app.push_screen_wait(Choose(question.sentence, words))
            if chosen is None:
                return None
            answers[question.no] = question.choices[chosen]
    return answers


async def add_member(page: More) -> None:
    """Add somebody who was admitted or moved here."""
    await new_member(page, page.clock().date())


async def show_topics(page: More) -> None:
    """The suggested topics of the session under the cursor."""
    from review_tui.tui.screens.topics import TopicsScreen

    session = await chosen_session(page)
    if session is not None:
        page.app.push_screen(TopicsScreen(page.book, session.id, page.clock))


async def show_preparation(page: More) -> None:
    """What is due before the meeting of the session under the cursor, and what has come."""
    from review_tui.tui.screens.preparation import PreparationScreen

    session = await chosen_session(page)
    if session is not None:
        page.app.push_screen(PreparationScreen(page.book, session.id, page.clock, page.shelf))


async def show_papers(page: More) -> None:
    """The papers of the session under the cursor."""
    from review_tui.tui.screens.papers import PapersScreen

    session = await chosen_session(page)
    if session is not None:
        page.app.push_screen(PapersScreen(page.book, session.id, page.clock, page.shelf))


async def settle_ballots(page: More) -> None:
    """How this book votes."""
    from review_tui.tui.screens.ballot_settings import ballot_settings

    await ballot_settings(page)


ACTS: dict[str, Callable[[More], Awaitable[None]]] = {
    "new_session": open_session,
    "topics": show_topics,
    "papers": show_papers,
    "preparation": show_preparation,
    "notes": take_notes,
    "compare": compare_roll,
    "new_member": add_member,
    "ballots": settle_ballots,
}
