"""The guided way beside the entry line: short questions that end in a line of the grammar, so that it is learnt."""

from collections.abc import Callable, Sequence

from textual.app import App

from review_tui.language.translate import _
from review_tui.model.counts import topic_is_open
from review_tui.model.people import Member, Post
from review_tui.model.points import COLLECTIVE, AnswerKind, Kind, Source
from review_tui.model.session import Level, Session
from review_tui.model.words import ANSWER_NAMES, KIND_SIGNS, LEVEL_NAMES, SOURCE_NAMES, SOURCE_SHORT
from review_tui.tui.dialogs.ask import Choose, PickMember
from review_tui.tui.dialogs.dictate import asked_due, dictated
from review_tui.tui.dialogs.guided_call import guided_call, speakers
from review_tui.tui.widgets.lines import fitted

_POINT_KINDS = (Kind.SHORTCOMING, Kind.STRENGTH, Kind.QUESTION, Kind.SUGGESTION, Kind.STATEMENT)
_VERDICTS = ("khuyết điểm", "nhắc nhở", "không phải", "xác minh")
_TOPIC_VERDICTS = ("rõ", "chưa rõ", "bổ sung")
_PROPOSED = {Post.HEAD: 0, Post.DEPUTY: 1}
"""Who is proposed to watch a commitment: the head, for him the deputy."""
_MOST_CELLS = 130
"""Of a point in a list to choose from: two lines."""


class Guide:
    """One walk through the questions. `show` is told the line as it grows; `typed` is what stood there before."""

    def __init__(self, app: App[None], session: Session, *, typed: str, show: Callable[[str], None]) -> None:
        self.app, self.session, self._typed, self._show = app, session, typed, show
        self.used_typed = False
        """whether a text was asked for, which took up what was typed before"""

    async def line(self) -> str | None:
        """Ask what, who, text, and what belongs to it; None when left before there is a line.

        Left later, the line as far as it got is the answer: nothing typed is lost.
        """
        if not self.session.on_floor:
            return await guided_call(self.app, self.session, self._text)
        options = [
            _("Một đồng chí nêu khuyết điểm ( - )"),
            _("Một đồng chí nêu ưu điểm ( + )"),
            _("Một đồng chí hỏi ( ? )"),
            _("Một đồng chí đề nghị ( * )"),
            _("Trình bày, phát biểu ( . )"),
            _("Trả lời một ý kiến hoặc gợi ý ( = )"),
            _("Cam kết khắc phục ( ! )"),
            _("Chủ trì kết luận một ý kiến hoặc gợi ý ( ct = )"),
            _("Chủ trì kết luận phần này ( ct . )"),
            _("Khách mời, nơi cư trú, Mặt trận, đoàn thể nêu ý kiến"),
            _("Tự xếp loại ( xl )"),
            _("Điểm danh, khách mời, giờ giấc ( @ )"),
        ]
        chosen = await self._choose(_("Ghi gì?"), options)
        if chosen is None:
            return None
        if chosen < 5:
            return await self._point(_POINT_KINDS[chosen])
        if chosen == 11:
            return await guided_call(self.app, self.session, self._text)
        ways = (self._answer, self._commitment, self._verdict, self._conclusion, self._outside, self._level)
        return await ways[chosen - 5]()

    # --- the small questions ----------------------------------------------------------------------------------------

    async def _choose(self, title: str, options: Sequence[str], *, cursor: int = 0) -> int | None:
        return await self.app.push_screen_wait(Choose(title, options, cursor=cursor))

    async def _who(self, title: str) -> str | None:
        member = await self.app.push_screen_wait(PickMember(title, speakers(self.session)))
        return str(self.session.member(member).no) if member else None

    @property
    def _own(self) -> str:
        """The subject of this floor, as a line names it."""
        floor = self.session.on_floor
        return "cb" if floor == COLLECTIVE else str(self.session.member(floor).no)

    async def _text(self, lead: str, title: str, example: str) -> str | None:
        """The line so far with a text behind it; None when there is no text."""
        self.used_typed = True
        return await dictated(self.app, title, example, lead=lead, typed=self._typed, show=self._show)

    # --- the acts ---------------------------------------------------------------------------------------------------

    async def _point(self, kind: Kind) -> str | None:
        who = await self._who(_("Ai nói?"))
        return None if who is None else await self._said(f"{who} {KIND_SIGNS[kind]}")

    async def _outside(self) -> str | None:
        sources = [source for source in SOURCE_SHORT if source is not Source.SELF]
        words = [f"{guest.name} {guest.title}".strip() for guest in self.session.guests]
        shorts = [guest.id for guest in self.session.guests] + [SOURCE_SHORT[source] for source in sources]
        who = await self._choose(_("Ý kiến của ai?"), [*words, *(_(SOURCE_NAMES[source]) for source in sources)])
        if who is None:
            return None
        kinds = [_("nêu khuyết điểm ( - )"), _("nhận xét, phát biểu ( . )")]
        kind = await self._choose(_("Ghi gì?"), kinds)
        return None if kind is None else await self._said(f"{shorts[who]} {'-.'[kind]}")

    async def _said(self, lead: str) -> str | None:
        example = _("Vắng 4 buổi sinh hoạt quý 2, không báo trước")
        line = await self._text(lead, _("Nội dung: việc gì, khi nào, ở đâu?"), example)
        topics = self.session.topics_for(self.session.on_floor)
        if line is None or not topics:
            return line
        options = [_("không"), *(f"{topic.id} {topic.title}" for topic in topics)]
        chosen = await self._choose(_("Có liên quan gợi ý kiểm điểm nào không?"), options)
        return f"{line} #{topics[chosen - 1].id}" if chosen else line

    async def _target(self, title: str, *, topics: bool) -> str | None:
        """What a line speaks of ("2" or "g3"): what still waits for an answer comes first."""
        session, floor = self.session, self.session.on_floor
        points = sorted(session.points_of(floor), key=lambda point: (not point.is_open, point.place))
        words = [
            _("ý kiến {place} {sign} {text}").format(
                place=point.place, sign=KIND_SIGNS[point.kind], text=_short(point.text)
            )
            for point in points
        ]
        targets = [str(point.place) for point in points]
        for topic in session.topics_for(floor) if topics else ():
            place = 0 if topic_is_open(session, topic, floor) and not any(point.is_open for point in points) else None
            at = len(targets) if place is None else place
            targets.insert(at, topic.id)
            words.insert(at, _("gợi ý {topic}: {title}").format(topic=topic.id, title=_short(topic.title)))
        if not targets:
            await self._choose(_("Phần này chưa có ý kiến nào."), [_("Đã rõ")])
            return None
        chosen = await self._choose(title, words)
        return None if chosen is None else targets[chosen]

    async def _answer(self) -> str | None:
        target = await self._target(_("Trả lời ý kiến nào?"), topics=True)
        if target is None:
            return None
        kinds = list(AnswerKind)
        chosen = await self._choose(_("Trả lời thế nào?"), [_(ANSWER_NAMES[kind]) for kind in kinds])
        if chosen is None:
            return None
        example = _("Làm ca đêm nhưng không báo trước là lỗi của tôi")
        return await self._text(f"{self._own} = {target} {ANSWER_NAMES[kinds[chosen]]}", _("Nội dung trả lời"), example)

    async def _commitment(self) -> str | None:
        target = await self._target(_("Khắc phục ý kiến nào?"), topics=True)
        if target is None:
            return None
        collective = self.session.on_floor == COLLECTIVE
        who = await self._who(_("Ai cam kết?")) if collective else self._own
        if who is None:
            return None
        example = _("Dự ít nhất 11 trên 12 kỳ")
        line = await self._text(f"{who} ! {target}", _("Cam kết làm gì, kết quả đo được?"), example)
        if line is None:
            return None
        owner = self.session.numbered(int(who)).id
        verifier = await self.app.push_screen_wait(PickMember(_("Ai theo dõi?"), self._verifiers(owner)))
        if verifier is None:
            return line
        line += f" ~{self.session.member(verifier).no}"
        self._show(line)
        return line + await asked_due(self.app, self.session.day)

    def _verifiers(self, owner: str) -> tuple[Member, ...]:
        """Everybody but who promised; whom the rules propose comes first (design.md section 2)."""
        others = [member for member in speakers(self.session) if member.id != owner]
        return tuple(sorted(others, key=lambda member: _PROPOSED.get(member.post, len(_PROPOSED))))

    async def _verdict(self) -> str | None:
        target = await self._target(_("Chủ trì kết luận về ý kiến nào?"), topics=True)
        if target is None:
            return None
        if any(topic.id == target for topic in self.session.topics):
            options = [_("rõ"), _("chưa rõ"), _("báo cáo bổ sung")]
            chosen = await self._choose(_("Chủ trì kết luận thế nào?"), options)
            return None if chosen is None else f"ct = {target} {_TOPIC_VERDICTS[chosen]}"
        options = [_("là khuyết điểm"), _("nhắc nhở, rút kinh nghiệm"), _("không phải khuyết điểm"), _("chờ xác minh")]
        chosen = await self._choose(_("Chủ trì kết luận thế nào?"), options)
        if chosen is None:
            return None
        line = f"ct = {target} {_VERDICTS[chosen]}"
        if chosen == 3:
            verifier = await self._who(_("Ai xác minh?"))
            line += f" ~{verifier}" if verifier else ""
            line += await asked_due(self.app, self.session.day, only_day=True)
        return line

    async def _conclusion(self) -> str | None:
        return await self._text("ct .", _("Kết luận của chủ trì"), _("Ghi nhận tiếp thu; quý sau kiểm tra lại"))

    async def _level(self) -> str | None:
        levels = list(Level)
        chosen = await self._choose(_("Tự xếp loại mức nào?"), [_(LEVEL_NAMES[level]) for level in levels])
        return None if chosen is None else f"{self._own} xl {LEVEL_NAMES[levels[chosen]]}"


def _short(text: str) -> str:
    return fitted(" ".join(text.split()), _MOST_CELLS).rstrip()
