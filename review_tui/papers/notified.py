"""Thông báo kết quả xếp loại to one person, and form 03: a level cancelled or changed, the old one named."""

import re
from collections.abc import Iterator
from dataclasses import replace

from review_tui.language.dates import numeric_date
from review_tui.model.followup import Rerating
from review_tui.model.ledger import LedgerItem
from review_tui.model.levels import proposed_level, was_reviewed
from review_tui.model.points import COLLECTIVE
from review_tui.model.rerating import Standing, history
from review_tui.model.session import Level
from review_tui.papers import words
from review_tui.papers.material import on_day, sentence
from review_tui.papers.reviewed import due_words
from review_tui.papers.signers import for_the_cell, paper, recipients_of
from review_tui.papers.sources import Sources
from review_tui.papers.structure import DOTS, Block, Heading, Paper, Paragraph, Signature
from review_tui.regulation.pack import Document

_NO_LEVEL = "chưa có"
_BARE = re.compile(r" (?=\d)")
"""Where "số" belongs in "Quy định 366-QĐ/TW"."""


def notice(sources: Sources) -> Paper:
    """The result for one person: level proposed and decided, what has to be repaired, how to disagree.

    No votes of others, no ballot: only what has this person as its subject.
    """
    member = sources.need_member()
    material = sources.material
    return paper(
        sources,
        kind="notice",
        title="THÔNG BÁO",
        subject=f"Kết quả đánh giá, xếp loại chất lượng năm {sources.session.year}\nđối với {material.comrade(member)}",
        blocks=(
            *_grounds(sources),
            Paragraph(text=f"{material.cell_name()} thông báo để {material.comrade(member)} biết, thực hiện:"),
            Heading(level=2, text="1. Kết quả xếp loại"),
            *_levels(sources, member),
            Heading(level=2, text="2. Hạn chế, khuyết điểm phải khắc phục"),
            *(tuple(_faults(sources, member)) or (Paragraph(text="Không có."),)),
            Heading(level=2, text="3. Cam kết khắc phục"),
            *(tuple(_promises(sources, member)) or (Paragraph(text="Không có."),)),
            Paragraph(
                text="Nếu không nhất trí với kết quả này, đồng chí báo cáo bằng văn bản với chi bộ hoặc cấp "
                "đã quyết định để được xem xét theo quy định."
            ),
        ),
        right=for_the_cell(sources),
        recipients=(f"Đồng chí {material.name(member)},", "Lưu Chi bộ."),
        symbol="notice",
        day=sources.day,
    )


def _basis(document: Document) -> str:
    name = _BARE.sub(" số ", words.document_name(document.number), count=1)
    return f"Căn cứ {name} ngày {numeric_date(document.dated)};"


def _grounds(sources: Sources) -> Iterator[Paragraph]:
    """The first two documents of the pack are its regulation and its guidance."""
    for document in sources.pack.documents[:2]:
        yield Paragraph(text=_basis(document))
    day = sources.material.last_day()
    yield Paragraph(text=f"Căn cứ kết quả hội nghị kiểm điểm, đánh giá, xếp loại chất lượng {on_day(day)};")


def _name(sources: Sources, level: Level | None) -> str:
    return sources.pack.band(level).name if level is not None else _NO_LEVEL


def _levels(sources: Sources, floor: str) -> Iterator[Paragraph]:
    session = sources.session
    if not was_reviewed(session, floor):
        yield Paragraph(text=f"Năm {session.year} đồng chí chưa kiểm điểm nên chưa xếp loại.")
        return
    yield Paragraph(text=f"Mức tự nhận: {_name(sources, session.floor(floor).self_level)}.", marker="-")
    yield Paragraph(text=f"Mức chi bộ đề nghị: {_name(sources, proposed_level(session, floor))}.", marker="-")
    steps = tuple(history(sources.follow_up, session.id, floor))
    if not steps:
        yield Paragraph(text="Mức do cấp có thẩm quyền quyết định: chưa có.", marker="-")
    for step in steps:
        yield Paragraph(text=_step(sources, step), marker="-")


def _step(sources: Sources, step: Standing) -> str:
    source = f" ({_where(step)})"
    why = f"; lý do: {step.words}" if step.words else ""
    if not step.changed:
        return sentence(f"Mức do cấp có thẩm quyền quyết định: {_name(sources, step.level)}{source}{why}")
    what = f"điều chỉnh thành: {_name(sources, step.level)}" if step.level is not None else "hủy bỏ kết quả"
    return sentence(f"Sau đó {what}{source}{why}")


def _where(step: Standing) -> str:
    """The document in which a level stands: "văn bản số 41-QĐ/ĐU ngày 20/12/2026 của Ban Thường vụ ..."."""
    number = f"văn bản số {step.number} " if step.number else "quyết định "
    return f"{number}{on_day(step.on)} của {step.by}"


def _faults(sources: Sources, floor: str) -> Iterator[Paragraph]:
    for point in sources.session.points_of(floor):
        if point.is_fault:
            yield Paragraph(text=f"Ý kiến số {point.number}: {sentence(point.text)}", marker="-")


def _promises(sources: Sources, floor: str) -> Iterator[Paragraph]:
    for made in sources.session.commitments_of(floor):
        follows = f"; theo dõi: {sources.material.comrade(made.verifier)}" if made.verifier else ""
        due = _due_now(made.number, sources) or due_words(made)
        yield Paragraph(text=sentence(f"{made.number}: {made.text} (thời hạn: {due}{follows})"), marker="-")


def _due_now(number: str, sources: Sources) -> str:
    """The due date in force after postponements, where it was postponed."""
    item: LedgerItem | None = next((one for one in sources.ledger if one.commitment.number == number), None)
    return numeric_date(item.due) if item is not None and item.postponed else ""


_SIGNING = ("BAN THƯỜNG VỤ", "ĐẢNG ỦY", "CHI BỘ", "BAN CHẤP HÀNH")


def rerating(sources: Sources) -> Paper:
    """Form 03: the last change of the named member's level, else of anybody's; a blank form where there is none.

    It is issued by the body that decides, so its head and signature are that body's.
    """
    changed = _chosen(sources)
    floor = changed.floor if changed is not None else sources.member
    about = sources.material.comrade(floor) if floor else f"đồng chí {DOTS}"
    cancelled = changed is not None and changed.after is None
    act = "hủy bỏ" if cancelled else "điều chỉnh"
    by = changed.by if changed is not None else sources.cell.superior
    made = paper(
        sources,
        kind="rerating",
        title="QUYẾT ĐỊNH",
        subject=f"Về việc {act} kết quả đánh giá, xếp loại chất lượng năm {sources.session.year}\nđối với {about}",
        blocks=(*_considering(sources, changed), *_articles(sources, changed, floor, about)),
        right=Signature(label=f"T/M {_signing(by)}" if by else DOTS, name=""),
        recipients=recipients_of(sources, f"Đồng chí {sources.material.name(floor)}")
        if floor not in ("", COLLECTIVE)
        else recipients_of(sources),
        symbol="decision",
        day=changed.on if changed is not None else None,
    )
    head = replace(made.letterhead, superior=DOTS, issuer=by.upper(), number=_number(sources, changed))
    if changed is None:
        head = replace(head, place_date=head.place_date.replace(f"năm {sources.session.year}", "năm ……"))
    return replace(made, letterhead=head)


def _signing(body: str) -> str:
    """The body that signs, without its place, which stands at the head: "BAN THƯỜNG VỤ" (domain.md 4.2)."""
    name = body.upper()
    return next((one for one in _SIGNING if name.startswith(one)), name)


def _chosen(sources: Sources) -> Rerating | None:
    about = [one for one in sources.follow_up.reratings if one.session == sources.session.id]
    if sources.member:
        about = [one for one in about if one.floor == sources.member]
    return about[-1] if about else None


def _number(sources: Sources, changed: Rerating | None) -> str:
    symbols = dict(sources.pack.page.symbols)
    symbol = f"{symbols.get('decision', 'QĐ')}/{symbols.get('committee', 'ĐU')}"
    if changed is None or not changed.number:
        return f"Số ……-{symbol}"
    number = changed.number
    return number if number.casefold().startswith("số") else f"Số {number}"


def _considering(sources: Sources, changed: Rerating | None) -> Iterator[Paragraph]:
    for document in sources.pack.documents[:2]:
        yield Paragraph(text=_basis(document))
    ground = changed.ground.rstrip(".;") if changed is not None else DOTS
    yield Paragraph(text=f"Xét: {ground};")


def _articles(sources: Sources, changed: Rerating | None, floor: str, about: str) -> Iterator[Block]:
    by = changed.by if changed is not None else sources.cell.superior
    yield Heading(level=1, text=f"{by.upper()}\nQUYẾT ĐỊNH")
    before = _name(sources, changed.before) if changed is not None and changed.before is not None else DOTS
    yield Paragraph(
        text=f"Điều 1. Hủy bỏ kết quả xếp loại “{before}” năm {sources.session.year} của {about}"
        f"{_old_source(sources, changed, floor)}."
    )
    if changed is not None and changed.after is None:
        yield Paragraph(text="Điều 2. Việc xếp loại lại thực hiện theo quy định; đến khi đó chưa có mức xếp loại.")
    else:
        after = _name(sources, changed.after) if changed is not None else DOTS
        yield Paragraph(text=f"Điều 2. Xếp loại lại: {after}.")
    who = "" if floor in ("", COLLECTIVE) else f", {about}"
    yield Paragraph(
        text=f"Điều 3. {sources.material.cell_name()}{who} và các tổ chức, cá nhân liên quan thi hành Quyết định này."
    )


def _old_source(sources: Sources, changed: Rerating | None, floor: str) -> str:
    """Where the old level stands: it is not taken away, only without force."""
    if changed is None:
        return f" tại {DOTS}"
    for step in history(sources.follow_up, sources.session.id, floor):
        if step.id == changed.replaces:
            return f" tại {_where(step)}"
    return ""
