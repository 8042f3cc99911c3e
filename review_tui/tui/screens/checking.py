"""Recording a check of a commitment: what was found, on which day, with words and proof."""

from datetime import date

from review_tui.exchange.taking import proof_of
from review_tui.language.dates import numeric_date, read_date
from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.checks import Found, recorded
from review_tui.model.followup import CheckState, FollowUp
from review_tui.model.ledger import LedgerItem, item_numbered, ledger
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.choose_file import file_picker
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import need_path
from review_tui.tui.widgets.form import Field

CLOSED = "closed"
_TITLES = {
    "done": N_("{number} của đ/c {name}: báo đã xong"),
    "under_way": N_("{number} của đ/c {name}: đang làm"),
    "not_done": N_("{number} của đ/c {name}: chưa thực hiện"),
    "postponed": N_("{number} của đ/c {name}: lùi hạn"),
    CLOSED: N_("{number} của đ/c {name}: người theo dõi xác nhận kết thúc"),
}
PROOFS = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".doc", ".xls", ".txt", ".zip")


async def record_check(page: Page, item: LedgerItem, state: str, today: date) -> None:
    """Ask for what belongs to this finding, then enter it into the follow-up."""
    number = item.commitment.number
    title = _(_TITLES[state]).format(number=number, name=item.owner_name)
    values = await page.app.push_screen_wait(
        FormDialog(
            title,
            _fields(state, today),
            text=item.commitment.text,
            edit=state in ("done", "not_done"),
            refuse=lambda typed: _why_not(page, item, state, typed, today),
        )
    )
    if values is None:
        return
    sessions = page.book.years()

    def change(follow_up: FollowUp) -> FollowUp:
        now = item_numbered(ledger(sessions, follow_up, today), number)
        return _entered(follow_up, now, state, values, today)

    if page.step_follow_up(_("kiểm tra cam kết {number}").format(number=number), change) is not None:
        page.say(_("Đã ghi kiểm tra {number}.").format(number=number))


def _fields(state: str, today: date) -> list[Field]:
    fields = []
    if state == CheckState.UNDER_WAY:
        fields.append(Field(name="degree", label=N_("Được bao nhiêu %"), example=N_("ví dụ 60"), why=why_no_percent))
    if state == CheckState.POSTPONED:
        fields.append(
            Field(
                name="due", label=N_("Lùi đến ngày"), example=N_("ví dụ 30/6/2027"), why=lambda text: why_no_day(text)
            )
        )
    words = {"postponed": N_("Lý do"), CLOSED: N_("Lời người theo dõi")}.get(state, N_("Nhận xét"))
    fields.append(Field(name="text", label=words, longest=5_000))
    fields.append(Field(name="on", label=N_("Ngày kiểm tra"), text=numeric_date(today), why=why_no_day))
    if state != CLOSED:
        fields.append(
            Field(
                name="proof",
                label=N_("Tệp minh chứng"),
                example=N_("có thể trống; sổ chỉ giữ tên tệp và mã"),
                longest=4_000,
                why=why_no_proof,
                pick=file_picker(N_("Chọn tệp minh chứng"), PROOFS),
            )
        )
    return fields


def _entered(follow_up: FollowUp, item: LedgerItem, state: str, values: dict[str, str], today: date) -> FollowUp:
    proof = values.get("proof")
    return recorded(
        follow_up,
        item,
        Found(
            state=None if state == CLOSED else CheckState(state),
            degree=int(values["degree"]) if "degree" in values else None,
            new_due=read_date(values["due"]) if "due" in values else None,
        ),
        id=new_id(),
        on=read_date(values["on"]),
        text=values["text"],
        proof=proof_of(need_path(proof)) if proof else None,
        today=today,
    )


def _why_not(page: Page, item: LedgerItem, state: str, values: dict[str, str], today: date) -> str | None:
    """Try it on the follow-up as it stands: whatever a rule says is said in the dialog, where the words still are."""
    try:
        _entered(page.book.follow_up, item, state, values, today)
    except ReviewError as broken:
        return str(broken)
    return None


def why_no_percent(text: str) -> str | None:
    """Why this is no percentage; None where it is one."""
    if text.isascii() and text.isdecimal() and int(text) <= 100:
        return None
    return _("Ghi một số từ 0 đến 100.")


def why_no_day(text: str) -> str | None:
    """None for a day; raises the sentence why it is none."""
    read_date(text)
    return None


def why_no_proof(text: str) -> str | None:
    """Why this is no proof; nothing, or the path of a file, is."""
    return None if not text or need_path(text).is_file() else _("Không có tệp này.")
