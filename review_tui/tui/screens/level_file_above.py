"""Over a level file: the decision above beside the proposal, and form 03 over the decision. Nothing is overwritten."""

from review_tui.language.dates import read_date
from review_tui.language.translate import _
from review_tui.model.levels import proposed_level
from review_tui.model.rerating import decided, rerated, standing_level, why_not_decide, why_not_rerate
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.screens.page import Page
from review_tui.tui.views.level_decision import decided_level, decision_fields, read_decision, why_not_yet
from review_tui.tui.views.level_file import LevelFile


async def decided_above(page: Page, file: LevelFile) -> None:
    """The first decision, or a change of the one that stands."""
    if standing_level(file.follow_up, file.session.id, file.floor) is None:
        await _decided(page, file)
    else:
        await _rerated(page, file)


async def _decided(page: Page, file: LevelFile) -> None:
    if why := why_not_yet(file.session, file.follow_up, file.floor):
        page.refused(why)
        return
    level = proposed_level(file.session, file.floor)
    fields = decision_fields(file.pack, by=page.book.cell.superior, level=level, changes=False)
    title = _("Quyết định của cấp có thẩm quyền: {who}").format(who=file.who)

    def refuse(values: dict[str, str]) -> str | None:
        return why_not_decide(file.session, file.follow_up, read_decision(file.session, file.floor, values, ""))

    values = await page.app.push_screen_wait(FormDialog(title, fields, start="level", refuse=refuse))
    if values is None:
        return
    made, name = read_decision(file.session, file.floor, values, new_id()), _("ghi quyết định xếp loại của {who}")
    page.step_follow_up(name.format(who=file.who), lambda kept: decided(kept, file.session, made))


async def _rerated(page: Page, file: LevelFile) -> None:
    stands = standing_level(file.follow_up, file.session.id, file.floor)
    assert stands is not None
    fields = decision_fields(file.pack, by=stands.by, level=stands.level, changes=True)
    title = _("Xếp loại lại (mẫu 03): {who}").format(who=file.who)

    def refuse(values: dict[str, str]) -> str | None:
        level, on_day = decided_level(values), read_date(values["on"])
        return why_not_rerate(file.session, file.follow_up, file.floor, level, values["reason"], on_day)

    values = await page.app.push_screen_wait(FormDialog(title, fields, start="level", refuse=refuse))
    if values is None:
        return
    level, id, day = decided_level(values), new_id(), read_date(values["on"])
    ground, by, number = values["reason"], values["by"], values["number"]
    page.step_follow_up(
        _("xếp loại lại {who}").format(who=file.who),
        lambda kept: rerated(kept, file.session, file.floor, level, id=id, ground=ground, on=day, by=by, number=number),
    )
