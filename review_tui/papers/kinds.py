"""All kinds of paper (design.md section 6): their names, which need a member, and what makes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from review_tui.language.errors import ReviewError
from review_tui.language.translate import N_, _
from review_tui.model.cell import Cell
from review_tui.model.ledger import LedgerItem
from review_tui.model.session import Session
from review_tui.papers.code_slip import code_slip
from review_tui.papers.counted import count_record
from review_tui.papers.dossier import check_list, papers_in_order
from review_tui.papers.extract import extract, receipt
from review_tui.papers.following import commitment, month_check, remedy_plan
from review_tui.papers.handing import handover, supplement
from review_tui.papers.invitation import invitation, temporary_opinion
from review_tui.papers.minutes import minutes_of
from review_tui.papers.notified import notice, rerating
from review_tui.papers.quarter import quarter
from review_tui.papers.self_review import collective_review, self_review
from review_tui.papers.signin import attendance
from review_tui.papers.slips import slips, tally_sheet
from review_tui.papers.sources import Sources
from review_tui.papers.structure import Paper
from review_tui.papers.summary import summary
from review_tui.papers.topic_report import topic_answers
from review_tui.regulation.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One kind of paper. `name` is Vietnamese and translated where it is shown."""

    name: str
    needs_member: bool = False
    make: Callable[[Sources], Paper] | None = None
    """what makes it; None where a later version will"""

    @property
    def ready(self) -> bool:
        """Whether it can be printed already."""
        return self.make is not None


def _minutes(sources: Sources) -> Paper:
    return minutes_of(
        sources.session,
        cell=sources.cell,
        pack=sources.pack,
        ledger=sources.ledger,
        fingerprint=sources.fingerprint,
    )


def _attendance(sources: Sources) -> Paper:
    return attendance(sources.session, cell=sources.cell, pack=sources.pack)


KINDS: dict[str, PaperKind] = {
    "minutes": PaperKind(name=N_("Biên bản hội nghị kiểm điểm"), make=_minutes),
    "attendance": PaperKind(name=N_("Danh sách ký tên dự hội nghị"), make=_attendance),
    "extract": PaperKind(name=N_("Trích biên bản của một đảng viên"), needs_member=True, make=extract),
    "self-review": PaperKind(name=N_("Bản kiểm điểm cá nhân"), needs_member=True, make=self_review),
    "collective-review": PaperKind(name=N_("Báo cáo kiểm điểm tập thể"), make=collective_review),
    "commitment": PaperKind(name=N_("Bản cam kết tu dưỡng, rèn luyện, phấn đấu"), needs_member=True, make=commitment),
    "remedy-plan": PaperKind(name=N_("Kế hoạch khắc phục hạn chế, khuyết điểm"), make=remedy_plan),
    "month-check": PaperKind(name=N_("Phiếu kiểm tra cam kết hằng tháng"), make=month_check),
    "topic-answers": PaperKind(name=N_("Báo cáo giải trình các vấn đề được gợi ý"), make=topic_answers),
    "ballot": PaperKind(name=N_("Phiếu biểu quyết xếp loại"), make=slips),
    "tally-sheet": PaperKind(name=N_("Phiếu ghi kiểm phiếu"), make=tally_sheet),
    "count": PaperKind(name=N_("Biên bản kiểm phiếu"), make=count_record),
    "summary": PaperKind(name=N_("Bảng tổng hợp kết quả xếp loại"), make=summary),
    "notice": PaperKind(name=N_("Thông báo kết quả xếp loại"), needs_member=True, make=notice),
    "rerating": PaperKind(name=N_("Quyết định điều chỉnh, xếp loại lại"), make=rerating),
    "dossier": PaperKind(name=N_("Danh mục hồ sơ kiểm điểm"), make=check_list),
    "quarter": PaperKind(name=N_("Phiếu tự đánh giá theo quý"), needs_member=True, make=quarter),
    "invitation": PaperKind(name=N_("Giấy mời dự hội nghị"), make=invitation),
    "supplement": PaperKind(name=N_("Bản bổ sung biên bản"), make=supplement),
    "temporary-opinion": PaperKind(name=N_("Ý kiến của nơi sinh hoạt tạm thời"), make=temporary_opinion),
    "handover": PaperKind(name=N_("Biên bản bàn giao sổ"), make=handover),
    "receipt": PaperKind(name=N_("Giấy biên nhận"), needs_member=True, make=receipt),
    "code-slip": PaperKind(name=N_("Phiếu mã cá nhân"), needs_member=True, make=code_slip),
}


def why_not_paper(kind: str) -> str | None:
    """Why a kind of paper cannot be made: unknown, or only in a later version; None where it can."""
    known = KINDS.get(kind)
    if known is None:
        return _("Không có loại giấy tờ “{kind}”; hiện in được: {ready}.").format(kind=kind, ready=_ready())
    if not known.ready:
        return _("{name} chưa có trong bản này; hiện in được: {ready}.").format(name=_(known.name), ready=_ready())
    return None


def _ready() -> str:
    return ", ".join(kind for kind, known in KINDS.items() if known.ready)


def paper_from(kind: str, sources: Sources) -> Paper:
    """The paper of this kind; raises `ReviewError` where there is no such kind yet, or it needs a member."""
    if reason := why_not_paper(kind):
        raise ReviewError(reason)
    known = KINDS[kind]
    assert known.make is not None
    if known.needs_member:
        sources.need_member()
    return known.make(sources)


def papers_from(kind: str, sources: Sources) -> tuple[Paper, ...]:
    """All papers that are bound together under a kind: the whole file for "dossier", else the one paper."""
    if kind == "dossier":
        return papers_in_order(sources, paper_from)
    return (paper_from(kind, sources),)


def paper_of(
    kind: str,
    session: Session,
    *,
    cell: Cell,
    pack: Pack,
    ledger: Sequence[LedgerItem] = (),
    fingerprint: str = "",
    member: str = "",
) -> Paper:
    """The paper of this kind about a session, where nothing beyond it is needed; else see `paper_from`."""
    sources = Sources(
        session=session,
        cell=cell,
        pack=pack,
        ledger=ledger,
        fingerprint=fingerprint,
        member=member,
        sessions=(session,),
    )
    return paper_from(kind, sources)
