"""The rules of the meeting: who counts, whose turn it is, what is missing, how the minutes are closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_room import DAY, NOW, a_session, fresh_id, member, point_at, said

from review_tui.language.errors import ReviewError
from review_tui.model.cell import Handled, named
from review_tui.model.counts import due, has_quorum, header_counts, not_spoken, open_topics, over_mark, quorum_sentence
from review_tui.model.drafts import draft_dropped, draft_kept
from review_tui.model.floors import entered_floor, left_floor, next_floor, proposed_chair, queued
from review_tui.model.followup import Check, CheckState, Closing, FollowUp, Reopened
from review_tui.model.gate import missing_before_read_back
from review_tui.model.ledger import Standing, item_numbered, ledger
from review_tui.model.minutes import approved, corrected, corrections_by, dissented, reopened, signed, withdrawn
from review_tui.model.opening import numbers_after, still_to_review, topics_added, why_not_new, why_not_take
from review_tui.model.people import Post, Status, StatusPeriod, party_post, whole_months
from review_tui.model.points import COLLECTIVE, Packet, Topic, TopicKind
from review_tui.model.quality import remarks, why_not_sign
from review_tui.model.session import Approval, Role, Session, Signing, State

APPROVAL = Approval(votes_for=5, voters=5, at=NOW)
SIGNING = Signing(on=DAY, recorder="Lê Ngọc Nhẫn", chair="Lý Thị Vượng")


def held(*lines: str) -> Session:
    """A session with everybody present, a chair and a recorder, after these lines."""
    return a_session("@bd 18:00 5/12/2026", "@ *", "@ct 1", "@tk 3", *lines)


class TestPeople:
    """Statuses over time."""

    def test_a_status_holds_from_its_first_to_its_last_day(self) -> None:
        """Both ends belong to it."""
        sick = StatusPeriod(status=Status.SUSPENDED, since=date(2026, 10, 1), until=date(2026, 10, 31))
        one = member(4, periods=(sick,))
        days = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))
        assert [one.status_on(day) for day in days] == [
            Status.OFFICIAL,
            Status.SUSPENDED,
            Status.SUSPENDED,
            Status.OFFICIAL,
        ]

    def test_a_member_is_probationary_until_the_official_date(self) -> None:
        """From that day on official."""
        one = member(4, official=date(2026, 12, 5))
        assert one.status_on(date(2026, 12, 4)) is Status.PROBATIONARY
        assert one.status_on(date(2026, 12, 5)) is Status.OFFICIAL

    def test_sick_months_are_counted_in_the_year_only(self) -> None:
        """Sick leave does not change the status."""
        one = member(4, periods=(StatusPeriod(status=Status.SICK, since=date(2025, 11, 1), until=date(2026, 2, 10)),))
        assert (one.sick_months(2025), one.sick_months(2026), one.status_on(date(2026, 1, 5))) == (
            2,
            2,
            Status.OFFICIAL,
        )

    def test_whole_months(self) -> None:
        """Six months are full on the same day of the month."""
        assert whole_months(date(2026, 6, 5), date(2026, 12, 4)) == 5
        assert whole_months(date(2026, 6, 5), date(2026, 12, 5)) == 6

    @pytest.mark.parametrize(
        ("words", "post"),
        [
            ("Bí thư chi bộ", Post.HEAD),
            ("Phó Bí thư", Post.DEPUTY),
            ("Chi ủy viên", Post.COMMITTEE),
            ("Chi uỷ viên", Post.COMMITTEE),
            ("Bí thư Đoàn", Post.MEMBER),
            ("Phó bí thư Đảng ủy, Bí thư chi bộ", Post.HEAD),
            ("Đảng ủy viên, phó bí thư chi bộ", Post.DEPUTY),
            ("Ủy viên", Post.COMMITTEE),
            ("PBT", Post.DEPUTY),
            ("", Post.MEMBER),
        ],
    )
    def test_the_post_is_read_from_the_offices_words(self, words: str, post: Post) -> None:
        """Old and new spelling alike."""
        assert party_post(words) is post

    def test_an_equal_whole_name_wins(self) -> None:
        """ "Lê Nhẫn" does not fit "Lê Ngọc Nhẫn"; marks decide between equal folds."""
        two = (member(1, name="Lê Hòa"), member(2, name="Lê Hoà"), member(3, name="Lê Hóa"))
        assert [m.no for m in named(two, "Lê Hóa")] == [3]
        assert named(two, "Lê Xuân") == ()


class TestCounting:
    """The header: có mặt, biểu quyết."""

    def test_exempt_and_suspended_are_neither_due_nor_absent(self) -> None:
        """They do not change the base of anything."""
        roll = tuple(
            member(no, periods=(StatusPeriod(status=Status.EXEMPT),)) if no == 4 else member(no) for no in range(1, 7)
        )
        session = said(a_session(roll=roll), "@ *")
        assert len(due(session)) == 5
        assert (header_counts(session).present, header_counts(session).due) == (5, 5)

    def test_a_probationary_member_is_present_but_does_not_vote(self) -> None:
        """Charter, điều 3."""
        counts = header_counts(held())
        assert (counts.present, counts.voting) == (6, 5)

    def test_who_left_is_no_longer_counted(self) -> None:
        """The base of a vote is who is in the room."""
        assert header_counts(held("@ -4 20:00 Việc nhà")).voting == 4

    def test_quorum_says_how_many_are_missing(self) -> None:
        """Two thirds of five voting members are four."""
        session = a_session("@ 1-3")
        assert not has_quorum(session)
        assert "thiếu 1" in quorum_sentence(session)
        assert has_quorum(a_session("@ 1-4"))

    def test_the_mark_is_above_the_share_not_at_it(self) -> None:
        """Five of six are 83 percent, below the mark of 85."""
        assert not over_mark(a_session("@ 1-5"))
        assert over_mark(a_session("@ *"))

    def test_silent_members_are_those_in_the_room_who_said_nothing_about_others(self) -> None:
        """Own review and answers do not count as speaking."""
        session = held("/ 5", "2 - a", "5 = 1 tiếp thu b", "4 * c #kín")
        assert [m.no for m in not_spoken(session)] == [1, 3, 5, 6]

    def test_open_topics_leave_queued_members_out(self) -> None:
        """Their topics wait for the other meeting."""
        session = held()
        assert [(t.id, f) for t, f in open_topics(session)] == [
            ("g1", COLLECTIVE),
            ("g2", "m5"),
            ("g3", "m4"),
            ("g3", "m5"),
        ]
        assert [(t.id, f) for t, f in open_topics(queued(session, "m5"))] == [("g1", COLLECTIVE), ("g3", "m4")]


class TestFloors:
    """Order, clock, chair."""

    def test_the_collective_comes_first_then_the_order_of_review(self) -> None:
        """Absent members are passed over."""
        session = held("@ -2 Ốm")
        seen = []
        while (key := next_floor(session)) is not None:
            seen.append(key)
            session = entered_floor(session, key, at=NOW)
        assert seen == [COLLECTIVE, "m1", "m3", "m4", "m5", "m6"]
        assert still_to_review(session) == ("m2",)

    def test_the_clock_adds_up_when_a_floor_comes_back(self) -> None:
        """Stepping aside loses nothing."""
        session = entered_floor(held(), "m5", at=NOW)
        session = entered_floor(session, "m4", at=NOW + timedelta(minutes=10))
        session = entered_floor(session, "m5", at=NOW + timedelta(minutes=12))
        session = left_floor(session, at=NOW + timedelta(minutes=15))
        assert session.floor("m5").seconds == 13 * 60
        assert session.floor("m4").seconds == 2 * 60

    def test_a_clock_set_back_counts_nothing(self) -> None:
        """Never negative."""
        session = entered_floor(held(), "m5", at=NOW)
        assert left_floor(session, at=NOW - timedelta(hours=2)).floor("m5").seconds == 0

    def test_on_the_chairs_own_floor_the_deputy_is_proposed(self) -> None:
        """And the chair again afterwards; never the recorder, never somebody absent."""
        session = held()
        assert proposed_chair(session, "m1") == "m2"
        assert proposed_chair(session, "m5") == "m1"
        assert proposed_chair(said(session, "@ -2 Ốm"), "m1") == ""
        stood_in = said(session, "/ 1", "@ct 2", "/ 5")
        assert stood_in.holder(Role.CHAIR) == ("m2",)
        assert proposed_chair(stood_in, "m5") == "m1"


class TestQuality:
    """Trước khi đọc lại còn thiếu."""

    def test_a_complete_meeting_lacks_nothing(self) -> None:
        """Then the list is empty."""
        lines = ["@tai Nhà văn hóa", "/ cb", "cb . Báo cáo", "1 = g1 giải trình x", "cb xl tốt", "ct . x"]
        for no in range(1, 7):
            lines += [f"/ {no}", f"{no} . Trình bày", f"{no} xl tốt 80"]
            lines += ["5 = g2 tiếp thu x", "5 = g3 tiếp thu x"] if no == 5 else []
            lines += ["4 = g3 tiếp thu x"] if no == 4 else []
            lines += ["ct . x"]
        assert missing_before_read_back(said(held(*lines), "@kt 21:00")) == ()

    def test_every_open_thing_is_one_sentence(self) -> None:
        """Unanswered points and topics, drafts, missing conclusions, members not reviewed."""
        session = held("/ 5", "2 - a", "3 ? b")
        session = draft_kept(session, floor="m5", text="abc", why="?", new_id=fresh_id)
        words = "\n".join(missing_before_read_back(session))
        for part in (
            "ý kiến 1 chưa",
            "ý kiến 2 chưa",
            "gợi ý g2",
            "gợi ý g1",
            "1 dòng ghi nháp",
            "chưa kết luận",
            "Chưa kiểm điểm",
            "Chưa ghi phần trình bày",
            "Chưa ghi mức tự xếp loại",
        ):
            assert part in words
        assert draft_dropped(session, session.drafts[0].id).drafts == ()

    def test_pending_verdicts_need_a_verifier_and_a_date(self) -> None:
        """Else they would be forgotten."""
        session = held("/ 5", "2 - a", "5 = 1 xác minh b")
        assert any("xác minh" in sentence for sentence in missing_before_read_back(session))
        session = said(session, "ct = 1 xác minh ~4 >15/1/2027")
        assert not any("chờ xác minh" in sentence for sentence in missing_before_read_back(session))

    def test_the_order_of_review_is_told_when_left(self) -> None:
        """By the order of the first word on each floor; looking at a floor is not reviewing."""
        session = held("/ 5", "2 - a", "/ 1", "2 - b")
        assert [s for s in remarks(session) if "thứ tự" in s] != []
        assert not any("thứ tự" in s for s in remarks(held("/ 5", "/ 1", "2 - b", "/ 5", "2 - a")))


class TestClosing:
    """Read-back, approval, signing."""

    def test_a_correction_keeps_the_old_words_and_who_asked(self) -> None:
        """The paper says so; the log keeps both."""
        session = held("/ 5", "2 - a", "5 = 1 tiếp thu b")
        answer = session.points[0].answers[0].id
        session = corrected(session, answer, "b sửa", asked_by="m5")
        fixed = session.points[0].answers[0]
        assert (fixed.text, fixed.corrections[0].before) == ("b sửa", "b")
        assert corrections_by(session) == {"m5": 1}

    def test_a_dissent_stands_beside_the_text(self) -> None:
        """Both are printed, with the name."""
        session = held("/ 5", "2 - a")
        session = dissented(
            session, about=session.points[0].id, floor="m5", by="m4", text="Không đúng", new_id=fresh_id
        )
        assert session.points[0].text == "a"
        assert session.dissents[0].by == "m4"

    def test_approval_needs_more_than_half(self) -> None:
        """Half is not enough."""
        session = held("/ 5", "2 - a")
        with pytest.raises(ReviewError, match="quá nửa"):
            approved(session, replace(APPROVAL, votes_for=2, voters=4))
        assert approved(session, APPROVAL).state is State.APPROVED

    def test_unsorted_drafts_block_the_approval(self) -> None:
        """Otherwise typed words would be missing from the minutes."""
        session = draft_kept(held("/ 5"), floor="m5", text="abc", why="?", new_id=fresh_id)
        with pytest.raises(ReviewError, match="ghi nháp"):
            approved(session, APPROVAL)

    def test_nothing_is_written_into_approved_minutes(self) -> None:
        """Until they are reopened, with a reason that is kept."""
        session = approved(held("/ 5", "2 - a"), APPROVAL)
        with pytest.raises(ReviewError, match="mở lại"):
            said(session, "/ 5")
        with pytest.raises(ReviewError, match="lý do"):
            reopened(session, "  ", at=NOW)
        session = reopened(session, "Ghi nhầm tên", at=NOW)
        assert (session.state, session.approval, session.reopenings[0].reason) == (
            State.RECORDING,
            None,
            "Ghi nhầm tên",
        )
        assert len(said(session, "/ 5", "2 - b").points) == 2

    def test_signed_minutes_stay_closed(self) -> None:
        """No way back."""
        with pytest.raises(ReviewError, match="chưa được thông qua"):
            signed(held("/ 5"), SIGNING)
        session = signed(approved(held("/ 5", "2 - a"), APPROVAL), SIGNING)
        assert session.state is State.SIGNED
        assert why_not_sign(session)
        for change in (
            lambda: said(session, "2 - b"),
            lambda: reopened(session, "x", at=NOW),
            lambda: withdrawn(session, "x"),
        ):
            with pytest.raises(ReviewError):
                change()

    def test_a_withdrawn_number_is_not_given_again(self) -> None:
        """Neither the number for life nor the place."""
        session = held("/ 5", "2 - a")
        session = said(withdrawn(session, session.points[0].id), "3 - b")
        assert (session.points[1].number, session.points[1].place) == ("2026-002", 2)
        with pytest.raises(ReviewError, match="đã rút"):
            said(session, "5 = 1 tiếp thu x")


class TestPreparing:
    """Sessions of one year, packets."""

    def test_numbers_go_on_in_a_supplementary_session(self) -> None:
        """They run through the year."""
        session = held("/ 5", "2 - a", "5 ! 1 b ~2 >ngay")
        assert numbers_after((session,), 2026) == (2, 2)
        assert numbers_after((session,), 2027) == (1, 1)

    def test_a_second_session_needs_the_first_to_be_signed(self) -> None:
        """Else their numbers could meet."""
        session = held("/ 5", "2 - a")
        assert why_not_new((session,), 2026)
        assert why_not_new((signed(approved(session, APPROVAL), SIGNING),), 2026) is None

    def test_a_packet_is_taken_once_and_replaced_only_on_purpose(self) -> None:
        """Answers stay with the topics that keep their id."""
        packet = Packet(id="p", issuer="Đảng ủy", number="Số 1-CV/ĐU", dated=DAY, year=2026)
        topic = Topic(id="g7", packet="p", kind=TopicKind.INDIVIDUAL, title="a", text="a", concerns=("m5",))
        handled = Handled(kind="topics", digest="x", on=DAY)
        session = topics_added(held(), packet, (topic,), handled)
        assert why_not_take(session, handled)
        with pytest.raises(ReviewError, match="--replace"):
            topics_added(session, packet, (topic,), handled)
        session = said(session, "/ 5", "5 = g7 tiếp thu x")
        changed = topics_added(session, packet, (replace(topic, text="b"),), handled, replacing=True)
        assert changed.topic_answer("g7", "m5") is not None
        assert next(t for t in changed.topics if t.id == "g7").text == "b"


class TestLedger:
    """Commitments until they are truly repaired."""

    def follow(self, *entries: Check | Closing | Reopened) -> FollowUp:
        """A follow-up of these entries."""
        return FollowUp(
            checks=tuple(e for e in entries if isinstance(e, Check)),
            closings=tuple(e for e in entries if isinstance(e, Closing)),
            reopened=tuple(e for e in entries if isinstance(e, Reopened)),
        )

    def check(self, state: CheckState, **more: object) -> Check:
        """One check of the first commitment."""
        return Check(id=fresh_id(), commitment="CK2026-001", on=date(2027, 1, 5), state=state, **more)  # type: ignore[arg-type]

    def test_a_claim_is_not_a_closing(self) -> None:
        """Done is said by a check, closed by the verifier."""
        session = held("/ 5", "2 - a", "5 ! 1 b ~2 >30/6/2027")
        item = ledger((session,), self.follow(self.check(CheckState.DONE)), date(2027, 7, 5))[0]
        assert (item.standing, item.is_open, item.overdue) == (Standing.CLAIMED, True, False)
        closing = Closing(id="c", commitment="CK2026-001", on=DAY, by="Bùi Thị Hiếu", words="Đã làm")
        item = ledger((session,), self.follow(self.check(CheckState.DONE), closing), date(2027, 7, 5))[0]
        assert (item.standing, item.is_open) == (Standing.CLOSED, False)

    def test_a_recurrence_opens_the_same_commitment_again(self) -> None:
        """A second closing is needed."""
        session = held("/ 5", "2 - a", "5 ! 1 b ~2 >30/6/2027")
        closing = Closing(id="c", commitment="CK2026-001", on=DAY, by="x", words="x")
        again = Reopened(id="r", commitment="CK2026-001", on=DAY, point="2027-003")
        item = ledger((session,), self.follow(closing, again), date(2027, 7, 5))[0]
        assert item.is_open
        assert item.times_reopened == 1

    def test_postponing_moves_the_due_date_and_is_counted(self) -> None:
        """Overdue is judged by the date in force."""
        session = held("/ 5", "2 - a", "5 ! 1 b ~2 >30/6/2027")
        late = ledger((session,), FollowUp(), date(2027, 7, 1))[0]
        assert late.overdue
        follow = self.follow(self.check(CheckState.POSTPONED, new_due=date(2027, 9, 30)))
        moved = ledger((session,), follow, date(2027, 7, 1))[0]
        assert (moved.overdue, moved.due, moved.postponed) == (False, date(2027, 9, 30), 1)

    def test_regular_ones_are_never_overdue_and_at_once_ones_the_next_day(self) -> None:
        """They behave differently."""
        session = held("/ 5", "2 - a", "5 ! 1 b ~2 >ngay", "5 ! 1 c ~2 >tx")
        items = ledger((session,), FollowUp(), date(2030, 1, 1))
        assert [item.overdue for item in items] == [True, False]
        assert not ledger((session,), FollowUp(), DAY)[0].overdue

    def test_an_unknown_number_is_one_sentence(self) -> None:
        """Numbers are read whatever their case."""
        items = ledger((held("/ 5", "2 - a", "5 ! 1 b ~2 >ngay"),), FollowUp(), DAY)
        assert item_numbered(items, "ck2026-001").point_numbers == ("2026-001",)
        with pytest.raises(ReviewError, match="CK9"):
            item_numbered(items, "CK9")


LINE = st.sampled_from(
    [
        "@ *",
        "@ -4 Ốm",
        "@ 4 18:30",
        "@ct 1",
        "@ct 2",
        "/ cb",
        "/ 1",
        "/ 5",
        "1 - a",
        "2 + b",
        "3 ? c #g1",
        "5 . d",
        "2 * e #kín",
        "5 = 1 tiếp thu x",
        "1 = cb.1 giải trình y",
        "ct = 1 nhắc nhở",
        "5 ! 1 z ~2 >tx",
        "ct . w",
        "5 xl tốt 80",
        "@kt 21:00",
        "@bd 18:00 6/12/2026",
    ]
)


@given(st.lists(LINE, max_size=25))
def test_numbers_and_counts_always_hold(lines: list[str]) -> None:
    """Whatever is said in whatever order: numbers are unique and rise, places have no gap, counts fit the roll."""
    session = a_session()
    for line in lines:
        try:
            session = said(session, line)
        except ReviewError:
            continue
    numbers = [point.number for point in session.points]
    assert numbers == sorted(set(numbers))
    for floor in {point.floor for point in session.points}:
        places = [point.place for point in session.points if point.floor == floor]
        assert places == list(range(1, len(places) + 1))
        assert point_at(session, 1, floor)
    counts = header_counts(session)
    assert 0 <= counts.voting <= counts.present <= counts.due == 6
    assert isinstance(missing_before_read_back(session), tuple)


def test_a_supplementary_session_does_not_review_the_collective_again() -> None:
    """Only those whom the year has not reached stand in its order."""
    session = a_session(id="2026-2")
    assert session.floor_keys() == session.reviewed
    assert next_floor(said(session, "@ *")) == "m1"
    assert not any(
        "Tập thể" in sentence for sentence in missing_before_read_back(said(session, "@ *")) if "gợi ý" not in sentence
    )
