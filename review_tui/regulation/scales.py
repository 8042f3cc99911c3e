"""The scale of a pack for one kind of subject, and which kind a subject is."""

from review_tui.language.text import fold
from review_tui.model.people import Member, Post
from review_tui.model.points import COLLECTIVE
from review_tui.model.scoring import Group, Leaf, Scale
from review_tui.model.session import Session
from review_tui.regulation.pack import Criterion, Pack

LEADER, MEMBER, OUTSIDE = "leader", "member", "outside"
SUBJECTS = (LEADER, MEMBER, OUTSIDE)


def scale_of(pack: Pack, subject: str) -> Scale | None:
    """The scale of the pack (30 + 70 with the committee's sub-points, or words); None where it has none.

    That sub-points sum to their group's is checked when a pack or an overlay is loaded.
    """
    rubric = pack.rubric(subject)
    if rubric is None:
        return None
    return Scale(
        subject=subject,
        total=rubric.total,
        groups=tuple(_group(group) for group in rubric.groups),
        adjectives=rubric.adjectives,
    )


def _group(made: Criterion) -> Group:
    leaves = tuple(leaf for part in made.parts for leaf in _leaves(part))
    return Group(key=made.key, title=made.title, most=made.points, leaves=leaves)


def _leaves(part: Criterion) -> tuple[Leaf, ...]:
    if part.parts:
        return tuple(leaf for inner in part.parts for leaf in _leaves(inner))
    return (Leaf(key=part.key, title=part.title, most=part.points),)


def subject_of(session: Session, pack: Pack, floor: str) -> str:
    """The kind of subject: as entered, else as the form of the self-review says, else as proposed."""
    if floor == COLLECTIVE:
        return "collective"
    entered = next((facts.subject for facts in session.facts if facts.floor == floor), "")
    return entered or _of_the_form(session, pack, floor) or proposed_subject(session, floor)


def _of_the_form(session: Session, pack: Pack, floor: str) -> str:
    """A form that serves everybody (QĐ 132: mẫu 02) says nothing about the kind."""
    code = next((review.form for review in session.self_reviews if review.member == floor), "")
    found = next((form.subject for form in pack.forms if form.code == code), "")
    return found if found in SUBJECTS and sum(form.subject in SUBJECTS for form in pack.forms) > 1 else ""


def proposed_subject(session: Session, floor: str) -> str:
    """Who holds a post in the cell leads (2A), retired or not; others without work are outside the system (2C).

    The order of review names head, deputies and committee before "other leaders" (QĐ 366-QĐ/TW; domain.md 2.3).
    """
    member = session.member(floor)
    if member.post in (Post.HEAD, Post.DEPUTY, Post.COMMITTEE):
        return LEADER
    return MEMBER if at_work(member) else OUTSIDE


def at_work(member: Member) -> bool:
    """Whether somebody has an employer: a job is named, and it is not retirement."""
    job = fold(member.job)
    return bool(job) and "huu" not in job.split()


def employed(session: Session, pack: Pack, floor: str) -> bool:
    """Whether an employer rates first and the residence is asked; a retired head leads, and has no employer."""
    return subject_of(session, pack, floor) in (LEADER, MEMBER) and at_work(session.member(floor))
