"""Hồ sơ kiểm điểm: the check list (form 04), and everything that belongs to it in its order."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from review_tui.language.dates import numeric_date
from review_tui.language.text import fold
from review_tui.model.evidence import EvidenceKind
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import review_of
from review_tui.model.session import FloorState, State
from review_tui.papers import words
from review_tui.papers.signers import for_the_cell, paper
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Column, Heading, Paper, Paragraph, Signature, Table
from review_tui.regulation.preparation import expected, form_due

LIST_COLUMNS = (
    Column(key="so", label="Số", width=12, centred=True),
    Column(key="tai_lieu", label="Tài liệu", width=78),
    Column(key="so_ban", label="Số bản", width=20, centred=True),
    Column(key="tinh_trang", label="Tình trạng", width=55),
)

_TITLES = (
    "Báo cáo, bản kiểm điểm",
    "Biên bản hội nghị kiểm điểm",
    "Văn bản gợi ý kiểm điểm (nếu có)",
    "Nhận xét của cấp ủy nơi cư trú",
    "Ý kiến bằng văn bản của cơ quan, tổ chức, cá nhân; tài liệu về đơn thư (nếu có)",
    "Báo cáo thẩm định, tổng hợp; phụ lục chấm điểm",
    "Kết luận và kết quả xếp loại",
)
"""Of the packs that have no form 04 (366, điều 17)."""

Row = tuple[str, str]
"""(how many, how it stands)"""


def check_list(sources: Sources) -> Paper:
    """Form 04: what is in the file and what is missing."""
    form = sources.pack.form("file_list")
    titles = [section.title for section in form.sections] if form else list(_TITLES)
    rows = tuple((str(number), title, *_row(sources, title)) for number, title in enumerate(titles, 1))
    missing = tuple(_missing(sources))
    return paper(
        sources,
        kind="dossier",
        title="DANH MỤC HỒ SƠ",
        subject=f"Kiểm điểm, đánh giá, xếp loại chất lượng năm {sources.session.year}"
        + (f" (Mẫu {form.code})" if form else ""),
        blocks=(
            Table(key="file", columns=LIST_COLUMNS, rows=rows),
            Heading(level=1, text=f"Còn thiếu: {len(missing)}" if missing else "Hồ sơ đã đủ"),
            *(Paragraph(text=line, marker="-") for line in missing),
        ),
        left=Signature(label="NGƯỜI LẬP", name=""),
        right=for_the_cell(sources),
        day=sources.today,
    )


def _row(sources: Sources, title: str) -> Row:
    """How many of a kind of document there are; found by the words of the pack's own title."""
    folded = fold(title)
    for words_of, count in _COUNTED:
        if any(word in folded for word in words_of):
            return count(sources)
    return "", ""


def _reviews(sources: Sources) -> Row:
    keys = sources.session.floor_keys()
    came = sum(review_of(sources.session, key) is not None for key in keys)
    return str(came), f"{came}/{len(keys)} bản đã có trong sổ"


def _minutes(sources: Sources) -> Row:
    session = sources.session
    if session.signing is not None:
        return "1", f"đã ký ngày {numeric_date(session.signing.on)}"
    return "1", "đã thông qua, chưa ký" if session.state is State.APPROVED else "dự thảo"


def _letters(sources: Sources) -> Row:
    packets = sources.session.packets
    return str(len(packets)), "; ".join(words.document_name(one.number) for one in packets) or "không có gợi ý"


def _residence(sources: Sources) -> Row:
    entries = [one for one in sources.session.evidence if one.kind is EvidenceKind.RESIDENCE]
    exempt = sum(bool(one.exempt) for one in entries)
    came = len(entries) - exempt
    return str(came), f"miễn lấy ý kiến {exempt} đồng chí" if exempt else ""


def _opinions(sources: Sources) -> Row:
    entries = [one for one in sources.session.evidence if one.kind is not EvidenceKind.RESIDENCE]
    return str(len(entries)), f"đã đọc tại hội nghị {sum(one.read_in for one in entries)}" if entries else "không có"


def _appraisal(sources: Sources) -> Row:
    tallies = len(sources.session.tallies)
    return str(int(bool(tallies))), f"kiểm phiếu {tallies} đối tượng" if tallies else "chưa kiểm phiếu"


def _results(sources: Sources) -> Row:
    decided = {one.floor for one in sources.follow_up.decisions if one.session == sources.session.id}
    return str(len(decided)), f"cấp có thẩm quyền đã quyết định {len(decided)}" if decided else "chưa có quyết định"


_COUNTED: tuple[tuple[tuple[str, ...], Callable[[Sources], Row]], ...] = (
    (("ban kiem diem", "bao cao, ban"), _reviews),
    (("bien ban",), _minutes),
    (("goi y",), _letters),
    (("cu tru",), _residence),
    (("y kien bang van ban", "don thu"), _opinions),
    (("tham dinh", "tong hop", "cham diem"), _appraisal),
    (("ket luan", "ket qua"), _results),
)


def _missing(sources: Sources) -> Iterator[str]:
    session = sources.session
    for key in session.floor_keys():
        subject = "Tập thể chi bộ" if key == COLLECTIVE else f"Đồng chí {sources.material.name(key)}"
        if review_of(session, key) is None:
            form = form_due(session, sources.pack, key)
            yield f"{subject}: chưa có bản kiểm điểm{f' (Mẫu {form.code})' if form else ''} trong sổ."
        kinds = {one.kind for one in session.evidence if one.about == key}
        absent = [kind for kind in expected(session, sources.pack, key) if kind not in kinds]
        if absent:
            yield f"{subject}: chưa có {', '.join(_EVIDENCE[kind] for kind in absent)}."
    if session.signing is None:
        yield "Biên bản hội nghị chưa ký."


_EVIDENCE = {
    EvidenceKind.EMPLOYER: "kết quả xếp loại của cơ quan, đơn vị",
    EvidenceKind.RESIDENCE: "nhận xét của cấp ủy nơi cư trú",
    EvidenceKind.TEMPORARY: "nhận xét của chi bộ nơi sinh hoạt tạm thời",
}

Make = Callable[[str, Sources], Paper]


def papers_in_order(sources: Sources, make: Make) -> tuple[Paper, ...]:
    """The whole file in the order of its list; `make` gives the paper of a kind. What was not held is left out."""
    session = sources.session
    cell = replace(sources, member="")
    found: list[Paper] = [make("dossier", cell), make("collective-review", cell)]
    found += [make("self-review", replace(sources, member=key)) for key in session.reviewed]
    found += [make("minutes", cell)]
    found += [make("topic-answers", cell)] if session.topics else []
    found += [make(kind, cell) for kind in ("count", "summary") if session.tallies]
    found += [make("remedy-plan", cell)]
    waiting = any(session.floor(key).state is FloorState.QUEUED for key in session.reviewed)
    return (*found, *([make("supplement", cell)] if waiting else ()))
