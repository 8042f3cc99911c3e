"""How this book votes: whether votes may be cast on the screen, whether two tellers type separately."""

from dataclasses import replace

from review_tui.language.translate import N_, _
from review_tui.model.cell import Cell
from review_tui.model.counting import DOUBLE_ENTRY, SCREEN_VOTE
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.screens.page import Page

_SETTINGS = (
    (DOUBLE_ENTRY, N_("Hai người kiểm phiếu nhập riêng rồi so: {state}")),
    (SCREEN_VOTE, N_("Biểu quyết trên máy, chuyển máy từng người: {state}")),
)


async def ballot_settings(page: Page) -> None:
    """Switch one of the settings on or off, until nothing more is chosen."""
    place = 0
    while True:
        kept = dict(page.book.cell.settings)
        rows = [_(words).format(state=_("bật") if kept.get(key) == "on" else _("tắt")) for key, words in _SETTINGS]
        chosen = await page.app.push_screen_wait(Choose(_("Cách biểu quyết, kiểm phiếu"), rows, cursor=place))
        if chosen is None:
            return
        place, key = chosen, _SETTINGS[chosen][0]
        page.step_cell(_("đổi cách biểu quyết, kiểm phiếu"), lambda cell, key=key: _switched(cell, key))  # type: ignore[misc]


def _switched(cell: Cell, key: str) -> Cell:
    kept = dict(cell.settings)
    kept[key] = "off" if kept.get(key) == "on" else "on"
    return replace(cell, settings=tuple(sorted(kept.items())))
