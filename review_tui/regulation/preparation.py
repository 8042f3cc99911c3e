"""What is due before the meeting and what has come: forms and their sections, suggested topics, outside evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from review_tui.language.dates import numeric_date
from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.counts import topic_is_open
from review_tui.model.evidence import EVIDENCE_NAMES, Evidence, EvidenceKind
from review_tui.model.people import Status
from review_tui.model.points import COLLECTIVE, Topic
from review_tui.model.preparing import evidence_on, review_of, unread_evidence, working_days_before
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session
from review_tui.regulation.pack import Form, Pack, Section
from review_tui.regulation.scales import employed, subject_of

REPAIRED, EXPLAINED, SHARED, REMEDIES, FAULTS = "III", "IV", "V", "VI", "II"
"""The parts that all forms since 2018 number alike."""

_TITLE_SHARE = 0.5
"""A section that holds at least half of the words of a topic's title speaks of it."""


def part_of(key: str) -> str:
    """The part of the form to which a section belongs: "III" for "A.III", "I" for "A.I.2", "B.I" for "B.I"."""
    names = key.split(".")
    if names[0] == "B":
        return key
    return names[1] if names[0] == "A" and len(names) > 1 else names[0]


def section_for(form: Form, part: str) -> Section | None:
    """The first section of a part of the form ("III"), None where the form has none."""
    return next((section for section in form.sections if part_of(section.key) == part), None)


def form_due(session: Session, pack: Pack, floor: str) -> Form | None:
    """The form that is due: 01 of the cell, 2A/2B/2C by who it is (02A/02B with swapped letters in 2023).

    A self-review already begun keeps its form.
    """
    begun = review_of(session, floor)
    if begun is not None:
        for form in pack.forms:
            if form.code == begun.form:
                return form
    return pack.form("collective" if floor == COLLECTIVE else subject_of(session, pack, floor))


def is_rating(form: Form, key: str) -> bool:
    """Whether a section takes the points or the level that the author gives himself."""
    return key == "B.I" or (bool(form.sections) and key == form.sections[-1].key)


def forms_for_members(pack: Pack) -> tuple[Form, ...]:
    """The self-review forms of members, from which one may be chosen."""
    return tuple(form for form in pack.forms if form.subject in ("leader", "member", "outside"))


def moved_to_form(review: SelfReview, old: Form, new: Form) -> SelfReview:
    """The review under another form: texts go to the section of the same title, else to the first of their part."""
    texts: dict[str, str] = {}
    titles = {section.key: section.title for section in old.sections}
    for key, text in review.sections:
        same = next((one.key for one in new.sections if one.title == titles.get(key)), None)
        part = section_for(new, part_of(key)) or new.sections[0]
        place = same or part.key
        texts[place] = f"{texts[place]}\n{text}" if place in texts else text
    sections = tuple((one.key, texts[one.key]) for one in new.sections if one.key in texts)
    return replace(review, form=new.code, sections=sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """One section of the form that is due."""

    key: str
    title: str
    hint: str
    words: int
    needed: bool
    """whether something must stand there: not where the form says "nếu có" and there is nothing"""

    @property
    def missing(self) -> bool:
        """Whether it is needed and empty."""
        return self.needed and not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What one subject has to bring and what has come."""

    floor: str
    form: Form | None
    review: SelfReview | None
    sections: tuple[SectionState, ...]
    topics: tuple[Topic, ...]
    """suggested topics that concern the subject"""
    unanswered: tuple[Topic, ...]
    """those of them that neither the self-review speaks of in section IV nor the subject has answered at the meeting"""
    evidence: tuple[Evidence, ...]
    awaited: tuple[EvidenceKind, ...]
    """evidence that should have come and has not"""
    unread: tuple[Evidence, ...]
    due: date | None
    """three working days before the meeting (a mark, never a block); None while its day is not known"""
    late: bool
    """it came after that day, or that day has passed and nothing has come"""

    @property
    def complete(self) -> bool:
        """Whether every needed section has words and every topic its answer."""
        return self.review is not None and not self.unanswered and not any(one.missing for one in self.sections)

    @property
    def missing(self) -> tuple[str, ...]:
        """One sentence for each thing that is still missing."""
        return tuple(_missing(self))


def preparation(
    session: Session,
    pack: Pack,
    floor: str,
    *,
    has_earlier: bool = False,
    meeting: date | None = None,
    today: date | None = None,
) -> Preparation:
    """What one subject has to bring. `has_earlier`: whether there are earlier shortcomings for section III."""
    form, review = form_due(session, pack, floor), review_of(session, floor)
    topics = session.topics_for(floor)
    due = working_days_before(meeting, pack.time.working_days_before) if meeting else None
    came = (review.sent or review.came) if review else None
    entries = evidence_on(session, floor)
    kinds = {one.kind for one in entries}
    return Preparation(
        floor=floor,
        form=form,
        review=review,
        sections=tuple(_sections(form, review, topics, has_earlier)) if form else (),
        topics=topics,
        unanswered=tuple(
            topic for topic in topics if not answers_topic(review, form, topic) and topic_is_open(session, topic, floor)
        ),
        evidence=entries,
        awaited=tuple(kind for kind in expected(session, pack, floor) if kind not in kinds),
        unread=unread_evidence(session, floor),
        due=due,
        late=due is not None and (came > due if came else today is not None and today > due),
    )


def preparations(
    session: Session,
    pack: Pack,
    *,
    with_earlier: Iterable[str] = (),
    meeting: date | None = None,
    today: date | None = None,
) -> tuple[Preparation, ...]:
    """The cell and everybody in the order of review; `with_earlier` are the floors with earlier shortcomings."""
    earlier = frozenset(with_earlier)
    return tuple(
        preparation(session, pack, floor, has_earlier=floor in earlier, meeting=meeting, today=today)
        for floor in session.floor_keys()
    )


def expected(session: Session, pack: Pack, floor: str) -> tuple[EvidenceKind, ...]:
    """Evidence that should come: the employer's rating and the residence opinion of those who work, the opinion of the
    cell where somebody is in temporary Party life (366, điều 3, 17; QĐ 213-QĐ/TW 2020; HD 43, 7.6)."""
    if floor == COLLECTIVE:
        return ()
    wanted: list[EvidenceKind] = []
    if employed(session, pack, floor):
        wanted += [EvidenceKind.EMPLOYER, EvidenceKind.RESIDENCE]
    if session.member(floor).status_on(session.day) is Status.TEMPORARY_ELSEWHERE:
        wanted.append(EvidenceKind.TEMPORARY)
    return tuple(wanted)


def answers_topic(review: SelfReview | None, form: Form | None, topic: Topic) -> bool:
    """Whether section IV speaks of a topic: by its id, or by at least half of the words of its title."""
    section = section_for(form, EXPLAINED) if form else None
    if review is None or section is None:
        return False
    said = set(_words(explained(review.text(section.key))))
    wanted = set(_words(topic.title))
    return fold(topic.id) in said or (bool(wanted) and len(wanted & said) >= _TITLE_SHARE * len(wanted))


def explained(text: str) -> str:
    """The text without headings ("Về việc vắng:") under which nothing stands; "" where nothing else is written."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    below = [*lines[1:], ":"]
    return " ".join(line for line, after in zip(lines, below, strict=False) if line[-1] != ":" or after[-1] != ":")


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _sections(
    form: Form, review: SelfReview | None, topics: tuple[Topic, ...], has_earlier: bool
) -> Iterable[SectionState]:
    for section in form.sections:
        yield SectionState(
            key=section.key,
            title=section.title,
            hint=section.hint,
            words=_written(section.key, form, review),
            needed=is_needed(section, topics, has_earlier),
        )


def _written(key: str, form: Form, review: SelfReview | None) -> int:
    """Words of a section; points and level given as figures count as written."""
    if review is None:
        return 0
    last = form.sections[-1].key
    figures = (key == "B.I" and review.total is not None) or (key == last and review.level is not None)
    text = review.text(key)
    return max(len(text.split()) if explained(text) else 0, int(figures))


def is_needed(section: Section, topics: tuple[Topic, ...], has_earlier: bool) -> bool:
    """Whether something must stand in a section; `has_earlier`: there are earlier shortcomings for section III."""
    part = part_of(section.key)
    if part == EXPLAINED:
        return bool(topics)
    if part == REPAIRED:
        return has_earlier
    return "(neu co)" not in fold(section.title)


def _missing(made: Preparation) -> Iterable[str]:
    code = made.form.code if made.form else ""
    if made.review is None:
        yield _("Chưa có bản kiểm điểm (mẫu {code}).").format(code=code)
    else:
        for section in made.sections:
            if section.missing:
                yield _("Mẫu {code}, mục {key} chưa viết: {title}.").format(
                    code=code, key=section.key, title=section.title
                )
        for topic in made.unanswered:
            yield _("Gợi ý {topic} chưa được giải trình ở mục IV: {title}.").format(topic=topic.id, title=topic.title)
    for kind in made.awaited:
        yield _("{kind}: chưa có.").format(kind=_(EVIDENCE_NAMES[kind]))
    if made.late:
        assert made.due is not None
        yield _("Hạn gửi trước hội nghị là ngày {day}, đã qua; gửi muộn vẫn dùng được.").format(
            day=numeric_date(made.due)
        )
