"""What a member writes: an answer, a report, an objection. It goes into the own outbox and changes no minutes."""

from collections.abc import Callable

from review_tui.exchange.taking import proof_of
from review_tui.language.dates import read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.checks import why_not_check
from review_tui.model.followup import Check, CheckState
from review_tui.model.ledger import LedgerItem
from review_tui.model.minutes import pieces
from review_tui.model.points import AnswerKind, Point
from review_tui.model.session import Session
from review_tui.model.submission import (
    HandedAnswer,
    HandedObjection,
    HandedReport,
    Submission,
    said_by,
    why_not_hand_in,
    why_not_object,
)
from review_tui.model.words import ANSWER_NAMES
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.choose_file import file_picker
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.half_typed import drop_answered
from review_tui.tui.screens.checking import PROOFS, why_no_day, why_no_percent, why_no_proof
from review_tui.tui.screens.my_page import MyPage
from review_tui.tui.shelf import need_path
from review_tui.tui.widgets.form import Field

_LONGEST = 5_000
_STATES = (CheckState.DONE, CheckState.UNDER_WAY, CheckState.NOT_DONE, CheckState.POSTPONED)
_STATE_NAMES = (N_("đã xong, mời người theo dõi xác nhận"), N_("đang làm"), N_("chưa làm"), N_("xin lùi hạn"))
_SEND = Field(name="send", label=N_("Gửi"), choices=(N_("gửi thư ký ngay"), N_("để nháp, gửi sau")))


async def write_answer(page: MyPage, session: Session, point: Point) -> None:
    """A typed answer to a point about me."""
    kinds = tuple(AnswerKind)
    title = _("Trả lời ý kiến {number}").format(number=point.number)

    def made(values: dict[str, str]) -> HandedAnswer:
        return HandedAnswer(
            id=new_id(),
            member=page.me,
            at=page.clock(),
            session=session.id,
            point=point.id,
            kind=kinds[int(values["kind"])],
            text=values["text"],
        )

    fields = [
        Field(name="kind", label=N_("Trả lời"), choices=tuple(ANSWER_NAMES[kind] for kind in kinds)),
        Field(name="text", label=N_("Lời trả lời (Tab: sang)"), several=True, longest=_LONGEST),
        _SEND,
    ]
    values = await page.app.push_screen_wait(
        FormDialog(
            title, fields, text=point.text, start="kind", refuse=lambda typed: why_not_hand_in(session, made(typed))
        )
    )
    if values is not None:
        _send(page, values, made(values))


async def write_report(page: MyPage, item: LedgerItem) -> None:
    """How far an own commitment has come, with proof."""
    title = _("Báo cáo cam kết {number}").format(number=item.number)

    def made(values: dict[str, str]) -> HandedReport:
        state, proof = _STATES[int(values["state"])], values["proof"]
        return HandedReport(
            id=new_id(),
            member=page.me,
            at=page.clock(),
            commitment=item.number,
            state=state,
            degree=int(values["degree"] or 0) if state is CheckState.UNDER_WAY else None,
            text=values["text"],
            new_due=read_date(values["due"]) if state is CheckState.POSTPONED else None,
            proof=proof_of(need_path(proof)) if proof else None,
        )

    fields = [
        Field(name="state", label=N_("Kết quả"), choices=_STATE_NAMES),
        Field(name="degree", label=N_("Được bao nhiêu %"), example=N_("nếu đang làm, ví dụ 60"), why=_percent_or_none),
        Field(
            name="due", label=N_("Xin lùi đến ngày"), example=N_("nếu xin lùi hạn, ví dụ 30/6/2027"), why=_day_or_none
        ),
        Field(name="text", label=N_("Đã làm gì (Tab: sang)"), several=True, longest=_LONGEST),
        Field(
            name="proof",
            label=N_("Tệp minh chứng"),
            example=N_("có thể trống; sổ chỉ giữ tên tệp và mã"),
            longest=4_000,
            why=why_no_proof,
            pick=file_picker(N_("Chọn tệp minh chứng"), PROOFS),
        ),
        _SEND,
    ]
    values = await page.app.push_screen_wait(
        FormDialog(
            title, fields, text=item.commitment.text, start="state", refuse=lambda typed: _why_not(item, typed, made)
        )
    )
    if values is not None:
        _send(page, values, made(values))


def _percent_or_none(text: str) -> str | None:
    return why_no_percent(text) if text else None


def _day_or_none(text: str) -> str | None:
    return why_no_day(text) if text else None


def _why_not(item: LedgerItem, values: dict[str, str], made: Callable[[dict[str, str]], HandedReport]) -> str | None:
    """The rules of a check, said while the words still stand there."""
    state = _STATES[int(values["state"])]
    if state is CheckState.UNDER_WAY and not values["degree"]:
        return _("Đang làm được bao nhiêu phần trăm? Ghi một số từ 0 đến 100.")
    if state is CheckState.POSTPONED and not values["due"]:
        return _("Xin lùi hạn đến ngày nào?")
    told = made(values)
    check = Check(
        id=told.id,
        commitment=told.commitment,
        on=told.at.date(),
        state=told.state,
        degree=told.degree,
        text=told.text,
        new_due=told.new_due,
        proof=told.proof,
    )
    return why_not_check(item, check)


async def write_objection(page: MyPage, session: Session, about: str) -> None:
    """To a line of the draft: one's own words put right, or another opinion beside the words of others."""
    if why := why_not_object(session):
        page.refused(why)
        return
    piece = next((one for one in pieces(session) if one.id == about), None)
    line = piece.text if piece is not None else ""
    own = piece is not None and said_by(piece) == page.me

    def made(values: dict[str, str]) -> HandedObjection:
        wanted = values["text"] if own and values["how"] == "0" else ""
        return HandedObjection(
            id=new_id(),
            member=page.me,
            at=page.clock(),
            session=session.id,
            about=about,
            line=line,
            text="" if wanted else values["text"],
            wanted=wanted,
        )

    how = (N_("sửa câu của tôi thành"), N_("ghi ý kiến khác bên cạnh")) if own else (N_("ghi ý kiến khác bên cạnh"),)
    fields = [
        Field(name="how", label=N_("Góp ý"), choices=how),
        Field(name="text", label=N_("Nội dung (Tab: sang)"), text=line if own else "", several=True, longest=_LONGEST),
        _SEND,
    ]
    title = _("Góp ý câu này của dự thảo") if line else _("Góp ý cả biên bản")
    values = await page.app.push_screen_wait(
        FormDialog(title, fields, text=line, start="how", refuse=lambda typed: why_not_hand_in(session, made(typed)))
    )
    if values is not None:
        _send(page, values, made(values))


def _send(page: MyPage, values: dict[str, str], submission: Submission) -> None:
    """Hand it in, or leave it as it is typed; a disk that refuses leaves it typed as well."""
    if values["send"] == "1":
        drop_answered(page.app, page.book, done=False)
        page.say(_("Đã để nháp; mở lại chỗ này để viết tiếp rồi gửi."))
        return
    try:
        page.book.hand_in(submission)
    except ReviewError as broken:
        drop_answered(page.app, page.book, done=False)
        page.refused(str(broken))
    else:
        drop_answered(page.app, page.book, done=True)
        page.retell()
        page.say(_("Đã gửi thư ký. Khi thư ký tiếp nhận, ở “Việc của tôi” ghi rõ lúc nào."))
