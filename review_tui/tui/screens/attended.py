"""Attended viewing: a member looks at the own record; this process ends, the next one has that member's key alone."""

from datetime import date

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.tui.dialogs.ask import Confirm, PickMember
from review_tui.tui.screens.page import Page
from review_tui.tui.shelf import NextLogin


async def attended_login(page: Page, today: date) -> NextLogin | None:
    """Ask who wants to look, and say what will happen; None where it was thought better of."""
    members = page.book.cell.on_roll(today)
    picked = await page.app.push_screen_wait(PickMember(_("Đồng chí nào xem hồ sơ của mình?"), members))
    if picked is None:
        return None
    name = next(member.name for member in members if member.id == picked)
    text = _(
        "Sổ được lưu và đóng lại; chỉ phần của đ/c {name} mở ra, trong một chương trình riêng không có gì của người "
        "khác. Đ/c ấy xem xong, muốn mở lại sổ phải gõ mật khẩu."
    ).format(name=name)
    if page.book.cell.practice:
        text = _(
            "Sổ được lưu và đóng lại; chỉ phần của đ/c {name} mở ra, trong một chương trình riêng không có gì của "
            "người khác. Sổ tập dượt không có mật khẩu nên xem xong sổ mở lại ngay."
        ).format(name=name)
    if not await page.app.push_screen_wait(
        Confirm(_("Mở cho đ/c {name}").format(name=name), text=text, yes=_("Mở"), careful=False)
    ):
        return None
    try:
        return NextLogin.of_member(page.book.path, picked, page.book.member_key(picked))
    except ReviewError as broken:
        page.refused(str(broken))
        return None
