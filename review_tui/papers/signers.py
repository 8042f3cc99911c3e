"""Who signs the papers of a cell, and what they all begin with (domain.md 4.2)."""

from dataclasses import replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.model.people import Member, Post, Status
from review_tui.papers.letterhead import letterhead, marks, symbol_of
from review_tui.papers.material import Material
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Paper, Record, Signature, made_printable

BLANK_LINES = "…" * 62
"""Two lines to be filled by pen."""


def for_the_cell(sources: Sources) -> Signature:
    """T/M CHI BỘ, post, name: the head, else a deputy, on the frozen roll."""
    material = sources.material
    for post, label in ((Post.HEAD, "BÍ THƯ"), (Post.DEPUTY, "PHÓ BÍ THƯ")):
        for member in material.session.roll:
            if member.post is post and material.status(member) is not Status.LEFT:
                return Signature(label=f"T/M CHI BỘ\n{label}", name=material.name(member.id))
    return Signature(label="T/M CHI BỘ\nBÍ THƯ", name="")


def recipients_of(sources: Sources, *others: str) -> tuple[str, ...]:
    """The superior, others, and the cell's own file last."""
    return (f"{sources.cell.superior},", *(f"{one}," for one in others), "Lưu Chi bộ.")


def paper(
    sources: Sources,
    *,
    kind: str,
    title: str,
    subject: str,
    blocks: tuple[Block, ...],
    left: Signature | None = None,
    right: Signature | None = None,
    recipients: tuple[str, ...] = (),
    symbol: str = "",
    day: date | None = None,
) -> Paper:
    """A paper of the cell that is no minutes; `symbol` names its type in the pack ("report") where it has a number.

    `day` is the day printed at the head; it is dotted where it is not given.
    """
    material = sources.material
    pack_symbol = symbol_of(sources.pack.page, symbol) if symbol else ""
    return made_printable(
        Paper(
            kind=kind,
            marks=marks(draft=False, practice=sources.cell.practice),
            letterhead=letterhead(material, day=day, symbol=pack_symbol),
            title=title,
            subject=subject,
            blocks=blocks,
            left=_as_high(left, right),
            right=_as_high(right, left),
            recipients=recipients,
            dated=(day or sources.day).isoformat(),
        )
    )


def _as_high(signature: Signature | None, other: Signature | None) -> Signature | None:
    """Two labels side by side have as many lines, so that the names stand on one line."""
    if signature is None or other is None:
        return signature
    lacking = other.label.count("\n") - signature.label.count("\n")
    return replace(signature, label=signature.label + "\n" * max(lacking, 0))


def identity(material: Material, member: Member, *, posts: bool = False) -> Record:
    """Name, birth, posts, work, cell: the head of every form of one person."""
    rows = [("Họ và tên", member.name), ("Ngày sinh", numeric_date(member.born) or DOTS)]
    if posts:
        rows.append(("Chức vụ Đảng", member.office or DOTS))
        rows.append(("Chức vụ chính quyền, đoàn thể", DOTS))
    rows += [("Đơn vị công tác", member.job or DOTS), ("Chi bộ", material.cell_name())]
    return Record(rows=tuple(rows))
