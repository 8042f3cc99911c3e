"""Choosing a file or folder: one folder at a time, found by a few letters without marks, or a path typed whole."""

import itertools
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from review_tui.language.text import clean_line, found, sort_key
from review_tui.language.translate import N_, _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.widgets.form import Picker
from review_tui.tui.widgets.listing import Line, ListPane, fitted
from review_tui.tui.widgets.typing import ViInput
from review_tui.tui.widgets.words import Words

MOST_ROWS = 5_000
"""Entries of one folder that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: a folder to go into, or something to choose."""

    path: Path
    name: str
    folder: bool
    fits: bool = False
    """whether it may be chosen"""


class ChooseFile(Dialog[Path]):
    """Choose what `fits`: a file by its ending, or a folder. Enter goes into a folder or takes what fits."""

    DEFAULT_CSS = """
    ChooseFile ListPane { height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Chọn"), tooltip=N_("Vào thư mục có con trỏ, hoặc chọn tệp đó.")),
        Binding("up", "browse('up')", N_("Lên"), show=False),
        Binding("down", "browse('down')", N_("Xuống"), show=False),
        Binding("pageup", "browse('pageup')", N_("Trang trước"), show=False),
        Binding("pagedown", "browse('pagedown')", N_("Trang sau"), show=False),
    ]

    def __init__(
        self,
        title: str,
        start: Path,
        *,
        endings: Sequence[str] = (),
        folder: Callable[[Path], bool] | None = None,
        here: bool = False,
    ) -> None:
        """Files with one of the `endings` fit, folders where `folder` says so; with `here` any folder one stands in."""
        super().__init__(title)
        self._endings, self._folder, self._here = tuple(endings), folder, here
        self._at = _nearest_folder(start)
        self._entries: tuple[Entry, ...] = ()

    def body(self) -> ComposeResult:
        """Where one is, the search, the list."""
        yield Words(id="at")
        yield ViInput(longest=4_000)
        yield ListPane[Entry](key=lambda entry: str(entry.path), render=self._row, empty=lambda: _("Không có gì khớp."))
        yield Words(id="why", classes="wrong")

    def on_mount(self) -> None:
        """Read the first folder."""
        super().on_mount()
        self._go(self._at)
        self.query_one(ViInput).focus()

    def fill(self) -> None:
        """Show what fits the letters typed."""
        search = self.query_one(ViInput)
        search.placeholder = _("Gõ vài chữ để tìm, hoặc gõ cả đường dẫn rồi Enter")
        self.query_one("#at", Words).say(_("Thư mục: {folder}").format(folder=clean_line(str(self._at))))
        words = "" if _is_path(search.value) else search.value
        self.query_one(ListPane).fill([entry for entry in self._entries if found(words, entry.name)])

    def _row(self, entry: Entry, width: int) -> list[Line]:
        sign = "[+] " if entry.folder and not entry.fits else "  ● " if entry.fits else "    "
        return [((sign, "quiet"), (fitted(entry.name, width - 4), "strong" if entry.fits else ""))]

    def _go(self, folder: Path) -> None:
        """Stand in another folder; one that cannot be read is said and not entered."""
        try:
            entries = self._read(folder)
        except OSError:
            self._say(_("Không mở được thư mục {folder}.").format(folder=clean_line(str(folder))))
            return
        self._at, self._entries = folder, entries
        self.query_one(ViInput).clear()
        self._say("")
        self.fill()
        self.query_one(ListPane).action_browse("home")

    def _read(self, folder: Path) -> tuple[Entry, ...]:
        with os.scandir(folder) as listed:
            names = [(Path(one.path), one.name, one.is_dir()) for one in itertools.islice(listed, MOST_ROWS)]
        seen = [self._entry(path, name, inside) for path, name, inside in names if not name.startswith(".")]
        rows = sorted((row for row in seen if row), key=lambda row: (not row.fits, sort_key(row.name)))
        if self._here:
            rows.insert(0, Entry(path=folder, name=_("Chọn thư mục này"), folder=True, fits=True))
        if folder.parent != folder:
            rows.append(Entry(path=folder.parent, name=_(".. (thư mục trên)"), folder=True))
        known = {row.path for row in rows} | {folder}
        more = [Entry(path=path, name=name, folder=True) for path, name in places() if path not in known]
        return (*rows, *more)

    def _entry(self, path: Path, name: str, inside: bool) -> Entry | None:
        if inside:
            fits = self._folder is not None and self._folder(path)
            return Entry(path=path, name=clean_line(name), folder=True, fits=fits)
        if path.suffix.lower() in self._endings:
            return Entry(path=path, name=clean_line(name), folder=False, fits=True)
        return None

    def _say(self, why: str) -> None:
        self.query_one("#why", Words).say("! " + why if why else "")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.fill()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    def action_browse(self, key: str) -> None:
        """Move in the list while letters go to the search."""
        self.query_one(ListPane).action_browse(key)

    def action_take(self) -> None:
        """Take the typed path, else the row of the cursor."""
        typed = self.query_one(ViInput).value.strip()
        if _is_path(typed):
            self._take(self._at.joinpath(os.path.expanduser(typed)))
        else:
            self.query_one(ListPane).action_browse("enter")

    @on(ListPane.Selected)
    def _selected(self, event: ListPane.Selected) -> None:
        event.stop()
        entry = self.query_one(ListPane).row_here
        if isinstance(entry, Entry):
            self._take(entry.path, chosen=entry.fits)

    def _take(self, path: Path, *, chosen: bool = True) -> None:
        """Answer with a path that fits; go into a folder that does not."""
        try:
            inside = path.is_dir()
            fits = self._here or (self._folder is not None and self._folder(path)) if inside else self._fits_file(path)
        except OSError:
            inside = fits = False
        if chosen and fits:
            self.dismiss(path)
        elif inside:
            self._go(path)
        else:
            self._say(_("Không có {path}, hoặc tệp không đúng loại.").format(path=clean_line(str(path))))

    def _fits_file(self, path: Path) -> bool:
        return path.is_file() and path.suffix.lower() in self._endings


def _is_path(text: str) -> bool:
    return os.sep in text or text.startswith("~") or (os.altsep is not None and os.altsep in text)


def _nearest_folder(start: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    for folder in (start, *start.parents):
        if folder.is_dir():
            return folder.absolute()
    return Path.home()


def places() -> tuple[tuple[Path, str], ...]:
    """Where people keep files: their own folder, and drives that are plugged in."""
    home = Path.home()
    found = [(home, _("Thư mục riêng"))]
    if sys.platform == "win32":
        drives = [Path(f"{letter}:\\") for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ"]
    else:
        roots = (Path("/Volumes"), Path("/media") / home.name, Path("/run/media") / home.name, Path("/mnt"))
        drives = [path for root in roots for path in _inside(root)]
    found += [(drive, _("Ổ đĩa {name}").format(name=drive.name or str(drive))) for drive in drives if _is_there(drive)]
    return tuple(found)


def _inside(root: Path) -> list[Path]:
    try:
        return sorted(root.iterdir())[:20]
    except OSError:
        return []


def _is_there(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def file_picker(title: str, endings: Sequence[str]) -> Picker:
    """Fills a field with the path of a file; `title` is a msgid."""

    async def pick(app: App[None], text: str) -> str | None:
        chooser = ChooseFile(_(title), Path(text).expanduser() if text else Path.home(), endings=endings)
        chosen = await app.push_screen_wait(chooser)
        return None if chosen is None else str(chosen)

    return pick


def folder_picker(title: str) -> Picker:
    """Fills a field with the path of a folder; `title` is a msgid."""

    async def pick(app: App[None], text: str) -> str | None:
        start = Path(text).expanduser() if text else Path.home()
        chosen = await app.push_screen_wait(ChooseFile(_(title), start, here=True))
        return None if chosen is None else str(chosen)

    return pick
