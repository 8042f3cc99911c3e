"""What the editor of a self-review reads from and writes to: the recorder's book, or a member's own outbox."""

from dataclasses import dataclass, replace
from typing import Protocol

from review_tui.language.translate import _
from review_tui.model.entered import why_not_write
from review_tui.model.points import COLLECTIVE, Topic
from review_tui.model.preparing import review_kept, review_of
from review_tui.model.repairs import earlier_faults
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session
from review_tui.papers.earlier import earlier_lines
from review_tui.regulation.pack import Form, Pack
from review_tui.regulation.preparation import form_due
from review_tui.tui.door import Clock, OpenBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What the editor shows beside the text; read when the screen is filled."""

    floor: str
    """member id of the author, or COLLECTIVE"""
    author: str
    """name as the screen shows it"""
    session: str
    """id of the session ("2026")"""
    form: Form
    topics: tuple[Topic, ...] = ()
    """suggested topics that concern the author"""
    earlier: tuple[str, ...] = ()
    """one line for each earlier shortcoming, as the ledger has it (section III)"""
    before: SelfReview | None = None
    """the author's own one of the session before, for the hints"""
    own: bool = False
    """whether nobody but the author sits at this screen; else the hints are shown after a question"""


class ReviewDesk(Protocol):
    """Where one self-review lies. Every writing method is on the disk when it returns; all raise `ReviewError`."""

    def facts(self) -> ReviewFacts:
        """Form, topics, earlier shortcomings."""

    def review(self) -> SelfReview:
        """As saved; an empty one of the right form before the first save."""

    def why_not(self) -> str:
        """Why nothing can be written, as a sentence; empty where it can."""

    def half_typed(self) -> dict[str, str]:
        """Texts typed after the last save (the program ended), by section."""

    def keep(self, section: str, text: str) -> None:
        """Keep the half-typed text of a section, within a second of its first letter."""

    def drop(self, section: str) -> None:
        """Forget the half-typed text of a section: it was saved or left as it was."""

    def save(self, review: SelfReview, section: str) -> None:
        """Save the review after this section was written ("" for several), and drop what was half typed there."""

    def hand_in(self, review: SelfReview) -> None:
        """Hand it in: one act. It may be handed in again after a change."""


class BookReview:
    """The recorder's desk: the self-review lies in the session."""

    def __init__(self, book: OpenBook, session: str, floor: str, clock: Clock) -> None:
        self._book, self._session_id, self._floor, self._clock = book, session, floor, clock

    @property
    def _session(self) -> Session:
        return self._book.session(self._session_id)

    @property
    def _pack(self) -> Pack:
        return self._book.pack(self._session_id)

    def facts(self) -> ReviewFacts:
        """Form, topics, earlier shortcomings."""
        session = self._session
        return ReviewFacts(
            floor=self._floor,
            author=session.floor_name(self._floor),
            session=session.id,
            form=self._form(session),
            topics=session.topics_for(self._floor),
            earlier=self._earlier(session),
            before=self._before(session),
            own=self._floor == COLLECTIVE,
        )

    def _form(self, session: Session) -> Form:
        return form_due(session, self._pack, self._floor) or Form(code="", title="", subject="")

    def _earlier(self, session: Session) -> tuple[str, ...]:
        book, day = self._book, self._clock().date()
        return earlier_lines(earlier_faults(book.sessions(), book.follow_up, session, self._floor, day))

    def _before(self, session: Session) -> SelfReview | None:
        """The last one that the same author wrote for an earlier session."""
        earlier = [review_of(one, self._floor) for one in self._book.sessions() if one.id < session.id]
        return next((review for review in reversed(earlier) if review is not None), None)

    def review(self) -> SelfReview:
        """As saved; an empty one of the right form before the first save."""
        session = self._session
        blank = SelfReview(member=self._floor, form=self._form(session).code)
        return review_of(session, self._floor) or blank

    def why_not(self) -> str:
        """The book is held by another process, or the minutes are closed."""
        return why_not_write(self._session) or "" if self._book.writable else self._book.holder

    def _place(self, section: str = "") -> str:
        return f"review:{self._session_id}:{self._floor}:{section}"

    def half_typed(self) -> dict[str, str]:
        """Texts typed after the last save, by section."""
        first = self._place()
        return {
            place.removeprefix(first): text for place, text in self._book.drafts().items() if place.startswith(first)
        }

    def keep(self, section: str, text: str) -> None:
        """Keep the half-typed text of a section."""
        self._book.keep_draft(self._place(section), text)

    def drop(self, section: str) -> None:
        """Forget the half-typed text of a section."""
        self._book.drop_draft(self._place(section))

    def save(self, review: SelfReview, section: str) -> None:
        """One act in the session; it can be undone by its name."""
        who = self._session.floor_name(self._floor)
        name = _("viết bản kiểm điểm của {who}").format(who=who)
        if section:
            name = _("viết bản kiểm điểm của {who}, mục {section}").format(who=who, section=section)
        self._book.act(name, lambda session: review_kept(session, review), session=self._session_id)
        if section:
            self.drop(section)

    def hand_in(self, review: SelfReview) -> None:
        """The day of handing in is today."""
        name = _("{who} nộp bản kiểm điểm").format(who=self._session.floor_name(self._floor))
        handed = replace(review, came=self._clock().date())
        self._book.act(name, lambda session: review_kept(session, handed), session=self._session_id)
