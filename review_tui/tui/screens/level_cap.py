"""Over the levels: choose how the cap of the highest level is applied to a group of comparable people."""

from collections.abc import Sequence

from review_tui.language.translate import _
from review_tui.model.entered import why_not_write
from review_tui.model.levels import proposed_levels
from review_tui.regulation.cap import cap_chosen, cap_views
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.live_form import LiveForm
from review_tui.tui.screens.page import Page
from review_tui.tui.views.cap_form import CapForm


async def cap_asked(page: Page, session_id: str) -> None:
    """Choose a group where there are several, then how its cap is applied; writes it with `page.step`."""
    session, pack = page.book.session(session_id), page.book.pack(session_id)
    if why := why_not_write(session):
        page.refused(why)
        return
    groups = tuple(view.group for view in cap_views(session, pack, proposed_levels(session))) or ("",)
    group = groups[0] if len(groups) == 1 else await _asked_group(page, groups)
    if group is None:
        return
    form = CapForm(session=session, pack=pack, group=group)
    dialog = LiveForm(form.title, form.fields(), form.live, edit=True, refuse=form.refuse)
    values = await page.app.push_screen_wait(dialog)
    if values is not None:
        choice = form.read(values)
        page.step(_("chọn cách tính tỷ lệ xuất sắc"), lambda made: cap_chosen(made, pack, choice), session=session_id)


async def _asked_group(page: Page, groups: Sequence[str]) -> str | None:
    names = [group or _("những đồng chí còn lại") for group in groups]
    place = await page.app.push_screen_wait(Choose(_("Nhóm nào?"), names))
    return None if place is None else groups[place]
