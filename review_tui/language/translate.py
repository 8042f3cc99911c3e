"""The language of the screen: Vietnamese as written in the code, English from a gettext catalogue."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_printing: ContextVar[bool] = ContextVar("printing", default=False)
_translations: gettext.NullTranslations = gettext.NullTranslations()
_language = "vi"


def _(text: str) -> str:
    """The text in the language of the screen; nothing stays nothing (a catalogue would answer with its header)."""
    return _translations.gettext(text) if text and not _printing.get() else text


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """Inside, texts stay as written in the code: papers are Vietnamese whatever the screen speaks.

    It holds for the running thread or task alone, so a screen that is drawn meanwhile keeps its language.
    """
    before = _printing.set(True)
    try:
        yield
    finally:
        _printing.reset(before)


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name
    """Mark a text for the catalogue; it is translated with `_` when it is shown."""
    return text


def language() -> str:
    """The language of the screen: "vi" or "en"."""
    return _language


def speak(code: str, catalogues: Path) -> None:
    """Change the language of the screen; `catalogues` is the folder that holds `en/LC_MESSAGES/review_tui.mo`.

    Vietnamese needs no catalogue. Any code but "en" means Vietnamese.
    """
    global _translations, _language
    _language = "en" if code == "en" else "vi"
    if _language == "en":
        _translations = gettext.translation("review_tui", localedir=catalogues, languages=["en"], fallback=True)
    else:
        _translations = gettext.NullTranslations()
