"""Renews the English catalogue from the code: `make language`.

Every `_("…")` and `N_("…")` of the package goes into data/locale/en/LC_MESSAGES/review_tui.po, in the order of the
texts and without dates, places or line numbers: a change of the catalogue is a change of the words. Translations that
the code no longer needs are dropped. The compiled review_tui.mo stands beside it and ships with the program.
"""

import gettext
import io
import re
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "review_tui"
ENGLISH = ROOT / "data" / "locale" / "en" / "LC_MESSAGES" / "review_tui.po"
COMPILED = ENGLISH.with_suffix(".mo")

_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_CHANGING = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid",
)


def from_code() -> Catalog:
    """All texts that the code asks a translation for, sorted."""
    keywords = {"_": None, "N_": None}
    found = {
        text
        for _file, _line, text, _comments, _context in extract_from_dir(str(PACKAGE), keywords=keywords)
        if isinstance(text, str) and text
    }
    return _with(dict.fromkeys(sorted(found), ""))


def english() -> Catalog:
    """The English catalogue as it stands on the disk; an empty one where there is none."""
    return _read(ENGLISH) if ENGLISH.is_file() else _with({})


def merged(code: Catalog, known: Catalog) -> Catalog:
    """The texts of the code with the English words that are known for them."""
    return _with({text: _words(known, text) for text in texts(code)})


def texts(catalogue: Catalog) -> list[str]:
    """The Vietnamese texts of a catalogue, sorted."""
    return sorted(message.id for message in catalogue if isinstance(message.id, str) and message.id)


def missing() -> list[str]:
    """The texts of the code that have no English words yet."""
    known = english()
    return [text for text in texts(from_code()) if not _words(known, text)]


def misfitting() -> list[str]:
    """The texts whose English words name other parameters than the Vietnamese ones: they would break when shown."""
    known = english()
    return [text for text in texts(known) if (words := _words(known, text)) and parameters(words) != parameters(text)]


def parameters(text: str) -> set[str]:
    """What a translation keeps to the letter: braces with their formats, argparse's %-parameters, and its two ends.

    The blanks and marks at the ends join a text to others: ", hạn {day}" must stay a part with a comma.
    """
    braces = {
        f"{{{name}!{conversion}:{form}}}"
        for _before, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    }
    ends = {"^" + found[0] for found in [re.match(r"[\s,;·]*", text)] if found}
    ends |= {found[0] + "$" for found in [re.search(r"[\s·.:?…]*$", text)] if found}
    return braces | ends | set(re.findall(r"%\(\w+\)[rsd]|%[rsd%]", text))


def written(catalogue: Catalog) -> str:
    """The catalogue as a .po file holds it."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, no_location=True, omit_header=False, sort_output=True)
    lines = file.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in _CHANGING)))


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _with(words: dict[str, str]) -> Catalog:
    made = Catalog(
        *("en", "review_tui"),
        project="review-tui",
        header_comment="# The texts of review-tui's screen. Papers are Vietnamese only and do not stand here.",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )
    for text, translation in words.items():
        made.add(text, translation)
    return made


def _read(path: Path) -> Catalog:
    read = read_po(io.BytesIO(path.read_bytes()), locale="en", domain="review_tui")
    return _with({text: _words(read, text) for text in texts(read)})


def _words(catalogue: Catalog, text: str) -> str:
    message = catalogue.get(text)
    return message.string if message is not None and isinstance(message.string, str) else ""


def stale() -> Iterator[str]:
    """The files that do not say what the code, or the English words, say."""
    known = english()
    if texts(known) != texts(from_code()):
        yield ENGLISH.name
    if compiled_words() != {text: words for text in texts(known) if (words := _words(known, text))}:
        yield COMPILED.name


def compiled_words() -> dict[str, str]:
    """What the compiled file holds, as gettext reads it, the header aside."""
    if not COMPILED.is_file():
        return {}
    with COMPILED.open("rb") as file:
        known = gettext.GNUTranslations(file)
    whole: dict[str, str] = vars(known)["_catalog"]
    return {text: words for text, words in whole.items() if text}


def renew() -> None:
    """Write both files."""
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    whole = merged(from_code(), english())
    ENGLISH.write_text(written(whole), encoding="utf-8")
    if COMPILED.name in stale():  # its header names the version of its writer: no change for that alone
        COMPILED.write_bytes(compiled(whole))


def main() -> int:
    """Write both files and list what has no English words yet; `--check` writes nothing, exit 1 if one is stale."""
    if "--check" in sys.argv:
        found = list(stale())
        sys.stderr.writelines(f"{name} is stale: run `make language`.\n" for name in found)
        return int(bool(found))
    renew()
    lacking = missing()
    sys.stdout.writelines(f"{text}\n" for text in lacking)
    sys.stderr.write(f"{len(lacking)} of {len(texts(english()))} texts have no English words yet.\n")
    sys.stderr.writelines(f"parameters differ: {text}\n" for text in misfitting())
    return 0


if __name__ == "__main__":
    sys.exit(main())
