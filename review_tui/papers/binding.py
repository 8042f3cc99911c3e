"""Several papers as one file: bound into one PDF in their order, or one after the other as plain text."""

from pathlib import Path

from review_tui.language.errors import ReviewError
from review_tui.language.translate import _
from review_tui.papers.structure import Paper
from review_tui.papers.write import rendered, write_whole
from review_tui.regulation.page import PageFormat

_FEED = b"\f"


def write_together(
    papers: tuple[Paper, ...], target: Path, *, template: Path | None = None, page: PageFormat
) -> tuple[str, ...]:
    """Write papers into one file and return warnings; one paper alone is written as always.

    Raises `ReviewError` on an ending that cannot hold several, and on everything that the disk refuses.
    """
    content, warnings = rendered_together(papers, target.suffix, template=template, page=page)
    write_whole(target, content)
    return warnings


def rendered_together(
    papers: tuple[Paper, ...], ending: str, *, template: Path | None, page: PageFormat
) -> tuple[bytes, tuple[str, ...]]:
    """The finished file as bytes, with its warnings. Every paper keeps its own page numbers, marks and format."""
    ending = ending.lower()
    if len(papers) == 1:
        return rendered(papers[0], ending, template=template, page=page)
    if ending not in (".pdf", ".txt"):
        raise ReviewError(_("Cả bộ hồ sơ chỉ ghi được ra .pdf hoặc .txt; từng văn bản thì ghi riêng ra .docx."))
    if ending == ".pdf":
        from review_tui.papers.pdf import pdf_bytes

        return pdf_bytes(papers[0], page, *papers[1:])
    texts = [rendered(paper, ending, template=template, page=page)[0] for paper in papers]
    return _FEED.join(texts), ()
