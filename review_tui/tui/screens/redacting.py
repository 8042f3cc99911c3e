"""A redacted copy from the screen: where to, how it opens, and what was found if it was refused."""

from pathlib import Path

from review_tui.language.errors import InputErrors, ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.tui.dialogs.ask import Ask, Choose
from review_tui.tui.dialogs.new_secret import KeyBack, NewPassphrase
from review_tui.tui.dialogs.working import worked
from review_tui.tui.redacted_copy import make_redacted_book
from review_tui.tui.screens.more import More
from review_tui.tui.screens.text import TextScreen
from review_tui.tui.shelf import Shelf, need_path, why_not_new_book


async def redact(page: More, shelf: Shelf) -> None:
    """Ask where the copy goes and who may open it, make it, show its paper key; or list what still names somebody."""
    proposed = page.book.path.absolute().with_name(page.book.path.absolute().name + "-che-ten")
    where = await page.app.push_screen_wait(
        Ask(
            _("Bản che tên đặt ở đâu? Tên thành mã; địa chỉ, ngày sinh, số thẻ, số điện thoại được bỏ."),
            text=clean_line(str(proposed)),
            longest=4_000,
            refuse=lambda text: why_not_new_book(need_path(text)),
        )
    )
    if where is None:
        return
    options = [_("Có mật khẩu riêng, như sổ thật"), _("Như sổ tập dượt: ai cũng mở được")]
    how = await page.app.push_screen_wait(Choose(_("Ai mở được bản che tên?"), options))
    if how is None:
        return
    phrase = None
    if how == 0:
        text = _("Mật khẩu này chỉ mở bản che tên; sổ đang mở không đổi gì.")
        phrase = await page.app.push_screen_wait(NewPassphrase(_("Mật khẩu của bản che tên"), text))
        if phrase is None:
            return
    await _made(page, shelf, need_path(where), phrase)


async def _made(page: More, shelf: Shelf, to: Path, phrase: str | None) -> None:
    book = page.book
    try:
        key = await worked(
            page.app,
            _("Đang lập bản che tên và đọc lại"),
            lambda watch: make_redacted_book(
                book, to, passphrase=phrase, clock=shelf.clock, cost=shelf.cost, tick=watch.tick
            ),
        )
    except InputErrors as left:
        words = "\n".join(left.sentences)
        page.app.push_screen(TextScreen(book, lambda: _("Bản che tên"), lambda: words))
        return
    except ReviewError as broken:
        page.refused(str(broken))
        return
    if key:
        await page.app.push_screen_wait(KeyBack(key))
    told = _("Đã lập bản che tên ở {path} và đọc lại: không còn tên, số thẻ, địa chỉ nào.")
    more = _("Người trong chi bộ vẫn có thể đoán ra qua sự việc; chỉ đưa cho người có trách nhiệm.")
    await page.app.push_screen_wait(Choose(told.format(path=clean_line(str(to))) + " " + more, [_("Đã rõ")]))
