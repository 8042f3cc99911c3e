"""A paper as plain text of 80 columns: everything under everything, so that it reads well aloud and in any editor."""

import textwrap
from collections.abc import Iterator
from itertools import groupby

from review_tui.papers.structure import Block, Heading, Paper, Paragraph, Record, Signature, Table

WIDTH = 80
_STEP = 2


def text_of(paper: Paper, *, width: int = WIDTH) -> str:
    """The whole paper as text ending in a line end; no line is wider than `width` characters."""
    return "\n".join(_lines(paper, width)) + "\n"


def _lines(paper: Paper, width: int) -> Iterator[str]:
    """Slips come one below the other with a line to cut along."""
    for copy in range(paper.copies):
        if copy:
            yield from ("", "- " * (width // 2 - 1) + "-", "")
        yield from _copy(paper, width)


def _copy(paper: Paper, width: int) -> Iterator[str]:
    yield from _centred(" - ".join(paper.marks), width)
    yield from _head(paper, width)
    for block in paper.blocks:
        yield from _block(block, width)
    for signature in (paper.left, paper.right):
        yield from _signature(signature, width)
    yield from _tail(paper, width)


def _head(paper: Paper, width: int) -> Iterator[str]:
    """The two blocks of the head one below the other: long names of bodies never stand side by side."""
    head = paper.letterhead
    for line in (head.superior, head.issuer, *(("*", head.number) if head.number else ())):
        yield from _wrapped(line, width)
    yield ""
    for line in (head.party, head.place_date):
        yield from _wrapped(line, width) if line else ()
    yield ""
    yield from _centred(paper.title, width)
    yield from _centred(paper.subject, width)
    yield from _centred("-----", width)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield from _wrapped(block.text, width, first=0 if block.level == 1 else _STEP)
        case Paragraph():
            step = {"": 0, "-": _STEP, "+": 2 * _STEP}[block.marker]
            yield from _wrapped(f"{block.marker} {block.text}".lstrip(), width, first=step, rest=step and step + _STEP)
        case Record():
            for label, text in block.rows:
                yield from _wrapped(f"{label}: {text}", width, first=_STEP, rest=2 * _STEP)
        case Table():
            for row in block.rows:
                yield from _row(block, row, width)


def _row(table: Table, row: tuple[str, ...], width: int) -> Iterator[str]:
    """A row as a record under its name; figures that stand next to each other share a line."""
    yield ""
    cells = [(column.label, cell) for column, cell in zip(table.columns, row, strict=True)]
    if row[0].isdecimal():
        head, cells = f"{row[0]}. {row[1]}", cells[2:]
    else:
        head, cells = f"{cells[0][0]}: {row[0]}", cells[1:]
    yield from _wrapped(head, width, first=_STEP, rest=3 * _STEP)
    for together, parts in groupby(cells, key=lambda labelled: labelled[1].isdecimal()):
        said = [f"{label}: {cell}" for label, cell in parts]
        for line in ["; ".join(said)] if together else said:
            yield from _wrapped(line, width, first=2 * _STEP, rest=3 * _STEP)


def _signature(signature: Signature | None, width: int) -> Iterator[str]:
    if signature is not None:
        yield from ("", signature.label, "", "")
        yield from _wrapped(signature.name, width)


def _tail(paper: Paper, width: int) -> Iterator[str]:
    if paper.recipients:
        yield from ("", "Nơi nhận:")
        for line in paper.recipients:
            yield from _wrapped(f"- {line}", width, rest=_STEP)
    if paper.fingerprint:
        yield ""
        yield from _wrapped(f"Mã đối chiếu: {paper.fingerprint}", width)


def _centred(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n") if text else ():
        yield from (part.center(width).rstrip() for part in textwrap.wrap(line, width))


def _wrapped(text: str, width: int, *, first: int = 0, rest: int = 0) -> Iterator[str]:
    """The text with its own line ends kept, each line wrapped at blanks; a word wider than the line is cut."""
    for number, line in enumerate(text.split("\n")):
        wrapped = textwrap.wrap(
            line,
            width,
            initial_indent=" " * (rest if number else first),
            subsequent_indent=" " * rest,
            expand_tabs=False,
            replace_whitespace=False,
            break_on_hyphens=False,
        )
        yield from wrapped or [""]
