"""What happens to a commitment besides checks: another verifier, a watch before the closing, the fault come back."""

from collections.abc import Callable
from datetime import date

from review_tui.language.dates import read_date
from review_tui.language.translate import N_, _
from review_tui.model.checks import Found, recorded
from review_tui.model.followup import FollowUp, Proof
from review_tui.model.ledger import LedgerItem, item_numbered, ledger
from review_tui.model.month_check import WATCHED, why_not_find
from review_tui.model.people import Member
from review_tui.model.verifying import why_not_verifier
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.ask import Ask, Choose, PickMember
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.screens.checking import why_no_day
from review_tui.tui.screens.page import Page
from review_tui.tui.widgets.form import Field

Change = Callable[[FollowUp], FollowUp]


def entering(
    page: Page, number: str, found: Found, *, on: date, text: str, today: date, proof: Proof | None = None
) -> Change:
    """The act that enters a finding about the commitment of this number, as the book then stands."""
    years, members = page.book.years(), page.book.cell.members
    known = frozenset(number for year in years for number in year.numbers)

    def change(follow_up: FollowUp) -> FollowUp:
        item = item_numbered(ledger(years, follow_up, today), number)
        return recorded(
            follow_up,
            item,
            found,
            id=new_id(),
            on=on,
            text=text,
            proof=proof,
            today=today,
            members=members,
            known=known,
        )

    return change


async def change_verifier(page: Page, item: LedgerItem, today: date) -> None:
    """Ask who follows it from today on, and why; who cannot is not offered."""
    fit = [one for one in page.book.cell.on_roll(today) if why_not_verifier(item, one, today) is None]
    if not item.is_open:
        page.refused(_("Cam kết {number} đã kết thúc, không đổi người theo dõi nữa.").format(number=item.number))
        return
    title = _("{number}: ai theo dõi thay {name}?").format(number=item.number, name=item.verifier_name or "…")
    picked = await page.app.push_screen_wait(PickMember(title, fit))
    if picked is None:
        return
    member = next(one for one in fit if one.id == picked)
    reason = await page.app.push_screen_wait(
        Ask(_("Vì sao đổi người theo dõi {number}?").format(number=item.number), example=_("ví dụ: chuyển sinh hoạt"))
    )
    if reason is not None:
        _replaced(page, item, member, reason, today)


def _replaced(page: Page, item: LedgerItem, member: Member, reason: str, today: date) -> None:
    change = entering(page, item.number, Found(state=None, verifier=member.no), on=today, text=reason, today=today)
    if page.step_follow_up(_("đổi người theo dõi {number}").format(number=item.number), change) is not None:
        page.say(_("Từ nay đ/c {name} theo dõi cam kết {number}.").format(name=member.name, number=item.number))


async def watch_on(page: Page, item: LedgerItem, today: date) -> None:
    """Ask until when a repair that is said to be done is watched."""
    if why := why_not_find(item, WATCHED, today):
        page.refused(why)
        return
    values = await page.app.push_screen_wait(
        FormDialog(
            _("{number}: theo dõi thêm").format(number=item.number),
            [
                Field(name="until", label=N_("Đến hết ngày"), example=N_("ví dụ 30/6/2027"), why=why_no_day),
                Field(name="text", label=N_("Nhận xét"), longest=5_000),
            ],
        )
    )
    if values is not None:
        found = Found(state=None, watch=read_date(values["until"]))
        change = entering(page, item.number, found, on=today, text=values["text"], today=today)
        page.step_follow_up(_("theo dõi thêm {number}").format(number=item.number), change)


async def reopen(page: Page, item: LedgerItem, today: date) -> None:
    """Ask by which point the fault came back; the commitment is opened again as "lần 2"."""
    if item.is_open:
        page.refused(_("Cam kết {number} đang mở, không cần mở lại.").format(number=item.number))
        return
    title = _("{number} mở lại lần {times}: số của ý kiến mới nêu lỗi lặp lại?").format(
        number=item.number, times=item.times + 1
    )
    number = await page.app.push_screen_wait(Ask(title, example=_("ví dụ 2026-014")))
    if number:
        change = entering(page, item.number, Found(state=None, reopens=number), on=today, text="", today=today)
        page.step_follow_up(_("mở lại {number}").format(number=item.number), change)


async def follow_otherwise(page: Page, item: LedgerItem, today: date) -> None:
    """Choose one of the three."""
    words = [_("Đổi người theo dõi"), _("Báo xong: theo dõi thêm đến một ngày"), _("Mở lại vì lỗi lặp lại")]
    chosen = await page.app.push_screen_wait(Choose(f"{item.number} · {item.owner_name}", words))
    if chosen is not None:
        await (change_verifier, watch_on, reopen)[chosen](page, item, today)
