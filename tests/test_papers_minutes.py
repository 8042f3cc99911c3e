"""What the minutes say, read from the structure that all writers print."""

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import factories
import pytest

from review_tui.language import translate
from review_tui.language.errors import ReviewError
from review_tui.model.followup import Check, CheckState, Closing, FollowUp
from review_tui.model.ledger import ledger
from review_tui.model.points import (
    COLLECTIVE,
    Answer,
    AnswerKind,
    Correction,
    Kind,
    Point,
    Source,
    TopicAnswer,
    TopicVerdict,
    Verdict,
    VerdictKind,
    WithheldName,
)
from review_tui.model.session import (
    Dissent,
    Floor,
    FloorState,
    Guest,
    Here,
    Level,
    Paragraph,
    Presence,
    Reopening,
    Role,
    RoleChange,
    Session,
    Sitting,
    State,
    Tally,
)
from review_tui.papers.minutes import minutes, minutes_of
from review_tui.papers.structure import Paper, Table, from_json, to_json
from review_tui.papers.text import text_of
from review_tui.regulation.load import pack

PACK = pack("366-2025")


def paper(session: Session, **changes: object) -> Paper:
    """The minutes of a session of an invented cell."""
    return minutes(session, cell=factories.cell(len(session.roll), **changes), pack=PACK)


def said(session: Session, **changes: object) -> str:
    """The minutes as one run of text, without regard to line ends."""
    return " ".join(text_of(paper(session, **changes)).split())


def point(session: Session, **changes: object) -> Session:
    """The session with one more point on the floor of member 5."""
    made = Point(
        id="extra",
        number="2026-900",
        floor="m5",
        place=90,
        kind=Kind.SHORTCOMING,
        source=Source.MEMBER,
        critic="m7",
        critic_name=session.member("m7").name,
        text="Chậm nộp báo cáo quý",
        order=9_000,
        sitting=1,
    )
    made = replace(made, **changes)  # type: ignore[arg-type]
    return replace(session, points=(*session.points, made))


def test_every_speaker_is_named_in_full_and_every_text_stands_to_the_letter() -> None:
    """Nobody's opinion is lost: full name, kind and text of all points, answers, conclusions and commitments."""
    session = factories.meeting(17)
    text = said(session)
    for made in session.points:
        assert made.text in text
        assert made.critic_name in text
        for answer in made.answers:
            assert answer.text in text
    for floor in session.floors:
        assert all(paragraph.text in text for paragraph in floor.conclusion)
    assert all(made.text in text and made.number in text for made in session.commitments)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.SHORTCOMING, "nêu khuyết điểm"),
        (Kind.STRENGTH, "nêu ưu điểm"),
        (Kind.QUESTION, "nêu câu hỏi"),
        (Kind.SUGGESTION, "góp ý, đề nghị"),
        (Kind.STATEMENT, "phát biểu"),
    ],
)
def test_an_opinion_is_printed_with_its_kind_and_number(kind: Kind, words: str) -> None:
    """A reader sees who said what, how it was meant, and the number for life."""
    session = point(factories.meeting(17), kind=kind)
    name = session.member("m7").name
    assert f"Đồng chí {name} {words} (ý kiến số 2026-900): Chậm nộp báo cáo quý" in said(session)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (AnswerKind.ACCEPT, "tiếp thu"),
        (AnswerKind.PARTLY, "tiếp thu một phần"),
        (AnswerKind.EXPLAIN, "giải trình"),
        (AnswerKind.RESERVE, "bảo lưu ý kiến"),
        (AnswerKind.VERIFY, "đề nghị xác minh"),
    ],
)
def test_an_answer_is_printed_with_its_type(kind: AnswerKind, words: str) -> None:
    """The five typed answers keep their names on paper."""
    answer = Answer(id="x", kind=kind, text="Tôi xin nói rõ", by="m5", order=9_001)
    session = point(factories.meeting(17), answers=(answer,))
    assert f"Đồng chí {session.member('m5').name} {words}: Tôi xin nói rõ" in said(session)


def test_a_reserved_opinion_is_printed_again_as_dissent() -> None:
    """Bảo lưu stands with the name in the closing part, where a superior looks for it."""
    answer = Answer(id="x", kind=AnswerKind.RESERVE, text="Tôi đã trả lời trực tiếp", by="m5", order=9_001)
    closing = said(point(factories.empty_session(17), answers=(answer,))).partition("V- THÔNG QUA")[2]
    assert f"{factories.name_of(5)} bảo lưu ý kiến đối với ý kiến số 2026-900: Tôi đã trả lời trực tiếp" in closing


def test_a_withheld_critic_is_named_nowhere() -> None:
    """The name is the recorder's only, also where the critic corrected the sentence or disagreed about it."""
    corrections = (Correction(before="cũ", asked_by="m7"),)
    session = point(factories.empty_session(9), withheld=True, critic="", critic_name="", corrections=corrections)
    session = replace(
        session,
        withheld=(WithheldName(point="extra", critic="m7", critic_name=factories.name_of(7)),),
        dissents=(Dissent(id="d", about="extra", floor="m5", by="m7", text="Tôi nói khác"),),
    )
    before = paper(replace(session, sittings=(), roll=session.roll))
    text = to_json(before)
    assert "Một đồng chí (không nêu tên) nêu khuyết điểm (ý kiến số 2026-900)" in text
    assert "đã sửa 1 chỗ theo đề nghị của một đồng chí (không nêu tên)" in text
    assert "Một đồng chí (không nêu tên) có ý kiến khác về ý kiến số 2026-900: Tôi nói khác" in text
    said_about_it = [block for block in before.blocks if "2026-900" in str(block) or "đã sửa" in str(block)]
    assert said_about_it
    assert all(factories.name_of(7) not in str(block) for block in said_about_it)


def test_list_tags_stand_on_no_paper() -> None:
    """Working notes such as "1.4", "d11" and "n3" are not part of the minutes."""
    session = factories.meeting(17)
    assert any(made.entries for made in session.points)
    text = said(session)
    assert not any(tag in text for tag in ("1.4", "1.5", "d11", "n3"))


def test_what_was_withdrawn_is_not_printed() -> None:
    """A withdrawn point leaves no words; its number is simply missing."""
    text = said(point(factories.meeting(17), withdrawn=True))
    assert "2026-900" not in text
    assert "Chậm nộp báo cáo quý" not in text


def test_attendance_counts_agree_and_name_everybody() -> None:
    """Kinds add up to the roll; present, absent and not called add up to those who were due."""
    text = said(factories.meeting(17))
    assert "17 đồng chí, trong đó: chính thức 13, dự bị 1, sinh hoạt tạm thời tại chi bộ 1" in text
    assert "được miễn sinh hoạt 1, bị đình chỉ sinh hoạt 1" in text
    assert "phải dự hội nghị: 15 đồng chí; không thuộc diện phải dự 2 đồng chí" in text
    assert "Có mặt 13/15 đồng chí (86,7 %), trong đó chính thức 11, dự bị 1" in text
    assert "Vắng mặt 2 đồng chí (có lý do 1, không có lý do 1)" in text
    assert f"Vắng có lý do 1 đồng chí: {factories.name_of(3)} (Nằm viện, có giấy)." in text
    assert f"Vắng không có lý do 1 đồng chí: {factories.name_of(6)}." in text
    assert f"Đến muộn 1 đồng chí: {factories.name_of(8)} (có mặt lúc 18 giờ 25)." in text
    assert f"{factories.name_of(5)} (rời hội nghị lúc 20 giờ 40, lý do: Việc gia đình)" in text
    assert "biểu quyết có mặt: 11/13 đồng chí (84,6 %), đạt từ 2/3 trở lên" in text
    assert f"Đảng viên bị đình chỉ sinh hoạt 1 đồng chí: {factories.name_of(17)}." in text


def test_a_meeting_without_quorum_says_so() -> None:
    """The sentence about the quorum is a fact and no refusal."""
    session = factories.meeting(17)
    few = tuple(
        presence if presence.member in ("m1", "m2") else replace(presence, here=Here.ABSENT)
        for presence in session.sittings[0].attendance
    )
    text = said(replace(session, sittings=(replace(session.sittings[0], attendance=few),)))
    assert "biểu quyết có mặt: 2/13 đồng chí (15,4 %), chưa đạt mức 2/3" in text


def test_someone_suspended_who_came_is_counted_nowhere_but_named() -> None:
    """Presence of a suspended member is taken down and not mixed into the counts."""
    session = factories.meeting(17)
    came = (*session.sittings[0].attendance, Presence(member="m17", here=Here.PRESENT))
    text = said(replace(session, sittings=(replace(session.sittings[0], attendance=came),)))
    assert f"Có mặt ngoài diện phải dự 1 đồng chí: {factories.name_of(17)} (bị đình chỉ sinh hoạt)." in text
    assert "Có mặt 13/15" in text


def test_members_not_called_are_neither_present_nor_absent() -> None:
    """Whoever was not called is listed apart, so that the sum stays right."""
    session = factories.meeting(17)
    text = said(
        replace(session, sittings=(replace(session.sittings[0], attendance=session.sittings[0].attendance[:3]),))
    )
    assert "Có mặt 2/15" in text
    assert "Vắng mặt 1 đồng chí" in text
    assert "Chưa điểm danh 12 đồng chí:" in text


def test_two_members_of_one_name_are_told_apart() -> None:
    """The year of birth stands behind the name, or the number of the roll where that does not help."""
    session = factories.meeting(17)
    twins = tuple(
        replace(member, name="Nguyễn Văn Hùng", born=date(1960 + (member.no == 4), 1, 1))
        if member.no in (4, 5)
        else member
        for member in session.roll
    )
    text = said(replace(session, roll=twins))
    assert "Nguyễn Văn Hùng (sinh năm 1961)" in text
    assert "Nguyễn Văn Hùng (sinh năm 1960)" in text
    alike = tuple(replace(member, born=date(1960, 1, 1)) for member in twins)
    assert "Nguyễn Văn Hùng (số 4)" in said(replace(session, roll=alike))


def test_a_session_with_nothing_in_it_prints_blanks_and_no_guess() -> None:
    """Before the meeting the minutes are a form to fill by pen."""
    text = said(factories.empty_session(17), place="")
    assert "Số ……-BB/CB" in text
    assert "………, ngày …… tháng …… năm 2026" in text
    assert "Chủ trì hội nghị: ……………………" in text
    assert "Biểu quyết thông qua biên bản: ……………………/…………………… đồng chí tán thành." in text
    assert "Chưa kiểm điểm 15 đồng chí" in text
    assert text.startswith("DỰ THẢO")


def test_an_empty_roll_still_prints() -> None:
    """Not even a cell without members is refused."""
    assert "Tổng số đảng viên của chi bộ: 0 đồng chí" in said(factories.empty_session(0))


def test_a_topic_stands_with_its_answer_and_the_chairs_word() -> None:
    """Suggested topics are printed to the letter on every floor that they concern."""
    session = factories.meeting(17)
    text = said(session)
    assert f"Vấn đề được gợi ý: {session.topics[0].title}. {session.topics[0].text}" in text
    assert "giải trình: Kỳ tháng 5 trùng đợt tiêm chủng, chi ủy hoãn mà không thông báo lý do" in text
    assert "Chủ trì kết luận: nội dung giải trình đã rõ." in text
    assert "Giải trình: chưa có." in text
    assert "gợi ý kiểm điểm năm 2026" in text
    assert "Công văn số 27-CV/ĐU, ngày 16/11/2026 của Đảng ủy phường Tân An Đông" in text


def test_opinions_that_touch_a_topic_are_named_beside_it() -> None:
    """A point is no answer to a topic, but a reader finds it."""
    session = point(factories.meeting(17), floor="m1", topics=("g4",))
    assert "Giải trình: chưa có. + Ý kiến liên quan: số 2026-900." in said(session)


def test_what_waits_for_verification_names_who_and_until_when() -> None:
    """Pending verdicts gather in part IV with the verifier and the day."""
    verdict = Verdict(kind=VerdictKind.PENDING, by="m1", verifier="m4", due=date(2027, 1, 15))
    closing = said(point(factories.empty_session(17), verdict=verdict)).partition("IV- ")[2]
    assert f"Ý kiến số 2026-900 về đồng chí {factories.name_of(5)}" in closing
    assert f"người xác minh: đồng chí {factories.name_of(4)}; báo cáo trước ngày 15/01/2027" in closing


def test_topics_left_unclear_go_to_the_report_back_list() -> None:
    """ "Chưa rõ" and "báo cáo bổ sung" are collected with their dates."""
    session = factories.meeting(17)
    unclear = TopicAnswer(id="t", topic="g1", floor=COLLECTIVE, verdict=TopicVerdict.UNCLEAR)
    closing = said(replace(session, topic_answers=(unclear, session.topic_answers[1]))).partition("IV- ")[2]
    assert "Tập thể chi bộ báo cáo bổ sung vấn đề “Sinh hoạt chi bộ chưa đủ, nội dung còn hình thức”" in closing
    assert "thời hạn báo cáo: trước ngày 15/01/2027" in closing


def test_the_absent_are_queued_with_the_reason() -> None:
    """Whoever was not reviewed is named, and that a supplementary review follows."""
    closing = said(factories.meeting(17)).partition("4. Đảng viên chưa kiểm điểm")[2]
    assert f"Chưa kiểm điểm 1 đồng chí: {factories.name_of(3)} (vắng mặt: Nằm viện, có giấy)." in closing
    assert "kiểm điểm bổ sung" in closing
    assert f"Không thuộc diện kiểm điểm: đồng chí {factories.name_of(17)}, đang bị đình chỉ sinh hoạt đảng" in closing


def test_comrades_come_in_the_order_in_which_they_were_reviewed() -> None:
    """The paper follows the evening, not the plan."""
    session = factories.meeting(9)
    later = tuple(replace(made, order=made.order + 10_000) if made.floor == "m1" else made for made in session.points)
    moved = replace(
        session,
        points=later,
        topic_answers=(),
        commitments=tuple(made for made in session.commitments if made.floor != "m1"),
        floors=tuple(replace(floor, conclusion=()) for floor in session.floors),
    )
    text = said(moved).partition("II- KIỂM ĐIỂM TỪNG ĐẢNG VIÊN")[2]
    assert text.index(f"1. Đồng chí {factories.name_of(2)}, Phó bí thư") < text.index(
        f"Đồng chí {factories.name_of(1)}, Bí thư chi bộ"
    )


def test_the_acting_chair_is_named_on_the_chairs_own_floor() -> None:
    """Who led in whose place stands where it happened, and nowhere else."""
    session = factories.meeting(9)
    roles = (
        *session.roles,
        RoleChange(role=Role.CHAIR, members=("m2",), sitting=1, floor="m1"),
        RoleChange(role=Role.CHAIR, members=("m1",), sitting=1, floor="m2"),
    )
    text = said(replace(session, roles=roles))
    assert text.count(f"Đồng chí {factories.name_of(2)} chủ trì phần kiểm điểm này.") == 1
    assert "vẫn chủ trì" not in text
    assert "vẫn chủ trì khi kiểm điểm bản thân" in said(session)
    assert paper(replace(session, roles=roles)).right.name == factories.name_of(1)  # type: ignore[union-attr]


def test_several_sittings_are_told_apart() -> None:
    """Each sitting has its day, hours, attendance; a comrade's heading says in which it was."""
    session = factories.meeting(9)
    first = session.sittings[0]
    second = Sitting(
        number=2,
        day=date(2026, 12, 8),
        place="Trường tiểu học",
        opened="17:30",
        closed="19:00",
        attendance=tuple(replace(presence, here=Here.PRESENT, reason="") for presence in first.attendance),
    )
    session = point(replace(session, sittings=(first, second)), floor="m3", sitting=2, text="Ý kiến buổi sau")
    text = said(session)
    assert "Buổi thứ nhất: bắt đầu vào hồi 18 giờ, ngày 05 tháng 12 năm 2026, kết thúc vào hồi 21 giờ 40" in text
    assert "Buổi thứ hai: bắt đầu vào hồi 17 giờ 30, ngày 08 tháng 12 năm 2026" in text
    assert f"Đồng chí {factories.name_of(3)}, Chi ủy viên (buổi thứ hai)" in text
    assert "Hội nghị kết thúc vào hồi 19 giờ, ngày 08 tháng 12 năm 2026." in text
    assert "ngày 08 tháng 12 năm 2026" in paper(session).letterhead.place_date


def test_read_back_says_how_many_sentences_were_corrected_and_for_whom() -> None:
    """Corrections are counted by who asked; other opinions stand with the name and what they are about."""
    session = factories.meeting(17)
    first, second = (Correction(before="cũ", asked_by=who) for who in ("m5", "m7"))
    answered = next(made for made in session.points if made.answers)
    changed = replace(
        answered, corrections=(first, second), answers=(replace(answered.answers[0], corrections=(first,)),)
    )
    session = replace(
        session,
        points=tuple(changed if made.id == answered.id else made for made in session.points),
        dissents=(
            Dissent(id="d1", about=answered.id, floor=answered.floor, by="m8", text="Tôi không nghe như vậy"),
            Dissent(id="d2", about="", floor="", by="m9", text="Thiếu phần đầu"),
            Dissent(id="d3", about="km5", floor="m5", by="m9", text="Kết luận nặng"),
            Dissent(id="d4", about="c1", floor=COLLECTIVE, by="m9", text="Hạn quá gần"),
        ),
    )
    text = said(session)
    assert f"đã sửa 2 chỗ theo đề nghị của đ/c {factories.name_of(5)}" in text
    assert f"đã sửa 1 chỗ theo đề nghị của đ/c {factories.name_of(7)}" in text
    assert f"Đồng chí {factories.name_of(8)} có ý kiến khác về ý kiến số {answered.number}: Tôi không nghe" in text
    assert f"Đồng chí {factories.name_of(9)} có ý kiến khác về biên bản: Thiếu phần đầu" in text
    assert f"có ý kiến khác về kết luận của chủ trì đối với đồng chí {factories.name_of(5)}: Kết luận nặng" in text
    assert "có ý kiến khác về cam kết CK2026-001: Hạn quá gần" in text


def test_reopening_is_printed_with_its_reason() -> None:
    """Minutes that were opened again say when and why."""
    opened = Reopening(reason="bổ sung kết quả kiểm phiếu", at=datetime(2026, 12, 7, 8, 0, tzinfo=UTC))
    text = said(factories.approved(replace(factories.meeting(9), reopenings=(opened,))))
    assert "được mở lại ngày 07/12/2026; lý do: bổ sung kết quả kiểm phiếu" in text


def test_tallies_are_printed_with_sums_and_a_wrong_count_is_named() -> None:
    """Slips, valid and invalid, levels, results; a count that does not add up is said and not hidden."""
    session = factories.meeting(9)
    text = said(session)
    assert "Số phiếu phát ra: 13; số phiếu thu về: 13." in text
    assert "Cộng 9 đồng chí được bỏ phiếu: Hoàn thành xuất sắc nhiệm vụ 0; Hoàn thành tốt nhiệm vụ 9" in text
    assert "chưa khớp" not in text
    wrong = Tally(floor="m1", issued=13, returned=13, valid=12, votes=((Level.GOOD, 11),), result=Level.GOOD)
    assert f"Số phiếu của {factories.name_of(1)} chưa khớp: tổng các mức 11, hợp lệ 12." in said(
        replace(session, tallies=(wrong,))
    )


def test_commitments_stand_in_one_table_with_owner_verifier_and_date() -> None:
    """Part IV gathers all commitments in the order of their numbers."""
    session = factories.meeting(9)
    table = next(block for block in paper(session).blocks if isinstance(block, Table) and block.key == "commitments")
    assert [row[0] for row in table.rows] == [made.number for made in session.commitments]
    assert table.rows[0][3] == factories.name_of(1)
    assert table.rows[0][4] == factories.name_of(2)
    assert {row[5] for row in table.rows} == {"30/06/2027", "làm ngay", "thường xuyên"}
    bare = replace(session.commitments[0], verifier="")
    assert "chưa có" in said(replace(session, commitments=(bare,)))


def test_commitments_of_earlier_years_come_back_on_the_floor_of_their_owner() -> None:
    """Open ones with their state, ones closed this year as repaired; this year's own are not among them."""
    old = replace(
        factories.meeting(9),
        id="2025",
        commitments=tuple(
            replace(made, number=made.number.replace("2026", "2025"), text=f"Việc năm trước {made.number}")
            for made in factories.meeting(9).commitments
        ),
    )
    now = factories.meeting(9)
    follow_up = FollowUp(
        checks=(Check(id="k", commitment="CK2025-002", on=date(2026, 5, 1), state=CheckState.UNDER_WAY, degree=60),),
        closings=(
            Closing(id="z", commitment="CK2025-003", on=date(2026, 6, 1), by=factories.name_of(1), words="Đã xong"),
            Closing(id="y", commitment="CK2025-004", on=date(2025, 12, 30), by=factories.name_of(1), words="Đã xong"),
        ),
    )
    items = ledger((old, now), follow_up, date(2026, 12, 5))
    made = minutes(now, cell=factories.cell(9), pack=PACK, ledger=items)
    text = " ".join(text_of(made).split())
    assert "Cam kết CK2025-002 (đang khắc phục được 60 %" in text
    assert f"Cam kết CK2025-003 (đã khắc phục; thời hạn 30/06/2027; đồng chí {factories.name_of(1)} xác nhận" in text
    assert "CK2025-004" not in text
    assert "Cam kết CK2026-001 (" not in text


def test_outside_opinions_and_guests_are_named_by_their_source() -> None:
    """Residence, Front, hotline and guests are no comrades of the cell."""
    session = replace(factories.meeting(17), guests=(Guest(id="k1", name="Phan Văn Thọ", title="Phó Bí thư Đảng ủy"),))
    text = said(point(session, source=Source.RESIDENCE, critic="", critic_name=""))
    assert "Ý kiến của cấp ủy nơi cư trú, nêu khuyết điểm (ý kiến số 2026-900): Chậm nộp báo cáo quý" in text
    text = said(point(session, source=Source.GUEST, critic="k1", critic_name="Phan Văn Thọ"))
    assert "Đại biểu Phan Văn Thọ nêu khuyết điểm (ý kiến số 2026-900)" in text


def test_a_fault_named_by_oneself_is_told_from_a_criticism() -> None:
    """Khuyết điểm tự nhận and the presented self-review have words of their own."""
    session = point(factories.meeting(17), source=Source.SELF, critic="m5", recurs="2025-014")
    text = said(session)
    again = "ý kiến số 2026-900; lặp lại khuyết điểm đã nêu tại ý kiến số 2025-014"
    assert f"Đồng chí {factories.name_of(5)} tự nhận khuyết điểm ({again}): Chậm nộp báo cáo quý" in text
    assert f"Đồng chí {factories.name_of(5)} trình bày bản tự kiểm điểm" in text


def test_draft_and_practice_stand_in_the_margin_marks() -> None:
    """DỰ THẢO until approval; TẬP DƯỢT always in a practice book."""
    session = factories.meeting(9)
    assert paper(session).marks == ("DỰ THẢO",)
    assert paper(session, practice=True).marks == ("DỰ THẢO", "TẬP DƯỢT")
    assert paper(factories.approved(session)).marks == ()
    assert paper(factories.approved(session), practice=True).marks == ("TẬP DƯỢT",)


def test_the_number_is_printed_by_the_rule_or_left_to_the_pen() -> None:
    """ "Số 05-BB/CB": no colon, two digits; unknown is dotted."""
    session = factories.meeting(9)
    for given, printed in (("5", "Số 05-BB/CB"), ("05", "Số 05-BB/CB"), ("112", "Số 112-BB/CB"), ("", "Số ……-BB/CB")):
        assert paper(factories.approved(session, number=given)).letterhead.number == printed
    assert paper(factories.approved(session, number="Số: 07-BB/CB")).letterhead.number == "Số 07-BB/CB"


def test_recipients_end_with_the_cells_own_file() -> None:
    """ "Lưu Chi bộ." is always last and never twice."""
    session = factories.meeting(9)
    assert paper(factories.approved(session)).recipients[-1] == "Lưu Chi bộ."
    given = ("Lưu Chi bộ.", "Đảng ủy phường;")
    assert paper(factories.approved(session, recipients=given)).recipients == ("Đảng ủy phường,", "Lưu Chi bộ.")


def test_only_approved_minutes_carry_the_fingerprint() -> None:
    """A draft never looks like the approved text."""
    session = factories.meeting(9)
    assert paper(session).fingerprint == ""
    assert paper(factories.approved(session)).fingerprint == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_approved_minutes_print_from_what_was_kept_and_never_change() -> None:
    """A later pack, roll or version of the program does not touch approved minutes."""
    session = factories.approved(factories.meeting(9))
    kept = to_json(paper(session))
    signed = replace(session, state=State.SIGNED, approval=replace(session.approval, structure=kept))  # type: ignore[type-var]
    other = replace(signed, points=(), commitments=(), roll=())
    again = minutes_of(other, cell=factories.cell(9), pack=PACK)
    assert again == from_json(kept)
    assert minutes_of(other, cell=factories.cell(9, practice=True), pack=PACK).marks == ("TẬP DƯỢT",)
    reopened = replace(other, state=State.RECORDING, approval=None)
    assert minutes_of(reopened, cell=factories.cell(9), pack=PACK) != from_json(kept)


def test_the_structure_survives_json_exactly() -> None:
    """What is kept with the approval gives back an equal paper, for every size of cell."""
    for size in (0, 3, 17, 60):
        made = paper(factories.meeting(size) if size else factories.empty_session(0))
        assert from_json(to_json(made)) == made


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"is":"paper"}', '{"is":"os"}', '"x"', "[" * 5_000])
def test_a_damaged_structure_is_one_sentence(text: str) -> None:
    """Kept minutes that cannot be read are said so, not thrown as an error of the program."""
    with pytest.raises(ReviewError, match="không đọc được"):
        from_json(text)


def test_the_same_meeting_gives_the_same_paper() -> None:
    """The structure is a pure function of what the book holds."""
    assert to_json(paper(factories.meeting(17))) == to_json(paper(factories.meeting(17)))


def test_all_text_is_composed_and_free_of_control_characters() -> None:
    """Decomposed letters are composed; what no paper can hold leaves a visible mark."""
    session = point(factories.meeting(9), text=unicodedata.normalize("NFD", "Vượng\x00 ký\r\nDòng hai\x1b[2J"))
    text = to_json(paper(session))
    assert unicodedata.is_normalized("NFC", text)
    assert "Vượng\ufffd ký\\nDòng hai\ufffd[2J" in text


def test_papers_are_vietnamese_on_an_english_screen(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of the screen never changes a paper."""
    before = to_json(paper(factories.meeting(9)))
    monkeypatch.setattr(translate._translations, "gettext", lambda text: f"EN {text}")
    assert to_json(paper(factories.meeting(9))) == before


def test_the_office_may_spell_uy_the_old_way() -> None:
    """Own words follow the pack's spelling; the words of the meeting are never touched."""
    old = replace(PACK, page=replace(PACK.page, spelling="uy_old"))
    session = point(factories.meeting(9), source=Source.RESIDENCE, critic="", critic_name="", text="Đảng ủy nhắc")
    text = to_json(minutes(session, cell=factories.cell(9), pack=old))
    assert "Ý kiến của cấp uỷ nơi cư trú" in text
    assert "Đảng ủy nhắc" in text


def test_a_supplementary_session_says_so_in_its_title() -> None:
    """The session "2026-2" reviews those who were absent."""
    session = replace(factories.meeting(3), id="2026-2")
    assert "kiểm điểm bổ sung" in paper(session).subject
    assert "bổ sung" not in paper(factories.meeting(3)).subject


def test_an_opened_floor_without_a_word_is_not_called_unreviewed() -> None:
    """Whoever stood on the floor has a heading, even if nobody said anything."""
    session = factories.empty_session(9, floors=(Floor(key="m2", state=FloorState.OPENED),))
    text = said(session)
    assert f"1. Đồng chí {factories.name_of(2)}, Phó bí thư" in text
    assert f"Chưa kiểm điểm {len(session.reviewed) - 1} đồng chí" in text


def test_conclusion_paragraphs_keep_their_order() -> None:
    """A second "ct ." adds a paragraph below the first."""
    two = tuple(Paragraph(id=str(no), text=f"Kết luận {no}", by="m1", order=no) for no in (2, 1))
    text = said(factories.empty_session(9, floors=(Floor(key="m2", state=FloorState.OPENED, conclusion=two),)))
    assert text.index("Kết luận 1") < text.index("Kết luận 2")


def test_the_structure_holds_only_plain_json() -> None:
    """Nothing but text, numbers and lists is kept: another program can read it in thirty years."""
    kept = json.loads(to_json(paper(factories.meeting(3))))
    assert kept["title"] == "BIÊN BẢN"
    assert {block["is"] for block in kept["blocks"]} == {"heading", "paragraph", "record", "table"}


def test_the_chair_of_a_floor_stays_named_when_an_earlier_floor_comes_up_again() -> None:
    """The deputy chairs the head's floor both times; everybody else's floor is the head's to chair."""
    from meeting_room import a_session

    from review_tui.papers.material import material_of

    lines = ("@ *", "@ct 1", "/ cb", "2 - a", "/ 1", "@ct 2", "2 - b", "/ 4", "@ct 1", "2 - c", "/ 5", "2 - d")
    session = a_session(*lines, "/ 1", "@ct 2", "ct . x", "/ 5", "@ct 1", "ct . y")
    material = material_of(session, factories.cell(6), pack("366-2025"))
    assert [material.holder_on(Role.CHAIR, floor) for floor in ("m1", "m4", "m5")] == [("m2",), ("m1",), ("m1",)]
