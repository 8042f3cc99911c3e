"""Measures finished papers: what a page really holds, not what the code meant to put there."""

import functools
import io
import re
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pypdf import PdfReader

MM = 72 / 25.4
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"


@dataclass(frozen=True)
class Box:
    """One word on a page, in millimetres from the upper left corner."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


@functools.cache
def boxes(pdf: Path) -> list[Box]:
    """Every word of a PDF with its place (needs pdftotext of poppler)."""
    made = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    found = []
    for number, page in enumerate(ElementTree.fromstring(made.stdout).iter(PAGE), 1):
        for word in page.iter(WORD):
            left, right, top, bottom = (float(word.attrib[side]) / MM for side in ("xMin", "xMax", "yMin", "yMax"))
            found.append(Box(number, word.text or "", left, right, top, bottom))
    return found


def squeezed(text: str) -> str:
    """The text in NFC without blanks and line ends, so that wrapping and hyphenation do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@functools.cache
def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def pdf_fonts(pdf: bytes) -> dict[str, bool]:
    """Names of the fonts without subset prefix, and whether each is embedded."""
    fonts: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            for inner in reference.get_object().get("/DescendantFonts", [reference]):
                font = inner.get_object()
                embedded = any(key in font["/FontDescriptor"] for key in ("/FontFile2", "/FontFile3", "/FontFile"))
                fonts[str(font["/BaseFont"]).partition("+")[2] or str(font["/BaseFont"])] = embedded
    return fonts


def pdf_sizes(pdf: bytes) -> set[float]:
    """The sizes of letters in points."""
    sizes: set[float] = set()

    def look(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(tm[3]) * abs(cm[3]), 1))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return sizes
