"""A self-review as rows of its sections, the help of each section, and the hints that its author alone sees."""

from dataclasses import dataclass, replace

from review_tui.language.dates import numeric_date
from review_tui.language.translate import N_, _
from review_tui.model.hints import Hint, hints
from review_tui.model.self_review import SelfReview, written
from review_tui.model.session import Level
from review_tui.model.words import LEVEL_NAMES
from review_tui.regulation.pack import Form, Section
from review_tui.regulation.preparation import (
    EXPLAINED,
    FAULTS,
    REMEDIES,
    REPAIRED,
    SHARED,
    answers_topic,
    explained,
    is_needed,
    is_rating,
    part_of,
    section_for,
)
from review_tui.tui.views.review_desk import ReviewFacts
from review_tui.tui.widgets.form import Field
from review_tui.tui.widgets.lines import Line, plain, wrapped

_ASKS = {
    "I": N_("Kể việc cụ thể: việc gì, khi nào, ở đâu, kết quả ra sao?"),
    FAULTS: N_("Nêu việc, không nêu chung: việc gì, khi nào, ở đâu? Vì sao, do mình hay do hoàn cảnh?"),
    REPAIRED: N_("Từng việc ở trên: đã xong, đang làm (đến đâu), chưa làm; vướng gì, bằng chứng gì?"),
    EXPLAINED: N_("Từng gợi ý ở trên: việc gì, khi nào, ở đâu; nguyên nhân, trách nhiệm của mình, cách sửa."),
    SHARED: N_("Hạn chế nào của tập thể có phần của mình, phần nào?"),
    REMEDIES: N_("Mỗi việc một dòng: làm gì, xong khi nào, ai theo dõi, thế nào là xong?"),
}
_FIRST_WORDS = 1
"""Lines of a section's text shown in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """One section of the form in the list."""

    section: Section
    words: int
    needed: bool
    rating: bool
    """points or level, not words"""
    begun: str
    """the first words, or what stands instead"""
    half_typed: bool = False
    """something was typed after the last save"""

    @property
    def missing(self) -> bool:
        """Whether it is needed and empty."""
        return self.needed and not self.words


def with_half_typed(review: SelfReview, form: Form, typed: dict[str, str]) -> SelfReview:
    """The review with the texts that were typed after its last save."""
    for section, text in typed.items():
        review = written(review, section, text, keys_of(form))
    return review


def keys_of(form: Form) -> tuple[str, ...]:
    """The keys of the sections in their order."""
    return tuple(section.key for section in form.sections)


def section_rows(facts: ReviewFacts, review: SelfReview, typed: dict[str, str]) -> tuple[SectionRow, ...]:
    """The sections in the order of the form."""
    return tuple(_row(facts, review, section, section.key in typed) for section in facts.form.sections)


def _row(facts: ReviewFacts, review: SelfReview, section: Section, half_typed: bool) -> SectionRow:
    text, rating = review.text(section.key), is_rating(facts.form, section.key)
    begun = " · ".join(part for part in (rating_words(facts.form, review, section.key) if rating else "", text) if part)
    return SectionRow(
        section=section,
        words=int(_rated(facts.form, review, section.key)) if rating else len(text.split()) if explained(text) else 0,
        rating=rating,
        needed=is_needed(section, facts.topics, bool(facts.earlier)),
        begun=begun or _instead(facts, section),
        half_typed=half_typed,
    )


def _rated(form: Form, review: SelfReview, key: str) -> bool:
    """Whether all figures of a section are there, or words in their place."""
    figures = review.total is not None if key == "B.I" else key == form.sections[-1].key and review.level is not None
    return figures or bool(review.text(key))


def _instead(facts: ReviewFacts, section: Section) -> str:
    """What an empty section says in the list."""
    part = part_of(section.key)
    if part == EXPLAINED:
        count = len(facts.topics)
        return _("{count} gợi ý cần giải trình").format(count=count) if count else _("không có gợi ý kiểm điểm")
    if part == REPAIRED:
        count = len(facts.earlier)
        return _("sổ có {count} việc của các kỳ trước").format(count=count) if count else _("kỳ trước không có gì")
    return ""


def rating_words(form: Form, review: SelfReview, key: str) -> str:
    """ "chung 26/30, kết quả 60/70, tổng 86/100" and the level, each in its section."""
    said = []
    if key == "B.I" or not any(section.key == "B.I" for section in form.sections):
        if review.common is not None:
            said.append(_("chung {points}/30").format(points=review.common))
        if review.results is not None:
            said.append(_("kết quả {points}/70").format(points=review.results))
        if review.total is not None:
            said.append(_("tổng {points}/100").format(points=review.total))
    if key == form.sections[-1].key and review.level is not None:
        said.append(_(LEVEL_NAMES[review.level]))
    return ", ".join(said)


def draw_section_row(row: SectionRow, width: int) -> tuple[Line, ...]:
    """Key, title, words; the first words below."""
    state, role = _state(row)
    label = f"{row.section.key:<6} "
    room = max(width - len(label) - len(state) - 2, 20)
    first, *rest = wrapped(row.section.title, room, width - len(label))
    pad = " " * (room - len(first) + 2)
    lines: list[Line] = [((label, "strong"), (first + pad, ""), (state, role))]
    lines += [((" " * len(label) + line, ""),) for line in rest]
    if row.begun:
        shown = wrapped(row.begun, width - len(label) - 4)
        cut = " …" if len(shown) > _FIRST_WORDS else ""
        lines += [plain(" " * (len(label) + 2) + line + cut, "quiet") for line in shown[:_FIRST_WORDS]]
    return tuple(lines)


def _state(row: SectionRow) -> tuple[str, str]:
    typed = _("gõ dở ") if row.half_typed else ""
    if row.words and row.rating:
        return typed + _("✓ đã ghi"), "good"
    if row.words:
        return typed + _("✓ {count} từ").format(count=row.words), "good"
    return (_("○ chưa viết"), "warning") if row.needed else (_("để trống được"), "quiet")


def state_line(facts: ReviewFacts, review: SelfReview, rows: tuple[SectionRow, ...]) -> Line:
    """ "Mẫu 2B · đủ 3/8 mục · 412 từ · nộp 01/12/2026"."""
    needed = [row for row in rows if row.needed]
    done = sum(bool(row.words) for row in needed)
    words = _(" Mẫu {code} · đủ {n}/{m} mục · {words} từ").format(
        code=facts.form.code, n=done, m=len(needed), words=review.words
    )
    if review.came is None:
        return ((words, "strong"), (_(" · chưa nộp"), "warning"))
    return ((words, "strong"), (_(" · nộp {day}").format(day=numeric_date(review.came)), "good"))


def section_help(facts: ReviewFacts, section: Section) -> str:
    """What the section asks for, and the question that makes it concrete; that it may stay empty, where it may."""
    part = part_of(section.key)
    if part == REPAIRED and not facts.earlier:
        return _("Kỳ trước không có hạn chế, khuyết điểm được kết luận; mục này để trống được.")
    if part == EXPLAINED and not facts.topics:
        return _("Không có gợi ý kiểm điểm; mục này để trống được.")
    hint = "" if part == REPAIRED else section.hint[:1].upper() + section.hint[1:]
    ask = _ASKS.get(part, "")
    return " ".join(part for part in (hint + "." if hint else "", _(ask) if ask else "") if part)


def material(facts: ReviewFacts, section: Section, review: SelfReview) -> str:
    """What lies beside the text: the earlier shortcomings for section III, the topics for section IV."""
    part = part_of(section.key)
    if part == REPAIRED and facts.earlier:
        return "\n".join((_("Sổ theo dõi (in sẵn vào mục này):"), *(f"- {line}" for line in facts.earlier)))
    if part == EXPLAINED and facts.topics:
        return "\n".join(_topic_lines(facts, review))
    return ""


def _topic_lines(facts: ReviewFacts, review: SelfReview) -> list[str]:
    from review_tui.tui.views.topic_fields import must_line

    lines = []
    for topic in facts.topics:
        sign = "✓" if answers_topic(review, facts.form, topic) else "○"
        lines.append(f"{sign} {topic.id} {topic.title}")
        lines += [f"  {text}" for text in (topic.text, must_line(topic)) if text]
    return lines


def stubs(facts: ReviewFacts, section: Section, review: SelfReview) -> str:
    """Headings for what the text does not speak of yet, each to be completed; "" where nothing is left."""
    part, text = part_of(section.key), review.text(section.key)
    if part == REPAIRED:
        heads = [line.partition(":")[0] for line in facts.earlier]
        return "\n".join(f"{head}: " for head in heads if head.split(",")[0] not in text)
    if part == EXPLAINED:
        open_topics = [topic for topic in facts.topics if not answers_topic(review, facts.form, topic)]
        heads = [_heading(topic.title) for topic in open_topics]
        return "\n".join(f"{head} " for head in heads if head not in text)
    return ""


def _heading(title: str) -> str:
    """On a paper: Vietnamese in every language of the screen."""
    return f"Về vấn đề “{title}”:"


def hints_for(facts: ReviewFacts, review: SelfReview) -> tuple[Hint, ...]:
    """The private hints; made when asked, kept nowhere."""
    faults, remedies = section_for(facts.form, FAULTS), section_for(facts.form, REMEDIES)
    return hints(
        review,
        facts.before,
        faults=faults.key if faults else "",
        remedies=remedies.key if remedies else "",
    )


def hint_text(found: tuple[Hint, ...]) -> str:
    """The hints to be read; that they lie nowhere is said with them."""
    lines = [f"{hint.section}  {hint.sentence}" for hint in found] or [_("Không có gì cần xem lại.")]
    return "\n\n".join((*lines, _("Chỉ người viết xem; không lưu lại, không in, không ai khác thấy.")))


# --- points and level -----------------------------------------------------------------------------------------------

LEVELS: tuple[Level | None, ...] = (None, *Level)


def rating_fields(form: Form, review: SelfReview) -> list[Field]:
    """Points where the form has them, and the level."""
    fields = []
    if any(section.key == "B.I" for section in form.sections):
        fields += [
            _points("common", N_("Tiêu chí chung, /30"), review.common, 30),
            _points("results", N_("Kết quả nhiệm vụ, /70"), review.results, 70),
        ]
    names = (N_("chưa nhận"), *(LEVEL_NAMES[level] for level in Level))
    return [*fields, Field(name="level", label=N_("Tự nhận mức"), text=str(LEVELS.index(review.level)), choices=names)]


def _points(name: str, label: str, points: int | None, most: int) -> Field:
    def why(text: str) -> str | None:
        if not text or (text.isascii() and text.isdecimal() and int(text) <= most):
            return None
        return _("Ghi số điểm từ 0 đến {most}, hoặc để trống.").format(most=most)

    return Field(name=name, label=label, text="" if points is None else str(points), longest=3, why=why)


def with_rating(review: SelfReview, values: dict[str, str]) -> SelfReview:
    """The review with the points and the level as typed."""
    figures = {name: int(values[name]) if values[name] else None for name in ("common", "results") if name in values}
    return replace(
        review,
        common=figures.get("common", review.common),
        results=figures.get("results", review.results),
        level=LEVELS[int(values["level"])],
    )
