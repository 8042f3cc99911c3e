"""What is typed into a dialog is kept on disk like the entry line of the meeting: a power cut costs a second of it."""

import hashlib
import json
from typing import Protocol, TypeVar, runtime_checkable
from weakref import WeakKeyDictionary

from textual import on
from textual.timer import Timer
from textual.widgets import Input, TextArea

from review_tui.language.errors import ReviewError
from review_tui.language.text import clean_line
from review_tui.language.translate import _
from review_tui.tui.dialogs.dialog import Dialog
from review_tui.tui.door import OpenBook
from review_tui.tui.widgets.entry import SAVE_AFTER
from review_tui.tui.widgets.words import Words

R = TypeVar("R")

_FIRST = "dialog:"

_ANSWERED: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()
"""For each program the drafts of dialogs that were answered and whose act is not done yet."""


@runtime_checkable
class WithBook(Protocol):
    """A program with an open book, or none yet."""

    book: OpenBook | None


class HalfTyped(Dialog[R]):
    """A dialog whose typed values come back when it is opened again over the same thing.

    A draft ends when the act that the answer was for is saved (`drop_answered`), or when the typed text is taken away.
    Esc keeps it: a key hit by mistake must not cost three lines.
    """

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._began: dict[str, str] = {}
        self._draft_at = ""
        self._saving: Timer | None = None

    def typed_values(self) -> dict[str, str]:
        """What stands in the fields now, by name; never a secret."""
        raise NotImplementedError

    def put_values(self, values: dict[str, str]) -> None:
        """Put back what was typed before."""
        raise NotImplementedError

    def keeps_typing(self) -> bool:
        """Whether this one keeps drafts at all."""
        return True

    @property
    def _drafted_book(self) -> OpenBook | None:
        app = self.app
        book = app.book if isinstance(app, WithBook) else None
        may_keep = book is not None and (book.writable or bool(book.member))
        return book if may_keep and self.keeps_typing() else None

    def on_mount(self) -> None:
        """Bring back what was typed when this was last open, and say so."""
        super().on_mount()
        if self._draft_at:
            return  # Textual calls the handler of every class, and one of them has called this one
        self._began = self.typed_values()
        self._draft_at = self._place()
        if (book := self._drafted_book) is None:
            return
        values = _values_of(book.drafts().get(self._draft_at, ""))
        if self._draft_at in _answered(self.app):
            _answered(self.app).discard(self._draft_at)
            self._write(book, {})
        elif values and values.keys() == self._began.keys():
            self.put_values(values)
            self.query_one("#why", Words).say(_("Chữ gõ dở lần trước đã đưa lại."))

    def _place(self) -> str:
        """The same for the same question over the same screen and values, and it betrays none of them."""
        stack = self.app.screen_stack
        under = type(stack[-2]).__name__ if len(stack) > 1 else ""
        about = json.dumps([under, self._title, self._began], ensure_ascii=False, sort_keys=True)
        return _FIRST + hashlib.sha256(about.encode()).hexdigest()[:20]

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _something_typed(self) -> None:
        if self._saving is None and self._draft_at:
            self._saving = self.set_timer(SAVE_AFTER, self.leaving)

    def leaving(self) -> None:
        """Keep what is typed now: some time after the first letter, and whenever the dialog is about to go."""
        if self._saving is not None:
            self._saving.stop()
            self._saving = None
        if self._draft_at and (book := self._drafted_book) is not None:
            self._write(book, self.typed_values())

    def answer(self, value: R) -> None:
        """Close with an answer. Its draft stays until the act is saved, so that a full disk costs nothing typed."""
        self.leaving()
        if self._draft_at:
            _answered(self.app).add(self._draft_at)
        self.dismiss(value)

    def action_back(self) -> None:
        """Leave without an answer; what was typed is there again when the same is asked again."""
        self.leaving()
        super().action_back()

    def _write(self, book: OpenBook, values: dict[str, str]) -> None:
        try:
            if values and values != self._began:
                text = json.dumps({"title": self._title, "values": values}, ensure_ascii=False)
                if book.drafts().get(self._draft_at) != text:
                    book.keep_draft(self._draft_at, text)
            elif self._draft_at in book.drafts():
                book.drop_draft(self._draft_at)
        except ReviewError:
            return  # the disk fails: the act itself will say so, and here the words are still on the screen


def drop_answered(app: object, book: OpenBook, *, done: bool) -> None:
    """After an act: the answers it was made of need no drafts. After one that failed they are offered again."""
    if not (places := _answered(app)):
        return
    _ANSWERED[app], kept = set(), book.drafts() if done else {}
    for place in sorted(places):
        if place in kept:
            try:
                book.drop_draft(place)
            except ReviewError:
                return  # it will be offered once more


def _answered(app: object) -> set[str]:
    return _ANSWERED.setdefault(app, set())


def left_over(book: OpenBook) -> tuple[str, ...]:
    """The titles of dialogs in which something was half typed."""
    texts = (text for place, text in sorted(book.drafts().items()) if place.startswith(_FIRST))
    return tuple(title for text in texts if (title := _title_of(text)))


def _read(text: str) -> dict[str, object]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _title_of(text: str) -> str:
    title = _read(text).get("title")
    return clean_line(title) if isinstance(title, str) else ""


def _values_of(text: str) -> dict[str, str]:
    values = _read(text).get("values")
    if not isinstance(values, dict):
        return {}
    return {str(name): value for name, value in values.items() if isinstance(value, str)}
