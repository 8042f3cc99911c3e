"""Ways to another book, from the first screen and from Home: opening one, getting one back from a copy."""

from pathlib import Path

from textual.app import App

from review_tui.language.dates import numeric_date
from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import N_, _
from review_tui.store.layout import is_book
from review_tui.tui.dialogs.ask import Choose
from review_tui.tui.dialogs.choose_file import ChooseFile, folder_picker
from review_tui.tui.dialogs.form import FormDialog
from review_tui.tui.dialogs.working import worked
from review_tui.tui.shelf import NextLogin, Shelf, need_path
from review_tui.tui.widgets.form import Field

TO = "to"
SECRET = "secret"


async def other_book(app: App[None], start: Path) -> NextLogin | None:
    """Choose the folder of another book."""
    chosen = await app.push_screen_wait(ChooseFile(_("Mở sổ nào? Sổ là thư mục có dấu ●"), start, folder=is_book))
    return None if chosen is None else NextLogin(word="open", book=chosen)


async def chosen_copy(app: App[None], shelf: Shelf) -> Path | None:
    """One of the copies that are known, or one in another folder."""
    known = shelf.copies()[:30]
    words = [
        _("{day} {time:%H:%M} · {name}").format(
            day=numeric_date(one.made.date()), time=one.made, name=clean_line(one.folder.name)
        )
        for one in known
    ]
    if known:
        words.append(_("Bản sao ở nơi khác (ổ USB, thư mục khác)"))
        chosen = await app.push_screen_wait(Choose(_("Khôi phục từ bản sao nào?"), words))
        if chosen is None:
            return None
        if chosen < len(known):
            return known[chosen].folder
    title = _("Chọn thư mục của bản sao (có dấu ●)")
    return await app.push_screen_wait(ChooseFile(title, Path.home(), folder=is_book))


async def asked_restore(app: App[None], shelf: Shelf, to: Path) -> tuple[Path, Path, str | None] | None:
    """(copy, where it shall go, its passphrase): what must be known before a book is got back."""
    source = await chosen_copy(app, shelf)
    if source is None:
        return None
    fields = [
        Field(
            name=TO,
            label=N_("Đặt sổ vào"),
            text=str(to),
            longest=4_000,
            pick=folder_picker(N_("Đặt sổ vào thư mục nào?")),
        )
    ]
    if shelf.asks_secret(source):
        fields.append(Field(name=SECRET, label=N_("Mật khẩu của sổ"), secret=True, why=_why_no_secret))
    text = _("Bản sao: {path}\nNơi đặt sổ nếu đã có sổ thì sổ ấy được giữ lại bên cạnh, tên có ngày giờ.").format(
        path=clean_line(str(source))
    )
    values = await app.push_screen_wait(
        FormDialog(_("Khôi phục sổ"), fields, text=text, edit=len(fields) == 1, refuse=_why_no_place)
    )
    return None if values is None else (source, need_path(values[TO]), values.get(SECRET))


async def got_back(
    app: App[None], shelf: Shelf, source: Path, to: Path, secret: str | None
) -> tuple[NextLogin, Path | None]:
    """Get a book back; (the login to it, where the book that was there is kept). Raises `ReviewError`."""
    kept = await worked(app, _("Đang khôi phục sổ"), lambda watch: shelf.restore(source, to, secret, watch))
    return NextLogin(word="open", book=to, secret=secret or ""), kept


def _why_no_secret(text: str) -> str | None:
    return None if text.strip() else _("Cần mật khẩu để đọc thử bản sao trước khi dùng.")


def _why_no_place(values: dict[str, str]) -> str | None:
    try:
        path = need_path(values[TO])
        return None if path.is_dir() or not path.exists() else _("{path} là tệp, không phải thư mục.").format(path=path)
    except OSError as error:
        raise ReviewError(_("Không xem được {path}.").format(path=values[TO])) from error
