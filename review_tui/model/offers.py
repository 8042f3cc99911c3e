"""An answered point tagged with a suggested topic is offered as the answer to that topic (design.md section 2)."""

from dataclasses import dataclass

from review_tui.model.acts import TopicAnswered
from review_tui.model.counts import topic_is_open
from review_tui.model.points import Answer, Point, Topic
from review_tui.model.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One answer that could also stand under a topic, for one subject whom the topic concerns."""

    point: Point
    answer: Answer
    topic: Topic
    floor: str

    @property
    def entry(self) -> TopicAnswered:
        """The act that takes it: the same kind, text and speaker."""
        return TopicAnswered(
            topic=self.topic.id, floor=self.floor, by=self.answer.by, kind=self.answer.kind, text=self.answer.text
        )


def topic_offers(session: Session) -> tuple[Offer, ...]:
    """The offers that are still open, those of the floor that is up first; a point's last answer counts.

    An answer is offered for the subject on whose floor it was given, and for the member who gave it elsewhere.
    """
    offers = [
        Offer(point=point, answer=point.answers[-1], topic=topic, floor=floor)
        for point in session.points
        if point.answers and not point.withdrawn
        for topic in session.topics
        if topic.id in point.topics
        for floor in topic.floors()
        if floor in (point.floor, point.answers[-1].by) and topic_is_open(session, topic, floor)
    ]
    return tuple(sorted(offers, key=lambda offer: offer.floor != session.on_floor))
