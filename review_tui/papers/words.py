"""The words of papers. Papers are Vietnamese whatever the language of the screen."""

from review_tui.model.ballot import Way
from review_tui.model.people import Post, Status
from review_tui.model.points import AnswerKind, DueKind, Kind, Source, TopicVerdict, VerdictKind

KINDS = {
    Kind.SHORTCOMING: "nêu khuyết điểm",
    Kind.STRENGTH: "nêu ưu điểm",
    Kind.QUESTION: "nêu câu hỏi",
    Kind.SUGGESTION: "góp ý, đề nghị",
    Kind.STATEMENT: "phát biểu",
}

OUTSIDE = {
    Source.RESIDENCE: "Ý kiến của cấp ủy nơi cư trú",
    Source.FRONT: "Ý kiến của Mặt trận Tổ quốc",
    Source.MASS_ORG: "Ý kiến của đoàn thể chính trị - xã hội",
    Source.HOTLINE: "Phản ánh qua đường dây nóng",
    Source.DIALOGUE: "Ý kiến tại đối thoại với nhân dân",
    Source.INSPECTION: "Kết quả kiểm tra, giám sát",
}

ANSWERS = {
    AnswerKind.ACCEPT: "tiếp thu",
    AnswerKind.PARTLY: "tiếp thu một phần",
    AnswerKind.EXPLAIN: "giải trình",
    AnswerKind.RESERVE: "bảo lưu ý kiến",
    AnswerKind.VERIFY: "đề nghị xác minh",
}

VERDICTS = {
    VerdictKind.SHORTCOMING: "là khuyết điểm",
    VerdictKind.REMIND: "nhắc nhở, rút kinh nghiệm",
    VerdictKind.NONE: "không phải khuyết điểm",
    VerdictKind.PENDING: "chờ xác minh",
}

TOPIC_VERDICTS = {
    TopicVerdict.CLEAR: "nội dung giải trình đã rõ",
    TopicVerdict.UNCLEAR: "nội dung giải trình chưa rõ",
    TopicVerdict.REPORT: "phải báo cáo bổ sung",
}

DUES = {DueKind.AT_ONCE: "làm ngay", DueKind.REGULAR: "thường xuyên", DueKind.UNSET: "chưa có"}

POSTS = {Post.HEAD: "Bí thư", Post.DEPUTY: "Phó bí thư", Post.COMMITTEE: "Chi ủy viên"}

STATUSES = {
    Status.OFFICIAL: "chính thức",
    Status.PROBATIONARY: "dự bị",
    Status.TEMPORARY_HERE: "sinh hoạt tạm thời tại chi bộ",
    Status.TEMPORARY_ELSEWHERE: "sinh hoạt tạm thời ở nơi khác",
    Status.EXEMPT: "được miễn sinh hoạt",
    Status.SUSPENDED: "bị đình chỉ sinh hoạt",
}
"""In the order in which minutes count them; nobody is counted twice."""

BALLOT_RULES = {
    "secret": "bỏ phiếu kín",
    "hands": "biểu quyết giơ tay",
    "over_half_of_valid": "mức được đề nghị là mức có quá nửa số phiếu hợp lệ",
    "add_from_top": "không mức nào quá nửa thì cộng dồn từ mức cao xuống",
    "revote": "không mức nào quá nửa thì bỏ phiếu lại",
}
"""The codes of a pack's ballot rule."""

WAYS = {
    Way.PAPER: "bỏ phiếu kín",
    Way.HANDS: "biểu quyết giơ tay",
    Way.SCREEN: "biểu quyết kín trên máy, mỗi người một lượt",
}

SHEET_CHECKS = (
    "Mỗi phiếu gạch một nét. Kiểm tra: phát ra = thu về + không thu về; thu về = hợp lệ + không hợp lệ; "
    "mỗi dòng: cộng các mức = số phiếu hợp lệ của dòng."
)

NOBODY_NAMED = "Một đồng chí (không nêu tên)"

LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m")
"""Vietnamese numbering skips f and j."""

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ORDINALS = ("", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")

_DOCUMENTS = {
    "QĐ": "Quy định số",
    "HD": "Hướng dẫn số",
    "KL": "Kết luận số",
    "CV": "Công văn số",
    "CT": "Chỉ thị số",
    "KH": "Kế hoạch số",
}


def roman(number: int) -> str:
    """I to X."""
    return _ROMAN[number]


def ordinal(number: int) -> str:
    """ "nhất", "hai", "ba" ... as in "buổi thứ nhất"."""
    return _ORDINALS[number] if number < len(_ORDINALS) else str(number)


def document_name(number: str) -> str:
    """ "Quy định số 366-QĐ/TW" for "QĐ 366-QĐ/TW"; "văn bản số 27-CV/ĐU" for "Số 27-CV/ĐU"; else as it stands."""
    first, _blank, rest = number.strip().partition(" ")
    if rest and first in _DOCUMENTS:
        return f"{_DOCUMENTS[first]} {rest}"
    if rest and first.casefold() == "số":
        kind = rest.partition("-")[2].partition("/")[0]
        return f"{_DOCUMENTS.get(kind, 'Văn bản số')} {rest}"
    return number.strip()


def percent(part: int, whole: int) -> str:
    """A share with one decimal and a comma, as offices write it: "95,5 %", "100 %"."""
    tenths = round(part * 1000 / whole) if whole else 0
    return f"{tenths // 10} %" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10} %"


def spelled(text: str, spelling: str) -> str:
    """Own words in the spelling of the office: "ủy" or, for "uy_old", "uỷ". Never used on words of the meeting."""
    if spelling != "uy_old":
        return text
    return text.replace("ủy", "uỷ").replace("Ủy", "Uỷ").replace("ỦY", "UỶ")
