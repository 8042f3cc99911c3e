"""The preparation desk as rows: the cell and everybody, what is due and what has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.text import found
from review_tui.language.translate import N_, _
from review_tui.model.evidence import EvidenceKind
from review_tui.model.points import COLLECTIVE
from review_tui.model.preparing import meeting_day, working_days_before
from review_tui.model.repairs import EarlierFault, Repair, earlier_by_floor
from review_tui.model.session import Session
from review_tui.regulation.pack import Pack
from review_tui.regulation.preparation import Preparation, expected, preparations
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.widgets.lines import Line, fitted

SHORT_KINDS = {
    EvidenceKind.EMPLOYER: N_("cơ quan"),
    EvidenceKind.RESIDENCE: N_("cư trú"),
    EvidenceKind.TEMPORARY: N_("nơi tạm thời"),
}

_WIDE = 100
"""Columns from which section III and each expected opinion get a column of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One subject of the desk."""

    floor: str
    no: int
    """number of the roll; 0 for the cell"""
    name: str
    made: Preparation
    expected: tuple[EvidenceKind, ...]
    earlier: tuple[EarlierFault, ...]

    @property
    def wants(self) -> bool:
        """Whether anything is still missing (a late paper that came is not missing)."""
        return not self.made.complete or bool(self.made.awaited) or self.made.review is None or not self.handed

    @property
    def handed(self) -> bool:
        """Whether the self-review was handed in."""
        return self.made.review is not None and self.made.review.came is not None


def desk_rows(book: OpenBook, session: Session, clock: Clock) -> tuple[DeskRow, ...]:
    """All subjects in the order of review; every year is read for section III."""
    today, pack = clock().date(), book.pack(session.id)
    floors = session.floor_keys()
    earlier = earlier_by_floor(book.sessions(), book.follow_up, session, floors, today)
    made = preparations(
        session,
        pack,
        with_earlier=[floor for floor in floors if earlier[floor]],
        meeting=meeting_day(session),
        today=today,
    )
    return tuple(_row(session, pack, one, earlier[one.floor]) for one in made)


def desk_row(book: OpenBook, session: Session, floor: str, clock: Clock) -> DeskRow:
    """One subject, as it stands now."""
    return next(row for row in desk_rows(book, session, clock) if row.floor == floor)


def _row(session: Session, pack: Pack, made: Preparation, earlier: tuple[EarlierFault, ...]) -> DeskRow:
    no = 0 if made.floor == COLLECTIVE else session.member(made.floor).no
    return DeskRow(
        floor=made.floor,
        no=no,
        name=session.floor_name(made.floor),
        made=made,
        expected=expected(session, pack, made.floor),
        earlier=earlier,
    )


def shown_rows(rows: Iterable[DeskRow], words: str, *, only_missing: bool) -> tuple[DeskRow, ...]:
    """Those with this number, or whose name holds every word, marks aside; with `only_missing` those who lack
    something."""
    words = words.strip()
    fitting = [row for row in rows if (str(row.no).startswith(words) if words.isdecimal() else found(words, row.name))]
    return tuple(row for row in fitting if row.wants or not only_missing)


def sections_done(made: Preparation) -> tuple[int, int]:
    """Sections that need words and have them, of all that need words."""
    needed = [one for one in made.sections if one.needed]
    return sum(bool(one.words) for one in needed), len(needed)


def review_state(made: Preparation) -> tuple[str, str]:
    """ "✓ nộp 01/12", "○ đang viết", "○ chưa có"; "!" once the three working days have begun; and its role."""
    review = made.review
    if review is None:
        return (_("! chưa có"), "warning") if made.late else (_("○ chưa có"), "quiet")
    if review.came is None:
        return (_("! đang viết"), "warning") if made.late else (_("○ đang viết"), "")
    day = f"{review.came.day:02d}/{review.came.month:02d}"
    if made.late:
        return _("! muộn, {day}").format(day=day), "warning"
    return _("✓ nộp {day}").format(day=day), "good"


def draw_desk_row(row: DeskRow, width: int) -> tuple[Line, ...]:
    """One line: number, name, form, sections, topics, outside opinions, state."""
    wide = width >= _WIDE
    no = f"{row.no:>3}" if row.no else " cb"
    done, needed = sections_done(row.made)
    topics = _("gợi ý {n}/{m}").format(n=len(row.made.topics) - len(row.made.unanswered), m=len(row.made.topics))
    state, role = review_state(row.made)
    code = row.made.form.code if row.made.form else ""
    line: list[tuple[str, str]] = [
        (f"{no} ", "strong"),
        (fitted(row.name, 26 if wide else 20), "strong" if row.wants else ""),
        (f" {code:<4}", "quiet"),
        (fitted(_("mục {n}/{m}").format(n=done, m=needed), 10), "" if done < needed else "good"),
        (fitted(topics if row.made.topics else "", 11), "warning" if row.made.unanswered else "good"),
    ]
    line += _wide_columns(row) if wide else [_narrow_evidence(row)]
    return ((*line, (state, role)),)


def _narrow_evidence(row: DeskRow) -> tuple[str, str]:
    wanted = len(row.expected)
    words = _("ngoài {n}/{m}").format(n=wanted - len(row.made.awaited), m=wanted) if wanted else ""
    extra = sum(one.kind not in row.expected for one in row.made.evidence)
    return fitted(words + (f"+{extra}" if extra else ""), 12), "warning" if row.made.awaited else "good"


def _wide_columns(row: DeskRow) -> list[tuple[str, str]]:
    repaired = sum(one.repair is Repair.DONE for one in row.earlier)
    third = _("III: xong {n}/{m}").format(n=repaired, m=len(row.earlier)) if row.earlier else ""
    signs = " ".join(f"{_(SHORT_KINDS[kind])} {_sign(row.made, kind)}" for kind in row.expected)
    extra = sum(one.kind not in row.expected for one in row.made.evidence)
    more = _(" +{count} khác").format(count=extra) if extra else ""
    return [
        (fitted(third, 15), "" if repaired < len(row.earlier) else "good"),
        (fitted(signs + more, 28), "warning" if row.made.awaited else "good"),
    ]


def _sign(made: Preparation, kind: EvidenceKind) -> str:
    """ "✓" come, "○" awaited, "1.1" exempt."""
    entry = next((one for one in made.evidence if one.kind is kind), None)
    return "○" if entry is None else (entry.exempt or "✓")


def counts_line(rows: tuple[DeskRow, ...], shown: int) -> str:
    """ "22 bản · đã nộp 3 · gợi ý còn 4 · ý kiến ngoài còn 30 · đang hiện 5"."""
    words = _(" {count} bản · đã nộp {handed} · gợi ý còn {topics} · ý kiến ngoài còn {awaited}")
    told = words.format(
        count=len(rows),
        handed=sum(row.handed for row in rows),
        topics=sum(len(row.made.unanswered) for row in rows),
        awaited=sum(len(row.made.awaited) for row in rows),
    )
    return told + (_(" · đang hiện {shown}").format(shown=shown) if shown < len(rows) else "")


def meeting_line(session: Session, pack: Pack, today: date) -> tuple[str, str]:
    """When and where the meeting is to be, and the day by which drafts go out; and its role."""
    sitting = session.sittings[0] if session.sittings else None
    if sitting is None or sitting.day is None:
        return _(" Chưa có ngày họp: F4 để ghi, thì mới nhắc được hạn gửi bản kiểm điểm."), "quiet"
    when = " ".join(part for part in (sitting.opened, numeric_date(sitting.day)) if part)
    due = working_days_before(sitting.day, pack.time.working_days_before)
    words = _(" Hạn gửi bản {day} ({days} ngày làm việc) · họp {when}").format(
        day=numeric_date(due), days=pack.time.working_days_before, when=when
    )
    words += f", {sitting.place}" if sitting.place else ""
    return words, "warning" if today > due and today <= sitting.day else ""
