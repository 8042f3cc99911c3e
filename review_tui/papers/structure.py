"""What a paper says: one plain frozen structure, from which PDF, Word and text are all written."""

import json
import unicodedata
from dataclasses import dataclass, fields, is_dataclass, replace

from review_tui.language.errors import ReviewError
from review_tui.language.text import nfc
from review_tui.language.translate import _
from review_tui.regulation.page import PageFormat

DRAFT = "DỰ THẢO"
PRACTICE = "TẬP DƯỢT"

SIGNED = "signin"
"""Key of tables whose rows are signed or marked by pen, and their height in millimetres."""

SIGNED_HEIGHT = 10.0

BALLOT = "ballot"
"""Kind of the papers that are slips."""

DOTS = "……………………"
"""A blank to be filled by pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The two blocks at the head of the first page (domain.md 4.2)."""

    superior: str
    issuer: str
    number: str
    """ "Số 05-BB/CB"; dotted where the number is to be filled by pen; empty on papers without one"""
    place_date: str
    """ "Đà Nẵng, ngày 05 tháng 12 năm 2026"; empty where the format leaves it out"""
    party: str = "ĐẢNG CỘNG SẢN VIỆT NAM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading with its number: level 1 "I- ", 2 "1. ", 3 "a) "."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; line ends in the text stay line ends. `marker` is "", "-" or "+" (one step below "-")."""

    text: str
    marker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Lines "label: text"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: key for the Word template, label, share of the width, centred or not."""

    key: str
    label: str
    width: int
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first column names the row. In plain text each row becomes a record."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Record | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One place to sign: the label in capitals and the printed name."""

    label: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper, whole. `marks` stand in the top margin; `dated` is the ISO day written into the file."""

    kind: str
    marks: tuple[str, ...]
    letterhead: Letterhead
    title: str
    subject: str
    blocks: tuple[Block, ...]
    left: Signature | None = None
    right: Signature | None = None
    recipients: tuple[str, ...] = ()
    fingerprint: str = ""
    dated: str = ""
    copies: int = 1
    """slips: the whole paper so many times, all alike and without page numbers, as many on a sheet as fit"""
    wide: bool = False
    """on the long side of the sheet"""


def format_of(paper: Paper, page: PageFormat) -> PageFormat:
    """The format in which this paper is laid out: small for slips, turned for wide tables, else the pack's."""
    if paper.copies > 1 or paper.kind == BALLOT:
        page = page.for_slips()
    return page.turned() if paper.wide else page


_KINDS: dict[str, type] = {
    made.__name__.lower(): made for made in (Letterhead, Heading, Paragraph, Record, Column, Table, Signature, Paper)
}


def plain(value: object) -> object:
    """The structure as dicts, lists and strings; each dict names its kind under "is"."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__.lower(), **named}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


def to_json(paper: Paper) -> str:
    """The structure as JSON, to be kept with the approval; `from_json` gives back an equal paper.

    What only slips and wide tables have is left out of all others, so that minutes stay what they were.
    """
    told = {name: value for name, value in _told(paper).items() if (name, value) not in _USUAL}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


_USUAL = (("copies", 1), ("wide", False))


def _told(paper: Paper) -> dict[str, object]:
    value = plain(paper)
    assert isinstance(value, dict)
    return value


def from_json(text: str) -> Paper:
    """The paper that `to_json` wrote; raises `ReviewError` when the text is something else."""
    try:
        paper = _built(json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError):
        paper = None
    if not isinstance(paper, Paper):
        raise ReviewError(_("Nội dung biên bản đã lưu không đọc được."))
    return paper


def _built(value: object) -> object:
    if isinstance(value, dict):
        made = _KINDS[value["is"]]
        return made(**{name: _built(part) for name, part in value.items() if name != "is"})
    if isinstance(value, list):
        return tuple(_built(item) for item in value)
    return value


def printable(text: str) -> str:
    """The text as every writer can print it: NFC, plain line ends, no control character."""
    text = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join("\ufffd" if _unprintable(letter) else letter for letter in text)


def _unprintable(letter: str) -> bool:
    return letter not in "\n\t" and unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co")


def made_printable(paper: Paper) -> Paper:
    """The paper with every text of it made printable."""
    cleaned = _cleaned(paper)
    assert isinstance(cleaned, Paper)
    return cleaned


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value
