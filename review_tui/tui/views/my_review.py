"""A member's own self-review while it is being written: kept in his own drafts, handed in through his own outbox."""

import json
from dataclasses import replace

from review_tui.language.text import clean
from review_tui.model.entered import why_not_write
from review_tui.model.preparing import review_of
from review_tui.model.repairs import earlier_faults
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Level, Session
from review_tui.model.submission import HandedReview, why_not_review
from review_tui.papers.earlier import earlier_lines
from review_tui.regulation.pack import Form
from review_tui.regulation.preparation import form_due
from review_tui.store.ids import new_id
from review_tui.tui.door import Clock, OpenBook
from review_tui.tui.views.review_desk import ReviewFacts

_WRITTEN = "my:review:"
_HALF = "my:section:"


class MyReview:
    """The desk of a member under which the editor writes. Nothing of it reaches the session by itself."""

    def __init__(self, book: OpenBook, session: str, clock: Clock) -> None:
        self._book, self._session_id, self._clock = book, session, clock

    @property
    def _me(self) -> str:
        return self._book.member

    @property
    def _session(self) -> Session:
        return self._book.session(self._session_id)

    @property
    def _form(self) -> Form:
        form = form_due(self._session, self._book.pack(self._session_id), self._me)
        return form or Form(code="", title="", subject="")

    def facts(self) -> ReviewFacts:
        """Form, topics, earlier shortcomings: all from the own part."""
        session, book = self._session, self._book
        earlier = earlier_faults(book.sessions(), book.follow_up, session, self._me, self._clock().date())
        return ReviewFacts(
            floor=self._me,
            author=session.floor_name(self._me),
            session=session.id,
            form=self._form,
            topics=session.topics_for(self._me),
            earlier=earlier_lines(earlier),
            before=self._before,
            own=True,
        )

    @property
    def _before(self) -> SelfReview | None:
        earlier = [review_of(one, self._me) for one in self._book.sessions() if one.id < self._session_id]
        return next((review for review in reversed(earlier) if review is not None), None)

    @property
    def _handed(self) -> HandedReview | None:
        """The last one that was handed in."""
        sent = [one for one in self._book.submissions() if isinstance(one, HandedReview)]
        return next((one for one in reversed(sent) if one.session == self._session_id), None)

    @property
    def _written(self) -> SelfReview | None:
        return _read(self._book.drafts().get(_WRITTEN + self._session_id, ""), self._me, self._form.code)

    @property
    def half_written(self) -> int:
        """Words that were saved and not handed in."""
        written = self._written
        return written.words if written is not None else 0

    def review(self) -> SelfReview:
        """As saved here, else as handed in, else as the recorder has it, else an empty one."""
        handed = self._handed
        blank = SelfReview(member=self._me, form=self._form.code)
        return self._written or (handed.review if handed else None) or review_of(self._session, self._me) or blank

    def why_not(self) -> str:
        """Another window has this outbox, the minutes are closed, or it was presented already."""
        if why := self._book.why_not_hand_in or why_not_write(self._session):
            return why
        return why_not_review(self._session, self._as_handed(replace(self.review(), sections=(("-", "-"),)))) or ""

    def _as_handed(self, review: SelfReview) -> HandedReview:
        now = self._clock()
        return HandedReview(id=new_id(), member=self._me, at=now, session=self._session_id, review=review)

    def _place(self, section: str = "") -> str:
        return f"{_HALF}{self._session_id}:{section}"

    def half_typed(self) -> dict[str, str]:
        """Texts typed after the last save, by section."""
        first = self._place()
        kept = self._book.drafts().items()
        return {place.removeprefix(first): text for place, text in kept if place.startswith(first)}

    def keep(self, section: str, text: str) -> None:
        """Keep the half-typed text of a section."""
        self._book.keep_draft(self._place(section), text)

    def drop(self, section: str) -> None:
        """Forget the half-typed text of a section."""
        self._book.drop_draft(self._place(section))

    def save(self, review: SelfReview, section: str) -> None:
        """Keep the whole of it among the own drafts; it is nobody's business before it is handed in."""
        self._book.keep_draft(_WRITTEN + self._session_id, _text(review))
        if section:
            self.drop(section)

    def hand_in(self, review: SelfReview) -> None:
        """Into the outbox; from there the recorder takes it over."""
        self._book.hand_in(self._as_handed(review))
        self._book.drop_draft(_WRITTEN + self._session_id)


def _text(review: SelfReview) -> str:
    told = {
        "sections": list(review.sections),
        "common": review.common,
        "results": review.results,
        "level": review.level.value if review.level else None,
    }
    return json.dumps(told, ensure_ascii=False)


def _read(text: str, member: str, form: str) -> SelfReview | None:
    """The review as `_text` wrote it; None where there is none."""
    try:
        told = json.loads(text)
        sections = tuple((str(key), clean(str(words))) for key, words in told["sections"])
        points = [one if isinstance(one, int) else None for one in (told["common"], told["results"])]
        level = Level(told["level"]) if told["level"] else None
    except (ValueError, KeyError, TypeError):
        return None
    return SelfReview(member=member, form=form, sections=sections, common=points[0], results=points[1], level=level)
