"""The typed words of the grammar: answers, verdicts, levels; longest match, marks and case aside."""

from collections.abc import Mapping
from typing import TypeVar

from review_tui.language.text import fold
from review_tui.language.translate import N_
from review_tui.model.points import AnswerKind, DueKind, Kind, Source, TopicVerdict, VerdictKind
from review_tui.model.session import Level

T = TypeVar("T")

ANSWER_WORDS: Mapping[str, AnswerKind] = {
    "tiep thu": AnswerKind.ACCEPT,
    "tiep thu mot phan": AnswerKind.PARTLY,
    "mot phan": AnswerKind.PARTLY,
    "giai trinh": AnswerKind.EXPLAIN,
    "bao luu": AnswerKind.RESERVE,
    "bao luu y kien": AnswerKind.RESERVE,
    "xac minh": AnswerKind.VERIFY,
    "de nghi xac minh": AnswerKind.VERIFY,
}
VERDICT_WORDS: Mapping[str, VerdictKind] = {
    "khuyet diem": VerdictKind.SHORTCOMING,
    "la khuyet diem": VerdictKind.SHORTCOMING,
    "nhac nho": VerdictKind.REMIND,
    "rut kinh nghiem": VerdictKind.REMIND,
    "nhac nho rut kinh nghiem": VerdictKind.REMIND,
    "khong phai": VerdictKind.NONE,
    "khong phai khuyet diem": VerdictKind.NONE,
    "khong phai la khuyet diem": VerdictKind.NONE,
    "xac minh": VerdictKind.PENDING,
    "cho xac minh": VerdictKind.PENDING,
}
TOPIC_VERDICT_WORDS: Mapping[str, TopicVerdict] = {
    "ro": TopicVerdict.CLEAR,
    "da ro": TopicVerdict.CLEAR,
    "chua ro": TopicVerdict.UNCLEAR,
    "bo sung": TopicVerdict.REPORT,
    "bao cao bo sung": TopicVerdict.REPORT,
}
LEVEL_WORDS: Mapping[str, Level] = {
    "xuat sac": Level.EXCELLENT,
    "hoan thanh xuat sac": Level.EXCELLENT,
    "hoan thanh xuat sac nhiem vu": Level.EXCELLENT,
    "htxs": Level.EXCELLENT,
    "htxsnv": Level.EXCELLENT,
    "tot": Level.GOOD,
    "hoan thanh tot": Level.GOOD,
    "hoan thanh tot nhiem vu": Level.GOOD,
    "htt": Level.GOOD,
    "httnv": Level.GOOD,
    "hoan thanh": Level.COMPLETED,
    "hoan thanh nhiem vu": Level.COMPLETED,
    "ht": Level.COMPLETED,
    "htnv": Level.COMPLETED,
    "khong hoan thanh": Level.NOT_COMPLETED,
    "khong hoan thanh nhiem vu": Level.NOT_COMPLETED,
    "kht": Level.NOT_COMPLETED,
    "khtnv": Level.NOT_COMPLETED,
}

ANSWER_NAMES: Mapping[AnswerKind, str] = {
    AnswerKind.ACCEPT: N_("tiếp thu"),
    AnswerKind.PARTLY: N_("tiếp thu một phần"),
    AnswerKind.EXPLAIN: N_("giải trình"),
    AnswerKind.RESERVE: N_("bảo lưu ý kiến"),
    AnswerKind.VERIFY: N_("đề nghị xác minh"),
}
VERDICT_NAMES: Mapping[VerdictKind, str] = {
    VerdictKind.SHORTCOMING: N_("là khuyết điểm"),
    VerdictKind.REMIND: N_("nhắc nhở, rút kinh nghiệm"),
    VerdictKind.NONE: N_("không phải khuyết điểm"),
    VerdictKind.PENDING: N_("chờ xác minh"),
}
TOPIC_VERDICT_NAMES: Mapping[TopicVerdict, str] = {
    TopicVerdict.CLEAR: N_("rõ"),
    TopicVerdict.UNCLEAR: N_("chưa rõ"),
    TopicVerdict.REPORT: N_("báo cáo bổ sung"),
}
KIND_NAMES: Mapping[Kind, str] = {
    Kind.SHORTCOMING: N_("khuyết điểm"),
    Kind.STRENGTH: N_("ưu điểm"),
    Kind.QUESTION: N_("câu hỏi"),
    Kind.SUGGESTION: N_("đề nghị"),
    Kind.STATEMENT: N_("phát biểu"),
}
KIND_SIGNS: Mapping[Kind, str] = {
    Kind.SHORTCOMING: "-",
    Kind.STRENGTH: "+",
    Kind.QUESTION: "?",
    Kind.SUGGESTION: "*",
    Kind.STATEMENT: ".",
}
SOURCE_NAMES: Mapping[Source, str] = {
    Source.RESIDENCE: N_("Cấp ủy nơi cư trú"),
    Source.FRONT: N_("Mặt trận Tổ quốc"),
    Source.MASS_ORG: N_("Đoàn thể"),
    Source.HOTLINE: N_("Đường dây nóng"),
    Source.DIALOGUE: N_("Đối thoại"),
    Source.INSPECTION: N_("Kiểm tra, giám sát"),
}
SOURCE_SHORT: Mapping[Source, str] = {
    Source.RESIDENCE: "nct",
    Source.FRONT: "mt",
    Source.MASS_ORG: "dt",
    Source.HOTLINE: "nong",
    Source.DIALOGUE: "đối thoại",
    Source.INSPECTION: "ktr",
}
LEVEL_NAMES: Mapping[Level, str] = {
    Level.EXCELLENT: N_("hoàn thành xuất sắc nhiệm vụ"),
    Level.GOOD: N_("hoàn thành tốt nhiệm vụ"),
    Level.COMPLETED: N_("hoàn thành nhiệm vụ"),
    Level.NOT_COMPLETED: N_("không hoàn thành nhiệm vụ"),
}
DUE_NAMES: Mapping[DueKind, str] = {
    DueKind.AT_ONCE: N_("làm ngay"),
    DueKind.REGULAR: N_("thường xuyên"),
    DueKind.UNSET: N_("chưa định hạn"),
}

_ENDINGS = ",:;."


def leading_word(text: str, table: Mapping[str, T]) -> tuple[T, str] | None:
    """The longest entry of the table at the start of a text, and what follows it; None where there is none."""
    words = text.split()
    longest = max(len(key.split()) for key in table)
    for count in range(min(longest, len(words)), 0, -1):
        plain = " ".join(_plain(word) for word in words[:count])
        if plain in table and not _broken_inside(words[: count - 1]):
            return table[plain], _after(text, count)
    return None


def _plain(word: str) -> str:
    return fold(word).rstrip(_ENDINGS)


def _broken_inside(words: list[str]) -> bool:
    """A full stop or colon inside ends the word before ("tiếp thu. Một phần do ..." is an acceptance)."""
    return any(word[-1] in ":;." for word in words)


def _after(text: str, count: int) -> str:
    for _place in range(count):
        text = text.lstrip()
        end = next((at for at, letter in enumerate(text) if letter.isspace()), len(text))
        text = text[end:]
    return text.strip()
