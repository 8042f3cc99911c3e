"""How a member stands towards Party life, in words."""

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.people import Status, StatusPeriod

STATUS_NAMES = {
    Status.OFFICIAL: N_("chính thức"),
    Status.PROBATIONARY: N_("dự bị"),
    Status.EXEMPT: N_("miễn sinh hoạt"),
    Status.SUSPENDED: N_("đình chỉ sinh hoạt"),
    Status.TEMPORARY_HERE: N_("sinh hoạt tạm thời tại đây"),
    Status.TEMPORARY_ELSEWHERE: N_("sinh hoạt tạm thời nơi khác"),
    Status.SICK: N_("nghỉ ốm, thai sản"),
    Status.LEFT: N_("đã chuyển đi"),
}


def period_words(period: StatusPeriod) -> str:
    """ "nghỉ ốm, thai sản từ 01/03/2026 đến 31/08/2026"."""
    words = _(STATUS_NAMES[period.status])
    if period.since:
        words += _(" từ {day}").format(day=numeric_date(period.since))
    if period.until:
        words += _(" đến {day}").format(day=numeric_date(period.until))
    return words
