"""Lines of the form who, sign, text, marks: points, answers, verdicts, conclusions, commitments, levels."""

import re
from collections.abc import Container

from review_tui.language.errors import ReviewError
from review_tui.language.text import fold
from review_tui.language.translate import _
from review_tui.model.acts import (
    Committed,
    Concluded,
    Entry,
    EntryError,
    LevelProposed,
    PointAnswered,
    PointJudged,
    PointRaised,
    TopicAnswered,
    TopicJudged,
)
from review_tui.model.marks import Marks, read_marks, split_marks
from review_tui.model.points import COLLECTIVE, Kind, Point, Source, TopicVerdict, VerdictKind
from review_tui.model.session import Session
from review_tui.model.targets import Target, read_target, read_targets
from review_tui.model.who import Who
from review_tui.model.words import (
    ANSWER_WORDS,
    LEVEL_WORDS,
    TOPIC_VERDICT_WORDS,
    VERDICT_WORDS,
    leading_word,
)

KINDS = {
    "-": Kind.SHORTCOMING,
    "+": Kind.STRENGTH,
    "?": Kind.QUESTION,
    "*": Kind.SUGGESTION,
    ".": Kind.STATEMENT,
}

_STRAY_SECRET = re.compile(r"(?<!\\)#\s*(?:giu )?kin\b")
_POINTS = re.compile(r"\d{1,3}")


def read_saying(
    who: Who,
    sign: str,
    rest: str,
    session: Session,
    *,
    floor: str,
    known: Container[str] | None = None,
    at: int = 0,
) -> Entry:
    """Read what stands after the sign. `at` is where the rest begins in the line, for short questions."""
    if sign == "xl":
        return _level(who, rest, session, floor)
    if sign == "=":
        return _answer_or_verdict(who, rest, session, floor, known, at)
    _need_floor(floor)
    if sign == "!":
        return _commitment(who, rest, session, floor, known)
    if sign == "." and who.is_chair_word:
        return _conclusion(who, rest, session, floor)
    return _point(who, KINDS[sign], rest, session, floor, known)


def _need_floor(floor: str) -> None:
    if not floor:
        raise ReviewError(_("Chưa rõ đang kiểm điểm ai: ghi trước một dòng “/” và số của đồng chí, hoặc “/ cb”."))


def _need_text(text: str) -> str:
    if not text:
        raise ReviewError(_("Dòng này chưa có nội dung."))
    return text


def _only(marks: Marks, allowed: str) -> None:
    """Refuse marks that mean nothing here; a backslash before the word makes it text."""
    for word in marks.words:
        if word[0] not in allowed:
            raise EntryError(
                _("Dấu “{word}” không dùng ở dòng này; nếu là lời nói thì ghi “\\{word}”.").format(word=word), word=word
            )


def _no_stray_secret(text: str) -> None:
    """A "#kín" that is not read as a mark would show a name that somebody wanted withheld."""
    if _STRAY_SECRET.search(fold(text)):
        raise EntryError(
            _("Dấu “#kín” phải viết liền, đứng riêng ở cuối dòng; nếu là lời nói thì ghi “\\#kín”."), word="#kín"
        )


def _point(who: Who, kind: Kind, rest: str, session: Session, floor: str, known: Container[str] | None) -> PointRaised:
    text, words = split_marks(rest, session)
    marks = read_marks(words, session, known=known)
    _only(marks, "#")
    _no_stray_secret(text)
    source, critic, name = who.source, who.ref, who.name
    if who.ref == COLLECTIVE and floor != COLLECTIVE:
        raise ReviewError(_("“cb” chỉ nêu ý kiến khi đang kiểm điểm tập thể; hãy ghi số của đồng chí phát biểu."))
    if who.ref == floor:
        source = Source.SELF
    if marks.withheld and source is not Source.MEMBER:
        raise EntryError(_("Chỉ giấu tên được với ý kiến của một đồng chí trong chi bộ."), word="#kín")
    return PointRaised(
        floor=floor,
        kind=kind,
        source=source,
        critic=critic,
        critic_name=name,
        text=_need_text(text),
        withheld=marks.withheld,
        topics=marks.topics,
        entries=marks.entries,
        recurs=marks.recurs,
    )


def _conclusion(who: Who, rest: str, session: Session, floor: str) -> Concluded:
    text, words = split_marks(rest, session)
    _only(read_marks(words, session), "")
    return Concluded(floor=floor, by=who.ref, text=_need_text(text))


def _level(who: Who, rest: str, session: Session, floor: str) -> LevelProposed:
    if who.source not in (Source.MEMBER, Source.SELF):
        raise ReviewError(_("Mức tự xếp loại chỉ ghi cho đảng viên hoặc tập thể chi bộ."))
    found = leading_word(rest, LEVEL_WORDS)
    if found is None:
        word = rest.split()[0] if rest.split() else "xl"
        raise EntryError(
            _("“{word}” không phải mức xếp loại: xuất sắc, tốt, hoàn thành, không hoàn thành.").format(word=word),
            word=word,
        )
    level, figure = found
    figure = figure.removesuffix("điểm").strip()
    if figure and not (_POINTS.fullmatch(figure) and int(figure) <= 100):
        raise EntryError(_("“{word}” không phải số điểm từ 0 đến 100.").format(word=figure), word=figure)
    return LevelProposed(floor=who.ref, level=level, points=int(figure) if figure else None)


def _commitment(who: Who, rest: str, session: Session, floor: str, known: Container[str] | None) -> Committed:
    if who.source not in (Source.MEMBER, Source.SELF):
        raise ReviewError(_("Cam kết phải do một đảng viên hoặc tập thể chi bộ nhận."))
    targets, text = read_targets(rest, session, floor)
    text, words = split_marks(text, session, long_forms=True)
    marks = read_marks(words, session, known=known)
    _only(marks, "~>#")
    if marks.entries or marks.recurs or marks.withheld:
        raise EntryError(_("Sau cam kết chỉ ghi được mã gợi ý, người theo dõi và hạn."), word=marks.words[-1])
    if marks.verifier and marks.verifier == who.ref:
        raise ReviewError(_("Người theo dõi cam kết phải là một đồng chí khác."))
    topics = tuple(target.topic for target in targets if target.topic) + marks.topics
    return Committed(
        floor=floor,
        owner=who.ref,
        points=tuple(target.point.id for target in targets if target.point),
        topics=tuple(dict.fromkeys(topics)),
        text=_need_text(text),
        verifier=marks.verifier,
        due_kind=marks.due_kind,
        due=marks.due,
    )


def _answer_or_verdict(
    who: Who, rest: str, session: Session, floor: str, known: Container[str] | None, at: int
) -> Entry:
    target, after = read_target(rest, session, floor)
    start = at + len(rest) - len(after)
    if who.is_chair_word:
        verdict = _verdict(who, target, after, session, known)
        if verdict is not None:
            return verdict
    if who.source not in (Source.MEMBER, Source.SELF):
        raise ReviewError(_("Trả lời phải do một đảng viên hoặc tập thể chi bộ."))
    found = leading_word(after, ANSWER_WORDS)
    if found is None:
        raise _no_answer_word(who, after, start)
    kind, words = found
    text, tags = split_marks(words, session)
    marks = read_marks(tags, session, known=known)
    _only(marks, "#")
    if target.point is None or marks.withheld or marks.recurs:
        _only(marks, "")
        return TopicAnswered(topic=target.topic, floor=target.floor, by=who.ref, kind=kind, text=text)
    return PointAnswered(
        point=target.point.id, by=who.ref, kind=kind, text=text, topics=marks.topics, entries=marks.entries
    )


def _no_answer_word(who: Who, after: str, start: int) -> EntryError:
    word = after.split()[0] if after.split() else ""
    if who.is_chair_word:
        sentence = _(
            "Sau “ct =” ghi kết luận: khuyết điểm, nhắc nhở, không phải, xác minh; với gợi ý: rõ, chưa rõ, bổ sung."
        )
    else:
        sentence = _("Chưa ghi trả lời thế nào: tiếp thu, một phần, giải trình, bảo lưu hoặc xác minh.")
    return EntryError(sentence, word=word, missing="" if who.is_chair_word else "answer", span=(start, start))


def _verdict(
    who: Who, target: Target, after: str, session: Session, known: Container[str] | None
) -> PointJudged | TopicJudged | None:
    if target.point is None:
        return _topic_verdict(target, after, session, known)
    found = leading_word(after, VERDICT_WORDS)
    if found is None:
        return None
    kind, rest = found
    text, words = split_marks(rest, session, long_forms=True)
    marks = read_marks(words, session, known=known)
    _only(marks, "~>")
    verifier = marks.verifier
    if kind is not VerdictKind.PENDING and (verifier or marks.due):
        raise EntryError(_("Người xác minh và hạn chỉ ghi khi kết luận là chờ xác minh."), word=marks.words[-1])
    _can_be_judged(target.point)
    return PointJudged(point=target.point.id, by=who.ref, kind=kind, text=text, verifier=verifier, due=marks.due)


def _can_be_judged(point: Point) -> None:
    if point.kind is Kind.STATEMENT:
        raise ReviewError(_("Ý kiến {place} là phát biểu, không cần kết luận.").format(place=point.place))


def _topic_verdict(target: Target, after: str, session: Session, known: Container[str] | None) -> TopicJudged | None:
    found = leading_word(after, TOPIC_VERDICT_WORDS)
    if found is None:
        return None
    verdict, rest = found
    text, words = split_marks(rest, session, long_forms=True)
    marks = read_marks(words, session, known=known)
    _only(marks, ">")
    if text:
        raise EntryError(_("Sau kết luận về gợi ý không ghi thêm “{word}”.").format(word=text), word=text)
    if marks.due and verdict is TopicVerdict.CLEAR:
        raise EntryError(_("Gợi ý đã rõ thì không ghi hạn báo cáo."), word=marks.words[-1])
    return TopicJudged(topic=target.topic, floor=target.floor, verdict=verdict, report_by=marks.due)
