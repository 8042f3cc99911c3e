"""Whether a pack is sound: sums agree, bands descend, orders are complete, days follow each other."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from review_tui.language.translate import _
from review_tui.model.people import Post
from review_tui.model.session import Level
from review_tui.regulation.ballots import MAJORITIES, METHODS, TIES
from review_tui.regulation.decoding import MisfitError
from review_tui.regulation.measures import MEASURES, RELATIONS
from review_tui.regulation.pack import Criterion, EntryList, Pack, Rubric

_READINGS = ("of_good", "of_good_or_better")
_ROUNDINGS = ("floor", "nearest", "ceiling")


def check(pack: Pack) -> None:
    """Raise `MisfitError` for the first thing in a pack that cannot be right."""
    for path, words in (
        *_days(pack),
        *_order(pack),
        *_rubrics(pack),
        *_bands(pack),
        *_gates(pack),
        *_cap(pack),
        *_ballot(pack),
        *_figures(pack),
        *_lists(pack.lists),
        *_forms(pack),
    ):
        raise MisfitError(path, words)


_Found = Iterator[tuple[str, str]]


def _days(pack: Pack) -> _Found:
    if pack.in_force_to is not None and pack.in_force_to <= pack.in_force_from:
        yield "$.in_force_to", _("ngày hết hiệu lực phải sau ngày có hiệu lực")
    if not pack.documents:
        yield "$.documents", _("thiếu văn bản làm căn cứ")
    for place, made in enumerate(pack.deadlines):
        try:
            date(2000 + made.years_later, made.month, made.day)
        except ValueError:
            yield f"$.deadlines[{place}]", _("không có ngày {day}/{month}").format(day=made.day, month=made.month)


def _order(pack: Pack) -> _Found:
    if set(pack.order) != set(Post) or len(pack.order) != len(Post):
        yield "$.order", _("phải có đủ các chức vụ, mỗi chức vụ một lần")
    for place, made in enumerate(pack.exclusions):
        if (made.status is None) == (made.below_months is None):
            yield f"$.exclusions[{place}]", _("cần đúng một trong hai mục status, below_months")


def _rubrics(pack: Pack) -> _Found:
    yield from _twice("$.rubrics", (made.subject for made in pack.rubrics))
    for place, rubric in enumerate(pack.rubrics):
        path = f"$.rubrics[{place}]"
        yield from _one_rubric(rubric, path)


def _one_rubric(rubric: Rubric, path: str) -> _Found:
    if rubric.total is None and not rubric.adjectives:
        yield path, _("cần tổng điểm (total) hoặc các mức bằng lời (adjectives)")
    yield from _sums(rubric.groups, rubric.total, f"{path}.groups", path)


def _sums(parts: tuple[Criterion, ...], total: int | None, path: str, owner: str) -> _Found:
    """The points of the parts sum to their owner's; a committee that sets none leaves all of them open."""
    yield from _twice(path, (part.key for part in parts))
    points = [part.points for part in parts if part.points is not None]
    for place, part in enumerate(parts):
        if (part.points is not None and part.points < 0) or (part.points is None and points):
            yield f"{path}[{place}]", _("thiếu điểm, trong khi các mục bên cạnh có điểm")
    if points and sum(points) != (total or 0):
        yield (
            owner,
            _("các mục con cộng lại được {sum} điểm, phải là {total}").format(sum=sum(points), total=total or 0),
        )
    for place, part in enumerate(parts):
        if part.parts:
            yield from _sums(part.parts, part.points, f"{path}[{place}].parts", f"{path}[{place}]")


def _bands(pack: Pack) -> _Found:
    if [band.level for band in pack.bands] != list(Level):
        yield "$.bands", _("phải có đủ bốn mức, từ cao xuống thấp")
    lowest = [(place, band.lowest) for place, band in enumerate(pack.bands) if band.lowest is not None]
    for (_above, high), (place, low) in pairwise(lowest):
        if low >= high:
            yield f"$.bands[{place}]", _("điểm thấp nhất phải nhỏ hơn mức trên")
    totals = {rubric.total for rubric in pack.rubrics if rubric.total is not None}
    if lowest and totals and lowest[0][1] > min(totals):
        yield "$.bands[0]", _("điểm thấp nhất vượt tổng điểm")


def _gates(pack: Pack) -> _Found:
    for place, gate in enumerate(pack.gates):
        path = f"$.gates[{place}]"
        if gate.measure and gate.measure not in MEASURES:
            yield f"{path}.measure", _("phải là một trong: {words}").format(words=", ".join(MEASURES))
        if gate.measure and (gate.relation not in RELATIONS or gate.figure is None):
            yield f"{path}.relation", _("cần con số (figure) và một trong: {words}").format(words=", ".join(RELATIONS))


def _cap(pack: Pack) -> _Found:
    cap = pack.cap
    if cap.reading not in _READINGS:
        yield "$.cap.reading", _("phải là một trong: {words}").format(words=", ".join(_READINGS))
    if cap.rounding not in _ROUNDINGS:
        yield "$.cap.rounding", _("phải là một trong: {words}").format(words=", ".join(_ROUNDINGS))
    if not 0 < cap.percent <= 100 or not cap.percent <= (cap.raised_percent or cap.percent) <= 100:
        yield "$.cap", _("tỷ lệ phần trăm không hợp lý")


def _ballot(pack: Pack) -> _Found:
    for name, value, known in (
        ("method", pack.ballot.method, METHODS),
        ("majority", pack.ballot.majority, MAJORITIES),
        ("tie", pack.ballot.tie, TIES),
    ):
        if value not in known:
            yield f"$.ballot.{name}", _("phải là một trong: {words}").format(words=", ".join(known))


def _figures(pack: Pack) -> _Found:
    quorum, time = pack.quorum, pack.time
    if not 0 < quorum.numerator <= quorum.denominator:
        yield "$.quorum", _("tỷ lệ phải lớn hơn 0 và không quá 1")
    if not 0 < quorum.mark_percent <= 100:
        yield "$.quorum.mark_percent", _("tỷ lệ phần trăm không hợp lý")
    if min(time.day, time.opening, time.collective, time.voting, time.minutes) < 0:
        yield "$.time", _("số phút không được âm")
    if time.opening + time.collective + time.voting + time.minutes >= time.day:
        yield "$.time", _("không còn thời gian cho phần kiểm điểm cá nhân")
    page = pack.page
    if page.left + page.right >= page.width or page.top + page.bottom >= page.height:
        yield "$.page", _("lề rộng hơn trang giấy")


def _lists(lists: tuple[EntryList, ...]) -> _Found:
    for place, made in enumerate(lists):
        path = f"$.lists[{place}]"
        yield from _twice(f"{path}.entries", (entry.key for entry in made.entries))
        if not made.entries:
            yield path, _("danh mục không có mục nào")
        if made.since and made.until and made.until < made.since:
            yield path, _("ngày hết hiệu lực phải sau ngày có hiệu lực")
        for other in lists[:place]:
            if other.key == made.key and _overlap(other, made):
                yield path, _("trùng thời gian với một danh mục cùng tên")


def _overlap(one: EntryList, other: EntryList) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (one.until or date.max)


def _forms(pack: Pack) -> _Found:
    yield from _twice("$.forms", (form.code for form in pack.forms))
    for place, form in enumerate(pack.forms):
        yield from _twice(f"$.forms[{place}].sections", (section.key for section in form.sections))
    for subject in ("collective", "member"):
        if pack.form(subject) is None:
            yield "$.forms", _("thiếu mẫu cho “{subject}”").format(subject=subject)


def _twice(path: str, keys: Iterable[str]) -> _Found:
    seen: set[str] = set()
    for place, key in enumerate(keys):
        if key in seen:
            yield f"{path}[{place}]", _("“{key}” có hai lần").format(key=key)
        seen.add(key)
