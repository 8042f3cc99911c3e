"""What lies in which compartment: all comes back as it was, and a member opens the own record and nothing else."""

import itertools
import json
import shutil
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_books import NOON, PHRASE, approve, cell, held_meeting, new_book, opened, say, session, sign

from review_tui.model.attendance import all_present
from review_tui.model.ballot import Ballot, BallotState, Way
from review_tui.model.cell import Cell
from review_tui.model.evidence import Evidence, Informant
from review_tui.model.followup import Check, Closing, Decision, FollowUp, Reopened, Rerating
from review_tui.model.ledger import ledger
from review_tui.model.minutes import corrected, reopened
from review_tui.model.people import Member
from review_tui.model.points import (
    COLLECTIVE,
    Commitment,
    Packet,
    Point,
    Topic,
    TopicAnswer,
    TopicKind,
    WithheldName,
)
from review_tui.model.ratings import Body, CapChoice, Discipline, Facts, Mark, Rating
from review_tui.model.self_review import SelfReview
from review_tui.model.session import (
    Dissent,
    DraftLine,
    Floor,
    Guest,
    Level,
    Paragraph,
    Presence,
    Session,
    Sitting,
    Tally,
)
from review_tui.regulation.ballots import vote_rule
from review_tui.store import Book, check
from review_tui.store.documents import (
    Document,
    by_key,
    cell_documents,
    cell_of,
    cleaned,
    decode,
    encode,
    follow_up_documents,
    follow_up_of,
)
from review_tui.store.errors import Corrupt, WrongPassphrase
from review_tui.store.keys import COMMON, RECORDER, Keyring
from review_tui.store.sealing import STEP, Sealer, padded, unpadded
from review_tui.store.session_documents import FIELDS, ITEMS, session_documents
from review_tui.store.session_values import session_of


@pytest.fixture(autouse=True, scope="module")
def figures_and_moments() -> Iterator[None]:
    """Whole numbers as JSON holds them and moments with an offset, for the generated values of this file."""
    st.register_type_strategy(int, st.integers(-(10**6), 10**6))
    offsets = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
    st.register_type_strategy(datetime, st.datetimes(timezones=offsets))
    with pytest.MonkeyPatch.context() as patch:
        # Any text comes back as it was; what a load makes safe is the business of one test below.
        patch.setattr("review_tui.store.documents.cleaned", lambda plain: plain)
        yield
    st.register_type_strategy(int, st.integers())
    st.register_type_strategy(datetime, st.datetimes())


def listed(kind: Any, most: int = 3, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.builds(kind, **given), max_size=most).map(tuple)


def with_ids(values: tuple[Any, ...], prefix: str) -> tuple[Any, ...]:
    return tuple(replace(value, id=f"{prefix}{n}") for n, value in enumerate(values))


@st.composite
def generated(draw: st.DrawFn) -> Session:
    """A session with something of everything."""
    people = with_ids(draw(listed(Member)), "m")
    floors = st.sampled_from([COLLECTIVE, *(member.id for member in people)])
    points = with_ids(draw(listed(Point, floor=floors)), "p")
    paragraphs = iter(range(10**6))
    found = tuple(
        replace(floor, conclusion=tuple(replace(one, id=f"c{next(paragraphs)}") for one in floor.conclusion))
        for floor in draw(st.lists(st.builds(Floor, key=floors, conclusion=listed(Paragraph)), max_size=3))
    )
    sittings = tuple(
        replace(one, number=n + 1, attendance=tuple({p.member: p for p in one.attendance}.values()))
        for n, one in enumerate(draw(listed(Sitting, attendance=listed(Presence, member=floors))))
    )
    return replace(
        draw(st.builds(Session, roll=st.just(()), sittings=st.just(()), floors=st.just(()), points=st.just(()))),
        roll=people,
        not_reviewed=tuple(dict(draw(st.lists(st.tuples(floors, st.text()), max_size=2))).items()),
        topics=with_ids(draw(listed(Topic, concerns=st.lists(floors, max_size=3).map(tuple))), "g"),
        guests=with_ids(draw(listed(Guest)), "k"),
        sittings=sittings,
        floors=tuple({floor.key: floor for floor in found}.values()),
        points=points,
        withheld=tuple(WithheldName(point=point.id, critic="x", critic_name="X") for point in points if point.withheld),
        topic_answers=with_ids(draw(listed(TopicAnswer, floor=floors)), "t"),
        commitments=with_ids(draw(listed(Commitment, floor=floors, owner=floors, verifier=floors)), "o"),
        drafts=with_ids(draw(listed(DraftLine)), "d"),
        dissents=with_ids(draw(listed(Dissent, floor=floors)), "e"),
        tallies=tuple({one.floor: one for one in draw(listed(Tally, floor=floors))}.values()),
        ballots=with_ids(draw(listed(Ballot)), "b"),
        ratings=with_ids(draw(listed(Rating, floor=floors, marks=listed(Mark))), "r"),
        facts=tuple(
            {one.floor: one for one in draw(listed(Facts, floor=floors, disciplines=listed(Discipline)))}.values()
        ),
        caps=tuple({one.group: one for one in draw(listed(CapChoice, group=st.text()))}.values()),
        self_reviews=tuple({one.member: one for one in draw(listed(SelfReview, member=floors))}.values()),
        evidence=with_ids(draw(listed(Evidence, about=floors)), "v"),
        informants=tuple({one.evidence: one for one in draw(listed(Informant))}.values()),
    )


@given(generated())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_session_comes_back_exactly_as_it_was(made: Session) -> None:
    """Through its documents in any order, and the same value always gives the same documents."""
    documents = by_key(session_documents(made))
    assert session_of(dict(reversed(documents.items()))) == made
    assert by_key(session_documents(session_of(documents))) == documents


@given(st.builds(Cell, members=listed(Member, 4).map(lambda found: with_ids(found, "m"))))
@settings(max_examples=40)
def test_every_cell_comes_back_exactly_as_it_was(made: Cell) -> None:
    """Settings and all."""
    assert cell_of(by_key(cell_documents(made))) == made


@given(listed(Check), listed(Closing), listed(Reopened), listed(Decision), listed(Rerating))
@settings(max_examples=40)
def test_every_follow_up_comes_back_exactly_as_it_was(
    checks: tuple[Check, ...],
    closings: tuple[Closing, ...],
    again: tuple[Reopened, ...],
    decided: tuple[Decision, ...],
    changed: tuple[Rerating, ...],
) -> None:
    """Each kind in the order entered."""
    made = FollowUp(
        checks=with_ids(checks, "a"),
        closings=with_ids(closings, "b"),
        reopened=with_ids(again, "c"),
        decisions=with_ids(decided, "d"),
        reratings=with_ids(changed, "e"),
    )
    names = [one.name for one in reversed(fields(FollowUp))]
    added = [(name, one) for name in names for one in getattr(made, name)]
    assert follow_up_of(by_key(follow_up_documents(added, 1, lambda _number: RECORDER))) == made


def test_every_field_of_a_session_has_a_place_in_a_document() -> None:
    """A field added to the model and forgotten here would be lost."""
    held = {name for _where, names in FIELDS.values() for name in names} | {items.field for items in ITEMS}
    special = {"roll", "sittings", "floors", "points", "approval"}
    assert held | special == {field.name for field in fields(Session)}


@given(st.binary(max_size=3000))
@settings(max_examples=50)
def test_sealed_texts_show_their_length_in_steps_of_1_kib(text: bytes) -> None:
    """And come back whole."""
    whole = padded(text)
    assert len(whole) % STEP == 0
    assert len(whole) - len(text) < STEP + 4
    assert unpadded(whole) == text


def told(path: Path, member: str, key: str) -> tuple[Cell, Session]:
    with Book.open(path, member=member, key=key) as book:
        return book.cell, book.session("2026")


@pytest.fixture
def meeting(tmp_path: Path) -> tuple[Path, dict[str, str], Session]:
    """A meeting on the disk, the key of every member, and the session as the recorder has it."""
    book, _paper = new_book(tmp_path / "sổ")
    held_meeting(book)
    topics = (
        Topic(id="g1", packet="x", kind=TopicKind.INDIVIDUAL, title="Vắng", text="Vắng họp", concerns=("m4", "m5")),
        Topic(id="g2", packet="x", kind=TopicKind.COLLECTIVE, title="Nền nếp", text="Nền nếp sinh hoạt"),
    )
    packet = Packet(id="x", issuer="Đảng ủy", number="27", dated=session().created, year=2026)
    book.act("gợi ý", lambda s: replace(s, topics=topics, packets=(packet,)), session="2026")
    say(book, "4 = g1 giải trình Tôi làm ca đêm", "ct . Kết luận cho đồng chí Én")
    approve(book)
    made = book.session("2026")
    keys = {member.id: book.member_key(member.id) for member in made.roll}
    book.close()
    return tmp_path / "sổ", keys, made


def test_a_member_opens_the_own_record_with_the_names_of_the_critics(
    meeting: tuple[Path, dict[str, str], Session],
) -> None:
    """Points, answers, commitments, topics narrowed to the own name; names of comrades without their details."""
    path, keys, made = meeting
    seen_cell, seen = told(path, "m4", keys["m4"])
    assert [point.text for point in seen.points] == ["Vắng bốn kỳ sinh hoạt", "Nên báo trước"]
    assert seen.points == tuple(point for point in made.points if point.floor == "m4")
    assert seen.points[0].critic_name == "Trần Thị Bình"
    assert seen.member("m4") == made.member("m4")
    assert seen.member("m1") == Member(id="m1", no=1, name="Nguyễn Văn An", post=made.member("m1").post)
    assert [topic.concerns for topic in seen.topics] == [("m4",)]
    assert seen.commitments == made.commitments
    assert (seen.day, seen.state, seen.year) == (made.day, made.state, made.year)
    assert [one.member for one in seen.sittings[0].attendance] == ["m4"]
    assert seen_cell.name == cell().name
    assert [member.note for member in seen_cell.members if member.note] == ["ghi chú riêng số 4"]


def test_a_verifier_sees_what_is_promised_by_when_and_nothing_of_why(
    meeting: tuple[Path, dict[str, str], Session],
) -> None:
    """The ledger of such a view can be made: nothing in it leads to what is closed."""
    path, keys, made = meeting
    _cell, seen = told(path, "m2", keys["m2"])
    assert seen.points == ()
    (watched,) = seen.commitments
    assert (watched.text, watched.due, watched.owner) == (made.commitments[0].text, made.commitments[0].due, "m4")
    assert watched.points == ()
    with Book.open(path, member="m2", key=keys["m2"]) as book:
        inside = book._desk.session("2026").file.documents.values()
        assert not any(made.points[1].id.encode() in document.plain for document in inside)
    (item,) = ledger((seen,), FollowUp(), seen.day)
    assert (item.owner_name, item.verifier_name) == ("Huỳnh Quang Đồng", "Trần Thị Bình")


def test_no_member_sees_what_is_the_recorders(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """Points on the cell, withheld names, tallies, drafts, the log, the minutes, why they were opened again."""
    path, keys, made = meeting
    with opened(path) as book:
        book.act("mở lại", lambda s: reopened(s, "Ghi sai ý kiến về đồng chí Én", at=NOON), session="2026")
        made = approve(book)
    assert made.withheld
    assert made.approval is not None
    assert made.approval.structure
    for member, key in keys.items():
        with Book.open(path, member=member, key=key) as book:
            seen = book.session("2026")
            assert book.log("2026") == ()
            assert book.cell.settings == ()
        assert not any(point.floor == COLLECTIVE for point in seen.points)
        assert (seen.withheld, seen.tallies, seen.drafts, seen.reopenings) == ((), (), (), ())
        assert seen.approval is not None
        assert seen.approval.structure == ""
        assert seen.approval.fingerprint == made.approval.fingerprint


def test_a_level_is_known_to_its_member_and_the_count_to_the_recorder(tmp_path: Path) -> None:
    """Ratings, facts and the decision above open with that member's key; ballots and the cap with none of them."""
    book, _paper = new_book(tmp_path / "sổ")
    made = held_meeting(book)
    ballot = Ballot(id="b", number=1, way=Way.PAPER, rule=vote_rule(book.pack("2026")), floors=("m4", "m5"))
    facts = Facts(floor="m4", tasks=10, done=9, disciplines=(Discipline(form="khiển trách", on=made.created),))
    rating = Rating(id="r", floor="m4", body=Body.COMMITTEE, level=Level.GOOD, points=84)
    caps = (CapChoice(raised=True, number="12-QĐ/ĐU", dated=made.created),)
    book.act(
        "xếp loại",
        lambda s: replace(s, ballots=(ballot,), facts=(facts,), ratings=(rating,), caps=caps),
        session="2026",
    )
    book.act("mở", lambda s: replace(s, ballots=(replace(ballot, state=BallotState.OPEN),)), session="2026")
    decided = Decision(id="d", session="2026", floor="m4", level=Level.COMPLETED, on=made.created, by="Đảng ủy phường")
    changed = Rerating(
        id="e",
        session="2026",
        floor="m4",
        replaces="d",
        before=Level.COMPLETED,
        after=None,
        ground="Kê khai sai",
        on=made.created,
        by="Đảng ủy phường",
    )
    of_the_cell = replace(decided, id="f", floor=COLLECTIVE)
    book.act_follow_up("cấp trên", lambda f: replace(f, decisions=(decided, of_the_cell), reratings=(changed,)))
    keys = {member.id: book.member_key(member.id) for member in made.roll}
    book.close()
    for member, key in keys.items():
        with Book.open(tmp_path / "sổ", member=member, key=key) as part:
            seen, later = part.session("2026"), part.follow_up
        assert (seen.ballots, seen.caps) == ((), ())
        own = member == "m4"
        assert (seen.facts, seen.ratings) == (((facts,), (rating,)) if own else ((), ()))
        assert (later.decisions, later.reratings) == (((decided,), (changed,)) if own else ((), ()))
    with opened(tmp_path / "sổ", write=False) as again:
        whole = again.session("2026")
        assert (whole.ballots[0].state, whole.caps, whole.facts) == (BallotState.OPEN, caps, (facts,))
        assert again.follow_up.decisions == (decided, of_the_cell)


def test_the_name_behind_a_withheld_point_is_nowhere_in_that_members_part(tmp_path: Path) -> None:
    """Not even as the one who asked for a correction of it; the recorder gets it back."""
    book, _paper = new_book(tmp_path / "sổ")
    made = held_meeting(book)
    hidden = next(point for point in made.points if point.withheld)
    book.act("sửa câu", lambda s: corrected(s, hidden.id, "Nên báo trước một ngày", asked_by="m3"), session="2026")
    assert next(p for p in book.session("2026").points if p.withheld).corrections[0].asked_by == "m3"
    key = book.member_key("m4")
    book.close()
    with Book.open(tmp_path / "sổ", member="m4", key=key) as seen:
        point = next(p for p in seen.session("2026").points if p.withheld)
        inside = [d for d in seen._desk.session("2026").file.documents.values() if d.compartment == "m4"]
    assert point.text == "Nên báo trước một ngày"
    assert (point.critic, point.critic_name, point.corrections[0].asked_by) == ("", "", "")
    about = [document for document in inside if document.id == hidden.id]
    assert about
    assert not any(b"m3" in document.plain or "Cường".encode() in document.plain for document in about)
    with opened(tmp_path / "sổ", write=False) as again:
        assert next(p for p in again.session("2026").points if p.withheld).corrections[0].asked_by == "m3"


def test_all_foreign_pairs_of_members_and_keys_are_refused(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """Nobody enters as somebody else (R16)."""
    path, keys, _made = meeting
    for member, other in itertools.permutations(keys, 2):
        with pytest.raises(WrongPassphrase):
            Book.open(path, member=member, key=keys[other])


def rings(path: Path) -> tuple[Keyring, dict[str, Any]]:
    """The keys of a book, and the tree of its session as it lies on the disk."""
    with opened(path, write=False) as book:
        file = book._desk.session("2026").file
        ring = book._desk.ring
        copy = Keyring(book=ring.book, common=ring.common, master=ring.master, members=dict(ring.members))
        return copy, file._tree()


def test_every_sealed_text_opens_with_one_key_only(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """Each compartment with each key: its own opens, all foreign ones give nothing (R16)."""
    path, keys, _made = meeting
    ring, tree = rings(path)
    whole = Sealer(ring, "sessions/2026")
    rows = [(table, key, row) for table, rows in tree.items() for key, row in rows.items() if "s" in row]
    assert len(rows) > 60
    own = {
        member: Sealer(Keyring(book=ring.book, common=ring.common, members={member: ring.members[member]}), whole.place)
        for member in keys
    }
    opened_by: dict[str, int] = dict.fromkeys(keys, 0)
    for table, key, row in rows:
        found = whole.opened(table, key, row)
        assert found is not None
        for member in keys:
            seen = own[member].opened(table, key, row)
            assert (seen is not None) == (found.compartment in (COMMON, member))
            opened_by[member] += found.compartment == member
    assert all(opened_by.values())


def test_a_sealed_text_opens_only_where_it_was_put(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """Moved to another id, table, label, session or book it is refused (R16)."""
    path, _keys, _made = meeting
    ring, tree = rings(path)
    sealer = Sealer(ring, "sessions/2026")
    (first, row), (second, _other) = itertools.islice(tree["points"].items(), 2)
    labels = {other["c"] for rows in tree.values() for other in rows.values() if "c" in other} - {row["c"]}
    moved = [(sealer, "points", second, row), (sealer, "commitments", first, row)]
    moved += [(sealer, "points", first, {**row, "c": label}) for label in labels]
    elsewhere = Keyring(book="another", common=ring.common, master=ring.master, members=ring.members)
    for other in (Sealer(ring, "sessions/2025"), Sealer(elsewhere, "sessions/2026")):
        own = other.sealed(Document("points", "p", "m4", 0, b"{}"))["c"]
        moved.append((other, "points", first, {**row, "c": own}))
    for where, table, key, sealed in moved:
        with pytest.raises(Corrupt):
            where.opened(table, key, sealed)
    assert sealer.opened("points", first, row) is not None


def test_nothing_said_or_named_stands_readable_in_any_file(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """No text, name, card number, floor or id; not even which compartment is whose."""
    path, keys, made = meeting
    words = [point.text for point in made.points] + [member.name for member in made.roll]
    words += [member.card for member in made.roll] + [point.id for point in made.points] + list(keys.values())
    words += [cell().name, "thông qua biên bản", "BIÊN BẢN"]
    for found in path.rglob("*"):
        if found.is_file():
            content = found.read_bytes()
            for word in words:
                assert word.encode() not in content
                assert json.dumps(word).strip('"').encode() not in content
            if found.parent.name == "sessions":
                assert not any(f'"{member}"'.encode() in content for member in keys)


def test_the_order_of_the_rows_in_a_file_tells_nothing(meeting: tuple[Path, dict[str, str], Session]) -> None:
    """The n-th row of the roll is not the n-th name: rows lie sorted by their keyed ids, after any number of acts."""
    path, _keys, made = meeting
    with opened(path) as book:
        book.act("mở lại", lambda s: reopened(s, "Ghi thiếu một ý kiến", at=NOON), session="2026")
        say(book, "/ 4", "5 - Một câu nữa")
        files = [book._desk.book, book._desk.session("2026").file]
        for file in files:
            tree = json.loads(file.slots.content)
            assert all(list(rows) == sorted(rows) for rows in tree.values())
        labels = [row["c"] for row in json.loads(files[1].slots.content)["roll"].values()]
        by_roll = [files[1].sealer.label(member.id) for member in made.roll]
    assert sorted(labels) == sorted(by_roll)
    with opened(path, write=False) as book:
        assert book.session("2026").roll == made.roll


def test_a_name_withheld_later_stays_in_no_copy_on_the_disk(tmp_path: Path) -> None:
    """Both slots and the mirror are written over at once, not with the next save or at closing."""
    book, _paper = new_book(tmp_path / "sổ")
    made = held_meeting(book)
    point = next(one for one in made.points if one.floor == "m4" and not one.withheld)
    book.mirror()
    hidden = replace(point, withheld=True, critic="", critic_name="")
    name = WithheldName(point=point.id, critic=point.critic, critic_name=point.critic_name)

    def withheld(before: Session) -> Session:
        points = tuple(hidden if one.id == point.id else one for one in before.points)
        return replace(before, points=points, withheld=(*before.withheld, name))

    key = book.member_key("m4")
    book.act("giữ kín", withheld, session="2026")
    for copy in ("a", "b", "m"):
        alone = tmp_path / copy
        shutil.copytree(tmp_path / "sổ", alone, ignore=shutil.ignore_patterns("lock*", "reserve*"))
        for other in {"a", "b", "m"} - {copy}:
            (alone / "sessions" / f"2026.{other}").unlink()
        with Book.open(alone, member="m4", key=key, write=False) as seen:
            assert next(one for one in seen.session("2026").points if one.id == point.id) == hidden
    book.close()


def test_who_had_the_answer_to_a_withheld_point_corrected_is_the_recorders_only(tmp_path: Path) -> None:
    """A member's part has the corrected answer without that name; the recorder gets it back."""
    book, _paper = new_book(tmp_path / "sổ")
    book.act("điểm danh", all_present, session="2026")
    say(book, "@ct 1", "/ 4", "3 * Nên báo trước #kín", "4 = 1 tiếp thu Tôi xin nhận")
    answer = next(one for one in book.session("2026").points if one.withheld).answers[0]
    book.act("sửa câu", lambda s: corrected(s, answer.id, "Tôi nhận", asked_by="m3"), session="2026")
    key = book.member_key("m4")
    book.close()
    with Book.open(tmp_path / "sổ", member="m4", key=key) as seen:
        (point,) = seen.session("2026").points
    assert (point.answers[0].text, point.answers[0].corrections[0].asked_by) == ("Tôi nhận", "")
    with opened(tmp_path / "sổ", write=False) as again:
        assert again.session("2026").points[0].answers[0].corrections[0].asked_by == "m3"


def test_no_member_can_tell_how_many_points_a_session_has(tmp_path: Path) -> None:
    """The last numbers given are the recorder's; minutes approved under an earlier version are signed as they lie."""
    book, _paper = new_book(tmp_path / "sổ")
    held_meeting(book)
    key = book.member_key("m5")
    with Book.open(book.path, member="m5", key=key) as seen:
        one = seen.session("2026")
        assert (one.last_number, one.last_commitment, one.last_order) == (0, 0, 0)
    with pytest.MonkeyPatch.context() as earlier:
        whole = session_documents
        earlier.setattr("review_tui.store.session_file.session_documents", lambda s, **_n: whole(s, numbers=COMMON))
        made = approve(book)
    book.close()
    with Book.open(tmp_path / "sổ", member="m5", key=key) as seen:
        assert seen.session("2026").last_number == made.last_number
    with opened(tmp_path / "sổ") as again:
        assert sign(again) == again.session("2026")
        assert again.session("2026").last_number == made.last_number
    assert check(tmp_path / "sổ", passphrase=PHRASE) == ()


def test_a_text_written_past_the_doors_is_made_safe_when_it_is_read() -> None:
    """Controls and signs of direction become a visible sign; newlines, tabs and a written backslash stay."""
    odd = "a\x1b[2J\x9b\x00\x7f\x08\u202e\u2067\u061c\\u001b dòng\nhai\tBẤM"
    seen = decode(cleaned(encode({"text": odd})), dict[str, str])["text"]
    assert seen == "a\ufffd[2J" + "\ufffd" * 7 + "\\u001b dòng\nhai\tBẤM"
    assert decode(cleaned(encode({"text": "Vắng \\\\u0000 \\b"})), dict[str, str]) == {"text": "Vắng \\\\u0000 \\b"}
