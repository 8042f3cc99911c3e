"""All about one commitment as a text to read."""

from collections.abc import Iterator, Sequence
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.translate import _
from review_tui.model.followup import Proof
from review_tui.model.ledger import LedgerItem
from review_tui.model.ledger_search import lapsed
from review_tui.model.session import Session
from review_tui.tui.views.member_file import check_words
from review_tui.tui.views.standing import standing_words

_SHORT = 12
"""Letters of a SHA-256 that are enough to compare with a file at hand."""


def commitment_words(item: LedgerItem, session: Session, others: Sequence[LedgerItem], on: date) -> str:
    """What, who, until when; the points that it repairs; every check; how it ended; other remedies of the same."""
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
    lines += ["", *history_lines(item, others, on, full=True)]
    return "\n".join(lines)


def history_lines(
    item: LedgerItem, others: Sequence[LedgerItem], on: date, *, most: int = 0, full: bool = False
) -> list[str]:
    """Returns, earlier remedies, postponements, checks (the last `most`, or all), verifiers, watch, closing."""
    checks = item.checks[-most:] if most else item.checks
    lines = [*_returned(item), *_postponed(item, most)]
    if checks:
        head = _("Kiểm tra gần đây:") if most else _("Các lần kiểm tra:")
        lines += [head, *("  " + _checked(check_words(one), one.proof, full) for one in checks)]
    lines += _remedies(others)
    lines += [
        _("{day} đổi người theo dõi: {name}. {reason}")
        .format(day=numeric_date(one.on), name=one.name, reason=one.reason)
        .strip()
        for one in item.verifiers
    ]
    if item.watched_until is not None:
        lines.append(_("Báo xong, theo dõi thêm đến {day}.").format(day=numeric_date(item.watched_until)))
    if lapsed(item, on):
        lines.append("! " + _("Hơn một tháng chưa kiểm tra."))
    if item.closing is not None:
        lines.append(_closed(item.closing.on, item.closing.by, item.closing.words))
    return lines


def _closed(on: date, by: str, words: str) -> str:
    if not by:
        return _("{day} kết thúc: {words}").format(day=numeric_date(on), words=words)
    return _("{day} {who} xác nhận: {words}").format(day=numeric_date(on), who=by, words=words)


def _returned(item: LedgerItem) -> Iterator[str]:
    """ "! Lần 2": when it came back, and how it had been closed before."""
    if not item.times_reopened:
        return
    back = ", ".join(f"{number} ({numeric_date(day)})" for day, number in item.returns)
    words = _("Lần {times}: lỗi lặp lại").format(times=item.times)
    yield "! " + words + (f", {back}" if back else "")
    for closing in item.closings:
        if closing is not item.closing:
            yield "  " + _("lần trước: {words}").format(words=_closed(closing.on, closing.by, closing.words))


def _remedies(others: Sequence[LedgerItem]) -> Iterator[str]:
    for other in others:
        yield _("Biện pháp khác cho lỗi này: {number} {text} ({standing})").format(
            number=other.number, text=other.commitment.text, standing=standing_words(other)[0]
        )


def _postponed(item: LedgerItem, most: int) -> Iterator[str]:
    """How often and why it was put off; the last reason only where the room is small."""
    if item.postponed:
        days = "; ".join(
            f"{numeric_date(check.on)} → {numeric_date(check.new_due)} {check.text}".strip()
            for check in item.postponements[-1 if most else 0 :]
        )
        yield _("Đã hoãn {count} lần: {days}").format(count=item.postponed, days=days)


def _checked(words: str, proof: Proof | None, full: bool) -> str:
    if proof is None:
        return words
    return f"{words} · SHA-256 {proof.digest if full else proof.digest[:_SHORT] + '…'}"


def proof_words(proof: Proof) -> str:
    """ "ảnh.jpg · SHA-256 ab12cd34ef56…": the name and a fingerprint, never the file."""
    return f"{proof.name} · SHA-256 {proof.digest[:_SHORT]}…"
