"""Looking back in a terminal: years as bars or as a table, due dates as a strip of months, news as lines."""

from collections.abc import Sequence

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.last_look import Look, News
from review_tui.model.looking_back import DueMonth, Event, YearFigures
from review_tui.model.words import LEVEL_NAMES
from review_tui.tui.views.member_file import CHECK_NAMES
from review_tui.tui.widgets.listing import Line, fitted, plain, wrapped

_BARS = (
    (N_("khuyết điểm nêu"), "raised", "raised"),
    (N_("đã trả lời"), "answered", "asked"),
    (N_("cam kết khắc phục xong"), "repaired", "made"),
    (N_("chậm hạn"), "late", "made"),
    (N_("lặp lại"), "returning", "raised"),
)
"""(words, field, the field it is a part of)"""

COLUMNS = (N_("Năm"), N_("Nêu"), N_("Phải TL"), N_("Đã TL"), N_("Đã hứa"), N_("Xong"), N_("Chậm"), N_("Lặp lại"))
_FIELDS = ("raised", "asked", "answered", "made", "repaired", "late", "returning")
_SHADES = " ░▒▓█"
_LABEL = 24


def bars(year: YearFigures, most: int, width: int) -> list[Line]:
    """One year as five bars on one scale; `most` is the greatest figure of all years."""
    room = max(width - _LABEL - 12, 8)
    lines: list[Line] = [plain(str(year.year), "strong")]
    for words, name, whole in _BARS:
        count, of = getattr(year, name), getattr(year, whole)
        length = round(room * count / most) if most else 0
        bar = "█" * max(length, int(bool(count)))
        told = str(count) if name == whole else f"{count}/{of}"
        role = "warning" if name in ("late", "returning") and count else ""
        lines.append((("  " + fitted(_(words), _LABEL), "quiet"), (bar, role), (f" {told}", role)))
    return lines


def greatest(years: Sequence[YearFigures]) -> int:
    """The figure that fills the width."""
    return max((getattr(year, name) for year in years for name in _FIELDS), default=0)


def head_row() -> str:
    """The heads of the table."""
    return "".join(fitted(_(head), 9) for head in COLUMNS)


def table_row(year: YearFigures, width: int) -> list[Line]:
    """One year as a row of figures."""
    cells = "".join(fitted(str(getattr(year, name)), 9) for name in _FIELDS)
    return [((fitted(str(year.year), 9), "strong"), (cells, ""))]


def strip(months: Sequence[DueMonth], width: int) -> tuple[Line, Line]:
    """Due dates by month: the months, and below each how many, shaded; "!" where a date has passed."""
    wide = max(min(width // max(len(months), 1), 7), 4)
    most = max((month.due for month in months), default=0)
    heads = "".join(fitted(f"{month.first:%m/%y}" if wide > 5 else f"{month.first:%m}", wide) for month in months)
    return plain(heads, "quiet"), tuple(_shaded(month, most, wide) for month in months)


def _shaded(month: DueMonth, most: int, wide: int) -> tuple[str, str]:
    if not month.due:
        return fitted("·", wide), "quiet"
    shade = _SHADES[-(-4 * month.due // most)]
    return fitted(f"{shade}{month.due}{'!' if month.overdue else ''}", wide), "error" if month.overdue else ""


_NEWS = {
    "checks": N_("kiểm tra {number}: {text}"),
    "closings": N_("kết thúc {number}: {text}"),
    "reopened": N_("mở lại {number}, ý kiến {text}"),
    "watches": N_("theo dõi thêm {number} {text}"),
    "verifiers": N_("{number}: người theo dõi mới là {text}"),
    "decisions": N_("cấp trên quyết định xếp loại, kỳ {number} {text}"),
    "reratings": N_("xếp loại lại, kỳ {number}: {text}"),
    "due": N_("! quá hạn {number}: {text}"),
    "act": N_("kỳ {number}: {text}"),
}


def news_words(look: Look | None, news: Sequence[News]) -> str:
    """What is new since the last look, the newest last."""
    if look is None:
        return _("Đây là lần xem đầu tiên; lần sau sẽ thấy ở đây những gì mới từ hôm nay.")
    head = _("Từ lần xem trước, {day}: {count} điều mới.").format(
        day=f"{look.at:%H:%M} {numeric_date(look.at.date())}", count=len(news)
    )
    lines = [
        f"  {numeric_date(one.on)}  " + _(_NEWS[one.kind]).format(number=one.number, text=one.text).strip(": ")
        for one in sorted(news, key=lambda one: one.on)
    ]
    return "\n".join([head, "", *lines])


_EVENTS = {
    "point": N_("ý kiến {number}: {text}"),
    "return": N_("! lặp lại {number}: {text}"),
    "answer": N_("trả lời {number}: {text}"),
    "verdict": N_("kết luận của chủ trì về {number}. {text}"),
    "topic": N_("trả lời gợi ý {number}: {text}"),
    "commitment": N_("cam kết {number}: {text}"),
    "check": N_("kiểm tra {number}: {state}. {text}"),
    "verifier": N_("{number}: người theo dõi mới là {text}"),
    "closing": N_("kết thúc {number}: {text}"),
    "due": N_("! quá hạn {number}: {text}"),
    "proposed": N_("tự xếp loại: {level} {text}"),
    "voted": N_("chi bộ đề nghị: {level}"),
    "decided": N_("quyết định: {level}. {text}"),
    "rerated": N_("xếp loại lại: {level}. {text}"),
}


def event_lines(event: Event, width: int) -> list[Line]:
    """A day and what happened on it, wrapped."""
    level = _(LEVEL_NAMES[event.level]) if event.level else _("hủy kết quả")
    state = _(CHECK_NAMES[event.state]) if event.state else ""
    words = _(_EVENTS[event.kind]).format(number=event.number, text=event.text, level=level, state=state)
    role = "warning" if words.startswith("!") else "strong" if event.level else ""
    first, *rest = wrapped(words.strip(" .:"), width - 12)
    return [
        ((f"{numeric_date(event.on)}  ", "quiet"), (first, role)),
        *(((" " * 12, ""), (line, role)) for line in rest),
    ]
