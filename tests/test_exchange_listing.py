"""What `--json` gives: stable, in English identifiers, and withheld names stay withheld."""

import json
from datetime import date
from pathlib import Path

from review_tui.exchange.listing import commitments_json, members_json, points_json, sessions_json
from review_tui.exchange.roll import members_of, read_roll
from review_tui.model.ledger import LedgerItem, Standing
from review_tui.model.people import Member, Status
from review_tui.model.points import (
    COLLECTIVE,
    Answer,
    AnswerKind,
    Commitment,
    DueKind,
    Kind,
    Point,
    Source,
    Verdict,
    VerdictKind,
)
from review_tui.model.session import Session, State

SAMPLES = Path(__file__).parent / "samples"
DAY = date(2026, 12, 5)


def point(number: str, floor: str, place: int, **more: object) -> Point:
    """A shortcoming said by member 1."""
    return Point(
        **{
            "id": f"p{place}",
            "number": number,
            "floor": floor,
            "place": place,
            "kind": Kind.SHORTCOMING,
            "source": Source.MEMBER,
            "critic": "a",
            "critic_name": "Trần Văn An",
            "text": "Vắng 2 kỳ",
            "order": place,
            "sitting": 1,
        }
        | more
    )


SESSION = Session(
    id="2026",
    year=2026,
    regulation="366-2025",
    created=DAY,
    state=State.RECORDING,
    roll=(Member(id="a", no=1, name="Trần Văn An"), Member(id="b", no=5, name="Lê Thị Bình")),
    points=(
        point("2026-001", COLLECTIVE, 1, topics=("g1",)),
        point(
            "2026-002",
            "b",
            1,
            id="p9",
            answers=(Answer(id="x", kind=AnswerKind.PARTLY, text="Nhận một phần", by="b", order=2),),
            verdict=Verdict(kind=VerdictKind.REMIND, by="a"),
        ),
        point("2026-003", "b", 2, withheld=True, critic="", critic_name=""),
        point("2026-004", "b", 3, withdrawn=True),
    ),
)


def test_members_are_listed_in_the_order_of_the_roll() -> None:
    """All fields of design.md section 6, with ISO dates or null, whatever order they come in."""
    roll = members_of(read_roll(SAMPLES / "roll.csv"), new_id=lambda: "x", temporary=Status.TEMPORARY_ELSEWHERE)
    rows = members_json(roll[::-1], DAY)
    assert [row["no"] for row in rows] == list(range(1, 25))
    assert rows[0] == {
        "id": "x",
        "no": 1,
        "name": "Lý Thị Mỹ Vượng",
        "born": "1968-04-03",
        "sex": "Nữ",
        "joined": "1994-05-27",
        "official": "1995-05-27",
        "card": "00070722",
        "office": "Bí thư chi bộ",
        "job": "Giáo viên",
        "note": "",
        "status": "official",
    }
    assert (rows[22]["official"], rows[22]["status"], rows[18]["status"]) == (None, "probationary", "suspended")


def test_points_carry_their_answers_and_verdict() -> None:
    """Numbers, floors and kinds as the grammar and the model call them; withdrawn points are not listed."""
    rows = points_json(SESSION)
    assert [row["number"] for row in rows] == ["2026-001", "2026-002", "2026-003"]
    assert (rows[0]["floor"], rows[0]["floor_no"], rows[0]["subject"]) == ("cb", 1, "Tập thể chi bộ")
    assert (rows[0]["topics"], rows[0]["answers"], rows[0]["verdict"]) == (["g1"], [], None)
    assert (rows[1]["floor"], rows[1]["floor_no"], rows[1]["subject"]) == ("5", 1, "Lê Thị Bình")
    assert (rows[1]["kind"], rows[1]["source"], rows[1]["critic"]) == ("shortcoming", "member", "Trần Văn An")
    assert rows[1]["answers"] == [{"kind": "partly", "text": "Nhận một phần", "by": "Lê Thị Bình"}]
    assert rows[1]["verdict"] == "remind"
    assert [row["number"] for row in points_json(SESSION, "b")] == ["2026-002", "2026-003"]


def test_a_withheld_critic_is_not_listed() -> None:
    """Who asked not to be named is null."""
    assert points_json(SESSION)[2]["critic"] is None


def test_commitments_show_the_date_in_force() -> None:
    """Owner and verifier by name, the due date after postponements, the standing as an identifier."""
    made = Commitment(
        id="c", number="CK2026-001", floor="b", owner="b", text="Dự đủ", order=1, due_kind=DueKind.BY_DATE, due=DAY
    )
    item = LedgerItem(
        session="2026",
        commitment=made,
        owner_name="Lê Thị Bình",
        verifier_name="",
        point_numbers=("2026-002",),
        standing=Standing.POSTPONED,
        due=date(2027, 1, 31),
        overdue=False,
        postponed=1,
    )
    assert commitments_json([item]) == [
        {
            "id": "c",
            "number": "CK2026-001",
            "points": ["2026-002"],
            "owner": "Lê Thị Bình",
            "verifier": None,
            "text": "Dự đủ",
            "kind": "by_date",
            "due": "2027-01-31",
            "state": "postponed",
        }
    ]


def test_sessions_are_listed_without_anything_random() -> None:
    """The id of a session is its year."""
    assert sessions_json([SESSION]) == [{"id": "2026", "year": 2026, "regulation": "366-2025", "state": "recording"}]


def test_everything_is_plain_json() -> None:
    """What is given can be written and read back as it is."""
    for rows in (members_json(SESSION.roll, DAY), points_json(SESSION), sessions_json([SESSION])):
        assert json.loads(json.dumps(rows, ensure_ascii=False)) == rows
