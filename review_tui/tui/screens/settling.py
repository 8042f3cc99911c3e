"""After somebody left the roll: what he promised is closed as moved, and what he followed goes to others."""

from datetime import date

from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem, ledger
from review_tui.model.verifying import moved_away, moved_closed, without_verifier
from review_tui.store.ids import new_id
from review_tui.tui.dialogs.lines import Lines
from review_tui.tui.screens.following import change_verifier
from review_tui.tui.screens.page import Page


async def settle_commitments(page: Page, today: date) -> None:
    """Offer to close what members who left have promised, then ask for each commitment that lost its verifier."""
    gone = moved_away(_items(page, today), page.book.cell.members, today)
    yes = await page.app.push_screen_wait(_question(gone)) if gone else False
    if yes:
        items, members = _items(page, today), page.book.cell.members
        page.step_follow_up(
            _("kết thúc cam kết của người chuyển sinh hoạt"),
            lambda kept: moved_closed(kept, items, members, on=today, new_id=new_id),
        )
    members = page.book.cell.members
    for item in without_verifier(_items(page, today), members, today):
        if item.verifier:
            await change_verifier(page, item, today)


def _question(gone: tuple[LedgerItem, ...]) -> Lines:
    lines = [f"{item.number} {item.owner_name}: {item.commitment.text}" for item in gone]
    told = _("Kết thúc với lý do “chuyển sinh hoạt”, không tính là đã khắc phục; chi bộ mới nhận bản trích.")
    title = _("Người chuyển đi còn cam kết chưa xong")
    return Lines(title, [*lines, "", told], yes=_("Kết thúc các cam kết này"))


def _items(page: Page, today: date) -> tuple[LedgerItem, ...]:
    return ledger(page.book.years(), page.book.follow_up, today)
