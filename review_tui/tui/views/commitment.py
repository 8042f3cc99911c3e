"""One commitment in full, as a text to read."""

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.ledger import LedgerItem
from review_tui.model.session import Session
from review_tui.tui.views.member_file import check_words
from review_tui.tui.views.standing import standing_words


def commitment_words(item: LedgerItem, session: Session) -> str:
    """What, who, until when; the points that it repairs; every check; how it ended."""
    made = item.commitment
    lines = [
        _("Cam kết {number}, kỳ {session}").format(number=made.number, session=item.session),
        made.text,
        "",
        _("Người cam kết: {name}").format(name=item.owner_name),
        _("Người theo dõi: {name}").format(name=item.verifier_name or _("chưa cử")),
        _("Hạn: {day}").format(day=numeric_date(item.due) or _("không ghi ngày")),
        _("Tình trạng: {words}").format(words=standing_words(item)[0]),
    ]
    points = [point for point in session.points if point.id in made.points]
    if points:
        lines += ["", _("Khắc phục ý kiến:"), *(f"  {point.number} {point.text}" for point in points)]
    if item.checks:
        lines += ["", _("Các lần kiểm tra:"), *(f"  {check_words(check)}" for check in item.checks)]
    if item.closing is not None:
        said = _("{day} {who} xác nhận: {words}").format(
            day=numeric_date(item.closing.on), who=item.closing.by, words=item.closing.words
        )
        lines += ["", said]
    return "\n".join(lines)
