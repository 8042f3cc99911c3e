"""A paper as PDF by way of typst: PDF/A-2b and PDF/UA-1, fonts embedded, the same bytes for the same paper."""

import json
from dataclasses import asdict

from review_tui.language.errors import ReviewError
from review_tui.language.places import shipped
from review_tui.language.translate import _
from review_tui.papers.glyphs import boxed, warnings_about
from review_tui.papers.structure import SIGNED, SIGNED_HEIGHT, Paper, format_of, plain
from review_tui.regulation.page import PageFormat

_FONT = "Liberation Serif"
"""Shipped in place of Times New Roman, whose widths it shares (libraries.md 1.4)."""


def pdf_bytes(paper: Paper, page: PageFormat, *further: Paper) -> tuple[bytes, tuple[str, ...]]:
    """The finished PDF and one warning for each letter that the font lacks; `further` papers are bound behind it.

    The words go in as data and are never read as markup. Raises `ReviewError` where typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise ReviewError(_("Máy này không ghi được PDF; hãy ghi tệp Word (.docx) hoặc văn bản (.txt).")) from None
    papers = [{"paper": plain(one), "page": _page(format_of(one, page))} for one in (paper, *further)]
    words, missing = boxed(json.dumps(papers, ensure_ascii=False))
    folder = shipped("papers")
    inputs = {
        "papers": words,
        "signed": SIGNED,
        "signed-height": str(SIGNED_HEIGHT),
    }
    try:
        content, complaints = typst.compile_with_warnings(
            folder / "paper.typ",
            root=folder,
            font_paths=[shipped("fonts")],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=["a-2b", "ua-1"],
        )
    except typst.TypstError as error:
        raise ReviewError(_failed(error.message)) from None
    except BaseException as error:
        # A panic of the engine is no Exception; its message may quote the text and is not passed on.
        if type(error).__name__ != "PanicException":
            raise
        raise ReviewError(_failed(_("lỗi của bộ dựng"))) from None
    assert isinstance(content, bytes)
    told = tuple(_("Bộ dựng PDF nhắc: {message}").format(message=complaint.message) for complaint in complaints)
    return content, warnings_about(missing) + told


def _page(page: PageFormat) -> dict[str, object]:
    return {**asdict(page), "font": _FONT}


def _failed(why: str) -> str:
    return _("Không dựng được PDF ({why}); hãy ghi tệp Word (.docx) hoặc văn bản (.txt).").format(why=why)
