"""What is prepared before the meeting lies sealed with whom it is about; who petitioned, with the recorder only."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from store_books import approve, held_meeting, new_book, opened

from review_tui.model.evidence import Evidence, EvidenceKind, Informant
from review_tui.model.points import COLLECTIVE
from review_tui.model.self_review import SelfReview
from review_tui.model.session import Session
from review_tui.store import Book

CALLER = "Mạc Thị Lành"
REVIEWS = (
    SelfReview(member="m4", form="2B", sections=(("A.II", "Tháng 5 vắng họp"),), common=26, results=60),
    SelfReview(member=COLLECTIVE, form="01", sections=(("A.II", "Chậm sửa cống"),)),
)
EVIDENCE = (
    Evidence(id="v1", about="m4", kind=EvidenceKind.HOTLINE, dated=date(2026, 10, 2), text="Để xe giữa hẻm"),
    Evidence(id="v2", about="m5", kind=EvidenceKind.RESIDENCE, exempt="1.1"),
    Evidence(id="v3", about=COLLECTIVE, kind=EvidenceKind.PETITION, text="Đơn về cống hẻm 27"),
)
INFORMANTS = (Informant(evidence="v1", name=CALLER), Informant(evidence="v3", name="Ksor Bình"))


def prepared(session: Session) -> Session:
    """The session with self-reviews, evidence and the names behind it."""
    return replace(session, self_reviews=REVIEWS, evidence=EVIDENCE, informants=INFORMANTS)


def test_each_sees_the_own_and_nobody_who_called(tmp_path: Path) -> None:
    """A member opens the own self-review and evidence; the cell's and all callers are the recorder's."""
    book, _paper = new_book(tmp_path / "sổ")
    book.act("chuẩn bị", prepared, session="2026")
    held_meeting(book)
    approve(book)
    keys = {no: book.member_key(no) for no in ("m1", "m4", "m5")}
    book.close()
    for member, key in keys.items():
        with Book.open(tmp_path / "sổ", member=member, key=key) as seen:
            session = seen.session("2026")
            inside = list(seen._desk.session("2026").file.documents.values())
        assert session.self_reviews == tuple(one for one in REVIEWS if one.member == member)
        assert session.evidence == tuple(one for one in EVIDENCE if one.about == member)
        assert session.informants == ()
        assert not any(name.encode() in one.plain for name in (CALLER, "Ksor Bình") for one in inside)
    with opened(tmp_path / "sổ", write=False) as again:
        session = again.session("2026")
    assert (session.self_reviews, session.evidence, session.informants) == (REVIEWS, EVIDENCE, INFORMANTS)


def test_callers_lie_in_the_recorders_compartment(tmp_path: Path) -> None:
    """Even the mirror copies of a member hold no trace of them."""
    book, _paper = new_book(tmp_path / "sổ")
    book.act("chuẩn bị", prepared, session="2026")
    documents = book._desk.session("2026").file.documents.values()
    holding = {one.compartment for one in documents if CALLER.encode() in one.plain}
    assert holding == {"recorder"}
    book.close()


def test_nothing_is_added_to_a_session_without_preparation(tmp_path: Path) -> None:
    """Books made before keep their documents, and so their chain, as they were."""
    book, _paper = new_book(tmp_path / "sổ")
    held_meeting(book)
    tables = {one.table for one in book._desk.session("2026").file.documents.values()}
    assert not tables & {"self_reviews", "evidence", "informants"}
    book.close()
