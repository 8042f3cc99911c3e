"""What comes from outside before the meeting: opinions, ratings, petitions, conclusions; each one an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_tui.language.text import fold
from review_tui.language.translate import N_, _


class EvidenceKind(StrEnum):
    """Where it comes from (domain.md 2.2 P5, P6)."""

    EMPLOYER = "employer"
    """the rating by the body where the member works: a basis for the rating in the Party (366, điều 3.4)"""
    RESIDENCE = "residence"
    """opinion of the committee at the place of residence (QĐ 213-QĐ/TW 2020)"""
    TEMPORARY = "temporary"
    """opinion of the cell of the temporary Party life (HD 43, 7.6)"""
    FRONT = "front"
    MASS_ORG = "mass_org"
    HOTLINE = "hotline"
    DIALOGUE = "dialogue"
    PETITION = "petition"
    INSPECTION = "inspection"


EVIDENCE_NAMES: Mapping[EvidenceKind, str] = {
    EvidenceKind.EMPLOYER: N_("Kết quả xếp loại của cơ quan, đơn vị"),
    EvidenceKind.RESIDENCE: N_("Nhận xét của cấp ủy nơi cư trú"),
    EvidenceKind.TEMPORARY: N_("Nhận xét của chi bộ nơi sinh hoạt tạm thời"),
    EvidenceKind.FRONT: N_("Ý kiến của Mặt trận Tổ quốc"),
    EvidenceKind.MASS_ORG: N_("Ý kiến của đoàn thể chính trị - xã hội"),
    EvidenceKind.HOTLINE: N_("Phản ánh qua đường dây nóng"),
    EvidenceKind.DIALOGUE: N_("Ý kiến tại đối thoại với nhân dân"),
    EvidenceKind.PETITION: N_("Đơn, thư"),
    EvidenceKind.INSPECTION: N_("Kết luận kiểm tra, giám sát, thanh tra, kiểm toán"),
}

EXEMPTIONS = ("1.1", "1.2")
"""Groups of HD 33-HD/BTCTW 2020: 1.1 introduced yet exempt from activities (opinion only when needed), 1.2 exempt
from being introduced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One entry. Who petitioned or called is not in it: that name lies apart, with the recorder only."""

    id: str
    about: str
    """member id, or COLLECTIVE"""
    kind: EvidenceKind
    dated: date | None = None
    """date of the paper, call or meeting"""
    source: str = ""
    """the body or paper that it comes from ("Đảng ủy phường Tân An Đông", "số 15-KL/UBKT")"""
    text: str = ""
    came: date | None = None
    """the day on which the cell received it"""
    read_in: bool = False
    """whether it was read to the meeting"""
    topics: tuple[str, ...] = ()
    """ids of suggested topics that it touches"""
    exempt: str = ""
    """for the residence opinion: the group of the exemption, "1.1" or "1.2"; then nothing has to come"""
    settled: date | None = None
    """for a call, a dialogue or a petition: the day on which it was settled"""
    outcome: str = ""
    """how it was settled"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """Who petitioned or called: the recorder's only, printed on no paper."""

    evidence: str
    name: str


def why_not_enter(entry: Evidence, informant: str) -> str | None:
    """Why an entry cannot be taken in; None where nothing speaks against it.

    The name of a petitioner or caller inside its words would reach papers and the member: it belongs to its own field.
    """
    if entry.exempt and (entry.kind is not EvidenceKind.RESIDENCE or entry.exempt not in EXEMPTIONS):
        return _("Diện miễn chỉ dùng cho nhận xét nơi cư trú: 1.1 hoặc 1.2.")
    name = " ".join(fold(informant).split())
    told = " ".join(fold(f"{entry.source} {entry.text} {entry.outcome}").split())
    if name and f" {name} " in f" {_only_words(told)} ":
        return _("Tên người gửi đơn, người gọi chỉ ghi ở ô riêng; trong nội dung hãy viết “một công dân”.")
    return None


def _only_words(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text).split())
